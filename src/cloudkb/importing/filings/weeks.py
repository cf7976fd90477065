"""Years of 52 or 53 weeks: periods end on a weekday near the end of a month, and mean that."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from cloudkb.importing.filings.filed import Context

_WEEKS = frozenset(7 * weeks for weeks in (13, 14, 26, 27, 39, 40, 52, 53))
_NEAR = 7


Days = tuple[str | None, str]
"""First and last; of a day the first is None."""


def calendar(contexts: Iterable[Context]) -> Mapping[Days, Days]:
    """For the days of each context those of the months that are meant; most are themselves.

    Only where quarters or years of whole weeks are reported. Where two would become one, the one
    with fewer facts stays as it is.
    """
    counts = Counter((one.start, one.end) for one in contexts)
    weekdays = {
        _day(end).weekday() for start, end in counts if start is not None and _of_weeks(start, end)
    }
    found: dict[Days, Days] = {}
    taken: set[Days] = set()
    for (start, end), _ in sorted(counts.items(), key=lambda one: (-one[1], str(one[0]))):
        meant = (start, end)
        is_weekly = _day(end).weekday() in weekdays
        if start is None and is_weekly:
            meant = (None, _near_end(end))
        elif start is not None and is_weekly and _of_weeks(start, end):
            before = (_day(start) - timedelta(1)).isoformat()
            first = (_day(_near_end(before)) + timedelta(1)).isoformat()
            meant = (first, _near_end(end))
        if meant in taken:
            meant = (start, end)
        taken.add(meant)
        found[start, end] = meant
    return found


def fiscal_year_end(contexts: Iterable[Context]) -> str:
    """MM-DD of the last day of its years, of months; empty where nothing tells."""
    spans = Counter(
        (one.start, one.end) for one in contexts if one.start is not None and not one.dimensions
    )
    years = Counter[str]()
    begun = Counter[str]()
    for (start, end), count in spans.items():
        days = _length(str(start), end)
        if 350 <= days <= 380:
            years[_month_day(end)] += count
        elif 80 <= days <= 290:
            # of the longest of those that end together
            longest = min(
                str(one[0]) for one in spans if one[1] == end and _length(str(one[0]), end) <= 290
            )
            if longest == start:
                begun[_month_day((_day(start) - timedelta(1)).isoformat())] += count
    for found in (years, begun):
        if found:
            return found.most_common(1)[0][0]
    return ""


def _month_day(day: str) -> str:
    return _near_end(day)[5:]


def _of_weeks(start: str, end: str) -> bool:
    whole = start.endswith("-01") and _day(end).day == _last(_day(end)).day
    return _length(start, end) in _WEEKS and not whole


def _length(start: str, end: str) -> int:
    return (_day(end) - _day(start)).days + 1


def _near_end(text: str) -> str:
    """The end of a month within a week, or the day itself."""
    day = _day(text)
    before = day.replace(day=1) - timedelta(1)
    nearest = min((before, _last(day)), key=lambda one: abs((one - day).days))
    return nearest.isoformat() if abs((nearest - day).days) <= _NEAR else text


def _last(day: date) -> date:
    return (day.replace(day=28) + timedelta(4)).replace(day=1) - timedelta(1)


def _day(text: str) -> date:
    return date.fromisoformat(text)
