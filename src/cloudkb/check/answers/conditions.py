"""Holds only if: what a claim that may be true forces on quantities nobody prints."""

from collections.abc import Iterable, Sequence

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import UNSTATED, Quantity
from cloudkb.check.explanation.derivation import ends
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver import prover
from cloudkb.check.solver.components import touching
from cloudkb.check.solver.problem import Bounds, Row, System
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Amount, Condition, ImpliedEnd

_MOST = 4
"""Conditions told."""
_TRIED = 24
_FEW = 5
_LARGE = 120
"""Quantities tried, the nearest to what the claim names first; few where there are many rows."""
_FORMULA = 90
"""Characters of a formula that still helps."""


def find(model: ConstraintModel, system: System, rows: Sequence[Row]) -> tuple[Condition, ...]:
    """The bounds that a claim's rows tighten on quantities nobody prints, its own first.

    Each is the tightest that is proved with the claim, and none without it.
    """
    forced = system.joined(*rows)
    own = {name for row in rows for name, _ in row.terms}
    without, with_it = prover.Prover(system), prover.Prover(forced)
    found: list[tuple[Quantity, Bounds]] = []
    for quantity in _candidates(model, forced, own):
        terms = ((quantity.name, 1),)
        after = _resting(with_it.ends(terms), rows[0].label)
        if after.low == 0 and not model.may_be_negative(quantity):
            # that it is not below zero goes without saying
            after = after.to_high()
        added = None if after == Interval() else _added(without.interval(terms), after)
        # what is below a whole is below it as a part: the same bound is told once
        if added is not None and added not in [bounds.interval for _, bounds in found]:
            found.append((quantity, with_it.implied(terms, added)))
        if len(found) == _MOST:
            break
    spoken = [quantity for quantity, _ in found] + _named(model, own)
    like = {rows[0].label}
    if not _prints_amount(model, rows[0].label):
        like = {label for _, bounds in found for label in bounds.because}
    return tuple(_condition(model, quantity, bounds, spoken, like) for quantity, bounds in found)


def _prints_amount(model: ConstraintModel, label: str) -> bool:
    """Tell whether a claim prints an amount, in whose unit all is told on its card."""
    claim = model.claims.get(label)
    return claim is not None and any(isinstance(one.figure, Amount) for one in claim.readings)


def _candidates(model: ConstraintModel, forced: System, own: Iterable[str]) -> list[Quantity]:
    """Unprinted quantities that the claim may bear on: those it names, then all near them."""
    near = touching(forced, sorted(own))
    found: list[Quantity] = []
    for name in _by_distance(near, own):
        variable = model.variables.get(name)
        if variable is None or variable.kind != "quantity":
            continue
        quantity = variable.quantity
        if model.printed.get(quantity) or UNSTATED in quantity.period:
            continue
        found.append(quantity)
    return found[: _TRIED if len(near.rows) + len(near.products) <= _LARGE else _FEW]


def _by_distance(system: System, own: Iterable[str]) -> list[str]:
    """Unknowns by how many rows and products lie between them and the claim's own."""
    tied: dict[str, set[str]] = {}
    ties = [[name for name, _ in row.terms] for row in system.rows]
    ties += [[one.result, one.left, one.right] for one in system.products]
    for tie in ties:
        for name in tie:
            tied.setdefault(name, set()).update(tie)
    found = sorted(own)
    seen, ring = set(found), found
    while ring:
        ring = sorted({other for name in ring for other in tied.get(name, ())} - seen)
        seen.update(ring)
        found = found + ring
    return found


def _resting(ends: prover.SumEnds, label: str) -> Interval:
    """The ends that a label is needed for, as they were proved."""
    interval = ends.bounds.interval
    if label not in ends.low.labels:
        interval = interval.to_high()
    return interval if label in ends.high.labels else interval.from_low()


def _added(before: Interval, after: Interval) -> Interval | None:
    """What the claim adds: its ends without those that were as tight before."""
    low, high = after.from_low(), after.to_high()
    if before.from_low() == low:
        low = Interval()
    if before.to_high() == high:
        high = Interval()
    added = low.intersect(high)
    return None if added == Interval() else added


def _condition(
    model: ConstraintModel,
    quantity: Quantity,
    bounds: Bounds,
    spoken: Sequence[Quantity],
    like: Iterable[str],
) -> Condition:
    low, high = ends(model, quantity.name, bounds, like)
    sides = [end for end in (low, high) if end is not None]
    because = tuple(sorted({label for end in sides for label in end.because}))
    story = Story(model, because, like=like)
    varying = naming.varying(spoken) - {"scope", "currency"}
    short = naming.quantity(quantity, model.vocabulary, varying | {"period"})
    interval = bounds.interval
    text = _both(sides) if sides else story.spell(quantity.name, interval)
    formula = worded("; ", "；").join(end.formula for end in sides if end.formula)
    formula = formula if len(formula) <= _FORMULA else ""
    told = worded("{quantity} is {value}", quantity=short, value=text)
    return Condition(quantity.name, told, interval, formula, because)


def _both(sides: Sequence[ImpliedEnd]) -> str:
    """One end, or both: at least 3% and at most 5%."""
    if len(sides) == 1:
        return sides[0].text
    first, second = (end.text for end in sides)
    return worded("{first} and {second}", first=first, second=second)


def _named(model: ConstraintModel, unknowns: Iterable[str]) -> list[Quantity]:
    found = (model.variables.get(name) for name in unknowns)
    return [variable.quantity for variable in found if variable and variable.kind == "quantity"]
