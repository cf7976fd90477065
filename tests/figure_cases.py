"""The case files of `tests/figures`: a print, what it stands for, and why.

A case is a print, below it what it means, and below that the reason; `#` begins a comment.

    三至五十家
        3 to 50 家
        十 does not reach back as 百 and 万 do: three, not thirty.

Behind two blanks a print may say of what it is the figure, as a fact file would: `as count`,
`as money of USD`, `as GWh`, `as money per t of USD`, with `negative`, `exact` or
`either` behind it; a period, whose: `ending 03-31`.
A print that begins with `"` is written as in JSON.

`periods` holds periods; `described` and `published` hold what `cloudkb figure` says of a print, in
words and as JSON (`counting 台` is its `--unit`); `intervals` holds derived bounds and how reports
print them. All other files hold figures.
"""

import json
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from cloudkb import figures, periods
from cloudkb.figures import FigureError
from cloudkb.interval import Interval
from cloudkb.model import (
    Amount,
    Change,
    DateFigure,
    Figure,
    Link,
    Operand,
    Order,
    Period,
    Rank,
    Trend,
)
from cloudkb.periods import PeriodError
from cloudkb.views import figure as view

FOLDER = Path(__file__).parent / "figures"
_UNIT = r"(?P<unit>[^ ]+(?: per [^ ]+)?)"
_FITS = re.compile(_UNIT + r"(?: of (?P<currency>[A-Z]{3}))?(?P<words>(?: [a-z]+)*)")


class Case(NamedTuple):
    """One print."""

    printed: str
    about: str
    """Of what it is the figure: `as count`, `ending 03-31`; empty when nothing is said."""
    means: str
    """Empty in a new case, until it is rewritten."""
    why: str
    line: int


def cases(name: str) -> list[Case]:
    """The cases of a file, in its order."""
    found: list[Case] = []
    block: list[tuple[int, str]] = []
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate([*lines, ""], 1):
        if line.strip() and not line.startswith("#"):
            block.append((number, line))
        elif block:
            found.append(_case(block, name))
            block = []
    return found


def _case(block: list[tuple[int, str]], name: str) -> Case:
    at, first = block[0]
    rest = [line.strip() for _, line in block[1:]]
    whole = rest and all(line.startswith("    ") for _, line in block[1:])
    assert whole, f"{name}.txt:{at}: a print, what it means, and why"
    if first.startswith('"'):
        printed, end = json.JSONDecoder().raw_decode(first)
        about = first[end:]
    else:
        printed, _, about = first.partition("  ")
    means, *why = rest if len(rest) > 1 else ["", *rest]
    return Case(printed, about.strip(), means, " ".join(why), at)


def rewritten(name: str) -> str:
    """The file with what each print means now: to be read before it is committed.

    A new case may leave it out: a print and the reason.
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    for case in reversed(cases(name)):
        means = slice(case.line, case.line + 1 if case.means else case.line)
        lines[means] = [f"    {meaning(name, case)}"]
    return "\n".join(lines) + "\n"


def meaning(name: str, case: Case) -> str:
    """What a case of a file stands for now, on one line."""
    return _KINDS.get(name, figure_meaning)(case)


# --- figures -------------------------------------------------------------------------------


def read(case: Case) -> Figure:
    """The figure of a case; raises FigureError."""
    fits = _FITS.fullmatch(case.about.removeprefix("as "))
    assert fits or not case.about, case.about
    figure = figures.parse(
        case.printed,
        allow_bare_percent_change="either" in case.about,
        unit=fits["unit"] if fits else "",
    )
    if not fits:
        return figure
    words = fits["words"].split()
    assert set(words) <= {"negative", "exact", "either"}, case.about
    return figures.fit(
        figure,
        unit=fits["unit"],
        negative="negative" in words,
        currency=fits["currency"] or "",
        exact="exact" in words,
        inside_either="either" in words,
    )


def figure_meaning(case: Case) -> str:
    """What a case's print stands for, or why it is refused, on one line."""
    try:
        figure = read(case)
    except FigureError as error:
        return _refusal(case.printed, error.column, error.message, error.hint)
    spelled = "" if figure.spelling == case.printed else f"; written {figure.spelling}"
    return f"{told(figure)}{spelled}"


def _refusal(printed: str, column: int, message: str, hint: str) -> str:
    rest = printed[column - 1 :][:8]
    at = f"at {column}, before {rest!r}" if rest else "behind"
    return f"refused {at}: {message}{'; ' if hint else ''}{hint}"


def told(figure: Figure) -> str:
    """All that a record says, in words, but for its spelling."""
    if isinstance(figure, Amount):
        return _amount(figure)
    if isinstance(figure, Change):
        return _change(figure)
    if isinstance(figure, Rank):
        return f"places {figure.low} to {figure.high}"
    if isinstance(figure, Trend):
        return f"{'growth ' if figure.growth else ''}{figure.direction}"
    if isinstance(figure, Link):
        return f"the entity {figure.entity}"
    if isinstance(figure, DateFigure) and figure.base is not None:
        return f"{figure.relation} another event, {figure.months} months {figure.days} days later"
    if isinstance(figure, DateFigure):
        return f"{figure.relation} {days(figure.period)}"
    assert isinstance(figure, Order)
    return ", ".join(
        f"{link.relation} {' and '.join(map(operand, link.terms))}" for link in figure.chain
    )


def _amount(figure: Amount) -> str:
    percent = figure.unit == "ratio"
    unit = {
        "money": figure.currency or "money",
        "count": figure.measure or "pieces",
        "measure": figure.measure,
    }
    name = unit.get(figure.unit or "", "" if percent else "of something")
    name += f" per {figure.per}" if figure.per else ""
    _check(figure)
    return _joined(ends(figure.interval, percent), name, _hedged(figure, percent))


