"""A few intervals on one scale: what a print leaves open, beside what others print or imply."""

from collections.abc import Sequence
from typing import NamedTuple

from cloudkb.exact import exact_text
from cloudkb.interval import Interval
from cloudkb.language import marked, worded
from cloudkb.render.html import Html, said, tag
from cloudkb.reporting.axes import WIDE, stretched
from cloudkb.reporting.scale import LinearScale, scale_around

_BAR = "M{left} 3H{right}V11H{left}Z"


class StripLine(NamedTuple):
    """One line of the drawing."""

    label: Html
    interval: Interval
    told: str
    """The interval in words."""
    kind: str
    """`own`, `other`, `implied` or `ahead`: how it is filled."""


def drawing(strips: Sequence[StripLine]) -> Html:
    """The lines under each other on one scale; one of them at least has an end."""
    scale = scale_around([each.interval for each in strips], 0, WIDE)
    return tag(
        "ul",
        *(_line(each, scale) for each in strips),
        class_="strips",
        data_from=exact_text(scale.low),
        data_to=exact_text(scale.high),
    )


def _line(strip: StripLine, scale: LinearScale) -> Html:
    interval = strip.interval
    left = "0" if interval.low is None else scale.at(interval.low)
    right = str(WIDE) if interval.high is None else scale.at(interval.high)
    is_open = " open" if None in (interval.low, interval.high) else ""
    bar = tag("path", class_=f"bar-{strip.kind}{is_open}", d=_BAR.format(left=left, right=right))
    drawn = stretched(worded(_SAYS[strip.kind]), strip.told, 14, [bar])
    return tag(
        "li",
        tag("span", strip.label, class_="who"),
        drawn,
        said(strip.told, class_="told"),
    )


_SAYS = {
    "own": marked("What this print stands for"),
    "other": marked("What another print stands for"),
    "implied": marked("What the others imply"),
    "ahead": marked("What was said ahead"),
}
