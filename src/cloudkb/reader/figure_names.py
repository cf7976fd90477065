"""Names inside figures: operands of orders and changes, and links, must be declared."""

from itertools import pairwise

from cloudkb import figures, periods
from cloudkb.language import worded
from cloudkb.model import Change, DateFigure, Figure, Link, Metric, Operand, Order, Period
from cloudkb.reader import nodes
from cloudkb.reader.declared_names import Names
from cloudkb.reader.dimensions import unit_of
from cloudkb.reader.fields import File


def check_names(file: File, names: Names, node: nodes.Scalar, figure: Figure) -> bool:
    """Whether everything a figure names is declared, and its periods can be read."""
    if isinstance(figure, Link):
        return names.check(file, "entity", figure.entity, node)
    operands: tuple[Operand, ...] = ()
    if isinstance(figure, Order):
        operands = tuple(term for link in figure.chain for term in link.terms)
    elif (isinstance(figure, Change) and isinstance(figure.base, Operand)) or (
        isinstance(figure, DateFigure) and figure.base is not None
    ):
        operands = (figure.base,)
    return all([_check(file, names, node, operand) for operand in operands])


def check_compared(
    file: File,
    names: Names,
    node: nodes.Node,
    figure: Figure,
    about: tuple[str, Metric, Period],
) -> bool:
    """Whether a figure compares with something that can be compared: `about` is what its claim
    is about, by entity, metric and period.
    """
    operands: tuple[Operand, ...] = ()
    if isinstance(figure, Order):
        operands = figure.chain[0].terms
        others = tuple(term for link in figure.chain[1:] for term in link.terms)
    elif isinstance(figure, Change) and isinstance(figure.base, Operand):
        operands, others = (figure.base,), ()
    elif isinstance(figure, DateFigure) and figure.base is not None:
        if not _one_event(file, names, node, figure.base, about[1]):
            return False
        operands, others = (figure.base,), ()
    else:
        return True
    sound = all([_alike(file, names, node, one, about) for one in (*operands, *others)])
    if sound and (
        any(_is_same(names, one, about) for one in operands)
        or (isinstance(figure, Order) and _repeats_a_link(names, figure, about))
    ):
        file.complain(
            "bad-value",
            worded("this compares a quantity with itself"),
            node,
            worded(
                "name another event: after {entity}.{metric}",
                entity=names.another(about[0]),
                metric=about[1].id,
            )
            if isinstance(figure, DateFigure)
            else worded(
                "name another entity or period: above {entity}, above 2022Q3",
                entity=names.another(about[0]),
            ),
        )
        return False
    return sound


def _one_event(
    file: File, names: Names, node: nodes.Node, operand: Operand, metric: Metric
) -> bool:
    """Whether there is one day on which an event of another claim happened."""
    other = names.vocabulary.metrics.get(operand.metric or metric.id, metric)
    if other.unit != "date" or other.values == "one":
        return True
    file.complain(
        "bad-value",
        worded("{metric} may have several dates: which of them is meant?", metric=other.id),
        node,
        worded("let {metric} have values: one, or name the day", metric=other.id),
    )
    return False


def _repeats_a_link(names: Names, figure: Order, about: tuple[str, Metric, Period]) -> bool:
    """Whether a link of a chain names what the link before it names: above b above b."""
    entity, metric, _ = about
    linked = [
        {
            (one.entity or entity, one.metric or metric.id, _when(names, one, about))
            for one in link.terms
        }
        for link in figure.chain
    ]
    return any(len(one) == 1 and one & other for one, other in pairwise(linked))


def _alike(
    file: File, names: Names, node: nodes.Node, operand: Operand, about: tuple[str, Metric, Period]
) -> bool:
    """Whether an operand is in the claim's unit, and its fiscal period has a year."""
    metric = about[1]
    other = names.vocabulary.metrics.get(operand.metric or metric.id, metric)
    if other.unit != metric.unit or not _comparable(unit_of(metric), unit_of(other)):
        mine, others = unit_of(metric), unit_of(other)
        file.complain(
            "unfit-unit",
            worded(
                "{metric} is {unit}, {other} is {other_unit}: neither is above the other",
                metric=metric.id,
                unit=mine,
                other=other.id,
                other_unit=others,
            ),
            node,
            worded("compare with what is {unit} too", unit=mine),
        )
        return False
    try:
        _when(names, operand, about)
    except periods.PeriodError as error:
        file.complain("bad-period", error.message, node, error.hint)
        return False
    return True


def _comparable(first: str, second: str) -> bool:
    return first == second or figures.conversion(first, second) is not None


def _when(names: Names, operand: Operand, about: tuple[str, Metric, Period]) -> str:
    entity, _, period = about
    if operand.period is None:
        return period.text
    whose = names.vocabulary.entities.get(operand.entity or entity)
    return periods.read(operand.period, whose).text


def _is_same(names: Names, operand: Operand, about: tuple[str, Metric, Period]) -> bool:
    entity, metric, period = about
    return (
        operand.entity in (None, entity)
        and operand.metric in (None, metric.id)
        and _when(names, operand, about) == period.text
    )


def _check(file: File, names: Names, node: nodes.Scalar, operand: Operand) -> bool:
    sound = True
    if operand.entity is not None:
        sound = names.check(file, "entity", operand.entity, node)
    if operand.metric is not None:
        sound = names.check(file, "metric", operand.metric, node) and sound
    if operand.period is not None:
        try:
            periods.parse(operand.period)
        except periods.PeriodError as error:
            file.complain("bad-period", error.message, node, error.hint)
            sound = False
    return sound
