"""How figures and derived intervals are printed for people, exact or rounded outward."""

from fractions import Fraction

from cloudkb.figures.cursor import canonical
from cloudkb.figures.decimals import decimal_text, places_of
from cloudkb.figures.tokens import TABLE
from cloudkb.interval import Interval
from cloudkb.model import Figure

_SCALES = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "m")),
}
_WORDS = {"tn": " trillion", "bn": " billion", "m": " million"}
_MOST_PLACES = 6
_PLAIN_COUNTS_BELOW = 10**7


def render(figure: Figure) -> str:
    """The canonical spelling; parsing it gives the same record again."""
    return figure.spelling


def print_interval(
    interval: Interval, unit: str | None, currency: str | None, language: str
) -> str:
    """A derived interval as reports print it: `32.4 to 32.6%`, `47.29亿元`, `at least 9,500`.

    `unit` is money, ratio, count, points or None; `language` zh or en picks the scale
    words. Ends that would need many places are rounded outward, so that what is said
    stays true.
    """
    if interval.is_empty():
        return "no value"
    low, high = interval.low, interval.high
    if low is None and high is None:
        return "any value"
    by, before, after = _dress(interval, unit, currency, language)
    places = max(_places(interval, end / by) for end in (low, high) if end is not None)
    ends = [
        None if end is None else decimal_text(end / by, places, up=up, separators=True)
        for end, up in ((low, False), (high, True))
    ]
    least, most = ends
    if least is not None and least == most:
        return f"{before}{least}{after}"
    if least is None or most is None:
        shown = least if least is not None else most
        word = (
            ("above" if interval.low_open else "at least")
            if most is None
            else ("below" if interval.high_open else "at most")
        )
        return f"{word} {before}{shown}{after}"
    if not interval.low_open and not interval.high_open:
        return f"{before}{least} to {most}{after}"
    first = "above" if interval.low_open else "at least"
    second = "below" if interval.high_open else "at most"
    return f"{first} {before}{least} and {second} {before}{most}{after}"


def _places(interval: Interval, end: Fraction) -> int:
    """As many places as the end needs, but no more than tell it from the other one."""
    exact = places_of(end)
    if exact <= 4 and (end * 10**exact).denominator == 1:
        return exact
    if interval.low is None or interval.high is None or interval.low == interval.high:
        return 4
    middle = abs(interval.low + interval.high) / 2
    width = interval.high - interval.low
    if not middle or width > middle / 10:
        return min(exact, 2)
    return min(exact, 4)


def _dress(
    interval: Interval, unit: str | None, currency: str | None, language: str
) -> tuple[Fraction, str, str]:
    """The scale to divide by, and what stands before and after the numbers."""
    if unit in ("ratio", "relative"):
        return Fraction(1, 100), "", "%"
    if unit == "points":
        return Fraction(1, 100), "", " points"
    size = max(abs(end) for end in (interval.low, interval.high) if end is not None)
    whole = all(end is None or end.denominator == 1 for end in (interval.low, interval.high))
    by, word = 1, ""
    if not (unit == "count" and whole and size < _PLAIN_COUNTS_BELOW):
        scales = _SCALES["zh" if language.startswith("zh") else "en"]
        by, word = next(((by, word) for by, word in scales if size >= by), (1, ""))
    if unit != "money" or currency is None:
        return Fraction(by), "", word if language.startswith("zh") else _WORDS.get(word, "")
    name = currency_name(currency, language)
    if language.startswith("zh"):
        return Fraction(by), "", f"{word}{name}"
    return Fraction(by), f"{name} " if name.isalpha() else name, word


def currency_name(code: str, language: str) -> str:
    """What a currency is called beside a number: 元, US$."""
    if code == "CNY" and language.startswith("zh"):
        return "元"
    for token in TABLE:
        if token.kind == "currency" and token.name == code:
            if language.startswith("zh"):
                return canonical(token, "zh")
            return token.sign[0] if token.sign else canonical(token, "en")
    return code
