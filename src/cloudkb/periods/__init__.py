"""Periods: calendar and fiscal, canonical and as printed, and how they lie to each other."""

from cloudkb.periods.calendar import (
    PeriodError,
    contains,
    day_after,
    day_before,
    from_days,
    members,
    months,
    overlaps,
    quarter_before,
    shift,
    snapshot_day,
    tiles,
    year_before,
)
from cloudkb.periods.fiscal import names, resolve
from cloudkb.periods.reading import describe, parse

__all__ = [
    "PeriodError",
    "contains",
    "day_after",
    "day_before",
    "describe",
    "from_days",
    "members",
    "months",
    "names",
    "overlaps",
    "parse",
    "quarter_before",
    "resolve",
    "shift",
    "snapshot_day",
    "tiles",
    "year_before",
]
