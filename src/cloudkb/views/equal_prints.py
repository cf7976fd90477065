"""Prints of one quantity: which say the same, which says it best, and the series they make."""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection, Row
from typing import NamedTuple, get_args

from cloudkb.model import Grade
from cloudkb.views import sql

LEVELS = ("amount", "range", "bound")
"""Forms of a figure that say how much there is."""
_FORMS = (*LEVELS, "change", "rank", "order")
"""The order in which the prints of one quantity are told; other forms come after."""
AHEAD = frozenset(("forecast", "target"))
"""Kinds of claims that speak of what is to come."""
_GRADES = get_args(Grade)


class Folded(NamedTuple):
    """Claims that print the same, told as one."""

    row: Row
    """The one that is shown: of the best grade, then the finest, then the latest."""
    rows: Sequence[Row]


def folded(
    rows: Sequence[Row], apart: Iterable[str], grades: Mapping[str, str | None]
) -> list[Folded]:
    """The prints of one quantity, equal ones as one; claims named in `apart` stay by themselves.

    Levels come first, then changes, ranks and orders; of each the print said first.
    """
    alone = frozenset(apart)
    found: dict[object, list[Row]] = {}
    for row in sorted(rows, key=_in_order):
        found.setdefault(row["claim"] if row["claim"] in alone else _print(row), []).append(row)
    return [Folded(best(members, grades), members) for members in _merged(found.values())]


def _in_order(row: Row) -> tuple[int, str]:
    form = row["form"]
    return _FORMS.index(form) if form in _FORMS else len(_FORMS), row["date_start"] or ""


def _print(row: Row) -> tuple[object, ...]:
    """What two prints have in common that say the same."""
    ends = tuple(row[key] for key in ("low", "high", "low_open", "high_open"))
    said = tuple(row[key] for key in ("form", "kind", "unit", "change_unit", "currency"))
    worded = row["low"] is None and row["high"] is None
    text = sql.figure_text(row) if worded or row["form"] not in (*LEVELS, "rank") else ""
    return (*said, *ends, "".join(text.split()), bool(row["readings"]) and row["readings"])


def _merged(groups: Iterable[list[Row]]) -> list[list[Row]]:
    """Changes that differ in words alone (+26% yoy, 同比增长26%) put together."""
    made: list[list[Row]] = []
    for group in groups:
        like = [one for one in made if _same_change(one[0], group[0])]
        if like:
            like[0].extend(group)
        else:
            made.append(group)
    return made


def _same_change(one: Row, other: Row) -> bool:
    keys = ("form", "kind", "low", "high", "low_open", "high_open", "change_unit", "currency")
    if one["form"] != "change" or any(one[key] != other[key] for key in keys):
        return False
    if one["readings"] or other["readings"]:
        return False
    from cloudkb import figures

    return all(
        getattr(figures.parse(one["figure"], counted=figures.ANYTHING), part)
        == getattr(figures.parse(other["figure"], counted=figures.ANYTHING), part)
        for part in ("base", "rate", "until", "same_period")
    )


def document_grades(connection: Connection) -> dict[str, str | None]:
    """The grade of each document."""
    return dict(connection.execute("SELECT id, grade FROM documents").fetchall())


def best(rows: Sequence[Row], known: Mapping[str, str | None]) -> Row:
    """Of several prints the one to show: by grade of its document, how fine, and when said."""

    def worth(row: Row) -> tuple[bool, int, float, str, int]:
        grade = known.get(row["document"])
        ends = row["low_key"], row["high_key"]
        width = float("inf") if None in ends else ends[1] - ends[0]
        place = _GRADES.index(grade) if grade in _GRADES else len(_GRADES)
        return row["kind"] in AHEAD, place, width, _backwards(row["date_end"]), row["number"]

    return min(rows, key=worth)


def _backwards(day: str | None) -> str:
    """A day so that the later comes first, and none last."""
    return "".join(chr(ord("9") - int(c)) if c.isdigit() else c for c in day) if day else "~"


def months_of(row: Row) -> int | None:
    """How many months the period of a claim has; 0 for a day, None where an end is open."""
    start, end = row["period_start"], row["period_end"]
    if start is None or end is None:
        return None
    if start == end:
        return 0
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7]) - int(start[5:7]) + 1


def is_year_earlier(row: Row, other: Row) -> bool:
    """Tell whether the period of the second is that of the first, a year earlier."""
    ends = ("period_start", "period_end")
    if any(one[end] is None for one in (row, other) for end in ends):
        return False
    return all(
        int(row[end][:4]) - 1 == int(other[end][:4])
        and (row[end][5:] == other[end][5:] or {row[end][5:], other[end][5:]} == {"02-28", "02-29"})
        for end in ends
    )


def series(rows: Iterable[Row], last: Row, known: Mapping[str, str | None], most: int) -> list[Row]:
    """The levels of periods as long as the last one's, up to it, in time order: one a period."""
    length = months_of(last)
    found: dict[tuple[str, str], list[Row]] = {}
    if length is None:
        return []
    for row in rows:
        bounded = row["form"] in LEVELS and None not in (row["low"], row["high"])
        like = row["currency"] == last["currency"] and row["kind"] not in AHEAD
        if (
            bounded
            and like
            and months_of(row) == length
            and row["period_end"] <= last["period_end"]
        ):
            found.setdefault((row["period_end"], row["period_start"]), []).append(row)
    return [best(found[days], known) for days in sorted(found)[-most:]]
