"""Two periods side by side, for people."""

from fractions import Fraction
from sqlite3 import Connection

from cloudkb.figures import exact_text
from cloudkb.model import Column, Page, Steps, Table
from cloudkb.views.against import Against, Difference, Pair
from cloudkb.views.names import Names
from cloudkb.views.pages.exact import places_for, rounded
from cloudkb.views.sql import Key, figure_text


def page(connection: Connection, against: Against) -> Page:
    """The comparison as a page; what rounding leaves open stands beside each difference."""
    names = Names(connection)
    now, then = against.now, against.then
    blocks: tuple[Table | Steps, ...] = tuple(
        _table(key, pairs, against, names) for key, pairs in against.tables
    )
    if not blocks:
        blocks = (Steps((f"Nothing is printed of both {now.text} and {then.text}.",)),)
    title = f"{now.text} against {then.text} · {now.days}, {then.days}"
    return Page(title, blocks, (f"Next: cloudkb compare {now.text}",))


def _table(key: Key, pairs: tuple[Pair, ...], against: Against, names: Names) -> Table:
    columns = (
        Column("about"),
        Column(against.now.text, right=True),
        Column(against.then.text, right=True),
        Column("difference", right=True),
        Column("rounding allows"),
        Column("source", wide=True),
    )
    cells = []
    for pair in pairs:
        difference = pair.difference
        cells.append(
            [
                names.entity_both(pair.entity),
                "" if pair.now is None else figure_text(pair.now),
                "" if pair.then is None else figure_text(pair.then),
                "" if difference is None else middle(difference),
                "" if difference is None else band(difference),
                ", ".join(dict.fromkeys(names.source(row["source"]) for row in pair.rows())),
            ]
        )
    return Table(columns, cells, names.quantity(*key))


def middle(difference: Difference) -> str:
    """The difference between what is printed; as printed, when a source prints it."""
    if difference.printed is not None:
        return f"{difference.printed.text} (printed)"
    low, high = difference.low, difference.high
    if low is None or high is None:
        return ""
    percent = (low + high) / 2 * _scale(difference)
    return rounded(percent, _places(difference), plus=True) + _suffix(difference)


def band(difference: Difference) -> str:
    """The least and the most that rounding allows, rounded outward where it does not end."""
    if difference.unit == "direction":
        return ""
    low, high = (
        _end(difference, end, up=up) for end, up in zip(difference[1:3], (False, True), strict=True)
    )
    words = f"{low} to {high}" if low and high else f"at least {low}" if low else f"at most {high}"
    return words + _suffix(difference) if low or high else ""


def _end(difference: Difference, end: Fraction | None, *, up: bool) -> str:
    if end is None:
        return ""
    value = end * _scale(difference)
    exact = exact_text(value) or ""
    if "/" not in exact and len(exact.partition(".")[2]) <= _places(difference) + 1:
        return f"+{exact}" if value > 0 else exact
    return rounded(value, _places(difference) + 1, up=up, plus=True)


def _scale(difference: Difference) -> Fraction:
    return Fraction(1 if difference.unit == "absolute" else 100)


def _suffix(difference: Difference) -> str:
    return {"relative": "%", "points": " points"}.get(difference.unit, "")


def _places(difference: Difference) -> int:
    low, high = difference.low, difference.high
    return 1 if low is None or high is None else places_for((high - low) * _scale(difference) / 2)
