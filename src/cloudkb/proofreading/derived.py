"""Numbers that follow from a few prints: a growth, a sum, a difference, a share of.

A growth is of the level before; the others only where a word of the sentence says that something
is reckoned, and only of what it names. What the printed numbers come to is enough: an editor
reckons with 56 and 50, not with all that they may be rounded from.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.corroboration.agreement import agrees
from cloudkb.check.relations.amount import FIGURE
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Change, Operand, Vocabulary
from cloudkb.proofreading import telling
from cloudkb.proofreading.about import About
from cloudkb.proofreading.matching import Matching
from cloudkb.proofreading.printed_levels import PrintedLevel, PrintedLevels
from cloudkb.proofreading.stored_prints import Fitting, StoredPrints
from cloudkb.texts import Spot, scan
from cloudkb.words import unit_text

_SUMS = re.compile(
    r"合计|共计|总计|总和|总共|一共|加起来|加在一起|相加|之和|"
    r"\b(?:together|combined|in total|total(?:led|ling|s)?|altogether|sum|add up|jointly|both)\b",
    re.I,
)
_DIFFERENCES = re.compile(
    r"相差|差距|之差|高出|多出|领先|落后|比[^，。;；]{1,40}[多少高低]|超出|"
    r"\b(?:more|less|fewer|higher|lower|greater|smaller)(?: [a-z-]+){0,3} than\b"
    r"(?! (?:[0-9$€£¥]|rmb|a |one |half ))"
    r"|\b(?:ahead of|behind|gap|difference|lead|exceed(?:s|ed|ing)?|trail(?:s|ed|ing)?"
    r"|short of(?! [0-9]))\b",
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


class DerivedNumber(NamedTuple):
    """What comes out, of which claims."""

    claims: tuple[str, ...]
    text: str
    fits: bool = True
    """Whether that is the number."""


def reckon(
    spot: Spot,
    about: About,
    around: tuple[str, str, str],
    matching: Matching,
    prints: StoredPrints,
    fitting: Fitting,
    words: Vocabulary,
) -> DerivedNumber | None:
    """How a number follows from what the claims print of what its sentence names.

    `around` is what counts of the sentence, then all of it before the number and behind.
    """
    sentence, before, behind = around
    if spot.kind not in ("figure", "change"):
        return None
    find = PrintedLevels(about, matching, prints, words)
    if spot.kind == "figure" and spot.currency and about.entity and about.metric and about.period:
        found = _translated(spot, about, find)
        if found is not None:
            return found
    order = _order(spot, about, before, behind)
    if order:
        return _beside_another(spot, about, find, order, fitting)
    grown = _growth(spot, about, find) if spot.kind == "change" else None
    if grown is not None or not _cued(spot, sentence, before):
        return grown
    levels = list(find.all(spot.currency))
    if spot.unit == "ratio":
        # a share is of what is itself no share, a sum of shares is of nothing else
        is_sum = _SUMS.search(sentence) is not None
        shares = [one for one in levels if one.printed.metric.unit == "ratio"]
        if is_sum and len(shares) > 1:
            return _sum_of_shares(spot, shares)
        levels = [one for one in levels if one.printed.metric.unit != "ratio"]
    levels = levels[:_MOST]
    for found in _tried(spot, sentence, levels, fitting):
        return found
    if spot.unit == "ratio" and about.metrics:
        return None
    return _other(spot, sentence, levels, fitting)


def _sum_of_shares(spot: Spot, shares: Sequence[PrintedLevel]) -> DerivedNumber | None:
    """What several hold together."""
    markets = {one.printed.claim.within for one in shares}
    if len(markets) > 1 or not _all_alike(shares):
        return None
    return _against("+", shares, spot.interval)


def _translated(spot: Spot, about: About, find: PrintedLevels) -> DerivedNumber | None:
    """An amount in another currency, at the rate of what is printed in both in the period."""
    own = find.level(about.entity, about.metric, about.period, spot.currency)
    if own is None or own.printed.currency in ("", spot.currency):
        return None
    for here, there in find.in_both(own.printed.currency, spot.currency):
        if here.interval.low is None or here.interval.low <= 0:
            continue
        found = own.interval.times(there.interval).over(here.interval)
        claims = tuple(dict.fromkeys(one.printed.claim.id for one in (own, there, here)))
        text = worded(
            "{own} at the rate of {here} to {there}", own=_print(own), here=_print(here),
            there=_print(there),
        )  # fmt: skip
        by_print = False
        if own.value and there.value and here.value:
            reckoned = own.value * there.value / here.value
            by_print = spot.interval.contains(reckoned)
            text += f" {telling.rough(reckoned, 'money', spot.currency, spot.text)}"
        if by_print or _agrees(found, spot.interval):
            return DerivedNumber(claims, text)
        # rates of a year and of a day differ
        if _far(found, spot.interval):
            return DerivedNumber(claims, text, fits=False)
    return None


def _far(found: Interval, own: Interval) -> bool:
    """Whether an amount is more than a tenth off."""
    gap = found.gap(own)
    return gap is not None and found.low is not None and gap > found.low / 10


# --- beside another ---------------------------------------------------------------------------

_BEYOND = re.compile(
    r"(?:[比较][^,，。;；]{1,40}[多高]出?了?|[领超]先?[^,，。;；0-9]{1,20}"
    r"|\b(?:exceed(?:s|ed)?|led|leads|ahead of)\b[^,.;0-9]{1,60}\bby )\s*(?:约|近|about )?$",
    re.I,
)
_SHORT = re.compile(
    r"(?:[比较][^,，。;；]{1,40}[少低]了?|落后于?[^,，。;；0-9]{1,20}"
    r"|\b(?:trails|trailed|behind)\b[^,.;0-9]{1,60}\bby )\s*(?:约|近|about )?$",
    re.I,
)
_MORE_THAN = re.compile(
    r".*? ?\b(more|higher|greater|less|fewer|lower|smaller) (?:[a-z]+ )?than ", re.I
)
_TURNED = re.compile(r"相比|\b(?:compared|unlike|against)\b", re.I)
"""Words by which what is held against something may stand in front of it."""


def _order(spot: Spot, about: About, before: str, behind: str) -> int:
    """1 where a number says how far the first name is ahead of the second, -1 how far behind.

    0 where it says neither, or more than two are named.
    """
    names = [one for one in about.entities if one not in about.within]
    if len(names) != 2 or about.bases or _TURNED.search(before) or _TURNED.search(behind):
        return 0
    lead = before + (spot.text[0] if spot.text[0] in "多少高低" else "")
    if _BEYOND.search(lead):
        return 1
    if _SHORT.search(lead):
        return -1
    more = _MORE_THAN.match(spot.text + behind)
    if more is None or more.start(1) > len(spot.text) + 1 or more.start(1) < 2:
        return 0
    return 1 if more[1].lower() in ("more", "higher", "greater") else -1


def _beside_another(
    spot: Spot, about: About, find: PrintedLevels, order: int, fitting: Fitting
) -> DerivedNumber | None:
    """How much more or less one of two has than the other, in the period they share."""
    if not (about.metric and about.period):
        return None
    names = [one for one in about.entities if one not in about.within]
    levels = [find.level(one, about.metric, about.period, spot.currency) for one in names]
    one, other = levels
    if one is None or other is None or not _alike(one, other):
        return None
    if spot.unit == "ratio":
        is_share = one.printed.metric.unit == "ratio"
        return None if is_share else _change_of(one, other, "ratio", spot.interval)
    if spot.kind == "change":
        is_alike = spot.unit == "points" or spot.unit == one.printed.metric.unit
        is_alike = is_alike and spot.currency in ("", one.printed.currency)
        return _against("-", (one, other), spot.interval) if is_alike else None
    figure = fitting.fit(spot, one.printed.metric)
    if figure is None or (figure.currency or "") not in ("", one.printed.currency):
        return None
    if order < 0:
        one, other = other, one
    return _against("-", (one, other), figure.interval)


# --- growth ------------------------------------------------------------------------------------

_BACK = (
    (re.compile(r"环比|\bquarter[- ]on[- ]quarter\b|\bqoq\b|\bsequential", re.I), 3),
    (re.compile(r"同比|\byear[- ](?:on|over)[- ]year\b|\byoy\b|\by/y\b|\bannual", re.I), 12),
)


def _growth(spot: Spot, about: About, find: "PrintedLevels") -> DerivedNumber | None:
    """A change of the level in the sentence's period on the one in its base."""
    if not (about.entity and about.metric and about.period):
        return None
    now = find.level(about.entity, about.metric, about.period, spot.currency)
    if now is None:
        return None
    unit = {"ratio": "ratio", "points": "points"}.get(spot.unit, spot.unit)
    is_share = now.printed.metric.unit == "ratio"
    if (unit == "points" and not is_share) or (unit == "ratio" and is_share):
        return None
    if unit not in ("ratio", "points") and unit != now.printed.metric.unit:
        return None
    for base, is_told in _bases(spot, about):
        before = find.level(about.entity, about.metric, base, now.printed.currency)
        if before is None or not _alike(now, before):
            continue
        found = _change_of(now, before, unit, spot.interval)
        if found is not None and (found.fits or is_told):
            return found
    return None


