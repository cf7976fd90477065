"""Closed and open intervals of exact rationals: what every printed figure stands for.

An end is a `Fraction` or None (unbounded). Ends are never floats, so that a
bound a report prints is the bound the arithmetic used.
"""

from fractions import Fraction
from typing import NamedTuple


class Interval(NamedTuple):
    """All rationals between two ends; an end that is None is unbounded and open."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def is_empty(self) -> bool:
        """Tell whether no number lies inside."""
        if self.low is None or self.high is None:
            return False
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def is_point(self) -> bool:
        """Tell whether exactly one number lies inside."""
        return self.low is not None and self.low == self.high and not self.is_empty()

    def is_positive(self) -> bool:
        """Tell whether every number inside is above 0."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    def contains(self, value: Fraction) -> bool:
        """Tell whether the number lies inside, strict ends counted."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = (
            self.high is None or value < self.high or (value == self.high and not self.high_open)
        )
        return above and below

    def encloses(self, other: "Interval") -> bool:
        """Tell whether every number of the other lies inside this one."""
        if other.is_empty():
            return True
        low_inside = self.low is None or (
            other.low is not None
            and (
                other.low > self.low or (other.low == self.low and self.low_open <= other.low_open)
            )
        )
        high_inside = self.high is None or (
            other.high is not None
            and (
                other.high < self.high
                or (other.high == self.high and self.high_open <= other.high_open)
            )
        )
        return low_inside and high_inside

    def intersect(self, other: "Interval") -> "Interval":
        """The numbers that lie in both; may be empty."""
        low, low_open = self.low, self.low_open
        if other.low is not None and (low is None or other.low > low):
            low, low_open = other.low, other.low_open
        elif other.low is not None and other.low == low:
            low_open = low_open or other.low_open
        high, high_open = self.high, self.high_open
        if other.high is not None and (high is None or other.high < high):
            high, high_open = other.high, other.high_open
        elif other.high is not None and other.high == high:
            high_open = high_open or other.high_open
        return Interval(low, high, low_open, high_open)

    def shift(self, by: Fraction) -> "Interval":
        """Every number moved by the same amount."""
        return self._replace(
            low=None if self.low is None else self.low + by,
            high=None if self.high is None else self.high + by,
        )

    def scale(self, by: Fraction) -> "Interval":
        """Every number multiplied by the same factor; a negative factor swaps the ends."""
        if by == 0:
            return Interval(Fraction(0), Fraction(0))
        low = None if self.low is None else self.low * by
        high = None if self.high is None else self.high * by
        if by > 0:
            return Interval(low, high, self.low_open, self.high_open)
        return Interval(high, low, self.high_open, self.low_open)


def exactly(value: Fraction | int) -> Interval:
    """The interval that holds one number."""
    return Interval(Fraction(value), Fraction(value))
