"""The base as questions see it: claims as rows, and conditions on their days."""

from collections.abc import Sequence
from sqlite3 import Connection, Row
from typing import TYPE_CHECKING, Any, NamedTuple

from cloudkb.language import worded
from cloudkb.model import KnownVerdicts
from cloudkb.views.question import QuestionError

if TYPE_CHECKING:
    from cloudkb.interval import Interval

# --- claims --------------------------------------------------------------------------------

_STORED_KEYS = (
    *("claim", "entity", "metric", "in", "scope", "basis", "basis_by", "period"),
    *("figure", "readings", "form"),
    *("low", "high", "low_open", "high_open", "unit", "change_unit", "currency", "kind", "says"),
    *("source", "document", "date", "where", "note", "file", "line", "column"),
)
_STORED_AS = {"claim": "id", "in": "within", "where": "where_"}
"""Columns of a base that are published by another name."""
_SHAPE = ", ".join(f'"{_STORED_AS.get(key, key)}" AS "{key}"' for key in _STORED_KEYS)
SHAPE_KEYS = (*_STORED_KEYS, "verdict", "accepted")
_MORE = (
    "number, local_id, period_start, period_end, period_kind, low_key, high_key, date_start, "
    "date_end, supersedes, disputes, origin, special"
)
_NULL_WHEN_EMPTY = (
    *("metric", "in", "scope", "basis", "basis_by", "period", "figure", "form", "unit"),
    *("change_unit", "currency", "says", "where", "note"),
)

GroupKey = tuple[str, str | None, str | None]
"""Metric, market and special scope: what claims are grouped by."""


def claims(
    connection: Connection, where: str, values: Sequence[Any], tail: str = "ORDER BY number"
) -> list[Row]:
    """Claims as rows: the published columns, then what only the views need."""
    sql = f"SELECT {_SHAPE}, {_MORE} FROM claims WHERE {where} {tail}"
    return connection.execute(sql, values).fetchall()


def count(connection: Connection, where: str = "1", values: Sequence[Any] = ()) -> int:
    """How many claims there are."""
    found = connection.execute(f"SELECT count(*) FROM claims WHERE {where}", values)
    return int(found.fetchone()[0])


_COPIES = """
SELECT copy.id, old.id, copy.low, copy.high, old.low, old.high FROM claims AS copy
JOIN documents ON documents.id = copy.document JOIN claims AS old
ON old.id = copy.origin OR (copy.origin IS NULL AND old.document = documents.origin)
WHERE (copy.origin IS NOT NULL OR documents.origin IS NOT NULL) AND old.entity = copy.entity
AND old.metric = copy.metric AND old.within IS copy.within AND old.period IS copy.period
AND old.form = copy.form AND old.change_unit IS copy.change_unit
AND (copy.scope IS NULL OR copy.scope IS old.scope)"""
"""Copies beside what they are copied from: of one quantity, with the bounds of both."""


def superseded(connection: Connection) -> frozenset[str]:
    """Claims that a later one replaces, and copies that say no more than one of these."""
    rows = connection.execute("SELECT supersedes FROM claims WHERE supersedes IS NOT NULL")
    found = {name for row in rows for name in row[0].split()}
    copies = [tuple(row) for row in connection.execute(_COPIES)] if found else []
    repeated = [(one, old) for one, old, *ends in copies if _holds(*ends)]
    more = set(found)
    while more:
        more = {one for one, old in repeated if old in found} - found
        found |= more
    return frozenset(found)


def _holds(low: str | None, high: str | None, old_low: str | None, old_high: str | None) -> bool:
    """Tell whether the bounds of a copy hold those of its original; text is exact."""
    from fractions import Fraction

    below = low is None or (old_low is not None and Fraction(low) <= Fraction(old_low))
    above = high is None or (old_high is not None and Fraction(high) >= Fraction(old_high))
    return below and above


def claim_data(row: Row, known: KnownVerdicts | None = None) -> dict[str, Any]:
    """A claim in the published shape; what does not apply, or is not known, is null."""
    data: dict[str, Any] = {key: row[key] for key in _STORED_KEYS}
    for key in _NULL_WHEN_EMPTY:
        data[key] = data[key] or None
    data["readings"] = readings(row) or None
    bounded = data["low"] is not None or data["high"] is not None
    data["low_open"] = bool(data["low_open"]) if bounded else None
    data["high_open"] = bool(data["high_open"]) if bounded else None
    return {**data, **verdict_data(row["claim"], known)}


def verdict_data(claim: str, known: KnownVerdicts | None) -> dict[str, Any]:
    """A claim's verdict in the published shape; null where it was not worked out."""
    verdict, accepted = verdict_of(claim, known)
    return {"verdict": verdict, "accepted": accepted}


def verdict_of(claim: str, known: KnownVerdicts | None) -> tuple[str, bool] | tuple[None, None]:
    """A claim's verdict as far as it is known, and whether an exception covers it."""
    if known is None:
        return None, None
    if claim in known.verdicts:
        return known.verdicts[claim]
    doubt = (known.doubts or {}).get(claim)
    return (None, None) if doubt is None else (doubt.verdict, doubt.accepted)


