"""Whether a figure can be the figure of a metric, and what the metric settles about it."""

from fractions import Fraction
from functools import cache
from typing import TypeVar

from cloudkb.figures.amounts import AmountContext
from cloudkb.figures.cursor import FigureError, Text, canonical, spellings
from cloudkb.figures.dates import scan_date
from cloudkb.figures.decimals import decimal_text
from cloudkb.figures.grammar import scan
from cloudkb.figures.in_unit import before_base, in_unit_of
from cloudkb.figures.meaning import COUNTED_DIGITS, EXACT_BELOW
from cloudkb.figures.suggestions import Hint, like, write
from cloudkb.figures.table.currencies import SHARED_SIGNS
from cloudkb.interval import Interval
from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.model import Amount, Change, DateFigure, Figure, Link
from cloudkb.words import is_chinese, listed, unit_parts, unit_worded

_Figure = TypeVar("_Figure", bound=Amount | Change)
_EXAMPLES = {
    "zh": {"money": like("23.64亿元"), "ratio": like("26.7%"), "count": like("17次", "2000万台")},
    "en": {"money": like("$10bn"), "ratio": like("26.7%"), "count": like("17", "20 million")},
}
NO_CURRENCY = marked("give the document a currency, or print it with the number")
"""What is told of money without a currency: whoever knows of another way tells that."""
_OTHERS = {"date": like("2024-02-29", "before 2024-03")}
_ID = marked("the id of an entity")
_CHANGES = {
    "zh": {"money": "+3亿元 yoy", "ratio": "+3pp yoy", "count": "+2000台 yoy"},
    "en": {"money": "+$3bn yoy", "ratio": "+3pp yoy", "count": "+2000 yoy"},
}


def fit(
    figure: Figure,
    *,
    unit: str,
    negative: bool,
    currency: str,
    exact: bool = False,
    inside_either: bool = False,
) -> Figure:
    """Check a parsed figure against its metric, and settle what the metric decides.

    `unit` (as fact files write it: count, GWh, money per share) and `negative` are the metric's,
    `currency` is the document's (ISO 4217 or
    empty: then a bare 元 or ¥ is CNY, a bare $ USD). `exact` makes every digit count.
    `inside_either` allows a percentage on a ratio, one of the readings the text leaves open.
    Raises FigureError with column 1: the figure reads well but does not fit.
    """
    kind, measure, per = unit_parts(unit)
    if isinstance(figure, Amount | Change) and _is_measured(figure, measure or per):
        if exact:
            figure = _again(figure, AmountContext(exact=True, wanted=unit))
        figure = in_unit_of(figure, unit)
        if kind in ("measure", "count"):
            return _signed(figure, kind, negative=negative)
        exact = False
    unit = kind
    if unit == "date":
        return _as_date(figure)
    if unit == "entity":
        if isinstance(figure, Link):
            return figure
        raise _unfit(worded("this metric takes the id of an entity"), unit)
    if isinstance(figure, Amount):
        return _amount(figure, unit, negative=negative, currency=currency, exact=exact)
    if isinstance(figure, Change):
        if figure.of_loss and not negative:
            raise FigureError(
                worded("this metric is never negative: it has no loss"),
                1,
                _loss_hint(figure.spelling),
            )
        return _change(figure, unit, currency=currency, exact=exact, inside_either=inside_either)
    if isinstance(figure, DateFigure):
        raise _unfit(
            worded("a date cannot be the figure of a {unit} metric", unit=unit_worded(unit)),
            unit,
            figure.spelling,
        )
    if isinstance(figure, Link):
        raise _unfit(
            worded("a name cannot be the figure of a {unit} metric", unit=unit_worded(unit)),
            unit,
            figure.spelling,
        )
    return figure


def in_currency(figure: Figure, currency: str) -> Figure:
    """A fitted figure of money whose claim names its own currency (ISO 4217): growth is in it.

    Raises FigureError where another currency is printed.
    """
    if not isinstance(figure, Amount | Change):
        return figure
    if figure.currency not in (None, currency):
        raise FigureError(
            worded(
                "printed in {printed}, and the claim's currency is {currency}",
                printed=figure.currency,
                currency=currency,
            ),
            1,
            worded("write currency: {currency}, or leave it out", currency=figure.currency),
        )
    return figure._replace(currency=currency)


_PERCENT = expression(r"[+\-−]?[0-9][0-9.,]* ?%")
"""What may be meant for a growth, where the metric is no ratio."""


def _unfit(message: str, unit: str, spelling: str = "") -> FigureError:
    if unit == "entity":
        return FigureError(message, 1, worded(_ID))
    hint = _OTHERS.get(unit) or _EXAMPLES[_language(spelling)][unit]
    return FigureError(message, 1, hint)


