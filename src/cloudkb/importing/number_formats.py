"""What a spreadsheet displays for a number, by its number format; exact, never through a float.

ECMA-376 part 1, 18.8.30 and 18.8.31. What is not read here is refused: a digit that nobody sees
is no printed digit.
"""

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from cloudkb.importing.sheets import Cell
from cloudkb.language import worded

_GENERAL_WIDTH = 11
"""Characters that General displays at most."""
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<exponent>[eE][+-]0+)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<general>General|G/通用格式)|(?P<text>@)|(?P<date>[yYmMdDhHsS]+|AM/PM)|(?P<other>.)",
    re.DOTALL,
)
_LITERAL = re.compile(r"[-+$()\s:^'{}<>=~¥€£&￥/]|[^\x00-\x7f]")
_CURRENCY = re.compile(r"\$([^-]*)(?:-[0-9A-Fa-f]+)?")
_COLOURS = re.compile(
    r"(?i)black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+|黑色|蓝色|红色|绿色|dbnum1?0?"
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?[0-9.]+)")
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


class FormatToken(NamedTuple):
    """A part of a section: `digit`, `point`, `comma`, `percent`, `literal`, `date`, …"""

    kind: str
    text: str


class Section(NamedTuple):
    """What is displayed for some numbers."""

    pieces: tuple[FormatToken, ...]
    condition: tuple[str, Decimal] | None = None
    fault: str = ""


class _Unknown(Exception):  # noqa: N818
    pass


def displayed(value: Decimal, code: str, *, from_1904: bool = False) -> Cell:
    """What a cell with a number and a format shows; a cell with a fault where that is not known."""
    try:
        section, number = _chosen(value, sections(code))
        if section.fault:
            raise _Unknown(section.fault)
        if any(piece.kind == "date" for piece in section.pieces):
            return _day(value, section, from_1904=from_1904)
        return Cell(_number(number, section).strip())
    except _Unknown as error:
        return Cell(
            _plain(value),
            worded(
                'what the number format "{code}" displays is not known: {why}',
                code=code[:40],
                why=str(error),
            )
            if error.args
            else worded('what the number format "{code}" displays is not known', code=code[:40]),
            worded("give the cells a plain format (0.00, #,##0, 0.0%) and save"),
        )


@lru_cache(maxsize=512)
def sections(code: str) -> tuple[Section, ...]:
    """The sections of a format."""
    found: list[Section] = []
    pieces: list[FormatToken] = []
    condition: tuple[str, Decimal] | None = None
    fault = ""
    for match in _PIECE.finditer(code + ";"):
        kind, text = match.lastgroup or "space", match[0]
        if kind == "other" and text == ";":
            found.append(Section(tuple(pieces), condition, fault))
            pieces, condition, fault = [], None, ""
        elif kind in ("quoted", "escaped"):
            pieces.append(FormatToken("literal", match[kind]))
        elif kind == "bracket":
            if currency := _CURRENCY.fullmatch(match["bracket"]):
                pieces.append(FormatToken("literal", currency[1]))
            elif compared := _CONDITION.fullmatch(match["bracket"]):
                condition = (compared[1], Decimal(compared[2]))
            elif not _COLOURS.fullmatch(match["bracket"]):
                fault = f"[{match['bracket'][:20]}]"
        elif kind == "other":
            if _LITERAL.fullmatch(text):
                pieces.append(FormatToken("literal", text))
            else:
                fault = text
        elif kind != "space":
            pieces.append(FormatToken(kind, text))
    return tuple(found)


def _chosen(value: Decimal, every: tuple[Section, ...]) -> tuple[Section, Decimal]:
    """The section for a number, and the number it displays: without a sign in one of its own."""
    numeric = [one for one in every if not any(p.kind == "text" for p in one.pieces)]
    if not numeric:
        return Section((FormatToken("general", "General"),)), value
    if any(one.condition for one in numeric):
        for one in numeric:
            if one.condition is None or _holds(value, *one.condition):
                return one, value
        raise _Unknown
    if len(numeric) == 1 or value > 0:
        return numeric[0], value
    if value < 0:
        return numeric[1], -value
    return (numeric[2] if len(numeric) > 2 else numeric[0]), value


def _holds(value: Decimal, sign: str, other: Decimal) -> bool:
    return {
        "<": value < other,
        ">": value > other,
        "<=": value <= other,
        ">=": value >= other,
        "=": value == other,
        "<>": value != other,
    }[sign]


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _general(value: Decimal) -> str:
    """As General shows it in a wide column: 11 characters, whole numbers in full up to there."""
    text = _plain(value.normalize()) if value else "0"
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    if len(digits) <= _GENERAL_WIDTH:
        return sign + digits
    whole = digits.partition(".")[0]
    if len(whole) > _GENERAL_WIDTH or abs(value) < Decimal("0.0001"):
        mantissa, _, exponent = f"{abs(value):.5E}".partition("E")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{sign}{mantissa}E{int(exponent):+03d}"
    places = max(_GENERAL_WIDTH - len(whole) - 1, 0)
    rounded = _plain(_rounded(abs(value), places))
    return sign + (rounded.rstrip("0").rstrip(".") if "." in rounded else rounded)


