"""Where the formulas of the vocabulary hold: for which entities, and in which periods.

A formula forms where at least two of its quantities are spoken of (one, where it has only two),
of one entity, in, basis, period and currency; what it needs beside them is then spoken of too,
so that formulas go on from each other. Each quantity is looked at once for each formula that
names its metric.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from cloudkb import equations, periods
from cloudkb.check.constraints.quantities import Quantity, period_of, span_of
from cloudkb.equations import Equation
from cloudkb.model import Formula, Metric

Slot = tuple[str, str]
"""A metric of a formula, and how it is meant: as it is, or at the `first` or `last` end of an
average."""
Placed = Callable[[Quantity, Quantity], Quantity | None]
"""A quantity on the basis on which it stands beside another one; None where that is not known."""
_PERIODS = ("months", "days")


class Ready(NamedTuple):
    """A formula with what is read from its text."""

    formula: Formula
    equation: Equation
    slots: tuple[Slot, ...]
    """What it needs, from left to right."""
    length: tuple[str, ...]
    """`months` and `days`, where the period's length counts."""
    spans: bool
    """True where the period's length is a duration, not a number."""
    anchors: frozenset[str]
    """The metrics whose periods are those it holds in: all of whole periods, else of days."""
    money: tuple[str, ...]
    """Its metrics of money."""


class Instance(NamedTuple):
    """A formula of one entity, in one period."""

    ready: Ready
    about: Quantity
    """The first of its quantities that are of the whole period."""
    period: str
    at: Mapping[Slot, Quantity]
    """The quantity of each slot."""


def metrics_of(formula: Formula) -> tuple[str, ...]:
    """The metrics a formula ties."""
    return equations.read(formula.text).metrics()


def ready(formula: Formula, metrics: Mapping[str, Metric]) -> Ready:
    """A formula whose metrics are all known."""
    equation = equations.read(formula.text)
    slots: dict[Slot, None] = {}
    for leaf in equation.leaves():
        if leaf.kind == "average":
            slots |= dict.fromkeys(((leaf.name, "first"), (leaf.name, "last")))
        elif leaf.name:
            slots[leaf.name, ""] = None
    names = equation.metrics()
    used = {leaf.kind for leaf in equation.leaves()}
    return Ready(
        formula,
        equation,
        tuple(slots),
        tuple(one for one in _PERIODS if one in used),
        equations.check(equation, lambda name: equations.of_metric(metrics[name])),
        frozenset(_anchors(names, metrics)),
        tuple(name for name in names if metrics[name].unit == "money"),
    )


def _anchors(names: Iterable[str], metrics: Mapping[str, Metric]) -> list[str]:
    for wanted in (("adds", "level"), ("snapshot",), ("fixed",)):
        found = [name for name in names if metrics[name].over_time in wanted]
        if found:
            return found
    return []


@lru_cache(maxsize=4096)
def length(text: str, unit: str) -> int | None:
    """How many months or days a period has; None where that is not known, or no whole number."""
    period = period_of(text)
    if unit == "months":
        return periods.months(period)
    if span_of(text) is None or not period.start or not period.end:
        return None
    from datetime import date

    return (date.fromisoformat(period.end) - date.fromisoformat(period.start)).days + 1


def counted_on(metric: Metric, text: str) -> str:
    """The period a metric has beside what is of a period: a snapshot that of the last day."""
    if metric.over_time != "snapshot":
        return text
    span = period_of(text)
    return periods.snapshot_day(span).text if span.kind == "span" else text


