"""A link ties its entity to another, throughout its period.

`figure: azure` on `exclusive_cloud_provider`: an unknown between 0 and 1 for each pair, which
the claim puts to 1.
"""

from cloudkb.check.constraints.constraint_model import ONE, Network, Said
from cloudkb.interval import exactly
from cloudkb.model import Link

FIGURES = (Link,)


def claimed(network: Network, said: Said) -> None:
    """State the link."""
    assert isinstance(said.figure, Link)
    quantity = network.quantity(said)
    network.named[quantity].add(said.claim.document)
    name = network.link(quantity, said.figure.entity)
    network.links[quantity].add(said.figure.entity)
    network.claim_row(said, "link", [(name, ONE)], exactly(ONE))
