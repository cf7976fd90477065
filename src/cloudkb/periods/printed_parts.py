"""What the parts of a printed period mean: a year, a part of it, months, days, weeks."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cloudkb.language import worded
from cloudkb.model import Period
from cloudkb.periods.calendar import PeriodError, from_days, month_end, month_span
from cloudkb.periods.forms import MONTH_NAMES, NUMBERS, ORDINALS
from cloudkb.periods.refusals import expected

MatchedGroups = Mapping[str, str | None]
_CENTURY = 69
"""Two digits are a year of 1969 to 2068, as POSIX has it (`strptime`, %y)."""
_STEPS: dict[int, Any] = {1: "month", 3: "quarter", 6: "half", 12: "year"}


def meaning(groups: MatchedGroups, text: str, column: int) -> Period:
    """The period of a form's named groups; raises `PeriodError`, at the place in the text."""
    return _PeriodReading(groups, text, column).period()


def number(text: str) -> int:
    """A number as forms print it: in figures, or in English words."""
    return int(text) if text.isdecimal() else NUMBERS.get(text) or ORDINALS[text]


def full_year(text: str) -> int:
    """A year of four digits or two."""
    digits = text.lstrip("'")
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= _CENTURY else 2000)


class _PeriodReading:
    """One text, its groups, and how to refuse it."""

    def __init__(self, groups: MatchedGroups, text: str, column: int) -> None:
        self.groups = {name: word for name, word in groups.items() if word is not None}
        self.text = text
        self.column = column

    def refused(self, message: str, hint: str, at: str = "") -> PeriodError:
        """The refusal; `at` is what stands at the place, looked for from behind."""
        return PeriodError(message, self.column + max(self.text.rfind(at) if at else 0, 0), hint)

    def period(self) -> Period:
        found = self.groups
        if "several" in found:
            return self._several()
        if "split" in found or "next" in found:
            return self._split()
        year = full_year(found["year"]) if "year" in found else full_year(found["lastyear"])
        if year == 0 or found.get("lastyear") == "0000":
            at = max(self.text.find("0000"), 0)
            raise PeriodError(
                worded("there is no year 0"), self.column + at, worded("write 1 to 9999")
            )
        if "fiscal" in found:
            return self._fiscal(f"{year:04d}", year)
        if "week" in found:
            return self._week(year)
        if "near" in found:
            return _near(year, found["near"])
        if "term" in found:
            return self._reporting_year(year)
        if "first" in found:
            return self._either_way(year)
        if "until" in found or "lastday" in found:
            return self._range(year)
        if "month" in found:
            return self._month_or_day(year, found["month"], found.get("day"))
        first, count = self._part()
        return from_days(*month_span(year, first, count))

    # --- parts of a year -------------------------------------------------------------------

    def _part(self) -> tuple[int, int]:
        """The first month of the part of a year, and how many months it has."""
        found = self.groups
        if "half" in found:
            return int(found["half"]) * 6 - 5, 6
        if "quarter" in found:
            return int(found["quarter"]) * 3 - 2, 3
        word = found.get("part") or found.get("code") or found.get("words")
        if not word:
            return 1, 12
        if word.endswith("期") or "四半期" in word:
            return self._term()
        first, count = _part(word)
        if first + count > 13 or count < 1:
            raise self.refused(worded("a year has 12 months, not {count}", count=count), expected())
        return first, count

    def _fiscal(self, name: str, year: int) -> Period:
        if year == 1:
            raise self.refused(worded("this fiscal year begins before the year 1"), expected())
        first, count = self._part()
        if count not in (3, 6, 9, 12):
            raise self.refused(
                worded("{count} months of a fiscal year have no name", count=count),
                worded("write the calendar months: 2023-04/2023-08"),
            )
        tail = {3: f"Q{(first + 2) // 3}", 6: f"H{(first + 5) // 6}", 9: "Q1-Q3", 12: ""}[count]
        return Period(f"FY{name}{tail}", step=_STEPS.get(count, ""), fiscal=True)

    def _split(self) -> Period:
        """A fiscal year by both calendar years it has days in: 2022/23."""
        found = self.groups
        if "split" in found:
            years, following = re.split("[-/–]", f"{found['split'][:4]}/{found['split'][5:]}")
            if found.keys() == {"split"} and "01" <= following <= "12" and "fy" not in self.text:
                raise self.refused(
                    worded('"{text}" is a month or a fiscal year', text=self.text.strip()),
                    worded(
                        "write {month} for the month, {year} for the fiscal year",
                        month=f"{years}-{following}",
                        year=f"FY{years}/{following}",
                    ),
                )
        else:
            years, following = found["year"], found["next"]
        year = full_year(years)
        if int(following) != (year + 1) % 10 ** len(following) or year == 0:
            raise self.refused(
                worded(
                    "{following} is not the year after {year}",
                    following=following,
                    year=years.lstrip(chr(39)),
                ),
                worded("write a fiscal year by two years that follow each other: FY2022/23"),
                following,
            )
        return self._fiscal(f"{year:04d}/{(year + 1) % 100:02d}", year)

    def _several(self) -> Period:
        first, last = self.groups["several"], self.groups["lastyear"]
        raise self.refused(
            worded("{first} to {last}: all of it together, or each year?", first=first, last=last),
            worded(
                "write {whole} for all of it, {each} for each of its years",
                whole=f"{first}/{last}",
                each=f"{first}..{last}",
            )
            if first < last
            else expected(),
        )

    def _reporting_year(self, year: int) -> Period:
        """A Japanese reporting year, named for the month it ends in: 2022年3月期."""
        month = self._month(self.groups["month"])
        start = year * 12 + month - 12
        first, count = self._term() if "part" in self.groups else (1, 12)
        if start < 12:
            raise self.refused(worded("this fiscal year begins before the year 1"), expected())
        start += first - 1
        return from_days(*month_span(start // 12, start % 12 + 1, count))

    def _term(self) -> tuple[int, int]:
        """The first month of a part of a Japanese reporting year, and its months."""
        word = self.groups["part"]
        quarter = re.search("[1-4](?=四半期)", word)
        if quarter is None:
            return (7 if word == "下期" else 1), (12 if word == "通期" else 6)
        number = int(quarter[0])
        if "累计" in word or number == 1:
            return 1, 3 * number
        if "会计" in word:
            return 3 * number - 2, 3
        bare = self.text.strip()
        raise self.refused(
            worded("{text}: the quarter, or the year up to its end?", text=bare),
            worded(
                "write {text}会計期間 for the quarter, {text}累計期間 for the year up to its end",
                text=bare,
            ),
        )

    # --- months, days, weeks ---------------------------------------------------------------

    def _month(self, name: str) -> int:
        if name.endswith("初"):
            return 1
        month = int(name) if name.isdecimal() else named_month(name)
        if not 1 <= month <= 12:
            raise self.refused(
                worded("there is no month {name}", name=name), worded("months are 01 to 12"), name
            )
        return month

    def _day(self, year: int, name: str, day: str) -> str:
        month = self._month(name)
        last = int(month_end(year, month)[8:])
        if not 1 <= int(day) <= last:
            raise self.refused(
                worded("there is no {day}", day=f"{year:04d}-{month:02d}-{int(day):02d}"),
                worded("that month has {last} days", last=last),
                day,
            )
        return f"{year:04d}-{month:02d}-{int(day):02d}"

    def _month_or_day(self, year: int, month: str, day: str | None) -> Period:
        if not day:
            return from_days(*month_span(year, self._month(month), 1))
        iso = self._day(year, month, day)
        return Period(iso, iso, iso, step="day")

    def _either_way(self, year: int) -> Period:
        """31/12/2023, which is 12/31/2023: which of both is the month must be certain."""
        first, second = self.groups["first"], self.groups["second"]
        if int(first) <= 12 and int(second) <= 12 and int(first) != int(second):
            raise self.refused(
                worded("{text}: which is the day, and which the month?", text=self.text.strip()),
                worded(
                    "write {one} or {other}",
                    one=f"{year:04d}-{int(second):02d}-{int(first):02d}",
                    other=f"{year:04d}-{int(first):02d}-{int(second):02d}",
                ),
            )
        month, day = (second, first) if int(second) <= 12 else (first, second)
        return self._month_or_day(year, month, day)

    def _range(self, year: int) -> Period:
        """From a month or a day to another; a year that is printed once is that of both."""
        found = self.groups
        last_year = full_year(found.get("lastyear") or found["year"])
        first, last = found["month"], found.get("until") or found["month"]
        if "day" in found:
            start = self._day(year, first, found["day"])
            end = self._day(last_year, last, found["lastday"])
        else:
            start = month_span(year, self._month(first), 1)[0]
            end = month_span(last_year, self._month(last), 1)[1]
        if start > end:
            if year == last_year and not ("year" in found and "lastyear" in found):
                raise self.refused(
                    worded("{text}: of which year is its beginning?", text=self.text.strip()),
                    worded("write {text}", text=f"{year - 1:04d}{start[4:7]}/{end[:7]}")
                    if year > 1
                    else expected(),
                )
            raise self.refused(
                worded("this span ends before it starts"),
                worded("write {text}", text=f"{end}/{start}"),
            )
        return from_days(start, end)

    def _week(self, year: int) -> Period:
        week = int(self.groups["week"])
        last = date(year, 12, 28).isocalendar().week
        if not 1 <= week <= last:
            raise self.refused(
                worded(
                    "there is no week {week} of {year}: it has {last} weeks",
                    week=week,
                    year=year,
                    last=last,
                ),
                worded("weeks are those of ISO 8601, 01 to {last}", last=last),
            )
        try:
            days = [date.fromisocalendar(year, week, day).isoformat() for day in (1, 7)]
        except (ValueError, OverflowError):
            raise self.refused(
                worded("the calendar ends at the years 1 and 9999"), expected()
            ) from None
        return from_days(*days)


def named_month(name: str) -> int:
    """The number of a month by its name, whole or the first three letters of it."""
    return 1 + [month[:3] for month in MONTH_NAMES].index(name[:3])


def _part(word: str) -> tuple[int, int]:
    """The first month of a part of a year, and its months: q3, 9m, first half, 前三季度."""
    if "半年" in word or "half" in word:
        return (7 if word.startswith(("下", "second", "2nd")) else 1), 6
    if "h" in word and len(word) == 2:
        return int(word.strip("h")) * 6 - 5, 6
    ordinal = word.replace("-", " ").removesuffix(" quarter")
    if ordinal in ORDINALS:
        return ORDINALS[ordinal] * 3 - 2, 3
    digits = re.findall("[0-9]+", word) or [
        str(NUMBERS.get(one) or "一二三四".find(one) + 1 or 2) for one in _numerals(word)
    ]
    last = int(digits[-1])
    if word.startswith(("first", "前", "头", "首")):
        return 1, last * (3 if "季" in word or "quarter" in word else 1)
    if word.endswith("m"):
        return 1, last
    if re.search("[-–~至到]", word):
        return 1, last * 3
    return last * 3 - 2, 3


def _numerals(word: str) -> list[str]:
    return re.findall("[一二三四两]", word) or [one for one in word.split() if one in NUMBERS]


def _near(year: int, word: str) -> Period:
    """The end: November, December; the beginning: January, February; the middle: June, July."""
    first = 11 if word == "late" else 1 if word[-1] == "初" or word[0] in "bse" else 6
    return about(from_days(*month_span(year, first, 2)))


def about(period: Period) -> Period:
    """The period as approximate."""
    if period.text.endswith(("~", "?", "%")):
        return period
    return period._replace(text=period.text + "~", approximate=True)
