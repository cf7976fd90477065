"""Verdicts as a reader sees them: a word, a shape and a colour, never one of them alone."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.language import worded
from cloudkb.render.html import Html, joined, tag
from cloudkb.reporting.axes import WIDE, stretched
from cloudkb.reporting.html_tables import table
from cloudkb.reporting.scale import fixed
from cloudkb.verdict import MEANS, Name, in_words


def badge(name: Name, accepted: bool = False, superseded: bool = False) -> Html:
    """The verdict of a claim; its shape and colour are in style.css."""
    word = worded(in_words(name))
    word = worded("{verdict}, accepted", verdict=word) if accepted else word
    word = (
        worded("{verdict}, superseded", "{verdict}，已被更新", verdict=word) if superseded else word
    )
    return tag("span", word, class_=f"v-{name}")


def bar(counts: Sequence[tuple[Name, int]]) -> Html:
    """How many claims have each verdict, as one bar; the legend tells the numbers."""
    shown = [(name, count) for name, count in counts if count]
    total = sum(count for _, count in shown)
    told = worded(", ", "，").join(
        worded("{verdict} {count}", verdict=worded(in_words(name)), count=count)
        for name, count in shown
    )
    parts, before = [], 0
    for name, count in shown:
        left = Fraction(before * WIDE, total)
        wide = Fraction(count * WIDE, total)
        before += count
        shape = {"x": fixed(left), "y": "0", "width": fixed(wide), "height": "10"}
        parts.append(tag("rect", class_=f"f-{name}", **shape))
    title = worded("Verdicts on {total:,} claims", total=total)
    return stretched(title, told, 10, parts, "bar")


def legend(counts: Sequence[tuple[Name, int]]) -> Html:
    """Each verdict with its number and what it means."""
    rows = [
        tag(
            "tr",
            tag("th", badge(name), scope="row"),
            tag("td", f"{count:,}"),
            tag("td", worded(MEANS[name])),
        )
        for name, count in counts
        if count
    ]
    heads = worded("Verdict"), worded("Claims"), worded("That is")
    return table(heads, rows, class_="legend")


def short(counts: Sequence[tuple[Name, int]]) -> Html:
    """The numbers of a few claims in a line of signs, told whole to who cannot see them."""
    shown = [(name, count) for name, count in counts if count and name != "no-figure"]
    signs = [
        tag("span", f"{count}", class_=f"v-{name}", aria_hidden="true") for name, count in shown
    ]
    told = worded(", ", "，").join(
        worded("{count} {verdict}", count=count, verdict=worded(in_words(name)))
        for name, count in shown
    )
    return joined([tag("span", *signs, class_="signs"), tag("span", told, class_="unseen")])
