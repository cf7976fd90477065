"""How far a number is from its like: what nobody would print without wondering.

The like of a level are the same a year or a step before and after it; where nobody says anything
of those, of other periods, and else of whoever has a figure of its kind, by the month where it
adds up. What other suspects print is no measure. A growth is held against none, two shares against
a change of five points.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import islice
from math import lcm
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cloudkb import periods
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, period_of
from cloudkb.check.diagnosis import neighbours
from cloudkb.check.diagnosis.evidence import MOST, Far, doublings
from cloudkb.check.diagnosis.time_between import is_usual
from cloudkb.check.solver.problem import Candidate
from cloudkb.interval import Interval
from cloudkb.model import Claim

_ONE = Fraction(1)
_POINTS = 20
"""One over the change in points that is usual: five."""
_YEAR = 12
_OTHER_PERIOD = 2
"""Half doublings that an entity may be away from itself a year before or after ..."""
_ANYBODY = 8
"""... and from all others."""


class _League(NamedTuple):
    """What is printed of a metric, by the month where it adds up: the least and most first."""

    by_low: list[tuple[Fraction, Quantity]]
    by_high: list[tuple[Fraction, Quantity]]


_LEAGUES: WeakKeyDictionary[ConstraintModel, dict[tuple[str, str], _League]] = WeakKeyDictionary()


def likeness(
    model: ConstraintModel, claim: Claim, candidate: Candidate, doubted: frozenset[Quantity]
) -> Far:
    """How far a number would be from its like, in half doublings.

    `doubted` are the quantities that suspects print.
    """
    pair = neighbours.pair_of(model, candidate.row)
    if pair is None:
        return lambda one: 0
    if pair.number == "growth":
        return lambda one: _growth(one.shift(_ONE))
    if pair.number == "gap":
        is_ratio = model.vocabulary.metrics[pair.own.metric].unit == "ratio"
        return _size if is_ratio else lambda one: 0
    return _of_levels(model, claim, candidate, pair.own, doubted)


def _of_levels(
    model: ConstraintModel,
    claim: Claim,
    candidate: Candidate,
    own: Quantity,
    doubted: frozenset[Quantity],
) -> Far:
    known = neighbours.Known(model, claim, candidate)
    beside = neighbours.index(model).neighbours(own, "period")
    near = [one for one in beside if is_usual(own, one) and one not in doubted]
    usual = [value for one in near if _is_measure(value := _amount(known(one.name)))]
    if usual or model.may_be_negative(own):
        return lambda one: min((_far(_amount(one), other) for other in usual), default=0)
    months = _months(model, own)
    if months is None:
        return lambda one: 0
    others = list(_other_periods(model, claim, own, [one for one in beside if one not in doubted]))
    if others:
        return lambda one: min(
            max(0, _far(one.scale(1 / months), other) - slack) for other, slack in others
        )
    league = _league(model, own, doubted | {own})
    if league is None:
        return lambda one: 0
    return lambda one: max(0, _far(one.scale(1 / months), league) - _ANYBODY)


def _amount(one: Interval) -> Interval:
    """A loss or a profit, how large it is."""
    return one.mirrored() if one.mirrored().is_positive() else one


def _is_measure(one: Interval) -> bool:
    return one.is_positive() and one.high is not None


def _other_periods(
    model: ConstraintModel, claim: Claim, own: Quantity, beside: list[Quantity]
) -> Iterator[tuple[Interval, int]]:
    """What is printed of the same for other periods, and how far it may be from that."""
    for one in beside:
        value = neighbours.level(model, one, claim.id)
        months = _months(model, one)
        if value is not None and months is not None and _is_measure(value):
            yield value.scale(1 / months), _OTHER_PERIOD * (1 + _years_between(own, one))


def _years_between(own: Quantity, one: Quantity) -> int:
    here, there = period_of(own.period).end, period_of(one.period).end
    return abs(int((here or "0")[:4]) - int((there or "0")[:4]))


def _months(model: ConstraintModel, quantity: Quantity) -> Fraction | None:
    """Over how many months a quantity adds up; one where it does not, None where it is open."""
    if model.vocabulary.metrics[quantity.metric].over_time != "adds":
        return _ONE
    count = periods.months(period_of(quantity.period))
    return None if not count else Fraction(count)


def extremes(
    model: ConstraintModel, metric: str, currency: str, but: Collection[Quantity]
) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that is printed of a metric, but for some quantities."""
    if model not in _LEAGUES:
        _LEAGUES[model] = _leagues(model)
    if model.vocabulary.metrics[metric].unit == "ratio":
        return None, None
    league = _LEAGUES[model].get((metric, currency), _League([], []))
    # asked of each conflict: the first is looked for, not all that are left
    lows = list(islice((value for value, one in league.by_low if one not in but), 1))
    highs = list(islice((value for value, one in league.by_high if one not in but), 1))
    elsewhere = model.strangers.extremes.get((metric, currency))
    if elsewhere is not None:
        lows.append(elsewhere[0])
        highs.append(elsewhere[1])
    return min(lows, default=None), max(highs, default=None)


