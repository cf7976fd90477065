"""Declared lines (totals and formulas) that fail in most periods: the line is wrong, once.

A total that leaves out a part, or a formula with a wrong sign, contradicts the prints of every
period. What fails in at least three periods, and in more than half of those where all that it
ties is printed, is set aside before anything else is looked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.prints import meaning
from cloudkb.check.diagnosis.conflicts import conflicts
from cloudkb.check.relations import formula, total
from cloudkb.check.solver.alternatives import contradiction
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.minimal_conflict import Ground
from cloudkb.check.solver.problem import (
    Candidate,
    Conflict,
    Constraint,
    Product,
    Row,
    System,
    Variable,
    Work,
    unknowns,
)
from cloudkb.interval import Interval, exactly

_LEAST = 3
"""Periods in which a line has to fail."""


class TriedIdentities(NamedTuple):
    """The identities of a name that can be tried, since all that they tie is printed."""

    by_label: Mapping[str, bool]
    """Whether each holds."""
    number: int
    held: int


_TRIED: WeakKeyDictionary[ConstraintModel, dict[str, TriedIdentities]] = WeakKeyDictionary()


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
    tied: frozenset[str]
    """The unknowns that it ties where it fails."""
    conflict: Conflict
    """That of the first period, in which only the line is suspect."""


def failing_lines(
    model: ConstraintModel, system: System, doubted: Collection[str]
) -> tuple[FailingLine, ...]:
    """All lines that fail in most periods, by name; what is `doubted` is no evidence."""
    lines: dict[str, dict[str, list[Constraint]]] = defaultdict(dict)
    for one in system.constraints:
        identity = model.identities.get(one.label)
        if identity is not None and is_declared(identity.name):
            line = lines[one.label.partition("@")[0]]
            line.setdefault(one.label, []).append(one)
    if not lines:
        return ()
    inside = _inside(model, system)
    natural = {one.name: one for one in system.variables}
    for places in lines.values():
        for constraints in places.values():
            _complete(constraints, inside)
    found = (_failing(model, system, natural, doubted, *line) for line in sorted(lines.items()))
    return tuple(one for one in found if one is not None)


def _inside(model: ConstraintModel, system: System) -> dict[str, list[Constraint]]:
    """What has no label, by the unknowns inside formulas that it ties."""
    found: dict[str, list[Constraint]] = defaultdict(list)
    for one in system.constraints:
        if not one.label:
            for name in unknowns(one):
                if _is_inside(model, name):
                    found[name].append(one)
    return found


def _is_inside(model: ConstraintModel, unknown: str) -> bool:
    """Tell whether an unknown only stands inside a formula."""
    variable = model.variables.get(unknown)
    return variable is not None and variable.kind == "part"


def _complete(constraints: list[Constraint], inside: Mapping[str, Sequence[Constraint]]) -> None:
    """Add what gives the unknowns inside a formula their meaning."""
    for one in constraints:
        # the list grows meanwhile: what is added may have parts of its own
        for name in unknowns(one):
            constraints += [each for each in inside.get(name, ()) if each not in constraints]


def is_declared(name: str) -> bool:
    """Tell whether identities of a name come from a line under `totals` or `formulas`."""
    kind = name.partition(":")[0]
    return kind == formula.IDENTITY.name or kind.partition("-")[0] == total.IDENTITY.name


def _failing(
    model: ConstraintModel,
    system: System,
    natural: Mapping[str, Variable],
    doubted: Collection[str],
    name: str,
    places: dict[str, list[Constraint]],
) -> FailingLine | None:
    if len(places) < _LEAST:
        return None
    tried: dict[str, bool] = {}
    failed: dict[str, str] = {}
    for number, (label, constraints) in enumerate(sorted(places.items())):
        if len(tried) - len(failed) >= len(failed) + 2 * (len(places) - number):
            # it holds in half of the periods, whatever is left (of these, in another currency, too)
            return None
        held = _hold(model, constraints, doubted, natural)
        if held is None:
            continue
        period = model.identities[label].about.period or ""
        tried[period] = tried.get(period, True) and held
        if not held:
            failed.setdefault(period, label)
    if len(failed) < _LEAST or 2 * len(failed) <= len(tried):
        return None
    first = next(iter(failed.values()))
    conflict = _alone(model, system, natural, first, places[first])
    if conflict is None:
        return None
    labels = tuple(failed.values())
    tied = frozenset().union(*(_tied(model, places[label]) for label in labels))
    return FailingLine(name, labels, tuple(failed), len(tried), frozenset(places), tied, conflict)


def _alone(
    model: ConstraintModel,
    system: System,
    natural: Mapping[str, Variable],
    label: str,
    constraints: list[Constraint],
) -> Conflict | None:
    """The conflict of an identity with the prints of what it ties."""
    names = _tied(model, constraints)
    rows = [
        row
        for row in system.rows
        if row.label in model.claims and len(row.terms) == 1 and row.terms[0][0] in names
    ]
    part = _system(natural, rows, constraints)
    row = constraints[0] if isinstance(constraints[0], Row) and len(constraints) == 1 else None
    for one in conflicts(Ground(part), Work()).conflicts:
        if label in one.labels and not one.rounding:
            return one._replace(suspects=(Candidate(label, row, None),), alone=True)
    return None


def _system(
    natural: Mapping[str, Variable], rows: Sequence[Row], constraints: Sequence[Constraint]
) -> System:
    """Some prints and an identity, without all else."""
    names = sorted({name for one in (*rows, *constraints) for name in unknowns(one)})
    return System(
        tuple(natural.get(one, Variable(one)) for one in names),
        (*rows, *(one for one in constraints if isinstance(one, Row))),
        tuple(one for one in constraints if isinstance(one, Product)),
    )


def _tied(model: ConstraintModel, constraints: Iterable[Constraint]) -> frozenset[str]:
    """The unknowns that are tied, without what only stands inside a formula."""
    names = {name for one in constraints for name in unknowns(one)}
    return frozenset(one for one in names if not _is_inside(model, one))


def _hold(
    model: ConstraintModel,
    constraints: list[Constraint],
    doubted: Collection[str],
    natural: Mapping[str, Variable],
) -> bool | None:
    """As `holds`, of an identity that may be several rows and products."""
    if len(constraints) == 1:
        return can_hold(model, constraints[0], doubted)
    rows = []
    for name in sorted(_tied(model, constraints)):
        interval = _printed(model, name, doubted)
        if interval is None:
            return None
        rows.append(Row(((name, Fraction(1)),), interval, name))
    asked = IndexedProblem(_system(natural, rows, constraints))
    return contradiction(asked, Work()) is None


def tried(model: ConstraintModel, name: str) -> TriedIdentities:
    """The identities of a name of which all that it ties is printed; looked for once."""
    known = _TRIED.setdefault(model, {})
    if name not in known:
        constraints = model.single_identities.get(name, {})
        found = ((label, can_hold(model, one)) for label, one in constraints.items())
        printed = {label: held for label, held in found if held is not None}
        known[name] = TriedIdentities(printed, len(printed), sum(printed.values()))
    return known[name]


def can_hold(
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
        return added.meets(constraint.interval)
    made = known[constraint.left].times(known[constraint.right])
    return made.meets(known[constraint.result])


def _printed(model: ConstraintModel, unknown: str, doubted: Collection[str]) -> Interval | None:
    """What all prints of a quantity leave for it; None where nobody prints it."""
    variable = model.variables.get(unknown)
    if variable is None or variable.kind != "quantity":
        return None
    printed = [
        meaning(figure, claim.exact)
        for figure, claim in model.levels(variable.quantity)
        if claim.id not in doubted
    ]
    # cut or rounded, so that what is said to fail does
    return _meet(one.wide or one.interval for one in printed)


def _meet(intervals: Iterable[Interval]) -> Interval | None:
    """What lies in all of them; None without any, or where they clash among themselves."""
    found: Interval | None = None
    for one in intervals:
        found = one if found is None else found.intersect(one)
    return None if found is None or found.is_empty() else found
