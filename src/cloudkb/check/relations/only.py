"""`only`: an exclusive link states its link and excludes every other.

A metric with `only: cloud_provider` says that the entity has this cloud provider and, while it
holds, no other one but a part of it, or what it is part of.
"""

from collections import defaultdict

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.relations.single_valued import exclude
from cloudkb.check.solver.problem import Row
from cloudkb.language import worded


def _sentence(story: Teller, row: Row) -> str:
    metrics = {story.variable(name).quantity.metric for name, _ in row.terms}
    named = sorted(naming.metric(metric, story.vocabulary) for metric in metrics)
    return worded("{metrics} exclude each other", "{metrics}互斥", metrics=naming.listed(named))


IDENTITY = Kind("only", _sentence)


def identity(model: ConstraintModel) -> None:
    """Forbid other links of the excluded metric while an exclusive link holds."""
    metrics = model.vocabulary.metrics
    alike: dict[tuple[str, ...], list[Quantity]] = defaultdict(list)
    for quantity in sorted(model.links):
        alike[quantity[:4]].append(quantity)
    for quantity in sorted(model.links):
        excluded = metrics[quantity.metric].only
        for other in alike[quantity._replace(metric=excluded)[:4]] if excluded else ():
            exclude(model, IDENTITY, quantity, other)
