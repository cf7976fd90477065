"""A trend says that each step of a series lies above, or below, the one before it.

`rising`, `falling` compare the values; `yoy falling` compares the growth of each step, that
of the first over the year before it. Trends are strict. A growth needs a positive base. A step
of values from one basis to another is left out, and told.
"""

from collections.abc import Iterable
from itertools import pairwise

from cloudkb import periods
from cloudkb.check.constraints.constraint_model import ABOVE_ZERO, ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Said
from cloudkb.model import Trend

FIGURES = (Trend,)
TREND = Kind("trend", number="lead", compares=True)


def claimed(model: ConstraintModel, said: Said) -> None:
    """Compare each step of the series with the next."""
    figure = said.figure
    assert isinstance(figure, Trend)
    steps = model.steps(said)
    document = said.claim.document
    compared: Iterable[tuple[str, str]]
    if figure.growth:
        # no year lies before the first of the calendar
        found = [(model.quantity(step), _before(model, step)) for step in steps]
        pairs = [(upper, lower) for upper, lower in found if lower is not None]
        for upper, lower in pairs:
            model.name(upper, document)
            model.name(lower, document)
        if pairs and not all(model.may_divide(lower) for _, lower in pairs):
            model.unsigned.append((said, pairs[0][1]))
        compared = pairwise([model.change(upper, lower) for upper, lower in pairs])
    else:
        levels = [model.quantity(step) for step in steps]
        for quantity in levels:
            model.name(quantity, document)
        together = [pair for pair in pairwise(levels) if pair[0].scope == pair[1].scope]
        apart = [pair for pair in pairwise(levels) if pair[0].scope != pair[1].scope]
        model.across += [(said, *pair) for pair in apart]
        compared = [(model.variable(one), model.variable(other)) for one, other in together]
    for before, after in compared:
        greater, less = (after, before) if figure.direction == "rising" else (before, after)
        model.claim_row(said, TREND, [(greater, ONE), (less, -ONE)], ABOVE_ZERO)


def _before(model: ConstraintModel, step: Said) -> Quantity | None:
    try:
        return model.quantity(step, periods.year_before(step.claim.period))
    except periods.PeriodError:
        return None
