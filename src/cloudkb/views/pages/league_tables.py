"""League tables for people: who says so once, in the heading, when it is the same for all."""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection, Row

from cloudkb.language import marked, worded
from cloudkb.model import Column, Implications, KnownVerdicts, Page, Steps, Table, TableSection
from cloudkb.views import contest, equal_prints, marks
from cloudkb.views.compare import (
    Compared,
    League,
    Line,
    nearest_periods,
    nothing,
    positions,
    quantity,
    rank_text,
)
from cloudkb.views.contest import Contest, Contestant
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.pages.claim_table import mark
from cloudkb.views.pages.titles import titled
from cloudkb.views.sql import figure_text
from cloudkb.words import joined, plural

_VOICE = (Column("kind"), Column("source", least=12), Column("said", quiet=True, gives=1))
_SHOWN = 6
"""How many overlapping periods are named before the rest are only counted."""


def page(
    connection: Connection,
    compared: Compared,
    beside: Implications | None = None,
    known: KnownVerdicts | None = None,
) -> Page:
    """The comparison as a page; what is known to be doubted is marked and ranks nowhere."""
    screen = _LeagueScreen(connection, DisplayNames(connection), beside, known)
    doubts = marks.of(known)
    grades = equal_prints.document_grades(connection)
    every = [(one, contest.ask(connection, one, doubts, grades)) for one in compared.leagues]
    tables = [(league, found) for league, found in every if len(found.ranked) > 1]
    single = [(league, found) for league, found in every if len(found.ranked) <= 1]
    blocks: list[Table | Steps] = [screen.league(*both) for both in tables]
    if single:
        blocks.append(
            screen.single(single, worded("Printed for one only" if tables else "Printed"))
        )
    if not blocks:
        blocks.append(Steps((nothing(compared),)))
    blocks.append(_overlapping(compared, screen.names))
    title = " · ".join(dict.fromkeys([compared.text, compared.days]))
    return Page(title, tuple(blocks), (*_conflicts(beside), *nearest_periods(compared)))


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
            parts.append(worded("in {where}", where=read) if parts else read)
        elif self.one_source and self._plain(self.first):
            return ""
        if self.one_date and self.first["date"]:
            parts.append(self.first["date"])
        return worded(" ({aside})", aside=joined(parts)) if parts else ""

    def cells(self, row: Row) -> tuple[str, str]:
        """Source and date of one line, where they differ from line to line."""
        said = "" if self.one_date else row["date"] or ""
        if self.one_source and self.one_document:
            return "", said
        if self.one_document:
            return self.names.source(row["source"]), said
        read = self.names.publisher(row["document"])
        if self._plain(row):
            return read, said
        who = self.names.source(row["source"])
        return worded("{who}, in {where}", who=who, where=read), said

    def _plain(self, row: Row) -> bool:
        """Whether the source goes without saying: the tracker of the scope, the document."""
        return row["source"] in (self.scope, row["document"])


