"""From a whole text to its meaning: which form a text is, and one reading of it."""

import re
from functools import lru_cache

from cloudkb.figures import fast
from cloudkb.figures.amounts import PLAIN, Context, amount, scan_amount
from cloudkb.figures.changes import scan_change
from cloudkb.figures.dates import looks_like_date, scan_date
from cloudkb.figures.decimals import MOST_DIGITS, scan_decimal
from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import pattern, reserved_words, take
from cloudkb.figures.operands import ENTITY, period_text
from cloudkb.figures.orders import scan_order
from cloudkb.figures.ranks import scan_rank, scan_trend
from cloudkb.figures.sides import EXAMPLE, spell_side
from cloudkb.figures.text import LONGEST, Source, fold, skip
from cloudkb.model import Amount, Figure, Link

_UNSEEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_AGAINST = re.compile(
    r" (?:vs\.?|versus|against|compared (?:with|to)|relative to) |[较比](?=[0-9a-z])|相比"
)
_LATE_DIRECTION = re.compile(
    r"[0-9](?:%|pp| percent| per cent| points?)"
    r" (?:higher|lower|growth|increase|decrease|up|down|rise|fall)\b"
)
_SHORT = 80
_BARE_PERCENT = re.compile(r" *\+[0-9]{1,6}(?:\.[0-9]{1,6})?% *")
_QUARTER = re.compile(r"第 ?[一二三四1-4] ?[季财]")


def parse(text: str, *, allow_bare_percent_change: bool = False) -> Figure:
    """Read a figure as printed, apart from any metric (a bare year is a number).

    `allow_bare_percent_change` takes a `+16%` without a base for a level: one reading
    of a text that allows several. Raises FigureError with the character at fault and
    the nearest valid form.
    """
    plain = fast.plain(text)
    if plain is not None:
        return plain
    if allow_bare_percent_change and _BARE_PERCENT.fullmatch(text):
        return scan(text.strip()[1:], PLAIN)
    return _remembered(text) if len(text) < _SHORT else scan(text, PLAIN)


@lru_cache(maxsize=4096)
def _remembered(text: str) -> Figure:
    # up yoy, rank 1 and the like stand in a base by the hundred; records are frozen
    return scan(text, PLAIN)


def scan(text: str, context: Context) -> Figure:
    """Read a figure by the full scanner; `context` says how bare numbers and zeros count."""
    try:
        return _scan(text, context)
    except FigureError as error:
        raise FigureError(error.message, error.column, _sure(error.hint)) from None


_OFFERS = re.compile(r",? or |, ")


def _sure(hint: str, *, again: bool = True) -> str:
    """Keep of a hint what can itself be read: a wrong hint costs more than none."""
    if not hint.startswith("write "):
        return hint or EXAMPLE
    sure: list[str] = []
    for offer in _OFFERS.split(hint.removeprefix("write ")):
        try:
            _scan(offer, PLAIN)
        except FigureError as error:
            better = _sure(error.hint, again=False) if again else EXAMPLE
            offer = "" if better == EXAMPLE else better.removeprefix("write ").split(" or ")[0]
        if offer and offer not in sure:
            sure.append(offer)
    return (
        "write " + ", ".join(sure[:-1]) + (" or " if sure[1:] else "") + sure[-1]
        if sure
        else EXAMPLE
    )


def _scan(text: str, context: Context) -> Figure:
    source = fold(text[: LONGEST + 1])
    if len(text) > LONGEST:
        _too_long(source)
    unseen = _UNSEEN.search(source.text)
    if unseen is not None:
        code = ord(unseen[0])
        raise FigureError(f"a character that does not print (U+{code:04X})", unseen.start() + 1)
    figure, end = _whole(source, context)
    end = skip(source.low, end)
    if end < len(source.low):
        raise _left_over(source, end, figure)
    return figure


def _too_long(source: Source) -> None:
    digits = re.search(f"[0-9]{{{MOST_DIGITS + 1}}}", source.low)
    if digits is not None:
        scan_decimal(source, digits.start())
    raise FigureError(f"a figure has at most {LONGEST} characters", LONGEST + 1, EXAMPLE)


def _whole(source: Source, context: Context) -> tuple[Figure, int]:
    low = source.low
    start = skip(low, 0)
    if start == len(low):
        raise FigureError("expected a figure", start + 1, EXAMPLE)
    name = low.strip()
    if ENTITY.fullmatch(name) and name not in reserved_words():
        return _link(source, start)
    for scanner in (scan_trend, _order):
        found = scanner(source, start)
        if found is not None:
            return found
    if not _QUARTER.match(low, start):
        rank = scan_rank(source, start) if _begins_rank(source, start) else None
        if rank is not None:
            return rank
    if _is_change(source, start):
        return scan_change(source, start)
    if looks_like_date(source):
        return scan_date(source, start)
    return _amount(source, start, context)


