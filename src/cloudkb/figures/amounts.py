"""Printed amounts: hedges, signs, one side or two, and what the whole stands for."""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.cursor import FigureError, Found, Text
from cloudkb.figures.hedged import Hedge, combined, hedge_spelling, hedges_after, hedges_before
from cloudkb.figures.meaning import (
    DIGITS,
    EXACT_BELOW,
    PART_MARGIN,
    UNITS,
    Mark,
    stands_for,
)
from cloudkb.figures.rates import Per, per_before
from cloudkb.figures.sides import Side, scan_side, spell_side
from cloudkb.figures.suggestions import like, write
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Amount

ZERO = Fraction(0)


class AmountContext(NamedTuple):
    """What is known besides the text: the metric counts a bare number, every digit counts."""

    counts: bool = False
    exact: bool = False
    ids: bool = False
    """What has the form of an id is one."""
    wanted: str = ""
    """The unit of the metric, where that is a measure or a rate: it decides what letters mean."""
    counted: frozenset[str] = frozenset()
    """The names that the metric counts."""


PLAIN = AmountContext()


class PrintedAmount(NamedTuple):
    """An amount taken apart."""

    low: Side
    high: Side | None
    """The upper side of a range."""
    spread: Side | None
    """What stands behind ±."""
    hedges: tuple[Hedge, ...]
    turned: bool
    """The whole is negative, hedges and all: (2,251), a loss of over 3bn."""


def scan_amount(text: Text, at: int, *, signed: bool = True) -> tuple[PrintedAmount, int] | None:
    """Scan an amount with its hedges; None when none begins here.

    `signed` allows a sign; a change has read its own. Raises FigureError.
    """
    low = text.low
    start = text.skip(at)
    if low[start : start + 1] == "(" and signed:
        return _bracketed(text, start)
    per = per_before(text, start)
    begin = start if per is None else per.end
    hedges, sign, between, end = hedges_before(text, begin, signed=signed)
    if end < len(low) and low[end] == "(" and signed:
        raise FigureError(worded("brackets go around the whole figure"), end + 1, like("(2,251)"))
    side = scan_side(text, end)
    if side is None:
        if hedges or sign is not None or between or per:
            raise FigureError(worded("expected a number here"), end + 1)
        return None
    turned = False
    if sign is not None:
        turned = sign.token.kind == "loss" or bool(hedges and hedges[-1].start > sign.end - 1)
        side = side._replace(negative=not turned)
    upper, spread, end = _second(text, side, between=bool(between), signed=signed)
    side, upper = _one_rate(side, upper, per)
    behind = end
    after, closing, end = hedges_after(text, end)
    at_only = between == "在" and not closing and (hedges or after)
    if (between or closing) and upper is None and not at_only:
        raise FigureError(worded("between takes two ends"), behind + 1, like("5% to 8%"))
    if upper is not None and side.mark:
        raise FigureError(
            worded("a hedge at one end of a range"), side.end + 1, like("about 5% to 8%")
        )
    if mark := (upper or side).mark:
        language = "en" if text.cased.isascii() else "zh"
        after = (Hedge(mark, hedge_spelling(mark, language), end, end), *after)
    printed = PrintedAmount(side, upper, spread, combined(hedges + after, text), turned)
    return checked_sides(text, printed), end


def _bracketed(text: Text, start: int) -> tuple[PrintedAmount, int]:
    inner = scan_amount(text, start + 1, signed=False)
    if inner is None:
        raise FigureError(worded("expected a number here"), start + 2, like("(2,251)"))
    printed, end = inner
    end = text.skip(end)
    if text.sign(end) != ")":
        raise FigureError(worded("expected ) here"), end + 1, write(f"-{spell_side(printed.low)}"))
    if text.low[end + 1 :].strip():
        name = spell_side(printed.low) + text.cased[end + 1 :].strip()[:12]
        raise FigureError(worded("brackets go around the whole figure"), end + 2, write(f"-{name}"))
    return printed._replace(turned=True), end + 1


