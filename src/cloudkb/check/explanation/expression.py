"""How an end of an implied interval is reckoned from prints: a sum, a quotient, a product.

A proof shows that nothing lies beyond an end: what is known on one side meets what would follow
from a value beyond it. Read backwards from where they meet, it is a recipe: each constraint
solved for the next quantity, until it is the one that was asked for.
"""

from fractions import Fraction
from itertools import product as combinations
from typing import NamedTuple

from cloudkb.check.solver.problem import (
    Clash,
    Edge,
    Given,
    Narrowing,
    Product,
    Proof,
    Row,
    Sum,
    Weighted,
)

BEYOND = "beyond"
"""The kind of the row that puts a value beyond the end in question."""
_ONE = Fraction(1)
_ZERO = Fraction(0)


class Leaf(NamedTuple):
    """A print (or what a quantity is by nature): an end of a row."""

    row: Row | None
    value: Fraction
    quantity: str = ""
    """Of which nature it is, without a row."""


class Operation(NamedTuple):
    """Two sums, multiplied or divided."""

    left: "WeightedTerms"
    right: "WeightedTerms"
    divides: bool


WeightedTerms = tuple[tuple[Fraction, Leaf | Operation], ...]
"""A sum: how often, and what."""


class Reckoned(NamedTuple):
    """A recipe, and what it comes to."""

    value: Fraction
    terms: WeightedTerms


def expression(proof: Proof, is_high: bool) -> Reckoned | None:
    """The recipe for an end; None where the proof goes another way than by sums and factors."""
    if isinstance(proof.end, Sum):
        return _of_sum(proof, proof.end)
    if isinstance(proof.end, Clash):
        return _of_clash(proof, proof.end, is_high)
    return None


# --- linear proofs -------------------------------------------------------------------------


def _of_sum(proof: Proof, end: Sum) -> Reckoned | None:
    """The sum of all parts is zero at the end: solved for what lies beyond it."""
    parts: list[tuple[Fraction, Reckoned]] = []
    beyond = _ZERO
    for part in end.parts:
        if isinstance(part, Edge):
            found = _affine(proof, part.known, part.weight > 0)
        elif isinstance(part, Weighted):
            found = _side(part.row, part.weight > 0)
        else:
            return None
        if found is None:
            return None
        beyond += part.weight * found.times
        parts.append((part.weight, found.rest))
    if not beyond:
        return None
    return _added([(-weight / beyond, one) for weight, one in parts])


class _Affine(NamedTuple):
    """So many times the end in question, and the rest."""

    times: Fraction
    rest: Reckoned


def _side(row: Row, high: bool) -> _Affine | None:
    """An end of a row; what is put beyond the end in question counts apart."""
    side = row.interval.high if high else row.interval.low
    if side is None:
        return None
    if row.kind == BEYOND:
        return _Affine(_ONE, Reckoned(_ZERO, ()))
    return _Affine(_ZERO, Reckoned(side, ((_ONE, Leaf(row, side)),)))


def _affine(proof: Proof, given: Given, high: bool) -> _Affine | None:
    """An end of what is known of a quantity, where it may rest on what lies beyond."""
    if not _depends(proof, given.steps):
        found = _known(proof, given, high)
        return None if found is None else _Affine(_ZERO, found)
    value = given.interval.high if high else given.interval.low
    for number in given.steps:
        step = proof.steps[number]
        side = step.interval.high if high else step.interval.low
        if side is None or side != value or not isinstance(step.constraint, Row):
            continue
        factors = {name: Fraction(factor) for name, factor in step.constraint.terms}
        own = factors.pop(step.variable)
        takes_high = (own > 0) == high
        whole = _side(step.constraint, takes_high)
        others = {one.variable: one for one in step.given}
        if whole is None or not factors.keys() <= others.keys():
            return None
        times, parts = whole.times / own, [(1 / own, whole.rest)]
        for name, factor in factors.items():
            one = _affine(proof, others[name], (factor > 0) != takes_high)
            if one is None:
                return None
            times -= factor / own * one.times
            parts.append((-factor / own, one.rest))
        return _Affine(times, _added(parts))
    return None


# --- chains --------------------------------------------------------------------------------


