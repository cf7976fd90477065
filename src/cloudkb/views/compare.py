"""How do providers stand in a period? One league table per metric, market and scope."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from sqlite3 import Connection, Row
from typing import Any, NamedTuple, TypeVar

from cloudkb.language import worded
from cloudkb.model import AskedQuantity, Doubt, Implications, KnownVerdicts
from cloudkb.views import equal_prints, marks, shapes, sql
from cloudkb.views.question import any_of
from cloudkb.views.sql import DaySpan, GroupKey

_BASES = frozenset(("yoy", "qoq", "vs", "from"))
_PRINTED = "metric IS NOT NULL AND form IN ('amount', 'range', 'bound', 'change', 'rank', 'order')"


class PrintedChange(NamedTuple):
    """A printed change: the claim, what it is measured against, its text without the base."""

    row: Row
    against: str
    """The period, or whatever else it is measured against; a canonical name where it has one."""
    text: str
    a_year: bool = False
    """It is a growth a year, not one over all the years between."""


class Line(NamedTuple):
    """A provider's line in a table: what one source in one document says about it."""

    entity: str
    rank: Row | None
    figure: Row | None
    changes: tuple[PrintedChange, ...]

    def levels(self) -> list[Row]:
        """The claims that print a figure or a rank."""
        return [row for row in (self.figure, self.rank) if row is not None]

    def rows(self) -> list[Row]:
        """The claims the line rests on."""
        return self.levels() + [change.row for change in self.changes]


class League(NamedTuple):
    """All lines of one metric, market and scope; orders among them apart."""

    key: GroupKey
    lines: tuple[Line, ...]
    orders: tuple[Row, ...]

    def entities(self) -> list[str]:
        """Whom the lines are about."""
        return sorted({line.entity for line in self.lines})

    def rows(self) -> list[Row]:
        """The claims the lines rest on."""
        return [row for line in self.lines for row in line.rows()]


class Neighbour(NamedTuple):
    """Another period of which something is printed."""

    text: str
    figures: int
    metrics: tuple[str, ...]


class Compared(NamedTuple):
    """The answer for a period."""

    text: str
    days: str
    """In words: July to September 2023."""
    leagues: tuple[League, ...]
    overlapping: tuple[Neighbour, ...]
    nearest: tuple[str, ...]


def ask(connection: Connection, text: str) -> Compared:
    """What is printed of a period; raises QuestionError when the text is none."""
    wanted = sql.spans(connection, text, "PERIOD")
    same = sql.either([sql.equal(span) for span in wanted])
    found = sql.claims(connection, f"{_PRINTED} AND {same[0]}", same[1])
    old = sql.superseded(connection)
    rows = [row for row in found if row["claim"] not in old]
    return Compared(
        text.removeprefix("="),
        _days(wanted),
        tuple(_leagues(rows)),
        tuple(_overlapping(connection, wanted, same)),
        tuple(_nearest(connection, wanted[0])),
    )


def _days(wanted: Sequence[DaySpan]) -> str:
    from cloudkb import periods

    return any_of(
        dict.fromkeys(
            periods.describe(periods.parse(span.text))
            if not span.fiscal_year_ends
            else periods.describe(periods.from_days(span.start, span.end))
            for span in wanted
        )
    )


def _leagues(rows: Sequence[Row]) -> Iterable[League]:
    """Claims of one period sorted into tables, the longest tables first."""
    made = []
    for key, members in sql.grouped(rows).items():
        orders = tuple(row for row in members if row["form"] == "order")
        made.append(League(key, tuple(_sorted(_lines(members))), orders))
    return sorted(made, key=lambda league: -len(league.entities()))


