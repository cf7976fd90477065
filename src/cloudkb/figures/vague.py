"""Parts of a whole and words without digits: 三分之一, a third, 数十, tens of billions, 大部分."""

from fractions import Fraction
from typing import Literal

from cloudkb.figures.decimals import Decimal, scan_decimal
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import Found, canonical, take
from cloudkb.figures.number import Number, vague_number
from cloudkb.figures.text import Source, skip


def part_of(upper: int, lower: int, spelling: str, at: int) -> Number:
    """A part of a whole, 1/3 or 三分之一; raises FigureError when it is no part."""
    if not 0 < upper < lower <= 1000:
        raise FigureError("a part is smaller than the whole", at + 1, "write 三分之一")
    value = Fraction(upper, lower)
    return Number(value, value, spelling, "fraction", Fraction(0), Fraction(0))


def fraction_of_digits(
    source: Source, at: int, upper: Decimal, end: int
) -> tuple[Number, int] | None:
    """1/3: a part of a whole."""
    if source.low[end : end + 1] != "/" or not upper.whole:
        return None
    found = scan_decimal(source, end + 1)
    if found is None or not found[0].whole:
        return None
    lower = found[0]
    return part_of(
        int(upper.value), int(lower.value), f"{upper.spelling}/{lower.spelling}", at
    ), found[1]


def vague_chinese(source: Source, at: int) -> tuple[Number, int] | None:
    """Scan 个位数, 大部分, 翻番, 一半, 数十, 三分之一; None when none stands here."""
    word = take(source, at, "digits", "most", "multiple", "half")
    if word is not None:
        return _fixed(word)
    several = take(source, at, "several")
    if several is not None:
        by, end, spelling = 1, several[2], "数"
        while (found := take(source, end, "ten", "group")) is not None:
            by *= found[0].value
            spelling += canonical(found[0], "zh")
            end = found[2]
        return _tenfold(by, spelling), end
    return _part_chinese(source, at)


def _part_chinese(source: Source, at: int) -> tuple[Number, int] | None:
    """三分之一, 百分之... excepted (that is a unit in front)."""
    if take(source, at, "percent before"):
        return None
    lower = _small_chinese(source, at)
    if lower is None:
        return None
    middle = take(source, lower[1], "parts of")
    if middle is None:
        return None
    upper = _small_chinese(source, middle[2])
    if upper is None:
        raise FigureError("expected a numeral after 分之", middle[2] + 1, "write 三分之一")
    return part_of(upper[0], lower[0], source.low[at : upper[1]], at), upper[1]


def _small_chinese(source: Source, at: int) -> tuple[int, int] | None:
    digit = take(source, at, "digit")
    ten = take(source, digit[2] if digit else at, "ten")
    if ten is not None and ten[0].value == 10:
        last = take(source, ten[2], "digit")
        value = (digit[0].value if digit else 1) * 10 + (last[0].value if last else 0)
        return value, last[2] if last else ten[2]
    return (digit[0].value, digit[2]) if digit else None


def _fixed(word: Found) -> tuple[Number, int]:
    token, language, end = word
    spelling = canonical(token, language)
    if token.kind == "digits":
        value = Fraction(token.value)
        return vague_number(value, value * 10 - 1, spelling), end
    if token.kind == "half":
        return Number(Fraction(1, 2), Fraction(1, 2), spelling, "fraction", Fraction(0)), end
    if token.kind == "most":
        sort: Literal["most", "minority"] = "most" if token.name == "most" else "minority"
        return Number(Fraction(1, 2), Fraction(1, 2), spelling, sort, Fraction(0)), end
    value = Fraction(token.value) if token.value > 0 else Fraction(1, -token.value)
    # doubled is 1.95 to 2.05 times
    return Number(value, value, spelling, "multiple", Fraction(1, 10), Fraction(1, 10)), end


def _tenfold(by: int, spelling: str) -> Number:
    """数十 is 20 to 99; with 万 or more behind it, up to the next power of ten."""
    low = Fraction(by * 2)
    if by < 10**4:
        return vague_number(low, Fraction(by * 10 - 1), spelling)
    return vague_number(low, Fraction(by * 10), spelling, high_open=True)


def vague_english(source: Source, at: int) -> tuple[Number, int] | None:
    """Scan tens of billions, several, most, doubled, half; None when none stands here."""
    many = take(source, at, "many")
    if many is not None:
        spelling, end = canonical(many[0], "en"), many[2]
        if (
            source.low.startswith("of ", after := skip(source.low, end))
            and source.low[after + 3 :].strip()
        ):
            spelling, end = f"{spelling} of", after + 2
        return _tenfold(many[0].value, spelling), end
    several = take(source, at, "several")
    if several is not None:
        scale = take(source, skip(source.low, several[2]), "scale")
        by, end = (scale[0].value, scale[2]) if scale else (1, several[2])
        spelling = "several" + (f" {scale[0].name}" if scale else "")
        return _tenfold(by, spelling), end
    word = take(source, at, "digits", "most", "multiple", "half")
    return _fixed(word) if word is not None else None
