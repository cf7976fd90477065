"""What may come to be tied: the quantities of one identity, before it forms.

A relation with `ties(model)` says which quantities its identity would tie, named or not. `closing`
names those that nobody names and that two ties meet in.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, Span, span_of


class Tie(NamedTuple):
    """The quantities an identity would tie."""

    members: tuple[Quantity, ...]
    exact: bool = True
    """True where all members but one make the last one."""
    loose: bool = False
    """True where each member bounds each other: a part its whole, with nothing below zero."""


def currencies_of(spoken: Iterable[Quantity]) -> dict[tuple[str, ...], set[str]]:
    """The currencies in which each (entity, metric, in, scope) is spoken of, in any period."""
    found: dict[tuple[str, ...], set[str]] = {}
    for quantity in spoken:
        found.setdefault(quantity[:4], set()).add(quantity.currency)
    return found


DaysAfter = Callable[[str], list[str]]
"""The days after the last ones of known periods, by their first days."""
_LOOKS = 64
"""Periods that are looked at for one quantity."""


class Calendar:
    """Which periods are filled by others that are known, or lie inside or around some.

    Known is what is derived in at most so many steps: `depths`, `most`.
    """

    def __init__(
        self, model: ConstraintModel, spoken: Iterable[Quantity], series: Iterable[Quantity]
    ) -> None:
        """Of some `series`, quantities without their period, all that may be known."""
        self._metrics = model.vocabulary.metrics
        self._spans: dict[Quantity, dict[str, list[tuple[str, Quantity]]]] = {
            one: {} for one in series if self._metrics[one.metric].over_time == "adds"
        }
        for quantity in spoken:
            spans = self._spans.get(quantity._replace(period=""))
            span = None if spans is None else span_of(quantity.period)
            if spans is not None and span is not None:
                spans.setdefault(span[0], []).append((span[1], quantity))
        self._starts = {one: sorted(spans) for one, spans in self._spans.items()}

    def fills(self, quantity: Quantity, depths: Mapping[Quantity, int], most: int) -> bool:
        """Tell whether others make up the period of a quantity, or all but it of another one."""
        near = self._near(quantity, depths, most)
        if near is None:
            return False
        own, starts, spans = near
        if _filled(own, own, spans):
            return True
        return any(
            _filled((first, own[0]), own, spans) and _filled((own[1], last), own, spans)
            for first, last in _around(own, starts, spans)
        )

    def bounds(self, quantity: Quantity, depths: Mapping[Quantity, int], most: int) -> bool:
        """Tell whether a period lies inside that of a quantity, or around it; none is negative."""
        near = self._near(quantity, depths, most)
        if near is None or self._metrics[quantity.metric].negative:
            return False
        own, starts, spans = near
        at = bisect_left(starts, own[0])
        inside = (
            (first, last)
            for first in starts[at : at + _LOOKS]
            for last in spans(first)
            if last <= own[1]
        )
        return any(each != own for each in inside) or bool(_around(own, starts, spans))

    def _near(
        self, quantity: Quantity, depths: Mapping[Quantity, int], most: int
    ) -> tuple[Span, list[str], DaysAfter] | None:
        """Its own days, and what is known of its series."""
        series = quantity._replace(period="")
        found = self._spans.get(series)
        own = span_of(quantity.period) if found else None
        if found is None or own is None:
            return None

        def spans(start: str) -> list[str]:
            return [end for end, one in found.get(start, ()) if depths.get(one, most + 1) <= most]

        return own, self._starts[series], spans


def _filled(whole: Span, own: Span, spans: DaysAfter) -> bool:
    """Tell whether periods but its own lead from one day to another without a gap."""
    reached, todo = {whole[0]}, [whole[0]]
    while todo and whole[1] not in reached and len(reached) < _LOOKS:
        start = todo.pop()
        for end in spans(start):
            if end <= whole[1] and end not in reached and (start, end) != own:
                reached.add(end)
                todo.append(end)
    return whole[1] in reached


def _around(own: Span, starts: list[str], spans: DaysAfter) -> list[Span]:
    at = bisect_left(starts, own[0])
    return [
        (start, end)
        for start in starts[max(0, at - _LOOKS) : at + 1]
        if start <= own[0]
        for end in spans(start)
        if own[1] <= end and (start, end) != own
    ]