def _lines(rows: Sequence[Row]) -> Iterable[Line]:
    voices: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        if row["form"] != "order":
            voice = (row["entity"], row["source"], row["document"], row["kind"])
            voices.setdefault(voice, []).append(row)
    for (entity, *_), members in voices.items():
        levels = [row for row in members if row["form"] in equal_prints.LEVELS]
        ranks = [row for row in members if row["form"] == "rank"]
        changes = [_change(row) for row in members if row["form"] == "change"]
        for index in range(max(len(levels), len(ranks), 1)):
            yield Line(
                entity,
                ranks[index] if index < len(ranks) else None,
                levels[index] if index < len(levels) else None,
                tuple(changes) if index == 0 else (),
            )


def _change(row: Row) -> PrintedChange:
    from cloudkb import figures

    texts = sql.readings(row) or [row["figure"]]
    parsed = [figures.parse(text, counted=figures.ANYTHING) for text in texts]
    shown = []
    found: Any = None
    for figure in parsed:
        found = figure
        words = figures.render(figure).split()
        cut = next((i for i, word in enumerate(words) if word in _BASES), len(words))
        text = " ".join(words[:cut]).replace("pp", " points")
        shown.append(_in_its_currency(text, row))
    text = " or ".join(shown) + (f" to {found.until}" if found.until else "")
    return PrintedChange(row, _against(row, found), text, bool(found.rate))


def _in_its_currency(text: str, row: Row) -> str:
    """A growth with the currency it is told in, where the claim names it beside the print."""
    named = row["currency"] and row["change_unit"] != "absolute"
    return text if not named or f" in {row['currency']}" in text else f"{text} in {row['currency']}"


def _against(row: Row, figure: Any) -> str:
    """The name of what a change is measured against."""
    from cloudkb import periods

    base = figure.base
    if figure.same_period:
        return periods.in_year(periods.parse(row["period"]), int(base.period)).text
    if isinstance(base, str):
        period = periods.parse(row["period"])
        before = periods.year_before if base == "yoy" else periods.quarter_before
        try:
            return before(period).text
        except periods.PeriodError:
            return base
    when = base.period or ""
    of_a_day = row["period_start"] is not None and row["period_start"] == row["period_end"]
    if of_a_day and when and periods.asks_metric(when):
        when = periods.parse(when).text
    named = ".".join(filter(None, (base.entity, base.metric)))
    return f"{named}@{when}" if named and when else named or when


Told = TypeVar("Told")


def _sorted(lines: Iterable[Line]) -> list[Line]:
    return sorted_by_place(lines, lambda line: line)


def sorted_by_place(told: Iterable[Told], line_of: Callable[[Told], Line]) -> list[Told]:
    """Lines by printed rank, then by figure; those about one entity together."""

    def place(one: Told) -> tuple[Any, ...]:
        line = line_of(one)
        rank = line.rank
        level = line.figure["low_key"] if line.figure is not None else None
        if line.figure is not None and level is None:
            level = line.figure["high_key"]
        return (
            (False, rank["low_key"], rank["high_key"]) if rank else (True,),
            level is None,
            -(level or 0),
            line.rows()[0]["number"],
        )

    ranked = sorted(told, key=place)
    first = {line_of(one).entity: index for index, one in reversed(list(enumerate(ranked)))}
    # what several sources say about one provider stands together
    return sorted(ranked, key=lambda one: first[line_of(one).entity])


def positions(lines: Sequence[Line]) -> list[str]:
    """Places by printed value, for lines whose rank nobody prints; "2-3" where prints overlap.

    What is printed in another currency than most of the table has no place.
    """
    counted = [line.figure for line in lines]
    currency = usual(figure["currency"] for figure in counted if figure is not None)
    ends = [
        sql.interval(figure) if figure is not None and figure["currency"] == currency else None
        for figure in counted
    ]
    known = {line.entity: end for line, end in zip(lines, ends, strict=True) if end is not None}
    lows = sorted(end.low for end in known.values() if end.low is not None)
    highs = sorted(end.high for end in known.values() if end.high is not None)
    places = []
    for line, end in zip(lines, ends, strict=True):
        if end is None:
            places.append("")
            continue
        own = known[line.entity]
        above = 0 if end.high is None else len(lows) - bisect_right(lows, end.high)
        above -= _is_below(end.high, own.low)
        below = 0 if end.low is None else bisect_left(highs, end.low)
        below -= _is_below(own.high, end.low)
        best, worst = above + 1, len(known) - below
        places.append(str(best) if best == worst else f"{best}-{worst}")
    return places


