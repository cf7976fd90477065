"""`ratio-product`: how a share changed is how the part changed over how the whole changed.

Where the growth of a part and of its whole are both spoken of, and the share of both years is
named: share ratio x growth of the whole = growth of the part. Needed where two shares nobody
prints are tied both by a difference and by a ratio.
"""

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.relations.share import part_and_whole
from cloudkb.language import worded

IDENTITY = Kind(
    "ratio-product",
    lambda story, product: worded(
        "a share changes as its part does over its whole",
        "份额的变动倍数等于部分的增长倍数除以整体的增长倍数",
    ),
)

Stake = tuple[Quantity, Quantity]
"""A share with its whole."""


def identity(model: ConstraintModel) -> None:
    """Tie the ratio of two shares to the growth of part and whole."""
    stakes = _stakes(model)
    for later_part, earlier_part in model.ratios():
        for later, whole in stakes.get(later_part, ()):
            for earlier, whole_before in stakes.get(earlier_part, ()):
                if later == earlier or later._replace(period="") != earlier._replace(period=""):
                    continue
                grown = model.known_ratio(later_part, earlier_part)
                market = model.known_ratio(whole, whole_before)
                if grown is not None and market is not None:
                    changed = model.ratio(later, earlier)
                    model.identity_product(IDENTITY, later, grown, changed, market)


def _stakes(model: ConstraintModel) -> dict[Quantity, list[Stake]]:
    """The shares of each part, in every currency in which growth is spoken of."""
    currencies: dict[str, set[str]] = {}
    for upper, _ in model.ratios():
        currencies.setdefault(upper.metric, set()).add(upper.currency)
    found: dict[Quantity, list[Stake]] = {}
    for share in model.in_order():
        metric = model.vocabulary.metrics[share.metric].share_of
        if metric and share.within:
            for currency in sorted(currencies.get(metric, ())):
                part, whole = part_and_whole(model, share, metric, currency)
                if part is None or whole is None:
                    continue
                found.setdefault(part, []).append((share, whole))
    return found
