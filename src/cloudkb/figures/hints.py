"""What a refusal proposes: one place where every proposal is held against the text.

A proposal is kept when it can itself be read and holds numbers of the text only, and when all that
is proposed holds every one of them; a unit of ratios is never added. What shares nothing with the
text is an example, and is told as one; what holds a part of it only is not told.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from math import prod

from cloudkb.figures.counted import meant_scale
from cloudkb.figures.cursor import FigureError, Text, places
from cloudkb.figures.numbers import scan_number
from cloudkb.figures.suggestions import Hint, Suggestion, like, write
from cloudkb.late import expression
from cloudkb.words import is_chinese

_RUN = expression(r"[0-9][0-9,.' ]*[0-9]|[0-9]")
_EXAMPLE_BASE = expression(r" (?:yoy|qoq|vs [^ ]+)$")
_WORDS = ("word", "tens word", "half", "many", "several", "dozen")
_MOST = 40
"""Numbers of a text that are looked at; a text with more of them gets no proposal."""


def example(text: str) -> Suggestion:
    """What a figure looks like, in the language of the text."""
    return _EXAMPLES["zh" if is_chinese(text) else "en"]


_EXAMPLES = {"zh": like("23.64亿元", "26.7%", "17次"), "en": like("$10bn", "26.7%", "17 stores")}


def sure(hint: Hint, printed: str, reads: Callable[[str], bool]) -> Hint:
    """Keep of a hint what can be read and means what the text can mean, or give an example.

    `reads` tells whether a text can be read as a figure.
    """
    if not isinstance(hint, Suggestion):
        return hint or example(printed)
    offers = list(dict.fromkeys(hint.offers))
    shown = Text.of(printed)
    if hint.of_text:
        kept = _sure(offers, shown, reads)
        if kept:
            return write(*kept)
        digits = _digits(shown.low)
        offers = [one for one in offers if _digits(one) not in digits and reads(one)]
    if not is_chinese(printed):
        offers = [offer for offer in offers if not is_chinese(offer)]
    return like(*offers) if offers else example(printed)


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def _sure(offers: list[str], text: Text, reads: Callable[[str], bool]) -> list[str]:
    """The offers that read and hold numbers of the text only, if together they hold them all."""
    wanted = numbers_in(text)
    if len(wanted) > _MOST:
        return []
    held = {offer: _held(offer, text, wanted) for offer in offers}
    kept = [offer for offer, numbers in held.items() if numbers is not None and reads(offer)]
    told = {number for offer in kept for number in held[offer] or ()}
    return kept if len(told) == len(wanted) else []


def _held(offer: str, text: Text, wanted: list[frozenset[Fraction]]) -> set[int] | None:
    """Which numbers of the text an offer has; None when it has others, or a unit of its own."""
    base = _EXAMPLE_BASE.search(offer)
    if base is not None and base[0] not in text.low:
        offer = offer[: base.start()]
    offered = Text.of(offer)
    if not _units(offered) <= _units(text):
        return None
    held: set[int] = set()
    for number in numbers_in(offered):
        at = next((at for at, one in enumerate(wanted) if at not in held and one & number), None)
        if at is None:
            return None
        held.add(at)
    return held


def _units(text: Text) -> set[str]:
    """The units of ratios a text has: points are no percentage."""
    kinds = ("unit", "percent before")
    starts = (start for start, _ in places(kinds, text.low))
    return {found.token.name for at in starts if (found := text.take(at, *kinds)) is not None}


def numbers_in(text: Text) -> list[frozenset[Fraction]]:
    """The numbers of a text in their order, each with every value it may be meant to have."""
    found: list[frozenset[Fraction]] = []
    at = 0
    while at < len(text.low) and len(found) <= _MOST:
        values, at = _number_at(text, at)
        if values:
            found.append(values)
    return found


def _number_at(text: Text, at: int) -> tuple[frozenset[Fraction], int]:
    """The values of the number that begins at a place, if one does, and where to look next."""
    sign = text.low[at]
    before = text.take(at, "percent before") if sign > "\u3000" else None
    if before is not None:
        return frozenset(), before.end
    letter = sign.isascii() and sign.isalpha()
    if letter:
        if at and text.low[at - 1].isalpha():
            return frozenset(), at + 1
        word = text.take(at, *_WORDS)
        if word is None or text.low[at : word.end] in ("a", "an", "no"):
            return frozenset(), at + 1
    elif not sign.isdecimal() and sign not in ".," and sign < "\u3000":
        return frozenset(), at + 1
    try:
        found = scan_number(text, at)
    except FigureError:
        return _loosely(text, at)
    if found is None:
        return frozenset(), at + 1
    scale = meant_scale(text, found[1])
    values = {found[0].low, found[0].high}
    return frozenset(values | {value * scale for value in values}), found[1]


def _loosely(text: Text, at: int) -> tuple[frozenset[Fraction], int]:
    """What digits that are no number may have meant, with the scale words behind them."""
    start = at + 1 if text.low[at] in ".," else at
    run = _RUN.match(text.low, start)
    if run is None:
        return frozenset(), at + 1
    digits = run[0] if start == at else f"0.{run[0]}"
    whole, _, rest = digits.replace(" ", ",").replace("'", ",").replace(".", ",").rpartition(",")
    values = {Fraction(int((whole + rest).replace(",", "")))} if start == at else set()
    if whole:
        values.add(Fraction(f"{whole.replace(',', '')}.{rest}"))
    scales, end = _scales(text, run.end())
    if scales:
        values = {
            value * prod(some)
            for value in values
            for count in range(1, len(scales) + 1)
            for some in combinations(scales, count)
        }
    return frozenset(values), end


def _scales(text: Text, at: int) -> tuple[list[int], int]:
    """The scale words behind a place, at most four of them."""
    scales: list[int] = []
    while len(scales) < 4 and (found := text.take(text.skip(at), "ten", "group", "scale")):
        scales.append(found.token.value)
        at = found.end
    return scales, at
