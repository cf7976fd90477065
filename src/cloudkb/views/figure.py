"""What does a printed figure, or a period, stand for?"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cloudkb import figures, periods
from cloudkb.figures.description import read as read_figure
from cloudkb.language import in_chinese, marked, worded


class FigureReading(NamedTuple):
    """One text as it was read: the published shape, and how it is told to people."""

    data: Mapping[str, Any]
    gloss: str = ""
    ends: tuple[tuple[str, str, str], ...] = ()
    """Each end: what it is, in scale words, in plain digits."""
    because: str = ""


def read(text: str, unit: str = "") -> FigureReading:
    """Read a figure; `unit` says what a bare number counts. A refusal is an answer too."""
    text = text.strip()
    data = figures.row(text, unit or None)
    if not data["ok"]:
        return FigureReading(data)
    told = figures.describe(read_figure(text, unit or None))
    others = [
        worded("on a metric in {unit}: {ends}", unit=one["unit"], ends=_between(one))
        for one in data.get("also", ())
    ]
    because = worded("; ", "；").join([told.because, *others])
    return FigureReading(data, told.gloss, told.ends, because)


def _between(ends: Mapping[str, str | None]) -> str:
    """Two ends in digits; one of them may be open."""
    low, high = ends["low"], ends["high"]
    if in_chinese() and (low is None or high is None):
        return (
            worded("at most {end}", end=high) if low is None else worded("at least {end}", end=low)
        )
    return worded("{start} to {end}", start=low or "below", end=high or "above")


def read_period(text: str) -> FigureReading:
    """Read a period in the same way; a fiscal name has no days without its entity."""
    text = text.strip()
    try:
        period = periods.parse(text)
    except periods.PeriodError as error:
        fault = {"column": error.column, "message": error.message, "hint": error.hint}
        return FigureReading({"text": text, "ok": False, **fault})
    data = {
        "text": text,
        "ok": True,
        "start": period.start,
        "end": period.end,
        "approximate": period.approximate,
        "canonical": period.text,
    }
    ends = ((worded("from"), period.start or "", ""), (worded("to"), period.end or "", ""))
    because = worded("the days depend on when its fiscal year ends") if period.fiscal else ""
    if period.step == "day" and not period.fiscal:
        to_date, because = _otherwise(text, period.text)
        if because:
            data["to_date"] = to_date
    return FigureReading(data, periods.describe(period), tuple(e for e in ends if e[1]), because)


def _otherwise(text: str, day: str) -> tuple[str | None, str]:
    """What the day something was counted on is for a metric that is of a length of time.

    The period, None where it is refused, and words for both readings; no words where it is the
    day all the same.
    """
    try:
        other = periods.parse(text, "sum").text
    except periods.PeriodError as error:
        told = marked("the day of a snapshot; else refused: {hint}")
        return None, worded(told, hint=error.hint)
    if other == day:
        return other, ""
    told = marked("the day of a snapshot; for a metric that adds up, the year to date: {period}")
    return other, worded(told, period=other)
