"""What does a printed figure, or a period, stand for?"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cloudkb import figures, periods
from cloudkb.figures.rows import read as read_figure

if TYPE_CHECKING:
    from cloudkb.model import Page, Table


class Reading(NamedTuple):
    """One text as it was read: the published shape, and how it is told to people."""

    data: Mapping[str, Any]
    gloss: str = ""
    ends: tuple[tuple[str, str, str], ...] = ()
    """Each end: what it is, in scale words, in plain digits."""
    because: str = ""


def read(text: str, unit: str = "") -> Reading:
    """Read a figure; `unit` says what a bare number counts. A refusal is an answer too."""
    text = text.strip()
    data = figures.row(text, unit or None)
    if not data["ok"]:
        return Reading(data)
    told = figures.describe(read_figure(text, unit or None))
    return Reading(data, told.gloss, told.ends, told.because)


def read_period(text: str) -> Reading:
    """Read a period in the same way; a fiscal name has no days without its entity."""
    text = text.strip()
    try:
        period = periods.parse(text)
    except periods.PeriodError as error:
        fault = {"column": error.column, "message": error.message, "hint": error.hint}
        return Reading({"text": text, "ok": False, **fault})
    data = {
        "text": text,
        "ok": True,
        "start": period.start,
        "end": period.end,
        "approximate": period.approximate,
        "canonical": period.text,
    }
    ends = (("from", period.start or "", ""), ("to", period.end or "", ""))
    because = "the days depend on when its fiscal year ends" if period.fiscal else ""
    return Reading(data, periods.describe(period), tuple(e for e in ends if e[1]), because)


def page(readings: Sequence[Reading]) -> "Page":
    """One card, or a table of many."""
    from cloudkb.model import Page

    if len(readings) == 1:
        return _card(readings[0])
    refused = sum(1 for reading in readings if not reading.data["ok"])
    title = f"{len(readings):,} lines" + (f" · {refused:,} refused" if refused else "")
    return Page(title, (_table(readings),))


def _card(reading: Reading) -> "Page":
    from cloudkb.model import Column, Page, Steps, Table

    data = reading.data
    if not data["ok"]:
        lines = [data["message"], *([data["hint"]] if data["hint"] else [])]
        return Page("", (_pointer(data), Steps(tuple(lines))))
    columns = (Column("end", ""), Column("words", ""), Column("digits", ""))
    rows = [
        [label, words, "" if digits == words else digits] for label, words, digits in reading.ends
    ]
    told = [reading.because] if reading.because else []
    if data["canonical"] != data["text"]:
        told.append(f"written as {data['canonical']}")
    title = " · ".join(dict.fromkeys(filter(None, [data["text"], reading.gloss])))
    return Page(title, (Table(columns, rows, footer="\n".join(told)),))


def _pointer(data: Mapping[str, Any]) -> Any:
    """The text with a caret under the character at fault."""
    from cloudkb.model import Excerpt, Place

    return Excerpt(Place("", 1, data["column"]), ((1, data["text"]),))


def _table(readings: Sequence[Reading]) -> "Table":
    from cloudkb.model import Column, Table

    columns = (
        Column("text", "figure"),
        Column("meaning", "stands for"),
        Column("canonical", "written as"),
        Column("fault", "refused"),
    )
    rows = []
    for reading in readings:
        data = reading.data
        if data["ok"]:
            meaning = " ".join(f"{label} {words}" for label, words, _ in reading.ends)
            same = data["canonical"] == data["text"]
            written = "" if same else data["canonical"]
            rows.append([data["text"], meaning or reading.because or reading.gloss, written, ""])
        else:
            hint = f"; {data['hint']}" if data["hint"] else ""
            rows.append([data["text"], "", "", f"column {data['column']}: {data['message']}{hint}"])
    return Table(columns, rows)
