"""THE printer of intervals: what a figure stands for, what is implied, how far two lie apart.

One card speaks one unit, the print's own: the scale word (万, 亿, million), the currency
and the unit of ratios in which it was printed. What is shown of an end is exact, or it is
rounded outward, so that what is said is never tighter than what is true.
"""

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from cloudkb.figures.cursor import canonical
from cloudkb.figures.decimals import decimal_text, places_of
from cloudkb.figures.grammar import taken_apart
from cloudkb.figures.meaning import UNITS
from cloudkb.figures.measures import conversion, is_rate, offset
from cloudkb.figures.rates import ANYTHING
from cloudkb.figures.sides import Side
from cloudkb.figures.tokens import TABLE
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, marked, worded
from cloudkb.late import expression
from cloudkb.model import Figure
from cloudkb.words import is_chinese, unit_parts, unit_text

_SCALES = {
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "m")),
}
"""The scale words that numbers are told in, from the greatest."""
_WORDS = {"tn": " trillion", "bn": " billion", "m": " million", "k": " thousand"}
_PRINTED_ONLY = {"zh": (), "en": ((10**3, "k"),)}
"""Scale words that only a print with them is told in."""
_PLAIN_COUNTS_BELOW = 10**7
"""Whole counts below it are told in full where no print gives them a scale word."""
_LOST = 10**6
"""What is so many times smaller than a scale word is not told in it."""
_EXACT_PLACES = 4
_MOST_PLACES = 9
_ENOUGH = 20
"""An interval is rounded to no less than this many units of the last place."""


# --- the style of a card -------------------------------------------------------------------------


class Manner(NamedTuple):
    """How a print tells its number."""

    language: Literal["zh", "en"]
    scale: int = 0
    """What its scale word stands for; 1 for digits without one, 0 for words without digits."""
    unit: str = ""
    """Its unit of ratios, a name in `UNITS`."""
    rate: str = ""
    """Its unit of measure, or what it is per, as fact files write units."""
    behind: str = ""
    """How that is printed behind its number."""
    number: Fraction = Fraction(1)
    """How many it is per: 1,000 people."""


class Style(NamedTuple):
    """How numbers of a card are told: divided by what, and what stands before and after."""

    by: Fraction = Fraction(1)
    before: str = ""
    after: str = ""


@lru_cache(maxsize=4096)
def manner(text: str, unit: str = "") -> Manner:
    """How a printed amount, or the size of a printed change, tells its number.

    `unit` is the metric's, where it is known, which may decide what a letter means.
    """
    language: Literal["zh", "en"] = "zh" if is_chinese(text) else "en"
    wanted = unit if is_rate(unit) else ""
    printed = taken_apart(text, wanted)
    if printed is None:
        return Manner(language)
    sides = [side for side in (printed.low, printed.high, printed.spread) if side is not None]
    worth = max(side.number.worth for side in sides)
    in_words = all(side.number.sort != "plain" for side in sides)
    of_ratios = next((side.unit for side in sides if side.unit), "")
    scale = 0 if in_words and worth == 1 else _told_scale(worth, language)
    last = sides[-1] if printed.spread is None else printed.low
    return _rated(Manner(language, scale, of_ratios), last)


def _rated(found: Manner, side: Side) -> Manner:
    """The manner of a print with its unit of measure and its denominator."""
    per = side.per
    if not side.measured and per is None:
        return found
    thing = "" if per is None or per.name == ANYTHING else per.name
    space = " " if side.measured and side.measure[0].isascii() else ""
    return found._replace(
        rate=unit_text(side.kind or "count", side.measured, thing),
        behind=f"{space if side.measured else ''}{side.measure if side.measured else ''}"
        f"{per.spelling if per is not None else ''}",
        number=per.number if per is not None else found.number,
    )


def _told_scale(worth: int, language: str) -> int:
    """The greatest scale word that a number printed in another is told in."""
    known = (*_SCALES[language], *_PRINTED_ONLY[language])
    return next((by for by, _ in known if worth >= by), 1)


