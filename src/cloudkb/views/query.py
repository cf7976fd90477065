"""Which claims are there? Grouped by quantity for people, flat for machines."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection, Row
from typing import Any, NamedTuple

from cloudkb.language import worded
from cloudkb.model import KnownVerdicts
from cloudkb.views import sql
from cloudkb.views.filters import Filters, FilterTerm, combine, naming, terms
from cloudkb.views.question import QuestionError, unknown
from cloudkb.words import plural

_ORDER = {
    "claim": "id",
    "entity": "entity",
    "provider": "entity",
    "metric": "metric",
    "in": "within",
    "scope": "scope",
    "period": "period_start {d}, period_end",
    "figure": "low_key {d}, high_key",
    "date": "date_start {d}, date_end",
    "source": "source",
    "document": "document",
    "kind": "kind",
    "file": "file {d}, line",
}


class Selection(NamedTuple):
    """The answer: claims about what was asked, and others that name it."""

    rows: Sequence[Row]
    naming: Sequence[Row]
    total: int
    """How many claims fit; more than `rows` when a limit left some out."""
    labels: tuple[str, ...]
    """What was asked, in words."""
    provider: str
    """The name of the provider in both languages; empty when none was asked for."""
    sorted_by: str
    relaxed: tuple[tuple[str, int], ...]
    """When nothing fits: filters without which something does, and how much."""
    searched: bool = False
    """Whether words were looked for."""


def ask(connection: Connection, filters: Filters, *, sort: str = "", most: int = 0) -> Selection:
    """Find claims; `most` 0 means all. Raises QuestionError for names nobody knows."""
    made = terms(connection, filters)
    where, values = combine(made)
    tail = f"ORDER BY {_order(sort)}number" + (f" LIMIT {most:d}" if most else "")
    rows = sql.claims(connection, where, values, tail)
    total = len(rows)
    if most and len(rows) == most:
        total = sql.count(connection, where, values)
    others = naming(connection, made)
    if most:
        others = others[: max(0, most - len(rows))]
    relaxed = () if rows or others else tuple(_relaxed(connection, made))
    provider = next((term.label for term in made if term.option == "--entity"), "")
    labels = tuple(term.label for term in made if term.option != "--entity")
    return Selection(rows, others, total, labels, provider, sort, relaxed, bool(filters.text))


def _order(sort: str) -> str:
    parts = []
    for word in filter(None, sort.replace(" ", "").split(",")):
        key, down = word.lstrip("-"), word.startswith("-")
        if key not in _ORDER:
            raise unknown(worded('cannot sort by "{key}"', key=key), key, _ORDER)
        last = " DESC" if down else ""
        first = f"({_ORDER[key].split()[0]} IS NULL), "
        parts.append(first + _ORDER[key].format(d="DESC" if down else "") + last + ", ")
    return "".join(parts)


def _relaxed(connection: Connection, made: Sequence[FilterTerm]) -> list[tuple[str, int]]:
    """Which filter to let go of, when all together leave nothing."""
    if len(made) < 2:
        return []
    counts = [
        (term.option, sql.count(connection, *combine(list(made), without=term.option)))
        for term in made
    ]
    return [(option, count) for option, count in counts if count]


def limit(asked: int | None, default: int) -> int:
    """How many claims at most, 0 for all; raises QuestionError for less."""
    if asked is not None and asked < 0:
        raise QuestionError(
            worded("--limit: less than nothing"), worded("{command} shows them all", command="0")
        )
    return default if asked is None else asked


def count(connection: Connection, filters: Filters) -> int:
    """How many claims fit, those that name the provider included."""
    made = terms(connection, filters)
    return sql.count(connection, *combine(made)) + len(naming(connection, made))


def columns(text: str) -> list[str]:
    """Names of published columns, from a list with commas; raises QuestionError."""
    chosen = [word.strip() for word in text.split(",") if word.strip()]
    for word in chosen:
        if word not in sql.SHAPE_KEYS:
            raise unknown(worded('unknown column "{word}"', word=word), word, sql.SHAPE_KEYS)
    return chosen


def shown(found: Selection) -> list[str]:
    """The claims of the answer, by name."""
    return [row["claim"] for row in (*found.rows, *found.naming)]


def data(
    found: Selection, chosen: Sequence[str] = (), known: KnownVerdicts | None = None
) -> list[Mapping[str, Any]]:
    """Claim rows in the published shape, or only the columns chosen."""
    rows = [sql.claim_data(row, known) for row in (*found.rows, *found.naming)]
    return [{key: row[key] for key in chosen} for row in rows] if chosen else list(rows)


def explain(found: Selection) -> tuple[str, ...]:
    """What the rows cannot say: how many a limit left out, and why there are none."""
    lines = []
    if found.total > len(found.rows):
        lines.append(
            worded(
                "{shown:,} of {total:,} claims shown; --limit 0 shows them all",
                shown=len(found.rows),
                total=found.total,
            )
        )
    if not found.rows and not found.naming:
        asked = " · ".join(filter(None, [found.provider, *found.labels]))
        text = "No claims: {asked}. The names are known; nothing is said."
        if found.searched:
            text = (
                "No claims: {asked}. Words are looked for in names, prints, sentences and notes; "
                "names are listed by cloudkb list."
            )
        lines.append(worded(text, asked=asked or worded("nothing")))
        lines += [
            worded("Without {option}: {count}.", option=option, count=plural(number, "claim"))
            for option, number in found.relaxed
        ]
    return tuple(lines)
