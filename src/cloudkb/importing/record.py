"""What every reader of tables and filings is asked, and what it gives."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, NamedTuple

from cloudkb.language import WordedError, worded
from cloudkb.model import ClaimDraft, DocumentDraft, Facts, Finding, Place
from cloudkb.words import joined

READERS: Mapping[str, str] = {
    ".csv": "tables",
    ".tsv": "tables",
    ".txt": "tables",
    ".xlsx": "tables",
    ".xlsm": "tables",
    ".xml": "filings",
    ".json": "filings",
}
"""The module of this room that reads files with an ending; its `read` takes a `Request`."""

Declarations = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""What is to be declared: a section of fact files (`entities`, `metrics`, `formulas`), then ids,
then keys as docs/format.md has them; a value is a text, a list of texts, or a mapping."""


class ImportRefused(WordedError):  # noqa: N818
    """Why nothing of a file can be taken, and what helps."""


class Origin(NamedTuple):
    """Where in the file something stands: rows and columns count from 1."""

    file: str
    row: int = 1
    column: int = 1
    sheet: str = ""
    """Of a workbook the name of the sheet."""

    @property
    def place(self) -> Place:
        """As findings name places; the row is the line."""
        return Place(self.file, self.row, self.column)

    @property
    def told(self) -> str:
        """As people look it up: `table.csv:17:3`, `book.xlsx Sheet1!C17`."""
        if self.sheet:
            return f"{self.file} {self.sheet}!{letters(self.column)}{self.row}"
        return self.place.told


class TakenClaim(NamedTuple):
    """A claim, and where it was taken from."""

    claim: ClaimDraft
    origin: Origin


class Record(NamedTuple):
    """What a file says of one document."""

    document: str
    """Its id."""
    header: DocumentDraft | None
    """What is to be said of it where it is a new one; None: it has to be there."""
    claims: tuple[TakenClaim, ...]
    vocabulary: Declarations = MappingProxyType({})
    """What its claims name; what of it is declared already is passed over."""
    refused: tuple[Finding, ...] = ()
    """Cells, or facts, that cannot be taken (see `refused`)."""
    notes: tuple[str, ...] = ()
    """What was decided about the file, each a sentence; what was passed over, and how much."""
    columns: tuple[tuple[str, str], ...] = ()
    """What each column was taken for, where it is a table."""
    keep: str = ""
    """The text of the mapping that is to be kept beside the facts; empty where there is none."""
    lacking: tuple[str, ...] = ()
    """What has to be said of the new document before it can be written: `title`, `published`."""
    editions: tuple[str, ...] = ()
    """Documents that the same table, or filer, gave before: the later restates the earlier."""
    superseding: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Claims that stand, of later documents, with those of this one that they restate."""
    settled: bool = False
    """The reader has said what restates what: nothing else does, whatever differs."""


class Request(NamedTuple):
    """What is asked of a reader."""

    file: str
    """The name of the file, as places tell it."""
    data: bytes
    facts: Facts
    document: str = ""
    """The id of the document; empty: the reader names it after the file."""
    header: Mapping[str, str] = MappingProxyType({})
    """What was said of a new document: `title`, `published`, and more."""
    given: Mapping[str, str] = MappingProxyType({})
    """Keys that all claims get (`--set entity=aliyun`), as the group of defaults."""
    maps: Mapping[str, str] = MappingProxyType({})
    """What columns mean (`--map 公司=entity`), over what is guessed and what was kept."""
    kept: str = ""
    """The text of the mapping that was kept; empty where there is none."""
    sheet: str = ""
    encoding: str = ""
    beside: Callable[[str], bytes | None] = lambda name: None
    """What a file beside it holds, by its name; None where there is none."""
    more: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Options of one reader alone, by their names."""


def reader_of(file: str) -> str:
    """The module that reads a file; raises `ImportRefused` where no reader takes its ending."""
    ending = PurePath(file).suffix.lower()
    if ending not in READERS:
        raise ImportRefused(
            worded('no reader takes files that end in "{ending}"', ending=ending[:20]),
            worded("one of: {names}", names=joined(READERS)),
        )
    return READERS[ending]


def refused(origin: Origin, message: str, hint: str = "") -> Finding:
    """The complaint about a cell that cannot be taken; nothing of it is."""
    if origin.sheet:
        cell = origin.told.partition(" ")[2]
        message = worded("{place}: {message}", place=cell, message=message)
    return Finding("bad-value", "error", message, origin.place, hint=hint)


def letters(column: int) -> str:
    """The name of a column in a spreadsheet: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
