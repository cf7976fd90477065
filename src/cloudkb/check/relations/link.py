"""A link ties its entity to another, throughout its period.

`figure: azure` on `exclusive_cloud_provider`: an unknown between 0 and 1 for each pair, which
the claim puts to 1.
"""

from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.formulas import is_there
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.subjects import Said
from cloudkb.interval import exactly
from cloudkb.model import Link

FIGURES = (Link,)
LINK = Kind("link", is_there)


def claimed(model: ConstraintModel, said: Said) -> None:
    """State the link."""
    assert isinstance(said.figure, Link)
    quantity = model.quantity(said)
    model.named[quantity].add(said.claim.document)
    name = model.link(quantity, said.figure.entity)
    model.links[quantity].add(said.figure.entity)
    model.claim_row(said, LINK, [(name, ONE)], exactly(ONE))