def _change_of(
    now: PrintedLevel, before: PrintedLevel, unit: str, own: Interval
) -> DerivedNumber | None:
    if unit != "ratio":
        return _against("-", (now, before), own)
    if before.interval.low is None or before.interval.low <= 0:
        return None
    return _against("÷", (now, before), own, less_one=True)


def _bases(spot: Spot, about: About) -> Iterator[tuple[str, bool]]:
    """The periods that a change may be against, and whether the text says so."""
    base = spot.figure.base if isinstance(spot.figure, Change) else None
    months = {"yoy": 12, "qoq": 3}.get(base, 0) if isinstance(base, str) else 0
    named = [*([base.period] if isinstance(base, Operand) and base.period else []), *about.bases]
    yield from ((one, True) for one in named)
    for pattern, by in _BACK:
        if not months and pattern.search(spot.text):
            months = by
    inside = [] if months else named_bases(spot.text)
    yield from ((one, True) for one in inside if one)
    named += inside
    try:
        period = periods.parse(about.period)
        if months:
            yield periods.shift(period, -months).text, True
        elif not named:
            yield periods.shift(period, -12).text, period.step == "year"
    except periods.PeriodError:
        return


_AGAINST = re.compile(
    r"\b(?:from|on|versus|vs\.?|compared (?:with|to)|against|over|than|since)\b|比|较|相比|同"
)


