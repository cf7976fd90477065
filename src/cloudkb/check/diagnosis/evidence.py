"""How strongly a correction that fits tells that its print is the wrong one.

Of the corrections a print has, one may meet by chance what the others imply: the nearer it lies
to the print and the wider what is implied, the likelier. Where errors are of all sizes alike
(log-uniform), a correction at distance e meets an interval of width w by chance in the order of
w / e; one of n corrections is the right one in 1 / n. Their ratio, in doublings of odds, is what
a slip weighs: a good deal when three digits are moved by a place of ten, nothing when one of two
digits is changed.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from cloudkb.interval import Interval

MOST = 10
"""Doublings of odds beyond which no evidence counts for more."""
ENOUGH = 2
"""What a slip has to weigh to be told where something else may be wrong."""
SURE = 2
"""What one weighs at least that is the only one of its kind."""

_SLIPS = 8
"""How much likelier a slip of some kind is than an error that no slip explains, over chance."""
_ONE = Fraction(1)
_UNSURE = 4
"""So much less tells a neighbour where what the others leave for the print itself has no end."""
_APART = Fraction(1, 4)
"""How far neighbours lie apart, of their size."""


class Correction(NamedTuple):
    """What would have to be printed, or what is printed in another's place."""

    kind: str
    text: str
    """Of it in a sentence: `437亿元 is one digit away`."""
    meaning: Interval
    """What the corrected print stands for; of a wrong row what is known of that row."""
    among: int = 1
    """How many corrections of its kind the print has."""
    value: Fraction | None = None
    """The number that would be printed."""
    sure: bool = False
    """True where it is the only one of its kind: it tells however wide what it meets is."""
    spread: Fraction | None = None
    """Of something else, how far its like lie apart; None: a quarter of the print."""
    elsewhere: bool = False
    """True where nothing is corrected: the print is what is known of something else, `meaning`."""
    exact: bool = False
    """True where the printed figures around it make it as they stand, without their roundings."""


Far = Callable[[Interval], int]
"""How far a number would be from its like, in half doublings."""
Fits = Callable[[Interval], bool]
"""Tells whether a meaning (in the figure's own units) can be true with all the rest."""


def best(
    own: Interval, implied: Interval, corrections: Iterable[Correction], fits: Fits, far: Far
) -> tuple[Correction, int] | None:
    """The correction that weighs most of those that fit, and its weight; the first of equals.

    `own` is what the print stands for, `implied` what all others leave for it. One that is
    farther from its like than that has to be weighs less.
    """
    nearest = far(implied)
    found: tuple[Correction, int] | None = None
    for one in corrections:
        weight = _weight(own, implied, one, fits)
        if weight is None:
            continue
        if one.sure:
            weight = max(weight, SURE)
        if not one.elsewhere:
            weight += nearest - far(one.meaning)
        if found is None or weight > found[1]:
            found = one, weight
    return found


def _weight(own: Interval, implied: Interval, one: Correction, fits: Fits) -> int | None:
    """What a correction weighs; None where it does not fit."""
    if one.elsewhere:
        return beside(own, implied, one)
    if not fits(one.meaning):
        return None
    # a number that only its rounding brings inside is a little less likely
    centred = one.value is None or fits(Interval(one.value, one.value))
    return weighed(own, implied, one) - (not centred)


def weighed(own: Interval, implied: Interval, one: Correction) -> int:
    """What a correction weighs, in doublings of odds; below zero: it tells nothing."""
    away = abs(_middle(one.meaning) - _middle(own))
    width = _width(one.meaning)
    left = Fraction(0) if one.exact else _width(implied)
    if width is None:
        return -MOST
    if left is None:
        # on that side of the print nearly all corrections fit
        return doublings(_ONE, 2 * Fraction(one.among))
    return doublings(_SLIPS * away, one.among * (width + left))


def beside(own: Interval, implied: Interval, one: Correction) -> int | None:
    """What it weighs that a print is what is known of something else; None where it is not.

    By chance that happens in the order of both their widths over the distance to the truth.
    """
    if not own.meets(one.meaning):
        return None
    away, width, known = own.gap(implied), _width(own), _width(one.meaning)
    if not away or width is None or known is None:
        return -MOST
    # neighbours are alike: a right print may be near another one by chance
    spread = abs(_middle(own)) * _APART if one.spread is None else one.spread
    if _width(implied) is None:
        away /= _UNSURE
    return doublings(_SLIPS * min(away, spread), one.among * (width + known))


def doublings(upper: Fraction, lower: Fraction) -> int:
    """How often one has to be doubled to make the other, rounded down, at most `MOST`."""
    if upper <= 0:
        return -MOST
    if lower <= 0:
        return MOST
    ratio = upper / lower
    count = ratio.numerator.bit_length() - ratio.denominator.bit_length()
    power = Fraction(2) ** count
    return max(-MOST, min(MOST, count if ratio >= power else count - 1))


def _middle(one: Interval) -> Fraction:
    return sum(one.ends, Fraction(0)) / len(one.ends) if one.ends else Fraction(0)


def _width(one: Interval) -> Fraction | None:
    return None if one.low is None or one.high is None else one.high - one.low
