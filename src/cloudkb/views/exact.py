"""Exact numbers as text: decimals where they end, fractions where they do not."""

from fractions import Fraction


def text(value: Fraction | None) -> str | None:
    """A decimal where that is exact, else `a/b` in lowest terms; None stays None."""
    if value is None:
        return None
    rest = value.denominator
    places = 0
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest != 1:
        return str(value)
    return rounded(value, places)


def rounded(value: Fraction, places: int, *, up: bool | None = None, plus: bool = False) -> str:
    """A decimal of so many places: half to even, or always up or down.

    `plus` writes the sign of positive numbers too. Trailing zeros are kept.
    """
    scaled = value * 10**places
    whole = round(scaled)
    if up is not None:
        whole = -((-scaled).__floor__()) if up else scaled.__floor__()
    digits = str(abs(whole)).rjust(places + 1, "0")
    body = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    sign = "-" if whole < 0 else "+" if plus and whole > 0 else ""
    return sign + body


def places_for(width: Fraction) -> int:
    """How many decimals a number deserves whose true value lies within `width`."""
    places = 0
    while places < 6 and width and width * 10**places < 1:
        places += 1
    return places
