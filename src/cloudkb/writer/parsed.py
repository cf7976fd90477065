"""A text as a tree of nodes with their places, or why nothing can be made of it."""

import re

from cloudkb.language import worded
from cloudkb.model import Finding
from cloudkb.reader.decoding import Refused, decode
from cloudkb.reader.spans import NodeSpan, spans
from cloudkb.writer.refusal import WriteError

BREAK = re.compile(r"\r\n|\n|\r")
"""What ends a line."""


def parsed(text: str, *, is_file: bool = True) -> NodeSpan | None:
    """The node at the top of a text; None where it says nothing.

    Raises `WriteError` at the first place where the reader does not take the text: a file
    (`is_file`) is to be mended first, what is proposed is told what helps.
    """
    refused: list[Finding] = []
    try:
        found = spans("", decode("", text.encode("utf-8", "replace")), refused.append)
    except Refused as error:
        raise _unreadable(error.finding, is_file=is_file) from None
    errors = [one for one in refused if one.severity == "error"]
    if errors:
        raise _unreadable(errors[0], is_file=is_file)
    return found


def _unreadable(finding: Finding, *, is_file: bool) -> WriteError:
    at = finding.place
    message = worded(
        "line {line}, column {column}: {message}",
        line=at.line,
        column=at.column,
        message=finding.message,
    )
    if not is_file:
        return WriteError(message, finding.hint)
    if not finding.hint:
        return WriteError(message, worded("mend the file first"))
    return WriteError(message, worded("mend the file first: {hint}", hint=finding.hint))
