"""Made-up markets: what providers truly earned, from which every figure is printed.

All amounts are whole numbers of 10,000 yuan, so shares and growths are exact fractions.
"""

import random
from fractions import Fraction
from typing import NamedTuple

UNIT = 10_000
"""Yuan in one unit of the amounts kept here."""

FIRST_YEAR = 2019
ALL_MARKETS = "all-markets"


class Span(NamedTuple):
    """A period as printed, and the quarters it covers, counted from the first one known."""

    text: str
    start: int
    length: int

    def before(self, quarters: int) -> "Span":
        """The quarters of the span as many earlier; its text is not adjusted."""
        return self._replace(start=self.start - quarters)


class Market(NamedTuple):
    """Providers and others that make up a market, and the amounts of each in every quarter."""

    name: str
    providers: tuple[str, ...]
    others: str
    amounts: dict[str, list[int]]
    """By entity, the market itself among them."""
    quarters: int
    fiscal: dict[str, int]
    """Entities with a fiscal year of their own, and the month it ends in."""

    def amount(self, entity: str, span: Span) -> int:
        """What an entity earned in a span."""
        return sum(self.amounts[entity][span.start : span.start + span.length])

    def knows(self, span: Span) -> bool:
        """Tell whether all quarters of the span are known."""
        return span.start >= 0 and span.start + span.length <= self.quarters

    def share(self, entity: str, span: Span) -> Fraction:
        """The share of an entity in a span."""
        return Fraction(self.amount(entity, span), self.amount(self.name, span))

    def rank(self, entity: str, span: Span) -> int:
        """Its place among the providers."""
        own = self.amount(entity, span)
        return 1 + sum(self.amount(other, span) > own for other in self.providers)


def market(number: int, rng: random.Random, fiscal: bool) -> Market:
    """A market of four to six providers and others, over three to five years."""
    name = f"market-{number}"
    providers = tuple(f"cloud-{number}-{place}" for place in range(1, rng.randint(4, 6) + 1))
    others = f"others-{number}"
    years = rng.randint(3, 5)
    amounts = {entity: _amounts(rng, years * 4) for entity in (*providers, others)}
    amounts[name] = [sum(quarter) for quarter in zip(*amounts.values(), strict=True)]
    ends = {entity: rng.choice((3, 6, 9)) for entity in providers if fiscal and rng.random() < 0.25}
    return Market(name, providers, others, amounts, years * 4, ends)


def _amounts(rng: random.Random, quarters: int) -> list[int]:
    """Growing or shrinking, with a season and some chance in each quarter."""
    level = 10 ** rng.uniform(5.0, 6.7)
    growth = rng.uniform(-0.01, 0.09)
    season = [rng.uniform(0.85, 1.15) for _ in range(4)]
    found = []
    for quarter in range(quarters):
        level *= 1 + growth + rng.uniform(-0.04, 0.04)
        found.append(max(1, round(level * season[quarter % 4])))
    return found


def together(markets: list[Market]) -> Market:
    """All markets as one, whose parts they are."""
    quarters = min(one.quarters for one in markets)
    amounts = {one.name: one.amounts[one.name][:quarters] for one in markets}
    amounts[ALL_MARKETS] = [sum(quarter) for quarter in zip(*amounts.values(), strict=True)]
    return Market(ALL_MARKETS, tuple(one.name for one in markets), "", amounts, quarters, {})


def spans(rng: random.Random, quarters: int, length: int) -> Span:
    """A calendar quarter, half or year (1, 2 or 4 quarters) somewhere in what is known."""
    place = rng.randrange(quarters // length)
    return calendar(place * length, length)


def calendar(start: int, length: int) -> Span:
    """The calendar name of some quarters."""
    year = FIRST_YEAR + start // 4
    text = {1: f"{year}Q{start % 4 + 1}", 2: f"{year}H{start % 4 // 2 + 1}", 4: f"{year}"}[length]
    return Span(text, start, length)


def fiscal_span(rng: random.Random, market: Market, entity: str) -> Span:
    """A fiscal year or quarter of an entity that has such."""
    month = market.fiscal[entity]
    year = FIRST_YEAR + rng.randint(1, market.quarters // 4 - 1)
    start = (year - 1 - FIRST_YEAR) * 4 + month // 3
    if rng.random() < 0.5:
        return Span(f"FY{year}", start, 4)
    quarter = rng.randrange(4)
    return Span(f"FY{year}Q{quarter + 1}", start + quarter, 1)
