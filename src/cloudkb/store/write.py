"""Writing a base: the only place that knows sqlite-utils.

The same contents give the same bytes with the same versions of SQLite and
sqlite-utils: rows come in a fixed order, nothing is read from the clock or the machine.
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cloudkb.model import AcceptedException, Claim, Document, Vocabulary
from cloudkb.store import rows, vocabulary_rows
from cloudkb.store.header import changes
from cloudkb.store.layout import (
    APPLICATION_ID,
    FLAT_VIEW,
    FORMAT,
    PAGE_SIZE,
    SEARCH_TABLE,
    TABLES,
    next_number,
)
from cloudkb.store.prepared import PreparedRows, Preparer
from cloudkb.store.statements import digest, drop_dangling, insert_into, insert_search
from cloudkb.surroundings import ignoring

with ignoring("numpy", "pandas"):
    from sqlite_utils import Database


class Contents(NamedTuple):
    """What goes into a base. Batches are drawn once; the rest may fill while they are."""

    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    batches: Iterable[tuple[Sequence[Claim], Sequence[AcceptedException]] | PreparedRows]
    """In the order of their files; as records, or as the rows that were made of them elsewhere."""
    files: Mapping[str, str]
    """Path to SHA-256 in hex; read after the last batch."""
    broken: Mapping[str, int]
    """Path to the number of facts left out; read after the last batch."""


def write(path: Path, contents: Contents) -> None:
    """Write a base to a file that does not exist yet, and see it to the disk.

    Raises `sqlite3.Error` or `OSError` when that fails; the file is then of no use.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        fill(connection, contents)
    finally:
        connection.close()
    seal(path)
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def fill(connection: sqlite3.Connection, contents: Contents) -> None:
    """Make all tables in an empty database and fill them."""
    connection.isolation_level = None
    for name, value in (
        ("page_size", PAGE_SIZE),
        ("application_id", APPLICATION_ID),
        ("user_version", FORMAT),
        # nobody else sees the file before it is whole: nothing to roll back, nothing to wait for
        ("journal_mode", "OFF"),
        ("synchronous", "OFF"),
        ("cache_size", -64_000),
    ):
        connection.execute(f"PRAGMA {name} = {value}")
    connection.execute("BEGIN")
    for statement in _tables():
        connection.execute(statement)
    connection.execute(SEARCH_TABLE)
    # one write to the index for all but the largest bases; less to merge afterwards
    connection.execute(
        "INSERT INTO claims_search(claims_search, rank) VALUES('hashsize', 16777216)"
    )
    scopes, speakers = _insert_claims(connection, contents)
    _insert_vocabulary(connection, contents, scopes, speakers)
    connection.execute("INSERT INTO claims_search(claims_search) VALUES('optimize')")
    _create_indexes(Database(connection))
    cleared = drop_dangling(connection)
    connection.execute("INSERT INTO base VALUES ('dangling', ?)", (str(cleared),))
    connection.execute(FLAT_VIEW)
    connection.execute("COMMIT")


def seal(path: Path) -> None:
    """Note in the base how often its file was written, so that any later write shows."""
    expected = str(changes(path) + 1)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("UPDATE base SET value = ? WHERE key = 'writes'", (expected,))
    finally:
        connection.close()


@cache
def _tables() -> tuple[str, ...]:
    """The statements that make the tables, as sqlite-utils writes them."""
    database = Database(memory=True)
    for name, table in TABLES.items():
        database.table(name).create(
            table.columns,
            pk=table.key,
            foreign_keys=table.foreign_keys,
            not_null=table.required,
        )
    made = "SELECT sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid"
    statements = tuple(row[0] for row in database.execute(made))
    database.close()
    return statements


def _create_indexes(database: Database) -> None:
    for name, table in TABLES.items():
        for column in table.unique:
            database.table(name).create_index([column], unique=True)
        for columns in table.indexes:
            database.table(name).create_index(columns)
        for column, condition in table.partial_indexes:
            database.execute(
                f'CREATE INDEX "idx_{name}_{column}" ON "{name}" ("{column}") WHERE {condition}'
            )


