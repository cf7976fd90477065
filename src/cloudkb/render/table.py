"""Rows 1, cards 1 (.txt): a Page for people at a terminal, as Rich tables."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len

from cloudkb.model import Column, Details, Excerpt, Page, Steps, Table
from cloudkb.render import safe
from cloudkb.render.paper import GAP, INDENT, LONGEST, Paper, Widths, widths

TAKES = "page"
HEEDS = ("width", "color")

WIDE = 100
"""From this many columns on, columns marked `wide` are shown."""


def render(page: Page, *, width: int = 80, color: bool = False) -> str:
    """The page as text of at most `width` cells a line; what is longer goes on below."""
    paper = Paper(width, color)
    paper.line(page.title, "bold")
    for joined, blocks in groupby(page.blocks, key=_joins):
        if joined:
            paper.gap()
            _tables(paper, [block for block in blocks if isinstance(block, Table)])
            continue
        for block in blocks:
            paper.gap()
            _block(paper, block)
    return paper.text()


def _joins(block: Table | Details | Steps | Excerpt) -> tuple[Column, ...]:
    """What joined neighbours have in common; nothing for all others."""
    return block.columns if isinstance(block, Table) and block.joined else ()


def _block(paper: Paper, block: Table | Details | Steps | Excerpt) -> None:
    if isinstance(block, Table):
        _tables(paper, [block])
    elif isinstance(block, Details):
        heading(paper, block.heading)
        _fields(paper, block.items)
    elif isinstance(block, Steps):
        heading(paper, block.heading)
        for line in block.lines:
            paper.line(line, indent=INDENT, hang=INDENT)
    else:
        excerpt(paper, block)


def heading(paper: Paper, text: str) -> None:
    """A heading over the whole width."""
    if text:
        paper.line(text, "bold")


def _tables(paper: Paper, tables: Sequence[Table]) -> None:
    """Tables of the same columns under one header; a single one has its heading on top.

    Headings that may stand before their rows do where there is room.
    """
    tables = _with_headings(tables, paper)
    columns = tables[0].columns
    cells = [[[safe.one_line(cell) for cell in row] for row in table.rows] for table in tables]
    every = [row for rows in cells for row in rows]
    shown = [
        index
        for index, column in enumerate(columns)
        if (paper.width >= WIDE or not column.wide) and any(row[index] for row in every)
    ]
    shown, sizes = _fitted(columns, shown, every, paper.width - INDENT)
    cells = [[[row[index] for index in shown] for row in rows] for rows in cells]
    chosen = [columns[index] for index in shown]
    titles = [safe.one_line(column.title) for column in chosen]
    rights = [column.right for column in chosen]
    styles = ["dim" if column.quiet else "" for column in chosen]

    def header() -> None:
        if any(titles):
            paper.table([titles], sizes, rights, ["dim"] * len(titles))

    if tables[0].joined:
        header()
    for table, rows in zip(tables, cells, strict=True):
        heading(paper, table.heading)
        if not table.joined:
            header()
        if len(shown) == 1:
            for (cell,) in rows:
                paper.line(cell, styles[0], indent=INDENT, hang=INDENT)
            rows = []
        for title, members, struck in _in_parts(table, rows):
            if title:
                paper.line(title, "dim", indent=INDENT)
            drawn = ["strike" if struck else style for style in styles]
            for run, taken in _spilling(members, sizes, [column.whole for column in chosen]):
                if run:
                    paper.table(run, taken, rights, drawn)
        for line in filter(None, table.footer.split("\n")):
            paper.line(line, "dim", indent=INDENT, hang=INDENT)


def _in_parts(
    table: Table, rows: Sequence[Sequence[str]]
) -> Iterable[tuple[str, Sequence[Sequence[str]], bool]]:
    """Runs of rows with the heading of each; the first ones have none."""
    ends = [part.start for part in table.parts[1:]] + [len(rows)]
    yield "", rows[: table.parts[0].start if table.parts else len(rows)], False
    for part, end in zip(table.parts, ends, strict=False):
        yield part.heading, rows[part.start : end], part.struck


_HEADING = 36
"""Cells that a heading needs to stand before its row."""


def _with_headings(tables: Sequence[Table], paper: Paper) -> Sequence[Table]:
    """One table with the headings as first column, where that is wanted and all fits."""
    if not all(table.before for table in tables):
        return tables
    columns = (Column("", least=_HEADING), *tables[0].columns)
    rows = [[table.heading, *row] for table in tables for row in table.rows]
    used = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    room = paper.width - INDENT
    found = _widths(columns, used, rows, room)
    return tables if found.missing(room) > 0 else [Table(columns, rows)]


def _widths(
    columns: Sequence[Column], shown: Sequence[int], rows: Sequence[Sequence[str]], room: int
) -> Widths:
    found = widths(
        [safe.one_line(columns[index].title) for index in shown],
        [[row[index] for index in shown] for row in rows],
        [_unbroken(columns[index], [row[index] for row in rows], room) for index in shown],
        room,
    )
    for place, index in enumerate(shown):
        least = min(columns[index].least, found.natural[place])
        found.least[place] = max(found.least[place], least)
    return found


_OVERLONG = 10
"""One cell of so many in a column may be longer than the column: its row goes on below it."""


def _unbroken(column: Column, cells: Sequence[str], room: int) -> int:
    """Up to how many cells a cell is not broken: all of them where the column may leave."""
    if not column.whole:
        return 0
    sizes = sorted(map(cell_len, cells), reverse=True)
    return room if column.gives else max(LONGEST, sizes[len(sizes) // _OVERLONG])


def _fitted(
    columns: Sequence[Column], shown: Sequence[int], rows: Sequence[Sequence[str]], room: int
) -> tuple[list[int], list[int]]:
    """The columns that have room, and how wide each is; those that give way leave in order."""
    kept = list(shown)
    while True:
        found = _widths(columns, kept, rows, room)
        giving = sorted((columns[index].gives, index) for index in kept if columns[index].gives)
        if not giving or found.missing(room) <= 0:
            return kept, found.shared(room)
        kept.remove(giving[0][1])


def _spilling(
    rows: Sequence[Sequence[str]], sizes: Sequence[int], whole: Sequence[bool]
) -> Iterable[tuple[list[Sequence[str]], Sequence[int]]]:
    """Rows in runs with their widths; behind a cell that is longer than its column, and must not
    be broken, the row goes on below.
    """
    run: list[Sequence[str]] = []
    for row in rows:
        end = 0
        for index, cell in enumerate(row):
            if whole[index] and cell_len(cell) > sizes[index]:
                first = ["" if place < end else each for place, each in enumerate(row[: index + 1])]
                yield run, sizes
                yield [first], [*sizes[:index], cell_len(cell)]
                run, end = [], index + 1
        rest = ["" if index < end else cell for index, cell in enumerate(row)]
        if any(rest):
            run.append(rest)
    yield run, sizes


def _fields(paper: Paper, items: Iterable[tuple[str, str]]) -> None:
    items = list(items)
    labels = max((cell_len(label) for label, _ in items), default=0)
    room = max(20, paper.width - INDENT - labels - GAP)
    rows = [
        (label if number == 0 else "", line)
        for label, value in items
        for number, line in enumerate(value.split("\n"))
    ]
    if rows:
        paper.table(rows, [labels, room], styles=["dim", ""])


def excerpt(paper: Paper, block: Excerpt) -> None:
    """Lines of a file with carets under the place, in display columns.

    A line too long for the screen is shown around the place, with an ellipsis for the rest.
    """
    digits = max((len(str(number)) for number, _ in block.lines), default=1)
    room = max(20, paper.width - digits - 6)
    place = block.place
    for number, text in block.lines:
        here = number == place.line
        start, shown, cut_at = _window(text, place.column if here else 1, room)
        lead, tail = ("…" if start else ""), ("…" if cut_at < len(text) else "")
        paper.raw(f"  {number:>{digits}} │ {lead}{safe.one_line(shown)}{tail}".rstrip(" "))
        if here:
            before = cell_len(safe.one_line(text[start : place.column - 1])) + len(lead)
            ends = place.end_column if place.end_line in (0, place.line) else len(text) + 1
            marked = text[place.column - 1 : min(max(ends - 1, place.column), cut_at)]
            carets = "^" * max(1, cell_len(safe.one_line(marked)))
            marks = _labelled(carets, before, safe.one_line(block.label), room)
            paper.raw(f"  {'':>{digits}} │ {marks}", "bold")


def _labelled(carets: str, before: int, label: str, room: int) -> str:
    """Carets with their label behind them, before them where that is too long, or alone."""
    if label and before + len(carets) + 1 + cell_len(label) <= room:
        return f"{' ' * before}{carets} {label}"
    if label and cell_len(label) < before:
        return f"{' ' * (before - cell_len(label) - 1)}{label} {carets}"
    return f"{' ' * before}{carets}"


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
