"""Exact numbers rounded for people, to no more digits than they deserve."""

from fractions import Fraction


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
