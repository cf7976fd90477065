"""What is there to ask about? The vocabulary, with how many claims use each word."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from cloudkb import periods
from cloudkb.language import worded
from cloudkb.views.question import unknown
from cloudkb.views.sql import texts

_QUERIES = {
    "entities": """SELECT e.id, e.kind, e.name, e.name_zh, e.aliases, (SELECT count(*) FROM claims
        WHERE entity = e.id OR within = e.id) AS claims FROM entities e ORDER BY e.id""",
    "metrics": """SELECT m.id, m.unit AS kind, m.name, m.name_zh, m.aliases, (SELECT count(*)
        FROM claims WHERE metric = m.id) AS claims FROM metrics m ORDER BY m.id""",
    "sources": """SELECT s.id, s.kind, s.name, s.name_zh, s.aliases, (SELECT count(*) FROM claims
        WHERE source = s.id) AS claims FROM sources s ORDER BY s.id""",
    "scopes": """SELECT s.id, s.role AS kind, s.name, s.name_zh, s.aliases, (SELECT count(*)
        FROM claims WHERE scope = s.id) AS claims FROM scopes s ORDER BY s.id""",
    "formulas": """SELECT f.id, NULL AS kind, f.equation AS name, NULL AS name_zh, NULL AS aliases,
        (SELECT count(*) FROM claims WHERE metric IN (SELECT value FROM json_each(f.metrics)))
        AS claims FROM formulas f ORDER BY f.id""",
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
        raise unknown(worded('cannot list "{kind}"', kind=kind), kind, KINDS)
    rows = connection.execute(_QUERIES[kind]).fetchall()
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "name": _days(row["id"]) if kind == "periods" else row["name"],
            "name_zh": row["name_zh"],
            "aliases": texts(row["aliases"]),
            "claims": row["claims"],
        }
        for row in rows
    ]


def _days(text: str) -> str:
    """A period in words."""
    return periods.describe(periods.parse(text))
