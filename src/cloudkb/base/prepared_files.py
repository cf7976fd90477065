"""Fact files read and made into rows by processes that do nothing else."""

from collections.abc import Iterator, Mapping, Sequence

from cloudkb.base.file_bytes import hash_bytes, read_bytes
from cloudkb.base.scan import ScannedFile
from cloudkb.model import Document, Finding, Vocabulary
from cloudkb.reader import Names, SourceFile, read_claims
from cloudkb.store.prepared import PreparedRows, Preparer
from cloudkb.workers import HERE, WorkersError
from cloudkb.workers.pool import Pool

FileToRead = tuple[str, ScannedFile, str]
"""The name of a file, where it is, its SHA-256."""
SharedFacts = tuple[Vocabulary, Mapping[str, Document]]

FileRows = tuple[PreparedRows, tuple[Finding, ...]] | None

_ready: list[tuple[SharedFacts, Names, Preparer]] = []


def prepared(shared: SharedFacts, given: Sequence[FileToRead], jobs: int) -> Iterator[FileRows]:
    """What each file gives, in their order; read here where processes are lost."""
    done = 0
    try:
        for made in Pool(jobs).map(prepare, shared, given):
            yield made
            done += 1
    except WorkersError:
        yield from HERE.map(prepare, shared, given[done:])


def prepare(shared: SharedFacts, given: FileToRead) -> FileRows:
    """The rows of a file and what is wrong with it; None where it is no longer what it was."""
    name, entry, sha256 = given
    data = read_bytes(entry)
    if not isinstance(data, bytes) or hash_bytes(data) != sha256:
        return None
    if not _ready or _ready[0][0] is not shared:
        _ready[:] = [(shared, Names(*shared), Preparer(*shared))]
    _, names, preparer = _ready[0]
    batch = read_claims(SourceFile(name, data), names)
    return preparer.of(batch.claims, batch.exceptions), batch.findings
