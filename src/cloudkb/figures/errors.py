"""The one way a printed figure is refused."""


class FigureError(ValueError):
    """A figure text that means nothing, or that cannot be the figure of this metric.

    `column` counts code points from 1 and points to the character at fault;
    `hint` gives the nearest form that would be understood ("write 23.64亿元").
    """

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        """Make the refusal; the hint may be empty when nothing is near."""
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        """The complaint in one line: where, what, and what to write instead."""
        tail = f"; {self.hint}" if self.hint else ""
        return f"column {self.column}: {self.message}{tail}"
