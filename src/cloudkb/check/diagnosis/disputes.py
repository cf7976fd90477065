"""Accepted disputes: whether what an exception settles would still come back without it."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from cloudkb.check.diagnosis.reasoner import Diagnosis, Reasoner
from cloudkb.check.solver.problem import Conflict, unknowns
from cloudkb.model import AcceptedException


class Dispute(NamedTuple):
    """An exception, with the conflicts that come back with what it doubts."""

    exception: AcceptedException
    found: Diagnosis | None
    """None when what it doubts is not known, or remembered."""
    conflicts: tuple[Conflict, ...]
    """Those that name its claims."""
    remembered: bool = False
    """True when an earlier run proved it, on the same claims."""

    @property
    def in_force(self) -> bool:
        """Whether anything comes back; if not, the exception is stale."""
        return self.remembered or bool(self.conflicts)


class Disputes:
    """The exceptions of a base, each put back in its turn."""

    def __init__(self, reasoner: Reasoner) -> None:
        """Nothing is asked yet."""
        self._reasoner = reasoner

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
        found = self._reasoner.find_in(part, bare)
        dispute = Dispute(exception, found, _naming(claims, found.conflicts))
        if dispute.in_force:
            self._reasoner.consistent.add(mark)
        return dispute

    def _mark(
        self, exception: AcceptedException, names: Iterable[str], aside: Iterable[str]
    ) -> str:
        """What a dispute is known by as long as nothing that could concern it changes."""
        parts = self._reasoner.everything.digests(names)
        words = [*parts, "", exception.doubt, *sorted(exception.claims), "", *sorted(aside)]
        return f"dispute {sha256(repr(words).encode()).hexdigest()}"

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The unknowns of each label."""
        names: dict[str, set[str]] = defaultdict(set)
        for one in self._reasoner.whole.constraints:
            names[one.label].update(unknowns(one))
        return names

    def _unknowns(self, exception: AcceptedException) -> list[str]:
        wanted = {exception.doubt, *exception.claims}
        return sorted({name for label in wanted for name in self._names.get(label, ())})


def _naming(claims: set[str], conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that no rounding explains and that name one of the claims."""
    return tuple(one for one in conflicts if not one.rounding and claims.intersection(one.labels))
