"""One side of a printed amount: currency, number, unit or counted thing, in any usual order.

Any noun may be counted, so what is counted is free text; what stops a slip from becoming
one is that a misspelled scale, currency or unit is refused.
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import Literal, NamedTuple

from cloudkb.figures.cursor import (
    FigureError,
    Found,
    Text,
    canonical,
    close_words,
    pattern,
    spellings,
)
from cloudkb.figures.decimals import MOST_DIGITS, decimal, decimal_text, places_of
from cloudkb.figures.meaning import UNITS
from cloudkb.figures.numbers import Number, scan_number
from cloudkb.figures.table.currencies import SHARED_SIGNS

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

    @property
    def factor(self) -> Fraction:
        """What the unit multiplies the number by."""
        return UNITS[self.unit].factor if self.unit else Fraction(1)

    @property
    def kind(self) -> Literal["money", "ratio", "count", "points"] | None:
        """The kind of quantity this can be; None for a bare number."""
        if self.unit and UNITS[self.unit].points:
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


def scan_side(text: Text, at: int) -> Side | None:
    """Scan one side of an amount; None when no number, currency or unit begins here."""
    start = at
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
    side = Side(number, start, end)
    if before is not None:
        if number.sort not in ("plain", "vague"):
            raise FigureError("expected a number here", at + 1, "write 百分之三十")
        unit = before.token.name
        return side._replace(unit=unit, number=_arabic(number), suffix=UNITS[unit].spelling)
    part = number.sort in ("most", "minority", "multiple", "fraction")
    if prefix is not None:
        if part:
            raise FigureError("a currency before a part", start + 1, f"write {number.spelling}")
        side = _with_currency(side, prefix, start, "", before_number=True)
    if part and number.sort != "fraction":
        return side
    return _with_level(text, _with_tail(text, side))


def _no_number(text: Text, start: int, at: int) -> FigureError:
    """A currency with something else behind it than a number."""
    currency = text.cased[start:at].strip()
    if text.sign(at) == "-":
        hint = f"write -{currency}{text.cased[at + 1 : at + 12]}"
        return FigureError("the sign stands before the currency", at + 1, hint)
    if text.sign(at) == "(":
        inside = text.cased[at : at + 40].replace("(", "").replace(")", "").strip()
        return FigureError(
            "brackets go around the whole figure", at + 1, f"write ({currency} {inside})"
        )
    return FigureError("expected a number here", at + 1, EXAMPLE)


def _prefix(text: Text, at: int) -> Found | None:
    found = text.take(at, "currency", "bare currency")
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
    currency = text.take(at, "currency", "bare currency")
    if unit is not None and (currency is None or unit.end >= currency.end):
        if side.currency:
            raise FigureError("a second unit", at + 1, f"write {spell_side(side)}")
        return _with_unit(text, side, unit)
    if currency is not None and side.number.sort == "fraction":
        raise FigureError("a currency behind a part", at + 1, f"write {spell_side(side)}")
    if currency is not None:
        return _with_currency(
            side._replace(end=currency.end),
            currency,
            at,
            " ".join(text.low[at : currency.end].split()),
            before_number=False,
        )
    found = None if _is_word_of_grammar(text, at) else scan_measure(text, at)
    if found is None:
        return side
    if side.currency:
        raise FigureError("a counted thing behind money", at + 1, f"write {spell_side(side)}")
    if side.number.sort == "fraction":
        raise FigureError("a counted thing behind a part", at + 1, f"write {spell_side(side)}")
    measure, end = found
    return side._replace(measure=measure, end=end)


def _is_word_of_grammar(text: Text, at: int) -> bool:
    return text.take(at, "base", "direction", *_NOT_COUNTED) is not None


def _with_unit(text: Text, side: Side, unit: Found) -> Side:
    token, _, end = unit
    number = side.number
    scaled = number.tens * number.groups > 1 and number.spelling[-1] not in "十百"
    if scaled and token.name not in ("tenths", "times"):
        hint = f"write {number.spelling[:1]}%"
        raise FigureError("a scale word before a percentage", side.end, hint)
    if number.sort == "fraction":
        raise FigureError("a unit behind a part", side.end + 1, f"write {spell_side(side)}")
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
        raise FigureError("a second unit", text.skip(end) + 1, f"write {spell_side(side)}%")
    suffix = "x" if (token.name, unit.language) == ("times", "en") else UNITS[token.name].spelling
    return side._replace(unit=token.name, suffix=suffix, end=end)


def _with_currency(side: Side, found: Found, at: int, word: str, *, before_number: bool) -> Side:
    token, language, _ = found
    name = token.name
    spelling = canonical(token, language)
    if side.currency:
        name = _agree(side.currency, token.name)
        if not name:
            raise FigureError("a second currency", at + 1, f"write {spell_side(side)}")
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


def _with_level(text: Text, side: Side) -> Side:
    level = None if side.level else text.take(text.skip(side.end), "level")
    if level is not None:
        side = side._replace(level=True, end=level.end)
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
    digits, _, places = decimal_text(number.low, places_of(number.low, MOST_DIGITS)).partition(".")
    read = decimal(digits, places)
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


# --- the counted thing ---------------------------------------------------------------------------

LONGEST_MEASURE = 32
"""Code points of a measure."""

_PIECE = re.compile(r"([\u3400-\u9fff]+)|( ?[A-Za-z][A-Za-z0-9&'/.-]*)")
_STOPS = ("hedge after", "between after", "level", "against after")
_ENDING = (
    "base",
    "to",
    "hedge after",
    "hedge",
    "scale",
    "direction",
    "against",
    "relation after",
    "filler",
)
_QUALIFIED = re.compile(r"个[十百千]?[万亿]元(?:以上|级)的?[\u3400-\u9fff]{2,8}")
_NUMERIC = re.compile(r"[零一二三四五六七八九十百千万亿兆元]")


def scan_measure(text: Text, at: int) -> tuple[str, int] | None:
    """Scan a counted thing from its first letter; None when none stands here.

    Raises FigureError on repeated measures and on misspelled words of the grammar.
    """
    qualified = _QUALIFIED.match(text.cased, at)
    if qualified is not None:
        return qualified[0], qualified.end()
    pieces: list[str] = []
    end = at
    while end < len(text.cased) and end - at < LONGEST_MEASURE:
        piece = _PIECE.match(text.cased, end)
        if piece is None:
            break
        run = _han(text, end, piece[1], not pieces) if piece[1] else _word(text, end, piece[2])
        if not run or (piece[2] and end == at and run[0] == " "):
            break
        pieces.append(run)
        end += len(run)
        if piece[1] and len(run) < len(piece[1]):
            break
    return ("".join(pieces).strip(), end) if pieces else None


def _han(text: Text, at: int, run: str, first: bool) -> str:
    stop = _first_stop(run)
    run = run[:stop]
    if not run or not first:
        return run
    counter = text.take(at, "classifier")
    if counter is not None and counter.end - at <= len(run):
        rest = run[counter.end - at :]
        again = text.take(counter.end, "classifier") if len(rest) == 1 and rest != "人" else None
        if again is not None or rest[:1] == run[: counter.end - at]:
            raise FigureError("a second measure", counter.end + 1, "write 3家")
        numeric = _NUMERIC.search(rest)
        if numeric is not None:
            column = counter.end + numeric.start() + 1
            raise FigureError("a number inside the counted thing", column, "write 3家")
        return run
    return run if len(run) > 1 and not _NUMERIC.search(run) else ""


def _first_stop(run: str) -> int:
    stops = [match.start() for match in pattern(_STOPS).finditer(run) if match.start()]
    stops += [at for sign in "至到" if (at := run.find(sign)) > 0]
    return min(stops, default=len(run))


def _word(text: Text, at: int, word: str) -> str:
    bare = word.strip().lower().rstrip(".")
    begun = text.take(at + len(word) - len(word.lstrip()), *_ENDING)
    if begun is not None and not re.match(r"[a-z0-9-]", text.low[begun.end : begun.end + 1] or " "):
        return ""
    glued = at > 0 and text.low[at - 1].isdecimal() and word[0] != " "
    if glued and not (bare.isalpha() and len(bare) > 1):
        return ""
    meant = meant_by(bare)
    if meant:
        column = at + 1 + len(word) - len(word.lstrip())
        raise FigureError(f"unknown word {word.strip()!r}", column, f"write 3 {meant}")
    return word.rstrip(".")


@lru_cache(maxsize=1024)
def meant_by(word: str) -> str:
    """The scale, currency or unit a misspelled word comes close to, else nothing."""
    if len(word) < 4:
        return ""
    near = close_words(word)
    dangerous = spellings(("scale", "currency", "bare currency", "unit"))
    return near[0] if near and near[0].lower() in dangerous and near[0].lower() != word else ""