class _LeagueScreen:
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

    def league(self, league: League, found: Contest) -> Table:
        """Everybody's line; below them who is in no contest, forecasts, what is doubted."""
        names = self.names
        voices = _Voices(found.rows(), names, league.key[2])
        lines = [entry.line for entry in found.ranked]
        ranked = any(line.rank is not None for line in lines)
        places = [self._rank(line) for line in lines] if ranked else positions(lines)
        every = [*lines, *(one.line for one in (*found.beside, *found.ahead)), *found.doubted]
        bases = list(dict.fromkeys(change.against for line in every for change in line.changes))
        columns = (
            *titled(
                Column("rank" if ranked else "#", right=True),
                Column(self._kind(lines), least=14),
                Column("figure", right=True, whole=True),
            ),
            *(Column(_on(base, names), right=True) for base in bases),
            *(Column(worded("{period}, implied", period=base), right=True) for base in bases),
            *titled(*_VOICE),
        )
        rows: list[Sequence[str]] = []
        parts: list[TableSection] = []
        # what has no place (another currency, no level) stands behind what has one
        for place, entry in sorted(
            zip(places, found.ranked, strict=True), key=lambda one: not one[0]
        ):
            rows += self._entry(place, entry, bases, voices)
        for heading, entries in (
            (marked("Not in the league"), found.beside),
            (marked("Forecasts and targets"), found.ahead),
        ):
            if entries:
                parts.append(TableSection(len(rows), worded(heading)))
            for entry in entries:
                rank = "" if entry.line.rank is None else _ranked(entry.line.rank)
                rows += self._entry("", entry, bases, voices, beside=rank)
        if found.doubted:
            parts.append(TableSection(len(rows), worded("Doubted"), struck=True))
        for line in found.doubted:
            rows.append(self._line("", line, self._own_figure(line), bases, line.rows(), voices))
        heading = names.quantity(*league.key) + voices.heading()
        footer = "\n".join(self._remarks(league, lines, ranked))
        return Table(columns, rows, heading, footer, parts=tuple(parts))

    def _entry(
        self, place: str, entry: Contestant, bases: Sequence[str], voices: _Voices, beside: str = ""
    ) -> Iterable[Sequence[str]]:
        """A line, and one below it for each figure that differs; `beside` is told with it."""
        figure = joined(filter(None, [self._best(entry), beside]))
        yield self._line(place, entry.line, figure, bases, entry.rows, voices)
        for row in entry.apart:
            line = Line(entry.entity, None, row, ())
            yield self._line("", line, _other(row), bases, [row], voices, named=False)

    def _line(
        self,
        place: str,
        line: Line,
        figure: str,
        bases: Sequence[str],
        rows: Sequence[Row],
        voices: _Voices,
        *,
        named: bool = True,
    ) -> Sequence[str]:
        return [
            place,
            self.names.entity_both(line.entity) if named else "",
            figure,
            *(self._changes(line, base) for base in bases),
            *(self._before(line, base) for base in bases),
            *self._marks(line.rows()[0], rows, voices),
        ]

    def _best(self, entry: Contestant) -> str:
        """The best print, how often it is printed, and what stands for it elsewhere: ×3 ($1bn)."""
        figure = entry.line.figure
        if figure is None:
            return ""
        times = f" ×{len(entry.prints)}" if len(entry.prints) > 1 else ""
        others = joined(figure_text(row) for row in entry.currencies)
        return figure_text(figure) + times + (worded(" ({aside})", aside=others) if others else "")

    def _own_figure(self, line: Line) -> str:
        """The figure of a doubted line, and its rank."""
        told = [] if line.figure is None else [self._figure(line.figure)]
        if line.rank is not None:
            told.append(self._figure(line.rank, _ranked(line.rank)))
        return joined(told)

    def _rank(self, line: Line) -> str:
        """A printed rank; one that spans several places is what is known of it."""
        return rank_text(line.rank) if line.rank is not None else ""

    def _figure(self, row: Row, text: str = "") -> str:
        """A figure, marked where it is doubted."""
        return marks.doubt_marked(text or figure_text(row), self.doubts.get(row["claim"]))

    def _changes(self, line: Line, base: str) -> str:
        """All changes of a line on one base: growth in two currencies is two."""
        told = (
            self._figure(one.row, step(one.text)) for one in line.changes if one.against == base
        )
        return joined(dict.fromkeys(told))

    def single(self, leagues: Sequence[tuple[League, Contest]], heading: str) -> Table:
        """What is printed of one only, or of none that stands in a league: a line each."""
        names = self.names
        columns = titled(
            Column("what", least=20), Column("about", least=14), Column("figure"), *_VOICE
        )
        rows = [row for league, _ in leagues for row in (*league.rows(), *league.orders)]
        voices = _Voices(rows, names, None)
        cells = []
        for league, found in leagues:
            what = names.quantity(*league.key)
            for entry in (*found.ranked, *found.beside, *found.ahead):
                told = joined(filter(None, [self._best(entry), *self._said(entry.line)]))
                marks = self._marks(entry.line.rows()[0], entry.rows, voices)
                cells.append([what, names.entity(entry.entity), told, *marks])
                # a line of its own: what differs is somebody else's word, or of another day
                for row in entry.apart:
                    cells.append(["", "", _other(row), *self._marks(row, [row], voices)])
            for line in found.doubted:
                figure = "" if line.figure is None else self._figure(line.figure)
                told = joined(filter(None, [figure, *self._said(line)]))
                marks = self._marks(line.rows()[0], line.rows(), voices)
                cells.append([what, names.entity(line.entity), told, *marks])
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
        if line.rank is not None:
            yield self._figure(line.rank, _ranked(line.rank))
        for change in line.changes:
            base = _on(change.against, self.names)
            said = worded("{change} {base}", change=step(change.text), base=base)
            yield self._figure(change.row, said)
        for base in dict.fromkeys(change.against for change in line.changes):
            if text := self._before(line, base):
                yield worded("{period} implied: {value}", period=base, value=text)

    def _marks(self, first: Row, rows: Sequence[Row], voices: _Voices) -> tuple[str, str, str]:
        """What sets a line apart (a kind of its own, a conflict), and who says it when."""
        clashing = self.beside.clashing if self.beside is not None else ()
        # what is doubted says so beside its figure
        clash = any(row["claim"] in clashing and row["claim"] not in self.doubts for row in rows)
        told = filter(None, [mark(first), worded("in conflict") if clash else ""])
        return joined(told), *voices.cells(first)

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

    def _kind(self, lines: Sequence[Line]) -> str:
        """What the lines are about: provider, when all are."""
        entities = sorted({line.entity for line in lines})
        marks = ", ".join("?" * len(entities))
        kinds = self.connection.execute(
            f"SELECT DISTINCT kind FROM entities WHERE id IN ({marks})", entities
        ).fetchall()
        return str(kinds[0][0]) if len(kinds) == 1 else "about"

    def _remarks(self, league: League, lines: Sequence[Line], ranked: bool) -> Iterable[str]:
        names = self.names
        ranks = [line.rank for line in lines if line.rank is not None]
        shared = [rank for rank in ranks if rank["low"] != rank["high"]]
        for low, high in dict.fromkeys((rank["low"], rank["high"]) for rank in shared):
            yield worded(
                "The order within ranks {low} to {high} is not printed.", low=low, high=high
            )
        yield from self._implied(league)
        counts = self._counts(league)
        if not ranked and sum(1 for line in lines if line.figure is not None) > 1:
            down = worded("# counts down the figures printed here; nobody prints a rank.")
            counts = f"{down} {counts}"
        if counts:
            yield counts.strip()
        for row in league.orders:
            parts = filter(None, [names.source(row["source"]), row["date"]])
            said = worded(" ({aside})", aside=joined(parts))
            about = names.entity(row["entity"])
            yield worded("{about}: {told}", about=about, told=self._figure(row) + said)
        yield from self._doubted([*league.rows(), *league.orders])

    def _counts(self, league: League) -> str:
        """What the figures of a league count, where its basis or tracker says so."""
        scope = league.key[2]
        if not scope:
            return self._bases(league)
        asked = "SELECT means FROM scopes WHERE id = ?"
        found = self.connection.execute(asked, [scope]).fetchone()
        return worded("Counted: {means}", means=found[0]) if found and found[0] else ""

    def _bases(self, league: League) -> str:
        """Whose plain figures stand on a basis by default, and which."""
        found: dict[str, dict[str, None]] = {}
        for row in league.rows():
            if row["basis"]:
                entity = self.names.entity(row["entity"])
                found.setdefault(self.names.scope(row["basis"]), {})[entity] = None
        told = [
            basis + worded(" ({aside})", aside=joined(entities))
            for basis, entities in found.items()
        ]
        bases = worded("; ", "；").join(told)
        return worded("By default on: {bases}.", bases=bases) if told else ""

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
            yield worded("Implied: each of them {value}.", value=next(iter(found)))
        elif found:
            parts = [
                worded("{who} {value}", who=joined(entities), value=text)
                for text, entities in found.items()
            ]
            yield worded("Implied: {told}.", told=worded("; ", "；").join(parts))


