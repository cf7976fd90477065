"""League tables for people: who says so once, in the heading, when it is the same for all."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection, Row

from cloudkb.model import Beside, Column, Page, Steps, Table
from cloudkb.views.beside import before, conflict_notes, is_clashing, remark
from cloudkb.views.compare import Compared, League, Line, nearest, positions, rank_text
from cloudkb.views.names import Names
from cloudkb.views.query_page import mark, plural
from cloudkb.views.question import figure_text

_SHOWN = 6
"""How many overlapping periods are named before the rest are only counted."""


def draw(connection: Connection, compared: Compared, beside: Beside | None = None) -> Page:
    """The comparison as a page."""
    names = Names(connection)
    tables = [league for league in compared.leagues if _entities(league) > 1]
    single = [league for league in compared.leagues if _entities(league) <= 1]
    blocks: list[Table | Steps] = [_league(connection, league, names, beside) for league in tables]
    if single:
        blocks.append(_single(single, names, bool(tables), beside))
    if not blocks:
        blocks.append(Steps((f"Nothing is printed of exactly {compared.text}.",)))
    blocks.append(_overlapping(compared, names))
    title = " · ".join(dict.fromkeys([compared.text, compared.days]))
    return Page(title, tuple(blocks), (*conflict_notes(beside), *nearest(compared)))


def _entities(league: League) -> int:
    return len({line.entity for line in league.lines})


class _Voices:
    """Who says so: what is the same for all stands once, over the table; the rest in columns."""

    def __init__(self, rows: Sequence[Row], names: Names, scope: str | None) -> None:
        self.names = names
        self.scope = scope
        self.one_document = len({row["document"] for row in rows}) == 1
        self.one_source = len({row["source"] for row in rows}) == 1
        self.one_date = len({row["date"] for row in rows}) == 1
        self.first = rows[0]

    def heading(self) -> str:
        """What all have in common, in brackets; empty when there is nothing."""
        parts = []
        if self.one_source and not self._plain(self.first):
            parts.append(self.names.source(self.first["source"]))
        if self.one_document:
            read = self.names.publisher(self.first["document"])
            parts.append(f"in {read}" if parts else read)
        elif self.one_source and self._plain(self.first):
            return ""
        if self.one_date and self.first["date"]:
            parts.append(self.first["date"])
        return f" ({', '.join(parts)})" if parts else ""

    def cells(self, row: Row) -> tuple[str, str]:
        """Source and date of one line, where they differ from line to line."""
        said = "" if self.one_date else row["date"] or ""
        if self.one_source and self.one_document:
            return "", said
        if self.one_document:
            return self.names.source(row["source"]), said
        read = self.names.publisher(row["document"])
        return (
            read if self._plain(row) else f"{self.names.source(row['source'])}, in {read}"
        ), said

    def _plain(self, row: Row) -> bool:
        """Whether the source goes without saying: the tracker of the scope, the document."""
        return row["source"] in (self.scope, row["document"])


def _league(connection: Connection, league: League, names: Names, beside: Beside | None) -> Table:
    rows = [row for line in league.lines for row in line.rows()]
    voices = _Voices(rows, names, league.key[2])
    ranked = any(line.rank is not None for line in league.lines)
    places = (
        [rank_text(line.rank) if line.rank is not None else "" for line in league.lines]
        if ranked
        else positions(league.lines, _beside(connection, league))
    )
    bases = list(dict.fromkeys(c.against for line in league.lines for c in line.changes))
    columns = [
        Column("rank", "rank" if ranked else "#", right=True),
        Column("entity", _kind(connection, league)),
        Column("figure", "figure", right=True),
        *(Column(f"change {base}", _on(base, names), right=True) for base in bases),
        *(Column(f"implied {base}", f"{base}, implied", right=True) for base in bases),
        Column("kind", "kind"),
        Column("source", "source"),
        Column("date", "said"),
    ]
    cells = []
    for place, line in zip(places, league.lines, strict=True):
        first = line.rows()[0]
        changes = {change.against: change for change in line.changes}
        cells.append(
            [
                place,
                names.entity_both(line.entity),
                figure_text(line.figure) if line.figure is not None else "",
                *(changes[base].text if base in changes else "" for base in bases),
                *(before(line, base, beside) for base in bases),
                _marked(line, beside),
                *voices.cells(first),
            ]
        )
    heading = names.quantity(*league.key) + voices.heading()
    return Table(tuple(columns), cells, heading, "\n".join(_remarks(league, names, ranked, beside)))


def _beside(connection: Connection, league: League) -> frozenset[str]:
    """The listed entities in no contest: parts of a listed one, groups beside their members."""
    entities = sorted({line.entity for line in league.lines})
    marks = ", ".join("?" * len(entities))
    rows = connection.execute(
        f"SELECT id, kind, part_of IN ({marks}) FROM entities WHERE id IN ({marks})",
        [*entities, *entities],
    ).fetchall()
    groups = {entity for entity, kind, _ in rows if kind == "group"}
    if len(groups) == len(rows):
        groups = set()
    return frozenset(groups | {entity for entity, _, part in rows if part})


def _kind(connection: Connection, league: League) -> str:
    """What the lines are about: "provider" when all are, else nothing."""
    entities = sorted({line.entity for line in league.lines})
    marks = ", ".join("?" * len(entities))
    kinds = connection.execute(
        f"SELECT DISTINCT kind FROM entities WHERE id IN ({marks})", entities
    ).fetchall()
    return str(kinds[0][0]) if len(kinds) == 1 else "about"


def _on(base: str, names: Names) -> str:
    """The title of a column of changes."""
    return f"on {base}" if base[:1].isdigit() or base[:2] == "FY" else f"vs {names.entity(base)}"


def _marked(line: Line, beside: Beside | None) -> str:
    """What sets a line apart: a kind of its own, a conflict."""
    clash = ["in conflict"] if is_clashing(line, beside) else []
    return ", ".join(filter(None, [mark(line.rows()[0], frozenset()), *clash]))


def _remarks(league: League, names: Names, ranked: bool, beside: Beside | None) -> Iterable[str]:
    shared: dict[str, list[Line]] = {}
    for line in league.lines:
        if line.rank is not None and line.rank["low"] != line.rank["high"]:
            shared.setdefault(rank_text(line.rank), []).append(line)
    for text in shared:
        low, _, high = text.partition("-")
        yield f"The order within ranks {low} to {high} is not printed."
    yield from remark(league, beside, names)
    if not ranked and sum(1 for line in league.lines if line.figure is not None) > 1:
        yield "# counts down the figures printed here; nobody prints a rank."
    for row in league.orders:
        said = ", ".join(filter(None, [names.source(row["source"]), row["date"]]))
        yield f"{names.entity(row['entity'])}: {figure_text(row)} ({said})"


def _single(leagues: Sequence[League], names: Names, others: bool, beside: Beside | None) -> Table:
    columns = (
        Column("metric", "what"),
        Column("entity", "about"),
        Column("figure", "figure"),
        Column("kind", "kind"),
        Column("source", "source"),
        Column("date", "said"),
    )
    rows = [row for league in leagues for line in league.lines for row in line.rows()]
    rows += [row for league in leagues for row in league.orders]
    voices = _Voices(rows, names, None)
    cells = []
    for league in leagues:
        what = names.quantity(*league.key)
        for line in league.lines:
            first = line.rows()[0]
            level = [figure_text(line.figure)] if line.figure is not None else []
            rank = [f"rank {rank_text(line.rank)}"] if line.rank is not None else []
            changes = [f"{c.text} {_on(c.against, names)}" for c in line.changes]
            changes += [
                f"{base} implied: {text}"
                for base in dict.fromkeys(change.against for change in line.changes)
                if (text := before(line, base, beside))
            ]
            marks = (_marked(line, beside), *voices.cells(first))
            cells.append(
                [what, names.entity(line.entity), ", ".join(level + rank + changes), *marks]
            )
        for row in league.orders:
            marks = (mark(row, frozenset()), *voices.cells(row))
            cells.append([what, names.entity(row["entity"]), figure_text(row), *marks])
    heading = "Printed for one only" if others else "Printed"
    return Table(columns, cells, heading + voices.heading())


def _overlapping(compared: Compared, names: Names) -> Table | Steps:
    if not compared.overlapping:
        return Steps((f"In periods that overlap {compared.text}: nothing printed.",))
    shown = compared.overlapping[:_SHOWN]
    cells = [
        [near.text, str(near.figures), ", ".join(names.metric(metric) for metric in near.metrics)]
        for near in shown
    ]
    rest = len(compared.overlapping) - len(shown)
    columns = (
        Column("period", "period"),
        Column("figures", "figures", right=True),
        Column("metrics", "about"),
    )
    footer = f"and {plural(rest, 'more period')}" if rest else ""
    return Table(columns, cells, f"In periods that overlap {compared.text}", footer)
