"""Why nothing was written."""


class WriteError(Exception):
    """What stands in the way of writing, and what to do; all is as it was."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take one sentence for what is wrong and one for what helps."""
        super().__init__(message)
        self.message = message
        self.hint = hint
