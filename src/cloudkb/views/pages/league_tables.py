"""League tables for people: who says so once, in the heading, when it is the same for all."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection, Row

from cloudkb.leagues import SUMS, is_rest
from cloudkb.model import Column, Implications, KnownVerdicts, Page, Steps, Table
from cloudkb.views import marks
from cloudkb.views.compare import (
    Compared,
    League,
    Line,
    is_doubted,
    nearest,
    positions,
    quantity,
    rank_text,
)
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.pages.claim_table import mark
from cloudkb.views.sql import figure_text
from cloudkb.words import plural

_VOICE = (Column("kind"), Column("source"), Column("said", quiet=True))
_SHOWN = 6
"""How many overlapping periods are named before the rest are only counted."""


def page(
    connection: Connection,
    compared: Compared,
    beside: Implications | None = None,
    known: KnownVerdicts | None = None,
) -> Page:
    """The comparison as a page; what is known to be doubted is marked and ranks nowhere."""
    screen = _Screen(connection, DisplayNames(connection), beside, known)
    tables = [league for league in compared.leagues if len(league.entities()) > 1]
    single = [league for league in compared.leagues if len(league.entities()) <= 1]
    blocks: list[Table | Steps] = [screen.league(league) for league in tables]
    if single:
        blocks.append(screen.single(single, "Printed for one only" if tables else "Printed"))
    if not blocks:
        blocks.append(Steps((f"Nothing is printed of exactly {compared.text}.",)))
    blocks.append(_overlapping(compared, screen.names))
    title = " · ".join(dict.fromkeys([compared.text, compared.days]))
    return Page(title, tuple(blocks), (*_conflicts(beside), *nearest(compared)))


class _Voices:
    """Who says so: what is the same for all stands once, over the table; the rest in columns."""

    def __init__(self, rows: Sequence[Row], names: DisplayNames, scope: str | None) -> None:
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


class _Screen:
    """What every table of the page needs."""

    def __init__(
        self,
        connection: Connection,
        names: DisplayNames,
        beside: Implications | None,
        known: KnownVerdicts | None,
    ) -> None:
        self.connection = connection
        self.names = names
        self.beside = beside
        self.doubts = marks.of(known)

    def league(self, league: League) -> Table:
        """Everybody's line."""
        names = self.names
        voices = _Voices(league.rows(), names, league.key[2])
        kinds = self._kinds(league)
        ranked = any(line.rank is not None for line in league.lines)
        places = (
            [self._rank(line) for line in league.lines]
            if ranked
            else positions(league.lines, _outside(kinds), self.doubts)
        )
        bases = list(dict.fromkeys(c.against for line in league.lines for c in line.changes))
        columns = (
            Column("rank" if ranked else "#", right=True),
            Column(_kind(kinds)),
            Column("figure", right=True),
            *(Column(_on(base, names), right=True) for base in bases),
            *(Column(f"{base}, implied", right=True) for base in bases),
            *_VOICE,
        )
        cells = []
        for place, line in zip(places, league.lines, strict=True):
            cells.append(
                [
                    place,
                    names.entity_both(line.entity),
                    self._figure(line.figure) if line.figure is not None else "",
                    *(self._changes(line, base) for base in bases),
                    *(self._before(line, base) for base in bases),
                    *self._marks(line.rows()[0], line.rows(), voices),
                ]
            )
        heading = names.quantity(*league.key) + voices.heading()
        return Table(columns, cells, heading, "\n".join(self._remarks(league, ranked)))

    def _rank(self, line: Line) -> str:
        """A printed rank, where neither it nor the figure beside it is doubted."""
        if line.rank is None or is_doubted(line, self.doubts):
            return ""
        return rank_text(line.rank)

    def _figure(self, row: Row, text: str = "") -> str:
        """A figure, marked where it is doubted."""
        return marks.marked(text or figure_text(row), self.doubts.get(row["claim"]))

    def _changes(self, line: Line, base: str) -> str:
        """All changes of a line on one base: growth in two currencies is two."""
        told = (self._figure(one.row, one.text) for one in line.changes if one.against == base)
        return ", ".join(dict.fromkeys(told))

    def single(self, leagues: Sequence[League], heading: str) -> Table:
        """What is printed of one only, a line each."""
        names = self.names
        columns = (*map(Column, ("what", "about", "figure")), *_VOICE)
        rows = [row for league in leagues for row in league.rows()]
        rows += [row for league in leagues for row in league.orders]
        voices = _Voices(rows, names, None)
        cells = []
        for league in leagues:
            what = names.quantity(*league.key)
            for line in league.lines:
                said = ", ".join(self._said(line))
                marks = self._marks(line.rows()[0], line.rows(), voices)
                cells.append([what, names.entity(line.entity), said, *marks])
            for row in league.orders:
                marks = self._marks(row, (), voices)
                cells.append([what, names.entity(row["entity"]), self._figure(row), *marks])
        footer = "\n".join(self._doubted(rows))
        return Table(columns, cells, heading + voices.heading(), footer)

    def _doubted(self, rows: Iterable[Row]) -> Iterable[str]:
        """Why each doubted claim of a table is, a line each."""
        shown = [row for row in rows if row["claim"] in self.doubts]
        return marks.lines_of(self.connection, self.names, shown, self.doubts)

    def _said(self, line: Line) -> Iterable[str]:
        """All of a line in one cell."""
        if line.figure is not None:
            yield self._figure(line.figure)
        if line.rank is not None:
            yield self._figure(line.rank, f"rank {rank_text(line.rank)}")
        for change in line.changes:
            said = f"{change.text} {_on(change.against, self.names)}"
            yield self._figure(change.row, said)
        for base in dict.fromkeys(change.against for change in line.changes):
            if text := self._before(line, base):
                yield f"{base} implied: {text}"

    def _marks(self, first: Row, rows: Sequence[Row], voices: _Voices) -> tuple[str, str, str]:
        """What sets a line apart (a kind of its own, a conflict), and who says it when."""
        clashing = self.beside.clashing if self.beside is not None else ()
        # what is doubted says so beside its figure
        clash = any(row["claim"] in clashing and row["claim"] not in self.doubts for row in rows)
        return ", ".join(
            filter(None, [mark(first), "in conflict" if clash else ""])
        ), *voices.cells(first)

    def _before(self, line: Line, base: str) -> str:
        """What is implied for the period a change is from, where it is bounded on both sides."""
        if self.beside is None:
            return ""
        for change in line.changes:
            if change.against == base:
                implied = self.beside.implied.get(quantity(change.row, base))
                if implied is not None and None not in implied.interval[:2]:
                    return implied.text
        return ""

    def _kinds(self, league: League) -> list[Row]:
        """The kind of each listed entity, and whether it is part of another."""
        entities = league.entities()
        marks = ", ".join("?" * len(entities))
        return self.connection.execute(
            f"SELECT id, kind, name, name_zh, part_of IN ({marks}) AS part FROM entities "
            f"WHERE id IN ({marks})",
            [*entities, *entities],
        ).fetchall()

    def _remarks(self, league: League, ranked: bool) -> Iterable[str]:
        names = self.names
        ranks = [line.rank for line in league.lines if line.rank is not None]
        shared = [rank for rank in ranks if rank["low"] != rank["high"]]
        for low, high in dict.fromkeys((rank["low"], rank["high"]) for rank in shared):
            yield f"The order within ranks {low} to {high} is not printed."
        yield from self._implied(league)
        if not ranked and sum(1 for line in league.lines if line.figure is not None) > 1:
            yield "# counts down the figures printed here; nobody prints a rank."
        for row in league.orders:
            said = ", ".join(filter(None, [names.source(row["source"]), row["date"]]))
            yield f"{names.entity(row['entity'])}: {self._figure(row)} ({said})"
        yield from self._doubted([*league.rows(), *league.orders])

    def _implied(self, league: League) -> Iterable[str]:
        """What is implied for levels nobody prints, in one sentence."""
        if self.beside is None:
            return
        missing = [line for line in league.lines if line.figure is None]
        found: dict[str, list[str]] = {}
        for line in missing:
            implied = self.beside.implied.get(quantity(line.rows()[0]))
            if implied is not None:
                found.setdefault(implied.text, []).append(self.names.entity(line.entity))
        if len(found) == 1 and sum(map(len, found.values())) == len(missing) > 1:
            yield f"Implied: each of them {next(iter(found))}."
        elif found:
            parts = [f"{', '.join(entities)} {text}" for text, entities in found.items()]
            yield f"Implied: {'; '.join(parts)}."