def _insert_claims(connection: sqlite3.Connection, contents: Contents) -> tuple[set[str], set[str]]:
    """Insert claims and exceptions; return the scopes and the speakers they name."""
    preparer = Preparer(contents.vocabulary, contents.documents)
    into_claims, into_search = insert_into("claims"), insert_search()
    number = accepted = 0
    scopes: set[str] = set()
    speakers: set[str] = set()
    firsts = _Firsts(connection)
    for batch in contents.batches:
        made = batch if isinstance(batch, PreparedRows) else preparer.of(*batch)
        made = firsts.of(made)
        if made.claims:
            first = next_number(number)
            number = first + len(made.claims) - 1
            for into, each in ((into_claims, made.claims), (into_search, made.words)):
                connection.executemany(into, ((at, *row[1:]) for at, row in enumerate(each, first)))
            speakers |= made.speakers()
            scopes |= made.scopes()
        for row in made.exceptions:
            accepted += 1
            connection.execute(insert_into("exceptions"), (accepted, *row[1:]))
    firsts.done()
    return scopes, speakers


class _Firsts:
    """Leaves out claims whose id is taken, which the reader complains of.

    A document stands in one file, but for tables, whose rows are of any number of documents: from
    the first table on every id is noted beside the base, so that each is looked up in no time.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before: set[str] = set()
        """Documents with claims in what came before."""
        self._batches = 0
        """Those that were noted."""

    def of(self, made: PreparedRows) -> PreparedRows:
        """A batch with those that are the first of their id."""
        names = made.names()
        if made.is_table and not self._batches:
            self._connection.execute(
                "CREATE TEMP TABLE taken (id TEXT PRIMARY KEY, batch INTEGER) WITHOUT ROWID"
            )
            self._connection.execute("INSERT INTO taken SELECT id, 0 FROM claims")
            self._batches = 1
        first: dict[str, int] = {}
        for place, (name, _) in enumerate(names):
            first.setdefault(name, place)
        for name in self._noted(list(first)) if self._batches else self._taken(names):
            first.pop(name, None)
        return made if len(first) == len(names) else made.at(list(first.values()))

    def _taken(self, names: Sequence[tuple[str, str]]) -> list[str]:
        """The ids of documents of which something came before."""
        documents = {document for _, document in names}
        again = sorted(documents & self._before)
        self._before |= documents
        ids = "SELECT id FROM claims WHERE document = ?"
        return [row[0] for one in again for row in self._connection.execute(ids, (one,))]

    def _noted(self, names: Sequence[str]) -> list[str]:
        """Note ids, each once in its batch; those that were noted before."""
        self._batches += 1
        before = self._connection.total_changes
        noted = ((name, self._batches) for name in names)
        self._connection.executemany("INSERT OR IGNORE INTO taken VALUES (?, ?)", noted)
        if self._connection.total_changes - before == len(names):
            return []
        batch = "SELECT 1 FROM taken WHERE id = ? AND batch <> ?"
        rows = ((name, self._connection.execute(batch, (name, self._batches))) for name in names)
        return [name for name, found in rows if found.fetchone()]

    def done(self) -> None:
        """Forget what was noted."""
        self._connection.execute("DROP TABLE IF EXISTS temp.taken")


def _insert_vocabulary(
    connection: sqlite3.Connection, contents: Contents, scopes: set[str], speakers: set[str]
) -> None:
    vocabulary, documents = contents.vocabulary, contents.documents
    files = sorted(contents.files.items())
    every: dict[str, Iterable[rows.SqlRow]] = {
        "files": [(path, sha256, contents.broken.get(path, 0)) for path, sha256 in files],
        "base": [("canonical", "1"), ("digest", digest(contents.files)), ("writes", "")],
        "documents": vocabulary_rows.document_rows(documents),
        "entities": vocabulary_rows.entity_rows(vocabulary),
        "metrics": vocabulary_rows.metric_rows(vocabulary),
        "formulas": vocabulary_rows.formula_rows(vocabulary),
        "scopes": vocabulary_rows.scope_rows(vocabulary, documents, scopes),
        "sources": vocabulary_rows.source_rows(vocabulary, documents, speakers),
        "names": vocabulary_rows.name_rows(vocabulary, documents),
    }
    for name, content in every.items():
        connection.executemany(insert_into(name), content)
