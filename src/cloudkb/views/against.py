"""How did a period stand against another? Differences with the band that rounding leaves."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from sqlite3 import Connection, Row
from typing import Any, NamedTuple

from cloudkb.figures import DEGREES, exact_text
from cloudkb.model import KnownVerdicts
from cloudkb.views import compare, sql
from cloudkb.views.compare import Compared, Line, PrintedChange
from cloudkb.views.sql import GroupKey


class Difference(NamedTuple):
    """What two prints, or one printed change, say about the way from one to the other."""

    unit: str
    """`relative` (of the earlier value), `points` (of a ratio) or `absolute`."""
    low: Fraction | None
    high: Fraction | None
    printed: PrintedChange | None = None
    """The claim that prints the change; None when it follows from two levels."""


class Pair(NamedTuple):
    """A provider in both periods, as one voice says where possible."""

    entity: str
    now: Row | None
    then: Row | None
    difference: Difference | None

    def printed(self) -> list[Row]:
        """The claim that prints the difference, where one does."""
        printed = self.difference and self.difference.printed
        return [printed.row] if printed else []

    def rows(self) -> list[Row]:
        """The claims the pair rests on."""
        return [row for row in (self.now, self.then, *self.printed()) if row is not None]


class Against(NamedTuple):
    """The answer: pairs by metric, market and scope."""

    now: Compared
    then: Compared
    tables: tuple[tuple[GroupKey, tuple[Pair, ...]], ...]


def ask(connection: Connection, text: str, other: str) -> Against:
    """Set a period against another; raises QuestionError when one is none."""
    now, then = compare.ask(connection, text), compare.ask(connection, other)
    earlier = {league.key: league.lines for league in then.leagues}
    names = {then.text} | {row["period"] for league in then.leagues for row in league.rows()}
    tables = []
    for league in now.leagues:
        pairs = tuple(_pairs(league.lines, earlier.get(league.key, ()), names))
        if any(pair.difference is not None or (pair.now and pair.then) for pair in pairs):
            tables.append((league.key, pairs))
    return Against(now, then, tuple(tables))


def _pairs(now: Sequence[Line], then: Sequence[Line], names: set[str]) -> Iterable[Pair]:
    for line in now:
        printed = (one for one in line.changes if one.against in names and not one.a_year)
        change = next(printed, None)
        if line.figure is None and change is None:
            continue
        base = _match(line, then)
        difference = None
        if line.figure is not None and base is not None:
            difference = difference_between(line.figure, base)
        if difference is None and change is not None and change.row["low"] != change.row["high"]:
            low, high, *_ = sql.interval(change.row)
            difference = Difference(change.row["change_unit"] or "direction", low, high, change)
        yield Pair(line.entity, line.figure, base, difference)
    seen = {line.entity for line in now if line.figure is not None or line.changes}
    for line in then:
        if line.figure is not None and line.entity not in seen:
            yield Pair(line.entity, None, line.figure, None)


def _match(line: Line, others: Sequence[Line]) -> Row | None:
    """The other period's figure: in the same currency, of the same document, else source."""
    found = [o.figure for o in others if o.entity == line.entity and o.figure is not None]
    first = line.rows()[0]
    return min(
        found,
        key=lambda row: (
            row["currency"] != first["currency"],
            row["document"] != first["document"],
            row["source"] != first["source"],
        ),
        default=None,
    )


def difference_between(now: Row, then: Row) -> Difference | None:
    """The difference that two prints leave; None when they do not count the same thing."""
    if now["currency"] != then["currency"] or now["unit"] != then["unit"]:
        return None
    low, high, *_ = sql.interval(now)
    base_low, base_high, *_ = sql.interval(then)
    relative = now["unit"] != "ratio" and now["unit"] not in DEGREES
    if relative and base_low is not None and base_low > 0 and low and low >= 0:
        least = None if base_high is None else low / base_high - 1
        return Difference("relative", least, None if high is None else high / base_low - 1)
    return Difference(
        "points" if now["unit"] == "ratio" else "absolute",
        None if low is None or base_high is None else low - base_high,
        None if high is None or base_low is None else high - base_low,
    )


def claims_shown(against: Against) -> list[str]:
    """The claims that the pairs rest on."""
    return [row["claim"] for _, pairs in against.tables for pair in pairs for row in pair.rows()]


def data(against: Against, known: KnownVerdicts | None = None) -> list[Mapping[str, Any]]:
    """Rows in the shape of `compare`: the change is the difference."""
    pairs = [pair for _, pairs in against.tables for pair in pairs]
    return [_row(pair, against, known) for pair in pairs if pair.now or pair.difference]


def _row(pair: Pair, against: Against, known: KnownVerdicts | None) -> dict[str, Any]:
    return compare.shape(
        pair.now or pair.printed()[0],
        figure=pair.now,
        change=None if pair.difference is None else _change(pair.difference, against.then.text),
        because=pair.rows(),
        known=known,
    )


def _change(difference: Difference, then: str) -> dict[str, Any]:
    printed = difference.printed
    return {
        "figure": None if printed is None else sql.figure_text(printed.row),
        "low": exact_text(difference.low),
        "high": exact_text(difference.high),
        "unit": difference.unit if difference.unit != "direction" else None,
        "against": then,
        "implied": printed is None,
    }