def _league(model: ConstraintModel, own: Quantity, but: frozenset[Quantity]) -> Interval | None:
    """Between what all prints of a metric lie, but for some."""
    low, high = extremes(model, own.metric, own.currency, but)
    return None if low is None or high is None or low > high else Interval(low, high)


def extents(model: ConstraintModel) -> dict[tuple[str, str], tuple[Fraction, Fraction]]:
    """By metric and currency the least and the most that is printed of it here."""
    found: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}
    for quantity, low, high in _measured(model):
        name = quantity.metric, quantity.currency
        least, most = found.get(name, (low, high))
        found[name] = min(least, low), max(most, high)
    return found


def _leagues(model: ConstraintModel) -> dict[tuple[str, str], _League]:
    lows: dict[tuple[str, str], list[tuple[Fraction, Quantity]]] = defaultdict(list)
    highs: dict[tuple[str, str], list[tuple[Fraction, Quantity]]] = defaultdict(list)
    for quantity, low, high in _measured(model):
        lows[quantity.metric, quantity.currency].append((low, quantity))
        highs[quantity.metric, quantity.currency].append((high, quantity))
    return {
        name: _League(_sorted(lows[name]), list(reversed(_sorted(highs[name])))) for name in lows
    }


def _measured(model: ConstraintModel) -> Iterator[tuple[Quantity, Fraction, Fraction]]:
    """The quantities of which something is printed, and between what, by the month."""
    for quantity in model.printed:
        months = _months(model, quantity)
        value = neighbours.level(model, quantity)
        if months is None or value is None or not _is_measure(value):
            continue
        assert value.low is not None
        assert value.high is not None
        yield quantity, value.low / months, value.high / months


def _sorted(found: list[tuple[Fraction, Quantity]]) -> list[tuple[Fraction, Quantity]]:
    """By the numbers, as whole ones over one denominator: they compare faster than fractions."""
    below = lcm(*{value.denominator for value, _ in found})
    return sorted(found, key=lambda one: (one[0].numerator * (below // one[0].denominator), one[1]))


# --- how far ---------------------------------------------------------------------------------


def _far(one: Interval, other: Interval) -> int:
    """How many half doublings lie between two intervals of positive numbers."""
    if not one.gap(other) or (one.high is not None and one.high <= 0):
        return 0
    assert other.low is not None
    assert other.high is not None
    if one.low is not None and one.low > other.high:
        return _halves(one.low, other.high)
    assert one.high is not None
    return _halves(other.low, one.high)


def _growth(ratio: Interval) -> int:
    """How far two values are from each other; nothing falls by more than itself."""
    if ratio.high is not None and ratio.high <= 0:
        return MOST
    return _far(ratio, Interval(_ONE, _ONE))


def _halves(upper: Fraction, lower: Fraction) -> int:
    return doublings(upper * upper, lower * lower)


def _size(one: Interval) -> int:
    """How many times five points a change in points is."""
    if one.contains(Fraction(0)):
        return 0
    return min(MOST, int(min(abs(end) for end in one.ends) * _POINTS))
