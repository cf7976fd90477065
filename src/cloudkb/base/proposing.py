"""What a change of a fact file would bring, found without making it."""

from cloudkb.base.file_bytes import read_bytes
from cloudkb.base.location import Location
from cloudkb.base.pipeline import Progress, without_collection
from cloudkb.base.reasoned import check
from cloudkb.base.scan import scan
from cloudkb.base.validate import findings
from cloudkb.model import Claim, Facts, Place, Proposed

MOST = 60
"""New claims that are judged one by one, and for which is worked out what others leave."""


def fact_file(location: Location, name: str) -> bytes | None:
    """What a fact file holds, by its path from the root; None where there is none to read."""
    entry = scan(location).entries.get(name)
    data = None if entry is None else read_bytes(entry)
    return data if isinstance(data, bytes) else None


@without_collection()
def propose(
    location: Location,
    name: str,
    data: bytes,
    locked: bool | None = None,
    progress: Progress | None = None,
) -> Proposed:
    """What would be found if a fact file held something else; nothing is written.

    `name` is its path from the root. Raises `BaseError` when the facts cannot be read.
    """
    from cloudkb.check.answers import judging, room_left

    there, supposed = location.looked_at(), location.supposing({name: data})
    facts = findings(there, locked, progress, of_base=False).facts
    then = findings(supposed, locked, progress, of_base=False).facts
    known = _by_name(facts)
    new = tuple(one for one in then.claims if _bare(one) != known.get(one.id))
    names = [one.id for one in new[:MOST]]
    verdicts = judging.of_claims(then, names).verdicts
    return Proposed(
        check(there, locked, progress),
        check(supposed, locked, progress),
        new,
        tuple(sorted(known.keys() - _by_name(then).keys())),
        {name: one for name, one in verdicts.items() if one is not None},
        room_left.left(then, names),
    )


def _by_name(facts: Facts) -> dict[str, Claim]:
    return {claim.id: _bare(claim) for claim in facts.claims}


def _bare(claim: Claim) -> Claim:
    """The claim wherever it stands: what is added above it moves it, and changes nothing."""
    return claim._replace(place=Place(""), figure_place=None)
