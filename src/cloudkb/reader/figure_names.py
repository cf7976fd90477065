"""Names inside figures: operands of orders and changes, and links, must be declared."""

from cloudkb import periods
from cloudkb.model import Change, Figure, Link, Operand, Order, Period
from cloudkb.reader import nodes
from cloudkb.reader.fields import File
from cloudkb.reader.names import Names


def check_names(file: File, names: Names, node: nodes.Scalar, figure: Figure) -> bool:
    """Whether everything a figure names is declared, and its periods can be read."""
    if isinstance(figure, Link):
        return names.check(file, "entity", figure.entity, node)
    operands: tuple[Operand, ...] = ()
    if isinstance(figure, Order):
        operands = tuple(term for link in figure.chain for term in link.terms)
    elif isinstance(figure, Change) and isinstance(figure.base, Operand):
        operands = (figure.base,)
    return all([_check(file, names, node, operand) for operand in operands])


def check_itself(
    file: File, node: nodes.Node, figure: Figure, entity: str, metric: str, period: Period
) -> bool:
    """Whether a figure compares with something else than its claim's own quantity."""
    operands: tuple[Operand, ...] = ()
    if isinstance(figure, Order):
        operands = figure.chain[0].terms
    elif isinstance(figure, Change) and isinstance(figure.base, Operand):
        operands = (figure.base,)
    for operand in operands:
        is_same = operand.entity in (None, entity) and operand.metric in (None, metric)
        when = period.text if operand.period is None else periods.parse(operand.period).text
        if is_same and when == period.text:
            file.complain(
                "bad-value",
                "this compares a quantity with itself",
                node,
                "name another entity or period: above aliyun, above 2022Q3",
            )
            return False
    return True


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
