"""Numbers that follow from two or three prints of one sentence: a sum, a difference, a share of.

Only where a word of the sentence says that something is reckoned, and only of what it names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.corroboration.agreement import agrees
from cloudkb.check.proofreading.about import About
from cloudkb.check.proofreading.matching import Matching
from cloudkb.check.proofreading.stored_prints import Fitting, StoredPrint, StoredPrints, of_period
from cloudkb.check.relations.amount import FIGURE
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval
from cloudkb.model import Amount, Vocabulary
from cloudkb.texts import Spot

_SUMS = re.compile(
    r"合计|共计|总计|总和|总共|一共|加起来|加在一起|相加|之和|"
    r"\b(?:together|combined|in total|total(?:led|ling|s)?|altogether|sum|add up|jointly|both)\b",
    re.I,
)
_DIFFERENCES = re.compile(
    r"相差|差距|之差|高出|多出|领先|落后|比[^，。;；]{1,40}[多少高低]|超出|"
    r"\b(?:more|less|fewer|higher|lower|greater|smaller) than\b"
    r"|\b(?:ahead of|behind|gap|difference|lead|exceed(?:s|ed|ing)?|trail(?:s|ed|ing)?|short of)\b",
    re.I,
)
_SHARES = re.compile(
    r"占|相当于|[的之][0-9.]+ ?%|[0-9.]+ ?% ?的|比例|"
    r"%\s+(?:of|as (?:much|large|big|many|high))\b|\bper ?cent of\b|\bshare of\b"
    r"|\baccount(?:s|ed|ing) for\b|\bequal to\b|\bpercentage of\b|\bratio\b|\bmargin\b",
    re.I,
)
_MOST = 6
"""StoredPrints of a sentence that are reckoned with."""
_NAMED = 8
"""NameFinder of a kind in a sentence that are."""


class DerivedNumber(NamedTuple):
    """What comes out, of which claims."""

    claims: tuple[str, ...]
    text: str
    fits: bool = True
    """Whether that is the number."""


class _Level(NamedTuple):
    printed: StoredPrint
    interval: Interval


def reckon(
    spot: Spot,
    about: About,
    sentence: str,
    matching: Matching,
    prints: StoredPrints,
    fitting: Fitting,
    words: Vocabulary,
) -> DerivedNumber | None:
    """How a number follows from what the claims print of what its sentence names."""
    if spot.kind not in ("figure", "change") or not _cued(spot, sentence):
        return None
    levels = list(_levels(about, matching, prints, words))
    if spot.unit == "ratio":
        # a share is of what is itself no share
        levels = [one for one in levels if one.printed.metric.unit != "ratio"]
    levels = levels[:_MOST]
    for found in _tried(spot, sentence, levels, fitting):
        return found
    if spot.unit == "ratio" and about.metrics:
        return None
    return _other(spot, sentence, levels, fitting)


def _other_share(spot: Spot, one: _Level, other: _Level) -> DerivedNumber | None:
    if not _alike(one, other, across=True):
        return None
    if (one.interval.low or 0) > (other.interval.low or 0):
        one, other = other, one
    for found in (one.interval.over(other.interval), other.interval.over(one.interval)):
        if not found.intersect(spot.interval).is_empty():
            return None
    return _told("÷", (one, other))._replace(fits=False)


def _cued(spot: Spot, sentence: str) -> bool:
    return is_reckoned(spot, sentence) or (
        spot.unit == "ratio" and _SHARES.search(sentence) is not None
    )


def is_reckoned(spot: Spot, sentence: str) -> bool:
    """Whether a sentence says that its number is a sum or a difference, and no level."""
    return spot.unit not in ("ratio", "points") and bool(
        _SUMS.search(sentence) or _DIFFERENCES.search(sentence)
    )


def _other(
    spot: Spot, sentence: str, levels: Sequence[_Level], fitting: Fitting
) -> DerivedNumber | None:
    """What a sum or difference comes to instead, where only one can be meant."""
    if len(levels) != 2:
        return None
    if spot.unit == "ratio":
        return _other_share(spot, *levels)
    if not is_reckoned(spot, sentence) or not _alike(*levels):
        return None
    figure = fitting.fit(spot, levels[0].printed.metric)
    if figure is None:
        return None
    one, other = levels
    if _SUMS.search(sentence):
        sign, found = "+", _sum(levels)
    else:
        if (one.interval.low or 0) < (other.interval.low or 0):
            one, other = other, one
        sign, found = "-", one.interval.plus(other.interval.mirrored())
    if not found.intersect(figure.interval).is_empty():
        return None
    return _told(sign, (one, other))._replace(fits=False)


def _levels(
    about: About, matching: Matching, prints: StoredPrints, words: Vocabulary
) -> Iterator[_Level]:
    """The plain level of everything that a sentence names, of each period it names."""
    for entity, metric in product(about.entities[:_NAMED], about.beside[:_NAMED]):
        record = words.metrics[metric]
        for text in about.periods:
            try:
                period = periods.read(text, words.entities.get(entity))
            except periods.PeriodError:
                continue
            said = [
                one
                for one in prints.about(entity, metric, of_period(period, record))
                if isinstance(one.figure, Amount)
                and matching.is_plain(one, about)
                and one.claim.kind in ("observation", "estimate")
            ]
            if said:
                tightest = min(said, key=lambda one: (_width(one.interval), one.claim.id))
                yield _Level(tightest, tightest.interval)


def _width(interval: Interval) -> tuple[bool, object]:
    if interval.low is None or interval.high is None:
        return True, 0
    return False, interval.high - interval.low


def _tried(
    spot: Spot, sentence: str, levels: Sequence[_Level], fitting: Fitting
) -> Iterator[DerivedNumber]:
    own = spot.interval
    if spot.unit == "ratio" and _SHARES.search(sentence):
        for one, other in permutations(levels, 2):
            if _alike(one, other, across=True) and _agrees(one.interval.over(other.interval), own):
                yield _told("÷", (one, other))
    if spot.unit == "ratio":
        return
    if _SUMS.search(sentence):
        for size in range(len(levels), 1, -1):
            for some in combinations(levels, size):
                if _all_alike(some) and _fits(spot, some, _sum(some), fitting):
                    yield _told("+", some)
    if _DIFFERENCES.search(sentence):
        for one, other in permutations(levels, 2):
            gap = one.interval.plus(other.interval.mirrored())
            if _alike(one, other) and _fits(spot, (one, other), gap, fitting):
                yield _told("-", (one, other))


def _sum(some: Iterable[_Level]) -> Interval:
    first, *rest = some
    total = first.interval
    for one in rest:
        total = total.plus(one.interval)
    return total


def _fits(spot: Spot, some: Sequence[_Level], found: Interval, fitting: Fitting) -> bool:
    metric = some[0].printed.metric
    figure = fitting.fit(spot, metric)
    if figure is None:
        return False
    money = metric.unit == "money"
    if money and figure.currency and figure.currency != some[0].printed.currency:
        return False
    return _agrees(found, figure.interval)


def _agrees(found: Interval, own: Interval) -> bool:
    return agrees(found, Row((("number", Fraction(1)),), own, kind=FIGURE.name))


def _alike(one: _Level, other: _Level, *, across: bool = False) -> bool:
    """Whether two levels may be reckoned together: of one unit and currency, and two things.

    A sum is of one metric in one period; a share may be `across` two metrics.
    """
    a, b = one.printed, other.printed
    if (a.metric.unit, a.metric.measure, a.metric.per) != (
        b.metric.unit,
        b.metric.measure,
        b.metric.per,
    ):
        return False
    if a.metric.unit == "money" and a.currency != b.currency:
        return False
    about = (a.claim.entity, a.claim.metric, a.claim.period.text)
    against = (b.claim.entity, b.claim.metric, b.claim.period.text)
    differing = sum(1 for x, y in zip(about, against, strict=True) if x != y)
    return differing == 1 and (across or a.claim.metric == b.claim.metric)


def _all_alike(some: Sequence[_Level]) -> bool:
    if not all(_alike(one, other) for one, other in combinations(some, 2)):
        return False
    periods_there = {one.printed.claim.period.text for one in some}
    entities = {one.printed.claim.entity for one in some}
    return len(periods_there) == 1 or len(entities) == 1


def _told(sign: str, some: Sequence[_Level]) -> DerivedNumber:
    parts = [f"{one.printed.text} ({one.printed.claim.id})" for one in some]
    claims = tuple(dict.fromkeys(one.printed.claim.id for one in some))
    return DerivedNumber(claims, f" {sign} ".join(parts))
