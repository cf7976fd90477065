"""`margin`: a margin is one metric of an entity divided by another one.

For a metric with `ratio_of: [gross_profit, revenue]`: of the same entity, in, scope and period.
"""

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.relations.share import of_whole, told

IDENTITY = Kind("margin", told, of_whole)


def identity(model: ConstraintModel) -> None:
    """Tie margins to what they are made of, where one of the two is named beside the margin."""
    by_pair: dict[tuple[str, ...], set[str]] = {}
    for one in model.named:
        by_pair.setdefault(one[:5], set()).add(one.currency)
    for margin in sorted(model.named):
        pair = model.vocabulary.metrics[margin.metric].ratio_of
        if pair is None:
            continue
        keys = [(margin.entity, metric, *margin[2:5]) for metric in pair]
        for currency in sorted(set().union(*(by_pair.get(key, set()) for key in keys))):
            upper = margin._replace(metric=pair[0], currency=currency)
            lower = margin._replace(metric=pair[1], currency=currency)
            model.is_ratio(IDENTITY, margin, upper, lower)
