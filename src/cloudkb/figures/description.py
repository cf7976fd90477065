"""What a printed figure means, for people and machines: the answers of `cloudkb figure`."""

from fractions import Fraction
from typing import Any, NamedTuple

from cloudkb.figures.amounts import unit_step
from cloudkb.figures.cursor import FigureError
from cloudkb.figures.decimals import exact_text, short_text
from cloudkb.figures.fitting import fit
from cloudkb.figures.grammar import parse, taken_apart
from cloudkb.figures.hedged import hedge_spelling
from cloudkb.figures.measures import dimension, meant, read_unit
from cloudkb.figures.printing import (
    Manner,
    Style,
    manner,
    print_ends,
    print_styled,
    style,
)
from cloudkb.interval import exactly
from cloudkb.language import in_chinese, marked, worded
from cloudkb.late import expression
from cloudkb.model import Amount, Change, DateFigure, Figure, Rank
from cloudkb.words import UNIT_KINDS, is_chinese, unit_text


class Description(NamedTuple):
    """A figure in people's words."""

    gloss: str
    """The figure said in the language spoken, with scale words: "about 660 million"."""
    ends: tuple[tuple[str, str, str], ...]
    """Each end: what it is (from, to, above, at most ...), in scale words, in plain digits."""
    because: str
    """Where the ends come from."""
    canonical: str


def read(text: str, unit: str | None = None) -> Figure:
    """Parse a figure on its own; `unit` says what a bare number counts.

    `unit` is money, ratio, count, date or entity, or what would be printed behind the
    number (亿元, %, 台). Raises FigureError.
    """
    wanted = read_unit(unit) if unit else None
    unit = wanted.text if wanted else unit
    figure = parse(text, unit=unit if wanted and unit else "")
    if unit and unit not in UNIT_KINDS:
        bare = isinstance(figure, Amount | Change) and figure.unit is None
        level = isinstance(figure, Amount)
        behind = f" {unit}" if unit[0].isascii() else unit
        whole = f"{text.strip()}{behind}"
        figure = parse(whole, unit=unit if wanted else "") if bare and level else figure
        unit = unit if wanted else None
    if unit:
        return fit(figure, unit=unit, negative=True, currency="CNY", inside_either=True)
    if isinstance(figure, Amount | Change) and figure.unit == "money":
        unit = unit_text("money", "", figure.per)
        return fit(figure, unit=unit, negative=True, currency="") if _settled(figure) else figure
    return figure


def _settled(figure: Amount | Change) -> bool:
    return isinstance(figure, Amount) or figure.change_unit == "absolute"


def row(text: str, unit: str | None = None) -> dict[str, Any]:
    """The published JSON shape of one printed figure, or of its refusal."""
    try:
        figure = read(text, unit)
    except FigureError as error:
        return {
            "text": text,
            "ok": False,
            "column": error.column,
            "message": error.message,
            "hint": error.hint,
        }
    shape: dict[str, Any] = {
        "text": text,
        "ok": True,
        "form": figure.form,
        "low": None,
        "high": None,
        "low_open": False,
        "high_open": False,
        "unit": None,
        "currency": None,
        "hedge": None,
        "canonical": figure.spelling,
    }
    if isinstance(figure, Amount | Change):
        interval = figure.interval
        shape |= {
            "low": exact_text(interval.low),
            "high": exact_text(interval.high),
            "low_open": interval.low_open,
            "high_open": interval.high_open,
            "unit": _unit(figure),
            "currency": figure.currency,
            "hedge": " ".join(figure.hedges) or None,
        }
        others = [] if unit else also(text, figure)
        if others:
            shape["also"] = others
        if isinstance(figure, Change):
            shape |= _said_of(figure)
    elif isinstance(figure, Rank):
        shape |= {"low": str(figure.low), "high": str(figure.high)}
    elif isinstance(figure, DateFigure):
        shape |= _days(figure)
    return shape


_LETTERS = expression(r"[0-9] ?([A-Za-z]{1,3}|度|pounds|盎司)$")


