"""The order of stages from fact files to rows: the one place that knows it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cloudkb.base.scan import MAX_FILE, Entry, Scan
from cloudkb.model import Finding, Place
from cloudkb.parquet import available, is_parquet
from cloudkb.plainfile import read_plain

if TYPE_CHECKING:
    from cloudkb.model import Document, Vocabulary
    from cloudkb.reader import Batch, SourceFile
    from cloudkb.store.write import Contents

Progress = Callable[[int, int], None]
"""Called with how many files are done, and of how many."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep Python's cycle collector out of a long reading.

    Records make no cycles, and looking for some among a hundred thousand of them takes
    a fifth of a build.
    """
    import gc

    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class ChangedWhileReading(Exception):  # noqa: N818
    """A fact file changed between two readings of one run: read again."""


class FileReading:
    """One reading of all fact files, one file in memory at a time."""

    vocabulary: "Vocabulary"
    documents: "Mapping[str, Document]"

    def __init__(self, scan: Scan, progress: Progress | None = None) -> None:
        """Read the vocabulary of all files; claims are read as they are drawn."""
        from cloudkb import reader

        self.hashes: dict[str, str] = {}
        self.findings: list[Finding] = list(scan.findings)
        self.broken: dict[str, int] = {}
        """How many complaints stand against each file, so far."""
        self._entries = scan.entries
        self._progress = progress
        found: Iterable[Finding]
        self.vocabulary, self.documents, found = reader.read_vocabulary(self._first())
        self._note(found)

    def _first(self) -> Iterator["SourceFile"]:
        from cloudkb.reader import SourceFile

        for name, entry in self._entries.items():
            data = read_bytes(entry)
            if isinstance(data, bytes):
                self.hashes[name] = hash_bytes(data)
                yield SourceFile(name, data)
            else:
                self._note([Finding("limit", "error", data, Place(name))])

    def _again(self) -> Iterator["SourceFile"]:
        from cloudkb.reader import SourceFile

        for name, sha256 in self.hashes.items():
            data = read_bytes(self._entries[name])
            if not isinstance(data, bytes) or hash_bytes(data) != sha256:
                raise ChangedWhileReading(name)
            yield SourceFile(name, data)

    def batches(self) -> Iterator["Batch"]:
        """What each file gives, in the order of paths, large tables in parts."""
        from cloudkb import reader

        names = reader.Names(self.vocabulary, self.documents)
        for done, file in enumerate(self._again(), 1):
            for batch in reader.read_batches(file, names):
                self._note(batch.findings)
                yield batch
            if self._progress is not None:
                self._progress(done, len(self.hashes))

    def contents(self) -> "Contents":
        """All of it, as a base wants it."""
        from cloudkb.store.write import Contents

        batches = ((batch.claims, batch.exceptions) for batch in self.batches())
        files = recorded(self.hashes)
        return Contents(self.vocabulary, self.documents, batches, files, self.broken)

    def _note(self, findings: Iterable[Finding]) -> None:
        new = tuple(findings)
        self.findings += new
        for file, count in broken_by_file(new).items():
            self.broken[file] = self.broken.get(file, 0) + count


def broken_by_file(findings: Iterable[Finding]) -> dict[str, int]:
    """How many complaints are about something that had to be left out, by file."""
    counts: dict[str, int] = {}
    for finding in findings:
        if finding.severity == "error":
            counts[finding.place.file] = counts.get(finding.place.file, 0) + 1
    return counts


def read_bytes(entry: Entry) -> bytes | str:
    """What a file holds, or why it cannot be read."""
    if entry.supposed is not None:
        return entry.supposed
    try:
        return read_plain(entry.path, MAX_FILE)
    except OSError as error:
        return f"this file cannot be read: {error.strerror}"


def recorded(hashes: Mapping[str, str]) -> Mapping[str, str]:
    """The hashes as a base holds them: those of files that cannot be read here are marked.

    A base that was built without what reads Parquet is stale where that is installed.
    """
    if not any(map(is_parquet, hashes)) or available():
        return hashes
    return {
        name: f"unread {sha256}" if is_parquet(name) else sha256 for name, sha256 in hashes.items()
    }


def hash_bytes(data: bytes) -> str:
    """SHA-256 in hex."""
    import hashlib

    return hashlib.sha256(data).hexdigest()
