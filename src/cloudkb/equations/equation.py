"""What an equation is made of: numbers, metrics, periods, sums and products."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple


class EquationError(ValueError):
    """A text that is no equation; `column` counts code points of it from 1."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        """`message` is one sentence without its stop; `hint` says what to write instead."""
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint


class Member(NamedTuple):
    """One member of a sum or a product."""

    power: Literal[1, -1]
    """-1: subtracted in a sum, divided by in a product."""
    of: "Expression"


class Expression(NamedTuple):
    """A number, a metric, or what is made of some."""

    kind: Literal["number", "metric", "average", "months", "days", "sum", "product"]
    """`average` is that of a snapshot's two ends; `months` and `days` are the period's length."""
    name: str = ""
    """The metric of a `metric` or an `average`."""
    number: Fraction = Fraction(1)
    """The value of a `number`."""
    parts: tuple[Member, ...] = ()
    """Of a `sum` or a `product`."""
    column: int = 1
    """Where it begins in the text of its equation; no part of what it says."""

    def leaves(self) -> Iterator["Expression"]:
        """All numbers, metrics and periods in it, from left to right."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.of.leaves()


class Equation(NamedTuple):
    """Two expressions that are the same."""

    left: Expression
    right: Expression

    def leaves(self) -> Iterator[Expression]:
        """All numbers, metrics and periods in it, from left to right."""
        yield from self.left.leaves()
        yield from self.right.leaves()

    def metrics(self) -> tuple[str, ...]:
        """The metrics it names, each once, from left to right."""
        return tuple(dict.fromkeys(one.name for one in self.leaves() if one.name))
