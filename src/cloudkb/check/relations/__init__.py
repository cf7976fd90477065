"""One module a relation, found by being here.

A module has either `FIGURES` and `claimed(model, said)`, what a claim with such a figure
says, or `identity(model)`, what holds by itself around the quantities that are named.
Its docstring is its documentation. Adding a relation touches its module and its test.
"""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from cloudkb.check.constraints.constraint_model import ConstraintModel, Said

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
