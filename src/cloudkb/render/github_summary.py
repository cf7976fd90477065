"""Findings as the summary of a GitHub job: Markdown on the page of the run."""

from collections.abc import Sequence

from cloudkb.model import Finding
from cloudkb.render import md
from cloudkb.render.github import worst_first

LIMIT = 1024 * 1024
"""Bytes that GitHub takes for one step; it drops the whole summary of a larger one."""
_LONGEST = 1000
"""Characters of one message: a table is for reading."""


def render(findings: Sequence[Finding], lines: Sequence[str], room: int = LIMIT) -> str:
    """A heading, the lines that sum up, a table of findings, worst first.

    At most `room` bytes: rows beyond it are counted, and nothing is written where not even
    the heading has room. Text from facts stays text: it ends no cell and makes no markup.
    """
    parts = ["\n### cloudkb validate\n\n"]
    parts += [f"- {md.escape(line.strip())}\n" for line in lines]
    parts.append("\n")
    left = room - _size(*parts)
    rows = [_row(finding) for finding in worst_first(findings)]
    if rows:
        head = "| severity | rule | place | finding |\n| --- | --- | --- | --- |\n"
        shown, left = _fitting(rows, left - _size(head, _more(len(rows))))
        parts += [head, *shown]
        if len(shown) < len(rows):
            parts.append(_more(len(rows) - len(shown)))
    return "".join(parts) + "\n" if left > 0 else ""


def _fitting(rows: Sequence[str], left: int) -> tuple[list[str], int]:
    """The rows from the first on that have room, and the room that stays."""
    shown = []
    for row in rows:
        if _size(row) >= left:
            break
        left -= _size(row)
        shown.append(row)
    return shown, left


def _row(finding: Finding) -> str:
    place = f"{finding.place.file}:{finding.place.line}"
    words = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1] + "…"
    cells = (finding.severity, finding.rule, place, words)
    return "| " + " | ".join(md.escape(cell) for cell in cells) + " |\n"


def _more(count: int) -> str:
    return f"\n{count:,} more: `cloudkb validate --format concise`\n"


def _size(*texts: str) -> int:
    return sum(len(text.encode("utf-8", "backslashreplace")) for text in texts)
