"""The greatest value of a sum over the bounds and lines of an exact simplex, with its reasons."""

from fractions import Fraction

from cloudkb.check.solver.simplex import Limit, Simplex, Terms
from cloudkb.interval import Interval

Pair = tuple[Fraction, Fraction]


class Optimiser(Simplex):
    """A simplex that also climbs; `repair` must have found a point before `climb` is called."""

    def objective(self, terms: Terms) -> int:
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

    def _room(self, entering: int, upwards: bool) -> tuple[int, Pair | None]:
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
            mine = (
                Fraction(end[0] * denominator - self._value[basic], rate),
                Fraction(end[1] * denominator - self._shade[basic], rate),
            )
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
