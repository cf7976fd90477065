"""Declared lines (totals and formulas) that fail in most periods: the line is wrong, once.

A total that leaves out a part, or a formula with a wrong sign, contradicts the prints of every
period. What fails in at least three periods, and in more than half of those where all that it
ties is printed, is set aside before anything else is looked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.prints import meaning
from cloudkb.check.diagnosis.conflicts import conflicts
from cloudkb.check.relations import formula, total
from cloudkb.check.solver.minimal_conflict import Ground
from cloudkb.check.solver.problem import (
    Candidate,
    Conflict,
    Constraint,
    Row,
    System,
    Variable,
    Work,
    unknowns,
)
from cloudkb.interval import Interval, exactly
from cloudkb.model import Amount

_LEAST = 3
"""Periods in which a line has to fail."""


class FailingLine(NamedTuple):
    """A line of the vocabulary that fails in most periods."""

    name: str
    """The beginning of the names of its identities: `total:aliyun.revenue`."""
    failed: tuple[str, ...]
    """The identities that the prints contradict, by period."""
    periods: tuple[str, ...]
    """Those in which it fails."""
    tried: int
    """In how many all that it ties is printed."""
    labels: frozenset[str]
    """All its identities."""
    conflict: Conflict
    """That of the first period, in which only the line is suspect."""


def failing_lines(
    model: ConstraintModel, system: System, doubted: Collection[str]
) -> tuple[FailingLine, ...]:
    """All lines that fail in most periods, by name; what is `doubted` is no evidence."""
    lines: dict[str, dict[str, Constraint]] = defaultdict(dict)
    here = {one.label for one in system.constraints}
    for name, places in model.single_identities.items():
        if is_declared(name):
            for label, constraint in places.items():
                if label in here and len(places) >= _LEAST:
                    lines[label.partition("@")[0]][label] = constraint
    found = (_failing(model, system, doubted, *line) for line in sorted(lines.items()))
    return tuple(one for one in found if one is not None)


def is_declared(name: str) -> bool:
    """Tell whether identities of a name come from a line under `totals` or `formulas`."""
    kind = name.partition(":")[0]
    return kind == formula.IDENTITY.name or kind.partition("-")[0] == total.IDENTITY.name


def _failing(
    model: ConstraintModel,
    system: System,
    doubted: Collection[str],
    name: str,
    places: dict[str, Constraint],
) -> FailingLine | None:
    if len(places) < _LEAST:
        return None
    tried: dict[str, bool] = {}
    failed: dict[str, str] = {}
    for label, constraint in sorted(places.items()):
        held = holds(model, constraint, doubted)
        if held is None:
            continue
        period = model.identities[label].about.period or ""
        tried[period] = tried.get(period, True) and held
        if not held:
            failed.setdefault(period, label)
    if len(failed) < _LEAST or 2 * len(failed) <= len(tried):
        return None
    first = next(iter(failed.values()))
    conflict = _alone(model, system, first, places[first])
    if conflict is None:
        return None
    return FailingLine(
        name, tuple(failed.values()), tuple(failed), len(tried), frozenset(places), conflict
    )


def _alone(
    model: ConstraintModel, system: System, label: str, constraint: Constraint
) -> Conflict | None:
    """The conflict of an identity with the prints of what it ties."""
    names = unknowns(constraint)
    rows = [
        row
        for row in system.rows
        if row.label in model.claims and len(row.terms) == 1 and row.terms[0][0] in names
    ]
    natural = {one.name: one for one in system.variables}
    part = System(
        tuple(natural.get(one, Variable(one)) for one in sorted(names)),
        (*rows, *([constraint] if isinstance(constraint, Row) else [])),
        () if isinstance(constraint, Row) else (constraint,),
        system.certain,
    )
    for one in conflicts(Ground(part), Work()).conflicts:
        if label in one.labels and not one.rounding:
            row = constraint if isinstance(constraint, Row) else None
            return one._replace(suspects=(Candidate(label, row, None),), alone=True)
    return None


def holds(
    model: ConstraintModel, constraint: Constraint, doubted: Collection[str] = ()
) -> bool | None:
    """Tell whether the prints of all that it ties can be true with it; None without them."""
    known = {}
    for name in unknowns(constraint):
        interval = _printed(model, name, doubted)
        if interval is None:
            return None
        known[name] = interval
    if isinstance(constraint, Row):
        added = exactly(Fraction(0))
        for name, factor in constraint.terms:
            added = added.plus(known[name].scale(Fraction(factor)))
        return not added.intersect(constraint.interval).is_empty()
    made = known[constraint.left].times(known[constraint.right])
    return not made.intersect(known[constraint.result]).is_empty()


def _printed(model: ConstraintModel, unknown: str, doubted: Collection[str]) -> Interval | None:
    """What all prints of a quantity leave for it; None where nobody prints it."""
    variable = model.variables.get(unknown)
    if variable is None or variable.kind != "quantity":
        return None
    printed = [
        meaning(said.figure, said.claim.exact)
        for said in model.printed.get(variable.quantity, ())
        if said.reading is None and isinstance(said.figure, Amount) and said.claim.id not in doubted
    ]
    # cut or rounded, so that what is said to fail does
    return _meet(one.wide or one.interval for one in printed)


def _meet(intervals: Iterable[Interval]) -> Interval | None:
    """What lies in all of them; None without any, or where they clash among themselves."""
    found: Interval | None = None
    for one in intervals:
        found = one if found is None else found.intersect(one)
    return None if found is None or found.is_empty() else found
