"""The basis not stated: which readings of it hold, and what the others fail on.

A group stands on its own basis first (conflicts there are errors). Then it is read as each
stated scope that is *tested*: one that puts a bound on some unknown of the group, directly or
through identities. Where exactly one of them fits, the group is taken to stand on it; where
none is tested, or several fit, all such groups are taken to share one basis. Each of these
readings is a doubtable identity, so what conflicts by it is only a warning.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from cloudkb.check.constraints.groups import SHARED, BasisReadings, Group
from cloudkb.check.solver.components import Parts
from cloudkb.check.solver.problem import Conflict, Row, System, unknowns
from cloudkb.interval import Interval

Prove = Callable[[System, bool], Sequence[Conflict]]
"""Finds the conflicts of a system that need a reading of a basis; bare or with suspects."""


class BasisProver(NamedTuple):
    """What is asked of the prover."""

    needing: Prove
    clashing: Callable[[System], set[str]]
    """Labels from every component of a system in which something conflicts, or is left open."""
    doubted: frozenset[str]
    """BasisReadings that exceptions doubt: these are not tried, and speak against nothing."""


class Propagated(NamedTuple):
    """What propagation knows of every unknown before any reading is made."""

    box: Mapping[str, Interval]
    empty: Mapping[str, Interval]
    """The same without any claim: what identities and metrics say by themselves."""


class Trial(NamedTuple):
    """What reading a group as one scope comes to."""

    scope: str
    conflicts: tuple[Conflict, ...]
    """Empty when it fits."""


class BasisReading(NamedTuple):
    """What is made of one group."""

    group: Group
    trials: tuple[Trial, ...]
    """One for each tested scope, by name."""
    single: Mapping[str, tuple[str, ...]]
    """When no scope fits the group whole: for each of its claims the scopes that fit it alone."""

    @property
    def fitting(self) -> tuple[str, ...]:
        """The tested scopes that fit."""
        return tuple(trial.scope for trial in self.trials if not trial.conflicts)

    @property
    def scope(self) -> str:
        """What the group is read as: a scope, the shared basis, or (empty) nothing."""
        if not self.trials or len(self.fitting) > 1:
            return SHARED
        return self.fitting[0] if self.fitting else ""


def read(
    readings: BasisReadings,
    system: System,
    known: Propagated,
    asked: BasisProver,
    bare: bool = False,
    earlier: Mapping[Group, BasisReading] = MappingProxyType({}),
    among: Iterable[Group] | None = None,
) -> tuple[BasisReading, ...]:
    """Try the readings of every group of a system in which nothing conflicts.

    With `bare`, conflicts are found and not told: no suspects, no trial claim by claim. Groups
    in `earlier` were tried before, and nothing that concerns them has changed. With `among`,
    only those are tried: the others cannot concern the system.
    """
    groups = sorted(readings.groups if among is None else among)
    if not groups:
        return ()
    parts = Parts(system)
    labels = _labels_by_unknown(system)
    tested = {
        group: [
            scope
            for scope in readings.stated.get(group, ())
            if _is_tested(readings, readings.rows(group, scope), known, labels)
        ]
        for group in groups
        if group not in earlier
    }
    sure = _fitting_together(readings, parts, tested, asked)
    found = []
    for group in groups:
        if group in earlier:
            found.append(earlier[group])
            continue
        trials = []
        for scope in tested[group]:
            conflicts: tuple[Conflict, ...] = ()
            if (group, scope) not in sure:
                rows = readings.rows(group, scope)
                conflicts = _settled(asked.needing(parts.near((), rows), True))
            trials.append(Trial(scope, conflicts))
        reading = BasisReading(group, tuple(trials), {})
        found.append(reading if bare else _made(reading, readings, parts, asked.needing, labels))
    return tuple(found)


def _fitting_together(
    readings: BasisReadings,
    parts: Parts,
    tested: Mapping[Group, Sequence[str]],
    asked: BasisProver,
) -> set[tuple[Group, str]]:
    """The readings that fit even when all of a round are made at once.

    What holds together holds by itself, so none of these needs a trial of its own; the first
    scopes of all groups make the first round, the second ones the next.
    """
    sure = {
        (group, scope)
        for group, scopes in tested.items()
        for scope in scopes
        if str(group.read_as(scope)) in asked.doubted
    }
    for turn in range(max(map(len, tested.values()), default=0)):
        made = [
            (group, scopes[turn])
            for group, scopes in tested.items()
            if turn < len(scopes) and (group, scopes[turn]) not in sure
        ]
        if len(made) < 2:
            continue
        rows = [row for one in made for row in readings.rows(*one)]
        joint = parts.near((), rows)
        names: dict[str, str] = {}
        for constraint in joint.constraints:
            names.setdefault(constraint.label, unknowns(constraint)[0])
        laid_out = Parts(joint)
        clashing = laid_out.places(names[label] for label in asked.clashing(joint))
        for group, scope in made:
            here = laid_out.places(row.terms[0][0] for row in readings.rows(group, scope))
            if not here & clashing:
                sure.add((group, scope))
    return sure


def _made(
    reading: BasisReading,
    readings: BasisReadings,
    parts: Parts,
    prove: Prove,
    labels: Mapping[str, set[str]],
) -> BasisReading:
    """The same with suspects, if there is something to tell: no scope fits, or one of several."""
    fitting = len(reading.fitting)
    if fitting > 1 or fitting == len(reading.trials):
        return reading
    trials = tuple(
        trial._replace(
            conflicts=_settled(
                prove(parts.near((), readings.rows(reading.group, trial.scope)), False)
            )
        )
        if trial.conflicts
        else trial
        for trial in reading.trials
    )
    single = {} if reading.fitting else _one_by_one(reading, readings, parts, prove, labels)
    return BasisReading(reading.group, trials, single)


def joined(readings: BasisReadings, found: Iterable[BasisReading]) -> tuple[Row, ...]:
    """The rows of all readings that are made."""
    return tuple(row for one in found if one.scope for row in readings.rows(one.group, one.scope))


def _settled(conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """Only what no rounding explains speaks against a reading."""
    return tuple(conflict for conflict in conflicts if not conflict.rounding)


def _is_tested(
    readings: BasisReadings,
    rows: tuple[Row, ...],
    known: Propagated,
    labels: Mapping[str, set[str]],
) -> bool:
    """Tell whether claims say anything of the group's unknowns as they are in the scope."""
    for row in rows:
        there = row.terms[1][0]
        if not known.box.get(there, Interval()).encloses(known.empty.get(there, Interval())):
            return True
        if any(readings.is_claim(label) for label in labels.get(there, ())):
            return True
    return False


def _labels_by_unknown(system: System) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in system.rows:
        for name, _ in row.terms:
            found.setdefault(name, set()).add(row.label)
    return found


def _one_by_one(
    reading: BasisReading,
    readings: BasisReadings,
    parts: Parts,
    prove: Prove,
    labels: Mapping[str, set[str]],
) -> dict[str, tuple[str, ...]]:
    """Each claim of the group alone, as each tested scope."""
    rows = {trial.scope: readings.rows(reading.group, trial.scope) for trial in reading.trials}
    here = {row.terms[0][0] for each in rows.values() for row in each}
    near = {label for name in here for label in labels.get(name, ())}
    claims = sorted(filter(readings.is_claim, near))
    if len(claims) < 2:
        return {}
    found = {}
    for claim in claims:
        others = set(claims) - {claim}
        found[claim] = tuple(
            scope
            for scope, each in rows.items()
            if not _settled(prove(parts.near((), each).without(others), True))
        )
    return found
