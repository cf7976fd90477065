"""What is there to ask about? The vocabulary, with how many claims use each word."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from cloudkb.views.question import QuestionError, did_you_mean

if TYPE_CHECKING:
    from cloudkb.model import Page

_QUERIES = {
    "entities": """SELECT e.id, e.kind, e.name, e.name_zh, e.aliases, (SELECT count(*) FROM claims
        WHERE entity = e.id OR within = e.id) AS claims FROM entities e ORDER BY e.id""",
    "metrics": """SELECT m.id, m.unit AS kind, m.name, m.name_zh, m.aliases, (SELECT count(*)
        FROM claims WHERE metric = m.id) AS claims FROM metrics m ORDER BY m.id""",
    "sources": """SELECT s.id, s.kind, s.name, s.name_zh, s.aliases, (SELECT count(*) FROM claims
        WHERE source = s.id) AS claims FROM sources s ORDER BY s.id""",
    "scopes": """SELECT s.id, s.role AS kind, s.name, s.name_zh, s.aliases, (SELECT count(*)
        FROM claims WHERE scope = s.id) AS claims FROM scopes s ORDER BY s.id""",
    "documents": """SELECT d.id, d.grade AS kind, d.title AS name, NULL AS name_zh,
        NULL AS aliases, (SELECT count(*) FROM claims WHERE document = d.id) AS claims
        FROM documents d ORDER BY d.id""",
    "periods": """SELECT period AS id, period_kind AS kind, period_start, period_end,
        NULL AS name_zh, NULL AS aliases, count(*) AS claims FROM claims
        WHERE period IS NOT NULL GROUP BY period
        ORDER BY period_start, period_end, period""",
}
KINDS = tuple(_QUERIES)


def ask(connection: Connection, kind: str) -> list[Mapping[str, Any]]:
    """One of `KINDS`, in the published shape; raises QuestionError for other words."""
    if kind not in _QUERIES:
        near = did_you_mean(kind, KINDS, 1)
        hint = f"did you mean {near[0]}?" if near else "one of: " + ", ".join(KINDS)
        raise QuestionError(f'cannot list "{kind}"', hint)
    rows = connection.execute(_QUERIES[kind]).fetchall()
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "name": _days(row["id"]) if kind == "periods" else row["name"],
            "name_zh": row["name_zh"],
            "aliases": _aliases(row["aliases"]),
            "claims": row["claims"],
        }
        for row in rows
    ]


def _aliases(text: str | None) -> list[str]:
    if not text:
        return []
    import json

    return [str(alias) for alias in json.loads(text)]


def _days(text: str) -> str:
    """A period in words."""
    from cloudkb import periods

    return periods.describe(periods.parse(text))


def page(kind: str, rows: Sequence[Mapping[str, Any]]) -> "Page":
    """The same for people."""
    from cloudkb.model import Column, Page, Table

    columns = (
        Column("id", "id"),
        Column("name", "name"),
        Column("kind", "kind"),
        Column("claims", "claims", right=True),
        Column("aliases", "also", wide=True),
    )
    cells = [
        [
            row["id"],
            " ".join(
                filter(None, (row["name"] if row["name"] != row["id"] else "", row["name_zh"]))
            ),
            row["kind"] or "",
            str(row["claims"]),
            ", ".join(row["aliases"]),
        ]
        for row in rows
    ]
    used = sum(1 for row in rows if row["claims"])
    title = f"{len(rows):,} {kind}" + (f" · {used:,} used" if used < len(rows) else "")
    option = {"entities": "provider", "periods": "period"}.get(kind, kind.rstrip("s"))
    most = max(rows, key=lambda row: row["claims"], default=None)
    notes = (f"Next: cloudkb query --{option} {most['id']}",) if most else ()
    return Page(title, (Table(columns, cells),), notes)
