"""Period texts, canonical and as printed, in Chinese and English, to days.

Canonical spellings follow EDTF (ISO 8601-2:2019): `~` approximate, `?` uncertain, `%` both,
`..` for an open end; quarters and halves are written 2023Q3 and 2023H1.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.model import Period
from cloudkb.periods.calendar import MONTHS, PeriodError, from_days, month_span
from cloudkb.periods.ends import ending, is_trailing
from cloudkb.periods.folding import odd_digit, plain
from cloudkb.periods.forms import ABOUT, AS_OF, END_OF, ENDING, FORMS, NAMES, ROLLING, SLASHED
from cloudkb.periods.printed_parts import about, meaning
from cloudkb.periods.refusals import expected, fault

Use = Literal["day", "sum", "date"]
"""What the period is for: `day` for what is counted on a day (and where nobody knows), `sum` for
what is of a length of time, `date` for when something happened or was printed."""

LONGEST = 80
"""Characters of a period."""
_MOST_STEPS = 1000
"""Periods in a series; each becomes a quantity of its own."""
_ISO = expression(r"([0-9]{4})(?:q([1-4])|h([12])|-(0[0-9]|1[0-2])(?:-([0-9]{2}))?)?")
_SPAN = expression(
    r"[0-9]{4}(?:-[0-9]{2}|q[1-4])(?:-[0-9]{2})?/(?:[0-9]{4}-.*|[0-9]{4}q[1-4]|\.\.)|[0-9]{4}/\.\."
)
_FISCAL = expression(r"(fy)([0-9]{4})(?:q([1-4])|h([12]))?")


_ID_LIKE = expression(
    r"fy[0-9]{4}(?:[qh][1-4])?|[qh][1-4][0-9]{4}|(?:full-)?year[0-9]{4}"
    rf"|(?:{NAMES})[0-9]{{4}}|(?:end|close|late|beginning|start|early|middle|mid)-[0-9]{{4}}"
)


def is_reserved(name: str) -> bool:
    """Whether a text that could be an id (small letters, digits, hyphens) is a period instead.

    A closed list: whatever else periods are printed like, no new form takes an id away.
    """
    return bool(_ID_LIKE.fullmatch(name)) and _reads(name)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    # compiled on first use, one by one: most answers need a few at most
    return re.compile(form)


@lru_cache(maxsize=8192)
def parse(text: str, use: Use = "day") -> Period:
    """Read a period, canonical or as printed; fiscal names wait for `resolve`.

    Raises `PeriodError` with the column at fault (from 1, in code points).
    """
    odd = 0 if text.isascii() else odd_digit(text)
    if odd:
        raise PeriodError(
            worded("{sign} is no digit of a period", sign=text[odd - 1]), odd, expected()
        )
    folded = plain(text[: LONGEST * 2])
    if not folded:
        raise PeriodError(worded("a period is missing"), 1, expected())
    if len(text) > LONGEST:
        raise PeriodError(worded("this is too long for a period"), LONGEST + 1, expected())
    if folded in ROLLING:
        return Period("any 12 months", kind="rolling")
    if "/" in folded:
        if folded.startswith("..") or _SPAN.fullmatch(folded):
            # no other form with a stroke looks so, and theirs are many to compile
            return _span(text, folded, use)
        return _slashed(text, folded, use) or _span(text, folded, use)
    if ".." in folded:
        return _series(text, folded)
    return _single(text, folded, use)


def asks_metric(text: str) -> bool:
    """Tell whether a period is a day of what is counted on days, and not of what adds up."""
    try:
        return parse(text, "day") != parse(text, "sum")
    except PeriodError:
        return True


def _single(text: str, folded: str, use: Use, column: int = 1) -> Period:
    found = _ISO.fullmatch(folded)
    if found:
        return meaning(
            {"year": found[1], "quarter": found[2], "half": found[3], "month": found[4],
             "day": found[5]}, text, column,
        )  # fmt: skip
    found = _FISCAL.fullmatch(folded)
    if found:
        return meaning(
            {"fiscal": found[1], "year": found[2], "quarter": found[3], "half": found[4]},
            text, column,
        )  # fmt: skip
    mark = folded[-1] if folded[-1] in "~?%" else ""
    body = folded[:-1].rstrip() if mark else folded
    for prefix in ABOUT:
        if body.startswith(prefix):
            body, mark = body.removeprefix(prefix).strip(), mark or "~"
    period = _formed(body, FORMS, text, column) or _led(body, text, use, column)
    if period is None:
        raise fault(text, body, column, _reads)
    return _marked(period, mark)


def _marked(period: Period, mark: str) -> Period:
    if not mark or period.text.endswith(("~", "?", "%")):
        return period
    return period._replace(text=period.text + mark, approximate=True)


def _formed(body: str, forms: tuple[str, ...], text: str, column: int) -> Period | None:
    found = next((m for form in forms if (m := _compiled(form).fullmatch(body))), None)
    return meaning(found.groupdict(), text, column) if found else None


def _slashed(text: str, folded: str, use: Use) -> Period | None:
    """A period in which a stroke parts no span: Q3/2020, 2022/23, TTM Q3/2020."""
    mark = folded[-1] if folded[-1] in "~?%" else ""
    found = _formed(folded.removesuffix(mark).rstrip(), SLASHED, text, 1)
    return None if found is None else _marked(found, mark)


def _reads(text: str) -> bool:
    try:
        parse(text)
    except PeriodError:
        return False
    return True


# --- what leads to a day -------------------------------------------------------------------------


def _led(body: str, text: str, use: Use, column: int) -> Period | None:
    """A length up to a day, the day something was counted on, the end of a year."""
    for forms, made in ((ENDING, _length), (AS_OF, _as_of), (END_OF, _end_of)):
        for form in forms:
            found = _compiled(form).fullmatch(body)
            last = _inner(found["last"]) if found else None
            if found and last is not None:
                period = made(found.groupdict(), last, use, text, column)
                if period is not None:
                    return period
    return None


def _inner(folded: str) -> Period | None:
    """The period a day is the last of; None when it is none, or about."""
    try:
        last = _single(folded, folded, "day")
    except PeriodError:
        return None
    return last if last.fiscal or (last.kind == "span" and not last.approximate) else None


def _last_day(last: Period, text: str, column: int) -> str:
    if last.end is None:
        raise PeriodError(
            worded("{period} is fiscal, and no day by itself", period=last.text),
            column,
            worded("write the day it ends on"),
        )
    return last.end


def _length(
    groups: dict[str, str], last: Period, use: Use, text: str, column: int
) -> Period | None:
    if last.step == "year" and not is_trailing(groups["length"]):
        return None
    return ending(groups["length"], _last_day(last, text, column), text, column)


def _as_of(groups: dict[str, str], last: Period, use: Use, text: str, column: int) -> Period:
    day = _last_day(last, text, column)
    if use == "date":
        raise PeriodError(
            worded('"{text}" says until when something was counted', text=text.strip()),
            column,
            worded("write {text}", text=day),
        )
    return from_days(f"{day[:4]}-01-01", day) if use == "sum" else from_days(day, day)


_STEP_OR_YEAR = {
    "month": marked("write {period} for the month, {year} for the year to date"),
    "quarter": marked("write {period} for the quarter, {year} for the year to date"),
    "half": marked("write {period} for the half, {year} for the year to date"),
    "year": marked("write {period} for the year, {year} for the year to date"),
    "": marked("write {period} for the span, {year} for the year to date"),
}


def _end_of(groups: dict[str, str], last: Period, use: Use, text: str, column: int) -> Period:
    day = _last_day(last, text, column)
    if use == "date":
        months = 2 if last.step == "year" else 1
        at = int(day[:4]) * 12 + int(day[5:7]) - months
        return about(from_days(*month_span(at // 12, at % 12 + 1, months)))
    if use == "sum" and last.step != "day":
        to_date = from_days(f"{day[:4]}-01-01", day).text
        raise PeriodError(
            worded(
                '"{text}" is a day, and this metric is of a length of time',
                text=text.strip(),
            ),
            column,
            worded(_STEP_OR_YEAR[last.step], period=last.text, year=to_date)
            if to_date != last.text
            else worded(
                "write {period} for the year, {quarter} for its last quarter",
                period=last.text,
                quarter=f"{day[:4]}Q4",
            ),
        )
    return from_days(day, day)


# --- spans and series ----------------------------------------------------------------------------


def _span(text: str, folded: str, use: Use) -> Period:
    parts = folded.split("/")
    if len(parts) != 2:
        at = len(text) if text.count("/") < 2 else text.index("/", text.index("/") + 1) + 1
        raise PeriodError(worded("a span has two ends"), at, worded("write 2022-03/2023-03"))
    left, right = (part.strip() for part in parts)
    slash = text.find("/") + 2
    if left in ("..", "") and right in ("..", ""):
        raise PeriodError(worded("a span open on both sides says nothing"), 1, expected())
    start = None if left in ("..", "") else _single(left, left, use)
    end = None if right in ("..", "") else _single(right, right, use, slash)
    for one, column in ((start, 1), (end, slash)):
        if one is not None and one.fiscal:
            raise PeriodError(
                worded("a fiscal name cannot be the end of a span"),
                column,
                worded("write its months: 2022-04/2023-03"),
            )
    period = from_days(start.start if start else None, end.end if end else None)
    if period.start and period.end and period.start > period.end:
        raise PeriodError(
            worded("this span ends before it starts"),
            slash,
            worded("write {text}", text=f"{right}/{left}"),
        )
    approximate = bool((start and start.approximate) or (end and end.approximate))
    return period._replace(text=period.text + ("~" if approximate else ""), approximate=approximate)


def _steps(first: Period, last: Period) -> int:
    """About how many periods a series has; days as if all months had 31."""
    if first.fiscal:
        return (int(last.text[2:6]) - int(first.text[2:6])) * 12 // MONTHS[first.step]
    if first.start is None or last.start is None:
        return 0
    ends = [(int(day[:4]) * 12 + int(day[5:7]), int(day[8:])) for day in (first.start, last.start)]
    (low, low_day), (high, high_day) = ends
    if first.step == "day":
        return (high - low) * 31 + high_day - low_day
    return (high - low) // MONTHS[first.step]


def _series(text: str, folded: str) -> Period:
    left, _, right = folded.partition("..")
    if not left.strip() or not right.strip():
        raise PeriodError(
            worded("a series names its first and its last period"),
            1,
            worded("write 2019..2023, or 2019/.. for what goes on"),
        )
    column = text.find("..") + 3
    first, last = _single(left, left.strip(), "day"), _single(right, right.strip(), "day", column)
    if first.step != last.step or first.fiscal != last.fiscal or first.step not in (*MONTHS, "day"):
        raise PeriodError(
            worded("a series runs between two periods of one size"),
            column,
            worded("write 2019..2023 or 2022Q1..2023Q4"),
        )
    name = f"{first.text}..{last.text}"
    if _steps(first, last) >= _MOST_STEPS:
        raise PeriodError(
            worded("a series has at most {most:,} periods", most=_MOST_STEPS),
            column,
            "",
        )
    if first.fiscal:
        if first.text > last.text:
            raise PeriodError(worded("this series ends before it starts"), column, "")
        return Period(name, kind="series", step=first.step, fiscal=True)
    if (first.start or "") > (last.end or ""):
        raise PeriodError(worded("this series ends before it starts"), column, "")
    return Period(
        name,
        first.start,
        last.end,
        kind="series",
        step=first.step,
        approximate=first.approximate or last.approximate,
    )
