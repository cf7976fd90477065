"""Ranks (rank 2-4, 第一, top three, "#1") and trends (rising, yoy falling, 逐年下降)."""

from cloudkb.figures.decimals import scan_decimal
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import take
from cloudkb.figures.numerals import scan_number
from cloudkb.figures.text import Source, skip
from cloudkb.model import Rank, Trend

LOWEST = 10_000
"""The last place a league table can have here."""
HINT = "write rank 1 or rank 2-4"


def scan_rank(source: Source, at: int) -> tuple[Rank, int] | None:
    """Scan a place or a range of places; None when none begins here."""
    end = start = skip(source.low, at)
    marked = False
    while (mark := take(source, end, "rank", "rank ordinal")) is not None:
        marked, end = True, skip(source.low, mark[2])
    top = take(source, end, "top")
    if top is not None:
        place, end = _place(source, skip(source.low, top[2]))
        return _rank(1, place, start), _suffix(source, end)
    word = take(source, end, "rank word")
    if not marked and word is None:
        return None
    low, end = _place(source, end)
    high = low
    joint = take(source, skip(source.low, end), "to")
    if joint is not None:
        further = skip(source.low, joint[2])
        while (mark := take(source, further, "rank", "rank ordinal")) is not None:
            further = skip(source.low, mark[2])
        high, end = _place(source, further)
    return _rank(low, high, start), _suffix(source, end)


def _place(source: Source, at: int) -> tuple[int, int]:
    word = take(source, at, "rank word")
    if word is not None:
        return word[0].value, word[2]
    digits = scan_decimal(source, at)
    found = scan_number(source, at) if digits is None else None
    if found is not None and found[0].sort == "plain" and found[0].low == found[0].high:
        value, end = found[0].low, found[1]
    elif digits is not None and digits[0].whole:
        value, end = digits[0].value, digits[1]
        for ordinal in ("st", "nd", "rd", "th"):
            if source.low.startswith(ordinal, end):
                end += 2
                break
    else:
        raise FigureError("expected a place here", at + 1, HINT)
    if not 1 <= value <= LOWEST or value.denominator != 1:
        raise FigureError(f"a place is 1 to {LOWEST}", at + 1, HINT)
    return int(value), end


def _suffix(source: Source, at: int) -> int:
    found = take(source, skip(source.low, at), "rank suffix")
    return found[2] if found is not None else at


def _rank(low: int, high: int, start: int) -> Rank:
    if high < low:
        raise FigureError("the places are reversed", start + 1, f"write rank {high}-{low}")
    return Rank("rank", low, high, f"rank {low}" if low == high else f"rank {low}-{high}")


def scan_trend(source: Source, at: int) -> tuple[Trend, int] | None:
    """Scan a trend; in Chinese a word like 持续 or 增速 makes one of a direction."""
    end = skip(source.low, at)
    growth = False
    marked = False
    while True:
        word = take(source, end, "trend growth", "trend marker")
        if word is None:
            break
        growth = growth or word[0].kind == "trend growth"
        marked = marked or word[0].kind == "trend marker"
        end = skip(source.low, word[2])
    word = take(source, end, "trend")
    if word is None:
        speaks = take(source, end, "direction") if marked else None
        if speaks is None or speaks[1] != "zh":
            return None
        name, end = ("rising" if speaks[0].value > 0 else "falling"), speaks[2]
    else:
        name, end = word[0].name, word[2]
    spelling = f"yoy {name}" if growth else name
    if name == "rising":
        return Trend("trend", "rising", growth, spelling), end
    return Trend("trend", "falling", growth, spelling), end
