"""Linear programs: solved exactly and lazily, pointed at by floats where they are large.

A line joins when the point at hand breaks it. A program too large for that is refuted on the
lines that a float solver points to, and its optima are those of the lines that bind. Where a
budget ends before, a circle of differences is still found.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from cloudkb.check.solver.backend import MissingError, as_floats, float_of, pointed, quotient
from cloudkb.check.solver.difference_cycles import circle
from cloudkb.check.solver.simplex import (
    ColumnTerms,
    DeltaRational,
    Program,
    ProgramLine,
    Simplex,
    SpentError,
)

CLEARLY = 1e-9
"""A float sum this far inside its ends, relative to its parts, needs no exact look."""
REACH = 150
"""Columns up to which the exact simplex looks at the whole program first. Beyond it a float solver
is quicker: three times on sparse networks of 250 claims, most of which are consistent."""
FIRST_TRY = 200_000
"""The budget it gets for that when a float solver could take over."""
FAR = 1_500
"""Columns up to which it tries when no float solver can."""
NEIGHBOURS = 120
"""Columns of a neighbourhood, where neither is to be had."""
MISSING = "needs the extra cloudkb[lp]"


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
    point: tuple[DeltaRational, ...]
    """Where all columns stand there, each a value and its multiple of the infinitesimal; empty
    when it is only a bound."""


class Solver:
    """One program; lines join as they are needed."""

    def __init__(self, program: Program, budget: int) -> None:
        """Nothing is solved yet; `budget` counts entries of rows, as in `simplex`."""
        self._program = program
        self._simplex = Simplex(program.columns, budget)
        self._joined: dict[int, int] = {}
        """The simplex's column for each line that joined."""
        self._asleep = [
            (index, [(c, float_of(factor)) for c, factor in line.terms], as_floats(line.interval))
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

    def greatest(self, terms: ColumnTerms) -> Optimum | None:
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

    def _point(self) -> tuple[DeltaRational, ...]:
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
        point = [self._simplex.counted(column) for column in range(len(self._program.columns))]
        rough = [quotient(value, unit) for value, _, unit in point]
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


def _holds(line: ProgramLine, point: Sequence[tuple[int, int, int]]) -> bool:
    """Tell whether a point, counted in whole numbers, satisfies a line."""
    common = lcm(*(factor.denominator * point[column][2] for column, factor in line.terms))
    total = shade = 0
    for column, factor in line.terms:
        value, more, unit = point[column]
        times = factor.numerator * (common // (factor.denominator * unit))
        total += times * value
        shade += times * more
    low, high, low_open, high_open = line.interval
    if low is not None:
        over = total * low.denominator - low.numerator * common
        if over < 0 or (over == 0 and (shade < 0 or (shade == 0 and low_open))):
            return False
    if high is not None:
        over = total * high.denominator - high.numerator * common
        if over > 0 or (over == 0 and (shade > 0 or (shade == 0 and high_open))):
            return False
    return True


class UndecidedError(Exception):
    """Neither refuted nor found consistent: `budget`, or what is missing."""


def decide(program: Program, labels: Sequence[str], budget: int) -> Certificate | None:
    """Why nothing satisfies the program, None when something does.

    `labels` names each line's claim; a proof is looked for on all lines of the claims that a
    float solver points to. Raises `UndecidedError`.
    """
    try:
        if len(program.columns) <= REACH:
            try:
                return Solver(program, min(budget, FIRST_TRY)).refute()
            except SpentError:
                if budget <= FIRST_TRY:
                    raise
        return _pointed(program, labels, budget)
    except SpentError:
        undecided = UndecidedError("budget")
    except UndecidedError as missing:
        undecided = missing
    lines = circle(program, budget)
    if lines is None:
        raise undecided
    return Certificate({}, lines)


def _pointed(program: Program, labels: Sequence[str], budget: int) -> Certificate | None:
    try:
        place = pointed(program)
    except MissingError:
        return _alone(program, budget)
    except ArithmeticError:
        return _whole_alone(program, budget)
    if place is None:
        return None
    lines = _closed(place.lines, labels)
    certificate = on_lines(program, lines, budget)
    if certificate is None and place.clear:
        return _whole_alone(program, budget)
    return certificate


def _whole_alone(program: Program, budget: int) -> Certificate | None:
    """What the exact simplex can do when the float solver was of no use. Raises `SpentError`."""
    if len(program.columns) > FAR:
        raise SpentError
    return Solver(program, budget).refute()


def _alone(program: Program, budget: int) -> Certificate | None:
    """What the exact simplex can do for a program beyond its reach."""
    with suppress(SpentError):
        return _whole_alone(program, budget)
    certificate = _nearby(program, budget)
    if certificate is None:
        raise UndecidedError(MISSING)
    return certificate


def _nearby(program: Program, budget: int) -> Certificate | None:
    """Refute some neighbourhood of a program; None when none is refuted within the budget."""
    touching: list[list[int]] = [[] for _ in program.columns]
    for index, line in enumerate(program.lines):
        for column, _ in line.terms:
            touching[column].append(index)
    seen: set[int] = set()
    for start in range(len(program.columns)):
        if start in seen:
            continue
        columns, lines = _around(program, touching, start)
        # The outer half is seen from elsewhere too.
        seen.update(columns[: NEIGHBOURS // 2])
        share = min(budget, FIRST_TRY)
        with suppress(SpentError):
            certificate = on_lines(program, lines, share)
            if certificate is not None:
                return certificate
        budget -= share // 10
        if budget <= 0:
            return None
    return None


def _around(
    program: Program, touching: Sequence[Sequence[int]], start: int
) -> tuple[list[int], list[int]]:
    """Columns in the order a walk from one of them meets them, and the lines among them."""
    columns, found, lines = [start], {start}, dict[int, None]()
    for column in columns:
        for index in touching[column]:
            fresh = [other for other, _ in program.lines[index].terms if other not in found]
            if len(columns) + len(fresh) > NEIGHBOURS:
                return columns, sorted(lines)
            columns += fresh
            found.update(fresh)
            lines[index] = None
    return columns, sorted(lines)


def on_lines(program: Program, lines: Sequence[int], budget: int) -> Certificate | None:
    """Refute some lines of a program and their columns' ends alone. Raises `SpentError`."""
    part, columns = _part(program, lines)
    certificate = Solver(part, budget).refute()
    return None if certificate is None else _whole(certificate, columns, lines)


def least_and_greatest(
    program: Program, labels: Sequence[str], terms: ColumnTerms, budget: int
) -> tuple[Optimum | None, Optimum | None]:
    """The greatest value of a sum's negative and of the sum; None where none is found.

    In a large program an optimum may be a bound only; it has no point then.
    """
    mirrored = [(column, -factor) for column, factor in terms]
    if len(program.columns) > REACH:
        with suppress(MissingError):
            least = _bound(program, labels, mirrored, budget)
            return least, _bound(program, labels, terms, budget)
    solver = Solver(program, budget)
    least = greatest = None
    with suppress(SpentError):
        if solver.refute() is None:
            least = solver.greatest(mirrored)
            greatest = solver.greatest(terms)
    return least, greatest


def _bound(
    program: Program, labels: Sequence[str], terms: ColumnTerms, budget: int
) -> Optimum | None:
    """The greatest value of a sum on the lines that bound it in floats."""
    try:
        binding = pointed(program, terms)
    except ArithmeticError:
        return None
    if binding is None:
        return None
    lines = _closed(binding.lines, labels)
    part, columns = _part(program, lines, [column for column, _ in terms])
    places = {column: place for place, column in enumerate(columns)}
    solver = Solver(part, budget)
    found = None
    with suppress(SpentError):
        if solver.refute() is None:
            found = solver.greatest([(places[column], factor) for column, factor in terms])
    if found is None:
        return None
    return found._replace(certificate=_whole(found.certificate, columns, lines), point=())


def _closed(lines: Sequence[int], labels: Sequence[str]) -> list[int]:
    """All lines of the claims that some lines come from."""
    chosen = set(lines)
    named = {labels[line] for line in lines if labels[line]}
    return [line for line, label in enumerate(labels) if line in chosen or label in named]


def _part(
    program: Program, lines: Sequence[int], more: Sequence[int] = ()
) -> tuple[Program, list[int]]:
    """Some lines, their columns and some more as a program of their own; and the columns."""
    columns = sorted(
        {column for line in lines for column, _ in program.lines[line].terms} | set(more)
    )
    places = {column: place for place, column in enumerate(columns)}
    part = Program(
        [program.columns[column] for column in columns],
        [
            ProgramLine([(places[column], factor) for column, factor in terms], interval)
            for terms, interval in (program.lines[line] for line in lines)
        ],
        program.magnitude,
    )
    return part, columns


def _whole(certificate: Certificate, columns: Sequence[int], lines: Sequence[int]) -> Certificate:
    """A part's certificate in the numbers of the whole."""
    return Certificate(
        {columns[place]: weight for place, weight in certificate.columns.items()},
        {lines[place]: weight for place, weight in certificate.lines.items()},
    )
