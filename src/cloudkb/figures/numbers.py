"""Printed numbers: Arabic digits, Chinese numerals, number words, scale words and vague words.

Digits, Arabic or in words, carry the precision; 十 百 千 万 亿 and their English
kin only move it ("scale words add none").
"""

from fractions import Fraction
from typing import Literal

from cloudkb.figures.cursor import FigureError, Found, Text, canonical, spellings
from cloudkb.figures.decimals import Decimal, decimal, scan_decimal
from cloudkb.figures.english import one_in, scaled, scan_scale, scan_words
from cloudkb.figures.meaning import multiple_margin
from cloudkb.figures.number_record import ONE, Number, around, odd, part_of, vague_number
from cloudkb.figures.suggestions import Hint, like, write
from cloudkb.figures.units_at import is_unit
from cloudkb.language import worded
from cloudkb.late import expression

_MEGA = expression("瓦|赫|字节|比特|位|帕|焦|伏|欧(?!元|分)|电子伏|卡")
"""What 兆 is mega before, and no number."""
_FOLD = expression("(two|three|four|five|six|seven|eight|nine|ten|twelve)(?=-?fold)")
_DISCOUNT = expression("([一二两三四五六七八九])([一二三四五六七八九])(?=折)")


def scan_number(text: Text, at: int) -> tuple[Number, int] | None:
    """Scan a number of any kind with its scale words; None when none stands here."""
    if at >= len(text.low):
        return None
    sign = text.low[at]
    if sign.isdecimal() or sign in ".,":
        found = scan_decimal(text, at)
        if found is None:
            return None
        start, end = found
        return _part_of_digits(text, at, start, end) or _composed(text, end, start)
    if not sign.isascii():
        return vague_chinese(text, at) or _composed(text, at, None)
    return vague_english(text, at) or scan_words(text, at)


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
        self.pointed = False
        """A 点 was read: what follows is no short form any more."""
        self.late = -1
        """Where Arabic digits behind a scale word began; -1 when they have their own."""
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
            total.late = end
            total.pending, end = more
            total.whole = total.whole and total.pending.whole
            total.spelling += total.pending.spelling
            continue
        found = text.take(here, "digit", "ten", "group", "scale", "dozen", "odd", "hedge inside")
        if found is None or _begins_measure(text, found, here):
            break
        kind = found.token.kind
        if kind in ("scale", "dozen"):
            return _in_english(text, total, end, here)
        if kind == "hedge inside":
            if text.take(found.end, "group") is None:
                break
            return _widened(text, total, found)
        if not _step(text, total, found, here, first is not None):
            break
        end, begun = found.end, True
        if kind == "odd":
            return _widened(text, total, found)
        if kind in ("digit", "ten") and text.sign(end) == "点":
            end = _places(text, total, end)
    if not begun:
        return None
    _close(total, arabic=first is not None)
    return (total.number(), end) if total.parts else None


def _in_english(text: Text, total: _Sum, end: int, here: int) -> tuple[Number, int] | None:
    """The million or the dozen behind digits."""
    if total.pending is None or total.parts or total.pending_high is not None:
        if total.pending is None and not total.parts:
            return None
        raise FigureError(worded("a second scale word"), here + 1, _first_hint(total))
    return scaled(text, total.pending, end)