def also(text: str, figure: Amount | Change) -> list[dict[str, Any]]:
    """What a print means on other metrics: 5m is metres on a length, 个位数 1 to 9 of a count."""
    match = _LETTERS.search(text.strip())
    taken: set[object] = {dimension(figure.measure) if figure.unit == "measure" else None}
    found: list[dict[str, Any]] = []
    if "digits" in figure.hedges and isinstance(figure, Amount):
        # digits of a percentage on a ratio, of how many on a count
        named, kinds = ["count"], ["count"]
    else:
        named, kinds = list(meant(match[1])) if match is not None else [], ["measure"]
    for name in named:
        if dimension(name) in taken:
            continue
        taken.add(dimension(name))
        try:
            other = read(text, name)
        except FigureError:
            continue
        if isinstance(other, Amount | Change) and other.unit in kinds:
            low, high = exact_text(other.interval.low), exact_text(other.interval.high)
            found.append({"unit": name, "low": low, "high": high})
    return found


def _said_of(figure: Change) -> dict[str, str]:
    """What more a change says of its size, where it does: of a loss or the value, at what rate."""
    of = "loss" if figure.of_loss else "value" if figure.of_value else ""
    return {key: value for key, value in (("of", of), ("rate", figure.rate)) if value}


def _unit(figure: Amount | Change) -> str | None:
    if isinstance(figure, Change) and figure.change_unit in ("relative", "points"):
        return figure.change_unit
    return unit_text(figure.unit, figure.measure, figure.per) or None


def _days(figure: DateFigure) -> dict[str, Any]:
    if figure.base is not None:
        return {}
    start, end = figure.period.start, figure.period.end
    if figure.relation == "before":
        return {"high": start, "high_open": True}
    if figure.relation == "after":
        return {"low": end, "low_open": True}
    return {"low": start, "high": end}


# --- for people ----------------------------------------------------------------------------------


def describe(figure: Figure) -> Description:
    """Say what a figure stands for: its ends in scale words and digits, and why they lie there."""
    if not isinstance(figure, Amount | Change):
        return Description("", (), _sentence(figure), figure.spelling)
    return Description(_gloss(figure), _ends(figure), _because(figure), figure.spelling)


def _manner(figure: Amount | Change) -> Manner:
    return manner(figure.spelling, _unit(figure) or "")


def _style(figure: Amount | Change) -> Style:
    """The style of the print itself."""
    return style(_unit(figure), figure.currency, figure.interval, _manner(figure))


def _gloss(figure: Amount | Change) -> str:
    """A print said in the language spoken, where it is printed in the other."""
    unit, chinese = _unit(figure), is_chinese(figure.spelling)
    part = figure.value is None or "/" in short_text(figure.value)
    value = None if part or unit in ("relative", "points") else exactly(figure.value or 0)
    like = Manner("zh" if in_chinese() else "en", unit=_manner(figure).unit)
    if in_chinese():
        if chinese or value is None:
            return ""
        hedge = "".join(hedge_spelling(name, "zh") for name in figure.hedges)
        return f"{hedge}{print_styled(value, style(unit, figure.currency, value, like))}"
    hedge = " ".join(figure.hedges)
    if value is None:
        return hedge
    told = style(unit, figure.currency, value, like) if chinese else _style(figure)
    shown = print_styled(value, told)
    for short, word in (("tn", " trillion"), ("bn", " billion"), ("m", " million")):
        if shown.endswith(short) and shown[-len(short) - 1 :][0].isdecimal():
            shown = shown.removesuffix(short) + word
    return f"{hedge} {shown}".strip()


def _ends(figure: Amount | Change) -> tuple[tuple[str, str, str], ...]:
    interval = figure.interval
    low, high = interval.low, interval.high
    least, most = print_ends(interval, _style(figure), signed=isinstance(figure, Change))
    ends = []
    if low is not None and least is not None:
        one_end = marked("at least") if high is None else marked("from")
        closed = marked("exactly") if low == high else one_end
        label = worded(marked("above") if interval.low_open else closed)
        ends.append((label, least, short_text(low, separators=True)))
    if high is not None and most is not None and low != high:
        closed = marked("at most") if low is None else marked("to")
        label = worded(marked("below") if interval.high_open else closed)
        ends.append((label, most, short_text(high, separators=True)))
    return tuple(ends)


