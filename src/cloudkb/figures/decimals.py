"""Decimals, read and written: separators, points, and which of the digits count."""

from fractions import Fraction
from typing import NamedTuple

from cloudkb import exact
from cloudkb.figures.cursor import FigureError, Text
from cloudkb.figures.suggestions import Hint, write
from cloudkb.language import worded
from cloudkb.late import expression

MOST_DIGITS = 30
"""Digits a printed number may have on each side of its point."""

_RUN = expression(
    r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9]|[,'][0-9])"
    r"|[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9]|[.,'][0-9])"
    r"|[0-9]+(?:[,'][0-9]+)*"
)
_TAIL = expression(r"[0-9]+(?:[,'][0-9]+)*")
_GROUPED = expression(
    r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:'[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}"
    r"|[0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,3}(?:\.[0-9]{3}){2,}"
)
"""Groups of three behind commas, spaces, points or apostrophes; lakhs and crores as in India."""
_SEPARATORS = str.maketrans("", "", ",' .")
_EXPONENT = expression(r"e([+-]?[0-9]{1,2})(?![0-9a-z.])")


class Decimal(NamedTuple):
    """A printed number without scale: its value and the units of its last digits."""

    value: Fraction
    step: Fraction
    """One unit of the last counted digit."""
    digit: Fraction
    """One unit of the last printed digit."""
    whole: bool
    spelling: str


def decimal(digits: str, places: str) -> Decimal:
    """Read digits before and after a point.

    Every printed digit counts, except zeros that end a number printed without
    a point, after its second digit (format: "counted digits").
    """
    if places:
        digit = Fraction(1, 10 ** len(places))
        value = Fraction(int(digits + places), 10 ** len(places))
        return Decimal(value, digit, digit, False, f"{digits}.{places}")
    counted = max(len(digits.rstrip("0")), min(2, len(digits)))
    step = Fraction(10 ** (len(digits) - counted))
    return Decimal(Fraction(int(digits)), step, Fraction(1), True, digits)


def scan_decimal(text: Text, at: int) -> tuple[Decimal, int] | None:
    """Scan `2,251` or `23.64`; None when no digit stands here.

    Raises FigureError on wrong groups, a second point, leading zeros and too many digits.
    """
    low = text.low
    run = _RUN.match(low, at)
    if run is None:
        if low[at + 1 : at + 2].isdecimal() and low[at : at + 1] in (",", "."):
            return _without_zero(text, at)
        return None
    digits, end = _whole_part(text, run[0], at), run.end()
    places = ""
    if low[end : end + 1] == ".":
        places, end = _places(text, at, digits, end)
    return _with_exponent(text, decimal(digits, places), end)


def _without_zero(text: Text, at: int) -> tuple[Decimal, int] | None:
    """.5 is 0.5; ,5 may have lost what stood before it."""
    if text.sign(at) == ",":
        hint = _instead(text, at, at + 1, "0.")
        raise FigureError(worded("a number begins with a digit"), at + 1, hint)
    places, end = _places(text, at, "0", at)
    return _with_exponent(text, decimal("0", places), end)


def _places(text: Text, start: int, digits: str, end: int) -> tuple[str, int]:
    """The digits behind the point at a place."""
    low = text.low
    tail = _TAIL.match(low, end + 1)
    if tail is None:
        hint = _instead(text, end, end + 1, "")
        raise FigureError(worded("expected a digit after the point"), end + 2, hint)
    places = tail[0]
    end = tail.end()
    _check_length(places, tail.start())
    if not places.isdigit():
        column = tail.start() + 1 + _first_separator(places)
        whole, _, rest = places.rpartition(",")
        mended = f"{digits}{whole}.{rest}"
        hint = _instead(text, start, end, mended) if whole.isdecimal() else ""
        raise FigureError(worded("no separators after the point"), column, hint)
    if low[end : end + 1] == "." and low[end + 1 : end + 2].isdecimal():
        raise FigureError(worded("a second point in a number"), end + 1)
    return places, end


