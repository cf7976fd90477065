"""How an end of an implied interval is reckoned from prints: a sum, a quotient, a product.

A proof shows that nothing lies beyond an end: what is known on one side meets what would follow
from a value beyond it. Read backwards from where they meet, it is a recipe: each constraint
solved for the next quantity, until it is the one that was asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import product as combinations
from typing import NamedTuple

from cloudkb.check.solver.problem import (
    Clash,
    Constraint,
    Edge,
    Given,
    Part,
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
_EndOf = Callable[[str, bool], "Reckoned | None"]
"""The low or the high end of what is known of a quantity, as it is reckoned."""


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


WeightedTerm = tuple[Fraction, Leaf | Operation]
"""How often, and what."""
WeightedTerms = tuple[WeightedTerm, ...]
"""A sum."""


class Reckoned(NamedTuple):
    """A recipe, and what it comes to."""

    value: Fraction
    terms: WeightedTerms
    beyond: Fraction = _ZERO
    """How often what is put beyond the end in question counts, which is left out of both."""


def end_recipe(proof: Proof, is_high: bool) -> Reckoned | None:
    """The recipe for an end; None where the proof goes another way than by sums and factors."""
    if isinstance(proof.end, Sum):
        return _of_sum(proof, proof.end)
    if isinstance(proof.end, Clash):
        return _of_clash(proof, proof.end, is_high)
    return None


def _of_sum(proof: Proof, end: Sum) -> Reckoned | None:
    """The sum of all parts is zero at the end: solved for what lies beyond it."""
    found = _added([(part.weight, _part(proof, part)) for part in end.parts])
    if found is None or not found.beyond:
        return None
    return _added([(-1 / found.beyond, found)])


def _part(proof: Proof, part: Part) -> Reckoned | None:
    """What a part of a sum adds, without its weight."""
    if isinstance(part, Edge):
        return _known(proof, part.known, part.weight > 0)
    return _side(part.row, part.weight > 0) if isinstance(part, Weighted) else None


def _of_clash(proof: Proof, end: Clash, is_high: bool) -> Reckoned | None:
    """What meets the value beyond the end, followed back to it constraint by constraint."""
    depends = [given for given in end.known if _depends(proof, given.steps)]
    free = [given for given in end.known if given not in depends]
    if len(depends) != 1 or len(depends[0].steps) != 1 or not free:
        return None
    at = proof.steps[depends[0].steps[0]]
    upper = at.interval.low is not None
    known = _known(proof, free[0], upper)
    while known is not None and at.constraint.kind != BEYOND:
        before = [given for given in at.given if _depends(proof, given.steps)]
        if len(before) != 1 or len(before[0].steps) != 1:
            return None
        others = {given.variable: given for given in at.given if given is not before[0]}
        step = proof.steps[before[0].steps[0]]
        upper = step.interval.low is not None
        known = _solved(
            proof, at.constraint, before[0].variable, upper, others, {at.variable: known}
        )
        at = step
    terms = at.constraint.terms if isinstance(at.constraint, Row) else ()
    return known if len(terms) == 1 and terms[0][1] == 1 and upper is is_high else None


def end_of(proof: Proof, given: Given, high: bool) -> Reckoned | None:
    """The recipe for an end of what a proof knows of a quantity; None as above."""
    return _known(proof, given, high)


def solved_for(proof: Proof, end: Sum, focus: Weighted) -> Reckoned | None:
    """The recipe for what the other parts of a sum leave for the one unknown of a row."""
    own = focus.weight * Fraction(focus.row.terms[0][1])
    others = [part for part in end.parts if part != focus]
    return _added([(-part.weight / own, _part(proof, part)) for part in others])


# --- one constraint ------------------------------------------------------------------------


def _solved(
    proof: Proof,
    constraint: Constraint,
    target: str,
    upper: bool,
    others: dict[str, Given],
    found: dict[str, Reckoned],
) -> Reckoned | None:
    """What a constraint leaves for one of its quantities, the others being given, or found."""

    def end(name: str, high: bool) -> Reckoned | None:
        if name in found:
            return found[name]
        return _known(proof, others[name], high) if name in others else None

    if isinstance(constraint, Row):
        return _row(constraint, target, upper, end)
    return _product(constraint, target, upper, end)


def _row(row: Row, target: str, upper: bool, end: _EndOf) -> Reckoned | None:
    """What a row leaves for one of its quantities."""
    factors = {name: Fraction(factor) for name, factor in row.terms}
    own = factors.pop(target)
    takes_high = (own > 0) == upper
    parts = [(1 / own, _side(row, takes_high))]
    parts += [
        (-factor / own, end(name, (factor > 0) != takes_high)) for name, factor in factors.items()
    ]
    return _added(parts)


def _side(row: Row, high: bool) -> Reckoned | None:
    """An end of a row; of what is put beyond the end in question, that it is that."""
    side = row.interval.high if high else row.interval.low
    if side is None:
        return None
    if row.kind == BEYOND:
        return Reckoned(_ZERO, (), _ONE)
    return Reckoned(side, ((_ONE, Leaf(row, side)),))


def _product(product: Product, target: str, upper: bool, end: _EndOf) -> Reckoned | None:
    """What a product leaves for one of its three quantities: the farthest corner."""
    names = (
        (product.left, product.right)
        if target == product.result
        else (product.result, product.right if target == product.left else product.left)
    )
    choices = [
        [one for high in (False, True) if (one := end(name, high)) is not None] for name in names
    ]
    divides = target != product.result
    corners = []
    for left, right in combinations(*choices):
        if left.beyond or right.beyond or (divides and right.value <= 0):
            continue
        value = left.value / right.value if divides else left.value * right.value
        corners.append(Reckoned(value, ((_ONE, Operation(left.terms, right.terms, divides)),)))
    return (max if upper else min)(corners, key=lambda one: one.value, default=None)


# --- what is known -------------------------------------------------------------------------


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
        if side == value:
            others = {one.variable: one for one in step.given}
            return _solved(proof, step.constraint, step.variable, high, others, {})
    return None


def _depends(proof: Proof, steps: tuple[int, ...]) -> bool:
    """Tell whether what is known rests on a value beyond the end."""
    return any(
        proof.steps[number].constraint.kind == BEYOND
        or any(_depends(proof, given.steps) for given in proof.steps[number].given)
        for number in steps
    )


def _added(parts: Sequence[tuple[Fraction, Reckoned | None]]) -> Reckoned | None:
    """A weighted sum, equal leaves taken together; None where a part has no recipe."""
    known = [(weight, one) for weight, one in parts if one is not None]
    if len(known) < len(parts):
        return None
    summed: dict[Leaf | Operation, Fraction] = {}
    for weight, one in known:
        for factor, leaf in one.terms:
            summed[leaf] = summed.get(leaf, _ZERO) + weight * factor
    kept = tuple(
        (factor, leaf)
        for leaf, factor in summed.items()
        if factor and not (isinstance(leaf, Leaf) and not leaf.value)
    )
    value = sum((weight * one.value for weight, one in known), _ZERO)
    return Reckoned(value, kept, sum((weight * one.beyond for weight, one in known), _ZERO))


# --- as arithmetic -------------------------------------------------------------------------


def leaves(terms: WeightedTerms) -> Iterator[Leaf]:
    """The prints of a recipe, those inside its operations too."""
    for _, one in terms:
        if isinstance(one, Leaf):
            yield one
        else:
            yield from leaves(one.left)
            yield from leaves(one.right)


def written(
    terms: WeightedTerms,
    number: Callable[[Leaf], tuple[str, bool]],
    times: Callable[[Fraction, str], str],
    order: Callable[[WeightedTerm], object],
) -> str:
    """A recipe as arithmetic: `26.75% + 5.85 points`, `100 ÷ (3 - 1)`.

    `number` tells a print without its sign, and whether it is below zero; `times` tells so many
    times something; `order` sorts the terms of a sum.
    """

    def inside(terms: WeightedTerms) -> str:
        text = written(terms, number, times, order)
        return f"({text})" if len(terms) > 1 else text

    parts: list[str] = []
    for factor, one in sorted(terms, key=order):  # type: ignore[arg-type]
        if isinstance(one, Leaf):
            text, is_below = number(one)
        else:
            left, right = inside(one.left), inside(one.right)
            if one.divides and _is_product(one.right):
                right = f"({right})"
            text, is_below = f"{left} {'÷' if one.divides else '×'} {right}", False
        negative = (factor < 0) != is_below
        sign = ("-" if negative else "") if not parts else (" - " if negative else " + ")
        parts.append(sign + times(abs(factor), text))
    return "".join(parts)


def _is_product(terms: WeightedTerms) -> bool:
    """Tell whether a sum of one term is told with × or ÷, and needs brackets behind a ÷."""
    return len(terms) == 1 and (abs(terms[0][0]) != 1 or isinstance(terms[0][1], Operation))
