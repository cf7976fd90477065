"""A number of a text as the `figure` of a claim: as printed, and so that it reads the same."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from cloudkb import figures
from cloudkb.figures import FigureError
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Metric
from cloudkb.texts import Spot
from cloudkb.words import unit_text


class PrintedFigure(NamedTuple):
    """What is written behind `figure:`."""

    text: str
    """Empty where the print cannot be told as one."""
    is_guess: bool = False


_GOES_ON = re.compile(
    r"\s?(?:[到至~～–—-]|\bto\b|\bor\b|或)\s?[\d$¥€£零一二两三四五六七八九十百千数几]"
)


def figure_of(
    spot: Spot, metric: Metric | None, currency: str, before: str, behind: str
) -> PrintedFigure:
    """The print of a number, checked to stand for the same as a figure of its metric.

    `before` and `behind` are what the text has there: where that may be the other half of a
    range, a sign, or the brackets of a loss, the print may not be whole.
    """
    found = _figure_of(spot, metric, currency)
    is_bare = metric is not None and metric.unit != "count" and not spot.unit
    in_brackets = before[-1:] in ("(", "（") and behind[:1] in (")", "）")
    is_whole = not (_GOES_ON.match(behind) or _SIGNED.search(before) or in_brackets)
    if spot.kind == "rank" or (is_whole and not is_bare):
        return found
    # of a bare number the head of a table may have the scale
    return found._replace(is_guess=True)


_SIGNED = re.compile(r"[-−–—<>≤≥=~～±]\s?$")


def _figure_of(spot: Spot, metric: Metric | None, currency: str) -> PrintedFigure:
    if spot.kind == "rank":
        return PrintedFigure(_rank(spot.interval))
    if not spot.text.isprintable():
        return PrintedFigure("")
    if metric is None:
        # what it is a figure of decides how it reads
        return PrintedFigure(spot.text, is_guess=True)
    for text in (spot.text, spot.text.strip(" ,.，。")):
        if _read(text, metric, currency) is not None:
            return PrintedFigure(text)
    for text in _other_ways(spot):
        read = _read(text, metric, currency)
        if read is not None and _size(read.interval) == _size(spot.interval):
            return PrintedFigure(text, is_guess=True)
    return PrintedFigure(spot.text, is_guess=True)


def _rank(interval: Interval) -> str:
    low, high = interval.low, interval.high
    return f"rank {low}" if low == high else f"rank {low}-{high}"


_BESIDE = re.compile(
    r"^(?:最[高大低小]|平均)?(?:降幅|涨幅|增幅|跌幅|折扣)(?:达到|达|约?为)?|(?:的)?(?:增量|增加额)$"
)
"""What names the metric beside its number, as part of the print: 最高降幅达55%."""


def _other_ways(spot: Spot) -> Iterator[str]:
    """The same number otherwise written: with its base, or without the name of what it is."""
    text = spot.text
    if spot.kind == "change" and spot.unit in ("ratio", "points"):
        yield f"{text} yoy"
        yield f"同比{text}"
    bare = _BESIDE.sub("", text)
    if bare != text:
        yield bare


def _read(text: str, metric: Metric, currency: str) -> Amount | Change | None:
    unit = unit_text(metric.unit, metric.measure, metric.per)
    try:
        parsed = figures.parse(text, unit=unit if metric.unit == "measure" else "")
        found = figures.fit(parsed, unit=unit, negative=metric.negative, currency=currency)
    except (FigureError, KeyError):
        return None
    return found if isinstance(found, Amount | Change) else None


def _size(interval: Interval) -> tuple[Fraction, ...]:
    return tuple(sorted(map(abs, interval.ends)))
