"""Ranks that are right of a neighbour: with another tracker, metric, entity or period."""

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.diagnosis import neighbours
from cloudkb.check.solver.problem import Row
from cloudkb.language import in_chinese, worded
from cloudkb.model import Claim, Rank


def elsewhere(model: ConstraintModel, claim: Claim, row: Row, figure: Rank) -> str:
    """Where a rank is right, in a sentence: with another tracker, metric, entity or period."""
    owns = [model.variables[name].quantity for name, factor in row.terms if factor == 1]
    for own in owns:
        if (own.entity, own.metric) == (claim.entity, claim.metric):
            for field in ("scope", "period", "metric", "entity", "within"):
                for other in neighbours.index(model).neighbours(own, field):
                    if _ranks(model, other, figure):
                        return worded("it fits as {whose}", whose=_whose(model, other, field))
    return ""


def _whose(model: ConstraintModel, other: Quantity, field: str) -> str:
    if field == "scope":
        basis = naming.basis(other.scope, model.vocabulary) or worded("the plain basis")
        return basis if in_chinese() else naming.possessive(basis)
    name = naming.quantity(other, model.vocabulary, frozenset((field,)))
    if in_chinese():
        return name
    return naming.possessive(name) if field == "entity" else f"that of {name}"


def _ranks(model: ConstraintModel, other: Quantity, figure: Rank) -> bool:
    """Tell whether a quantity has the place, by a print or by the levels printed of its league."""
    for quantity, said in model.ranks:
        if quantity == other:
            return said.figure[:3] == figure[:3]
    own = neighbours.level(model, other)
    if own is None:
        return False
    beside = neighbours.index(model).neighbours(other, "entity")
    levels = [
        level for level in (neighbours.level(model, one) for one in beside) if level is not None
    ]
    above = sum(level.low > own.high for level in levels if level.low is not None)  # type: ignore[operator]
    level_or_above = sum(level.high >= own.low for level in levels if level.high is not None)  # type: ignore[operator]
    return bool(levels) and figure.low <= 1 + above and 1 + level_or_above <= figure.high
