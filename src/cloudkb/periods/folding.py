"""The text of a period made plain: small letters, half width, simplified, digits for numerals."""

import re
from functools import cache

from cloudkb.words import simplified

_DIGITS = frozenset("0123456789")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "–")
_SIGNS = {
    **_DASHES,
    ord("〜"): "~",
    ord("∼"): "~",
    ord("’"): "'",
    ord("‘"): "'",
    **dict.fromkeys(map(ord, "〇○"), "零"),
}
_VALUES = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {"两": "2"}


def odd_digit(text: str) -> int:
    """The column (from 1) of a digit that is raised, ringed or broken; 0 where none is.

    Folding would make a year of a footnote's number.
    """
    from unicodedata import normalize

    for column, sign in enumerate(text, 1):
        if (
            not sign.isascii()
            and not "０" <= sign <= "９"
            and _DIGITS.intersection(normalize("NFKC", sign))
        ):
            return column
    return 0


def plain(text: str) -> str:
    """The text as forms are compared with it; blanks beside Chinese characters fall away."""
    if text.isascii():
        return " ".join(text.lower().split())
    from unicodedata import normalize

    folded = simplified(normalize("NFKC", text)).translate(_SIGNS).lower()
    folded = re.sub("–+", "–", " ".join(folded.split()))
    beside, years, numerals = _expressions()
    folded = beside.sub("", folded)
    folded = years.sub(lambda found: "".join(_VALUES[sign] for sign in found[0]), folded)
    return numerals.sub(lambda found: _numeral(found[0]), folded)


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    digit = "[一二三四五六七八九]"
    return (
        re.compile("(?<=[一-鿿]) | (?=[一-鿿])"),
        re.compile("[零一二三四五六七八九]{4}(?=年|财年)"),
        re.compile(
            f"(?:{digit}?十{digit}?|[一二三四五六七八九两])(?=个?月|日|号|周|个?季度|四半期)"
        ),
    )


def _numeral(text: str) -> str:
    """A number below a hundred in figures."""
    tens, ten, ones = text.rpartition("十")
    return (
        f"{(_VALUES[tens] if tens else '1') if ten else ''}{_VALUES.get(ones, '0' if ten else '')}"
    )
