"""Opening files of a folder that a stranger may have written, and writing one whole.

A repository can hold a link to any file or device of the machine, and an archive a named
pipe that never answers. So what is found in one is opened here: never through a link,
never anything but a plain file, never more of it than can be meant.
"""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from typing import TYPE_CHECKING

from cloudkb.language import marked, worded

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    # a pipe that took the file's place must not wait for its writer
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS = (
    (stat.S_ISLNK, marked("a link")),
    (stat.S_ISDIR, marked("a folder")),
    (stat.S_ISFIFO, marked("a named pipe")),
    (stat.S_ISSOCK, marked("a socket")),
)


class NotPlainError(OSError):
    """What stands at a path is no plain file, or larger than it may be: it was not read.

    `strerror` says what it is, as other errors of the system do.
    """


def odd_kind(mode: int) -> str:
    """What a mode of `stat` is in words ("a link", "a named pipe"); empty for a plain file."""
    if stat.S_ISREG(mode):
        return ""
    return worded(next((name for test, name in _KINDS if test(mode)), marked("a device")))


def reason(error: OSError) -> str:
    """What the system says of an error, in the language spoken where that is known."""
    return worded(error.strerror) if error.strerror else str(error)


def open_plain(path: str | os.PathLike[str]) -> FileIO:
    """Open a plain file for reading, without following a link.

    Raises `NotPlainError` for anything else, `FileNotFoundError` and other `OSError`.
    """
    # opening a device can be enough to act on it, so it is looked at first
    _refuse_odd(os.lstat(path), path)
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno == errno.ELOOP:
            _refuse_odd(os.lstat(path), path)
        raise
    try:
        _refuse_odd(os.fstat(handle), path)
    except OSError:
        os.close(handle)
        raise
    return FileIO(handle, "rb")


def read_plain(path: str | os.PathLike[str], limit: int, *, start: bytes = b"") -> bytes:
    """All bytes of a plain file; with `start`, empty where the file does not begin with it.

    Raises as `open_plain`, and `NotPlainError` for a file of more than `limit` bytes; no more
    than that is ever read.
    """
    with open_plain(path) as file:
        head = file.read(len(start)) if start else b""
        if head != start:
            return b""
        size = os.fstat(file.fileno()).st_size
        data = head + _read(file, min(size, limit) + 1 - len(head))
    if len(data) > limit or size > limit:
        told = worded("it is larger than {limit} bytes", limit=f"{limit:,}")
        raise NotPlainError(errno.EFBIG, told, str(path))
    return data


def put_whole(path: "Path", data: bytes, look: Callable[[], None] | None = None) -> None:
    """Write a file at once: beside, with the mode of the one it replaces, then moved over it.

    `look` is asked before it is moved, and raises what stands in the way. What stood there still
    stands then, and where the system raises `OSError`.
    """
    # a name that begins with a dot is no fact file, should it be left behind
    draft = path.parent / f".cloudkb-{os.urandom(6).hex()}.part"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(draft, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            if os.name != "nt":
                with suppress(FileNotFoundError):
                    os.fchmod(handle, stat.S_IMODE(path.stat().st_mode) & 0o777)
            file.write(data)
            file.flush()
            os.fsync(handle)
        if look is not None:
            look()
        os.replace(draft, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def _read(file: FileIO, most: int) -> bytes:
    """So many bytes, or what there is: a file that grows is read no further."""
    parts = []
    while most > 0 and (part := file.read(most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _refuse_odd(found: os.stat_result, path: str | os.PathLike[str]) -> None:
    if kind := odd_kind(found.st_mode):
        told = worded("it is {kind}, not a plain file", kind=kind)
        raise NotPlainError(errno.EINVAL, told, os.fspath(path))
