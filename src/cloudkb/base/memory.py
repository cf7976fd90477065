"""What this machine remembers between runs, in `.cloudkb/`: safe to delete at any time.

A repository may come with a `.cloudkb/` of its own, so nothing in it is believed that
was not written here. Hashes count only together with each file's inode and the time
the kernel last changed it, which nobody can put into a commit. Everything else counts
only while the folder's own lock file is the very one it was written beside. Nothing is
ever loaded that could run: JSON and a plain table, no pickles.
"""

import contextlib
import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cloudkb.base.location import Location
from cloudkb.base.scan import Entry

_FILES_FORMAT = 1
_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before its hash was written down may change
again without its time stamp showing it (the coarsest file systems count in two seconds)."""
_LARGEST = 64 * 1024 * 1024
_MOVES = 20
_WAIT = 120.0
"""Seconds to wait for another process that builds; then go on without it."""


def ready(location: Location) -> bool:
    """Make the folder where it is missing; tell whether it can be used."""
    folder = location.cache
    if location.shipped or folder.is_symlink():
        return False
    try:
        folder.mkdir(exist_ok=True)
        if os.name != "nt" and folder.stat().st_uid != os.geteuid():
            # somebody else could exchange what is in it while it is used
            return False
        with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
            file.write("*\n")
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _draft(location: Location, kind: str, suffix: str) -> Path:
    """A new empty file; never one that was there, least of all a link to somewhere else."""
    draft = location.cache / f"{kind}-{os.getpid()}-{os.urandom(6).hex()}{suffix}"
    draft.touch(exist_ok=False)
    return draft


# --- hashes of files -----------------------------------------------------------------------


class Hashes:
    """SHA-256 of each fact file, remembered while its stamp stays the same."""

    def __init__(self, location: Location, *, empty: bool = False) -> None:
        """Load what is remembered, or nothing; anything odd counts as nothing remembered."""
        self._location = location
        self._known: dict[str, list[Any]] = {}
        self._digest = ""
        path = location.cache / "files.json"
        if empty:
            return
        try:
            if location.shipped or location.cache.is_symlink() or path.stat().st_size > _LARGEST:
                return
            data = json.loads(path.read_bytes())
            if data["format"] == _FILES_FORMAT and data["facts"] == str(location.facts):
                self._known, self._digest = dict(data["files"]), str(data["digest"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return

    def unchanged(self, entries: Mapping[str, Entry]) -> str:
        """The digest over all files if none has changed since, else an empty string."""
        if len(entries) != len(self._known):
            return ""
        for name, entry in entries.items():
            if self.recall(name, entry) is None:
                return ""
        return self._digest

    def recall(self, name: str, entry: Entry) -> str | None:
        """The hash of one file, if it is known and the file is as it was."""
        known = self._known.get(name)
        try:
            return str(known[4]) if known and tuple(known[:4]) == entry.stamp else None
        except (LookupError, TypeError):
            return None

    def save(self, entries: Mapping[str, Entry], hashes: Mapping[str, str], digest: str) -> None:
        """Remember the hashes, but for files touched too recently to be sure."""
        if not ready(self._location):
            return
        recent = time.time_ns() - _RACY
        files = {
            name: [*entry.stamp, hashes[name]]
            for name, entry in entries.items()
            if name in hashes and max(entry.stamp[1:3]) < recent
        }
        if files == self._known and digest == self._digest:
            return
        content = {
            "format": _FILES_FORMAT,
            "facts": str(self._location.facts),
            "digest": digest,
            "files": files,
        }
        target = self._location.cache / "files.json"
        with contextlib.suppress(OSError):
            draft = _draft(self._location, "files", ".json")
            try:
                draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)


# --- one builder at a time -----------------------------------------------------------------


@contextlib.contextmanager
def lock(location: Location) -> Iterator[bool]:
    """Hold the folder's lock; gives False where no lock is to be had, which is no error.

    The lock goes with the process, however it ends.
    """
    try:
        handle = _open_lock(location)
    except OSError:
        yield False
        return
    try:
        yield _acquire(handle)
    finally:
        os.close(handle)


def _open_lock(location: Location) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(location.cache / "lock", flags, 0o644)


def _acquire(handle: int) -> bool:
    end = time.monotonic() + _WAIT
    while True:
        try:
            _try_lock(handle)
        except BlockingIOError:
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        except OSError:
            return False
        else:
            return True


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> None:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError from error
else:

    def _try_lock(handle: int) -> None:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sweep(location: Location) -> None:
    """Remove what killed builders left. Only for the holder of the lock."""
    for pattern in ("building-*", "files-*.json"):
        for left in location.cache.glob(pattern):
            with contextlib.suppress(OSError):
                left.unlink()


def put(location: Location, draw: Callable[[Path], None]) -> None:
    """Let a new base be drawn beside the old one, and move it into its place."""
    draft = _draft(location, "building", ".db")
    try:
        draw(draft)
        _move(draft, location.db)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _move(draft: Path, target: Path) -> None:
    for left in reversed(range(_MOVES)):
        try:
            draft.replace(target)
        except PermissionError:
            # Windows: another process has the old base open for a moment
            if os.name != "nt" or not left:
                raise
            time.sleep(0.05)
        else:
            return


# --- results worth keeping -----------------------------------------------------------------


class Store:
    """Results by kind and key, in `.cloudkb/cache.db`; use as a context manager.

    A cache that was not made beside this folder's own lock file, is damaged or cannot
    be written starts empty; failures never reach the caller.
    """

    def __init__(self, location: Location) -> None:
        """Name the place; nothing is opened before it is entered."""
        self._location = location
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> "Store":
        """Open the cache, or do without."""
        if ready(self._location):
            path = self._location.cache / "cache.db"
            for _ in range(2):
                try:
                    self._connection = self._open(path)
                    break
                except (sqlite3.Error, OSError):
                    with contextlib.suppress(OSError):
                        path.unlink(missing_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what was put in."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.commit()
            self._connection.close()
            self._connection = None

    def _open(self, path: Path) -> sqlite3.Connection:
        for odd in (path, path.with_name("cache.db-journal"), path.with_name("cache.db-wal")):
            if odd.is_symlink():
                odd.unlink()
        owner = self._owner()
        fresh = not path.exists()
        connection = sqlite3.connect(path, timeout=5.0)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            # losing it to a power cut costs a moment
            connection.execute("PRAGMA synchronous = OFF")
            if fresh:
                connection.execute(
                    "CREATE TABLE kept (kind TEXT, key TEXT, value TEXT, "
                    "PRIMARY KEY (kind, key)) WITHOUT ROWID"
                )
                connection.execute("INSERT INTO kept VALUES ('owner', '', ?)", (owner,))
                connection.commit()
            row = connection.execute("SELECT value FROM kept WHERE kind = 'owner'").fetchone()
            if row is None or row[0] != owner:
                raise sqlite3.DatabaseError("not written here")
        except BaseException:
            connection.close()
            raise
        return connection

    def _owner(self) -> str:
        handle = _open_lock(self._location)
        try:
            found = os.fstat(handle)
        finally:
            os.close(handle)
        return f"{found.st_dev} {found.st_ino} {found.st_ctime_ns} {self._location.facts}"

    def load(self, kind: str) -> dict[str, str]:
        """All that is kept of one kind, by key."""
        if self._connection is None:
            return {}
        try:
            rows = self._connection.execute("SELECT key, value FROM kept WHERE kind = ?", (kind,))
            return {str(key): str(value) for key, value in rows}
        except sqlite3.Error:
            return {}

    def load_one(self, kind: str, key: str) -> str | None:
        """One thing that is kept, or None."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute(
                "SELECT value FROM kept WHERE kind = ? AND key = ?", (kind, key)
            ).fetchone()
        except sqlite3.Error:
            return None
        return None if row is None else str(row[0])

    def save(self, kind: str, values: Mapping[str, str], keep: Iterable[str] | None = None) -> None:
        """Add to one kind; with `keep`, all other keys of it are forgotten."""
        if self._connection is None:
            return
        try:
            if keep is not None:
                kept = set(keep) | set(values)
                gone = [(kind, key) for key in self.load(kind) if key not in kept]
                self._connection.executemany("DELETE FROM kept WHERE kind = ? AND key = ?", gone)
            self._connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                [(kind, key, value) for key, value in values.items()],
            )
        except sqlite3.Error:
            return


def load_verdicts(location: Location) -> dict[str, str]:
    """The code that saw each component consistent, by its hash; empty when nothing is kept."""
    with Store(location) as kept:
        return kept.load("verdict")


def save_verdicts(location: Location, verdicts: Mapping[str, str], keep: Iterable[str]) -> None:
    """Keep new verdicts by hash of component; those neither new nor in `keep` are forgotten."""
    with Store(location) as kept:
        kept.save("verdict", verdicts, keep)
