"""How do providers stand in a period? One league table per metric, market and scope."""

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from sqlite3 import Connection, Row
from typing import TYPE_CHECKING, Any, NamedTuple

from cloudkb.views.question import claims, figure_text, readings, superseded
from cloudkb.views.spans import Span, equal_sql, overlap_sql, spans

if TYPE_CHECKING:
    from cloudkb.model import Beside, Page

LEVELS = ("amount", "range", "bound")
_FORMS = "form IN ('amount', 'range', 'bound', 'change', 'rank', 'order')"
_ANY_FORM = f"metric IS NOT NULL AND {_FORMS}"

Key = tuple[str, str | None, str | None]


class Change(NamedTuple):
    """A printed change: the claim, what it is measured against, its text without the base."""

    row: Row
    against: str
    """The period, or whatever else it is measured against; a canonical name where it has one."""
    text: str


class Line(NamedTuple):
    """A provider's line in a table: what one source in one document says about it."""

    entity: str
    rank: Row | None
    figure: Row | None
    changes: tuple[Change, ...]

    def rows(self) -> list[Row]:
        """The claims the line rests on."""
        level = [row for row in (self.figure, self.rank) if row is not None]
        return level + [change.row for change in self.changes]


class League(NamedTuple):
    """All lines of one metric, market and scope; orders among them apart."""

    key: Key
    lines: tuple[Line, ...]
    orders: tuple[Row, ...]


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
    wanted = spans(connection, text, "PERIOD")
    same = _any([equal_sql(span) for span in wanted])
    found = claims(connection, f"{_ANY_FORM} AND {same[0]}", same[1])
    old = superseded(connection)
    rows = [row for row in found if row["claim"] not in old]
    return Compared(
        text.removeprefix("="),
        _days(wanted),
        tuple(leagues(rows)),
        tuple(_overlapping(connection, wanted, same)),
        tuple(_nearest(connection, wanted)),
    )


