"""From what people ask for to a condition on claims."""

import json
from sqlite3 import Connection, Row
from typing import Any, NamedTuple, get_args

from cloudkb.language import marked, worded
from cloudkb.model import ClaimKind
from cloudkb.views.display_names import DisplayNames, resolve
from cloudkb.views.question import QuestionError, unknown
from cloudkb.views.sql import DaySpan, claims, equal, overlapping, spans

_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)


class Filters(NamedTuple):
    """What a query asks for, as typed; an empty string asks for nothing."""

    text: str = ""
    search: str = ""
    """The text as the search index takes it; empty when it holds no word."""
    provider: str = ""
    metric: str = ""
    within: str = ""
    period: str = ""
    source: str = ""
    document: str = ""
    scope: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    as_of: str = ""
    exact_period: bool = False
    with_parts: bool = False
    claims: tuple[str, ...] | None = None
    """The only ones that fit, by name: those of the verdicts asked for; None: whichever."""
    verdicts: str = ""
    """What is asked of verdicts, in words."""
    doubted: bool = False
    """Whether all that is doubted is asked for, whatever the verdict."""


class FilterTerm(NamedTuple):
    """One filter as SQL, with the words that describe it."""

    option: str
    sql: str
    values: tuple[Any, ...]
    label: str


def terms(connection: Connection, filters: Filters) -> list[FilterTerm]:
    """Every filter that was given, names resolved; raises QuestionError for unknown ones."""
    made: list[FilterTerm] = []
    names = DisplayNames(connection)
    if filters.provider:
        made.append(_provider(connection, filters, names))
    if filters.metric:
        key = resolve(connection, filters.metric, ("metric",), marked("metric"))
        made.append(FilterTerm("--metric", "metric = ?", (key,), names.metric(key)))
    if filters.within:
        key = resolve(connection, filters.within, ("entity",), marked("market, company or group"))
        made.append(
            FilterTerm(
                "--in", "within = ?", (key,), worded("in {market}", market=names.entity(key))
            )
        )
    if filters.period:
        made.append(_period(connection, filters.period, filters.exact_period))
    if filters.source:
        key = resolve(
            connection, filters.source, ("source", "entity", "document"), marked("source")
        )
        label = worded("said by {source}", source=names.source(key))
        made.append(FilterTerm("--source", "source = ?", (key,), label))
    if filters.document:
        key = resolve(connection, filters.document, ("document",), marked("document"))
        made.append(
            FilterTerm(
                "--document", "document = ?", (key,), worded("read in {document}", document=key)
            )
        )
    if filters.scope:
        key = resolve(connection, filters.scope, ("scope", "source", "entity"), marked("scope"))
        made.append(FilterTerm("--scope", "scope = ?", (key,), names.scope(key)))
    if filters.kind:
        made.append(FilterTerm("--kind", "kind = ?", (_kind(filters.kind),), worded(filters.kind)))
    made += _said(connection, filters)
    if filters.claims is not None:
        sql = "id IN (SELECT value FROM json_each(?))"
        option = "--disputed" if filters.doubted else "--only"
        made.append(FilterTerm(option, sql, (json.dumps(filters.claims),), filters.verdicts))
    if filters.text:
        if not filters.search:
            raise QuestionError(worded('"{text}" holds no word to look for', text=filters.text))
        sql = "number IN (SELECT rowid FROM claims_search WHERE claims_search MATCH ?)"
        label = worded('with "{text}"', text=filters.text)
        made.append(FilterTerm("TEXT", sql, (filters.search,), label))
    return made


def _kind(kind: str) -> str:
    if kind.lower() not in _KINDS:
        raise unknown(worded('unknown kind "{kind}"', kind=kind), kind.lower(), _KINDS)
    return kind.lower()


