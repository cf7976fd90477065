"""Scaled integers are multiplied and divided like the exact intervals they stand for."""

from fractions import Fraction
from itertools import product

from cloudkb.check.solver.scaled import divided, times
from cloudkb.interval import Interval

SCALE = 2
ENDS = [(None, False), *product((-2, -1, 0, 1, 2), (False, True))]


def interval(ends):
    """The interval four ends stand for; an end that is not there is not open."""
    low, low_open, high, high_open = ends
    return Interval(
        None if low is None else Fraction(low, SCALE),
        None if high is None else Fraction(high, SCALE),
        low is not None and low_open,
        high is not None and high_open,
    )


def outward(exact):
    """An exact interval in scaled integers: an end that had to be rounded is open."""
    low = None if exact.low is None else exact.low * SCALE // 1
    high = None if exact.high is None else -(-exact.high * SCALE // 1)
    return (
        low,
        low is not None and (exact.low_open or low != exact.low * SCALE),
        high,
        high is not None and (exact.high_open or high != exact.high * SCALE),
    )


def told(ends):
    """Ends without what is said of ends that are not there."""
    low, low_open, high, high_open = ends
    return low, low is not None and low_open, high, high is not None and high_open


FULL = [
    (*low, *high) for low, high in product(ENDS, ENDS) if not interval((*low, *high)).is_empty()
]
"""All intervals between a few ends that hold a number."""


def test_products_are_exact_but_for_rounding_outward():
    """Both ends of a product, and whether they are reached."""
    for one, other in product(FULL, FULL):
        assert told(times(one, other, SCALE)) == outward(interval(one).times(interval(other)))


def test_quotients_are_exact_but_for_rounding_outward():
    """Both ends of a quotient; none where the divisor may be 0."""
    for one, other in product(FULL, FULL):
        found, divisor = divided(one, other, SCALE), interval(other)
        if divisor.is_positive() or divisor.mirrored().is_positive():
            assert told(found) == outward(interval(one).over(divisor))
        else:
            assert found is None
