"""Regular expressions that are compiled when they are first used.

Compiling those of all prints takes longer than to read a file of claims, of which most prints meet
few of them.
"""

import re
from typing import TYPE_CHECKING, Any, cast


class _Late:
    """Stands for a pattern; once one of its methods was asked for, all are its own."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            compiled = re.compile(self._text, self._flags)
            for each in ("match", "fullmatch", "search", "finditer", "findall", "split", "sub"):
                setattr(self, each, getattr(compiled, each))
            return getattr(compiled, name)


def expression(text: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern of an expression, to be used as what `re.compile` gives.

    What is wrong with the expression is raised where it is first used.
    """
    return cast("re.Pattern[str]", _Late(text, flags))
