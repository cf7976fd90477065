"""Which fact files there are, without reading them: a stat of each, and no more.

Hidden names are passed over. A link that leaves the folder of facts, or is a folder,
is never followed; what is not a plain file of a sane size is never read. Each such
thing is a finding of rule `limit`.
"""

import os
import stat
import unicodedata
from collections import Counter
from typing import NamedTuple

from cloudkb.base.location import SUFFIXES, BaseError, Location
from cloudkb.language import marked, worded
from cloudkb.model import Finding, Place
from cloudkb.parquet import is_parquet
from cloudkb.plainfile import odd_kind, reason

MAX_FILE = 64 * 1024 * 1024
"""Bytes: files are read whole, one at a time."""
DEEPEST = 50
"""Folders inside each other; what lies deeper is not looked at."""
MANY = 150_000
"""Claims beyond which a base is cut: so many are reasoned over at once in 1 GB."""
_BYTES_OF_YAML = 200
"""Of a claim, about."""
_BYTES_OF_TABLE = 8
"""As few as a claim may have in a Parquet file."""
_NO_LINK = marked("put the fact file itself here")


class ScannedFile(NamedTuple):
    """A fact file as the file system shows it."""

    path: str
    """Where it is on this machine; where a link inside the folder leads."""
    stamp: tuple[int, int, int, int]
    """Size, time of the last change of contents and of the inode in nanoseconds, inode."""
    supposed: bytes | None = None
    """What the file would hold, in place of what it holds; its stamp is none."""


class Scan(NamedTuple):
    """The fact files, by path relative to the top of the repository, sorted."""

    entries: dict[str, ScannedFile]
    findings: tuple[Finding, ...]


def scan(location: Location) -> Scan:
    """List the fact files. Raises `BaseError` when the folder cannot be listed."""
    scanner = _Scanner(location)
    scanner.folder(str(location.facts), location.facts.name)
    for name, data in location.supposed:
        scanner.entries[name] = ScannedFile("", (len(data), 0, 0, 0), data)
    return Scan(dict(sorted(scanner.entries.items())), tuple(scanner.findings))


def is_large(found: Scan) -> bool:
    """Whether fact files hold more claims, by their sizes, than are read at once."""
    sizes: Counter[bool] = Counter()
    for name, entry in found.entries.items():
        sizes[is_parquet(name)] += entry.stamp[0]
    return sizes[True] // _BYTES_OF_TABLE + sizes[False] // _BYTES_OF_YAML > MANY


class _Scanner:
    def __init__(self, location: Location) -> None:
        self.entries: dict[str, ScannedFile] = {}
        self.findings: list[Finding] = []
        self._inside = os.path.realpath(location.facts) + os.sep

    def folder(self, folder: str, name: str) -> None:
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        self._entry(entry, f"{name}/{entry.name}")
        except OSError as error:
            message = worded(
                "the folder {name} cannot be read: {why}", name=_shown(name), why=reason(error)
            )
            raise BaseError(message, worded("check who may read it")) from error

    def _entry(self, entry: "os.DirEntry[str]", name: str) -> None:
        if entry.is_symlink():
            self._link(entry, name)
        elif entry.is_dir(follow_symlinks=False):
            if name.count("/") > DEEPEST:
                message = worded(
                    "folders nested deeper than {most} are not looked into", most=DEEPEST
                )
                self._refuse(name, message, worded("move what lies deeper up, or away"))
            else:
                self.folder(entry.path, name)
        elif name.lower().endswith(SUFFIXES):
            self._file(entry.path, name, entry.stat(follow_symlinks=False))

    def _link(self, entry: "os.DirEntry[str]", name: str) -> None:
        try:
            target = entry.stat()
        except OSError:
            if name.lower().endswith(SUFFIXES):
                self._refuse(name, worded("this link leads nowhere"), worded(_NO_LINK))
            return
        if stat.S_ISDIR(target.st_mode):
            self._refuse(name, worded("links to folders are not followed"), worded(_NO_LINK))
        elif name.lower().endswith(SUFFIXES):
            path = os.path.realpath(entry.path)
            if path.startswith(self._inside):
                self._file(entry.path, name, target, path)
            else:
                message = worded("this link leaves the folder of facts and is not followed")
                self._refuse(name, message, worded(_NO_LINK))

    def _file(self, path: str, name: str, found: os.stat_result, target: str = "") -> None:
        if kind := odd_kind(found.st_mode):
            self._refuse(
                name, worded("this is {kind}, not a plain file, and is not read", kind=kind)
            )
        elif found.st_size > MAX_FILE:
            size = f"{found.st_size / 1_000_000:,.0f} MB"
            self._refuse(
                name, worded("a fact file of {size} is not read (at most 67 MB)", size=size)
            )
        elif not name.isascii() and _shown(name) != name:
            self._refuse(name, worded("the file's name is not UTF-8"))
        else:
            stamp = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
            self.entries[_composed(path, name)] = ScannedFile(target or path, stamp)

    def _refuse(self, name: str, message: str, hint: str = "") -> None:
        self.findings.append(Finding("limit", "error", message, Place(_shown(name)), hint=hint))


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _composed(path: str, name: str) -> str:
    """The name in composed form where the file system takes both for one (as macOS does).

    So a base built there equals one built from the same commit elsewhere.
    """
    if name.isascii() or unicodedata.is_normalized("NFC", name):
        return name
    composed = unicodedata.normalize("NFC", name)
    other = path[: -len(name)] + composed if path.endswith(name) else ""
    same = other and os.path.exists(other) and os.path.samefile(other, path)  # noqa: PTH110, PTH121
    return composed if same else name
