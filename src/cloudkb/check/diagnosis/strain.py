"""How bad a conflict is: whether cut prints explain it, and how far roundings must stretch."""

from collections.abc import Callable
from fractions import Fraction

from cloudkb.check.solver.alternatives import contradiction
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.minimal_conflict import SHRINKS
from cloudkb.check.solver.problem import Row, System, Work
from cloudkb.interval import Interval

_FINEST = 1000
"""Strain is told to 1/1000."""
_MOST = 2**40
"""Beyond this factor no rounding is meant: the strain is told as this."""


def is_rounding(core: System, work: Work) -> bool:
    """Tell whether the conflict vanishes when every plain print may also have been cut."""
    if all(row.wide is None for row in core.rows):
        return False
    return _holds(core, lambda row: row.interval if row.wide is None else row.wide, work)


def strain(core: System, work: Work) -> Fraction | None:
    """The least factor for all plain intervals at which the conflict vanishes, to 1/1000.

    None when none helps; factors above 2 to the 40 are told as that.
    """
    if not any(_can_stretch(row) for row in core.rows):
        return None
    if not _holds(core, lambda row: Interval() if _can_stretch(row) else row.interval, work):
        return None
    above = 2
    while not _holds(core, _stretched(Fraction(above)), work):
        if above >= _MOST:
            return Fraction(_MOST)
        above *= 2
    low, high = above // 2 * _FINEST, above * _FINEST
    while high - low > 1:
        middle = (low + high) // 2
        if _holds(core, _stretched(Fraction(middle, _FINEST)), work):
            high = middle
        else:
            low = middle
    return Fraction(high, _FINEST)


def _can_stretch(row: Row) -> bool:
    return row.plain and row.interval.low is not None and row.interval.high is not None


def _stretched(factor: Fraction) -> Callable[[Row], Interval]:
    def interval(row: Row) -> Interval:
        low, high = row.interval.low, row.interval.high
        if not row.plain or low is None or high is None:
            return row.interval
        more = (high - low) / 2 * (factor - 1)
        return row.interval._replace(low=low - more, high=high + more)

    return interval


def _holds(core: System, interval: Callable[[Row], Interval], work: Work) -> bool:
    rows = tuple(row._replace(interval=interval(row)) for row in core.rows)
    return contradiction(IndexedProblem(core._replace(rows=rows)), work, shrinks=SHRINKS) is None
