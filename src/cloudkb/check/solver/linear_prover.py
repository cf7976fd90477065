"""The linear half of the prover: sums and products on what propagation left of the variables.

Products enter as rows that hold on the box (`mccormick`) and, where all is positive, as sums of
logarithms (`ratio_cycles`). What is found is exact and can be verified part by part; that nothing
is found says only that this relaxation is consistent.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import groupby
from math import gcd, lcm
from typing import NamedTuple

from cloudkb.check.solver.linear_program import (
    Certificate,
    Optimum,
    Solver,
    UndecidedError,
    decide,
    least_and_greatest,
)
from cloudkb.check.solver.mccormick import NOTHING, Box, KnownBounds, envelopes
from cloudkb.check.solver.problem import (
    Cycle,
    Edge,
    Envelope,
    Given,
    Part,
    Product,
    Rational,
    Row,
    Sum,
    Weighted,
)
from cloudkb.check.solver.ratio_cycles import Solve, cycle
from cloudkb.check.solver.simplex import Program, ProgramLine, SpentError
from cloudkb.interval import Interval, exactly

__all__ = ["KnownBounds", "SumEnd", "UndecidedError", "optimum", "refute"]

NONE = exactly(0)
LARGEST_WHOLE = 1000
"""Whole weights above this read no better than fractions."""


class Relaxation(NamedTuple):
    """A program, and what its columns and lines stand for."""

    program: Program
    names: tuple[str, ...]
    places: Mapping[str, int]
    sources: tuple[Row | Envelope, ...]
    labels: tuple[str, ...]
    """The label each line comes from."""
    products: tuple[Product, ...]


class SumEnd(NamedTuple):
    """One end of a sum: no value lies beyond it."""

    value: Fraction | None
    """None: nothing is proved."""
    open: bool
    exact: bool
    """Some values of all variables reach it (or, when open, come as close as one likes)."""
    proof_end: Sum | None
    """With a row, without label, that puts the sum beyond the end: the contradiction."""


def refute(
    rows: Sequence[Row], products: Sequence[Product], box: Box, budget: int
) -> Sum | Cycle | None:
    """Prove that nothing satisfies the rows and products on the box.

    None: their linear relaxation, and the sums of their logarithms, are consistent. `budget`
    counts the entries of rows that pivots touch, about a million in a second. Raises
    `UndecidedError` where that, or something that is missing, leaves it open.
    """
    without_values = empty(box)
    if without_values is not None:
        return without_values
    relaxed = relaxation(rows, products, box)

    def solve(program: Program, labels: Sequence[str]) -> Certificate | None:
        return decide(program, labels, budget)

    try:
        certificate = solve(relaxed.program, relaxed.labels)
        if certificate is None:
            return cycle(rows, products, box, solve)
    except UndecidedError:
        ring = _among(rows, products, box, solve, alone=True)
        if ring is None:
            raise
        return ring
    return _ring(relaxed, box, certificate, solve) or as_sum(relaxed, box, certificate)


def _ring(relaxed: Relaxation, box: Box, certificate: Certificate, solve: Solve) -> Cycle | None:
    """What a certificate says as a ring of ratios, when its products and rows make one.

    Factors that are multiplied read better than products that are added.
    """
    sources = [relaxed.sources[line] for line in certificate.lines]
    rows = [source for source in sources if isinstance(source, Row)]
    products = sorted(
        {source.product for source in sources if isinstance(source, Envelope)}, key=of_product
    )
    return _among(rows, products, box, solve)


def _among(
    rows: Sequence[Row], products: Sequence[Product], box: Box, solve: Solve, alone: bool = False
) -> Cycle | None:
    with suppress(UndecidedError):
        return cycle(rows, products, box, solve, alone)
    return None


def optimum(
    rows: Sequence[Row],
    products: Sequence[Product],
    box: Box,
    terms: tuple[tuple[str, Rational], ...],
    budget: int,
    exact: bool = True,
) -> tuple[SumEnd, SumEnd]:
    """The least and the greatest value of a sum, as far as the relaxation can prove them.

    The rows and products must be consistent. `budget` is for each of the two ends; an end
    it does not reach has no value. Without `exact` nobody asks whether an end is reached.
    """
    relaxed = relaxation(rows, products, box, [name for name, _ in terms])
    columns = [(relaxed.places[name], factor) for name, factor in terms]
    least, greatest = least_and_greatest(relaxed.program, relaxed.labels, columns, budget)
    return (
        _end(relaxed, box, terms, least, -1, budget, exact),
        _end(relaxed, box, terms, greatest, 1, budget, exact),
    )


def _end(
    relaxed: Relaxation,
    box: Box,
    terms: tuple[tuple[str, Rational], ...],
    found: Optimum | None,
    sign: int,
    budget: int,
    exact: bool,
) -> SumEnd:
    """The optimum as an end of the sum, of its negative when `sign` is -1."""
    if found is None:
        return SumEnd(None, True, False, None)
    value = sign * found.value
    beyond = (
        Interval(low=value, low_open=not found.open)
        if sign > 0
        else Interval(high=value, high_open=not found.open)
    )
    query = Weighted(Fraction(-sign), Row(terms, beyond))
    is_exact = (
        exact
        and bool(found.point)
        and (_is_witness(relaxed, found) or _can_hold(relaxed, found, terms, budget))
    )
    return SumEnd(value, found.open, is_exact, as_sum(relaxed, box, found.certificate, query))


def _is_witness(relaxed: Relaxation, found: Optimum) -> bool:
    """Tell whether all products hold at a point, to the last infinitesimal."""
    for product in relaxed.products:
        (result, more), (left, left_more), (right, right_more) = (
            found.point[relaxed.places[name]]
            for name in (product.result, product.left, product.right)
        )
        if result != left * right or more != left * right_more + left_more * right:
            return False
        if left_more and right_more:
            return False
    return True


def _can_hold(
    relaxed: Relaxation,
    found: Optimum,
    terms: tuple[tuple[str, Rational], ...],
    budget: int,
) -> bool:
    """Look for a point at the optimum where all products hold: one factor of each stands fast."""
    if found.open:
        return False
    for side in ("left", "right"):
        columns = list(relaxed.program.columns)
        lines = list(relaxed.program.lines)
        lines.append(
            ProgramLine(
                [(relaxed.places[name], factor) for name, factor in terms],
                exactly(
                    sum(factor * found.point[relaxed.places[name]][0] for name, factor in terms)
                ),
            )
        )
        for product in relaxed.products:
            fixed, free = (
                (product.left, product.right) if side == "left" else (product.right, product.left)
            )
            value = found.point[relaxed.places[fixed]][0]
            columns[relaxed.places[fixed]] = columns[relaxed.places[fixed]].intersect(
                exactly(value)
            )
            lines.append(
                ProgramLine(
                    [(relaxed.places[product.result], 1), (relaxed.places[free], -value)], NONE
                )
            )
        with suppress(SpentError):
            if not any(column.is_empty() for column in columns) and (
                Solver(Program(columns, lines), budget).refute() is None
            ):
                return True
    return False


# --- the relaxation, and its certificates as proofs ------------------------------------------


def empty(box: Box) -> Sum | None:
    """The proof that a variable has no value left; None when all have."""
    for name, known in sorted(box.items()):
        interval = known.interval
        if interval.is_empty():
            assert interval.low is not None
            assert interval.high is not None
            given = Given(name, *known)
            return Sum(
                parts=(Edge(Fraction(1), given), Edge(Fraction(-1), given)),
                total=interval.high - interval.low,
                strict=interval.low_open or interval.high_open,
            )
    return None


def relaxation(
    rows: Sequence[Row], products: Sequence[Product], box: Box, more: Sequence[str] = ()
) -> Relaxation:
    """The relaxation on the box, with columns by name and lines by label.

    It has a column for each variable in `more`, even when nothing names it.
    """
    ordered = sorted(products, key=of_product)
    sources = tuple(_sources(rows, ordered, box))
    names = set(more)
    for source in sources:
        names.update(name for name, _ in source.terms)
    for product in products:
        names.update(product[:3])
    order = tuple(sorted(names))
    places = {name: place for place, name in enumerate(order)}
    lines = [
        ProgramLine(
            [(places[name], factor) for name, factor in source.terms],
            source.interval
            if isinstance(source, Row)
            else Interval(low=source.low, low_open=source.open),
        )
        for source in sources
    ]
    columns = [box.get(name, NOTHING).interval for name in order]
    labels = tuple(s.label if isinstance(s, Row) else s.product.label for s in sources)
    return Relaxation(Program(columns, lines), order, places, sources, labels, tuple(ordered))


def of_row(row: Row) -> tuple[object, ...]:
    """The order of rows, so that no answer depends on the order they come in."""
    return (row.label, row.kind, -1 if row.reading is None else row.reading, row.terms)


def of_product(product: Product) -> tuple[object, ...]:
    """The order of products."""
    return (product.label, product.kind, product[:3])


def _sources(
    rows: Sequence[Row], products: Sequence[Product], box: Box
) -> Iterator[Row | Envelope]:
    for _, alike in groupby(sorted(rows, key=of_row), key=of_row):
        # Equal keys are told apart by the interval's text.
        each = list(alike)
        yield from each if len(each) == 1 else sorted(each, key=lambda row: str(row.interval))
    for product in products:
        yield from (envelope for envelope in envelopes(product, box) if envelope.terms)


def as_sum(
    relaxed: Relaxation, box: Box, certificate: Certificate, query: Weighted | None = None
) -> Sum:
    """The certificate as a proof, with the weights that read best."""
    scale = _scale(relaxed, certificate, query)
    parts = list(_parts(relaxed, box, certificate, scale))
    if query is not None:
        parts.insert(0, query._replace(weight=query.weight * scale))
    bounds = [_bound(part) for part in parts]
    return Sum(
        tuple(parts),
        sum((bound for bound, _ in bounds), Fraction(0)),
        any(is_open for _, is_open in bounds),
    )


def _scale(relaxed: Relaxation, certificate: Certificate, query: Weighted | None) -> Fraction:
    """Rows get whole weights without a common factor; products alone at least 1."""
    rows = [
        abs(weight)
        for line, weight in certificate.lines.items()
        if isinstance(relaxed.sources[line], Row)
    ]
    if query is not None:
        rows.append(abs(query.weight))
    if not rows:
        return 1 / min(map(abs, certificate.lines.values()), default=Fraction(1))
    whole = lcm(*(weight.denominator for weight in rows))
    scale = Fraction(whole, gcd(*(int(weight * whole) for weight in rows)))
    return scale if max(rows) * scale <= LARGEST_WHOLE else 1 / min(rows)


def _parts(
    relaxed: Relaxation, box: Box, certificate: Certificate, scale: Fraction
) -> Iterator[Part]:
    for line, weight in certificate.lines.items():
        source = relaxed.sources[line]
        if isinstance(source, Row):
            yield Weighted(weight * scale, source)
        else:
            yield source._replace(weight=weight * scale)
    for column, weight in certificate.columns.items():
        name = relaxed.names[column]
        yield Edge(weight * scale, Given(name, *box.get(name, NOTHING)))


def _bound(part: Part) -> tuple[Fraction, bool]:
    """What a part, times its weight, is at most, and whether it stays below."""
    if isinstance(part, Envelope):
        return part.weight * part.low, part.open
    interval = part.row.interval if isinstance(part, Weighted) else part.known.interval
    if part.weight > 0:
        assert interval.high is not None
        return part.weight * interval.high, interval.high_open
    assert interval.low is not None
    return part.weight * interval.low, interval.low_open
