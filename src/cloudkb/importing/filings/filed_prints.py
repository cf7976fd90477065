"""What earlier filings print of a quantity, and which of it a later one restates."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from cloudkb.model import Amount, Facts, Order

FiledKey = tuple[str, str, str]
"""Entity, metric, period as fact files write it."""


class FiledPrint(NamedTuple):
    """What a claim prints."""

    claim: str
    """Its full id."""
    document: str
    published: str
    value: Fraction
    half: Fraction
    """What rounding may hide, each way."""


class FiledPrints:
    """Prints by quantity, and the sums that name each quantity; those restated are left out."""

    def __init__(self, facts: Facts) -> None:
        """Take in what the base holds."""
        self._prints: dict[FiledKey, list[FiledPrint]] = defaultdict(list)
        self._sums: dict[FiledKey, list[tuple[str, str]]] = defaultdict(list)
        self._rows: dict[tuple[str, str, Fraction], set[tuple[str, str]]] = defaultdict(set)
        self._replaced = {name for claim in facts.claims for name in claim.supersedes}
        for claim in facts.claims:
            if claim.metric is None or len(claim.readings) != 1 or claim.scope or claim.within:
                continue
            figure = claim.readings[0].figure
            key = claim.entity, claim.metric, claim.period.text
            if isinstance(figure, Amount) and figure.value is not None and not figure.hedges:
                low, high = figure.interval[:2]
                if low is not None and high is not None:
                    document = facts.documents.get(claim.document)
                    said = document.published.text if document is not None else ""
                    half = (high - low) / 2
                    self.add(key, FiledPrint(claim.id, claim.document, said, figure.value, half))
            elif isinstance(figure, Order) and len(figure.chain) == 1:
                named = [
                    (one.entity or claim.entity, one.metric or claim.metric, claim.period.text)
                    for one in figure.chain[0].terms
                ]
                self.add_sum(claim.id, claim.document, [key, *named])

    def add(self, key: FiledKey, printed: FiledPrint) -> None:
        """Take in a print."""
        self._prints[key].append(printed)
        self._rows[key[0], key[2], printed.value].add((printed.document, key[1]))

    def add_sum(self, claim: str, document: str, keys: Iterable[FiledKey]) -> None:
        """Take in a sum by all that it names."""
        for key in keys:
            self._sums[key].append((claim, document))

    def restated(self, key: FiledKey, new: FiledPrint) -> tuple[str, ...]:
        """The claims that a print of a later filing supersedes: prints, and sums that name them.

        Rounding otherwise is no restatement. What is the same with its sign turned, or stood in
        another row of the filing before, is none either, but a finding.
        """
        earlier = [
            one
            for one in self._prints.get(key, ())
            if one.document != new.document
            and one.claim not in self._replaced
            and one.published[:10].rstrip("~?%") <= new.published.rstrip("~?%")
        ]
        differing = [one for one in earlier if _differs(one, new)]
        if not differing:
            return ()
        if any(one.value == -new.value for one in differing) or self._is_moved(key, new, differing):
            return ()
        documents = {one.document for one in earlier}
        sums = [name for name, document in self._sums.get(key, ()) if document in documents]
        found = [*(one.claim for one in differing), *sums]
        kept = tuple(dict.fromkeys(one for one in found if one not in self._replaced))
        self._replaced.update(kept)
        return kept

    def restating(self, key: FiledKey, old: FiledPrint) -> str:
        """The claim of a filing that stands and is later, which restates a print; empty: none.

        What `restated` would have said of it, had the filings come in their order.
        """
        day = old.published.rstrip("~?%")
        later = [
            one
            for one in self._prints.get(key, ())
            if one.document != old.document and one.published[:10].rstrip("~?%") > day
        ]
        for one in sorted(later, key=lambda each: (each.published[:10], each.claim)):
            turned = one.value == -old.value
            if _differs(old, one) and not turned and not self._is_moved(key, one, [old]):
                return one.claim
        return ""

    def _is_moved(self, key: FiledKey, new: FiledPrint, before: list[FiledPrint]) -> bool:
        """Tell whether a value stood in another row before, and what stood here is there now."""
        digits = len(str(abs(new.value.numerator)).rstrip("0"))
        documents = {one.document for one in before}
        rows = self._rows.get((key[0], key[2], new.value), ())
        others = {metric for document, metric in rows if document in documents} - {key[1]}
        if digits < 3:
            return False
        swapped = {
            metric
            for one in before
            for document, metric in self._rows.get((key[0], key[2], one.value), ())
            if document == new.document
        }
        return bool(others & swapped)


def _differs(one: FiledPrint, new: FiledPrint) -> bool:
    if one.value == new.value:
        return False
    return one.half == new.half or abs(one.value - new.value) > one.half + new.half
