"""What to write instead of a text that is not read: texts that are proposed, or shown as examples.

They are told in the language of whoever reads the refusal, and only when it is read: most
refusals are a way to try the next form, and nobody sees them.
"""

from typing import NamedTuple

from cloudkb.language import worded
from cloudkb.words import listed


class Proposal(NamedTuple):
    """Texts to write instead."""

    offers: tuple[str, ...]
    of_text: bool
    """They are what the text itself may mean; else they are examples."""

    def __str__(self) -> str:
        """In words."""
        text = listed(self.offers, "or")
        return (
            worded("write {text}", text=text) if self.of_text else worded("like {text}", text=text)
        )


Hint = str | Proposal
"""What to write instead: proposed, or told in words; empty where nothing is near."""


def write(*offers: str) -> Proposal:
    """What the text may mean, spelled so that it is read."""
    return Proposal(offers, True)


def like(*offers: str) -> Proposal:
    """Examples of what would be read."""
    return Proposal(offers, False)
