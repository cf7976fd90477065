"""Reading all facts without reading again what this machine has read before."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.base import codec, known_verdicts, memory
from cloudkb.base.file_bytes import hash_bytes, read_bytes
from cloudkb.base.location import Location
from cloudkb.base.scan import Scan
from cloudkb.base.stages import ChangedWhileReading, FileReading, Progress
from cloudkb.language import spoken
from cloudkb.model import AcceptedException, Claim, Document, Finding, Vocabulary
from cloudkb.parquet import available, is_parquet
from cloudkb.store.layout import FORMAT

if TYPE_CHECKING:
    from cloudkb.reader import Names

_READING_ROOMS = (
    "interval.py",
    "links.py",
    "words.py",
    "rules",
    "model",
    "parquet",
    "periods",
    "figures",
    "reader",
)
"""What decides how a file is understood; relative to the package."""

_MOST_REMEMBERED = 200_000
"""Claims of one file: beyond that it is as quick to read it again."""


class Everything(NamedTuple):
    """All records of all files, by stage."""

    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    batches: tuple["Remembered", ...]
    """In the order of paths."""
    findings: tuple[Finding, ...]
    """Of the folder and the vocabulary."""


class Remembered(NamedTuple):
    """What one file gave when it was read."""

    claims: Sequence[Claim]
    exceptions: Sequence[AcceptedException]
    findings: Sequence[Finding]


def read_all(
    location: Location, found: Scan, hashes: Mapping[str, str], progress: Progress | None = None
) -> Everything:
    """All records; only files whose text or whose vocabulary is new are read.

    Raises `ChangedWhileReading` when a file is no longer what its hash says.
    """
    code = code_hash()
    if any(map(is_parquet, hashes)):
        # what is remembered of a file that could not be read is of no use where it can be
        code = hashed(code, str(available()))
    with memory.Store(location) as kept:
        vocabulary, documents, findings = _vocabulary(kept, found, hashes, code)
        context = hashed(code, codec.encode(vocabulary), *sorted(documents))
        new: dict[str, str] = {}
        used: set[str] = set()
        batches = []
        whose = ""
        names: Names | None = None
        for done, (path, sha256) in enumerate(hashes.items(), 1):
            key = hashed(context, path, sha256)
            if is_parquet(path):
                # its documents may stand in other files
                whose = whose or hashed(codec.encode(tuple(documents.values())))
                key = hashed(key, whose)
            used.add(key)
            batch = _decoded(kept.load_one("claims", key))
            if batch is None:
                names = names or _names(vocabulary, documents)
                batch = _read(path, sha256, found, names)
                if len(batch.claims) <= _MOST_REMEMBERED:
                    new[key] = codec.encode(tuple(map(tuple, batch)))
            batches.append(batch)
            if progress is not None:
                progress(done, len(hashes))
        kept.save("claims", new, keep=used)
    return Everything(vocabulary, documents, tuple(batches), (*found.findings, *findings))


def _vocabulary(
    kept: memory.Store, found: Scan, hashes: Mapping[str, str], code: str
) -> tuple[Vocabulary, Mapping[str, Document], tuple[Finding, ...]]:
    key = hashed(code, *(f"{path} {sha256}" for path, sha256 in hashes.items()))
    if (text := kept.load_one("vocabulary", key)) is not None:
        try:
            vocabulary, documents, findings = codec.decode(text)
        except (codec.CodecError, ValueError):
            pass
        else:
            return vocabulary, documents, findings
    reading = FileReading(found._replace(findings=()))
    if reading.hashes != hashes:
        raise ChangedWhileReading
    findings = tuple(reading.findings)
    every = (reading.vocabulary, reading.documents, findings)
    kept.save("vocabulary", {key: codec.encode(every)}, keep=())
    return every


def _decoded(text: str | None) -> Remembered | None:
    if text is None:
        return None
    try:
        return Remembered(*codec.decode(text))
    except (codec.CodecError, TypeError):
        return None


def _names(vocabulary: Vocabulary, documents: Mapping[str, Document]) -> "Names":
    from cloudkb import reader

    return reader.Names(vocabulary, documents)


def _read(path: str, sha256: str, found: Scan, names: "Names") -> Remembered:
    from cloudkb import reader

    data = read_bytes(found.entries[path])
    if not isinstance(data, bytes) or hash_bytes(data) != sha256:
        raise ChangedWhileReading(path)
    batch = reader.read_claims(reader.SourceFile(path, data), names)
    return Remembered(batch.claims, batch.exceptions, batch.findings)


def code_hash(*rooms: str) -> str:
    """A hash that changes when the code that reads facts does, released or not, or the language.

    `rooms` are others whose code decides an answer. The code is looked at once in a process, as
    it is the code that runs.
    """
    stamps = map(_stamps, (*_READING_ROOMS, *rooms))
    return hashed(str(FORMAT), codec.shape(), spoken(), *stamps)


@cache
def _stamps(room: str) -> str:
    return ";".join(known_verdicts.stamps(f"{Path(__file__).parent.parent}{os.sep}{room}"))


def hashed(*parts: str) -> str:
    """One hash for several texts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode() + b"\0")
    return whole.hexdigest()
