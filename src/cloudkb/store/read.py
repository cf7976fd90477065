"""Reading a base back: its digest, its files, and the records of its vocabulary."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from cloudkb.model import (
    Default,
    Document,
    Entity,
    Metric,
    Period,
    Place,
    Scope,
    Source,
    Vocabulary,
)
from cloudkb.store.layout import DECLARED
from cloudkb.words import unit_parts


def stored(connection: sqlite3.Connection, key: str) -> str:
    """A value of the table `base`; empty when it is not there."""
    row = connection.execute("SELECT value FROM base WHERE key = ?", (key,)).fetchone()
    return "" if row is None else str(row[0])


def file_hashes(connection: sqlite3.Connection) -> dict[str, str]:
    """The SHA-256 of each file the base was built from, by path."""
    return {
        str(path): str(sha256)
        for path, sha256 in connection.execute("SELECT path, sha256 FROM files")
    }


def broken_files(connection: sqlite3.Connection) -> dict[str, int]:
    """How many facts were left out, by path, where any were."""
    rows = connection.execute(
        "SELECT path, broken FROM files"
        " WHERE typeof(broken) = 'integer' AND broken > 0 ORDER BY path"
    )
    return {str(path): int(count) for path, count in rows}


def vocabulary(connection: sqlite3.Connection) -> Vocabulary:
    """The entities, metrics, sources and scopes; what relates them is not in a base."""
    rows = connection.execute
    return Vocabulary(
        _records(Entity, rows("SELECT * FROM entities ORDER BY id")),
        _records(Metric, rows("SELECT * FROM metrics ORDER BY id"), _of_metric),
        _records(Source, rows("SELECT * FROM sources WHERE role = ? ORDER BY id", (DECLARED,))),
        _records(
            Scope,
            rows("SELECT * FROM scopes WHERE role = ? ORDER BY id", (DECLARED,)),
            lambda row: {"means": row["means"] or "", "default": _default(row)},
        ),
    )


def documents(connection: sqlite3.Connection) -> dict[str, Document]:
    """The documents by id."""
    rows = connection.execute("SELECT * FROM documents ORDER BY id")
    return _records(Document, rows, lambda row: {"published": _published(row)})


def _records(
    record: Any, rows: sqlite3.Cursor, other: Callable[[Any], dict[str, Any]] = lambda row: {}
) -> dict[str, Any]:
    """Rows as records of one kind, by id.

    A field is what the column of its name holds, its default where that is empty; `other` makes
    those that need more than that.
    """
    columns = {name for name, *_ in rows.description} - {"aliases"}
    fields = [field for field in record._fields if field in columns]
    defaults = record._field_defaults
    found = {}
    for row in rows:
        values = {one: row[one] for one in fields if row[one] or one not in defaults}
        values["place"] = Place(row["file"], row["line"], row["column"])
        if "aliases" in record._fields and row["aliases"]:
            values["aliases"] = tuple(json.loads(row["aliases"]))
        found[row["id"]] = record(**(values | other(row)))
    return found


def _published(row: Any) -> Period:
    text = row["published"] or ""
    approximate = text.endswith(("~", "?", "%"))
    return Period(text, row["published_start"], row["published_end"], approximate=approximate)


def _of_metric(row: Any) -> dict[str, Any]:
    unit, measure, per = unit_parts(row["unit"])
    tied = row["ratio_of"], row["ratio_to"]
    return {
        "unit": unit,
        "measure": measure,
        "per": per,
        "negative": bool(row["negative"]),
        "values": "many" if row["many"] else "one",
        "ratio_of": tied if all(tied) else None,
        "only": row["exclusive_of"],
        "counted": tuple(json.loads(row["counted"])) if row["counted"] else (),
        "ahead": bool(row["ahead"]),
        "parts_at_most": bool(row["parts_at_most"]),
    }


def _default(row: Any) -> Default | None:
    if not row["default_for"]:
        return None
    from cloudkb import periods

    always = row["default_for"] == "always"
    return Default(
        None if always else periods.parse(row["default_for"]),
        tuple(json.loads(row["default_of"] or "[]")),
        tuple(json.loads(row["default_metrics"] or "[]")),
        periods.parse(row["default_said"]) if row["default_said"] else None,
        Place(row["file"], row["default_line"], row["default_column"]),
    )
