"""Ranges whose ends lie too far apart to be meant: a scale word was lost, or taken for another."""

from fractions import Fraction
from typing import NamedTuple

from cloudkb.figures.cursor import Text, canonical, places, spellings
from cloudkb.figures.grammar import taken_apart

FAR = 500
"""From this factor between its ends on a range is odd: a scale word is a thousand or more."""


class OddRange(NamedTuple):
    """How far the ends of a range lie apart, and the narrowest range one scale word away."""

    factor: int
    meant: str


def odd_range(text: str) -> OddRange | None:
    """Tell whether the ends of a printed range lie a factor of 500 or more apart; else None."""
    apart = _apart(text)
    if apart is None or apart < FAR:
        return None
    meant, least = "", apart / 10
    for word in _one_word_away(text):
        found = _apart(word)
        if found is not None and found < least:
            meant, least = word, found
    return OddRange(int(apart), meant)


def _apart(text: str) -> Fraction | None:
    """The greater end of a range over the smaller one; None for what is no range."""
    printed = taken_apart(text)
    if printed is None or printed.high is None:
        return None
    ends = [abs(side.number.low * side.factor) for side in (printed.low, printed.high)]
    if printed.low.negative != printed.high.negative or not min(ends):
        return None
    return max(ends) / min(ends)


def _one_word_away(text: str) -> list[str]:
    """The text with another scale word in place of one it has."""
    found: list[str] = []
    kinds = ("scale", "group")
    low = Text.of(text).low
    for start, end in places(kinds, low):
        printed = low[start:end]
        token, language = spellings(kinds)[printed]
        others = sorted(set(spellings((token.kind,)).values()))
        for other, spoken in others:
            if other is token or spoken != language or other.value < 1000:
                continue
            word = canonical(other, language) if len(printed) < 3 else other.name
            word = canonical(other, "zh") if language == "zh" else word
            found.append(f"{text[:start]}{word}{text[end:]}")
    return found