def _language(spelling: str) -> str:
    return "zh" if is_chinese(spelling) else "en"


def _as_date(figure: Figure) -> DateFigure:
    if isinstance(figure, DateFigure):
        return figure
    # a bare year reads as a number until the metric says it is a date
    if figure.spelling.isdecimal() and len(figure.spelling) == 4:
        return scan_date(Text.of(figure.spelling), 0)[0]
    raise _unfit(worded("this metric takes a date"), "date")


def _currency(figure: Amount | Change, document: str, column: int) -> str:
    """The currency of money: printed, or decided by its bare sign and the document."""
    if figure.unit is None:
        if not document:
            raise FigureError(worded("which currency?"), column, worded(NO_CURRENCY))
        return document
    if figure.currency is not None:
        return figure.currency
    meant = SHARED_SIGNS[_sign(figure.spelling)]
    return document if document in meant else meant[0]


def _sign(spelling: str) -> str:
    """The sign, of those that several currencies share, that a print has."""
    for sign, words in (("¥", "¥"), ("$", "$"), ("$", "dollar"), ("Rs", "Rs"), ("cent", "cent")):
        if words in spelling:
            return sign
    return "cent" if "¢" in spelling else "元"


def _amount(figure: Amount, unit: str, *, negative: bool, currency: str, exact: bool) -> Amount:
    if figure.unit is None and unit == "ratio":
        raise FigureError(worded("a bare number is no ratio"), 1, _as_ratio(figure))
    if figure.hedges == ("digits",) and unit == "count":
        return _counted_digits(figure)
    if figure.unit not in (None, unit):
        error = _unfit(
            worded(
                "a {printed} figure on a {unit} metric",
                printed=unit_worded(figure.unit),
                unit=unit_worded(unit),
            ),
            unit,
            figure.spelling,
        )
        if figure.unit == "ratio" and _PERCENT.fullmatch(figure.spelling):
            signed = figure.spelling if figure.spelling[0] in "+-−" else f"+{figure.spelling}"
            offers = [f"{signed} yoy", f"{signed} qoq", f"{signed} vs 2018"]
            change = worded("a change is {text}", text=listed(offers, "or"))
            raise FigureError(
                error.message,
                error.column,
                worded("{hint}; {change}", hint=error.hint, change=change),
            )
        raise error
    if figure.hedges[-1:] == ("multiple",) or _is_multiple(figure):
        raise FigureError(
            worded("a change without a base"),
            len(figure.spelling) + 1,
            write(f"{figure.spelling} yoy", f"{figure.spelling} vs 2018"),
        )
    _signed(figure, unit, negative=negative)
    if exact or (unit == "count" and figure.unit is None):
        figure = _reread(figure, _context(figure, unit, exact=exact))
    if unit != "money":
        return figure if figure.unit else figure._replace(unit="count")
    settled = _currency(figure, currency, len(figure.spelling) + 1)
    return figure._replace(unit="money", currency=settled)


def _as_ratio(figure: Amount) -> Hint:
    """What a bare number means as a ratio: 0.147 is 14.7%, and 26.7 may be 26.7%."""
    value, spelling = figure.value, figure.spelling
    if value is None or figure.hedges or "e" in spelling:
        return like("26.7%")
    if not 0 < value < 1:
        return write(f"{spelling}%", f"{spelling}{'倍' if is_chinese(spelling) else 'x'}")
    places = len(spelling.partition(".")[2])
    return write(f"{decimal_text(value * 100, max(places - 2, 0))}%")


def _signed(figure: Amount | Change, unit: str, *, negative: bool) -> Amount | Change:
    """The figure; a level below zero only where the metric may be negative."""
    below = figure.interval.high is not None and figure.interval.high < 0
    if isinstance(figure, Amount) and below and not negative:
        raise FigureError(
            worded("this metric is never negative; is it a change?"), 1, _asks(figure, unit)
        )
    return figure


def _is_measured(figure: Amount | Change, metric: str) -> bool:
    """Tell whether a unit of measure or a rate is printed, or wanted of a level or a difference."""
    if figure.unit == "measure" or figure.per:
        return True
    level = isinstance(figure, Amount) or figure.change_unit == "absolute"
    return bool(metric) and level


def _again(figure: _Figure, context: AmountContext) -> _Figure:
    """The figure as its spelling reads, now that its metric is known."""
    found = scan(figure.spelling, context)
    assert isinstance(found, type(figure))
    return found


