"""What this machine remembers between runs, in `.cloudkb/`: safe to delete at any time.

A repository may come with a `.cloudkb/` of its own, so nothing in it is believed, or even
parsed, that was not written here. Every file begins with a mark made from the inode of the
folder's own lock file and the time the kernel last changed it, which nobody can put into a
commit; a hash of a fact file counts only with that file's own. All are plain files of JSON:
reading one can run nothing, follows no link and touches nothing beside it.
"""

import contextlib
import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cloudkb.base.location import Location
from cloudkb.base.scan import ScannedFile
from cloudkb.plainfile import odd_kind, read_plain
from cloudkb.store.header import side_files

_FILES_FORMAT = 2
_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before its hash was written down may change
again without its time stamp showing it (the coarsest file systems count in two seconds)."""
_LARGEST = 256 * 1024 * 1024
"""Bytes of one result: what is larger is worked out again each time."""
_MOVES = 20
_WAIT = 120.0
"""Seconds to wait for another process that builds; then go on without it."""
_PROCESS: dict[tuple[str, str, str], str] = {}
"""What this process remembers of read-only places: by facts, kind and key, oldest first."""
_PROCESS_HOLDS = 64 * 1024 * 1024
"""Characters of all that; when there are more, the oldest are forgotten."""
_NO_LONGER_WRITTEN = ("cache.db-journal", "cache.db-wal", "cache.db-shm", "cache.db")
"""Earlier versions kept results in SQLite, which acts on what lies beside a file it opens:
the side files go first, so that no other program finds them with it."""


def ready(location: Location) -> bool:
    """Make the folder where it is missing; tell whether it can be used."""
    folder = location.cache
    if location.shipped or location.read_only:
        return False
    try:
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
        if not _is_own(folder):
            return False
        with contextlib.suppress(FileExistsError), (folder / ".gitignore").open("x") as file:
            file.write("*\n")
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _is_own(folder: Path) -> bool:
    """Tell a folder of this user from a link and from a folder whose files others can exchange."""
    found = os.lstat(folder)
    return stat.S_ISDIR(found.st_mode) and (os.name == "nt" or found.st_uid == os.geteuid())


def _draft(location: Location, kind: str, suffix: str) -> Path:
    """A new empty file; never one that was there, least of all a link to somewhere else."""
    draft = location.cache / f"{kind}-{os.getpid()}-{os.urandom(6).hex()}{suffix}"
    draft.touch(exist_ok=False)
    return draft


# --- proof that a file was written here ----------------------------------------------------


def _mark(location: Location, *, make: bool = False) -> bytes:
    """What a file written here begins with; empty where nothing can have been.

    `make` writes the lock file it is taken from where there is none.
    """
    if location.shipped:
        return b""
    try:
        if not _is_own(location.cache):
            return b""
        if make:
            os.close(_open_lock(location))
        found = os.lstat(location.cache / "lock")
    except OSError:
        return b""
    if odd_kind(found.st_mode):
        return b""
    owner = f"{found.st_dev} {found.st_ino} {found.st_ctime_ns} {location.facts}"
    return f'{{"owner": {json.dumps(owner)}, '.encode()


def _read_own(path: Path, mark: bytes) -> bytes:
    """What follows the mark in a file written here; empty for any other, which stays unread."""
    if not mark:
        return b""
    try:
        return read_plain(path, _LARGEST, start=mark)[len(mark) :]
    except OSError:
        return b""


def _write_own(location: Location, name: str, mark: bytes, rest: bytes) -> None:
    """Write a file that begins with the mark, whole or not at all; failing is no error."""
    if not mark or len(mark) + len(rest) > _LARGEST:
        return
    with contextlib.suppress(OSError):
        draft = _draft(location, "draft", ".json")
        try:
            draft.write_bytes(mark + rest)
            draft.replace(location.cache / name)
        finally:
            draft.unlink(missing_ok=True)


# --- hashes of files -----------------------------------------------------------------------


class Hashes:
    """SHA-256 of each fact file, remembered while its stamp stays the same."""

    def __init__(self, location: Location, *, empty: bool = False) -> None:
        """Load what is remembered, or nothing; anything odd counts as nothing remembered."""
        self._location = location
        self._known: dict[str, list[Any]] = {}
        self._digest = ""
        if empty:
            return
        own = _recall(location, "hashes", "all") if location.read_only else None
        try:
            text = _read_own(location.cache / "files.json", _mark(location)) if own is None else b""
            data = json.loads(own or b"{" + text) if own or text else {}
            if data.get("format") == _FILES_FORMAT:
                self._known, self._digest = dict(data["files"]), str(data["digest"])
        except (ValueError, KeyError, TypeError, RecursionError):
            return

    def unchanged(self, entries: Mapping[str, ScannedFile]) -> str:
        """The digest over all files if none has changed since, else an empty string."""
        if len(entries) != len(self._known):
            return ""
        for name, entry in entries.items():
            if self.recall(name, entry) is None:
                return ""
        return self._digest

    def recall(self, name: str, entry: ScannedFile) -> str | None:
        """The hash of one file, if it is known and the file is as it was."""
        known = self._known.get(name)
        if entry.supposed is not None:
            return None
        try:
            return str(known[4]) if known and tuple(known[:4]) == entry.stamp else None
        except (LookupError, TypeError):
            return None

    def save(
        self, entries: Mapping[str, ScannedFile], hashes: Mapping[str, str], digest: str
    ) -> None:
        """Remember the hashes, but for files touched too recently to be sure."""
        read_only = self._location.read_only
        if self._location.supposed or not (read_only or ready(self._location)):
            return
        recent = time.time_ns() - _RACY
        files = {
            name: [*entry.stamp, hashes[name]]
            for name, entry in entries.items()
            if name in hashes and max(entry.stamp[1:3]) < recent
        }
        # the digest is of all files: one that is not remembered could go, and nobody would notice
        digest = digest if len(files) == len(hashes) else ""
        if files == self._known and digest == self._digest:
            return
        content = {"format": _FILES_FORMAT, "digest": digest, "files": files}
        text = json.dumps(content, ensure_ascii=False)[1:]
        if read_only:
            _remember(self._location, "hashes", "all", "{" + text)
            return
        mark = _mark(self._location, make=True)
        _write_own(self._location, "files.json", mark, text.encode())


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
    path = location.cache / "lock"
    with contextlib.suppress(FileNotFoundError):
        if odd_kind(os.lstat(path).st_mode):
            # not made here; removing a link leaves what it leads to alone
            path.unlink()
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o644)


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
    for pattern in ("building-*", "draft-*.json", "files-*.json"):
        for left in location.cache.glob(pattern):
            with contextlib.suppress(OSError):
                left.unlink()


def put(location: Location, draw: Callable[[Path], None]) -> None:
    """Let a new base be drawn beside the old one, and move it into its place."""
    draft = _draft(location, "building", ".db")
    try:
        draw(draft)
        # a journal of the old base would be played back into the new one by other programs
        for left in side_files(location.db):
            left.unlink(missing_ok=True)
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
    """Results by kind and key, each in a file of its own; use as a context manager.

    Kinds are words, values texts of JSON. What was not written here counts as not kept;
    failures never reach the caller.
    """

    def __init__(self, location: Location, *, only_look: bool = False) -> None:
        """Name the place; nothing is opened before it is entered.

        `only_look`: load what is there, and leave the folder as it is.
        """
        self._location = location
        self._only_look = only_look
        self._mark = b""

    def __enter__(self) -> "Store":
        """Make ready to load and to save, or do without."""
        if self._only_look or self._location.read_only:
            self._mark = _mark(self._location)
        elif ready(self._location):
            for name in _NO_LONGER_WRITTEN:
                with contextlib.suppress(OSError):
                    (self._location.cache / name).unlink()
            self._mark = _mark(self._location, make=True)
        return self

    def __exit__(self, *_: object) -> None:
        """Load and save no more."""
        self._mark = b""

    def keys(self, kind: str) -> list[str]:
        """The keys of one kind that something is kept under, or seems to be."""
        if self._location.read_only:
            return []
        if not self._mark:
            return []
        start, end = f"{kind}-", ".json"
        try:
            with os.scandir(self._location.cache) as entries:
                names = [entry.name for entry in entries]
        except OSError:
            return []
        return [
            name[len(start) : -len(end)]
            for name in names
            if name.startswith(start) and name.endswith(end)
        ]

    def load(self, kind: str) -> dict[str, str]:
        """All that is kept of one kind, by key."""
        found = {key: self.load_one(kind, key) for key in self.keys(kind)}
        return {key: value for key, value in found.items() if value is not None}

    def load_one(self, kind: str, key: str) -> str | None:
        """One thing that is kept, or None."""
        if self._location.read_only and (own := _recall(self._location, kind, key)) is not None:
            return own
        text = _read_own(self._path(kind, key), self._mark)
        if not text.startswith(_VALUE) or not text.endswith(b"}"):
            return None
        return text[len(_VALUE) : -1].decode("utf-8", "replace")

    def save(self, kind: str, values: Mapping[str, str], keep: Iterable[str] | None = None) -> None:
        """Add to one kind; with `keep`, all other keys of it are forgotten."""
        if self._location.read_only:
            for key, value in values.items():
                _remember(self._location, kind, key, value)
            return
        if not self._mark:
            return
        for key, value in values.items():
            rest = _VALUE + value.encode("utf-8", "replace") + b"}"
            _write_own(self._location, self._path(kind, key).name, self._mark, rest)
        if keep is not None:
            kept = {*keep, *values}
            for key in self.keys(kind):
                if key not in kept:
                    with contextlib.suppress(OSError):
                        self._path(kind, key).unlink()

    def _path(self, kind: str, key: str) -> Path:
        return self._location.cache / f"{kind}-{key}.json"


_VALUE = b'"value": '


def _recall(location: Location, kind: str, key: str) -> str | None:
    return _PROCESS.get((str(location.facts), kind, key))


def _remember(location: Location, kind: str, key: str, value: str) -> None:
    _PROCESS.pop((str(location.facts), kind, key), None)
    _PROCESS[str(location.facts), kind, key] = value
    size = sum(map(len, _PROCESS.values()))
    while size > _PROCESS_HOLDS:
        size -= len(_PROCESS.pop(next(iter(_PROCESS))))


# --- the base ------------------------------------------------------------------------------


def note_base(location: Location) -> None:
    """Remember that the base, as it is now, says what its facts say."""
    with contextlib.suppress(OSError), Store(location) as kept:
        kept.save("base", {_base_key(location): json.dumps(_base_stamp(location))}, keep=())


def knows_base(location: Location) -> bool:
    """Whether the base is one that was noted, untouched since."""
    try:
        with Store(location) as kept:
            text = kept.load_one("base", _base_key(location))
        return text is not None and json.loads(text) == _base_stamp(location)
    except (OSError, ValueError, RecursionError):
        return False


def _base_key(location: Location) -> str:
    from hashlib import sha256

    return sha256(os.fsencode(location.db)).hexdigest()


def _base_stamp(location: Location) -> list[int]:
    found = os.lstat(location.db)
    return [found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns]


# --- verdicts ------------------------------------------------------------------------------


def load_verdicts(location: Location) -> dict[str, str]:
    """The code that saw each component consistent, by its hash; empty when nothing is kept."""
    with Store(location) as kept:
        text = kept.load_one("verdict", "all")
    try:
        return dict(json.loads(text)) if text else {}
    except (ValueError, TypeError, RecursionError):
        return {}


def save_verdicts(location: Location, verdicts: Mapping[str, str], keep: Iterable[str]) -> None:
    """Keep new verdicts by hash of component; those neither new nor in `keep` are forgotten."""
    kept = set(keep)
    before = load_verdicts(location) if kept else {}
    every = {key: value for key, value in before.items() if key in kept} | dict(verdicts)
    if not kept or every != before:
        with Store(location) as store:
            store.save("verdict", {"all": json.dumps(every)}, keep=())
