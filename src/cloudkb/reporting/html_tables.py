"""Tables of a page."""

from collections.abc import Iterable, Sequence

from cloudkb.render.html import Html, tag


def table(heads: Sequence[str], rows: Iterable[Html], **attributes: str) -> Html:
    """Rows under the heads of their columns."""
    head = tag("tr", *(tag("th", each, scope="col") for each in heads))
    return tag("table", tag("thead", head), tag("tbody", *rows), **attributes)


def scrolled(wide: Html, label: str) -> Html:
    """A table that may be wider than the page, in a frame that a keyboard can reach."""
    return tag("div", wide, class_="wide", tabindex="0", role="region", aria_label=label)
