"""The numbers of a text at a terminal: paragraph by paragraph, each with a sign and in colour."""

from collections.abc import Callable, Sequence
from itertools import groupby

from cloudkb.language import worded
from cloudkb.model import Audited, AuditStatus
from cloudkb.render.paper import INDENT, Paper

_STYLES: dict[AuditStatus, str] = {
    "covered": "green",
    "implied": "cyan",
    "ignored": "dim",
    "missing": "yellow",
    "differs": "bold red",
    "refuted": "bold magenta",
    "none": "",
}

Says = Callable[[Audited], str]


def render(
    numbers: Sequence[Audited],
    says: Says,
    place: Callable[[int], str],
    head: str,
    foot: Sequence[str],
    *,
    width: int,
    color: bool,
) -> str:
    """Each number on a line with what `says` tells of it, under its paragraph; then totals."""
    paper = Paper(width, color)
    paper.line(head, "bold")
    for paragraph, members in groupby(numbers, key=lambda one: one.paragraph):
        paper.gap()
        here = list(members)
        line = f"{here[0].line:,}"
        paper.line(worded("{place}, line {line}", place=place(paragraph), line=line), "bold")
        for one in here:
            paper.line(says(one), _STYLES[one.status], indent=INDENT, hang=2 * INDENT)
    paper.gap()
    for line in foot:
        paper.line(line)
    return paper.text()
