"""Replacing the rows of a few changed files, with the standard library alone.

A base written this way answers like one written whole. Its bytes differ, which the
base says of itself (`canonical` is 0), so that a build writes it again.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cloudkb.defaults import Defaults
from cloudkb.model import AcceptedException, Claim, Document, Vocabulary
from cloudkb.store import read, rows, sqlite_schema, vocabulary_rows
from cloudkb.store.header import State, changes, state
from cloudkb.store.layout import DOCUMENT, SPEAKER, TABLES
from cloudkb.store.search import SearchText
from cloudkb.store.statements import delete_search, digest, insert_into, insert_search

_SCOPE, _SOURCE = map(list(TABLES["claims"].columns).index, ("scope", "source"))


class Replacement(NamedTuple):
    """What one changed file now says. It has no vocabulary of its own, before or after."""

    path: str
    sha256: str
    broken: int
    document: Document
    claims: Sequence[Claim]
    exceptions: Sequence[AcceptedException]


def has_room(connection: sqlite3.Connection, path: str, claims: int) -> bool:
    """Whether that many claims have room in the place of this file among the others."""
    first, last = connection.execute(
        "SELECT min(number), max(number) FROM claims WHERE file = ?", (path,)
    ).fetchone()
    if first is None:
        return claims == 0
    (after,) = connection.execute(
        "SELECT min(number) FROM claims WHERE number > ?", (last,)
    ).fetchone()
    return after is None or first + claims <= after


def replace(
    path: Path,
    replacements: Iterable[Replacement],
    vocabulary: Vocabulary,
    documents: Mapping[str, Document],
) -> None:
    """Bring a base file up to date in place: give it a copy, and move that when it is done.

    `documents` are those of the base as it was; raises `sqlite3.Error` when it cannot be
    written, or is not a base that cloudkb could have written: no trigger ever runs.
    """
    if state(path) is not State.USABLE:
        raise sqlite3.DatabaseError("this is not a base of this version")
    writes = changes(path) + 1
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        sqlite_schema.verify(connection)
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        now = dict(documents)
        spoken = False
        for replacement in replacements:
            now[replacement.document.id] = replacement.document
            spoken |= _replace_file(connection, replacement, vocabulary, documents, now)
        if spoken:
            _speakers(connection, vocabulary, now)
        every = read.file_hashes(connection)
        connection.executemany(
            "UPDATE base SET value = ? WHERE key = ?",
            [(digest(every), "digest"), ("0", "canonical"), (str(writes), "writes")],
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _replace_file(
    connection: sqlite3.Connection,
    new: Replacement,
    vocabulary: Vocabulary,
    before: Mapping[str, Document],
    now: Mapping[str, Document],
) -> bool:
    """Replace what a file says, row by row where it differs; whether others speak now."""
    old = connection.execute(
        "SELECT * FROM claims WHERE file = ? ORDER BY number", (new.path,)
    ).fetchall()
    first = old[0][0] if old else 1
    basis = Defaults(vocabulary).of_claim
    fresh = [
        rows.claim_row(claim, number, basis(claim))
        for number, claim in enumerate(new.claims, first)
    ]
    was = before.get(new.document.id)
    # whom a document speaks for is in the words of its claims
    speaks = was is not None and _speaks(was) == _speaks(new.document)
    kept = set(old) & set(fresh) if speaks else set()
    gone, come = ([row for row in each if row not in kept] for each in (old, fresh))
    connection.executemany(delete_search(), map(SearchText(vocabulary, before).row, gone))
    connection.executemany("DELETE FROM claims WHERE number = ?", [row[:1] for row in gone])
    connection.executemany(insert_into("claims"), come)
    connection.executemany(insert_search(), map(SearchText(vocabulary, now).row, come))
    _replace_document(connection, new.document, now)
    connection.execute("DELETE FROM exceptions WHERE file = ?", (new.path,))
    last = connection.execute("SELECT coalesce(max(number), 0) FROM exceptions").fetchone()[0]
    connection.executemany(
        insert_into("exceptions"),
        [rows.exception_row(each, number) for number, each in enumerate(new.exceptions, last + 1)],
    )
    connection.execute("DELETE FROM files WHERE path = ?", (new.path,))
    connection.execute(insert_into("files"), (new.path, new.sha256, new.broken))
    return any({row[at] for row in gone} != {row[at] for row in come} for at in (_SCOPE, _SOURCE))


def _speaks(document: Document) -> tuple[str, str]:
    return document.author, document.publisher


def _replace_document(
    connection: sqlite3.Connection, document: Document, now: Mapping[str, Document]
) -> None:
    connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
    connection.execute(insert_into("documents"), vocabulary_rows.document_row(document, now))
    connection.execute("DELETE FROM names WHERE kind = 'document' AND id = ?", (document.id,))
    empty = Vocabulary({}, {}, {}, {})
    connection.executemany(
        insert_into("names"), vocabulary_rows.name_rows(empty, {document.id: document})
    )
    connection.execute("DELETE FROM sources WHERE id = ? AND role = ?", (document.id, DOCUMENT))
    connection.executemany(
        insert_into("sources").replace("INSERT", "INSERT OR IGNORE", 1),
        vocabulary_rows.source_rows(empty, {document.id: document}, ()),
    )


def _speakers(
    connection: sqlite3.Connection, vocabulary: Vocabulary, documents: Mapping[str, Document]
) -> None:
    """Make `sources` and `scopes` hold just those that the claims now name."""
    speaking = {row[0] for row in connection.execute("SELECT DISTINCT source FROM claims")}
    connection.execute("DELETE FROM sources WHERE role = ?", (SPEAKER,))
    every = vocabulary_rows.source_rows(vocabulary._replace(sources={}), {}, speaking)
    connection.executemany(insert_into("sources").replace("INSERT", "INSERT OR IGNORE", 1), every)
    used = {row[0] for row in connection.execute("SELECT DISTINCT scope FROM claims")}
    connection.execute("DELETE FROM scopes")
    connection.executemany(
        insert_into("scopes"), vocabulary_rows.scope_rows(vocabulary, documents, used)
    )
