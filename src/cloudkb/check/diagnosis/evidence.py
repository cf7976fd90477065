"""How likely it is that a print is wrong as it is, were it the one that is wrong.

A claim is wrong by some slip, or nothing explains it. What is printed is weighed under each: how
often the slip happens, one of how many prints it would have made, and how closely the corrected
print and what all others imply are known, by the size of such figures (what is known closely is
met by chance seldom). The sum over all slips is what the print says of its claim beside other
suspects; the share of one of it is how far that one is to be believed. A wide interval, many
places to try, or two slips that do as well make it small by themselves.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import NamedTuple

from cloudkb.interval import Interval

MOST = 10
"""Doublings of odds beyond which no evidence counts for more."""
ENOUGH = 4
"""How many doublings likelier a slip is than no explanation, where it shows who is wrong."""

USUAL = {
    "missing": Fraction(1, 2),
    "added": Fraction(1, 2),
    "fraction": Fraction(1, 2),
    "separator": Fraction(1, 8),
    "scale": Fraction(3, 2),
    "sign": Fraction(3, 2),
    "other-value": Fraction(4),
    "other-part": Fraction(2),
    "ratio-as-change": Fraction(3),
    "percent": Fraction(6),
    "to date": Fraction(2),
}
"""How often a slip happens to a figure it can happen to, beside two digits swapped or one wrong.

What can happen to few figures happens to each of them the more.
"""
_UNEXPLAINED = Fraction(1, 24)
"""How often none of them does, for an error as large as the figure; the smaller, the more often."""
_EITHER = 4
"""Rows that are the wrong one alike, of which one is told."""
_SMALLEST = Fraction(1, 1000)
"""The size below which errors do not get any more frequent."""
_SMALL = Fraction(1, 8)
"""The size of an error below which it says nothing of who is wrong how small it is."""
_NOTHING = (_UNEXPLAINED / _SMALL) ** 2
"""What is set beside the square of a likelihood: that of a small error that nothing explains."""
_WIDEST = Fraction(3, 2)
"""How wide something may be, of its size, and still be measured by that."""
_UNIT = 2**32
"""Likelihoods are kept in whole parts of so many."""
_ONE = Fraction(1)


class Correction(NamedTuple):
    """What would have to be printed, or what is printed in another's place."""

    kind: str
    text: str
    """Of it in a sentence: `437亿元 is one digit away`."""
    meaning: Interval
    """What the corrected print stands for; of a wrong row what is known of that row."""
    among: int = 1
    """How many prints a slip of its kind makes of what is right."""
    value: Fraction | None = None
    """The number that would be printed."""
    spread: Fraction | None = None
    """Of something else, how far its like lie apart; None: as far as figures of its size."""
    elsewhere: bool = False
    """True where nothing is corrected: the print is what is known of something else, `meaning`."""
    exact: bool = False
    """True where the printed figures around it make it as they stand, without their roundings."""


class Weighed(NamedTuple):
    """What makes of a claim's print what it is, if it is wrong."""

    best: Correction | None
    """The slip to be believed first; None where none fits."""
    share: Fraction
    """How far it is to be believed, if the claim is wrong: from 0 to 1."""
    weight: int
    """How much likelier it is than no explanation, in doublings."""
    likely: int
    """How likely the print is, in half doublings; only the difference to others says something."""


Far = Callable[[Interval], int]
"""How far a number would be from its like, in half doublings."""
Fits = Callable[[Interval], bool]
"""Tells whether a meaning (in the figure's own units) can be true with all the rest."""


