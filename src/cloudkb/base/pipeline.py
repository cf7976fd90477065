"""The order of stages from fact files to rows: the one place that knows it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cloudkb.base.file_bytes import hash_bytes, read_bytes
from cloudkb.base.scan import Scan
from cloudkb.model import Finding, Place
from cloudkb.parquet import available, is_parquet

if TYPE_CHECKING:
    from cloudkb.model import AcceptedException, Claim, Document, Vocabulary
    from cloudkb.reader import Batch, SourceFile
    from cloudkb.store.prepared import PreparedRows
    from cloudkb.store.write import Contents

    Records = tuple[tuple[Claim, ...], tuple[AcceptedException, ...]]

MUCH = 3_000_000
"""Bytes of YAML, some 15,000 claims, from which several processes read: they start in 0.3 s."""
MOST_READERS = 8
"""Who writes what they read is one, and keeps about so many busy."""

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
        self.declaring: list[str] = []
        """The files that may hold vocabulary."""
        self._entries = scan.entries
        self._progress = progress
        found: Iterable[Finding]
        self.vocabulary, self.documents, found = reader.read_vocabulary(self._first())
        self._note(found)

    def _first(self) -> Iterator["SourceFile"]:
        from cloudkb.reader import SourceFile, holds_vocabulary

        for name, entry in self._entries.items():
            data = read_bytes(entry)
            if isinstance(data, bytes):
                self.hashes[name] = hash_bytes(data)
                if not is_parquet(name) and holds_vocabulary(data):
                    self.declaring.append(name)
                yield SourceFile(name, data)
            else:
                self._note([Finding("limit", "error", data, Place(name))])

    def _source(self, name: str) -> "SourceFile":
        from cloudkb.reader import SourceFile

        data = read_bytes(self._entries[name])
        if not isinstance(data, bytes) or hash_bytes(data) != self.hashes[name]:
            raise ChangedWhileReading(name)
        return SourceFile(name, data)

    def batches(self) -> Iterator["Batch"]:
        """What each file gives, in the order of paths, large tables in parts."""
        from cloudkb import reader

        names = reader.Names(self.vocabulary, self.documents)
        for done, name in enumerate(self.hashes, 1):
            for batch in reader.read_batches(self._source(name), names):
                self._note(batch.findings)
                yield batch
            if self._progress is not None:
                self._progress(done, len(self.hashes))

    def contents(self, jobs: int = 1) -> "Contents":
        """All of it, as a base wants it; where there is much, read by so many processes."""
        from cloudkb.store.write import Contents

        files = recorded(self.hashes)
        much = sum(self._entries[name].stamp[0] for name in self._texts()) >= MUCH
        batches = self._prepared(jobs) if much and jobs > 1 else self._records()
        return Contents(self.vocabulary, self.documents, batches, files, self.broken)

    def _texts(self) -> list[str]:
        """The files that are read whole; large tables come in parts."""
        return [name for name in self.hashes if not is_parquet(name)]

    def _records(self) -> "Iterator[Records]":
        return ((batch.claims, batch.exceptions) for batch in self.batches())

    def _prepared(self, jobs: int) -> "Iterator[Records | PreparedRows]":
        """What each file gives, in the order of paths, those that are read elsewhere as rows."""
        from cloudkb import reader
        from cloudkb.base.prepared_files import prepared

        shared = (self.vocabulary, self.documents)
        given = [(name, self._entries[name], self.hashes[name]) for name in self._texts()]
        made = prepared(shared, given, min(jobs, MOST_READERS, len(given)))
        names = reader.Names(*shared)
        for done, name in enumerate(self.hashes, 1):
            if is_parquet(name):
                for batch in reader.read_batches(self._source(name), names):
                    self._note(batch.findings)
                    yield batch.claims, batch.exceptions
            else:
                found = next(made)
                if found is None:
                    raise ChangedWhileReading(name)
                self._note(found[1])
                yield found[0]
            if self._progress is not None:
                self._progress(done, len(self.hashes))

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


def recorded(hashes: Mapping[str, str]) -> Mapping[str, str]:
    """The hashes as a base holds them: those of files that cannot be read here are marked.

    A base that was built without what reads Parquet is stale where that is installed.
    """
    if not any(map(is_parquet, hashes)) or available():
        return hashes
    return {
        name: f"unread {sha256}" if is_parquet(name) else sha256 for name, sha256 in hashes.items()
    }
