"""`at-most`: an average is at most the greatest.

A metric with `at_most: price_cut_greatest` never exceeds that metric of the same entity, in,
scope and period.
"""

from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import in_unit

IDENTITY = Kind("at-most")


def identity(model: ConstraintModel) -> None:
    """Put the greatest above the average where both are named."""
    for quantity in model.in_order():
        metric = model.vocabulary.metrics[quantity.metric]
        greatest = model.beside(quantity, metric=metric.at_most) if metric.at_most else None
        if greatest is not None and greatest in model.named:
            by = in_unit(model.vocabulary.metrics[greatest.metric], metric)
            terms = {model.variable(greatest): by, model.variable(quantity): -ONE}
            model.identity_row(IDENTITY, quantity, terms, AT_LEAST_ZERO)
