"""What can be wrong with a question, and the rows every question starts from."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection, Row
from typing import Any


class QuestionError(Exception):
    """A question that cannot be answered: an unknown name, a period that is none.

    `hint` is the next thing to try; it may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence and the hint apart, for whoever prints them."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def did_you_mean(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """The known words nearest to a mistyped one, best first."""
    from difflib import get_close_matches

    pool = list(dict.fromkeys(known))
    near = get_close_matches(word, pool, limit, 0.6)
    near += [name for name in pool if len(word) > 1 and word in name and name not in near]
    return near[:limit]


def total_claims(connection: Connection) -> int:
    """How many claims the base holds."""
    return int(connection.execute("SELECT count(*) FROM claims").fetchone()[0])


_SHAPE = (
    'id AS claim, entity, metric, within AS "in", scope, period, figure, readings, form, low, '
    "high, low_open, high_open, unit, change_unit, currency, kind, says, source, document, "
    'date, where_ AS "where", note, file, line, "column"'
)
SHAPE_KEYS = (
    *("claim", "entity", "metric", "in", "scope", "period", "figure", "readings", "form"),
    *("low", "high", "low_open", "high_open", "unit", "change_unit", "currency", "kind", "says"),
    *("source", "document", "date", "where", "note", "file", "line", "column"),
)
_MORE = (
    "number, local_id, period_start, period_end, period_kind, low_key, high_key, date_start, "
    "date_end, supersedes, disputes, origin"
)


def claims(
    connection: Connection, where: str, values: Sequence[Any], tail: str = "ORDER BY number"
) -> list[Row]:
    """Claims as rows: the published columns, then what only the views need."""
    sql = f"SELECT {_SHAPE}, {_MORE} FROM claims WHERE {where} {tail}"
    return connection.execute(sql, values).fetchall()


def claim_data(row: Row) -> dict[str, Any]:
    """A claim in the published shape; what does not apply is null."""
    data: dict[str, Any] = {key: row[key] for key in SHAPE_KEYS}
    for key in ("metric", "in", "scope", "period", "figure", "form", "unit"):
        data[key] = data[key] or None
    for key in ("change_unit", "currency", "says", "where", "note"):
        data[key] = data[key] or None
    data["readings"] = readings(row) or None
    bounded = data["low"] is not None or data["high"] is not None
    data["low_open"] = bool(data["low_open"]) if bounded else None
    data["high_open"] = bool(data["high_open"]) if bounded else None
    return data


def readings(row: Row) -> list[str]:
    """The readings of a figure that allows several, as printed; empty for all others."""
    text = row["readings"]
    if not text:
        return []
    import json

    return [str(reading) for reading in json.loads(text)]


def figure_text(row: Row) -> str:
    """The figure as printed; several readings joined by "or"."""
    return " or ".join(readings(row)) or row["figure"] or ""


def superseded(connection: Connection) -> frozenset[str]:
    """Claims that a later one replaces."""
    rows = connection.execute("SELECT supersedes FROM claims WHERE supersedes IS NOT NULL")
    return frozenset(row[0] for row in rows)
