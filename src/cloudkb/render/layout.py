"""Columns that line up: display widths, wrapping and alignment, for any script."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.cells import cell_len

GAP = 2
NARROWEST = 8


class Lane(NamedTuple):
    """A column as it is laid out: its width in cells, and to which side its text goes."""

    width: int
    right: bool = False


def pad(text: str, width: int, right: bool = False) -> str:
    """The text filled with spaces to a display width; never shortened."""
    fill = " " * max(0, width - cell_len(text))
    return fill + text if right else text + fill


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells: broken at spaces, else between any two characters.

    Han text has no spaces, so its words may break anywhere; a Latin word is broken only
    when it is longer than a whole line. Nothing is left out.
    """
    if cell_len(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if not line or cell_len(line) + cell_len(piece.rstrip(" ")) <= width:
            line += piece
        else:
            lines.append(line.rstrip(" "))
            line = piece
        while cell_len(line.rstrip(" ")) > width:
            cut = _fits(line, width)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip(" ") or not lines:
        lines.append(line.rstrip(" "))
    return lines


def _pieces(text: str) -> Iterable[str]:
    """What may stand at the start of a line: words with their spaces, single wide characters."""
    start = 0
    for index in range(1, len(text)):
        before, here = text[index - 1], text[index]
        if here == " ":
            continue
        wide = cell_len(before) == 2 and before not in "“‘(《「" and here not in "”’)》」,。、;:!?"
        opens = cell_len(here) == 2 and here not in "”’)》」,。、;:!?" and before not in "“‘(《「"
        if before == " " or wide or opens:
            yield text[start:index]
            start = index
    yield text[start:]


def _fits(text: str, width: int) -> int:
    """How many characters fit, at least one, so that wrapping always ends."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(1, index)
    return len(text)


def lanes(
    titles: Sequence[str], rows: Sequence[Sequence[str]], rights: Sequence[bool], width: int
) -> list[Lane]:
    """Widths that let everything stand on one line, or share out what there is.

    The column with most room beyond its longest word gives way first; words are broken
    only when that is not enough.
    """
    widths = [cell_len(title) for title in titles]
    words = list(widths)
    for row in rows:
        for index, cell in enumerate(row):
            widths[index] = max(widths[index], cell_len(cell))
    over = sum(widths) + GAP * (len(widths) - 1) - width
    if over > 0:
        for row in rows:
            for index, cell in enumerate(row):
                longest = max((cell_len(piece.rstrip()) for piece in _pieces(cell)), default=0)
                words[index] = max(words[index], longest)
        over = _give_way(widths, words, over)
        _give_way(widths, [NARROWEST] * len(widths), over)
    return [Lane(w, right) for w, right in zip(widths, rights, strict=True)]


def _give_way(widths: list[int], least: Sequence[int], over: int) -> int:
    """Take cells from the widest columns, none below its least; how many are still missing."""
    while over > 0:
        room = [w - low if w > low else 0 for w, low in zip(widths, least, strict=True)]
        if not any(room):
            break
        index = max((i for i, spare in enumerate(room) if spare), key=lambda i: widths[i])
        rest = max((w for i, w in enumerate(widths) if i != index and room[i]), default=0)
        taken = max(1, min(over, room[index], widths[index] - rest))
        widths[index] -= taken
        over -= taken
    return over


def lay(cells: Sequence[str], columns: Sequence[Lane]) -> list[list[str]]:
    """One row as lines of padded cells; a cell too long for its column goes on below."""
    wrapped = [wrap(cell, lane.width) for cell, lane in zip(cells, columns, strict=True)]
    height = max((len(cell) for cell in wrapped), default=0)
    return [
        [
            pad(cell[line] if line < len(cell) else "", lane.width, lane.right)
            for cell, lane in zip(wrapped, columns, strict=True)
        ]
        for line in range(height)
    ]
