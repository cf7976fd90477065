"""A base cut into pieces that nothing ties to each other, one look at each claim.

Relations tie claims of one entity; of entities that one claim names (`in`, operands, links), that
part_of or a total ties, that stand in one league of which a rank is said, or whose amounts one
document converts; and claims that name each other. What shares none of these, not even through
others, meets in no row and no product: pieces are unions of components, never less. What a whole
base says beside that is gathered on the way (`Beyond`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cloudkb.check.constraints.slicing import families, operands
from cloudkb.check.constraints.speakers import Heard
from cloudkb.check.constraints.subjects import Subjects, currencies
from cloudkb.check.solver.unions import Unions
from cloudkb.model import (
    AcceptedException,
    Beyond,
    Claim,
    Document,
    Facts,
    Link,
    Rank,
    Vocabulary,
)

_RATE = "rate "
_LEAGUE = "league "
"""No entity is called so: their names have no spaces."""


class Cut:
    """What ties entities to each other, gathered claim by claim."""

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, Document]) -> None:
        """By the vocabulary alone."""
        self._vocabulary = vocabulary
        self._documents = documents
        self._unions: Unions[str] = Unions()
        for entity in vocabulary.entities.values():
            if entity.part_of:
                self._unions.join((entity.id, entity.part_of))
        for total in vocabulary.totals:
            self._unions.join((total.whole, *total.parts))
        self._families = families(vocabulary)
        self._joined: set[tuple[str, ...]] = set()
        self._claims: dict[str, int] = defaultdict(int)
        """How many of each entity there are."""
        self._spoken: dict[str, set[str]] = defaultdict(set)
        """The families in which something is said of each entity."""
        self._ranked: set[str] = set()
        """Families in which somebody is ranked among all there are."""
        self._money: dict[str, set[str]] = defaultdict(set)
        """In what the amounts of each entity are, or may be."""
        self._named: list[tuple[str, str]] = []
        """Entities, with the names of claims that theirs name."""
        self._heard = Heard(vocabulary, documents)
        self._translated: set[str] = set()
        self._numbers: dict[str, int] = {}
        """The piece of each lot, by what stands for it."""

    def add(self, claim: Claim) -> None:
        """Look at one more claim."""
        self._claims[claim.entity] += 1
        self._heard.add(claim)
        others = self._others(claim)
        if others:
            tied = (claim.entity, *others)
            if tied not in self._joined:
                self._joined.add(tied)
                self._unions.join(tied)
        named = (*claim.supersedes, *claim.same_as, claim.disputes, claim.origin)
        self._named += [(claim.entity, name) for name in named if name]
        metric = self._vocabulary.metrics.get(claim.metric or "")
        if metric is None:
            return
        self._spoken[claim.entity].add(self._families[metric.id])
        printed = currencies(claim) | ({claim.currency} - {""})
        if metric.unit == "money" and not printed:
            document = self._documents.get(claim.document)
            printed = {document.currency} if document is not None and document.currency else set()
        if printed:
            self._money[claim.entity] |= printed

    def _others(self, claim: Claim) -> tuple[str, ...]:
        """The entities a claim names beside its own."""
        found = [claim.within] if claim.within else []
        found += [one.entity for one in operands(claim) if one.entity]
        for reading in claim.readings:
            if isinstance(reading.figure, Link):
                found.append(reading.figure.entity)
            elif isinstance(reading.figure, Rank) and not claim.within:
                self._ranked.add(self._families.get(claim.metric or "", ""))
        return tuple(found)

    def converted(self) -> frozenset[str]:
        """The entities whose claims have to be looked at once more, by `look_again`.

        Their amounts are in several currencies, so that a document may convert them.
        """
        entities = self._vocabulary.entities
        return frozenset(
            name
            for name, found in self._money.items()
            if len(found | ({entities[name].currency} if name in entities else set()) - {""}) > 1
        )

    def look_again(self, claims: Iterable[Claim]) -> None:
        """Look at all claims of some of the `converted`."""
        again = tuple(claims)
        for claim in again:
            metric = self._vocabulary.metrics.get(claim.metric or "")
            if currencies(claim) or (metric is not None and metric.unit == "money"):
                self._unions.join((claim.entity, _RATE + claim.document))
        facts = Facts(self._vocabulary, self._documents, again)
        self._translated |= Subjects(facts, {}).translations()

    def beyond(self, exceptions: Iterable[AcceptedException]) -> Beyond:
        """What all claims say that bears on any piece; asked when all were added."""
        doubted = {one.doubt for one in exceptions}
        return Beyond(
            frozenset(self._translated), self._heard.employers(doubted), self._heard.releases()
        )

    def settle(
        self, exceptions: Iterable[AcceptedException], owners: Mapping[str, str], most: int
    ) -> int:
        """Cut, when all were added: into how many pieces, at least one.

        What is tied is in one; as many lots are put together as have at most so many claims, in
        the order in which they were first spoken of. `owners` has the entity of each claim.
        """
        for entity, name in self._named:
            if name in owners:
                self._unions.join((entity, owners[name]))
        for entity, spoken in self._spoken.items():
            self._unions.join((entity, *(_LEAGUE + one for one in spoken & self._ranked)))
        for exception in exceptions:
            self._unions.join(self._named_by(exception, owners))
        size: dict[str, int] = defaultdict(int)
        for entity, number in self._claims.items():
            size[self._unions.find(entity)] += number
        number = held = 0
        for top, count in size.items():
            if held and held + count > most:
                number, held = number + 1, 0
            self._numbers[top] = number
            held += count
        return number + 1

    def piece(self, entity: str) -> int:
        """In which piece an entity is, from 0; asked when that is settled."""
        return self._numbers.get(self._unions.find(entity), 0)

    def piece_of(self, exception: AcceptedException, owners: Mapping[str, str]) -> int:
        """In which piece everything is that an exception is about."""
        return next(map(self.piece, self._named_by(exception, owners)), 0)

    def _named_by(self, exception: AcceptedException, owners: Mapping[str, str]) -> list[str]:
        """The entities that an exception is about, by its claims and by identities it doubts."""
        names = (*exception.claims, exception.doubt)
        found = [owners[name] for name in names if name in owners]
        for name in names:
            for told in name.split(":")[1:]:
                words = told.split(".")
                starts = (".".join(words[:end]) for end in range(1, len(words) + 1))
                found += [one for one in starts if one in self._vocabulary.entities]
        return found
