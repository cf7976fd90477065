"""Made-up markets: what providers truly earned, from which every figure is printed.

All amounts are whole numbers, money of 10,000 yuan, so shares and growths are exact fractions.
They are kept by month.
"""

import random
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

UNIT = 10_000
"""Yuan in one unit of the amounts kept here."""

FIRST_YEAR = 2019
ALL_MARKETS = "all-markets"


class Span(NamedTuple):
    """A period as printed, and the months it covers, counted from the first one known."""

    text: str
    start: int
    length: int

    def before(self, months: int) -> "Span":
        """The months of the span as many earlier; its text is not adjusted."""
        return self._replace(start=self.start - months)

    @property
    def last(self) -> int:
        """The month on whose last day a snapshot of the span is taken."""
        return self.start + self.length - 1


class Fiscal(NamedTuple):
    """A fiscal year of an entity's own."""

    month: int
    """In which it ends."""
    named_for_start: bool = False


class Market(NamedTuple):
    """Providers and others that make up a market, and what each had in every month."""

    name: str
    providers: tuple[str, ...]
    others: str
    months: int
    fiscal: dict[str, Fiscal]
    flows: dict[str, dict[str, list[int]]]
    """By metric and entity, the market itself among those of what adds up over entities."""
    stocks: dict[str, dict[str, list[int]]]
    """The same at the end of each month."""
    edges: dict[str, int]
    """Entities whose plain figures have a wider meaning from a month on ..."""
    wide: dict[str, dict[str, list[int]]]
    """... and their flows in that meaning, in all months."""

    @property
    def amounts(self) -> dict[str, list[int]]:
        """The revenue by entity."""
        return self.flows["revenue"]

    def amount(
        self, entity: str, span: Span, metric: str = "revenue", wide: bool | None = None
    ) -> int:
        """What an entity earned in a span, in the meaning in use where none is asked for."""
        months = self.flows[metric][entity]
        if entity in self.edges:
            edge, more = self.edges[entity], self.wide[metric][entity]
            if wide is None:
                months = months[:edge] + more[edge:]
            elif wide:
                months = more
        return sum(months[span.start : span.start + span.length])

    def meaning(self, entity: str, span: Span) -> bool | None:
        """Whether plain figures of a span have the wider meaning; None where it changes within.

        The span decides for all that a claim says of its entity, the base of a change too.
        """
        edge = self.edges.get(entity, self.months)
        is_across = span.start < edge < span.start + span.length
        return None if is_across else span.start >= edge

    def stock(self, entity: str, span: Span, metric: str) -> int:
        """What an entity had on the last day of a span."""
        return self.stocks[metric][entity][span.last]

    def knows(self, span: Span) -> bool:
        """Tell whether all months of the span are known."""
        return span.start >= 0 and span.start + span.length <= self.months

    def share(self, entity: str, span: Span, wide: bool | None = None) -> Fraction:
        """The share of an entity in a span; of the market in the same meaning of that entity."""
        own, used = self.amount(entity, span, wide=wide), self.amount(entity, span)
        return Fraction(own, self.amount(self.name, span) - used + own)

    def rank(self, entity: str, span: Span) -> int:
        """Its place among the providers."""
        own = self.amount(entity, span)
        return 1 + sum(self.amount(other, span) > own for other in self.providers)


def market(
    number: int, rng: random.Random, fiscal: bool, more: bool = False, scoped: bool = True
) -> Market:
    """A market of four to six providers and others, over three to five years.

    With `more` it has profits, users, fiscal years that begin in any month, and where it is
    `scoped` providers whose plain figures change their meaning.
    """
    name = f"market-{number}"
    providers = tuple(f"cloud-{number}-{place}" for place in range(1, rng.randint(4, 6) + 1))
    others = f"others-{number}"
    years = rng.randint(3, 5)
    amounts = {entity: _amounts(rng, years * 4) for entity in (*providers, others)}
    months = {entity: _by_month(quarters) for entity, quarters in amounts.items()}
    own = {entity: rng.choice((3, 6, 9)) for entity in providers if fiscal and rng.random() < 0.25}
    ends = {entity: Fiscal(month) for entity, month in own.items()}
    if not more:
        months[name] = _summed(months)
        return Market(name, providers, others, years * 12, ends, {"revenue": months}, {}, {}, {})
    months = {entity: _unevenly(quarters, rng) for entity, quarters in amounts.items()}
    ends = {entity: _any_start(rng) for entity in ends}
    odds = 0.25 if scoped else 0
    edges = {one: rng.randrange(12, years * 12 - 6, 3) for one in providers if rng.random() < odds}
    flows = {"revenue": months, "gross_profit": {}, "operating_profit": {}, "cost": {}}
    wide: dict[str, dict[str, list[int]]] = {metric: {} for metric in flows}
    for entity in providers:
        _profits(flows, entity, rng)
        if entity in edges:
            factor = rng.uniform(1.02, 1.4)
            wide["revenue"][entity] = [round(one * factor) for one in months[entity]]
            _profits(wide, entity, rng)
    found = Market(name, providers, others, years * 12, ends, flows, {}, edges, wide)
    every = [Span("", month, 1) for month in range(years * 12)]
    months[name] = [
        sum(found.amount(entity, month) for entity in (*providers, others)) for month in every
    ]
    return found._replace(stocks=_stocks(found, rng))