def _any(conditions: Sequence[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    sql = " OR ".join(condition for condition, _ in conditions)
    return f"({sql})", [value for _, values in conditions for value in values]


def _days(wanted: Sequence[Span]) -> str:
    from cloudkb import periods

    return " or ".join(
        dict.fromkeys(
            periods.describe(periods.parse(span.text))
            if not span.fiscal_year_ends
            else periods.describe(periods.from_days(span.start, span.end))
            for span in wanted
        )
    )


def leagues(rows: Sequence[Row]) -> Iterable[League]:
    """Claims of one period sorted into tables, the longest tables first."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault((row["metric"], row["in"], row["scope"]), []).append(row)
    made = []
    for key, members in groups.items():
        orders = tuple(row for row in members if row["form"] == "order")
        made.append(League(key, tuple(_sorted(_lines(members))), orders))
    return sorted(made, key=lambda league: -len({line.entity for line in league.lines}))


def _lines(rows: Sequence[Row]) -> Iterable[Line]:
    voices: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        if row["form"] != "order":
            voice = (row["entity"], row["source"], row["document"], row["kind"])
            voices.setdefault(voice, []).append(row)
    for (entity, *_), members in voices.items():
        levels = [row for row in members if row["form"] in LEVELS]
        ranks = [row for row in members if row["form"] == "rank"]
        changes = [_change(row) for row in members if row["form"] == "change"]
        for index in range(max(len(levels), len(ranks), 1)):
            yield Line(
                entity,
                ranks[index] if index < len(ranks) else None,
                levels[index] if index < len(levels) else None,
                tuple(changes) if index == 0 else (),
            )


def _change(row: Row) -> Change:
    from cloudkb import figures

    texts = readings(row) or [row["figure"]]
    parsed = [figures.parse(text) for text in texts]
    shown = []
    base: Any = "yoy"
    for figure in parsed:
        base = getattr(figure, "base", "yoy")
        words = figures.render(figure).split()
        cut = next((i for i, word in enumerate(words) if word in ("yoy", "qoq", "vs")), len(words))
        shown.append(" ".join(words[:cut]).replace("pp", " points"))
    return Change(row, _against(row, base), " or ".join(shown))


def _against(row: Row, base: Any) -> str:
    """The name of what a change is measured against."""
    from cloudkb import periods

    if isinstance(base, str):
        period = periods.parse(row["period"])
        earlier = periods.year_before(period) if base == "yoy" else periods.quarter_before(period)
        return earlier.text if earlier is not None else base
    return ".".join(filter(None, (base.entity, base.metric))) + (
        ("@" if base.entity else "") + base.period if base.period else ""
    )


def bounds(row: Row) -> tuple[Fraction | None, Fraction | None]:
    """The exact ends of a claim's figure; None where it is open to that side."""
    low, high = row["low"], row["high"]
    return (None if low is None else Fraction(low), None if high is None else Fraction(high))


def _sorted(lines: Iterable[Line]) -> list[Line]:
    def place(line: Line) -> tuple[Any, ...]:
        rank = line.rank
        level = line.figure["low_key"] if line.figure is not None else None
        if line.figure is not None and level is None:
            level = line.figure["high_key"]
        return (
            (rank is None, rank["low_key"], rank["high_key"]) if rank else (True, 0, 0),
            level is None,
            -(level or 0),
            line.rows()[0]["number"],
        )

    ranked = sorted(lines, key=place)
    first = {line.entity: index for index, line in reversed(list(enumerate(ranked)))}
    # what several sources say about one provider stands together
    return sorted(ranked, key=lambda line: first[line.entity])


def positions(lines: Sequence[Line], parts: Set[str] = frozenset()) -> list[str]:
    """Places by printed value, for lines whose rank nobody prints; "2-3" where prints overlap.

    A part of something that is listed too is in no contest with it, and has no place.
    """
    ends = [
        bounds(line.figure) if line.figure is not None and line.entity not in parts else None
        for line in lines
    ]
    known = [(line.entity, end) for line, end in zip(lines, ends, strict=True) if end is not None]
    places = []
    for line, end in zip(lines, ends, strict=True):
        if end is None:
            places.append("")
            continue
        low, high = end
        others = {name: other for name, other in known if name != line.entity}.values()
        above = sum(1 for o in others if high is not None and o[0] is not None and o[0] > high)
        below = sum(1 for o in others if low is not None and o[1] is not None and o[1] < low)
        best, worst = above + 1, len(others) + 1 - below
        places.append(str(best) if best == worst else f"{best}-{worst}")
    return places


def _overlapping(
    connection: Connection, wanted: Sequence[Span], same: tuple[str, list[str]]
) -> Iterable[Neighbour]:
    shared = _any([overlap_sql(span) for span in wanted])
    rows = connection.execute(
        "SELECT period, metric, count(*) AS figures FROM claims "
        f"WHERE {_ANY_FORM} AND period_kind = 'span' AND {shared[0]} AND NOT {same[0]} "
        "GROUP BY period, metric ORDER BY period_start, period_end, period, metric",
        [*shared[1], *same[1]],
    ).fetchall()
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["period"], []).append(row)
    for text, members in found.items():
        figures = sum(row["figures"] for row in members)
        yield Neighbour(text, figures, tuple(row["metric"] for row in members))


def _nearest(connection: Connection, wanted: Sequence[Span]) -> Iterable[str]:
    """The next period before and after of which something is printed."""
    where = f"{_ANY_FORM} AND period_kind = 'span'"
    for span in wanted[:1]:
        sides = (
            (span.start, "period_end < ?", "period_end DESC"),
            (span.end, "period_start > ?", "period_start"),
        )
        for day, condition, order in sides:
            row = connection.execute(
                f"SELECT period FROM claims WHERE {where} AND {condition} "
                f"GROUP BY period ORDER BY {order}, count(*) DESC, period LIMIT 1",
                (day,),
            ).fetchone()
            if row is not None:
                yield row["period"]


def claims_shown(compared: Compared) -> list[str]:
    """The claims that the tables rest on."""
    rows = [row for league in compared.leagues for line in league.lines for row in line.rows()]
    rows += [row for league in compared.leagues for row in league.orders]
    return [row["claim"] for row in rows]


def data(compared: Compared, beside: "Beside | None" = None) -> list[Mapping[str, Any]]:
    """Rows in the published shape; a line with several changes gives a row for each."""
    from cloudkb.views.beside import data as reasoned

    made: list[dict[str, Any]] = []
    for league in compared.leagues:
        for line in league.lines:
            for index, change in enumerate(line.changes or (None,)):
                row = _row(line if index == 0 else _bare(line, change), change)
                if beside is not None:
                    row |= reasoned(line, change, beside)
                made.append(row)
        made.extend(_row(Line(row["entity"], None, row, ()), None) for row in league.orders)
    return list(made)


def _bare(line: Line, change: Change | None) -> Line:
    return Line(line.entity, None, None, (change,) if change else ())


def _row(line: Line, change: Change | None) -> dict[str, Any]:
    rows = line.rows()
    first = rows[0]
    rank, figure = line.rank, line.figure
    return {
        "metric": first["metric"],
        "in": first["in"],
        "scope": first["scope"],
        "period": first["period"],
        "rank": None if rank is None else rank_text(rank),
        "entity": line.entity,
        "figure": None if figure is None else figure_text(figure),
        "low": None if figure is None else figure["low"],
        "high": None if figure is None else figure["high"],
        "unit": None if figure is None else figure["unit"],
        "change": None if change is None else _change_data(change),
        "source": first["source"],
        "claim": first["claim"],
        "implied": None,
        "because": [row["claim"] for row in rows if change is None or row in (figure, rank)]
        + ([change.row["claim"]] if change else []),
    }


def _change_data(change: Change) -> dict[str, Any]:
    row = change.row
    return {
        "figure": figure_text(row),
        "low": row["low"],
        "high": row["high"],
        "unit": row["change_unit"],
        "against": change.against,
        "implied": False,
    }


def rank_text(row: Row) -> str:
    """A printed rank: "1", or "2-4"."""
    return row["low"] if row["low"] == row["high"] else f"{row['low']}-{row['high']}"


def explain(compared: Compared) -> tuple[str, ...]:
    """What the rows cannot say: that there are none, and where there are some."""
    if compared.leagues:
        return ()
    return (f"Nothing is printed of exactly {compared.text}.", *nearest(compared))


def nearest(compared: Compared) -> tuple[str, ...]:
    """Commands for the nearest periods of which something is printed."""
    periods = list(compared.nearest)
    if not compared.leagues and compared.overlapping:
        periods = [max(compared.overlapping, key=lambda near: near.figures).text, *periods][:3]
    commands = ", ".join(f"cloudkb compare {period}" for period in periods)
    return (f"Nearest: {commands}",) if commands else ()


def page(connection: Connection, compared: Compared, beside: "Beside | None" = None) -> "Page":
    """The same for people."""
    from cloudkb.views.compare_page import draw

    return draw(connection, compared, beside)
