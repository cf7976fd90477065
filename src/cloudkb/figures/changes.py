"""Changes against a base: +3% yoy, 同比下跌5.8个百分点, up vs 2018, doubled yoy, -2% to +3% yoy.

A change is a direction or a sign, an amount, and a base, in any usual order.
"""

import re
from typing import Literal, NamedTuple

from cloudkb.figures.amounts import Printed, amount, scan_amount, spell
from cloudkb.figures.change_meaning import ChangeParts, change, spell_base
from cloudkb.figures.cursor import FigureError, Found, Text, pattern
from cloudkb.figures.orders import read_operand
from cloudkb.figures.sides import Side, scan_side
from cloudkb.figures.signed import both_signs, signed_range
from cloudkb.model import Change, Operand

DIRECTIONS = ("direction", "direction too")


def scan_change(text: Text, at: int) -> tuple[Change, int]:
    """Scan a change; raises FigureError, also where it lacks its base or its direction."""
    parts, end = _scan_parts(text, at)
    return change(text, parts, end), end


def scan_size(text: Text, at: int) -> Printed | None:
    """The size of a change, taken apart; None when only its direction is printed."""
    return _scan_parts(text, at)[0].printed


def _scan_parts(text: Text, at: int) -> tuple[ChangeParts, int]:
    parts = ChangeParts(start=text.skip(at))
    end = at
    while True:
        here = _skip_talk(text, end)
        step = _next_part(text, here, parts)
        if step is None:
            break
        parts, end = step
    if text.low[end:].strip() == ")" and "(" in text.low:
        end = len(text.low)
    return parts, end


def _skip_talk(text: Text, at: int) -> int:
    """Past spaces, commas, brackets, adverbs and the small words between the parts."""
    while at < len(text.low):
        here = at
        while here < len(text.low) and text.low[here] in " ,()":
            here += 1
        filler = text.take(here, "filler", "adverb")
        if filler is not None and not _is_more(text, here, filler.end):
            here = filler.end
        if here == at:
            return at
        at = here
    return at


_LONGER = (
    "base",
    "rate",
    "of value",
    "of value before",
    "as many",
    "hedge",
    "growth noun",
    "multiple",
    "half",
    "flat",
    "other basis",
    *DIRECTIONS,
)


def _is_more(text: Text, at: int, end: int) -> bool:
    """Tell whether a small word begins something longer: a third, a rise, of its value."""
    longer = text.take(at, *_LONGER)
    if longer is not None and longer.end > end:
        return True
    if text.low[at:end] == "in":
        return currency_at(text, at) is not None
    if text.low[at:end] not in ("a", "an"):
        return False
    after = text.skip(end)
    return not text.sign(after).isdecimal() and not text.take(after, *DIRECTIONS)


