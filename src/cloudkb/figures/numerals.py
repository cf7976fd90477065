"""Printed numbers: Arabic digits, Chinese numerals, number words, scale words and vague words.

Digits, Arabic or in words, carry the precision; 十 百 千 万 亿 and their English
kin only move it ("scale words add none").
"""

from fractions import Fraction

from cloudkb.figures.decimals import Decimal, decimal, scan_decimal
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import Found, canonical, take
from cloudkb.figures.number import ONE, Number, vague_number
from cloudkb.figures.text import Source, skip
from cloudkb.figures.vague import fraction_of_digits, part_of, vague_chinese, vague_english


def scan_number(source: Source, at: int) -> tuple[Number, int] | None:
    """Scan a number of any kind with its scale words; None when none stands here."""
    if at >= len(source.low):
        return None
    sign = source.low[at]
    if sign.isdecimal() or sign == ".":
        found = scan_decimal(source, at)
        if found is None:
            return None
        start, end = found
        return fraction_of_digits(source, at, start, end) or _composed(source, end, start)
    if not sign.isascii():
        return vague_chinese(source, at) or _composed(source, at, None)
    return vague_english(source, at) or _words(source, at)


# --- digits and scale words ------------------------------------------------------------------


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
            bare=self.bare,
        )


def _composed(source: Source, at: int, first: Decimal | None) -> tuple[Number, int] | None:
    """Digits, Chinese or the Arabic ones just read, with the scale words that follow."""
    total = _Sum(first)
    end, begun = at, first is not None
    while True:
        here = skip(source.low, end) if begun else end
        more = scan_decimal(source, end) if total.joins() else None
        if more is not None:
            total.pending, end = more
            total.whole = total.whole and total.pending.whole
            total.spelling += total.pending.spelling
            continue
        found = take(source, here, "digit", "ten", "group", "scale", "odd")
        if found is None or _begins_measure(source, found, here):
            break
        if not _step(source, total, found, here, first is not None):
            break
        end, begun = found[2], True
        if found[0].kind == "scale":
            break
        if found[0].kind == "odd":
            return _odd(source, total, end, found[1])
        if found[0].kind == "digit" and source.low[end : end + 1] == "点":
            end = _places(source, total, end)
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


def _begins_measure(source: Source, found: Found, at: int) -> bool:
    """230个亿元以上大单 counts orders (3个亿 is a scale word); 千瓦 and 百分点 are units."""
    end = found[2]
    unit = take(source, at, "classifier", "unit")
    if unit is not None and unit[2] > end:
        return True
    return (
        found[0].kind == "group"
        and end - 2 >= 0
        and source.low[end - 2] == "个"
        and (source.low.startswith(("元以上", "元级"), end))
    )


def _step(source: Source, total: _Sum, found: Found, at: int, arabic: bool) -> bool:
    """Add one token to the sum; False when it belongs to something else."""
    token, language, end = found
    if token.kind == "digit":
        return _add_digit(source, total, token.value, at, source.low[at])
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
        total.spelling += source.low[at:end]
        return True
    if token.kind == "scale" and (total.parts or total.pending is None):
        raise FigureError("a second scale word", at + 1, _first_hint(total))
    total.settle()
    _add_group(total, token.value, at)
    name = canonical(token, language)
    total.spelling += f" {name}" if len(name) > 2 else name
    return True


def _add_digit(source: Source, total: _Sum, value: int, at: int, sign: str) -> bool:
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
    total.section = len(total.parts)
    total.last_group, total.last_ten = value, 0


def _first_hint(total: _Sum) -> str:
    return f"write {total.spelling}" if total.spelling else "write 23.64亿元"


def _places(source: Source, total: _Sum, at: int) -> int:
    """The digits after 点: 二十六点七."""
    places, end = "", at + 1
    while (found := take(source, end, "digit")) is not None:
        places += str(found[0].value)
        end = found[2]
    if not places or total.pending is None:
        raise FigureError("expected a digit after 点", at + 2, _first_hint(total))
    total.pending = decimal(str(total.pending.value), places)
    total.whole = False
    total.spelling += source.low[at:end]
    return end


def _odd(source: Source, total: _Sum, end: int, language: str) -> tuple[Number, int]:
    """X多, X余: from X to the next step of its last non-zero digit."""
    total.settle()
    number = total.number()
    step = _last_nonzero(number.low)
    by, spelling = 1, number.spelling + ("多" if language == "zh" else "-odd")
    while (found := take(source, end, "group")) is not None:
        by *= found[0].value
        spelling += canonical(found[0], found[1])
        end = found[2]
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


def _words(source: Source, at: int) -> tuple[Number, int] | None:
    """three, twenty-five, a third, two thirds, a hundred million."""
    ten, unit = take(source, at, "tens word"), None
    value, end = 0, at
    if ten is not None:
        value, end = ten[0].value, ten[2]
        joined = end + 1 if source.low[end : end + 1] in ("-", " ") else end
        unit = take(source, joined, "word")
        if unit is not None and not 1 <= unit[0].value <= 9:
            unit = None
    else:
        unit = take(source, at, "word")
    if unit is not None:
        value, end = value + unit[0].value, unit[2]
    if end == at:
        return None
    after = end + 1 if source.low[end : end + 1] in ("-", " ") else end
    part = take(source, after, "fraction")
    if part is not None:
        spelling = " ".join(source.low[at : part[2]].replace("-", " ").split())
        return part_of(value, part[0].value, spelling, at), part[2]
    return _composed(source, end, decimal(str(value), ""))
