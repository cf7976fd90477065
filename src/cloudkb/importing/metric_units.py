"""Whether the unit that stands above a table, or over a column, is one of a metric by its name."""

from cloudkb import periods
from cloudkb.importing.header_words import FLOW, PRICES, RATIOS, STOCK
from cloudkb.importing.headers import Lexicon
from cloudkb.importing.unit_texts import UnitKind, kind_of_unit
from cloudkb.words import fold

_KINDS: dict[str, UnitKind] = {"money": "money", "ratio": "ratio", "count": "count"}


def speaks_of(name: str, table: str) -> bool:
    """Whether one of the words of a table stands in a name; one of letters as a word of its own."""
    text = fold(name)
    alone = {word.strip(".,:;()") for word in text.split()}
    return any(one in alone if one.isascii() else one in text for one in table.split())


def kind_of_metric(words: Lexicon, metric: str, name: str) -> UnitKind:
    """What figures of a metric are; of one that the base has not, by its name."""
    if unit := words.unit_of(metric):
        return _KINDS.get(unit, "other")
    if speaks_of(name, RATIOS):
        return "ratio"
    return "count" if speaks_of(name, f"{STOCK} {FLOW}") else ""


def fits(form: str, kind: UnitKind) -> bool:
    """Whether figures of a kind may be in a unit: what no name tells may be in any."""
    unit = kind_of_unit(form)
    if not kind or unit == kind:
        return True
    return unit == "scale" and kind in ("money", "count")


def is_price(name: str) -> bool:
    """Whether something is told of one of many: 每股收益, ARPU."""
    return speaks_of(name, PRICES)


def begins_after(period: str, day: str) -> bool:
    """Whether a period that can be read begins after a day; of no day nothing does."""
    try:
        start = periods.parse(period, "sum").start or ""
    except periods.PeriodError:
        return False
    return bool(day) and start > day
