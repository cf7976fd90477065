"""What every answer and report is before a format writes it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from cloudkb.model.facts import Place

JsonObject = dict[str, Any]
"""An object of JSON, or a record with keys, as a format is about to write it."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    right: bool = False
    wide: bool = False
    """Shown only where there is room for it (from 100 columns on)."""
    quiet: bool = False
    """Looked up rather than read: dim where there is colour."""
    whole: bool = False
    """Its cells are never broken: a figure, a period, an id."""
    least: int = 0
    """So many cells it keeps, however little room there is."""
    gives: int = 0
    """Where not all columns fit, this one is left out first (1), second, ...; 0: never."""


class TableSection(NamedTuple):
    """Rows of a table that stand under a heading of their own, below the others."""

    start: int
    """The number of its first row, from 0; it goes to the next part."""
    heading: str
    struck: bool = False
    """What it says does not hold: struck through where there is colour."""


class Table(NamedTuple):
    """Rows under an optional heading; cells are plain text, never markup."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]
    heading: str = ""
    footer: str = ""
    joined: bool = False
    """True when it shares header and column widths with its neighbours that are joined too."""
    parts: tuple[TableSection, ...] = ()
    before: bool = False
    """Its heading stands before its only row where there is room; for tables that are joined."""


class Details(NamedTuple):
    """Labelled values, one a line; a value may have several lines."""

    items: tuple[tuple[str, str], ...]
    heading: str = ""


class Steps(NamedTuple):
    """Sentences in order."""

    lines: tuple[str, ...]
    heading: str = ""


class Excerpt(NamedTuple):
    """Lines of a file with carets under a part of one of them."""

    place: Place
    lines: tuple[tuple[int, str], ...]
    label: str = ""


class Page(NamedTuple):
    """What every answer and report is; a format takes a Page."""

    title: str
    blocks: tuple[Table | Details | Steps | Excerpt, ...] = ()
    notes: tuple[str, ...] = ()
    """Talk, for stderr: what was left out, the next useful command."""
