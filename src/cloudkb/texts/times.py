"""Dates, periods and lengths of time in running text, and what the relative ones stand for.

What is found is handed to `periods`, which alone says what a period means. A relative one (last
quarter, 去年同期) is counted from the day the text was published; what follows from that day, or
from a year that stands elsewhere, is marked as inferred.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from cloudkb import periods
from cloudkb.figures.changes import DIRECTIONS
from cloudkb.figures.cursor import Text
from cloudkb.figures.running import bare_number
from cloudkb.interval import Interval
from cloudkb.periods.forms import NAMES
from cloudkb.periods.printed_parts import named_month
from cloudkb.texts.expressions import LABEL, numeral
from cloudkb.texts.time_forms import BEGINNINGS, BEGINNINGS_ZH, FORMS, YEAR


class Time(NamedTuple):
    """A time in a text, in places of the text."""

    start: int
    end: int
    kind: Literal["date", "period", "duration"]
    period: str
    """Canonical; empty for a duration and for what cannot be resolved."""
    inferred: bool
    """The day the text was published, or a year elsewhere in it, was needed."""
    length: Interval = Interval()
    """How long a duration is, in its own unit."""


@cache
def _finder() -> re.Pattern[str]:
    forms = "|".join(f"(?P<f{place}>{form})" for place, (_, form) in enumerate(FORMS))
    return re.compile(rf"(?<![0-9a-z$¥€£#/-])(?<![0-9][.,])(?:{forms})|(?<=mid-)(?P<mid>{YEAR})")


@cache
def _beginner() -> re.Pattern[str]:
    words = "|".join(sorted(BEGINNINGS.split(), key=lambda word: (-len(word), word)))
    return re.compile(rf"[0-9]+|[{BEGINNINGS_ZH}]|(?<![a-z0-9])(?:{words}|{NAMES})(?![a-z])")


_A_YEAR = re.compile(YEAR)
_NOT_YEAR = re.compile(
    r" ?(?:[a-z]*[0-9]|[%倍元台家个名人张件辆万亿]|多|余|million|billion|percent|yuan|dollars"
    r"|units|employees|people|stores)"
)
_PARTED = ("hedge", "adverb", *DIRECTIONS)
"""What stands before a part of something: nearly a quarter, fell a quarter."""
_COMPARES = re.compile(r" (?:more|less|fewer|higher|lower|larger|smaller)\b")
_CODE = re.compile("/(?:[0-9]{3}|[0-9]+/)")
"""Behind a year that begins the number of a law."""
_MONEY_BEFORE = re.compile(
    r"(?:rmb|usd|cny|hk|us|约|超过?|近|达|about|over|nearly|around|some|no\.|第) ?$"
)


def find(text: Text, published: str = "") -> list[Time]:
    """The times of a text in order; `published` is the day it was, YYYY-MM-DD, where known."""
    return list(_find(text, published))


def _find(text: Text, published: str) -> Iterator[Time]:
    near_year = ""
    at = 0
    forms = _finder()
    for start in _beginner().finditer(text.low):
        if start.start() < at or (found := forms.match(text.low, start.start())) is None:
            continue
        at = found.end()
        place = int((found.lastgroup or "f0")[1:] or 0) if found.lastgroup != "mid" else -1
        kind = FORMS[place][0] if place >= 0 else "period"
        printed = text.low[found.start() : found.end()].rstrip()
        if not _stands(text, found, kind, place):
            continue
        end = found.end() - (printed[-1] == ".")
        if kind == "duration":
            length = _length(text.low[found.start() : found.end()])
            yield Time(found.start(), end, "duration", "", inferred=False, length=length)
            continue
        canonical, inferred = _resolved(printed, published, near_year)
        year = _A_YEAR.search(canonical or printed)
        near_year = year[0] if year else near_year
        yield Time(found.start(), end, "date" if kind == "date" else "period",
                   canonical, inferred)  # fmt: skip


@lru_cache(maxsize=1024)
def _length(printed: str) -> Interval:
    return bare_number(Text.of(printed), 0)


def _stands(text: Text, found: re.Match[str], kind: str, place: int) -> bool:
    """Whether what looks like a time is one: 2000 stores is none."""
    before, after = (
        text.low[max(0, found.start() - 8) : found.start()],
        text.low[found.end() : found.end() + 12],
    )
    if place == len(FORMS) - 1:
        if before[-1:] in ("〔", "[", "(") and after[:1] in ("〕", "]", ")") and "号" in after:
            return False
        label = LABEL.search(text.low, max(0, found.start() - 14), found.start())
        if label and not label[0].rstrip().endswith("year"):
            # No. 2024, but the full year 2024
            return False
        if _CODE.match(after):
            return False
        return not _NOT_YEAR.match(after) and not _MONEY_BEFORE.search(before)
    if "a" <= found[0][-1] <= "z" and after[:1].isalpha() and after[:1].isascii():
        return False
    if kind == "duration":
        parted = (
            before.endswith(" by ")
            or _COMPARES.match(after)
            or text.ending(-1, found.start() - 1, *_PARTED)
        )
        if found[0] == "a quarter" and parted:
            # rose a quarter, by a quarter: a part, no length of time
            return False
        # 三年级, 二十年代, a year earlier
        return not re.match(r"[级代]|s? (?:earlier|ago|before)\b", after) and found[0] not in (
            "a day",
        )
    return True


# --- what they stand for ------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _resolved(printed: str, published: str, near_year: str) -> tuple[str, bool]:
    """The canonical period, and whether it had to be inferred; empty where it cannot be."""
    plain = re.sub(
        r"^(?:截[至止]到?|从|自|between |from |in |during |for |over |the )+", "", printed
    )
    plain = re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\b", "", plain).replace(" and ", " to ")
    plain = plain.replace(" through ", " to ").strip()
    plain = re.sub("(?:中期|中报|半年报)$", "上半年", plain)
    plain = re.sub("(?<=[年第])([一二三四])$", r"\1季度", plain)
    if printed.startswith("between "):
        plain = printed
    parsed = _parsed(plain) or _parsed(printed)
    if parsed:
        return parsed, False
    year, month = int(published[:4] or 0), int(published[5:7] or 0)
    dotted = re.fullmatch(rf"([0-3]?[0-9])[./]([01]?[0-9])[./]({YEAR})", plain)
    if dotted is not None:
        return _parsed(f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}"), False
    if not year:
        year, month = int(near_year or 0), 0
    if not year:
        return "", True
    for each in (_relative(plain, year, month), *_with_year(plain, year, month)):
        found = _parsed(each) if each else ""
        if found:
            return found, True
    return "", True


def _with_year(plain: str, year: int, month: int) -> Iterator[str]:
    """The same with the year that is nearest: of a month or quarter that has begun."""
    part = re.search(r"1[0-2]|[1-9]|[一二三四]", plain)
    this = year
    if month:
        named = re.match(rf"({NAMES})", plain)
        if named is not None:
            number = named_month(named[1])
            this = year - (number > month)
        elif part is not None and "月" in plain:
            got = re.match(r"(1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])", plain)
            number = (int(got[1]) if got[1].isdigit() else numeral(got[1])) if got else 0
            this = year - (number > month)
        elif "季" in plain or plain.startswith("q") or "quarter" in plain:
            number = _quarter(plain)
            this = year - (number * 3 > month + 1)
        elif plain.startswith(("下半年", "second half")):
            this = year - (month < 7)
    zh = not plain.isascii()
    yield f"{this}年{plain}" if zh else f"{plain} {this}"
    if not zh:
        yield f"{plain}, {this}"


_QUARTERS = (("一", "1", "first"), ("二", "2", "second"), ("三", "3", "third"),
             ("四", "4", "fourth", "final", "last"))  # fmt: skip


def _quarter(plain: str) -> int:
    for number, words in enumerate(_QUARTERS, 1):
        if any(word in plain for word in words):
            return number
    return 0


def _relative(plain: str, year: int, month: int) -> str:
    estimate = re.fullmatch("([0-9]{2})e", plain)
    if estimate is not None:
        return f"20{estimate[1]}"
    ended = re.fullmatch(rf"(?:(?:{NAMES})[-–])?({NAMES}) quarter", plain)
    if ended is not None:
        last = named_month(ended[1])
        return f"{year - (last > month)}Q{last // 3}" if last % 3 == 0 else ""
    of_last = re.fullmatch(rf"last ({NAMES})", plain)
    if of_last is not None and month:
        number = named_month(of_last[1])
        return f"{year - (number >= month)}-{number:02d}"
    quarter = (month + 2) // 3 if month else 0
    zh = re.match(r"(去年|今年|上年度?|前年|明年|本年度?|当年|次年|同年)(.*)", plain)
    if zh is not None:
        by = {"去": -1, "上": -1, "前": -2, "明": 1, "次": 1}.get(zh[1][0], 0)
        rest = zh[2]
        if rest in ("同期", "同季", "以来"):
            return ""
        return f"{year + by}年{'' if rest == '全年' else rest}"
    if re.match(r"(?:last|previous|prior|preceding) (?:fiscal |financial )?year", plain):
        return str(year - 1)
    if re.match(r"(?:this|current) year", plain):
        return str(year)
    if re.match(r"next year", plain):
        return str(year + 1)
    if (
        re.match(
            r"(?:last|previous|prior|preceding|latest) quarter|上[一个]{0,2}季度|最新一季", plain
        )
        and quarter
    ):
        return f"{year - (quarter == 1)}Q{(quarter - 2) % 4 + 1}"
    if re.match(r"(?:this|current) quarter|本季度", plain) and quarter:
        return f"{year}Q{quarter}"
    if re.match(r"last month|上[一个]{0,2}月", plain) and month:
        return f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"
    if re.match(r"this month|本月", plain) and month:
        return f"{year}-{month:02d}"
    of = re.match(r"(.*) of (this|last|the|the previous) year$", plain)
    if of is not None:
        return f"{of[1]} {year - (of[2] in ('last', 'the previous'))}"
    return ""


def _parsed(text: str) -> str:
    try:
        return periods.parse(text).text
    except periods.PeriodError:
        return ""
