"""Shares of a whole on one bar: what each has at least, what rounding leaves, what is left."""

from collections.abc import Sequence
from fractions import Fraction
from sqlite3 import Row
from typing import NamedTuple

from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.render.html import Html, tag
from cloudkb.reporting.axes import WIDE, axis_label, stretched
from cloudkb.reporting.scale import LinearScale


class Layer(NamedTuple):
    """What one has of the whole."""

    name: str
    interval: Interval
    told: str
    """As printed."""
    colour: int
    claim: str


class Stack(NamedTuple):
    """The bar, and what is left in words."""

    picture: Html
    rest: str


def drawing(title: str, parts: Sequence[Layer], like: Row) -> Stack | None:
    """The bar; None where fewer than two have a share, or the least shares exceed the whole.

    One after the other from the left what each has at least, then hatched all that rounding
    leaves open, then what is left for others at least.
    """
    lows = [part.interval.low or Fraction(0) for part in parts]
    highs = [part.interval.high or Fraction(0) for part in parts]
    least, most = sum(lows, Fraction(0)), sum(highs, Fraction(0))
    if len(parts) < 2 or not 0 < least <= 1:
        return None
    scale = LinearScale(Fraction(0), Fraction(1), Fraction(0), Fraction(WIDE))
    shapes, before = [], Fraction(0)
    for part, low in zip(parts, lows, strict=True):
        shapes.append(_rect(scale, before, before + low, f"f{part.colour}"))
        before += low
    end = min(most, Fraction(1))
    shapes.append(_rect(scale, before, end, "between"))
    shapes.append(_rect(scale, end, Fraction(1), "left"))
    rest = worded(
        "{start} to {end}", start=axis_label(1 - end, like), end=axis_label(1 - least, like)
    )
    rest = worded("left for others {rest}", rest=rest)
    told = worded(", ", "，").join(
        worded("{name} {figure}", name=part.name, figure=part.told) for part in parts
    )
    told = worded("; ", "；").join((told, rest))
    return Stack(stretched(title, told, 10, shapes, "stack"), rest)


def _rect(scale: LinearScale, low: Fraction, high: Fraction, kind: str) -> Html:
    left, right = scale.at(low), scale.at(high)
    return tag("path", class_=kind, d=f"M{left} 0H{right}V10H{left}Z")
