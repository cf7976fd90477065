"""What is raised when a period cannot be understood."""


class PeriodError(ValueError):
    """A text that is no period: what was found, at which column (from 1), and what to do."""

    def __init__(self, message: str, column: int = 1, hint: str = "") -> None:
        """Keep the three parts apart, so that each caller can place them."""
        super().__init__(message)
        self.message = message
        self.column = column
        self.hint = hint
