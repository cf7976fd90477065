"""Slips of the pen that would explain a figure: what would have to be printed instead.

A slip counts only when the corrected print can be true with all the rest. Kinds: adjacent digits
swapped; another unit of measure (MW for GW); a power of ten (1 to 4, and 8: 万 for 亿; a fraction
for percent); the sign; one digit wrong, missing or added, where three digits or more are printed;
the thousands separator. How much each tells is `evidence`'s.
"""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from cloudkb import figures
from cloudkb.check.diagnosis.evidence import MOST, Correction, Fits
from cloudkb.figures.change_words import spoken_print
from cloudkb.figures.decimals import exact_text
from cloudkb.language import Language, marked, spoken, worded
from cloudkb.model import Amount, Change, Figure
from cloudkb.words import is_chinese, unit_text

_DESCRIPTIONS = {
    "swapped": marked("{print} is two digits swapped"),
    "unit": marked("{print} is the same number in another unit"),
    "digit": marked("{print} is one digit away"),
    "missing": marked("{print} has one digit more"),
    "added": marked("{print} has one digit less"),
    "separator": marked("{print} is another separator away"),
}
_NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
_POWERS = (1, -1, 2, -2, 3, -3, 4, -4, 8, -8)
_ONE = Fraction(1)
_NO_EVIDENCE = 2
"""Digits of a print of which one, changed, would fit nearly anything."""
_TENS = {1: 4, 3: 6, 2: 8, 4: 32, 8: 128}
"""By power of ten: one of how many it counts as; a place or three are moved most, either way."""
_TENS_OF_A_RATIO = {1: 2, 2: 4}
_ACROSS_THE_POINT = 4
"""So much less often two digits are swapped than a point is moved, where both make one number."""
_SIGN_OF_A_LEVEL = 4
"""So much less often a loss is told as a profit than a fall as a growth."""
_SINGLE = 2
"""So much less often a digit is left out that stands alone than one of two that are the same."""
_FINER = 2
"""So much less often a digit is left out behind the point: figures are printed alike."""
_PERCENT = 2
"""Places that a fraction and a percentage lie apart: what is a ratio is moved by no more."""
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
    description: str
    """Of it in a sentence: `437亿元 is one digit away`."""
    weight: int
    """What it tells, in doublings of odds (`evidence`)."""


def find(text: str, figure: Figure, fits: Fits) -> Slip | None:
    """The first slip that makes of a print what fits, where that is known to the digit."""
    for one in _corrections(text, figure, least=0):
        if fits(one.meaning):
            return Slip(one.kind, one.text, MOST)
    return None


def corrections(text: str, figure: Figure, least: int = _NO_EVIDENCE + 1) -> tuple[Correction, ...]:
    """All that one slip of the pen would make of a printed figure, the most believed kind first.

    A bound or a range has none: too many others would do as well. One digit is changed in prints
    of `least` digits or more. Remembered, since in a series of growths one print stands often.
    """
    return _remembered(text, figure, least, spoken())


@lru_cache(maxsize=256)
def _remembered(
    text: str, figure: Figure, least: int, language: Language
) -> tuple[Correction, ...]:
    """The corrections, worded in a language."""
    return tuple(_corrections(text, figure, least))


def _corrections(text: str, figure: Figure, least: int) -> Iterator[Correction]:
    if not isinstance(figure, Amount | Change):
        return
    if figure.value is None or figure.interval.low is None or figure.interval.high is None:
        return
    digits = _counted_digits(figure)
    yield from _parsed_of(_swapped(text), figure)
    yield from _parsed_of(_units(text, figure), figure)
    yield from _scaled(text, figure)
    yield from _parsed_of(_digits(text, changed=digits >= least), figure)
    yield from _parsed_of(_separators(text), figure)