def _rounded(value: Decimal, places: int) -> Decimal:
    # fifteen digits are all that a spreadsheet keeps of a number
    kept = Decimal(f"{value:.14E}") if value else value
    return kept.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _number(value: Decimal, section: Section) -> str:
    pieces = section.pieces
    if any(one.kind == "text" for one in pieces):
        return _general(value)
    if any(one.kind == "general" for one in pieces):
        return "".join(_general(value) if p.kind == "general" else _literal(p) for p in pieces)
    digits = [index for index, one in enumerate(pieces) if one.kind == "digit"]
    if not digits:
        # a section without digits shows its words alone
        return "".join(map(_literal, pieces))
    if any(one.text == "/" for one in pieces[digits[0] : digits[-1]]):
        raise _Unknown(": a fraction")
    if any(one.kind == "exponent" for one in pieces):
        return _scientific(value, pieces)
    last = digits[-1]
    point = next((i for i, one in enumerate(pieces) if one.kind == "point"), len(pieces))
    trailing = _trailing_commas(pieces, point, last)
    scaled = value * 100 ** sum(one.kind == "percent" for one in pieces)
    scaled = scaled.scaleb(-3 * len(trailing))
    places = sum(1 for index in digits if index > point)
    text = _plain(_rounded(abs(scaled), places))
    whole, _, fraction = text.partition(".")
    left = [one for index, one in enumerate(pieces[:point]) if index not in trailing]
    right = [one for index, one in enumerate(pieces) if index > point and index not in trailing]
    grouped = any(one.kind == "comma" for one in left)
    shown = _whole(whole, left, grouped=grouped) + _fraction(fraction, right, point < len(pieces))
    is_negative = value < 0 and any(sign in "123456789" for sign in text)
    return f"-{shown}" if is_negative else shown


def _trailing_commas(pieces: tuple[FormatToken, ...], point: int, last: int) -> set[int]:
    """Commas behind the last digit before the point, or of all: each divides by a thousand."""
    found = set()
    before = [index for index, one in enumerate(pieces[:point]) if one.kind == "digit"]
    for end in {last, *before[-1:]}:
        index = end + 1
        while index < len(pieces) and pieces[index].kind == "comma":
            found.add(index)
            index += 1
    return found


def _literal(piece: FormatToken) -> str:
    return piece.text if piece.kind in ("literal", "percent") else ""


def _whole(digits: str, pieces: list[FormatToken], *, grouped: bool) -> str:
    """The digits before the point in their places, from the right; words stand where they stand."""
    places = [one for one in pieces if one.kind == "digit"]
    least = sum(
        1 for index, one in enumerate(places) if "0" in [p.text for p in places[: index + 1]]
    )
    digits = digits.lstrip("0").rjust(least, "0")
    out: list[str] = []
    left, count = list(digits), 0
    first = next((index for index, one in enumerate(pieces) if one.kind == "digit"), -1)

    def put(sign: str) -> None:
        nonlocal count
        if grouped and count and count % 3 == 0:
            out.append(",")
        out.append(sign)
        count += 1

    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind != "digit":
            out.append(_literal(piece)[::-1])
            continue
        if left:
            put(left.pop())
        if index == first:
            while left:
                put(left.pop())
    return "".join(out)[::-1]


def _fraction(digits: str, pieces: list[FormatToken], has_point: bool) -> str:
    places = [one for one in pieces if one.kind == "digit"]
    optional = 0
    for one, digit in zip(reversed(places), reversed(digits), strict=False):
        if one.text == "0" or digit != "0":
            break
        optional += 1
    kept = list(digits[: len(digits) - optional])
    out = ["."] if has_point and (places or pieces) else []
    for piece in pieces:
        if piece.kind == "digit":
            if kept:
                out.append(kept.pop(0))
        else:
            out.append(_literal(piece))
    return "".join(out)


def _scientific(value: Decimal, pieces: tuple[FormatToken, ...]) -> str:
    at = next(index for index, one in enumerate(pieces) if one.kind == "exponent")
    point = next((i for i, one in enumerate(pieces) if one.kind == "point"), at)
    if sum(1 for one in pieces[: min(point, at)] if one.kind == "digit") != 1:
        raise _Unknown(worded("an exponent of its own"))
    places = sum(1 for one in pieces[point:at] if one.kind == "digit")
    mantissa, _, exponent = f"{value:.{places}E}".partition("E")
    width = len(pieces[at].text) - 2
    return f"{mantissa}E{'-' if int(exponent) < 0 else '+'}{abs(int(exponent)):0{width}d}"


def _day(value: Decimal, section: Section, *, from_1904: bool) -> Cell:
    """A day, month, quarter or year as ISO writes it, as fine as the format shows it."""
    shown = "".join(one.text.lower() for one in section.pieces if one.kind == "date")
    if any(sign in shown for sign in "hs") or "am/pm" in shown or not 1 <= value < 2_958_466:
        raise _Unknown(worded("a time"))
    if not from_1904 and value < 61:
        raise _Unknown(worded("a day before March 1900"))
    day = _EPOCHS[from_1904] + timedelta(days=int(value))
    if "y" not in shown:
        raise _Unknown(worded("a day without its year"))
    if "d" in shown:
        return Cell(day.isoformat())
    return Cell(day.isoformat()[:7] if "m" in shown else day.isoformat()[:4])