def _with_exponent(text: Text, number: Decimal, end: int) -> tuple[Decimal, int]:
    """1e6: digits times a power of ten."""
    found = _EXPONENT.match(text.low, end)
    if found is None:
        return number, end
    power = int(found[1])
    if abs(power) > MOST_DIGITS:
        raise FigureError(
            worded("a number has at most {most} digits", most=MOST_DIGITS),
            end + 1,
            "",
        )
    by = Fraction(10) ** power
    spelling = f"{number.spelling}e{power}"
    return Decimal(
        number.value * by, number.step * by, number.digit * by, False, spelling
    ), found.end()


def _whole_part(text: Text, run: str, at: int) -> str:
    digits = run if run.isdigit() else run.translate(_SEPARATORS)
    _check_length(digits, at)
    if digits is not run and not _GROUPED.fullmatch(run):
        column = at + 1 + _wrong_group(run)
        first, _, rest = run.rpartition(",")
        # 1,5 is 1.5 where commas are points; a comma that moved is told by several of them
        pointed = first.isdecimal() and len(rest) < 3
        nearest = f"{first}.{rest}" if pointed else f"{int(digits):,}"
        nearest = "" if first.isdecimal() and len(rest) > 3 else nearest
        hint = _instead(text, at, at + len(run), nearest) if nearest else ""
        raise FigureError(worded("digits are grouped by threes"), column, hint)
    if len(digits) > 1 and digits[0] == "0":
        hint = _instead(text, at, at + len(run), str(int(digits)))
        raise FigureError(worded("a number does not begin with 0"), at + 1, hint)
    return digits


def _instead(text: Text, start: int, end: int, word: str) -> Hint:
    """The whole text with a word in place of what is wrong in it."""
    whole = f"{text.cased[:start]}{word}{text.cased[end:]}".strip()
    return "" if " or " in whole or ", " in whole else write(whole)


def _check_length(digits: str, at: int) -> None:
    if len(digits) > MOST_DIGITS:
        raise FigureError(
            worded("a number has at most {most} digits", most=MOST_DIGITS),
            at + MOST_DIGITS + 1,
        )


def _first_separator(run: str) -> int:
    return next(index for index, sign in enumerate(run) if sign in ",'")


def _wrong_group(run: str) -> int:
    """Offset of the first separator that does not stand before a group of three."""
    start = 0
    for index, sign in enumerate(run):
        if sign not in ",'":
            continue
        rest = run[index + 1 :].replace("'", ",").split(",", 1)[0]
        if sign == "'" or len(rest) != 3 or not 1 <= index - start <= 3:
            return index
        start = index + 1
    return 0


# --- written -------------------------------------------------------------------------------------


def exact_text(value: Fraction | None) -> str | None:
    """An exact number as the published shapes print it: a decimal, else `a/b`; None stays."""
    return None if value is None else exact.exact_text(value)


def decimal_text(
    value: Fraction, places: int, *, up: bool = False, separators: bool = False
) -> str:
    """A number with so many places, rounded down, or up; exact when it has no more of them."""
    scaled = value * 10**places
    whole = (
        -((-scaled.numerator) // scaled.denominator)
        if up
        else scaled.numerator // scaled.denominator
    )
    sign = "-" if whole < 0 else ""
    digits = str(abs(whole)).rjust(places + 1, "0")
    head, tail = (digits[:-places], digits[-places:]) if places else (digits, "")
    head = f"{int(head):,}" if separators else head
    return f"{sign}{head}.{tail}" if places else f"{sign}{head}"


def places_of(value: Fraction, most: int = 6) -> int:
    """Decimal places the number needs, or `most` when it needs more."""
    places = 0
    while places < most and (value * 10**places).denominator != 1:
        places += 1
    return places


def short_text(value: Fraction, *, separators: bool = False) -> str:
    """A number as a decimal where few places do, else as `a/b`: 2, 0.5, 1/3."""
    places = places_of(value, 12)
    if (value * 10**places).denominator != 1:
        return str(value)
    return decimal_text(value, places, separators=separators)