def named_bases(text: str) -> list[str]:
    """The periods that a change names as its base: 2022 in `up 29.7% from 2022`.

    Empty ones where the day is not known: 比年初.
    """
    parts = _AGAINST.split(text)[1:]
    return [
        one.period
        for part in parts
        for one in scan(part)
        if one.kind in ("date", "period") or one.text.endswith(("年前", "月前"))
    ]


def _other_share(spot: Spot, one: PrintedLevel, other: PrintedLevel) -> DerivedNumber | None:
    if not _alike(one, other, across=True):
        return None
    if (one.interval.low or 0) > (other.interval.low or 0):
        one, other = other, one
    for found in (one.interval.over(other.interval), other.interval.over(one.interval)):
        if found.meets(spot.interval):
            return None
    return _told("÷", (one, other))._replace(fits=False)


_HELD_AGAINST = re.compile(r"[快慢高低]于[^,，。;；]{1,20}的?$")
"""Before a percentage: what a growth is held against."""


def _cued(spot: Spot, sentence: str, before: str) -> bool:
    if _HELD_AGAINST.search(before):
        return False
    return is_reckoned(spot, sentence) or (
        spot.unit == "ratio" and _SHARES.search(sentence) is not None
    )


def is_reckoned(spot: Spot, sentence: str) -> bool:
    """Whether a sentence says that its number is a sum or a difference, and no level."""
    return spot.unit not in ("ratio", "points") and bool(
        _SUMS.search(sentence) or _DIFFERENCES.search(sentence)
    )


