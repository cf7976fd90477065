"""Records to rows: what stands in each column, in the order of `layout.TABLES`.

Text is stored as printed and never built into SQL. Bounds are exact text; floats
appear only in the sort keys `low_key` and `high_key`.
"""

import datetime
import json
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.defaults import Basis, where
from cloudkb.exact import exact_text
from cloudkb.model import (
    AcceptedException,
    Amount,
    Change,
    Claim,
    DateFigure,
    Figure,
    Link,
    Period,
    Rank,
)
from cloudkb.words import unit_text

if TYPE_CHECKING:
    from fractions import Fraction

SqlValue = str | int | float | None
SqlRow = tuple[SqlValue, ...]

_ORDINAL_TO_JULIAN = 1721424.5
"""Makes the sort key of a day what SQLite's own `julianday()` says."""


def sort_key(value: "Fraction") -> float:
    """The nearest float; infinite beyond its range, which still sorts right."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


class _Bounds(NamedTuple):
    """The columns form .. currency that a figure fills, but for its text."""

    form: str
    low: str | None = None
    high: str | None = None
    low_open: int | None = None
    high_open: int | None = None
    low_key: float | None = None
    high_key: float | None = None
    unit: str | None = None
    change_unit: str | None = None
    currency: str | None = None


def _bounds(figure: Figure) -> _Bounds:
    if isinstance(figure, Amount | Change):
        return _interval_bounds(figure)
    if isinstance(figure, Rank):
        low, high = str(figure.low), str(figure.high)
        return _Bounds("rank", low, high, 0, 0, float(figure.low), float(figure.high))
    if isinstance(figure, DateFigure):
        return _date_bounds(figure)
    return _Bounds(figure.form, unit="entity" if isinstance(figure, Link) else None)


def _interval_bounds(figure: Amount | Change) -> _Bounds:
    low, high, low_open, high_open = figure.interval
    change_unit: str | None = figure.change_unit if isinstance(figure, Change) else None
    if change_unit == "direction":
        # the direction is in the bound: above or below nothing
        change_unit = None
    return _Bounds(
        figure.form,
        None if low is None else exact_text(low),
        None if high is None else exact_text(high),
        None if low is None else int(low_open),
        None if high is None else int(high_open),
        None if low is None else sort_key(low),
        None if high is None else sort_key(high),
        unit_text(figure.unit, figure.measure, figure.per) or None,
        change_unit,
        figure.currency,
    )


def _date_bounds(figure: DateFigure) -> _Bounds:
    if figure.base is not None:
        return _Bounds("date", unit="date")
    low, high, strict = figure.period.start, figure.period.end, figure.relation != "on"
    if figure.relation == "before":
        low, high = None, low
    elif figure.relation == "after":
        low, high = high, None
    return _Bounds(
        "date",
        low,
        high,
        None if low is None else int(strict),
        None if high is None else int(strict),
        _day_key(low),
        _day_key(high),
        "date",
    )


@cache
def _day_key(day: str | None) -> float | None:
    if day is None:
        return None
    return datetime.date.fromisoformat(day).toordinal() + _ORDINAL_TO_JULIAN


def claim_row(claim: Claim, number: int, basis: Basis) -> SqlRow:
    """One row of `claims`. A claim with several readings has no bounds, and no one figure."""
    readings = claim.readings
    text: str | None = None
    texts: str | None = None
    if not readings:
        bounds = _Bounds("none")
    elif len(readings) == 1:
        text, bounds = readings[0].text, _bounds(readings[0].figure)
    else:
        texts = list_cell([reading.text for reading in readings])
        bounds = _several([_bounds(reading.figure) for reading in readings])
    if claim.currency and bounds.currency is None:
        bounds = bounds._replace(currency=claim.currency)
    period, date, place, at = claim.period, claim.date, claim.place, claim.figure_place
    return (
        number,
        claim.id,
        claim.document,
        claim.id.partition("/")[2],
        claim.entity,
        claim.metric,
        claim.within,
        claim.scope,
        basis.scope or None,
        None if basis.by_default is None else where(basis.by_default),
        basis.special or None,
        *span_cells(period),
        period.kind,
        text,
        texts,
        *bounds,
        claim.kind,
        claim.says or None,
        claim.source,
        *span_cells(date),
        claim.where or None,
        claim.note or None,
        " ".join(claim.supersedes) or None,
        claim.disputes,
        claim.origin,
        int(claim.exact),
        claim.direction or None,
        " ".join(claim.same_as) or None,
        place.file,
        place.line,
        place.column,
        None if at is None else at.line,
        None if at is None else at.column,
    )


def _several(bounds: list[_Bounds]) -> _Bounds:
    """What all readings share."""
    first = bounds[0]

    def shared(name: str) -> str | None:
        values = {getattr(each, name) for each in bounds}
        return values.pop() if len(values) == 1 else None

    return _Bounds(
        first.form,
        unit=shared("unit"),
        change_unit=shared("change_unit"),
        currency=shared("currency"),
    )


def span_cells(period: Period) -> tuple[str | None, str | None, str | None]:
    """Text, first day and last day of a period."""
    return period.text or None, period.start, period.end


def list_cell(items: Iterable[str]) -> str:
    """Several texts in one cell, as JSON."""
    return json.dumps(list(items), ensure_ascii=False)


def exception_row(exception: AcceptedException, number: int) -> SqlRow:
    """One row of `exceptions`."""
    return (
        number,
        list_cell(exception.claims),
        exception.doubt,
        exception.reason,
        exception.place.file,
        exception.place.line,
        exception.place.column,
    )
