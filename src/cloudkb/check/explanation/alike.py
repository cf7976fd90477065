"""Whether an identity under suspicion holds where else all that it ties is printed."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.prints import meaning
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Constraint, Row, unknowns
from cloudkb.interval import Interval, exactly
from cloudkb.model import Amount, Step, Suspect

_NAMED = 2
"""Identities of which it is told."""


def explain(story: Story, suspects: Sequence[Suspect]) -> list[Step]:
    """A sentence for each kind of suspected identity that can be tried elsewhere."""
    model = story.model
    names = dict.fromkeys(model.identities[one.name].name for one in suspects if one.is_identity)
    steps = []
    for name in list(names)[:_NAMED]:
        tried = [
            found
            for label, constraint in model.single_identities.get(name, {}).items()
            if label not in story.labels and (found := holds(model, constraint)) is not None
        ]
        if tried:
            sources = tuple(one.name for one in suspects if one.is_identity)
            steps.append(Step("suspects", _sentence(name, sum(tried), len(tried)), sources=sources))
    return steps


def _sentence(name: str, held: int, tried: int) -> str:
    places = "place" if tried == 1 else f"{tried} places"
    where = f"other {places} where all that it ties is printed"
    if held == tried:
        return f"`{name}` holds in the {'one ' if tried == 1 else ''}{where}."
    if not held:
        return f"`{name}` fails in the {'one ' if tried == 1 else ''}{where}, too."
    return f"`{name}` holds in {held} of the {where}."


def holds(model: ConstraintModel, constraint: Constraint) -> bool | None:
    """Tell whether the prints of all that it ties can be true with it; None without them."""
    known = {}
    for name in unknowns(constraint):
        interval = _printed(model, name)
        if interval is None:
            return None
        known[name] = interval
    if isinstance(constraint, Row):
        total = exactly(Fraction(0))
        for name, factor in constraint.terms:
            total = total.plus(known[name].scale(Fraction(factor)))
        return not total.intersect(constraint.interval).is_empty()
    made = known[constraint.left].times(known[constraint.right])
    return not made.intersect(known[constraint.result]).is_empty()


def _printed(model: ConstraintModel, unknown: str) -> Interval | None:
    """What all prints of a quantity leave for it; None where nobody prints it."""
    variable = model.variables.get(unknown)
    if variable is None or variable.kind != "quantity":
        return None
    printed = [
        meaning(said.figure, said.claim.exact)
        for said in model.printed.get(variable.quantity, ())
        if said.reading is None and isinstance(said.figure, Amount)
    ]
    # cut or rounded, so that what is said to fail does
    return _meet(one.wide or one.interval for one in printed)


def _meet(intervals: Iterable[Interval]) -> Interval | None:
    """What lies in all of them; None without any, or where they clash among themselves."""
    found: Interval | None = None
    for one in intervals:
        found = one if found is None else found.intersect(one)
    return None if found is None or found.is_empty() else found
