"""What an expression is measured in, and whether the two sides of an equation fit."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cloudkb.equations.equation import Equation, Expression
from cloudkb.model import Metric


class Unit(NamedTuple):
    """Powers of what cannot be turned into each other, and which pure number it is."""

    powers: tuple[tuple[str, int], ...] = ()
    """money, length, mass, …: by name, none zero."""
    pure: str = ""
    """`ratio` or `count` where a number is known to be one; empty for any other number."""

    @property
    def text(self) -> str:
        """In words: money per length, a count, a number."""
        if not self.powers:
            return {"ratio": "a ratio", "count": "a count"}.get(self.pure, "a number")
        above = [_power(name, power) for name, power in self.powers if power > 0]
        below = [_power(name, -power) for name, power in self.powers if power < 0]
        return " per ".join(filter(None, (" × ".join(above) or "1", " × ".join(below))))


NUMBER = Unit()
MONEY = Unit((("money", 1),))


def of_metric(metric: Metric) -> Unit:
    """What a metric is measured in."""
    if metric.unit == "money":
        return MONEY
    return Unit((), metric.unit if metric.unit in ("ratio", "count") else "")


class UnitError(ValueError):
    """Two things that are measured in different units are added or compared; where."""

    def __init__(self, message: str, column: int) -> None:
        """`column` counts code points of the equation from 1."""
        super().__init__(message)
        self.message = message
        self.column = column


def check(equation: Equation, metric: Callable[[str], Unit]) -> None:
    """Whether the units of an equation fit; `metric` gives that of one by name.

    Raises `UnitError`.
    """
    left, right = unit_of(equation.left, metric), unit_of(equation.right, metric)
    if not _fit(left, right):
        raise UnitError(
            f"the left side is {left.text}, the right side {right.text}", equation.right.column
        )


def unit_of(of: Expression, metric: Callable[[str], Unit]) -> Unit:
    """What an expression is measured in. Raises `UnitError` where a sum adds what does not fit."""
    if of.name:
        return metric(of.name)
    if of.kind == "sum":
        found = unit_of(of.parts[0].of, metric)
        for part in of.parts[1:]:
            more = unit_of(part.of, metric)
            if not _fit(found, more):
                verb = "added to" if part.power > 0 else "taken from"
                raise UnitError(f"{more.text} is {verb} {found.text}", part.of.column)
            found = more if found == NUMBER else found
        return found
    members = [(part.power, unit_of(part.of, metric)) for part in of.parts]
    powers: dict[str, int] = {}
    for sign, one in members:
        for name, power in one.powers:
            powers[name] = powers.get(name, 0) + sign * power
    return Unit(
        tuple(sorted((name, power) for name, power in powers.items() if power)), _pure(members)
    )


def _pure(members: Sequence[tuple[int, Unit]]) -> str:
    """Which pure number a product is: times a ratio or a number a count stays a count."""
    told = [(sign, one) for sign, one in members if one != NUMBER]
    counts = sum(one.pure == "count" for _, one in told)
    if counts > 1 or any(sign < 0 or one.powers or not one.pure for sign, one in told):
        return ""
    return "count" if counts else "ratio" if told else ""


def _fit(one: Unit, other: Unit) -> bool:
    return one.powers == other.powers and (one.pure == other.pure or not one.pure or not other.pure)


def _power(name: str, power: int) -> str:
    return name if power == 1 else " × ".join([name] * power)
