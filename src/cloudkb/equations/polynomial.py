"""An equation as one polynomial that is zero: two that say the same have the same one."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import gcd, lcm

from cloudkb.equations.equation import Equation, Expression

Monomial = tuple[tuple[str, int], ...]
"""Symbols with their powers, by name."""
Polynomial = Mapping[Monomial, Fraction]
_MOST = 400
"""Terms beyond which equations are not compared."""
_ONE: dict[Monomial, Fraction] = {(): Fraction(1)}


class _LongError(Exception):
    """More terms than are compared."""


def canonical(equation: Equation) -> tuple[tuple[Monomial, Fraction], ...] | None:
    """The equation's polynomial, without common factors; None where it is too long to compare.

    Empty when both sides are the same whatever the metrics are. Raises `ZeroDivisionError`
    where it divides by what is always zero.
    """
    try:
        upper, lower = _fraction(equation.left)
        other, divisor = _fraction(equation.right)
        whole, _ = _sum((upper, lower), (other, divisor), -1)
    except _LongError:
        return None
    return _reduced(whole)


def ratio(result: str, upper: str, lower: str) -> tuple[tuple[Monomial, Fraction], ...]:
    """The polynomial of `result = upper / lower`."""
    product = tuple(sorted((name, 1) for name in (result, lower)))
    return _reduced({product: Fraction(1), ((upper, 1),): Fraction(-1)})


def _symbol(leaf: Expression) -> str:
    return f"average of {leaf.name}" if leaf.kind == "average" else leaf.name or leaf.kind


def _fraction(of: Expression) -> tuple[Polynomial, Polynomial]:
    """An expression as one polynomial over another."""
    if of.kind == "number":
        return {(): of.number} if of.number else {}, _ONE
    if not of.parts:
        return {((_symbol(of), 1),): Fraction(1)}, _ONE
    if of.kind == "sum":
        total: tuple[Polynomial, Polynomial] = {}, _ONE
        for part in of.parts:
            total = _sum(total, _fraction(part.of), part.power)
        return total
    product: tuple[Polynomial, Polynomial] = _ONE, _ONE
    for part in of.parts:
        more, below = _fraction(part.of)
        if part.power < 0:
            if not more:
                raise ZeroDivisionError
            more, below = below, more
        product = _times(product[0], more), _times(product[1], below)
    return product


def _sum(
    one: tuple[Polynomial, Polynomial], other: tuple[Polynomial, Polynomial], sign: int
) -> tuple[Polynomial, Polynomial]:
    """Two fractions added; those over the same are over it still."""
    (upper, lower), (more, below) = one, other
    if lower == below:
        return _added(upper, more, sign), lower
    return _added(_times(upper, below), _times(more, lower), sign), _times(lower, below)


def _added(one: Polynomial, other: Polynomial, sign: int) -> dict[Monomial, Fraction]:
    found = dict(one)
    for monomial, factor in other.items():
        found[monomial] = found.get(monomial, Fraction(0)) + sign * factor
    return _checked({monomial: factor for monomial, factor in found.items() if factor})


def _times(one: Polynomial, other: Polynomial) -> dict[Monomial, Fraction]:
    if len(one) * len(other) > _MOST * _MOST:
        raise _LongError
    found: dict[Monomial, Fraction] = {}
    for left, factor in one.items():
        for right, times in other.items():
            powers = dict(left)
            for name, power in right:
                powers[name] = powers.get(name, 0) + power
            monomial = tuple(sorted(powers.items()))
            found[monomial] = found.get(monomial, Fraction(0)) + factor * times
    return _checked({monomial: factor for monomial, factor in found.items() if factor})


def _checked(found: dict[Monomial, Fraction]) -> dict[Monomial, Fraction]:
    if len(found) > _MOST:
        raise _LongError
    return found


def _reduced(whole: Polynomial) -> tuple[tuple[Monomial, Fraction], ...]:
    """Without what all terms have in common, the first factor above zero."""
    if not whole:
        return ()
    common = dict(next(iter(whole)))
    for monomial in whole:
        powers = dict(monomial)
        common = {name: min(power, powers.get(name, 0)) for name, power in common.items()}
    terms = sorted(
        (
            tuple(
                (name, power - common.get(name, 0))
                for name, power in monomial
                if power > common.get(name, 0)
            ),
            factor,
        )
        for monomial, factor in whole.items()
    )
    unit = _content(factor for _, factor in terms)
    if terms[0][1] < 0:
        unit = -unit
    return tuple((monomial, factor / unit) for monomial, factor in terms)


def _content(factors: Iterable[Fraction]) -> Fraction:
    """What all factors are whole multiples of."""
    upper, lower = 0, 1
    for factor in factors:
        upper, lower = gcd(upper, factor.numerator), lcm(lower, factor.denominator)
    return Fraction(upper, lower)
