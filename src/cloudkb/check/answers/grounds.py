"""What a claim is judged by: facts compiled, and all that decides what is said of it, as a hash.

A verdict rests on the components that hold what the claim speaks of, on whatever basis, and on what
is said of the same (entity, metric) by whom; where something conflicts there, also on all by which
suspects are ranked. Where none of that differs from what an earlier run saw, nor does the verdict.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from cloudkb.check.answers import borne_out, forecast_outcomes, linked, other_scopes
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.copies import origins, replaced
from cloudkb.check.constraints.speakers import whose_word
from cloudkb.check.diagnosis.dependencies import hashed
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Row, unknowns
from cloudkb.model import AcceptedException, Claim, Facts

Subject = tuple[str, str]
"""(entity, metric)."""


class Grounds:
    """Facts compiled once, so that some claims can be judged; nothing is proved."""

    def __init__(
        self,
        facts: Facts,
        chosen: Iterable[Claim],
        known: Iterable[str],
        whole: Facts | None = None,
    ) -> None:
        """`whole` are the facts that `facts` were cut from."""
        asked = tuple(chosen)
        self.facts = whole or facts
        self.exceptions = facts.exceptions
        self.replaced = replaced(self.facts)
        also = [
            claim.id
            for claim in asked
            if claim.readings
            and (claim.kind in forecast_outcomes.FORWARD or claim.id in self.replaced)
        ]
        across = other_scopes.quantities_across_bases(facts, asked)
        self.reasoner = Reasoner(facts, known, also, across)
        self.model: ConstraintModel = self.reasoner.model
        self.rows: dict[str, list[Row]] = defaultdict(list)
        """What each claim says."""
        for row in self.reasoner.whole.rows:
            if kind(row).role == "says":
                self.rows[row.label].append(row)
        self.origin = whose_word(self.facts)
        self.roots = origins(self.facts)
        self.origins = {name: self.origin(claim) for name, claim in self.model.claims.items()}
        self.links = linked.links_between(self.facts.claims)
        self._parts: dict[int, str] = {}
        self._hashes: dict[Subject, str] = {}
        self._places_of: dict[Subject, set[int]] = {}

    def affordable(self, chosen: Iterable[Claim], budget: int) -> list[Claim]:
        """The claims that can be judged within some steps, the first first."""
        proved: set[int] = set()
        found = []
        parts = self.reasoner.everything
        for claim in chosen:
            places = parts.places(name for row in self.rows[claim.id] for name, _ in row.terms)
            cost = parts.size(places) + parts.size(places - proved)
            if cost <= budget:
                budget -= cost
                proved |= places
                found.append(claim)
        return found

    # --- what a verdict rests on -------------------------------------------------------------

    def of(self, claim: Claim) -> str:
        """A hash of all that decides a claim's verdict where nothing conflicts around it.

        Empty for sentences and opinions, which rest on the verdicts of others.
        """
        if not claim.readings or claim.kind == "opinion":
            return ""
        told: list[object] = [self.reasoner.dependencies.everywhere, claim.id in self.replaced]
        told += [self._told(claim), *map(self._part, self._around(claim))]
        told += [(one.claims, one.doubt, one.reason) for one in self._own(claim)]
        told += map(self._subject, sorted(self._subjects(claim)))
        return hashed(told)

    def ranking(self, claim: Claim) -> str:
        """A hash of all by which suspects are ranked in conflicts around a claim.

        Empty where more decides than is looked at.
        """
        dependencies, everything = self.reasoner.dependencies, self.reasoner.everything
        told = [dependencies.ranking(everything.system(place)) for place in self._around(claim)]
        return hashed(told) if all(told) else ""

    def labels(self, claim: Claim) -> set[str]:
        """What is said in the components on which a claim's verdict rests."""
        parts = map(self.reasoner.everything.system, self._around(claim))
        return {one.label for part in parts for one in part.constraints}

    def is_doubted(self, claim: Claim) -> bool:
        """Tell whether an exception doubts a claim; others that it names are judged without it."""
        return claim.id in self.reasoner.doubted

    def _around(self, claim: Claim) -> list[int]:
        """The components on which a claim's verdict rests, by number."""
        labels = {
            claim.id,
            *(each for one in self._own(claim) for each in (*one.claims, one.doubt)),
        }
        names = (name for label in labels for name in self._of_labels.get(label, ()))
        found = self.reasoner.everything.places(names)
        return sorted(found.union(*map(self._places, self._subjects(claim))))

    def _own(self, claim: Claim) -> list[AcceptedException]:
        return [one for one in self.exceptions if claim.id in (*one.claims, one.doubt)]

    def _subjects(self, claim: Claim) -> set[Subject]:
        """What a claim is about, and what it is compared with."""
        found = borne_out.subjects_of(self.model.vocabulary, [claim])
        for quantity in other_scopes.quantities(self.model, self.rows[claim.id]):
            found.add(quantity[:2])
        return found

    def _places(self, subject: Subject) -> set[int]:
        """The components that hold something of a subject, on whatever basis."""
        if subject not in self._places_of:
            names = self._unknowns.get(subject, ())
            self._places_of[subject] = self.reasoner.everything.places(names)
        return self._places_of[subject]

    def _subject(self, subject: Subject) -> str:
        """What is said and named of a subject."""
        if subject not in self._hashes:
            self._hashes[subject] = hashed(
                [
                    sorted(self._unknowns.get(subject, ())),
                    self._named.get(subject),
                    sorted(map(self._told, self._claims.get(subject, ()))),
                ]
            )
        return self._hashes[subject]

    def _part(self, place: int) -> str:
        """A component, with what its claims say beside their rows."""
        if place not in self._parts:
            part = self.reasoner.everything.system(place)
            labels = sorted({one.label for one in part.constraints})
            claims = self.model.claims
            self._parts[place] = hashed(
                [
                    self.reasoner.everything.digest(place),
                    [self._told(claims[label]) for label in labels if label in claims],
                    [(label, label in self.reasoner.out) for label in labels],
                    [self.reasoner.copies.get(label) for label in labels],
                ]
            )
        return self._parts[place]

    def _told(self, claim: Claim) -> tuple[str, str]:
        """What a claim says, and whose word it is."""
        return self.reasoner.dependencies.what(claim), self.origin(claim)

    # --- looked up ---------------------------------------------------------------------------

    @cached_property
    def _unknowns(self) -> Mapping[Subject, set[str]]:
        found: dict[Subject, set[str]] = defaultdict(set)
        for name, variable in self.model.variables.items():
            for quantity in (variable.quantity, variable.lower):
                if quantity is not None:
                    found[quantity[:2]].add(name)
        return found

    @cached_property
    def _of_labels(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.reasoner.whole.constraints:
            found[one.label].update(unknowns(one))
        return found

    @cached_property
    def _named(self) -> Mapping[Subject, list[tuple[str, list[str]]]]:
        """The quantities of each subject that somebody names, or a question."""
        found: dict[Subject, list[tuple[str, list[str]]]] = defaultdict(list)
        for quantity in self.model.in_order():
            documents = self.model.named[quantity]
            found[quantity[:2]].append((quantity.name, sorted(documents)))
        return found

    @cached_property
    def _claims(self) -> Mapping[Subject, list[Claim]]:
        found: dict[Subject, list[Claim]] = defaultdict(list)
        for claim in self.facts.claims:
            if claim.metric is not None:
                found[claim.entity, claim.metric].append(claim)
        return found
