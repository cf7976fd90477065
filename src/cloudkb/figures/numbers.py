"""Printed numbers: Arabic digits, Chinese numerals, number words, scale words and vague words.

Digits, Arabic or in words, carry the precision; 十 百 千 万 亿 and their English
kin only move it ("scale words add none").
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.cursor import FigureError, Found, Text, canonical
from cloudkb.figures.decimals import Decimal, decimal, scan_decimal

ONE = Fraction(1)


class Number(NamedTuple):
    """A number as printed, before any unit: one value, or the two ends of a vague word."""

    low: Fraction
    high: Fraction
    spelling: str
    sort: Literal["plain", "vague", "fraction", "multiple", "most", "minority"] = "plain"
    step: Fraction = ONE
    """One unit of the last counted digit; 0 when the word has no digits."""
    digit: Fraction = ONE
    """One unit of the last printed digit."""
    whole: bool = True
    tens: int = 1
    """What 十 百 千 multiply the last digit by."""
    groups: int = 1
    """What 万 亿, million and the like multiply it by."""
    worth: int = 1
    """The same for the first part of a number of several: of 1亿2000万 it is 亿."""
    high_open: bool = False
    bare: bool = False
    """A scale word without a numeral: 亿元以上."""

    def scaled(self, by: int) -> "Number":
        """The same digits under another scale word."""
        return self._replace(
            low=self.low * by, high=self.high * by, step=self.step * by, digit=self.digit * by
        )


def vague_number(
    low: Fraction, high: Fraction, spelling: str, *, high_open: bool = False
) -> Number:
    """A number without digits that count, between two ends."""
    return Number(low, high, spelling, "vague", Fraction(0), Fraction(0), high_open=high_open)


def scan_number(text: Text, at: int) -> tuple[Number, int] | None:
    """Scan a number of any kind with its scale words; None when none stands here."""
    if at >= len(text.low):
        return None
    sign = text.low[at]
    if sign.isdecimal() or sign == ".":
        found = scan_decimal(text, at)
        if found is None:
            return None
        start, end = found
        return fraction_of_digits(text, at, start, end) or _composed(text, end, start)
    if not sign.isascii():
        return vague_chinese(text, at) or _composed(text, at, None)
    return vague_english(text, at) or _words(text, at)


# --- digits and scale words ----------------------------------------------------------------------


class _Sum:
    """The parts of a number under construction: 1亿2000万 has two, 三百五十 has two."""

    def __init__(self, first: Decimal | None) -> None:
        self.parts: list[tuple[Fraction, Fraction, Fraction, Fraction]] = []
        self.section = 0
        """Index of the first part of the current section of 万 or 亿."""
        self.pending: Decimal | None = first
        self.pending_high: Fraction | None = None
        self.last_ten = 0
        self.last_group = 0
        self.tens = 1
        self.groups = 1
        self.worth = 1
        self.whole = first is None or first.whole
        self.spelling = "" if first is None else first.spelling
        self.bare = False

    def joins(self) -> bool:
        """Tell whether digits that follow at once belong here: the 2000 of 1亿2000万."""
        return bool(self.parts) and self.pending is None and self.spelling[-1] in "百千万亿兆"

    def settle(self, by: int = 1) -> None:
        """Turn the pending digits into a part, moved by a 十 百 千 or nothing."""
        if self.pending is not None:
            high = self.pending.value if self.pending_high is None else self.pending_high
            number = self.pending
            self.parts.append((number.value * by, high * by, number.step * by, number.digit * by))
            self.tens = by
            self.pending = self.pending_high = None

    def multiply(self, by: int, start: int) -> None:
        """Multiply the parts from an index on."""
        self.parts[start:] = [
            (low * by, high * by, step * by, digit * by)
            for low, high, step, digit in self.parts[start:]
        ]

    def number(self) -> Number:
        """What was put together."""
        low = sum((part[0] for part in self.parts), Fraction(0))
        high = sum((part[1] for part in self.parts), Fraction(0))
        step, digit = self.parts[-1][2:]
        return Number(
            low,
            high,
            self.spelling,
            step=step,
            digit=digit,
            whole=self.whole,
            tens=self.tens,
            groups=self.groups,
            worth=self.worth,
            bare=self.bare,
        )


def _composed(text: Text, at: int, first: Decimal | None) -> tuple[Number, int] | None:
    """Digits, Chinese or the Arabic ones just read, with the scale words that follow."""
    total = _Sum(first)
    end, begun = at, first is not None
    while True:
        here = text.skip(end) if begun else end
        more = scan_decimal(text, end) if total.joins() else None
        if more is not None:
            total.pending, end = more
            total.whole = total.whole and total.pending.whole
            total.spelling += total.pending.spelling
            continue
        found = text.take(here, "digit", "ten", "group", "scale", "odd")
        if found is None or _begins_measure(text, found, here):
            break
        if not _step(text, total, found, here, first is not None):
            break
        end, begun = found.end, True
        if found.token.kind == "scale":
            break
        if found.token.kind == "odd":
            return _odd(text, total, end, found.language)
        if found.token.kind == "digit" and text.sign(end) == "点":
            end = _places(text, total, end)
    if not begun:
        return None
    if total.pending is not None:
        # 三万五 is 35,000: a last digit without its word stands one place lower
        short = total.last_ten if total.last_ten > 10 else total.last_group
        spoken = total.parts and total.spelling[-2:-1] != "零" and first is None
        total.settle(short // 10 if spoken and short else 1)
    if not total.parts:
        return None
    return total.number(), end


def _begins_measure(text: Text, found: Found, at: int) -> bool:
    """230个亿元以上大单 counts orders (3个亿 is a scale word); 千瓦 and 百分点 are units."""
    end = found.end
    unit = text.take(at, "classifier", "unit")
    if unit is not None and unit.end > end:
        return True
    return (
        found.token.kind == "group"
        and end - 2 >= 0
        and text.low[end - 2] == "个"
        and (text.low.startswith(("元以上", "元级"), end))
    )


def _step(text: Text, total: _Sum, found: Found, at: int, arabic: bool) -> bool:
    """Add one token to the sum; False when it belongs to something else."""
    token, language, end = found
    if token.kind == "digit":
        return _add_digit(text, total, token.value, at, text.low[at])
    if token.kind == "odd":
        return total.parts != [] or total.pending is not None
    if token.kind == "ten":
        if total.pending is None and (total.parts[total.section :] or arabic):
            raise FigureError("a second scale word", at + 1, f"write {total.spelling}")
        if total.last_ten and token.value >= total.last_ten:
            raise FigureError("scale words go from large to small", at + 1, _first_hint(total))
        if total.pending is None:
            total.pending = decimal("1", "")
        total.settle(token.value)
        total.last_ten = token.value
        total.spelling += text.low[at:end]
        return True
    if token.kind == "scale" and (total.parts or total.pending is None):
        raise FigureError("a second scale word", at + 1, _first_hint(total))
    total.settle()
    _add_group(total, token.value, at)
    name = canonical(token, language)
    total.spelling += f" {name}" if len(name) > 2 else name
    return True


def _add_digit(text: Text, total: _Sum, value: int, at: int, sign: str) -> bool:
    """A Chinese digit: a new pending one, or the second of a pair like 两三."""
    if value == 0 and (total.parts or total.pending):
        if total.pending is not None:
            raise FigureError("digits one by one are no number", at + 1, "write 203")
        total.spelling += "零"
        return True
    if total.pending is None:
        total.pending = decimal(str(value), "")
        total.spelling += sign
        return True
    first = total.pending.value
    pair = value == first + 1 or (first == 3 and value == 5)
    if total.pending_high is not None or not pair or total.spelling[-1].isdecimal():
        raise FigureError("digits one by one are no number", at + 1, f"write {total.spelling}")
    total.pending_high = Fraction(value)
    total.spelling += sign
    return True


def _add_group(total: _Sum, value: int, at: int) -> None:
    if not total.parts:
        total.bare = True
        total.parts.append((ONE, ONE, ONE, ONE))
    if total.last_group == value:
        raise FigureError("a second scale word", at + 1, _first_hint(total))
    if total.last_group and value > total.last_group:
        total.multiply(value, 0)
        total.groups *= value
    else:
        if total.section == len(total.parts):
            raise FigureError("a second scale word", at + 1, _first_hint(total))
        total.multiply(value, total.section)
        total.groups = value
    total.worth = max(total.worth, total.groups)
    total.section = len(total.parts)
    total.last_group, total.last_ten = value, 0


def _first_hint(total: _Sum) -> str:
    return f"write {total.spelling}" if total.spelling else "write 23.64亿元"


def _places(text: Text, total: _Sum, at: int) -> int:
    """The digits after 点: 二十六点七."""
    places, end = "", at + 1
    while (found := text.take(end, "digit")) is not None:
        places += str(found.token.value)
        end = found.end
    if not places or total.pending is None:
        raise FigureError("expected a digit after 点", at + 2, _first_hint(total))
    total.pending = decimal(str(total.pending.value), places)
    total.whole = False
    total.spelling += text.low[at:end]
    return end


def _odd(text: Text, total: _Sum, end: int, language: str) -> tuple[Number, int]:
    """X多, X余: from X to the next step of its last non-zero digit."""
    total.settle()
    number = total.number()
    step = _last_nonzero(number.low)
    by, spelling = 1, number.spelling + ("多" if language == "zh" else "-odd")
    while (found := text.take(end, "group")) is not None:
        by *= found.token.value
        spelling += canonical(found.token, found.language)
        end = found.end
    if number.low == 10 and by == 1:
        # 十余家 is a count between ten and twenty
        return vague_number(Fraction(11), Fraction(19), spelling), end
    low = number.low * by
    return vague_number(low, low + step * by, spelling, high_open=True), end


def _last_nonzero(value: Fraction) -> Fraction:
    """One unit of the last digit of a number that is not zero."""
    step = Fraction(1)
    while (value / step).denominator != 1:
        step /= 10
    while value and (value / (step * 10)).denominator == 1:
        step *= 10
    return step


def _words(text: Text, at: int) -> tuple[Number, int] | None:
    """three, twenty-five, a third, two thirds, a hundred million."""
    ten, unit = text.take(at, "tens word"), None
    value, end = 0, at
    if ten is not None:
        value, end = ten.token.value, ten.end
        joined = end + 1 if text.sign(end) in ("-", " ") else end
        unit = text.take(joined, "word")
        if unit is not None and not 1 <= unit.token.value <= 9:
            unit = None
    else:
        unit = text.take(at, "word")
    if unit is not None:
        value, end = value + unit.token.value, unit.end
    if end == at:
        return None
    after = end + 1 if text.sign(end) in ("-", " ") else end
    part = text.take(after, "fraction")
    if part is not None:
        spelling = " ".join(text.low[at : part.end].replace("-", " ").split())
        return part_of(value, part.token.value, spelling, at), part.end
    return _composed(text, end, decimal(str(value), ""))


# --- parts of a whole, and words without digits --------------------------------------------------


def part_of(upper: int, lower: int, spelling: str, at: int) -> Number:
    """A part of a whole, 1/3 or 三分之一; raises FigureError when it is no part."""
    if not 0 < upper < lower <= 1000:
        raise FigureError("a part is smaller than the whole", at + 1, "write 三分之一")
    value = Fraction(upper, lower)
    return Number(value, value, spelling, "fraction", Fraction(0), Fraction(0))


def fraction_of_digits(text: Text, at: int, upper: Decimal, end: int) -> tuple[Number, int] | None:
    """1/3: a part of a whole."""
    if text.sign(end) != "/" or not upper.whole:
        return None
    found = scan_decimal(text, end + 1)
    if found is None or not found[0].whole:
        return None
    lower = found[0]
    return part_of(
        int(upper.value), int(lower.value), f"{upper.spelling}/{lower.spelling}", at
    ), found[1]


def vague_chinese(text: Text, at: int) -> tuple[Number, int] | None:
    """Scan 个位数, 大部分, 翻番, 一半, 数十, 三分之一; None when none stands here."""
    word = text.take(at, "digits", "most", "multiple", "half")
    if word is not None:
        return _fixed(word)
    several = text.take(at, "several")
    if several is not None:
        by, end, spelling = 1, several.end, "数"
        while (found := text.take(end, "ten", "group")) is not None:
            by *= found.token.value
            spelling += canonical(found.token, "zh")
            end = found.end
        return _tenfold(by, spelling), end
    return _part_chinese(text, at)


def _part_chinese(text: Text, at: int) -> tuple[Number, int] | None:
    """三分之一, 百分之... excepted (that is a unit in front)."""
    if text.take(at, "percent before"):
        return None
    lower = _small_chinese(text, at)
    if lower is None:
        return None
    middle = text.take(lower[1], "parts of")
    if middle is None:
        return None
    upper = _small_chinese(text, middle.end)
    if upper is None:
        raise FigureError("expected a numeral after 分之", middle.end + 1, "write 三分之一")
    return part_of(upper[0], lower[0], text.low[at : upper[1]], at), upper[1]


def _small_chinese(text: Text, at: int) -> tuple[int, int] | None:
    digit = text.take(at, "digit")
    ten = text.take(digit.end if digit else at, "ten")
    if ten is not None and ten.token.value == 10:
        last = text.take(ten.end, "digit")
        value = (digit.token.value if digit else 1) * 10 + (last.token.value if last else 0)
        return value, last.end if last else ten.end
    return (digit.token.value, digit.end) if digit else None


def _fixed(word: Found) -> tuple[Number, int]:
    token, language, end = word
    spelling = canonical(token, language)
    if token.kind == "digits":
        value = Fraction(token.value)
        return vague_number(value, value * 10 - 1, spelling), end
    if token.kind == "half":
        return Number(Fraction(1, 2), Fraction(1, 2), spelling, "fraction", Fraction(0)), end
    if token.kind == "most":
        sort: Literal["most", "minority"] = "most" if token.name == "most" else "minority"
        return Number(Fraction(1, 2), Fraction(1, 2), spelling, sort, Fraction(0)), end
    value = Fraction(token.value) if token.value > 0 else Fraction(1, -token.value)
    # doubled is 1.95 to 2.05 times
    return Number(value, value, spelling, "multiple", Fraction(1, 10), Fraction(1, 10)), end


def _tenfold(by: int, spelling: str) -> Number:
    """数十 is 20 to 99; with 万 or more behind it, up to the next power of ten."""
    low = Fraction(by * 2)
    if by < 10**4:
        return vague_number(low, Fraction(by * 10 - 1), spelling)
    return vague_number(low, Fraction(by * 10), spelling, high_open=True)


def vague_english(text: Text, at: int) -> tuple[Number, int] | None:
    """Scan tens of billions, several, most, doubled, half; None when none stands here."""
    many = text.take(at, "many")
    if many is not None:
        spelling, end = canonical(many.token, "en"), many.end
        if text.low.startswith("of ", after := text.skip(end)) and text.low[after + 3 :].strip():
            spelling, end = f"{spelling} of", after + 2
        return _tenfold(many.token.value, spelling), end
    several = text.take(at, "several")
    if several is not None:
        scale = text.take(text.skip(several.end), "scale")
        by, end = (scale.token.value, scale.end) if scale else (1, several.end)
        spelling = "several" + (f" {scale.token.name}" if scale else "")
        return _tenfold(by, spelling), end
    word = text.take(at, "digits", "most", "multiple", "half")
    return _fixed(word) if word is not None else None
