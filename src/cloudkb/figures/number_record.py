"""What a number as printed is, whatever it is printed in."""

from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures.cursor import FigureError
from cloudkb.figures.suggestions import write
from cloudkb.language import worded

ONE = Fraction(1)


class Number(NamedTuple):
    """A number as printed, before any unit: one value, or the two ends of a vague word."""

    low: Fraction
    high: Fraction
    spelling: str
    sort: Literal["plain", "vague", "fraction", "multiple", "most", "minority", "digits"] = "plain"
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
    name: str = ""
    """Which digit word it is, a name in `DIGITS`."""

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


def part_of(upper: int, lower: int, spelling: str, at: int) -> Number:
    """A part of a whole, 1/3 or 三分之一; raises FigureError when it is no part."""
    if not 0 < upper < lower <= 1000:
        raise FigureError(worded("a part is smaller than the whole"), at + 1, write("三分之一"))
    value = Fraction(upper, lower)
    return Number(value, value, spelling, "fraction", Fraction(0), Fraction(0))


def odd(number: Number, spelling: str) -> Number:
    """X多, X余, X-odd: from X to the next step of its last digit that is not zero."""
    if number.low == 10:
        # 十余家 is a count between ten and twenty
        return vague_number(Fraction(11), Fraction(19), spelling)
    step = last_nonzero(number.low)
    return vague_number(number.low, number.low + step, spelling, high_open=True)


def around(number: Number, spelling: str) -> Number:
    """X来: half a step of its last digit that is not zero, each way."""
    half = last_nonzero(number.low) / 2
    return vague_number(number.low - half, number.low + half, spelling)


def last_nonzero(value: Fraction) -> Fraction:
    """One unit of the last digit of a number that is not zero."""
    step = Fraction(1)
    while (value / step).denominator != 1:
        step /= 10
    while value and (value / (step * 10)).denominator == 1:
        step *= 10
    return step
