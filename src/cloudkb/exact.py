"""Exact numbers as the published shapes print them; fractions are not imported for it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


def exact_text(value: "Fraction") -> str:
    """The number as a decimal where that is exact, else as `a/b` in lowest terms."""
    numerator, denominator = value.numerator, value.denominator
    if denominator == 1:
        return str(numerator)
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest //= 5
        fives += 1
    if rest != 1:
        return f"{numerator}/{denominator}"
    places = max(twos, fives)
    digits = str(abs(numerator) * 10**places // denominator).rjust(places + 1, "0")
    return f"{'-' if numerator < 0 else ''}{digits[:-places]}.{digits[-places:]}"
