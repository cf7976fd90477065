"""Cells that say of what a row's figures are: their unit, their period; read whole, or refused."""

import re
from collections.abc import Mapping

from cloudkb.importing.header_times import quarter_of
from cloudkb.importing.headers import period_of
from cloudkb.importing.record import Origin, refused
from cloudkb.importing.unit_texts import unit_named
from cloudkb.language import worded
from cloudkb.words import joined

_YEAR = re.compile(r"(?:fy)?\s*((?:19|20)\d\d)年?度?", re.IGNORECASE)


class BadCell(Exception):  # noqa: N818
    """A cell that cannot be taken, with the finding that says why."""

    def __init__(self, origin: Origin, message: str, hint: str = "") -> None:
        """Take where it stands, what is wrong and what helps."""
        super().__init__(message)
        self.finding = refused(origin, message, hint)


def agreed(origin: Origin, one: str, other: str) -> str:
    """The unit that a row states once or twice, in a column of its own and beside its metric.

    Raises `BadCell` where the two differ.
    """
    if one and other and one != other:
        raise BadCell(
            origin,
            worded(
                "the unit of the row and of the metric differ: {one}, {other}", one=one, other=other
            ),
        )
    return one or other


def unit(origin: Origin, text: str) -> str:
    """The print around figures (`{}亿元`) that a cell states; raises `BadCell`."""
    found = unit_named(text, loose=True)
    if not found:
        raise BadCell(
            origin,
            worded("{text!r} is no unit", text=text[:40]),
            joined(("亿元", "US$ million", "%", "台")),
        )
    return found


def period(origin: Origin, text: str) -> str:
    """The period that a cell states, as fact files write it; raises `BadCell`."""
    found = period_of(text)
    if not found:
        raise BadCell(
            origin,
            worded("{text!r} is no period", text=text[:40]),
            joined(("2023", "2023Q3", "2023年三季度")),
        )
    return found


def of_parts(origin: Origin, parts: Mapping[str, str]) -> str:
    """The period of a year, and a quarter or month, that stand in cells of their own.

    Raises `BadCell`.
    """
    year = _YEAR.fullmatch(parts.get("year", ""))
    if not year:
        raise BadCell(
            origin,
            worded("{text!r} is no year", text=parts.get("year", "")),
            worded("write 2023"),
        )
    if quarter := parts.get("quarter"):
        number = quarter_of(quarter)
        if not number:
            raise BadCell(
                origin,
                worded("{text!r} is no quarter", text=quarter[:20]),
                joined(("Q1", "一季度")),
            )
        return f"{year[1]}Q{number}"
    month = parts.get("month", "").removesuffix("月")
    if month.isdecimal() and 0 < int(month) < 13:
        return f"{year[1]}-{int(month):02d}"
    raise BadCell(origin, worded("{text!r} is no month", text=month[:20]), worded("write 1 to 12"))
