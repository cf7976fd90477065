"""Decimal commas: 1.234,5 of a table parted by semicolons is 1234.5.

Which of the two signs a table means is told by all its cells together. What could be read both
ways where nothing tells it is refused.
"""

import re

from cloudkb.importing.sheets import Cell, Sheet
from cloudkb.language import worded

_NUMBER = re.compile(
    r"(?P<before>[^\d.,]{0,8})(?P<number>\d[\d.,\s\u00a0\u202f]*?)(?P<behind>[^\d.,]{0,20})"
)
_COMMA = re.compile(
    r"\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[.\s\u00a0\u202f]\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
)
_POINT = re.compile(r"\d+\.\d{1,2}|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_EITHER = re.compile(r"\d{1,3}[.,]\d{3}")
_GROUPED = re.compile(r"(?<=\d)[.\s\u00a0\u202f](?=\d{3}(?!\d))")


def with_points(sheet: Sheet) -> Sheet:
    """A sheet with decimal points, where its cells tell that commas stand for them."""
    numbers = [found["number"] for row in sheet.rows for cell in row if (found := _read(cell))]
    has_comma = any(map(_COMMA.fullmatch, numbers))
    has_point = any(map(_POINT.fullmatch, numbers))
    is_parted = sheet.parted_by == ";"
    if has_comma and is_parted and not has_point:
        rows = [[_with_point(cell) for cell in row] for row in sheet.rows]
        note = worded("commas are read as decimal points: 1.234,5 is 1234.5")
        return sheet._replace(rows=rows, notes=(*sheet.notes, note))
    if not has_comma and (has_point or not is_parted):
        return sheet
    return sheet._replace(rows=[[_refused(cell) for cell in row] for row in sheet.rows])


def _read(cell: Cell) -> "re.Match[str] | None":
    return None if cell.fault or len(cell.text) > 60 else _NUMBER.fullmatch(cell.text)


def _with_point(cell: Cell) -> Cell:
    found = _read(cell)
    if found is None or ("," not in found["number"] and not _GROUPED.search(found["number"])):
        return cell
    plain = _GROUPED.sub("", found["number"])
    if plain.count(",") > 1:
        return cell
    return cell._replace(text=f"{found['before']}{plain.replace(',', '.')}{found['behind']}")


def _refused(cell: Cell) -> Cell:
    found = _read(cell)
    if found is None or not _EITHER.fullmatch(found["number"]):
        return cell
    return cell._replace(
        fault=worded("whether this sign parts thousands or decimals, the table does not tell"),
        hint=worded("write 1234 or 1.2, or all numbers of the table alike"),
    )
