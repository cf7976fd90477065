"""Propagation: each constraint narrows the ends of its variables, and every end has a cause.

HC4 on rows and products (Benhamou and others, 1999), over scaled integers rounded outward.
An update must shrink what is known by a least part and each end moves a limited number of
times, so that circles come to rest. What an end came from is not stored but found again:
the latest ends, before it, of the other variables of its constraint (see `trace`).
"""

from collections import deque

from cloudkb.check.solver.indexed_problem import IndexedProblem, Term
from cloudkb.check.solver.scaled import Ends, divided, times

COARSE = 20
"""An update must shrink the interval by 1/20: enough for the look at a whole component."""
FINE = 1000
_MOVES = 15
_FAR = 10**30
"""An end farther out than this tells nobody anything."""
_NEVER = 2
"""What is left out is never queued, nor is what has been told."""

NOTHING: frozenset[int] = frozenset()


class Run:
    """One propagation over an indexed problem: ends, and the trail of events that moved them."""

    def __init__(
        self,
        indexed: IndexedProblem,
        off: frozenset[int] = NOTHING,
        shrink: int = COARSE,
        start: "Run | None" = None,
    ) -> None:
        """Leave out the constraints whose numbers are in `off`, and run until all is quiet.

        `start` is an earlier run that left out these and more: only what is new is told.
        """
        self.indexed = indexed
        self.off = off
        if start is not None:
            self._go_on(start, shrink)
            return
        self.ends = indexed.ends[:]
        self.opens = indexed.opens[:]
        self.latest: list[int] = [-1] * len(self.ends)
        self.sides: list[int] = []
        self.values: list[int] = []
        self.strict: list[bool] = []
        self.causes: list[int] = []
        """Unit times 3, plus which of a product's three variables was narrowed."""
        self.before: list[int] = []
        """The event that was the side's latest before this one."""
        self.clash = -1
        """The variable that is left without a value; -1: none."""
        self.steps = 0
        self.passed_over = False
        """Whether an end was not moved because it was not worth it: a finer run may tell more."""
        self._shrink = shrink
        self._moves = [0] * len(self.ends)
        self._waiting: deque[int] = deque()
        self._queued = bytearray([_NEVER]) * len(indexed.units)
        self._far = _FAR * indexed.scale
        self._start()
        if self.clash < 0:
            self._run()

    def _go_on(self, start: "Run", shrink: int) -> None:
        """Take over all that an earlier run knows, and tell what it left out."""
        self.ends, self.opens, self.latest = start.ends[:], start.opens[:], start.latest[:]
        self.sides, self.values, self.strict = start.sides[:], start.values[:], start.strict[:]
        self.causes, self.before = start.causes[:], start.before[:]
        self.clash, self.steps = start.clash, 0
        self._shrink, self._far = shrink, start._far
        self.passed_over = start.passed_over
        self._moves = [0] * len(self.ends)
        self._waiting = deque()
        self._queued = start._queued[:]
        units = self.indexed.units
        new = [
            unit for place in sorted(start.off - self.off) for unit in self.indexed.units_of[place]
        ]
        for unit in new:
            row = units[unit]
            if row is None or len(row[0]) > 1:
                self._queued[unit] = 1
                self._waiting.append(unit)
        for unit in new:
            row = units[unit]
            if row is not None and len(row[0]) == 1 and self.clash < 0:
                self._point(unit)
        if self.clash < 0:
            self._run()

    def _start(self) -> None:
        """Natural ranges, then rows of one variable, each as often as it tells more."""
        indexed = self.indexed
        for variable in range(len(indexed.names)):
            if self._empty(variable):
                self.clash = variable
                return
        is_off = self.off
        for unit in indexed.points:
            if indexed.constraint_of[unit] in is_off:
                continue
            self._point(unit)
            if self.clash >= 0:
                return
        for unit, row in enumerate(indexed.units):
            if (row is None or len(row[0]) > 1) and indexed.constraint_of[unit] not in is_off:
                self._queued[unit] = 1
                self._waiting.append(unit)

    def _run(self) -> None:
        waiting, queued = self._waiting, self._queued
        units = self.indexed.units
        while waiting:
            unit = waiting.popleft()
            self.steps += 1
            row = units[unit]
            if row is None:
                self._product(unit)
            else:
                self._row(unit, row[0], row[1], row[2])
            queued[unit] = 0
            if self.clash >= 0:
                return

    def _point(self, unit: int) -> None:
        row = self.indexed.units[unit]
        assert row is not None
        ((_, side, factor),), bound, strict = row
        new, rounded = _over(bound, factor)
        self._tighten(side, new, bool(strict) or rounded, unit * 3, True)

    def _row(self, unit: int, terms: tuple[Term, ...], bound: int, strict: int) -> None:
        """From `sum of c * x <= bound` and the least of all the others: the most of each."""
        ends, opens = self.ends, self.opens
        slack = bound
        missing: Term | None = None
        for term in terms:
            end = ends[term[0]]
            if end is None:
                if missing is not None:
                    return
                missing = term
            else:
                slack -= term[2] * end
                if opens[term[0]]:
                    strict += 1
        for term in terms if missing is None else (missing,):
            least, side, factor = term
            left, others = slack, strict
            if missing is None:
                left += factor * ends[least]  # type: ignore[operator]
                others -= opens[least]
            if factor == 1:
                new, rounded = left, False
            elif factor == -1:
                new, rounded = -left, False
            else:
                new, rounded = _over(left, factor)
            old = ends[side]
            if (
                old is None
                or (new < old if side & 1 else new > old)
                or (new == old and (others > 0 or rounded) and not opens[side])
            ):
                self._tighten(side, new, others > 0 or rounded, unit * 3)
                if self.clash >= 0:
                    return

    def _product(self, unit: int) -> None:
        """The result from its factors, then each factor from the result and the other one."""
        result, left, right = self.indexed.products[unit]
        scale = self.indexed.scale
        cause = unit * 3
        found: Ends | None = times(self.known(left), self.known(right), scale)
        if self._meet(result, found, cause):
            return
        if self._meet(left, divided(self.known(result), self.known(right), scale), cause + 1):
            return
        self._meet(right, divided(self.known(result), self.known(left), scale), cause + 2)

    def known(self, variable: int) -> Ends:
        """What is known of a variable now."""
        side = 2 * variable
        ends, opens = self.ends, self.opens
        return ends[side], opens[side], ends[side + 1], opens[side + 1]

    def _meet(self, variable: int, found: Ends | None, cause: int) -> bool:
        if found is None:
            return False
        side = 2 * variable
        low, low_open, high, high_open = found
        if low is not None:
            old = self.ends[side]
            if old is None or low > old or (low == old and low_open and not self.opens[side]):
                self._tighten(side, low, low_open, cause)
        if high is not None and self.clash < 0:
            old = self.ends[side + 1]
            if (
                old is None
                or high < old
                or (high == old and high_open and not self.opens[side + 1])
            ):
                self._tighten(side + 1, high, high_open, cause)
        return self.clash >= 0

    def _tighten(self, side: int, new: int, strict: bool, cause: int, forced: bool = False) -> None:
        """Move an end inward if that is worth it; a side that is forced moves in any case."""
        old, other = self.ends[side], self.ends[side ^ 1]
        beyond = other is not None and (new >= other if side & 1 == 0 else new <= other)
        if forced:
            if old is not None:
                is_more = new < old if side & 1 else new > old
                if not is_more and not (new == old and strict and not self.opens[side]):
                    return
        elif not beyond:
            if self._moves[side] >= _MOVES or not -self._far < new < self._far:
                self.passed_over = True
                return
            if old is not None and new != old:
                width = abs(old) if other is None else abs(other - old)
                if abs(new - old) * self._shrink < width:
                    self.passed_over = True
                    return
            self._moves[side] += 1
        self.before.append(self.latest[side])
        self.latest[side] = len(self.sides)
        self.sides.append(side)
        self.values.append(new)
        self.strict.append(strict)
        self.causes.append(cause)
        self.ends[side] = new
        self.opens[side] = strict
        if beyond and self._empty(side >> 1):
            self.clash = side >> 1
            return
        queued = self._queued
        for unit in self.indexed.watchers[side]:
            if not queued[unit]:
                queued[unit] = 1
                self._waiting.append(unit)

    def _empty(self, variable: int) -> bool:
        low, low_open, high, high_open = self.known(variable)
        if low is None or high is None:
            return False
        return low > high or (low == high and (low_open or high_open))


def _over(bound: int, factor: int) -> tuple[int, bool]:
    """From `factor * x <= bound` the end of x: rounded up, or down for a negative factor."""
    if factor > 0:
        whole, rest = divmod(-bound, factor)
        return -whole, rest != 0
    whole, rest = divmod(bound, factor)
    return whole, rest != 0
