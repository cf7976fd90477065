"""Intervals of scaled integers, multiplied and divided, rounded outward.

An integer n stands for n / scale. An end that had to be rounded is strict: what lies beyond
the exact end lies strictly inside the rounded one. So nothing is lost but the last place.
"""

from fractions import Fraction

Ends = tuple[int | None, bool, int | None, bool]
"""Low end, whether it is open, high end, whether it is open; None: unbounded."""


def floor(value: Fraction, scale: int) -> tuple[int, bool]:
    """The scaled integer below a number, and whether it had to be rounded."""
    whole, rest = divmod(value.numerator * scale, value.denominator)
    return whole, rest != 0


def ceiling(value: Fraction, scale: int) -> tuple[int, bool]:
    """The scaled integer above a number, and whether it had to be rounded."""
    whole, rest = divmod(-value.numerator * scale, value.denominator)
    return -whole, rest != 0


def times(one: Ends, other: Ends, scale: int) -> Ends:
    """All products of a number of the one interval and a number of the other."""
    if other[0] is not None and other[0] >= 0:
        return _times_positive(one, other, scale)
    if one[0] is not None and one[0] >= 0:
        return _times_positive(other, one, scale)
    if other[2] is not None and other[2] <= 0:
        return negative(_times_positive(one, negative(other), scale))
    if one[2] is not None and one[2] <= 0:
        return negative(_times_positive(other, negative(one), scale))
    return _times_astride(one, other, scale)


def divided(one: Ends, other: Ends, scale: int) -> Ends | None:
    """All quotients; None when the divisor may be 0."""
    low, low_open, high, high_open = other
    if low is not None and (low > 0 or (low == 0 and low_open)):
        return _over_positive(one, other, scale)
    if high is not None and (high < 0 or (high == 0 and high_open)):
        return _over_positive(negative(one), negative(other), scale)
    return None


def negative(one: Ends) -> Ends:
    """The interval mirrored at 0."""
    low, low_open, high, high_open = one
    return (
        None if high is None else -high,
        high_open,
        None if low is None else -low,
        low_open,
    )


def _times_positive(one: Ends, other: Ends, scale: int) -> Ends:
    """The other holds nothing below 0."""
    low, low_open, high, high_open = one
    least, least_open, most, most_open = other
    assert least is not None
    new_low = new_high = 0 if most == 0 else None
    new_low_open = new_high_open = False
    by, by_open = (most, most_open) if low is None or low < 0 else (least, least_open)
    if low is not None and by is not None:
        new_low, rest = divmod(low * by, scale)
        new_low_open = _corner_open(low, low_open, by, by_open) or rest != 0
    by, by_open = (most, most_open) if high is None or high > 0 else (least, least_open)
    if high is not None and by is not None:
        minus, rest = divmod(-high * by, scale)
        new_high, new_high_open = -minus, _corner_open(high, high_open, by, by_open) or rest != 0
    return new_low, new_low_open, new_high, new_high_open


def _corner_open(one: int, one_open: bool, other: int, other_open: bool) -> bool:
    """A corner is reached when both ends are, or when one of them is a 0 that is reached."""
    if (one == 0 and not one_open) or (other == 0 and not other_open):
        return False
    return one_open or other_open


def _times_astride(one: Ends, other: Ends, scale: int) -> Ends:
    """Both hold numbers on either side of 0."""
    low, low_open, high, high_open = one
    least, least_open, most, most_open = other
    if low is None or high is None or least is None or most is None:
        return None, False, None, False
    lows = ((low * most, low_open or most_open), (high * least, high_open or least_open))
    highs = ((low * least, low_open or least_open), (high * most, high_open or most_open))
    bottom, bottom_open = min(lows)
    top = max(value for value, _ in highs)
    top_open = all(is_open for value, is_open in highs if value == top)
    new_low, rest = divmod(bottom, scale)
    minus, over = divmod(-top, scale)
    return new_low, bottom_open or rest != 0, -minus, top_open or over != 0


def _over_positive(one: Ends, other: Ends, scale: int) -> Ends:
    """The divisor holds nothing but numbers above 0."""
    low, low_open, high, high_open = one
    least, least_open, most, most_open = other
    assert least is not None
    new_low: int | None = None
    new_high: int | None = None
    new_low_open = new_high_open = False
    if low is not None:
        by, by_open = (most, most_open) if low > 0 else (least, least_open)
        if low == 0:
            new_low, new_low_open = 0, low_open
        elif by is None:
            new_low, new_low_open = 0, True
        elif by > 0:
            new_low, rest = divmod(low * scale, by)
            new_low_open = low_open or by_open or rest != 0
    if high is not None:
        by, by_open = (least, least_open) if high > 0 else (most, most_open)
        if high == 0:
            new_high, new_high_open = 0, high_open
        elif by is None:
            new_high, new_high_open = 0, True
        elif by > 0:
            minus, rest = divmod(-high * scale, by)
            new_high, new_high_open = -minus, high_open or by_open or rest != 0
    return new_low, new_low_open, new_high, new_high_open
