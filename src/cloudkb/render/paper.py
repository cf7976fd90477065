"""Where text for people is laid out: Rich's console, writing into a string.

Text from facts reaches Rich only as `Text`, whose brackets are no markup.
"""

from collections.abc import Sequence
from io import StringIO
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cloudkb.language import in_chinese
from cloudkb.render import safe
from cloudkb.render.wrapping import longest_word, wrapped

GAP = 2
INDENT = 2
_NARROWEST = 8
LONGEST = 20
"""Cells that are never broken have room up to this; behind a longer one its row goes on below."""


class Paper:
    """Lines and tables one below the other, at most `width` cells wide."""

    def __init__(self, width: int, color: bool) -> None:
        """Bold and dim where `color`; nothing else, so that dark and light both read well."""
        self.width = width
        self._color = color
        self._out = StringIO()
        self._console = Console(
            file=self._out,
            width=width,
            color_system="standard" if color else None,
            force_terminal=color,
            no_color=False,
            legacy_windows=False,
            # size and colour were settled; whatever variables Rich reads could only break it
            height=25,
            _environ={},
        )

    def text(self) -> str:
        """Everything written, without spaces at the ends of lines, with one line break last."""
        lines = [line.rstrip(" ") for line in self._out.getvalue().strip("\n").split("\n")]
        return "\n".join(lines) + "\n"

    def gap(self) -> None:
        """An empty line."""
        self._out.write("\n")

    def line(self, text: str, style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A sentence, indented; its further lines by `hang` more."""
        room = max(20, self.width - indent - hang)
        told = safe.one_line(text)
        if in_chinese():
            # between characters, but no figure is parted that has room on a line
            told = "\n".join(wrapped(told, room))
        parts = Text(told).wrap(self._console, room, overflow="fold")
        for number, part in enumerate(parts):
            part.rstrip()
            part.stylize(style)
            self._console.print(Text(" " * (indent + (hang if number else 0))) + part)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        rights: Sequence[bool] = (),
        styles: Sequence[str] = (),
    ) -> None:
        """Rows in columns of the given widths; a cell that is longer goes on below."""
        cells = [[safe.one_line(cell) for cell in row] for row in rows]
        room = INDENT + sum(widths) + GAP * (len(widths) - 1)
        if not self._color and room <= self.width:
            for as_they_are, run in groupby(cells, lambda row: _fits(row, widths)):
                if as_they_are:
                    self._out.writelines(_set(row, widths, rights) for row in run)
                else:
                    self._drawn(list(run), widths, rights, styles)
        else:
            self._drawn(cells, widths, rights, styles)

    def _drawn(
        self,
        rows: Sequence[Sequence[str]],
        widths: Sequence[int],
        rights: Sequence[bool],
        styles: Sequence[str],
    ) -> None:
        drawn = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
        for index, width in enumerate(widths):
            right = bool(rights) and rights[index]
            style = styles[index] if styles else ""
            drawn.add_column(
                width=width, justify="right" if right else "left", style=style, overflow="fold"
            )
        for row in rows:
            if in_chinese():
                # Rich breaks what has no spaces anywhere, within a number too
                row = ["\n".join(wrapped(*each)) for each in zip(row, widths, strict=False)]
            drawn.add_row(*map(Text, row))
        self._console.print(Padding(drawn, (0, 0, 0, INDENT), expand=False))

    def raw(self, text: str, style: str = "") -> None:
        """One line as it is, however long."""
        self._console.print(Text(text, style=style), soft_wrap=True)


def _fits(row: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether a row is one line, of cells that begin and end with a sign.

    Most rows do, and Rich, which breaks the others, takes twenty times as long to find nothing to
    break.
    """
    return len(row) == len(widths) and all(
        cell == cell.strip() and cell_len(cell) <= width
        for cell, width in zip(row, widths, strict=True)
    )


def _set(row: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> str:
    """A row of which every cell fits, set as Rich sets it."""
    told = []
    for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - cell_len(cell))
        told.append(space + cell if rights and rights[index] else cell + space)
    return " " * INDENT + (" " * GAP).join(told) + "\n"


def shared_widths(titles: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Column widths for tables under one header, together at most `width`, none kept whole."""
    return widths(titles, rows, [0] * len(titles), width).shared(width)


class Widths(NamedTuple):
    """How wide the columns of tables under one header are."""

    natural: list[int]
    """Every cell on one line."""
    least: list[int]
    """Words broken nowhere; in columns kept whole, cells up to a length on one line."""

    def missing(self, width: int) -> int:
        """Cells that lack of `width` where all columns have their least; negative where none."""
        return sum(self.least) + GAP * (len(self.least) - 1) - width

    def shared(self, width: int) -> list[int]:
        """The widths, together at most `width`.

        The widest column gives way first, to its least; words are broken only when that is
        not enough.
        """
        widths = list(self.natural)
        over = sum(widths) + GAP * (len(widths) - 1) - width
        over = _give_way(widths, self.least, over)
        _give_way(widths, [_NARROWEST] * len(widths), over)
        return widths


def widths(
    titles: Sequence[str], rows: Sequence[Sequence[str]], whole: Sequence[int], width: int
) -> Widths:
    """How wide columns have to be; `whole` says up to how many cells a cell is not broken."""
    natural = [cell_len(title) for title in titles]
    least = list(natural)
    for row in rows:
        for index, cell in enumerate(row):
            size = cell_len(cell)
            natural[index] = max(natural[index], size)
            if size <= least[index]:
                continue
            if whole[index]:
                least[index] = size if size <= whole[index] else least[index]
            else:
                longest = longest_word(cell)
                least[index] = max(least[index], min(longest, width // 2))
    return Widths(natural, least)


def _give_way(widths: list[int], least: Sequence[int], over: int) -> int:
    """Take cells from the widest columns, none below its least; how many are still missing."""
    while over > 0:
        room = [index for index, low in enumerate(least) if widths[index] > low]
        if not room:
            break
        index = max(room, key=lambda i: widths[i])
        widths[index] -= 1
        over -= 1
    return over
