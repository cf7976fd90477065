"""Accepted disputes: whether what an exception settles would still come back without it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

from cloudkb.check.constraints import basis
from cloudkb.check.constraints.groups import Group
from cloudkb.check.diagnosis.reasoner import Diagnosis, Reasoner
from cloudkb.check.solver.components import Parts
from cloudkb.check.solver.problem import Conflict, Row
from cloudkb.model import AcceptedException


class Dispute(NamedTuple):
    """An exception, with the conflicts that come back with what it doubts."""

    exception: AcceptedException
    found: Diagnosis | None
    """None when what it doubts is not known, or when no more was needed to see that it is there."""
    conflicts: tuple[Conflict, ...]
    """Those that name its claims."""
    readings: tuple[basis.BasisReading, ...] = ()
    """Groups that no longer fit any basis, and whose conflicts name its claims."""
    remembered: bool = False
    """True when an earlier run proved it, on the same claims."""

    @property
    def in_force(self) -> bool:
        """Whether anything comes back; if not, the exception is stale."""
        return self.remembered or bool(self.conflicts or self.readings)


class Disputes:
    """The exceptions of a base, each put back in its turn."""

    def __init__(self, reasoner: Reasoner) -> None:
        """Nothing is asked yet."""
        self._reasoner = reasoner
        self._apart: Parts | None = None
        self._names: dict[str, set[str]] | None = None
        """The unknowns of each label."""
        self._groups: dict[int, set[Group]] | None = None
        """The groups whose readings speak of each component of everything."""
        self._readings: tuple[Diagnosis, dict[Group, basis.BasisReading]] | None = None

    def accepted(self, found: Diagnosis, bare: bool = True) -> tuple[Dispute, ...]:
        """For each exception what comes back when its doubted claim does.

        `found` is what was found without the doubted claims: the first suspects of all open
        conflicts stay set aside, so that whatever comes back comes from the doubted claim. An
        exception that is stale counts as taken out for those after it: of two that settle one
        dispute, one stays in force.
        """
        disputes: list[Dispute] = []
        stale: set[str] = set()
        for exception in self._reasoner.facts.exceptions:
            dispute = self.put_back(exception, found, bare, frozenset(stale))
            if not dispute.in_force:
                stale.add(exception.doubt)
            disputes.append(dispute)
        return tuple(disputes)

    def put_back(
        self,
        exception: AcceptedException,
        open_ones: Diagnosis,
        bare: bool = True,
        taken_out: frozenset[str] = frozenset(),
    ) -> Dispute:
        """What comes back with what one exception doubts, the others in force.

        `taken_out` is what other exceptions doubt that count as taken out.
        """
        names = self._unknowns(exception)
        if not names:
            return Dispute(exception, None, ())
        doubted = self._reasoner.doubted - taken_out - {exception.doubt}
        aside = (doubted | self._reasoner.also | open_ones.aside) - {exception.doubt}
        mark = self._mark(exception, names, aside)
        if bare and mark in self._reasoner.known:
            self._reasoner.consistent.add(mark)
            return Dispute(exception, None, (), remembered=True)
        part = self._reasoner.part(names, aside)
        claims = {*exception.claims, exception.doubt}
        returning: Sequence[Conflict] = ()
        if bare:
            # whether it is in force is often clear before any reading of a basis
            returning = _naming(claims, self._reasoner.prove(part, bare).conflicts)
        if returning:
            dispute = Dispute(exception, None, tuple(returning))
        else:
            # what is told of it needs all readings, whether it is there only those that reach it
            among = self._joined(names) if bare else None
            earlier = self._untouched(names, open_ones, among)
            found = self._reasoner.find_in(part, doubted, bare, earlier, among)
            failing = tuple(one for one in found.readings if _fails_with(claims, one))
            dispute = Dispute(exception, found, _naming(claims, found.conflicts), failing)
        if dispute.in_force:
            self._reasoner.consistent.add(mark)
        return dispute

    def _mark(
        self, exception: AcceptedException, names: Iterable[str], aside: Iterable[str]
    ) -> str:
        """What a dispute is known by as long as nothing that could concern it changes."""
        parts = self._reasoner.everything().digests(names)
        words = [*parts, "", exception.doubt, *sorted(exception.claims), "", *sorted(aside)]
        return f"dispute {sha256(repr(words).encode()).hexdigest()}"

    def _untouched(
        self, names: Iterable[str], found: Diagnosis, among: set[Group] | None
    ) -> dict[Group, basis.BasisReading]:
        """The readings that say nothing of any unknown in the components of some unknowns."""
        if self._apart is None:
            self._apart = Parts(self._reasoner.whole)
        near = {quantity.name for quantity in self._apart.near(names).variables}
        rows = self._reasoner.readings.all_rows
        if self._readings is None or self._readings[0] is not found:
            self._readings = found, {one.group: one for one in found.readings}
        readings = self._readings[1]
        return {
            group: readings[group]
            for group in (readings if among is None else among & readings.keys())
            if not any(name in near for row in rows(group) for name, _ in row.terms)
        }

    def _joined(self, names: Iterable[str]) -> set[Group]:
        """The groups whose readings join anything to some unknowns, however many on the way."""
        everything = self._reasoner.everything()
        if self._groups is None:
            self._groups = defaultdict(set)
            readings = self._reasoner.readings
            for group in readings.groups:
                spoken = {name for row in readings.all_rows(group) for name, _ in row.terms}
                for place in everything.places(spoken):
                    self._groups[place].add(group)
        return set().union(*(self._groups.get(one, ()) for one in everything.places(names)))

    def _unknowns(self, exception: AcceptedException) -> list[str]:
        if self._names is None:
            self._names = defaultdict(set)
            rows: Iterable[Row] = (*self._reasoner.whole.rows, *self._reasoner.all_readings())
            for row in rows:
                self._names[row.label].update(name for name, _ in row.terms)
            for product in self._reasoner.whole.products:
                self._names[product.label].add(product.result)
        wanted = {exception.doubt, *exception.claims}
        return sorted({name for label in wanted for name in self._names.get(label, ())})


def _naming(claims: set[str], conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that no rounding explains and that name one of the claims."""
    return tuple(one for one in conflicts if not one.rounding and claims.intersection(one.labels))


def _fails_with(claims: set[str], reading: basis.BasisReading) -> bool:
    """Tell whether a group fits no basis, and one of the claims has a part in that."""
    return (
        bool(reading.trials)
        and not reading.fitting
        and any(claims.intersection(trial.conflicts[0].labels) for trial in reading.trials)
    )
