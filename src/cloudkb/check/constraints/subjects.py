"""Which quantity a claim or an operand is about: its basis, its period, its currency.

What a claim leaves out is taken from its document, an operand's from its claim.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple, get_args

from cloudkb import periods
from cloudkb.check.constraints.quantities import UNSTATED, Quantity, in_unit, period_of
from cloudkb.defaults import Defaults
from cloudkb.interval import Interval
from cloudkb.links import Holding
from cloudkb.model import (
    Amount,
    Change,
    Claim,
    Facts,
    Figure,
    Grade,
    Metric,
    Operand,
    Period,
    Trend,
)


class Said(NamedTuple):
    """One reading of a claim, ready to be compiled."""

    claim: Claim
    metric: Metric
    figure: Figure
    scope: str
    """What it names of its own entity and metric stands on: a scope, or plain."""
    reading: int | None
    cut: bool = False
    """True when its print counts as cut as well as rounded (last-digit)."""
    converted: Interval | None = None
    """What its amount may be, where documents convert it at rates of their own."""


_PLAIN = frozenset(("",))
_GRADES = get_args(Grade)


def _over_time(said: Said) -> bool:
    """Whether a figure compares an entity with itself in other periods."""
    figure = said.figure
    if isinstance(figure, Change):
        return isinstance(figure.base, str) or figure.base.entity in (None, said.claim.entity)
    return isinstance(figure, Trend)


def currencies(claim: Claim) -> set[str]:
    """The currencies in which a claim's figure is printed."""
    # what a growth is told in is said of that growth alone
    figures = [
        one.figure
        for one in claim.readings
        if not isinstance(one.figure, Change) or one.figure.change_unit == "absolute"
    ]
    found = (getattr(figure, "currency", None) for figure in figures)
    return {currency for currency in found if currency}