def _context(figure: Amount | Change, unit: str, *, exact: bool) -> AmountContext:
    """How a figure is read again: what it counts has been asked once."""
    counted = frozenset((figure.measure.split(" ")[0],)) if figure.measure else frozenset()
    return AmountContext(counts=unit == "count", exact=exact, counted=counted)


def _is_multiple(figure: Amount) -> bool:
    return figure.unit == "ratio" and figure.spelling.endswith(_multiples())


@cache
def _multiples() -> tuple[str, ...]:
    return tuple(canonical(*one) for one in spellings(("multiple",)).values())


def _counted_digits(figure: Amount) -> Amount:
    """两位数 of what is counted: 10 to 99; only a metric can tell that it is."""
    name = next(
        (
            token.name
            for token, _ in spellings(("digits",)).values()
            if figure.spelling in (*token.zh, *token.en)
        ),
        "",
    )
    if name not in COUNTED_DIGITS:
        raise _unfit(worded("a ratio figure on a count metric"), "count")
    low, high = COUNTED_DIGITS[name]
    return figure._replace(unit="count", interval=Interval(Fraction(low), Fraction(high)))


def _asks(figure: Amount, unit: str) -> Hint:
    """The changes a negative figure may have meant."""
    if unit != "ratio" or not figure.spelling.endswith("%"):
        return write(f"{figure.spelling} yoy", f"{figure.spelling} vs 2018")
    points = f"{figure.spelling[:-1]}pp"
    return write(f"{points} yoy", f"{points} vs 2018")


def _reread(figure: Amount, context: AmountContext) -> Amount:
    value = figure.value
    plain = figure.form == "amount" and not figure.hedges and value is not None
    if plain and value is not None and not context.exact:
        if "." not in figure.spelling and value.denominator == 1 and abs(value) < EXACT_BELOW:
            return figure._replace(interval=Interval(value, value), unit_step=None)
        return figure
    return _again(figure, context)._replace(unit=figure.unit, currency=figure.currency)


def _change(
    figure: Change, unit: str, *, currency: str, exact: bool, inside_either: bool
) -> Change:
    points = figure.change_unit == "points"
    if points and unit != "ratio":
        raise FigureError(
            worded("points are a change of a ratio, not of {unit}", unit=unit_worded(unit)),
            1,
            worded("give it to a metric that is a ratio, or print a percentage or an amount"),
        )
    if figure.change_unit != "absolute" and figure.currency and unit != "money":
        raise FigureError(
            worded("a currency on a {unit} metric", unit=unit_worded(unit)),
            1,
            worded("leave the currency out"),
        )
    if figure.change_unit == "relative" and unit == "ratio" and not inside_either:
        _refuse_doubtful(figure)
    if figure.change_unit != "absolute":
        return figure
    if unit == "ratio" or figure.unit not in (None, unit):
        raise FigureError(
            worded(
                "a change in {printed} on a {unit} metric",
                printed=unit_worded(figure.unit),
                unit=unit_worded(unit),
            )
            if figure.unit
            else worded("a change in number on a {unit} metric", unit=unit_worded(unit)),
            1,
            _change_example(unit, figure.spelling),
        )
    if exact or (figure.unit is None and unit == "count"):
        again = _again(figure, _context(figure, unit, exact=exact))
        figure = again._replace(unit=figure.unit, currency=figure.currency)
    if unit == "count":
        return figure._replace(unit="count")
    return figure._replace(unit="money", currency=_currency(figure, currency, 1))


def _loss_hint(spelling: str) -> str:
    """What changed may be the size of it: without the loss it is the metric's own."""
    size = spelling.removeprefix("loss ")
    return worded("write {text} or let the metric be negative", text=size)


def _refuse_doubtful(figure: Change) -> None:
    """Percent of a ratio may be points, and `to a third` may be a level."""
    if figure.of_value:
        return
    of_value = before_base(figure.spelling, "of its value")
    if figure.spelling.startswith("to "):
        message = worded("of what it was, or the level of a ratio?")
        raise FigureError(message, 1, worded("write {text}, or the level alone", text=of_value))
    message = worded("percent of a ratio: percentage points, or percent of its value?")
    if figure.hedges == ("digits",):
        raise FigureError(message, 1, write(of_value))
    if "%" in figure.spelling:
        inside = figure.spelling.replace("%", "pp")
        column = figure.spelling.index("%") + 1
        hint = worded(
            "write {points}, {percent}, or either: [{points}, {spelling}]",
            points=inside,
            percent=of_value,
            spelling=figure.spelling,
        )
        raise FigureError(message, column, hint)


def _change_example(unit: str, spelling: str) -> Hint:
    shown = _CHANGES[_language(spelling)][unit]
    return like(shown) if unit == "ratio" else like(shown, "+3% yoy")
