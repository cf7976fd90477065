"""Runs of Arabic digits: separators, points, and which of the digits count."""

import re
from fractions import Fraction
from typing import NamedTuple

from cloudkb.figures.errors import FigureError
from cloudkb.figures.text import Source

MOST_DIGITS = 30
"""Digits a printed number may have on each side of its point."""

_RUN = re.compile(r"[0-9]+(?:[,'][0-9]+)*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")


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


def scan_decimal(source: Source, at: int) -> tuple[Decimal, int] | None:
    """Scan `2,251` or `23.64`; None when no digit stands here.

    Raises FigureError on wrong groups, a second point, leading zeros and too many digits.
    """
    low = source.low
    run = _RUN.match(low, at)
    if run is None:
        if low[at : at + 1] == "." and low[at + 1 : at + 2].isdecimal():
            raise FigureError("a number begins with a digit", at + 1, f"write 0{low[at : at + 9]}")
        return None
    digits, end = _whole_part(run[0], at), run.end()
    places = ""
    if low[end : end + 1] == ".":
        tail = _RUN.match(low, end + 1)
        if tail is None:
            raise FigureError("expected a digit after the point", end + 2, f"write {digits}")
        places, end = tail[0], tail.end()
        _check_length(places, tail.start())
        if not places.isdigit():
            column = tail.start() + 1 + _first_separator(places)
            raise FigureError("no separators after the point", column, f"write {digits}")
        if low[end : end + 1] == "." and low[end + 1 : end + 2].isdecimal():
            raise FigureError("a second point in a number", end + 1, f"write {digits}.{places}")
    return decimal(digits, places), end


def _whole_part(run: str, at: int) -> str:
    digits = run if run.isdigit() else run.replace(",", "").replace("'", "")
    _check_length(digits, at)
    if digits is not run and not _GROUPED.fullmatch(run):
        column = at + 1 + _wrong_group(run)
        nearest = f"{int(digits):,}"
        if nearest.isdecimal():
            nearest = f"{digits[0]}.{digits[1:]}"
        raise FigureError(
            "digits are grouped by threes", column, f"write {nearest} or {int(digits)}"
        )
    if len(digits) > 1 and digits[0] == "0":
        raise FigureError("a number does not begin with 0", at + 1, f"write {int(digits)}")
    return digits


def _check_length(digits: str, at: int) -> None:
    if len(digits) > MOST_DIGITS:
        raise FigureError(
            f"a number has at most {MOST_DIGITS} digits", at + MOST_DIGITS + 1, "write 23.64亿元"
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
