"""A trend says that each step of a series lies above, or below, the one before it.

`rising`, `falling` compare the values; `yoy falling` compares the growth of each step, that
of the first over the year before it. Trends are strict. A growth needs a positive base.
"""

from itertools import pairwise

from cloudkb import periods
from cloudkb.check.constraints.constraint_model import ABOVE_ZERO, ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Said
from cloudkb.model import Period, Trend

FIGURES = (Trend,)
TREND = Kind("trend", number="lead", compares=True)


def claimed(model: ConstraintModel, said: Said) -> None:
    """Compare each step of the series with the next."""
    figure = said.figure
    assert isinstance(figure, Trend)
    steps = periods.members(said.claim.period)
    document = said.claim.document
    if figure.growth:
        pairs = [(model.quantity(said, step), _before(model, said, step)) for step in steps]
        for upper, lower in pairs:
            model.name(upper, document)
            model.name(lower, document)
        if not all(model.may_divide(lower) for _, lower in pairs):
            model.unsigned.append((said, pairs[0][1]))
            return
        names = [model.ratio(upper, lower) for upper, lower in pairs]
    else:
        names = [model.name(model.quantity(said, step), document) for step in steps]
    for before, after in pairwise(names):
        greater, less = (after, before) if figure.direction == "rising" else (before, after)
        model.claim_row(said, TREND, [(greater, ONE), (less, -ONE)], ABOVE_ZERO)


def _before(model: ConstraintModel, said: Said, step: Period) -> Quantity:
    return model.quantity(said, periods.year_before(step))
