"""A Page as Markdown: headings and pipe tables, every cell escaped."""

from cloudkb.model import Excerpt, Fields, Page, Steps, Table
from cloudkb.render import safe

_SPECIAL = str.maketrans({character: "\\" + character for character in "\\`*_[]<>|~#&!$"})


def escape(text: str) -> str:
    """The text with Markdown's own characters escaped, on one line."""
    return safe.one_line(text).translate(_SPECIAL)


def render(page: Page) -> str:
    """The page as GitHub-flavoured Markdown."""
    parts = [f"# {escape(page.title)}"] if page.title else []
    for block in page.blocks:
        if block_heading(block):
            parts.append(f"## {escape(block_heading(block))}")
        if isinstance(block, Table):
            parts.append(_table(block))
            if block.footer:
                parts.append(escape(block.footer))
        elif isinstance(block, Fields):
            parts.append("\n".join(_field(label, value) for label, value in block.items))
        elif isinstance(block, Steps):
            parts.append("\n".join(f"- {escape(line)}" for line in block.lines))
        else:
            parts.append(_code(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def block_heading(block: Table | Fields | Steps | Excerpt) -> str:
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
    rows = ["| " + " | ".join(escape(row[index]) for index in used) + " |" for row in table.rows]
    return "\n".join([head, rule, *rows])


def _code(block: Excerpt) -> str:
    # four spaces make a code block that no content can close
    return "\n".join(f"    {number} │ {safe.one_line(text)}" for number, text in block.lines)
