"""A Page for people at a terminal: bold and dim only, so that dark and light both read well."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len

from cloudkb.model import Column, Excerpt, Fields, Page, Steps, Table
from cloudkb.render import safe
from cloudkb.render.layout import GAP, Lane, lanes, lay, pad, wrap

WIDE = 100
"""From this many columns on, columns marked `wide` are shown."""
_INDENT = "  "
_QUIET = ("date", "claim", "aliases")
"""Columns that are looked up rather than read."""
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Painter:
    """Bold and dim where the terminal takes colour, nothing where it does not."""

    def __init__(self, color: bool) -> None:
        """Paint only when `color`."""
        self.color = color

    def bold(self, text: str) -> str:
        """The text in bold."""
        return f"{_BOLD}{text}{_PLAIN}" if self.color and text else text

    def dim(self, text: str) -> str:
        """The text in dim."""
        return f"{_DIM}{text}{_PLAIN}" if self.color and text else text


def render(page: Page, *, width: int = 80, color: bool = False) -> str:
    """The page as text of at most `width` cells a line; what is longer goes on below."""
    paint = Painter(color)
    parts = [[paint.bold(line) for line in wrap(safe.one_line(page.title), width)]]
    for joined, blocks in groupby(page.blocks, key=_joins):
        if joined:
            parts.append(list(_tables([b for b in blocks if isinstance(b, Table)], width, paint)))
        else:
            parts.extend(list(_block(block, width, paint)) for block in blocks)
    return "\n\n".join("\n".join(part) for part in parts if any(part)) + "\n"


def _joins(block: Table | Fields | Steps | Excerpt) -> tuple[Column, ...]:
    """What joined neighbours have in common; nothing for all others."""
    return block.columns if isinstance(block, Table) and block.joined else ()


def _block(block: Table | Fields | Steps | Excerpt, width: int, paint: Painter) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _tables([block], width, paint)
    elif isinstance(block, Fields):
        yield from heading(block.heading, width, paint)
        yield from _fields(block.items, width, paint)
    elif isinstance(block, Steps):
        yield from heading(block.heading, width, paint)
        for line in block.lines:
            yield from _hang(safe.one_line(line), width)
    else:
        yield from excerpt(block, width, paint)


def heading(text: str, width: int, paint: Painter) -> Iterator[str]:
    """A heading over the whole width."""
    if text:
        yield from (paint.bold(line) for line in wrap(safe.one_line(text), width))


def _tables(tables: Sequence[Table], width: int, paint: Painter) -> Iterator[str]:
    """Tables of the same columns under one header; a single one has its heading on top."""
    columns = tables[0].columns
    shown = [
        index
        for index, column in enumerate(columns)
        if (width >= WIDE or not column.wide)
        and any(row[index] for table in tables for row in table.rows)
    ]
    cells = [[[safe.one_line(row[i]) for i in shown] for row in table.rows] for table in tables]
    titles = [safe.one_line(columns[index].title) for index in shown]
    widths = lanes(
        titles,
        [row for rows in cells for row in rows],
        [columns[index].right for index in shown],
        width - len(_INDENT),
    )
    header = [paint.dim(line) for line in _lines([titles], widths, ())] if any(titles) else []
    quiet = [paint.dim if columns[index].key in _QUIET else str for index in shown]
    if tables[0].joined:
        yield from header
    for table, rows in zip(tables, cells, strict=True):
        yield from heading(table.heading, width, paint)
        if not table.joined:
            yield from header
        yield from _lines(rows, widths, quiet)
        for line in filter(None, table.footer.split("\n")):
            yield from (paint.dim(part) for part in _hang(safe.one_line(line), width))


def _lines(
    rows: Iterable[Sequence[str]], widths: Sequence[Lane], paints: Sequence[Callable[[str], str]]
) -> Iterator[str]:
    for row in rows:
        for line in lay(row, widths):
            while line and not line[-1].strip():
                line.pop()
            if line:
                line[-1] = line[-1].rstrip(" ")
            cells = [paint(cell) for paint, cell in zip(paints, line, strict=False)] or line
            yield _INDENT + (" " * GAP).join(cells)


def _fields(items: Iterable[tuple[str, str]], width: int, paint: Painter) -> Iterator[str]:
    items = list(items)
    labels = max((cell_len(label) for label, _ in items), default=0)
    room = max(20, width - len(_INDENT) - labels - GAP)
    for label, value in items:
        first = paint.dim(pad(label, labels))
        for line in value.split("\n"):
            for part in wrap(safe.one_line(line), room):
                yield f"{_INDENT}{first}{' ' * GAP}{part}".rstrip(" ")
                first = " " * labels


def _hang(text: str, width: int) -> Iterator[str]:
    """A sentence, indented; its further lines a little more."""
    first, *rest = wrap(text, width - len(_INDENT) * 2)
    yield _INDENT + first
    yield from (_INDENT * 2 + line for line in rest)


def excerpt(block: Excerpt, width: int, paint: Painter) -> Iterator[str]:
    """Lines of a file with carets under the place, in display columns.

    A line too long for the screen is shown around the place, with an ellipsis for the rest.
    """
    number_width = max((len(str(number)) for number, _ in block.lines), default=1)
    room = max(20, width - number_width - 6)
    place = block.place
    for number, text in block.lines:
        here = number == place.line
        start, shown, cut_at = _window(text, place.column if here else 1, room)
        body = safe.one_line(shown)
        lead, tail = ("…" if start else ""), ("…" if cut_at < len(text) else "")
        yield f"  {paint.dim(f'{number:>{number_width}} │')} {lead}{body}{tail}".rstrip(" ")
        if here:
            before = cell_len(safe.one_line(text[start : place.column - 1])) + len(lead)
            ends = place.end_column if place.end_line in (0, place.line) else len(text) + 1
            marked = text[place.column - 1 : min(max(ends - 1, place.column), cut_at)]
            carets = "^" * max(1, cell_len(safe.one_line(marked)))
            gutter = " " * number_width
            label = f" {safe.one_line(block.label)}" if block.label else ""
            line = f"  {paint.dim(f'{gutter} │')} {' ' * before}{paint.bold(carets)}{label}"
            yield line


def _window(text: str, column: int, room: int) -> tuple[int, str, int]:
    """The part of a long line around a column: where it starts, the part, where it ends."""
    if len(text) * 2 <= room or cell_len(text) <= room:
        return 0, text, len(text)
    start = 0 if column <= room // 2 else column - room // 3
    end = start
    used = 2
    while end < len(text) and used < room:
        used += cell_len(text[end])
        end += 1
    return start, text[start:end], end
