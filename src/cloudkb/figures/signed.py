"""Ranges of a change whose ends have signs of their own: -2% to +3%, 下降2%至增长3%, ±1%."""

from fractions import Fraction

from cloudkb.figures.amounts import PrintedAmount, checked_sides
from cloudkb.figures.cursor import FigureError, Text
from cloudkb.figures.decimals import decimal
from cloudkb.figures.meaning import FLAT
from cloudkb.figures.number_record import Number
from cloudkb.figures.sides import Side, scan_side, spell_side
from cloudkb.figures.suggestions import write
from cloudkb.language import worded

_WORDS = ("direction", "direction too")


class _End:
    """One end: its side, whose sign is its own, by a mark or by a word."""

    def __init__(self, side: Side, sign: int, *, by_mark: bool) -> None:
        self.side = side
        self.sign = sign
        self.by_mark = by_mark
        self.flat = False


def signed_range(text: Text, at: int) -> tuple[PrintedAmount, int] | None:
    """Scan a range both ends of which have a sign; None where a single sign is for both.

    Raises FigureError where a hyphen may be a sign: -2%-3%.
    """
    between = text.take(at, "between")
    here = text.skip(between.end) if between is not None else at
    first = _flat(text, here) or _end(text, here)
    if first is None or not (first.sign or first.flat):
        return None
    here = text.skip(first.side.end)
    joint = text.take(here, "to")
    if joint is None:
        return None
    second = _flat(text, text.skip(joint.end)) or _end(text, text.skip(joint.end))
    if second is None or (first.flat and second.flat):
        return None
    if first.flat:
        # flat to 2% is a rise, and flat to down 2% names its upper end first
        first.sign = -second.sign or -1
        second.sign = second.sign or 1
    elif second.flat:
        second.sign = -first.sign
    if text.low[here : joint.end] in _AND and not between:
        return None
    if not second.sign:
        if not (first.sign < 0 and first.by_mark):
            return None
        if text.low[here : joint.end] == "-":
            low, high = spell_side(first.side), spell_side(second.side)
            unit = second.side.suffix if not first.side.suffix else ""
            raise FigureError(
                worded("a hyphen, or a second sign?"),
                here + 1,
                write(f"down {low}{unit} to {high} yoy", f"-{low}{unit} to +{high} yoy"),
            )
    return _printed(text, first, second), second.side.end


_AND = ("and", "与", "和")


def _end(text: Text, at: int) -> _End | None:
    sign, by_mark = 0, False
    word = text.take(at, *_WORDS)
    if word is not None:
        sign, at = word.token.value, text.skip(word.end)
        at = text.skip(at + 3) if text.low.startswith("by ", at) else at
    elif text.sign(at) in ("+", "-"):
        sign, by_mark = (1 if text.sign(at) == "+" else -1), True
        at = text.skip(at + 1)
    try:
        side = scan_side(text, at)
    except FigureError:
        return None
    return None if side is None else _End(side, sign, by_mark=by_mark)


def _flat(text: Text, at: int) -> _End | None:
    """Flat as an end: so far from nothing as flat is."""
    word = text.take(at, "flat")
    if word is None:
        return None
    margin = FLAT[word.token.name]
    number = Number(margin, margin, word.token.name, step=Fraction(0), digit=Fraction(0))
    end = _End(Side(number, at, word.end, unit="times"), 0, by_mark=False)
    end.flat = True
    return end


def _printed(text: Text, first: _End, second: _End) -> PrintedAmount:
    low = first.side._replace(negative=first.sign < 0)
    high = second.side._replace(negative=second.sign < 0)
    if first.flat and high.negative:
        low, high = high, low
    elif low.negative and high.negative and high.number.low > low.number.low:
        # -2% to -3% names the smaller fall first
        if low.kind is None:
            low = low._replace(unit=high.unit, suffix=high.suffix)
        low, high = high, low
    return checked_sides(text, PrintedAmount(low, high, None, (), False))


def both_signs(text: Text, at: int) -> tuple[PrintedAmount, int] | None:
    """Scan ±1%: nothing, give or take one percent; None when no ± stands here."""
    mark = text.take(at, "plus minus")
    if mark is None:
        return None
    side = scan_side(text, text.skip(mark.end))
    if side is None:
        return None
    zero = decimal("0", "")
    number = Number(Fraction(0), Fraction(0), zero.spelling)
    return PrintedAmount(side._replace(number=number), None, side, (), False), side.end
