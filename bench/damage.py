"""One figure of a network falsified, as slips and errors falsify them."""

import random
from collections.abc import Callable
from fractions import Fraction

from networks import Network, grade
from sayings import Made, printed

_TRIES = 400


def _off(share: Fraction) -> Callable[[Made, random.Random], tuple[str, bool] | None]:
    """An amount by a share of itself; a percentage by so many points."""

    def change(one: Made, rng: random.Random) -> tuple[str, bool] | None:
        value = Fraction(one.digits)
        way = rng.choice((1, -1))
        by = share * 100 if "%" in one.after or "pp" in one.after else share * value
        signed = (-value if one.negative else value) + way * by
        if signed < 0 and not _signed(one):
            return None
        decimals = len(one.digits.partition(".")[2])
        if not decimals and "%" not in one.after:
            decimals = -(len(one.digits) - len(one.digits.rstrip("0")))
        return printed(signed, decimals, False)

    return change


def _one_digit(one: Made, rng: random.Random) -> tuple[str, bool] | None:
    places = [place for place, digit in enumerate(one.digits) if digit != "."]
    place = rng.choice(places)
    digit = rng.choice([other for other in "0123456789" if other != one.digits[place]])
    digits = one.digits[:place] + digit + one.digits[place + 1 :]
    return _valid(digits, one.negative)


def _swapped(one: Made, rng: random.Random) -> tuple[str, bool] | None:
    places = [
        place
        for place in range(len(one.digits) - 1)
        if "." not in one.digits[place : place + 2] and one.digits[place] != one.digits[place + 1]
    ]
    if not places:
        return None
    place = rng.choice(places)
    pair = one.digits[place : place + 2]
    return _valid(one.digits[:place] + pair[::-1] + one.digits[place + 2 :], one.negative)


def _valid(digits: str, negative: bool) -> tuple[str, bool] | None:
    whole = digits.partition(".")[0]
    return None if len(whole) > 1 and whole.startswith("0") else (digits, negative)


def _sign(one: Made, _: random.Random) -> tuple[str, bool] | None:
    return (one.digits, not one.negative) if _signed(one) else None


def _times(power: int) -> Callable[[Made, random.Random], tuple[str, bool] | None]:
    def change(one: Made, _: random.Random) -> tuple[str, bool] | None:
        decimals = len(one.digits.partition(".")[2]) - power
        return printed(Fraction(one.digits) * 10**power, decimals, False).digits, one.negative

    return change


def _hundred_million(one: Made, _: random.Random) -> tuple[str, bool] | None:
    """亿 becomes 万: the digits stay."""
    return (one.digits, one.negative) if "亿" in one.after else None


KINDS: dict[str, Callable[[Made, random.Random], tuple[str, bool] | None]] = {
    "0.5%": _off(Fraction(1, 200)),
    "1%": _off(Fraction(1, 100)),
    "2%": _off(Fraction(1, 50)),
    "5%": _off(Fraction(1, 20)),
    "10%": _off(Fraction(1, 10)),
    "50%": _off(Fraction(1, 2)),
    "digit": _one_digit,
    "swapped": _swapped,
    "sign": _sign,
    "x10": _times(1),
    "wan-yi": _hundred_million,
}


def damage(network: Network, kind: str, rng: random.Random) -> Network:
    """The network with one figure damaged so that it no longer prints the truth.

    A source errs twice as often as one of the next better grade, as suspects are ranked by
    grade. `damaged` is the name of that claim; `truth` keeps what it should print. Raises
    `ValueError` when no figure of the network can be damaged in this way.
    """
    plain = [place for place, one in enumerate(network.claims) if one.digits]
    odds = [2 ** grade(network.documents, network.claims[place].document) for place in plain]
    for _ in range(_TRIES):
        if not plain:
            break
        place = rng.choices(plain, odds)[0]
        one = network.claims[place]
        changed = KINDS[kind](one, rng)
        if changed is None:
            continue
        figure = _figure(one, *changed, kind)
        if _still_true(one, *changed, kind):
            continue
        digits, negative = changed
        false = one._replace(figure=figure, digits=digits, negative=negative)
        claims = (*network.claims[:place], false, *network.claims[place + 1 :])
        return network.with_claims(claims, false.name)
    raise ValueError(f"no figure can be damaged by {kind}")


def _signed(one: Made) -> bool:
    return one.figure[0] in "+-"


def _figure(one: Made, digits: str, negative: bool, kind: str) -> str:
    after = one.after.replace("亿", "万") if kind == "wan-yi" else one.after
    return f"{sign_of(one, negative)}{one.before}{digits}{after}"


def sign_of(one: Made, negative: bool) -> str:
    """What stands before its number: every change has a sign, a level where it is a loss."""
    return "-" if negative else "+" if one.is_change else ""


def _still_true(one: Made, digits: str, negative: bool, kind: str) -> bool:
    """Tell whether the damaged print may still stand for the truth, rounded or cut."""
    if kind in ("wan-yi", "sign"):
        return Fraction(digits) == 0
    was = Fraction(one.digits) * (-1 if one.negative else 1)
    now = Fraction(digits) * (-1 if negative else 1)
    return abs(now - was) <= 2 * max(step(one.digits, one.after), step(digits, one.after))


def step(digits: str, after: str) -> Fraction:
    """One unit of the last digit that counts."""
    decimals = len(digits.partition(".")[2])
    if decimals or "%" in after or "pp" in after:
        return Fraction(1, 10**decimals)
    stripped = digits.rstrip("0")
    return Fraction(10 ** (len(digits) - max(2, len(stripped)))) if len(digits) > 2 else Fraction(1)