def style(
    unit: str | None,
    currency: str | None = "",
    interval: Interval | None = None,
    like: Manner | None = None,
) -> Style:
    """How an interval is told: as the print it is `like`, else by its size.

    `unit` is a metric's unit (money, GWh, money per share), relative (a change), points, times
    or None. Without a print money in yuan is told in 万 and 亿, other money and counts in
    millions and billions.
    """
    if unit in ("ratio", "relative", "points"):
        return _ratio(unit, like)
    if unit == "times":
        return Style(after=worded(" times"))
    interval = interval or Interval()
    if unit and is_rate(unit):
        return _rate(unit, currency, interval, like)
    money = unit == "money"
    language = _language(like, "zh" if money and currency in ("CNY", "", None) else "en")
    # a million of an English print is no scale word of a Chinese sentence
    scale = like.scale if like and like.language == language else 0
    # but what it tells in words of scale is not told in full
    scaled = like is not None and like.scale > 1 and not scale
    by, word = _scale(interval, language, scale, plain=not money and not scaled)
    if not money or not currency:
        return Style(Fraction(by), "", word if language == "zh" else _WORDS.get(word, ""))
    name = currency_name(currency, language)
    if language == "zh":
        return Style(Fraction(by), "", f"{word}{name}")
    return Style(Fraction(by), f"{name} " if name.isalpha() else name, word)


def _language(like: Manner | None, otherwise: Literal["zh", "en"]) -> Literal["zh", "en"]:
    """Whose scale words are used: Chinese ones in Chinese, else those of the print."""
    return "zh" if in_chinese() else like.language if like else otherwise


_PER = expression(r" per (\w+)$")
_PER_CHINESE = {
    "day": "天",
    "hour": "小时",
    "week": "周",
    "month": "月",
    "quarter": "季度",
    "year": "年",
    "share": "股",
    "person": "人",
    "user": "用户",
    "customer": "客户",
    "household": "户",
}
"""What follows `per` in units, in Chinese: 70万美元/天."""


def _rate(unit: str, currency: str | None, interval: Interval, like: Manner | None) -> Style:
    """A unit of measure, or a rate: in the unit of the print, where it converts without offset."""
    kind, measure, per = unit_parts(unit)
    by, behind = Fraction(1), f" {measure}" if measure else ""
    behind += f" per {per}" if per else ""
    if like is not None and like.rate:
        of, first, below = unit_parts(like.rate)
        printed = unit_text(of, first, below or per)
        same = of == kind or "measure" in (of, kind)
        found = conversion(printed, unit) if same else None
        if found is not None and not offset(printed, unit):
            by, behind = found / like.number, like.behind
            behind += f" per {per}" if per and not below and like.number == 1 and of == kind else ""
    if in_chinese():
        behind = _PER.sub(lambda found: f"/{_PER_CHINESE.get(found[1], found[1])}", behind)
    of_one = interval.scale(1 / by)
    small = all(abs(end) < _PLAIN_COUNTS_BELOW for end in of_one.ends)
    if small and kind != "money" and like is not None and like.rate and like.scale == 1:
        # without a scale word like the print, halves among them too: 11,472.5 GWh beside 11,500 GWh
        return Style(by, after=behind)
    told = style(kind if kind == "money" else "count", currency, of_one, like or Manner("en"))
    return Style(told.by * by, told.before, f"{told.after}{behind}")


def _ratio(unit: str, like: Manner | None) -> Style:
    known = UNITS.get(like.unit if like else "")
    if known is None or not any(known.told) or known.points != (unit == "points"):
        known = UNITS["points" if unit == "points" else "percent"]
    if unit == "relative" and known.factor == 1:
        # a growth of twice is one of 200 %
        known = UNITS["percent"]
    if in_chinese() and unit == "points":
        return Style(known.factor, "", worded(" points"))
    return Style(known.factor, "", known.told[0 if _language(like, "en") == "zh" else 1])


def _scale(interval: Interval, language: str, printed: int, *, plain: bool) -> tuple[int, str]:
    """The scale word of a print, or of the greater end."""
    known = _SCALES[language]
    ends = interval.ends
    size = max((abs(end) for end in ends), default=Fraction(0))
    if printed and (not size or size * _LOST >= printed):
        every = (*known, *_PRINTED_ONLY[language])
        return next(((by, word) for by, word in every if by == printed), (1, ""))
    if plain and size < _PLAIN_COUNTS_BELOW and all(end.denominator == 1 for end in ends):
        return 1, ""
    return next(((by, word) for by, word in known if size >= by), (1, ""))


