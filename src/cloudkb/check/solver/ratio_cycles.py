"""Contradictions among ratios that need no level: products are sums of logarithms.

Among positive variables `result = left * right` is linear in logarithms, and so is a row
`a <= factor * b`. A simplex on rounded logarithms finds powers under which all variables
cancel but for known ends; whether these multiply to less than 1 is then worked out exactly.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm, log
from typing import NamedTuple

from cloudkb.check.solver.linear_program import Certificate
from cloudkb.check.solver.mccormick import NOTHING, Box
from cloudkb.check.solver.problem import Cycle, Factor, Given, Product, Ratio, Row
from cloudkb.check.solver.simplex import Program, ProgramLine
from cloudkb.interval import Interval, exactly

FINE = 2**40
"""Logarithms are whole numbers of FINE-ths."""
LARGEST_POWER = 200
"""No cycle needs more: a hundred years of growth; it bounds the exact work."""

RatioSource = Product | Ratio
Solve = Callable[[Program, Sequence[str]], Certificate | None]
"""Refutes a program, given the label of each of its lines."""


class _Logs(NamedTuple):
    """A program on logarithms, and what its columns and lines stand for."""

    program: Program
    names: tuple[str, ...]
    sources: tuple[RatioSource, ...]


def cycle(
    rows: Sequence[Row], products: Sequence[Product], box: Box, solve: Solve, alone: bool = False
) -> Cycle | None:
    """A contradiction among the ratios of positive variables; None when there is none.

    Where there is no product, all was said by the rows themselves: it is looked for all the same
    when they could not be decided and the ratios are `alone`. `solve` may raise; nothing is caught.
    """
    sources = tuple(_sources(rows, products, box))
    if not sources or not (alone or any(isinstance(source, Product) for source in sources)):
        return None
    labels = [s.label if isinstance(s, Product) else s.row.label for s in sources]
    # Rounded inward, ends that meet exactly are refuted too, which is right when one of them is
    # open. If it is not, another look, rounded outward, passes over them.
    for outward in (False, True):
        logs = _logs(sources, box, outward)
        certificate = solve(logs.program, labels)
        if certificate is None:
            return None
        found = _cycle(logs, box, certificate)
        if found is not None:
            return found
    return None


def _sources(rows: Sequence[Row], products: Sequence[Product], box: Box) -> Iterator[RatioSource]:
    for product in products:
        if all(_is_positive(name, box) for name in (product.result, product.left, product.right)):
            yield product
    for row in rows:
        if len(row.terms) == 2 and all(_is_positive(name, box) for name, _ in row.terms):
            yield from _ratios(row)


def _is_positive(name: str, box: Box) -> bool:
    return box.get(name, NOTHING).interval.is_positive()


def _ratios(row: Row) -> Iterator[Ratio]:
    """What a row over two variables says of their ratio, each with power 1."""
    (below, factor), (above, other) = sorted(row.terms, key=lambda term: term[1], reverse=True)
    if not factor > 0 > other:
        return
    ratio = Fraction(-other) / factor
    low, high, low_open, high_open = row.interval
    if high is not None and high <= 0:
        yield Ratio(1, row, above, below, ratio, high_open or high < 0)
    if low is not None and low >= 0:
        yield Ratio(1, row, below, above, 1 / ratio, low_open or low > 0)


def _logs(sources: tuple[RatioSource, ...], box: Box, outward: bool) -> _Logs:
    found: set[str] = set()
    for source in sources:
        found.update(_powers(source))
    names = tuple(sorted(found))
    places = {name: place for place, name in enumerate(names)}
    lines = [
        ProgramLine(
            [(places[name], power) for name, power in sorted(_powers(source).items())],
            exactly(0)
            if isinstance(source, Product)
            else Interval(high=_log(source.factor, up=outward)),
        )
        for source in sources
    ]
    columns = []
    for name in names:
        low, high, _, _ = box.get(name, NOTHING).interval
        columns.append(
            Interval(
                _log(low, up=not outward) if low else None,
                None if high is None else _log(high, up=outward),
            )
        )
    # Inward rounding may cross the two ends of a fixed variable.
    columns = [column if not column.is_empty() else exactly(column.low or 0) for column in columns]
    return _Logs(Program(columns, lines, magnitude=FINE), names, sources)


def _powers(source: RatioSource) -> dict[str, int]:
    """The power to which each variable stands in what a source bounds; none that is 0."""
    powers: dict[str, int] = {}
    parts = (
        ((source.left, 1), (source.right, 1), (source.result, -1))
        if isinstance(source, Product)
        else ((source.below, 1), (source.above, -1))
    )
    for name, power in parts:
        powers[name] = powers.get(name, 0) + power
    return {name: power for name, power in powers.items() if power}


def _log(number: Fraction, up: bool) -> Fraction:
    exact = (log(number.numerator) - log(number.denominator)) * FINE
    return Fraction(ceil(exact) + 1 if up else floor(exact) - 1)


def _cycle(logs: _Logs, box: Box, certificate: Certificate) -> Cycle | None:
    """The certificate in whole powers; None when it proves nothing exactly."""
    weights = [*certificate.lines.values(), *certificate.columns.values()]
    whole = lcm(*(weight.denominator for weight in weights))
    common = gcd(*(int(weight * whole) for weight in weights))
    scale = Fraction(whole, common)
    if max(abs(weight * scale) for weight in weights) > LARGEST_POWER:
        return None
    products: list[tuple[int, Product]] = []
    ratios: list[Ratio] = []
    factors: list[Factor] = []
    total, strict = Fraction(1), False
    for line, weight in certificate.lines.items():
        power, source = int(weight * scale), logs.sources[line]
        if isinstance(source, Product):
            products.append((-power, source))
        else:
            ratios.append(source._replace(power=power))
            total *= source.factor**power
            strict = strict or source.strict
    for column, weight in certificate.columns.items():
        power, name = int(weight * scale), logs.names[column]
        low, high, low_open, high_open = box[name].interval
        end = high if power > 0 else low
        assert end is not None
        factors.append(Factor(power, Given(name, *box[name])))
        total *= end**power
        strict = strict or (high_open if power > 0 else low_open)
    if total < 1 or (total == 1 and strict):
        return Cycle(tuple(products), tuple(ratios), tuple(factors), total, strict)
    return None