def usual(currencies: Iterable[str | None]) -> str | None:
    """The commonest of some currencies, the first of several that are."""
    counts = Counter(currencies)
    return max(counts, key=counts.__getitem__, default=None)


def is_doubted(line: Line, doubted: Mapping[str, Doubt]) -> bool:
    """Tell whether the figure or the rank of a line is doubted: it ranks nowhere then."""
    return any(row["claim"] in doubted for row in line.levels())


def below(compared: Compared, known: KnownVerdicts | None) -> Compared:
    """The same with the doubted lines of each table below all others."""
    doubted = marks.of(known)
    if not doubted:
        return compared
    leagues = []
    for league in compared.leagues:
        sound = _sorted(line for line in league.lines if not is_doubted(line, doubted))
        others = [line for line in league.lines if is_doubted(line, doubted)]
        leagues.append(league._replace(lines=(*sound, *others)))
    return compared._replace(leagues=tuple(leagues))


def _is_below(high: Fraction | None, low: Fraction | None) -> bool:
    return high is not None and low is not None and high < low


def _overlapping(
    connection: Connection, wanted: Sequence[DaySpan], same: sql.SqlCondition
) -> Iterable[Neighbour]:
    shared = sql.either([sql.overlapping(span) for span in wanted])
    rows = connection.execute(
        "SELECT period, metric, count(*) AS figures FROM claims "
        f"WHERE {_PRINTED} AND period_kind = 'span' AND {shared[0]} AND NOT {same[0]} "
        "GROUP BY period, metric ORDER BY period_start, period_end, period, metric",
        [*shared[1], *same[1]],
    ).fetchall()
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["period"], []).append(row)
    for text, members in found.items():
        figures = sum(row["figures"] for row in members)
        yield Neighbour(text, figures, tuple(row["metric"] for row in members))


def _nearest(connection: Connection, span: DaySpan) -> Iterable[str]:
    """The next period before and after of which something is printed."""
    rows = connection.execute(
        "SELECT period, period_start, period_end, count(*) AS figures FROM claims "
        f"WHERE {_PRINTED} AND period_kind = 'span' AND (period_end < ? OR period_start > ?) "
        "GROUP BY period, period_start, period_end ORDER BY figures DESC, period",
        (span.start, span.end),
    ).fetchall()
    before = [row for row in rows if span.start and (row["period_end"] or "9") < span.start]
    after = [row for row in rows if span.end and (row["period_start"] or "") > span.end]
    if before:
        yield max(before, key=lambda row: str(row["period_end"]))["period"]
    if after:
        yield min(after, key=lambda row: str(row["period_start"]))["period"]


def explain(compared: Compared) -> tuple[str, ...]:
    """What the rows cannot say: that there are none, and where there are some."""
    if compared.leagues:
        return ()
    return (nothing(compared), *nearest_periods(compared))


def nothing(compared: Compared) -> str:
    """That there is nothing, where there is none."""
    return worded("Nothing is printed of exactly {period}.", period=compared.text)


def nearest_periods(compared: Compared) -> tuple[str, ...]:
    """Commands for the nearest periods of which something is printed."""
    periods = list(compared.nearest)
    if not compared.leagues and compared.overlapping:
        periods = [max(compared.overlapping, key=lambda near: near.figures).text, *periods]
    commands = ", ".join(f"cloudkb compare {period}" for period in periods)
    return (worded("Nearest: {commands}", commands=commands),) if commands else ()


# --- what reasoning adds -------------------------------------------------------------------


