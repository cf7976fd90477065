"""`scope`: one definition holds another, or is the same under another name.

`scope_relations: [{metric: revenue, of: [aliyun], narrow: external, wide: with-internal}]` puts
the narrow scope at or below the wide one, where nothing is negative; `same: [a, b]` makes them
equal, and what is named in one is then named in the other too (`names`).
"""

from collections import defaultdict
from collections.abc import Sequence

from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ONE, ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.interval import exactly
from cloudkb.model import ScopeRelation

IDENTITY = Kind("scope")


def names(model: ConstraintModel) -> None:
    """Name in each of two equal scopes what is named in the other, before identities form."""
    relations = [one for one in model.vocabulary.scope_relations if one.same]
    named = _Named(model, relations)
    for relation in relations:
        pair = (relation.narrow, relation.wide)
        for quantity in sorted(one for scope in pair for one in named.about(relation, scope)):
            other = quantity._replace(scope=pair[quantity.scope == pair[0]])
            named.add(other)
            model.named[other] |= model.named[quantity]


def identity(model: ConstraintModel) -> None:
    """Compare named quantities of related scopes."""
    relations = model.vocabulary.scope_relations
    named = _Named(model, relations)
    for relation in relations:
        metric = model.vocabulary.metrics.get(relation.metric)
        if metric is None or (metric.negative and not relation.same):
            continue
        for narrow in sorted(named.about(relation, relation.narrow)):
            wide = narrow._replace(scope=relation.wide)
            if wide in model.named:
                terms = {model.variable(wide): ONE, model.variable(narrow): -ONE}
                interval = exactly(ZERO) if relation.same else AT_LEAST_ZERO
                model.identity_row(IDENTITY, narrow, terms, interval)


class _Named:
    """What is named, by metric and scope, then by entity."""

    def __init__(self, model: ConstraintModel, relations: Sequence[ScopeRelation]) -> None:
        """Nothing is looked at when there are no relations."""
        self._found: dict[tuple[str, str], dict[str, set[Quantity]]] = defaultdict(dict)
        for quantity in model.named if relations else ():
            self.add(quantity)

    def add(self, quantity: Quantity) -> None:
        """One more is named."""
        by_entity = self._found[quantity.metric, quantity.scope]
        by_entity.setdefault(quantity.entity, set()).add(quantity)

    def about(self, relation: ScopeRelation, scope: str) -> list[Quantity]:
        """What is named in a scope, of the relation's metric and its entities or, without, any."""
        by_entity = self._found[relation.metric, scope]
        entities = dict.fromkeys(relation.entities or by_entity)
        return [quantity for entity in entities for quantity in by_entity.get(entity, ())]
