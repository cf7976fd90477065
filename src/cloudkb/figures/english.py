"""Numbers in English words, and the scale words behind digits.

two hundred and fifty million, one point two billion, 1.2 lakh crore, two dozen, half a million,
one in five. Words are read into the digits they would be printed with: "seven hundred and
twenty" counts like 720, "two thousand three hundred" like 23 hundred.
"""

import re
from fractions import Fraction
from typing import NamedTuple

from cloudkb.figures.cursor import FigureError, Text, canonical, spellings
from cloudkb.figures.decimals import Decimal, decimal, scan_decimal
from cloudkb.figures.number_record import Number, odd, part_of
from cloudkb.figures.tokens import Token
from cloudkb.figures.units_at import is_unit
from cloudkb.language import worded
from cloudkb.late import expression

MOST = 10**18
"""Scale words multiply up to it; nothing that is printed is as great."""
_OF_A = expression(r" of (?:an?|one) (?=[a-z])")
_QUARTER_OF = expression(r"quarters?(?: of (?:an?|one) |[ -])(?=[a-z])")
_HALF_OF = expression(r"(?:-| (?:an? |of an? |of one )?)(?=[a-z])")
_AND_A_HALF = expression(r"[ -]and[ -]a[ -]half(?![a-z])")


class ScaleWords(NamedTuple):
    """Scale words one behind another, which multiply: hundred million, lakh crore."""

    value: int
    tens: int
    """The part of it that hundred is."""
    names: str
    end: int
    words: tuple[str, ...] = ()


def scan_scale(text: Text, at: int) -> ScaleWords | None:
    """Scan the scale words from a place on; None when none stands here."""
    value, tens, last, end = 1, 1, 0, at
    names: list[Token] = []
    while True:
        here = text.skip(end)
        found = text.take(here, "scale")
        if found is None and text.sign(end) == "-" and names:
            found = text.take(end + 1, "scale")
        if found is None or _begins_unit(text, here, found.end):
            break
        by = found.token.value
        if by <= last or value * by > MOST:
            raise FigureError(worded("a second scale word"), here + 1, "")
        tens, last = (100 if by == 100 and not names else tens), by
        value *= by
        names.append(found.token)
        end = found.end
    if not names:
        return None
    return ScaleWords(value, tens, _named(names), end, tuple(token.name for token in names))


def _named(scales: list[Token]) -> str:
    """What stands behind the digits: bn, but hundred billion."""
    name = canonical(scales[0], "en")
    if len(scales) == 1 and len(name) < 3:
        return name
    return "".join(f" {token.name}" for token in scales)


def _begins_unit(text: Text, at: int, end: int) -> bool:
    unit = text.take(at, "classifier", "unit")
    return (unit is not None and unit.end > end) or is_unit(text, at, end)


def scaled(text: Text, first: Decimal, at: int, *, words: bool = False) -> tuple[Number, int]:
    """Digits, or what words say in digits, with the dozen or the scale words behind them.

    Words have taken the scale words that are theirs, but for those behind "and a half".
    """
    dozen = text.take(text.skip(at), "dozen")
    if dozen is not None and first.whole:
        return _dozens(first, dozen.token.value), dozen.end
    scale = None if words else scan_scale(text, at)
    half = _AND_A_HALF.match(text.low, scale.end if scale else at)
    if half is not None and first.whole:
        first = decimal(str(int(first.value)), "5")
        at = half.end()
        scale = scale._replace(end=at) if scale else scan_scale(text, at)
    return _opened(text, scaled_decimal(first, scale), scale.end if scale else at)


def _opened(text: Text, number: Number, end: int) -> tuple[Number, int]:
    """The number, or what the word behind it opens: 60-odd."""
    found = text.take(end if text.sign(end) == "-" else text.skip(end), "odd")
    if found is not None and found.language == "en":
        return odd(number, f"{number.spelling}-odd"), found.end
    return number, end


def _dozens(first: Decimal, by: int) -> Number:
    """Two dozen is a number in words, and counts like 24."""
    read = decimal(str(int(first.value) * by), "")
    return Number(
        read.value, read.value, f"{first.spelling} dozen", step=read.step, digit=read.digit,
        groups=by,
    )  # fmt: skip


def scaled_decimal(first: Decimal, scale: ScaleWords | None) -> Number:
    """A decimal times its scale words, which add no digits."""
    value, tens, names = (scale or ScaleWords(1, 1, "", 0))[:3]
    return Number(
        first.value * value,
        first.value * value,
        f"{first.spelling}{names}",
        step=first.step * value,
        digit=first.digit * value,
        whole=first.whole,
        tens=tens,
        groups=value // tens,
        worth=value // tens,
    )


