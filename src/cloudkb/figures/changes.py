"""Changes against a base: +3% yoy, 同比下跌5.8个百分点, up vs 2018, doubled yoy.

A change is a direction or a sign, an amount, and a base, in any usual order.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.amounts import Printed, amount, scan_amount, spell
from cloudkb.figures.cursor import FigureError, Text, pattern
from cloudkb.figures.orders import read_operand, spell_operand
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Operand

ONE = Fraction(1)
Base = Operand | Literal["yoy", "qoq"]


class _Parts(NamedTuple):
    """What has been read of a change so far."""

    base: Base | None = None
    sign: int = 0
    signed_by_mark: bool = False
    noun: bool = False
    printed: Printed | None = None
    start: int = 0


def scan_change(text: Text, at: int) -> tuple[Change, int]:
    """Scan a change; raises FigureError, also where it lacks its base or its direction."""
    parts, end = _scan_parts(text, at)
    return _change(text, parts, end), end


def scan_size(text: Text, at: int) -> Printed | None:
    """The size of a change, taken apart; None when only its direction is printed."""
    return _scan_parts(text, at)[0].printed


def _scan_parts(text: Text, at: int) -> tuple[_Parts, int]:
    parts = _Parts(start=text.skip(at))
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
    """Past spaces, commas, brackets and the small words between the parts."""
    while at < len(text.low):
        here = at
        while here < len(text.low) and text.low[here] in " ,()":
            here += 1
        filler = text.take(here, "filler")
        if filler is not None and not _begins_number(text, here, filler.end):
            here = filler.end
        if here == at:
            return at
        at = here
    return at


def _begins_number(text: Text, at: int, end: int) -> bool:
    """Tell whether an article belongs to a number: a third, but not a 3% rise."""
    if text.low[at:end] not in ("a", "an"):
        return False
    after = text.skip(end)
    return not text.sign(after).isdecimal() and not text.take(after, "direction")


def _next_part(text: Text, at: int, parts: _Parts) -> tuple[_Parts, int] | None:
    if at >= len(text.low):
        return None
    base = text.take(at, "base")
    if base is not None:
        return _with_base(text, parts, "yoy" if base.token.name == "yoy" else "qoq", at, base.end)
    sign = text.low[at]
    if sign in "+-" and not text.low.startswith("+/-", at):
        if parts.signed_by_mark or (parts.sign < 0 and sign == "-"):
            raise FigureError("a second sign", at + 1, f"write {text.cased[at : at + 40].strip()}")
        direction = 1 if sign == "+" else -1
        return parts._replace(sign=direction, signed_by_mark=True), at + 1
    if text.take(at, "flat") is not None:
        hint = "write +0.0% yoy, or same as 2022Q3"
        raise FigureError("flat does not say how flat", at + 1, hint)
    hedge = text.take(at, "hedge", "reached")
    hedge = hedge or text.take(at, "most", "digits", "multiple")
    word = text.take(at, "direction", "growth noun")
    if word is not None and (hedge is None or word.end > hedge.end):
        return _with_direction(
            text, parts, word.token.value, word.token.kind == "growth noun", at, word.end
        )
    if parts.printed is None:
        found = scan_amount(text, at, signed=False)
        if found is not None:
            return parts._replace(printed=found[0]), found[1]
    against = text.take(at, "against")
    if against is not None:
        return _against(text, parts, at, against.end)
    return None


def _with_base(text: Text, parts: _Parts, base: Base, at: int, end: int) -> tuple[_Parts, int]:
    if parts.base is not None:
        raise FigureError("a second base", at + 1, "write +3% yoy or +3% vs 2018")
    return parts._replace(base=base), end


def _with_direction(
    text: Text, parts: _Parts, sign: int, noun: bool, at: int, end: int
) -> tuple[_Parts, int]:
    to_level = text.take(text.skip(end), "to level")
    if to_level is not None and not noun:
        raise FigureError(
            "a level, not a change",
            at + 1,
            "write 29% for the level or +5pp vs 2020 for the change",
        )
    if parts.sign and parts.sign != sign and not (parts.noun or noun):
        raise FigureError("up and down at once", at + 1, "write +3% yoy or -3% yoy")
    # 同比增长-3.2% is a printed fall; 增速下降3% speaks of the fall
    sign = parts.sign if parts.signed_by_mark else sign
    return parts._replace(sign=sign, noun=parts.noun or noun), end


def _against(text: Text, parts: _Parts, at: int, start: int) -> tuple[_Parts, int]:
    """Read the base after vs, from, 较: up to the direction, or to the end."""
    stop = len(text.low)
    match = _direction_after(text, start)
    if match >= 0:
        stop = match
    trimmed = stop
    while trimmed > start and text.low[trimmed - 1] in " ,)":
        trimmed -= 1
    for word in ("相比较", "相比", "同期", "的"):
        if text.low.endswith(word, start, trimmed):
            trimmed -= len(word)
    base = read_operand(text, start, trimmed)
    return _with_base(text, parts, base, at, stop)


def _direction_after(text: Text, start: int) -> int:
    for match in pattern(("direction", "hedge")).finditer(text.low, start + 1):
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


# --- meaning -------------------------------------------------------------------------------------


def _change(text: Text, parts: _Parts, end: int) -> Change:
    printed = parts.printed
    multiple = printed is not None and printed.low.number.sort == "multiple"
    if multiple and printed is not None and not parts.sign:
        parts = parts._replace(sign=1 if printed.low.number.low > 1 else -1)
    if parts.base is None:
        column = min(end, len(text.low)) + 1
        rest = text.low[text.skip(end) :]
        if rest:
            raise FigureError("expected a base here", text.skip(end) + 1, _base_hint(parts))
        raise FigureError("a change without a base", column, _base_hint(parts))
    if not parts.sign:
        shown = spell(printed) if printed else "3%"
        base = _spell_base(parts.base)
        raise FigureError(
            "a change needs a direction",
            parts.start + 1,
            f"write +{shown} {base} or -{shown} {base}",
        )
    if printed is None:
        half_line = (
            Interval(Fraction(0), None, True)
            if parts.sign > 0
            else Interval(None, Fraction(0), False, True)
        )
        word = "up" if parts.sign > 0 else "down"
        spelling = f"{word} {_spell_base(parts.base)}"
        return Change("change", half_line, "direction", parts.base, spelling=spelling)
    return _measured(text, parts, printed, amount(printed))


def _measured(text: Text, parts: _Parts, printed: Printed, size: Amount) -> Change:
    assert parts.base is not None
    low = printed.low
    interval, value, step = size.interval, size.value, size.unit_step
    change_unit: Literal["relative", "points", "absolute", "direction"] = "absolute"
    if low.suffix == "x":
        hint = "write +200% yoy or +300% yoy"
        raise FigureError("up to three times, or by three times?", low.end, hint)
    if low.kind == "points":
        change_unit = "points"
    elif low.kind == "ratio":
        change_unit = "relative"
    if low.number.sort in ("most", "minority"):
        raise FigureError("no size of a change", low.start + 1, "write up over 50% yoy")
    if low.number.sort == "multiple":
        # doubled is 1.95 to 2.05 times what it was: a change of 95 to 105 %
        interval = interval.shift(-ONE)
        value, step = None if value is None else value - ONE, None
    else:
        if low.unit == "times" and parts.sign < 0:
            raise FigureError("a fall of more than 100 %", low.start + 1, "write down 67% yoy")
        interval = _one_way(interval)
        if parts.sign < 0:
            interval = interval.mirrored()
            value = None if value is None else -value
    return Change(
        "change",
        interval,
        change_unit,
        parts.base,
        None if change_unit != "absolute" else size.unit,
        size.currency,
        size.measure,
        size.hedges if low.number.sort != "multiple" else ("multiple", *size.hedges),
        value,
        step,
        _spell(parts, printed, size),
    )


def _one_way(size: Interval) -> Interval:
    """A one-sided size keeps the direction the words commit to: 下降不到3% fell all the same."""
    if size.low is None:
        return size.intersect(Interval(Fraction(0), None, True))
    return size


def _spell(parts: _Parts, printed: Printed, size: Amount) -> str:
    assert parts.base is not None
    base = _spell_base(parts.base)
    if printed.low.number.sort == "multiple":
        return f"{size.spelling} {base}"
    plain = not printed.hedges and size.spelling[:1] != "-" and "±" not in size.spelling
    vague = printed.low.number.sort == "vague"
    if plain and not vague:
        return f"{'+' if parts.sign > 0 else '-'}{size.spelling} {base}"
    return f"{'up' if parts.sign > 0 else 'down'} {size.spelling} {base}"


def _spell_base(base: Base) -> str:
    return base if isinstance(base, str) else f"vs {spell_operand(base)}"


def _base_hint(parts: _Parts) -> str:
    if parts.printed is None:
        word = "up" if parts.sign > 0 else "down"
        return f"write {word} yoy, {word} qoq or {word} vs 2018"
    sign = "-" if parts.sign < 0 else "+"
    size = spell(parts.printed)
    if parts.printed.hedges:
        sign = "down " if parts.sign < 0 else "up "
    return f"write {sign}{size} yoy, {sign}{size} qoq or {sign}{size} vs 2018"
