"""What the parts of a change stand for: the record, its bounds, its canonical spelling."""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.amounts import PrintedAmount, amount, spell
from cloudkb.figures.cursor import FigureError, Text, spellings
from cloudkb.figures.meaning import FLAT, multiple_margin
from cloudkb.figures.orders import spell_operand
from cloudkb.figures.sides import spell_side
from cloudkb.figures.suggestions import Hint, write
from cloudkb.interval import Interval
from cloudkb.language import marked, worded
from cloudkb.model import Amount, Change, Operand

ONE = Fraction(1)
ComparisonBase = Operand | Literal["yoy", "qoq"]


WHOSE_CHANGE = marked("what changed, the figure or its growth?")
OWN_FIGURE = marked("a growth is a figure of its own: say how it changed on a metric of growth")
_RATES = ("growth rate", "rate of growth", "增速", "增长率")
"""Nouns of a rate, of which points are none of the figure."""


class ChangeParts(NamedTuple):
    """What has been read of a change so far."""

    base: ComparisonBase | None = None
    sign: int = 0
    signed_by_mark: bool = False
    noun: bool = False
    """A noun of growth was read: a sign by mark may still say fall."""
    growth: str = ""
    """The noun of growth that was read: growth rate, 增速."""
    worded: bool = False
    """A word has said the direction."""
    printed: PrintedAmount | None = None
    start: int = 0
    signed_ends: bool = False
    """Both ends of the range have signs of their own."""
    flat: str = ""
    """A name in `FLAT`."""
    of_value: bool = False
    rate: Literal["", "a year", "annualised"] = ""
    until: str | None = None
    """The last period of a rate, where both are printed."""
    same_period: bool = False
    of_loss: bool = False
    currency: str = ""
    """What the change is told in, by its code."""
    to_factor: bool = False
    """The size is what it became, of what it was: to a third, 3 times as much as."""


def change(text: Text, parts: ChangeParts, end: int) -> Change:
    """The record of a change; raises FigureError where a base or a direction is missing."""
    parts = _with_meant_direction(parts)
    if parts.rate:
        _check_rate(parts)
    if parts.base is None:
        column = min(end, len(text.low)) + 1
        rest = text.low[text.skip(end) :]
        if rest:
            raise FigureError(worded("expected a base here"), text.skip(end) + 1, _base_hint(parts))
        raise FigureError(worded("a change without a base"), column, _base_hint(parts))
    base = spell_base(parts.base)
    if parts.flat:
        margin = FLAT[parts.flat]
        made = _sizeless(parts, Interval(-margin, margin), "relative", parts.flat)
        return made._replace(hedges=(parts.flat,))
    printed = parts.printed
    if not parts.sign and not parts.signed_ends and not parts.to_factor:
        shown = spell(printed) if printed else "3%"
        raise FigureError(
            worded("a change needs a direction"),
            parts.start + 1,
            write(f"+{shown} {base}", f"-{shown} {base}"),
        )
    if printed is None:
        rise = Interval(Fraction(0), None, True)
        interval, word = (rise, "up") if parts.sign > 0 else (rise.mirrored(), "down")
        made = _sizeless(parts, interval, "direction", word)
    else:
        made = _measured(parts, printed)
    return _of_loss(parts, made) if parts.of_loss else made


def _sizeless(
    parts: ChangeParts, interval: Interval, unit: Literal["relative", "direction"], word: str
) -> Change:
    """A change that a word tells, without a number: flat yoy, up vs 2018."""
    assert parts.base is not None
    return Change(
        "change",
        interval,
        unit,
        parts.base,
        currency=parts.currency or None,
        spelling=f"{word}{_tail(parts)}",
        same_period=parts.same_period,
    )


def _check_rate(parts: ChangeParts) -> None:
    """A rate needs a size of the value, and two periods."""
    low = parts.printed.low if parts.printed is not None else None
    column = parts.start + 1
    if low is not None and (low.kind != "ratio" or parts.to_factor or parts.flat):
        hint = write("+25% CAGR vs 2018")
        raise FigureError(worded("a rate a year is a percentage of the value"), low.start + 1, hint)
    if low is None:
        hint = write("+25% CAGR vs 2018", "up vs 2018")
        raise FigureError(worded("a rate a year without its size"), column, hint)
    if parts.rate == "a year" and not isinstance(parts.base, Operand):
        shown = spell(parts.printed) if parts.printed is not None else ""
        sign = "-" if parts.sign < 0 else "+"
        offers = [f"{sign}{shown} CAGR vs 2018"]
        if parts.base == "yoy":
            offers.append(f"{sign}{shown} yoy")
        raise FigureError(
            worded("a growth a year needs the period it is counted from"),
            column,
            write(*offers),
        )


