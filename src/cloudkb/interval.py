"""Closed and open intervals of exact rationals: what every printed figure stands for.

An end is a `Fraction` or None (unbounded). Ends are never floats, so that a
bound a report prints is the bound the arithmetic used.
"""

import math
from fractions import Fraction
from typing import NamedTuple


class End(NamedTuple):
    """One end of an interval: its number, and whether the number itself is left out."""

    value: Fraction
    open: bool = False


class Interval(NamedTuple):
    """All rationals between two ends; an end that is None is unbounded and open."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def low_end(self) -> End | None:
        """The low end; None when there is none."""
        return None if self.low is None else End(self.low, self.low_open)

    @property
    def high_end(self) -> End | None:
        """The high end; None when there is none."""
        return None if self.high is None else End(self.high, self.high_open)

    @property
    def ends(self) -> tuple[Fraction, ...]:
        """The numbers of the ends there are, the low one first."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    def is_empty(self) -> bool:
        """Tell whether no number lies inside."""
        if self.low is None or self.high is None:
            return False
        order = _compared(self.low, self.high)
        return order > 0 or (order == 0 and (self.low_open or self.high_open))

    def is_point(self) -> bool:
        """Tell whether exactly one number lies inside."""
        if self.low is None or self.high is None or self.low_open or self.high_open:
            return False
        return _compared(self.low, self.high) == 0

    def is_bounded(self) -> bool:
        """Tell whether it has both ends."""
        return self.low is not None and self.high is not None

    def is_positive(self) -> bool:
        """Tell whether every number inside is above 0."""
        return self.low is not None and (self.low > 0 or (self.low == 0 and self.low_open))

    def holds_whole(self) -> bool:
        """Tell whether a whole number lies inside."""
        if self.low is None or self.high is None:
            return True
        least = math.floor(self.low) + 1 if self.low_open else math.ceil(self.low)
        most = math.ceil(self.high) - 1 if self.high_open else math.floor(self.high)
        return least <= most

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
        if other.low is not None:
            order = 1 if low is None else _compared(other.low, low)
            if order > 0:
                low, low_open = other.low, other.low_open
            elif order == 0:
                low_open = low_open or other.low_open
        high, high_open = self.high, self.high_open
        if other.high is not None:
            order = -1 if high is None else _compared(other.high, high)
            if order < 0:
                high, high_open = other.high, other.high_open
            elif order == 0:
                high_open = high_open or other.high_open
        return Interval(low, high, low_open, high_open)

    def meets(self, other: "Interval") -> bool:
        """Tell whether some number lies in both."""
        # each low end against each high one: what is in both is not worked out
        for low, low_open in ((self.low, self.low_open), (other.low, other.low_open)):
            if low is None:
                continue
            for high, high_open in ((other.high, other.high_open), (self.high, self.high_open)):
                if high is None:
                    continue
                order = _compared(low, high)
                if order > 0 or (order == 0 and (low_open or high_open)):
                    return False
        return True

    def gap(self, other: "Interval") -> Fraction | None:
        """How far two intervals lie apart, 0 where open ends touch; None when they meet."""
        if self.meets(other):
            return None
        if self.low is not None and other.high is not None and self.low >= other.high:
            return self.low - other.high
        if other.low is not None and self.high is not None and other.low >= self.high:
            return other.low - self.high
        return None

    def from_low(self) -> "Interval":
        """Every number from the low end upwards: the interval without its high end."""
        return Interval(self.low, None, self.low_open, False)

    def to_high(self) -> "Interval":
        """Every number up to the high end: the interval without its low end."""
        return Interval(None, self.high, False, self.high_open)

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

    def mirrored(self) -> "Interval":
        """Every number with its sign turned round."""
        return self.scale(Fraction(-1))

    def plus(self, other: "Interval") -> "Interval":
        """All sums of a number of each."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def times(self, other: "Interval") -> "Interval":
        """All products of a number of each, neither of them empty: between the corners."""
        corners = [_corner(a, b) for a in _far_ends(self) for b in _far_ends(other)]
        least = min(corners)
        greatest = max(corners, key=lambda corner: (*corner[:2], not corner[2]))
        return Interval(
            None if least[0] else least[1],
            None if greatest[0] else greatest[1],
            not least[0] and least[2],
            not greatest[0] and greatest[2],
        )

    def over(self, other: "Interval") -> "Interval":
        """All quotients of a number of each; unbounded where the divisor is on both sides of 0."""
        if self.low and self.high and other.low and other.high and min(self.low, other.low) > 0:
            # nearly all are so, and need none of the care that 0 and no end ask for
            return Interval(
                self.low / other.high,
                self.high / other.low,
                self.low_open or other.high_open,
                self.high_open or other.low_open,
            )
        if other.low is not None and other.low >= 0 and other != exactly(0):
            return self.times(_inverse(other))
        if other.high is not None and other.high <= 0 and other != exactly(0):
            return self.mirrored().times(_inverse(other.mirrored()))
        return Interval()


def _compared(one: Fraction, other: Fraction) -> int:
    """Above 0 where the one is greater, 0 where they are equal.

    Fractions compare with all kinds of numbers, and take most of their time to find out which.
    """
    return one.numerator * other.denominator - other.numerator * one.denominator


_Far = tuple[int, Fraction, bool]
"""An end that may lie at infinity: -1 or 1 for that, else 0; its number; whether it is open."""


def _far_ends(one: Interval) -> tuple[_Far, _Far]:
    low = (-1, Fraction(0), True) if one.low is None else (0, one.low, one.low_open)
    high = (1, Fraction(0), True) if one.high is None else (0, one.high, one.high_open)
    return low, high


def _corner(one: _Far, other: _Far) -> _Far:
    """A product of two ends: reached when both are, or when one of them is a 0 that is."""
    (far, value, is_open), (other_far, other_value, other_open) = one, other
    zeros = [end[2] for end in (one, other) if not end[0] and not end[1]]
    if zeros:
        return 0, Fraction(0), all(zeros) if len(zeros) > 1 else zeros[0]
    if not far and not other_far:
        return 0, value * other_value, is_open or other_open
    positive = (far or value) > 0
    return 1 if positive == ((other_far or other_value) > 0) else -1, Fraction(0), True


def _inverse(one: Interval) -> Interval:
    """One over each number, but 0, of an interval that holds none below it."""
    low = Fraction(0) if one.high is None else 1 / one.high
    high = None if not one.low else 1 / one.low
    return Interval(low, high, one.high is None or one.high_open, bool(high) and one.low_open)


def exactly(value: Fraction | int) -> Interval:
    """The interval that holds one number."""
    return Interval(Fraction(value), Fraction(value))
