"""Whether a base says what another says, whatever its bytes: rows, indexes, views, search index."""

import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import groupby, islice, zip_longest
from operator import itemgetter

from cloudkb.language import worded
from cloudkb.store import sqlite_schema
from cloudkb.store.header import UNREADABLE
from cloudkb.store.layout import TABLES
from cloudkb.words import joined

_SHOWN = 5
_COUNTED = ("canonical", "writes")
"""What a base says of its own file; all else that it says of itself follows from the facts."""
_PARTS = (
    "SELECT number, id FROM claims ORDER BY number",
    "SELECT id, block FROM claims_search_data ORDER BY id",
    "SELECT segid, term, pgno FROM claims_search_idx ORDER BY segid, term",
    "SELECT id, sz FROM claims_search_docsize ORDER BY id",
    "SELECT k, v FROM claims_search_config ORDER BY k",
)
"""All that FTS5 keeps: where it is the same for the same numbers, so is every answer."""
_LENGTHS = (
    "SELECT c.id, sz FROM claims AS c JOIN claims_search_docsize AS d ON d.id = number ORDER BY 1",
    "SELECT block FROM claims_search_data WHERE id = 1",
)

_Row = tuple[object, ...]


def differences(base: sqlite3.Connection, truth: sqlite3.Connection) -> tuple[str, ...]:
    """One sentence for each way in which `base` differs from `truth`, rows named by their key.

    All that can change an answer is compared: the schema, every row, every page and index
    (`PRAGMA integrity_check`), each word's places in the search index. The numbers and the order
    of rows, and how often a file was written, may differ. Both connections must allow temporary
    tables.
    """
    found = [*_rows(base, truth), *_schema(base, truth)]
    if found:
        return tuple(found)
    try:
        (sound,) = base.execute("PRAGMA integrity_check(1)").fetchone()
        if sound != "ok":
            return (_damaged(" ".join(str(sound).split())),)
        return tuple(_search(base, truth))
    except UNREADABLE as error:
        return (_damaged(error),)


def _damaged(why: object) -> str:
    return worded("it is damaged inside: {why}", why=why or worded("out of memory"))


def _rows(base: sqlite3.Connection, truth: sqlite3.Connection) -> Iterator[str]:
    for name, table in TABLES.items():
        compared = [column for column in table.columns if column != "number"]
        if "id" in compared:
            compared.sort(key=lambda column: column != "id")
        columns = ", ".join(f'"{column}"' for column in compared)
        sql = f'SELECT {columns} FROM "{name}"'
        if name == "base":
            sql += f" WHERE key NOT IN {_COUNTED}"
        sql += f" ORDER BY {columns if 'id' not in compared else 'id'}"
        try:
            keys = sorted(islice(_differing(base, truth, sql), _SHOWN + 1))
        except UNREADABLE as error:
            yield worded(
                "{path} cannot be read: {why}", path=name, why=error or worded("out of memory")
            )
            continue
        if keys:
            shown = joined(keys[:_SHOWN])
            yield (
                worded("rows of {name} differ: {keys} and more", name=name, keys=shown)
                if len(keys) > _SHOWN
                else worded("rows of {name} differ: {keys}", name=name, keys=shown)
            )


def _schema(base: sqlite3.Connection, truth: sqlite3.Connection) -> list[str]:
    odd = sorted(
        {entry[:2] for entry in {*sqlite_schema.entries(base)} ^ {*sqlite_schema.entries(truth)}}
    )
    return [worded("the {kind} {name} differs", kind=kind, name=name) for kind, name in odd][
        :_SHOWN
    ]


def _differing(base: sqlite3.Connection, truth: sqlite3.Connection, sql: str) -> Iterator[str]:
    """The keys of rows that stand in one only, read side by side in the order of their keys."""
    ours, theirs = map(tuple, base.execute(sql)), map(tuple, truth.execute(sql))
    our, their = next(ours, None), next(theirs, None)
    while our is not None or their is not None:
        if our == their:
            our, their = next(ours, None), next(theirs, None)
            continue
        first = min(key for key in (_key(our), _key(their)) if key is not None)
        yield str(first)
        if _key(our) == first:
            our = next(ours, None)
        if _key(their) == first:
            their = next(theirs, None)


def _key(row: _Row | None) -> str | None:
    return None if row is None else str(row[0])


# --- the search index ----------------------------------------------------------------------


def _search(base: sqlite3.Connection, truth: sqlite3.Connection) -> Iterator[str]:
    """How two indexes of the same rows differ. Written in one go, they are the same bytes."""
    if not any(_differ(base, truth, sql) for sql in _PARTS):
        return
    if (word := _unlike_word(base, truth)) is not None:
        yield worded("the search index differs: {what}", what=word)
    elif any(_differ(base, truth, sql) for sql in _LENGTHS):
        yield worded("the search index differs: the lengths of its texts")


def _differ(base: sqlite3.Connection, truth: sqlite3.Connection, sql: str) -> bool:
    ours, theirs = (map(tuple, each.execute(sql)) for each in (base, truth))
    return any(our != their for our, their in zip_longest(ours, theirs))


def _unlike_word(base: sqlite3.Connection, truth: sqlite3.Connection) -> str | None:
    """A word that stands elsewhere in one index, or that a question does not find there."""
    for connection in (base, truth):
        connection.execute("PRAGMA query_only = OFF")
        connection.execute(
            "CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab(main, claims_search, instance)"
        )
    try:
        with closing(_words(base)) as ours, closing(_words(truth)) as theirs:
            for our, their in zip_longest(ours, theirs):
                if our != their:
                    return str((our or their)[0])
        return _unfound_word(base, truth)
    finally:
        for connection in (base, truth):
            connection.execute("DROP TABLE temp.indexed_words")


def _words(connection: sqlite3.Connection) -> Generator[tuple[str, list[_Row]]]:
    """Every word with the claim, the column and the place of each time it stands there."""
    ids = dict(map(tuple, connection.execute("SELECT number, id FROM claims")))
    words = connection.execute("SELECT term, doc, col, offset FROM temp.indexed_words")
    with closing(words):
        for term, group in groupby(words, key=itemgetter(0)):
            yield term, sorted((ids.get(doc, ""), column, at) for _, doc, column, at in group)


def _unfound_word(base: sqlite3.Connection, truth: sqlite3.Connection) -> str | None:
    """A word that a search does not find as often as it should, though the index holds it."""
    sql = "SELECT count(*) FROM claims_search WHERE claims_search MATCH ?"
    counted = truth.execute(
        "SELECT term, count(DISTINCT doc) FROM temp.indexed_words GROUP BY term"
    ).fetchall()
    for term, count in counted:
        quoted = '"' + str(term).replace('"', '""') + '"'
        if base.execute(sql, (quoted,)).fetchone()[0] != count:
            return str(term)
    return None