def _kind(kinds: Sequence[Row]) -> str:
    """What the lines are about: provider, when all are."""
    return kinds[0]["kind"] if len({row["kind"] for row in kinds}) == 1 else "about"


def _outside(kinds: Sequence[Row]) -> frozenset[str]:
    """The listed entities in no contest: parts of a listed one, sums beside what they sum."""
    sums = {row["id"] for row in kinds if row["kind"] in SUMS}
    if len({row["kind"] for row in kinds}) == 1:
        sums = set()
    rest = {row["id"] for row in kinds if is_rest((row["name"], row["name_zh"] or ""))}
    return frozenset(sums | rest | {row["id"] for row in kinds if row["part"]})


def _on(base: str, names: DisplayNames) -> str:
    """The title of a column of changes."""
    return f"on {base}" if base[:1].isdigit() or base[:2] == "FY" else f"vs {names.entity(base)}"


def _conflicts(beside: Implications | None) -> Iterable[str]:
    """Where to read about conflicts among what is shown."""
    if beside is not None and beside.clashing:
        number = len(beside.clashing)
        some = f"{number} {'claim here is' if number == 1 else 'claims here are'}"
        yield f"{some} in conflict: cloudkb validate, cloudkb show {next(iter(beside.clashing))}"


def _overlapping(compared: Compared, names: DisplayNames) -> Table | Steps:
    if not compared.overlapping:
        return Steps((f"In periods that overlap {compared.text}: nothing printed.",))
    shown = compared.overlapping[:_SHOWN]
    cells = [
        [near.text, str(near.figures), ", ".join(names.metric(metric) for metric in near.metrics)]
        for near in shown
    ]
    rest = len(compared.overlapping) - len(shown)
    columns = (Column("period"), Column("figures", right=True), Column("about"))
    footer = f"and {plural(rest, 'more period')}" if rest else ""
    return Table(columns, cells, f"In periods that overlap {compared.text}", footer)
