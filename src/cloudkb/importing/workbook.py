"""Workbooks (.xlsx) as tables of displayed cells, read with openpyxl; nothing in one is run.

openpyxl is asked for numbers and their formats only: what is displayed, `number_formats` works
out. The file is looked at before it is unpacked.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from cloudkb.importing.merged import merged_cells
from cloudkb.importing.number_formats import displayed
from cloudkb.importing.record import ImportRefused
from cloudkb.importing.sheets import EMPTY, LARGEST_FILE, Cell, Merged, Sheet, cell_text, limit
from cloudkb.language import marked, worded
from cloudkb.surroundings import ignoring
from cloudkb.words import joined

_UNPACKED = 4 * LARGEST_FILE
_MOST_PARTS = 5_000
_NEEDS = marked('pip install "cloudkb[xlsx]" brings openpyxl; or save the sheet as CSV')
_ERRORS = re.compile(r"#[A-Z/0!?]+[!?]?")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_EMPTY_ROWS = 1_000
"""Rows without anything behind which no more is looked for."""


def read_workbook(data: bytes, wanted: str = "") -> Sheet:
    """A sheet of a workbook: the one that is named, else the only one that holds anything.

    Raises `ImportRefused` where it is no workbook, holds more than is meant, openpyxl is not
    installed, or which sheet is meant is not clear.
    """
    try:
        with ignoring("numpy"):
            from openpyxl import load_workbook
    except ImportError:
        raise ImportRefused(
            worded("workbooks are read with openpyxl, which is not installed"), worded(_NEEDS)
        ) from None
    _look_at(data)
    try:
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        formulas = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        name = _named(values, wanted)
        from_1904 = values.epoch.year == 1904
        rows = list(_rows(values[name], formulas[name], from_1904=from_1904))
        return Sheet(name, rows, _notes(values, name, rows), _merged(data, values[name]))
    except ImportRefused:
        raise
    except Exception as error:
        # whatever a damaged file makes of a reader of XML, dates and styles
        raise ImportRefused(
            worded(
                "this workbook cannot be read ({error}: {why})",
                error=type(error).__name__,
                why=str(error)[:120],
            ),
            worded("open it in a spreadsheet and save it again, or save the sheet as CSV"),
        ) from None


def _look_at(data: bytes) -> None:
    """Raise `ImportRefused` for an archive that is none, or unpacks to more than is meant."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or sum(one.file_size for one in parts) > _UNPACKED:
                raise ImportRefused(
                    worded("this workbook unpacks to more than {size} MB", size=_UNPACKED // 2**20),
                    worded("save the one sheet that is meant"),
                )
            if any(one.flag_bits & 1 for one in parts):
                raise ImportRefused(
                    worded("this workbook is locked by a password"), worded("save it without one")
                )
            for one in parts:
                if one.filename.endswith((".xml", ".rels")):
                    with archive.open(one) as part:
                        if _DOCTYPE.search(part.read(2_000)):
                            raise ImportRefused(
                                worded(
                                    "{name} declares entities, which workbooks do not",
                                    name=one.filename[:60],
                                ),
                                worded("save it again from a spreadsheet"),
                            )
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise ImportRefused(
            worded("this is no workbook: {why}", why=error), worded("save it as .xlsx or .csv")
        ) from None


def _named(book: Any, wanted: str) -> str:
    names = list(book.sheetnames)
    if wanted in names:
        return wanted
    if wanted.isdigit() and 0 < int(wanted) <= len(names):
        return str(names[int(wanted) - 1])
    shown = joined(names[:12])
    if wanted:
        raise ImportRefused(
            worded('there is no sheet "{name}"', name=wanted[:60]),
            worded("one of: {names}", names=shown),
        )
    full = [name for name in names if _holds_anything(book[name])]
    if len(full) == 1:
        return str(full[0])
    if not full:
        raise ImportRefused(worded("no sheet holds anything"), worded("name another file"))
    raise ImportRefused(
        worded("which sheet is meant? there are {number}", number=len(full)),
        worded("--sheet with one of: {names}", names=shown),
    )


def _holds_anything(sheet: Any) -> bool:
    if sheet.sheet_state != "visible" or not hasattr(sheet, "iter_rows"):
        return False
    rows = sheet.iter_rows(max_row=50, values_only=True)
    return any(value is not None for row in rows for value in row)


def _rows(values: Any, formulas: Any, *, from_1904: bool) -> Iterator[list[Cell]]:
    values.reset_dimensions()
    formulas.reset_dimensions()
    count = blank = 0
    both = zip_longest(values.iter_rows(), formulas.iter_rows(), fillvalue=())
    for number, (shown, computed) in enumerate(both, 1):
        row = _trimmed(_cells(shown, computed, from_1904=from_1904))
        count += len(row)
        limit(number, len(row), count)
        blank = 0 if row else blank + 1
        if blank > _EMPTY_ROWS:
            return
        yield row


def _cells(shown: Iterable[Any], computed: Iterable[Any], *, from_1904: bool) -> Iterator[Cell]:
    for one, other in zip_longest(shown, computed):
        formula = other is not None and other.data_type == "f"
        cell = _cell(one, from_1904=from_1904) if one is not None else EMPTY
        if not formula:
            yield cell
        elif not cell.text:
            yield Cell(
                str(other.value)[:40],
                worded("this is a formula, and no value is stored beside it"),
                worded("open it in a spreadsheet and save it there, so that the values are"),
            )
        else:
            yield cell._replace(is_computed=True)


def _cell(cell: Any, *, from_1904: bool) -> Cell:
    value, code = cell.value, cell.number_format or "General"
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if cell.data_type == "e" or (isinstance(value, str) and _ERRORS.fullmatch(value)):
        return Cell(
            str(value),
            worded("this is an error of the spreadsheet: {text}", text=str(value)[:20]),
            worded("mend it"),
        )
    if isinstance(value, str):
        return cell_text(value)
    if isinstance(value, int | float):
        return displayed(Decimal(repr(value)), code, from_1904=from_1904)
    serial = _serial(value)
    if serial is None:
        return Cell(
            str(value),
            worded("this is a time, which no key of a claim takes"),
            worded("leave it out"),
        )
    return displayed(serial, code)


def _serial(value: Any) -> Decimal | None:
    """The day that openpyxl made of a number, as that number; whole days only."""
    from datetime import date, datetime

    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return None
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Decimal((day - date(1899, 12, 30)).days)
    return None


def _trimmed(cells: Iterable[Cell]) -> list[Cell]:
    row = list(cells)
    while row and row[-1] == EMPTY:
        row.pop()
    return row


def _merged(data: bytes, sheet: Any) -> tuple[Merged, ...]:
    # openpyxl tells it only of workbooks that it holds whole, at many times their size
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(merged_cells(archive.read(sheet._worksheet_path)))


def _notes(book: Any, name: str, rows: list[list[Cell]]) -> tuple[str, ...]:
    computed = sum(cell.is_computed for row in rows for cell in row)
    hidden = book[name].sheet_state != "visible"
    found = []
    if computed:
        found.append(
            worded(
                "{count:,} cells are formulas: what they last showed is taken, nothing is reckoned",
                count=computed,
            )
        )
    if hidden:
        found.append(worded("the sheet {name} is hidden", name=name))
    return tuple(found)