def _of_loss(parts: ChangeParts, made: Change) -> Change:
    """A loss that narrows is a rise; of both losses the relation tells the rest."""
    if made.change_unit == "points" or parts.rate or parts.to_factor or parts.of_value:
        raise FigureError(worded("no change of a loss"), parts.start + 1, write("loss -30% yoy"))
    interval = made.interval
    value = made.value
    if made.change_unit != "relative":
        # a loss that is smaller by 3亿元 is a result that is greater by it
        interval = interval.mirrored()
        value = None if value is None else -value
    return made._replace(
        interval=interval, value=value, of_loss=True, spelling=f"loss {made.spelling}"
    )


def _with_meant_direction(parts: ChangeParts) -> ChangeParts:
    """Words that know their direction: doubled, halved; a multiple without one is a factor."""
    if parts.printed is None or parts.sign or parts.signed_ends:
        return parts
    low = parts.printed.low
    if low.number.sort == "multiple" and not parts.to_factor:
        return parts._replace(sign=1 if low.number.low > 1 else -1)
    if low.unit in ("times", "fold") and parts.base is not None:
        return parts._replace(to_factor=True)
    return parts


def _measured(parts: ChangeParts, printed: PrintedAmount) -> Change:
    low = printed.low
    if low.number.sort in ("most", "minority"):
        raise FigureError(worded("no size of a change"), low.start + 1, write("up over 50% yoy"))
    if parts.of_value and low.kind != "ratio":
        raise FigureError(
            worded("percent of a value, not points"), low.start + 1, write("+7% of its value yoy")
        )
    if low.unit == "discount":
        raise FigureError(worded("折 is a price, no change"), low.start + 1, write(spell_side(low)))
    rate = parts.growth.removesuffix(" of") in _RATES and low.kind == "points"
    if rate or (parts.growth and low.number.sort == "multiple"):
        # 增速提高3个百分点, growth doubled
        raise FigureError(worded(WHOSE_CHANGE), low.start + 1, worded(OWN_FIGURE))
    if low.number.sort == "multiple":
        return _multiple(parts, printed)
    if parts.to_factor or (low.unit == "fold" and parts.sign > 0):
        return _factor(parts, printed)
    if low.unit in ("times", "fold") and parts.sign < 0:
        raise FigureError(
            worded("a fall of more than 100 %"),
            low.start + 1,
            worded("say what is left of it: to a third yoy"),
        )
    size = amount(_in_words(printed, ONE))
    interval, value = size.interval, size.value
    hedges, step = size.hedges, size.unit_step
    if low.suffix == "x":
        # by three times, or to three times: whatever either of them means
        least = None if interval.low is None else interval.low - 1
        interval = interval._replace(low=least)
        hedges, step, value = ("both", *hedges), None, None
    if not parts.signed_ends:
        interval = _one_way(interval)
        if parts.sign < 0:
            interval = interval.mirrored()
            value = None if value is None else -value
    return _record(parts, printed, size, interval, value, step, hedges)


def _record(
    parts: ChangeParts,
    printed: PrintedAmount,
    size: Amount,
    interval: Interval,
    value: Fraction | None,
    step: Fraction | None,
    hedges: tuple[str, ...],
) -> Change:
    assert parts.base is not None
    kind = printed.low.kind
    unit: Literal["relative", "points", "absolute"] = "absolute"
    if kind == "points":
        unit = "points"
    elif kind == "ratio":
        unit = "relative"
    return Change(
        "change",
        interval,
        unit,
        parts.base,
        None if unit != "absolute" else size.unit,
        size.currency or parts.currency or None,
        size.measure,
        hedges,
        value,
        step,
        f"{_directed(parts, printed, size.spelling)}{_tail(parts)}",
        of_value=parts.of_value,
        per=size.per,
        rate=parts.rate,
        until=parts.until,
        same_period=parts.same_period,
    )


