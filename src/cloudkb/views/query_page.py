"""How claims are shown to people: grouped by quantity, the figure first."""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection, Row

from cloudkb.model import Column, Page, Table
from cloudkb.views.names import Names
from cloudkb.views.query import Found, explain
from cloudkb.views.question import claim_data, figure_text, superseded

Group = tuple[str, str | None, str | None]


def draw(connection: Connection, found: Found, chosen: Sequence[str]) -> Page:
    """Claims as a page; with columns chosen, one plain table of these."""
    names = Names(connection)
    rows = [*found.rows, *found.naming]
    title = _title(found, rows)
    notes = tuple(_notes(found, rows))
    if chosen:
        cells = [[_plain(claim_data(row), key) for key in chosen] for row in rows]
        table = Table(tuple(Column(key, key) for key in chosen), cells)
        return Page(title, (table,), notes)
    old = superseded(connection)
    short = len({row["document"] for row in rows}) == 1
    blocks = [
        *_figures([row for row in found.rows if row["metric"]], names, old, short, found),
        *_sentences([row for row in found.rows if not row["metric"]], names, short, found),
    ]
    if found.naming:
        heading = f"Claims about others that name {found.provider}"
        blocks.append(_naming(found.naming, names, old, short, heading))
    return Page(title, tuple(blocks), notes)


def _plain(data: Mapping[str, object], key: str) -> str:
    value = data[key]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " or ".join(map(str, value)) if isinstance(value, list) else str(value)


def plural(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _title(found: Found, rows: Sequence[Row]) -> str:
    figures = sum(1 for row in rows if row["metric"])
    parts = [found.provider, *found.labels] if found.provider or found.labels else ["All claims"]
    parts.append(
        ", ".join(
            plural(number, noun)
            for number, noun in ((figures, "figure"), (len(rows) - figures, "sentence"))
            if number
        )
        or "no claims"
    )
    documents = len({row["document"] for row in rows})
    if documents:
        parts.append(plural(documents, "document"))
    return " · ".join(part for part in parts if part)


def _notes(found: Found, rows: Sequence[Row]) -> Iterable[str]:
    yield from explain(found)
    if rows:
        first = next((row for row in rows if row["metric"]), rows[0])
        yield f"Next: cloudkb show {first['claim']}"


def _ordered(rows: Sequence[Row], found: Found) -> list[Row]:
    """By time within a quantity, unless another order was asked for."""
    if found.sorted_by:
        return list(rows)
    return sorted(rows, key=lambda row: (row["period_kind"] == "series", row["period_start"] or ""))


def _groups(rows: Sequence[Row]) -> dict[Group, list[Row]]:
    groups: dict[Group, list[Row]] = {}
    for row in rows:
        groups.setdefault((row["metric"], row["in"], row["scope"]), []).append(row)
    return groups


def _figures(
    rows: Sequence[Row], names: Names, old: frozenset[str], short: bool, found: Found
) -> Iterable[Table]:
    columns = (
        Column("entity", "about"),
        Column("figure", "figure"),
        Column("period", "period"),
        Column("source", "source"),
        Column("date", "said"),
        Column("claim", "claim", wide=True),
    )
    alone = bool(found.provider) and len({row["entity"] for row in rows}) == 1
    for (metric, within, scope), members in _groups(rows).items():
        cells = [
            [
                "" if alone else names.entity(row["entity"]),
                marked(figure_text(row), row, old),
                row["period"] or "",
                names.source(row["source"]),
                row["date"] or "",
                row["local_id"] if short else row["claim"],
            ]
            for row in _ordered(members, found)
        ]
        yield Table(columns, cells, names.quantity(metric, within, scope), joined=True)


def mark(row: Row, old: frozenset[str]) -> str:
    """What sets a claim apart from a plain observation."""
    marks = [] if row["kind"] == "observation" else [row["kind"]]
    return ", ".join(marks + (["superseded"] if row["claim"] in old else []))


def marked(text: str, row: Row, old: frozenset[str]) -> str:
    """A figure with what sets its claim apart behind it."""
    found = mark(row, old)
    return f"{text} ({found})" if found else text


def _sentences(rows: Sequence[Row], names: Names, short: bool, found: Found) -> Iterable[Table]:
    if not rows:
        return
    alone = bool(found.provider) and len({row["entity"] for row in rows}) == 1
    cells = []
    for row in rows:
        about = "" if alone else f"{names.entity(row['entity'])}: "
        tail = ", ".join(
            filter(None, [names.source(row["source"]), row["date"], mark(row, frozenset())])
        )
        identifier = row["local_id"] if short else row["claim"]
        cells.append([f"{about}{row['says']} ({tail})", identifier])
    yield Table((Column("says", ""), Column("claim", "", wide=True)), cells, "Sentences")


def _naming(
    rows: Sequence[Row], names: Names, old: frozenset[str], short: bool, heading: str
) -> Table:
    columns = (
        Column("entity", "about"),
        Column("metric", "what"),
        Column("figure", "figure"),
        Column("period", "period"),
        Column("source", "source"),
        Column("date", "said", wide=True),
        Column("claim", "claim", wide=True),
    )
    cells = [
        [
            names.entity(row["entity"]),
            names.quantity(row["metric"], row["in"], row["scope"]) if row["metric"] else "",
            marked(figure_text(row) or row["says"] or "", row, old),
            row["period"] or "",
            names.source(row["source"]),
            row["date"] or "",
            row["local_id"] if short else row["claim"],
        ]
        for row in rows
    ]
    return Table(columns, cells, heading)