# --- two sides -----------------------------------------------------------------------------------


def _second(
    text: Text, side: Side, *, between: bool, signed: bool
) -> tuple[Side | None, Side | None, int]:
    """The side behind a range sign or ±, if there is one."""
    here = text.skip(side.end)
    spread = text.take(here, "plus minus")
    if spread is not None:
        other = scan_side(text, text.skip(spread.end))
        if other is None or other.number.sort != "plain":
            raise FigureError(
                worded("expected a number after ±"), spread.end + 1, like("5% ± 0.5%")
            )
        return None, other, other.end
    joint = text.take(here, "to")
    after = text.take(here, "hedge after")
    if joint is None or (after is not None and after.end > joint.end):
        # 30-ish is no range
        return None, None, side.end
    listed = _joins_only_between(text, joint, here, between)
    at = text.skip(joint.end)
    negative = signed and text.sign(at) == "-"
    if signed and text.sign(at) in ("-", "+") and text.sign(at):
        at = text.skip(at + 1)
    other = scan_side(text, at)
    if other is None and text.low[here] in "-~":
        raise FigureError(worded("expected a number here"), at + 1, write(spell_side(side)))
    closed = other is not None and text.take(text.skip(other.end), "between after") is not None
    if other is None or (listed and not closed):
        return None, None, side.end
    return other._replace(negative=negative), None, other.end


def _one_rate(side: Side, upper: Side | None, per: Per | None) -> tuple[Side, Side | None]:
    """Give both sides what the whole is per; its text stands behind the last."""
    found = [one for one in (per, side.per, upper.per if upper else None) if one is not None]
    if not found:
        return side, upper
    if any((one.name, one.number) != (found[0].name, found[0].number) for one in found):
        place = (upper or side).end
        raise FigureError(worded("per two things at once"), place, like("$75-80 per barrel"))
    if upper is None:
        return side._replace(per=found[0]), None
    return side._replace(per=found[0]._replace(spelling="")), upper._replace(per=found[-1])


def _joins_only_between(text: Text, joint: Found, at: int, between: bool) -> bool:
    return text.low[at : joint.end] in ("and", "与", "和") and not between


def checked_sides(text: Text, printed: PrintedAmount) -> PrintedAmount:
    """Reach units and scales back, and refuse sides that do not go together."""
    low, high = printed.low, printed.high
    if low.number.bare and not (printed.hedges or low.level or high):
        hint = like(f"1{low.number.spelling}{low.suffix}")
        raise FigureError(worded("a scale word without a numeral"), low.start + 1, hint)
    alone = printed.hedges or printed.turned or low.negative or printed.spread
    if high is not None and "digits" in (low.number.sort, high.number.sort):
        raise FigureError(
            worded("digit words are a range by themselves"),
            high.start + 1,
            write(spell_side(low), spell_side(high)),
        )
    if alone and low.number.sort in ("most", "minority", "digits"):
        raise FigureError(
            worded("{spelling} takes no hedge and no sign", spelling=low.number.spelling),
            (printed.hedges[0].start if printed.hedges else low.start) + 1,
            write(low.number.spelling),
        )
    if printed.spread is not None:
        return printed._replace(low=_spread_unit(low, printed.spread))
    if high is None:
        return printed
    low = _reach_back(low, high)
    high = _reach_forward(low, high)
    printed = printed._replace(low=low, high=high)
    ends = _ends(printed, PLAIN)
    if ends[0].figure >= ends[1].figure:
        turned = f"{spell_side(high)}-{spell_side(low)}" if not low.negative else "-5% to -3%"
        column = high.start + 1
        if ends[0].figure == ends[1].figure:
            raise FigureError(worded("both ends are the same"), column, write(spell_side(high)))
        raise FigureError(worded("the ends are reversed"), column, write(turned))
    return printed


