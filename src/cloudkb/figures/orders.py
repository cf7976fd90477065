"""What is compared with what: orders, the quantities they name, ranks and trends.

above aliyun, below 2 x china, same as a + b - 0.5 x c, above a above b;
2023Q1, aliyun@2022Q3; rank 2-4, 第一, top three, "#1"; rising, yoy falling, 逐年下降.
"""

import re
from fractions import Fraction

from cloudkb.figures.cursor import FigureError, Text, places, reserved_words
from cloudkb.figures.decimals import scan_decimal, short_text
from cloudkb.figures.numbers import scan_number
from cloudkb.figures.sides import scan_side
from cloudkb.figures.suggestions import Hint, like, write
from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.model import Comparison, Operand, Order, Rank, Trend

ENTITY = expression(r"[a-z][a-z0-9-]*")
PERIOD_LIKE = expression(
    r"[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|first|second|end|年"
)
_GROUPED = expression(r"[0-9]{1,3},[0-9]{3}(?![0-9])")
"""A number no period begins with; to find that out by all forms of periods takes long."""
LOWEST = 10_000
"""The last place a league table can have here."""


def _expected() -> Hint:
    """What an operand looks like."""
    return like("2023Q1", worded("an id"), "id@2022Q3", "id.metric@2022Q3")


_PLACES = like("rank 1", "rank 2-4")
_JOINT = expression(r"\+|(?<= )[-−](?= )")
_NAMED = expression(r"([a-z][a-z0-9-]*)?(?:\.([a-z][a-z0-9_]*))?(?:@(.+))?")


def scan_order(text: Text, at: int) -> tuple[Order, int] | None:
    """Scan a chain of comparisons up to the end of the text; None when none begins here."""
    chain: list[Comparison] = []
    end = text.skip(at)
    while (found := text.take(end, "order")) is not None:
        stop = _next_link(text, found.end)
        relation = found.token.name
        terms = _terms(text, found.end, stop, relation)
        if relation == "above":
            chain.append(Comparison("above", terms))
        else:
            chain.append(Comparison("below" if relation == "below" else "same", terms))
        end = stop
    if not chain:
        return None
    order = Order("order", tuple(chain))
    return order._replace(spelling=spell_order(order)), end


def _next_link(text: Text, at: int) -> int:
    for start, end in places(("order",), text.low, at):
        # the `above` of an id like above-par is not a new link
        if text.low[start - 1] == " " and text.low[end : end + 1] == " ":
            return start
    return len(text.low)


def _terms(text: Text, start: int, stop: int, relation: str) -> tuple[Operand, ...]:
    """The sum between two places; a minus stands between spaces, as hyphens are part of ids."""
    terms: list[Operand] = []
    idle = text.ending(start, stop, "order idle")
    if idle is not None:
        stop = idle[1]
    sign = 1
    while True:
        joint = _JOINT.search(text.low, start, stop)
        end = joint.start() if joint is not None else stop
        _refuse_number(text, start, end, relation)
        operand = read_operand(text, start, end)
        terms.append(operand._replace(factor=sign * operand.factor))
        if joint is None:
            return tuple(terms)
        sign = 1 if joint[0] == "+" else -1
        start = joint.end()


_TAKES_NAME = {
    "above": marked("above takes a name or a period"),
    "below": marked("below takes a name or a period"),
    "same": marked("same takes a name or a period"),
}


def _refuse_number(text: Text, start: int, end: int, relation: str) -> None:
    at = text.skip(start)
    if not text.sign(at).isdecimal() and text.sign(at) not in ("$", "¥"):
        return
    try:
        side = scan_side(text, at)
    except FigureError:
        return
    if side is not None and side.kind is not None and text.skip(side.end) >= end:
        # 2 x, 2023Q1 and the like are read as names by the caller
        number = text.cased[at:end].strip()
        if side.kind != "count" and side.unit != "times":
            hedge = {"above": "over ", "below": "under ", "same": ""}[relation]
            raise FigureError(
                worded(_TAKES_NAME[relation]),
                at + 1,
                write(f"{hedge}{number}"),
            )