def claims_shown(compared: Compared) -> list[str]:
    """The claims that the tables rest on."""
    rows = [row for league in compared.leagues for row in league.rows()]
    rows += [row for league in compared.leagues for row in league.orders]
    return [row["claim"] for row in rows]


def quantities(compared: Compared) -> list[AskedQuantity]:
    """What the tables leave open: levels not printed, and those changes are from."""
    lines = [line for league in compared.leagues for line in league.lines]
    return list(dict.fromkeys(one for line in lines for one in _open(line, line.changes)))


def quantity(row: Row, period: str = "") -> AskedQuantity:
    """What a claim is about, in another period if one is given."""
    return AskedQuantity(
        row["entity"],
        row["metric"],
        row["in"] or "",
        row["basis"] or "",
        period or row["period"] or "",
    )


def _open(line: Line, changes: Iterable[PrintedChange]) -> list[AskedQuantity]:
    level = [] if line.figure is not None else [quantity(line.rows()[0])]
    return level + [quantity(change.row, change.against) for change in changes]


# --- the published shape -------------------------------------------------------------------


def data(
    compared: Compared, beside: Implications | None = None, known: KnownVerdicts | None = None
) -> list[Mapping[str, Any]]:
    """Rows in the published shape; a line with several changes gives a row for each."""
    made: list[Mapping[str, Any]] = []
    for league in compared.leagues:
        for line in league.lines:
            for index, change in enumerate(line.changes or (None,)):
                row = _row(line, change, known, bare=index > 0)
                if beside is not None:
                    row["implied"] = _implied(line, change, beside)
                made.append(row)
        made.extend(_row(Line(row["entity"], None, row, ()), None, known) for row in league.orders)
    return made


def _row(
    line: Line, change: PrintedChange | None, known: KnownVerdicts | None, *, bare: bool = False
) -> dict[str, Any]:
    """A line with one of its changes; `bare` leaves the level out, which was told before."""
    levels = [] if bare else line.levels()
    rows = [*levels, *([change.row] if change else [])]
    return shape(
        rows[0],
        figure=None if bare else line.figure,
        rank=None if bare or line.rank is None else rank_text(line.rank),
        change=None if change is None else change_data(change),
        because=rows,
        known=known,
    )


def shape(
    first: Row,
    *,
    figure: Row | None,
    rank: str | None = None,
    change: Mapping[str, Any] | None = None,
    because: Iterable[Row],
    known: KnownVerdicts | None = None,
) -> dict[str, Any]:
    """A row of a comparison: what `first` is about and who says so, with a level and a change."""
    return {
        **{key: first[key] for key in ("metric", "in", "scope", "basis", "basis_by", "period")},
        "rank": rank,
        "entity": first["entity"],
        "figure": None if figure is None else sql.figure_text(figure),
        **{key: None if figure is None else figure[key] for key in ("low", "high", "unit")},
        "change": change,
        "source": first["source"],
        "claim": first["claim"],
        "implied": None,
        "because": [row["claim"] for row in because],
        **sql.verdict_data(first["claim"], known),
    }


def change_data(change: PrintedChange) -> dict[str, Any]:
    """A printed change in the published shape."""
    row = change.row
    return {
        "figure": sql.figure_text(row),
        "low": row["low"],
        "high": row["high"],
        "unit": row["change_unit"],
        "against": change.against,
        "implied": False,
    }


def rank_text(row: Row) -> str:
    """A printed rank: "1", or "2-4"."""
    return row["low"] if row["low"] == row["high"] else f"{row['low']}-{row['high']}"


def _implied(
    line: Line, change: PrintedChange | None, beside: Implications
) -> list[Mapping[str, Any]]:
    """What is implied for what a row leaves open."""
    unit = line.rows()[0]["unit"] or "ratio"
    return [
        {
            "period": one.period,
            **shapes.implied_ends(beside.implied[one], unit),
            "text": beside.implied[one].text,
            "because": shapes.because(beside.implied[one]),
        }
        for one in _open(line, [] if change is None else [change])
        if one in beside.implied
    ]