class Subjects:
    """What the claims of some facts are about."""

    def __init__(self, facts: Facts, origins: Mapping[str, str]) -> None:
        """`origins` maps documents to the document they copy, whose undated periods they share."""
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self._origins = origins
        self.defaults = Defaults(facts.vocabulary)
        """What plain means."""

    def scope_of(self, claim: Claim) -> str:
        """The basis a claim stands on: its scope, the one in use in its period, or plain."""
        return self.defaults.of_claim(claim).scope

    def steps(self, said: Said) -> list[Said]:
        """A claim over a series, step by step, each on the basis in use then; else the claim."""
        if said.claim.period.kind != "series":
            return [said]
        found = []
        for period in periods.members(said.claim.period):
            claim = said.claim._replace(period=period)
            found.append(said._replace(claim=claim, scope=self.scope_of(claim)))
        return found

    def in_use(self, quantity: Quantity) -> bool:
        """Tell whether a quantity is what figures without a scope are about."""
        return quantity.scope in self.plain_means(quantity)

    def plain(self, quantity: Quantity) -> str:
        """The scope by which a quantity stands beside others: empty on the basis in use."""
        return "" if quantity.scope and self.in_use(quantity) else quantity.scope

    def beside(
        self,
        quantity: Quantity,
        entity: str | None = None,
        metric: str | None = None,
        within: str | None = None,
        currency: str | None = None,
    ) -> Quantity | None:
        """What an identity ties to a quantity: on its scope, if that is stated.

        Of what is on the basis in use each stands on its own one; None where that depends on
        when it was said, and where no single one covers the period.
        """
        return self.placed(
            quantity,
            Quantity(
                quantity.entity if entity is None else entity,
                quantity.metric if metric is None else metric,
                quantity.within if within is None else within,
                quantity.scope,
                quantity.period,
                quantity.currency if currency is None else currency,
            ),
        )

    def placed(self, quantity: Quantity, other: Quantity) -> Quantity | None:
        """The same of any other quantity, which is given on the scope of the one."""
        if not self.defaults or not self.in_use(quantity):
            return other
        if any(map(self._lies_across, (quantity, other))):
            return None
        found = self.plain_means(other)
        if quantity.scope in found:
            return other
        return other._replace(scope=next(iter(found))) if len(found) == 1 else None

    def _lies_across(self, quantity: Quantity) -> bool:
        """Tell whether plain changes its meaning within the period of a quantity."""
        metric = self.vocabulary.metrics.get(quantity.metric)
        return metric is not None and self.defaults.across(
            quantity.entity, metric, period_of(quantity.period)
        )

    def plain_means(self, quantity: Quantity) -> frozenset[str]:
        """The scopes that plain may mean of a quantity, whenever it is said; "" for plain."""
        metric = self.vocabulary.metrics.get(quantity.metric)
        if not self.defaults or metric is None:
            return _PLAIN
        return self.defaults.possible(quantity.entity, metric, period_of(quantity.period))

    def quantity(self, said: Said, period: Period | None = None, currency: str = "") -> Quantity:
        """The quantity a claim is about, in another period if one is given."""
        return self.about(said, said.claim.entity, said.metric, period, currency)

    def about(
        self,
        said: Said,
        entity: str,
        metric: Metric,
        period: Period | None = None,
        currency: str = "",
    ) -> Quantity:
        """A quantity beside a claim: its `in`, and its period if none is given.

        What a claim without scope names of its own entity and metric stands on one basis; of
        any other on the one in use for that.
        """
        claim = said.claim
        scope = said.scope
        if not claim.scope and (entity, metric.id) != (claim.entity, said.metric.id):
            when = claim.period if period is None else period
            scope = self.defaults.of(entity, metric, when, claim.date).scope
        if metric.unit == "money" and not currency:
            currency = self.currency(claim, entity, metric)
            if not claim.currency and _over_time(said):
                currency = self.books(entity, metric.id) or currency
        return Quantity(
            entity,
            metric.id,
            claim.within or "",
            scope,
            self.period_text(claim, metric, claim.period if period is None else period),
            currency if metric.unit == "money" else "",
        )

    def period_text(self, claim: Claim, metric: Metric, period: Period) -> str:
        """How a period stands in a quantity's name."""
        if period.kind == "rolling":
            return f"{period.text} ?{claim.id}"
        if period.kind == "none":
            document = self._origins.get(claim.document, claim.document)
            if metric.over_time == "fixed":
                return ""
            when = self._said_apart(claim)
            return f"{UNSTATED}{document} {when}" if when else f"{UNSTATED}{document}"
        if metric.over_time == "snapshot" and period.kind == "span":
            return periods.snapshot_day(period).text
        return period.text

    def _said_apart(self, claim: Claim) -> str:
        """The day a claim was said, where it is not that of its document."""
        document = self.facts.documents.get(claim.document)
        same = document is None or claim.date[1:3] == document.published[1:3]
        return "" if same else claim.date.text

    def operand(self, said: Said, operand: Operand) -> Quantity | None:
        """The quantity an operand names, the rest taken from the claim; None when it cannot be one.

        What it names must be measured in the same unit as the claim's, and is taken in the
        same currency: two billion dollars are not below ten billion yuan.
        """
        entity = operand.entity or said.claim.entity
        metric = self.vocabulary.metrics.get(operand.metric or said.metric.id)
        if metric is None or metric.unit != said.metric.unit:
            return None
        period = said.claim.period
        if operand.period is not None:
            about = self.vocabulary.entities.get(entity)
            try:
                period = periods.read(operand.period, about)
            except periods.PeriodError:
                return None
        if period.kind == "series":
            return None
        return self.about(said, entity, metric, period, self.quantity(said).currency)

    def weight(self, said: Said, operand: Operand) -> Fraction:
        """What an operand counts for in the claim's unit: its factor, and 1,000 for TWh in GWh."""
        other = self.vocabulary.metrics.get(operand.metric or said.metric.id, said.metric)
        return operand.factor * in_unit(other, said.metric)

    def currency(self, claim: Claim, entity: str, metric: Metric) -> str:
        """The currency of a money figure that prints none: as the document prints it elsewhere."""
        if claim.currency:
            return claim.currency
        key = (entity, metric.id, claim.within)
        own = self._currencies[1].get((claim.document, *key), set())
        if len(own) == 1:
            return next(iter(own))
        document = self.facts.documents.get(claim.document)
        if document is not None and document.currency:
            return document.currency
        anywhere = self._currencies[0].get(key, set())
        return next(iter(anywhere)) if len(anywhere) == 1 else ""

    @cached_property
    def _currencies(
        self,
    ) -> tuple[dict[tuple[object, ...], set[str]], dict[tuple[object, ...], set[str]]]:
        anywhere: dict[tuple[object, ...], set[str]] = defaultdict(set)
        printed: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for claim in self.facts.claims:
            key = (claim.entity, claim.metric, claim.within)
            for currency in currencies(claim):
                anywhere[key].add(currency)
                printed[(claim.document, *key)].add(currency)
        return anywhere, printed

    # --- translated amounts ------------------------------------------------------------------

    def is_translated(self, quantity: Quantity) -> bool:
        """Tell whether an amount is a translation of one in the currency of the entity's books.

        Each period is converted at a rate of its own: such amounts do not add up over time, and
        what grew is not told by them. So is what nobody prints in a currency into which others
        are translated: a market's dollars, derived from a share and the dollars of its part.
        """
        entity, metric, currency = quantity.entity, quantity.metric, quantity.currency
        if not currency:
            return False
        if own := self.books(entity, metric):
            return own != currency
        printed = (entity, metric, currency) in self._printed_in
        return not printed and currency in self._translated_into

    def books(self, entity: str, metric: str) -> str:
        """The currency in which an entity keeps its books; empty where nobody knows.

        It says so itself, or a document prints amounts of it in its own currency and beside that
        in another one. Where documents differ, the one counts that the weightier ones have for
        their own, then that of more of them.
        """
        record = self.vocabulary.entities.get(entity)
        return (record.currency if record else "") or self._books.get((entity, metric), "")

    @cached_property
    def _printed_in(self) -> frozenset[tuple[str, str, str]]:
        """In which currency whose amounts of what are printed."""
        return frozenset(
            (claim.entity, claim.metric or "", currency)
            for claim in self.facts.claims
            for currency in currencies(claim)
        )

    @cached_property
    def _translated_into(self) -> frozenset[str]:
        """Currencies in which amounts are printed that are no one's books'."""
        if self.facts.beyond is not None:
            return self.facts.beyond.translated_into
        return self.translations()

    def translations(self) -> frozenset[str]:
        """What these claims alone print in currencies that are no one's books'."""
        return frozenset(
            currency
            for entity, metric, currency in self._printed_in
            if self.books(entity, metric) not in ("", currency)
        )

    @cached_property
    def _books(self) -> dict[tuple[str, str], str]:
        printed: dict[tuple[str, Quantity], set[str]] = defaultdict(set)
        for claim in self.facts.claims:
            for reading in claim.readings:
                figure = reading.figure
                if claim.metric and isinstance(figure, Amount) and figure.currency:
                    about = (claim.entity, claim.metric, claim.within or "", claim.scope or "")
                    printed[claim.document, Quantity(*about, claim.period.text)].add(
                        figure.currency
                    )
        own: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        beside: dict[tuple[str, str], set[str]] = defaultdict(set)
        for (name, quantity), found in printed.items():
            document = self.facts.documents.get(name)
            if document is not None and document.currency in found:
                own[quantity[:2]][document.currency].add(name)
                if len(found) > 1:
                    beside[quantity[:2]] |= found
        return {
            about: min(
                own[about].keys() & found, key=lambda one: (self._weight(own[about][one]), one)
            )
            for about, found in beside.items()
        }

    def _weight(self, documents: Collection[str]) -> tuple[int, int]:
        """How much some documents count, the weightiest first, then the most."""
        grades = (self.facts.documents[name].grade for name in documents)
        return min(_GRADES.index(one) if one in _GRADES else 2 for one in grades), -len(documents)

    @cached_property
    def wholes(self) -> Holding:
        """What entities are parts of: by `part_of`, and by the totals declared."""
        parents: dict[str, list[str]] = defaultdict(list)
        for entity in self.vocabulary.entities.values():
            if entity.part_of:
                parents[entity.id].append(entity.part_of)
        for total in self.vocabulary.totals:
            for part in total.parts:
                parents[part].append(total.whole)
        return Holding(parents)

    def nested(self, one: str, other: str) -> bool:
        """Tell whether one entity is the other, or a part of it."""
        wholes = self.wholes
        return one == other or wholes.is_held(one, other) or wholes.is_held(other, one)
