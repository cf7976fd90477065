"""What a change is against: yoy, vs 2018, 较上季度, between two periods, as much as."""

import re
from typing import Literal

from cloudkb.figures.amounts import scan_amount
from cloudkb.figures.change_meaning import ChangeParts
from cloudkb.figures.cursor import FigureError, Found, Text, first_place, places
from cloudkb.figures.orders import read_operand
from cloudkb.figures.suggestions import write
from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Operand


def base(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Yoy and its like; 年增 and 年减 say the direction as well."""
    word = text.take(at, "base")
    if word is None:
        return None
    sign = word.token.value
    if sign and parts.sign and not parts.signed_by_mark:
        raise FigureError(worded("up and down at once"), at + 1, write("+3% yoy", "-3% yoy"))
    if sign and not parts.sign:
        parts = parts._replace(sign=sign, worded=True, noun=sign > 0)
    return _with_base(parts, _named(word), at, word.end)


def _named(word: Found) -> Literal["yoy", "qoq"]:
    return "yoy" if word.token.name == "yoy" else "qoq"


def _with_base(
    parts: ChangeParts, base: Operand | str, at: int, end: int
) -> tuple[ChangeParts, int]:
    if parts.base is not None:
        raise FigureError(worded("a second base"), at + 1, write("+3% yoy", "+3% vs 2018"))
    return parts._replace(base=base), end  # type: ignore[arg-type]


def between(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Both periods of a rate: between 2020 and 2023, 2018-2023年."""
    found = _BOTH.match(text.low, at)
    if found is None or first_place(("rate",), text.low) is None:
        return None
    first, last = found[1].upper(), found[2].upper()
    base = read_operand(Text.of(first), 0, len(first))
    made, end = _with_base(parts, base, at, found.end())
    return made._replace(until=last), end


_PERIOD = r"((?:fy)?[12][0-9]{3}(?:h[12]|q[1-4])?)"
_BOTH = expression(
    r"(?:between |from |over |for |during |in |自|从|在)? *"
    rf"{_PERIOD}年? *(?:-|~|至|到|to|and) *{_PERIOD}"
    r"(?:年(?!均|复|化))?(?:期间|间|之间)?(?![0-9a-z])"
)


def as_many(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """3 times as much as 2018, 是去年同期的3倍: how many times what it was."""
    word = text.take(at, "as many")
    printed = parts.printed
    if word is None or printed is None:
        return None
    if printed.low.unit not in ("times", "fold") and printed.low.number.sort != "multiple":
        return None
    here = text.skip(word.end)
    earlier = text.take(here, "earlier")
    parts = parts._replace(to_factor=True, of_value=True)
    if earlier is not None:
        return _with_base(parts, _named(earlier), at, earlier.end)
    return _with_base(parts, read_operand(text, here, len(text.low)), at, len(text.low))


def as_many_before(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """为2019年的3倍: the base stands between the word and 的."""
    word = text.take(at, "as many")
    if word is None or parts.printed is not None:
        return None
    stop = text.low.find("的", word.end)
    if word.language != "zh" or stop < 0 or scan_amount(text, stop + 1, signed=False) is None:
        return None
    earlier = text.take(text.skip(word.end), "earlier")
    parts = parts._replace(to_factor=True, of_value=True)
    if earlier is not None and earlier.end == stop:
        return _with_base(parts, _named(earlier), at, stop)
    try:
        base = read_operand(text, word.end, _without_tail(text, word.end, stop))
    except FigureError:
        return None
    return _with_base(parts, base, at, stop)


def against(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Read the base after vs, from, 较: up to the direction, or to the end."""
    word = text.take(at, "against")
    if word is None:
        return None
    start, stop = word.end, len(text.low)
    earlier = text.take(text.skip(start), "earlier")
    if earlier is not None:
        match = _direction_after(text, earlier.end - 1)
        end = match if match >= 0 else stop
        if text.low[earlier.end : end].strip(" ,)") in ("", "相比"):
            return _with_base(parts, _named(earlier), at, end)
    match = _direction_after(text, start)
    if match >= 0:
        stop = match
    end = _without_tail(text, start, stop)
    same = _SAME_PERIOD.match(text.low, text.skip(start), end)
    if same is not None:
        start = same.end()
    base = read_operand(text, start, end)
    # of a year that is named alone, the claim's own part of it is meant
    of_year = same is not None or text.low[end:stop].startswith("同期")
    if of_year and re.fullmatch("[12][0-9]{3}", base.period or "") and base.entity is None:
        parts = parts._replace(same_period=True)
    return _with_base(parts, base, at, stop)


_SAME_PERIOD = expression(
    "(?:the )?(?:same|corresponding|comparable) (?:period|time|quarter|months?|half) (?:of|in) "
)


def _without_tail(text: Text, start: int, stop: int) -> int:
    """Where a base ends, without what only says that it is one: 与2018年同期相比."""
    while stop > start and text.low[stop - 1] in " ,)":
        stop -= 1
    for word in ("相比较", "相比", "同期", "的"):
        if text.low.endswith(word, start, stop):
            stop -= len(word)
    return stop


_BEHIND_BASE = (
    "direction",
    "direction too",
    "multiple",
    "hedge",
    "flat",
    "of value before",
    "adverb",
    "rate",
    "currency basis",
)
"""What a base that is named ends before."""


def _direction_after(text: Text, start: int) -> int:
    for begin, end in places(_BEHIND_BASE, text.low, start + 1):
        word = text.low[begin:end]
        before = text.low[begin - 1]
        if word.isascii() and (before != " " or not word[0].isalpha()):
            continue
        if word.isascii() and text.low[end : end + 1] in ("-", ".", "@"):
            continue
        return begin
    for index in range(start + 1, len(text.low) - 1):
        if text.low[index] in "+-" and text.low[index - 1] == " ":
            return index
    return -1
