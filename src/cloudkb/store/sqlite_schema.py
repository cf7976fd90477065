"""What stands in the schema of a base: asked before any question is put to it.

A schema is a program. A view that never ends, a trigger, a generated column or an index on
an expression runs when a table of that name is read or written, so a base is used only
if its schema is, word for word, the one that `layout` describes.
"""

import sqlite3
from collections.abc import Iterator
from functools import cache

from cloudkb.store.layout import FLAT_VIEW, SEARCH_TABLE, TABLES, TableLayout

_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}
_SHADOWS = {
    "data": "(id INTEGER PRIMARY KEY, block BLOB)",
    "idx": "(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "docsize": "(id INTEGER PRIMARY KEY, sz BLOB)",
    "config": "(k PRIMARY KEY, v) WITHOUT ROWID",
}
"""The tables in which FTS5 keeps an index (https://www.sqlite.org/fts5.html, 9)."""
_SHOWN = 60

Entry = tuple[str, str, str, str]
"""Type, name, table, text."""


class SchemaError(sqlite3.DatabaseError):
    """A schema that is not one cloudkb writes."""


def verify(connection: sqlite3.Connection) -> None:
    """Raise `SchemaError` where anything is there that cloudkb does not make, or is missing.

    Nothing that a schema defines is run by it.
    """
    found = entries(connection)
    if len(found) == len(expected()) and set(found) == expected():
        return
    odd = min(set(found) ^ expected(), default=("", "an entry", "", ""))
    state = "is not as cloudkb makes it" if odd in found else "is missing or changed"
    raise SchemaError(f"its {odd[0]} {odd[1][:_SHOWN]} {state}")


def entries(connection: sqlite3.Connection) -> list[Entry]:
    """What stands in `sqlite_master`, the text with single spaces."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    return [(str(kind), str(name), str(table), _normal(sql)) for kind, name, table, sql in rows]


@cache
def expected() -> frozenset[Entry]:
    """Every entry of `sqlite_master` in a base, the text with single spaces."""
    return frozenset(_entries())


def _normal(sql: object) -> str:
    """A statement with single spaces: how it is laid out on lines means nothing."""
    text = str(sql or "")
    return " ".join(text.split()) if text.isascii() else text


def _entries() -> Iterator[Entry]:
    for name, table in TABLES.items():
        yield "table", name, name, _create(name, table)
        if isinstance(table.key, tuple) or table.columns[table.key] is not int:
            yield "index", f"sqlite_autoindex_{name}_1", name, ""
        yield from _indexes(name, table)
    yield "table", "claims_search", "claims_search", _normal(SEARCH_TABLE)
    for part, columns in _SHADOWS.items():
        shadow = f"claims_search_{part}"
        yield "table", shadow, shadow, f"CREATE TABLE '{shadow}'{columns}"
    yield "view", "claims_flat", "claims_flat", _normal(FLAT_VIEW)


def _create(name: str, table: TableLayout) -> str:
    references = {column: f' REFERENCES "{to}"("{key}")' for column, to, key in table.foreign_keys}
    parts = [
        f'"{column}" {_TYPES[kind]}'
        + (" PRIMARY KEY" if column == table.key else "")
        + (" NOT NULL" if column in table.required else "")
        + references.get(column, "")
        for column, kind in table.columns.items()
    ]
    if isinstance(table.key, tuple):
        parts.append(f"PRIMARY KEY ({_listed(table.key)})")
    return f'CREATE TABLE "{name}" ( {", ".join(parts)} )'


def _indexes(name: str, table: TableLayout) -> Iterator[Entry]:
    for column in table.unique:
        text = f'CREATE UNIQUE INDEX "idx_{name}_{column}" ON "{name}" ("{column}")'
        yield "index", f"idx_{name}_{column}", name, text
    for columns in table.indexes:
        index = f"idx_{name}_{'_'.join(columns)}"
        yield "index", index, name, f'CREATE INDEX "{index}" ON "{name}" ({_listed(columns)})'
    for column, condition in table.partial_indexes:
        index = f"idx_{name}_{column}"
        text = f'CREATE INDEX "{index}" ON "{name}" ("{column}") WHERE {condition}'
        yield "index", index, name, text


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
