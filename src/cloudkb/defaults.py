"""Plain means the basis in use: the scope on which a figure without one stands.

A scope may say what plain means (`default_for`): for some entities, for a span of days, where the
meaning changed also for what was said in some span. What lies wholly inside a span stands on it;
what lies across an edge stays plain. Pure, and knows no claim by name: reading, storing, checking
and answering all ask here.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cloudkb.model import Claim, Metric, Period, Place, Scope, Vocabulary

_NO_SCOPE = ("date", "entity")
"""Units of what is not measured: a day or a link has no definition to be measured by."""
_FIRST, _LAST = "0000-00-00", "9999-99-99"


class Basis(NamedTuple):
    """What a claim stands on."""

    scope: str
    """A scope; empty for plain."""
    by_default: "Place | None" = None
    """Where a default says so; None when it is written, or plain."""
    special: str = ""
    """The scope, where it is not the one in use."""
    across: bool = False
    """Whether its period lies across an edge of a default, so that it stayed plain."""


class _DefaultDays(NamedTuple):
    first: str
    last: str
    scope: "Scope"


class Defaults:
    """What plain means, for every entity and metric."""

    def __init__(self, vocabulary: "Vocabulary") -> None:
        """Of its scopes; those that are no default do not matter here."""
        self._metrics = vocabulary.metrics
        self._of: dict[str, list[_DefaultDays]] = {}
        """By entity; the empty one holds those for all."""
        for _, scope in sorted(vocabulary.scopes.items()):
            if scope.default is not None:
                window = _DefaultDays(*_days(scope.default.window), scope)
                for entity in scope.default.entities or ("",):
                    self._of.setdefault(entity, []).append(window)
        self._known: dict[tuple[str, str, str], frozenset[str]] = {}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._of)

    def of_claim(self, claim: "Claim") -> Basis:
        """What a claim stands on: what it states, else what plain means for it.

        A series has no one basis: each of its steps stands on its own.
        """
        metric = self._metrics.get(claim.metric or "")
        if claim.scope:
            if metric is None or not self._of or claim.period.kind == "series":
                return Basis(claim.scope, special=claim.scope)
            used = claim.scope in self.possible(claim.entity, metric, claim.period)
            return Basis(claim.scope, special="" if used else claim.scope)
        if metric is None or not self._of or claim.period.kind == "series":
            return Basis("")
        return self.of(claim.entity, metric, claim.period, claim.date)

    def of_steps(self, claim: "Claim") -> tuple[Basis, ...]:
        """What a claim stands on, and what each step of one over a series does."""
        if claim.period.kind != "series" or claim.scope or not self._of:
            return (self.of_claim(claim),)
        from cloudkb import periods

        steps = periods.members(claim.period)
        return tuple(self.of_claim(claim._replace(period=step)) for step in steps)

    def of(self, entity: str, metric: "Metric", period: "Period", said: "Period") -> Basis:
        """What plain means of one quantity, in what was said on a day."""
        across = False
        for window in self._windows(entity, metric):
            default = window.scope.default
            assert default is not None
            if default.said is not None and _lies(said, *_days(default.said)) != "inside":
                continue
            lies = _lies(period, window.first, window.last, metric)
            if lies == "inside":
                return Basis(window.scope.id, default.place)
            across = across or lies == "across"
        return Basis("", across=across)

    def possible(self, entity: str, metric: "Metric", period: "Period") -> frozenset[str]:
        """The scopes that plain may mean of a quantity, whenever it was said; "" for plain."""
        key = entity, metric.id, period.text
        known = self._known.get(key) if period.kind != "rolling" else None
        if known is None:
            found = {
                window.scope.id: window.scope.default is not None
                and window.scope.default.said is None
                for window in self._windows(entity, metric)
                if _lies(period, window.first, window.last, metric) == "inside"
            }
            always = any(found.values())
            known = frozenset(found) | (frozenset() if always else {""})
            self._known[key] = known
        return known

    def across(self, entity: str, metric: "Metric", period: "Period") -> bool:
        """Whether plain changes its meaning within a period, for whatever was said when."""
        return any(
            _lies(period, window.first, window.last, metric) == "across"
            for window in self._windows(entity, metric)
        )

    def scopes(self, entity: str, metric: "Metric") -> list[str]:
        """The scopes that are a default of an entity at some time."""
        return sorted({window.scope.id for window in self._windows(entity, metric)})

    def _windows(self, entity: str, metric: "Metric") -> "Iterator[_DefaultDays]":
        if not takes_scope(metric):
            return
        for key in (entity, "") if entity else ("",):
            for window in self._of.get(key, ()):
                default = window.scope.default
                assert default is not None
                if not default.metrics or metric.id in default.metrics:
                    yield window


def takes_scope(metric: "Metric") -> bool:
    """Tell whether a metric is measured by a definition, so that a default may apply to it."""
    return metric.unit not in _NO_SCOPE


def where(place: "Place") -> str:
    """Where a default stands: facts/scopes.yaml:9."""
    return f"{place.file}:{place.line}"


def overlapping(scopes: "Iterable[Scope]") -> "list[tuple[Scope, Scope]]":
    """Pairs of defaults that give one figure two meanings: the earlier, and the one too many.

    Each is looked at once, in the order of its days, beside those still open then.
    """
    windows = [
        (window, entity)
        for scope in scopes
        if scope.default is not None
        for window in (_DefaultDays(*_days(scope.default.window), scope),)
        for entity in scope.default.entities or ("",)
    ]
    windows.sort(key=lambda each: (each[0][:2], each[0].scope.place[:3], each[0].scope.id))
    open_ones: dict[str, list[_DefaultDays]] = {}
    found: dict[str, tuple[Scope, Scope]] = {}
    for one, entity in windows:
        for other in _still_open(open_ones, entity, one.first):
            if _both(one.scope, other.scope):
                first, second = sorted(
                    (one.scope, other.scope), key=lambda scope: (scope.place[:3], scope.id)
                )
                found.setdefault(second.id, (first, second))
                break
        else:
            open_ones.setdefault(entity, []).append(one)
    return [found[name] for name in sorted(found)]


def _still_open(
    open_ones: dict[str, list[_DefaultDays]], entity: str, day: str
) -> Iterator[_DefaultDays]:
    """The windows of an entity, and those for all, that reach a day; one for all meets each."""
    for key in dict.fromkeys((entity, "")) if entity else list(open_ones):
        left = [window for window in open_ones.pop(key, ()) if window.last >= day]
        if left:
            open_ones[key] = left
            yield from left


def _both(one: "Scope", other: "Scope") -> bool:
    """Whether two defaults of one entity and time share a metric and a day of saying."""
    assert one.default is not None
    assert other.default is not None
    if one.id == other.id:
        return False
    metrics = set(one.default.metrics), set(other.default.metrics)
    if all(metrics) and metrics[0].isdisjoint(metrics[1]):
        return False
    first, second = _days(one.default.said), _days(other.default.said)
    return first[0] <= second[1] and second[0] <= first[1]


def _days(window: "Period | None") -> tuple[str, str]:
    if window is None:
        return _FIRST, _LAST
    return window.start or _FIRST, window.end or _LAST


def _lies(
    period: "Period", first: str, last: str, metric: "Metric | None" = None
) -> Literal["inside", "across", "outside"]:
    """How a period lies to a span of days; what has no days is inside of what holds always.

    A snapshot of a span is of its last day.
    """
    if (first, last) == (_FIRST, _LAST):
        return "inside"
    if period.kind not in ("span", "series"):
        return "outside"
    start, end = _days(period)
    if metric is not None and metric.over_time == "snapshot" and period.end:
        start = end
    if end < first or start > last:
        return "outside"
    return "inside" if first <= start and end <= last else "across"
