"""The fact-check: how the claims of a document stand against the whole base."""

from cloudkb.base.location import Location, locked_by_default
from cloudkb.base.memory import load_verdicts, save_verdicts
from cloudkb.base.stages import Progress, without_collection
from cloudkb.base.validate import findings
from cloudkb.check import verdicts as judging
from cloudkb.verdict import Verdicts


@without_collection()
def verdicts(
    location: Location,
    document: str = "",
    entity: str = "",
    locked: bool | None = None,
    progress: Progress | None = None,
) -> Verdicts:
    """A verdict for each claim of a document, about an entity, or both, by their ids.

    Facts that are broken are left out: what is said holds for the rest. Unlocked, components
    that this machine last saw consistent are not proved again; locked (None: where `CI` is
    set), nothing is taken on trust.

    Raises `BaseError` when the facts cannot be read.
    """
    strict = locked_by_default() if locked is None else locked
    facts = findings(location, strict, progress).facts
    known = {} if strict else load_verdicts(location)
    judged = judging.verdicts(facts, document, entity, known)
    if not strict:
        new = dict.fromkeys(sorted(judged.consistent), "consistent")
        save_verdicts(location, new, keep=known)
    return judged.verdicts
