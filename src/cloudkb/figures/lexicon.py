"""Looking tokens up: the longest spelling of some kinds that stands at a place.

One expression a set of kinds, made from the table when first needed: a flat
alternation of literals, longest first, so that it cannot backtrack.
"""

import re
from functools import cache

from cloudkb.figures.text import Source, fold
from cloudkb.figures.tokens import TABLE, Token

Found = tuple[Token, str, int]
"""A token, the language it was printed in ("zh", "en" or "sign"), and where it ends."""


@cache
def spellings(kinds: tuple[str, ...]) -> dict[str, tuple[Token, str]]:
    """Every folded spelling of these kinds, with its token and language; first rows win."""
    found: dict[str, tuple[Token, str]] = {}
    for kind in kinds:
        for token in TABLE:
            if token.kind != kind:
                continue
            for language in ("zh", "en", "sign"):
                for spelling in getattr(token, language):
                    found.setdefault(fold(spelling).low, (token, language))
    return found


@cache
def pattern(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """The expression that matches the longest spelling of these kinds."""
    words = sorted(spellings(kinds), key=lambda word: (-len(word), word))
    return re.compile("|".join(_literal(word) for word in words))


def _literal(word: str) -> str:
    # an English word ends where its letters end: the m of "17 machines" is no million
    ends = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return re.escape(word).replace(r"\ ", " +") + ends


def take(source: Source, at: int, *kinds: str) -> Found | None:
    """The longest token of these kinds at this place, or None."""
    match = pattern(kinds).match(source.low, at)
    if match is None:
        return None
    word = match[0]
    table = spellings(kinds)
    if word not in table:
        word = " ".join(word.split())
    token, language = table[word]
    return token, language, match.end()


def canonical(token: Token, language: str) -> str:
    """The first spelling of a token in the language it was printed in."""
    first: tuple[str, ...] = getattr(token, language)
    return first[0]


@cache
def reserved_words() -> frozenset[str]:
    """The words of the grammar that an id could be mistaken for (single letters cannot)."""
    words = (word.lower() for token in TABLE for word in token.en)
    return frozenset(word for word in words if re.fullmatch(r"[a-z][a-z0-9_-]+", word))


def close_words(word: str, limit: int = 1) -> list[str]:
    """English words of the table a misspelled word may have meant, nearest first."""
    from difflib import get_close_matches

    candidates = sorted({each for token in TABLE for each in token.en if each.isalpha()})
    return get_close_matches(word.lower(), candidates, limit, 0.8)
