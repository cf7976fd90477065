"""Reading a base back: its digest, its files, and the records of its vocabulary."""

import json
import sqlite3
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
    entities = {
        row["id"]: Entity(
            row["id"],
            row["name"],
            row["kind"],
            _place(row),
            row["name_zh"] or "",
            _aliases(row),
            row["part_of"],
            row["fiscal_year_ends"] or "",
            row["note"] or "",
            row["fiscal_year_named_for"] or "end",
            row["currency"] or "",
        )
        for row in connection.execute("SELECT * FROM entities ORDER BY id")
    }
    metrics = {
        row["id"]: _metric(row) for row in connection.execute("SELECT * FROM metrics ORDER BY id")
    }
    sources = {
        row["id"]: Source(
            row["id"],
            row["name"],
            row["kind"],
            _place(row),
            row["name_zh"] or "",
            _aliases(row),
            row["grade"],
            row["note"] or "",
            row["works_for"] or "",
        )
        for row in connection.execute(
            "SELECT * FROM sources WHERE role = ? ORDER BY id", (DECLARED,)
        )
    }
    scopes = {
        row["id"]: Scope(
            row["id"],
            row["name"],
            row["means"] or "",
            _place(row),
            row["name_zh"] or "",
            _aliases(row),
            row["stated_in"],
            row["note"] or "",
            _default(row),
        )
        for row in connection.execute(
            "SELECT * FROM scopes WHERE role = ? ORDER BY id", (DECLARED,)
        )
    }
    return Vocabulary(entities, metrics, sources, scopes)


def documents(connection: sqlite3.Connection) -> dict[str, Document]:
    """The documents by id."""
    return {
        row["id"]: Document(
            row["id"],
            row["title"],
            Period(
                row["published"] or "",
                row["published_start"],
                row["published_end"],
                approximate=(row["published"] or "").endswith(("~", "?", "%")),
            ),
            _place(row),
            row["author"] or "",
            row["publisher"] or "",
            row["language"] or "",
            row["currency"] or "",
            row["grade"],
            row["url"] or "",
            row["archived"] or "",
            row["accessed"] or "",
            row["origin"],
            row["note"] or "",
        )
        for row in connection.execute("SELECT * FROM documents ORDER BY id")
    }


def _metric(row: Any) -> Metric:
    ratio = (row["ratio_of"], row["ratio_to"]) if row["ratio_of"] and row["ratio_to"] else None
    kind: Any
    kind, measure, per = unit_parts(row["unit"])
    return Metric(
        row["id"],
        row["name"],
        kind,
        row["over_time"],
        _place(row),
        row["name_zh"] or "",
        _aliases(row),
        bool(row["negative"]),
        "many" if row["many"] else "one",
        row["share_of"],
        ratio,
        row["at_most"],
        row["exclusive_of"],
        row["note"] or "",
        measure,
        per,
        tuple(json.loads(row["counted"])) if row["counted"] else (),
        bool(row["ahead"]),
        bool(row["parts_at_most"]),
        row["direction"] or "",
        row["extreme"] or "",
    )


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


def _place(row: Any) -> Place:
    return Place(row["file"], row["line"], row["column"])


def _aliases(row: Any) -> tuple[str, ...]:
    return tuple(json.loads(row["aliases"])) if row["aliases"] else ()
