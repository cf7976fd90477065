"""The door through which facts reach the disk: a file is written whole, or not at all."""

import os
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cloudkb.language import worded
from cloudkb.plainfile import odd_kind, put_whole, read_plain, reason
from cloudkb.reader.decoding import LARGEST_FILE
from cloudkb.writer.refusal import WriteError, refuse_table

LARGEST_TABLE = 64 * 1024 * 1024


class Written(NamedTuple):
    """What a file said, and says now."""

    path: Path
    before: str
    """Empty where there was no file."""
    after: str


def rewrite(facts: Path, path: Path, change: Callable[[str], str], *, dry: bool = False) -> Written:
    """Put what `change` makes of a file's text into its place, at once; with `dry` into none.

    A file that is not there is made, and `change` is given an empty text; it has to raise what
    stands in the way. The new file has the mode of the old one. Links are not followed out of
    the folder `facts`. Raises `WriteError`, with everything as it was, where the path is none
    within it, the file is no UTF-8, or somebody else wrote it meanwhile.
    """
    refuse_table(path.name)
    target = _within(facts, path)
    data = _data(target, LARGEST_FILE)
    before = _text(data, path)
    after = change(before)
    if not dry and after != before:
        _put(target, data, after.encode("utf-8"), LARGEST_FILE)
    return Written(target, before, after)


def replace(facts: Path, path: Path, before: str, after: str, name: object) -> None:
    """Put a text into the place of the one that was looked at; raises as `rewrite`.

    `name` is what the file is called where it says something else by now.
    """

    def change(text: str) -> str:
        if text != before:
            raise WriteError(
                worded("{file} was changed meanwhile", file=name), worded("run it again")
            )
        return after

    rewrite(facts, path, change)


def file_of_new(document: str, files: Iterable[str], facts: str) -> str:
    """The file of a new document, by its path from the root: beside most of some files.

    `facts` is the name of the folder of facts, where there are none.
    """
    folders = Counter(PurePosixPath(one).parent.as_posix() for one in files)
    first = f"{facts}/documents"
    folder = max(folders, key=lambda name: (folders[name], name)) if folders else first
    return f"{folder}/{document}.yaml"


def way_to_schema(facts: Path, file: Path) -> str:
    """The way from a fact file to the JSON Schema of the facts; empty where there is none."""
    schema = facts / ".schema.json"
    return os.path.relpath(schema, file.parent).replace(os.sep, "/") if schema.exists() else ""


def write_table(facts: Path, path: Path, before: bytes | None, after: bytes) -> None:
    """Put a Parquet file into its place at once, where it is as it was; raises as `rewrite`."""
    _put(_within(facts, path), before, after, LARGEST_TABLE)


def _within(facts: Path, path: Path) -> Path:
    """The file itself, links within the facts followed; its folder is made where it is none."""
    inside = Path(os.path.realpath(facts))
    target = Path(os.path.realpath(path))
    if not target.is_relative_to(inside):
        raise WriteError(
            worded("{path} leads out of the folder of facts", path=path),
            worded("name a file within it that is no link"),
        )
    if target.exists() and (kind := odd_kind(os.lstat(target).st_mode)):
        raise WriteError(
            worded("{path} is {kind}, not a plain file", path=path, kind=kind),
            worded("name a fact file"),
        )
    return target


def _data(target: Path, most: int) -> bytes | None:
    try:
        return read_plain(target, most)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WriteError(
            worded("{path} cannot be read: {why}", path=target, why=reason(error)),
            worded("look at the file"),
        ) from None


def _text(data: bytes | None, path: Path) -> str:
    try:
        return (data or b"").decode("utf-8")
    except UnicodeDecodeError:
        raise WriteError(
            worded("{path} is not UTF-8", path=path), worded("save it as UTF-8 first")
        ) from None


def _put(target: Path, data: bytes | None, after: bytes, most: int) -> None:
    """Take the place of the file, where it holds what was looked at: nobody sees half of it."""

    def refuse_changed() -> None:
        if _data(target, most) != data:
            raise WriteError(
                worded("{path} was changed by somebody else meanwhile", path=target),
                worded("run it again"),
            )

    target.parent.mkdir(parents=True, exist_ok=True)
    put_whole(target, after, refuse_changed)
