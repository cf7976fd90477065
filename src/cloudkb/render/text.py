"""Findings for people: where, an excerpt with carets, what takes part, why, what to do."""

from collections.abc import Callable, Iterable

from cloudkb.model import Excerpt, Finding, Place, Report
from cloudkb.render import concise
from cloudkb.render.paper import INDENT, Paper, shared_widths
from cloudkb.render.table import excerpt

Excerpts = Callable[[Place, str], Excerpt | None]

_PARTS_SHOWN = 8


def render(
    report: Report, excerpts: Excerpts, summary: Iterable[str], *, width: int, color: bool
) -> str:
    """All findings in full, then the summary."""
    paper = Paper(width, color)
    for finding in report.findings:
        _finding(paper, finding, excerpts)
        paper.gap()
    for line in summary:
        paper.line(line)
    return paper.text()


def _finding(paper: Paper, finding: Finding, excerpts: Excerpts) -> None:
    paper.line(concise.line(finding), "bold", hang=INDENT)
    shown = excerpts(finding.place, "")
    if shown is not None:
        paper.gap()
        excerpt(paper, shown)
    if finding.related:
        paper.gap()
        _related(paper, finding)
    if finding.steps:
        paper.gap()
        for step in finding.steps:
            _indented(paper, step.text)
    if finding.hint or finding.next_command:
        paper.gap()
    _indented(paper, finding.hint)
    if finding.next_command:
        _indented(paper, f"Next: {finding.next_command}", "dim")


def _related(paper: Paper, finding: Finding) -> None:
    rows = [
        [related.claim or f"{related.place.file}:{related.place.line}", related.message]
        for related in finding.related[:_PARTS_SHOWN]
    ]
    paper.table(rows, shared_widths(["", ""], rows, paper.width - INDENT))
    left = len(finding.related) - _PARTS_SHOWN
    if left > 0:
        paper.line(f"and {left} more: --format json lists them all", indent=INDENT)


def _indented(paper: Paper, text: str, style: str = "") -> None:
    for line in filter(None, text.split("\n")):
        paper.line(line, style, indent=INDENT)