def _close(total: _Sum, *, arabic: bool) -> None:
    """Settle the last digits, which stand for themselves or one place below their scale word."""
    number = total.pending
    if number is None:
        return
    unit = total.last_ten if total.last_ten > 10 else total.last_group
    if total.late < 0:
        # 三万五 is 35,000: a last digit without its word stands one place lower
        spoken = total.parts and total.spelling[-2:-1] != "零" and not arabic and not total.pointed
        total.settle(unit // 10 if spoken and unit else 1)
    elif not total.whole:
        raise FigureError(worded("a point between scale words"), total.late + 1, "")
    elif len(number.spelling) == 1 and number.value and unit:
        total.settle(unit // 10)
    elif unit == 10 ** len(number.spelling) or not unit:
        total.settle()
    else:
        raise FigureError(
            worded("{word} behind a scale word: in which place?", word=number.spelling),
            total.late + 1,
            "",
        )


def _begins_measure(text: Text, found: Found, at: int) -> bool:
    """230个亿元以上大单 counts orders (3个亿 is a scale word); 千瓦 and 百分点 are units."""
    end = found.end
    unit = text.take(at, "classifier", "unit")
    if (unit is not None and unit.end > end) or is_unit(text, at, end):
        return True
    if found.token.value == 10**12 and _MEGA.match(text.low, end):
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
            raise FigureError(worded("a second scale word"), at + 1, write(total.spelling))
        if total.last_ten and token.value >= total.last_ten:
            raise FigureError(
                worded("scale words go from large to small"), at + 1, _first_hint(total)
            )
        if total.pending is None:
            total.bare = token.value > 10 and not total.parts
            total.pending = decimal("1", "")
        total.settle(token.value)
        total.late = -1
        total.last_ten = token.value
        total.spelling += text.low[at:end]
        return True
    total.settle()
    _add_group(total, token.value, at)
    total.late = -1
    total.spelling += canonical(token, language)
    return True


def _add_digit(text: Text, total: _Sum, value: int, at: int, sign: str) -> bool:
    """A Chinese digit: a new pending one, or the second of a pair like 两三."""
    if value == 0 and (total.parts or total.pending):
        if total.pending is not None:
            raise FigureError(worded("digits one by one are no number"), at + 1, like("203"))
        total.spelling += "零"
        return True
    if total.pending is None:
        total.pending = decimal(str(value), "")
        total.spelling += sign
        return True
    first = total.pending.value
    pair = value == first + 1 or (first == 3 and value == 5)
    if total.pending_high is not None or not pair or total.spelling[-1].isdecimal():
        raise FigureError(worded("digits one by one are no number"), at + 1, write(total.spelling))
    total.pending_high = Fraction(value)
    total.spelling += sign
    return True


def _add_group(total: _Sum, value: int, at: int) -> None:
    if not total.parts:
        total.bare = True
        total.parts.append((ONE, ONE, ONE, ONE))
    if total.last_group == value:
        raise FigureError(worded("a second scale word"), at + 1, _first_hint(total))
    if total.last_group and value > total.last_group:
        total.multiply(value, 0)
        total.groups *= value
    else:
        if total.section == len(total.parts):
            raise FigureError(worded("a second scale word"), at + 1, _first_hint(total))
        total.multiply(value, total.section)
        total.groups = value
    total.worth = max(total.worth, total.groups)
    total.section = len(total.parts)
    total.last_group, total.last_ten = value, 0


def _first_hint(total: _Sum) -> Hint:
    return write(total.spelling) if total.spelling else ""


def _places(text: Text, total: _Sum, at: int) -> int:
    """The digits after 点: 二十六点七."""
    places, end = "", at + 1
    while (found := text.take(end, "digit")) is not None:
        places += str(found.token.value)
        end = found.end
    if not places:
        if total.pending is None:
            return at
        raise FigureError(worded("expected a digit after 点"), at + 2, _first_hint(total))
    total.pending = decimal(str(total.pending.value if total.pending else 0), places)
    total.whole, total.pointed = False, True
    total.spelling += text.low[at:end]
    return end


def _widened(text: Text, total: _Sum, found: Found) -> tuple[Number, int]:
    """X多万, X余, X来亿: the number with what the word leaves open, and the groups behind it."""
    total.settle()
    number = total.number()
    inside = found.token.kind == "hedge inside"
    word = "来" if inside else "多" if found.language == "zh" else "-odd"
    by, spelling, end = 1, number.spelling + word, found.end
    while (group := text.take(end, "group")) is not None:
        by *= group.token.value
        spelling += canonical(group.token, group.language)
        end = group.end
    if number.low == 10 and by > 1 and not inside:
        wide = vague_number(Fraction(10), Fraction(20), spelling, high_open=True)
    else:
        wide = around(number, spelling) if inside else odd(number, spelling)
    wide = wide._replace(low=wide.low * by, high=wide.high * by)
    return wide._replace(groups=by, worth=max(by, number.worth)), end


# --- parts of a whole, and words without digits --------------------------------------------------


def _part_of_digits(text: Text, at: int, upper: Decimal, end: int) -> tuple[Number, int] | None:
    """1/3, 4 out of 5: a part of a whole."""
    if not upper.whole or text.sign(end) not in ("/", " "):
        return None
    if text.sign(end) == " ":
        return one_in(text, int(upper.value), at, end)
    found = scan_decimal(text, end + 1)
    if found is None or not found[0].whole:
        return None
    lower = found[0]
    return part_of(
        int(upper.value), int(lower.value), f"{upper.spelling}/{lower.spelling}", at
    ), found[1]


_HEIGHTS = ("高", "中", "低")
"""Before digit words that have no heights: 高双位数 is 高 of nothing, and no rise."""
_ENDS_HIGH_OR_LOW = ("direction", "direction too", "hedge")
"""Kinds of words of which some end in a height, and are none: 升高两位数, 最低两位数."""


def _is_behind_height(before: str) -> bool:
    if not before.endswith(_HEIGHTS):
        return False
    words = spellings(_ENDS_HIGH_OR_LOW)
    return not any(before.endswith(word) for word in words if len(word) > 1)


def vague_chinese(text: Text, at: int) -> tuple[Number, int] | None:
    """Scan 个位数, 大部分, 翻番, 一半, 数十, 三分之一, 八五折; None when none stands here."""
    pair = _discount(text, at)
    if pair is not None:
        return pair
    word = text.take(at, "digits", "most", "multiple", "half")
    if word is not None and word.token.kind == "digits" and _is_behind_height(text.low[:at]):
        raise FigureError(
            worded("digits of which height?"),
            at,
            worded("say how much it is at least or at most"),
        )
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


def _discount(text: Text, at: int) -> tuple[Number, int] | None:
    """八五 before 折, which is 8.5 of ten."""
    pair = _DISCOUNT.match(text.low, at)
    if pair is None:
        return None
    digits = [found.token.value for found in map(text.take, (at, at + 1), ("digit",) * 2) if found]
    read = decimal(str(digits[0]), str(digits[1]))
    number = Number(read.value, read.value, read.spelling, step=read.step, digit=read.digit)
    return number._replace(whole=False), pair.end()


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
        raise FigureError(worded("expected a numeral after 分之"), middle.end + 1, like("三分之一"))
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
        # what they stand for depends on whether something is counted: `DIGITS` has their meaning
        number = vague_number(Fraction(0), Fraction(0), spelling)
        return number._replace(sort="digits", name=token.name), end
    if token.kind == "half":
        return Number(Fraction(1, 2), Fraction(1, 2), spelling, "fraction", Fraction(0)), end
    if token.kind == "most":
        sort: Literal["most", "minority"] = "most" if token.name == "most" else "minority"
        return Number(Fraction(1, 2), Fraction(1, 2), spelling, sort, Fraction(0)), end
    value = Fraction(token.value) if token.value > 0 else Fraction(1, -token.value)
    step = multiple_margin(value) * 2
    return Number(value, value, spelling, "multiple", step, step), end


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
        scale = scan_scale(text, several.end)
        by, end = (scale.value, scale.end) if scale else (1, several.end)
        names = scale.names if scale else ""
        return _tenfold(by, f"several {names.strip()}".strip()), end
    word = text.take(at, "digits", "most", "multiple", "half")
    fold = _FOLD.match(text.low, at)
    if fold is not None:
        value = spellings(("word",))[fold[1]][0].value
        return _composed(text, fold.end(), decimal(str(value), ""))
    if word is None:
        return None
    longer = scan_words(text, at) if word.token.kind == "half" else None
    return longer if longer is not None and longer[1] > word.end else _fixed(word)