def readings(row: Row) -> list[str]:
    """The readings of a figure that allows several, as printed; empty for all others."""
    return texts(row["readings"])


def texts(cell: str | None) -> list[str]:
    """A list as the base keeps it."""
    if not cell:
        return []
    import json

    return [str(text) for text in json.loads(cell)]


def figure_text(row: Row) -> str:
    """The figure as printed; several readings joined by "or"."""
    return worded(" or ").join(readings(row)) or row["figure"] or ""


def interval(row: Row) -> "Interval":
    """What a claim's figure stands for, exactly."""
    from fractions import Fraction

    from cloudkb.interval import Interval

    low, high = (None if row[end] is None else Fraction(row[end]) for end in ("low", "high"))
    return Interval(low, high, bool(row["low_open"]), bool(row["high_open"]))


def grouped(rows: Sequence[Row]) -> dict[GroupKey, list[Row]]:
    """Claims by metric, market and scope, in the order in which these first come."""
    groups: dict[GroupKey, list[Row]] = {}
    for row in rows:
        groups.setdefault(key_of(row), []).append(row)
    return groups


def key_of(row: Row) -> GroupKey:
    """Which group a claim is in."""
    return row["metric"], row["in"], row["special"]


# --- days ----------------------------------------------------------------------------------


class DaySpan(NamedTuple):
    """Days asked for; a fiscal year limits a fiscal name to those whose year it is."""

    start: str | None
    end: str | None
    text: str
    fiscal_year_ends: str = ""
    approximate: bool = False
    fiscal_year_named_for: str = ""


SqlCondition = tuple[str, list[str]]
"""SQL, and the values for its marks."""


def spans(connection: Connection, text: str, option: str) -> list[DaySpan]:
    """The days a period stands for: one span, or one for each fiscal year in the base.

    Raises QuestionError, with the column at fault, when the text is no period.
    """
    from cloudkb.periods import PeriodError, parse, resolve

    try:
        period = parse(text.removeprefix("="))
        if not period.fiscal:
            return [DaySpan(period.start, period.end, period.text, "", period.approximate)]
        years = connection.execute(
            "SELECT DISTINCT fiscal_year_ends, fiscal_year_named_for FROM entities "
            "WHERE fiscal_year_ends <> '' ORDER BY fiscal_year_ends, fiscal_year_named_for"
        ).fetchall()
        if len(years) > 1 and "/" in period.text:
            # both calendar years of it: nothing of who has the calendar's
            years = [year for year in years if year[0] != "12-31"]
        resolved = [(end, named, resolve(period, end, named)) for end, named in years]
    except PeriodError as error:
        raise QuestionError(
            worded(
                "{option}: {told} (column {column})",
                option=option,
                told=error.message,
                column=error.column,
            ),
            error.hint,
        ) from None
    if not resolved:
        raise QuestionError(
            worded(
                '{option}: "{text}" is fiscal, and no entity has a fiscal year',
                option=option,
                text=text,
            ),
            worded("fiscal_year in the facts says when it ends"),
        )
    return [
        DaySpan(days.start, days.end, days.text, end, days.approximate, named)
        for end, named, days in resolved
    ]


def overlapping(
    span: DaySpan, start: str = "period_start", end: str = "period_end"
) -> SqlCondition:
    """That claims share at least one day with the span."""
    parts, values = [f"({start} IS NOT NULL OR {end} IS NOT NULL)"], []
    if span.end is not None:
        parts.append(f"({start} IS NULL OR {start} <= ?)")
        values.append(span.end)
    if span.start is not None:
        parts.append(f"({end} IS NULL OR {end} >= ?)")
        values.append(span.start)
    return _fiscal(span, " AND ".join(parts), values)


def equal(span: DaySpan) -> SqlCondition:
    """That claims are about exactly these days, or the same printed name."""
    if span.approximate:
        return _fiscal(span, "period = ?", [span.text])
    days, values = [], []
    for column, day in (("period_start", span.start), ("period_end", span.end)):
        days.append(f"{column} IS NULL" if day is None else f"{column} = ?")
        values += [] if day is None else [day]
    # an approximate period is the same only under the same name, and names differ then
    condition = f"(period = ? OR ({' AND '.join(days)} AND period NOT LIKE '%~'))"
    return _fiscal(span, condition, [span.text, *values])


def either(conditions: Sequence[SqlCondition]) -> SqlCondition:
    """That at least one of the conditions holds."""
    sql = " OR ".join(condition for condition, _ in conditions)
    return f"({sql})", [value for _, values in conditions for value in values]


def _fiscal(span: DaySpan, condition: str, values: list[str]) -> SqlCondition:
    if not span.fiscal_year_ends:
        return f"({condition})", values
    own = (
        "entity IN (SELECT id FROM entities WHERE fiscal_year_ends = ? "
        "AND fiscal_year_named_for = ?)"
    )
    year = [span.fiscal_year_ends, span.fiscal_year_named_for]
    return f"({condition} AND {own})", [*values, *year]
