"""A series as boxes through time: as wide as the period, as high as the print leaves open."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from sqlite3 import Row
from typing import NamedTuple

from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.render.html import Html, tag
from cloudkb.reporting.axes import axis, axis_label, framed, gutter, width
from cloudkb.reporting.scale import LinearScale, fixed, scale_around

_WIDE, _HIGH = 360, 190
_RIGHT, _TOP, _BOTTOM = 356, 22, 164
_LEAST = Fraction(5)
"""How wide a box is at least: a day among years would not be seen."""


class Point(NamedTuple):
    """What one period shows."""

    start: str
    end: str
    name: str
    interval: Interval
    kind: str
    """`own`, `ahead` or `implied`."""
    grade: str
    doubted: bool


def drawing(title: str, points: Sequence[Point], like: Row) -> Html:
    """The chart of one point at least. Values are written as `like` is."""
    # what is in doubt may be a hundred times too large, and would flatten all others
    sound = [one.interval for one in points if not one.doubted]
    values = scale_around(sound or [one.interval for one in points], _BOTTOM, _TOP, from_zero=True)
    left = gutter(values, like)
    days = LinearScale(
        Fraction(min(date.fromisoformat(one.start).toordinal() for one in points)),
        Fraction(max(date.fromisoformat(one.end).toordinal() for one in points) + 1),
        Fraction(left),
        Fraction(_RIGHT),
    )
    ordered = sorted(points, key=lambda one: (one.end, one.start, one.name))
    implied = sum(1 for one in points if one.kind == "implied")
    parts = [
        *axis(values, like, left, _RIGHT),
        *(_shape(one, days, values, like) for one in ordered),
        *_names(ordered, days),
    ]
    return framed(title, _told(ordered, implied), (_WIDE, _HIGH), values, parts)


def _told(points: Sequence[Point], implied: int) -> str:
    first, last, printed = points[0].name, points[-1].name, len(points) - implied
    if not implied:
        return worded("{start} to {end}; {printed} printed", start=first, end=last, printed=printed)
    return worded(
        "{start} to {end}; {printed} printed, {implied} implied by others",
        start=first,
        end=last,
        printed=printed,
        implied=implied,
    )


def _shape(one: Point, days: LinearScale, values: LinearScale, like: Row) -> Html:
    """A box, or a cross at the edge with its value for what lies beyond it."""
    ends = one.interval.ends
    above, below = min(ends) > values.high, max(ends) < values.low
    if not one.doubted or not (above or below):
        return _box(one, days, values)
    first, last = (date.fromisoformat(each).toordinal() for each in (one.start, one.end))
    x = days.place(Fraction(first + last + 1, 2))
    y = Fraction(_TOP - 8 if above else _BOTTOM - 4)
    told = f"{'↑' if above else '↓'} {axis_label(ends[0], like)}"
    side = {"x": fixed(x + 9)} if x < _WIDE / 2 else {"x": fixed(x - 9), "text_anchor": "end"}
    return tag("g", _cross(x, y), tag("text", told, y=fixed(y + 4), **side))


def _box(one: Point, days: LinearScale, values: LinearScale) -> Html:
    left = days.place(Fraction(date.fromisoformat(one.start).toordinal()))
    right = days.place(Fraction(date.fromisoformat(one.end).toordinal() + 1))
    middle = (left + right) / 2
    half = max(right - left - 1, _LEAST) / 2
    low, high = one.interval.low, one.interval.high
    bottom = Fraction(_BOTTOM) if low is None else values.place(low)
    top = Fraction(_TOP) if high is None else values.place(high)
    is_open = " open" if None in (low, high) else ""
    sides = fixed(middle - half), fixed(middle + half)
    box = tag(
        "path",
        class_=f"box-{one.kind}{' doubted' if one.doubted else ''}{is_open}",
        d=f"M{sides[0]} {fixed(bottom)}H{sides[1]}V{fixed(top)}H{sides[0]}Z",
    )
    sign = _sign(one, middle, (bottom + top) / 2)
    return tag("g", box, sign) if sign else box


_SIGNS = {
    "primary": "M{l} {t}H{r}V{b}H{l}Z",
    "tracker": "M{l} {y}A3 3 0 1 1 {r} {y}A3 3 0 1 1 {l} {y}Z",
    "press": "M{l} {b}L{x} {t}L{r} {b}Z",
    "blog": "M{l} {y}L{x} {t}L{r} {y}L{x} {b}Z",
}


def _sign(one: Point, x: Fraction, y: Fraction) -> Html | None:
    """The grade of the document as a shape; a cross over what is in doubt."""
    places = {"x": x, "y": y, "l": x - 3, "r": x + 3, "t": y - 3, "b": y + 3}
    at = {name: fixed(value) for name, value in places.items()}
    if one.doubted:
        return _cross(x, y)
    shape = _SIGNS.get(one.grade)
    return tag("path", class_="sign", d=shape.format(**at)) if shape else None


def _cross(x: Fraction, y: Fraction) -> Html:
    left, top, right, low = (fixed(value) for value in (x - 5, y - 5, x + 5, y + 5))
    return tag("path", class_="cross", d=f"M{left} {top}L{right} {low}M{left} {low}L{right} {top}")


def _names(points: Sequence[Point], days: LinearScale) -> Iterator[Html]:
    """The names of periods under the boxes, as many as have room: the last one always."""
    taken: list[tuple[Fraction, Fraction]] = []
    for one in (points[-1], *points[:-1]):
        start, end = (date.fromisoformat(each).toordinal() for each in (one.start, one.end))
        wide = Fraction(width(one.name))
        middle = days.place(Fraction(start + end + 1, 2))
        left = min(max(middle - wide / 2, days.start), _RIGHT - wide)
        if all(left > other_end + 4 or left + wide < other - 4 for other, other_end in taken):
            taken.append((left, left + wide))
            yield tag("text", one.name, x=fixed(left), y=_BOTTOM + 18)
