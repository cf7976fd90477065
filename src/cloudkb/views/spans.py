"""Periods that people ask for, as days to compare with."""

from sqlite3 import Connection
from typing import NamedTuple

from cloudkb.views.question import QuestionError


class Span(NamedTuple):
    """Days asked for; `entities` limits a fiscal name to those whose year it is."""

    start: str | None
    end: str | None
    text: str
    fiscal_year_ends: str = ""
    approximate: bool = False


def spans(connection: Connection, text: str, option: str) -> list[Span]:
    """The days a period stands for: one span, or one for each fiscal year in the base.

    Raises QuestionError, with the column at fault, when the text is no period.
    """
    from cloudkb.periods import PeriodError, parse, resolve

    try:
        period = parse(text.removeprefix("="))
        if not period.fiscal:
            return [Span(period.start, period.end, period.text, "", period.approximate)]
        ends = connection.execute(
            "SELECT DISTINCT fiscal_year_ends FROM entities "
            "WHERE fiscal_year_ends <> '' ORDER BY fiscal_year_ends"
        )
        resolved = [(end, resolve(period, end)) for (end,) in ends.fetchall()]
    except PeriodError as error:
        raise QuestionError(
            f"{option}: {error.message} (column {error.column})", error.hint
        ) from None
    if not resolved:
        raise QuestionError(
            f'{option}: "{text}" is fiscal, and no entity has a fiscal year',
            "fiscal_year_ends in the facts says when it ends",
        )
    return [Span(p.start, p.end, p.text, end, p.approximate) for end, p in resolved]


def overlap_sql(
    span: Span, start: str = "period_start", end: str = "period_end"
) -> tuple[str, list[str]]:
    """Condition and values for days that share at least one day with the span."""
    parts, values = [f"({start} IS NOT NULL OR {end} IS NOT NULL)"], []
    if span.end is not None:
        parts.append(f"({start} IS NULL OR {start} <= ?)")
        values.append(span.end)
    if span.start is not None:
        parts.append(f"({end} IS NULL OR {end} >= ?)")
        values.append(span.start)
    return _fiscal(span, " AND ".join(parts), values)


def equal_sql(span: Span) -> tuple[str, list[str]]:
    """Condition and values for claims about exactly these days, or the same printed name."""
    if span.approximate:
        return _fiscal(span, "period = ?", [span.text])
    days, values = [], []
    for column, day in (("period_start", span.start), ("period_end", span.end)):
        days.append(f"{column} IS NULL" if day is None else f"{column} = ?")
        values += [] if day is None else [day]
    # an approximate period is the same only under the same name, and names differ then
    condition = f"(period = ? OR ({' AND '.join(days)} AND period NOT LIKE '%~'))"
    return _fiscal(span, condition, [span.text, *values])


def _fiscal(span: Span, condition: str, values: list[str]) -> tuple[str, list[str]]:
    if not span.fiscal_year_ends:
        return f"({condition})", values
    own = "entity IN (SELECT id FROM entities WHERE fiscal_year_ends = ?)"
    return f"({condition} AND {own})", [*values, span.fiscal_year_ends]
