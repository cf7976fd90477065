"""Percentages that were reckoned in another way than they are told.

A change over the other value (200 after 300 is -33 %, over the later one -50 %); a ratio told as
the increase (25 after 10 is 250 % of it, an increase by 150 %); a ratio to the other part instead
of the whole (or the other way), turned round, or of the rest. Points are taken for percent where
the two shares, printed or implied, say so.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.diagnosis import slips
from cloudkb.check.diagnosis.evidence import Correction
from cloudkb.interval import Interval
from cloudkb.language import marked, worded
from cloudkb.model import Amount, Change, Metric

_ONE = Fraction(1)
_PERCENT = Fraction(1, 100)
_RATIO = "ratio-as-change"


class _Way(NamedTuple):
    """One way in which a number may have been reckoned."""

    kind: str
    right: Callable[[Fraction], Fraction]
    """From the number that is printed to the one that should be."""
    holds: Callable[[Fraction], bool]
    """Whether the printed number can have come about in this way."""
    told: str
    """What the `printed` number is, and of what the `right` one."""


_CHANGES = (
    _Way(
        "other-value",
        lambda c: _ONE / (_ONE - c) - _ONE,
        lambda c: c < 1 and c != 0,
        marked("{printed} is the change over the later value, {right} over the earlier"),
    ),
    _Way(
        _RATIO,
        lambda c: c - _ONE,
        lambda c: c > 0,
        marked("{printed} is the ratio, {right} the change"),
    ),
    _Way(
        _RATIO,
        lambda c: -_ONE - c,
        lambda c: -1 < c < 0,
        marked("{printed} is what is left, {right} the decrease"),
    ),
)
_OF_THE_WHOLE = _Way(
    "other-part",
    lambda p: p / (_ONE + p),
    lambda p: p > 0,
    marked("{printed} is the ratio to the other part, {right} to the whole"),
)
_SHARES = (
    _OF_THE_WHOLE,
    _Way(
        "other-part",
        lambda p: _ONE - p,
        lambda p: 0 < p < 1,
        marked("{printed} is the ratio of the rest, {right} of the part"),
    ),
)
_RATIOS = (
    *_SHARES,
    _Way(
        "other-part",
        lambda p: p / (_ONE - p),
        lambda p: 0 < p < 1,
        marked("{printed} is the ratio to both together, {right} to the other part"),
    ),
    _Way(
        "other-part",
        lambda p: _ONE / p,
        lambda p: p > 0,
        marked("{printed} is the ratio turned round, {right} as told"),
    ),
)


def corrections(
    text: str,
    figure: Amount | Change,
    metric: Metric,
    implied: Interval,
    grown: Fraction | None = None,
) -> Iterator[Correction]:
    """What would be printed, had it been reckoned as it is told.

    `implied` is what all others leave for the figure; a correction is rounded into it. `grown` is
    the change between the two values as they are printed.
    """
    ways = _ways(figure, metric)
    for way in ways:
        meaning = _meaning(figure.interval, way)
        if meaning is None:
            continue
        corrected = _corrected(text, figure, way, implied)
        if corrected is not None:
            printed, right = corrected
            told = worded(way.told, printed=printed, right=right)
            exact = way.kind == _RATIO and grown is not None and meaning.contains(grown)
            yield Correction(way.kind, told, meaning, len(ways), exact=exact)


def _ways(figure: Amount | Change, metric: Metric) -> tuple[_Way, ...]:
    if isinstance(figure, Change):
        return _CHANGES if figure.change_unit == "relative" and figure.years is None else ()
    if metric.unit != "ratio" or figure.unit != "ratio":
        return ()
    return _RATIOS if metric.ratio_of else _SHARES


def _meaning(printed: Interval, way: _Way) -> Interval | None:
    """What the right number may be: each way is monotonic where it holds."""
    low, high = printed.low, printed.high
    if low is None or high is None or not (way.holds(low) and way.holds(high)):
        return None
    one, other = way.right(low), way.right(high)
    return Interval(min(one, other), max(one, other))


def _corrected(
    text: str, figure: Amount | Change, way: _Way, implied: Interval
) -> tuple[str, str] | None:
    """The printed percentage and the right one, which fits what is implied in its place."""
    for before, numeral, after in slips.numerals(text):
        printed = Fraction(numeral.replace(",", ""))
        by = _scale(printed, figure)
        if by is None:
            continue
        right = way.right(printed * by)
        if (right < 0) != (printed * by < 0):
            # the other way round there is no print but a new one
            if not isinstance(figure, Change) or not isinstance(figure.base, str):
                return None
            before, after = "-" if right < 0 else "+", f"% {figure.base}"
        places = len(numeral.partition(".")[2])
        for number in (right, *_inside(implied)):
            corrected = _rounded(abs(number / by), places)
            parsed = slips.parsed(f"{before}{corrected}{after}", figure)
            if parsed is not None and parsed.interval.meets(implied):
                sign = "-" if right < 0 else "+" if isinstance(figure, Change) else ""
                return f"{sign}{numeral}%", f"{sign}{corrected}%"
    return None


def _scale(printed: Fraction, figure: Amount | Change) -> Fraction | None:
    """By what a printed number is multiplied, its sign with it: 1/100 for percent."""
    value = figure.value
    if not value or not printed or abs(value / printed) not in (_PERCENT, _PERCENT / 10, _ONE):
        return None
    return value / printed


def _inside(implied: Interval) -> Iterator[Fraction]:
    """A number in the middle of what is implied."""
    if implied.low is not None and implied.high is not None:
        yield (implied.low + implied.high) / 2


def _rounded(number: Fraction, places: int) -> str:
    scaled = round(number * 10**places)
    digits = str(scaled).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def points_for_percent(
    figure: Amount | Change, upper: Interval, lower: Interval
) -> Iterator[Correction]:
    """A change in points that is the change in percent of the two shares around it."""
    if not isinstance(figure, Change) or figure.change_unit != "points":
        return
    if upper.is_empty() or not lower.is_positive():
        return
    grown = upper.over(lower).shift(-_ONE)
    yield Correction("percent", worded("as percent, not points, it fits"), grown, elsewhere=True)
