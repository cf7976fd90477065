"""What is to be written into fact files: keys and values, before anybody reads them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cloudkb.model.audits import Audited

FieldValue = str | Sequence[str]
"""A text, or the texts of a list (`either`, `supersedes`, `same_as`)."""


class ClaimDraft(NamedTuple):
    """A claim to be written: its keys as in docs/format.md, the id among them where it has one."""

    fields: Mapping[str, FieldValue]
    guesses: frozenset[str] = frozenset()
    """Keys whose value is inferred: `# guess` is written beside them."""
    unknown: frozenset[str] = frozenset()
    """Keys whose value is not known: a `?` is written, which is an error until it is filled in."""


class DocumentDraft(NamedTuple):
    """The document of a new fact file, likewise."""

    fields: Mapping[str, FieldValue]
    guesses: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()


class DraftedText(NamedTuple):
    """What a text prints and its document does not say yet, as claims to be filled in."""

    document: str
    """Its id."""
    header: DocumentDraft | None
    """Of a document that the base does not know; else None."""
    claims: tuple[ClaimDraft, ...]
    """In the order of the text."""
    doubted: tuple[Audited, ...]
    """The numbers that the base prints otherwise or rules out."""
    standing: int = 0
    """How many numbers were left out, as a claim stands in the file already, filled in or not."""

    @property
    def guessed(self) -> int:
        """How many values are marked as guesses."""
        header = len(self.header.guesses) if self.header is not None else 0
        return header + sum(len(one.guesses) for one in self.claims)

    @property
    def unknown(self) -> int:
        """How many values are not known."""
        header = len(self.header.unknown) if self.header is not None else 0
        return header + sum(len(one.unknown) for one in self.claims)
