"""A date says on which day, or within which days, something happened.

`2024-02-29`, `before 2024-03`, `after 2023-02-28`, `2023-04/2023-06` (some day within). Where a
metric has one value (`values: one`) all dates of it are of one event; else each claim is of an
event of its own. An approximate date may be off by its own length.
"""

from datetime import date
from fractions import Fraction

from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.formulas import is_there
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.subjects import Said
from cloudkb.interval import Interval
from cloudkb.model import DateFigure, Period

FIGURES = (DateFigure,)
DATE = Kind("date", is_there)


def claimed(model: ConstraintModel, said: Said) -> None:
    """Bound the day of the event."""
    figure = said.figure
    assert isinstance(figure, DateFigure)
    quantity = model.quantity(said)
    model.named[quantity].add(said.claim.document)
    days = figure.period
    first, last = _ends(days)
    if figure.relation == "before":
        interval = Interval(None, first, False, True)
    elif figure.relation == "after":
        interval = Interval(last, None, True, False)
    else:
        interval = Interval(first, last)
    name = model.day(quantity, "" if said.metric.values == "one" else said.claim.id)
    model.events.setdefault(name, []).append(said)
    model.claim_row(said, DATE, [(name, ONE)], interval)


def _ends(days: Period) -> tuple[Fraction | None, Fraction | None]:
    first, last = day(days.start), day(days.end)
    if days.approximate and first is not None and last is not None:
        return first - (last - first + 1), last + (last - first + 1)
    return first, last


def day(text: str | None) -> Fraction | None:
    """The number of a day."""
    return None if text is None else Fraction(date.fromisoformat(text).toordinal())
