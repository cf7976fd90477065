"""Periods: calendar and fiscal, canonical and as printed, and how they lie to each other."""

from cloudkb.periods.calendar import (
    PeriodError,
    contains,
    day_after,
    day_before,
    from_days,
    in_year,
    members,
    months,
    overlaps,
    quarter_before,
    shift,
    snapshot_day,
    tiles,
    year_before,
)
from cloudkb.periods.describing import describe
from cloudkb.periods.fiscal import names, read, resolve
from cloudkb.periods.period_texts import Use, asks_metric, is_reserved, parse
from cloudkb.periods.short_names import called

__all__ = [
    "PeriodError",
    "Use",
    "asks_metric",
    "called",
    "contains",
    "day_after",
    "day_before",
    "describe",
    "from_days",
    "in_year",
    "is_reserved",
    "members",
    "months",
    "names",
    "overlaps",
    "parse",
    "quarter_before",
    "read",
    "resolve",
    "shift",
    "snapshot_day",
    "tiles",
    "year_before",
]
