"""Quantities: what figures are about, and the names people type for them.

A name reads `entity.metric@period[ in X][ scope S][ CUR]`. Without a scope it is plain: the basis
that all documents share.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from cloudkb import figures, periods
from cloudkb.equations import Expression
from cloudkb.language import worded
from cloudkb.model import Entity, Metric, Period, Vocabulary
from cloudkb.words import unit_text

_ONE = Fraction(1)
UNSTATED = "?"
"""What a period begins with that only a document can know: `?document-id`."""


class Quantity(NamedTuple):
    """What a figure is about; empty text where there is nothing to say."""

    entity: str
    metric: str
    within: str = ""
    scope: str = ""
    """A scope, stated or by default; empty for plain."""
    period: str = ""
    """Canonical text; `?document-id` when not stated and only that document can know."""
    currency: str = ""

    @property
    def name(self) -> str:
        """The full name, as people may type it."""
        return _name(self)


class IdentityName(NamedTuple):
    """What an identity is called; as text it is the label of its rows and products."""

    name: str
    """Of its kind; numbered where an entity has several totals."""
    about: Quantity

    def __str__(self) -> str:
        """As people type it: `calendar-sum:aliyun.revenue@2023H1`."""
        return f"{self.name}:{self.about.name}"


class VariableMeaning(NamedTuple):
    """What an unknown of the prover stands for, for whoever tells of it."""

    kind: Literal["quantity", "ratio", "rate", "link", "day", "said", "place", "holds", "part", ""]
    """A quantity; a ratio of two; the rate of two currencies; whether a link is there; the day
    of an event, or on which a claim was said; what stands at a place of a league; whether a claim
    holds; a part of a formula that has no name. Empty: nobody knows."""
    quantity: Quantity
    """The quantity, the upper one of a ratio or a rate, or what all else is about."""
    lower: Quantity | None = None
    """Of a ratio or a rate."""
    value: str = ""
    """The entity linked to, the claim, the place, the two currencies, or how many months the day
    lies behind that of the event."""
    unit: tuple[str, str] = ("", "")
    """Of a part: money, count or ratio, where it is one of these; and the currency of money."""
    part: "FormulaPart | None" = None
    """Of a part: what it is."""


class FormulaPart(NamedTuple):
    """What stands inside a formula, in a period."""

    of: Expression
    period: str
    unit: str
    """In which it is told, where that goes without saying for none of its members; else empty."""


class QuantityError(ValueError):
    """A name that means no quantity, or several; `candidates` are full names."""

    def __init__(self, message: str, candidates: tuple[str, ...] = ()) -> None:
        """`message` is one sentence without its end."""
        super().__init__(message)
        self.message = message
        self.candidates = candidates


@lru_cache(maxsize=65536)
def _name(quantity: Quantity) -> str:
    text = f"{quantity.entity}.{quantity.metric}"
    if quantity.period:
        text += f"@{quantity.period}"
    if quantity.within:
        text += f" in {quantity.within}"
    if quantity.scope:
        text += f" scope {quantity.scope}"
    return f"{text} {quantity.currency}" if quantity.currency else text


_ID = r"[a-z][a-z0-9-]*"
_NAME = re.compile(
    rf"(?P<entity>{_ID})\.(?P<metric>[a-z][a-z0-9_]*)(?:@(?P<period>.+?))?"
    rf"(?: in (?P<within>{_ID}))?(?: scope (?P<scope>{_ID}))?"
    r"(?: (?P<currency>[A-Z]{3}))?"
)


class Partial(NamedTuple):
    """A name as typed: None where it says nothing."""

    entity: str
    metric: str
    within: str | None
    scope: str | None
    period: str | None
    currency: str | None

    def fits(self, quantity: Quantity) -> bool:
        """Tell whether the quantity may be the one that is meant."""
        return (
            (self.entity, self.metric) == quantity[:2]
            and self.within in (None, quantity.within)
            and self.scope in (None, quantity.scope)
            and self.period in (None, quantity.period)
            and self.currency in (None, quantity.currency)
        )


def parse(text: str, entities: Mapping[str, Entity]) -> Partial:
    """Read a name, whole or in part; fiscal periods become days by the entity's year.

    Raises `QuantityError` when the text is no name of a quantity.
    """
    match = _NAME.fullmatch(" ".join(text.split()))
    if match is None and " scope ?" in text:
        raise QuantityError(
            worded("what has no scope is on one basis for all documents: leave scope ?… out")
        )
    if match is None:
        example = next(iter(entities), "an-id")
        raise QuantityError(
            worded(
                "{text!r} names no quantity: write {example}.METRIC@2023H1, with "
                "in, scope and currency where needed",
                text=text[:80],
                example=example,
            )
        )
    return Partial(
        match["entity"],
        match["metric"],
        match["within"],
        "" if match["scope"] == "plain" else match["scope"],
        _period(match["period"], match["entity"], entities),
        match["currency"],
    )


def _period(text: str | None, entity: str, entities: Mapping[str, Entity]) -> str | None:
    if text is None or _is_unknown(text):
        return text
    about = entities.get(entity)
    try:
        period = periods.read(text, about)
    except periods.PeriodError as error:
        if error.formless:
            raise QuantityError(error.message) from None
        told = worded("{text!r} is no period: {why}", text=text[:40], why=error.message)
        raise QuantityError(told) from None
    if period.kind != "span":
        raise QuantityError(worded("{text!r} is not one period", text=text[:40]))
    return period.text


def _several(text: str, names: Sequence[str]) -> str:
    return worded("{text} may mean {number} quantities", text=text, number=len(names))


PlainMeans = Callable[[Quantity], frozenset[str]]
"""The scopes that plain may mean of a quantity, whatever its own is; empty for plain itself."""


def find(
    text: str, known: Iterable[Quantity], vocabulary: Vocabulary, means: PlainMeans
) -> Quantity:
    """The quantity a name means: what it leaves out is filled in when only one fits.

    Its entity and metric are known. `known` are the quantities that claims name; one beside them
    may be asked for when it is clear what is meant. Without a scope it is on the basis in use,
    which `means` tells, where anything is known of that. Raises `QuantityError` with the
    candidates when several fit.
    """
    asked = parse(text, vocabulary.entities)
    everything = sorted(set(known))
    fitting = [quantity for quantity in everything if asked.fits(quantity)]
    fitting = _in_use(fitting, means) or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = tuple(quantity.name for quantity in fitting)
        raise QuantityError(_several(text, names), names)
    return _unnamed(text, _as_of(asked, vocabulary), everything, vocabulary, means)


def _in_use(quantities: Iterable[Quantity], means: PlainMeans) -> list[Quantity]:
    return [one for one in quantities if one.scope in means(one)]


def _as_of(asked: Partial, vocabulary: Vocabulary) -> Partial:
    """A snapshot of a span is of its last day."""
    if vocabulary.metrics[asked.metric].over_time != "snapshot" or asked.period in (None, ""):
        return asked
    return asked._replace(period=periods.snapshot_day(periods.parse(asked.period or "")).text)


def _unnamed(
    text: str, asked: Partial, known: list[Quantity], vocabulary: Vocabulary, means: PlainMeans
) -> Quantity:
    """A quantity no claim names, on the basis of what is nearest to it."""
    metric = vocabulary.metrics[asked.metric]
    if asked.period is None and metric.over_time != "fixed":
        told = worded("{text}: of which period?", text=text)
        raise QuantityError(told, _near(asked, known))
    money = metric.unit == "money"
    same = [one for one in known if one[:2] == (asked.entity, asked.metric)]
    kin = [one for one in known if one.entity in (asked.entity, asked.within or asked.entity)]
    dated = [one for one in kin if one.period == asked.period]

    def placed(found: Quantity, near: Quantity) -> Quantity:
        """On the basis in use, where its neighbour is; else on that of the neighbour."""
        if asked.scope is not None:
            return found._replace(scope=asked.scope)
        scopes = means(found) if near.scope in means(near) else frozenset()
        return found._replace(scope=next(iter(scopes)) if len(scopes) == 1 else near.scope)

    def neighbours(nearest: Iterable[Quantity]) -> set[Quantity]:
        if money:
            # what is no money itself knows of no currency
            near = list(nearest)
            nearest = [one for one in near if one.currency] or near
        return {
            placed(
                Quantity(
                    asked.entity,
                    asked.metric,
                    asked.within if asked.within is not None else (one.within if money else ""),
                    "",
                    asked.period or "",
                    (asked.currency or one.currency) if money else "",
                ),
                one,
            )
            for one in nearest
        }

    own = {
        placed(one._replace(period=asked.period or ""), one)
        for one in same
        if asked._replace(period=None).fits(one)
    }
    for every in (own, neighbours(dated), neighbours(kin)):
        choices = set(_in_use(every, means)) or every
        if len(choices) == 1:
            return choices.pop()
        if choices:
            names = tuple(sorted(choice.name for choice in choices))
            raise QuantityError(_several(text, names), names)
    told = worded("nothing is known that could imply {text}", text=text)
    raise QuantityError(told, _near(asked, known))


def _near(asked: Partial, known: list[Quantity]) -> tuple[str, ...]:
    return tuple(one.name for one in known if one.entity == asked.entity)[:10]


def bounds_parts(metric: Metric) -> bool:
    """Whether the value of a part is at most that of its whole."""
    return metric.over_time == "adds" and not metric.negative and metric.parts_at_most


def in_unit(one: Metric, other: Metric) -> Fraction:
    """How many of one metric's unit make one of another's: 1,000 GWh to the TWh; 1 if none fits."""
    if (one.unit, one.measure, one.per) == (other.unit, other.measure, other.per):
        return _ONE
    units = (unit_text(each.unit, each.measure, each.per) for each in (one, other))
    return figures.conversion(*units) or _ONE


def _is_unknown(period: str) -> bool:
    """Tell whether only a document, or a claim, can know which days a period is."""
    return period.startswith(UNSTATED) or f" {UNSTATED}" in period


def period_of(text: str) -> Period:
    """The period behind the canonical text of a quantity's period; kind `none` when none is."""
    if not text or _is_unknown(text):
        return Period("", kind="none")
    return _parsed(text)


Span = tuple[str, str]
"""The first day of a period, and the day after its last."""


def span_of(text: str) -> Span | None:
    """The days of a quantity's period; None of one that is open, approximate or unknown."""
    period = period_of(text)
    if period.kind != "span" or period.approximate or not period.start or not period.end:
        return None
    return period.start, periods.day_after(period.end)


@lru_cache(maxsize=65536)
def _parsed(text: str) -> Period:
    return periods.parse(text)
