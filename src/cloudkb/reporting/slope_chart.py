"""How some stood against each other through time: a line each, with what prints leave open."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from sqlite3 import Row
from typing import NamedTuple

from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.render.html import Html, tag
from cloudkb.reporting.axes import axis, framed, gutter, width
from cloudkb.reporting.scale import LinearScale, fixed, scale_around

_WIDE, _HIGH = 460, 260
_END, _RIGHT, _TOP, _BOTTOM = 320, 330, 20, 232
_LINE = Fraction(13)
"""Between two labels."""


class Slope(NamedTuple):
    """One line."""

    name: str
    colour: int
    points: Sequence[tuple[str, str, str, Interval]]
    """First day, last day, name of the period, and the interval, in time order."""


def drawing(title: str, slopes: Sequence[Slope], like: Row) -> Html | None:
    """The lines; None where all end on one day."""
    intervals = [point[3] for one in slopes for point in one.points]
    values = scale_around(intervals, _BOTTOM, _TOP, from_zero=True)
    ends = sorted({point[1] for one in slopes for point in one.points})
    left = gutter(values, like)
    days = LinearScale(_day(ends[0]), _day(ends[-1]), Fraction(left + 20), Fraction(_END))
    if days.low == days.high:
        return None
    told = worded("; ", "；").join(
        worded(
            "{name}: {start} to {end}",
            name=one.name,
            start=one.points[0][2],
            end=one.points[-1][2],
        )
        for one in slopes
    )
    parts = [
        *axis(values, like, left, _END),
        *_periods(slopes, days),
        *(shape for one in slopes for shape in _line(one, days, values)),
        *_labels(slopes, values),
    ]
    return framed(title, told, (_WIDE, _HIGH), values, parts)


def _day(text: str) -> Fraction:
    return Fraction(date.fromisoformat(text).toordinal())


def _middle(interval: Interval, values: LinearScale) -> Fraction:
    places = [values.place(end) for end in interval.ends]
    return sum(places, Fraction(0)) / len(places)


def _periods(slopes: Sequence[Slope], days: LinearScale) -> Iterator[Html]:
    names = {point[1]: point[2] for one in slopes for point in one.points}
    taken = Fraction(_WIDE)
    for day in sorted(names, reverse=True):
        wide = Fraction(width(names[day]))
        left = min(days.place(_day(day)) - wide / 2, Fraction(_WIDE) - wide)
        if left + wide < taken:
            taken = left - 4
            yield tag("text", names[day], x=fixed(left), y=_BOTTOM + 18)


def _line(one: Slope, days: LinearScale, values: LinearScale) -> Iterator[Html]:
    places = [(days.at(_day(end)), interval) for _, end, _, interval in one.points]
    way = "L".join(f"{x} {fixed(_middle(interval, values))}" for x, interval in places)
    yield tag("path", class_=f"way s{one.colour}", d=f"M{way}")
    for x, interval in places:
        low, high = (values.at(end) for end in (interval.low, interval.high) if end is not None)
        yield tag("path", class_=f"ends s{one.colour}", d=f"M{x} {low}V{high}")


def _labels(slopes: Sequence[Slope], values: LinearScale) -> Iterator[Html]:
    """Names at the right, none upon another."""
    wanted = sorted(slopes, key=lambda one: _middle(one.points[-1][3], values))
    last = Fraction(0)
    for one in wanted:
        last = max(_middle(one.points[-1][3], values) + 4, last + _LINE)
        yield tag("text", one.name, x=_RIGHT, y=fixed(last), class_=f"t{one.colour}")
