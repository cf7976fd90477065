"""What figures themselves say: which concepts add up over time, which members make a whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cloudkb.importing.filings.filed import Context, Dimensions, Reported

NOT_ADDING = re.compile(
    r"Average|PerShare|Percent|Rate(?![a-z])|Ratio|LiabilityRevenueRecognized|UsefulLife"
    r"|(?<!Short)(?<!Long)Term(?![a-z])|Remaining|NotYetRecognized|NextTwelveMonths|Authorized|FaceAmount|Notional|Maximum|Minimum"
    r"|FairValueAssumptions|NumberOf(?:Operating|Reportable)Segments|PurchasePrice"
)
"""Names of what is reported of a period and is no sum of its parts: means, prices, ceilings, what
is recognised out of an opening balance."""
_MOSTLY = 8
"""Of a rule that holds so many times as often as not, the exception is a finding."""


class Tried(NamedTuple):
    """How often something held, and how often not."""

    held: int
    failed: int


def over_time(facts: Iterable[Reported]) -> dict[tuple[str, str], Tried]:
    """For concept and unit: how often a period is the sum of the fewest that fill it, or is not.

    Of each series the last value counts; a sum holds within all that rounding may hide.
    """
    series: dict[tuple[str, str, Dimensions], dict[tuple[str, str], Reported]] = defaultdict(dict)
    for one in facts:
        start, end, dimensions = one.context
        if start is not None:
            after = (date.fromisoformat(end) + timedelta(1)).isoformat()
            series[one.concept, one.unit, dimensions][start, after] = one
    found: dict[tuple[str, str], Tried] = defaultdict(lambda: Tried(0, 0))
    for (concept, unit, _), spans in series.items():
        held = failed = 0
        for span, whole in spans.items() if len(spans) > 2 else ():
            parts = _fewest(span, spans)
            if len(parts) > 1 and any(one.value for one in (whole, *parts)):
                ok = _adds_up(whole, parts)
                held, failed = held + ok, failed + (not ok)
        before = found[concept, unit]
        found[concept, unit] = Tried(before.held + held, before.failed + failed)
    return found


def adds(concept: str, unit: str, tried: Tried) -> bool:
    """Whether a metric of periods adds up over time: its figures say it, or else its name."""
    if tried.held + tried.failed:
        return tried.held >= max(tried.failed * _MOSTLY, 1) and not (
            tried.failed and NOT_ADDING.search(concept)
        )
    return unit == "money" and not NOT_ADDING.search(concept)


def _fewest(
    span: tuple[str, str], spans: Mapping[tuple[str, str], Reported]
) -> tuple[Reported, ...]:
    best: dict[str, tuple[Reported, ...]] = {span[0]: ()}
    for (start, end), part in sorted(spans.items()):
        if start in best and end <= span[1] and (start, end) != span:
            reached = (*best[start], part)
            if end not in best or len(reached) < len(best[end]):
                best[end] = reached
    return best.get(span[1], ())


def _adds_up(whole: Reported, parts: Sequence[Reported]) -> bool:
    left = whole.value - sum(one.value for one in parts)
    return abs(left) <= whole.half + sum(one.half for one in parts)


class Whole(NamedTuple):
    """Members of an axis that add up to the same without the axis."""

    axis: str
    whole: Reported
    parts: tuple[Reported, ...]


def wholes(facts: Iterable[Reported]) -> tuple[list[Whole], int]:
    """Each whole of which the members of an axis make the sum, and how many are none.

    The same members have to be reported each time, and to add up in every period. A single one in
    which they do not, where they do twice for the concept in other periods, or for all else of
    the same members (within other dimensions as well, where they do twice), is given too: something
    is wrong in it. Several are how the table is made.
    """
    at: dict[tuple[str, str, Context], Reported] = {}
    groups: dict[tuple[str, str, str, Context], list[Reported]] = defaultdict(list)
    for one in facts:
        at.setdefault((one.concept, one.unit, one.context), one)
        dimensions = one.context.dimensions
        for axis, _ in dimensions:
            rest = tuple(pair for pair in dimensions if pair[0] != axis)
            groups[one.concept, one.unit, axis, one.context._replace(dimensions=rest)].append(one)
    tried: dict[_Series, list[tuple[bool, Whole]]] = defaultdict(list)
    for (concept, unit, axis, context), found in groups.items():
        whole = at.get((concept, unit, context))
        parts = tuple({one.context: one for one in (*found, *reversed(found))}.values())
        if whole is None or len(parts) < 2 or not any(one.value for one in parts):
            continue
        members = frozenset(pair for one in parts for pair in one.context.dimensions)
        series = _Series(concept, unit, axis, context.dimensions, members)
        tried[series].append((_adds_up(whole, parts), Whole(axis, whole, parts)))
    beside: dict[_Series, list[bool]] = defaultdict(list)
    across: dict[frozenset[tuple[str, str]], list[bool]] = defaultdict(list)
    for series, results in tried.items():
        if not NOT_ADDING.search(series.concept):
            beside[series._replace(concept="")] += [ok for ok, _ in results]
            across[series.of_axis] += [ok for ok, _ in results]
    kept: list[Whole] = []
    passed = 0
    for series, results in tried.items():
        own = [ok for ok, _ in results]
        every = beside[series._replace(concept="")]
        is_alone = every.count(False) == 1 and (any(own) or every.count(True) > 1)
        is_slip = any(
            one.count(False) == own.count(False) == 1 and one.count(True) > 1
            for one in (own, across[series.of_axis])
        )
        if all(own) or is_alone or is_slip:
            kept += [made for _, made in results]
        else:
            passed += len(own)
    return kept, passed


class _Series(NamedTuple):
    """Wholes that differ in their period alone."""

    concept: str
    unit: str
    axis: str
    dimensions: Dimensions
    members: frozenset[tuple[str, str]]

    @property
    def of_axis(self) -> frozenset[tuple[str, str]]:
        """The members on the axis itself."""
        return frozenset(pair for pair in self.members if pair[0] == self.axis)
