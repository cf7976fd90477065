"""Which claims are there? Grouped by quantity for people, flat for machines."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection, Row
from typing import TYPE_CHECKING, Any, NamedTuple

from cloudkb.views.filters import Filters, Term, combine, naming, terms
from cloudkb.views.question import SHAPE_KEYS, QuestionError, claim_data, claims, did_you_mean

if TYPE_CHECKING:
    from cloudkb.model import Page

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


class Found(NamedTuple):
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


def ask(connection: Connection, filters: Filters, *, sort: str = "", most: int = 0) -> Found:
    """Find claims; `most` 0 means all. Raises QuestionError for names nobody knows."""
    made = terms(connection, filters)
    where, values = combine(made)
    tail = f"ORDER BY {_order(sort)}number" + (f" LIMIT {most:d}" if most else "")
    rows = claims(connection, where, values, tail)
    total = len(rows)
    if most and len(rows) == most:
        total = _count(connection, where, values)
    others = naming(connection, made)
    if most:
        others = others[: max(0, most - len(rows))]
    relaxed = () if rows or others else tuple(_relaxed(connection, made))
    provider = next((term.label for term in made if term.option == "--provider"), "")
    labels = tuple(term.label for term in made if term.option != "--provider")
    return Found(rows, others, total, labels, provider, sort, relaxed)


def _order(sort: str) -> str:
    parts = []
    for word in filter(None, sort.replace(" ", "").split(",")):
        key, down = word.lstrip("-"), word.startswith("-")
        if key not in _ORDER:
            near = did_you_mean(key, _ORDER, 1)
            hint = f"did you mean {near[0]}?" if near else "one of: " + ", ".join(_ORDER)
            raise QuestionError(f'cannot sort by "{key}"', hint)
        last = " DESC" if down else ""
        first = f"({_ORDER[key].split()[0]} IS NULL), "
        parts.append(first + _ORDER[key].format(d="DESC" if down else "") + last + ", ")
    return "".join(parts)


def _count(connection: Connection, where: str, values: Sequence[Any]) -> int:
    return int(
        connection.execute(f"SELECT count(*) FROM claims WHERE {where}", values).fetchone()[0]
    )


def _relaxed(connection: Connection, made: Sequence[Term]) -> list[tuple[str, int]]:
    """Which filter to let go of, when all together leave nothing."""
    if len(made) < 2:
        return []
    counts = [
        (term.option, _count(connection, *combine(list(made), without=term.option)))
        for term in made
    ]
    return [(option, count) for option, count in counts if count]


def limit(asked: int | None, default: int) -> int:
    """How many claims at most, 0 for all; raises QuestionError for less."""
    if asked is not None and asked < 0:
        raise QuestionError("--limit: less than nothing", "0 shows them all")
    return default if asked is None else asked


def count(connection: Connection, filters: Filters) -> int:
    """How many claims fit, those that name the provider included."""
    made = terms(connection, filters)
    return _count(connection, *combine(made)) + len(naming(connection, made))


def columns(text: str) -> list[str]:
    """Names of published columns, from a list with commas; raises QuestionError."""
    chosen = [word.strip() for word in text.split(",") if word.strip()]
    for word in chosen:
        if word not in SHAPE_KEYS:
            near = did_you_mean(word, SHAPE_KEYS, 1)
            hint = f"did you mean {near[0]}?" if near else "one of: " + ", ".join(SHAPE_KEYS)
            raise QuestionError(f'unknown column "{word}"', hint)
    return chosen


def data(found: Found, chosen: Sequence[str] = ()) -> list[Mapping[str, Any]]:
    """Claim rows in the published shape, or only the columns chosen."""
    rows = [claim_data(row) for row in (*found.rows, *found.naming)]
    return [{key: row[key] for key in chosen} for row in rows] if chosen else list(rows)


def explain(found: Found) -> tuple[str, ...]:
    """What the rows cannot say: how many a limit left out, and why there are none."""
    lines = []
    if found.total > len(found.rows):
        shown = f"{len(found.rows):,} of {found.total:,} claims shown"
        lines.append(f"{shown}; --limit 0 shows them all")
    if not found.rows and not found.naming:
        asked = " · ".join(filter(None, [found.provider, *found.labels]))
        lines.append(f"No claims: {asked or 'nothing'}. The names are known; nothing is said.")
        lines += [
            f"Without {option}: {number:,} claim{'' if number == 1 else 's'}."
            for option, number in found.relaxed
        ]
    return tuple(lines)


def page(connection: Connection, found: Found, chosen: Sequence[str] = ()) -> "Page":
    """The same for people."""
    from cloudkb.views.query_page import draw

    return draw(connection, found, chosen)