def _next_part(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    if at >= len(text.low):
        return None
    _refuse_words(text, at)
    for scan in _SCANNERS:
        found = scan(text, at, parts)
        if found is not None:
            return found
    return None


def _refuse_words(text: Text, at: int) -> None:
    """What stands for another quantity, or for two levels."""
    basis = text.take(at, "other basis")
    if basis is not None:
        word = text.cased[at : basis.end]
        raise FigureError(
            f"{word!r} is another basis of the figure",
            at + 1,
            "give the claim that basis as its scope, and leave the word out of the figure",
        )
    turn = text.take(at, "turn")
    if turn is not None:
        profit = turn.token.name == "to profit"
        now, before = ("a profit", "a loss") if profit else ("a loss", "a profit")
        signs = ("'>0'", "'<0'") if profit else ("'<0'", "'>0'")
        raise FigureError(
            f"{now} now and {before} before: two levels, no change",
            at + 1,
            f"two claims: figure: {signs[0]} of the period, figure: {signs[1]} of its base",
        )


def _base(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    base = text.take(at, "base")
    if base is None:
        return None
    return _with_base(parts, "yoy" if base.token.name == "yoy" else "qoq", at, base.end)


def _with_base(
    parts: ChangeParts, base: Operand | str, at: int, end: int
) -> tuple[ChangeParts, int]:
    if parts.base is not None:
        raise FigureError("a second base", at + 1, "write +3% yoy or +3% vs 2018")
    return parts._replace(base=base), end  # type: ignore[arg-type]


def _rate(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """CAGR, 年均, a year; annualised, 折年率."""
    found = text.take(at, "rate")
    if found is None:
        return None
    name = "annualised" if found.token.name.startswith("annualised") else "a year"
    if parts.rate and parts.rate != name:
        raise FigureError("two rates at once", at + 1, "write +25% CAGR vs 2018")
    growth = bool(found.token.value)
    # the word says growth: a sign or another word behind it may still say fall
    sign = parts.sign or (1 if growth else 0)
    kept: Literal["a year", "annualised"] = "annualised" if name == "annualised" else "a year"
    return parts._replace(rate=kept, sign=sign, noun=parts.noun or growth), found.end


def _between(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Both periods of a rate: between 2020 and 2023, 2018-2023年."""
    found = _BOTH.match(text.low, at)
    if found is None or pattern(("rate",)).search(text.low) is None:
        return None
    first, last = found[1].upper(), found[2].upper()
    base = read_operand(Text.of(first), 0, len(first))
    made, end = _with_base(parts, base, at, found.end())
    return made._replace(until=last), end


_PERIOD = r"((?:fy)?[12][0-9]{3}(?:h[12]|q[1-4])?)"
_BOTH = re.compile(
    r"(?:between |from |over |for |during |in |自|从|在)? *"
    rf"{_PERIOD}年? *(?:-|~|至|到|to|and) *{_PERIOD}"
    r"(?:年(?!均|复|化))?(?:期间|间|之间)?(?![0-9a-z])"
)


def _losing(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """The loss, which narrows or widens."""
    found = text.take(at, "losing")
    if found is None or parts.printed is not None:
        return None
    return parts._replace(of_loss=True), found.end


def _currency(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """The currency a change is told in: in NT$, 按美元计, 美元计."""
    found = currency_at(text, at)
    if found is None:
        return None
    name, end = found
    if len(name) != 3:
        word = text.cased[at:end].strip()
        raise FigureError(f"{word!r} does not say which currency", at + 1, "write in USD")
    if parts.currency and parts.currency != name:
        raise FigureError("a second currency", at + 1, "write +8% in USD yoy")
    return parts._replace(currency=name), end


def currency_at(text: Text, at: int) -> tuple[str, int] | None:
    """The currency of in NT$, 按美元计, by its code or bare sign, and where the words end."""
    before = text.take(at, "currency basis")
    here = text.skip(before.end) if before is not None else at
    found = text.take(here, "currency", "bare currency")
    if found is None:
        return None
    after = text.take(text.skip(found.end), "currency basis after")
    if before is None and (after is None or after.language != "zh"):
        return None
    if before is not None and before.language == "zh" and after is None:
        return None
    return found.token.name, after.end if after is not None else found.end


def _of_value(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    found = text.take(at, "of value", "of value before")
    if found is None:
        return None
    if found.token.kind == "of value before":
        after = _skip_talk(text, found.end)
        if text.take(after, "direction", "direction too", "growth noun") is None:
            return None
    return parts._replace(of_value=True), found.end


def _signs(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Signs: of both ends of a range, of ±, or one in front of all."""
    if parts.printed is None and not parts.sign:
        found = signed_range(text, at) or both_signs(text, at)
        if found is not None:
            return parts._replace(printed=found[0], signed_ends=True), found[1]
    sign = text.low[at]
    if sign in "+-" and not text.low.startswith("+/-", at):
        if parts.signed_by_mark or (parts.sign < 0 and sign == "-"):
            raise FigureError("a second sign", at + 1, f"write {text.cased[at : at + 40].strip()}")
        direction = 1 if sign == "+" else -1
        _refuse_second(text, at + 1, parts._replace(sign=direction))
        return parts._replace(sign=direction, signed_by_mark=True), at + 1
    return None


def _flat(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    flat = text.take(at, "flat")
    if flat is None:
        return None
    if parts.flat or parts.printed or parts.sign:
        raise FigureError("flat, and a change", at + 1, "write flat yoy or +3% yoy")
    return parts._replace(flat=flat.token.name), flat.end


def _hedged(text: Text, at: int) -> Found | None:
    """The words that begin a size, where a direction could be read into their letters."""
    return text.take(at, "hedge", "reached", "most", "digits", "multiple", "percent before")


def _direction(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    word = text.take(at, "growth noun", *DIRECTIONS)
    if word is None:
        return None
    hedge = _hedged(text, at)
    if hedge is not None and word.end <= hedge.end:
        return None
    sign, noun = word.token.value, word.token.kind == "growth noun"
    if parts.flat:
        raise FigureError("flat, and a change", at + 1, "write flat yoy or +3% yoy")
    if parts.signed_ends or (parts.sign and parts.sign != sign and not (parts.noun or noun)):
        raise FigureError("up and down at once", at + 1, "write +3% yoy or -3% yoy")
    # 同比增长-3.2% is a printed fall; 增速下降3% speaks of the fall
    sign = parts.sign if parts.signed_by_mark else sign
    # the `of` of a growth of may begin of its value
    of = word.end - 2 if text.low[at : word.end].endswith(" of") else word.end
    end = of if text.take(of, "of value") is not None else word.end
    return parts._replace(sign=sign, noun=parts.noun or noun), end


def _to_level(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """`to` behind a direction or a size: to a third of what it was, or a level."""
    word = text.take(at, "to level")
    if word is None or (text.low[at : word.end] == "to" and text.sign(word.end) != " "):
        return None
    here = text.skip(word.end)
    found = scan_amount(text, here, signed=False)
    if found is None:
        return None
    printed, end = found
    if parts.printed is not None:
        raise two_claims(text, at, parts, parts.printed, printed)
    low = printed.low
    if low.unit in ("times", "fold") or low.is_part:
        return parts._replace(printed=printed, to_factor=True), end
    raise FigureError("a level, not a change", at + 1, f"write {spell(printed)} for the level")


def _size(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    if parts.printed is not None:
        _refuse_second(text, at, parts)
        return None
    if parts.flat:
        return None
    refuse_level_behind(text, at, parts)
    found = scan_amount(text, at, signed=False)
    return None if found is None else (parts._replace(printed=found[0]), found[1])


def _refuse_second(text: Text, at: int, parts: ChangeParts) -> None:
    """A second amount is a level beside the change: refused with the two claims."""
    if parts.printed is None or text.take(at, "against", "as many"):
        return
    try:
        second = scan_amount(text, text.skip(at), signed=False)
    except FigureError:
        return
    if second is None or second[0].low.kind is None:
        return
    raise two_claims(text, at, parts, parts.printed, second[0])


def refuse_level_behind(text: Text, at: int, parts: ChangeParts) -> None:
    """Refuse `90 bps to 83.9%`, `12% to $3.4bn`: the second side is a level, no end of a range."""
    try:
        first = _side(text, at)
        joint = text.take(text.skip(first.end), "to level") if first is not None else None
        second = _side(text, joint.end) if joint is not None else None
    except FigureError:
        return
    if first is None or second is None or first.kind not in ("ratio", "points"):
        return
    # 3.5% to 41,200 is no range of percentages
    bare = second.kind is None and second.number.low >= 1000
    if (
        bare
        or second.kind in ("money", "count")
        or (first.kind, second.kind) == ("points", "ratio")
    ):
        one, other = (Printed(side, None, None, (), False) for side in (first, second))
        raise two_claims(text, second.start, parts, one, other)


def _side(text: Text, at: int) -> Side | None:
    here = text.skip(at)
    while (word := text.take(here, "hedge", "reached")) is not None:
        here = text.skip(word.end)
    return scan_side(text, here)


class _Pair(NamedTuple):
    change: Printed
    level: Printed


def two_claims(
    text: Text, at: int, parts: ChangeParts, first: Printed, second: Printed
) -> FigureError:
    """The refusal of a change and a level in one print, with both to write."""
    turned = first.low.kind in ("money", "count", "measure") and second.low.kind in (
        "ratio",
        "points",
    )
    told = _Pair(second, first) if turned else _Pair(first, second)
    signs = ("up ", "down ")
    direction = pattern(DIRECTIONS).search(text.low)
    if parts.sign:
        signs = ("up ",) if parts.sign > 0 else ("down ",)  # type: ignore[assignment]
    elif direction is not None and (word := text.take(direction.start(), *DIRECTIONS)):
        signs = ("up ",) if word.token.value > 0 else ("down ",)  # type: ignore[assignment]
    base = pattern(("base",)).search(text.low)
    bases = [spell_base(parts.base)] if parts.base is not None else ["yoy", "qoq"]
    if parts.base is None and base is not None and (found := text.take(base.start(), "base")):
        bases = [found.token.name]
    loss, minus = ("loss ", "-") if parts.of_loss else ("", "")
    changes = [f"{loss}{sign}{spell(told.change)} {each}" for sign in signs for each in bases]
    return FigureError(
        "a change and a level in one print: two claims",
        at + 1,
        f"write {', '.join(changes)} or {minus}{amount(told.level).spelling}",
    )


def _as_many(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
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
        return _with_base(parts, "yoy", at, earlier.end)
    return _with_base(parts, read_operand(text, here, len(text.low)), at, len(text.low))


def _as_many_before(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
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
        return _with_base(parts, "yoy", at, stop)
    try:
        base = read_operand(text, word.end, _without_tail(text, word.end, stop))
    except FigureError:
        return None
    return _with_base(parts, base, at, stop)


def _against(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Read the base after vs, from, 较: up to the direction, or to the end."""
    against = text.take(at, "against")
    if against is None:
        return None
    start, stop = against.end, len(text.low)
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


_SAME_PERIOD = re.compile(
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


_SCANNERS = (
    _base,
    _rate,
    _between,
    _currency,
    _losing,
    _of_value,
    _signs,
    _flat,
    _to_level,
    _direction,
    _as_many_before,
    _size,
    _as_many,
    _against,
)
"""What a part may be, in this order."""


_BEHIND_BASE = (
    *DIRECTIONS,
    "hedge",
    "flat",
    "of value before",
    "adverb",
    "rate",
    "currency basis",
)


def _direction_after(text: Text, start: int) -> int:
    for match in pattern(
        (*DIRECTIONS, "hedge", "flat", "of value before", "adverb", "rate", "currency basis")
    ).finditer(text.low, start + 1):
        word = match[0]
        before = text.low[match.start() - 1]
        if word.isascii() and (before != " " or not word[0].isalpha()):
            continue
        if word.isascii() and text.low[match.end() : match.end() + 1] in ("-", ".", "@"):
            continue
        return match.start()
    for index in range(start + 1, len(text.low) - 1):
        if text.low[index] in "+-" and text.low[index - 1] == " ":
            return index
    return -1
