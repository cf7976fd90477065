"""Looking tokens up: the longest spelling of some kinds that stands at a place.

Spellings are kept by their first character, longest first. To search a text for the
next token there is one expression a set of kinds: a flat alternation of literals, which
cannot backtrack, compiled only when it is needed, since that takes milliseconds.
"""

import re
from functools import cache

from cloudkb.figures.text import Source, fold, skip
from cloudkb.figures.tokens import TABLE, Token
from cloudkb.words import nearest

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
    ends = r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return re.escape(word).replace(r"\ ", " +") + ends


@cache
def _by_first(kinds: tuple[str, ...]) -> dict[str, list[str]]:
    """The spellings of these kinds by their first character, longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(spellings(kinds), key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append(word)
    return found


def take(source: Source, at: int, *kinds: str) -> Found | None:
    """The longest token of these kinds at this place, or None."""
    low = source.low
    for word in _by_first(kinds).get(low[at : at + 1], ()):
        end = _end(low, at, word)
        if end and not (_is_letter(word[-1:]) and _is_letter(low[end : end + 1])):
            token, language = spellings(kinds)[word]
            return token, language, end
    return None


def _end(low: str, at: int, word: str) -> int:
    """Where a word that stands at a place ends, its spaces as wide as they may be; 0 if none."""
    if low.startswith(word, at):
        return at + len(word)
    if "  " not in low or " " not in word:
        return 0
    first, *rest = word.split(" ")
    if not low.startswith(first, at):
        return 0
    at += len(first)
    for part in rest:
        start = skip(low, at)
        if start == at or not low.startswith(part, start):
            return 0
        at = start + len(part)
    return at


def _is_letter(character: str) -> bool:
    # an English word ends where its letters end: the m of "17 machines" is no million
    return character.isascii() and character.isalpha()


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
    candidates = sorted({each for token in TABLE for each in token.en if each.isalpha()})
    return nearest(word.lower(), candidates, limit, alike=0.8)
