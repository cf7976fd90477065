"""Who says a number, and as what: an estimate, a forecast, a target."""

import re
from collections.abc import Sequence

from cloudkb.proofreading.mentions import NamePlace

_BEFORE = re.compile(
    r"\baccording to (?:the |an? |(?:data|figures|estimates|analysts|research|report|survey)"
    r"(?: from| by| of| at) )*[\"“]?$"
    r"|\b(?:said|says|citing|cited by|data (?:from|by)|figures (?:from|by)) (?:the )?$"
    r"|(?:据|根据|按照?|援引)[《“]?$",
    re.I,
)
_BEHIND = re.compile(
    r"[》”]?(?:的)?(?:最新)?(?:数据|统计|报告|调研|测算|估算|预测|预计|表示|称|指出|透露|认为|显示|发布)"
    r"|[》”]? ?(?:said|says|estimates?|estimated|reckons?|reported|reports|expects|expected"
    r"|forecasts?|found|counts|puts|predicts|data|figures|told)\b",
    re.I,
)
_KINDS = (
    (
        "target",
        re.compile(
            r"\b(?:aims?|targets?|plans?|intends?|goals?|pledged?|promis\w+)\b"
            r"|目标|力争|计划|拟|承诺",
            re.I,
        ),
    ),
    (
        "forecast",
        re.compile(
            r"\b(?:expect\w*|forecast\w*|project(?:s|ed|ions?)|predict\w*|guid(?:es|ed|ance)"
            r"|outlook|will|would|likely)\b|预计|预测|预期|有望|料将|将(?!军|来)|未来",
            re.I,
        ),
    ),
    (
        "estimate",
        re.compile(
            r"\b(?:estimat\w*|reckon\w*|believed to|may|might|could|should)\b"
            r"|估计|估算|测算|据估|可能|或许|或需|大概",
            re.I,
        ),
    ),
)
"""What a clause with such a word says its number is; the first that is found."""


def source(text: str, names: Sequence[NamePlace]) -> tuple[str, bool]:
    """Who a sentence says its numbers are from, and whether it says so in so many words.

    `names` are those of sources and entities, by places of the sentence.
    """
    for one in names:
        if len(one.ids) == 1 and _BEFORE.search(text, max(one.start - 60, 0), one.start):
            return one.ids[0], True
    for one in names:
        if len(one.ids) == 1 and _BEHIND.match(text, one.end):
            return one.ids[0], False
    return "", False


def kind_told(text: str) -> str:
    """As what a clause tells its number; empty where it tells what is."""
    return next((name for name, pattern in _KINDS if pattern.search(text)), "")
