"""Powers of intervals: what a growth a year makes over some years, and back.

Whole powers are exact. A root of a number that has none is told by an interval that holds it.
"""

from fractions import Fraction

from cloudkb.interval import Interval

_DIGITS = 10**18
"""A root is enclosed to one part of so many."""
MOST = 1000
"""Numerators and denominators of an exponent are at most this: months of some eighty years."""


def raised(interval: Interval, exponent: Fraction) -> Interval:
    """The interval to a positive power, ends rounded outward; what lies below 0 is left out."""
    low = Fraction(0) if interval.low is None or interval.low < 0 else interval.low
    least = _power(low, exponent)[0]
    if interval.high is None:
        return Interval(least, None, interval.low_open and least == low**exponent.numerator, False)
    exact = exponent.denominator == 1
    most = _power(max(interval.high, Fraction(0)), exponent)[1]
    return Interval(least, most, interval.low_open and exact, interval.high_open and exact)


def _power(value: Fraction, exponent: Fraction) -> tuple[Fraction, Fraction]:
    """Two numbers that hold a power of a number that is not negative between them."""
    if not 0 < exponent.numerator <= MOST or exponent.denominator > MOST:
        raise ValueError("an exponent out of range")
    whole = value**exponent.numerator
    by = exponent.denominator
    if by == 1:
        return whole, whole
    scaled = whole.numerator * _DIGITS**by
    below = _root(scaled // whole.denominator, by)
    exact = below**by * whole.denominator == scaled
    return Fraction(below, _DIGITS), Fraction(below if exact else below + 1, _DIGITS)


def _root(value: int, by: int) -> int:
    """The greatest whole number whose power is at most a whole number."""
    low, high = 0, 1 << (value.bit_length() // by + 1)
    while low < high:
        middle = (low + high + 1) // 2
        if middle**by <= value:
            low = middle
        else:
            high = middle - 1
    return low
