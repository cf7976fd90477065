"""One side of a printed amount: currency, number, unit or counted thing, in any usual order.

Any noun may be counted, so what is counted is free text; what stops a slip from becoming
one is that a misspelled scale, currency or unit is refused.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.counted import scan_measure
from cloudkb.figures.cursor import FigureError, Found, Text, canonical
from cloudkb.figures.decimals import MOST_DIGITS, decimal, decimal_text, places_of
from cloudkb.figures.meaning import COUNTED_DIGITS, UNITS
from cloudkb.figures.measures import meant
from cloudkb.figures.number_record import ONE, Number, odd, vague_number
from cloudkb.figures.numbers import scan_number
from cloudkb.figures.rates import Per, per_behind
from cloudkb.figures.suggestions import like, write
from cloudkb.figures.table.currencies import SHARED_SIGNS
from cloudkb.figures.units_at import fits_metric, refuse_case, unit_at
from cloudkb.language import worded
from cloudkb.late import expression

CURRENCIES = ("currency", "bare currency", "currency code")
_NOT_COUNTED = (
    "base", "direction", "to", "growth noun", "odd", "fraction", "parts of", "hedge after",
    "between after",
)  # fmt: skip
_RANKS = ("TOP",)
"""Codes that would begin a rank before their number: TOP 37."""
_BEHIND = ("hedge after", "between after", "to", "base", "against after", "level")
_BEHIND_A_UNIT = (*_BEHIND, "hedge", "minus", "plus minus", "direction")
_LOOSE = frozenset("日月年周天季度节里方升安伏")
"""Units of one sign that nouns begin with as well: 月活用户."""
_INSIDE = ("个半", "个多", "个余")
"""A classifier with what opens the number before it."""
_SMALL_COINS = expression("([0-9一二两三四五六七八九])[角毛](?:([0-9一二两三四五六七八九])分)?")


class Side(NamedTuple):
    """A number with what stands around it; the empty string is what is not printed."""

    number: Number
    start: int
    end: int
    unit: str = ""
    """A name in `UNITS`: percent, permille, points, basis points, tenths or times."""
    currency: str = ""
    """ISO 4217, or a bare sign: 元 ¥ $."""
    prefix: str = ""
    suffix: str = ""
    measure: str = ""
    negative: bool = False
    level: bool = False
    reached: bool = False
    """Its unit was printed on the other side only."""
    mark: str = ""
    """The hedge between the number and the counted thing: 500+ servers, 十来家."""
    parts: int = 1
    """How many of its unit of currency make one of the currency: 100 cents, 10角."""
    after: str = ""
    """What widens the number behind its unit: 一倍多."""
    measured: str = ""
    """The name of a unit of measure; `measure` is then its spelling."""
    per: Per | None = None
    """What it is per, if anything."""

    @property
    def factor(self) -> Fraction:
        """What the unit multiplies the number by."""
        factor = UNITS[self.unit].factor if self.unit else Fraction(1, self.parts)
        return factor / self.per.number if self.per is not None else factor

    @property
    def kind(self) -> Literal["money", "ratio", "count", "points", "measure"] | None:
        """The kind of quantity this can be; None for a bare number."""
        if self.unit and UNITS[self.unit].points:
            return "points"
        if self.unit or self.number.sort in ("fraction", "multiple", "most", "minority"):
            return "ratio"
        if self.number.sort == "digits" and not self.measure:
            return "ratio"
        if self.currency:
            return "money"
        if self.measured:
            return "measure"
        return "count" if self.measure else None

    @property
    def is_part(self) -> bool:
        """Tell whether it is a rough part of a whole: 三成, 一半, a third."""
        return (self.unit == "tenths" and not self.after) or self.number.sort == "fraction"


def scan_side(text: Text, at: int) -> Side | None:
    """Scan one side of an amount; None when no number, currency or unit begins here."""
    start = at
    if text.sign(at) == "打" and text.take(at + 1, "digit"):
        side = scan_side(text, at + 1)
        return side._replace(start=at) if side is not None and side.unit == "discount" else None
    before = text.take(at, "percent before")
    prefix = None if before else _prefix(text, at)
    if before or prefix:
        at = text.skip((before or prefix)[2])  # type: ignore[index]
    found = scan_number(text, at)
    if found is None:
        if before or prefix:
            raise _no_number(text, start, at)
        return None
    number, end = found
    if before is not None and text.low[at:end] == "百":
        # 百分之百 is all of it
        number = Number(Fraction(100), Fraction(100), "100", step=Fraction(1))
    side = Side(number, start, end)
    if before is not None:
        if number.sort not in ("plain", "vague"):
            raise FigureError(worded("expected a number here"), at + 1, like("百分之三十"))
        unit = before.token.name
        if number.low != number.high:
            # 百分之二三十 has no spelling in digits
            before_it = canonical(before.token, before.language)
            return side._replace(unit=unit, prefix=before_it, number=_every_digit(number))
        return side._replace(unit=unit, number=_arabic(number), suffix=UNITS[unit].spelling)
    part = number.sort in ("most", "minority", "multiple", "fraction", "digits")
    if prefix is not None:
        if part:
            raise FigureError(worded("a currency before a part"), start + 1, write(number.spelling))
        side = _with_currency(side, prefix, start, "", before_number=True)
    if number.sort == "digits":
        return _with_digits(text, side)
    if number.sort == "multiple" and (more := text.take(end, "odd")) is not None:
        # 翻番多: doubled is the least
        return side._replace(end=more.end, mark="over")
    if part and number.sort != "fraction":
        return side
    side = _with_level(text, _widened(text, _with_tail(text, side)))
    per = per_behind(text, side.end) if side.kind in (None, "money", "count", "measure") else None
    return side if per is None else side._replace(per=per, end=per.end)


def _widened(text: Text, side: Side) -> Side:
    """Add what stands behind a unit or a classifier and opens the number: 一倍多, 三年半."""
    word = text.sign(side.end)
    named = side.unit or side.measure or (side.currency and side.suffix)
    if word not in ("多", "余", "半") or not named or side.number.sort != "plain":
        return side
    behind = text.sign(side.end + 1)
    if behind > "\u3400" and not text.take(side.end + 1, *_BEHIND):
        return side
    number = side.number
    if number.low == Fraction(1, 2):
        raise FigureError(worded("half and more: how much more?"), side.end + 1, "")
    if word != "半":
        if side.unit:
            wide = odd(number, number.spelling)
            return side._replace(number=wide, after="多", end=side.end + 1)
        if number.spelling[-1].isascii() and number.spelling[-1].isalpha():
            return side
        return side._replace(number=odd(number, f"{number.spelling}多"), end=side.end + 1)
    if side.unit == "tenths":
        return _with_half(side, side.end + 1, f"{number.spelling}成半")._replace(suffix="")
    if not number.whole or number.groups > 1 or side.unit not in ("", "times") or side.currency:
        return side
    return _with_half(side, side.end + 1)


def _with_half(side: Side, end: int, spelling: str = "") -> Side:
    """One half more: 一年半 is 1.5年."""
    number = side.number
    half = Fraction(1, 2)
    tenth = Fraction(1, 10)
    value = decimal_text(number.low + half, 1)
    more = number._replace(
        low=number.low + half, high=number.high + half, spelling=spelling or value,
        step=tenth, digit=tenth, whole=False, tens=1,
    )  # fmt: skip
    return side._replace(number=more, end=end)


def _with_digits(text: Text, side: Side) -> Side:
    """两位数台 are counted; all others are percentages: a low-teens margin."""
    end = side.end
    counted = text.take(end + 1 if text.sign(end) == "的" else end, "classifier")
    if counted is not None:
        if side.number.name not in COUNTED_DIGITS:
            hint = write(side.number.spelling)
            raise FigureError(
                worded("only single, double and triple digits are counted"), end + 1, hint
            )
        low, high = COUNTED_DIGITS[side.number.name]
        number = vague_number(Fraction(low), Fraction(high), side.number.spelling)
        return side._replace(number=number, measure=counted.token.name, end=counted.end)
    noun = text.take(text.skip(end), "digits noun")
    return side._replace(end=noun.end) if noun is not None else side


def _no_number(text: Text, start: int, at: int) -> FigureError:
    """A currency with something else behind it than a number."""
    currency = text.cased[start:at].strip()
    if text.sign(at) == "-":
        hint = write(f"-{currency}{text.cased[at + 1 : at + 12]}")
        return FigureError(worded("the sign stands before the currency"), at + 1, hint)
    if text.sign(at) == "(":
        inside = text.cased[at : at + 40].replace("(", "").replace(")", "").strip()
        return FigureError(
            worded("brackets go around the whole figure"), at + 1, write(f"({currency} {inside})")
        )
    return FigureError(worded("expected a number here"), at + 1)


def _prefix(text: Text, at: int) -> Found | None:
    found = text.take(at, *CURRENCIES)
    if found is None or (found.token.name == "元" and found.language == "zh"):
        return None
    return found


def _with_tail(text: Text, side: Side) -> Side:
    """Add the currency, the unit or the counted thing behind the number."""
    at = text.skip(side.end)
    level = text.take(at, "level")
    if level is not None:
        side = side._replace(level=True)
        at = level.end
    after = None if level else text.take(at, "hedge after", "hedge inside")
    if after is not None and after.language != "sign" and after.token.kind != "hedge inside":
        return side
    if after is not None:
        # 500+ servers: what is counted stands behind the hedge
        bare, side = side, side._replace(mark=after.token.name)
        at = text.skip(after.end)
        marked = _with_unit_of_any_kind(text, side, at)
        return marked if marked.end > side.end else bare
    return _with_unit_of_any_kind(text, side._replace(end=at) if level else side, at)


def _with_unit_of_any_kind(text: Text, side: Side, at: int) -> Side:
    unit = text.take(at, "unit")
    currency = text.take(at, *CURRENCIES)
    small = text.take(at, "fraction of currency")
    others = [one.end for one in (unit, currency, small) if one is not None]
    measured = _measured(text, side, at, max(others, default=at))
    if measured is not None:
        return measured
    if small is not None and all(one is None or one.end < small.end for one in (unit, currency)):
        return _with_small_coins(side, small, at)
    if unit is not None and (currency is None or unit.end >= currency.end):
        if side.currency:
            raise FigureError(worded("a second unit"), at + 1, write(spell_side(side)))
        return _with_unit(text, side, unit)
    if currency is not None and side.number.sort == "fraction":
        raise FigureError(worded("a currency behind a part"), at + 1, write(spell_side(side)))
    if currency is not None:
        side = _with_currency(
            side._replace(end=currency.end),
            currency,
            at,
            " ".join(text.low[at : currency.end].split()),
            before_number=False,
        )
        return _with_change(text, side)
    _refuse_vague(text, side.start, at)
    found = None if text.take(at, *_NOT_COUNTED) else scan_measure(text, at)
    if found is None:
        return side
    if side.currency:
        raise FigureError(worded("a counted thing behind money"), at + 1, write(spell_side(side)))
    if side.number.sort == "fraction":
        raise FigureError(worded("a counted thing behind a part"), at + 1, write(spell_side(side)))
    measure, end = found
    if measure.startswith(_INSIDE) and measure[2:]:
        return _opened(side._replace(measure=f"个{measure[2:]}"), measure[1], end)
    return side._replace(measure=measure, end=end)


def _refuse_vague(text: Text, start: int, at: int) -> None:
    """A handful of stores is not one handful, nor a number of stores one number."""
    word = text.take(at, "vague noun")
    if word is None or text.low[start:at].split() not in (["a"], ["an"]):
        return
    found = text.low[at : word.end]
    raise FigureError(worded("{word!r} is no number that is read", word=found), at + 1, "")


def _measured(text: Text, side: Side, at: int, other: int) -> Side | None:
    """Add a unit of measure, unless another unit that ends at `other` is meant."""
    inside = text.low[at + 1 : at + 2] if text.low.startswith(_INSIDE, at) else ""
    found = unit_at(text, at + 2 if inside else at)
    if found is None:
        if text.wanted and other == at:
            refuse_case(text, at)
        return None
    if found.end < other or (found.end == other and not fits_metric(text, found.name)):
        return None
    if found.spelling in _LOOSE and _begins_noun(text, found.end):
        return None
    if side.currency:
        raise FigureError(worded("a unit of measure behind money"), at + 1, write(spell_side(side)))
    if side.number.sort == "fraction" and side.number.low == Fraction(1, 2):
        # 半年: half of one unit, as near as half a million
        side = side._replace(number=_half_unit(side.number))
    if side.number.sort not in ("plain", "vague"):
        raise FigureError(worded("a unit of measure behind a part"), at + 1, "")
    spelled = f"个{found.spelling}"
    spelled = spelled if inside and meant(spelled) else found.spelling
    side = side._replace(measure=spelled, measured=found.name, end=found.end)
    return _opened(side, inside, found.end) if inside else side


def _half_unit(half: Number) -> Number:
    step = Fraction(1, 10)
    spelling = half.spelling if half.spelling.isascii() else "半"
    return half._replace(sort="plain", step=step, digit=step, spelling=spelling)


def _opened(side: Side, inside: str, end: int) -> Side:
    """两个半月, 4个多月: what stands inside opens the number."""
    number = side.number
    half = number.low == Fraction(1, 2)
    if number.sort != "plain" or not number.whole or number.groups > 1 or half:
        raise FigureError(worded("{word} behind a number that is not whole", word=inside), end, "")
    if inside == "半":
        return _with_half(side, end)
    return side._replace(number=odd(number, f"{number.spelling}多"), end=end)


def _begins_noun(text: Text, at: int) -> bool:
    behind = text.sign(at)
    if behind < "\u3400" or behind in "多余半每":
        return False
    return text.take(at, *_BEHIND_A_UNIT) is None


def _with_small_coins(side: Side, found: Found, at: int) -> Side:
    """50 cents, 5角: parts of a currency."""
    if side.currency:
        raise FigureError(worded("a second currency"), at + 1, write(spell_side(side)))
    if side.number.sort != "plain":
        raise FigureError(worded("cents behind a part"), at + 1, "")
    token, language, end = found
    word = canonical(token, language)
    suffix = f" {word}" if word.isascii() else word
    return side._replace(currency=token.name, parts=token.value, suffix=suffix, end=end)


def _with_change(text: Text, side: Side) -> Side:
    """3元5角: the tenths and hundredths behind whole yuan."""
    match = _SMALL_COINS.match(text.low, side.end)
    number = side.number
    if match is None or not side.suffix:
        return side
    if not number.whole or number.sort != "plain" or number.groups * number.tens > 1:
        raise FigureError(worded("small coins behind a great number"), side.end + 1, "")
    places = "".join(_digit(text, match.start(group)) for group in (1, 2) if match[group])
    read = decimal(str(int(number.low)), places)
    made = Number(read.value, read.value, read.spelling, step=read.step, digit=read.digit)
    return side._replace(number=made._replace(whole=False), end=match.end())


def _digit(text: Text, at: int) -> str:
    found = text.take(at, "digit")
    return str(found.token.value) if found else text.sign(at)


def _with_unit(text: Text, side: Side, unit: Found) -> Side:
    token, _, end = unit
    number = side.number
    scaled = number.tens * number.groups > 1 and number.spelling[-1] not in "十百"
    if scaled and number.spelling.endswith("hundred") and token.name not in ("tenths", "times"):
        number = _arabic(number, words=True)
        side, scaled = side._replace(number=number), False
    if scaled and token.name not in ("tenths", "times"):
        raise FigureError(worded("a scale word before a percentage"), side.end, like("300%"))
    if number.sort == "fraction":
        raise FigureError(worded("a unit behind a part"), side.end + 1, write(spell_side(side)))
    if UNITS[token.name].every_digit and number.sort == "plain":
        number = _arabic(number) if number.low == number.high else _every_digit(number)
        side = side._replace(number=number)
    if token.name == "tenths" and (half := text.take(end, "digit")) is not None:
        # 三成五 is 35 %
        extra = Fraction(half.token.value, 10)
        number = number._replace(
            low=number.low + extra,
            high=number.high + extra,
            spelling=f"{number.spelling}成{text.low[end]}",
        )
        return side._replace(unit=token.name, number=number, end=half.end)
    again = text.take(text.skip(end), "unit")
    if again is not None and again.language == unit.language:
        raise FigureError(
            worded("a second unit"), text.skip(end) + 1, write(f"{spell_side(side)}%")
        )
    if token.name == "discount":
        tail = text.take(text.skip(end), "unit tail")
        end = tail.end if tail is not None else end
    suffix = "x" if (token.name, unit.language) == ("times", "en") else UNITS[token.name].spelling
    return side._replace(unit=token.name, suffix=suffix, end=end)


def _with_currency(side: Side, found: Found, at: int, word: str, *, before_number: bool) -> Side:
    token, language, _ = found
    name = token.name
    spelling = canonical(token, language)
    if side.currency:
        name = _agree(side.currency, token.name)
        if not name:
            raise FigureError(worded("a second currency"), at + 1, write(spell_side(side)))
        if name == side.currency:
            return side
    stands_before = name in ("¥", "$") or (language != "zh" and name != "元")
    if name in ("¥", "$"):
        spelling = name
    if stands_before and not before_number and side.number.sort == "vague":
        # tens of billions of dollars
        return side._replace(currency=name, suffix=f" {word}")
    if stands_before and name in _RANKS:
        return side._replace(currency=name, prefix="", suffix=f" {name}")
    if stands_before:
        spelling = name if spelling.islower() and name not in ("¥", "$") else spelling
        gap = " " if spelling.isalpha() else ""
        return side._replace(currency=name, prefix=spelling + gap, suffix="")
    return side._replace(currency=name, prefix="", suffix=spelling)


def _agree(first: str, second: str) -> str:
    """The currency two signs of one amount mean together (¥10亿元), or nothing."""
    if first == second:
        return first if first not in ("元",) else ""
    if second in SHARED_SIGNS.get(first, ()):
        return second
    if first in SHARED_SIGNS.get(second, ()):
        return first
    return "¥" if {first, second} == {"¥", "元"} else ""


def _with_level(text: Text, side: Side) -> Side:
    level = None if side.level else text.take(text.skip(side.end), "level")
    if level is not None:
        side = side._replace(level=True, end=level.end)
    if side.level:
        if side.measure.isascii() and side.measure:
            raise FigureError(worded("级别 stands with the number"), side.end, like("百亿级别"))
        value = side.number.low
        digits = str(value.numerator)
        if value.denominator != 1 or digits.strip("0") != "1" or side.number.sort != "plain":
            raise FigureError(
                worded("级别 stands with a power of ten"),
                side.start + 1,
                like("百亿级别", "约300亿"),
            )
        number = side.number
        side = side._replace(
            number=number._replace(high=number.high * 10, high_open=True, sort="vague", bare=False)
        )
    return side


def _arabic(number: Number, *, words: bool = False) -> Number:
    """百分之二十六 is 26%, two hundred percent 200%, digit by digit."""
    if (number.spelling.isascii() and not words) or number.sort != "plain":
        return number
    digits, _, places = decimal_text(number.low, places_of(number.low, MOST_DIGITS)).partition(".")
    read = decimal(digits, places)
    return number._replace(step=read.step, digit=read.digit, spelling=read.spelling)


def _every_digit(number: Number) -> Number:
    """Of a percentage every digit counts: 二三十 is 19.5 to 30.5 of them."""
    if not number.whole or number.sort != "plain":
        return number
    return number._replace(step=ONE, digit=ONE)


def spell_side(side: Side, *, with_unit: bool = True) -> str:
    """The canonical spelling of one side."""
    sign = "-" if side.negative else ""
    number = side.number.spelling
    level = "级别" if side.level else ""
    if "成" in number:
        level = ""
    suffix = side.suffix
    if suffix[:1].isalpha() and suffix.isascii() and number[-1].isascii() and number[-1].isalpha():
        suffix = f" {suffix}"
    if not with_unit:
        return f"{sign}{side.prefix}{number}"
    measure = side.measure
    if measure:
        measure = measure if not measure[0].isascii() else f" {measure}"
    per = side.per.spelling if side.per is not None else ""
    return f"{sign}{side.prefix}{number}{suffix}{measure}{per}{side.after}{level}"