def _profits(flows: dict[str, dict[str, list[int]]], entity: str, rng: random.Random) -> None:
    """What is left of the revenue of every month, never nothing; the second may be a loss."""
    gross, operating = rng.uniform(0.15, 0.7), rng.uniform(-0.25, 0.2)
    revenue = flows["revenue"][entity]
    flows["gross_profit"][entity] = [
        max(1, round(one * (gross + rng.uniform(-0.05, 0.05)))) for one in revenue
    ]
    flows["cost"][entity] = [
        one - profit for one, profit in zip(revenue, flows["gross_profit"][entity], strict=True)
    ]
    flows["operating_profit"][entity] = [
        round(one * (operating + rng.uniform(-0.1, 0.1))) for one in revenue
    ]


def _stocks(market: Market, rng: random.Random) -> dict[str, dict[str, list[int]]]:
    users, paying = {}, {}
    for entity in (*market.providers, market.others):
        each, part = rng.uniform(0.5, 3), rng.uniform(0.05, 0.6)
        users[entity] = [
            max(10, round(one * each * rng.uniform(0.95, 1.05))) for one in market.amounts[entity]
        ]
        paying[entity] = [
            max(1, round(one * part * rng.uniform(0.9, 1.1))) for one in users[entity]
        ]
    users[market.name], paying[market.name] = _summed(users), _summed(paying)
    return {"users": users, "paying_users": paying}


def _summed(months: dict[str, list[int]]) -> list[int]:
    return [sum(month) for month in zip(*months.values(), strict=True)]


def _by_month(quarters: list[int]) -> list[int]:
    return [part for one in quarters for part in (one // 3, one // 3, one - one // 3 * 2)]


def _unevenly(quarters: list[int], rng: random.Random) -> list[int]:
    found = []
    for one in quarters:
        first, second = (max(1, round(one * rng.uniform(0.25, 0.4))) for _ in range(2))
        found += [first, second, max(1, one - first - second)]
    return found


def _any_start(rng: random.Random) -> Fiscal:
    return Fiscal(rng.randint(1, 11), rng.random() < 0.25)


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
    months = min(one.months for one in markets)
    amounts = {one.name: one.amounts[one.name][:months] for one in markets}
    amounts[ALL_MARKETS] = _summed(amounts)
    names = tuple(one.name for one in markets)
    return Market(ALL_MARKETS, names, "", months, {}, {"revenue": amounts}, {}, {}, {})


def spans(rng: random.Random, months: int, length: int) -> Span:
    """A calendar quarter, half or year (3, 6 or 12 months) somewhere in what is known."""
    place = rng.randrange(months // length)
    return calendar(place * length, length)


def calendar(start: int, length: int) -> Span:
    """The calendar name of some months."""
    year, month = FIRST_YEAR + start // 12, start % 12
    names: dict[int, Callable[[], str]] = {
        1: lambda: f"{year}-{month + 1:02d}",
        3: lambda: f"{year}Q{month // 3 + 1}",
        6: lambda: f"{year}H{month // 6 + 1}",
        9: lambda: f"{year}-01/{year}-09",
        12: lambda: f"{year}",
    }
    return Span(names[length](), start, length)


def fiscal_span(rng: random.Random, market: Market, entity: str) -> Span:
    """A fiscal year or quarter of an entity that has such."""
    month, named_for_start = market.fiscal[entity]
    year = FIRST_YEAR + rng.randint(1, market.months // 12 - 1)
    start = (year - 1 - FIRST_YEAR) * 12 + month
    name = f"FY{year - named_for_start}"
    if rng.random() < 0.5:
        return Span(name, start, 12)
    quarter = rng.randrange(4)
    return Span(f"{name}Q{quarter + 1}", start + quarter * 3, 3)
