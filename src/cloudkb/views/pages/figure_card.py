"""What figures or periods stand for, for people: one card, or a table of many."""

from collections.abc import Sequence

from cloudkb.language import in_chinese, worded
from cloudkb.model import Column, Excerpt, Page, Place, Steps, Table
from cloudkb.views.figure import FigureReading
from cloudkb.views.pages.titles import titled
from cloudkb.words import plural

_END = (Column(""), Column(""), Column(""))
_MANY = (Column("figure"), Column("stands for"), Column("written as"), Column("refused"))


def page(readings: Sequence[FigureReading]) -> Page:
    """One card, or a table of many."""
    if len(readings) == 1:
        return _card(readings[0]) if readings[0].data["ok"] else _refusal(readings[0])
    refused = sum(1 for reading in readings if not reading.data["ok"])
    title = plural(len(readings), "line")
    if refused:
        title += " · " + worded("{number} refused", number=f"{refused:,}")
    return Page(title, (Table(titled(*_MANY), [_line(reading) for reading in readings]),))


def _card(reading: FigureReading) -> Page:
    rows = [[label, words, digits * (digits != words)] for label, words, digits in reading.ends]
    notes = [reading.because] if reading.because else []
    if written := _written(reading):
        notes.append(worded("written as {written}", written=written))
    title = " · ".join(dict.fromkeys(filter(None, [reading.data["text"], reading.gloss])))
    return Page(title, (Table(_END, rows, footer="\n".join(notes)),))


def _refusal(reading: FigureReading) -> Page:
    """The text with a caret under the character at fault, and what to write."""
    data = reading.data
    fault = Excerpt(Place("", 1, data["column"]), ((1, data["text"]),))
    return Page("", (fault, Steps(tuple(filter(None, (data["message"], data["hint"]))))))


def _line(reading: FigureReading) -> list[str]:
    data = reading.data
    if not data["ok"]:
        told = worded("; ", "；").join(filter(None, (data["message"], data["hint"])))
        where = worded("column {column}: {told}", column=data["column"], told=told)
        return [data["text"], "", "", where]
    # 自1元至2元, but: from 1 to 2
    space = "" if in_chinese() else " "
    meaning = space.join(f"{label}{space}{words}" for label, words, _ in reading.ends)
    return [data["text"], meaning or reading.because or reading.gloss, _written(reading), ""]


def _written(reading: FigureReading) -> str:
    """The canonical spelling, where it is another."""
    data = reading.data
    return "" if data["canonical"] == data["text"] else str(data["canonical"])
