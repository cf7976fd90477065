"""What headers say of time: a quarter below its year, and what only looks like a name."""

import re
from collections.abc import Sequence

from cloudkb.words import fold

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_TIME = re.compile(
    rf"(?i)[\d\s./'’-]+|.*\b(?:{_MONTHS})[a-z]*\b[\s.'’/-]*\d.*|.*\d[\s.'’/-]*(?:{_MONTHS})[a-z]*\b.*"
    r"|.*(?:\d\s*年|[一二三四五六七八九十\d]月|季度|半年|全年|年初|年末|年底).*"
    r"|.*\b(?:[qhw]\d{1,2}|\d{1,2}[qhm]|fy\d*|ltm|ttm|ytd|weeks?|quarters?|months?|halves|half|spring|summer"
    r"|autumn|winter|fiscal)\b.*"
)
_LONGEST = 200
_YEAR = re.compile(r"(?i)(fy)?\s?((?:19|20)\d\d)\s?年?")
_HALVES = {"h1": "H1", "1h": "H1", "上半年": "H1", "h2": "H2", "2h": "H2", "下半年": "H2"}


def looks_like_time(text: str) -> bool:
    """Whether a text that is read as no period speaks of one: it names no company and no metric."""
    return len(text) <= _LONGEST and _TIME.fullmatch(text.strip()) is not None


def quarter_of(text: str) -> str:
    """The number of a quarter without its year: Q1, 1, 一季度, 第1季度; empty for what is none."""
    word = fold(text).removeprefix("第").removeprefix("q").removesuffix("q").removesuffix("季度")
    word = word.removesuffix("季").strip()
    word = {"一": "1", "二": "2", "三": "3", "四": "4"}.get(word, word)
    return word if word in ("1", "2", "3", "4") else ""


def dated(cells: Sequence[str]) -> list[str]:
    """Headers above each other, with a year and the quarter or half below it as one: 2023Q1."""
    years = [found for one in cells if (found := _YEAR.fullmatch(one))]
    parts = {one: part for one in cells if (part := _part(one))}
    if len(years) != 1 or len(parts) != 1:
        return list(cells)
    whole = f"{(years[0][1] or '').upper()}{years[0][2]}{next(iter(parts.values()))}"
    rest = [one for one in cells if one != years[0][0] and one not in parts]
    return [whole, *rest]


def _part(text: str) -> str:
    word = fold(text)
    quarter = "" if word.isdecimal() else quarter_of(word)
    return f"Q{quarter}" if quarter else _HALVES.get(word, "")
