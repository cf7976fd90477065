"""What a stored figure stands for, in words: exact bounds, formulas, days."""

from fractions import Fraction
from sqlite3 import Row

from cloudkb import figures
from cloudkb.figures import exact_text
from cloudkb.model import Order, Trend
from cloudkb.views.names import Names
from cloudkb.views.pages.exact import places_for, rounded
from cloudkb.views.sql import interval
from cloudkb.words import is_chinese


def stands_for(row: Row, names: Names) -> str:
    """The meaning of a claim's figure on one line; empty when the figure says it all."""
    form = row["form"]
    if form in ("amount", "range", "bound"):
        return _level(row)
    if form == "change":
        return _change(row)
    if form == "rank":
        return f"place {row['low']}" + ("" if row["low"] == row["high"] else f" to {row['high']}")
    if form == "date":
        return ends(row["low"] or "", row["high"] or "", "on or after", "on or before")
    if form == "entity":
        return names.entity_both(row["figure"])
    return _relation(row, names)


def ends(low: str, high: str, least: str, most: str) -> str:
    """Two ends as words; an end that is open is left out."""
    if low and high:
        return low if low == high else f"{low} to {high}"
    return f"{least} {low}" if low else f"{most} {high}" if high else ""


def _level(row: Row) -> str:
    # in the words of the print itself: 亿 stays 亿, whatever the document's language
    language = "zh" if is_chinese(row["figure"]) else "en"
    return figures.print_interval(interval(row), row["unit"], row["currency"], language)


def _change(row: Row) -> str:
    unit = row["change_unit"]
    found = interval(row)
    if unit == "absolute":
        return _level(row)
    if unit not in ("relative", "points"):
        return "a rise" if found.low is not None else "a fall"
    low, high = (None if end is None else end * 100 for end in (found.low, found.high))
    places = 2 if low is None or high is None else max(places_for(high - low), 1)

    def shown(end: Fraction | None) -> str:
        if end is None:
            return ""
        exact = exact_text(end) or ""
        return exact if "/" not in exact and len(exact) < 10 else rounded(end, places + 1)

    words = ends(shown(low), shown(high), "at least", "at most")
    return words + ("%" if unit == "relative" else " points")


def _relation(row: Row, names: Names) -> str:
    """An order as a formula, a trend as a sentence."""
    figure = figures.parse(row["figure"])
    if isinstance(figure, Trend):
        what = "each step's growth" if figure.growth else "each step"
        return f"{what} {'above' if figure.direction == 'rising' else 'below'} the one before"
    if not isinstance(figure, Order):
        return ""
    operands = [term for link in figure.chain for term in link.terms]
    only_periods = all(term.entity is None and term.metric is None for term in operands)
    formula = (row["period"] if only_periods else names.entity(row["entity"])) or row["entity"]
    signs = {"above": ">", "below": "<", "same": "="}
    for link in figure.chain:
        terms = []
        for term in link.terms:
            factor = "" if term.factor == 1 else f"{exact_text(term.factor)} × "
            label = names.entity(term.entity) if term.entity else ""
            if term.metric:
                label += f" {names.metric(term.metric)}"
            terms.append(factor + " ".join(filter(None, [label, term.period])))
        formula += f" {signs[link.relation]} {' + '.join(terms)}"
    return formula