def spell_order(order: Order) -> str:
    """The canonical spelling of an order."""
    links = []
    for link in order.chain:
        word = "same as" if link.relation == "same" else link.relation
        first, *others = link.terms
        text = spell_operand(first)
        for term in others:
            sign = "-" if term.factor < 0 else "+"
            text += f" {sign} {spell_operand(term._replace(factor=abs(term.factor)))}"
        links.append(f"{word} {text}")
    return " ".join(links)


# --- the quantities they name --------------------------------------------------------------------


def period_text(text: str, at: int) -> str | None:
    """The canonical text of a period, or None when the text is no single period.

    What is a day of one metric and none of another (2022年末, 截至9月底) stays as printed: whoever
    knows the metric settles it. Raises FigureError for a series or a rolling span, which is no
    one quantity.
    """
    from cloudkb import periods

    if not PERIOD_LIKE.search(text.lower()):
        return None
    if _GROUPED.match(text) or (ENTITY.fullmatch(text) and not periods.is_reserved(text)):
        return None
    try:
        period = periods.parse(text)
    except periods.PeriodError:
        return None
    if period.kind != "span":
        raise FigureError(worded("expected one period here"), at + 1, _expected())
    return text if periods.asks_metric(text) else period.text


def read_operand(text: Text, start: int, end: int, *, ahead: bool = True) -> Operand:
    """Read the text between two places as a quantity, with its factor if it has one.

    `ahead` allows a factor (`2 x china`). Raises FigureError when it names nothing.
    """
    start = text.skip(start)
    while end > start and text.low[end - 1] == " ":
        end -= 1
    printed = text.cased[start:end]
    if not printed:
        raise FigureError(worded("expected a period or a name here"), start + 1, _expected())
    if ahead:
        factored = _factor(text, start, end)
        if factored is not None:
            return factored
    period = period_text(printed, start)
    if period is not None:
        return Operand(Fraction(1), period=period)
    return _named(text, start, end)


def _factor(text: Text, start: int, end: int) -> Operand | None:
    low = text.low
    if low.startswith("twice ", start):
        return read_operand(text, start + 6, end, ahead=False)._replace(factor=Fraction(2))
    found = scan_decimal(text, start) if low[start].isdecimal() else None
    if found is None:
        return None
    value, at = found[0].value, found[1]
    if low[at : at + 1] == "/":
        lower = scan_decimal(text, at + 1)
        if lower is not None and lower[0].value:
            value, at = value / lower[0].value, lower[1]
    times = text.take(text.skip(at), "times name")
    if times is None or times.end >= end:
        return None
    if value <= 0:
        raise FigureError(worded("a factor is more than 0"), start + 1, _expected())
    return read_operand(text, times.end, end, ahead=False)._replace(factor=value)


def _named(text: Text, start: int, end: int) -> Operand:
    printed = text.cased[start:end]
    match = _NAMED.fullmatch(printed)
    if match is None or not match[1]:
        wrong = next(
            (index for index, sign in enumerate(printed) if not re.match(r"[a-z0-9.@_-]", sign)), 0
        )
        raise FigureError(
            worded("expected a period or a name here"), start + wrong + 1, _near(printed)
        )
    if match[1] in reserved_words() and match[1] == printed:
        raise FigureError(
            worded("{word!r} is a word of the grammar", word=match[1]), start + 1, _expected()
        )
    period = match[3]
    if period is not None:
        at = start + match.start(3)
        canonical = period_text(period, at)
        if canonical is None:
            raise FigureError(worded("expected a period after @"), at + 1, like("id@2022Q3"))
        period = canonical
    return Operand(Fraction(1), match[1], match[2], period)


