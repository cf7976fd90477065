"""What drawings have in common: frame, axis of values, and how wide words are."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from sqlite3 import Row

from cloudkb import figures
from cloudkb.exact import exact_text
from cloudkb.interval import Interval, exactly
from cloudkb.render.html import Html, tag
from cloudkb.reporting.scale import LinearScale, fixed, ticks

WIDE = 1000
"""The width of what is stretched, in the drawing's own units."""
_LETTER = 7
"""About the width of a letter of a label; a Chinese one counts for two."""


def framed(
    title: str, told: str, size: tuple[int, int], values: LinearScale, parts: Iterable[Html]
) -> Html:
    """A drawing, told to who cannot see it, with the ends of its scale to check it by."""
    return tag(
        "svg",
        tag("title", title),
        tag("desc", told),
        *parts,
        class_="chart",
        role="img",
        viewBox=f"0 0 {size[0]} {size[1]}",
        data_from=exact_text(values.low),
        data_to=exact_text(values.high),
    )


def stretched(
    title: str, told: str, high: int, parts: Iterable[Html], class_: str | None = None
) -> Html:
    """A drawing as wide as there is room, `WIDE` by `high`; told to who cannot see it."""
    return tag(
        "svg",
        tag("title", title),
        tag("desc", told),
        *parts,
        class_=class_,
        role="img",
        viewBox=f"0 0 {WIDE} {high}",
        preserveAspectRatio="none",
    )


def axis_label(value: Fraction, like: Row) -> str:
    """A value on an axis, in the manner of a print."""
    told = figures.style(
        like["unit"],
        like["currency"],
        exactly(value),
        figures.manner(like["figure"], like["unit"] or ""),
    )
    return figures.print_styled(exactly(value), told, exact=True)


def spanned(interval: Interval, like: Row) -> str:
    """An interval in words, in the manner of a print."""
    unit, is_change = like["unit"], like["form"] == "change"
    if is_change and like["change_unit"] != "absolute":
        unit = like["change_unit"]
    manner = figures.manner(like["figure"], unit or "")
    told = figures.style(unit, like["currency"], interval, manner)
    return figures.print_styled(interval, told, signed=is_change)


def width(text: str) -> int:
    """About how wide a label is."""
    return sum(_LETTER if sign.isascii() else 2 * _LETTER for sign in text)


def gutter(values: LinearScale, like: Row) -> int:
    """Where a drawing begins: right of what stands on its axis."""
    return max(width(axis_label(value, like)) for value in ticks(values)) + 6


def axis(values: LinearScale, like: Row, left: int, right: int) -> Iterator[Html]:
    """A line across for each round value, and what it stands for before it."""
    for value in ticks(values):
        place = values.place(value)
        yield tag("path", class_="grid", d=f"M{left} {fixed(place)}H{right}")
        told = axis_label(value, like)
        yield tag("text", told, x=left - 5, y=fixed(place + 4), text_anchor="end")
