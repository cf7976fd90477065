"""Proved intervals in print: rounded outward, so that what is said is never tighter than true.

Money in yuan is told in 万 and 亿, other money in millions and billions; ratios in percent,
their differences in points, the ratio of two quantities in times, days as dates.
"""

from datetime import date
from fractions import Fraction

from cloudkb.figures.wording import currency_name, decimal_text, places_of
from cloudkb.interval import Interval
from cloudkb.words import plural

_SCALES = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "m")),
}
_WORDS = {"tn": " trillion", "bn": " billion", "m": " million"}
_PLAIN_COUNTS_BELOW = 10**7
_EXACT_PLACES = 4
_MOST_PLACES = 9
_ENOUGH = 20
"""An interval is rounded to no less than this many units of the last place."""

Dress = tuple[Fraction, str, str]
"""What numbers are divided by, and what stands before and after them."""


def spell(
    interval: Interval,
    unit: str | None,
    currency: str = "",
    *,
    places: int = 0,
    least: int = 0,
    most: int | None = None,
    size: Fraction | None = None,
    language: str = "en",
    signed: bool = False,
    floor: Fraction | int | None = None,
) -> str:
    """An interval as reports print it: `32.40 to 32.60%`, `below 0.40亿元`, `at least 9,500`.

    `unit` is money, ratio, points, relative (a change), times, day, count or None, and the
    ends are in base units. `places` are the decimals of prints nearby: exact ends are padded to
    them, others rounded outward; `least` asks for more, `most` for no more than so many
    decimals. `size` is the amount whose scale word (万, 亿, million) is taken, by default the
    greater end; `language` picks the scale words of counts. `signed` writes + before what is
    positive. A low end that is no more than `floor` goes without saying.
    """
    if interval.is_empty():
        return "no value"
    low_end = interval.low
    if floor is not None and low_end is not None and low_end <= floor and interval.high != low_end:
        interval = interval._replace(low=None, low_open=False)
    if interval.low is None and interval.high is None:
        return "any value"
    if unit == "day":
        return _days(interval)
    by, before, after = dress(interval, unit, currency, size, language)
    shown = places_for(interval, by, places, least)
    shown = shown if most is None else min(shown, most)
    low, high = (
        None if end is None else _end(end / by, shown, up, before, signed)
        for end, up in ((interval.low, False), (interval.high, True))
    )
    if low is None or high is None or low == high:
        low, high = (None if end is None else _trimmed(end) for end in (low, high))
    if low == high:
        return f"{low}{after}"
    if low is None or high is None:
        return f"{_bound(interval)} {low or high}{after}"
    # an end that was rounded outward is outside anyway
    exact = all(
        (end / by * 10**shown).denominator == 1
        for end, is_open in ((interval.low, interval.low_open), (interval.high, interval.high_open))
        if end is not None and is_open
    )
    if exact and (interval.low_open or interval.high_open):
        first = "above" if interval.low_open else "at least"
        second = "below" if interval.high_open else "at most"
        return f"{first} {low} and {second} {high}{after}"
    return f"{low} to {high.removeprefix(before)}{after}"


def distance(
    size: Fraction,
    unit: str | None,
    currency: str = "",
    *,
    places: int = 0,
    scale: Fraction | None = None,
    language: str = "en",
) -> str:
    """How far apart two ends are, `4.05 points`; `at least` where it had to be rounded down."""
    if unit == "day":
        days = -(-size.numerator // size.denominator)
        return plural(days, "day")
    unit = "points" if unit in ("ratio", "relative") else unit
    by, before, after = dress(Interval(size, size), unit, currency, scale, language)
    scaled = size / by
    exact = places_of(scaled, max(places, 2) + 1)
    shown = exact
    if exact > max(places, 2):
        shown = 0
        while shown < _MOST_PLACES and scaled * 10**shown < 100:
            shown += 1
    number = _trimmed(decimal_text(scaled, shown, separators=True))
    if number == "1" and unit == "points":
        after = after.removesuffix("s")
    text = f"{before}{number}{after}"
    return text if (scaled * 10**shown).denominator == 1 else f"at least {text}"


def dress(
    interval: Interval,
    unit: str | None,
    currency: str = "",
    size: Fraction | None = None,
    language: str = "en",
) -> Dress:
    """The scale to divide by, and what stands before and after the numbers."""
    if unit in ("ratio", "relative"):
        return Fraction(1, 100), "", "%"
    if unit == "points":
        return Fraction(1, 100), "", " points"
    if unit == "times":
        return Fraction(1), "", " times"
    ends = [abs(end) for end in (interval.low, interval.high) if end is not None]
    greatest = max(ends, default=Fraction(0)) if size is None else size
    if unit == "money":
        language = "zh" if currency in ("CNY", "") else "en"
    by, word = 1, ""
    whole = all(end.denominator == 1 for end in ends)
    if not (unit != "money" and whole and greatest < _PLAIN_COUNTS_BELOW):
        by, word = next(((by, word) for by, word in _SCALES[language] if greatest >= by), (1, ""))
    if unit != "money" or not currency:
        return Fraction(by), "", word if language == "zh" else _WORDS.get(word, "")
    name = currency_name(currency, language)
    if language == "zh":
        return Fraction(by), "", f"{word}{name}"
    return Fraction(by), f"{name} " if name.isalpha() else name, word


def places_for(interval: Interval, by: Fraction, places: int = 0, least: int = 0) -> int:
    """As many decimals as the ends need, or as the width between them deserves.

    Ends that need no more than a few, or than `places`, are exact.
    """
    exact = max(places, 2) if places else _EXACT_PLACES
    ends = [end / by for end in (interval.low, interval.high) if end is not None]
    needed = max((places_of(end, exact + 1) for end in ends), default=0)
    if needed <= exact:
        return max(needed, places)
    width = abs(ends[1] - ends[0]) if len(ends) == 2 else abs(ends[0]) / 50
    width = width or abs(ends[0]) / 50
    shown = least
    while shown < _MOST_PLACES and width * 10**shown < _ENOUGH:
        shown += 1
    return shown


def _end(end: Fraction, places: int, up: bool, before: str, signed: bool) -> str:
    text = decimal_text(end, places, up=up, separators=True)
    sign = "-" if text.startswith("-") else "+" if signed and end > 0 else ""
    return f"{sign}{before}{text.removeprefix('-')}"


def _trimmed(text: str) -> str:
    """A number without zeros at the end of its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bound(interval: Interval) -> str:
    if interval.high is None:
        return "above" if interval.low_open else "at least"
    return "below" if interval.high_open else "at most"


def _days(interval: Interval) -> str:
    low, high = interval.low, interval.high
    first = None if low is None else _day(low, False)
    last = None if high is None else _day(high, True)
    if first is not None and last is not None:
        return first if first == last else f"{first} to {last}"
    if first is not None:
        return f"{'after' if interval.low_open else 'on or after'} {first}"
    return f"{'before' if interval.high_open else 'on or before'} {last}"


def _day(number: Fraction, up: bool) -> str:
    whole = -(-number.numerator // number.denominator) if up else number.__floor__()
    if not 1 <= whole <= date.max.toordinal():
        return f"day {whole}"
    return date.fromordinal(whole).isoformat()
