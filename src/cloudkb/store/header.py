"""What the first hundred bytes of a file say about it, before SQLite touches it."""

import sqlite3
from enum import Enum
from pathlib import Path

from cloudkb.store.layout import APPLICATION_ID, FORMAT

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100
"""Bytes of a SQLite file's header (https://www.sqlite.org/fileformat.html, 1.3)."""


class State(Enum):
    """What a file is to this version of cloudkb."""

    ABSENT = "absent"
    """No file, or an empty one."""
    ALIEN = "alien"
    """Somebody else's: never written over."""
    DAMAGED = "damaged"
    """A base cut short, or changed by another program: to be made again."""
    OLDER = "older"
    NEWER = "newer"
    USABLE = "usable"


def state(path: Path) -> State:
    """Tell what stands at a path. Raises `OSError` when it cannot be read."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_LENGTH)
    except FileNotFoundError:
        return State.ABSENT
    if not head:
        return State.ABSENT
    if not any(head):
        # a power cut before the contents reached the disk
        return State.DAMAGED
    if head[: len(_MAGIC)] != _MAGIC[: len(head)]:
        return State.ALIEN
    if len(head) < _LENGTH:
        return State.DAMAGED
    if _number(head, 68) != APPLICATION_ID:
        return State.ALIEN
    page_size = int.from_bytes(head[16:18])
    if page_size == 0 or size != page_size * _number(head, 28):
        return State.DAMAGED
    version = _number(head, 60)
    if version != FORMAT:
        return State.NEWER if version > FORMAT else State.OLDER
    return State.USABLE


def changes(path: Path) -> int:
    """How many times the file was written, by whichever program."""
    with path.open("rb") as file:
        return _number(file.read(_LENGTH), 24)


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4])


def open_base(path: Path) -> sqlite3.Connection:
    """Open a base for reading; rows answer to column names.

    A base is only ever replaced as a whole, so it is opened as immutable: no lock is
    taken, and no journal that may lie beside it is played back.
    """
    name = path.absolute().as_posix().replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    address = f"file:{'' if name.startswith('/') else '/'}{name}?mode=ro&immutable=1"
    return prepare(sqlite3.connect(address, uri=True, isolation_level=None))


def prepare(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Make a connection ready for answers: rows by name, no trust in what a schema calls."""
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    return connection
