"""Every proof is checked anew before anyone hears of it: multiply, add, compare.

This module shares no code with what finds proofs. It is told the system the proof speaks of
and takes nothing else for granted.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from cloudkb.check.solver.problem import (
    Clash,
    Constraint,
    Cycle,
    Edge,
    Envelope,
    Given,
    Narrowing,
    Part,
    Product,
    Proof,
    Row,
    Sum,
    System,
)
from cloudkb.interval import Interval

_ALL = Interval()
StrictBound = tuple[Fraction, bool]
"""A bound and whether it is strict."""


def holds(system: System, proof: Proof) -> bool:
    """Tell whether the proof proves that no values satisfy the system."""
    checker = _Checker(system, proof.steps)
    if not all(checker.step(place, step) for place, step in enumerate(proof.steps)):
        return False
    if isinstance(proof.end, Clash):
        return checker.clash(proof.end)
    if isinstance(proof.end, Sum):
        return checker.sum(proof.end)
    return checker.cycle(proof.end)


class _Checker:
    def __init__(self, system: System, steps: Sequence[Narrowing]) -> None:
        self.natural = {one.name: one.natural for one in system.variables}
        self.constraints: dict[tuple[str, str], list[Constraint]] = defaultdict(list)
        for row in system.rows:
            self.constraints[row.label, row.terms[0][0]].append(row)
        for product in system.products:
            self.constraints[product.label, product.result].append(product)
        self.steps = steps

    def knows(self, one: Constraint) -> bool:
        """The constraint is one of the system's."""
        name = one.terms[0][0] if isinstance(one, Row) else one.result
        return one in self.constraints.get((one.label, name), ())

    def given(self, one: Given, before: int) -> bool:
        """What is said to be known follows from the steps it names."""
        known = self.natural.get(one.variable, _ALL)
        for place in one.steps:
            if not 0 <= place < before or self.steps[place].variable != one.variable:
                return False
            known = known.intersect(self.steps[place].interval)
        return one.interval.encloses(known)

    def step(self, place: int, step: Narrowing) -> bool:
        """A constraint and what is known of the others leave no more than the step says."""
        if not self.knows(step.constraint):
            return False
        if not all(self.given(one, place) for one in step.given):
            return False
        known = {one.variable: one.interval for one in step.given}
        if isinstance(step.constraint, Row):
            return any(
                step.interval.encloses(_left_by_row(step.constraint, name, factor, known))
                for name, factor in step.constraint.terms
                if name == step.variable
            )
        return any(
            step.interval.encloses(left)
            for left in _left_by_product(step.constraint, step.variable, known)
        )

    def clash(self, end: Clash) -> bool:
        """Nothing lies in all that is known of the variable."""
        known = _ALL
        for one in end.known:
            if one.variable != end.variable or not self.given(one, len(self.steps)):
                return False
            known = known.intersect(one.interval)
        return known.is_empty()

    def sum(self, end: Sum) -> bool:
        """The parts add up to `0 <= total`, or `<`, which is not so."""
        terms: dict[str, Fraction] = defaultdict(Fraction)
        total, strict = Fraction(0), False
        for part in end.parts:
            found = self._part(part)
            if found is None or part.weight == 0:
                return False
            for name, factor in found[0]:
                terms[name] += factor
            total += found[1][0]
            strict = strict or found[1][1]
        if any(terms.values()) or (total, strict) != (end.total, end.strict):
            return False
        return total < 0 or (total == 0 and strict)

    def _part(self, part: Part) -> tuple[list[tuple[str, Fraction]], StrictBound] | None:
        """A part times its weight, as terms <= bound."""
        weight = part.weight
        if isinstance(part, Envelope):
            if not self._hull(part):
                return None
            by = -abs(weight)
            return [(name, by * factor) for name, factor in part.terms], (by * part.low, part.open)
        if isinstance(part, Edge):
            if not self.given(part.known, len(self.steps)):
                return None
            interval = part.known.interval
            scaled = [(part.known.variable, weight)]
        else:
            if not self.knows(part.row):
                return None
            interval = part.row.interval
            scaled = [(name, weight * factor) for name, factor in part.row.terms]
        end, is_open = _side(interval, weight > 0)
        return None if end is None else (scaled, (weight * end, is_open))

    def _hull(self, part: Envelope) -> bool:
        """(left - a)(right - b) has a sign, and multiplied out it says what the part says."""
        product, left, right = part.product, part.left, part.right
        if not self.knows(product) or not all(
            self.given(one, len(self.steps)) for one in (left, right)
        ):
            return False
        if (left.variable, right.variable) != (product.left, product.right):
            return False
        a, a_open = _side(left.interval, part.left_end == "high")
        b, b_open = _side(right.interval, part.right_end == "high")
        if a is None or b is None:
            return False
        sign = 1 if part.left_end == part.right_end else -1
        terms: dict[str, Fraction] = defaultdict(Fraction)
        terms[product.result] += sign
        terms[product.left] -= sign * b
        terms[product.right] -= sign * a
        said: dict[str, Fraction] = defaultdict(Fraction)
        for name, factor in part.terms:
            said[name] += factor
        same = {name: one for name, one in terms.items() if one} == {
            name: one for name, one in said.items() if one
        }
        return same and part.low <= -sign * a * b and (not part.open or (a_open and b_open))

    def cycle(self, end: Cycle) -> bool:
        """The power product of products and ratios is 1 or more, and at most `total` < 1."""
        powers: dict[str, int] = defaultdict(int)
        total, strict = Fraction(1), False
        for power, product in end.products:
            if not self.knows(product):
                return False
            powers[product.left] += power
            powers[product.right] += power
            powers[product.result] -= power
        for ratio in end.ratios:
            found = _ratio(ratio.row, ratio.below, ratio.above)
            if not self.knows(ratio.row) or ratio.power <= 0:
                return False
            if found != (ratio.factor, ratio.strict):
                return False
            powers[ratio.above] += ratio.power
            powers[ratio.below] -= ratio.power
            total *= ratio.factor**ratio.power
            strict = strict or ratio.strict
        positive = self._positive(end)
        if not powers.keys() <= positive:
            return False
        for power, known in end.factors:
            limit, is_open = _side(known.interval, power > 0)
            if not self.given(known, len(self.steps)) or limit is None or limit <= 0 or not power:
                return False
            powers[known.variable] -= power
            total *= limit**power
            strict = strict or is_open
        if any(powers.values()) or (total, strict) != (end.total, end.strict):
            return False
        return total < 1 or (total == 1 and strict)

    def _positive(self, end: Cycle) -> set[str]:
        """Variables above 0: by nature, by what is known, by the products and the ratios."""
        known = [(step.variable, step.interval) for step in self.steps]
        positive = {
            name for name, interval in [*self.natural.items(), *known] if interval.is_positive()
        }
        size = -1
        while size < len(positive):
            size = len(positive)
            for _, (result, left, right, *_rest) in end.products:
                if {left, right} <= positive:
                    positive.add(result)
                elif result in positive and {left, right} & positive:
                    positive.update((left, right))
            positive.update(ratio.above for ratio in end.ratios if ratio.below in positive)
        return positive


