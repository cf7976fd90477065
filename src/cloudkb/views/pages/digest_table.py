"""The digest of an entity: what was printed last of each quantity, its change, its verdict."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from sqlite3 import Connection, Row

from cloudkb.language import marked, worded
from cloudkb.model import Column, Doubt, KnownVerdicts, Page, Steps, Table
from cloudkb.views import marks, sql
from cloudkb.views.digest import Digest, Summary
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.pages.claim_table import mark, title
from cloudkb.views.pages.titles import titled
from cloudkb.words import joined, plural

_BARS = "▁▂▃▄▅▆▇█"
_NAMED = 3
"""So many doubted figures are named before the rest are only counted."""
_COLUMNS = (
    Column("figure", whole=True),
    Column("of"),
    Column("change"),
    Column("", whole=True, gives=1),
    Column("says"),
    Column("verdict", whole=True),
)


def page(connection: Connection, digest: Digest, known: KnownVerdicts | None = None) -> Page:
    """The digest as a page; verdicts as far as they are known."""
    names = DisplayNames(connection)
    doubts = marks.of(known)
    old = sql.superseded(connection)
    entity = _entity(connection, digest)
    blocks: list[Table | Steps] = [
        Table(
            titled(*_COLUMNS),
            [_cells(line, names, known, doubts, old, entity)],
            names.quantity(*line.key),
            joined=True,
            before=True,
        )
        for line in digest.summaries
    ]
    told = list(_talk(digest, names, entity))
    if told:
        blocks.append(Steps(tuple(told)))
    found = digest.selection
    return Page(title(found, [*found.rows]), tuple(blocks), tuple(_notes(digest, entity["id"])))


def _entity(connection: Connection, digest: Digest) -> Row:
    first = digest.selection.rows[0]["entity"]
    asked = "SELECT id, fiscal_year_ends, fiscal_year_named_for FROM entities WHERE id = ?"
    found: Row = connection.execute(asked, [first]).fetchone()
    return found


def _cells(
    line: Summary,
    names: DisplayNames,
    known: KnownVerdicts | None,
    doubts: Mapping[str, Doubt],
    old: frozenset[str],
    entity: Row,
) -> list[str]:
    row = line.latest.row
    said = mark(row, old)
    text = names.entity(row["figure"]) if row["form"] == "entity" else sql.figure_text(row)
    figure = text + (worded(" ({aside})", aside=said) if said else "")
    verdict, accepted = sql.verdict_of(row["claim"], known)
    return [
        marks.doubt_marked(figure, doubts.get(row["claim"])),
        period_name(row, entity),
        _change(line),
        sparkline(line.series),
        _sources(line, names),
        "" if verdict is None else marks.verdict(verdict, accepted=bool(accepted)),
    ]


def _sources(line: Summary, names: DisplayNames) -> str:
    """Who says so: one by name, the rest counted."""
    sources = list(dict.fromkeys(row["source"] for row in line.latest.rows))
    first = names.source(line.latest.row["source"])
    return f"{first} +{len(sources) - 1}" if len(sources) > 1 else first


def period_name(row: Row, entity: Row) -> str:
    """A period as the entity names it: a span of its fiscal year by that name, FY2024."""
    text: str = row["period"] or ""
    if "/" not in text:
        return text
    from cloudkb import periods

    ends, named_for = entity["fiscal_year_ends"], entity["fiscal_year_named_for"]
    start, _, end = periods.names(periods.parse(text), ends, named_for)[-1].partition("/")
    if not end:
        return start
    if end == "..":
        return worded("since {start}", start=start)
    if start == "..":
        return worded("until {end}", end=end)
    return worded("{start} to {end}", start=start, end=end)


def _change(line: Summary) -> str:
    if line.change is not None:
        text = sql.figure_text(line.change)
        if text[0] not in "+-" and not sql.readings(line.change):
            # told in a sentence; its canonical spelling fits a column
            from cloudkb import figures

            text = figures.render(figures.parse(text, counted=figures.ANYTHING))
        points = worded(" points")
        return text.replace("pp yoy", points).replace("pp", points)
    return _reckoned(line.latest.row, line.before) if line.before is not None else ""


def _reckoned(row: Row, before: Row) -> str:
    """The change over a year that two printed levels leave, in whole percents or points.

    Marked as about: nobody prints it. Empty where the earlier level may be nothing or less.
    """
    now, then = sql.interval(row), sql.interval(before)
    if now.low is None or now.high is None or then.low is None or then.high is None:
        return ""
    if row["unit"] == "ratio":
        told = [f"{_tenth((now.low - then.high) * 100)}", f"{_tenth((now.high - then.low) * 100)}"]
        about = marked("~{change} points")
    elif then.low <= 0 or now.low < 0:
        return ""
    else:
        growth = (now.low / then.high - 1, now.high / then.low - 1)
        told = [f"{round(end * 100):+d}" for end in growth]
        about = marked("~{change}% yoy")
    return worded(about, change=worded(" to ").join(dict.fromkeys(told)))


def _tenth(value: Fraction) -> str:
    """A number with one decimal and its sign."""
    tenths = round(value * 10)
    return f"{'-' if tenths < 0 else '+'}{abs(tenths) // 10}.{abs(tenths) % 10}"


def sparkline(series: Sequence[Row]) -> str:
    """A bar for each level, from nothing to the greatest; from the least where one is negative."""
    middles = []
    for row in series:
        ends = sql.interval(row)
        if ends.low is None or ends.high is None:
            return ""
        middles.append((ends.low + ends.high) / 2)
    if not middles:
        return ""
    floor, top = min(Fraction(0), *middles), max(middles)
    if top == floor:
        return _BARS[0] * len(middles)
    return "".join(
        _BARS[round((middle - floor) * (len(_BARS) - 1) / (top - floor))] for middle in middles
    )


def _talk(digest: Digest, names: DisplayNames, entity: Row) -> Iterator[str]:
    """What is doubted: a few by name, the rest by the command that lists them."""
    if digest.doubted:
        # a level and its growth, both doubted, read alike
        named = dict.fromkeys(
            f"{names.metric(row['metric'])} {period_name(row, entity)}".strip()
            + worded(" ({aside})", aside=names.publisher(row["document"]))
            for row in digest.doubted
        )
        told = joined([*[*named][:_NAMED], *["…"] * (len(named) > _NAMED)])
        doubted = worded("{number} doubted: {told}", number=len(digest.doubted), told=told)
        yield f"{marks.SIGN} {doubted} · cloudkb query --entity {entity['id']} --disputed"


def _notes(digest: Digest, entity: str) -> Iterator[str]:
    found = digest.selection
    ask = f"cloudkb query --entity {entity}"
    if digest.summaries:
        yield worded("Next: {command}", command=f"{ask} --metric {digest.summaries[0].key[0]}")
    sentences = sum(1 for row in found.rows if not row["metric"])
    every = worded("every figure: {command}", command=f"{ask} --all")
    yield worded("; ", "；").join([every, worded("rows: -f csv")])
    more = []
    if sentences:
        more.append(worded("{count}: --sentences", count=plural(sentences, "sentence")))
    if found.naming:
        count = plural(len(found.naming), "claim")
        more.append(worded("{count} about others that name it: --all", count=count))
    if more:
        yield worded("; ", "；").join(more)
