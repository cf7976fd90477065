"""How is somebody doing, says who, and can it be trusted? One line per metric, market and basis."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection, Row
from typing import NamedTuple

from cloudkb.model import Doubt
from cloudkb.views import equal_prints, sql
from cloudkb.views.query import Selection
from cloudkb.views.sql import GroupKey

_POINTS = 8
"""So many periods a series shows at most."""


class Summary(NamedTuple):
    """A line: what was printed last of a metric, in a market, on a basis."""

    key: GroupKey
    """Metric, market and basis: the default one too."""
    latest: equal_prints.Folded
    change: Row | None
    """The printed change of the same period; None also where the latest print is a change."""
    before: Row | None
    """The level of a year before, where no change is printed but that is."""
    series: Sequence[Row]
    """Levels of periods as long as the latest, in time order, it last; at least two, or none."""
    claims: int


class Digest(NamedTuple):
    """The answer about one entity."""

    selection: Selection
    summaries: Sequence[Summary]
    """The most spoken of first."""
    doubted: Sequence[Row]
    """The doubted claims, those that rank above others last in time first."""


def ask(connection: Connection, found: Selection, doubts: Mapping[str, Doubt]) -> Digest:
    """The digest of all claims about one entity.

    What is doubted or superseded is passed over where anything else is printed; so are
    forecasts and targets. The latest print is of the period that ends last, of several that
    end together the shortest.
    """
    old = sql.superseded(connection)
    grades = equal_prints.document_grades(connection)
    groups: dict[GroupKey, list[Row]] = {}
    for row in found.rows:
        if row["metric"]:
            groups.setdefault((row["metric"], row["in"], row["basis"]), []).append(row)
    # a stable sort: of two spoken of as often, the one told first
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    lines = [_summary(key, rows, {*doubts, *old}, grades) for key, rows in ordered]
    doubted = [row for row in found.rows if row["claim"] in doubts and row["metric"]]
    doubted.sort(key=lambda row: row["period_end"] or "", reverse=True)
    return Digest(found, lines, doubted)


def claims(digest: Digest) -> list[str]:
    """The claims that the lines show, by name."""
    return [line.latest.row["claim"] for line in digest.summaries]


def _summary(
    key: GroupKey, rows: Sequence[Row], apart: set[str], grades: Mapping[str, str | None]
) -> Summary:
    sound = [row for row in rows if row["claim"] not in apart]
    now = [row for row in sound if row["kind"] not in equal_prints.AHEAD]
    usable = now or sound or list(rows)
    spans = [row for row in usable if row["period_kind"] != "series"] or usable
    last = max(spans, key=_late)
    period = (last["period_start"], last["period_end"])
    same = [row for row in spans if (row["period_start"], row["period_end"]) == period]
    folds = equal_prints.folded(same, (), grades)
    levels = [one for one in folds if one.row["form"] in equal_prints.LEVELS]
    latest = _most_said(levels or folds[:1])
    changes = [one for one in folds if one.row["form"] == "change" and one != latest]
    change = _most_said(changes).row if changes else None
    before = None
    if levels and change is None:
        earlier = [row for row in spans if _comparable(latest.row, row)]
        before = equal_prints.best(earlier, grades) if earlier else None
    series = equal_prints.series(spans, latest.row, grades, _POINTS) if levels else []
    return Summary(key, latest, change, before, series if len(series) > 1 else (), len(rows))


def _late(row: Row) -> tuple[str, str, str]:
    """How late a period ends; of several that end together, the shortest is the latest.

    What has no end stands for the day it was said, as do links and days; a figure without a
    period comes before all others.
    """
    said = row["date_end"] or ""
    if row["period"] is None:
        day = row["high"] if row["form"] == "date" and row["high"] else said
        return ("", "", said) if row["form"] in equal_prints.LEVELS else (day, day, said)
    return row["period_end"] or said, row["period_start"] or "", said


def _most_said(folds: Sequence[equal_prints.Folded]) -> equal_prints.Folded:
    return max(folds, key=lambda one: len(one.rows))


def _comparable(row: Row, other: Row) -> bool:
    """Whether the second is the level of a year before that a change can be reckoned from."""
    return (
        other["form"] in equal_prints.LEVELS
        and other["currency"] == row["currency"]
        and None not in (other["low"], other["high"], row["low"], row["high"])
        and equal_prints.is_year_earlier(row, other)
    )
