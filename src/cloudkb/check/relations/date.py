"""A date says on which day, or within which days, something happened.

`2024-02-29`, `before 2024-03`, `after 2023-02-28`, `2023-04/2023-06` (some day within). Where a
metric has one value (`values: one`) all dates of it are of one event; else each claim is of an
event of its own. An approximate date may be off by its own length. `after openai.founded + 2 weeks`
puts it behind another event, strictly. Months keep the day, or end with the month (31 January and
a month is 28 February), and are counted from the days that are printed of that event.
"""

from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.formulas import is_there
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.solver.problem import Row
from cloudkb.figures.dates import later_text
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import DateFigure, Operand, Period, Vocabulary

FIGURES = (DateFigure,)


def _sentence(story: Teller, row: Row) -> str:
    """Which of two events came first."""
    figure = story.figure(row)
    assert isinstance(figure, DateFigure)
    own = ONE if figure.relation == "after" else -ONE
    name = next(name for name, factor in row.terms if factor == own)
    there = next(name for name, factor in row.terms if factor == -own)
    if in_chinese() and figure.days and (figure.days > 0) == (figure.relation == "after"):
        side = "晚于" if figure.days > 0 else "早于"
        return f"{story.name(name)}{side}{story.name(there)}超过{abs(figure.days)}天"
    told = {"event": story.name(name), "base": later(story.name(there), 0, figure.days)}
    if figure.relation == "after":
        return worded("{event} is after {base}", "{event}晚于{base}", **told)
    return worded("{event} is before {base}", "{event}早于{base}", **told)


def in_words(figure: DateFigure, vocabulary: Vocabulary) -> str:
    """A date as Chinese says it: 2024年2月29日, 2024年3月之前, 晚于OpenAI成立之后2个月."""
    if figure.base is None:
        told = periods.called(figure.period.text)
        return {"after": f"{told}之后", "before": f"{told}之前"}.get(figure.relation, told)
    one = figure.base
    who = naming.entity(one.entity or "", vocabulary)
    event = naming.composed(
        who, "", "", naming.metric(one.metric, vocabulary) if one.metric else "", ""
    )
    side = "晚于" if figure.relation == "after" else "早于"
    return f"{side}{later(event, figure.months, figure.days)}"


def later(event: str, months: int, days: int) -> str:
    """A day so much later than an event, or earlier: `OpenAI founded + 2 months`, ……之后2个月."""
    if not in_chinese() or not (months or days):
        return event + later_text(months, days)
    count, step = (months, "个月") if months else (days, "天")
    return f"{event}{'之前' if count < 0 else '之后'}{abs(count)}{step}"


DATE = Kind("date", is_there)
BESIDE = Kind("date-order", _sentence, number="lead", compares=True)


def claimed(model: ConstraintModel, said: Said) -> None:
    """Bound the day of the event."""
    figure = said.figure
    assert isinstance(figure, DateFigure)
    if figure.base is not None:
        _beside(model, said, figure, figure.base)
        return
    quantity = model.quantity(said)
    model.named[quantity].add(said.claim.document)
    interval = _days_of(figure)
    name = model.day(quantity, "" if said.metric.values == "one" else said.claim.id)
    model.events.setdefault(name, []).append(said)
    model.claim_row(said, DATE, [(name, ONE)], interval)
    for then, months in model.later.get(name, {}).items():
        _moved(model, said, then, months)


def _beside(model: ConstraintModel, said: Said, figure: DateFigure, base: Operand) -> None:
    """Put an event before or after another one, or some time later or earlier."""
    other = model.operand(said, base)
    if other is None:
        return
    quantity = model.quantity(said)
    model.named[quantity].add(said.claim.document)
    name = model.day(quantity, "" if said.metric.values == "one" else said.claim.id)
    there = model.day(other)
    if figure.months:
        there = _months_later(model, there, other, figure.months)
    sign = ONE if figure.relation == "after" else -ONE
    behind = Interval(sign * figure.days, None, True)
    model.claim_row(said, BESIDE, [(name, sign), (there, -sign)], behind)


def _months_later(model: ConstraintModel, there: str, event: Quantity, months: int) -> str:
    """The unknown so many months behind an event; what is printed of the one holds of the other."""
    then = f"{there}{later_text(months, 0)}"
    known = model.later.setdefault(there, {})
    if then not in known:
        known[then] = months
        model.unknown(then, VariableMeaning("day", event, value=str(months)), Interval())
        for one in model.events.get(there, ()):
            _moved(model, one, then, months)
    return then


def _moved(model: ConstraintModel, said: Said, then: str, months: int) -> None:
    """What a printed date says of the day so much later: the calendar keeps their order."""
    figure = said.figure
    assert isinstance(figure, DateFigure)
    low, high, *_ = _days_of(figure)
    first = None if low is None else _later(low, months)
    last = None if high is None else _later(high, months)
    model.claim_row(said, DATE, [(then, ONE)], Interval(first, last))


def _later(at: Fraction, months: int) -> Fraction:
    then = date.fromordinal(int(at))
    month = then.year * 12 + then.month - 1 + months
    year, month = divmod(month, 12)
    if not date.min.year <= year < date.max.year:
        return at + 31 * months
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return Fraction(date(year, month + 1, min(then.day, last)).toordinal())


def _days_of(figure: DateFigure) -> Interval:
    """The days within which a date puts its event."""
    first, last = _ends(figure.period)
    if figure.relation == "before":
        return Interval(None, first, False, True)
    if figure.relation == "after":
        return Interval(last, None, True, False)
    return Interval(first, last)


def _ends(days: Period) -> tuple[Fraction | None, Fraction | None]:
    first, last = day(days.start), day(days.end)
    if days.approximate and first is not None and last is not None:
        return first - (last - first + 1), last + (last - first + 1)
    return first, last


@lru_cache(maxsize=4096)
def day(text: str | None) -> Fraction | None:
    """The number of a day."""
    return None if text is None else Fraction(date.fromisoformat(text).toordinal())
