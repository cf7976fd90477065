"""The base as CSV on the Web: tables, and beside them what their columns hold.

After "Metadata Vocabulary for Tabular Data" (https://www.w3.org/TR/tabular-metadata/): the
tables of the base under their own names, with types, keys and what points where.
"""

import csv
import math
from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import Any, TextIO

from cloudkb.model import JsonObject
from cloudkb.render import json
from cloudkb.store.layout import FLAT_COLUMNS, TABLES

WHOLE = (
    "claims", "documents", "entities", "metrics", "scopes", "sources", "formulas", "exceptions",
)  # fmt: skip
"""The tables of the base that are written, in this order."""
FLAT = "claims_flat"
GROUP = "csv-metadata.json"
"""Where a reader looks for the metadata of the tables of a folder (5.3 of the data model)."""
OF_ONE = "-metadata.json"
"""What stands behind the name of a table in that of its own metadata (5.3, too)."""

_CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
_LEFT_OUT = {"files"}
"""Tables that keys point to and that are not written: they are about the base itself."""
_DAYS = ("_start", "_end")
_JSON = {"aliases", "readings", "counted", "default_of", "default_metrics"}
_JSON_IN = {("formulas", "metrics"), ("formulas", "entities"), ("exceptions", "claims")}
_SPACED = {"supersedes", "same_as"}
_YES_NO = {
    "low_open", "high_open", "exact", "negative", "many", "ahead", "parts_at_most", "complete",
}  # fmt: skip
_WEB = {"url"}


def described_columns(table: str) -> dict[str, type]:
    """The columns of a table with their types in SQLite."""
    return FLAT_COLUMNS if table == FLAT else TABLES[table].columns


def write_rows(connection: Connection, table: str, file: TextIO) -> int:
    """Write the rows of a table, in the order of its key, below their header; return how many."""
    names = list(described_columns(table))
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    count = 0
    for count, row in enumerate(_rows(connection, table, names), 1):  # noqa: B007
        writer.writerow([_cell(value) for value in row])
    return count


def _rows(connection: Connection, table: str, names: Iterable[str]) -> Iterator[Any]:
    listed = ", ".join(f'"{name}"' for name in names)
    key = "number" if "number" in described_columns(table) else "id"
    return connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY "{key}"')


def _cell(value: object) -> object:
    if isinstance(value, float) and math.isinf(value):
        return "INF" if value > 0 else "-INF"
    return value


def group_metadata() -> str:
    """What stands in `csv-metadata.json` beside the tables of the base."""
    tables = [_described(name, f"{name}.csv", linked=True) for name in WHOLE]
    return json.render({"@context": _CONTEXT, "tables": tables})


def table_metadata(url: str) -> str:
    """What stands beside one table of claims with all names joined; `url` is the table's file."""
    return json.render({"@context": _CONTEXT, **_described(FLAT, url, linked=False)})


def _described(table: str, url: str, *, linked: bool) -> JsonObject:
    schema: JsonObject = {
        "columns": [_column(table, name, kind) for name, kind in described_columns(table).items()],
        "primaryKey": "id" if table == FLAT else TABLES[table].key,
    }
    if linked and (keys := list(_foreign_keys(table))):
        schema["foreignKeys"] = keys
    return {"url": url, "dialect": {"lineTerminators": ["\r\n"]}, "tableSchema": schema}


def _foreign_keys(table: str) -> Iterator[JsonObject]:
    layout = TABLES[table]
    for column, other, key in layout.foreign_keys:
        # a validator looks for a row to each cell, also to one that is empty (5.5)
        if other not in _LEFT_OUT and column in layout.required:
            reference = {"resource": f"{other}.csv", "columnReference": key}
            yield {"columnReference": column, "reference": reference}


def _column(table: str, name: str, kind: type) -> JsonObject:
    required = table != FLAT and (
        name in TABLES[table].required or name == TABLES[table].key
    )  # fmt: skip
    made: JsonObject = {"name": name, "titles": name, "datatype": _datatype(table, name, kind)}
    if name in _SPACED:
        made["separator"] = " "
    if required:
        made["required"] = True
    return made


def _datatype(table: str, name: str, kind: type) -> str:
    if name in _YES_NO:
        return "boolean"
    if kind is not str:
        return "integer" if kind is int else "double"
    if name.endswith(_DAYS):
        return "date"
    if name in _JSON or (table, name) in _JSON_IN:
        return "json"
    return "anyURI" if name in _WEB else "string"
