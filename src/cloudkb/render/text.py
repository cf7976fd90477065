"""Findings for people: where, an excerpt with carets, what takes part, why, what to do."""

from collections.abc import Callable, Iterable, Iterator

from cloudkb.model import Excerpt, Finding, Place, Report
from cloudkb.render import concise, safe
from cloudkb.render.layout import lanes, lay, wrap
from cloudkb.render.table import Painter, excerpt

Excerpts = Callable[[Place, str], Excerpt | None]

_PARTS_SHOWN = 8


def render(
    report: Report, excerpts: Excerpts, summary: Iterable[str], *, width: int, color: bool
) -> str:
    """All findings in full, then the summary."""
    paint = Painter(color)
    blocks = ["\n".join(_finding(f, excerpts, width, paint)) for f in report.findings]
    blocks.append("\n".join(line for text in summary for line in wrap(safe.one_line(text), width)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _finding(finding: Finding, excerpts: Excerpts, width: int, paint: Painter) -> Iterator[str]:
    first, *rest = wrap(concise.line(finding), width)
    yield paint.bold(first)
    yield from (paint.bold(f"  {line}") for line in rest)
    shown = excerpts(finding.place, "")
    if shown is not None:
        yield ""
        yield from excerpt(shown, width, paint)
    if finding.related:
        yield ""
        yield from _related(finding, width)
    if finding.steps:
        yield ""
        for step in finding.steps:
            yield from _indented(step.text, width)
    if finding.hint or finding.next_command:
        yield ""
    if finding.hint:
        yield from _indented(finding.hint, width)
    if finding.next_command:
        yield from (paint.dim(line) for line in _indented(f"Next: {finding.next_command}", width))


def _related(finding: Finding, width: int) -> Iterator[str]:
    rows = [
        [
            safe.one_line(related.claim or f"{related.place.file}:{related.place.line}"),
            safe.one_line(related.message),
        ]
        for related in finding.related[:_PARTS_SHOWN]
    ]
    columns = lanes(["", ""], rows, [False, False], width - 2)
    for row in rows:
        for cells in lay(row, columns):
            yield ("  " + "  ".join(cells)).rstrip()
    left = len(finding.related) - _PARTS_SHOWN
    if left > 0:
        yield f"  and {left} more: --format json lists them all"


def _indented(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield from (f"  {part}" for part in wrap(safe.one_line(line), width - 2))
