"""`only`: an exclusive link states its link and excludes every other.

A metric with `only: cloud_provider` says that the entity has this cloud provider and, while it
holds, no other one but a part of it, or what it is part of.
"""

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.relations.single_valued import meet
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval


def _told(story: Teller, row: Row) -> str:
    metrics = {story.variable(name).quantity.metric for name, _ in row.terms}
    named = sorted(naming.metric(metric, story.vocabulary) for metric in metrics)
    return f"{naming.listed(named)} exclude each other"


IDENTITY = Kind("only", _told)


def identity(model: ConstraintModel) -> None:
    """Forbid other links of the excluded metric while an exclusive link holds."""
    metrics = model.vocabulary.metrics
    exclusive = [quantity for quantity in model.links if metrics[quantity.metric].only]
    for quantity in sorted(exclusive):
        for other in sorted(model.links):
            same = (other.entity, other.metric, other.within, other.scope) == (
                quantity.entity,
                metrics[quantity.metric].only,
                quantity.within,
                quantity.scope,
            )
            if not same or not meet(quantity, other):
                continue
            for here in sorted(model.links[quantity]):
                for there in sorted(model.links[other]):
                    if model.nested(here, there):
                        continue
                    terms = {model.link(quantity, here): ONE, model.link(other, there): ONE}
                    model.identity_row(IDENTITY, quantity, terms, Interval(None, ONE))
