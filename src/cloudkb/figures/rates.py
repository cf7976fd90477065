"""Denominators: what an amount is per, before it (每千人, 日均) or behind it (/桶, per share)."""

from fractions import Fraction
from typing import NamedTuple

from cloudkb.figures.cursor import FigureError, Found, Text
from cloudkb.figures.measures import counted_thing
from cloudkb.figures.number_record import ONE
from cloudkb.figures.numbers import scan_number
from cloudkb.figures.suggestions import like
from cloudkb.figures.table import measures as table
from cloudkb.figures.units_at import is_unit, unit_at
from cloudkb.language import worded
from cloudkb.late import expression

ANYTHING = "thing"
"""What stands behind `per` where only a number does: 25 per 100,000."""
_PER = expression(r"/ ?|per |an? (?=[a-z])|每")
_NOUN = expression(r"[a-z]{3,}(?:-[a-z]+)*")
_NO_NOUN = ("scale", "word", "tens word", "base", "hedge", "direction", "no noun", "filler")
_PAST = expression(r" (?:earlier|ago|before)\b")


class Per(NamedTuple):
    """A denominator as printed: what, how many of it, and its canonical text behind a number."""

    name: str
    number: Fraction
    spelling: str
    end: int


def per_before(text: Text, at: int) -> Per | None:
    """每股, 每千人, 日均 in front of a number."""
    for word, (name, spelling) in table.BEFORE.items():
        if text.low.startswith(word, at):
            return Per(name, ONE, spelling, at + len(word))
    return _denominator(text, at + 1, "每") if text.sign(at) == "每" else None


def per_behind(text: Text, at: int) -> Per | None:
    """/桶, per share, a barrel, 每股, per 1,000 people behind a number with its unit."""
    at = text.skip(at)
    sign = _PER.match(text.low, at)
    if sign is None or (text.low[at - 1 : at].isalpha() and sign[0][0] in "ap"):
        return None
    word = sign[0]
    article = word in ("a ", "an ")
    known = _denominator(text, sign.end(), "" if word == "每" else word, strict=article)
    if known is None or (article and _PAST.match(text.low, known.end)):
        if word in ("每", "/") or article:
            return None
        raise FigureError(worded("expected a unit here"), sign.end() + 1, like("$75 per barrel"))
    return known


def _denominator(text: Text, at: int, sign: str, *, strict: bool = False) -> Per | None:
    start = at
    number = ONE
    article = text.low.startswith(("a ", "an "), at)
    found = None if strict or article else scan_number(text, at)
    if found is not None:
        if found[0].sort != "plain" or found[0].low != found[0].high or not found[0].low:
            return None
        number, at = found[0].low, text.skip(found[1])
    elif not strict and (scale := _scale(text, at)) is not None:
        # per thousand people, 每万人
        number, at = Fraction(scale.token.value), text.skip(scale.end)
    name, end = _divided_by(text, at, strict=strict)
    if not name:
        if number == ONE or sign[:1] == "/":
            # 1/3 is a part, if anything
            return None
        name, end = ANYTHING, at
    printed = " ".join(text.cased[start:end].split())
    lead = {"/ ": "/", "": "每"}.get(sign, sign)
    gap = " " if lead.strip().isalpha() and lead.isascii() else ""
    return Per(name, number, f"{gap}{lead}{printed}", end)


def _scale(text: Text, at: int) -> Found | None:
    """The scale word that begins a denominator; 兆瓦时 and 千瓦时 are units."""
    found = text.take(at, "scale", "ten", "group")
    return None if found is None or is_unit(text, at, found.end) else found


def _divided_by(text: Text, at: int, *, strict: bool) -> tuple[str, int]:
    known = counted_thing()
    longest = max(
        (word for word in known if text.low.startswith(word, at) and _ends(text, at, word)),
        key=len, default="",
    )  # fmt: skip
    unit = unit_at(text, at)
    if unit is not None and unit.end - at >= len(longest):
        return unit.name, unit.end
    if longest:
        return known[longest], at + len(longest)
    word = strict or text.take(at, *_NO_NOUN) is not None
    noun = None if word else _NOUN.match(text.low, at)
    return (noun[0], noun.end()) if noun is not None else ("", at)


def _ends(text: Text, at: int, word: str) -> bool:
    after = text.low[at + len(word) : at + len(word) + 1]
    return not (word[-1].isascii() and after.isascii() and after.isalnum())
