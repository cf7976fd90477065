"""Changes against a base: +3% yoy, 同比下跌5.8个百分点, up vs 2018, doubled yoy.

A change is a direction or a sign, an amount, and a base, in any usual order.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.amounts import Printed, amount, scan_amount, spell
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import pattern, take
from cloudkb.figures.operands import read_operand, spell_operand
from cloudkb.figures.text import Source, skip
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


def scan_change(source: Source, at: int) -> tuple[Change, int]:
    """Scan a change; raises FigureError, also where it lacks its base or its direction."""
    parts = _Parts(start=skip(source.low, at))
    end = at
    while True:
        here = _skip_talk(source, end)
        step = _next_part(source, here, parts)
        if step is None:
            break
        parts, end = step
    if source.low[end:].strip() == ")" and "(" in source.low:
        end = len(source.low)
    return _change(source, parts, end), end


def _skip_talk(source: Source, at: int) -> int:
    """Past spaces, commas, brackets and the small words between the parts."""
    while at < len(source.low):
        here = at
        while here < len(source.low) and source.low[here] in " ,()":
            here += 1
        filler = take(source, here, "filler")
        if filler is not None and not _begins_number(source, here, filler[2]):
            here = filler[2]
        if here == at:
            return at
        at = here
    return at


def _begins_number(source: Source, at: int, end: int) -> bool:
    """Tell whether an article belongs to a number: a third, but not a 3% rise."""
    if source.low[at:end] not in ("a", "an"):
        return False
    after = skip(source.low, end)
    return not source.low[after : after + 1].isdecimal() and not take(source, after, "direction")


def _next_part(source: Source, at: int, parts: _Parts) -> tuple[_Parts, int] | None:
    if at >= len(source.low):
        return None
    base = take(source, at, "base")
    if base is not None:
        return _with_base(source, parts, "yoy" if base[0].name == "yoy" else "qoq", at, base[2])
    sign = source.low[at]
    if sign in "+-" and not source.low.startswith("+/-", at):
        if parts.signed_by_mark or (parts.sign < 0 and sign == "-"):
            raise FigureError("a second sign", at + 1, f"write {source.text[at : at + 40].strip()}")
        direction = 1 if sign == "+" else -1
        return parts._replace(sign=direction, signed_by_mark=True), at + 1
    if take(source, at, "flat") is not None:
        hint = "write +0.0% yoy, or same as 2022Q3"
        raise FigureError("flat does not say how flat", at + 1, hint)
    hedge = take(source, at, "hedge", "reached")
    hedge = hedge or take(source, at, "most", "digits", "multiple")
    word = take(source, at, "direction", "growth noun")
    if word is not None and (hedge is None or word[2] > hedge[2]):
        return _with_direction(
            source, parts, word[0].value, word[0].kind == "growth noun", at, word[2]
        )
    if parts.printed is None:
        found = scan_amount(source, at, signed=False)
        if found is not None:
            return parts._replace(printed=found[0]), found[1]
    against = take(source, at, "against")
    if against is not None:
        return _against(source, parts, at, against[2])
    return None


def _with_base(source: Source, parts: _Parts, base: Base, at: int, end: int) -> tuple[_Parts, int]:
    if parts.base is not None:
        raise FigureError("a second base", at + 1, "write +3% yoy or +3% vs 2018")
    return parts._replace(base=base), end


def _with_direction(
    source: Source, parts: _Parts, sign: int, noun: bool, at: int, end: int
) -> tuple[_Parts, int]:
    to_level = take(source, skip(source.low, end), "to level")
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


def _against(source: Source, parts: _Parts, at: int, start: int) -> tuple[_Parts, int]:
    """Read the base after vs, from, 较: up to the direction, or to the end."""
    stop = len(source.low)
    match = _direction_after(source, start)
    if match >= 0:
        stop = match
    trimmed = stop
    while trimmed > start and source.low[trimmed - 1] in " ,)":
        trimmed -= 1
    for word in ("相比较", "相比", "同期", "的"):
        if source.low.endswith(word, start, trimmed):
            trimmed -= len(word)
    base = read_operand(source, start, trimmed)
    return _with_base(source, parts, base, at, stop)


def _direction_after(source: Source, start: int) -> int:
    for match in pattern(("direction", "hedge")).finditer(source.low, start + 1):
        word = match[0]
        before = source.low[match.start() - 1]
        if word.isascii() and (before != " " or not word[0].isalpha()):
            continue
        if word.isascii() and source.low[match.end() : match.end() + 1] in ("-", ".", "@"):
            continue
        return match.start()
    for index in range(start + 1, len(source.low) - 1):
        if source.low[index] in "+-" and source.low[index - 1] == " ":
            return index
    return -1


# --- meaning -----------------------------------------------------------------------------------


def _change(source: Source, parts: _Parts, end: int) -> Change:
    printed = parts.printed
    multiple = printed is not None and printed.low.number.sort == "multiple"
    if multiple and printed is not None and not parts.sign:
        parts = parts._replace(sign=1 if printed.low.number.low > 1 else -1)
    if parts.base is None:
        column = min(end, len(source.low)) + 1
        rest = source.low[skip(source.low, end) :]
        if rest:
            raise FigureError("expected a base here", skip(source.low, end) + 1, _base_hint(parts))
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
    return _measured(source, parts, printed, amount(printed))


def _measured(source: Source, parts: _Parts, printed: Printed, size: Amount) -> Change:
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
            interval = interval.scale(-ONE)
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
