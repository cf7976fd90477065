"""What an expression is measured in, and whether the two sides of an equation fit."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb import figures
from cloudkb.equations.equation import Equation, Expression
from cloudkb.figures import Dimension
from cloudkb.language import marked, worded
from cloudkb.model import Metric
from cloudkb.words import unit_text


class KindOfQuantity(NamedTuple):
    """A kind of quantity, which pure number it is, and how large its unit is."""

    dimension: Dimension = Dimension()
    pure: str = ""
    """`ratio` or `count` where a number is known to be one; empty for any other number."""
    size: Fraction = Fraction(1)
    """How many coherent units of the dimension make one."""

    @property
    def text(self) -> str:
        """In words: money per share, a count, a number."""
        if self.dimension.powers:
            return self.dimension.text
        return worded(_PURE[self.pure])


_PURE = {"ratio": marked("a ratio"), "count": marked("a count"), "": marked("a number")}

MetricUnit = Callable[[str], KindOfQuantity]
"""The unit of a metric by its id."""
NUMBER = KindOfQuantity()


def of_metric(metric: Metric) -> KindOfQuantity:
    """What a metric is measured in."""
    text = unit_text(metric.unit, metric.measure, metric.per)
    pure = text if text in ("ratio", "count") else ""
    return KindOfQuantity(figures.dimension(text) or Dimension(), pure, figures.size(text))


class UnitError(ValueError):
    """Two things that are measured in different units are added or compared; where."""

    def __init__(self, message: str, column: int) -> None:
        """`column` counts code points of the equation from 1."""
        super().__init__(message)
        self.message = message
        self.column = column


def check(equation: Equation, metric: MetricUnit) -> bool:
    """Whether `months` and `days` are durations; they are numbers where that fits, too.

    `revenue / months` is money, and `capacity * days` an energy where the capacity is a power.
    Raises `UnitError` where the units fit in neither way.
    """
    try:
        _check(equation, metric, False)
    except UnitError:
        if not any(leaf.kind in ("months", "days") for leaf in equation.leaves()):
            raise
    else:
        return False
    try:
        _check(equation, metric, True)
    except UnitError:
        _check(equation, metric, False)
    return True


def _check(equation: Equation, metric: MetricUnit, spans: bool) -> None:
    left, right = (
        unit_of(equation.left, metric, spans),
        unit_of(equation.right, metric, spans),
    )
    if not _fit(left, right):
        raise UnitError(
            worded(
                "the left side is {left}, the right side {right}", left=left.text, right=right.text
            ),
            equation.right.column,
        )


def unit_of(of: Expression, metric: MetricUnit, spans: bool = False) -> KindOfQuantity:
    """What an expression is measured in, in the units of its metrics; that of a sum in its first.

    `spans` takes `months` and `days` for durations. Raises `UnitError` where a sum adds what
    does not fit.
    """
    if of.name:
        return metric(of.name)
    if of.kind in ("months", "days") and spans:
        name = "month" if of.kind == "months" else "day"
        return KindOfQuantity(figures.dimension(name) or Dimension(), "", figures.size(name))
    if of.kind == "sum":
        found = unit_of(of.parts[0].of, metric, spans)
        for part in of.parts[1:]:
            more = unit_of(part.of, metric, spans)
            if not _fit(found, more):
                told = (
                    worded("{one} is added to {other}", one=more.text, other=found.text)
                    if part.power > 0
                    else worded("{one} is taken from {other}", one=more.text, other=found.text)
                )
                raise UnitError(told, part.of.column)
            found = more if found == NUMBER else found
        return found
    members = [(part.power, unit_of(part.of, metric, spans)) for part in of.parts]
    dimension, size = Dimension(), Fraction(1)
    for sign, one in members:
        dimension = dimension.times(one.dimension, sign)
        size *= one.size**sign
    return KindOfQuantity(dimension, _pure(members), size)


def _pure(members: Sequence[tuple[int, KindOfQuantity]]) -> str:
    """Which pure number a product is: times a ratio or a number a count stays a count."""
    told = [(sign, one) for sign, one in members if one != NUMBER]
    counts = sum(one.pure == "count" for _, one in told)
    if counts > 1 or any(sign < 0 or not one.pure for sign, one in told):
        return ""
    return "count" if counts else "ratio" if told else ""


def _fit(one: KindOfQuantity, other: KindOfQuantity) -> bool:
    pure = one.pure == other.pure or not one.pure or not other.pure
    return pure and one.dimension.fits(other.dimension)
