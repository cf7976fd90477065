"""`shares`: the shares of one whole are at most 100 %.

For one (metric, in, scope, period), over all that is named; an entity inside another one that
is named too is not counted twice.
"""

from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.interval import Interval

NAME = "shares"


def identity(model: ConstraintModel) -> None:
    """Bound the sum of the shares of a whole."""
    for (metric, within, *_), members in model.league().items():
        record = model.vocabulary.metrics[metric]
        if not record.share_of or not within or record.negative:
            continue
        present = {quantity.entity for quantity in members}
        terms = {
            model.variable(quantity): ONE
            for quantity in members
            if not model.wholes.get(quantity.entity, frozenset()) & present
        }
        whole = members[0]._replace(entity=within, within="")
        model.identity_row(NAME, whole, terms, Interval(None, ONE))