def currency_name(code: str, language: str) -> str:
    """What a currency is called beside a number: 元, US$."""
    if code == "CNY" and language == "zh":
        return "元"
    for token in TABLE:
        if token.kind == "currency" and token.name == code:
            if language == "zh":
                return canonical(token, "zh")
            name = token.sign[0] if token.sign else canonical(token, "en")
            return code if name.islower() else name
    return code


# --- intervals -----------------------------------------------------------------------------------


def render(figure: Figure) -> str:
    """The canonical spelling; parsing it gives the same record again."""
    return figure.spelling


def print_interval(
    interval: Interval, unit: str | None, currency: str | None, language: str
) -> str:
    """An interval that no print lends its unit: `32.4 to 32.6%`, `47.29亿元`, `at least 9,500`.

    `unit` is as for `style`; `language`, zh or en, picks the scale words.
    """
    like = Manner("zh" if language.startswith("zh") else "en")
    return print_styled(interval, style(unit, currency, interval, like))


def print_styled(
    interval: Interval,
    told: Style,
    *,
    exact: bool = False,
    places: int = 0,
    least: int = 0,
    most: int | None = None,
    signed: bool = False,
    floor: Fraction | int | None = None,
    bare: bool = False,
) -> str:
    """An interval as reports print it: `32.40 to 32.60%`, `below 0.40亿元`, `at least 9,500`.

    The ends are in base units. `exact` is for what a print stands for: its ends are told to
    the last digit where nine decimals do. Others are rounded outward to what their width
    deserves, unless they need no more than four decimals, or than `places`, those of prints
    nearby, to which they are padded; `least` asks for more, `most` for no more than so many.
    `signed` writes + before what is positive. A low end that is no more than `floor` goes
    without saying. `bare` tells a single end without the word for its side.
    """
    if interval.is_empty():
        return worded("no value")
    low_end = interval.low
    if floor is not None and low_end is not None and low_end <= floor and interval.high != low_end:
        interval = interval.to_high()
    if interval.low is None and interval.high is None:
        return worded("any value")
    by, before, after = told
    shown = places_for(interval, by, places, least, exact=exact)
    shown = shown if most is None else min(shown, most)
    low, high = (
        None if end is None else _end(end / by, shown, up, before, signed)
        for end, up in ((interval.low, False), (interval.high, True))
    )
    if low is None or high is None or low == high:
        low, high = (None if end is None else _trimmed(end) for end in (low, high))
    if low == high:
        return f"{low}{_of(low, after)}"
    if low is None or high is None:
        end = f"{low or high}{after}"
        return end if bare else bounded(interval, end)
    # an end that was rounded outward is outside anyway
    kept = all(
        (end.value / by * 10**shown).denominator == 1
        for end in (interval.low_end, interval.high_end)
        if end is not None and end.open
    )
    if kept and (interval.low_open or interval.high_open):
        own = f"{low}{_between(after)}"
        first = worded(_ABOVE if interval.low_open else _AT_LEAST, end=own)
        second = worded(_BELOW if interval.high_open else _AT_MOST, end=f"{high}{after}")
        return worded("{first} and {second}", first=first, second=second)
    if in_chinese():
        return f"{low}{_between(after)}至{high.removeprefix(before)}{after}"
    return f"{low} to {high.removeprefix(before)}{after}"


def _between(after: str) -> str:
    """The unit behind the first of two ends: 5亿元至7亿元, 20%至30%, but 2至3个百分点."""
    told_once = (worded(" points"), worded(" times"))
    return after if in_chinese() and after not in told_once else ""


def print_number(value: Fraction, told: Style, *, places: int = 0, signed: bool = False) -> str:
    """One exact number with at least so many decimals: `+3.0%`, `5.8 points`."""
    value /= told.by
    number = _end(value, max(places, places_of(value, _MOST_PLACES)), False, told.before, signed)
    return f"{number}{_of(number, told.after)}"


def print_ends(
    interval: Interval, told: Style, *, signed: bool = False
) -> tuple[str | None, str | None]:
    """Both ends of what a print stands for, each by itself; None where there is none."""
    shown = places_for(interval, told.by, exact=True)
    low, high = (
        None
        if end is None
        else _trimmed(_end(end / told.by, shown, up, told.before, signed)) + told.after
        for end, up in ((interval.low, False), (interval.high, True))
    )
    return low, high


