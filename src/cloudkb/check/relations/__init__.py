"""One module a relation, found by being here.

A module has either `FIGURES` and `claimed(model, said)`, what a claim with such a figure
says, or `identity(model)`, what holds by itself around the quantities that are named; it may
have `ties(model, spoken)`, what it would tie if it was named. Beside them stand its kinds of rows
and products (`Kind`), with their words; that of an identity is its `IDENTITY`. Its docstring is
its documentation.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from cloudkb.check.constraints import constraint_model
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.constraints.ties import Tie
from cloudkb.check.solver.problem import Constraint

Claimed = Callable[[ConstraintModel, Said], None]
Identity = Callable[[ConstraintModel], None]


@cache
def modules() -> tuple[ModuleType, ...]:
    """All relations, by name."""
    names = sorted(info.name for info in iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


@cache
def claimed() -> dict[type, Claimed]:
    """What to do with a claim, by the type of its figure."""
    return {
        figure: module.claimed
        for module in modules()
        if hasattr(module, "claimed")
        for figure in module.FIGURES
    }


def identities() -> Iterator[Identity]:
    """Every identity."""
    for module in modules():
        if hasattr(module, "identity"):
            yield module.identity


def ties(model: ConstraintModel, spoken: Collection[Quantity]) -> Iterator[Tie]:
    """What identities would tie, if all they need was named; around what is `spoken` of."""
    for module in modules():
        if hasattr(module, "ties"):
            yield from module.ties(model, spoken)


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of rows and products, by name."""
    return {
        each.name: each
        for module in (constraint_model, *modules())
        for each in vars(module).values()
        if isinstance(each, Kind)
    }


def kind(constraint: Constraint) -> Kind:
    """The kind of a row or product; of one that no relation made, as a question, a bare one."""
    return kinds().get(constraint.kind) or Kind(constraint.kind)