def _link(source: Source, start: int) -> tuple[Figure, int]:
    name = source.text.strip()
    if name != name.lower():
        raise FigureError("an id is in lower case", start + 1, f"write {name.lower()}")
    return Link("entity", name, name), len(source.low)


def _begins_rank(source: Source, at: int) -> bool:
    word = take(source, at, "rank", "rank ordinal", "top", "rank word")
    hedge = take(source, at, "hedge")
    if word is None or (hedge is not None and hedge[2] > word[2]):
        return False
    rest = source.low[skip(source.low, word[2]) :]
    if word[0].kind == "rank word":
        # first half of 2023 is a date; 2nd is a rank
        return not rest or rest[0] in "-~" or rest.startswith(("to ", "place", "名", "位"))
    return word[0].name != "rank" or word[1] != "en" or bool(re.match(r"[0-9#]|\w", rest))


def _order(source: Source, at: int) -> tuple[Figure, int] | None:
    """An order, unless a number follows a word that hedges too (高于30%, lower than 5%)."""
    word = take(source, at, "order")
    if word is None or take(source, at, "base") is not None:
        return None
    try:
        return scan_order(source, at)
    except FigureError:
        if take(source, at, "hedge") is not None:
            return None
        raise


def _is_change(source: Source, at: int) -> bool:
    low = source.low
    if low[at] == "+" or pattern(("base",)).search(low, at) is not None:
        return True
    change = take(source, at, "direction", "growth noun")
    other = take(source, at, "hedge", "most", "digits", "multiple", "reached")
    if change is not None and (other is None or change[2] > other[2]):
        return True
    return _AGAINST.search(low, at) is not None or _LATE_DIRECTION.search(low, at) is not None


def _amount(source: Source, start: int, context: Context) -> tuple[Figure, int]:
    _refuse_name(source, start)
    found = scan_amount(source, start)
    if found is None:
        raise FigureError("no figure begins here", start + 1, _nearest_start(source, start))
    printed, end = found
    whole = skip(source.low, end) == len(source.low)
    if whole and printed.low.kind == "points" and printed.spread is None:
        sign = "" if printed.low.negative else "+"
        raise FigureError(
            "points are a change, and a change has a base",
            len(source.low) + 1,
            f"write {sign}{amount(printed).spelling} yoy",
        )
    figure = amount(printed, context)
    if figure.measure and looks_like_date(fold(spell_side(printed.low))):
        raise FigureError("a count of years, or a date?", end + 1, f"write {figure.spelling}")
    return figure, end


def _refuse_name(source: Source, start: int) -> None:
    """Over and under take a number; a name or a period has its order word."""
    hedge = take(source, start, "hedge")
    if hedge is None or hedge[0].name not in ("over", "strictly over", "under"):
        return
    at = skip(source.low, hedge[2])
    rest = source.low[at:].strip()
    named = ENTITY.fullmatch(rest) is not None and rest not in reserved_words()
    if not named and not rest.isdecimal() and re.match(r"[0-9q]", rest):
        named = period_text(rest, at) is not None
    if named:
        word = "below" if hedge[0].name == "under" else "above"
        raise FigureError(
            f"{hedge[0].name} takes a number", at + 1, f"write {word} {source.text[at:].strip()}"
        )


def _nearest_start(source: Source, start: int) -> str:
    word = take(source, start, "unit", "scale", "group", "bare currency")
    if word is not None:
        return f"write 1{source.low[start : word[2]]}"
    number = re.search(r"[-+$¥€£]?[0-9]", source.low)
    if number is None:
        return EXAMPLE
    try:
        return f"write {_scan(source.text[number.start() : number.start() + 60], PLAIN).spelling}"
    except FigureError:
        return EXAMPLE


def _left_over(source: Source, end: int, figure: Figure) -> FigureError:
    rest = source.text[end:].strip()
    hint = f"write {figure.spelling}"
    word = take(source, end, "unit", "currency", "bare currency", "scale", "group")
    if word is not None:
        return FigureError(f"a second unit or scale, {rest[:12]!r}", end + 1, hint)
    if isinstance(figure, Amount) and source.low[end] in "+-±":
        return FigureError("a sign with nothing behind it", end + 1, hint)
    if source.low[end].isdecimal():
        return FigureError("a second number", end + 1, hint)
    return FigureError(f"not understood from here: {rest[:12]!r}", end + 1, hint)
