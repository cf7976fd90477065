"""The prints of a base that a text may repeat, found by their value: no number is held against all.

A print is known under its value and under the ends of its interval, whatever their sign: a fall
of 20 % is printed as 20 %.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from fractions import Fraction
from typing import NamedTuple

from cloudkb import figures, periods
from cloudkb.check.constraints.copies import replaced
from cloudkb.figures import FigureError
from cloudkb.interval import Interval
from cloudkb.model import (
    Amount,
    Change,
    Claim,
    DateFigure,
    Facts,
    Figure,
    Metric,
    Period,
    Rank,
)
from cloudkb.texts import Spot
from cloudkb.words import unit_text

PrintKey = tuple[object, ...]


class StoredPrint(NamedTuple):
    """One reading of a claim."""

    claim: Claim
    text: str
    figure: Amount | Change | Rank
    metric: Metric
    currency: str
    """ISO 4217, of money; empty where nobody says."""

    @property
    def interval(self) -> Interval:
        """What it stands for, in the unit of its metric."""
        return interval_of(self.figure)


def interval_of(figure: Amount | Change | Rank) -> Interval:
    """What a figure stands for; of a rank the places."""
    if isinstance(figure, Rank):
        return Interval(Fraction(figure.low), Fraction(figure.high))
    return figure.interval


def keys(text: str, figure: Amount | Change | Rank | None, interval: Interval) -> list[PrintKey]:
    """Under which a print is found: as it is spelled, by its ends, by its number."""
    by = Fraction(1)
    value: Fraction | None = None
    if isinstance(figure, Amount | Change):
        value = figure.value
        if figure.unit == "measure" or figure.per:
            by = _size(figure)
    ends = sorted(abs(end) * by for end in interval.ends)
    found: list[PrintKey] = [("print", "".join(text.split()))]
    if ends:
        found.append(("ends", *ends))
    if value is not None:
        found.append(("value", abs(value) * by))
    return found


def _size(figure: Amount | Change) -> Fraction:
    try:
        return figures.size(unit_text(figure.unit or "count", figure.measure, figure.per))
    except KeyError:
        return Fraction(1)


def _replaced(facts: Facts) -> set[str]:
    """The claims that bear out nothing: doubted, superseded, said ahead of what then happened."""
    found = {one.doubt for one in facts.exceptions}
    found |= replaced(facts)
    happened = {
        (claim.entity, claim.metric, claim.period.text)
        for claim in facts.claims
        if claim.kind in ("observation", "estimate") and claim.id not in found
    }
    ahead = (claim for claim in facts.claims if claim.kind in ("forecast", "target"))
    return found | {
        claim.id for claim in ahead if (claim.entity, claim.metric, claim.period.text) in happened
    }


class StoredPrints:
    """The claims that bear on a text, by value and by what they are about."""

    def __init__(
        self, facts: Facts, entities: Container[str], metrics: Container[str], document: str
    ) -> None:
        """Of the entities and metrics that the text names, and of the document it is."""
        self._facts = facts
        self._by_value: dict[tuple[str, str, PrintKey], list[StoredPrint]] = defaultdict(list)
        self._about: dict[tuple[str, str, str], list[StoredPrint]] = defaultdict(list)
        self._periods: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._claims: dict[str, StoredPrint] = {}
        self._metrics: dict[str, list[str]] = defaultdict(list)
        self._days: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._whose: dict[str, set[str]] = defaultdict(set)
        self.own: list[StoredPrint] = []
        """What the document prints that the text is."""
        self._standing: dict[str, list[StoredPrint]] = defaultdict(list)
        replaced = _replaced(facts)
        for claim in facts.claims:
            self._whose[claim.metric or ""].add(claim.entity)
            own = claim.document == document
            if claim.id in replaced and not own:
                continue
            if not (own or claim.entity in entities or (claim.metric or "") in metrics):
                continue
            self._add_times(claim)
            for printed in self._readings(claim):
                self._add(printed, own=own)

    def _add(self, printed: StoredPrint, *, own: bool) -> None:
        claim = printed.claim
        self._claims.setdefault(claim.id, printed)
        at = [("entity", claim.entity), ("metric", claim.metric or "")]
        if own:
            self.own.append(printed)
            self._standing[claim.where].append(printed)
            at.append(("where", claim.where))
        for key in keys(printed.text, printed.figure, printed.interval):
            for kind, name in at:
                self._by_value[kind, name, key].append(printed)
        when = of_period(claim.period, printed.metric)
        self._about[claim.entity, claim.metric or "", when].append(printed)
        about = claim.entity, claim.metric or ""
        if when not in self._periods[about]:
            self._periods[about].append(when)
            if about[1] not in self._metrics[about[0]]:
                self._metrics[about[0]].append(about[1])

    def _readings(self, claim: Claim) -> Iterable[StoredPrint]:
        metric = self._facts.vocabulary.metrics.get(claim.metric or "")
        for reading in claim.readings if metric is not None else ():
            assert metric is not None
            if isinstance(reading.figure, Amount | Change | Rank):
                yield StoredPrint(
                    claim,
                    reading.text,
                    reading.figure,
                    metric,
                    self._currency(claim, reading.figure),
                )

    def _currency(self, claim: Claim, figure: Figure) -> str:
        document = self._facts.documents.get(claim.document)
        return (
            getattr(figure, "currency", None)
            or claim.currency
            or (document.currency if document is not None else "")
        )

    def _add_times(self, claim: Claim) -> None:
        """Periods that a claim is about, or prints as its figure; when it was said."""
        texts = {claim.period.text, claim.date.text}
        for reading in claim.readings:
            if isinstance(reading.figure, DateFigure):
                texts.add(reading.figure.period.text)
        for text in filter(None, texts):
            for kind, name in (("entity", claim.entity), ("document", claim.document)):
                self._days[f"{kind} {name}", _day(text)].append(claim.id)

    def valued(self, kind: str, name: str, known: Iterable[PrintKey]) -> list[StoredPrint]:
        """Claims of an entity, a metric or a paragraph (`where`) that print such a number."""
        found: dict[tuple[str, str], StoredPrint] = {}
        for key in known:
            for one in self._by_value.get((kind, name, key), ()):
                found[one.claim.id, one.text] = one
        return list(found.values())

    def is_of_one(self, metric: str) -> bool:
        """Whether a metric is measured of one entity alone, so that it names it."""
        return len(self._whose.get(metric, ())) == 1

    def of_paragraph(self, where: str) -> list[StoredPrint]:
        """The claims of the document whose paragraph it is."""
        return self._standing.get(where, [])

    def about(self, entity: str, metric: str, when: str) -> list[StoredPrint]:
        """All claims of one entity and metric in a period, as `of_period` writes it."""
        return self._about.get((entity, metric, when), [])

    def periods(self, entity: str, metric: str) -> list[str]:
        """The periods in which anything is printed of an entity's metric."""
        return self._periods.get((entity, metric), [])

    def of_claim(self, name: str) -> StoredPrint | None:
        """A print of a claim."""
        return self._claims.get(name)

    def ranks(self, entity: str, metric: str) -> Iterable[StoredPrint]:
        """The places of an entity by a metric."""
        for when in self.periods(entity, metric):
            for one in self.about(entity, metric, when):
                if isinstance(one.figure, Rank):
                    yield one

    def entities(self) -> Iterable[str]:
        """Whose prints are kept."""
        return tuple(self._metrics)

    def metrics(self, entity: str) -> list[str]:
        """What is printed of an entity."""
        return self._metrics.get(entity, [])

    def timed(self, kind: str, name: str, text: str) -> list[str]:
        """The claims of an entity or a document that use a period."""
        return self._days.get((f"{kind} {name}", _day(text)), [])


