"""What a stored figure stands for, in words: exact bounds, formulas, days."""

from sqlite3 import Row

from cloudkb import figures
from cloudkb.figures import exact_text
from cloudkb.language import marked, worded
from cloudkb.model import Change, Order, Trend
from cloudkb.views.display_names import DisplayNames
from cloudkb.views.sql import interval


def stands_for(row: Row, names: DisplayNames) -> str:
    """The meaning of a claim's figure on one line; empty when the figure says it all."""
    form = row["form"]
    if form == "change" and row["change_unit"] not in ("relative", "points", "absolute"):
        return _growth(row, worded("a rise" if row["low"] is not None else "a fall"))
    if form in ("amount", "range", "bound", "change"):
        return _interval(row)
    if form == "rank":
        if row["low"] == row["high"]:
            return worded("place {rank}", rank=row["low"])
        return worded("place {low} to {high}", low=row["low"], high=row["high"])
    if form == "date":
        least, most = marked("on or after {day}"), marked("on or before {day}")
        return ends(row["low"] or "", row["high"] or "", least, most)
    if form == "entity":
        return names.entity_both(row["figure"])
    return _relation(row, names)


def ends(low: str, high: str, least: str, most: str) -> str:
    """Two ends as words; an end that is open is left out."""
    if low and high:
        return low if low == high else worded("{start} to {end}", start=low, end=high)
    if low:
        return worded(least, day=low)
    return worded(most, day=high) if high else ""


def _interval(row: Row) -> str:
    """An interval in the words of the print itself: 亿 stays 亿, million million."""
    unit = row["unit"]
    if row["form"] == "change" and row["change_unit"] != "absolute":
        unit = row["change_unit"]
    found = interval(row)
    told = figures.style(unit, row["currency"], found, figures.manner(row["figure"], unit or ""))
    text = figures.print_styled(found, told, exact=True, signed=row["form"] == "change")
    return text if row["change_unit"] in (None, "absolute") else _growth(row, text)


def _growth(row: Row, text: str) -> str:
    """What a growth says beside its size: of the loss, a year, in which currency."""
    figure = figures.parse(row["figure"], counted=figures.ANYTHING)
    assert isinstance(figure, Change)
    text += worded(" of the loss") if figure.of_loss else ""
    text += worded({"": "", "a year": " a year", "annualised": ", annualised"}[figure.rate])
    if row["currency"]:
        return worded("{value} in {currency}", value=text, currency=row["currency"])
    return text


def _relation(row: Row, names: DisplayNames) -> str:
    """An order as a formula, a trend as a sentence."""
    figure = figures.parse(row["figure"], counted=figures.ANYTHING)
    if isinstance(figure, Trend):
        return worded(_TRENDS[figure.growth, figure.direction == "rising"])
    if not isinstance(figure, Order):
        return ""
    operands = [term for link in figure.chain for term in link.terms]
    only_periods = all(term.entity is None and term.metric is None for term in operands)
    formula = (row["period"] if only_periods else names.entity(row["entity"])) or row["entity"]
    signs = {"above": ">", "below": "<", "same": "="}
    for link in figure.chain:
        text = ""
        for term in link.terms:
            size = abs(term.factor)
            factor = "" if size == 1 else f"{exact_text(size)} × "
            label = names.entity(term.entity) if term.entity else ""
            if term.metric:
                label += f" {names.metric(term.metric)}"
            sign = "" if not text else " - " if term.factor < 0 else " + "
            text += sign + factor + " ".join(filter(None, [label, term.period]))
        formula += f" {signs[link.relation]} {text}"
    return formula


_TRENDS = {
    (False, True): marked("each step above the one before"),
    (False, False): marked("each step below the one before"),
    (True, True): marked("each step's growth above the one before"),
    (True, False): marked("each step's growth below the one before"),
}
"""A trend by whether it is of growths, and whether it rises."""
