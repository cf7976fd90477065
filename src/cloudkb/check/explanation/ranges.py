"""What a constraint leaves for one of its quantities, both ends, given all the others.

A proof keeps only the ends it needs; a reader wants to see both.
"""

from collections.abc import Mapping
from fractions import Fraction

from cloudkb.check.solver.problem import Constraint, Row
from cloudkb.interval import Interval


def left_for(quantity: str, constraint: Constraint, known: Mapping[str, Interval]) -> Interval:
    """The values a row or a product leaves; what is not in `known` is unbounded."""
    if isinstance(constraint, Row):
        return _row(quantity, constraint, known)
    factors = constraint.left, constraint.right
    if quantity == constraint.result:
        return times(*(known.get(name, Interval()) for name in factors))
    other = factors[1] if quantity == factors[0] else factors[0]
    inverse = _inverse(known.get(other, Interval()))
    return times(known.get(constraint.result, Interval()), inverse)


def _row(quantity: str, row: Row, known: Mapping[str, Interval]) -> Interval:
    found = row.interval
    own = Fraction(1)
    for name, factor in row.terms:
        if name == quantity:
            own = Fraction(factor)
        else:
            found = _plus(found, known.get(name, Interval()).scale(-Fraction(factor)))
    return found.scale(1 / own)


def _plus(one: Interval, other: Interval) -> Interval:
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Interval(low, high, one.low_open or other.low_open, one.high_open or other.high_open)


def times(one: Interval, other: Interval) -> Interval:
    """The products of two intervals; unbounded where a sign or an end is not known."""
    if one.low is not None and other.low is not None and one.low >= 0 and other.low >= 0:
        high = None if one.high is None or other.high is None else one.high * other.high
        low_open, high_open = one.low_open or other.low_open, one.high_open or other.high_open
        return Interval(one.low * other.low, high, low_open, high_open and high is not None)
    ends = one.low, one.high, other.low, other.high
    if None in ends:
        return Interval()
    corners = [a * b for a in ends[:2] for b in ends[2:]]  # type: ignore[operator]
    return Interval(min(corners), max(corners))


def _inverse(one: Interval) -> Interval:
    """One over a positive interval."""
    if one.low is None or one.low < 0:
        return Interval()
    high = None if one.low == 0 else 1 / one.low
    low = Fraction(0) if one.high is None else 1 / one.high
    return Interval(low, high, one.high_open, one.low_open and high is not None)


def both_ends(found: Interval, also: Interval) -> Interval:
    """What two derivations of the same leave, which always meet."""
    both = found.intersect(also)
    return found if both.is_empty() else both
