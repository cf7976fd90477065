"""Claims that only repeat what their original says: one witness, however often it is printed.

A claim of a document that copies another (or one with an `origin`) repeats a claim of that
original when both are about one quantity and every value the original allows lies in the copy:
the same print, or a coarser one. A copy that says anything else stands for itself, so that a
slip in copying is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cloudkb.links import last_of
from cloudkb.model import Amount, Change, Claim, Facts, Figure


def origins(facts: Facts) -> dict[str, str]:
    """For each document that copies another the document all goes back to."""
    return last_of(
        {
            name: document.origin
            for name, document in facts.documents.items()
            if document.origin is not None and document.origin in facts.documents
        }
    )


def repeated(facts: Facts, claims: Mapping[str, Claim], roots: Mapping[str, str]) -> dict[str, str]:
    """For each claim that only repeats another the claim it repeats.

    `claims` are those that take part, `roots` the document each copying document goes back to. A
    copy that states no scope means what its original does.
    What an exception names stays a claim of its own.
    """
    originals = _Originals(claims, roots)
    apart = _in_exceptions(facts)
    found: dict[str, str] = {}
    for name, claim in sorted(claims.items()):
        for original in originals.of(claim) if name not in apart else ():
            if original.id not in found:
                found[name] = original.id
                break
    return found


def replaced(facts: Facts) -> frozenset[str]:
    """The claims that are history: what others supersede, and the copies that only repeat it."""
    found = {name for claim in facts.claims for name in claim.supersedes}
    if not found:
        return frozenset()
    roots = origins(facts)
    apart = _in_exceptions(facts)
    copies = {
        claim.id: claim
        for claim in facts.claims
        if claim.id not in found and (claim.origin or claim.document in roots)
    }
    originals = _Originals(
        copies | {claim.id: claim for claim in facts.claims if claim.id in found}, roots
    )
    asked = [claim for name, claim in copies.items() if name not in apart]
    more = set(found)
    while more:
        more = {claim.id for claim in asked if any(one.id in found for one in originals.of(claim))}
        more -= found
        found |= more
    return frozenset(found)


def _in_exceptions(facts: Facts) -> set[str]:
    return {name for one in facts.exceptions for name in (*one.claims, one.doubt)}


class _Originals:
    """Which claims each claim only repeats."""

    def __init__(self, claims: Mapping[str, Claim], roots: Mapping[str, str]) -> None:
        self._claims = claims
        self._roots = roots
        self._of_document: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim in claims.values():
            self._of_document[claim.document, *_about(claim)].append(claim)

    def of(self, claim: Claim) -> list[Claim]:
        """Those of the original document, and the one it names, by name."""
        root = self._roots.get(claim.document, "")
        there = self._of_document.get((root, *_about(claim)), ())
        found = [
            one
            for one in (*there, *_origin(self._claims, claim))
            if claim.scope in (None, one.scope) and one.id != claim.id and _repeats(claim, one)
        ]
        return sorted(found, key=lambda one: one.id)


def _about(claim: Claim) -> tuple[object, ...]:
    return claim.entity, claim.metric, claim.within, claim.period, claim.exact, claim.decimals


def _origin(claims: Mapping[str, Claim], claim: Claim) -> Iterable[Claim]:
    original = claims.get(claim.origin or "")
    return [original] if original is not None and _about(original) == _about(claim) else []


def _repeats(claim: Claim, original: Claim) -> bool:
    mine, its = claim.only_figure, original.only_figure
    return mine is not None and its is not None and _holds(mine, its)


def _holds(copy: Figure, original: Figure) -> bool:
    """Tell whether a figure is true whenever its original is."""
    if isinstance(copy, Amount) and isinstance(original, Amount):
        return copy.currency == original.currency and copy.interval.encloses(original.interval)
    if isinstance(copy, Change) and isinstance(original, Change):
        about = (copy.base, copy.change_unit, copy.currency)
        alike = about == (original.base, original.change_unit, original.currency)
        return alike and copy.interval.encloses(original.interval)
    return copy == original
