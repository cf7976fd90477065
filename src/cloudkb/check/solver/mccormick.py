"""What a product says linearly: the rows of McCormick (1976) on what is known of its factors.

For ends a of `left` and b of `right`, (left - a) * (right - b) has a known sign. Multiplied out,
with `result` for left * right, that is a row. An end that is unknown gives no row; two low ends
are enough for one, so that chains of growth need no level.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.solver.problem import Envelope, Given, Product
from cloudkb.interval import Interval


class KnownBounds(NamedTuple):
    """What propagation knows of a variable, and the proof steps it comes from."""

    interval: Interval
    steps: tuple[int, ...]


Box = Mapping[str, KnownBounds]
NOTHING = KnownBounds(Interval(), ())
ONE = Fraction(1)


def envelopes(product: Product, box: Box) -> Iterator[Envelope]:
    """The rows a product gives on the box, each with weight 1; at most four."""
    left, right = (Given(name, *box.get(name, NOTHING)) for name in (product.left, product.right))
    for left_end, a, a_open in _ends(left.interval):
        for right_end, b, b_open in _ends(right.interval):
            if left.variable == right.variable and (left_end, right_end) == ("high", "low"):
                continue  # a square: the same row as low, high
            corner = a * b
            if left_end == right_end:
                terms, low = _terms(product, ONE, -a, -b), -corner
            else:
                terms, low = _terms(product, -ONE, a, b), corner
            yield Envelope(
                weight=ONE,
                product=product,
                left=left,
                right=right,
                left_end=left_end,
                right_end=right_end,
                terms=terms,
                low=low,
                open=a_open and b_open,
            )


def _terms(
    product: Product, of_result: Fraction, of_right: Fraction, of_left: Fraction
) -> tuple[tuple[str, Fraction], ...]:
    """Each variable once, none with factor 0."""
    result, left, right = product[:3]
    terms = ((result, of_result), (right, of_right), (left, of_left))
    if len({result, left, right}) < 3:
        factors: dict[str, Fraction] = {}
        for name, factor in terms:
            factors[name] = factors.get(name, 0) + factor
        return tuple((name, factor) for name, factor in factors.items() if factor)
    if of_right and of_left:
        return terms
    return tuple(term for term in terms if term[1])


def _ends(interval: Interval) -> Iterator[tuple[str, Fraction, bool]]:
    if interval.low is not None:
        yield "low", interval.low, interval.low_open
    if interval.high is not None:
        yield "high", interval.high, interval.high_open
