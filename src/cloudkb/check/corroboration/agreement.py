"""When what others print or imply agrees with a claim, and is not too wide to say so.

It does where it lies in the claim, or meets it and reaches with it no farther than three times
the claim, or 1 % of its value to both sides, whichever is more: a print with more digits is
never worse off than the same with fewer. Two prints of one number agree, however coarse (10亿,
1 billion), and so do two of one line (at least 500, more than 500, 500多).
"""

from fractions import Fraction

from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Figure

_WIDEST = 3
"""How many times as wide as a claim's interval one may be that holds it."""
_NEAR = Fraction(2, 100)
"""And how wide, as a share of what a claim says: 1 % to both sides."""


def agrees(leaves: Interval, row: Row) -> bool:
    """Tell whether an interval lies in a claim's, or meets it and reaches not much farther."""
    own = row.interval
    if leaves.is_empty():
        return False
    if own.encloses(leaves):
        return True
    low, high = own.low, own.high
    if low is None or high is None or leaves.low is None or leaves.high is None:
        return False
    if not leaves.meets(own):
        return False
    return max(high, leaves.high) - min(low, leaves.low) <= widest(row, low, high)


def widest(row: Row, low: Fraction, high: Fraction) -> Fraction:
    """How wide may be what holds a claim, or meets it, the claim included."""
    said = {"print": low + high, "gap": low + high, "growth": low + high - 2}.get(kind(row).number)
    near = Fraction(0) if said is None else abs(said) / 2 * _NEAR
    return max(_WIDEST * (high - low), near)


def same_print(one: Figure, other: Figure) -> bool:
    """Tell whether two figures print one number, or one line; units and digits aside."""
    if isinstance(one, Change) and isinstance(other, Change):
        if one.change_unit != other.change_unit or (one.rate, one.until) != (
            other.rate,
            other.until,
        ):
            return False
    elif not isinstance(one, Amount) or not isinstance(other, Amount):
        return False
    line = _line(one)
    if line is not None or _line(other) is not None:
        return line == _line(other)
    about = one.hedges, other.hedges
    return one.value is not None and one.value == other.value and set(about) <= {(), ("about",)}


def _line(figure: Amount | Change) -> tuple[str, Fraction] | None:
    """What a figure lies above or below, where it says no more: at least 500, 500多."""
    low, high = figure.interval.low, figure.interval.high
    if (low is None) != (high is None) and figure.value is not None:
        return ("below" if low is None else "above"), figure.value
    is_more = figure.form == "range" and figure.interval.high_open and not figure.interval.low_open
    return ("above", low) if is_more and low is not None and high is not None else None
