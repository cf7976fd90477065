"""`share`: a share is its part divided by its whole.

For a metric with `share_of: revenue`: the whole is the revenue of the entity named by `in`, in
the same scope and period; the part is the claim's entity's revenue in it, which is all its
revenue when it is `part_of` that entity. The share is the one ratio of the two.
"""

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity

NAME = "share"


def identity(model: ConstraintModel) -> None:
    """Tie shares to parts and wholes, where one of the two is named beside the share."""
    money = _currencies(model)
    for share in sorted(model.named):
        metric = model.vocabulary.metrics[share.metric].share_of
        if not metric or not share.within:
            continue
        for currency in money.get((metric, share.scope, share.period), [""]):
            part, whole = part_and_whole(model, share, metric, currency)
            if part in model.named or whole in model.named:
                model.is_ratio(NAME, share, part, whole)


def part_and_whole(
    model: ConstraintModel, share: Quantity, metric: str, currency: str
) -> tuple[Quantity, Quantity]:
    """The two quantities whose ratio a share is."""
    inside = share.within in model.wholes.get(share.entity, frozenset())
    whole = share._replace(entity=share.within, metric=metric, within="", currency=currency)
    within = "" if inside else share.within
    return whole._replace(entity=share.entity, within=within), whole


def _currencies(model: ConstraintModel) -> dict[tuple[str, str, str], list[str]]:
    """The currencies in which each (metric, scope, period) is named."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for one in model.named:
        found.setdefault((one.metric, one.scope, one.period), set()).add(one.currency)
    return {key: sorted(each) for key, each in found.items()}
