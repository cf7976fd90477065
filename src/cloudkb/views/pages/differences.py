"""Two periods side by side, for people."""

from collections.abc import Mapping
from sqlite3 import Connection, Row

from cloudkb.figures.printing import Style, manner, print_number, print_styled, style
from cloudkb.interval import Interval
from cloudkb.language import marked, worded
from cloudkb.model import Column, Doubt, KnownVerdicts, Page, Steps, Table
from cloudkb.periods.short_names import called
from cloudkb.views import marks
from cloudkb.views.against import Against, Difference, Pair
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.pages.league_tables import step
from cloudkb.views.pages.titles import titled
from cloudkb.views.sql import GroupKey, figure_text
from cloudkb.words import joined

_MOST_PLACES = 6


def page(connection: Connection, against: Against, known: KnownVerdicts | None = None) -> Page:
    """The comparison as a page; what rounding leaves open stands beside each difference."""
    names = DisplayNames(connection)
    now, then = against.now, against.then
    doubted = marks.of(known)
    blocks: tuple[Table | Steps, ...] = tuple(
        _table(key, pairs, against, names, doubted) for key, pairs in against.tables
    )
    rows = [row for _, pairs in against.tables for pair in pairs for row in pair.rows()]
    blocks += marks.doubt_blocks(connection, names, rows, known)
    if not blocks:
        told = marked("Nothing is printed of both {now} and {then}.")
        blocks = (Steps((worded(told, now=called(now.text), then=called(then.text)),)),)
    title = worded(
        "{now} against {then} · {days}, {other_days}",
        now=now.text, then=then.text, days=now.days, other_days=then.days,
    )  # fmt: skip
    return Page(title, blocks, (worded("Next: {command}", command=f"cloudkb compare {now.text}"),))


def _table(
    key: GroupKey,
    pairs: tuple[Pair, ...],
    against: Against,
    names: DisplayNames,
    doubted: Mapping[str, Doubt],
) -> Table:
    columns = titled(
        Column("about"),
        Column(against.now.text, right=True),
        Column(against.then.text, right=True),
        Column("difference", right=True),
        Column("rounding allows"),
        Column("source", wide=True),
    )

    def shown(row: Row) -> str:
        return marks.doubt_marked(figure_text(row), doubted.get(row["claim"]))

    cells = []
    for pair in pairs:
        cells.append(
            [
                names.entity_both(pair.entity),
                *("" if row is None else shown(row) for row in (pair.now, pair.then)),
                middle(pair),
                band(pair),
                joined(dict.fromkeys(names.source(row["source"]) for row in pair.rows())),
            ]
        )
    return Table(columns, cells, names.quantity(*key))


def middle(pair: Pair) -> str:
    """The difference between what is printed; as printed, when a source prints it."""
    difference = pair.difference
    if difference is None:
        return ""
    if difference.printed is not None:
        return worded("{figure} (printed)", figure=step(difference.printed.text))
    low, high = difference.low, difference.high
    if low is None or high is None:
        return ""
    told = _style(pair, difference)
    places = _places(difference, told)
    nearest = round((low + high) / 2 / told.by, places)
    return print_number(nearest * told.by, told, places=places, signed=True)


def band(pair: Pair) -> str:
    """The least and the most that rounding allows, rounded outward where it does not end."""
    difference = pair.difference
    if difference is None or difference.unit == "direction":
        return ""
    found = Interval(difference.low, difference.high)
    if found == Interval():
        return ""
    told = _style(pair, difference)
    return print_styled(found, told, least=_places(difference, told) + 1, signed=True)


def _places(difference: Difference, told: Style) -> int:
    """How many decimals a difference deserves that rounding leaves so much room."""
    low, high = difference.low, difference.high
    if low is None or high is None:
        return 1
    places, width = 0, (high - low) / told.by / 2
    while places < _MOST_PLACES and width and width * 10**places < 1:
        places += 1
    return places


def _style(pair: Pair, difference: Difference) -> Style:
    """A difference of levels is told as they are printed."""
    found = Interval(difference.low, difference.high)
    row = pair.now if difference.printed is None else difference.printed.row
    if difference.unit != "absolute" or row is None:
        return style(difference.unit, "", found)
    return style(row["unit"], row["currency"], found, manner(row["figure"], row["unit"] or ""))