def _reach_back(low: Side, high: Side) -> Side:
    """Give the lower side the scale and the unit it left to the upper one."""
    number, upper = low.number, high.number
    if low.suffix or low.measure:
        # 5000元-8万元: a side with a unit of its own has its own scale, too
        return low
    by = 1
    if number.sort == "plain" and upper.sort in ("plain", "vague") and number.groups == 1:
        by = upper.groups
        if number.tens == 1 and number.high < upper.tens and (upper.tens > 10 or upper.groups > 1):
            by *= upper.tens
    if by > 1:
        low = low._replace(number=number.scaled(by))
    if low.kind is None:
        low = low._replace(
            unit=high.unit,
            currency=high.currency,
            measure=high.measure,
            measured=high.measured,
            parts=high.parts,
            suffix=high.suffix if high.unit else "",
            reached=True,
        )
    return low


def _reach_forward(low: Side, high: Side) -> Side:
    """A currency sign before the lower side speaks for both: $1-2bn."""
    if high.kind is None and low.kind == "money" and low.prefix:
        return high._replace(currency=low.currency)
    if high.kind is None and low.kind is not None:
        hint = write(f"{spell_side(low)}-{spell_side(high)}{low.suffix or low.measure}")
        raise FigureError(worded("the unit stands at the end"), high.end + 1, hint)
    if (low.unit, low.currency, low.measured) != (high.unit, high.currency, high.measured) or (
        low.measure and high.measure and low.measure != high.measure
    ):
        agreed = low.kind == high.kind == "ratio" or low.currency in ("¥", "元")
        if not agreed:
            raise FigureError(
                worded("the two ends have different units"),
                high.start + 1,
                like("10%-20%", "1万-2.5万张"),
            )
    return high


def _spread_unit(low: Side, spread: Side) -> Side:
    if low.kind is None:
        if spread.kind == "ratio" and low.number.low >= 100:
            raise FigureError(
                worded("of what is the spread a percentage?"), spread.start + 1, like("5% ± 0.5%")
            )
        return low._replace(
            unit=spread.unit, currency=spread.currency, measure=spread.measure,
            measured=spread.measured,
        )  # fmt: skip
    points = (low.kind, spread.kind) == ("ratio", "points")
    alike = spread.kind in (None, low.kind) and spread.measured in ("", low.measured)
    same = alike or points
    if not same:
        raise FigureError(
            worded("the spread has another unit"), spread.start + 1, like("5% ± 0.5%")
        )
    return low


# --- meaning -------------------------------------------------------------------------------------


def _ends(printed: PrintedAmount, context: AmountContext) -> tuple[Mark, Mark]:
    """The two ends of a print in base units."""
    low = printed.low
    if printed.spread is not None:
        middle = low.number.low * low.factor * (-1 if low.negative else 1)
        by = printed.spread.factor if printed.spread.unit else low.factor
        half = printed.spread.number.low * by
        return Mark(middle - half), Mark(middle + half)
    high = printed.high or low
    kind = low.kind or ("count" if context.counts else None)
    # a rate is worked out, not counted
    counted = kind == "count" and not printed.hedges and low.per is None
    steps = [unit_step(side, context) for side in (low, high)]
    rounded = [step for step in steps if step]
    finer = min(rounded) if rounded else ZERO
    pair = []
    for side, step in zip((low, high), steps, strict=True):
        number = side.number
        exact = counted and number.whole and number.high < EXACT_BELOW
        half = ZERO if not step or exact else finer / 2
        if side.is_part:
            half = min(PART_MARGIN, number.low * side.factor / 2)
        if context.exact and kind == "count" and number.whole and finer == 1:
            half = ZERO
        pair.append(_signed_ends(side, half))
    return pair[0][0], pair[1][1]


