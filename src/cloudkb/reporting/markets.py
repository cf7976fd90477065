"""Markets: shares stacked with what is left for others, and leagues through time as slopes."""

from collections.abc import Iterator, Mapping, Sequence
from sqlite3 import Row
from typing import NamedTuple

from cloudkb import periods
from cloudkb.language import marked, worded
from cloudkb.render.html import Html, said, tag
from cloudkb.reporting import slope_chart, stack_chart
from cloudkb.reporting.material import Material, drawable, money
from cloudkb.reporting.slope_chart import Slope
from cloudkb.reporting.stack_chart import Layer
from cloudkb.views import contest, equal_prints
from cloudkb.views.compare import League
from cloudkb.views.contest import Contestant
from cloudkb.views.sql import GroupKey

_LENGTHS = {
    1: marked("By month"),
    3: marked("By quarter"),
    6: marked("By half-year"),
    12: marked("By year"),
}
_COLOURS = 8
_SLOPES = 8
"""Lines in one drawing."""


class PeriodLeague(NamedTuple):
    """A league of one period: who stands in it, each with the print that counts."""

    period: str
    entries: Sequence[tuple[Contestant, Row]]


class Market(NamedTuple):
    """The leagues of one metric, market and scope, in time order."""

    key: GroupKey
    standings: Sequence[PeriodLeague]

    def entities(self) -> list[str]:
        """Whom it is about, in the order in which they first lead."""
        return list(dict.fromkeys(one.entity for each in self.standings for one, _ in each.entries))


def collected(material: Material) -> list[Market]:
    """Markets of which a claim stands on the page, with two entities in a period at least."""
    found: dict[GroupKey, list[PeriodLeague]] = {}
    grades = equal_prints.document_grades(material.connection)
    for compared in material.compared:
        for league in compared.leagues:
            entries = list(_entries(material, league, grades))
            if len(entries) > 1:
                found.setdefault(league.key, []).append(PeriodLeague(compared.text, entries))
    made = [Market(key, standings) for key, standings in found.items()]
    return [one for one in made if _is_shown(material, one)]


def _is_shown(material: Material, one: Market) -> bool:
    rows = [row for each in one.standings for _, row in each.entries]
    return any(row["claim"] in material.judged for row in rows)


def _entries(
    material: Material, league: League, grades: Mapping[str, str | None]
) -> Iterator[tuple[Contestant, Row]]:
    if len(league.entities()) < 2:
        return
    for entry in contest.ask(material.connection, league, material.doubted, grades).ranked:
        figure = entry.line.figure
        if figure is not None and drawable(figure) is not None:
            yield entry, figure


def section(material: Material) -> Html | None:
    """The markets with something to draw; None where there is none."""
    asked = "SELECT id FROM metrics WHERE share_of IS NOT NULL"
    shares = {row[0] for row in material.connection.execute(asked)}
    parts = [_market(material, one, one.key[0] in shares) for one in collected(material)]
    drawn = [part for part in parts if part is not None]
    if not drawn:
        return None
    return tag("section", tag("h2", worded("Who leads"), id="markets"), *drawn)


def _market(material: Material, one: Market, is_share: bool) -> Html | None:
    metric, within, scope = one.key
    title = material.names.quantity(metric, within, scope)
    colours = {name: index % _COLOURS for index, name in enumerate(one.entities())}
    stacks = [_stack(material, title, each, colours) for each in one.standings] if is_share else []
    slopes = list(_slopes(material, title, one, colours))
    if not any(stacks) and not slopes:
        return None
    drawn = tag("div", *slopes, class_="charts") if slopes else None
    return tag("article", said(title, "h3"), *stacks, drawn, class_="market")


def _stack(
    material: Material, title: str, standing: PeriodLeague, colours: dict[str, int]
) -> Html | None:
    parts = []
    for entry, row in standing.entries:
        interval = drawable(row)
        if interval is None or interval.low is None or interval.high is None:
            continue
        name = material.names.entity(entry.entity)
        parts.append(
            Layer(name, interval, material.figure(row), colours[entry.entity], row["claim"])
        )
    when = periods.called(standing.period)
    heading = worded("{quantity}, {period}", quantity=title, period=when)
    drawn = stack_chart.drawing(heading, parts, standing.entries[0][1])
    if drawn is None:
        return None
    keys = [
        tag(
            "li",
            tag("i", class_=f"k{part.colour}"),
            said(part.name),
            " ",
            material.claim(part.claim, part.told),
        )
        for part in parts
    ]
    rest = tag("li", tag("i", class_="rest"), drawn.rest)
    return tag(
        "figure",
        tag("figcaption", tag("strong", when)),
        drawn.picture,
        tag("ul", *keys, rest, class_="keys"),
    )


def _slopes(material: Material, title: str, one: Market, colours: dict[str, int]) -> Iterator[Html]:
    """A drawing for each length of period and currency in which two entities stand twice."""
    lines: dict[tuple[int | None, str], dict[str, list[Row]]] = {}
    for standing in one.standings:
        for entry, row in standing.entries:
            interval = drawable(row)
            if interval is None or None in interval[:2] or not row["period_start"]:
                continue
            kind = (equal_prints.months_of(row), row["currency"] or "")
            lines.setdefault(kind, {}).setdefault(entry.entity, []).append(row)
    for (months, currency), found in lines.items():
        several = {
            name: rows for name, rows in found.items() if len({row["period"] for row in rows}) > 1
        }
        # the longest lines, then those that lead
        chosen = sorted(several, key=lambda name: -len(several[name]))[:_SLOPES]
        if len(chosen) < 2:
            continue
        slopes = [
            Slope(
                material.names.entity(name),
                colours[name],
                [
                    (row["period_start"], row["period_end"], material.period(row), interval)
                    for row in several[name]
                    if (interval := drawable(row)) is not None
                ],
            )
            for name in chosen
        ]
        like = several[chosen[0]][-1]
        yield tag(
            "figure",
            tag("figcaption", _caption(months, currency)),
            slope_chart.drawing(worded("{quantity} through time", quantity=title), slopes, like),
        )


def _caption(months: int | None, currency: str) -> str:
    length = worded(_LENGTHS[months]) if months in _LENGTHS else ""
    return worded(", ", "，").join(filter(None, [length, money(currency)]))
