"""Which unit of measure stands at a place of a text.

A spelling may mean several units (度: a kilowatt-hour, a degree), and a letter a unit or a scale
word (t, m, b): what the metric is measured in decides, and without a metric the likelier.
"""

from functools import cache
from typing import NamedTuple

from cloudkb.figures.cursor import FigureError, Text
from cloudkb.figures.measures import meant, units
from cloudkb.figures.suggestions import like
from cloudkb.figures.table import measures as table
from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.words import unit_parts

_LETTERS = expression(r"[A-Za-z]{1,6}")


class UnitAt(NamedTuple):
    """A unit of measure as printed."""

    name: str
    spelling: str
    end: int


@cache
def _spelled() -> dict[str, list[tuple[str, bool]]]:
    """The spellings of units by their first two characters (or their one), longest first.

    Each as it is looked for; True: case matters.
    """
    known = units()
    every = {(symbol, True) for symbol in known.symbols}
    every |= {(word, len(word) == 1) for word in known.words}
    every |= {(word, False) for word in table.SEVERAL}
    found: dict[str, list[tuple[str, bool]]] = {}
    for word, cased in sorted(every, key=lambda one: (-len(one[0]), one)):
        looked_for = word if cased else word.lower()
        found.setdefault(Text.of(looked_for[:2]).low, []).append((looked_for, cased))
    return found


@cache
def _any_case() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for symbol in units().symbols:
        found.setdefault(symbol.lower(), []).append(symbol)
    return found


def unit_at(text: Text, at: int) -> UnitAt | None:
    """The longest unit of measure at a place, the one that fits the metric where there are two.

    Raises FigureError for words of several sizes (tons).
    """
    end = _end_of_unit(text, at)
    if not end:
        return None
    spelling = text.cased[at:end]
    if spelling.lower() in table.SEVERAL and spelling not in units().symbols:
        hint = like(*table.SEVERAL[spelling.lower()])
        raise FigureError(worded("{word} has several sizes", word=spelling), at + 1, hint)
    return UnitAt(picked(meant(spelling), text.wanted), spelling, end)


def _end_of_unit(text: Text, at: int) -> int:
    cased, low = text.cased, text.low
    spelled = _spelled()
    for start in (low[at : at + 2], low[at : at + 1]):
        for word, is_cased in spelled.get(start, ()):
            end = at + len(word)
            if not (cased if is_cased else low).startswith(word, at):
                continue
            after = low[end : end + 1]
            if not (word[-1].isascii() and after.isascii() and after.isalnum()):
                return end
    return 0


def picked(names: list[str], wanted: str) -> str:
    """Of the units a spelling can mean the metric's own, else one of its kind, else the first."""
    known = units().named
    _, measure, per = unit_parts(wanted)
    for own in (measure, per):
        if own in names:
            return own
    for own in (measure, per):
        if own in known:
            alike = [name for name in names if known[name].powers == known[own].powers]
            if alike:
                return alike[0]
    return names[0]


def fits_metric(text: Text, name: str) -> bool:
    """Tell whether a unit is of the kind that the metric is measured in."""
    measure = unit_parts(text.wanted)[1] if text.wanted else ""
    known = units().named
    return measure in known and known[name].powers == known[measure].powers


def is_unit(text: Text, at: int, end: int) -> bool:
    """Tell whether a unit stands where a scale word that ends at `end` could stand."""
    longest = _end_of_unit(text, at)
    if longest > end:
        return True
    if longest < end or not text.wanted or _end_of_unit(text, text.skip(end)):
        # 2.5m km: what stands before a unit is a scale word
        return False
    return any(fits_metric(text, name) for name in meant(text.cased[at:end]))


def refuse_case(text: Text, at: int) -> None:
    """Refuse a symbol in letters of the wrong case: Mw is neither MW nor mW."""
    run = _LETTERS.match(text.cased, at)
    if run is None or len(run[0]) < 2 or text.sign(run.end()).isdecimal():
        return
    meant_by = _any_case().get(run[0].lower(), [])
    if meant_by and run[0] not in meant_by:
        raise FigureError(
            worded("{word} is no unit: the case of its letters counts", word=run[0]),
            at + 1,
            like(*(f"3 {each}" for each in sorted(meant_by))),
        )
