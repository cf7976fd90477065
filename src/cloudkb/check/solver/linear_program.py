"""Linear programs, solved exactly and lazily: a line joins when the point at hand breaks it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.solver.optimise import Optimiser
from cloudkb.check.solver.simplex import ProgramLine, Terms
from cloudkb.interval import Interval

CLEARLY = 1e-9
"""A float sum this far inside its ends, relative to its parts, needs no exact look."""


class Program(NamedTuple):
    """Columns between ends, and lines over them."""

    columns: Sequence[Interval]
    lines: Sequence[ProgramLine]
    magnitude: float = 0.0
    """Of all columns, when they are of one kind; 0 when each has its own."""


class Certificate(NamedTuple):
    """Weights under which columns and lines add up to a contradiction, or to a bound.

    A positive weight uses the high end, a negative one the low end.
    """

    columns: Mapping[int, Fraction]
    lines: Mapping[int, Fraction]


class Optimum(NamedTuple):
    """The greatest value of a sum; `open` when it is approached only."""

    value: Fraction
    open: bool
    certificate: Certificate
    point: tuple[tuple[Fraction, Fraction], ...]
    """Where all columns stand there, each a value and its multiple of the infinitesimal; empty
    when it is only a bound."""


class Solver:
    """One program; lines join as they are needed."""

    def __init__(self, program: Program, budget: int) -> None:
        """Nothing is solved yet; `budget` counts entries of rows, as in `simplex`."""
        self._program = program
        self._simplex = Optimiser(program.columns, budget)
        self._joined: dict[int, int] = {}
        """The simplex's column for each line that joined."""
        self._asleep = [
            (index, [(c, float_of(factor)) for c, factor in line.terms], ends(line.interval))
            for index, line in enumerate(program.lines)
        ]

    def refute(self) -> Certificate | None:
        """Why nothing satisfies the program; None when a point does. Raises `SpentError`."""
        while True:
            weights = self._simplex.repair()
            if weights is not None:
                return self._certificate(weights)
            if not self._wake():
                return None

    def greatest(self, terms: Terms) -> Optimum | None:
        """The greatest value of a sum, None when it has none. Raises `SpentError`.

        `refute` must have found a point.
        """
        objective = self._simplex.objective(terms)
        while True:
            limit = self._simplex.climb(objective)
            if self._wake(all_of_them=limit is None):
                self.refute()
            elif limit is None:
                return None
            else:
                return Optimum(
                    limit.value, limit.shade != 0, self._certificate(limit.weights), self._point()
                )

    def _point(self) -> tuple[tuple[Fraction, Fraction], ...]:
        return tuple(self._simplex.value(c) for c in range(len(self._program.columns)))

    def _certificate(self, weights: Mapping[int, Fraction]) -> Certificate:
        lines = {
            line: weights[column] for line, column in self._joined.items() if weights.get(column)
        }
        own = len(self._program.columns)
        columns = {c: weight for c, weight in sorted(weights.items()) if c < own and weight}
        return Certificate(columns, dict(sorted(lines.items())))

    def _wake(self, all_of_them: bool = False) -> bool:
        """Let the lines join that the point breaks; tell whether any did."""
        point = self._point()
        rough = [float_of(value) for value, _ in point]
        asleep = []
        for entry in self._asleep:
            index, terms, (low, high) = entry
            parts = [factor * rough[column] for column, factor in terms]
            total, size = sum(parts), CLEARLY * sum(map(abs, parts))
            if not all_of_them and low + size < total < high - size:
                asleep.append(entry)
                continue
            line = self._program.lines[index]
            outside = total < low - size or total > high + size
            if outside or all_of_them or not _holds(line, point):
                self._joined[index] = self._simplex.add(line.terms, line.interval)
            else:
                asleep.append(entry)
        found = len(asleep) < len(self._asleep)
        self._asleep = asleep
        return found


def _holds(line: ProgramLine, point: Sequence[tuple[Fraction, Fraction]]) -> bool:
    total = shade = Fraction(0)
    for column, factor in line.terms:
        total += factor * point[column][0]
        if point[column][1]:
            shade += factor * point[column][1]
    low, high, low_open, high_open = line.interval
    zero = Fraction(0)
    above = (
        low is None
        or (total, shade) > (low, zero)
        or ((total, shade) == (low, zero) and not low_open)
    )
    below = (
        high is None
        or (total, shade) < (high, zero)
        or ((total, shade) == (high, zero) and not high_open)
    )
    return above and below


def ends(interval: Interval) -> tuple[float, float]:
    """Both ends as floats, infinite where there is none."""
    low = float("-inf") if interval.low is None else float_of(interval.low)
    high = float("inf") if interval.high is None else float_of(interval.high)
    return low, high


def float_of(number: Fraction | int) -> float:
    """The nearest float; infinite when it is out of reach."""
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
