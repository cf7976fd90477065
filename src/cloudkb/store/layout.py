"""The shape of a base: tables, columns, keys, indexes, the flat view, the search index.

Everything that reads or writes a base agrees on this page. Changing anything
here changes `FORMAT`, and every base is then rebuilt from its facts.
"""

from typing import NamedTuple

FORMAT = 2
"""Written to `PRAGMA user_version`; a base of another format is never answered from."""

APPLICATION_ID = 0x636B6231
"""Written to `PRAGMA application_id` ("ckb1"): tells a base from any other SQLite file."""

PAGE_SIZE = 4096

_BLOCK = 1_000
_ROOM = 100


def next_number(last: int) -> int:
    """The number of the first claim of a file, after the last of the file before it.

    Numbers leave room between files, so that one that is read again keeps its place.
    """
    return ((last + _ROOM) // _BLOCK + 1) * _BLOCK + 1 if last else 1


class TableLayout(NamedTuple):
    """One table: its columns in order with their SQLite types, and what holds between them."""

    columns: dict[str, type]
    key: str | tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...] = ()
    """Column, other table, other column."""
    required: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    partial_indexes: tuple[tuple[str, str], ...] = ()
    """Column, condition: for columns that few rows fill."""
    unique: tuple[str, ...] = ()


_VOCABULARY = {"id": str, "name": str, "name_zh": str, "aliases": str}
_PLACE = {"note": str, "file": str, "line": int, "column": int}

TABLES: dict[str, TableLayout] = {
    "base": TableLayout({"key": str, "value": str}, "key", required=("value",)),
    "files": TableLayout(
        {"path": str, "sha256": str, "broken": int}, "path", required=("sha256", "broken")
    ),
    "documents": TableLayout(
        {
            "id": str,
            "title": str,
            "author": str,
            "publisher": str,
            "published": str,
            "published_start": str,
            "published_end": str,
            "language": str,
            "currency": str,
            "grade": str,
            "url": str,
            "archived": str,
            "accessed": str,
            "origin": str,
            **_PLACE,
        },
        "id",
        (("origin", "documents", "id"), ("file", "files", "path")),
        required=("title", "file"),
    ),
    "entities": TableLayout(
        {
            **_VOCABULARY,
            "kind": str,
            "part_of": str,
            "fiscal_year_ends": str,
            "fiscal_year_named_for": str,
            "currency": str,
            **_PLACE,
        },
        "id",
        (("part_of", "entities", "id"), ("file", "files", "path")),
        required=("name", "kind", "file"),
    ),
    "metrics": TableLayout(
        {
            **_VOCABULARY,
            "unit": str,
            "over_time": str,
            "negative": int,
            "many": int,
            "share_of": str,
            "ratio_of": str,
            "ratio_to": str,
            "at_most": str,
            "exclusive_of": str,
            "counted": str,
            "ahead": int,
            "parts_at_most": int,
            "direction": str,
            "extreme": str,
            **_PLACE,
        },
        "id",
        (
            ("share_of", "metrics", "id"),
            ("ratio_of", "metrics", "id"),
            ("ratio_to", "metrics", "id"),
            ("at_most", "metrics", "id"),
            ("exclusive_of", "metrics", "id"),
            ("file", "files", "path"),
        ),
        required=("name", "unit", "over_time", "file"),
    ),
    "scopes": TableLayout(
        {
            **_VOCABULARY,
            "role": str,
            "means": str,
            "stated_in": str,
            "default_for": str,
            "default_of": str,
            "default_metrics": str,
            "default_said": str,
            "default_line": int,
            "default_column": int,
            **_PLACE,
        },
        "id",
        (("stated_in", "documents", "id"), ("file", "files", "path")),
        required=("name", "role"),
    ),
    "sources": TableLayout(
        {**_VOCABULARY, "role": str, "kind": str, "grade": str, "works_for": str, **_PLACE},
        "id",
        (("file", "files", "path"),),
        required=("name", "role", "kind"),
    ),
    "formulas": TableLayout(
        {
            "id": str,
            "equation": str,
            "metrics": str,
            "entities": str,
            "complete": int,
            **_PLACE,
        },
        "id",
        (("file", "files", "path"),),
        required=("equation", "metrics", "complete", "file"),
    ),
    "claims": TableLayout(
        {
            "number": int,
            "id": str,
            "document": str,
            "local_id": str,
            "entity": str,
            "metric": str,
            "within": str,
            "scope": str,
            "basis": str,
            "basis_by": str,
            "special": str,
            "period": str,
            "period_start": str,
            "period_end": str,
            "period_kind": str,
            "figure": str,
            "readings": str,
            "form": str,
            "low": str,
            "high": str,
            "low_open": int,
            "high_open": int,
            "low_key": float,
            "high_key": float,
            "unit": str,
            "change_unit": str,
            "currency": str,
            "kind": str,
            "says": str,
            "source": str,
            "date": str,
            "date_start": str,
            "date_end": str,
            "where_": str,
            "note": str,
            "supersedes": str,
            "disputes": str,
            "origin": str,
            "exact": int,
            "direction": str,
            "same_as": str,
            "file": str,
            "line": int,
            "column": int,
            "figure_line": int,
            "figure_column": int,
        },
        "number",
        (
            ("document", "documents", "id"),
            ("entity", "entities", "id"),
            ("metric", "metrics", "id"),
            ("within", "entities", "id"),
            ("scope", "scopes", "id"),
            ("basis", "scopes", "id"),
            ("special", "scopes", "id"),
            ("source", "sources", "id"),
            ("disputes", "claims", "id"),
            ("origin", "claims", "id"),
            ("file", "files", "path"),
        ),
        required=("id", "document", "local_id", "entity", "kind", "source", "file"),
        indexes=(
            ("entity", "metric"),
            ("metric", "within"),
            ("within",),
            ("scope",),
            ("source",),
            ("document",),
            ("file",),
        ),
        partial_indexes=(
            ("figure", "form = 'entity'"),
            ("supersedes", "supersedes IS NOT NULL"),
            ("disputes", "disputes IS NOT NULL"),
            ("origin", "origin IS NOT NULL"),
        ),
        unique=("id",),
    ),
    "exceptions": TableLayout(
        {
            "number": int,
            "claims": str,
            "doubt": str,
            "reason": str,
            "file": str,
            "line": int,
            "column": int,
        },
        "number",
        (("file", "files", "path"),),
        required=("claims", "doubt", "reason", "file"),
    ),
    "names": TableLayout({"name": str, "kind": str, "id": str}, ("name", "kind", "id")),
}
"""In the order they are made: a table stands after those its keys point to."""

