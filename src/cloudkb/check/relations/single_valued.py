"""`single-valued`: a link of which there is only one does not point to two at once.

For metrics with `values: one`, two links whose periods overlap point to the same entity, or to
an entity and a part of it. Approximate periods meet only under the same name.
"""

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.quantities import Quantity, period_of
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval
from cloudkb.language import in_chinese


def _sentence(story: Teller, row: Row) -> str:
    linked = [story.variable(name) for name, _ in row.terms]
    others = [naming.entity(variable.value, story.vocabulary) for variable in linked]
    either = naming.listed(others, "or")
    if in_chinese():
        return naming.linked(linked[0].quantity, "只能是", either, story.vocabulary)
    what = naming.quantity(linked[0].quantity, story.vocabulary)
    return f"{what} is {either}, not both"


IDENTITY = Kind("single-valued", _sentence)


def identity(model: ConstraintModel) -> None:
    """Forbid two different links over a common period."""
    series: dict[Quantity, list[Quantity]] = {}
    for quantity in sorted(model.links):
        if model.vocabulary.metrics[quantity.metric].values == "one":
            series.setdefault(quantity._replace(period=""), []).append(quantity)
    for quantities in series.values():
        for index, one in enumerate(quantities):
            for other in quantities[index:]:
                exclude(model, IDENTITY, one, other)


def _meet(one: Quantity, other: Quantity) -> bool:
    """Tell whether the periods of two links are sure to overlap."""
    if one.period == other.period:
        return True
    spans = period_of(one.period), period_of(other.period)
    return not any(span.approximate for span in spans) and periods.overlaps(*spans)


def exclude(model: ConstraintModel, kind: Kind, one: Quantity, other: Quantity) -> None:
    """Forbid two links to hold at once where they meet, but to what holds the other."""
    if not _meet(one, other):
        return
    for here in sorted(model.links[one]):
        for there in sorted(model.links[other]):
            if not model.nested(here, there) and (one != other or here < there):
                terms = {model.link(one, here): ONE, model.link(other, there): ONE}
                model.identity_row(kind, one, terms, Interval(None, ONE))