class Forming:
    """Finds the instances of all formulas around what is spoken of."""

    def __init__(
        self,
        formulas: Iterable[Formula],
        metrics: Mapping[str, Metric],
        spoken: Iterable[Quantity],
        placed: Placed,
    ) -> None:
        """`spoken` are the quantities that are named; `placed` gives each its basis."""
        self._metrics = metrics
        self._placed = placed
        self._by_metric: dict[str, list[Ready]] = defaultdict(list)
        for formula in formulas:
            made = ready(formula, metrics)
            for name in made.equation.metrics():
                self._by_metric[name].append(made)
        self._spoken: set[Quantity] = set()
        self._currencies: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
        self._waiting: dict[Quantity, list[Instance]] = defaultdict(list)
        self._seen: set[tuple[str, Quantity]] = set()
        self._missing: dict[tuple[str, Quantity], int] = {}
        self.found: list[Instance] = []
        """In an order that depends on nothing but what is spoken of."""
        mine = sorted(one for one in spoken if one.metric in self._by_metric)
        self._named = frozenset(mine)
        for quantity in mine:
            if metrics[quantity.metric].unit == "money":
                self._currencies[_key(quantity)].add(quantity.currency)
        left = deque(mine)
        while left:
            left.extend(self._add(left.popleft()))

    def _add(self, quantity: Quantity) -> list[Quantity]:
        """One more is spoken of: what is spoken of by it."""
        if quantity in self._spoken:
            return []
        self._spoken.add(quantity)
        more: list[Quantity] = []
        for instance in self._waiting.pop(quantity, ()):
            more += self._count(instance)
        for each in self._by_metric[quantity.metric]:
            if self._is_anchor(each, quantity):
                for currency in self._currencies_of(each, quantity):
                    more += self._begin(each, quantity, currency)
        return more

    def _is_anchor(self, each: Ready, quantity: Quantity) -> bool:
        """Tell whether the period of a quantity is the one a formula would hold in."""
        entities = each.formula.entities
        return quantity.metric in each.anchors and (not entities or quantity.entity in entities)

    def _currencies_of(self, each: Ready, quantity: Quantity) -> Iterable[str]:
        if quantity.metric in each.money:
            return (quantity.currency,)
        if not each.money:
            return ("",)
        found: set[str] = set()
        for name in each.money:
            other = self._placed(quantity, quantity._replace(metric=name))
            found |= set() if other is None else self._currencies.get(_key(other), set())
        return sorted(found)

    def _begin(self, each: Ready, quantity: Quantity, currency: str) -> list[Quantity]:
        """Watch for the quantities of a formula in the period of one of them."""
        at = self._slots(each, quantity, currency)
        if at is None:
            return []
        about = at[self._first(each)]
        # quantities of a whole period tell instances apart, whichever of them came first
        key = (each.formula.id, about._replace(period=quantity.period))
        if key in self._seen:
            return []
        self._seen.add(key)
        instance = Instance(each, about, quantity.period, at)
        needed = set(at.values())
        self._missing[key] = min(2, len(needed) - 1)
        more: list[Quantity] = []
        for one in sorted(needed):
            if one in self._spoken:
                more += self._count(instance)
            else:
                self._waiting[one].append(instance)
        return more

    def _count(self, instance: Instance) -> list[Quantity]:
        """One more quantity of an instance is spoken of; with enough of them it forms."""
        key = (instance.ready.formula.id, instance.about._replace(period=instance.period))
        self._missing[key] -= 1
        if self._missing[key]:
            return []
        self.found.append(instance)
        return sorted(set(instance.at.values()) - self._spoken)

    def _first(self, each: Ready) -> Slot:
        """The slot an instance is called after: the first of a whole period, if there is one."""
        return next(slot for slot in each.slots if slot[0] in each.anchors)

    def _slots(self, each: Ready, quantity: Quantity, currency: str) -> dict[Slot, Quantity] | None:
        """The quantities of a formula; None where its period has no length, or no ends."""
        if any(length(quantity.period, unit) is None for unit in each.length):
            return None
        found = {}
        for name, end in each.slots:
            text = self._period(name, end, quantity.period)
            if text is None:
                return None
            money = currency if name in each.money else ""
            placed = quantity._replace(metric=name, period=text, currency=money)
            one = self._placed(quantity, placed)
            if one is None:
                return None
            if self._metrics[name].over_time == "fixed":
                timeless = one._replace(period="")
                one = timeless if timeless in self._named else one
            found[name, end] = one
        return found

    def _period(self, name: str, end: str, text: str) -> str | None:
        if end != "first":
            return counted_on(self._metrics[name], text)
        span = span_of(text)
        if span is None:
            return None
        try:
            day = periods.day_before(span[0])
        except OverflowError:
            return None
        return periods.from_days(day, day).text


def _key(quantity: Quantity) -> tuple[str, str, str, str]:
    return quantity.entity, quantity.metric, quantity.within, quantity.scope