def _signed_ends(side: Side, half: Fraction) -> tuple[Mark, Mark]:
    number = side.number
    low = Mark(number.low * side.factor, half)
    high = Mark(number.high * side.factor, half, number.high_open)
    if not side.negative:
        return low, high
    return high._replace(figure=-high.figure), low._replace(figure=-low.figure)


def unit_step(side: Side, context: AmountContext = PLAIN) -> Fraction:
    """One unit of the digit that counts; 0 for words without digits and for parts."""
    number = side.number
    if side.is_part or number.sort in ("vague", "most", "minority", "digits"):
        return ZERO
    every = context.exact or (side.unit in UNITS and UNITS[side.unit].every_digit)
    return (number.digit if every else number.step) * side.factor


def amount(printed: PrintedAmount, context: AmountContext = PLAIN) -> Amount:
    """The record of an amount taken apart, with its interval and canonical spelling."""
    names = tuple(hedge.name for hedge in printed.hedges)
    ends = _ends(printed, context)
    low = printed.low
    sort = low.number.sort
    mostly = sort in ("most", "minority")
    single = printed.high is None and printed.spread is None
    digits = DIGITS.get(low.number.name) if sort == "digits" else None
    if digits is not None:
        names, interval = ("digits",), digits
    elif mostly:
        half = Fraction(1, 2)
        names = (sort,)
        interval = (
            Interval(half, None, True) if sort == "most" else Interval(None, half, False, True)
        )
    else:
        interval = stands_for(*ends, names)
        if interval.is_empty():
            raise FigureError(
                worded("nearly nothing has no bound"), printed.hedges[0].start + 1, like("0")
            )
    known = single and not mostly and digits is None and ends[0].figure == ends[1].figure
    value = ends[0].figure if known else None
    step = None
    if single and not names and sort == "plain" and value is not None and ends[0].half:
        step = None if low.is_part else ends[0].half * 2
    if printed.turned:
        interval = interval.mirrored()
        value = None if value is None else -value
    return Amount(
        _form(interval, single=single, value=value),
        interval,
        _kind(low),
        currency_of(low.currency),
        low.measured or low.measure,
        names,
        value,
        step,
        spell(printed),
        low.per.name if low.per is not None else "",
    )


def _kind(side: Side) -> Literal["money", "ratio", "count", "measure"] | None:
    kind = side.kind
    return "ratio" if kind == "points" else kind


def currency_of(name: str) -> str | None:
    """The code of a currency; None for a bare sign or nothing."""
    return name if len(name) == 3 and name.isascii() else None


def _form(
    interval: Interval, *, single: bool, value: Fraction | None
) -> Literal["amount", "range", "bound"]:
    if interval.low is None or interval.high is None:
        return "bound"
    return "amount" if single and value is not None else "range"


def spell(printed: PrintedAmount) -> str:
    """The canonical spelling: hedges in front, no separators, the unit at the end."""
    words = "".join(hedge.spelling for hedge in printed.hedges)
    low = printed.low
    text = spell_side(low)
    if printed.spread is not None:
        text = f"{spell_side(low)} ± {spell_side(printed.spread)}"
        if low.unit and not printed.spread.unit:
            text += printed.spread.suffix
    elif printed.high is not None:
        text = _spell_range(low, printed.high)
    if not printed.turned:
        return words + text
    return f"({words}{text})" if printed.high or printed.spread else f"-{words}{text}"


def _spell_range(low: Side, high: Side) -> str:
    wordy = low.negative or high.negative or " " in low.number.spelling + high.number.spelling
    joint = " to " if wordy else "-"
    if low.kind in ("ratio", "points"):
        return f"{spell_side(low)}{joint}{spell_side(high)}"
    scaled = low.number.sort != "plain" or low.number.groups * low.number.tens > 1
    # 5000元-8万元 keeps its first 元: without it, 万 would reach back
    unit = not low.reached and not scaled and high.number.groups * high.number.tens > 1
    return f"{spell_side(low, with_unit=unit)}{joint}{spell_side(high)}"
