"""Period texts, canonical and as printed, in Chinese and English, to days.

Canonical spellings follow EDTF (ISO 8601-2:2019): `~` approximate, `?` uncertain, `%` both,
`..` for an open end; quarters and halves are written 2023Q3 and 2023H1. `describe` says a
period in words, for headings and cards.
"""

from functools import lru_cache
from typing import Any

from cloudkb.model import Period
from cloudkb.periods.calendar import (
    MONTHS,
    PeriodError,
    from_days,
    month_end,
    month_end_of,
    month_span,
)

_EXPECTED = (
    "write 2023, 2023H1, 2023Q3, 2023-09, 2024-02-29, FY2023, FY2024Q3, 2022-03/2023-03, "
    "2019/.., 2019..2023 or any 12 months"
)
LONGEST = 80
"""Characters of a period."""
ROLLING = ("any 12 months", "any twelve months", "任意12个月")
ABOUT = ("about ", "around ", "circa ", "约", "大约")

_MONTH_NAMES = [
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip
_QUARTERS = {
    **{name: number for number, name in enumerate(("first", "second", "third", "fourth"), 1)},
    **{name: number for number, name in enumerate(("1st", "2nd", "3rd", "4th"), 1)},
    **{name: number for number, name in enumerate("一二三四", 1)},
    "final": 4, "last": 4,
}  # fmt: skip
_LENGTHS = {"quarter": 3, "three months": 3, "half": 6, "half year": 6, "six months": 6,
            "nine months": 9, "year": 12, "twelve months": 12, "12 months": 12,
            "3 months": 3, "6 months": 6, "9 months": 9}  # fmt: skip
_MOST_STEPS = 1000
"""Periods in a series; each becomes a quantity of its own."""
_M = "(?P<month>sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTH_NAMES) + r")\.?"
_Y = r"(?P<year>[0-9]{4})"
_Q = r"(?P<quarter>[1-4一二三四]|first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_NEAR = r"(?P<near>end|close|late|beginning|start|early|middle|mid)"

FORMS = (
    # canonical
    _Y,
    rf"{_Y}h(?P<half>[12])",
    rf"{_Y}q(?P<quarter>[1-4])",
    rf"{_Y}-(?P<month>[0-9][0-9])",
    rf"{_Y}-(?P<month>[0-9][0-9])-(?P<day>[0-9][0-9])",
    rf"(?P<fiscal>fy) ?{_Y}(?: ?q(?P<quarter>[1-4])| ?h(?P<half>[12]))?",
    # as printed in Chinese
    rf"{_Y} ?年度?(?:全年)?",
    rf"{_Y} ?年? ?(?:前|头|上|下)半年",
    rf"{_Y} ?年? ?第? ?{_Q} ?季度?",
    rf"{_Y} ?年(?P<thirds>前三季度?|前三个季度)",
    rf"{_Y} ?年 ?(?P<month>[0-9][0-9]?) ?月份?",
    rf"{_Y} ?年 ?(?P<month>[0-9][0-9]?) ?月 ?(?P<day>[0-9][0-9]?) ?[日号]",
    rf"{_Y} ?年? ?(?P<near>末|底|年末|年底|初|年初|中|年中)",
    rf"(?P<fiscal>){_Y} ?(?:财年|财政年度|財年)(?: ?第? ?{_Q} ?(?:财季|季度?|財季))?",
    # as printed in English
    rf"{_Y} ?(?:h(?P<half>[12])|q(?P<quarter>[1-4]))",
    rf"(?:h(?P<half>[12])|q(?P<quarter>[1-4]))[ ,]*(?:of )?{_Y}",
    rf"(?:the )?{_Q} quarter (?:of |in )?{_Y}",
    rf"(?:the )?(?P<halfname>first|second) half (?:of |in )?{_Y}",
    rf"(?:the )?(?P<thirds>first three quarters|first nine months) (?:of |in )?{_Y}",
    rf"(?:the )?{_NEAR}(?: of |[ -]){_Y}",
    rf"{_M} ?,? ?{_Y}",
    rf"(?P<day>[0-9][0-9]?) {_M},? {_Y}",
    rf"{_M} (?P<day>[0-9][0-9]?),? {_Y}",
    rf"(?P<fiscal>fiscal|financial)(?: year)? ?{_Y}(?: ?q(?P<quarter>[1-4]))?",
    rf"(?:calendar(?: year)?|full[- ]year|year|the year) {_Y}",
)
ENDING = r"(?:the )?(?P<length>quarter|three months|half(?: year)?|six months|nine months|year|twelve months|(?:3|6|9|12) months)(?: ended| ending| to)(?: on)? (?P<last>.+)"  # noqa: E501


_DIGITS = frozenset("0123456789")


@lru_cache(maxsize=1)
def _patterns() -> tuple[Any, ...]:
    # compiled on first use: most answers need no period read
    import re

    return tuple(re.compile(form) for form in FORMS)


