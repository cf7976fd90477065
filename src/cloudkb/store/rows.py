"""Records to rows: what stands in each column, in the order of `layout.TABLES`.

Text is stored as printed and never built into SQL. Bounds are exact text; floats
appear only in the sort keys `low_key` and `high_key`.
"""

import datetime
import json
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.model import (
    AcceptedException,
    Amount,
    Change,
    Claim,
    DateFigure,
    Document,
    Entity,
    Figure,
    Link,
    Metric,
    Period,
    Place,
    Rank,
    Scope,
    Source,
    Vocabulary,
)
from cloudkb.store.layout import DECLARED, DOCUMENT, SPEAKER, TABLES, TRACKER
from cloudkb.store.search import spaced

if TYPE_CHECKING:
    from fractions import Fraction

_CLAIM_COLUMNS = list(TABLES["claims"].columns)
_ENTITY, _METRIC, _WITHIN, _SCOPE, _SOURCE, _FIGURE, _READINGS, _SAYS, _NOTE = (
    _CLAIM_COLUMNS.index(name)
    for name in "entity metric within scope source figure readings says note".split()
)

Cell = str | int | float | None
Row = tuple[Cell, ...]

_ORDINAL_TO_JULIAN = 1721424.5
"""Makes the sort key of a day what SQLite's own `julianday()` says."""


def exact_text(value: "Fraction") -> str:
    """The number as a decimal where that is exact, else as `a/b` in lowest terms."""
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1:
        return str(numerator)
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"{numerator}/{denominator}"
    places = max(twos, fives)
    digits = str(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    return f"{'-' if numerator < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def sort_key(value: "Fraction") -> float:
    """The nearest float; infinite beyond its range, which still sorts right."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def fold(name: str) -> str:
    """A name as `names` holds it: compatibility forms and letter case folded."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


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
        figure.unit,
        change_unit,
        figure.currency,
    )


def _date_bounds(figure: DateFigure) -> _Bounds:
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


def claim_row(claim: Claim, number: int) -> Row:
    """One row of `claims`. A claim with several readings has no bounds, and no one figure."""
    readings = claim.readings
    text: str | None = None
    texts: str | None = None
    if not readings:
        bounds = _Bounds("none")
    elif len(readings) == 1:
        text, bounds = readings[0].text, _bounds(readings[0].figure)
    else:
        texts = _list([reading.text for reading in readings])
        bounds = _several([_bounds(reading.figure) for reading in readings])
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
        *_span(period),
        period.kind,
        text,
        texts,
        *bounds,
        claim.kind,
        claim.says or None,
        claim.source,
        *_span(date),
        claim.where or None,
        claim.note or None,
        claim.supersedes,
        claim.disputes,
        claim.origin,
        int(claim.exact),
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


def _span(period: Period) -> tuple[str | None, str | None, str | None]:
    return period.text or None, period.start, period.end


def _list(items: Iterable[str]) -> str:
    return json.dumps(list(items), ensure_ascii=False)


def _aliases(record: Entity | Metric | Source | Scope) -> str | None:
    return _list(record.aliases) if record.aliases else None


def _foot(note: str, place: Place) -> Row:
    return note or None, place.file, place.line, place.column


def document_rows(documents: Mapping[str, Document]) -> Iterator[Row]:
    """Rows of `documents`, by id."""
    for _, document in sorted(documents.items()):
        yield document_row(document, documents)


def document_row(document: Document, documents: Mapping[str, Document]) -> Row:
    """One row of `documents`; an origin that is not known is left out."""
    return (
        document.id,
        document.title,
        document.author or None,
        document.publisher or None,
        *_span(document.published),
        document.language or None,
        document.currency or None,
        document.grade,
        document.url or None,
        document.archived or None,
        document.accessed or None,
        document.origin if document.origin in documents else None,
        *_foot(document.note, document.place),
    )


def entity_rows(vocabulary: Vocabulary) -> Iterator[Row]:
    """Rows of `entities`, by id; a `part_of` that is not known is left out."""
    for _, entity in sorted(vocabulary.entities.items()):
        yield (
            entity.id,
            entity.name,
            entity.name_zh or None,
            _aliases(entity),
            entity.kind,
            entity.part_of if entity.part_of in vocabulary.entities else None,
            entity.fiscal_year_ends or None,
            *_foot(entity.note, entity.place),
        )


def metric_rows(vocabulary: Vocabulary) -> Iterator[Row]:
    """Rows of `metrics`, by id; metrics that are not known are left out."""
    known = vocabulary.metrics

    def reference(name: str | None) -> str | None:
        return name if name in known else None

    for _, metric in sorted(known.items()):
        part, whole = metric.ratio_of or (None, None)
        yield (
            metric.id,
            metric.name,
            metric.name_zh or None,
            _aliases(metric),
            metric.unit,
            metric.over_time,
            int(metric.negative),
            int(metric.values == "many"),
            reference(metric.share_of),
            reference(part),
            reference(whole),
            reference(metric.at_most),
            reference(metric.only),
            *_foot(metric.note, metric.place),
        )


