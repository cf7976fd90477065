"""Rows 5, cards 3 (.md): a Page as Markdown, headings and pipe tables, every cell escaped."""

import re
from collections.abc import Iterator

from cloudkb.model import Details, Excerpt, Page, Steps, Table
from cloudkb.render import safe

TAKES = "page"

_SPECIAL = str.maketrans({character: "\\" + character for character in "\\`*_[]<>|~#&!$"})

# what GitHub makes a link or a mention of by itself, even where a backslash stands before it:
# addresses, mail, @names, #1 and GH-1, names of commits
_LINKS = re.compile(
    r"(?:"
    r"(?:[a-z][a-z0-9+.-]{0,15}://|www\.|mailto:|xmpp:)[!-~]*"
    r"|[\w.+/-]{0,40}(?:@[\w.-]|#\d)[\w.+/@#-]*"
    r"|(?<![a-z0-9])gh-\d+"
    r"|(?<![^\W_])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}(?![^\W_])"
    r")+",
    re.IGNORECASE,
)
_HINTS = ("@", "#", "://", "www.", "mailto:", "xmpp:", "gh-")
"""Without one of these, and without what may be a commit, there is nothing to link."""
_HEX = re.compile(r"[0-9a-f]{7}")
_CODE = re.compile(r"[^`|<>\[\]\\]+")
"""What may stand in a code span of one backtick, in tables too."""


def escape(text: str) -> str:
    """The text with Markdown's own characters escaped, on one line.

    What would be linked by itself is set as code, which no reader of Markdown links and
    which shows and copies as it is.
    """
    line = safe.one_line(text)
    lower = line.lower()
    if any(hint in lower for hint in _HINTS) or _HEX.search(lower):
        escaped = _with_code(line)
    else:
        escaped = _plain(line)
    return escaped.replace(":", "\\:", 1) if safe.opens_command(escaped) else escaped


def _with_code(line: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _LINKS.finditer(line):
        parts.append(_plain(line[end : found.start()]))
        parts += _unlinked(found[0])
        end = found.end()
    return "".join([*parts, _plain(line[end:])])


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)


def _unlinked(text: str) -> Iterator[str]:
    """An address as code; what cannot stand in code is escaped between two pieces of it."""
    end = 0
    for piece in _CODE.finditer(text):
        yield _plain(text[end : piece.start()])
        yield f"`{piece[0]}`"
        end = piece.end()
    yield _plain(text[end:])


def render(page: Page) -> str:
    """The page as GitHub-flavoured Markdown."""
    parts = [f"# {escape(page.title)}"] if page.title else []
    for block in page.blocks:
        if block_heading(block):
            parts.append(f"## {escape(block_heading(block))}")
        if isinstance(block, Table):
            parts.append(_table(block))
            if block.footer:
                parts += map(escape, block.footer.split("\n"))
        elif isinstance(block, Details):
            parts.append("\n".join(_field(label, value) for label, value in block.items))
        elif isinstance(block, Steps):
            parts.append("\n".join(f"- {escape(line)}" for line in block.lines))
        else:
            parts.append(_code(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def block_heading(block: Table | Details | Steps | Excerpt) -> str:
    """The heading over a block; an excerpt has none."""
    return "" if isinstance(block, Excerpt) else block.heading


def _field(label: str, value: str) -> str:
    lines = [escape(line) for line in value.split("\n")]
    return f"- **{escape(label)}**: " + "<br>".join(lines)


def _table(table: Table) -> str:
    used = [index for index in range(len(table.columns)) if any(row[index] for row in table.rows)]
    columns = [table.columns[index] for index in used]
    head = "| " + " | ".join(escape(column.title) or " " for column in columns) + " |"
    rule = "|" + "|".join(" ---: " if column.right else " --- " for column in columns) + "|"
    parts = {part.start: part for part in table.parts}
    rows, struck = [], False
    for number, row in enumerate(table.rows):
        if number in parts:
            struck = parts[number].struck
            rows.append(f"| **{escape(parts[number].heading)}** |" + " |" * (len(used) - 1))
        cells = (escape(row[index]) for index in used)
        told = (f"~~{cell}~~" if struck and cell else cell for cell in cells)
        rows.append(f"| {' | '.join(told)} |")
    return "\n".join([head, rule, *rows])


def _code(block: Excerpt) -> str:
    # four spaces make a code block that no content can close
    lines = (f"    {number} │ {safe.one_line(text)}" for number, text in block.lines)
    return safe.in_job("\n".join(lines))
