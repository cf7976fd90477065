"""A change ties a quantity to its base: a ratio, a difference, or only a direction.

`+3% yoy` makes this year's value 1.025 to 1.035 times last year's, `-5.8pp yoy` puts 5.75 to
5.85 points between two shares, `-350亿元 yoy` is a difference of amounts, `up yoy` says which
is greater. Growth is in the currency of the entity's books, where the claim names no other. A
percentage means something only over a positive base: where that is not proved,
the claim is noted as `unsigned-base` and not reasoned on.
"""

from fractions import Fraction

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel, Pending
from cloudkb.check.constraints.formulas import formula
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.prints import Print, meaning
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Change, Figure, Operand, Period
from cloudkb.powers import raised

FIGURES = (Change,)


def _sentence(story: Teller, row: Row) -> str:
    """A change: what is compared, by how much."""
    pair = _pair(story, row)
    if pair is None:
        return formula(story, row)
    upper, lower = pair
    return worded(
        "{upper} is {change} on {lower}",
        "{upper}较{lower}{change}",
        upper=upper,
        change=story.phrase(row),
        lower=lower,
    )


def _pair(story: Teller, row: Row) -> tuple[str, str] | None:
    """What is compared with what, when it is one quantity with one other."""
    if len(row.terms) == 1:
        variable = story.variable(row.terms[0][0])
        if variable.lower is None:
            return None
        quantity, base = variable.quantity, variable.lower
        return story.short(quantity), story.base(quantity, base)
    if len(row.terms) != 2:
        return None
    upper = [name for name, factor in row.terms if factor == 1]
    lower = [name for name, factor in row.terms if factor == -1]
    if not upper or not lower:
        return None
    one, other = story.variable(upper[0]), story.variable(lower[0])
    if one.kind != "quantity" or other.kind != "quantity":
        return story.name(upper[0]), story.name(lower[0])
    return story.short(one.quantity), story.base(one.quantity, other.quantity)


def _leaves(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """`26.7% and 5.8 points down leave 32.40 to 32.60% for 2022Q3`."""
    given = [told.phrase(one, where=False) for one in step.given]
    if not given or not all(given):
        return ""
    used = naming.listed([*given, told.story.phrase(row)])
    result = told.result(step)
    return worded("{used} leave {result}", "由{used}，得{result}", used=used, result=result)


def _is_loss(story: Teller, row: Row) -> str:
    """Below zero, or a part of a loss of another year."""
    if in_chinese() and len(row.terms) == 1:
        return f"{story.name(row.terms[0][0])}为负"
    return formula(story, row)


BELOW_ZERO = Interval(None, Fraction(0), False, True)
NOT_ABOVE_ZERO = Interval(None, Fraction(0))
NOT_BELOW_ZERO = Interval(Fraction(0), None)
LOSS = Kind("loss", _is_loss)
CHANGE = Kind("change", _sentence, _leaves, number="growth")
POINTS = Kind("points", _sentence, _leaves, number="gap")
DIFFERENCE = Kind("difference", _sentence, _leaves, number="gap")
DIRECTION = Kind("direction", number="lead", compares=True)
_BY_UNIT = {"points": POINTS, "absolute": DIFFERENCE}
_BEFORE = {"yoy": periods.year_before, "qoq": periods.quarter_before}


def claimed(model: ConstraintModel, said: Said) -> None:
    """Tie the claim's quantity to what it is compared with."""
    figure = said.figure
    assert isinstance(figure, Change)
    for step in model.steps(said):
        currency = figure.currency or ""
        upper = model.quantity(step, currency=currency)
        if figure.until is not None:
            last = compared_with(
                model, step, Operand(ONE, period=figure.until), step.claim.period, currency
            )
            upper = upper if last is None else last[1]
        found = compared_with(model, step, figure.base, step.claim.period, currency)
        if found is None or found[1] == upper:
            continue
        factor, lower = found
        printed = meaning(figure, said.claim.exact)
        if figure.of_loss:
            _of_loss(model, said, figure, upper, found)
            continue
        if figure.years is not None:
            printed = _over_years(printed, figure.years)
        if figure.change_unit == "relative":
            relative(model, said, upper, (factor, lower), printed)
            continue
        if figure.change_unit == "absolute" and model.is_translated(upper):
            # it is translated itself, at the rate of its own period alone
            continue
        kind = _BY_UNIT.get(figure.change_unit, DIRECTION)
        document = said.claim.document
        terms = [(model.name(upper, document), ONE), (model.name(lower, document), -factor)]
        model.claim_row(said, kind, terms, *printed)


def _over_years(printed: Print, years: Fraction) -> Print:
    """What a growth a year makes of the whole; annualised, what it makes of the part of a year."""
    wide = None if printed.wide is None else raised(printed.wide.shift(ONE), years).shift(-ONE)
    return Print(raised(printed.interval.shift(ONE), years).shift(-ONE), wide, printed.plain)


def as_change(ratio: Interval, figure: Figure | None) -> Interval:
    """What is known of a ratio, said of the change that was printed: 1.03 is +3%."""
    if isinstance(figure, Change):
        if isinstance(figure.base, Operand):
            ratio = ratio.scale(1 / figure.base.factor)
        if figure.years is not None:
            ratio = raised(ratio, 1 / figure.years)
    return ratio.shift(-ONE)


def _of_loss(
    model: ConstraintModel,
    said: Said,
    figure: Change,
    upper: Quantity,
    base: tuple[Fraction, Quantity],
) -> None:
    """A loss that changed: both are below zero, and so far apart as it says.

    With u and l below zero, the loss -u is low to high times the loss -l.
    """
    factor, lower = base
    document = said.claim.document
    now, before = model.name(upper, document), model.name(lower, document)
    for name in (now, before):
        model.claim_row(said, LOSS, [(name, ONE)], BELOW_ZERO)
    interval = figure.interval
    if figure.change_unit != "relative":
        kind = DIFFERENCE if figure.change_unit == "absolute" else DIRECTION
        model.claim_row(said, kind, [(now, ONE), (before, -factor)], interval)
        return
    for end, rest in ((interval.low, NOT_ABOVE_ZERO), (interval.high, NOT_BELOW_ZERO)):
        if end is not None:
            terms = [(now, ONE), (before, -factor * (ONE + end))]
            model.claim_row(said, LOSS, terms, rest)


def compared_with(
    model: ConstraintModel, said: Said, named: Operand | str, period: Period, currency: str = ""
) -> tuple[Fraction, Quantity] | None:
    """What a change is measured against, with its factor; None when there is no such thing."""
    if isinstance(named, Operand):
        found = model.operand(said, named)
        if found is not None and currency:
            found = found._replace(currency=currency)
        return None if found is None else (model.weight(said, named), found)
    try:
        before = _BEFORE[named](period)
    except periods.PeriodError:
        return None
    return ONE, model.quantity(said, before, currency)


def relative(
    model: ConstraintModel,
    said: Said,
    upper: Quantity,
    base: tuple[Fraction, Quantity],
    printed: Print,
) -> None:
    """Bound the change of a pair, which is their ratio once the base is known to be positive."""
    factor, lower = base
    document = said.claim.document
    model.name(upper, document)
    model.name(lower, document)
    interval = printed.interval.shift(ONE).scale(factor)
    if not model.may_divide(lower):
        model.pending.append(Pending(said, upper, lower, interval))
    wide = None if printed.wide is None else printed.wide.shift(ONE).scale(factor)
    name = model.change(upper, lower)
    model.claim_row(said, CHANGE, [(name, ONE)], interval, wide, printed.plain)
