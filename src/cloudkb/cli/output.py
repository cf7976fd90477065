"""Where `--output` writes: beside what stands there, moved into place when it is whole.

What is named is the user's word, what stands at that name may be a stranger's: in a repository
no link is followed (as git refuses what is beyond a symbolic link), elsewhere they are the
user's own. Facts, bases and the cache are never written over, and nothing is ever moved over
a device.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cloudkb import render
from cloudkb.language import worded
from cloudkb.plainfile import odd_kind, open_plain, put_whole, reason
from cloudkb.views.question import QuestionError
from cloudkb.words import joined

if TYPE_CHECKING:
    from cloudkb.base import Location

_STREAMS = {"-": 1, "/dev/stdout": 1, "/dev/stderr": 2}
_FOLDERS_OF_STREAMS = ("/dev/fd/", "/proc/self/fd/")
_HEADER = b"SQLite format 3\0"


class Target(NamedTuple):
    """Where an answer goes: an open file of this process, a file by its path, or nowhere."""

    descriptor: int | None = None
    path: Path | None = None


def format_of(name: str, formats: Sequence[str], extra: Sequence[str] = ()) -> str:
    """The format a file's ending asks for, empty where it has none.

    `extra` are endings that change nothing. Raises QuestionError for an ending that no format
    of the command has.
    """
    if named_stream(name) is not None or is_nowhere(name):
        return ""
    ending = Path(name).suffix.lower()
    known = {render.ending(each): each for each in formats if render.ending(each)}
    if not ending or ending in extra:
        return ""
    if ending not in known:
        listed = joined([*known, *extra])
        raise QuestionError(
            worded('--output: no format ends in "{ending}"', ending=ending),
            worded("one of: {endings}; or say which with --format", endings=listed),
        )
    return known[ending]


def named_stream(name: str) -> int | None:
    """The number of the open file that a name stands for: `-`, /dev/stdout, /dev/fd/3."""
    if name in _STREAMS:
        return _STREAMS[name]
    for folder in _FOLDERS_OF_STREAMS:
        number = name.removeprefix(folder)
        if number != name and number.isascii() and number.isdigit():
            return int(number[:9])
    return None


def is_nowhere(name: str) -> bool:
    """Tell whether what is written there is thrown away."""
    return name == os.devnull or name == "/dev/null"


def target(name: str, location: "Location | None") -> Target:
    """What `--output` names; raises QuestionError where it may not be written."""
    number = named_stream(name)
    if number is not None:
        return Target(descriptor=number)
    if is_nowhere(name):
        return Target()
    try:
        path = _followed(Path(name), location)
        _refuse_what_stands_there(name, path)
    except (OSError, RuntimeError) as error:
        circle = worded("its links lead in a circle")
        why = reason(error) if isinstance(error, OSError) else circle
        raise QuestionError(
            worded("--output: {name} cannot be written: {reason}", name=name, reason=why)
        ) from error
    if location is not None:
        _refuse_what_is_kept(name, path, location)
    return Target(path=path)


def save(path: Path, data: bytes) -> None:
    """Write a file whole: beside, with the mode of the one it replaces, then moved over it.

    Raises QuestionError where it cannot be written; what stood there then still stands.
    """
    try:
        put_whole(path, data)
    except OSError as error:
        hint = worded("what stood there still stands") if path.exists() else ""
        told = worded("--output: {path} was not written: {reason}", path=path, reason=reason(error))
        raise QuestionError(told, hint) from error


# --- what is refused -----------------------------------------------------------------------


def _followed(path: Path, location: "Location | None") -> Path:
    """The path with the links resolved that are the user's own."""
    plain = path.absolute()
    for top in _repositories(plain, location):
        inside = (plain, *plain.parents)
        for each in inside[: inside.index(top)]:
            if each.is_symlink():
                raise QuestionError(
                    worded(
                        "--output: {path} goes through the link {link}", path=path, link=each.name
                    ),
                    worded("links in a repository are not followed: name what it leads to"),
                )
    return Path(os.path.realpath(plain))


def _repositories(path: Path, location: "Location | None") -> Iterator[Path]:
    """The folders around a path that a stranger may have filled."""
    facts = location.root if location is not None and not location.shipped else None
    for folder in path.parents:
        if folder == facts or (folder / ".git").exists() or (folder / "facts").is_dir():
            yield folder


def _refuse_what_stands_there(name: str, path: Path) -> None:
    if not path.parent.is_dir():
        raise QuestionError(
            worded("--output: there is no folder {folder}", folder=path.parent),
            worded("make it first"),
        )
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        if name.endswith(("/", os.sep)):
            raise QuestionError(
                worded("--output: {name} names a folder", name=name), worded("name a file in it")
            ) from None
        return
    if kind := odd_kind(mode):
        raise QuestionError(
            worded("--output: {name} is {kind}, no plain file", name=name, kind=kind),
            worded("name a file, or - for standard output"),
        )
    if not os.access(path, os.W_OK):
        raise QuestionError(
            worded("--output: {name} may only be read", name=name), worded("name another file")
        )
    with open_plain(path) as file:
        if file.read(len(_HEADER)) == _HEADER:
            raise QuestionError(
                worded("--output: {name} is a base", name=name), worded("name another file")
            )


def _refuse_what_is_kept(name: str, path: Path, location: "Location") -> None:
    """Refuse the facts, the base with what SQLite keeps beside it, and the cache."""
    from cloudkb.base.location import CACHE_NAME

    hint = worded("name a file outside of it")
    for folder in (location.facts, location.cache, location.root / CACHE_NAME):
        if folder == location.facts and path.name.startswith("."):
            # no fact file: facts/.schema.json is written for editors
            continue
        if any(_same(parent, folder) for parent in (path, *path.parents)):
            told = worded("--output: {name} is in {folder}", name=name, folder=folder.name)
            raise QuestionError(told, hint)
    base = location.db
    kept = [base, *(base.with_name(base.name + end) for end in ("-journal", "-wal", "-shm"))]
    if any(_same(path, each) for each in kept):
        raise QuestionError(
            worded("--output: {name} belongs to the base", name=name), worded("name another file")
        )


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return os.path.realpath(path) == os.path.realpath(other)
