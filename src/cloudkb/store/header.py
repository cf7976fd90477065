"""What the first hundred bytes of a file say about it, before SQLite touches it."""

import os
import sqlite3
from collections.abc import Callable
from enum import Enum
from io import FileIO
from pathlib import Path

from cloudkb.language import worded
from cloudkb.plainfile import NotPlainError, odd_kind, open_plain
from cloudkb.store import sqlite_schema
from cloudkb.store.layout import APPLICATION_ID, FORMAT, PAGE_SIZE

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100
"""Bytes of a SQLite file's header (https://www.sqlite.org/fileformat.html, 1.3)."""
_ID_AT = 68
_FIXED = (
    (16, PAGE_SIZE.to_bytes(2)),
    # a rollback journal, no write-ahead log; no bytes kept back; the fractions of a page
    (18, bytes((1, 1, 0, 64, 32, 32))),
    # the schema's format, no automatic vacuum, UTF-8
    (44, (4).to_bytes(4)),
    (52, bytes(4)),
    (56, (1).to_bytes(4)),
    (64, bytes(4)),
)
"""What stands in the header of every base of this format, by position."""
_TOLD = 24
_MOST_ZEROS = 1 << 30
_SIDE_FILES = ("-journal", "-wal", "-shm")
_LONGEST = 100_000_000
"""Bytes of one value: more than a fact file can hold."""
_STEP = 1_000_000
_STEPS, _STEPS_PER_PAGE = 200, 0.02
"""Millions of instructions of SQLite's machine on one connection, and more per page of the file:
fifty times what the longest answer takes, so that nothing that slips in goes on for ever."""


class State(Enum):
    """What a file is to this version of cloudkb."""

    ABSENT = "absent"
    """No file, or an empty one."""
    ALIEN = "alien"
    """Somebody else's, or no plain file: never opened or written over."""
    DAMAGED = "damaged"
    """A base cut short, or changed by another program: to be made again."""
    OLDER = "older"
    NEWER = "newer"
    USABLE = "usable"


def state(path: Path) -> State:
    """Tell what stands at a path. Raises `OSError` when it cannot be read."""
    try:
        with open_plain(path) as file:
            head = file.read(_LENGTH)
            if head and not any(head):
                return _of_zeros(file)
            return _of_header(head, os.fstat(file.fileno()).st_size)
    except FileNotFoundError:
        return State.ABSENT
    except NotPlainError:
        return State.ALIEN


def no_base(path: Path) -> str:
    """In words, that what stands at a path is no base, and what it is if no plain file."""
    try:
        kind = odd_kind(os.lstat(path).st_mode)
    except OSError:
        kind = ""
    if kind:
        return worded("not a base of cloudkb but {kind}", kind=kind)
    return worded("not a base of cloudkb")


def _of_header(head: bytes, size: int) -> State:
    if not head:
        return State.ABSENT
    if head[: len(_MAGIC)] != _MAGIC:
        return State.ALIEN
    if len(head) < _ID_AT + 4:
        # too short for anybody's database, and told from other text by more than its first word
        return State.DAMAGED if _is_as_fixed(head) and len(head) >= _TOLD else State.ALIEN
    if _number(head, _ID_AT) != APPLICATION_ID:
        return State.ALIEN
    if len(head) < _LENGTH:
        return State.DAMAGED
    page_size = int.from_bytes(head[16:18])
    if page_size == 0 or size != page_size * _number(head, 28):
        return State.DAMAGED
    version = _number(head, 60)
    if version != FORMAT:
        return State.NEWER if version > FORMAT else State.OLDER
    return State.USABLE if _is_as_fixed(head) else State.DAMAGED


def _is_as_fixed(head: bytes) -> bool:
    return all(fixed.startswith(head[at : at + len(fixed)]) for at, fixed in _FIXED)


def _of_zeros(file: FileIO) -> State:
    """A base is all zeros after a power cut before its contents reached the disk.

    A file that only begins so is somebody else's.
    """
    if os.fstat(file.fileno()).st_size <= _MOST_ZEROS:
        while part := file.read(1 << 20):
            if part.count(0) != len(part):
                return State.ALIEN
        return State.DAMAGED
    return State.ALIEN


def changes(path: Path) -> int:
    """How many times the file was written, by whichever program."""
    with open_plain(path) as file:
        return _number(file.read(_LENGTH), 24)


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4])


def side_files(path: Path) -> list[Path]:
    """What lies beside a base that SQLite would play back into it, were it asked to.

    cloudkb leaves none: there only if another program is writing, was killed, or a stranger
    put it there.
    """
    beside = (path.with_name(path.name + ending) for ending in _SIDE_FILES)
    return [each for each in beside if os.path.lexists(each)]


UNREADABLE = (sqlite3.Error, MemoryError)
"""What a question may raise where pages hold what cloudkb never wrote: noise in an index asks for
any amount of memory, and Python has an error of its own for a database without it."""


def open_base(path: Path) -> sqlite3.Connection:
    """Open a base for reading; rows answer to column names.

    A base is only ever replaced as a whole, so it is opened as immutable: no lock is
    taken, and no journal that may lie beside it is played back. Its schema is compared with the
    layout before anything is asked. Raises `sqlite3.Error` where it is not a base that cloudkb
    could have written, `OSError` where it is no plain file.
    """
    before = _identity(path)
    name = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = f"file:{'' if name.startswith('/') else '/'}{name}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        if _identity(path) != before:
            raise sqlite3.DatabaseError("it was replaced while it was opened")
        pages = before[2] // PAGE_SIZE
        connection.set_progress_handler(_limit(pages), _STEP)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        connection.execute("PRAGMA cell_size_check = ON")
        prepare(connection)
        sqlite_schema.verify(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _identity(path: Path) -> tuple[int, int, int]:
    with open_plain(path) as file:
        found = os.fstat(file.fileno())
    return found.st_dev, found.st_ino, found.st_size


def _limit(pages: int) -> Callable[[], bool]:
    """Tell SQLite, asked each `_STEP` instructions, whether to stop."""
    left = _STEPS + int(pages * _STEPS_PER_PAGE)

    def stop() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    return stop


def prepare(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Make a connection ready for answers: rows by name, no trust in what a schema calls."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    return connection
