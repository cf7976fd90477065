"""`scope`: one definition holds another, or is the same under another name.

`scope_relations: [{metric: revenue, of: [aliyun], narrow: external, wide: with-internal}]` puts
the narrow scope at or below the wide one, where nothing is negative; `same: [a, b]` makes them
equal, and what is named in one is then named in the other too (`names`).
"""

from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ONE, ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.interval import exactly
from cloudkb.model import ScopeRelation

IDENTITY = Kind("scope")


def names(model: ConstraintModel) -> None:
    """Name in each of two equal scopes what is named in the other, before identities form."""
    for relation in model.vocabulary.scope_relations:
        if not relation.same:
            continue
        pair = (relation.narrow, relation.wide)
        for quantity in sorted(model.named):
            if quantity.scope in pair and _speaks_of(relation, quantity):
                other = pair[1] if quantity.scope == pair[0] else pair[0]
                model.named[quantity._replace(scope=other)] |= model.named[quantity]


def identity(model: ConstraintModel) -> None:
    """Compare named quantities of related scopes."""
    for relation in model.vocabulary.scope_relations:
        metric = model.vocabulary.metrics.get(relation.metric)
        if metric is None or (metric.negative and not relation.same):
            continue
        for narrow in sorted(model.named):
            wide = narrow._replace(scope=relation.wide)
            if (
                narrow.scope == relation.narrow
                and wide in model.named
                and _speaks_of(relation, narrow)
            ):
                terms = {model.variable(wide): ONE, model.variable(narrow): -ONE}
                interval = exactly(ZERO) if relation.same else AT_LEAST_ZERO
                model.identity_row(IDENTITY, narrow, terms, interval)


def _speaks_of(relation: ScopeRelation, quantity: Quantity) -> bool:
    """Tell whether a relation is about a quantity: its metric, of one of its entities."""
    return quantity.metric == relation.metric and (
        not relation.entities or quantity.entity in relation.entities
    )
