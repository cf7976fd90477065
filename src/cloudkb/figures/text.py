"""Printed text made plain: half width, simplified, lower case, place by place.

Every change replaces one code point by one, so that a column in the folded
text is a column in what the reader typed.
"""

from functools import cache
from typing import NamedTuple

LONGEST = 1000
"""Code points; no printed figure comes near it, and it bounds the work on hostile text."""

_TRADITIONAL = (
    "萬億個點過於約達數餘兩幾幣圓歐鎊韓臺張漲減長較環與間級別後週號單筆輛條塊種項戶併"
    "並際雙絕虧損負處從歲僅計總為滿節頂縮擴連續斷斬來時門顆內躍積"
)
_SIMPLIFIED = (
    "万亿个点过于约达数余两几币圆欧镑韩台张涨减长较环与间级别后周号单笔辆条块种项户并"
    "并际双绝亏损负处从岁仅计总为满节顶缩扩连续断斩来时门颗内跃积"
)
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
    table |= {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    table |= {ord(old): new for old, new in _SIGNS.items()}
    return table


@cache
def _lower() -> dict[int, str]:
    # str.lower would turn some letters into two and shift the columns
    return {code: chr(code + 32) for code in range(65, 91)}


class Source(NamedTuple):
    """A text to scan: `text` is folded with its case kept (for measures), `low` in lower case."""

    text: str
    low: str


def fold(text: str) -> Source:
    """Fold a printed text code point by code point; columns stay what they were."""
    folded = text if text.isascii() and "\t" not in text else text.translate(_table())
    return Source(folded, folded.translate(_lower()))


def skip(low: str, at: int) -> int:
    """The first place from `at` that is not a space."""
    while at < len(low) and low[at] == " ":
        at += 1
    return at
