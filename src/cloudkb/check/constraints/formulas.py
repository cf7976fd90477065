"""Rows and products as formulas in words: what is told of those without a sentence of their own."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.kinds import FLAG, Teller
from cloudkb.check.constraints.quantities import VariableMeaning
from cloudkb.check.solver.problem import Constraint, Number, Row
from cloudkb.figures.decimals import exact_text
from cloudkb.interval import Interval, exactly


def formula(story: Teller, constraint: Constraint, interval: Interval | None = None) -> str:
    """A row as `a + b is above c`, or `a less b is 5 to 6 points`; a product with its factors.

    `interval` is told in place of the row's own.
    """
    if not isinstance(constraint, Row):
        names = (constraint.result, constraint.left, constraint.right)
        result, left, right = (story.name(name) for name in names)
        return f"{result} is {left} times {right}"
    interval = constraint.interval if interval is None else interval
    terms = constraint.terms
    if all(factor < 0 for _, factor in terms):
        terms = tuple((name, -factor) for name, factor in terms)
        interval = interval.scale(Fraction(-1))
    plus = added(story, [(name, factor) for name, factor in terms if factor > 0])
    minus = added(story, [(name, -factor) for name, factor in terms if factor < 0])
    if not minus:
        if len(terms) == 1 and terms[0][1] == 1:
            return is_(story, terms[0][0], interval)
        return f"{plus} is {story.spelled(story.row_unit(constraint), interval)}"
    word = _relation(interval)
    if word:
        return f"{plus} is {word} {minus}"
    return f"{plus} less {minus} is {story.spelled(story.row_unit(constraint), interval)}"


def _relation(interval: Interval) -> str:
    """How two sides stand to each other, when zero is all that is between them."""
    if interval == exactly(0):
        return "the same as"
    if interval.low == 0 and interval.high is None:
        return "above" if interval.low_open else "at least"
    if interval.high == 0 and interval.low is None:
        return "below" if interval.high_open else "at most"
    return ""


def added(story: Teller, terms: Sequence[tuple[str, Number]]) -> str:
    """A sum in words: `2023Q1 + 2 × 2023Q2`."""
    parts = []
    for name, factor in terms:
        times = "" if factor == 1 else f"{exact_text(Fraction(factor))} × "
        parts.append(f"{times}{story.name(name)}")
    return " + ".join(parts)


def is_(story: Teller, unknown: str, interval: Interval) -> str:
    """An unknown and where it lies, as a sentence without its stop."""
    variable = story.variable(unknown)
    if variable.kind == "ratio" and variable.lower is not None and not story.is_growth(unknown):
        upper, lower = variable.quantity, variable.lower
        spelled = story.spell(unknown, interval)
        return f"{story.short(upper)} is {spelled} {story.base(upper, lower)}"
    if variable.kind == "rate":
        number = story.spell(unknown, interval).removesuffix(" times")
        return f"the rate is {number} {variable.value}"
    if variable.kind == "link":
        return _link(story, variable, interval)
    if story.unit(unknown)[0] == "day":
        return f"{story.name(unknown)} is {story.spell(unknown, interval)}"
    if story.unit(unknown)[0] == FLAG:
        holds = interval.low is not None and interval.low > 0
        return f"{story.name(unknown)} {'holds' if holds else 'does not hold'}"
    return f"{story.name(unknown)} is {story.spell(unknown, interval)}"


def is_there(story: Teller, row: Row) -> str:
    """The one unknown of a row, and where it lies."""
    return is_(story, row.terms[0][0], row.interval)


def _link(story: Teller, variable: VariableMeaning, interval: Interval) -> str:
    what = naming.quantity(variable.quantity, story.vocabulary)
    linked = naming.entity(variable.value, story.vocabulary)
    there = interval.low is not None and interval.low > 0
    return f"{what} is {'' if there else 'not '}{linked}"
