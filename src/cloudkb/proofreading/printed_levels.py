"""The levels that a base prints of what a sentence names: what an editor would reckon with."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, product
from typing import NamedTuple

from cloudkb import periods
from cloudkb.interval import Interval
from cloudkb.model import Amount, Vocabulary
from cloudkb.proofreading.about import About
from cloudkb.proofreading.matching import Matching
from cloudkb.proofreading.stored_prints import StoredPrint, StoredPrints, of_period

_MOST_NAMED = 8
"""Names of a kind in a sentence that are reckoned with."""


class PrintedLevel(NamedTuple):
    """What is printed of one of them."""

    printed: StoredPrint
    interval: Interval

    @property
    def value(self) -> Fraction | None:
        """The number as printed, where it is one."""
        found: Fraction | None = getattr(self.printed.figure, "value", None)
        return found


class PrintedLevels:
    """The plain levels of what a sentence names."""

    def __init__(
        self, about: About, matching: Matching, prints: StoredPrints, words: Vocabulary
    ) -> None:
        """Of a number that is about this."""
        self._about = about
        self._matching = matching
        self._prints = prints
        self._words = words

    def all(self, currency: str) -> Iterator[PrintedLevel]:
        """The level of everything that is named, of each period, in one currency if it can be."""
        about = self._about
        for entity, metric in product(about.entities[:_MOST_NAMED], about.beside[:_MOST_NAMED]):
            for text in about.periods:
                found = self.level(entity, metric, text, currency)
                if found is not None:
                    currency = currency or found.printed.currency
                    yield found

    def level(self, entity: str, metric: str, text: str, currency: str = "") -> PrintedLevel | None:
        """What is printed most closely of one of them in one period, in a currency where it is."""
        record = self._words.metrics[metric]
        try:
            period = periods.read(text, self._words.entities.get(entity))
        except periods.PeriodError:
            return None
        said = [
            one
            for one in self._prints.about(entity, metric, of_period(period, record))
            if isinstance(one.figure, Amount)
            and self._matching.is_plain(one, self._about)
            and one.claim.kind in ("observation", "estimate")
        ]
        said = [one for one in said if one.currency == currency] or said
        within = [one for one in said if one.claim.within in self._about.within]
        said = within or said
        if not said:
            return None
        tightest = min(said, key=lambda one: (_width(one.interval), one.claim.id))
        return PrintedLevel(tightest, tightest.interval)

    def in_both(self, here: str, there: str) -> Iterator[tuple[PrintedLevel, PrintedLevel]]:
        """What is printed in two currencies in the sentence's period, those of its entity first."""
        about = self._about
        others = islice(self._prints.entities(), _MOST_NAMED)
        for entity in dict.fromkeys((about.entity, *about.entities, *others)):
            for metric in self._prints.metrics(entity):
                if self._words.metrics[metric].unit != "money":
                    continue
                one = self.level(entity, metric, about.period, here)
                other = self.level(entity, metric, about.period, there)
                if one is None or other is None:
                    continue
                if (one.printed.currency, other.printed.currency) == (here, there):
                    yield one, other


def _width(interval: Interval) -> tuple[bool, object]:
    if interval.low is None or interval.high is None:
        return True, 0
    return False, interval.high - interval.low