def _side(interval: Interval, is_high: bool) -> tuple[Fraction | None, bool]:
    if is_high:
        return interval.high, interval.high_open
    return interval.low, interval.low_open


def _ratio(row: Row, below: str, above: str) -> tuple[Fraction, bool] | None:
    """The factor f of a row that says below <= f * above, and whether it says <."""
    factors = dict(row.terms)
    if set(factors) != {below, above} or len(row.terms) != 2:
        return None
    one, other = Fraction(factors[below]), Fraction(factors[above])
    end, is_open = _side(row.interval, one > 0)
    if end is None or end * one > 0 or one * other >= 0:
        return None
    return -other / one, is_open or end != 0


def _left_by_row(
    row: Row, variable: str, factor: Fraction | int, known: dict[str, Interval]
) -> Interval:
    """What a row leaves for one variable: (interval - all the others) / factor."""
    left = row.interval
    for name, other in row.terms:
        if name != variable:
            left = left.plus(known.get(name, _ALL).scale(Fraction(-other)))
    return left.scale(1 / Fraction(factor))


def _left_by_product(
    product: Product, variable: str, known: dict[str, Interval]
) -> Iterable[Interval]:
    """What a product leaves for one of its variables, in each place where it stands."""
    result, left, right = (
        known.get(name, _ALL) for name in (product.result, product.left, product.right)
    )
    if variable == product.result:
        yield left.times(right)
    for factor, other in ((product.left, right), (product.right, left)):
        if variable == factor and (other.is_positive() or other.mirrored().is_positive()):
            yield result.over(other)