def _other(
    spot: Spot, sentence: str, levels: Sequence[PrintedLevel], fitting: Fitting
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
    sign = "+" if _SUMS.search(sentence) else "-"
    if sign == "-" and (one.interval.low or 0) < (other.interval.low or 0):
        one, other = other, one
    found = _against(sign, (one, other), figure.interval)
    return None if found is None or found.fits else found


def _tried(
    spot: Spot, sentence: str, levels: Sequence[PrintedLevel], fitting: Fitting
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
                if _all_alike(some) and _fits(spot, some, _come_to("+", some), fitting):
                    yield _told("+", some)
    if _DIFFERENCES.search(sentence):
        for one, other in permutations(levels, 2):
            two = (one, other)
            if _alike(one, other) and _fits(spot, two, _come_to("-", two), fitting):
                yield _told("-", two)


def _against(
    sign: str, some: Sequence[PrintedLevel], own: Interval, *, less_one: bool = False
) -> DerivedNumber | None:
    """Whether a number is what some levels come to; None where their roundings leave it open."""
    found, value = _come_to(sign, some, less_one=less_one), _value(sign, some, less_one=less_one)
    told = _told(sign, some, less_one=less_one)
    if (value is not None and own.contains(value)) or _agrees(found, own):
        return told
    return told._replace(fits=False) if not found.meets(own) else None


def _come_to(sign: str, some: Sequence[PrintedLevel], *, less_one: bool = False) -> Interval:
    """The sum, difference or quotient of what some levels stand for."""
    found, *rest = (one.interval for one in some)
    if sign == "÷":
        return found.over(rest[0]).shift(Fraction(-less_one))
    for one in rest:
        found = found.plus(one if sign == "+" else one.mirrored())
    return found


def _value(sign: str, some: Sequence[PrintedLevel], *, less_one: bool = False) -> Fraction | None:
    """The same of the numbers as printed; None where one of them is no single number."""
    values = [one.value for one in some if one.value is not None]
    if len(values) < len(some):
        return None
    first, *rest = values
    if sign == "÷":
        return first / rest[0] - less_one if rest[0] else None
    return first + sum(rest) if sign == "+" else first - sum(rest)


def _fits(spot: Spot, some: Sequence[PrintedLevel], found: Interval, fitting: Fitting) -> bool:
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


def _alike(one: PrintedLevel, other: PrintedLevel, *, across: bool = False) -> bool:
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


def _all_alike(some: Sequence[PrintedLevel]) -> bool:
    if not all(_alike(one, other) for one, other in combinations(some, 2)):
        return False
    periods_there = {one.printed.claim.period.text for one in some}
    entities = {one.printed.claim.entity for one in some}
    return len(periods_there) == 1 or len(entities) == 1


def _told(sign: str, some: Sequence[PrintedLevel], *, less_one: bool = False) -> DerivedNumber:
    parts = [_print(one) for one in some]
    claims = tuple(dict.fromkeys(one.printed.claim.id for one in some))
    formula = f"{_space()}{sign} ".join(parts) + (f"{_space()}- 1" if less_one else "")
    return DerivedNumber(claims, f"{formula}{_result(sign, some, less_one=less_one)}")


def _result(sign: str, some: Sequence[PrintedLevel], *, less_one: bool) -> str:
    """What the numbers as printed come to; nothing where one of them is no single number."""
    value, printed = _value(sign, some, less_one=less_one), some[0].printed
    if value is None:
        return ""
    if sign == "÷":
        share = telling.rough(value, "ratio", "", signed=less_one)
        return f"{' ' if less_one else _space()}{share}"
    unit = unit_text(printed.metric.unit, printed.metric.measure, printed.metric.per)
    if sign == "-" and unit == "ratio":
        unit = "points"
    return _space() + telling.rough(value, unit, printed.currency, printed.text)


def _print(one: PrintedLevel) -> str:
    return telling.formula_figure(one.printed.text, one.printed.claim.id)


def _space() -> str:
    """What stands between a print and the sign behind it: a full-width bracket has its own."""
    return "" if in_chinese() else " "


def among_the_first(
    spot: Spot, about: About, matching: Matching, prints: StoredPrints
) -> DerivedNumber | None:
    """Whether all that a sentence names are among the first so many: the top three, 前三名."""
    low, high = (*spot.interval.ends, Fraction(0), Fraction(0))[:2]
    if spot.kind != "rank" or low != 1 or high < 2 or not about.metric:
        return None
    told = [
        one
        for entity in about.entities
        for one in prints.ranks(entity, about.metric)
        if (not about.within or one.claim.within in about.within)
        and (not about.period or matching.meets(one, about.period))
    ]
    wrong = [one for one in told if one.interval.low is not None and one.interval.low > high]
    some = wrong or told
    if not wrong and len({one.claim.entity for one in told}) < 2:
        return None
    text = worded(", ", "、").join(telling.formula_figure(one.text, one.claim.id) for one in some)
    claims = tuple(dict.fromkeys(one.claim.id for one in some))
    return DerivedNumber(claims, text, fits=not wrong)