# --- words ---------------------------------------------------------------------------------------


class _Words(NamedTuple):
    """A number in words so far: what is said of it in full, and of its last section."""

    done: int = 0
    section: int = 0
    by: int = 0
    """The last scale word of what is done; the next is smaller."""
    last: str = ""
    """What the last word was: word, tens word, hundred, scale or nothing."""
    end: int = 0


def scan_words(text: Text, at: int) -> tuple[Number, int] | None:
    """Scan a number in English words; None when none stands here."""
    part = _half_of_scale(text, at)
    if part is not None:
        return part
    said = _Words(end=at)
    while (more := _next(text, said)) is not None:
        said = more
    if not said.last:
        return None
    value = said.done + said.section
    if said.last == "word" and (rest := _part(text, value, at, said.end)) is not None:
        return rest
    return _told(text, said, value)


def _told(text: Text, said: _Words, value: int) -> tuple[Number, int]:
    """The digits that the words stand for, and the scale words behind the last of them."""
    point = re.compile(r" point(?= [a-z])").match(text.low, said.end)
    if point is not None and said.last not in ("hundred", "scale"):
        places, end = _places(text, point.end())
        if places:
            return scaled(text, decimal(str(value), places), end)
    if said.last not in ("hundred", "scale"):
        return scaled(text, decimal(str(value), ""), said.end, words=True)
    made = _trailing(value, said)
    first = decimal(str(value // made.value), "")
    half = _AND_A_HALF.match(text.low, said.end)
    if half is not None:
        first, made = decimal(first.spelling, "5"), made._replace(end=half.end())
    return _opened(text, scaled_decimal(first, made), made.end)


def _trailing(value: int, said: _Words) -> ScaleWords:
    """What the last words multiply by: of three million four hundred thousand it is 1e5."""
    by = said.by if said.last == "scale" else 1
    hundred = said.last == "hundred" or (value // by) % 100 == 0
    names = _scales(by)
    if hundred:
        by *= 100
        names.insert(
            0, next(token for token, _ in spellings(("scale",)).values() if token.value == 100)
        )
    return ScaleWords(by, 100 if hundred else 1, _named(names), said.end)


def _scales(by: int) -> list[Token]:
    """The scale words that multiply to so much, the smallest first."""
    known = sorted(
        {token for token, _ in spellings(("scale",)).values()}, key=lambda one: -one.value
    )
    found: list[Token] = []
    for token in known:
        while by % token.value == 0:
            by //= token.value
            found.insert(0, token)
    return found


def _next(text: Text, said: _Words) -> _Words | None:
    """The words so far with one more, or None when it does not go on."""
    at = said.end
    if said.last:
        if text.sign(at) not in (" ", "-"):
            return None
        at = text.skip(at + 1)
        joined = text.low.startswith("and ", at) and said.last in ("hundred", "scale")
        if joined:
            return _after_and(text, said, text.skip(at + 4))
    return _with_word(text, said, at)


def _after_and(text: Text, said: _Words, at: int) -> _Words | None:
    """two hundred and fifty goes on; one hundred and two hundred are two numbers."""
    more = _with_word(text, said, at)
    if more is None or more.last not in ("word", "tens word"):
        return None
    ahead = more
    while (further := _next(text, ahead)) is not None:
        ahead = further
    here = text.skip(ahead.end)
    return None if text.take(here, "scale", "dozen") else more


def _with_word(text: Text, said: _Words, at: int) -> _Words | None:
    found = text.take(at, "scale", "tens word", "word")
    if found is None:
        return None
    kind, value, end = found.token.kind, found.token.value, found.end
    article = text.low[at:end] in ("a", "an", "no")
    if kind == "scale":
        return _with_scale(text, said, value, at, end)
    if article and said.last:
        return None
    room = 100 if kind == "tens word" or value > 9 else 10
    free = said.section % 100 == 0 or (room == 10 and said.last == "tens word")
    if not free or (said.last and value == 0) or (said.last == "word"):
        return None
    return said._replace(section=said.section + value, last=kind, end=end)


def _with_scale(text: Text, said: _Words, value: int, at: int, end: int) -> _Words | None:
    if not said.last or _begins_unit(text, at, end):
        return None
    if value == 100:
        if not 0 < said.section < 100:
            return None
        return said._replace(section=said.section * 100, last="hundred", end=end)
    if said.section == 0:
        # two thousand million: scale words one behind another multiply
        if said.last != "scale" or value <= said.by or said.done % said.by:
            return None
        if said.done // said.by > 10**6 or said.done * value > MOST:
            return None
        return said._replace(done=said.done * value, by=said.by * value, end=end)
    if said.by and value >= said.by:
        return None
    return _Words(said.done + said.section * value, 0, value, "scale", end)


def _places(text: Text, at: int) -> tuple[str, int]:
    """The digits behind point: one point two five."""
    places, end = "", at
    while text.sign(end) == " " and (found := text.take(text.skip(end), "word")) is not None:
        if found.token.value > 9 or text.low[text.skip(end) : found.end] in ("a", "an", "no"):
            break
        places, end = places + str(found.token.value), found.end
    return places, end


# --- parts ---------------------------------------------------------------------------------------


def _part(text: Text, value: int, at: int, end: int) -> tuple[Number, int] | None:
    """two thirds, a quarter of a million, one in five; None for a number that goes on."""
    after = end + 1 if text.sign(end) in ("-", " ") else end
    found = text.take(after, "fraction")
    if found is not None:
        spelling = " ".join(text.low[at : found.end].replace("-", " ").split())
        part = part_of(value, found.token.value, spelling, at)
        return _of_scale(text, part, found.end) or (part, found.end)
    return one_in(text, value, at, end)


def one_in(text: Text, value: int, at: int, end: int) -> tuple[Number, int] | None:
    """one in five, 4 out of 5: a part of a whole, when a number behind says of how many."""
    joint = text.take(text.skip(end), "out of") if text.sign(end) == " " else None
    if joint is None:
        return None
    here = text.skip(joint.end)
    digits = scan_decimal(text, here) if text.sign(here).isdecimal() else None
    whole = int(digits[0].value) if digits and digits[0].whole else 0
    stop = digits[1] if digits else here
    if digits is None:
        tens = text.take(here, "tens word", "word")
        if tens is not None and text.low[here : tens.end] not in ("a", "an", "no"):
            whole, stop = tens.token.value, tens.end
    if not 0 < value < whole <= 100:
        return None
    spelling = " ".join(text.low[at:stop].split())
    return part_of(value, whole, spelling, at), stop


def _half_of_scale(text: Text, at: int) -> tuple[Number, int] | None:
    """half a million, half a dozen; None when it is half of nothing named."""
    half = text.take(at, "half")
    if half is None or half.language != "en":
        return _quarter_of_scale(text, at)
    joint = _HALF_OF.match(text.low, half.end)
    if joint is None:
        return None
    if (dozen := text.take(joint.end(), "dozen")) is not None:
        return scaled_decimal(decimal(str(dozen.token.value // 2), ""), None), dozen.end
    scale = scan_scale(text, joint.end())
    if scale is not None:
        return _part_of_scale(Fraction(1, 2), "half a", scale)
    if joint[0] != "-" and is_unit(text, joint.end(), joint.end()):
        # half an hour
        half_of = Fraction(1, 2)
        return Number(half_of, half_of, "half", "fraction", Fraction(0)), joint.end()
    return None


def _quarter_of_scale(text: Text, at: int) -> tuple[Number, int] | None:
    """Quarter of a million, a quarter million: a third million may be the third one."""
    article = 2 if text.low.startswith("a ", at) else 0
    joint = _QUARTER_OF.match(text.low, at + article)
    scale = scan_scale(text, joint.end()) if joint is not None else None
    if scale is None:
        return None
    return _part_of_scale(Fraction(1, 4), "a quarter of a", scale)


def _of_scale(text: Text, part: Number, end: int) -> tuple[Number, int] | None:
    joint = _OF_A.match(text.low, end)
    scale = scan_scale(text, joint.end()) if joint is not None else None
    if scale is None:
        return None
    return _part_of_scale(part.low, f"{part.spelling} of a", scale)


def _part_of_scale(part: Fraction, words: str, scale: ScaleWords) -> tuple[Number, int]:
    """A rough part of a million: five hundredths of it each way, as of any whole."""
    value, step = part * scale.value, Fraction(scale.value, 10)
    number = Number(
        value, value, " ".join((words, *scale.words)), step=step, digit=step, whole=False,
        groups=scale.value, worth=scale.value,
    )  # fmt: skip
    return number, scale.end
