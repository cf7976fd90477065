"""What a claim's metric and period decide of the periods in its figure: whether 2022年末 is a day,
how many years a growth a year is compounded over, which part of an earlier year is the same."""

from fractions import Fraction

from cloudkb import periods
from cloudkb.language import worded
from cloudkb.model import Change, Figure, Metric, Operand, Order, Period, Reading
from cloudkb.reader import nodes
from cloudkb.reader.declared_names import Names
from cloudkb.reader.fields import File

_BEFORE = {"yoy": -12, "qoq": -3}
_LONGEST = 80 * 12
"""Months; no growth a year is printed of more."""


def settle(
    file: File,
    names: Names,
    node: nodes.Node,
    readings: tuple[Reading, ...],
    about: tuple[str, Metric, Period],
) -> tuple[Reading, ...] | None:
    """The readings of a claim, settled; None after a complaint.

    `about` is what the claim is about, by entity, metric and period.
    """
    try:
        readings = tuple(
            one._replace(figure=_by_metric(names, one.figure, about)) for one in readings
        )
    except periods.PeriodError as error:
        file.complain("bad-period", error.message, node, error.hint)
        return None
    try:
        return tuple(one._replace(figure=_settled(names, one.figure, about)) for one in readings)
    except periods.PeriodError as error:
        file.complain("bad-value", error.message, node, error.hint)
        return None


def _by_metric(names: Names, figure: Figure, about: tuple[str, Metric, Period]) -> Figure:
    """The figure with the days its operands are of, where that asks their metrics."""

    def settled(operand: Operand) -> Operand:
        if operand.period is None or not periods.asks_metric(operand.period):
            return operand
        entity = names.vocabulary.entities.get(operand.entity or about[0])
        metric = names.vocabulary.metrics.get(operand.metric or about[1].id, about[1])
        return operand._replace(period=names.period(operand.period, entity, metric).text)

    if isinstance(figure, Order):
        chain = (one._replace(terms=tuple(map(settled, one.terms))) for one in figure.chain)
        return figure._replace(chain=tuple(chain))
    if isinstance(figure, Change) and isinstance(figure.base, Operand):
        figure = figure._replace(base=settled(figure.base))
        if figure.until is not None:
            until = settled(Operand(Fraction(1), period=figure.until)).period
            figure = figure._replace(until=until)
    return figure


def _settled(names: Names, figure: Figure, about: tuple[str, Metric, Period]) -> Figure:
    if not isinstance(figure, Change):
        return figure
    if figure.same_period:
        return _same_period(figure, about[2])
    return _over_years(names, figure, about) if figure.rate else figure


def _same_period(figure: Change, period: Period) -> Change:
    """The base in the year that is named: of 2023Q3 the same period of 2019 is 2019Q3."""
    base = figure.base
    assert isinstance(base, Operand)
    assert base.period is not None
    if period.kind != "span" or period.end is None:
        raise periods.PeriodError(
            worded("the same period of a year, but the claim has no one period"),
            1,
            worded("write period: 2023Q3"),
        )
    then = periods.in_year(period, int(base.period))
    return figure._replace(base=base._replace(period=then.text))


def _over_years(names: Names, figure: Change, about: tuple[str, Metric, Period]) -> Change:
    entity, metric, now = about
    if figure.until is not None:
        now = names.period(figure.until, names.vocabulary.entities[entity], metric)
    if now.kind != "span":
        raise periods.PeriodError(
            worded("a growth a year runs between two periods, and the claim has no one period"),
            1,
            worded("write the last one as its period, or +25% CAGR from 2018 to 2023"),
        )
    if isinstance(figure.base, str):
        return figure._replace(years=Fraction(-_BEFORE[figure.base], 12))
    operand = figure.base
    whose = names.vocabulary.entities.get(operand.entity or entity)
    base = (
        now
        if operand.period is None or whose is None
        else names.period(operand.period, whose, metric)
    )
    months = _months_between(base, now, snapshot=metric.over_time == "snapshot")
    if months is None or months <= 0 or months > _LONGEST:
        raise periods.PeriodError(
            worded(
                "{period} is not {base} some years later: a growth a year runs between "
                "periods of one length",
                period=now.text,
                base=base.text,
            ),
            1,
            worded("write +25% CAGR vs 2018 with period: 2023"),
        )
    if figure.rate == "a year" and months % 12:
        raise periods.PeriodError(
            worded(
                "from {base} to {period} are {months} months, no whole years",
                base=base.text,
                period=now.text,
                months=months,
            ),
            1,
            worded("write annualised instead of CAGR where a part of a year is meant"),
        )
    return figure._replace(years=Fraction(months, 12))


def _months_between(base: Period, now: Period, *, snapshot: bool) -> int | None:
    if base.end is None or now.end is None or base.kind != "span":
        return None
    months = 12 * (int(now.end[:4]) - int(base.end[:4])) + int(now.end[5:7]) - int(base.end[5:7])
    try:
        moved = periods.shift(base, months)
    except periods.PeriodError:
        return None
    same = moved.end == now.end and (snapshot or moved.start == now.start)
    return months if same else None
