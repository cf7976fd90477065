"""A printed text under the eye: made plain place by place, and its tokens taken one at a time.

Every change that makes it plain replaces one code point by one, so that a column in the
plain text is a column in what the reader typed. Spellings of tokens are kept by their first
characters, longest first, and a text is searched for the next token by the same: an expression of
them all takes longer to compile than prints take to read.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cloudkb.figures.suggestions import Hint
from cloudkb.figures.table.reserved import RESERVED
from cloudkb.figures.tokens import TABLE, Token
from cloudkb.language import worded
from cloudkb.words import nearest, simplifying


class FigureError(ValueError):
    """A figure text that means nothing, or that cannot be the figure of this metric.

    `column` counts code points from 1 and points to the character at fault;
    `hint` gives the nearest form that would be understood ("write 23.64亿元").
    """

    def __init__(self, message: str, column: int, hint: Hint = "") -> None:
        """Make the refusal; the hint may be empty when nothing is near."""
        super().__init__(message)
        self.message = message
        self.column = column
        self.proposed = hint
        """The hint as it is: what is proposed, or words."""

    @property
    def hint(self) -> str:
        """What to write instead, in words."""
        return str(self.proposed)

    def __str__(self) -> str:
        """The complaint in one line: where, what, and what to write instead."""
        told = worded("column {column}: {message}", column=self.column, message=self.message)
        hint = self.hint
        return worded("{told}; {hint}", told=told, hint=hint) if hint else told


# --- made plain ----------------------------------------------------------------------------------

LONGEST = 1000
"""Code points; no printed figure comes near it, and it bounds the work on hostile text."""

_SIGNS = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
    **dict.fromkeys("〜∼˜～", "~"),
    **dict.fromkeys("×✕✖", "x"),
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "≒": "≈",
    "﹪": "%",
    "￥": "¥",
    "￡": "£",
    "￦": "₩",
    "\u2019": "'",
}


@cache
def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= simplifying()
    table |= {ord(old): new for old, new in _SIGNS.items()}
    return table


@cache
def _lower() -> dict[int, str]:
    # str.lower would turn some letters into two and shift the columns
    return {code: chr(code + 32) for code in range(65, 91)}


class Found(NamedTuple):
    """A token at a place: in which language it was printed (zh, en or sign), where it ends."""

    token: Token
    language: str
    end: int


class Text(NamedTuple):
    """A printed text to scan: folded to half width and simplified characters."""

    cased: str
    """With its case kept, for what is counted."""
    low: str
    """In lower case: what tokens are looked up in."""
    wanted: str = ""
    """The unit of the metric it is the figure of, where that is a measure or a rate."""
    counted: frozenset[str] = frozenset()
    """Names that are counted here, though nothing in them says so: GPU, TEU."""

    @classmethod
    def of(cls, printed: str, wanted: str = "", counted: frozenset[str] = frozenset()) -> "Text":
        """Fold a printed text code point by code point; columns stay what they were."""
        plain = printed.isascii() and "\t" not in printed
        folded = printed if plain else printed.translate(_table())
        return cls(folded, folded.translate(_lower()), wanted, counted)

    def sign(self, at: int) -> str:
        """The character at a place, in lower case; empty at the end."""
        return self.low[at : at + 1]

    def skip(self, at: int) -> int:
        """The first place from `at` that is not a space."""
        return _skipped(self.low, at)

    def take(self, at: int, *kinds: str) -> Found | None:
        """The longest token of these kinds at this place, or None."""
        firsts, known = _by_start(kinds)
        if self.low[at : at + 1] not in firsts:
            return None
        for word, end in _words_at(self.low, at, known):
            found = Found(*spellings(kinds)[word], end)
            # ALL, TOP and TRY are currencies, all, top and try are not; TOPS is a unit
            is_upper = self.cased[at:end].isupper()
            if is_upper if found.token.kind == "currency code" else word != "tops" or not is_upper:
                return found
        return None

    def ending(self, start: int, stop: int, *kinds: str) -> tuple[Token, int] | None:
        """The longest token of these kinds that ends at a place, and where it begins.

        It begins behind `start`: what would be all there is, is no ending.
        """
        for word in _by_last(kinds).get(self.low[stop - 1 : stop], ()):
            if self.low.endswith(word, start + 1, stop):
                return spellings(kinds)[word][0], stop - len(word)
        return None


def _skipped(low: str, at: int) -> int:
    while at < len(low) and low[at] == " ":
        at += 1
    return at


def _end_of(low: str, at: int, word: str) -> int:
    """Where a word that stands here ends, its spaces as wide as they may be; 0 if none."""
    if low.startswith(word, at):
        return at + len(word)
    if " " not in word:
        return 0
    first, *rest = word.split(" ")
    if not low.startswith(first, at):
        return 0
    at += len(first)
    for part in rest:
        start = _skipped(low, at)
        if start == at or not low.startswith(part, start):
            return 0
        at = start + len(part)
    return at


def _is_letter(character: str) -> bool:
    # an English word ends where its letters end: the m of "17 machines" is no million
    return character.isascii() and character.isalpha()


# --- tokens by their spelling --------------------------------------------------------------------


@cache
def _of_kinds() -> dict[str, dict[str, tuple[Token, str]]]:
    """Every folded spelling of each kind, with its token and language; first rows win."""
    found: dict[str, dict[str, tuple[Token, str]]] = {}
    for token in TABLE:
        known = found.setdefault(token.kind, {})
        for language in ("zh", "en", "sign"):
            for spelling in getattr(token, language):
                known.setdefault(Text.of(spelling).low, (token, language))
    return found


@cache
def spellings(kinds: tuple[str, ...]) -> dict[str, tuple[Token, str]]:
    """Every folded spelling of these kinds, with its token and language; first kinds win."""
    every = _of_kinds()
    found: dict[str, tuple[Token, str]] = {}
    for kind in kinds:
        for spelling, meant in every.get(kind, {}).items():
            found.setdefault(spelling, meant)
    return found


@cache
def _longest_first(kinds: tuple[str, ...]) -> list[str]:
    return sorted(spellings(kinds), key=lambda word: (-len(word), word))


def places(kinds: tuple[str, ...], low: str, at: int = 0) -> Iterator[tuple[int, int]]:
    """Where a folded text has a spelling of these kinds, from a place on: starts and ends.

    The longest that stands at a place is the one, and what is in it is none of its own.
    """
    firsts, known = _by_start(kinds)
    while at < len(low):
        word = next(_words_at(low, at, known), None) if low[at] in firsts else None
        if word is not None:
            yield at, word[1]
        at = word[1] if word is not None else at + 1


def first_place(kinds: tuple[str, ...], low: str, at: int = 0) -> int | None:
    """Where the first spelling of these kinds begins, from a place on."""
    return next((start for start, _ in places(kinds, low, at)), None)


def _words_at(low: str, at: int, known: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """The words that stand whole at a place, the longest first, with where they end."""
    for start in (low[at : at + 2], low[at]):
        for word in known.get(start, ()):
            end = _end_of(low, at, word)
            if end and not (_is_letter(word[-1]) and _is_letter(low[end : end + 1])):
                yield word, end


@cache
def _by_start(kinds: tuple[str, ...]) -> tuple[frozenset[str], dict[str, list[str]]]:
    """The spellings of these kinds by their first two characters (or their one), longest first.

    Beside them their first characters, by which most places are told to hold none.
    """
    found: dict[str, list[str]] = {}
    for word in _longest_first(kinds):
        found.setdefault(word[:2], []).append(word)
    return frozenset(word[0] for word in found), found


@cache
def _by_last(kinds: tuple[str, ...]) -> dict[str, list[str]]:
    """The spellings of these kinds by their last character, longest first."""
    found: dict[str, list[str]] = {}
    for word in _longest_first(kinds):
        found.setdefault(word[-1], []).append(word)
    return found


def canonical(token: Token, language: str) -> str:
    """The first spelling of a token in the language it was printed in."""
    first: tuple[str, ...] = getattr(token, language)
    return first[0]


def reserved_words() -> frozenset[str]:
    """The words of the grammar that an id cannot be; the list is closed."""
    return RESERVED


def close_words(word: str) -> list[str]:
    """English words of the table a misspelled word may have meant: the nearest, or none."""
    candidates = sorted({each for token in TABLE for each in token.en if each.isalpha()})
    return nearest(word.lower(), candidates, 1, alike=0.8)
