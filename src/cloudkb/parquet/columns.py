"""What a column of a Parquet file may hold, and why a file cannot be read."""

import re
from typing import Literal

from cloudkb.language import WordedError

ColumnKind = Literal["text", "list", "yes", "day", "whole", "notes", ""]
"""Text, a list of texts, yes or no, a day, a whole number, a list of texts under names; empty for
all else: numbers that were rounded, bytes, nested columns."""

_KINDS: dict[str, ColumnKind] = {
    "VARCHAR": "text",
    "VARCHAR[]": "list",
    "BOOLEAN": "yes",
    "DATE": "day",
    # a column of nothing but nulls, as some programs write it
    '"NULL"': "text",
    "NULL": "text",
}
_WHOLE = re.compile(r"U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?\Z")
_NOTES = re.compile(r'STRUCT\((?:"?[a-z]+"? VARCHAR(?:, )?)+\)\[\]\Z')


def column_kind(type_name: str) -> ColumnKind:
    """The kind of a column by the name of its type in DuckDB."""
    if _WHOLE.match(type_name):
        return "whole"
    return "notes" if _NOTES.match(type_name) else _KINDS.get(type_name, "")


class UnreadableError(WordedError):
    """A file that cannot be read, or not without what is not installed."""
