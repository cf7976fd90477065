"""What already stands of what a file says: the same, changed, or restated by a later document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cloudkb.model import Claim, Document, Facts
from cloudkb.reader.claim_ids import made_id

ClaimKey = tuple[str, ...]


class ExistingClaims:
    """The claims of some documents, by what they are about."""

    def __init__(self, claims: Iterable[Claim], documents: Mapping[str, Document]) -> None:
        """Index claims; their documents say which currency goes without saying."""
        self._documents = documents
        self._by_key: dict[ClaimKey, list[Claim]] = {}
        self._by_id: dict[str, Claim] = {}
        for claim in claims:
            self._by_id[claim.id] = claim
            self._by_key.setdefault(self.key(claim), []).append(claim)

    def key(self, claim: Claim) -> ClaimKey:
        """What tells a claim from others of its document, whatever it is called and prints."""
        currency = self._documents[claim.document].currency
        return (claim.document, made_id(claim, currency), claim.source, claim.date.text)

    def like(self, claim: Claim, *, named: bool) -> Sequence[Claim]:
        """Claims of the same document about the same; `named`: it writes an id of its own."""
        if named:
            found = self._by_id.get(claim.id)
            return [] if found is None else [found]
        return self._by_key.get(self.key(claim), ())


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same of what they are about: to the bound, however spelled."""
    spelled = [[each.text for each in claim.readings] for claim in (one, other)]
    alike = spelled[0] == spelled[1] or _meanings(one) == _meanings(other)
    return one.says == other.says and alike


def _meanings(claim: Claim) -> list[Any]:
    return [getattr(one.figure, "interval", one.text) for one in claim.readings]


def apart(one: Claim, other: Claim) -> bool:
    """Whether no value fits both prints; of what has no interval, whether it is another one."""
    left = [getattr(each.figure, "interval", None) for each in one.readings]
    right = [getattr(each.figure, "interval", None) for each in other.readings]
    if len(left) != 1 or len(right) != 1 or left[0] is None or right[0] is None:
        return not says_the_same(one, other)
    return not left[0].meets(right[0])


class Restatements:
    """What documents of other days say about the same: of the same voice, the later restates."""

    def __init__(self, facts: Facts, document: Document, editions: Iterable[str]) -> None:
        """Look for those published before a document, and after it.

        `editions` are documents known to be editions of the same; others have to have the source,
        or the publisher, of what restates them.
        """
        self._document = document
        self._editions = frozenset(editions)
        self._facts = facts
        self._found: tuple[_Told, _Told] | None = None

    def restated_by(self, claim: Claim) -> tuple[str, ...]:
        """The earlier claims about the same that no longer agree with one of this document.

        Those that another one restates already are left out.
        """
        earlier = self._about(claim, 0)
        return tuple(one.id for one in earlier if self._speaks_alike(one, claim, claim))

    def restating(self, claim: Claim) -> str:
        """The first later claim that no longer agrees with one of this document; empty: none.

        What `restated_by` would have said of it, had the documents come in their order.
        """
        later = self._about(claim, 1)
        return next((one.id for one in later if self._speaks_alike(claim, one, claim)), "")

    def _about(self, claim: Claim, which: int) -> Iterable[Claim]:
        if self._found is None:
            self._found = self._index()
        return self._found[which].get(made_id(claim, ""), ())

    def _index(self) -> "tuple[_Told, _Told]":
        """Claims of earlier documents that nothing restates, and those of later ones, by day."""
        own, documents = self._document.published, self._facts.documents
        restated = {name for one in self._facts.claims for name in one.supersedes}
        days = {
            key: (one.published.end or "9999", one.published.start or "")
            for key, one in documents.items()
            if key != self._document.id
        }
        claims = (one for one in self._facts.claims if one.document in days and one.metric)
        found: tuple[_Told, _Told] = ({}, {})
        for one in sorted(claims, key=lambda each: days[each.document]):
            end, start = days[one.document]
            if end < (own.start or "") and one.id not in restated:
                found[0].setdefault(made_id(one, ""), []).append(one)
            elif start > (own.end or "9999"):
                found[1].setdefault(made_id(one, ""), []).append(one)
        return found

    def _speaks_alike(self, old: Claim, new: Claim, claim: Claim) -> bool:
        """Whether one may restate the other, and does; `claim` is the one of this document."""
        other = new if claim is old else old
        is_edition = other.document in self._editions
        voice = self._voice(old)
        return (is_edition or (bool(voice) and voice == self._voice(new))) and apart(old, new)

    def _voice(self, claim: Claim) -> str:
        if claim.source != claim.document:
            return claim.source
        known = self._facts.documents.get(claim.document, self._document)
        return known.publisher or known.author


_Told = dict[str, list[Claim]]
