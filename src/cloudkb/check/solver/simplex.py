"""An exact simplex that says why: a point inside all bounds, or the bounds that exclude one.

After Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)" (CAV 2006): every
column has two ends, a line is a further column that is basic at first, and a basic column that
cannot be brought inside its ends names the ends that hold it outside (Farkas). Open ends are
pairs (value, multiple of an infinitesimal).

All arithmetic is on whole numbers. A column is counted in units so small that its ends are
whole; a tableau row is `denominator * basic = sum(factor * nonbasic)`, kept free of common
factors. Lines join one by one, so that those the point satisfies anyhow cost nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from cloudkb.check.solver.problem import Rational
from cloudkb.interval import Interval

ZERO = Fraction(0)
ColumnTerms = Sequence[tuple[int, Rational]]
DeltaRational = tuple[Fraction, Fraction]
"""A value and its multiple of the infinitesimal."""


class SpentError(Exception):
    """The budget is used up; nothing is known."""


class ProgramLine(NamedTuple):
    """A sum of columns lies in an interval."""

    terms: ColumnTerms
    interval: Interval


class Program(NamedTuple):
    """Columns between ends, and lines over them."""

    columns: Sequence[Interval]
    lines: Sequence[ProgramLine]
    magnitude: float = 0.0
    """Of all columns, when they are of one kind; 0 when each has its own."""


def _whole(end: Rational, unit: int) -> int:
    """An end in units of which its denominator is a part: the product is whole."""
    return end.numerator * (unit // end.denominator)


class Limit(NamedTuple):
    """What bounds the objective: its value, and the ends it rests on with their weights."""

    value: Fraction
    shade: int
    """The sign of the infinitesimal beside the value; not 0 when it is only approached."""
    weights: Mapping[int, Fraction]


class Simplex:
    """Columns between ends, and lines over them; nonbasic columns always lie inside."""

    def __init__(self, columns: Iterable[Interval], budget: int) -> None:
        """Start with all columns nonbasic, each in the middle of its ends or at one of them.

        `budget` counts the entries of rows that pivots touch, and what else takes as long.
        """
        self.budget = budget
        self._unit: list[int] = []
        self._low: list[tuple[int, int] | None] = []
        self._high: list[tuple[int, int] | None] = []
        self._value: list[int] = []
        self._shade: list[int] = []
        self._uses: list[set[int]] = []
        self._rows: dict[int, dict[int, int]] = {}
        self._denominator: dict[int, int] = {}
        self._moved: set[int] = set()
        """Basic columns that may be outside their ends."""
        for interval in columns:
            column = self._column(interval, 2)
            self._value[column], self._shade[column] = self._start(column)

    def _column(self, interval: Interval, parts: int) -> int:
        low, high = interval.low, interval.high
        unit = parts * lcm(
            1 if low is None else low.denominator, 1 if high is None else high.denominator
        )
        self._unit.append(unit)
        self._low.append(None if low is None else (_whole(low, unit), int(interval.low_open)))
        self._high.append(None if high is None else (_whole(high, unit), -int(interval.high_open)))
        self._value.append(0)
        self._shade.append(0)
        self._uses.append(set())
        return len(self._unit) - 1

    def _start(self, column: int) -> tuple[int, int]:
        low, high = self._low[column], self._high[column]
        if low is not None and high is not None:
            return low if low[0] == high[0] else ((low[0] + high[0]) // 2, 0)
        return low or high or (0, 0)

    def value(self, column: int) -> tuple[Fraction, Fraction]:
        """Where a column stands: a number, and its multiple of the infinitesimal."""
        unit = self._unit[column] * self._denominator.get(column, 1)
        shade = self._shade[column]
        return Fraction(self._value[column], unit), Fraction(shade, unit) if shade else ZERO

    def counted(self, column: int) -> tuple[int, int, int]:
        """Where a column stands, in whole numbers: value and infinitesimal, of so many in one."""
        unit = self._unit[column] * self._denominator.get(column, 1)
        return self._value[column], self._shade[column], unit

    def add(self, terms: ColumnTerms, interval: Interval) -> int:
        """Let a line join; returns the column that stands for its sum."""
        parts = [
            (column, factor, self._unit[column] * self._denominator.get(column, 1))
            for column, factor in terms
        ]
        common = lcm(*(factor.denominator * unit for _, factor, unit in parts))
        row: dict[int, int] = {}
        for column, factor, unit in parts:
            scaled = factor.numerator * (common // (factor.denominator * unit))
            basic = self._rows.get(column)
            if basic is None:
                row[column] = row.get(column, 0) + scaled
                continue
            for other, inner in basic.items():
                row[other] = row.get(other, 0) + scaled * inner
        line = self._column(interval, 1)
        unit = self._unit[line]
        row = {column: factor * unit for column, factor in row.items() if factor}
        shared = gcd(common, *row.values())
        if shared != 1:
            row = {column: factor // shared for column, factor in row.items()}
        self._rows[line] = row
        self._denominator[line] = common // shared
        self._value[line] = sum(factor * self._value[c] for c, factor in row.items())
        self._shade[line] = sum(factor * self._shade[c] for c, factor in row.items())
        self._moved.add(line)
        for column in row:
            self._uses[column].add(line)
        return line

    # --- feasibility ---------------------------------------------------------------------

    def repair(self) -> dict[int, Fraction] | None:
        """Bring all columns inside their ends; None when done, else why it cannot be.

        The answer gives weights of columns whose sum is 0, though it would have to be less: a
        positive weight uses a column's high end, a negative one its low end. Raises
        `SpentError`. Greedy at first, then by Bland's rule, so that it always ends.
        """
        patience = 2 * (len(self._rows) + 20)
        while True:
            patience -= 1
            wrong = self._outside(greedy=patience > 0)
            if wrong is None:
                return None
            basic, upwards = wrong
            entering = self._helper(basic, upwards, greedy=patience > 0)
            if entering is None:
                return self._reason(basic, upwards)
            target = self._low[basic] if upwards else self._high[basic]
            assert target is not None
            self._pivot(basic, entering, target)

    def _outside(self, greedy: bool) -> tuple[int, bool] | None:
        """A basic column outside its ends, and whether it must rise."""
        self.spend(len(self._moved) // 4)
        best: tuple[int, bool] | None = None
        rank = (0, 0)
        for basic in tuple(self._moved):
            rises = self._must_rise(basic) if basic in self._rows else None
            if rises is None:
                self._moved.discard(basic)
                continue
            mine = (len(self._rows[basic]) if greedy else 0, basic)
            if best is None or mine < rank:
                best, rank = (basic, rises), mine
        return best

    def _must_rise(self, basic: int) -> bool | None:
        """Whether a basic column is below its low end; None when it is inside its ends."""
        denominator, value = self._denominator[basic], self._value[basic]
        low, high = self._low[basic], self._high[basic]
        if low is not None:
            gap = value - low[0] * denominator
            if gap < 0 or (gap == 0 and self._shade[basic] < low[1] * denominator):
                return True
        if high is not None:
            gap = value - high[0] * denominator
            if gap > 0 or (gap == 0 and self._shade[basic] > high[1] * denominator):
                return False
        return None

    def _can_move(self, column: int, upwards: bool) -> bool:
        end = self._high[column] if upwards else self._low[column]
        if end is None:
            return True
        here = (self._value[column], self._shade[column])
        return here < end if upwards else here > end

    def _helper(self, basic: int, upwards: bool, greedy: bool) -> int | None:
        """A nonbasic column that can move the basic one the right way.

        Greedy: one that few rows use, so that little fills up, and that has a short factor.
        """
        best: int | None = None
        rank = (0, 0, 0)
        for column, factor in self._rows[basic].items():
            mine = (0, 0, column)
            if greedy:
                mine = (len(self._uses[column]), factor.bit_length(), column)
            if (best is None or mine < rank) and self._can_move(column, (factor > 0) == upwards):
                best, rank = column, mine
        return best

    def _reason(self, basic: int, upwards: bool) -> dict[int, Fraction]:
        sign = 1 if upwards else -1
        unit = self._denominator[basic] * self._unit[basic]
        weights = {
            column: Fraction(sign * factor * self._unit[column], unit)
            for column, factor in self._rows[basic].items()
        }
        weights[basic] = Fraction(-sign)
        return weights

    def spend(self, steps: int) -> None:
        """Count steps against the budget."""
        self.budget -= steps
        if self.budget < 0:
            raise SpentError

    # --- moving --------------------------------------------------------------------------

    def _pivot(self, basic: int, entering: int, target: tuple[int, int]) -> None:
        """Swap two columns; the one that leaves the basis goes to `target`."""
        row = self._rows.pop(basic)
        self.spend(len(row))
        denominator = self._denominator.pop(basic)
        factor = row.pop(entering)
        uses = self._uses[entering]
        uses.discard(basic)
        for column in row:
            self._uses[column].discard(basic)
        sign = 1 if factor > 0 else -1
        old = (self._value[entering], self._shade[entering])
        new = (
            sign * (denominator * target[0] - self._value[basic] + factor * old[0]),
            sign * (denominator * target[1] - self._shade[basic] + factor * old[1]),
        )
        fresh = {column: -sign * inner for column, inner in row.items()}
        fresh[basic] = sign * denominator
        self._value[basic], self._shade[basic] = target
        self._value[entering], self._shade[entering] = new
        for other in uses:
            self._substitute(other, entering, fresh, abs(factor), old, new)
        self._moved.update(uses)
        self._moved.add(entering)
        self._rows[entering] = fresh
        self._denominator[entering] = abs(factor)
        for column in fresh:
            self._uses[column].add(entering)
        self._uses[entering] = set()

    def _substitute(
        self,
        basic: int,
        entering: int,
        fresh: Mapping[int, int],
        denominator: int,
        old: tuple[int, int],
        new: tuple[int, int],
    ) -> None:
        """Write one row in terms of the columns that are nonbasic now."""
        row = self._rows[basic]
        self.spend(len(row) + len(fresh))
        factor = row.pop(entering)
        value = self._value[basic] - factor * old[0]
        shade = self._shade[basic] - factor * old[1]
        common = gcd(factor, denominator)
        times, factor = denominator // common, factor // common
        if times != 1:
            row = {column: inner * times for column, inner in row.items()}
            self._rows[basic] = row
        for column, inner in fresh.items():
            here = row.get(column)
            if here is None:
                row[column] = factor * inner
                self._uses[column].add(basic)
            else:
                here += factor * inner
                if here:
                    row[column] = here
                else:
                    del row[column]
                    self._uses[column].discard(basic)
        value = value * times + factor * new[0]
        shade = shade * times + factor * new[1]
        whole = self._denominator[basic] * times
        common = gcd(whole, *row.values()) if whole != 1 else 1
        if common != 1:
            for column in row:
                row[column] //= common
            value, shade, whole = value // common, shade // common, whole // common
        self._value[basic], self._shade[basic] = value, shade
        self._denominator[basic] = whole

    # --- climbing; only where `repair` has found a point ---------------------------------

    def objective(self, terms: ColumnTerms) -> int:
        """Let a sum without ends join, to be climbed."""
        return self.add(terms, Interval())

    def climb(self, objective: int) -> Limit | None:
        """The greatest value of the objective; None when it has none. Raises `SpentError`."""
        patience = 2 * (len(self._rows) + 20)
        while True:
            patience -= 1
            step = self._step(objective, greedy=patience > 0)
            if step is None:
                return self._limit(objective)
            entering, upwards = step
            blocking, room = self._room(entering, upwards)
            if room is None:
                return None
            if blocking == entering:
                self._flip(entering, upwards)
                continue
            rises = (self._rows[blocking][entering] > 0) == upwards
            target = self._high[blocking] if rises else self._low[blocking]
            assert target is not None
            self._pivot(blocking, entering, target)

    def _limit(self, objective: int) -> Limit:
        value, shade = self.value(objective)
        unit = self._denominator[objective] * self._unit[objective]
        weights = {
            column: Fraction(factor * self._unit[column], unit)
            for column, factor in self._rows[objective].items()
        }
        return Limit(value, (shade > 0) - (shade < 0), weights)

    def _step(self, objective: int, greedy: bool) -> tuple[int, bool] | None:
        """A nonbasic column that can still move so that the objective rises."""
        best: tuple[int, bool] | None = None
        rank = (0, 0)
        for column, factor in self._rows[objective].items():
            mine = (len(self._uses[column]) if greedy else 0, column)
            if (best is None or mine < rank) and self._can_move(column, factor > 0):
                best, rank = (column, factor > 0), mine
        return best

    def _room(self, entering: int, upwards: bool) -> tuple[int, DeltaRational | None]:
        """How far a nonbasic column can move, and the column that stops it (by Bland's rule)."""
        stop, room = entering, None
        end = self._high[entering] if upwards else self._low[entering]
        if end is not None:
            sign = 1 if upwards else -1
            room = (
                Fraction(sign * (end[0] - self._value[entering])),
                Fraction(sign * (end[1] - self._shade[entering])),
            )
        for basic in sorted(self._uses[entering]):
            rate = self._rows[basic][entering] * (1 if upwards else -1)
            end = self._high[basic] if rate > 0 else self._low[basic]
            if end is None:
                continue
            denominator = self._denominator[basic]
            first = Fraction(end[0] * denominator - self._value[basic], rate)
            if room is not None and first > room[0]:
                continue
            mine = first, Fraction(end[1] * denominator - self._shade[basic], rate)
            if room is None or mine < room or (mine == room and basic < stop):
                stop, room = basic, mine
        return stop, room

    def _flip(self, column: int, upwards: bool) -> None:
        """Move a nonbasic column to its other end."""
        self.spend(len(self._uses[column]))
        end = self._high[column] if upwards else self._low[column]
        assert end is not None
        value, shade = end[0] - self._value[column], end[1] - self._shade[column]
        self._value[column], self._shade[column] = end
        for basic in self._uses[column]:
            factor = self._rows[basic][column]
            self._value[basic] += factor * value
            self._shade[basic] += factor * shade
