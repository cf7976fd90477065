"""What is to be written into fact files: keys and values, before anybody reads them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

Value = str | Sequence[str]
"""A text, or the texts of a list (`either`, `supersedes`, `same_as`)."""


class ClaimDraft(NamedTuple):
    """A claim to be written: its keys as in docs/format.md, the id among them where it has one."""

    fields: Mapping[str, Value]
    guesses: frozenset[str] = frozenset()
    """Keys whose value is inferred: `# guess` is written beside them."""
    unknown: frozenset[str] = frozenset()
    """Keys whose value is not known: a `?` is written, which is an error until it is filled in."""


class DocumentDraft(NamedTuple):
    """The document of a new fact file, likewise."""

    fields: Mapping[str, Value]
    guesses: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
