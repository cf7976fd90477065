"""The commonest prints in one step: a number with at most one hedge, a scale and a unit.

The expression and its meanings are made from the token table, and the records are
those of the full scanner (a test holds the two equal); it only saves time.
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from cloudkb.figures.cursor import canonical, reserved_words, spellings
from cloudkb.figures.hedged import hedge_spelling
from cloudkb.figures.meaning import EXACT_BELOW, Mark, stands_for
from cloudkb.figures.orders import PERIOD_LIKE
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Operand

_SCALES = {"千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_CALENDAR = ("年", "月", "日")
"""What 2023 with it makes a date; the full scanner tells."""
_NUMBER = r"(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,9}))?"


class _Tail(NamedTuple):
    unit: Literal["money", "ratio", "count"] | None
    currency: str | None
    measure: str
    power: int


class _Tables(NamedTuple):
    amount: re.Pattern[str]
    hedges: dict[str, tuple[str, str]]
    prefixes: dict[str, str | None]
    scales: dict[str, int]
    tails: dict[str, _Tail]


@cache
def _tables() -> _Tables:
    hedges: dict[str, tuple[str, str]] = {}
    for spelling, (token, language) in spellings(("hedge",)).items():
        if language == "zh" and spelling not in spellings(("order",)):
            hedges[spelling] = (token.name, hedge_spelling(token.name, "zh"))
    prefixes: dict[str, str | None] = {}
    tails = {"": _Tail(None, None, "", 0), "%": _Tail("ratio", None, "", -2)}
    for token, language in spellings(("currency", "bare currency")).values():
        currency = token.name if token.kind == "currency" else None
        name = canonical(token, language)
        if language == "zh":
            tails[name] = _Tail("money", currency, "", 0)
        elif not name.isalpha() or name == "RMB":
            prefixes[f"{name} " if name.isalpha() else name] = currency
    for token, _ in spellings(("classifier",)).values():
        if token.name not in _CALENDAR:
            tails.setdefault(token.name, _Tail("count", None, token.name, 0))
    scales = dict(_SCALES)
    for token, _ in spellings(("scale",)).values():
        name = canonical(token, "en")
        if len(name) <= 2:
            scales[name] = len(str(token.value)) - 1
    expression = f"({_any(hedges)})?({_any(prefixes)})?{_NUMBER}({_any(scales)})?({_any(tails)})"
    return _Tables(re.compile(expression), hedges, prefixes, scales, tails)


def _any(words: Mapping[str, object]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered)


@cache
def _unit_of(power: int) -> Fraction:
    return Fraction(10) ** power


def plain(text: str) -> Amount | Change | None:
    """Read one of the commonest prints; None leaves it to the full scanner."""
    tables = _tables()
    match = tables.amount.fullmatch(text)
    if match is None:
        return _plain_change(text)
    hedge, prefix, digits, places, scale, end = match.groups()
    unit, currency, measure, power = tables.tails[end]
    if prefix is not None:
        if end:
            return None
        unit, currency = "money", tables.prefixes[prefix]
    if scale is not None:
        # 3千瓦 is three of 千瓦, not three thousand of 瓦: the full scanner tells
        if unit == "ratio" or scale[-1] + end in tables.tails:
            return None
        power += tables.scales[scale]
    spelling = text
    names: tuple[str, ...] = ()
    if hedge is not None:
        name, first = tables.hedges[hedge]
        names = (name,)
        spelling = first + text[len(hedge) :]
    zeros = 0
    if places is not None:
        power -= len(places)
        digits += places
    elif unit != "ratio" and len(digits) > 2:
        zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    number = int(digits)
    if names and not number:
        return None
    if unit == "count" and places is None and not names and number * 10**power < EXACT_BELOW:
        value = Fraction(number * 10**power)
        return Amount(
            "amount", Interval(value, value), unit, currency, measure, (), value, None, text
        )
    return _rounded(number, power, zeros, unit, currency, measure, names, spelling)


def _rounded(
    number: int,
    power: int,
    zeros: int,
    unit: Literal["money", "ratio", "count"] | None,
    currency: str | None,
    measure: str,
    names: tuple[str, ...],
    spelling: str,
) -> Amount:
    if power > 0:
        by = 10**power
        half = 5 * 10 ** (power + zeros - 1)
        value = Fraction(number * by)
        low, high = Fraction(number * by - half), Fraction(number * by + half)
    else:
        below = 10**-power
        value = Fraction(number, below)
        low = Fraction(2 * number - 10**zeros, 2 * below)
        high = Fraction(2 * number + 10**zeros, 2 * below)
    if not names:
        step = _unit_of(power + zeros)
        return Amount(
            "amount", Interval(low, high), unit, currency, measure, (), value, step, spelling
        )
    end = Mark(value, high - value)
    interval = stands_for(end, end, names)
    form: Literal["amount", "bound"] = "amount"
    if interval.low is None or interval.high is None:
        form = "bound"
    return Amount(form, interval, unit, currency, measure, names, value, None, spelling)


_BASE = r"yoy|qoq|vs (?:([12][0-9]{3}(?:H[12]|Q[1-4])?)|([a-z]+(?:-[a-z]+)*))"
_CHANGE = re.compile(rf"([+-]){_NUMBER}(%|pp) ({_BASE})")


def _plain_change(text: str) -> Change | None:
    match = _CHANGE.fullmatch(text)
    if match is None:
        return None
    sign, digits, places, unit, named, period, entity = match.groups()
    base: Operand | Literal["yoy", "qoq"] = "yoy" if named == "yoy" else "qoq"
    if period is not None or entity is not None:
        if entity in reserved_words() or (entity and PERIOD_LIKE.search(entity)):
            return None
        base = Operand(_unit_of(0), entity, None, period)
    power = -2
    if places is not None:
        power -= len(places)
        digits += places
    below = 10**-power
    number = int(digits) if sign == "+" else -int(digits)
    return Change(
        "change",
        Interval(Fraction(2 * number - 1, 2 * below), Fraction(2 * number + 1, 2 * below)),
        "relative" if unit == "%" else "points",
        base,
        value=Fraction(number, below),
        unit_step=_unit_of(power),
        spelling=text,
    )
