"""The one table of words and signs a printed figure is made of, with their languages.

The words themselves stand in `table/`, a file a subject.
Each entry is a token: its kind, its name, the number it stands for if any, and how
Chinese (`zh`), English (`en`) and signs of neither (`sign`) print it. The first
spelling of a language is the canonical one. Chinese is simplified here (`text.fold`
brings the traditional characters over). A new word is a new spelling in this table
and nothing else.
"""

from typing import Any, NamedTuple

from cloudkb.figures.table import (
    changes,
    counted,
    currencies,
    hedges,
    joints,
    numbers,
    orders,
    units,
)


class Token(NamedTuple):
    """One entry: `name` is what it means, `value` the number it stands for, if any."""

    kind: str
    name: str
    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    value: int = 0


def _read(text: str) -> tuple[Token, ...]:
    """Read the table.

    An entry is `kind: name = value`, then a line a language, long ones continued. `each kind
    from 1:` makes a token of every word, counted up, with its other spellings behind slashes.
    """
    tokens: list[Token] = []
    start = place = 0
    kind = count = language = ""
    first = -1
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            kind, _, name = line.removesuffix(":").partition(": ")
            name, _, value = name.partition(" = ")
            each = kind.startswith("each ")
            kind, _, count = kind.removeprefix("each ").partition(" from ")
            start, first = len(tokens), int(count or 0) if each else -1
            if not each:
                tokens.append(Token(kind, name, value=int(value or 0)))
            continue
        if not line.startswith("   "):
            language, _, line = line.strip().partition(" ")
            place = start
        words = line.strip().rstrip(",").split(", ")
        if first < 0:
            tokens[start] = _spelled(tokens[start], language, words)
            continue
        for word in words:
            spellings = word.split("/")
            if place == len(tokens):
                value_of = first + place - start
                tokens.append(Token(kind, str(value_of) if count else word, value=value_of))
            tokens[place] = _spelled(tokens[place], language, spellings)
            place += 1
    return tuple(tokens)


def _spelled(token: Token, language: str, words: list[str]) -> Token:
    spellings: dict[str, Any] = {language: (*getattr(token, language), *words)}
    return token._replace(**spellings)


_SUBJECTS = (numbers, currencies, units, hedges, changes, orders, joints, counted)
TABLE: tuple[Token, ...] = _read("".join(subject.TEXT for subject in _SUBJECTS))
"""Every token there is."""
