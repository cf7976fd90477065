"""Reading all facts without reading again what this machine has read before."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.base import codec, memory
from cloudkb.base.code_stamps import hashed, stamps
from cloudkb.base.file_bytes import hash_bytes, read_bytes
from cloudkb.base.location import Location
from cloudkb.base.pipeline import ChangedWhileReading, FileReading, Progress
from cloudkb.base.refresh import Freshness
from cloudkb.base.scan import Scan, ScannedFile
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
_MUCH = 500_000
"""Bytes of fact files, some 2,000 claims: beyond that nobody finds out unasked what they say."""
_FEW = 20
"""Changed files that are looked at one by one."""
_PLACE = re.compile(r'\["Place","(?:[^"\\]|\\.)*"[^]]*\]')
"""A place in the text of a record; within a text of it the quotes would be escaped."""


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
    with memory.Store(location) as kept:
        recalled = _Recalled(kept, found, hashes)
        batches = []
        for done, path in enumerate(hashes, 1):
            batches.append(_decoded(recalled.text(path)) or recalled.read(path))
            if progress is not None:
                progress(done, len(hashes))
        recalled.save()
    findings = (*found.findings, *recalled.findings)
    return Everything(recalled.vocabulary, recalled.documents, tuple(batches), findings)


def said(fresh: Freshness) -> str:
    """A hash of what the claims say, whatever line they stand on; a digest of the files at worst.

    Where the vocabulary stands is part of it: sentences name the line of a default.
    """
    if sum(entry.stamp[0] for entry in fresh.scan.entries.values()) > _MUCH:
        return fresh.digest
    try:
        with memory.Store(fresh.location) as kept:
            recalled = _Recalled(kept, fresh.scan, fresh.hashes)
            texts = [codec.encode(recalled.documents)]
            for path in fresh.hashes:
                text = recalled.text(path)
                texts.append(_encoded(recalled.read(path)) if text is None else text)
            recalled.save()
    except ChangedWhileReading:
        return fresh.digest
    return hashed(recalled.context, *(_PLACE.sub("", text) for text in texts))


class _Recalled:
    """What each file gave when it was read, as text."""

    def __init__(self, kept: memory.Store, found: Scan, hashes: Mapping[str, str]) -> None:
        code = code_hash()
        if any(map(is_parquet, hashes)):
            # what is remembered of a file that could not be read is of no use where it can be
            code = hashed(code, str(available()))
        self._kept = kept
        self._found = found
        self._hashes = hashes
        self._used: set[str] = set()
        self._new: dict[str, str] = {}
        self.vocabulary, self.documents, self.findings = _declared(kept, found, hashes, code)
        self.context = hashed(code, codec.encode(self.vocabulary), *sorted(self.documents))

    @cached_property
    def _names(self) -> "Names":
        from cloudkb import reader

        return reader.Names(self.vocabulary, self.documents)

    @cached_property
    def _whose(self) -> str:
        """The documents of tables, which may stand in other files."""
        return hashed(codec.encode(tuple(self.documents.values())))

    def _key(self, path: str) -> str:
        key = hashed(self.context, path, self._hashes[path])
        return hashed(key, self._whose) if is_parquet(path) else key

    def text(self, path: str) -> str | None:
        """What is remembered of a file; None where it has to be read."""
        key = self._key(path)
        self._used.add(key)
        return self._kept.load_one("claims", key)

    def read(self, path: str) -> Remembered:
        """What a file gives. Raises `ChangedWhileReading` where it is no longer what it was."""
        from cloudkb import reader

        data = read_bytes(self._found.entries[path])
        if not isinstance(data, bytes) or hash_bytes(data) != self._hashes[path]:
            raise ChangedWhileReading(path)
        batch = reader.read_claims(reader.SourceFile(path, data), self._names)
        found = Remembered(batch.claims, batch.exceptions, batch.findings)
        if len(found.claims) <= _MOST_REMEMBERED:
            self._new[self._key(path)] = _encoded(found)
        return found

    def save(self) -> None:
        """Remember what was read; what no file gives any more is forgotten."""
        self._kept.save("claims", self._new, keep=self._used)


class _Declared(NamedTuple):
    """What claims may name, and in which files that stands."""

    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    findings: tuple[Finding, ...]
    files: Mapping[str, str]
    """The hash of every file."""
    declaring: tuple[str, ...]
    """The files that may hold vocabulary; all others hold a document and claims."""


def _declared(
    kept: memory.Store, found: Scan, hashes: Mapping[str, str], code: str
) -> tuple[Vocabulary, Mapping[str, Document], tuple[Finding, ...]]:
    """Read anew but where claims alone have changed."""
    known = _known_declared(kept.load_one("vocabulary", code))
    if known is not None and known.files != hashes:
        known = _with_documents(known, found, hashes)
    if known is not None:
        return known[:3]
    reading = FileReading(found._replace(findings=()))
    if reading.hashes != hashes:
        raise ChangedWhileReading
    every = (reading.vocabulary, reading.documents, tuple(reading.findings))
    text = codec.encode((*every, hashes, tuple(reading.declaring)))
    kept.save("vocabulary", {code: text}, keep=())
    return every


def _known_declared(text: str | None) -> _Declared | None:
    try:
        return None if text is None else _Declared(*codec.decode(text))
    except (codec.CodecError, TypeError):
        return None


def _with_documents(known: _Declared, found: Scan, hashes: Mapping[str, str]) -> _Declared | None:
    """The same where changed files declare as much as before; None where that is not so."""
    if known.findings or known.files.keys() != hashes.keys():
        return None
    changed = [path for path, sha256 in hashes.items() if known.files[path] != sha256]
    if len(changed) > _FEW or not set(changed).isdisjoint(known.declaring):
        return None
    documents = dict(known.documents)
    for path in changed:
        document = _only_document(path, found.entries[path], hashes[path])
        before = None if document is None else documents.get(document.id)
        if document is None or before is None or before.place.file != path:
            return None
        if document._replace(place=before.place) != before:
            return None
        documents[document.id] = document
    return known._replace(documents=documents)


def _only_document(path: str, entry: ScannedFile, sha256: str) -> Document | None:
    """The document of a file that declares nothing else, and in which nothing is wrong."""
    from cloudkb import reader

    data = read_bytes(entry)
    if not isinstance(data, bytes) or hash_bytes(data) != sha256:
        raise ChangedWhileReading(path)
    if is_parquet(path) or reader.holds_vocabulary(data):
        return None
    _, documents, findings = reader.read_vocabulary([reader.SourceFile(path, data)])
    return None if findings or len(documents) != 1 else next(iter(documents.values()))


def _encoded(batch: Remembered) -> str:
    return codec.encode(tuple(map(tuple, batch)))


def _decoded(text: str | None) -> Remembered | None:
    if text is None:
        return None
    try:
        return Remembered(*codec.decode(text))
    except (codec.CodecError, TypeError):
        return None


def code_hash(*rooms: str) -> str:
    """A hash that changes when the code that reads facts does, released or not, or the language.

    `rooms` are others whose code decides an answer.
    """
    code = map(stamps, (*_READING_ROOMS, *rooms))
    return hashed(str(FORMAT), codec.shape(), spoken(), *code)
