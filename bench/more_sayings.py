"""What sources say beyond revenue and shares: margins, users on a day, US$ beside RMB, scopes."""

import calendar as days
import random
from collections.abc import Callable
from fractions import Fraction

from sayings import Key, Made, Speaker, decimals_for
from truths import FIRST_YEAR, UNIT, Market, Span

BASES = ("common", "default", "plain")
"""All state one scope; or some do, which is the default; or nobody states any."""

MAY_BE_NEGATIVE = ("operating_profit", "operating_margin")

_HUNDREDTH = Fraction(1, 100)
_PROFITS = ("gross_profit", "operating_profit", "cost")
_MARGINS = {"gross_margin": "gross_profit", "operating_margin": "operating_profit"}


def scope_of(entity: str, wide: bool) -> str:
    """The scope of an entity whose plain figures change their meaning."""
    return f"{'wide' if wide else 'narrow'}-{entity}"


class MoreSpeaker(Speaker):
    """Makes claims of all kinds."""

    def __init__(
        self,
        rng: random.Random,
        documents: tuple[str, ...],
        levels: float,
        cut: float,
        bases: str,
        edges: frozenset[str],
        booked: bool,
    ) -> None:
        """`bases` is one of `BASES`; `edges` are the entities with two meanings.

        `booked` says that all books are kept in yuan, so that US$ may stand alone.
        """
        super().__init__(rng, documents, levels, cut)
        self._bases = bases
        self._edges = edges
        self._booked = booked
        self._stated = ""
        self._rates: dict[tuple[int, int], int] = {}
        """Yuan for 10,000 US$, by the months of a period."""
        more: list[tuple[Callable[[Market], Made | None], int]] = [
            (self._margin, 14), (self._margin_points, 8), (self._profit, 12),
            (self._profit_growth, 6), (self._users, 10), (self._users_growth, 6),
            (self._user_share, 8), (self._user_points, 4), (self._paying, 5), (self._dollars, 10),
            (self._scoped, 14),
        ]  # fmt: skip
        self._kinds += more

    def _scope(self, entity: str) -> str:
        if entity in self._edges:
            return self._stated
        if self._bases == "default":
            return self._rng.choice(("", "common"))
        return "common" if self._bases == "common" else ""

    # --- profits and margins ---------------------------------------------------------------

    def _of(self, market: Market) -> tuple[str, Span]:
        entity = self._rng.choice(market.providers)
        return entity, self._when(market, entity)

    def _profit(self, market: Market) -> Made | None:
        entity, span = self._of(market)
        metric = self._rng.choice(_PROFITS)
        value = Fraction(market.amount(entity, span, metric) * UNIT)
        return self._money((entity, metric, "", span), value)

    def _money(self, key: Key, value: Fraction) -> Made | None:
        if not value:
            return None
        decimals = decimals_for(abs(value) / 10**8, self._rng.randint(2, 4))
        return self._plain(key, value, Fraction(10**8), decimals, ("", "亿元"))

    def _profit_growth(self, market: Market) -> Made | None:
        entity, span = self._of(market)
        metric = self._rng.choice(_PROFITS)
        before, wide = span.before(12), market.meaning(entity, span)
        if not market.knows(before) or wide is None:
            return None
        now, then = (market.amount(entity, one, metric, wide) for one in (span, before))
        key = (entity, metric, "", span)
        if metric == "operating_profit":
            # a percentage of what may be a loss says nothing
            value = Fraction((now - then) * UNIT)
            if not value:
                return None
            decimals = decimals_for(abs(value) / 10**8, self._rng.randint(2, 3))
            return self._plain(key, value, Fraction(10**8), decimals, ("±", "亿元 yoy"))
        value = Fraction(now, then) - 1
        return self._plain(key, value, _HUNDREDTH, self._rng.randint(0, 1), ("±", "% yoy"))

    def _margin(self, market: Market) -> Made | None:
        entity, span = self._of(market)
        metric = self._rng.choice(tuple(_MARGINS))
        value = _ratio(market, entity, span, metric, market.meaning(entity, span))
        key = (entity, metric, "", span)
        return self._plain(key, value, _HUNDREDTH, self._rng.randint(0, 2), ("", "%"))

    def _margin_points(self, market: Market) -> Made | None:
        entity, span = self._of(market)
        metric = self._rng.choice(tuple(_MARGINS))
        before, wide = span.before(12), market.meaning(entity, span)
        if not market.knows(before) or wide is None:
            return None
        now, then = (_ratio(market, entity, one, metric, wide) for one in (span, before))
        made = self._plain(
            (entity, metric, "", span), now - then, _HUNDREDTH, 1, ("±", "pp yoy")
        )  # fmt: skip
        if made is None or then <= 0:
            return made
        return made._replace(instead=(("points", now / then - 1),))

    # --- levels on a day -------------------------------------------------------------------

    def _day(self, market: Market, entity: str) -> Span:
        """The end of some month, under one of its names."""
        month = self._rng.randrange(market.months)
        year, of_year = FIRST_YEAR + month // 12, month % 12 + 1
        last = days.monthrange(year, of_year)[1]
        names = [f"{year}-{of_year:02d}-{last}"]
        if of_year % 3 == 0:
            names += [f"{year}Q{of_year // 3}", f"截至{year}年{of_year}月底"]
        if of_year == 12:
            names += [f"{year}", f"{year}年末", f"{year}H2"]
        fiscal = market.fiscal.get(entity)
        if fiscal and fiscal.month == of_year:
            names.append(f"FY{year - fiscal.named_for_start}")
        return Span(self._rng.choice(names), month, 1)

    def _anyone(self, market: Market) -> tuple[str, Span]:
        entity = self._who(market)
        return entity, self._day(market, entity)

    def _users(self, market: Market) -> Made | None:
        entity, day = self._anyone(market)
        metric = self._rng.choice(tuple(market.stocks))
        value = Fraction(market.stock(entity, day, metric))
        per, words = self._rng.choice(
            ((Fraction(10**4), ("", "万")), (Fraction(10**6), ("", " million")))
        )
        decimals = decimals_for(value / per, self._rng.randint(2, 4))
        return self._plain((entity, metric, "", day), value, per, decimals, words)

    def _users_growth(self, market: Market) -> Made | None:
        entity, day = self._anyone(market)
        metric = self._rng.choice(tuple(market.stocks))
        before = day.before(12)
        if not market.knows(before):
            return None
        now, then = (market.stock(entity, one, metric) for one in (day, before))
        key = (entity, metric, "", day)
        value = Fraction(now, then) - 1
        return self._plain(key, value, _HUNDREDTH, self._rng.randint(0, 1), ("±", "% yoy"))

    def _user_share(self, market: Market) -> Made | None:
        entity = self._rng.choice(market.providers)
        day = self._day(market, entity)
        key = (entity, "user_share", market.name, day)
        return self._plain(key, _user_share(market, entity, day), _HUNDREDTH, 1, ("", "%"))

    def _user_points(self, market: Market) -> Made | None:
        entity = self._rng.choice(market.providers)
        day = self._day(market, entity)
        if not market.knows(day.before(12)):
            return None
        now, then = (_user_share(market, entity, one) for one in (day, day.before(12)))
        made = self._plain(
            (entity, "user_share", market.name, day), now - then, _HUNDREDTH, 1, ("±", "pp yoy")
        )
        return made and made._replace(instead=(("points", now / then - 1),))

    def _paying(self, market: Market) -> Made | None:
        entity, day = self._anyone(market)
        paying, users = (market.stock(entity, day, one) for one in ("paying_users", "users"))
        key = (entity, "paying_share", "", day)
        return self._plain(key, Fraction(paying, users), _HUNDREDTH, 1, ("", "%"))

    # --- US$ beside RMB --------------------------------------------------------------------

    def _dollars(self, market: Market) -> Made | None:
        """Both prints of one document, at the rate of the period; or the dollars alone."""
        entity, span = self._of(market)
        metric = self._rng.choice(("revenue", "gross_profit"))
        key = (entity, metric, "", span)
        value = Fraction(market.amount(entity, span, metric) * UNIT)
        yuan = self._money(key, value)
        if yuan is None:
            return None
        rate = self._rng.randint(63000, 73000)
        rate = self._rates.setdefault((span.start, span.length), rate)
        dollars = value * 10**4 / rate
        per, words = self._rng.choice(
            ((Fraction(10**9), ("US$ ", " billion")), (Fraction(10**8), ("", "亿美元")))
        )
        decimals = decimals_for(dollars / per, self._rng.randint(2, 4))
        made = self._print(yuan.document, key, dollars, per, decimals, words)
        made = made._replace(scope=yuan.scope)
        if not self._booked or self._rng.random() < 0.7:
            self._also.append(yuan)
        return made

    # --- scopes ----------------------------------------------------------------------------

    def _scoped(self, market: Market) -> Made | None:
        """What states which of the two meanings of an entity it has."""
        if not market.edges:
            return None
        entity = self._rng.choice(sorted(market.edges))
        span, wide = self._when(market, entity), self._rng.random() < 0.5
        self._stated = scope_of(entity, wide)
        made = self._with_meaning(market, entity, span, wide)
        self._stated = ""
        return made

    def _with_meaning(self, market: Market, entity: str, span: Span, wide: bool) -> Made | None:
        kind = self._rng.choice(("level", "level", "growth", "share", "margin", "profit"))
        if kind == "share":
            key = (entity, "market_share", market.name, span)
            return self._plain(key, market.share(entity, span, wide), _HUNDREDTH, 1, ("", "%"))
        if kind == "margin":
            value = _ratio(market, entity, span, "gross_margin", wide)
            return self._plain((entity, "gross_margin", "", span), value, _HUNDREDTH, 1, ("", "%"))
        metric = "gross_profit" if kind == "profit" else "revenue"
        key = (entity, metric, "", span)
        now = market.amount(entity, span, metric, wide)
        if kind != "growth":
            return self._money(key, Fraction(now * UNIT))
        if not market.knows(span.before(12)):
            return None
        value = Fraction(now, market.amount(entity, span.before(12), wide=wide)) - 1
        return self._plain(key, value, _HUNDREDTH, self._rng.randint(0, 1), ("±", "% yoy"))


def _ratio(market: Market, entity: str, span: Span, metric: str, wide: bool | None) -> Fraction:
    """A margin, of one meaning or of what is in use."""
    part = market.amount(entity, span, _MARGINS[metric], wide)
    return Fraction(part, market.amount(entity, span, wide=wide))


def _user_share(market: Market, entity: str, day: Span) -> Fraction:
    users = (market.stock(one, day, "users") for one in (entity, market.name))
    return Fraction(*users)
