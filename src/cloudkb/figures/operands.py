"""Quantities named inside a figure: a period, an entity, entity@period, entity.metric@period."""

import re
from fractions import Fraction

from cloudkb.figures.decimals import scan_decimal
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import reserved_words, take
from cloudkb.figures.text import Source, skip
from cloudkb.model import Operand

ENTITY = re.compile(r"[a-z][a-z0-9-]*")
_NAMED = re.compile(r"([a-z][a-z0-9-]*)?(?:\.([a-z][a-z0-9_]*))?(?:@(.+))?")
PERIOD_LIKE = re.compile(
    r"[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|first|second|end|年"
)
HINT = "write 2023Q1, aliyun, aliyun@2022Q3 or aliyun.revenue@2022Q3"


def period_text(text: str, at: int) -> str | None:
    """The canonical text of a period, or None when the text is no single period.

    Raises FigureError for a series or a rolling span, which is no one quantity.
    """
    from cloudkb import periods

    if not PERIOD_LIKE.search(text.lower()):
        return None
    try:
        period = periods.parse(text)
    except periods.PeriodError:
        return None
    if period.kind != "span":
        raise FigureError("expected one period here", at + 1, HINT)
    return period.text


def read_operand(source: Source, start: int, end: int, *, ahead: bool = True) -> Operand:
    """Read the text between two places as a quantity, with its factor if it has one.

    `ahead` allows a factor (`2 x china`). Raises FigureError when it names nothing.
    """
    start = skip(source.low, start)
    while end > start and source.low[end - 1] == " ":
        end -= 1
    text = source.text[start:end]
    if not text:
        raise FigureError("expected a period or a name here", start + 1, HINT)
    if ahead:
        factored = _factor(source, start, end)
        if factored is not None:
            return factored
    period = period_text(text, start)
    if period is not None:
        return Operand(Fraction(1), period=period)
    return _named(source, start, end)


def _factor(source: Source, start: int, end: int) -> Operand | None:
    low = source.low
    if low.startswith("twice ", start):
        return read_operand(source, start + 6, end, ahead=False)._replace(factor=Fraction(2))
    found = scan_decimal(source, start) if low[start].isdecimal() else None
    if found is None:
        return None
    value, at = found[0].value, found[1]
    if low[at : at + 1] == "/":
        lower = scan_decimal(source, at + 1)
        if lower is not None and lower[0].value:
            value, at = value / lower[0].value, lower[1]
    times = take(source, skip(low, at), "times name")
    if times is None or times[2] >= end:
        return None
    if value <= 0:
        raise FigureError("a factor is more than 0", start + 1, HINT)
    return read_operand(source, times[2], end, ahead=False)._replace(factor=value)


def _named(source: Source, start: int, end: int) -> Operand:
    text = source.text[start:end]
    match = _NAMED.fullmatch(text)
    if match is None or not match[1]:
        wrong = next(
            (index for index, sign in enumerate(text) if not re.match(r"[a-z0-9.@_-]", sign)), 0
        )
        raise FigureError("expected a period or a name here", start + wrong + 1, _near(text))
    if match[1] in reserved_words() and match[1] == text:
        raise FigureError(f"{match[1]!r} is a word of the grammar", start + 1, HINT)
    period = match[3]
    if period is not None:
        at = start + match.start(3)
        canonical = period_text(period, at)
        if canonical is None:
            raise FigureError("expected a period after @", at + 1, "write aliyun@2022Q3")
        period = canonical
    return Operand(Fraction(1), match[1], match[2], period)


def _near(text: str) -> str:
    lowered = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return f"write {lowered}" if ENTITY.fullmatch(lowered) else HINT


def spell_operand(operand: Operand) -> str:
    """The canonical spelling of a quantity named inside a figure."""
    name = operand.entity or ""
    if operand.metric:
        name += f".{operand.metric}"
    if operand.period:
        name += f"@{operand.period}" if name else operand.period
    return name if operand.factor == 1 else f"{spell_factor(operand.factor)} x {name}"


def spell_factor(factor: Fraction) -> str:
    """A factor as the grammar reads it: 2, 0.5 or 1/3."""
    places = 0
    while places < 12 and (factor * 10**places).denominator != 1:
        places += 1
    if (factor * 10**places).denominator != 1:
        return f"{factor.numerator}/{factor.denominator}"
    digits = str(int(factor * 10**places)).rjust(places + 1, "0")
    return digits if not places else f"{digits[:-places]}.{digits[-places:]}"
