"""Changes as Chinese says them: 同比增长3%, 年均下降2.1%, 较2018年下降5.8个百分点, 亏损收窄30%.

What somebody printed in Chinese stays as printed; this is for what is written in the short form of
fact files (`+3% yoy`), and for what we say ourselves.
"""

from fractions import Fraction

from cloudkb import periods
from cloudkb.figures.decimals import places_of
from cloudkb.figures.printing import Style, manner, print_number, print_styled, style
from cloudkb.language import in_chinese
from cloudkb.late import expression
from cloudkb.model import Change, Figure, Rank, Trend
from cloudkb.words import is_chinese, led, unit_text

RATES = {"a year": "年均", "annualised": "折合年率"}
"""Rates as Chinese says them, before the number."""
_BASES = {"yoy": "同比", "qoq": "环比"}
_SHORT = expression(r"\b(?:yoy|qoq|vs)\b")
"""What the short form has behind a change."""
_PLACES = 6
"""Decimals of a change told as printed."""


def directed(figure: Change, told: Style) -> str:
    """A change with its direction, without its base: 年均增长3%, 下降5.8个百分点, 至少增长20%.

    `told` is how its number is told.
    """
    of = "亏损" if figure.of_loss else ""
    up, down = ("扩大", "收窄") if figure.of_loss else ("上升", "下降")
    rate = RATES.get(figure.rate, "")
    if figure.change_unit == "direction":
        return f"{of}{up if figure.interval.low is not None else down}"
    if figure.change_unit == "relative" and not of:
        up = "增长"
    if figure.value is not None and not figure.hedges:
        size = print_number(abs(figure.value), told, places=places(figure, told.by))
        return f"{of}{rate}{up if figure.value >= 0 else down}{size}"
    low, high = figure.interval.low, figure.interval.high
    if low is not None and low >= 0:
        return f"{of}{rate}{led(up, print_styled(figure.interval, told, exact=True))}"
    if high is not None and high <= 0:
        size = print_styled(figure.interval.mirrored(), told, exact=True)
        return f"{of}{rate}{led(down, size)}"
    return f"{of}{rate}{print_styled(figure.interval, told, exact=True, signed=True)}"


def places(figure: Change, by: Fraction) -> int:
    """The decimals with which a change is printed, in a unit."""
    step = figure.unit_step or figure.value
    if not step or figure.change_unit not in ("relative", "points"):
        return 0
    return places_of(step / by, _PLACES)


def spoken_print(text: str, figure: Figure | None) -> str:
    """A print inside a Chinese sentence: what stands in the short form of fact files is said.

    All others stay as they are, in English as well.
    """
    if not in_chinese():
        return text
    if isinstance(figure, Rank):
        last = f"至{figure.high}" if figure.high != figure.low else ""
        return f"第{figure.low}{last}名"
    if isinstance(figure, Trend):
        of = "同比增速" if figure.growth else ""
        return f"{of}逐期{'上升' if figure.direction == 'rising' else '下降'}"
    if isinstance(figure, Change) and (_SHORT.search(text) or not is_chinese(text)):
        return _change(text, figure)
    return text


def _change(text: str, figure: Change) -> str:
    base = _base(figure)
    if not base:
        return text
    # the currency of a figure that names none is its document's
    currency = figure.currency or ("CNY" if "元" in text else "")
    unit = figure.change_unit
    if unit == "absolute":
        unit = unit_text(figure.unit, figure.measure, figure.per)  # type: ignore[assignment]
    told = style(unit, currency, figure.interval, manner(text))
    return f"{base}{directed(figure, told)}"


def _base(figure: Change) -> str:
    if isinstance(figure.base, str):
        return _BASES[figure.base]
    base = figure.base
    if base.factor != 1 or base.entity or base.metric or not base.period or figure.until:
        return ""
    same = "同期" if figure.same_period else ""
    return f"较{periods.called(base.period)}{same}"
