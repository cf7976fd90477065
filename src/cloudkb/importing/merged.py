"""Merged cells of a workbook: what stands once and is meant of all that they cover.

A header stands over all its columns and rows; a name or period beside rows is that of each. Of a
figure nobody can tell which row or column it is of: it is refused where one is read from it.
"""

import re
from collections.abc import Iterable, Iterator

from cloudkb.importing.cell_figures import is_number
from cloudkb.importing.headers import period_of
from cloudkb.importing.record import ImportRefused
from cloudkb.importing.sheets import EMPTY, Cell, Merged, Sheet
from cloudkb.language import worded

_REFERENCE = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"'
)
_CORNER = re.compile(r"([A-Z]+)(\d+)")


def merged_cells(sheet: bytes) -> Iterator[Merged]:
    """What the XML of a sheet merges."""
    for found in _REFERENCE.finditer(sheet):
        corners = [one.decode() for one in found.groups()]
        (top, left), (bottom, right) = map(_place, corners)
        yield Merged(top, left, bottom, right, ":".join(corners))


def _place(corner: str) -> tuple[int, int]:
    letters, row = _CORNER.fullmatch(corner).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(row), column


def spread(sheet: Sheet, header: tuple[int, int]) -> Sheet:
    """A sheet with its merged cells filled, given the first and last row of headers, from 1.

    Raises `ImportRefused` where one covers headers and rows below them.
    """
    if not sheet.merged:
        return sheet
    rows = [list(row) for row in sheet.rows]
    for one in sheet.merged:
        if one.bottom < header[0] or one.top > len(rows):
            continue
        cell = _at(rows, one.top, one.left)
        if not cell.text:
            continue
        if one.top <= header[1] < one.bottom:
            raise ImportRefused(
                worded(
                    "{cells} is one cell over headers and rows", cells=f"{sheet.name}!{one.name}"
                ),
                worded("part it: headers above, what is of each row below"),
            )
        if one.top <= header[1]:
            _fill(rows, one, cell)
        elif one.left == one.right and (period_of(cell.text) or not is_number(cell.text)):
            _fill(rows, one, cell._replace(merged=one.name))
        else:
            rows[one.top - 1][one.left - 1] = cell._replace(merged=one.name)
    return sheet._replace(rows=rows)


def _at(rows: list[list[Cell]], row: int, column: int) -> Cell:
    there = rows[row - 1]
    return there[column - 1] if column <= len(there) else EMPTY


def _fill(rows: list[list[Cell]], one: Merged, cell: Cell) -> None:
    for row in rows[one.top - 1 : one.bottom]:
        row += [EMPTY] * (one.right - len(row))
        row[one.left - 1 : one.right] = [cell] * (one.right - one.left + 1)


def spans_columns(merges: Iterable[Merged], row: int) -> bool:
    """Whether something is merged over columns in a row."""
    return any(one.top <= row <= one.bottom and one.left < one.right for one in merges)
