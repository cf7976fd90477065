"""Quantities over time: what is printed of each period, what follows where nobody prints it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from sqlite3 import Row
from typing import NamedTuple

from cloudkb import periods
from cloudkb.language import marked, worded
from cloudkb.model import AskedQuantity, Implied
from cloudkb.render.html import Html, joined, said, tag
from cloudkb.reporting import time_chart
from cloudkb.reporting.html_tables import table
from cloudkb.reporting.material import Material, drawable, money
from cloudkb.reporting.time_chart import Point
from cloudkb.views import compare, equal_prints
from cloudkb.views.equal_prints import AHEAD, LEVELS
from cloudkb.words import plural

_LENGTHS = {
    1: marked("by month"),
    3: marked("by quarter"),
    6: marked("by half-year"),
    12: marked("by year"),
}


class SeriesKey(NamedTuple):
    """What the prints of a series have in common."""

    entity: str
    metric: str
    within: str
    basis: str
    currency: str
    months: int | None
    """How long each period is; None for what is measured on a day."""


class Series(NamedTuple):
    """The prints of one quantity through time."""

    key: SeriesKey
    rows: Sequence[Row]
    open: Sequence[AskedQuantity]
    """What changes and ranks leave open in periods that nobody prints."""


def open_quantities(material: Material) -> list[AskedQuantity]:
    """What reasoning is asked for: all that the series of the page leave open."""
    return list(dict.fromkeys(one for each in collected(material) for one in each.open))


def collected(material: Material) -> list[Series]:
    """Every series of two periods at least of which a claim stands on the page."""
    over_time = dict(material.connection.execute("SELECT id, over_time FROM metrics").fetchall())
    groups: dict[SeriesKey, list[Row]] = {}
    for row in material.rows.values():
        if row["form"] in LEVELS and row["period_end"] and drawable(row) is not None:
            groups.setdefault(_key(row, over_time), []).append(row)
    open_ones = _open(material, over_time)
    made = []
    for key, rows in groups.items():
        if not any(row["claim"] in material.judged for row in rows):
            continue
        printed = {row["period"] for row in rows if row["period_start"]}
        if len(printed) > 1:
            # what nobody prints has no currency of its own: it goes with what is printed there
            beside = open_ones.get(key[:4] + key[5:], ())
            made.append(Series(key, rows, [one for one in beside if one.period not in printed]))
    return made


def _key(row: Row, over_time: Mapping[str, str]) -> SeriesKey:
    length = None if over_time[row["metric"]] == "snapshot" else equal_prints.months_of(row)
    about = (row["entity"], row["metric"], row["in"] or "", row["basis"] or "")
    return SeriesKey(*about, row["currency"] or "", length)


def _open(
    material: Material, over_time: Mapping[str, str]
) -> Mapping[tuple[object, ...], list[AskedQuantity]]:
    found: dict[tuple[object, ...], list[AskedQuantity]] = {}
    asked = [one for each in material.compared for one in compare.quantities(each)]
    for one in dict.fromkeys(asked):
        try:
            period = periods.parse(one.period)
        except periods.PeriodError:
            continue
        if not (period.start and period.end):
            continue
        length = None if over_time[one.metric] == "snapshot" else periods.months(period)
        found.setdefault((*one[:4], length), []).append(one)
    return found


def _implied(material: Material, one: Series) -> list[tuple[AskedQuantity, Implied]]:
    """What follows for the open quantities of a series, where that has both ends."""
    values = material.implied.implied if material.implied else {}
    found = [(each, values[each]) for each in one.open if each in values]
    return [(each, value) for each, value in found if None not in value.interval[:2]]


def section(material: Material) -> Html | None:
    """The charts, by entity, those with most figures first; None where there is none."""
    by_entity: dict[str, list[Series]] = {}
    for one in collected(material):
        by_entity.setdefault(one.key.entity, []).append(one)
    if not by_entity:
        return None
    ordered = sorted(by_entity, key=lambda name: -sum(len(one.rows) for one in by_entity[name]))
    parts = [
        joined(
            [
                said(material.names.entity_both(name), "h3"),
                _charts(material, by_entity[name]),
            ]
        )
        for name in ordered
    ]
    return tag(
        "section",
        tag("h2", worded("Through time"), id="quantities"),
        tag("p", worded(_READ), class_="where"),
        *parts,
    )


def _charts(material: Material, found: Sequence[Series]) -> Html:
    """Those of most periods first."""
    longest = sorted(found, key=lambda one: -len({row["period"] for row in one.rows}))
    return tag("div", *(_chart(material, one) for one in longest), class_="charts")


_READ = marked(
    "A box is as wide as its period and as high as what the print leaves open; the sign on it is "
    "the grade of the document: ■ primary, ● tracker, ▲ press, ◆ blog. Hatched: nobody prints it, "
    "the others imply it. Hollow: said ahead. Crossed: in doubt."
)


def _chart(material: Material, one: Series) -> Html:
    key = one.key
    names = material.names
    title = names.quantity(key.metric, key.within or None, key.basis or None)
    length = worded(_LENGTHS[key.months]) if key.months in _LENGTHS else ""
    heading = worded(", ", "，").join(filter(None, [title, money(key.currency), length]))
    drawn = time_chart.drawing(
        worded("{about}: {told}", about=names.entity(key.entity), told=heading),
        list(_points(material, one)),
        _like(one.rows),
    )
    return tag("figure", tag("figcaption", said(heading, "h4")), drawn, _table(material, one))


def _like(rows: Sequence[Row]) -> Row:
    """The print whose manner of writing the axis follows: the latest."""
    return max(rows, key=lambda row: (row["period_end"], row["number"]))


def _points(material: Material, one: Series) -> Iterator[Point]:
    standing = [row for row in one.rows if row["claim"] not in material.superseded]
    for fold in equal_prints.folded(
        standing, material.doubted, equal_prints.document_grades(material.connection)
    ):
        row = fold.row
        interval = drawable(row)
        if interval is None or not row["period_start"]:
            continue
        kind = "ahead" if row["kind"] in AHEAD else "own"
        yield Point(
            row["period_start"],
            row["period_end"],
            material.period(row),
            interval,
            kind,
            material.documents[row["document"]]["grade"] or "",
            row["claim"] in material.doubted,
        )
    for asked_for, value in _implied(material, one):
        period = periods.parse(asked_for.period)
        name = material.named(asked_for.period, asked_for.entity)
        yield Point(
            period.start or "", period.end or "", name, value.interval, "implied", "", False
        )


def _table(material: Material, one: Series) -> Html:
    implied = list(_not_printed(material, one))
    rows = [*_printed(material, one.rows), *implied]
    heads = worded("Period"), worded("Figure"), worded("Where"), worded("Verdict")
    ordered = [row for _, row in sorted(rows, key=lambda each: each[0])]
    count = plural(len(one.rows), "print")
    if implied:
        count = worded("{prints}, {implied} implied", prints=count, implied=len(implied))
    return tag("details", tag("summary", count), table(heads, ordered), class_="more")


def _printed(
    material: Material, rows: Iterable[Row]
) -> Iterator[tuple[tuple[str, str, int], Html]]:
    for row in rows:
        judged = material.judged.get(row["claim"])
        figure = material.claim(row["claim"], material.figure(row))
        yield (
            (row["period_end"], row["period_start"] or "", row["number"]),
            tag(
                "tr",
                tag("th", material.period(row), scope="row"),
                tag("td", figure),
                said(material.publisher(row["claim"]), "td"),
                tag("td", material.badge(judged) if judged else None),
            ),
        )


def _not_printed(material: Material, one: Series) -> Iterator[tuple[tuple[str, str, int], Html]]:
    for asked_for, value in _implied(material, one):
        period = periods.parse(asked_for.period)
        yield (
            (period.end or "", period.start or "", 0),
            tag(
                "tr",
                tag("th", material.named(asked_for.period, asked_for.entity), scope="row"),
                said(value.text, "td"),
                tag("td", worded("nobody prints it")),
                tag("td", worded("implied")),
            ),
        )
