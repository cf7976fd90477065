"""What a YAML file is made of, with the place of every word. All values are text."""

from typing import NamedTuple

from cloudkb.model import Place


class Scalar(NamedTuple):
    """A word or text, as written; lines and columns count from 1 in code points."""

    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    style: str | None
    """None when plain, else the quote or block sign."""


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
