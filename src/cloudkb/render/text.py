"""Findings 1 (.txt): for people, with an excerpt and carets, what takes part, why, what to do."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from cloudkb.language import worded
from cloudkb.model import Excerpt, Finding, Place, Related, Report, Step
from cloudkb.render import concise
from cloudkb.render.paper import GAP, INDENT, Paper, shared_widths
from cloudkb.render.table import excerpt

TAKES = "findings"
HEEDS = ("excerpts", "summary", "folded", "width", "color")

Excerpts = Callable[[Place, str], Excerpt | None]

_PARTS_SHOWN = 8
"""Participants and steps drawn; of a longer proof only the steps nearest the clash."""
_STEPS_SHOWN = 6
_COUNTS = 8
"""Cells before what is said of a count."""
_STACKED = 3
"""Columns from which on a table may be stacked."""
_HEADINGS = ("basis", "reading")
"""Kinds of steps that begin a proof of their own."""
_AFTER = ("suspects", "implied")
"""Kinds of steps that follow a proof and stand apart from it."""


def render(
    report: Report,
    excerpts: Excerpts,
    summary: Iterable[str],
    folded: Sequence[str] = (),
    *,
    width: int,
    color: bool,
) -> str:
    """All findings in full, the lines for what was folded, then the summary.

    Where nothing but notes is told, the summary's first line comes first: the verdict.
    """
    paper = Paper(width, color)
    lines = list(summary)
    if lines and all(finding.severity == "note" for finding in report.findings):
        paper.line(lines.pop(0), "bold")
        paper.gap()
    for finding in report.findings:
        _finding(paper, finding, excerpts)
        paper.gap()
    for line in folded:
        paper.line(line, hang=INDENT)
    if folded:
        paper.gap()
    for line in lines:
        paper.line(line, hang=_COUNTS if line.startswith(" ") and len(line) > width else 0)
    return paper.text()


def _finding(paper: Paper, finding: Finding, excerpts: Excerpts) -> None:
    paper.line(concise.line(finding), "bold", hang=INDENT)
    shown = excerpts(finding.place, _label(finding))
    if shown is not None:
        paper.gap()
        excerpt(paper, shown)
    if finding.related:
        paper.gap()
        _related(paper, finding)
    proof = [step for step in finding.steps if step.kind not in _AFTER]
    after = [step for step in finding.steps if step.kind in _AFTER]
    _steps(paper, proof, max(len(finding.claims), len(proof)) > _PARTS_SHOWN)
    _steps(paper, after)
    if not after and (finding.hint or finding.next_command):
        paper.gap()
    _indented(paper, finding.hint)
    if finding.next_command:
        _indented(paper, worded("Next: {command}", command=finding.next_command), "dim")


def _label(finding: Finding) -> str:
    """What the figure under the carets stands for, where a participant says so."""
    here = (related.cells for related in finding.related if related.place == finding.place)
    return next((cells[-1] for cells in here if cells), "")


def _related(paper: Paper, finding: Finding) -> None:
    rows = [_cells(related) for related in finding.related[:_PARTS_SHOWN]]
    columns = max(len(row) for row in rows)
    rows = [row + [""] * (columns - len(row)) for row in rows]
    kept = [index for index in range(columns) if any(row[index] for row in rows)]
    rows = [[row[index] for index in kept] for row in rows]
    _columns(paper, rows)
    left = len(finding.related) - _PARTS_SHOWN
    if left > 0:
        more = worded("and {left} more: --format json lists them all", left=left)
        paper.line(more, indent=INDENT)
    for identity in finding.identities:
        paper.line(worded("with {identity}", identity=identity), "dim", indent=INDENT, hang=INDENT)


def _columns(paper: Paper, rows: Sequence[Sequence[str]]) -> None:
    """A line each; where that is too long, the name above the rest."""
    empty = [""] * len(rows[0])
    room = paper.width - INDENT
    natural = shared_widths(empty, rows, 10**6)
    if len(empty) < _STACKED or sum(natural) + GAP * (len(empty) - 1) <= room:
        paper.table(rows, shared_widths(empty, rows, room))
        return
    rest = [["", *row[1:]] for row in rows]
    widths = [0, *shared_widths(empty[1:], [row[1:] for row in rest], room - GAP)]
    for row, cells in zip(rows, rest, strict=True):
        paper.line(row[0], indent=INDENT, hang=INDENT)
        paper.table([cells], widths)


def _cells(related: Related) -> list[str]:
    if related.cells:
        return list(related.cells)
    return [related.claim or f"{related.place.file}:{related.place.line}", related.message]


def _steps(paper: Paper, steps: Sequence[Step], clipped: bool = False) -> None:
    """Steps, each proof of them clipped apart."""
    if not steps:
        return
    paper.gap()
    starts = [index for index, step in enumerate(steps) if step.kind in _HEADINGS]
    for start, end in pairwise(sorted({0, *starts, len(steps)})):
        here = steps[start:end]
        heading = here[:1] if here[0].kind in _HEADINGS else ()
        for step in heading:
            _indented(paper, step.text)
        left = len(here) - len(heading) - _STEPS_SHOWN
        if clipped and left > 0:
            before = worded(
                "After {number:,} earlier steps, which --format json lists:", number=left
            )
            paper.line(before, indent=INDENT)
        shown = here[len(heading) :]
        for step in shown[max(left, 0) if clipped else 0 :]:
            _indented(paper, step.text)


def _indented(paper: Paper, text: str, style: str = "") -> None:
    for line in filter(None, text.split("\n")):
        paper.line(line, style, indent=INDENT, hang=INDENT if style == "" else 0)
