"""What already stands of what a file says: the same, changed, or restated by a later document."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cloudkb.model import Claim, Document, Facts
from cloudkb.reader.claim_ids import made_id

Key = tuple[str, ...]


class StandingClaims:
    """The claims of some documents, by what they are about."""

    def __init__(self, claims: Iterable[Claim], documents: Mapping[str, Document]) -> None:
        """Index claims; their documents say which currency goes without saying."""
        self._documents = documents
        self._by_key: dict[Key, list[Claim]] = {}
        self._by_id: dict[str, Claim] = {}
        for claim in claims:
            self._by_id[claim.id] = claim
            self._by_key.setdefault(self.key(claim), []).append(claim)

    def key(self, claim: Claim) -> Key:
        """What tells a claim from others of its document, whatever it is called and prints."""
        currency = self._documents[claim.document].currency
        return (claim.document, made_id(claim, currency), claim.source, claim.date.text)

    def like(self, claim: Claim, *, named: bool) -> Sequence[Claim]:
        """Claims of the same document about the same; `named`: it writes an id of its own."""
        if named:
            found = self._by_id.get(claim.id)
            return [] if found is None else [found]
        return self._by_key.get(self.key(claim), ())


def same_print(one: Claim, other: Claim) -> bool:
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
        return not same_print(one, other)
    return not left[0].meets(right[0])


class Earlier:
    """Claims of earlier documents that a later one restates: of the same voice, about the same."""

    def __init__(self, facts: Facts, document: Document, earlier: Iterable[str]) -> None:
        """Look for those published before a document.

        `earlier` are documents known to be editions of the same; others have to have the source,
        or the publisher, of what restates them.
        """
        self._document = document
        self._earlier = frozenset(earlier)
        self._facts = facts
        self._found: dict[str, list[Claim]] | None = None

    def restated_by(self, claim: Claim) -> Claim | None:
        """The latest earlier claim about the same that it does not agree with, if there is one."""
        if self._found is None:
            self._found = self._index()
        told = self._found.get(made_id(claim, ""), ())
        last = next((one for one in reversed(told) if self._speaks_alike(one, claim)), None)
        return last if last is not None and apart(last, claim) else None

    def _index(self) -> dict[str, list[Claim]]:
        day = self._document.published.start or ""
        documents = self._facts.documents
        before = {
            key
            for key, one in documents.items()
            if key != self._document.id and (one.published.end or "9999") < day
        }
        restated = {name for one in self._facts.claims for name in one.supersedes}
        found: dict[str, list[Claim]] = {}
        claims = [one for one in self._facts.claims if one.document in before]
        for one in sorted(claims, key=lambda each: documents[each.document].published.end or ""):
            if one.id not in restated and one.metric is not None:
                name = made_id(one, "")
                found.setdefault(name, []).append(one)
        return found

    def _speaks_alike(self, old: Claim, new: Claim) -> bool:
        if old.document in self._earlier:
            return True
        return bool(self._voice(old)) and self._voice(old) == self._voice(new)

    def _voice(self, claim: Claim) -> str:
        if claim.source != claim.document:
            return claim.source
        known = self._facts.documents.get(claim.document, self._document)
        return known.publisher or known.author
