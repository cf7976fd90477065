"""Whether two bases say the same, whatever their bytes."""

import sqlite3
from collections.abc import Iterator
from itertools import islice

from cloudkb.store.layout import TABLES

_SHOWN = 5

_Row = tuple[object, ...]


def differences(base: sqlite3.Connection, truth: sqlite3.Connection) -> tuple[str, ...]:
    """One sentence for each table of `base` that differs from `truth`, rows named by their key.

    Row numbers and what a base says of itself are not compared; the flat view and the
    search index are. Both connections must allow temporary tables.
    """
    found = []
    for name, table in TABLES.items():
        if name == "base":
            continue
        compared = [column for column in table.columns if column != "number"]
        if "id" in compared:
            compared.sort(key=lambda column: column != "id")
        columns = ", ".join(f'"{column}"' for column in compared)
        sql = f'SELECT {columns} FROM "{name}" ORDER BY {columns if "id" not in compared else "id"}'
        try:
            keys = sorted(islice(_differing(base, truth, sql), _SHOWN + 1))
        except sqlite3.Error as error:
            found.append(f"{name} cannot be read: {error}")
            continue
        if keys:
            more = " and more" if len(keys) > _SHOWN else ""
            found.append(f"rows of {name} differ: {', '.join(keys[:_SHOWN])}{more}")
    found += _schema(base, truth)
    if not found:
        found += _words(base, truth)
    return tuple(found)


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


def _schema(base: sqlite3.Connection, truth: sqlite3.Connection) -> list[str]:
    sql = (
        "SELECT type, name, CASE type WHEN 'view' THEN sql END FROM sqlite_master"
        " WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    )
    ours = {tuple(row) for row in base.execute(sql)}
    theirs = {tuple(row) for row in truth.execute(sql)}
    return [f"the {kind} {name} differs" for kind, name, _ in sorted(ours ^ theirs, key=str)][
        :_SHOWN
    ]


def _words(base: sqlite3.Connection, truth: sqlite3.Connection) -> list[str]:
    sql = "SELECT term, doc, cnt FROM temp.indexed_words ORDER BY term"
    for connection in (base, truth):
        connection.execute("PRAGMA query_only = OFF")
        connection.execute(
            "CREATE VIRTUAL TABLE temp.indexed_words USING fts5vocab(main, claims_search, row)"
        )
    try:
        word = next(_differing(base, truth, sql), None)
    except sqlite3.Error as error:
        return [f"claims_search cannot be read: {error}"]
    finally:
        for connection in (base, truth):
            connection.execute("DROP TABLE temp.indexed_words")
    return [] if word is None else [f"the search index differs: {word}"]
