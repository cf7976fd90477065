"""All that can be said about facts before reasoning: the records, and every complaint.

Unlocked, what this machine has read before is not read again. Locked, nothing is taken
on trust: every file is read, and the base's rows are compared with what the files give.
"""

import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.base.location import BASE_NAME, BaseError, Location, locked_by_default
from cloudkb.base.pipeline import (
    ChangedWhileReading,
    FileReading,
    Progress,
    recorded,
    without_collection,
)
from cloudkb.base.recall import Everything, Remembered, read_all
from cloudkb.base.refresh import TRIES, Freshness, base_state
from cloudkb.language import marked, spoken, worded
from cloudkb.model import Facts, Finding, Place, RuleName
from cloudkb.store.header import UNREADABLE, State, no_base, open_base, side_files
from cloudkb.store.read import file_hashes
from cloudkb.words import few

if TYPE_CHECKING:
    from cloudkb.store.write import Contents

STALE: RuleName = "stale-base"
"""The one finding that depends on more than the facts."""
_SHOWN = 3
_HELD = 20_000
"""Claims that a process holds after they were read, for the next question."""
_UNLIKE = marked("this base does not say what the facts say: {differences}")

_STATES = {
    State.ABSENT: marked("there is no such base"),
    State.DAMAGED: marked("this base is damaged"),
    State.OLDER: marked("this base was written by an older cloudkb"),
    State.NEWER: marked("this base was written by a newer cloudkb"),
}


class ReadFacts(NamedTuple):
    """The facts that could be understood, and every complaint about the rest."""

    facts: Facts
    findings: tuple[Finding, ...]
    """In the order of files, lines and columns."""
    files: int
    seen: str
    """A hash of all that was found in the folder of facts."""
    digest: str
    """The digest over the files, as a base holds it."""


_LAST: dict[tuple[Location, str, str], ReadFacts] = {}
"""The one that was read last."""


@without_collection()
def findings(
    location: Location,
    locked: bool | None = None,
    progress: Progress | None = None,
    *,
    of_base: bool = True,
) -> ReadFacts:
    """Read all facts, and say what is wrong with them and with the base. Writes no base.

    `locked` (None: where `CI` is set) reads every file anew, compares the base row by
    row, and makes a stale base an error. That there is none is no complaint, unless it was
    named apart from its facts. Not `of_base`: nobody asks about the base.

    Raises `BaseError` when the facts cannot be read at all.
    """
    strict = locked_by_default() if locked is None else locked
    for _ in range(TRIES):
        fresh = Freshness(location, trusting=not strict)
        try:
            every = _read_anew(fresh, progress) if strict else None
            read = _read(fresh, progress) if every is None else _checked(every, fresh)
        except ChangedWhileReading:
            continue
        if location.shipped or not of_base:
            return read
        stale = stale_base(fresh, None if every is None else _contents(every, fresh))
        return read if stale is None else read._replace(findings=(*read.findings, stale))
    raise BaseError(
        worded("the facts change while they are read"), worded("try again when they are still")
    )


def read(location: Location, progress: Progress | None = None) -> Facts:
    """The facts that can be understood, as records."""
    return findings(location, locked=False, progress=progress, of_base=False).facts


def _read(fresh: Freshness, progress: Progress | None) -> ReadFacts:
    """What was read last in this process, where that is still what there is; else read now."""
    key = (fresh.location, fresh.seen, spoken())
    known = _LAST.get(key)
    if known is None:
        known = _checked(read_all(fresh.location, fresh.scan, fresh.hashes, progress), fresh)
        _LAST.clear()
        if len(known.facts.claims) <= _HELD:
            _LAST[key] = known
    return known


def _read_anew(fresh: Freshness, progress: Progress | None) -> Everything:
    reading = FileReading(fresh.scan, progress)
    if reading.hashes != fresh.hashes:
        raise ChangedWhileReading
    before = tuple(reading.findings)
    batches = tuple(
        Remembered(batch.claims, batch.exceptions, batch.findings) for batch in reading.batches()
    )
    return Everything(reading.vocabulary, reading.documents, batches, before)


def _checked(every: Everything, fresh: Freshness) -> ReadFacts:
    from cloudkb import reader

    claims, twice = reader.first_of_each(claim for batch in every.batches for claim in batch.claims)
    facts = Facts(
        every.vocabulary,
        every.documents,
        claims,
        tuple(each for batch in every.batches for each in batch.exceptions),
    )
    found = [*every.findings, *(each for batch in every.batches for each in batch.findings)]
    found += twice
    found += reader.cross_check(facts, found)
    found.sort(key=lambda finding: (finding.place[:3], finding.rule, finding.message))
    return ReadFacts(facts, tuple(found), len(fresh.hashes), fresh.seen, fresh.digest)


# --- whether the base is stale -------------------------------------------------------------


def stale_base(fresh: Freshness, contents: "Contents | None" = None) -> Finding | None:
    """The finding `stale-base`; with what a base should hold, rows are compared as well."""
    message = _why_stale(fresh, contents)
    if not message:
        return None
    location = fresh.location
    name = location.db.name
    if location.db.is_relative_to(location.root):
        name = location.db.relative_to(location.root).as_posix()
    return Finding(
        STALE,
        "warning" if contents is None else "error",
        message,
        Place(name),
        hint=worded("write it again: cloudkb build"),
        next_command="cloudkb build",
    )


def _why_stale(fresh: Freshness, contents: "Contents | None") -> str:
    what = base_state(fresh.location)
    if what is State.ABSENT and fresh.location.db == fresh.location.root / BASE_NAME:
        # nobody keeps a base here: a repository is whole without one
        return ""
    if what is State.ALIEN:
        return worded("this is {kind}", kind=no_base(fresh.location.db))
    if what is not State.USABLE:
        return worded(_STATES[what])
    if side_files(fresh.location.db):
        return worded(
            "a journal lies beside this base, which other programs would play back into it"
        )
    try:
        connection = open_base(fresh.location.db)
        try:
            before = file_hashes(connection)
            if fresh.lacks_reader and before == recorded(fresh.hashes):
                return ""
            changed = _changed_files(before, fresh.hashes)
            if changed:
                return worded("this base was built from other facts: {files}", files=changed)
            if fresh.is_fresh(connection):
                if contents is None or fresh.lacks_reader:
                    return ""
                return _compare(connection, contents)
            return worded("this base was changed by another program")
        finally:
            connection.close()
    except (*UNREADABLE, OSError) as error:
        return worded("this base is damaged ({why})", why=error or worded("out of memory"))


def _changed_files(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    paths = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    return few(paths, _SHOWN)


def _contents(every: Everything, fresh: Freshness) -> "Contents":
    from cloudkb.base.pipeline import broken_by_file
    from cloudkb.store.write import Contents

    complaints = [*every.findings, *(each for batch in every.batches for each in batch.findings)]
    rows = [(batch.claims, batch.exceptions) for batch in every.batches]
    broken = broken_by_file(complaints)
    return Contents(every.vocabulary, every.documents, rows, fresh.hashes, broken)


def _compare(connection: sqlite3.Connection, contents: "Contents") -> str:
    from cloudkb.store.equivalence import differences
    from cloudkb.store.write import fill

    # in a file of SQLite's own where it is more than memory holds well
    truth = sqlite3.connect("", isolation_level=None)
    try:
        fill(truth, contents)
        found = differences(connection, truth)
    finally:
        truth.close()
    return worded(_UNLIKE, differences=worded("; ", "；").join(found)) if found else ""
