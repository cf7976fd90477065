"""Titles of columns in the language spoken."""

from cloudkb.language import worded
from cloudkb.model import Column


def titled(*columns: Column) -> tuple[Column, ...]:
    """The columns with their titles worded; a title that is a name or a period stays as it is."""
    return tuple(column._replace(title=worded(column.title)) for column in columns)
