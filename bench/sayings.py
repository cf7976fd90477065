"""What sources say of a market: one kind of claim each, every figure a print of the truth."""

import itertools
import random
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from truths import FIRST_YEAR, UNIT, Market, Span, calendar, fiscal_span, spans

Key = tuple[str, str, str, Span]
"""Entity, metric, in and period of a claim."""


class Made(NamedTuple):
    """One claim as it will be written, and the truth it prints."""

    id: str
    document: str
    entity: str
    metric: str
    within: str
    period: str
    figure: str
    value: Fraction | None
    """In base units: yuan, or the ratio or change itself; None for orders, ranks and trends."""
    before: str = ""
    """What stands before the number, where it is a plain print ..."""
    digits: str = ""
    """... the number without its sign ..."""
    after: str = ""
    """... and what stands after it. `digits` is empty for all other figures."""
    negative: bool = False
    per: Fraction = Fraction(1)
    """What one of the number stands for: 100,000,000, or a hundredth."""
    instead: tuple[tuple[str, Fraction], ...] = ()
    """What a slip of reckoning would print, by its name, where the value alone does not tell."""
    scope: str = "common"
    """Empty where none is stated."""

    @property
    def is_change(self) -> bool:
        """Tell whether it says how something changed, with a sign."""
        return self.after.split(" ")[-1] in ("yoy", "qoq") or " vs " in self.after

    @property
    def name(self) -> str:
        """The full name."""
        return f"{self.document}/{self.id}"


class Print(NamedTuple):
    """A number as printed."""

    digits: str
    negative: bool


def printed(value: Fraction, decimals: int, cut: bool) -> Print:
    """A number rounded, or cut towards zero, to some decimals (fewer than none: to tens)."""
    scaled = abs(value) * Fraction(10) ** decimals
    whole = scaled.numerator // scaled.denominator
    if not cut and scaled - whole >= Fraction(1, 2):
        whole += 1
    if decimals <= 0:
        digits = str(whole * 10**-decimals)
    else:
        text = str(whole).rjust(decimals + 1, "0")
        digits = f"{text[:-decimals]}.{text[-decimals:]}"
    return Print(digits, value < 0 and whole != 0)


def decimals_for(value: Fraction, digits: int) -> int:
    """How many decimals print a positive number with so many digits."""
    whole = value.numerator // value.denominator
    if whole:
        return digits - len(str(whole))
    zeros = 0
    while value * 10 ** (zeros + 1) < 1:
        zeros += 1
    return digits + zeros


