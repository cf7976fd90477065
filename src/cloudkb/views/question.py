"""What can be wrong with a question."""

from collections.abc import Iterable

from cloudkb.words import offers


class QuestionError(Exception):
    """A question that cannot be answered: an unknown name, a period that is none.

    `hint` is the next thing to try; it may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the sentence and the hint apart, for whoever prints them."""
        super().__init__(message)
        self.message = message
        self.hint = hint


def unknown(message: str, word: str, known: Iterable[str], most: int = 1) -> QuestionError:
    """The error for a word that is none of those known: the nearest, else all of them."""
    names = list(known)
    near = offers(word, names, most)
    hint = f"did you mean {' or '.join(near)}?" if near else "one of: " + ", ".join(names)
    return QuestionError(message, hint)
