"""The linear relaxation of rows and products on a box, and its certificates as proofs."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from cloudkb.check.solver.linear_program import Certificate, Program
from cloudkb.check.solver.mccormick import NOTHING, Box, envelopes
from cloudkb.check.solver.problem import Edge, Envelope, Given, Product, Row, Sum, Weighted
from cloudkb.check.solver.simplex import ProgramLine
from cloudkb.interval import Interval

Part = Weighted | Envelope | Edge
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
    # Equal keys are told apart by the interval's text.
    yield from sorted(sorted(rows, key=lambda row: str(row.interval)), key=of_row)
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
