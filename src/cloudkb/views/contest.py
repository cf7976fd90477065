"""Who stands in a league and who does not: one entry an entity, the rest below the line."""

from collections.abc import Iterable, Mapping, Sequence
from sqlite3 import Connection, Row
from typing import NamedTuple

from cloudkb.leagues import NEVER, SUMS, is_rest
from cloudkb.model import Doubt
from cloudkb.views import compare, equal_prints, sql
from cloudkb.views.compare import League, Line, PrintedChange


class Contestant(NamedTuple):
    """All that is printed about one entity in a table, as one line."""

    line: Line
    """The best print, the best rank, and every change."""
    prints: tuple[Row, ...]
    """Figures in the same currency that agree with the best one, it among them."""
    currencies: tuple[Row, ...]
    """One figure for each other currency."""
    apart: tuple[Row, ...]
    """Figures in the same currency that cannot be the same as the best one, and nobody doubts."""
    rows: tuple[Row, ...]
    """Every claim the entry stands for."""

    @property
    def entity(self) -> str:
        """Whom it is about."""
        return self.line.entity


class Contest(NamedTuple):
    """A league's entries by whether they stand in it."""

    ranked: tuple[Contestant, ...]
    beside: tuple[Contestant, ...]
    """Markets, groups, parts of those listed, what is left of a table: in no contest."""
    ahead: tuple[Contestant, ...]
    """Forecasts and targets."""
    doubted: tuple[Line, ...]

    def rows(self) -> list[Row]:
        """The claims it stands for, those in doubt last."""
        entries = (*self.ranked, *self.beside, *self.ahead)
        told = [row for entry in entries for row in entry.rows]
        return told + [row for line in self.doubted for row in line.rows()]


def ask(
    connection: Connection,
    league: League,
    doubts: Mapping[str, Doubt],
    grades: Mapping[str, str | None],
) -> Contest:
    """Sort the lines of a league; `grades` are those of the documents."""
    outside = _outside(connection, league.entities())
    doubted = tuple(line for line in league.lines if compare.is_doubted(line, doubts))
    sound = [line for line in league.lines if not compare.is_doubted(line, doubts)]
    ahead = [line for line in sound if line.rows()[0]["kind"] in equal_prints.AHEAD]
    now = [line for line in sound if line not in ahead]
    return Contest(
        tuple(_entries((line for line in now if line.entity not in outside), grades)),
        tuple(_entries((line for line in now if line.entity in outside), grades)),
        tuple(_entries(ahead, grades)),
        doubted,
    )


def _outside(connection: Connection, entities: Sequence[str]) -> frozenset[str]:
    """The listed entities in no contest."""
    marks = ", ".join("?" * len(entities))
    kinds = connection.execute(
        f"SELECT id, kind, name, name_zh, part_of IN ({marks}) AS part FROM entities "
        f"WHERE id IN ({marks})",
        [*entities, *entities],
    ).fetchall()
    rest = {row["id"] for row in kinds if is_rest((row["name"], row["name_zh"] or ""))}
    of_one_kind = len({row["kind"] for row in kinds if row["id"] not in rest}) == 1
    sums = NEVER if of_one_kind else SUMS
    return frozenset(rest | {row["id"] for row in kinds if row["part"] or row["kind"] in sums})


def _entries(lines: Iterable[Line], grades: Mapping[str, str | None]) -> list[Contestant]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.entity, []).append(line)
    return compare.sorted_by_place(
        [_entry(members, grades) for members in found.values()], lambda entry: entry.line
    )


def _entry(lines: Sequence[Line], grades: Mapping[str, str | None]) -> Contestant:
    figures = [line.figure for line in lines if line.figure is not None]
    usual = compare.usual(figure["currency"] for figure in figures)
    same = [figure for figure in figures if figure["currency"] == usual]
    best = equal_prints.best(same, grades) if same else None
    agree = tuple(figure for figure in same if best is not None and _meets(best, figure))
    ranks = [line.rank for line in lines if line.rank is not None]
    ranks.sort(key=lambda row: (row["high_key"] - row["low_key"], row["number"]))
    others: dict[str, list[Row]] = {}
    for figure in figures:
        if figure["currency"] != usual:
            others.setdefault(figure["currency"], []).append(figure)
    return Contestant(
        Line(lines[0].entity, ranks[0] if ranks else None, best, _changes(lines)),
        agree,
        tuple(equal_prints.best(rows, grades) for rows in others.values()),
        tuple(figure for figure in same if figure not in agree),
        tuple(row for line in lines for row in line.rows()),
    )


def _changes(lines: Sequence[Line]) -> tuple[PrintedChange, ...]:
    """Every change once, whoever prints it."""
    found = {(one.against, one.text): one for line in lines for one in line.changes}
    return tuple(found.values())


def _meets(one: Row, other: Row) -> bool:
    return one == other or sql.interval(one).meets(sql.interval(other))
