"""Tables as rows of printed cells, and those of plain text: comma, tab, semicolon or bar.

What could act in a spreadsheet is no cell: it is refused here, before anybody reads it.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cloudkb.importing.record import ImportRefused
from cloudkb.language import marked, worded

MOST_ROWS = 200_000
MOST_COLUMNS = 2_000
MOST_CELLS = 5_000_000
LONGEST_CELL = 20_000
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a table, of a workbook once unpacked four times as many."""


class Cell(NamedTuple):
    """What is displayed in a cell."""

    text: str = ""
    fault: str = ""
    """Why it cannot be taken; its text is then what was found."""
    hint: str = ""
    is_computed: bool = False
    """A formula's last value: it was not reckoned here."""
    merged: str = ""
    """Of what cells it is one, B3:B5; empty where it stands alone, and in headers."""


class Merged(NamedTuple):
    """Cells that are one; rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int
    name: str
    """As spreadsheets write it: B3:B5."""


class Sheet(NamedTuple):
    """A table: rows of cells, from the first row and column of the file."""

    name: str
    """Empty where the file is no workbook."""
    rows: Sequence[Sequence[Cell]]
    notes: tuple[str, ...] = ()
    merged: tuple[Merged, ...] = ()
    parted_by: str = ""
    """What parts the cells of a text."""


EMPTY = Cell()
_FORMULA = re.compile(r"[=@\t\r]|[+\-](?![\s\d.,¥￥$€£(+\-]|[A-Z]{2,3}\$?\s*\d)")
_DELIMITERS = (",", "\t", ";", "|")
_ENCODINGS = ("utf-8-sig", "gb18030")
_BOMS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 30
"""Rows that are tried with each delimiter."""


def cell_text(text: str) -> Cell:
    """A cell of a text as it stands there; one that a spreadsheet would run is refused."""
    plain = text.strip()
    if len(plain) > 1 and _FORMULA.match(plain):
        return Cell(
            plain,
            worded("this is a formula, and formulas are not run"),
            worded("save the table with values in place of formulas"),
        )
    if len(plain) > LONGEST_CELL:
        return Cell(
            plain[:40],
            worded("this cell has {length:,} characters", length=len(plain)),
            worded("leave the column out"),
        )
    return Cell(plain)


def read_text(data: bytes, encoding: str = "", *, tabs: bool = False) -> Sheet:
    """The table of a text file; raises `ImportRefused` where it is none.

    UTF-8, UTF-16 with its mark, or GB18030, which is told; `encoding` names another. `tabs`: its
    ending says that tabs part its cells.
    """
    text, notes = _decoded(data, encoding)
    if "\0" in text:
        raise ImportRefused(
            worded("there are NUL bytes: this is no text"), worded("save it as CSV in UTF-8")
        )
    delimiter = "\t" if tabs else _delimiter(text)
    rows: list[list[Cell]] = []
    count = 0
    for row in _parsed(text, delimiter):
        rows.append([cell_text(cell) for cell in row])
        count += len(row)
        limit(len(rows), len(row), count)
    if not any(cell.text for row in rows for cell in row):
        raise ImportRefused(worded("there is no cell with anything in it"), worded("name a table"))
    return Sheet("", rows, notes, parted_by=delimiter)


def limit(rows: int, columns: int, cells: int) -> None:
    """Raise `ImportRefused` for a table larger than any that is meant."""
    for number, most, told in (
        (rows, MOST_ROWS, marked("there are more than {most:,} rows")),
        (columns, MOST_COLUMNS, marked("there are more than {most:,} columns")),
        (cells, MOST_CELLS, marked("there are more than {most:,} cells")),
    ):
        if number > most:
            raise ImportRefused(worded(told, most=most), worded("import it in parts"))


def _decoded(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    mark_of = next((name for mark, name in _BOMS if data.startswith(mark)), "")
    for name in (encoding,) if encoding else (mark_of,) if mark_of else _ENCODINGS:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise ImportRefused(
                worded('--encoding: there is no "{name}"', name=name[:40]),
                worded("for example utf-8, gb18030, cp1252"),
            ) from None
        told = (
            worded("read as {encoding}, not UTF-8", encoding=name.upper())
            if name not in ("utf-8-sig", encoding)
            else ""
        )
        return text.removeprefix("\ufeff"), (told,) if told else ()
    raise ImportRefused(
        worded("this is no text in {encoding}", encoding=encoding or mark_of)
        if encoding or mark_of
        else worded("this is no text in UTF-8 or GB18030"),
        worded("name how it is written: --encoding cp1252"),
    )


def _delimiter(text: str) -> str:
    """What parts the cells: what cuts most rows into equally many."""
    best, found = (0, 0), ","
    for delimiter in _DELIMITERS:
        widths = []
        try:
            for row in _parsed(text, delimiter):
                widths.append(len(row))
                if len(widths) == _SAMPLE:
                    break
        except ImportRefused:
            continue
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        score = (widths.count(common) if common > 1 else 0, common)
        if score > best:
            best, found = score, delimiter
    return found


def _parsed(text: str, delimiter: str) -> Iterable[list[str]]:
    # strict: a quote that never ends would swallow rows
    following = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from following
    except csv.Error as error:
        raise ImportRefused(
            worded("line {number}: {error}", number=following.line_num, error=error),
            worded("mend the quotes around the cell there"),
        ) from None
