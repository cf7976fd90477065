"""Dates of events: EDTF and printed dates, before and after, with the weekday checked."""

from fractions import Fraction
from typing import Literal

from cloudkb.figures.cursor import FigureError, Text, canonical
from cloudkb.figures.suggestions import Hint, like, write
from cloudkb.figures.tokens import TABLE
from cloudkb.language import in_chinese, worded
from cloudkb.late import expression
from cloudkb.model import DateFigure, Operand, Period

_SHAPE = expression(
    r"[早晚]于 *(?=[0-9])"
    r"|[0-9]{4}-[0-9]{2}(?![0-9])|[0-9]{4} ?年|[0-9]{4}[~?%]*/|[0-9]{4}[~?]|\.\./|/?\.\.|/[0-9]{4}"
    r"|[0-9]{4} ?[hq][1-4](?![0-9])|[hq][1-4] ?[0-9]{4}|fy ?[0-9]{2}|[0-9]{1,2} ?月"
    r"|第?[一二三四1-4]季度?"
    r"|[上下]半年|[〇零一二三四五六七八九]{4}年"
    r"|(?:early|late|mid|end of|start of|beginning of|first|second) .*[0-9]{4}$"
    r"|(?:[0-9]{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? [0-9]"
    r"|(?:before|after|since|prior to|later than|in|on)(?![a-z]) *(?=[0-9]|q[1-4]|h[12]|fy"
    r"|early|late|mid|end|start|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)
_DATES = like("2024-02-29", "2024-02", "before 2024-03")
_YEAR = expression(r"[0-9]{4}(?: ?(?:之前|以前|前|之后|以后|后|以来|起|年.*))")
_WEEKDAY = expression(r"[ (,]*$")


def looks_like_date(text: Text) -> bool:
    """Tell whether a text has the shape of a date (a bare year has that of a number)."""
    start = text.skip(0)
    return bool(_SHAPE.match(text.low, start) or _YEAR.match(text.low, start))


def scan_date(text: Text, at: int) -> tuple[DateFigure, int]:
    """Read a date up to the end of the text; raises FigureError, also for a wrong weekday."""
    start = text.skip(at)
    end = len(text.low)
    relation = ""
    word = text.take(start, "relation")
    if word is not None:
        relation, start = word.token.name, text.skip(word.end)
    end, weekday = _weekday(text, start, end)
    if not relation:
        after = text.ending(start, end, "relation after")
        if after is not None:
            relation, end = after[0].name, after[1]
    figure = _read(text, start, end, relation)
    if weekday is not None:
        _check_weekday(figure, *weekday)
    return figure, len(text.low)


_EVENT = expression(r"(?P<entity>[a-z][a-z0-9-]*)(?:\.(?P<metric>[a-z][a-z0-9_]*))?(?![a-z0-9_.@])")
_LATER = expression(
    r" *(?P<sign>[+\-−]) *(?P<count>[0-9]{1,5}) ?"
    r"(?P<step>days?|weeks?|months?|quarters?|years?|天|日|周|个?月|个?季度|年) *"
)
_STEPS = {
    "day": (0, 1), "天": (0, 1), "日": (0, 1), "week": (0, 7), "周": (0, 7),
    "month": (1, 0), "月": (1, 0), "quarter": (3, 0), "季度": (3, 0),
    "year": (12, 0), "年": (12, 0),
}  # fmt: skip
_MOST = 100 * 12
"""Months between two events."""


def scan_event(text: Text, at: int) -> tuple[DateFigure, int] | None:
    """Scan before or after another event: `after openai.founded + 2 months`.

    None where no event is named. Raises FigureError for what stands behind one and is no time.
    """
    start = text.skip(at)
    word = text.take(start, "relation")
    if word is None or word.token.name == "on" or looks_like_date(text):
        return None
    found = _EVENT.match(text.low, text.skip(word.end))
    if found is None:
        return None
    months = days = 0
    end = text.skip(found.end())
    if end < len(text.low):
        later = _LATER.fullmatch(text.low, end)
        if later is None:
            if found["metric"] is None and text.low[end] not in "+-−":
                return None
            raise FigureError(
                worded("expected days, weeks, months or years here"),
                end + 1,
                like("+ 2 months", "- 30 days"),
            )
        step = later["step"].removeprefix("个").removesuffix("s")
        count = int(later["count"]) * (1 if later["sign"] == "+" else -1)
        months, days = (count * each for each in _STEPS[step])
        if abs(months) > _MOST or abs(days) > _MOST * 31:
            raise FigureError(
                worded("too long a time between two events"),
                end + 1,
                worded("a hundred years at most"),
            )
    base = Operand(Fraction(1), found["entity"], found["metric"])
    named = found["entity"] + (f".{found['metric']}" if found["metric"] else "")
    spelling = f"{word.token.name} {named}{later_text(months, days)}"
    relation: Literal["before", "after"] = "after" if word.token.name == "after" else "before"
    nothing = Period("", kind="none")
    return DateFigure("date", nothing, relation, spelling, base, months, days), len(text.low)


def later_text(months: int, days: int) -> str:
    """How much later than an event, as it stands behind its name: ` + 2 months`; empty for none."""
    count, step = (months, "month") if months else (days, "day")
    if not count:
        return ""
    return f" {'-' if count < 0 else '+'} {abs(count)} {step}{'' if abs(count) == 1 else 's'}"


def _weekday(text: Text, start: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Where the date ends before a printed weekday, and that weekday with its place."""
    stop = end
    while stop > start and text.low[stop - 1] in " ).":
        stop -= 1
    found = text.ending(start, stop, "weekday")
    if found is None:
        return end, None
    token, at = found
    before = at
    while before > start and text.low[before - 1] in " (,":
        before -= 1
    if before == at and text.low[at].isascii():
        return end, None
    return before, (token.value, at)


def _read(text: Text, start: int, end: int, relation: str) -> DateFigure:
    from cloudkb import periods

    printed = text.cased[start:end].strip()
    if not printed:
        raise FigureError(worded("expected a date here"), start + 1, like("2024-02-29"))
    try:
        period = periods.parse(printed, "date")
    except periods.PeriodError as error:
        message = error.message
        hint: Hint = error.hint
        if error.formless:
            message, hint = worded('"{text}" is no date', text=error.formless), _DATES
        raise FigureError(message, start + error.column, hint) from None
    if period.fiscal:
        raise FigureError(
            worded("a fiscal name is no date: its days depend on whose it is"),
            start + 1,
            write("its months: 2022-04/2023-03"),
        )
    if period.kind != "span":
        raise FigureError(
            worded("a date is one span of days"), start + 1, like("2024-02-29", "2024-02")
        )
    if relation == "before":
        return DateFigure("date", period, "before", f"before {period.text}")
    if relation == "after":
        return DateFigure("date", period, "after", f"after {period.text}")
    # a bare year reads as a number
    shaped = looks_like_date(Text.of(period.text))
    return DateFigure("date", period, "on", period.text if shaped else f"in {period.text}")


def _check_weekday(figure: DateFigure, printed: int, at: int) -> None:
    from datetime import date

    day = figure.period.start
    if day is None or day != figure.period.end:
        raise FigureError(worded("a weekday stands with a day"), at + 1, write(figure.spelling))
    true = date.fromisoformat(day).weekday()
    if true != printed:
        names = {token.value: token for token in TABLE if token.kind == "weekday"}
        said, meant = (canonical(names[each], "en").capitalize() for each in (printed, true))
        spoken = [canonical(names[each], "zh") for each in (printed, true)]
        raise FigureError(
            worded(
                "{day} is a {meant}, not a {said}",
                day=day,
                meant=spoken[1] if in_chinese() else meant,
                said=spoken[0] if in_chinese() else said,
            ),
            at + 1,
            write(f"{day} ({meant})"),
        )
