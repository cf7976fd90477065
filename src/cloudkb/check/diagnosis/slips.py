"""Slips of the pen that would explain a figure: what would have to be printed instead.

A slip counts only when the corrected print can be true with all the rest. Kinds, in the order
in which they are believed: adjacent digits swapped; another unit of measure (MW for GW); one
digit wrong, missing or added; a power of ten (1 to 4, and 8: 万 for 亿); the sign; points for
percent, a fraction for percent; the thousands separator.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from cloudkb import figures
from cloudkb.interval import Interval, exactly
from cloudkb.model import Amount, Change, Figure
from cloudkb.words import is_chinese, unit_text

KINDS = ("swapped", "unit", "digit", "power", "sign", "percent", "separator")
"""From the most to the least believed."""

_KIND_OF = {"missing": "digit", "added": "digit", "scale": "power", "fraction": "power"}
_DESCRIPTIONS = {
    "swapped": " is two digits swapped",
    "unit": " is the same number in another unit",
    "digit": " is one digit away",
    "missing": " has one digit more",
    "added": " has one digit less",
    "separator": " is another separator away",
}
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 8, -8)
_FIRST_COMMA = 4
"""Digits of a whole number from which on English sets commas."""
_SCALES = {4: ("万", "亿"), -4: ("亿", "万")}
"""By power of ten: the scale that is printed, and the one that is meant."""
_TAKEN_FOR_EACH_OTHER = (
    ("kW", "MW", "GW", "TW"),
    ("kWh", "MWh", "GWh", "TWh"),
    ("千瓦", "兆瓦", "吉瓦"),
    ("千瓦时", "兆瓦时", "吉瓦时"),
    ("KB", "MB", "GB", "TB", "PB"),
    ("gallons", "litres"),
    ("gallons", "liters"),
    ("gallon", "litre"),
    ("gallon", "liter"),
    ("miles", "kilometres"),
    ("miles", "km"),
    ("mile", "km"),
    ("pounds", "kg"),
    ("kg", "t"),
    ("tonnes", "barrels"),
    ("tons", "tonnes"),
    ("加仑", "升"),
    ("英里", "公里"),
    ("公斤", "吨"),
)
"""Units of measure of one family, one of which is easily written for another."""


class Slip(NamedTuple):
    """One correction that fits."""

    kind: str
    text: str
    """What would be printed, or what happened: 26.7%, `10 times too large`."""

    @property
    def description(self) -> str:
        """The same for a sentence: `437亿元 is one digit away`."""
        return self.text + _DESCRIPTIONS.get(self.kind, "")

    @property
    def rank(self) -> int:
        """Its place among the kinds."""
        return KINDS.index(_KIND_OF.get(self.kind, self.kind))


Fits = Callable[[Interval], bool]
"""Tells whether a meaning (in the figure's own units) can be true with all the rest."""


def find(text: str, figure: Figure, fits: Fits, relative: Fits | None = None) -> Slip | None:
    """The most believable correction of a printed figure that fits, or None.

    A bound or a range has none: too many others would do as well. `relative` answers `fits`
    for a change in points read as one in percent.
    """
    if not isinstance(figure, Amount | Change):
        return None
    if figure.value is None or figure.interval.low is None or figure.interval.high is None:
        return None
    for candidates in (_swapped(text), _units(text, figure), _digits(text)):
        slip = _best(candidates, figure, fits)
        if slip is not None:
            return slip
    for slip, meaning in _scaled(text, figure):
        if fits(meaning):
            return slip
    in_points = isinstance(figure, Change) and figure.change_unit == "points"
    if in_points and relative is not None and relative(figure.interval):
        return Slip("percent", "as percent, not points, it fits")
    return _best(_separators(text), figure, fits)


def _best(
    candidates: Iterator[tuple[str, str]], figure: Amount | Change, fits: Fits
) -> Slip | None:
    """The first correction whose value fits, else the first whose rounding reaches so far."""
    near = None
    for kind, corrected in candidates:
        parsed = _parsed(corrected, figure)
        if parsed is None or not fits(parsed.interval):
            continue
        if parsed.value == 0 and figure.value != 0:
            # nobody prints nothing where something was meant: 0亿 for 10亿
            continue
        if parsed.value is None or fits(exactly(parsed.value)):
            return Slip(kind, corrected)
        near = near or Slip(kind, corrected)
    return near


def _units(text: str, figure: Amount | Change) -> Iterator[tuple[str, str]]:
    """The print in each unit of measure that its own is taken for."""
    if figure.unit != "measure" and not figure.per:
        return
    for family in _TAKEN_FOR_EACH_OTHER:
        for printed in family:
            found = re.search(f"(?<![A-Za-z]){printed}(?![A-Za-z时])", text)
            if found is not None:
                for meant in family:
                    if meant != printed:
                        yield "unit", text[: found.start()] + meant + text[found.end() :]


def _scaled(text: str, figure: Amount | Change) -> Iterator[tuple[Slip, Interval]]:
    interval = figure.interval
    is_ratio = figure.unit == "ratio" or (isinstance(figure, Change) and figure.unit is None)
    for power in _POWERS:
        printed, meant = _SCALES.get(power, ("", ""))
        if printed and text.count(printed) == 1:
            slip = Slip("scale", f"{text.replace(printed, meant)} has {meant} for {printed}")
        elif is_ratio and abs(power) == 2:
            names = ("a fraction", "percent") if power > 0 else ("percent", "a fraction")
            slip = Slip("fraction", f"it is {names[0]} printed as {names[1]}")
        else:
            size = "large" if power < 0 else "small"
            slip = Slip("power", f"it is {10 ** abs(power):,} times too {size}")
        yield slip, interval.scale(Fraction(10) ** power)
    yield Slip("sign", "its sign is turned round"), interval.scale(Fraction(-1))


def _parsed(text: str, figure: Amount | Change) -> Amount | Change | None:
    """A corrected print as a figure, if it is of the same kind."""
    unit = unit_text(figure.unit, figure.measure, figure.per)
    try:
        parsed = figures.parse(text, unit=unit)
        if isinstance(parsed, Amount | Change) and (figure.unit == "measure" or figure.per):
            parsed = figures.in_unit_of(parsed, unit)
    except figures.FigureError:
        return None
    if isinstance(parsed, Amount) and isinstance(figure, Amount):
        return parsed
    if isinstance(parsed, Change) and isinstance(figure, Change):
        alike = (parsed.change_unit, parsed.base) == (figure.change_unit, figure.base)
        return parsed if alike else None
    return None


def _numerals(text: str) -> Iterator[tuple[str, str, str]]:
    """Each numeral with what stands before and after it."""
    for match in _NUMERAL.finditer(text):
        yield text[: match.start()], match.group(), text[match.end() :]


def _swapped(text: str) -> Iterator[tuple[str, str]]:
    for before, numeral, after in _numerals(text):
        places = [at for at, sign in enumerate(numeral) if sign.isdigit()]
        for here, there in pairwise(places):
            if numeral[here] != numeral[there]:
                signs = list(numeral)
                signs[here], signs[there] = signs[there], signs[here]
                if signs[0] != "0" or numeral[0] == "0":
                    yield "swapped", before + "".join(signs) + after


def _digits(text: str) -> Iterator[tuple[str, str]]:
    """One digit wrong, then one left out, then one too many."""
    for before, numeral, after in _numerals(text):
        places = [at for at, sign in enumerate(numeral) if sign.isdigit()]
        for at in places:
            for digit in "0123456789":
                if digit != numeral[at] and not (at == 0 and digit == "0" and len(numeral) > 1):
                    yield "digit", before + numeral[:at] + digit + numeral[at + 1 :] + after
    for before, numeral, after in _numerals(text):
        plain = numeral.replace(",", "")
        for at in range(len(plain) + 1):
            for digit in "0123456789":
                corrected = plain[:at] + digit + plain[at:]
                if not corrected.startswith("0"):
                    made = _grouped(corrected, numeral, english=not is_chinese(text))
                    yield "missing", before + made + after
        for at, sign in enumerate(plain):
            corrected = plain[:at] + plain[at + 1 :]
            if sign.isdigit() and corrected[:1].isdigit() and not corrected.endswith("."):
                made = _grouped(corrected, numeral, english=not is_chinese(text))
                yield "added", before + made + after


def _grouped(number: str, like: str, *, english: bool) -> str:
    """A number with commas where another has them, or is too short in English to show any."""
    whole, point, decimals = number.partition(".")
    grouped = "," in like or (english and len(like.partition(".")[0]) < _FIRST_COMMA)
    return f"{int(whole):,}{point}{decimals}" if grouped else number


def _separators(text: str) -> Iterator[tuple[str, str]]:
    for before, numeral, after in _numerals(text):
        if "," in numeral and "." not in numeral:
            yield "separator", before + numeral.replace(",", ".", 1) + after
        elif "." in numeral and "," not in numeral:
            yield "separator", before + numeral.replace(".", "") + after
