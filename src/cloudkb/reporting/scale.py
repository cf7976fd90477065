"""From exact numbers to places in a drawing: rationals, cut to fixed decimals at the very end."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from cloudkb.interval import Interval

_ROOM = Fraction(8, 100)
"""Left free on each side, as a part of what lies between the outermost ends."""
_OPEN_ROOM = Fraction(25, 100)
"""The same on a side on which an interval has no end."""
_TICKS = 4


def fixed(value: Fraction, places: int = 2) -> str:
    """A number with so many decimals at most, the half away from zero; never `-0`."""
    power = 10**places
    number = (2 * abs(value.numerator) * power + value.denominator) // (2 * value.denominator)
    digits = str(number).rjust(places + 1, "0")
    shown = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{shown}" if value < 0 and number else shown


class LinearScale(NamedTuple):
    """A straight way from values to places, exact."""

    low: Fraction
    high: Fraction
    start: Fraction
    """The place of `low`."""
    end: Fraction
    """The place of `high`; above or below `start`."""

    def place(self, value: Fraction) -> Fraction:
        """Where a value lies."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def at(self, value: Fraction) -> str:
        """Where a value lies, as a drawing says it."""
        return fixed(self.place(value))


def scale_around(
    intervals: Iterable[Interval], start: int, end: int, *, from_zero: bool = False
) -> LinearScale:
    """A scale that shows all of some intervals, of which one at least has an end.

    With `from_zero` it begins at zero where that wastes no more than half of it.
    """
    found = list(intervals)
    ends = [value for one in found for value in one.ends]
    low, high = min(ends), max(ends)
    size = high - low or abs(low) / 10 or Fraction(1)
    down = _OPEN_ROOM if any(one.low is None for one in found) else _ROOM
    up = _OPEN_ROOM if any(one.high is None for one in found) else _ROOM
    bottom, top = low - size * down, high + size * up
    if from_zero and 0 <= low <= high / 2:
        bottom = Fraction(0)
    return LinearScale(bottom, top, Fraction(start), Fraction(end))


def ticks(scale: LinearScale) -> list[Fraction]:
    """Round values along a scale, at least two and about four."""
    size = scale.high - scale.low
    power = Fraction(1)
    while power > size:
        power /= 10
    while power * 10 <= size:
        power *= 10
    steps = [power * part for part in (Fraction(1, 5), Fraction(1, 2), 1, 2, 5)]
    step = next((one for one in steps if size / one <= _TICKS), steps[-1])
    first = -(-scale.low // step)
    found = [step * (first + index) for index in range(_TICKS + 1)]
    return [value for value in found if value <= scale.high]