def _provider(connection: Connection, filters: Filters, names: DisplayNames) -> FilterTerm:
    key = resolve(connection, filters.provider, ("entity",), marked("entity"))
    ids = [key]
    if filters.with_parts:
        parts = connection.execute(
            "WITH RECURSIVE part(id) AS (VALUES (?) UNION SELECT e.id FROM entities e "
            "JOIN part ON e.part_of = part.id) SELECT id FROM part",
            (key,),
        )
        ids = [row[0] for row in parts]
    label = names.entity_both(key)
    if filters.with_parts:
        label = worded("{entity} and its parts", entity=label)
    return FilterTerm("--entity", f"entity IN ({', '.join('?' * len(ids))})", tuple(ids), label)


def _period(connection: Connection, text: str, exact: bool) -> FilterTerm:
    exact = exact or text.startswith("=")
    parts: list[str] = []
    values: list[Any] = []
    for span in spans(connection, text, "--period"):
        sql, more = equal(span) if exact else overlapping(span)
        parts.append(sql)
        values += more
        if not exact:
            # an event has no period: it happened on the days its figure names
            sql, more = overlapping(span, "low", "high")
            parts.append(f"(form = 'date' AND period_start IS NULL AND {sql})")
            values += more
    bare = text.removeprefix("=")
    label = worded("exactly {period}" if exact else "overlapping {period}", period=bare)
    return FilterTerm("--period", f"({' OR '.join(parts)})", tuple(values), label)


def _said(connection: Connection, filters: Filters) -> list[FilterTerm]:
    made = []
    if filters.since:
        day = _day(connection, filters.since, "--since").start
        label = worded("said since {day}", day=filters.since)
        made.append(FilterTerm("--since", "date_end >= ?", (day,), label))
    if filters.until:
        day = _day(connection, filters.until, "--until").end
        label = worded("said until {day}", day=filters.until)
        made.append(FilterTerm("--until", "date_start <= ?", (day,), label))
    if filters.as_of:
        day = _day(connection, filters.as_of, "--as-of").end
        sql = (
            "date_end <= ? AND NOT EXISTS (SELECT 1 FROM claims AS later WHERE later.supersedes "
            "IS NOT NULL AND later.date_end <= ? "
            "AND instr(' ' || later.supersedes || ' ', ' ' || claims.id || ' '))"
        )
        made.append(
            FilterTerm("--as-of", sql, (day, day), worded("as of {day}", day=filters.as_of))
        )
    return made


def _day(connection: Connection, text: str, option: str) -> DaySpan:
    found = spans(connection, text, option)
    if found[0].fiscal_year_ends or found[0].start is None or found[0].end is None:
        raise QuestionError(
            worded('{option}: "{text}" does not say one day', option=option, text=text),
            worded("for example 2024-02-29"),
        )
    return found[0]


def combine(made: list[FilterTerm], without: str = "") -> tuple[str, list[Any]]:
    """All terms but one (by its option) as one condition."""
    kept = [term for term in made if term.option != without]
    return " AND ".join(term.sql for term in kept) or "1", [v for term in kept for v in term.values]


def naming(connection: Connection, made: list[FilterTerm]) -> list[Row]:
    """Claims about others that name the provider, as figure, operand or `in`."""
    provider = next((term for term in made if term.option == "--entity"), None)
    if provider is None:
        return []
    ids = set(provider.values)
    sql, values = combine(made, without="--entity")
    marks = ", ".join("?" * len(ids))
    # by the index of words, not by a look at every figure; what only resembles an id goes below
    told = "number IN (SELECT rowid FROM claims_search WHERE claims_search MATCH ?)"
    where = f"{sql} AND entity NOT IN ({marks}) AND (within IN ({marks}) OR {told})"
    words = " OR ".join(f'"{key}"' for key in sorted(ids))
    found = claims(connection, where, [*values, *ids, *ids, f"figure : ({words})"])
    return [row for row in found if row["in"] in ids or ids & _named(row)]


def _named(row: Row) -> set[str]:
    """The ids that stand in a figure: a link, or the operands of an order or a change."""
    words = f"{row['figure'] or ''} {row['readings'] or ''}".replace('"', " ").replace(",", " ")
    named = set(words.split())
    return named | {word.split("@")[0] for word in named} | {word.split(".")[0] for word in named}
