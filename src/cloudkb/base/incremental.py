"""One edit costs one file: when the rest of a base can stay as it is, and when not."""

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cloudkb.base import memory
from cloudkb.base.file_bytes import hash_bytes, read_bytes
from cloudkb.base.location import Location
from cloudkb.base.pipeline import broken_by_file
from cloudkb.base.scan import Scan
from cloudkb.parquet import is_parquet
from cloudkb.plainfile import open_plain
from cloudkb.store import patch, read
from cloudkb.store.header import open_base

if TYPE_CHECKING:
    from cloudkb.model import Claim, Document, Vocabulary

_MOST = 20
"""Changed files: beyond that a whole build is hardly slower."""
_CHUNK = 1 << 20
_NOT_OURS = (
    sqlite3.DatabaseError, MemoryError, ValueError, TypeError, LookupError, AttributeError,
    ArithmeticError, RecursionError,
)  # fmt: skip
"""What can go wrong where a base holds what cloudkb never wrote. It is then made anew."""


def try_patch(location: Location, found: Scan, hashes: Mapping[str, str]) -> bool:
    """Replace the rows of changed files; False, with nothing written, when all must be read.

    That is so when files came or went, a changed file holds vocabulary, a document
    changed more than its own claims can tell, a claim that others refer to is gone, or a
    file grew beyond its place.
    """
    try:
        return _try_patch(location, found, hashes)
    except sqlite3.OperationalError:
        # the disk is full, or the like
        raise
    except _NOT_OURS:
        return False


def _try_patch(location: Location, found: Scan, hashes: Mapping[str, str]) -> bool:
    connection = open_base(location.db)
    try:
        vocabulary, documents = read.vocabulary(connection), read.documents(connection)
        replacements = []
        for path in _changed(connection, hashes):
            reader = _FileReader(connection, vocabulary, documents)
            replacement = reader.read(path, found, hashes[path])
            if replacement is None:
                return False
            replacements.append(replacement)
    finally:
        connection.close()
    if not replacements:
        return False

    def draw(path: Path) -> None:
        with open_plain(location.db) as source, path.open("wb") as target:
            shutil.copyfileobj(source, target, _CHUNK)
        patch.replace(path, replacements, vocabulary, documents)

    memory.put(location, draw)
    return True


def _changed(connection: sqlite3.Connection, hashes: Mapping[str, str]) -> list[str]:
    """The files to read again; none when that would not be enough."""
    before = read.file_hashes(connection)
    if before.keys() != hashes.keys() or read.stored(connection, "dangling") != "0":
        return []
    changed = [path for path, sha256 in hashes.items() if before[path] != sha256]
    # what is wrong in another file may come right by this change, or turn out otherwise
    if len(changed) > _MOST or read.broken_files(connection).keys() - changed:
        return []
    return changed


class _FileReader:
    """Reads one changed file against the base as it was."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        vocabulary: "Vocabulary",
        documents: "Mapping[str, Document]",
    ) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._documents = documents

    def read(self, path: str, found: Scan, sha256: str) -> patch.Replacement | None:
        from cloudkb import reader

        if is_parquet(path) or self._holds_vocabulary(path):
            return None
        data = read_bytes(found.entries[path])
        if not isinstance(data, bytes) or hash_bytes(data) != sha256:
            return None
        file = reader.SourceFile(path, data)
        vocabulary, documents, findings = reader.read_vocabulary([file])
        if findings or any(vocabulary) or len(documents) != 1:
            return None
        (document,) = documents.values()
        if not self._may_replace(path, document):
            return None
        documents = {**self._documents, document.id: document}
        batch = reader.read_claims(file, reader.Names(self._vocabulary, documents))
        claims = list(batch.claims)
        if not patch.has_room(self._connection, path, len(claims)):
            return None
        if not self._keeps_references(path, claims):
            return None
        broken = broken_by_file(batch.findings).get(path, 0)
        return patch.Replacement(path, sha256, broken, document, claims, batch.exceptions)

    def _holds_vocabulary(self, path: str) -> bool:
        tables = ("entities", "metrics", "sources", "scopes", "formulas")
        return any(
            self._one(
                f"SELECT 1 FROM {table} WHERE file = ?"
                + (" AND role = 'declared'" if table in ("sources", "scopes") else ""),
                path,
            )
            for table in tables
        )

    def _may_replace(self, path: str, document: "Document") -> bool:
        old = self._documents.get(document.id)
        if old is None or old.place.file != path or document.origin not in {None, *self._documents}:
            return False
        if self._one("SELECT count(*) FROM documents WHERE file = ?", path) != 1:
            return False
        if self._one("SELECT 1 FROM claims WHERE document = ? AND file <> ?", document.id, path):
            # what it gives its claims decides those in tables, too
            return False
        as_speaker = (document.title, document.author, document.publisher)
        if as_speaker == (old.title, old.author, old.publisher):
            return True
        return not self._one(
            "SELECT 1 FROM claims WHERE source = ? AND file <> ?", document.id, path
        )

    def _keeps_references(self, path: str, claims: "list[Claim]") -> bool:
        now = {claim.id for claim in claims}
        if len(now) != len(claims):
            return False
        before = self._connection.execute("SELECT id FROM claims WHERE file = ?", (path,))
        gone = {row[0] for row in before} - now
        for column in ("supersedes", "disputes", "origin"):
            rows = self._connection.execute(
                f"SELECT {column} FROM claims WHERE {column} IS NOT NULL AND file <> ?", (path,)
            )
            if any(name in gone for row in rows for name in row[0].split()):
                return False
        for claim in claims:
            for other in (*claim.supersedes, claim.disputes, claim.origin):
                if other is None or other in now:
                    continue
                if not self._one("SELECT 1 FROM claims WHERE id = ? AND file <> ?", other, path):
                    return False
        return True

    def _one(self, sql: str, *values: str) -> object:
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else row[0]
