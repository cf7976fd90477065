"""`only`: an exclusive link states its link and excludes every other.

A metric with `only: cloud_provider` says that the entity has this cloud provider and, while it
holds, no other one but a part of it, or what it is part of.
"""

from cloudkb.check.constraints.constraint_model import ONE, Network
from cloudkb.check.relations.single_valued import meet
from cloudkb.interval import Interval

NAME = "only"


def identity(network: Network) -> None:
    """Forbid other links of the excluded metric while an exclusive link holds."""
    metrics = network.vocabulary.metrics
    exclusive = [quantity for quantity in network.links if metrics[quantity.metric].only]
    for quantity in sorted(exclusive):
        for other in sorted(network.links):
            same = (other.entity, other.metric, other.within, other.scope) == (
                quantity.entity,
                metrics[quantity.metric].only,
                quantity.within,
                quantity.scope,
            )
            if not same or not meet(quantity, other):
                continue
            for here in sorted(network.links[quantity]):
                for there in sorted(network.links[other]):
                    if network.nested(here, there):
                        continue
                    terms = {network.link(quantity, here): ONE, network.link(other, there): ONE}
                    network.identity_row(NAME, quantity, terms, Interval(None, ONE))
