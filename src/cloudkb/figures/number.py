"""The record of a printed number, before any unit."""

from fractions import Fraction
from typing import Literal, NamedTuple

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
