"""From a whole text to its meaning: which form a text is, and one reading of it."""

import re
from functools import lru_cache

from cloudkb.figures import fast
from cloudkb.figures.amounts import PLAIN, AmountContext, PrintedAmount, amount, scan_amount
from cloudkb.figures.change_meaning import ChangeParts
from cloudkb.figures.changes import (
    DIRECTIONS,
    currency_at,
    refuse_level_behind,
    scan_change,
    scan_size,
)
from cloudkb.figures.counted import is_symbol
from cloudkb.figures.cursor import LONGEST, FigureError, Text, first_place, places, reserved_words
from cloudkb.figures.dates import looks_like_date, scan_date, scan_event
from cloudkb.figures.decimals import MOST_DIGITS, scan_decimal
from cloudkb.figures.hints import sure
from cloudkb.figures.orders import ENTITY, period_text, scan_order, scan_rank, scan_trend
from cloudkb.figures.sides import CURRENCIES, spell_side
from cloudkb.figures.suggestions import Hint, like, write
from cloudkb.language import in_chinese, worded
from cloudkb.late import expression
from cloudkb.model import Amount, Figure, Link
from cloudkb.words import UNIT_KINDS

_UNSEEN = expression(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_AGAINST = expression(
    r" (?:vs\.?|versus|against|compared (?:with|to)|relative to) |[较比](?=[0-9a-z])|相比"
)
_LATE_DIRECTION = expression(
    r"[0-9](?:%|pp| percent| per cent| points?)"
    r" (?:higher|lower|growth|increase|decrease|up|down|rise|fall)\b"
)
_SHORT = 80
_NAME = expression(r"[A-Za-z][A-Za-z0-9]{1,31}(?![a-z0-9])")
_NUMBERS = (
    "word",
    "tens word",
    "half",
    "several",
    "many",
    "digits",
    "most",
    "multiple",
    *CURRENCIES,
)
"""What a number that looks like an id begins with."""
_BARE_PERCENT = expression(r" *\+[0-9]{1,6}(?:\.[0-9]{1,6})?% *")
_QUARTER = expression(r"第 ?[一二三四1-4] ?[季财]")


def parse(
    text: str,
    *,
    allow_bare_percent_change: bool = False,
    link: bool = False,
    unit: str = "",
    counted: frozenset[str] = frozenset(),
) -> Figure:
    """Read a figure as printed, apart from any metric (a bare year is a number).

    `link` is for a metric of links: what has the form of an id is one (two-thirds). `counted`
    are the names that its metric counts (GPU, TEU), or `ANYTHING` for a text a base holds.
    `unit` is the metric's, where it is known: of a measure or a rate it decides what letters mean
    (5m on km is five metres).
    `allow_bare_percent_change` takes a `+16%` without a base for a level: one reading
    of a text that allows several. Raises FigureError with the character at fault and
    the nearest valid form.
    """
    if link:
        return scan(text, PLAIN._replace(ids=True))
    if unit and unit not in UNIT_KINDS:
        return _remembered(text, unit)
    if counted:
        return fast.plain(text) or scan(text, PLAIN._replace(counted=counted))
    plain = fast.plain(text)
    if plain is not None:
        return plain
    if allow_bare_percent_change and _BARE_PERCENT.fullmatch(text):
        return scan(text.strip()[1:], PLAIN)
    return _remembered(text) if len(text) < _SHORT else scan(text, PLAIN)


@lru_cache(maxsize=4096)
def _remembered(text: str, wanted: str = "") -> Figure:
    # up yoy, rank 1 and the like stand in a base by the hundred; records are frozen
    return scan(text, PLAIN._replace(wanted=wanted))


def scan(text: str, context: AmountContext) -> Figure:
    """Read a figure by the full scanner; `context` says how bare numbers and zeros count."""
    try:
        return _scan(text, context)
    except FigureError as error:
        hint = sure(error.proposed, text[:LONGEST], _reads)
        raise FigureError(error.message, error.column, hint) from None


@lru_cache(maxsize=1024)
def _reads(offer: str) -> bool:
    """Tell whether a proposal can itself be read: a wrong hint costs more than none."""
    if fast.plain(offer) is not None:
        return True
    try:
        _scan(offer, PLAIN)
    except FigureError:
        return False
    return True


def _scan(printed: str, context: AmountContext) -> Figure:
    text = Text.of(printed[: LONGEST + 1], context.wanted, context.counted)
    if len(printed) > LONGEST:
        _too_long(text)
    unseen = _UNSEEN.search(text.cased)
    if unseen is not None:
        code = ord(unseen[0])
        raise FigureError(
            worded("a character that does not print (U+{code:04X})", code=code), unseen.start() + 1
        )
    figure, end = _whole(text, context)
    end = text.skip(end)
    if end < len(text.low):
        raise _left_over(text, end, figure)
    return figure


def _too_long(text: Text) -> None:
    digits = re.search(f"[0-9]{{{MOST_DIGITS + 1}}}", text.low)
    if digits is not None:
        scan_decimal(text, digits.start())
    raise FigureError(worded("a figure has at most {most} characters", most=LONGEST), LONGEST + 1)


def _whole(text: Text, context: AmountContext) -> tuple[Figure, int]:
    low = text.low
    start = text.skip(0)
    if start == len(low):
        raise FigureError(worded("expected a figure"), start + 1)
    name = low.strip()
    if ENTITY.fullmatch(name) and name not in reserved_words():
        return _named_number(text, start, context) or _link(text, start)
    for scanner in (scan_trend, _order, scan_event):
        found = scanner(text, start)
        if found is not None:
            return found
    if not _QUARTER.match(low, start):
        rank = scan_rank(text, start) if _begins_rank(text, start) else None
        if rank is not None:
            return rank
    if _is_change(text, start):
        return scan_change(text, start)
    if looks_like_date(text):
        return scan_date(text, start)
    return _amount(text, start, context)


def _named_number(text: Text, start: int, context: AmountContext) -> tuple[Figure, int] | None:
    """What has the form of an id and is a number all through: two-thirds, RMB26bn."""
    if not text.take(start, *_NUMBERS) or context.ids:
        return None
    try:
        found = _amount(text, start, context)
    except FigureError:
        return None
    return found if text.skip(found[1]) == len(text.low) else None


def _link(text: Text, start: int) -> tuple[Figure, int]:
    name = text.cased.strip()
    if name != name.lower():
        raise FigureError(worded("an id is in lower case"), start + 1, write(name.lower()))
    return Link("entity", name, name), len(text.low)


def _begins_rank(text: Text, at: int) -> bool:
    word = text.take(at, "rank", "rank ordinal", "top", "rank word")
    hedge = text.take(at, "hedge")
    if word is None or (hedge is not None and hedge.end > word.end):
        return False
    rest = text.low[text.skip(word.end) :]
    if word.token.kind == "rank word":
        # first half of 2023 is a date; 2nd is a rank
        return (
            not rest
            or rest[0] in "-~"
            or rest.startswith(("to ", "place", "largest", "biggest", "名", "位"))
        )
    if text.low[at : word.end] == "no":
        # no stores
        return rest[:1].isdecimal() or rest[:1] == "#"
    return word.token.name != "rank" or word.language != "en" or bool(re.match(r"[0-9#]|\w", rest))


def _order(text: Text, at: int) -> tuple[Figure, int] | None:
    """An order, unless a number follows a word that hedges too (高于30%, lower than 5%)."""
    word = text.take(at, "order")
    if word is None or text.take(at, "base") is not None:
        return None
    try:
        return scan_order(text, at)
    except FigureError:
        if text.take(at, "hedge") is not None:
            return None
        raise


_BESIDE_LEVEL = expression(r"[,;(:] *$")
_SIGN_BESIDE_LEVEL = expression(r"[0-9a-z%\u3400-\u9fff] *[,;(:] *[+-] *[0-9]")
_AS_MANY = expression(
    r"(?:[是为达]|相当于|达到)[0-9去上].*的.*[倍番成一半]"
    r"|(?:doubled|halved|tripled|trebled|quadrupled) (?:since|from|on|over|against|vs|versus) "
    r"|(?:times|x|fold|double|triple|half|third|quarter) (?:as|the|that|what|of what) "
)


def _is_change(text: Text, at: int) -> bool:
    low = text.low
    if low[at] == "+" or first_place(("base",), low, at) is not None:
        return True
    while (adverb := text.take(at, "adverb")) is not None:
        at = text.skip(adverb.end)
    losing = text.take(at, "losing")
    if losing is not None and first_place(DIRECTIONS, low, losing.end) is not None:
        return True
    while (told := currency_at(text, at)) is not None:
        at = text.skip(told[1])
    against = text.take(at, "against")
    if against is not None and text.take(text.skip(against.end), "earlier") is not None:
        return True
    change = text.take(at, "growth noun", "flat", "turn", "other basis", *DIRECTIONS)
    other = text.take(at, "hedge", "most", "digits", "multiple", "reached")
    if change is not None and (other is None or change.end > other.end):
        return True
    return (
        _AGAINST.search(low, at) is not None
        or _names_rate(text)
        or _LATE_DIRECTION.search(low, at) is not None
        or _AS_MANY.search(low, at) is not None
        or _stands_beside_level(text, at)
    )


def _names_rate(text: Text) -> bool:
    """Whether CAGR, 复合增长率, 折年率 stands anywhere; a year alone may be of anything."""
    for start, _ in places(("rate",), text.low):
        found = text.take(start, "rate")
        if found is not None and found.token.value:
            return True
    return False


def _stands_beside_level(text: Text, at: int) -> bool:
    """$3.4bn, up 12%; 34亿元(+12%): a change behind a level, which is then refused as two."""
    low = text.low
    if not any(sign in low for sign in ",;(:"):
        return False
    if _SIGN_BESIDE_LEVEL.search(low, at) is not None:
        return True
    return any(
        _BESIDE_LEVEL.search(low, at, start) is not None
        for start, _ in places(DIRECTIONS, low, at + 1)
    )


def taken_apart(printed: str, wanted: str = "") -> PrintedAmount | None:
    """The sides of a printed amount, or of the size of a change; None for what is neither."""
    text = Text.of(printed, wanted)
    start = text.skip(0)
    try:
        if start < len(text.low) and _is_change(text, start):
            return scan_size(text, start)
        found = scan_amount(text, start)
    except FigureError:
        return None
    return found[0] if found is not None else None


def _amount(text: Text, start: int, context: AmountContext) -> tuple[Figure, int]:
    _refuse_name(text, start)
    refuse_level_behind(text, start, ChangeParts())
    found = scan_amount(text, start)
    if found is None:
        raise FigureError(worded("no figure begins here"), start + 1, _nearest_start(text, start))
    printed, end = found
    whole = text.skip(end) == len(text.low)
    if whole and printed.low.kind == "points" and printed.spread is None:
        sign = "" if printed.low.negative else "+"
        raise FigureError(
            worded("points are a change, and a change has a base"),
            len(text.low) + 1,
            write(f"{sign}{amount(printed).spelling} yoy"),
        )
    figure = amount(printed, context)
    if figure.measure and looks_like_date(Text.of(spell_side(printed.low))):
        raise FigureError(worded("a count of years, or a date?"), end + 1, write(figure.spelling))
    return figure, end


def _refuse_name(text: Text, start: int) -> None:
    """Over and under take a number; a name or a period has its order word."""
    hedge = text.take(start, "hedge")
    if hedge is None or hedge.token.name not in ("over", "strictly over", "under"):
        return
    at = text.skip(hedge.end)
    rest = text.low[at:].strip()
    named = ENTITY.fullmatch(rest) is not None and rest not in reserved_words()
    named = named and not _named_number(text, at, PLAIN)
    if not named and not rest.isdecimal() and re.match(r"[0-9q]", rest):
        named = period_text(rest, at) is not None
    if named:
        word = "below" if hedge.token.name == "under" else "above"
        raise FigureError(
            worded(
                "{word} takes a number",
                word=text.cased[start : hedge.end] if in_chinese() else hedge.token.name,
            ),
            at + 1,
            write(f"{word} {text.cased[at:].strip()}"),
        )


def _nearest_start(text: Text, start: int) -> Hint:
    word = text.take(start, "unit", "scale", "group", "bare currency")
    if word is not None:
        return like(f"1{text.low[start : word.end]}")
    number = re.search(r"[-+$¥€£]?[0-9]", text.low)
    if number is None or first_place(DIRECTIONS, text.low) is not None:
        # a change is no level
        return ""
    try:
        meant = _scan(text.cased[number.start() : number.start() + 60], PLAIN).spelling
    except FigureError:
        return ""
    before = text.cased[start : number.start()].strip()
    if not before or len(before) > _LONGEST_LEAD:
        return write(meant)
    return worded('"{word}" is not read; without it: {text}', word=before, text=meant)


_LONGEST_LEAD = 24
"""Code points before a number that a refusal quotes."""


def _is_name(word: str) -> bool:
    return not word.islower() and not is_symbol(word)


def _left_over(text: Text, end: int, figure: Figure) -> FigureError:
    rest = text.cased[end:].strip()
    hint: Hint = write(figure.spelling)
    word = text.take(end, "unit", "currency", "bare currency", "scale", "group")
    if word is not None:
        # without its scale word a number is another
        hint = "" if word.token.kind in ("scale", "group") else hint
        return FigureError(
            worded("a second unit or scale, {text!r}", text=rest[:12]), end + 1, hint
        )
    if isinstance(figure, Amount) and text.low[end] in "+-±":
        return FigureError(worded("a sign with nothing behind it"), end + 1, hint)
    if text.low[end].isdecimal():
        return FigureError(worded("a second number"), end + 1, hint)
    hint = ""
    name = _NAME.match(rest)
    if isinstance(figure, Amount) and figure.unit is None and name and _is_name(name[0]):
        hint = worded(
            "if {name} is what is counted, say so on the metric: counted: [{name}]", name=name[0]
        )
    return FigureError(worded("not understood from here: {text!r}", text=rest[:12]), end + 1, hint)
