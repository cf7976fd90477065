"""Changes against a base: +3% yoy, 同比下跌5.8个百分点, up vs 2018, doubled yoy, -2% to +3% yoy.

A change is a direction or a sign, an amount, and a base, in any usual order.
"""

from typing import Literal

from cloudkb.figures import change_bases
from cloudkb.figures.amounts import PrintedAmount, amount, scan_amount, spell
from cloudkb.figures.change_meaning import OWN_FIGURE, WHOSE_CHANGE, ChangeParts, change, spell_base
from cloudkb.figures.cursor import FigureError, Found, Text, first_place, spellings
from cloudkb.figures.sides import Side, scan_side
from cloudkb.figures.signed import both_signs, signed_range
from cloudkb.figures.suggestions import write
from cloudkb.language import worded
from cloudkb.model import Change

DIRECTIONS = ("direction", "direction too")


def scan_change(text: Text, at: int) -> tuple[Change, int]:
    """Scan a change; raises FigureError, also where it lacks its base or its direction."""
    parts, end = _scan_parts(text, at)
    return change(text, parts, end), end


def scan_size(text: Text, at: int) -> PrintedAmount | None:
    """The size of a change, taken apart; None when only its direction is printed."""
    return _scan_parts(text, at)[0].printed


def _scan_parts(text: Text, at: int) -> tuple[ChangeParts, int]:
    parts = ChangeParts(start=text.skip(at))
    end = at
    while True:
        here = _skip_talk(text, end)
        step = _next_part(text, here, parts)
        if step is None:
            break
        parts, end = step
    if text.low[end:].strip() == ")" and "(" in text.low:
        end = len(text.low)
    return parts, end


def _skip_talk(text: Text, at: int) -> int:
    """Past spaces, commas, brackets, adverbs and the small words between the parts."""
    while at < len(text.low):
        here = at
        while here < len(text.low) and text.low[here] in " ,()":
            here += 1
        filler = text.take(here, "filler", "adverb")
        if filler is not None and not _is_more(text, here, filler.end):
            here = filler.end
        if here == at:
            return at
        at = here
    return at


_LONGER = (
    "base",
    "rate",
    "of value",
    "of value before",
    "as many",
    "hedge",
    "growth noun",
    "multiple",
    "half",
    "flat",
    "other basis",
    *DIRECTIONS,
)


def _is_more(text: Text, at: int, end: int) -> bool:
    """Tell whether a small word begins something longer: a third, a rise, of its value."""
    longer = text.take(at, *_LONGER)
    if longer is not None and longer.end > end:
        return True
    if text.low[at:end] == "in":
        return currency_at(text, at) is not None
    if text.low[at:end] not in ("a", "an"):
        return False
    after = text.skip(end)
    return not text.sign(after).isdecimal() and not text.take(after, *DIRECTIONS)