def _counted_digits(figure: Amount | Change) -> int:
    """How many digits a print tells: those down to its last counted one."""
    value, step = abs(figure.value or Fraction(0)), figure.unit_step
    if step:
        return len(str(value // step))
    return len((exact_text(value) or "").replace(".", "").strip("0"))


def _parsed_of(
    candidates: Iterator[tuple[str, str]], figure: Amount | Change
) -> Iterator[Correction]:
    """Corrected prints that read as figures of the same kind."""
    found: list[tuple[str, str, Amount | Change]] = []
    for kind, corrected in candidates:
        read = parsed(corrected, figure)
        # nobody prints nothing where something was meant: 0亿 for 10亿
        if read is not None and (read.value != 0 or figure.value == 0):
            found.append((kind, corrected, read))
    among = Counter(kind for kind, _, _ in found)
    # a digit is left out of few places; one put in is mostly one of those beside it
    among["missing"] = _counted_digits(figure) + 1
    among["added"] = 4 * max(1, _counted_digits(figure) - 1)
    ways = Counter(corrected for kind, corrected, _ in found if kind == "missing")
    for kind, corrected, read in found:
        text = worded(_DESCRIPTIONS[kind], print=spoken_print(corrected, read))
        count = max(1, among[kind])
        if kind == "missing":
            # of two that are the same one is left out most
            count *= _rarely(figure, read) * (1 if ways[corrected] > 1 else _SINGLE)
        elif kind == "swapped" and _is_ten(abs((read.value or _ONE) / (figure.value or _ONE))):
            count *= _ACROSS_THE_POINT
        yield Correction(kind, text, read.interval, count, read.value)


def _rarely(figure: Amount | Change, read: Amount | Change) -> int:
    """How much less often than others a digit is left out."""
    if figure.unit_step is None or read.unit_step is None:
        return 1
    return _FINER if read.unit_step < figure.unit_step else 1


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


def _scaled(text: str, figure: Amount | Change) -> Iterator[Correction]:
    value = figure.value
    is_ratio = figure.unit == "ratio" or (isinstance(figure, Change) and figure.unit is None)
    if not value:
        return
    for power in _POWERS:
        if is_ratio and abs(power) > _PERCENT:
            continue
        printed, meant = _SCALES.get(power, ("", ""))
        kind, among = "power", (_TENS_OF_A_RATIO if is_ratio else _TENS)[abs(power)]
        corrected = _moved(text, figure, power)
        if printed and text.count(printed) == 1:
            corrected = text.replace(printed, meant)
            words = worded(
                "{print} has {meant} for {printed}", print=corrected, meant=meant, printed=printed
            )
            kind, among = "scale", 1
        elif is_ratio and abs(power) == _PERCENT:
            words = worded(
                "it is a fraction printed as percent"
                if power > 0
                else "it is percent printed as a fraction"
            )
            kind = "fraction"
        else:
            words = worded(
                "it is {times} times too large" if power < 0 else "it is {times} times too small",
                times=f"{10 ** abs(power):,}",
            )
        moved = None if corrected is None else parsed(corrected, figure)
        if moved is not None:
            yield Correction(kind, words, moved.interval, among, moved.value)
    words = worded("its sign is turned round")
    among = 1 if isinstance(figure, Change) else _SIGN_OF_A_LEVEL
    yield Correction("sign", words, figure.interval.mirrored(), among, -value)


def _moved(text: str, figure: Amount | Change, power: int) -> str | None:
    """The print with its digits so many places farther on; zeros at its end fall off."""
    for before, numeral, after in numerals(text):
        number = Fraction(numeral.replace(",", ""))
        if not number or not _is_ten(abs(figure.value or _ONE) / number):
            continue
        places = max(0, len(numeral.partition(".")[2]) - power)
        moved = f"{number * Fraction(10) ** power * 10**places // 1:0{places + 1}d}"
        moved = f"{moved[:-places]}.{moved[-places:]}" if places else moved
        if "." not in numeral and places:
            moved = moved.rstrip("0").rstrip(".")
        if "," in numeral:
            whole, point, decimals = moved.partition(".")
            moved = f"{int(whole):,}{point}{decimals}"
        if parsed(before + moved + after, figure) is not None:
            return before + moved + after
    return None


def _is_ten(ratio: Fraction) -> bool:
    """Tell whether a number is a power of ten."""
    upper, lower = str(ratio.numerator), str(ratio.denominator)
    return upper.strip("0") == "1" and lower.strip("0") == "1"


def parsed(text: str, figure: Amount | Change) -> Amount | Change | None:
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


def numerals(text: str) -> Iterator[tuple[str, str, str]]:
    """Each numeral with what stands before and after it."""
    for match in _NUMERAL.finditer(text):
        yield text[: match.start()], match.group(), text[match.end() :]


def _swapped(text: str) -> Iterator[tuple[str, str]]:
    for before, numeral, after in numerals(text):
        places = [at for at, sign in enumerate(numeral) if sign.isdigit()]
        for here, there in pairwise(places):
            if numeral[here] != numeral[there]:
                signs = list(numeral)
                signs[here], signs[there] = signs[there], signs[here]
                if signs[0] != "0" or numeral[0] == "0":
                    yield "swapped", before + "".join(signs) + after


def _digits(text: str, *, changed: bool) -> Iterator[tuple[str, str]]:
    """One digit `changed`, then one left out, then one too many."""
    for before, numeral, after in numerals(text) if changed else ():
        places = [at for at, sign in enumerate(numeral) if sign.isdigit()]
        for at in places:
            for digit in "0123456789":
                if digit != numeral[at] and not (at == 0 and digit == "0" and len(numeral) > 1):
                    yield "digit", before + numeral[:at] + digit + numeral[at + 1 :] + after
    for before, numeral, after in numerals(text):
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
    for before, numeral, after in numerals(text):
        if "," in numeral and "." not in numeral:
            yield "separator", before + numeral.replace(",", ".", 1) + after
        elif "." in numeral and "," not in numeral:
            yield "separator", before + numeral.replace(".", "") + after