def print_distance(size: Fraction, told: Style) -> str:
    """How far apart two ends are, `4.05 points`; `at least` where it had to be rounded down."""
    text, is_least = rounded_distance(size, told)
    return worded(_AT_LEAST, end=text) if is_least else text


def rounded_distance(size: Fraction, told: Style, *, places: int = 0) -> tuple[str, bool]:
    """How far apart two ends are, and whether that had to be rounded down."""
    by, before, after = told
    value = size / by
    exact = max(places, 2 if value >= 10 else 3)
    shown = places_of(value, exact + 1)
    if shown > exact:
        shown = 0
        while shown < _MOST_PLACES and value * 10**shown < 100:
            shown += 1
    number = _trimmed(decimal_text(value, shown, separators=True))
    text = f"{before}{number}{_of(number, after)}"
    return text, (value * 10**shown).denominator != 1


def places_for(
    interval: Interval, by: Fraction, places: int = 0, least: int = 0, *, exact: bool = False
) -> int:
    """As many decimals as the ends need, or as the width between them deserves.

    Ends that need no more than a few, or than `places`, are exact; where all are to be
    `exact`, what needs no more than nine.
    """
    allowed = _MOST_PLACES if exact else max(places, 2) if places else _EXACT_PLACES
    ends = [end / by for end in interval.ends]
    needed = max((places_of(end, _MOST_PLACES + 1) for end in ends), default=0)
    if needed <= allowed:
        return max(needed, places)
    width = abs(ends[1] - ends[0]) if len(ends) == 2 else abs(ends[0]) / 50
    width = width or abs(ends[0]) / 50
    shown = least
    while shown < min(needed, _MOST_PLACES) and width * 10**shown < _ENOUGH:
        shown += 1
    return shown


def _end(end: Fraction, places: int, up: bool, before: str, signed: bool) -> str:
    text = decimal_text(end, places, up=up, separators=True)
    sign = "-" if text.startswith("-") else "+" if signed and end > 0 else ""
    return f"{sign}{before}{text.removeprefix('-')}"


def _trimmed(text: str) -> str:
    """A number without zeros at the end of its decimals."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of(number: str | None, after: str) -> str:
    """The unit behind a number: 1 point, 2 points."""
    alone = number in ("1", "+1", "-1") and after.endswith(" points")
    return after.removesuffix("s") if alone else after


def bounded(interval: Interval, end: str) -> str:
    """The only end of an interval as it is told, with the word for its side: above, at most."""
    return worded(_bound(interval), end=end)


_ABOVE, _AT_LEAST = marked("above {end}"), marked("at least {end}")
_BELOW, _AT_MOST = marked("below {end}"), marked("at most {end}")


def _bound(interval: Interval) -> str:
    if interval.high is None:
        return _ABOVE if interval.low_open else _AT_LEAST
    return _BELOW if interval.high_open else _AT_MOST


# --- days ----------------------------------------------------------------------------------------


def print_days(interval: Interval) -> str:
    """Days, given by their ordinals, as ISO dates: `2023-10-01 to 2023-12-31`."""
    if interval.is_empty():
        return worded("no value")
    low, high = interval.low, interval.high
    if low is None and high is None:
        return worded("any value")
    first = None if low is None else _day(low, False)
    last = None if high is None else _day(high, True)
    if low is not None and high is not None and in_chinese():
        ends = _whole(low, False), _whole(high, True)
        if ends[0] >= 1 and ends[1] <= date.max.toordinal():
            return _called(*(date.fromordinal(end).isoformat() for end in ends))
    if first is not None and last is not None:
        same = first == last
        return first if same else worded("{start} to {end}", start=first, end=last)
    if first is not None:
        return worded("after {day}" if interval.low_open else "on or after {day}", day=first)
    return worded("before {day}" if interval.high_open else "on or before {day}", day=last)


def _whole(number: Fraction, up: bool) -> int:
    return -(-number.numerator // number.denominator) if up else number.__floor__()


def _day(number: Fraction, up: bool) -> str:
    whole = _whole(number, up)
    if not 1 <= whole <= date.max.toordinal():
        return worded("day {number}", number=whole)
    day = date.fromordinal(whole).isoformat()
    return _called(day, day) if in_chinese() else day


def _called(first: str, last: str) -> str:
    """Days as Chinese calls them: 2024年2月29日; 2023年12月 for all of its days."""
    from cloudkb import periods

    return periods.called(periods.from_days(first, last).text)
