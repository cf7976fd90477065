"""Claims that only repeat what their original says: one witness, however often it is printed.

A claim of a document that copies another (or one with an `origin`) repeats a claim of that
original when both are about one quantity and every value the original allows lies in the copy:
the same print, or a coarser one. A copy that says anything else stands for itself, so that a
slip in copying is found.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cloudkb.links import ends
from cloudkb.model import Amount, Change, Claim, Facts, Figure


def origins(facts: Facts) -> dict[str, str]:
    """For each document that copies another the document all goes back to."""
    return ends(
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
    named = {name for one in facts.exceptions for name in (*one.claims, one.doubt)}
    of_document: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims.values():
        of_document[claim.document, *_about(claim)].append(claim)
    found: dict[str, str] = {}
    for name, claim in sorted(claims.items()):
        if name in named:
            continue
        root = roots.get(claim.document, "")
        originals = [
            one
            for one in (*of_document.get((root, *_about(claim)), ()), *_origin(claims, claim))
            if claim.scope in (None, one.scope)
        ]
        for original in sorted(originals, key=lambda one: one.id):
            if original.id != name and original.id not in found and _repeats(claim, original):
                found[name] = original.id
                break
    return found


def _about(claim: Claim) -> tuple[object, ...]:
    return claim.entity, claim.metric, claim.within, claim.period, claim.exact, claim.decimals


def _origin(claims: Mapping[str, Claim], claim: Claim) -> Iterable[Claim]:
    original = claims.get(claim.origin or "")
    return [original] if original is not None and _about(original) == _about(claim) else []


def _repeats(claim: Claim, original: Claim) -> bool:
    if len(claim.readings) != 1 or len(original.readings) != 1:
        return False
    return _holds(claim.readings[0].figure, original.readings[0].figure)


def _holds(copy: Figure, original: Figure) -> bool:
    """Tell whether a figure is true whenever its original is."""
    if isinstance(copy, Amount) and isinstance(original, Amount):
        return copy.currency == original.currency and copy.interval.encloses(original.interval)
    if isinstance(copy, Change) and isinstance(original, Change):
        about = (copy.base, copy.change_unit, copy.currency)
        alike = about == (original.base, original.change_unit, original.currency)
        return alike and copy.interval.encloses(original.interval)
    return copy == original