def weigh(
    own: Interval,
    implied: Interval,
    corrections: Iterable[Correction],
    fits: Fits,
    far: Far,
    usual: Fraction | None,
    size: Fraction,
) -> Weighed:
    """What explains a print best, and how likely all that may explain it make it.

    `own` is what the print stands for, `implied` what all others leave for it, `size` how far it
    is off, of its own size. How closely something is known is measured against `usual`, the size
    of such figures; None: against itself. A correction that is farther from its like than that
    has to be is less likely.
    """
    nearest = far(implied)
    likely: dict[tuple[object, ...], int] = defaultdict(int)
    first: dict[tuple[object, ...], tuple[int, Correction]] = {}
    for one in corrections:
        if one.elsewhere:
            if not own.meets(one.meaning):
                continue
        elif not fits(one.meaning):
            continue
        found = _likelihood(own, implied, one, usual)
        if not one.elsewhere:
            farther = far(one.meaning) - nearest
            if farther > 0:
                found /= 2**farther
            if one.value is not None and not fits(Interval(one.value, one.value)):
                # a number that only its rounding brings inside is a little less likely
                found /= 2
        parts = int(found * _UNIT)
        same = _same(one)
        likely[same] += parts
        if same not in first or parts > first[same][0]:
            first[same] = parts, one
    unlikely = int(_UNEXPLAINED / max(size, _SMALLEST) * _UNIT)
    total = sum(likely.values()) + unlikely
    if not likely:
        return Weighed(None, Fraction(0), -MOST, unexplained(size))
    best = max(likely, key=lambda same: (likely[same], first[same][0]))
    # where many rows would do alike, none of them is told
    share = min(likely[best], _EITHER * first[best][0])
    weight = doublings(Fraction(share), Fraction(unlikely))
    chance = Fraction(total, _UNIT)
    # what any error would do as well says nothing
    halves = doublings(chance * chance, _NOTHING) if weight >= ENOUGH else unexplained(size)
    return Weighed(first[best][1], Fraction(share, total), weight, halves)


def unexplained(size: Fraction) -> int:
    """How likely a print is that nothing explains, in half doublings; zero for small errors."""
    return -2 * doublings(max(size, _SMALL), _SMALL)


def _same(one: Correction) -> tuple[object, ...]:
    """What corrections have in common that come to the same: the number, or a wrong row."""
    if one.elsewhere:
        return (one.kind == "percent",)
    return (one.kind, one.text) if one.value is None else ("", one.value)


def _likelihood(
    own: Interval, implied: Interval, one: Correction, usual: Fraction | None
) -> Fraction:
    """How likely the print is by a slip, over what is right."""
    size = _middle(own if one.elsewhere else one.meaning) if usual is None else usual
    if one.spread is not None:
        size = min(size, 2 * one.spread)
    left = own if one.elsewhere else implied
    is_itself = usual is None and not one.elsewhere
    wide = Fraction(0) if one.exact else _relative(left, size, further=is_itself)
    wide += _relative(one.meaning, size, further=False)
    often = USUAL.get(one.kind, _ONE)
    return often / (one.among * max(wide, Fraction(1, _UNIT)))


def _middle(one: Interval) -> Fraction:
    return abs(sum(one.ends, Fraction(0)) / len(one.ends)) if one.ends else Fraction(0)


def _relative(one: Interval, size: Fraction, *, further: bool) -> Fraction:
    """How wide an interval is, of the size of what it is about.

    Wider than that all is alike; or, where it goes on `further`, it grows by the doublings. Of
    one without an upper end that is how far the size lies beyond the lower one.
    """
    if not size:
        return _WIDEST
    low, high = one.low, one.high
    if low is not None and high is not None:
        wide = (high - low) / size
        beyond = doublings(wide, _WIDEST) if wide > _WIDEST else 0
        return wide if wide <= _WIDEST else _WIDEST + further * beyond
    known = low if high is None else high
    if not further or known is None or known <= 0:
        return _WIDEST
    return _WIDEST + max(0, doublings(size, known) if high is None else doublings(known, size))


def doublings(upper: Fraction, lower: Fraction) -> int:
    """How often one has to be doubled to make the other, rounded down."""
    if upper <= 0:
        return -MOST * MOST
    if lower <= 0:
        return MOST * MOST
    ratio = upper / lower
    count = ratio.numerator.bit_length() - ratio.denominator.bit_length()
    power = Fraction(2) ** count
    return max(-MOST * MOST, min(MOST * MOST, count if ratio >= power else count - 1))
