"""Whether a program is refuted: exactly when it is small, else where a float solver points."""

from collections.abc import Sequence

from cloudkb.check.solver.backend import MissingError, pointed
from cloudkb.check.solver.linear_program import Certificate, Optimum, Program, Solver
from cloudkb.check.solver.simplex import ProgramLine, SpentError, Terms

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


class UndecidedError(Exception):
    """Neither refuted nor found consistent."""

    def __init__(self, reason: str) -> None:
        """Say what was missing."""
        super().__init__(reason)
        self.reason = reason


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
        raise UndecidedError("budget") from None


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
    try:
        return _whole_alone(program, budget)
    except SpentError:
        pass
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
        try:
            certificate = on_lines(program, lines, share)
        except SpentError:
            certificate = None
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


def extremes(
    program: Program, labels: Sequence[str], terms: Terms, budget: int
) -> tuple[Optimum | None, Optimum | None]:
    """The greatest value of a sum's negative and of the sum; None where none is found.

    In a large program an optimum may be a bound only; it has no point then.
    """
    both = ([(column, -factor) for column, factor in terms], terms)
    if len(program.columns) > REACH:
        try:
            return (
                _bound(program, labels, both[0], budget),
                _bound(program, labels, both[1], budget),
            )
        except MissingError:
            pass
    solver = Solver(program, budget)
    try:
        if solver.refute() is not None:
            return None, None
        least = solver.greatest(both[0])
    except SpentError:
        return None, None
    try:
        return least, solver.greatest(both[1])
    except SpentError:
        return least, None


def _bound(program: Program, labels: Sequence[str], terms: Terms, budget: int) -> Optimum | None:
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
    try:
        if solver.refute() is not None:
            return None
        found = solver.greatest([(places[column], factor) for column, factor in terms])
    except SpentError:
        return None
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