def _change(figure: Change) -> str:
    percent = figure.change_unit in ("relative", "points")
    unit = {"relative": "of it", "points": "points", "absolute": figure.currency or figure.measure}
    name = unit.get(figure.change_unit) or figure.unit or ""
    name += f" per {figure.per}" if figure.per else ""
    base = figure.base if isinstance(figure.base, str) else f"against {operand(figure.base)}"
    _check(figure)
    size = ends(figure.interval, percent)
    return _joined("changed by", size, name, base, _hedged(figure, percent))


def _check(figure: Amount | Change) -> None:
    """What holds of every record: a plain print is its value, half a unit each way."""
    if figure.unit_step is not None:
        assert figure.value is not None
        half = figure.unit_step / 2
        assert figure.interval == Interval(figure.value - half, figure.value + half)
        assert not figure.hedges
    if isinstance(figure, Amount):
        bounded = figure.interval.low is not None and figure.interval.high is not None
        form = ("amount" if figure.value is not None else "range") if bounded else "bound"
        assert figure.form == form


def _hedged(figure: Amount | Change, percent: bool) -> str:
    if not figure.hedges:
        return ""
    value = f" {number(figure.value, percent)}" if figure.value is not None else ""
    return f"({' '.join(figure.hedges)}{value})"


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def operand(one: Operand) -> str:
    """A quantity named inside a figure, part by part."""
    parts = [one.entity or "itself", one.metric or "", f"in {one.period}" if one.period else ""]
    factor = "" if one.factor == 1 else f"{one.factor} times "
    return factor + " ".join(part for part in parts if part)


def ends(interval: Interval, percent: bool) -> str:
    """An interval in words: `at least` and `to` hold the end, `above` and `below` do not."""
    low, high = number(interval.low, percent), number(interval.high, percent)
    if interval.low is None and interval.high is None:
        return "anything"
    if interval.low is None:
        return f"{'below' if interval.high_open else 'at most'} {high}"
    if interval.high is None:
        return f"{'above' if interval.low_open else 'at least'} {low}"
    if interval.low == interval.high:
        return f"exactly {low}"
    if not interval.low_open and not interval.high_open:
        return f"{low} to {high}"
    first = "above" if interval.low_open else "from"
    return f"{first} {low} to {'below ' if interval.high_open else ''}{high}"


def number(value: Fraction | None, percent: bool) -> str:
    """An exact number: in digits where it has an end, as a fraction where not."""
    if value is None:
        return ""
    shown = value * 100 if percent else value
    for places in range(13):
        scaled = shown * 10**places
        if scaled.denominator == 1:
            digits = f"{abs(scaled.numerator):0{places + 1}d}"
            whole, tail = (digits[:-places], digits[-places:]) if places else (digits, "")
            text = f"{int(whole):,}.{tail}" if places else f"{int(whole):,}"
            return f"{'-' if scaled < 0 else ''}{text}{'%' if percent else ''}"
    return f"{shown}{'%' if percent else ''}"


# --- periods -------------------------------------------------------------------------------


def days(period: Period) -> str:
    """A period's days, size and canonical spelling."""
    about = "about " if period.approximate else ""
    if period.fiscal:
        shown = f"fiscal {period.step}"
    elif period.start == period.end and period.start:
        shown = period.start
    else:
        shown = f"{period.start or 'open'} to {period.end or 'open'}"
    each = f", each {period.step}" if period.kind == "series" else ""
    return f"{about}{shown}{each}, written {period.text}"


def period_meaning(case: Case) -> str:
    """What a period means, or why it is refused."""
    try:
        period = periods.parse(case.printed)
        if case.about:
            period = periods.resolve(period, case.about.removeprefix("ending").strip())
    except PeriodError as error:
        return _refusal(case.printed, error.column, error.message, error.hint)
    words = "" if period.fiscal else f": {periods.describe(period)}"
    return f"{days(period) if period.kind != 'rolling' else period.kind}{words}"


# --- what is said of them ------------------------------------------------------------------


def description(case: Case) -> str:
    """What `cloudkb figure` says: in short, each end in words and in digits, and why."""
    found = view.read(case.printed, case.about.removeprefix("counting").strip())
    if not found.data["ok"]:
        return f"refused at {found.data['column']}: {found.data['message']}"
    said = [f"{label} {words} ({digits})" for label, words, digits in found.ends]
    return "; ".join(part for part in (found.gloss, *said, found.because) if part)


def published(case: Case) -> str:
    """The published shape, as JSON."""
    row = dict(figures.row(case.printed, case.about.removeprefix("counting").strip() or None))
    assert row.pop("text") == case.printed
    return json.dumps(row, ensure_ascii=False)


def printed_interval(case: Case) -> str:
    """A derived interval as reports print it."""
    low, high = case.printed[1:-1].split(", ")
    interval = Interval(
        None if low == ".." else Fraction(low),
        None if high == ".." else Fraction(high),
        case.printed[0] == "(",
        case.printed[-1] == ")",
    )
    unit, currency, language = [*case.about.split(), "-", "-", "-"][:3]
    return figures.print_interval(
        interval,
        None if unit == "-" else unit,
        None if currency == "-" else currency,
        "en" if language == "-" else language,
    )


_KINDS: dict[str, Callable[[Case], str]] = {
    "periods": period_meaning,
    "described": description,
    "published": published,
    "intervals": printed_interval,
}