def _next_part(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    if at >= len(text.low):
        return None
    _refuse_words(text, at)
    for scan in _SCANNERS:
        found = scan(text, at, parts)
        if found is not None:
            return found
    return None


def _refuse_words(text: Text, at: int) -> None:
    """What stands for another quantity, or for two levels."""
    basis = text.take(at, "other basis")
    if basis is not None:
        word = text.cased[at : basis.end]
        raise FigureError(
            worded("{word!r} is another basis of the figure", word=word),
            at + 1,
            worded("give the claim that basis as its scope, and leave the word out of the figure"),
        )
    turn = text.take(at, "turn")
    if turn is not None:
        profit = turn.token.name == "to profit"
        now, before = (">0", "<0") if profit else ("<0", ">0")
        raise FigureError(
            worded("a profit now and a loss before: two levels, no change")
            if profit
            else worded("a loss now and a profit before: two levels, no change"),
            at + 1,
            worded(
                "two claims: figure: '{now}' of the period, figure: '{before}' of its base",
                now=now,
                before=before,
            ),
        )


def _rate(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """CAGR, 年均, a year; annualised, 折年率."""
    found = text.take(at, "rate")
    if found is None:
        return None
    name = "annualised" if found.token.name.startswith("annualised") else "a year"
    if parts.rate and parts.rate != name:
        raise FigureError(worded("two rates at once"), at + 1, write("+25% CAGR vs 2018"))
    growth = bool(found.token.value)
    # the word says growth: a sign or another word behind it may still say fall
    sign = parts.sign or (1 if growth else 0)
    kept: Literal["a year", "annualised"] = "annualised" if name == "annualised" else "a year"
    return parts._replace(rate=kept, sign=sign, noun=parts.noun or growth), found.end


def _losing(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """The loss, which narrows or widens."""
    found = text.take(at, "losing")
    if found is None or parts.printed is not None:
        return None
    return parts._replace(of_loss=True), found.end


def _currency(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """The currency a change is told in: in NT$, 按美元计, 美元计."""
    found = currency_at(text, at)
    if found is None:
        return None
    name, end = found
    if len(name) != 3:
        word = text.cased[at:end].strip()
        raise FigureError(
            worded("{word!r} does not say which currency", word=word), at + 1, write("in USD")
        )
    if parts.currency and parts.currency != name:
        raise FigureError(worded("a second currency"), at + 1, write("+8% in USD yoy"))
    return parts._replace(currency=name), end


def currency_at(text: Text, at: int) -> tuple[str, int] | None:
    """The currency of in NT$, 按美元计, by its code or bare sign, and where the words end."""
    before = text.take(at, "currency basis")
    here = text.skip(before.end) if before is not None else at
    found = text.take(here, "currency", "bare currency")
    if found is None:
        return None
    after = text.take(text.skip(found.end), "currency basis after")
    if before is None and (after is None or after.language != "zh"):
        return None
    if before is not None and before.language == "zh" and after is None:
        return None
    return found.token.name, after.end if after is not None else found.end


def _of_value(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    found = text.take(at, "of value", "of value before")
    if found is None:
        return None
    if found.token.kind == "of value before":
        after = _skip_talk(text, found.end)
        if text.take(after, "direction", "direction too", "growth noun") is None:
            return None
    return parts._replace(of_value=True), found.end


def _signs(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """Signs: of both ends of a range, of ±, or one in front of all."""
    if parts.printed is None and not parts.sign:
        found = signed_range(text, at) or both_signs(text, at)
        if found is not None:
            return parts._replace(printed=found[0], signed_ends=True), found[1]
    sign = text.low[at]
    if sign in "+-" and not text.low.startswith("+/-", at):
        if parts.flat:
            raise FigureError(worded("flat, and a change"), at + 1, write("flat yoy", "+3% yoy"))
        if parts.sign < 0 and sign == "+":
            raise FigureError(worded("up and down at once"), at + 1, write("+3% yoy", "-3% yoy"))
        if parts.signed_by_mark or parts.sign < 0:
            raise FigureError(
                worded("a second sign"), at + 1, write(text.cased[at : at + 40].strip())
            )
        direction = 1 if sign == "+" else -1
        _refuse_second(text, at + 1, parts._replace(sign=direction))
        return parts._replace(sign=direction, signed_by_mark=True), at + 1
    return None


def _flat(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    flat = text.take(at, "flat")
    if flat is None:
        return None
    if parts.flat or parts.printed or parts.sign:
        raise FigureError(worded("flat, and a change"), at + 1, write("flat yoy", "+3% yoy"))
    return parts._replace(flat=flat.token.name), flat.end


def _hedged(text: Text, at: int) -> Found | None:
    """The words that begin a size, where a direction could be read into their letters."""
    return text.take(at, "hedge", "reached", "most", "digits", "multiple", "percent before")


def _direction(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    word = text.take(at, "growth noun", *DIRECTIONS)
    if word is None:
        return None
    hedge = _hedged(text, at)
    if hedge is not None and word.end <= hedge.end and parts.printed is None:
        return None
    said = text.low[at : word.end]
    sign, noun = word.token.value, word.token.kind == "growth noun" or said in _GROWTH
    again = parts.worded and parts.printed is None and word.token.kind != "growth noun"
    if again and (parts.sign == sign or parts.noun):
        raise FigureError(
            worded(WHOSE_CHANGE),
            at + 1,
            worded(OWN_FIGURE),
        )
    if parts.flat:
        raise FigureError(worded("flat, and a change"), at + 1, write("flat yoy", "+3% yoy"))
    fell = parts.signed_by_mark and parts.sign < 0
    if parts.signed_ends or (parts.sign and parts.sign != sign and not (fell and noun)):
        raise FigureError(worded("up and down at once"), at + 1, write("+3% yoy", "-3% yoy"))
    # 同比增长-3.2% is a printed fall
    sign = parts.sign if parts.signed_by_mark else sign
    # the `of` of a growth of may begin of its value
    of = word.end - 2 if text.low[at : word.end].endswith(" of") else word.end
    end = of if text.take(of, "of value") is not None else word.end
    named = parts.growth or (said if noun and said != "增长" else "")
    return parts._replace(sign=sign, noun=parts.noun or noun, worded=True, growth=named), end


_GROWTH = ("growth", "增长")
"""Directions that are nouns, too: -3% growth."""


def _to_level(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    """`to` behind a direction or a size: to a third of what it was, or a level."""
    word = text.take(at, "to level")
    if word is None or (text.low[at : word.end] == "to" and text.sign(word.end) != " "):
        return None
    here = text.skip(word.end)
    found = scan_amount(text, here, signed=False)
    if found is None:
        return None
    printed, end = found
    if parts.printed is not None:
        raise two_claims(text, at, parts, parts.printed, printed)
    low = printed.low
    if low.unit in ("times", "fold") or low.is_part:
        return parts._replace(printed=printed, to_factor=True), end
    raise FigureError(
        worded("a level, not a change"), at + 1, write(f"{spell(printed)} for the level")
    )


def _size(text: Text, at: int, parts: ChangeParts) -> tuple[ChangeParts, int] | None:
    if parts.printed is not None:
        _refuse_second(text, at, parts)
        return None
    if parts.flat:
        return None
    refuse_level_behind(text, at, parts)
    found = scan_amount(text, at, signed=False)
    return None if found is None else (parts._replace(printed=found[0]), found[1])


def _refuse_second(text: Text, at: int, parts: ChangeParts) -> None:
    """A second amount is a level beside the change: refused with the two claims."""
    if parts.printed is None or text.take(at, "against", "as many"):
        return
    try:
        second = scan_amount(text, text.skip(at), signed=False)
    except FigureError:
        return
    if second is None or second[0].low.kind is None:
        return
    raise two_claims(text, at, parts, parts.printed, second[0])


def refuse_level_behind(text: Text, at: int, parts: ChangeParts) -> None:
    """Refuse `90 bps to 83.9%`, `12% to $3.4bn`: the second side is a level, no end of a range."""
    if not any(word in text.low for word in spellings(("to level",))):
        return
    try:
        first = _side(text, at)
        joint = text.take(text.skip(first.end), "to level") if first is not None else None
        second = _side(text, joint.end) if joint is not None else None
    except FigureError:
        return
    if first is None or second is None or first.kind not in ("ratio", "points"):
        return
    # 3.5% to 41,200 is no range of percentages
    bare = second.kind is None and second.number.low >= 1000
    if (
        bare
        or second.kind in ("money", "count")
        or (first.kind, second.kind) == ("points", "ratio")
    ):
        one, other = (PrintedAmount(side, None, None, (), False) for side in (first, second))
        raise two_claims(text, second.start, parts, one, other)


def _side(text: Text, at: int) -> Side | None:
    here = text.skip(at)
    while (word := text.take(here, "hedge", "reached")) is not None:
        here = text.skip(word.end)
    return scan_side(text, here)


def _first_word(text: Text, *kinds: str) -> Found | None:
    """The first word of some kinds in a whole text."""
    at = first_place(kinds, text.low)
    return None if at is None else text.take(at, *kinds)


def two_claims(
    text: Text, at: int, parts: ChangeParts, first: PrintedAmount, second: PrintedAmount
) -> FigureError:
    """The refusal of a change and a level in one print, with both to write."""
    size, level = first, second
    if level.low.kind in ("ratio", "points") and size.low.kind in ("money", "count", "measure"):
        size, level = level, size
    direction = _first_word(text, *DIRECTIONS)
    sign = parts.sign or (direction.token.value if direction is not None else 0)
    signs = ("up ",) if sign > 0 else ("down ",) if sign else ("up ", "down ")
    base = _first_word(text, "base")
    bases = ["yoy", "qoq"]
    if parts.base is not None:
        bases = [spell_base(parts.base)]
    elif base is not None and not base.token.value:
        bases = [base.token.name]
    loss, minus = ("loss ", "-") if parts.of_loss else ("", "")
    changes = [f"{loss}{sign}{spell(size)} {each}" for sign in signs for each in bases]
    return FigureError(
        worded("a change and a level in one print: two claims"),
        at + 1,
        write(*changes, f"{minus}{amount(level).spelling}"),
    )


_SCANNERS = (
    change_bases.base,
    _rate,
    change_bases.between,
    _currency,
    _losing,
    _of_value,
    _signs,
    _flat,
    _to_level,
    _direction,
    change_bases.as_many_before,
    _size,
    change_bases.as_many,
    change_bases.against,
)
"""What a part may be, in this order."""
