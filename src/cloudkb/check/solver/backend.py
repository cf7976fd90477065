"""Where to look in a program too large for the exact simplex: HiGHS points, and proves nothing.

HiGHS (the optional extra `cloudkb[lp]`) solves the program in floats. Open ends are pushed in
by a common t that is made as large as possible, for else all variables without a level could
be 0. If there is no point, or none with t > 0, the lines with a dual value are where an exact
proof is to be looked for.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate
from math import exp, inf, log
from typing import Any, NamedTuple

from cloudkb.check.solver.simplex import ColumnTerms, Program, ProgramLine
from cloudkb.interval import Interval

TOLERANCE = 1e-9
"""HiGHS's own for feasibility, on lines and columns scaled to about 1."""
TOUCHING = 1e-7
"""A t up to this may be 0."""
ITERATIONS = 200_000


class Pointed(NamedTuple):
    """Where a contradiction seems to be."""

    lines: list[int]
    clear: bool
    """False: the ends only touch."""


class MissingError(Exception):
    """The optional extra is not installed."""


class _Matrix(NamedTuple):
    """Rows of floats with their ends, the last column being t."""

    rows: list[dict[int, float]]
    low: list[float]
    high: list[float]
    owner: list[int | None]
    """The line a row stands for; None for a column's open end."""


def pointed(program: Program, terms: ColumnTerms = ()) -> Pointed | None:
    """Where a contradiction seems to be; None when a point is found. Raises `MissingError`.

    With `terms`, the lines that bound their sum, None when nothing does. Raises
    `ArithmeticError` when HiGHS cannot tell.
    """
    try:
        import highspy
    except ImportError:
        raise MissingError from None
    scales = _scales(program)
    matrix = _matrix(program, scales)
    columns = [
        tuple(end / scale for end in as_floats(interval))
        for interval, scale in zip(program.columns, scales, strict=True)
    ]
    costs = _costs(terms, scales)
    solver = _solver(highspy, matrix, columns, costs)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        # Presolve leaves no ray behind, and is wrong at times where ends only touch.
        solver.setOptionValue("presolve", "off")
        solver.clearSolver()
        solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        solution = solver.getSolution()
        if not terms and solution.col_value[-1] > TOUCHING:
            return None
        return Pointed(_named(matrix, solution.row_dual), clear=False)
    if terms and "Unbounded" in status.name:
        return None
    _, found, ray = solver.getDualRay()
    if terms or not found:
        raise ArithmeticError(status.name)
    return Pointed(_named(matrix, ray), clear=True)


def _costs(terms: ColumnTerms, scales: Sequence[float]) -> list[float]:
    """What is made as large as possible: the terms scaled to about 1, or else t."""
    costs = [0.0] * len(scales) + [0.0 if terms else 1.0]
    for column, factor in terms:
        costs[column] = float_of(factor) * scales[column]
    size = max(map(abs, costs))
    return [cost / size for cost in costs]


def _named(matrix: _Matrix, duals: Sequence[float]) -> list[int]:
    least = 1e-9 * max((abs(dual) for dual in duals), default=0.0)
    found = {
        owner
        for owner, dual in zip(matrix.owner, duals, strict=True)
        if owner is not None and abs(dual) > least
    }
    return sorted(found)


def _solver(
    highspy: Any,
    matrix: _Matrix,
    columns: Sequence[tuple[float, ...]],
    costs: Sequence[float],
) -> Any:
    program = highspy.HighsLp()
    program.num_col_ = len(columns) + 1
    program.num_row_ = len(matrix.rows)
    program.col_cost_ = costs
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_lower_ = [low for low, _ in columns] + [0.0]
    program.col_upper_ = [high for _, high in columns] + [1.0]
    program.row_lower_ = matrix.low
    program.row_upper_ = matrix.high
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = [0, *accumulate(len(row) for row in matrix.rows)]
    program.a_matrix_.index_ = [column for row in matrix.rows for column in row]
    program.a_matrix_.value_ = [factor for row in matrix.rows for factor in row.values()]

    class Quiet(highspy.Highs):  # type: ignore[misc]
        """Without callbacks, for enabling them prints a banner."""

        def enableCallbacks(self) -> None:  # noqa: N802
            """Do nothing."""

    solver = Quiet()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("solver", "simplex"),
        ("simplex_iteration_limit", ITERATIONS),
        ("primal_feasibility_tolerance", TOLERANCE),
        ("dual_feasibility_tolerance", TOLERANCE),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(program)
    return solver