def step(text: str) -> str:
    """A printed change without its base, the words of its canonical spelling worded."""
    return worded(text) if text.isalpha() else text.replace(" points", worded(" points"))


def _other(row: Row) -> str:
    return worded("or {figure}", figure=figure_text(row))


def _ranked(row: Row) -> str:
    return worded("rank {rank}", rank=rank_text(row))


def _on(base: str, names: DisplayNames) -> str:
    """The title of a column of changes."""
    if base[:1].isdigit() or base[:2] == "FY":
        return worded("on {period}", period=base)
    return worded("vs {entity}", entity=names.entity(base))


def _conflicts(beside: Implications | None) -> Iterable[str]:
    """Where to read about conflicts among what is shown."""
    if beside is not None and beside.clashing:
        number = len(beside.clashing)
        told = worded(
            "{number} claim here is in conflict"
            if number == 1
            else "{number} claims here are in conflict",
            number=number,
        )
        commands = f"cloudkb validate, cloudkb show {next(iter(beside.clashing))}"
        yield worded("{about}: {told}", about=told, told=commands)


def _overlapping(compared: Compared, names: DisplayNames) -> Table | Steps:
    if not compared.overlapping:
        told = worded("In periods that overlap {period}: nothing printed.", period=compared.text)
        return Steps((told,))
    shown = compared.overlapping[:_SHOWN]
    cells = [
        [near.text, str(near.figures), joined(map(names.metric, near.metrics))] for near in shown
    ]
    rest = len(compared.overlapping) - len(shown)
    columns = titled(Column("period"), Column("figures", right=True), Column("about"))
    footer = worded("and {count}", count=plural(rest, "more period")) if rest else ""
    heading = worded("In periods that overlap {period}", period=compared.text)
    return Table(columns, cells, heading, footer)