def _in_words(printed: PrintedAmount, plus: Fraction) -> PrintedAmount:
    """增长一倍 is doubled: a numeral in words is as near to its factor, `plus` and itself."""
    low = printed.low
    plain = low.unit == "times" and low.number.sort == "plain" and printed.high is None
    if not plain or low.number.spelling not in spellings(("digit",)):
        return printed
    step = multiple_margin(low.number.low + plus) * 2
    return printed._replace(low=low._replace(number=low.number._replace(step=step, digit=step)))


def _multiple(parts: ChangeParts, printed: PrintedAmount) -> Change:
    """Doubled is +100 %; halved is a fall by half, hedges and all: more than halved."""
    size = amount(printed)
    fall = printed.low.number.low < 1
    if (parts.sign < 0) != fall and parts.sign:
        raise FigureError(
            worded("up and down at once"), printed.low.start + 1, write("doubled yoy", "halved yoy")
        )
    interval = size.interval.mirrored() if fall else size.interval.shift(-ONE)
    value = None if size.value is None else -size.value if fall else size.value - ONE
    return _record(parts, printed, size, interval, value, None, ("multiple", *size.hedges))


def _factor(parts: ChangeParts, printed: PrintedAmount) -> Change:
    """To a third of what it was, 3 times as much as: one less is the change."""
    size = amount(_in_words(printed, Fraction(0)))
    interval = size.interval.shift(-ONE)
    became = size.value or ONE
    if parts.sign and became != ONE and (became > ONE) != (parts.sign > 0):
        raise FigureError(worded("up and down at once"), printed.low.start + 1, write("to 3x yoy"))
    value = None if size.value is None else size.value - ONE
    return _record(parts, printed, size, interval, value, size.unit_step, size.hedges)


def _one_way(size: Interval) -> Interval:
    """A one-sided size keeps the direction the words commit to: 下降不到3% fell all the same."""
    if size.low is None:
        return size.intersect(Interval(Fraction(0), None, True))
    return size


def _directed(parts: ChangeParts, printed: PrintedAmount, size: str) -> str:
    """A size as spelled with its direction: +3%, down 2%-3%, up over 3%, to 3x, doubled."""
    low = printed.low
    if low.number.sort == "multiple":
        return size
    if parts.signed_ends:
        return _spell_signed(printed)
    if parts.to_factor:
        return f"to {size}"
    rough = printed.hedges or low.number.sort in ("vague", "digits") or low.suffix == "x"
    fallen_range = printed.high is not None and parts.sign < 0
    if rough or fallen_range or size[0] == "-" or "±" in size:
        return f"{'down' if parts.sign < 0 else 'up'} {size}"
    return f"{'-' if parts.sign < 0 else '+'}{size}"


def _tail(parts: ChangeParts) -> str:
    """What stands behind the size: of its value, the currency it is told in, the rate, the base."""
    assert parts.base is not None
    tail = " of its value" if parts.of_value else ""
    tail += f" in {parts.currency}" if parts.currency else ""
    tail += {"": "", "a year": " CAGR", "annualised": " annualised"}[parts.rate]
    if parts.until is not None and isinstance(parts.base, Operand):
        return f"{tail} from {parts.base.period} to {parts.until}"
    if parts.same_period and isinstance(parts.base, Operand):
        return f"{tail} vs the same period of {parts.base.period}"
    return f"{tail} {spell_base(parts.base)}"


def _spell_signed(printed: PrintedAmount) -> str:
    if printed.spread is not None:
        return f"±{spell_side(printed.spread)}"
    assert printed.high is not None
    ends = (printed.low, printed.high)
    return " to ".join(
        # flat says its own size
        end.number.spelling
        if end.number.spelling in FLAT
        else ("" if end.negative else "+") + spell_side(end)
        for end in ends
    )


def spell_base(base: ComparisonBase) -> str:
    """The canonical spelling of a base: yoy, vs 2018."""
    return base if isinstance(base, str) else f"vs {spell_operand(base)}"


def _base_hint(parts: ChangeParts) -> Hint:
    if parts.flat:
        return write(f"{parts.flat} yoy", f"{parts.flat} qoq", f"{parts.flat} vs 2018")
    if parts.printed is None:
        word = "up" if parts.sign > 0 else "down" if parts.sign < 0 else ""
        return write(f"{word} yoy", f"{word} qoq", f"{word} vs 2018")
    size = _directed(parts, parts.printed, spell(parts.printed))
    size += " of its value" if parts.of_value else ""
    return write(f"{size} yoy", f"{size} qoq", f"{size} vs 2018")