def _of_clash(proof: Proof, end: Clash, is_high: bool) -> Reckoned | None:
    depends = [given for given in end.known if _depends(proof, given.steps)]
    free = [given for given in end.known if given not in depends]
    if len(depends) != 1 or len(depends[0].steps) != 1:
        return None
    at = proof.steps[depends[0].steps[0]]
    upper = at.interval.low is not None
    if free:
        known = _known(proof, free[0], upper)
    elif len(end.known) == 1:
        return None
    if known is None:
        return None
    while at.constraint.kind != BEYOND:
        before = [given for given in at.given if _depends(proof, given.steps)]
        if len(before) != 1 or len(before[0].steps) != 1:
            return None
        target = before[0].variable
        step = proof.steps[before[0].steps[0]]
        upper = step.interval.low is not None
        others = {given.variable: given for given in at.given if given is not before[0]}
        known = _solved(proof, at, target, upper, known, others)
        if known is None:
            return None
        at = step
    row = at.constraint
    assert isinstance(row, Row)
    if len(row.terms) != 1 or row.terms[0][1] != 1 or upper is not is_high:
        return None
    return known


def _solved(
    proof: Proof,
    step: Narrowing,
    target: str,
    upper: bool,
    known: Reckoned,
    others: dict[str, Given],
) -> Reckoned | None:
    """A constraint solved for one of its quantities, the step's own being known."""
    constraint = step.constraint
    if isinstance(constraint, Row):
        return _row(proof, constraint, target, upper, others, {step.variable: known})
    return _product(proof, constraint, target, upper, others, {step.variable: known})


def _row(
    proof: Proof,
    row: Row,
    target: str,
    upper: bool,
    others: dict[str, Given],
    found: dict[str, Reckoned],
) -> Reckoned | None:
    """What a row leaves for one of its quantities."""
    factors = {name: Fraction(factor) for name, factor in row.terms}
    own = factors[target]
    takes_high = (own > 0) == upper
    side = row.interval.high if takes_high else row.interval.low
    if side is None:
        return None
    parts = [(1 / own, Reckoned(side, ((_ONE, Leaf(row, side)),)))]
    for name, factor in factors.items():
        if name == target:
            continue
        one = found.get(name)
        if one is None and name in others:
            one = _known(proof, others[name], ((factor > 0) != takes_high))
        if one is None:
            return None
        parts.append((-factor / own, one))
    return _added(parts)


def _product(
    proof: Proof,
    product: Product,
    target: str,
    upper: bool,
    others: dict[str, Given],
    found: dict[str, Reckoned],
) -> Reckoned | None:
    """What a product leaves for one of its three quantities: the farthest corner."""
    names = (
        (product.left, product.right)
        if target == product.result
        else (product.result, product.right if target == product.left else product.left)
    )
    choices = []
    for name in names:
        if name in found:
            choices.append([found[name]])
            continue
        if name not in others:
            return None
        ends = [_known(proof, others[name], high) for high in (False, True)]
        choices.append([one for one in ends if one is not None])
    divides = target != product.result
    corners = []
    for left, right in combinations(*choices):
        if divides and right.value <= 0:
            continue
        value = left.value / right.value if divides else left.value * right.value
        corners.append(Reckoned(value, ((_ONE, Operation(left.terms, right.terms, divides)),)))
    if not corners:
        return None
    return (max if upper else min)(corners, key=lambda one: one.value)


# --- what is known without going beyond ------------------------------------------------------


def _known(proof: Proof, given: Given, high: bool) -> Reckoned | None:
    """The recipe for an end of what is known of a quantity."""
    value = given.interval.high if high else given.interval.low
    if value is None:
        return None
    if not given.steps:
        return Reckoned(value, ((_ONE, Leaf(None, value, given.variable)),) if value else ())
    for number in given.steps:
        step = proof.steps[number]
        side = step.interval.high if high else step.interval.low
        if side != value:
            continue
        others = {one.variable: one for one in step.given}
        make = _row if isinstance(step.constraint, Row) else _product
        return make(proof, step.constraint, step.variable, high, others, {})  # type: ignore[arg-type]
    return None


def _depends(proof: Proof, steps: tuple[int, ...]) -> bool:
    """Tell whether what is known rests on a value beyond the end."""
    return any(
        proof.steps[number].constraint.kind == BEYOND
        or any(_depends(proof, given.steps) for given in proof.steps[number].given)
        for number in steps
    )


def _added(parts: list[tuple[Fraction, Reckoned]]) -> Reckoned:
    """A weighted sum, equal leaves taken together."""
    total = _ZERO
    summed: dict[Leaf | Operation, Fraction] = {}
    for weight, one in parts:
        total += weight * one.value
        for factor, leaf in one.terms:
            summed[leaf] = summed.get(leaf, _ZERO) + weight * factor
    kept = tuple(
        (factor, leaf)
        for leaf, factor in summed.items()
        if factor and not (isinstance(leaf, Leaf) and not leaf.value)
    )
    return Reckoned(total, kept)