class Speaker:
    """Makes claims; never says twice of what a document has said already."""

    def __init__(
        self, rng: random.Random, documents: tuple[str, ...], levels: float, cut: float
    ) -> None:
        """`levels` of the claims print a level, `cut` of the figures are cut."""
        self._rng = rng
        self._documents = documents
        self._levels = levels
        self._cut = cut
        self._said: set[tuple[str | int, ...]] = set()
        self._number = 0
        self._also: list[Made] = []
        """What a claim that was just made was printed beside."""
        self._kinds: list[tuple[Callable[[Market], Made | None], int]] = [
            (self._growth, 34), (self._share, 20), (self._points, 12), (self._bound, 10),
            (self._order, 10), (self._rank, 7), (self._trend, 4), (self._difference, 3),
        ]  # fmt: skip

    def claims(self, market: Market, count: int) -> list[Made]:
        """So many claims about one market."""
        kinds, weights = zip(*self._kinds, strict=True)
        made: list[Made] = []
        misses = 0
        while len(made) < count:
            if self._rng.random() < self._levels:
                one = self._level(market, self._who(market))
            else:
                one = self._rng.choices(kinds, weights)[0](market)
            if one is None:
                misses += 1
                if misses > 200 * count + 10_000:
                    raise ValueError(f"{count} claims are too many for one market")
                continue
            made += [*self._also, one]
            self._also.clear()
        return made[:count]

    def levels(self, market: Market, entity: str, count: int) -> list[Made]:
        """So many different levels of one entity, or as many as there are."""
        found = (self._level(market, entity) for _ in range(count * 20))
        return [one for one in found if one is not None][:count]

    # --- whom and when ---------------------------------------------------------------------

    def _who(self, market: Market) -> str:
        draw = self._rng.random()
        if draw < 0.18:
            return market.name
        if draw < 0.23 and market.others:
            return market.others
        return self._rng.choice(market.providers)

    def _when(self, market: Market, entity: str) -> Span:
        if entity in market.fiscal and self._rng.random() < 0.5:
            return fiscal_span(self._rng, market, entity)
        length = self._rng.choices((3, 6, 12), (50, 20, 30))[0]
        return spans(self._rng, market.months, length)

    def _new(self, key: Key, about: str) -> str | None:
        """A document that has not said this yet; None when the one drawn has."""
        document = self._rng.choice(self._documents)
        entity, metric, within, span = key
        # fiscal and calendar names of the same quarters are one
        said = (document, entity, metric, within, span.start, span.length, about)
        if said in self._said:
            return None
        self._said.add(said)
        return document

    def _id(self) -> str:
        self._number += 1
        return f"c{self._number}"

    def _plain(
        self,
        key: Key,
        value: Fraction,
        per: Fraction,
        decimals: int,
        words: tuple[str, str],
    ) -> Made | None:
        """A plain print of `value / per`, between two words; a sign where the first asks for it."""
        document = self._new(key, words[1] if words[0] == "±" else "")
        if document is None:
            return None
        return self._print(document, key, value, per, decimals, words)

    def _print(
        self,
        document: str,
        key: Key,
        value: Fraction,
        per: Fraction,
        decimals: int,
        words: tuple[str, str],
    ) -> Made:
        entity, metric, within, span = key
        cut = self._rng.random() < self._cut
        digits, negative = printed(value / per, decimals, cut)
        before, after = words
        sign = "-" if negative else "+" if before == "±" else ""
        before = "" if before == "±" else before
        return Made(
            self._id(), document, entity, metric, within, span.text,
            f"{sign}{before}{digits}{after}", value, before, digits, after, negative, per,
            scope=self._scope(entity),
        )  # fmt: skip

    def _scope(self, entity: str) -> str:
        """What a claim about an entity states as its scope."""
        return "common"

    def _worded(
        self, key: Key, figure: str, about: str, value: Fraction | None = None
    ) -> Made | None:
        document = self._new(key, about)
        if document is None:
            return None
        entity, metric, within, span = key
        return Made(
            self._id(), document, entity, metric, within, span.text, figure, value,
            scope=self._scope(entity),
        )  # fmt: skip

    # --- kinds of claims -------------------------------------------------------------------

    def _level(self, market: Market, entity: str) -> Made | None:
        span = self._when(market, entity)
        value = Fraction(market.amount(entity, span) * UNIT)
        per, words = self._rng.choice(
            (
                (Fraction(10**8), ("", "亿元")),
                (Fraction(10**8), ("", "亿元")),
                (Fraction(10**9), ("RMB ", " billion")),
            )
        )
        decimals = decimals_for(value / per, self._rng.randint(2, 4))
        made = self._plain((entity, "revenue", "", span), value, per, decimals, words)
        quarters = int(span.text[-1]) if span.length == 3 else 1
        if made is None or quarters == 1:
            return made
        to_date = span._replace(start=span.start - 3 * quarters + 3, length=3 * quarters)
        so_far = Fraction(market.amount(entity, to_date) * UNIT)
        return made._replace(instead=(("to date", so_far),))

    def _growth(self, market: Market) -> Made | None:
        entity = self._who(market)
        span = self._when(market, entity)
        back, base = 12, "yoy"
        if span.length == 3 and self._rng.random() < 0.2:
            back, base = 3, "qoq"
        elif span.length == 12 and not span.text.startswith("FY") and self._rng.random() < 0.15:
            year = FIRST_YEAR + self._rng.randrange(market.months // 12)
            back, base = 12 * (int(span.text) - year), f"vs {year}"
        before, wide = span.before(back), market.meaning(entity, span)
        is_known = back and market.knows(before) and market.meaning(entity, before) is not None
        if not is_known or wide is None:
            return None
        now, then = (market.amount(entity, one, wide=wide) for one in (span, before))
        value = Fraction(now, then) - 1
        return self._plain(
            (entity, "revenue", "", span), value, Fraction(1, 100),
            self._rng.randint(0, 1), ("±", f"% {base}"),
        )  # fmt: skip

    def _share(self, market: Market) -> Made | None:
        entity = self._rng.choice(market.providers)
        span = self._when(market, entity)
        return self._plain(
            (entity, "market_share", market.name, span), market.share(entity, span),
            Fraction(1, 100), 1, ("", "%"),
        )  # fmt: skip

    def _points(self, market: Market) -> Made | None:
        entity = self._rng.choice(market.providers)
        span = self._when(market, entity)
        before, wide = span.before(12), market.meaning(entity, span)
        if not market.knows(before) or wide is None:
            return None
        now, then = (market.share(entity, one, wide) for one in (span, before))
        made = self._plain(
            (entity, "market_share", market.name, span), now - then, Fraction(1, 100), 1,
            ("±", "pp yoy"),
        )  # fmt: skip
        return made and made._replace(instead=(("points", now / then - 1),))

    def _difference(self, market: Market) -> Made | None:
        entity = self._who(market)
        span = self._when(market, entity)
        before, wide = span.before(12), market.meaning(entity, span)
        if not market.knows(before) or wide is None:
            return None
        now, then = (market.amount(entity, one, wide=wide) for one in (span, before))
        value = Fraction((now - then) * UNIT)
        if not value:
            return None
        decimals = decimals_for(abs(value) / 10**8, self._rng.randint(2, 3))
        return self._plain(
            (entity, "revenue", "", span), value, Fraction(10**8), decimals,
            ("±", "亿元 yoy"),
        )  # fmt: skip

    def _bound(self, market: Market) -> Made | None:
        entity = self._who(market)
        span = self._when(market, entity)
        value = Fraction(market.amount(entity, span) * UNIT)
        key = (entity, "revenue", "", span)
        hedge = self._rng.choice(("超过", "over ", "不到", "约"))
        billions = value / 10**8
        decimals = decimals_for(billions, 2)
        digits, _ = printed(billions, decimals, hedge != "约")
        if hedge == "不到":
            digits, _ = printed(billions + Fraction(1, 10**decimals) if decimals >= 0
                                else billions + 10**-decimals, decimals, True)  # fmt: skip
        return self._worded(key, f"{hedge}{digits}亿元", hedge, value)

    def _order(self, market: Market) -> Made | None:
        entity = self._who(market)
        span = self._when(market, entity)
        key = (entity, "revenue", "", span)
        own = market.amount(entity, span)
        others = [one for one in market.providers if one != entity]
        operands: list[tuple[str, int]] = [
            (other, market.amount(other, span)) for other in self._rng.sample(others, 2)
        ]
        is_quarter = span.length == 3 and span.start % 3 == 0
        if is_quarter and span.start >= 12 and self._rng.random() < 0.4:
            earlier = [calendar(span.start - back, 3) for back in (12, 9, 6, 3)]
            wide = market.meaning(entity, span)
            operands = [(one.text, market.amount(entity, one, wide=wide)) for one in earlier]
        one = self._rng.choice(operands)
        choices = [
            (one[0], one[1]),
            (" + ".join(name for name, _ in operands), sum(amount for _, amount in operands)),
            (f"2 x {one[0]}", 2 * one[1]),
        ]
        text, amount = self._rng.choice(choices)
        if amount == own:
            return None
        return self._worded(
            key, f"{'above' if own > amount else 'below'} {text}", " ".join(sorted(text.split()))
        )

    def _rank(self, market: Market) -> Made | None:
        entity = self._rng.choice(market.providers)
        span = self._when(market, entity)
        rank = market.rank(entity, span)
        key = (entity, "market_share", market.name, span)
        if self._rng.random() < 0.3:
            low = max(1, rank - self._rng.randint(0, 2))
            return self._worded(key, f"rank {low}-{max(low + 1, rank)}", "rank")
        return self._worded(key, f"rank {rank}", "rank")

    def _trend(self, market: Market) -> Made | None:
        entity = self._who(market)
        length = self._rng.choice((3, 12))
        steps = self._rng.randint(3, 4)
        steps = min(steps, market.months // length)
        first = self._rng.randrange(0, market.months - steps * length + 1, length)
        members = [calendar(first + step * length, length) for step in range(steps)]
        if market.meaning(entity, Span("", first, steps * length)) is None:
            return None
        values = [Fraction(market.amount(entity, one)) for one in members]
        growth = first >= 12 and self._rng.random() < 0.5
        if growth:
            wide = market.meaning(entity, members[0])
            before = [market.amount(entity, one.before(12), wide=wide) for one in members]
            values = [value / base for value, base in zip(values, before, strict=True)]
        pairs = list(itertools.pairwise(values))
        rises, falls = all(a < b for a, b in pairs), all(a > b for a, b in pairs)
        if not rises and not falls:
            return None
        figure = f"{'yoy ' if growth else ''}{'rising' if rises else 'falling'}"
        series = Span(f"{members[0].text}..{members[-1].text}", first, steps * length)
        key = (entity, "revenue", "", series)
        return self._worded(key, figure, figure)