def _matrix(program: Program, scales: Sequence[float]) -> _Matrix:
    matrix = _Matrix([], [], [], [])
    push = len(scales)
    for index, line in enumerate(program.lines):
        row = {column: float_of(factor) * scales[column] for column, factor in line.terms}
        size = max(map(abs, row.values()))
        low, high = (end / size for end in as_floats(line.interval))
        row = {column: factor / size for column, factor in row.items()}
        _append(matrix, row, line.interval, low, high, push, index)
    for column, interval in enumerate(program.columns):
        # All other ends of columns are rounded outward, and open for no other reason.
        if interval.low_open and interval.low == 0:
            _append(matrix, {column: 1.0}, Interval(low_open=True), 0.0, inf, push, None)
        if interval.high_open and interval.high == 0:
            _append(matrix, {column: 1.0}, Interval(high_open=True), -inf, 0.0, push, None)
    return matrix


def _append(
    matrix: _Matrix,
    row: dict[int, float],
    interval: Interval,
    low: float,
    high: float,
    push: int,
    owner: int | None,
) -> None:
    """One row, or two when an end is open and the other is there too."""
    parts = [(low, high, 0.0)]
    if interval.low_open or interval.high_open:
        parts = [
            (low, inf, -1.0 if interval.low_open else 0.0),
            (-inf, high, 1.0 if interval.high_open else 0.0),
        ]
    for below, above, pushed in parts:
        if (below, above) != (-inf, inf):
            matrix.rows.append({**row, push: pushed} if pushed else row)
            matrix.low.append(below)
            matrix.high.append(above)
            matrix.owner.append(owner)


def _scales(program: Program) -> list[float]:
    """A magnitude for each column: of its ends, or what its neighbours suggest, or 1."""
    if program.magnitude:
        return [program.magnitude] * len(program.columns)
    scales = [_magnitude(interval) for interval in program.columns]
    lines = [line for line in program.lines if any(not scales[c] for c, _ in line.terms)]
    while lines:
        suggested: dict[int, list[float]] = {}
        for line in lines:
            for column, logarithm in _suggestions(line, scales):
                suggested.setdefault(column, []).append(logarithm)
        if not suggested:
            break
        for column, logarithms in suggested.items():
            scales[column] = exp(sum(logarithms) / len(logarithms))
        lines = [line for line in lines if any(not scales[c] for c, _ in line.terms)]
    return [scale or 1.0 for scale in scales]


def _magnitude(interval: Interval) -> float:
    sizes = [abs(end) for end in as_floats(interval) if 0 < abs(end) < inf]
    return min(max(max(sizes), 1e-30), 1e30) if sizes else 0.0


def _suggestions(line: ProgramLine, scales: Sequence[float]) -> list[tuple[int, float]]:
    """What a line says of the magnitude of its columns that have none."""
    known = [log(abs(float_of(f)) * scales[c]) for c, f in line.terms if scales[c] and f]
    if not known:
        return []
    largest = max(known)
    return [(c, largest - log(abs(float_of(f)))) for c, f in line.terms if not scales[c] and f]


def as_floats(interval: Interval) -> tuple[float, float]:
    """Both ends as floats, infinite where there is none."""
    low = -inf if interval.low is None else float_of(interval.low)
    high = inf if interval.high is None else float_of(interval.high)
    return low, high


def float_of(number: Fraction | int) -> float:
    """The nearest float; infinite when it is out of reach."""
    return quotient(number.numerator, number.denominator)


def quotient(upper: int, lower: int) -> float:
    """The same of a number of so many parts, `lower` of which make one."""
    try:
        return upper / lower
    except OverflowError:
        return inf if upper > 0 else -inf
