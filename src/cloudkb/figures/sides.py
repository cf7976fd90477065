"""One side of a printed amount: currency, number, unit or counted thing, in any usual order."""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.decimals import decimal
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import Found, canonical, take
from cloudkb.figures.measures import scan_measure
from cloudkb.figures.number import Number
from cloudkb.figures.numerals import scan_number
from cloudkb.figures.text import Source, skip
from cloudkb.figures.tokens import SHARED_SIGNS

EXAMPLE = "write 23.64亿元, 26.7% or 17次"
_NOT_COUNTED = (
    "base",
    "direction",
    "to",
    "growth noun",
    "odd",
    "fraction",
    "parts of",
    "hedge after",
    "between after",
)
_FACTORS = {
    "percent": Fraction(1, 100),
    "permille": Fraction(1, 1000),
    "points": Fraction(1, 100),
    "basis points": Fraction(1, 10000),
    "tenths": Fraction(1, 10),
    "times": Fraction(1),
}
_UNIT_SPELLINGS = {
    "percent": "%",
    "permille": "‰",
    "points": "pp",
    "basis points": "bp",
    "tenths": "成",
    "times": "倍",
}


class Side(NamedTuple):
    """A number with what stands around it; the empty string is what is not printed."""

    number: Number
    start: int
    end: int
    unit: str = ""
    """percent, permille, points, basis points, tenths or times."""
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

    @property
    def factor(self) -> Fraction:
        """What the unit multiplies the number by."""
        return _FACTORS.get(self.unit, Fraction(1))

    @property
    def kind(self) -> Literal["money", "ratio", "count", "points"] | None:
        """The kind of quantity this can be; None for a bare number."""
        if self.unit in ("points", "basis points"):
            return "points"
        if self.unit or self.number.sort in ("fraction", "multiple", "most", "minority"):
            return "ratio"
        if self.currency:
            return "money"
        return "count" if self.measure else None

    @property
    def is_part(self) -> bool:
        """Tell whether it is a rough part of a whole: 三成, 一半, a third."""
        return self.unit == "tenths" or self.number.sort == "fraction"


def scan_side(source: Source, at: int) -> Side | None:
    """Scan one side of an amount; None when no number, currency or unit begins here."""
    start = at
    before = take(source, at, "percent before")
    prefix = None if before else _prefix(source, at)
    if before or prefix:
        at = skip(source.low, (before or prefix)[2])  # type: ignore[index]
    found = scan_number(source, at)
    if found is None:
        if before or prefix:
            raise _no_number(source, start, at)
        return None
    number, end = found
    side = Side(number, start, end)
    if before is not None:
        if number.sort not in ("plain", "vague"):
            raise FigureError("expected a number here", at + 1, "write 百分之三十")
        unit = before[0].name
        return side._replace(unit=unit, number=_arabic(number), suffix=_UNIT_SPELLINGS[unit])
    part = number.sort in ("most", "minority", "multiple", "fraction")
    if prefix is not None:
        if part:
            raise FigureError("a currency before a part", start + 1, f"write {number.spelling}")
        side = _with_currency(side, prefix, start, "", before_number=True)
    if part and number.sort != "fraction":
        return side
    return _with_level(source, _with_tail(source, side))


def _no_number(source: Source, start: int, at: int) -> FigureError:
    """A currency with something else behind it than a number."""
    currency = source.text[start:at].strip()
    if source.low[at : at + 1] == "-":
        hint = f"write -{currency}{source.text[at + 1 : at + 12]}"
        return FigureError("the sign stands before the currency", at + 1, hint)
    if source.low[at : at + 1] == "(":
        inside = source.text[at : at + 40].replace("(", "").replace(")", "").strip()
        return FigureError(
            "brackets go around the whole figure", at + 1, f"write ({currency} {inside})"
        )
    return FigureError("expected a number here", at + 1, EXAMPLE)


def _prefix(source: Source, at: int) -> Found | None:
    found = take(source, at, "currency", "bare currency")
    if found is None or (found[0].name == "元" and found[1] == "zh"):
        return None
    return found


def _with_tail(source: Source, side: Side) -> Side:
    """Add the currency, the unit or the counted thing behind the number."""
    at = skip(source.low, side.end)
    level = take(source, at, "level")
    if level is not None:
        side = side._replace(level=True)
        at = level[2]
    after = None if level else take(source, at, "hedge after", "hedge inside")
    if after is not None and after[1] != "sign" and after[0].kind != "hedge inside":
        return side
    if after is not None:
        # 500+ servers: what is counted stands behind the hedge
        bare, side = side, side._replace(mark=after[0].name)
        at = skip(source.low, after[2])
        marked = _with_unit_of_any_kind(source, side, at)
        return marked if marked.end > side.end else bare
    return _with_unit_of_any_kind(source, side._replace(end=at) if level else side, at)


