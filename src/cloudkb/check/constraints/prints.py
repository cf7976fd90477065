"""What a print stands for when it may have been cut instead of rounded."""

from fractions import Fraction
from typing import NamedTuple

from cloudkb.interval import Interval
from cloudkb.model import Amount, Change

_HALF = Fraction(1, 2)


class Print(NamedTuple):
    """A figure's interval, the same when it may also have been cut, and if rounding made it."""

    interval: Interval
    wide: Interval | None
    plain: bool


def meaning(figure: Amount | Change, exact: bool = False) -> Print:
    """How much a figure leaves open, and why."""
    interval = figure.interval
    two_sided = interval.is_bounded() and not interval.is_point()
    if exact or not is_rounded(figure):
        return Print(interval, None, two_sided and not exact)
    assert figure.value is not None
    assert figure.unit_step is not None
    return Print(interval, cut(figure.value, figure.unit_step), True)


def is_rounded(figure: object) -> bool:
    """Tell whether a figure is a plain rounded print: no hedge, no range, not counted."""
    return (
        isinstance(figure, Amount | Change)
        and figure.value is not None
        and figure.unit_step is not None
        and not figure.hedges
        and not figure.interval.is_point()
    )


def cut(value: Fraction, step: Fraction) -> Interval:
    """From half a unit nearer to zero to a whole unit farther: rounded or cut."""
    half = step * _HALF
    if value > 0:
        return Interval(value - half, value + step)
    if value < 0:
        return Interval(value - step, value + half)
    return Interval(-step, step)
