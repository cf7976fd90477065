"""A base that says what the facts say: opened when fresh, else refreshed or made in memory."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cloudkb import plainfile
from cloudkb.base import memory
from cloudkb.base.file_bytes import hash_bytes, read_bytes
from cloudkb.base.location import BaseError, Location, locked_by_default
from cloudkb.base.pipeline import (
    ChangedWhileReading,
    FileReading,
    Progress,
    recorded,
    without_collection,
)
from cloudkb.base.scan import Scan, scan
from cloudkb.language import worded
from cloudkb.parquet import available, is_parquet
from cloudkb.store.equivalence import differences
from cloudkb.store.header import (
    UNREADABLE,
    State,
    changes,
    no_base,
    open_base,
    prepare,
    side_files,
    state,
)
from cloudkb.store.read import broken_files, stored
from cloudkb.surroundings import processors

TRIES = 3
"""How often facts that change while they are read are read again."""


class Base(NamedTuple):
    """An open base that is fresh."""

    connection: sqlite3.Connection
    """Read-only; rows are `sqlite3.Row`."""
    location: Location
    talk: tuple[str, ...] = ()
    """What a person should know, a line each; for stderr."""
    broken: int = 0
    """Complaints of the reader: facts that are left out."""
    in_memory: bool = False

    def close(self) -> None:
        """Close the connection; what is in memory is gone."""
        self.connection.close()


class BuildResult(NamedTuple):
    """What a build did."""

    path: Path
    fresh: bool
    """True when there was nothing to do."""
    claims: int
    files: int
    broken: int


def open(  # noqa: A001
    location: Location, locked: bool | None = None, progress: Progress | None = None
) -> Base:
    """Open the base for answers, refreshed where facts have changed.

    `locked` (None: where `CI` is set) leaves the file alone: a base that is not fresh is
    then made in memory, as it is in a place that cannot be written.

    Raises `BaseError` when the facts cannot be read, or the base's place holds
    somebody else's file.
    """
    what = _refuse_alien(location)
    if location.shipped and what is State.USABLE:
        return _opened(open_base(location.db), location)
    if what is State.NEWER:
        talk = worded(
            "{name} was written by a newer cloudkb: answered from the facts alone",
            name=location.db.name,
        )
        return _in_memory(location, progress, talk)
    fresh = Freshness(location)
    if what is State.USABLE and (connection := fresh.connect()) is not None:
        return _opened(connection, location)
    if location.read_only:
        return _remembered(location, fresh, progress)
    if location.shipped or (locked_by_default() if locked is None else locked):
        return _in_memory(location, progress)
    try:
        refresh(location, fresh, progress)
        return _opened(open_base(location.db), location)
    except (OSError, sqlite3.Error) as error:
        talk = worded(
            "{name} could not be written ({why}): answered from memory",
            name=location.db.name,
            why=reason(error),
        )
        return _in_memory(location, progress, talk)


def build(
    location: Location, force: bool = False, progress: Progress | None = None, jobs: int = 1
) -> BuildResult:
    """Bring the base up to date, in its canonical bytes; `force` writes it in any case.

    So many `jobs` (0: one a processor) read where there is much to read. Like all that starts
    processes they begin with the program's main module, which has to bear being imported.

    Raises `BaseError` when it cannot be written; the old base is then as it was.
    """
    what = _refuse_alien(location)
    if what is State.NEWER and not force:
        raise BaseError(
            worded("{name} was written by a newer cloudkb", name=location.db.name),
            worded("update cloudkb, or write it again in the older format: cloudkb build --force"),
        )
    fresh = Freshness(location)
    try:
        if not force and what is State.USABLE and _is_sound(location, fresh, progress):
            return _result(location, fresh=True)
        with _one_builder(location):
            if force or not _is_sound(location, fresh, progress):
                _write_whole(location, fresh, progress, jobs or processors())
                return _result(location, fresh=False)
        return _result(location, fresh=True)
    except (OSError, sqlite3.Error) as error:
        raise BaseError(
            worded("{path} could not be written: {why}", path=location.db, why=reason(error)),
            worded("the old base, if there was one, is as it was"),
        ) from error


class Freshness:
    """Whether the base at a location was built from the facts as they are."""

    def __init__(self, location: Location, *, trusting: bool = True) -> None:
        """Stat every fact file; read those that changed since this machine last looked.

        Not `trusting`: read every file.
        """
        self.location = location
        self.scan: Scan = scan(location)
        self._remembered = memory.Hashes(location, empty=not trusting)
        self._hashes: dict[str, str] = {}
        self.digest = self._remembered.unchanged(self.scan.entries)
        if not self.digest:
            from cloudkb.store.statements import digest

            self.digest = digest(self.hashes)
            self._remembered.save(self.scan.entries, self.hashes, self.digest)

    @property
    def hashes(self) -> dict[str, str]:
        """SHA-256 of each file that can be read."""
        if not self._hashes:
            for name, entry in self.scan.entries.items():
                known = self._remembered.recall(name, entry)
                if known is None:
                    data = read_bytes(entry)
                    known = hash_bytes(data) if isinstance(data, bytes) else None
                if known is not None:
                    self._hashes[name] = known
        return self._hashes

    @property
    def lacks_reader(self) -> bool:
        """Whether there are files that nothing installed here can read."""
        return any(map(is_parquet, self.scan.entries)) and not available()

    @property
    def _unread(self) -> str:
        """The digest of a base that was built where nothing reads its Parquet files, as here."""
        if not self.lacks_reader:
            return self.digest
        from cloudkb.store.statements import digest

        return digest(recorded(self.hashes))

    @property
    def seen(self) -> str:
        """A hash of all that was found in the folder: its texts, and what is not read and why."""
        from cloudkb.base.code_stamps import hashed
        from cloudkb.base.codec import encode

        return hashed(self.digest, encode(self.scan.findings))

    def connect(self) -> sqlite3.Connection | None:
        """Open the base if it is fresh."""
        try:
            connection = open_base(self.location.db)
        except (sqlite3.Error, OSError):
            return None
        if self.is_fresh(connection):
            return connection
        connection.close()
        return None

    def is_fresh(self, connection: sqlite3.Connection) -> bool:
        """Whether an open base says it was built from these files, and was left alone since."""
        try:
            untouched = stored(connection, "writes") in ("", str(changes(self.location.db)))
            return untouched and stored(connection, "digest") in (self.digest, self._unread)
        except (sqlite3.Error, OSError):
            return False


def refresh(location: Location, fresh: Freshness, progress: Progress | None = None) -> None:
    """Write the base: only the rows of changed files where that is enough, else all of it."""
    from cloudkb.base.incremental import try_patch

    with _one_builder(location):
        if base_state(location) is State.USABLE:
            if (connection := fresh.connect()) is not None:
                # another process was faster
                connection.close()
                return
            if try_patch(location, fresh.scan, fresh.hashes):
                return
        _write_whole(location, fresh, progress)


@without_collection()
def in_memory(
    location: Location, found: Scan, progress: Progress | None = None
) -> tuple[sqlite3.Connection, FileReading]:
    """Build a base in memory, and give the reading it came from with it."""
    from cloudkb.store.write import fill

    for _ in range(TRIES):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        with contextlib.suppress(ChangedWhileReading):
            reading = FileReading(found, progress)
            fill(connection, reading.contents())
            return prepare(connection), reading
        connection.close()
        found = scan(location)
    raise BaseError(
        worded("the facts change while they are read"), worded("try again when they are still")
    )


def reason(error: Exception) -> str:
    """Why something could not be written, in a few words."""
    if isinstance(error, OSError):
        return plainfile.reason(error).lower()
    text = str(error)
    return worded("the disk is full") if "full" in text else text


def base_state(location: Location) -> State:
    """What stands where the base belongs. Raises `BaseError` when that cannot be told."""
    try:
        what = state(location.db)
    except OSError as error:
        raise BaseError(
            worded("{path} cannot be read: {why}", path=location.db, why=plainfile.reason(error))
        ) from error
    return what


def _refuse_alien(location: Location) -> State:
    what = base_state(location)
    if what is State.ALIEN:
        raise BaseError(
            worded(
                "{path} is {kind}, and is left alone", path=location.db, kind=no_base(location.db)
            ),
            worded("move it away, or name another place with --db"),
        )
    return what


def _opened(
    connection: sqlite3.Connection, location: Location, *talk: str, in_memory: bool = False
) -> Base:
    broken = sum(broken_files(connection).values())
    if broken:
        told = (
            worded("1 problem in the facts leaves something out here: cloudkb validate")
            if broken == 1
            else worded(
                "{number} problems in the facts leave something out here: cloudkb validate",
                number=broken,
            )
        )
        talk = (*talk, told)
    return Base(connection, location, talk, broken, in_memory)


def _in_memory(location: Location, progress: Progress | None, *talk: str) -> Base:
    connection, _ = in_memory(location, scan(location), progress)
    return _opened(connection, location, *talk, in_memory=True)


_LAST: list[tuple[str, bytes]] = []
"""The base that was last made in memory for a place that is read only: what it is of, its bytes."""


def _remembered(location: Location, fresh: Freshness, progress: Progress | None) -> Base:
    """A base in memory, not made again while the facts stay the same."""
    from cloudkb.store.statements import digest

    key = f"{location.facts} {fresh.seen}"
    for known, data in _LAST:
        if known == key:
            connection = sqlite3.connect(":memory:", isolation_level=None)
            connection.deserialize(data)
            return _opened(prepare(connection), location, in_memory=True)
    connection, reading = in_memory(location, fresh.scan, progress)
    if digest(reading.hashes) == fresh.digest:
        _LAST[:] = [(key, connection.serialize())]
    return _opened(connection, location, in_memory=True)


def _is_sound(location: Location, fresh: Freshness, progress: Progress | None) -> bool:
    """Whether a build has nothing to do: fresh, canonical, and known to say what the facts say.

    A base that this machine did not write is compared with the facts once, whatever it says of
    itself.
    """
    if base_state(location) is not State.USABLE or side_files(location.db):
        return False
    connection = fresh.connect()
    if connection is None:
        return False
    try:
        if stored(connection, "canonical") != "1":
            return False
        whole = stored(connection, "digest") == fresh.digest
        if whole and fresh.lacks_reader:
            # it holds more than can be read here
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        if memory.knows_base(location):
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        truth, reading = in_memory(location, fresh.scan, progress)
        try:
            same = reading.hashes == fresh.hashes and not differences(connection, truth)
        finally:
            truth.close()
        if same:
            memory.note_base(location)
        return same
    except UNREADABLE:
        return False
    finally:
        connection.close()


def says_what_facts_say(location: Location) -> bool:
    """Compare a base with the facts, whatever it says of itself; True where there is none."""
    if base_state(location) is not State.USABLE:
        return True
    try:
        connection = open_base(location.db)
    except (sqlite3.Error, OSError):
        return False
    truth, _ = in_memory(location, scan(location))
    try:
        return not differences(connection, truth)
    finally:
        truth.close()
        connection.close()


def _result(location: Location, *, fresh: bool) -> BuildResult:
    connection = open_base(location.db)
    try:
        claims, files = connection.execute(
            "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM files)"
        ).fetchone()
        return BuildResult(
            location.db, fresh, claims, files, sum(broken_files(connection).values())
        )
    finally:
        connection.close()


@contextlib.contextmanager
def _one_builder(location: Location) -> Iterator[None]:
    if not memory.ready(location):
        raise PermissionError(13, worded("its folder cannot be written"))
    with memory.lock(location) as held:
        if held:
            memory.sweep(location)
        yield


@without_collection()
def _write_whole(
    location: Location, fresh: Freshness, progress: Progress | None, jobs: int = 1
) -> None:
    from cloudkb.store.statements import digest
    from cloudkb.store.write import write

    found = fresh.scan
    for _ in range(TRIES):
        reading: FileReading | None = None

        def draw(path: Path, found: Scan = found) -> None:
            nonlocal reading
            reading = FileReading(found, progress)
            write(path, reading.contents(jobs))

        with contextlib.suppress(ChangedWhileReading):
            memory.put(location, draw)
            memory.note_base(location)
            assert reading is not None
            memory.Hashes(location).save(found.entries, reading.hashes, digest(reading.hashes))
            return
        found = scan(location)
    raise BaseError(
        worded("the facts change while they are read"), worded("try again when they are still")
    )
