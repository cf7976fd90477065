"""What a YAML file is made of, with the place of every word. All values are text."""

from typing import Any, NamedTuple

from cloudkb.model import Place

MOST_WORDS = 2_000_000
"""Keys, values, lists and mappings in one file, some 400 bytes each while it is read: 100,000
claims of nine keys."""


def may_be_too_long(text: str) -> bool:
    """Whether a text can have more keys and values than are read: each takes two characters."""
    return len(text) > 2 * MOST_WORDS


class WordMark(NamedTuple):
    """Where a word begins or ends, as the parser's marks tell it: line and column from 0."""

    line: int
    column: int


class Scalar(NamedTuple):
    """A word or text, as written; lines and columns count from 1 in code points."""

    text: str
    start: Any
    """The parser's mark of the first character; the place is worked out when asked for."""
    end: Any
    style: str | None
    """None when plain, else the quote or block sign."""

    @property
    def line(self) -> int:
        """The line it begins on."""
        return int(self.start.line) + 1

    @property
    def column(self) -> int:
        """The column it begins at."""
        return int(self.start.column) + 1

    @property
    def end_line(self) -> int:
        """The line it ends on."""
        return int(self.end.line) + 1

    @property
    def end_column(self) -> int:
        """One past its last column."""
        return int(self.end.column) + 1


class Mapping:
    """Keys with their values, in order; a repeated key is reported and its first value kept."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        """An empty mapping that starts at a place."""
        self.line = line
        self.column = column
        self.items: dict[str, tuple[Scalar, Node]] = {}


class Listing:
    """A YAML sequence."""

    __slots__ = ("column", "items", "line")

    def __init__(self, line: int, column: int) -> None:
        """An empty list that starts at a place."""
        self.line = line
        self.column = column
        self.items: list[Node] = []


class Nothing(NamedTuple):
    """Stands where something was refused that has been reported already."""

    line: int
    column: int


Node = Scalar | Mapping | Listing | Nothing


def place(file: str, node: Node) -> Place:
    """Where a node stands."""
    if isinstance(node, Scalar):
        return Place(file, node.line, node.column, node.end_line, node.end_column)
    return Place(file, node.line, node.column)