def _with_unit_of_any_kind(source: Source, side: Side, at: int) -> Side:
    unit = take(source, at, "unit")
    currency = take(source, at, "currency", "bare currency")
    if unit is not None and (currency is None or unit[2] >= currency[2]):
        if side.currency:
            raise FigureError("a second unit", at + 1, f"write {_shown(side)}")
        return _with_unit(source, side, unit)
    if currency is not None and side.number.sort == "fraction":
        raise FigureError("a currency behind a part", at + 1, f"write {_shown(side)}")
    if currency is not None:
        return _with_currency(
            side._replace(end=currency[2]),
            currency,
            at,
            " ".join(source.low[at : currency[2]].split()),
            before_number=False,
        )
    found = None if _is_word_of_grammar(source, at) else scan_measure(source, at)
    if found is None:
        return side
    if side.currency:
        raise FigureError("a counted thing behind money", at + 1, f"write {_shown(side)}")
    if side.number.sort == "fraction":
        raise FigureError("a counted thing behind a part", at + 1, f"write {_shown(side)}")
    measure, end = found
    return side._replace(measure=measure, end=end)


def _is_word_of_grammar(source: Source, at: int) -> bool:
    return take(source, at, "base", "direction", *_NOT_COUNTED) is not None


def _with_unit(source: Source, side: Side, unit: Found) -> Side:
    token, _, end = unit
    number = side.number
    scaled = number.tens * number.groups > 1 and number.spelling[-1] not in "十百"
    if scaled and token.name not in ("tenths", "times"):
        hint = f"write {number.spelling[:1]}%"
        raise FigureError("a scale word before a percentage", side.end, hint)
    if number.sort == "fraction":
        raise FigureError("a unit behind a part", side.end + 1, f"write {_shown(side)}")
    if token.name == "tenths" and (half := take(source, end, "digit")) is not None:
        # 三成五 is 35 %
        extra = Fraction(half[0].value, 10)
        number = number._replace(
            low=number.low + extra,
            high=number.high + extra,
            spelling=f"{number.spelling}成{source.low[end]}",
        )
        return side._replace(unit=token.name, number=number, end=half[2])
    again = take(source, skip(source.low, end), "unit")
    if again is not None and again[1] == unit[1]:
        raise FigureError("a second unit", skip(source.low, end) + 1, f"write {_shown(side)}%")
    suffix = "x" if (token.name, unit[1]) == ("times", "en") else _UNIT_SPELLINGS[token.name]
    return side._replace(unit=token.name, suffix=suffix, end=end)


def _with_currency(side: Side, found: Found, at: int, word: str, *, before_number: bool) -> Side:
    token, language, _ = found
    name = token.name
    spelling = canonical(token, language)
    if side.currency:
        name = _agree(side.currency, token.name)
        if not name:
            raise FigureError("a second currency", at + 1, f"write {_shown(side)}")
        if name == side.currency:
            return side
    stands_before = name in ("¥", "$") or (language != "zh" and name != "元")
    if name in ("¥", "$"):
        spelling = name
    if stands_before and not before_number and side.number.sort == "vague":
        # tens of billions of dollars
        return side._replace(currency=name, suffix=f" {word}")
    if stands_before:
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


def _with_level(source: Source, side: Side) -> Side:
    level = None if side.level else take(source, skip(source.low, side.end), "level")
    if level is not None:
        side = side._replace(level=True, end=level[2])
    if side.level:
        if side.measure.isascii() and side.measure:
            raise FigureError("级别 stands with the number", side.end, "write 百亿级别")
        value = side.number.low
        digits = str(value.numerator)
        if value.denominator != 1 or digits.strip("0") != "1" or side.number.sort != "plain":
            raise FigureError(
                "级别 stands with a power of ten", side.start + 1, "write 百亿级别 or 约300亿"
            )
        number = side.number
        side = side._replace(
            number=number._replace(high=number.high * 10, high_open=True, sort="vague", bare=False)
        )
    return side


def _arabic(number: Number) -> Number:
    """百分之二十六 is 26%, digit by digit."""
    if number.spelling.isascii() or number.sort != "plain":
        return number
    places = 0
    while (number.low * 10**places).denominator != 1:
        places += 1
    digits = str(int(number.low * 10**places)).rjust(places + 1, "0")
    cut = len(digits) - places
    read = decimal(digits[:cut], digits[cut:])
    return number._replace(step=read.step, digit=read.digit, spelling=read.spelling)


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
    return f"{sign}{side.prefix}{number}{suffix}{measure}{level}"


def _shown(side: Side) -> str:
    return spell_side(side)
