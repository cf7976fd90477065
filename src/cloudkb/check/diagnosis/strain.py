"""How bad a conflict is: whether cut prints explain it, and how far roundings must stretch."""

from collections.abc import Callable
from fractions import Fraction

from cloudkb.check.solver.alternatives import contradiction
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.minimal_conflict import SHRINKS
from cloudkb.check.solver.problem import Case, Clash, Row, Sum, System, Work
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


def strain(core: System, cases: tuple[Case, ...], work: Work) -> Fraction | None:
    """The least factor for all plain intervals at which the conflict vanishes, to 1/1000.

    `cases` prove it as it stands. None when none helps; factors above 2 to the 40 are told as
    that.
    """
    if not any(_can_stretch(row) for row in core.rows):
        return None
    low, high = _around(core, cases, work)
    if high is None:
        if not _holds(core, lambda row: Interval() if _can_stretch(row) else row.interval, work):
            return None
        high = 2 * low
        while not _holds(core, _stretched(high), work):
            if high >= _MOST * _FINEST:
                return Fraction(_MOST)
            low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _holds(core, _stretched(middle), work):
            high = middle
        else:
            low = middle
    return Fraction(min(high, _MOST * _FINEST), _FINEST)


def _around(core: System, cases: tuple[Case, ...], work: Work) -> tuple[int, int | None]:
    """A factor that does not help and one that does, in 1/1000; None: not found.

    What a proof is short of shrinks evenly as rows are stretched, for as long as the proof
    takes the same way: two of them point to where it ends.
    """
    low, short = _FINEST, _short(cases)
    further = _FINEST + 1
    while short is not None:
        found = _refuted(core, _stretched(further), work)
        if found is None:
            return low, further
        step, before, short = further - low, short, _short(found)
        low = further
        if short is None or short >= before:
            break
        further += max(1, -int(-short * step // (before - short)) - 1)
        if further > _MOST * _FINEST:
            break
    return low, None


def _short(cases: tuple[Case, ...]) -> Fraction | None:
    """By how much the only proof misses; None where that is not told by a sum or two ends."""
    if len(cases) != 1:
        return None
    end = cases[0].proof.end
    if isinstance(end, Sum):
        return -end.total
    if isinstance(end, Clash):
        both = [one.interval for one in end.known]
        lows = [one.low for one in both if one.low is not None]
        highs = [one.high for one in both if one.high is not None]
        return max(lows) - min(highs) if lows and highs else None
    return None


def _can_stretch(row: Row) -> bool:
    return row.plain and row.interval.low is not None and row.interval.high is not None


def _stretched(factor: int) -> Callable[[Row], Interval]:
    """What a row becomes, its factor given in 1/1000."""

    def interval(row: Row) -> Interval:
        low, high = row.interval.low, row.interval.high
        if not row.plain or low is None or high is None:
            return row.interval
        more = (high - low) * (factor - _FINEST) / (2 * _FINEST)
        return row.interval._replace(low=low - more, high=high + more)

    return interval


def _refuted(
    core: System,
    interval: Callable[[Row], Interval],
    work: Work,
    shrinks: tuple[int, ...] = SHRINKS,
) -> tuple[Case, ...] | None:
    rows = tuple(row._replace(interval=interval(row)) for row in core.rows)
    return contradiction(IndexedProblem(core._replace(rows=rows)), work, shrinks=shrinks)


def _holds(core: System, interval: Callable[[Row], Interval], work: Work) -> bool:
    # nobody reads the proof: the finest run is the only one
    return _refuted(core, interval, work, SHRINKS[-1:]) is None