def scope_rows(
    vocabulary: Vocabulary, documents: Mapping[str, Document], used: Container[str]
) -> Iterator[Row]:
    """Rows of `scopes`: those declared, and the own definition of each source used as one."""
    rows: dict[str, Row] = {
        source.id: (
            source.id,
            source.name,
            source.name_zh or None,
            _aliases(source),
            TRACKER,
            None,
            None,
            *_foot("", source.place),
        )
        for source in vocabulary.sources.values()
        if source.id in used
    }
    for scope in vocabulary.scopes.values():
        rows[scope.id] = (
            scope.id,
            scope.name,
            scope.name_zh or None,
            _aliases(scope),
            DECLARED,
            scope.means or None,
            scope.stated_in if scope.stated_in in documents else None,
            *_foot(scope.note, scope.place),
        )
    for identifier in sorted(rows):
        yield rows[identifier]


def source_rows(
    vocabulary: Vocabulary, documents: Mapping[str, Document], speakers: Iterable[str]
) -> Iterator[Row]:
    """Rows of `sources`: those declared, every document, and the entities that speak."""
    rows: dict[str, Row] = {}
    for document in documents.values():
        rows[document.id] = (
            document.id,
            document.author or document.publisher or document.title,
            None,
            None,
            DOCUMENT,
            "document",
            document.grade,
            *_foot("", document.place),
        )
    for identifier in speakers:
        if entity := vocabulary.entities.get(identifier):
            rows[identifier] = (
                entity.id,
                entity.name,
                entity.name_zh or None,
                _aliases(entity),
                SPEAKER,
                entity.kind,
                None,
                *_foot("", entity.place),
            )
    for source in vocabulary.sources.values():
        rows[source.id] = (
            source.id,
            source.name,
            source.name_zh or None,
            _aliases(source),
            DECLARED,
            source.kind,
            source.grade,
            *_foot(source.note, source.place),
        )
    for identifier in sorted(rows):
        yield rows[identifier]


def name_rows(vocabulary: Vocabulary, documents: Mapping[str, Document]) -> list[Row]:
    """Rows of `names`: every id, name and alias, folded, with what it names."""
    names: set[tuple[str, str, str]] = set()
    for kind, records in (
        ("entity", vocabulary.entities),
        ("metric", vocabulary.metrics),
        ("source", vocabulary.sources),
        ("scope", vocabulary.scopes),
    ):
        for record in records.values():
            texts = (record.id, record.name, record.name_zh, *record.aliases)
            names.update((fold(text), kind, record.id) for text in texts if fold(text))
    for document in documents.values():
        names.update((fold(text), "document", document.id) for text in (document.id, document.title))
    return sorted(names)


def exception_row(exception: AcceptedException, number: int) -> Row:
    """One row of `exceptions`."""
    return (
        number,
        _list(exception.claims),
        exception.doubt,
        exception.reason,
        exception.place.file,
        exception.place.line,
        exception.place.column,
    )


class SearchText:
    """Makes the search words of a claim, remembering those of each name."""

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, Document]) -> None:
        """Take the names claims will mention."""
        self._entities = vocabulary.entities
        self._metrics = vocabulary.metrics
        self._others = {**vocabulary.sources, **vocabulary.scopes}
        self._documents = documents
        self._known: dict[tuple[str, Cell], str | None] = {}

    def row(self, claim: Row) -> Row:
        """One row of `claims_search`, its number first, for a row of `claims`."""
        texts = json.loads(str(claim[_READINGS])) if claim[_READINGS] else [claim[_FIGURE] or ""]
        return (
            claim[0],
            self._words("entity", claim[_ENTITY]),
            self._words("metric", claim[_METRIC]),
            self._words("entity", claim[_WITHIN]),
            self._words("scope", claim[_SCOPE]),
            self._words("source", claim[_SOURCE]),
            spaced(" ".join(texts)),
            spaced(str(claim[_SAYS] or "")),
            spaced(str(claim[_NOTE] or "")),
        )

    def _words(self, kind: str, identifier: Cell) -> str | None:
        if identifier is None:
            return None
        try:
            return self._known[kind, identifier]
        except KeyError:
            words = self._known[kind, identifier] = self._look_up(kind, str(identifier))
            return words

    def _look_up(self, kind: str, identifier: str) -> str | None:
        record: Entity | Metric | Source | Scope | None
        if kind == "metric":
            record = self._metrics.get(identifier)
        elif kind == "scope":
            record = self._others.get(identifier)
        else:
            record = self._entities.get(identifier) or self._others.get(identifier)
        if record is None:
            document = self._documents.get(identifier)
            texts = (document.author, document.publisher) if document else (identifier,)
        else:
            texts = (record.id, record.name, record.name_zh, *record.aliases)
        return spaced(" ".join(text for text in texts if text))
