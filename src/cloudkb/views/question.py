"""What can be wrong with a question."""

from collections.abc import Iterable, Sequence

from cloudkb.language import WordedError, worded
from cloudkb.words import joined, listed, offers


class QuestionError(WordedError):
    """A question that cannot be answered: an unknown name, a period that is none."""


def unknown(message: str, word: str, known: Iterable[str], most: int = 1) -> QuestionError:
    """The error for a word that is none of those known: the nearest, else all of them."""
    names = list(known)
    near = offers(word, names, most)
    return QuestionError(message, meant(near) if near else one_of(names))


def meant(near: Sequence[str]) -> str:
    """A hint that asks whether one of these was meant."""
    return worded("did you mean {names}?", names=listed(near, "or"))


def any_of(names: Iterable[str]) -> str:
    """Any of some names: `a or b or c`, a或b或c."""
    return worded(" or ").join(names)


def one_of(names: Iterable[str]) -> str:
    """A hint that lists what there is."""
    return worded("one of: {names}", names=joined(names))
