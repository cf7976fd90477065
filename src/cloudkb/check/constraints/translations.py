"""Amounts that several documents convert, each at a rate of its own: a bank's, a day's.

That two translations of one amount differ contradicts nothing while both rates may be had: each
document shows its own, by printing the amount in the currency of the books as well, converts all
its amounts of the period alike, and they lie within a tenth of each other, as those of most
currencies do within a year. The amount is then what any of these rates makes of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Subjects
from cloudkb.interval import Interval
from cloudkb.model import Amount, Claim

_APART = Fraction(11, 10)
"""The greatest over the least translation of one amount that several rates explain."""

_Prints = dict[str, list[Claim]]
"""Claims by their document."""


def at_any_rate(subjects: Subjects, claims: Sequence[Claim]) -> Mapping[str, Interval]:
    """By claim what its amount may be, where documents convert it at rates that differ."""
    alike: dict[tuple[object, ...], _Prints] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        figure = claim.only_figure
        if isinstance(figure, Amount) and figure.currency:
            about = claim.entity, claim.metric, claim.within, claim.period.text, figure.currency
            alike[about][claim.document].append(claim)
    several = [documents for documents in alike.values() if len(documents) > 1]
    converted: dict[Quantity, _Prints] = defaultdict(lambda: defaultdict(list))
    for documents in several:
        for document, each in documents.items():
            for claim in each:
                quantity = _quantity(subjects, claim)
                if claim.period.kind == "span" and subjects.is_translated(quantity):
                    converted[quantity][document].append(claim)
    found: dict[str, Interval] = {}
    rates = _Rates(subjects, claims) if converted else None
    for quantity, documents in converted.items():
        if rates is not None and len(documents) > 1:
            found |= _of_one(rates, quantity, documents)
    return found


def _quantity(subjects: Subjects, claim: Claim) -> Quantity:
    currency = _amount(claim).currency or ""
    about = claim.entity, claim.metric or "", claim.within or "", subjects.scope_of(claim)
    return Quantity(*about, claim.period.text, currency)


def _amount(claim: Claim) -> Amount:
    figure = claim.readings[0].figure
    assert isinstance(figure, Amount)
    return figure


def _all_of(claims: Iterable[Claim]) -> Interval:
    """What all prints leave; empty where they clash."""
    left = Interval()
    for claim in claims:
        left = left.intersect(_amount(claim).interval)
    return left


def _of_one(rates: "_Rates", quantity: Quantity, documents: _Prints) -> dict[str, Interval]:
    """By claim what one amount may be; of those that nothing but their rates keeps apart."""
    prints = sorted(
        (left.low, left.high, document)
        for document, each in documents.items()
        if (left := _all_of(each)).is_positive()
        and left.low is not None
        and left.high is not None
        and not left.is_empty()
        and rates.is_shown(document, quantity)
    )
    found: dict[str, Interval] = {}
    while prints:
        # a coarse print is farther from itself than that
        near = [one for one in prints if one[1] <= prints[0][0] * _APART] or prints[:1]
        prints = [one for one in prints if one not in near]
        low, high = near[0][0], max(one[1] for one in near)
        if max(one[0] for one in near) > min(one[1] for one in near):
            for _, _, document in near:
                found |= dict.fromkeys((one.id for one in documents[document]), Interval(low, high))
    return found


class _Rates:
    """At which rate each document converts its amounts of a period."""

    def __init__(self, subjects: Subjects, claims: Iterable[Claim]) -> None:
        self._subjects = subjects
        self._printed: dict[tuple[str, str], dict[Quantity, dict[str, Interval]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for claim in claims:
            figure = claim.only_figure
            if isinstance(figure, Amount) and figure.currency:
                plain = _quantity(subjects, claim)._replace(currency="")
                each = self._printed[claim.document, claim.period.text][plain]
                before = each.get(figure.currency, Interval())
                each[figure.currency] = before.intersect(figure.interval)

    def is_shown(self, document: str, quantity: Quantity) -> bool:
        """Tell whether a document shows at which rate it converts an amount, like all others."""
        books = self._subjects.books(quantity.entity, quantity.metric)
        amounts = self._printed[document, quantity.period]
        rate = Interval()
        for printed in amounts.values():
            own, other = printed.get(books), printed.get(quantity.currency)
            if own is not None and other is not None and other.is_positive():
                rate = rate.intersect(own.over(other))
        return books in amounts[quantity._replace(currency="")] and not rate.is_empty()
