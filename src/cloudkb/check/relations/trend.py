"""A trend says that each step of a series lies above, or below, the one before it.

`rising`, `falling` compare the values; `yoy falling` compares the growth of each step, that
of the first over the year before it. Trends are strict. A growth needs a positive base.
"""

from itertools import pairwise

from cloudkb import periods
from cloudkb.check.constraints.constraint_model import ABOVE_ZERO, ONE, Network, Said
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.model import Period, Trend

FIGURES = (Trend,)


def claimed(network: Network, said: Said) -> None:
    """Compare each step of the series with the next."""
    figure = said.figure
    assert isinstance(figure, Trend)
    steps = periods.members(said.claim.period)
    document = said.claim.document
    if figure.growth:
        pairs = [(network.quantity(said, step), _before(network, said, step)) for step in steps]
        for upper, lower in pairs:
            network.name(upper, document)
            network.name(lower, document)
        if not all(network.may_divide(lower) for _, lower in pairs):
            network.unsigned.append((said, pairs[0][1]))
            return
        names = [network.ratio(upper, lower) for upper, lower in pairs]
    else:
        names = [network.name(network.quantity(said, step), document) for step in steps]
    for before, after in pairwise(names):
        greater, less = (after, before) if figure.direction == "rising" else (before, after)
        network.claim_row(said, "trend", [(greater, ONE), (less, -ONE)], ABOVE_ZERO)


def _before(network: Network, said: Said, step: Period) -> Quantity:
    return network.quantity(said, periods.year_before(step))