def _because(figure: Amount | Change) -> str:
    hedges = figure.hedges
    step = figure.unit_step
    if step is not None:
        told = marked("plain: half a unit of the last counted digit ({step}) each way")
        return worded(told, step=_step_words(figure, step))
    measured = "about" in hedges and figure.value is not None
    told_of = [name for name in hedges if name in _HEDGES and not (measured and name == "about")]
    sentences = [worded(_HEDGES[name]) for name in told_of]
    if measured:
        sentences.append(_about(figure))
    if sentences:
        return worded("; ", "；").join(sentences)
    if isinstance(figure, Change) and figure.change_unit == "direction":
        return worded("the direction alone")
    if figure.interval.is_point():
        return worded("a whole count below 1,000 is exact")
    if figure.value is None:
        return worded("both ends as printed")
    return worded("a rough part of a whole: five points each way")


_HEDGES = {
    "over": marked("over: the figure or more, without upper end"),
    "strictly over": marked("more than the figure, without upper end"),
    "at least": marked("at least: the figure or more, without upper end"),
    "nearly": marked("nearly: below the figure, but above 0.8 times it"),
    "about": marked("about: up to three half-units of the last digit each way"),
    "under": marked("under: below the figure, without lower end"),
    "at most": marked(
        "at most: up to the figure and half a unit of its last digit, without lower end"
    ),
    "most": marked("most: more than half"),
    "minority": marked("a minority: less than half"),
    "multiple": marked("a multiple in words: 5% of its factor each way, at most a tenth"),
    "digits": marked("digit words are percentages: two digits are 10% to below 100%"),
    "flat": marked("flat: up to 1% each way"),
    "roughly flat": marked("roughly flat: up to 2% each way"),
    "both": marked("by so many times, or to so many times: whatever either of them means"),
}


def _about(figure: Amount | Change) -> str:
    """How far about reaches: the width says which of its three limits held."""
    interval, value = figure.interval, figure.value
    assert value is not None
    end = interval.high if interval.high is not None else interval.low
    assert end is not None
    width = abs(end - value)
    if width == abs(value) * Fraction(15, 100):
        return worded("about: 15% of the figure each way (three half-units would be more)")
    digits = figure.spelling.lstrip("-+")
    step = _printed_unit(figure)
    if step and width * 2 == step * 3:
        told = marked("about: three half-units of the last digit ({step}) each way")
        return worded(told, step=_step_words(figure, step))
    return worded(
        "about: half a unit of the last digit each way, as the figure {digits} is that rough",
        digits=digits,
    )


def _printed_unit(figure: Amount | Change) -> Fraction:
    """One unit of the last counted digit of a hedged figure; 0 when no digit counts."""
    printed = taken_apart(figure.spelling)
    return Fraction(0) if printed is None else unit_step(printed.low)


def _step_words(figure: Amount | Change, step: Fraction) -> str:
    unit, like = _unit(figure), _manner(figure)
    # 0.1亿 of a currency says enough; US$100m does not without it
    unit = "count" if unit == "money" and like.language == "zh" else unit
    told = style(unit, figure.currency, figure.interval, like)
    return print_styled(exactly(step), told, exact=True)


def _sentence(figure: Figure) -> str:
    if isinstance(figure, Rank):
        return _place(figure)
    if isinstance(figure, DateFigure):
        from cloudkb import periods

        if figure.base is not None:
            return worded("an order between dates: strict, by the calendar")
        days = periods.describe(figure.period)
        return worded(_DAYS[figure.relation], day=days) if figure.relation in _DAYS else days
    return worded(_OTHERS[figure.form])


_DAYS = {"before": marked("before {day}"), "after": marked("after {day}")}
_OTHERS = {
    "order": marked("an order between quantities: strict, but for same as"),
    "trend": marked("each step strictly above or below the one before"),
    "entity": marked("a link to an entity"),
}


def _place(rank: Rank) -> str:
    low, high, above = rank.low, rank.high, rank.high - 1
    if low != high:
        told = marked("place {low}, somewhere from {low} to {high}: at most {above} stand above")
        return worded(told, low=low, high=high, above=above)
    if not above and in_chinese():
        return worded("place {low}: nobody stands above", low=low)
    return worded("place {low}: at most {above} stand above", low=low, above=above)
