"""Which quantity a claim or an operand is about: its basis, its period, its currency.

What a claim leaves out is taken from its document, an operand's from its claim.
"""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.constraints.quantities import UNSTATED, Quantity, in_unit
from cloudkb.links import Holding
from cloudkb.model import Change, Claim, Facts, Figure, Metric, Operand, Period


class Said(NamedTuple):
    """One reading of a claim, ready to be compiled."""

    claim: Claim
    metric: Metric
    figure: Figure
    scope: str
    """The basis it stands on: stated, or `?document`."""
    reading: int | None
    cut: bool = False
    """True when its print counts as cut as well as rounded (last-digit)."""


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
        """`origins` maps documents to the document whose basis they share."""
        self.facts = facts
        self.vocabulary = facts.vocabulary
        self._origins = origins

    def scope_of(self, claim: Claim) -> str:
        """The basis a claim stands on: its scope, or its document's own."""
        return claim.scope or f"{UNSTATED}{self._origins.get(claim.document, claim.document)}"

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
        """A quantity beside a claim: its basis, its `in`, and its period if none is given."""
        claim = said.claim
        return Quantity(
            entity,
            metric.id,
            claim.within or "",
            said.scope,
            self.period_text(claim, metric, claim.period if period is None else period),
            (currency or self.currency(claim, entity, metric)) if metric.unit == "money" else "",
        )

    def period_text(self, claim: Claim, metric: Metric, period: Period) -> str:
        """How a period stands in a quantity's name."""
        if period.kind == "rolling":
            return f"{period.text} ?{claim.id}"
        if period.kind == "none":
            document = self._origins.get(claim.document, claim.document)
            return "" if metric.over_time == "fixed" else f"{UNSTATED}{document}"
        if metric.over_time == "snapshot" and period.kind == "span":
            return periods.snapshot_day(period).text
        return period.text

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
