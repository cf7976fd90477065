"""The claim as nearly all are written, read without ceremony.

Every key known and holding a text, every name declared, a figure that reads: then the
record is made here, in a third of the time. Anything else gives None, and `claims`
reads the claim again to say what is wrong with it; the two agree on every claim that is
sound (a test holds them together).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cloudkb import figures, periods
from cloudkb.model import (
    Amount,
    Change,
    Claim,
    DateFigure,
    Document,
    Entity,
    Figure,
    Link,
    Metric,
    Order,
    Period,
    Place,
    Reading,
)
from cloudkb.reader.claim_figures import is_odd_count, parsed
from cloudkb.reader.claim_keys import KINDS
from cloudkb.reader.declared_names import LONGEST_ID, Names
from cloudkb.reader.dimensions import unit_of
from cloudkb.reader.documents import NOT_STATED
from cloudkb.reader.given import GivenByDocument
from cloudkb.reader.nodes import Mapping as Node
from cloudkb.reader.nodes import Scalar

_KEYS = frozenset(
    ("id", "where", "entity", "metric", "in", "scope", "period", "figure", "source", "date",
     "kind", "note")
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_WHERE = re.compile(r"p[1-9][0-9]{0,5}\Z")


class QuickReader:
    """Makes records of plain claims of one document."""

    def __init__(self, path: str, names: Names, document: Document, given: GivenByDocument) -> None:
        """Look-ups are prepared once a file."""
        words = names.vocabulary
        self._path = path
        self._document = document
        self._entities = words.entities
        self._metrics = words.metrics
        self._names = names
        self._given = given
        self._speakers = names.speakers
        self._periods: dict[tuple[str, str, str], Period] = {}

    def claim(self, node: Node, items: Mapping[str, Any]) -> Claim | None:
        """The record of a claim whose keys, its group's included, are `items`; None if unsure.

        Its name is left empty where the claim writes no id.
        """
        if not items.keys() <= _KEYS:
            return None
        values: dict[str, str] = {}
        for key, (_, value) in items.items():
            if type(value) is not Scalar or not value.text:
                return None
            values[key] = value.text
        if "figure" not in values:
            return None
        at = items["figure"][1]
        figure_at = Place(self._path, at.line, at.column, at.end_line, at.end_column)
        return self.record(values, Place(self._path, node.line, node.column), figure_at)

    def record(self, values: Mapping[str, str], place: Place, figure_place: Place) -> Claim | None:
        """The record of a claim by the texts of its keys, none of them empty; None if unsure."""
        if not values.keys() <= _KEYS:
            return None
        get = values.get
        entity = self._entities.get(get("entity", ""))
        metric = self._metrics.get(get("metric", ""))
        name, text = get("id", ""), get("figure")
        if entity is None or metric is None or text is None:
            return None
        given = self._given
        source, within, scope = get("source", given.source), get("in"), get("scope")
        within = within or given.within(metric, entity.id)
        kind: Any = get("kind", "observation")
        where = get("where", "")
        if not (
            (not name or _ID.match(name))
            and len(name) <= LONGEST_ID
            and (not source or source in self._speakers)
            and (within is None or (within in self._entities and within != entity.id))
            and (scope is None or scope in self._names.scopes)
            and kind in KINDS
            and (not where or _WHERE.match(where))
        ):
            return None
        try:
            period = self._period(get("period", ""), entity, metric)
            said = self._date(get("date"))
            figure = _figure(
                text,
                unit_of(metric),
                metric.negative,
                self._document.currency,
                metric.counted,
                metric.extreme,
            )
        except (periods.PeriodError, figures.FigureError):
            return None
        if said is None or not self._declared(figure):
            return None
        if (type(figure) is Amount and figure.form == "range") or is_odd_count(figure, metric):
            # the full reader looks at its ends
            return None
        if period.kind == "none" and metric.over_time == "snapshot":
            period = said
        scope = scope or given.scope(metric, source)
        document = self._document.id
        return Claim(
            f"{document}/{name}", entity.id, place, document,
            source or document, said, metric.id, within, scope, period, (Reading(text, figure),),
            "", kind, where, (), None, None, False, get("note", ""), figure_place,
        )  # fmt: skip

    def _period(self, text: str, entity: Entity, metric: Metric) -> Period:
        if not text:
            return NOT_STATED
        year = f"{entity.fiscal_year_ends}{entity.fiscal_year_named_for}"
        key = text, year, metric.id
        known = self._periods.get(key)
        if known is None:
            known = self._periods[key] = self._names.period(text, entity, metric)
        return known

    def _date(self, text: str | None) -> Period | None:
        if text is None:
            return self._document.published
        said = periods.parse(text, "date")
        return said if said.kind == "span" and not said.fiscal else None

    def _declared(self, figure: Figure) -> bool:
        """Whether what a figure names, if anything, is surely declared."""
        kind = type(figure)
        if kind is Change:
            return isinstance(figure.base, str) and not figure.rate  # type: ignore[union-attr]
        if kind is Link:
            return figure.entity in self._entities  # type: ignore[union-attr]
        if kind is DateFigure:
            return figure.base is None  # type: ignore[union-attr]
        return kind is not Order


@lru_cache(maxsize=16384)
def _figure(
    text: str,
    unit: str,
    negative: bool,
    currency: str,
    counted: tuple[str, ...],
    extreme: str,
) -> Figure:
    meant = parsed(text, unit, counted, extreme)
    return figures.fit(meant, unit=unit, negative=negative, currency=currency)
