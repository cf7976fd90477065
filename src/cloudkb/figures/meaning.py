"""What each print stands for: the table of the format, as arithmetic on exact rationals.

The bounds are what the words commit to, and no more: a truth that was printed
honestly always lies inside.
"""

from fractions import Fraction
from typing import NamedTuple

from cloudkb.interval import Interval

NEARLY = Fraction(8, 10)
"""近, nearly: down to this share of the figure."""
ABOUT_UNITS = 3
"""约, about: up to this many half-units each way ..."""
ABOUT_SHARE = Fraction(15, 100)
"""... but no more than this share of the figure (and never less than one half-unit)."""
PART_MARGIN = Fraction(5, 100)
"""三成, 一半, 三分之一: five points each way."""
EXACT_BELOW = 1000
"""Whole counts below it are counted, not rounded, when no hedge stands with them."""


class RatioUnit(NamedTuple):
    """What a unit of ratios multiplies its number by, and how it is spelled canonically."""

    factor: Fraction
    spelling: str
    points: bool = False
    """A difference of ratios, never a ratio."""
    told: tuple[str, str] = ("", "")
    """What stands behind a number told in it, in Chinese and in English; nothing: in percent."""
    every_digit: bool = False
    """Zeros at the end count, too: 30% is 29.5 to 30.5 %."""


UNITS = {
    "percent": RatioUnit(Fraction(1, 100), "%", told=("%", "%"), every_digit=True),
    "permille": RatioUnit(Fraction(1, 1000), "‰", told=("‰", "‰"), every_digit=True),
    "permyriad": RatioUnit(Fraction(1, 10000), "‱", told=("‱", "‱"), every_digit=True),
    "points": RatioUnit(
        Fraction(1, 100), "pp", points=True, told=(" points", " points"), every_digit=True
    ),
    "basis points": RatioUnit(
        Fraction(1, 10000),
        "bp",
        points=True,
        told=(" basis points", " basis points"),
        every_digit=True,
    ),
    "tenths": RatioUnit(Fraction(1, 10), "成"),
    "times": RatioUnit(Fraction(1), "倍", told=("倍", " times")),
    "fold": RatioUnit(Fraction(1), "-fold"),
    "discount": RatioUnit(Fraction(1, 10), "折"),
}
"""By the name of the token (`unit: percent` in the table of words)."""

_ONE = Fraction(1, 100)
DIGITS = {
    "single digits": Interval(Fraction(0), 10 * _ONE, True, True),
    "low single digits": Interval(_ONE, 4 * _ONE, False, True),
    "mid single digits": Interval(4 * _ONE, 7 * _ONE, False, True),
    "high single digits": Interval(7 * _ONE, 10 * _ONE, False, True),
    "low to mid single digits": Interval(_ONE, 7 * _ONE, False, True),
    "mid to high single digits": Interval(4 * _ONE, 10 * _ONE, False, True),
    "double digits": Interval(10 * _ONE, Fraction(1), False, True),
    "low double digits": Interval(10 * _ONE, 20 * _ONE, False, True),
    "low teens": Interval(11 * _ONE, 13 * _ONE),
    "mid teens": Interval(14 * _ONE, 16 * _ONE),
    "high teens": Interval(17 * _ONE, 19 * _ONE),
    "triple digits": Interval(Fraction(1), Fraction(10), False, True),
}
"""What digit words stand for, as percentages, by the name of the token (`digits: low teens`)."""
COUNTED_DIGITS = {"single digits": (1, 9), "double digits": (10, 99), "triple digits": (100, 999)}
"""What they stand for where something is counted: 两位数台."""
FLAT = {"flat": Fraction(1, 100), "roughly flat": Fraction(2, 100)}
"""How far a figure that is told to be flat may have moved, as a share of it."""


def multiple_margin(factor: Fraction) -> Fraction:
    """How far from its factor a multiple in words may lie: 5 % of it, at most a tenth."""
    return min(factor / 20, Fraction(1, 10))


LOWER = ("over", "strictly over", "at least")
UPPER = ("under", "at most")


class Mark(NamedTuple):
    """One end of what is printed, in base units: the figure and half a unit of its last digit."""

    figure: Fraction
    half: Fraction = Fraction(0)
    open: bool = False


def stands_for(low: Mark, high: Mark, hedges: tuple[str, ...]) -> Interval:
    """The interval of a print between two ends (the same one twice for a single figure)."""
    rough = "about" in hedges or "nearly" in hedges
    if rough:
        inner = _approximate(low, high, hedges)
        if len(hedges) == 1:
            return inner
    elif not hedges:
        return Interval(low.figure - low.half, high.figure + high.half, low.open, high.open)
    for bound in hedges:
        if bound in LOWER:
            if rough:
                return Interval(inner.low, None, inner.low_open, False)
            return Interval(low.figure, None, bound == "strictly over", False)
        if bound == "at most":
            if rough:
                return Interval(None, inner.high, False, inner.high_open)
            return Interval(None, high.figure + high.half, False, high.open)
        if bound == "under":
            return Interval(None, inner.high if rough else high.figure, False, True)
    return inner


def _approximate(low: Mark, high: Mark, hedges: tuple[str, ...]) -> Interval:
    least, most = low.figure, high.figure
    if "about" in hedges:
        below = _width(low)
        above = below if high is low else _width(high)
        about = Interval(least - below, most + above, low.open, high.open)
        if "nearly" not in hedges:
            return about
    nearly = Interval(
        least * NEARLY if least > 0 else least, most if most > 0 else most * NEARLY, True, True
    )
    if "about" not in hedges:
        return nearly
    # both words stand there: whatever either of them allows
    return Interval(min(nearly.low, about.low), max(nearly.high, about.high), True, False)  # type: ignore[type-var]


def _width(end: Mark) -> Fraction:
    rough = ABOUT_SHARE * abs(end.figure)
    if rough <= end.half:
        return end.half
    units = ABOUT_UNITS * end.half
    return units if units < rough else rough