def _near(printed: str) -> Hint:
    lowered = re.sub(r"[^a-z0-9]+", "-", printed.lower()).strip("-")
    return write(lowered) if ENTITY.fullmatch(lowered) else _expected()


def spell_operand(operand: Operand) -> str:
    """The canonical spelling of a quantity named inside a figure."""
    name = operand.entity or ""
    if operand.metric:
        name += f".{operand.metric}"
    if operand.period:
        name += f"@{operand.period}" if name else operand.period
    return name if operand.factor == 1 else f"{short_text(operand.factor)} x {name}"


# --- ranks and trends ----------------------------------------------------------------------------


def scan_rank(text: Text, at: int) -> tuple[Rank, int] | None:
    """Scan a place or a range of places; None when none begins here."""
    end = start = text.skip(at)
    marked = False
    while (mark := text.take(end, "rank", "rank ordinal")) is not None:
        marked, end = True, text.skip(mark.end)
    top = text.take(end, "top")
    if top is not None:
        at = text.skip(top.end)
        word = text.take(at, "rank word")
        if word is not None and word.language == "en":
            # the top third is a part of all
            raise FigureError(worded("expected a place here"), at + 1, _PLACES)
        place, end = _place(text, at)
        return _rank(1, place, start), _suffix(text, end)
    word = text.take(end, "rank word")
    if not marked and word is None:
        return None
    low, end = _place(text, end)
    high = low
    joint = text.take(text.skip(end), "to")
    if joint is not None:
        further = text.skip(joint.end)
        while (mark := text.take(further, "rank", "rank ordinal")) is not None:
            further = text.skip(mark.end)
        high, end = _place(text, further)
    return _rank(low, high, start), _suffix(text, end)


def _place(text: Text, at: int) -> tuple[int, int]:
    word = text.take(at, "rank word")
    if word is not None:
        return word.token.value, word.end
    digits = scan_decimal(text, at)
    found = scan_number(text, at) if digits is None else None
    if found is not None and found[0].sort == "plain" and found[0].low == found[0].high:
        value, end = found[0].low, found[1]
    elif digits is not None and digits[0].whole:
        value, end = digits[0].value, digits[1]
        for ordinal in ("st", "nd", "rd", "th"):
            if text.low.startswith(ordinal, end):
                end += 2
                break
    else:
        raise FigureError(worded("expected a place here"), at + 1, _PLACES)
    if not 1 <= value <= LOWEST or value.denominator != 1:
        raise FigureError(worded("a place is 1 to {last}", last=LOWEST), at + 1, _PLACES)
    return int(value), end


def _suffix(text: Text, at: int) -> int:
    found = text.take(text.skip(at), "rank suffix")
    return found.end if found is not None else at


def _rank(low: int, high: int, start: int) -> Rank:
    if high < low:
        raise FigureError(worded("the places are reversed"), start + 1, write(f"rank {high}-{low}"))
    return Rank("rank", low, high, f"rank {low}" if low == high else f"rank {low}-{high}")


def scan_trend(text: Text, at: int) -> tuple[Trend, int] | None:
    """Scan a trend; in Chinese a word like 持续 or 增速 makes one of a direction."""
    end = text.skip(at)
    growth = False
    marked = False
    while True:
        word = text.take(end, "trend growth", "trend marker")
        if word is None:
            break
        growth = growth or word.token.kind == "trend growth"
        marked = marked or word.token.kind == "trend marker"
        end = text.skip(word.end)
    word = text.take(end, "trend")
    if word is None:
        speaks = text.take(end, "direction") if marked else None
        if speaks is None or speaks.language != "zh":
            return None
        name, end = ("rising" if speaks.token.value > 0 else "falling"), speaks.end
    else:
        name, end = word.token.name, word.end
    spelling = f"yoy {name}" if growth else name
    if name == "rising":
        return Trend("trend", "rising", growth, spelling), end
    return Trend("trend", "falling", growth, spelling), end