def _day(text: str) -> str:
    return text.rstrip("~?%")


def of_period(period: Period, metric: Metric) -> str:
    """A period as what is printed for it is found: a snapshot by its day, no hedge on it."""
    if period.kind == "none" or metric.over_time == "fixed":
        return ""
    if metric.over_time == "snapshot":
        period = periods.snapshot_day(period)
    return _day(period.text)


class Fitting:
    """StoredPrints of a text read as figures of metrics, each combination once."""

    def __init__(self, currency: str) -> None:
        """`currency` is what money in the text is in where it prints none."""
        self._currency = currency
        self._known: dict[tuple[Figure, str], Amount | Change | None] = {}

    def fit(self, spot: Spot, metric: Metric) -> Amount | Change | None:
        """The figure of a number as one of a metric; None where it cannot be."""
        if spot.figure is None:
            return None
        key = spot.figure, metric.id
        if key not in self._known:
            self._known[key] = self._fitted(spot.figure, metric)
        return self._known[key]

    def _fitted(self, figure: Amount | Change, metric: Metric) -> Amount | Change | None:
        unit = unit_text(metric.unit, metric.measure, metric.per)
        try:
            found = figures.fit(
                figure, unit=unit, negative=metric.negative, currency=self._currency
            )
        except FigureError:
            return None
        return found if isinstance(found, Amount | Change) else None
