"""What to write instead of a text that is not read: texts that are suggested, or shown as examples.

They are told in the language of whoever reads the refusal, and only when it is read: most
refusals are a way to try the next form, and nobody sees them.
"""

from typing import NamedTuple

from cloudkb.language import worded
from cloudkb.words import listed


class Suggestion(NamedTuple):
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


Hint = str | Suggestion
"""What to write instead: suggested, or told in words; empty where nothing is near."""


def write(*offers: str) -> Suggestion:
    """What the text may mean, spelled so that it is read."""
    return Suggestion(offers, True)


def like(*offers: str) -> Suggestion:
    """Examples of what would be read."""
    return Suggestion(offers, False)