@lru_cache(maxsize=8192)
def parse(text: str) -> Period:
    """Read a period, canonical or as printed; fiscal names wait for `resolve`.

    Raises `PeriodError` with the column at fault (from 1, in code points).
    """
    plain = _plain(text)
    if not plain:
        raise PeriodError("a period is missing", 1, _EXPECTED)
    if len(text) > LONGEST:
        raise PeriodError("this is too long for a period", LONGEST + 1, _EXPECTED)
    if plain in ROLLING:
        return Period("any 12 months", kind="rolling")
    if "/" in plain:
        return _span(text, plain)
    if ".." in plain:
        return _series(text, plain)
    return _single(text, plain)


def _plain(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    from unicodedata import normalize

    for column, sign in enumerate(text, 1):
        if (
            not sign.isascii()
            and not "０" <= sign <= "９"
            and _DIGITS.intersection(normalize("NFKC", sign))
        ):
            # raised, ringed or broken: folding would make a year of a footnote's number
            raise PeriodError(f"{sign} is no digit of a period", column, _EXPECTED)
    return " ".join(normalize("NFKC", text).lower().split())


def _fault(text: str, column: int = 1) -> PeriodError:
    import re

    bare = re.match(
        r"\s*(第?[一二三四1-4]季度?|[上下]半年|年[初中末底]|q[1-4]|h[12])", text.lower()
    )
    if bare:
        return PeriodError(f'"{text.strip()}" does not say of which year', column,
                           f"write the year with it: 2023{bare[1]}")  # fmt: skip
    return PeriodError(f'"{text.strip()[:40]}" is no period', column, _EXPECTED)


def _single(text: str, plain: str, column: int = 1) -> Period:
    mark = plain[-1] if plain[-1] in "~?%" else ""
    body = plain[:-1].rstrip() if mark else plain
    for prefix in ABOUT:
        if body.startswith(prefix):
            body, mark = body.removeprefix(prefix).strip(), mark or "~"
    period = _ending(body)
    if period is None:
        found = next((m for p in _patterns() if (m := p.fullmatch(body))), None)
        if found is None:
            raise _fault(text, column)
        period = _meaning(found, text, column)
    if not mark:
        return period
    if period.text.endswith(("~", "?", "%")):
        return period
    return period._replace(text=period.text + mark, approximate=True)


def _ending(body: str) -> Period | None:
    import re

    found = re.fullmatch(ENDING, body)
    if not found:
        return None
    try:
        last = _single(found["last"], found["last"])
    except PeriodError:
        return None
    if last.end is None or last.step not in ("day", "month"):
        return None
    if last.end != month_end_of(last.end):
        return None
    at = int(last.end[:4]) * 12 + int(last.end[5:7]) - _LENGTHS[found["length"]]
    return from_days(month_span(at // 12, at % 12 + 1, 1)[0], last.end)


def _meaning(found: Any, text: str, column: int) -> Period:
    parts = found.groupdict()
    year = int(parts["year"])
    if year == 0:
        raise PeriodError(
            "there is no year 0", column + max(text.find("0000"), 0), "write 1 to 9999"
        )
    quarter = parts.get("quarter")
    number = (int(quarter) if quarter.isdecimal() else _QUARTERS[quarter]) if quarter else 0
    half = int(parts["half"]) if parts.get("half") else 0
    if parts.get("halfname"):
        half = 1 if parts["halfname"] == "first" else 2
    if "半年" in found[0]:
        half = 2 if "下半年" in found[0] else 1
    if parts.get("fiscal") is not None:
        if year == 1:
            raise PeriodError("this fiscal year begins before the year 1", column, _EXPECTED)
        tail = f"Q{number}" if number else f"H{half}" if half else ""
        step: Any = "quarter" if number else "half" if half else "year"
        return Period(f"FY{year:04d}{tail}", step=step, fiscal=True)
    if parts.get("near"):
        return _near(year, parts["near"])
    if parts.get("thirds"):
        return from_days(*month_span(year, 1, 9))
    if parts.get("month"):
        return _month_or_day(parts, year, text, column)
    if number:
        return from_days(*month_span(year, number * 3 - 2, 3))
    if half:
        return from_days(*month_span(year, half * 6 - 5, 6))
    return from_days(*month_span(year, 1, 12))


def _near(year: int, word: str) -> Period:
    """The end: November, December; the beginning: January, February; the middle: June, July."""
    if word[-1] in "末底" or word in ("end", "close", "late"):
        first = 11
    elif word[-1] == "初" or word in ("beginning", "start", "early"):
        first = 1
    else:
        first = 6
    period = from_days(*month_span(year, first, 2))
    return period._replace(text=period.text + "~", approximate=True)


def _month_or_day(parts: dict[str, str], year: int, text: str, column: int) -> Period:
    name = parts["month"]
    month = int(name) if name.isdecimal() else 1 + [m[:3] for m in _MONTH_NAMES].index(name[:3])
    if not 1 <= month <= 12:
        raise PeriodError(
            f"there is no month {name}", column + max(text.rfind(name), 0), "months are 01 to 12"
        )
    day = parts.get("day")
    if not day:
        return from_days(*month_span(year, month, 1))
    last = int(month_end(year, month)[8:])
    if not 1 <= int(day) <= last:
        raise PeriodError(
            f"there is no {year:04d}-{month:02d}-{int(day):02d}",
            column + max(text.rfind(day), 0),
            f"that month has {last} days",
        )
    iso = f"{year:04d}-{month:02d}-{int(day):02d}"
    return Period(iso, iso, iso, step="day")


def _span(text: str, plain: str) -> Period:
    parts = plain.split("/")
    if len(parts) != 2:
        at = len(text) if text.count("/") < 2 else text.index("/", text.index("/") + 1) + 1
        raise PeriodError("a span has two ends", at, "write 2022-03/2023-03")
    left, right = (part.strip() for part in parts)
    slash = text.find("/") + 2
    if left in ("..", "") and right in ("..", ""):
        raise PeriodError("a span open on both sides says nothing", 1, _EXPECTED)
    start = None if left in ("..", "") else _single(left, left)
    end = None if right in ("..", "") else _single(right, right, slash)
    for one, column in ((start, 1), (end, slash)):
        if one is not None and one.fiscal:
            raise PeriodError("a fiscal name cannot be the end of a span", column,
                              "write its months: 2022-04/2023-03")  # fmt: skip
    period = from_days(start.start if start else None, end.end if end else None)
    if period.start and period.end and period.start > period.end:
        raise PeriodError("this span ends before it starts", slash, f"write {right}/{left}")
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


def _series(text: str, plain: str) -> Period:
    left, _, right = plain.partition("..")
    if not left.strip() or not right.strip():
        raise PeriodError("a series names its first and its last period", 1,
                          "write 2019..2023, or 2019/.. for what goes on")  # fmt: skip
    column = text.find("..") + 3
    first, last = _single(left, left.strip()), _single(right, right.strip(), column)
    if first.step != last.step or first.fiscal != last.fiscal or first.step not in (*MONTHS, "day"):
        raise PeriodError("a series runs between two periods of one size", column,
                          "write 2019..2023 or 2022Q1..2023Q4")  # fmt: skip
    name = f"{first.text}..{last.text}"
    if _steps(first, last) >= _MOST_STEPS:
        raise PeriodError(f"a series has at most {_MOST_STEPS:,} periods", column, "")
    if first.fiscal:
        if first.text > last.text:
            raise PeriodError("this series ends before it starts", column, "")
        return Period(name, kind="series", step=first.step, fiscal=True)
    if (first.start or "") > (last.end or ""):
        raise PeriodError("this series ends before it starts", column, "")
    return Period(name, first.start, last.end, kind="series", step=first.step,
                  approximate=first.approximate or last.approximate)  # fmt: skip


# --- in words ------------------------------------------------------------------------------------


def describe(period: Period) -> str:
    """The period in English words: 2023Q3 is "July to September 2023"."""
    if period.kind == "none":
        return "not stated"
    if period.kind == "rolling":
        return "any 12 months"
    if period.kind == "series":
        return f"each {period.step or 'period'} of {period.text.replace('..', ' to ')}"
    if period.fiscal:
        return f"fiscal {period.text[2:]}"
    words = _days(period)
    return f"about {words}" if period.approximate else words


def _days(period: Period) -> str:
    if period.start is None and period.end is None:
        return period.text
    if period.start is None:
        return f"until {_day(period.end or '', last=True)}"
    if period.end is None:
        return f"since {_day(period.start, last=False)}"
    size = from_days(period.start, period.end).step
    if size == "day":
        return _full_day(period.start)
    if size == "year":
        return period.start[:4]
    if period.start.endswith("-01") and period.end == month_end_of(period.end):
        first, last = _month_name(period.start), _month_name(period.end)
        if size == "month":
            return last
        if period.start[:4] == period.end[:4]:
            return f"{first.split()[0]} to {last}"
        return f"{first} to {last}"
    return f"{_full_day(period.start)} to {_full_day(period.end)}"


def _month_name(day: str) -> str:
    return f"{_MONTH_NAMES[int(day[5:7]) - 1].capitalize()} {int(day[:4])}"


def _full_day(day: str) -> str:
    return f"{int(day[8:])} {_month_name(day)}"


def _day(day: str, *, last: bool) -> str:
    if day.endswith("-12-31" if last else "-01-01"):
        return str(int(day[:4]))
    if (day == month_end_of(day)) if last else day.endswith("-01"):
        return _month_name(day)
    return _full_day(day)