DECLARED, TRACKER, SPEAKER, DOCUMENT = "declared", "tracker", "entity", "document"
"""Why a row stands in `sources` or `scopes`: a fact file declares it, a tracker gives its own
definition, an entity speaks for itself, a document says so in its own voice."""

SEARCH_COLUMNS = (
    "entity",
    "metric",
    "within",
    "scope",
    "source",
    "figure",
    "says",
    "note",
)

SEARCH_TABLE = f"""CREATE VIRTUAL TABLE claims_search USING fts5(
    {", ".join(SEARCH_COLUMNS)},
    content="claims", content_rowid="number", tokenize="unicode61"
)"""
"""The words of each claim, names and aliases of what it names included, Han characters apart.

The index points to `claims`, where the text stands as printed: a column read from
`claims_search` is the column of `claims`.
"""

_OWN = [name for name in TABLES["claims"].columns if name != "number"]

FLAT_VIEW = f"""CREATE VIEW claims_flat AS
SELECT
    {", ".join(f'c."{name}"' for name in _OWN)},
    e.name AS entity_name, e.name_zh AS entity_name_zh, e.kind AS entity_kind,
    e.part_of AS entity_part_of,
    m.name AS metric_name, m.name_zh AS metric_name_zh, m.unit AS metric_unit,
    w.name AS within_name, w.name_zh AS within_name_zh,
    s.name AS scope_name, s.name_zh AS scope_name_zh, s.role AS scope_role,
    o.name AS source_name, o.name_zh AS source_name_zh, o.kind AS source_kind,
    o.role AS source_role,
    d.title AS document_title, d.author AS document_author,
    d.publisher AS publisher, d.published AS published, d.url AS url,
    CASE
        WHEN 'blog' IN (o.grade, d.grade) THEN 'blog'
        WHEN 'press' IN (o.grade, d.grade) THEN 'press'
        WHEN 'tracker' IN (o.grade, d.grade) THEN 'tracker'
        WHEN 'primary' IN (o.grade, d.grade) THEN 'primary'
    END AS grade,
    c.number AS number
FROM claims AS c
JOIN entities AS e ON e.id = c.entity
JOIN documents AS d ON d.id = c.document
LEFT JOIN sources AS o ON o.id = c.source
LEFT JOIN metrics AS m ON m.id = c.metric
LEFT JOIN entities AS w ON w.id = c.within
LEFT JOIN scopes AS s ON s.id = c.scope"""
"""Claims with names joined; `grade` is the lower of the source's and the document's."""

_JOINED = (
    "entity_name", "entity_name_zh", "entity_kind", "entity_part_of", "metric_name",
    "metric_name_zh", "metric_unit", "within_name", "within_name_zh", "scope_name",
    "scope_name_zh", "scope_role", "source_name", "source_name_zh", "source_kind", "source_role",
    "document_title", "document_author", "publisher", "published", "url", "grade",
)  # fmt: skip

FLAT_COLUMNS: dict[str, type] = {
    **{name: TABLES["claims"].columns[name] for name in _OWN},
    **dict.fromkeys(_JOINED, str),
    "number": int,
}
"""The columns of `claims_flat` with their types."""
