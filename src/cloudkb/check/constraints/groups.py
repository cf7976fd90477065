"""How a basis nobody stated may be read: as each stated scope, or as one all share.

Claims of one (document, entity, metric, in) without a stated scope are a *group*. Reading it as
another basis makes each of its unknowns equal to the same one there, under the doubtable
identity `same-basis`. Which of these readings are tried, and which hold, `basis` decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.instances import metrics_of
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.quantities import UNSTATED, IdentityName, Quantity, own_of
from cloudkb.check.solver.problem import Row
from cloudkb.check.solver.unions import Unions
from cloudkb.interval import exactly
from cloudkb.model import Vocabulary

SHARED = UNSTATED
"""The scope of the one basis that groups without a tested scope are taken to share."""


def bases(story: Teller, readings: Sequence[Row]) -> str:
    """Which figures are read as standing on which basis."""
    named = [story.variable(name).quantity for one in readings for name, _ in one.terms]
    scopes = sorted({quantity.scope for quantity in named})
    stated = [naming.scope(one, story.vocabulary) for one in scopes if not one.startswith(UNSTATED)]
    documents = list(filter(None, map(own_of, scopes)))
    whose = f"the figures of {naming.listed(documents)}" if documents else "the figures"
    if not stated:
        return f"{whose} are taken to stand on one basis"
    return f"{whose} are read as {naming.listed(stated)}"


READ = Kind("same-basis", lambda story, row: bases(story, [row]))
"""A reading of a basis that nobody stated."""


class Group(NamedTuple):
    """An unstated basis of one (document, entity, metric, in)."""

    entity: str
    metric: str
    within: str
    basis: str
    """`?document-id`."""

    def read_as(self, scope: str) -> IdentityName:
        """The identity that reads the group as a scope, or as the shared basis."""
        return IdentityName(READ.name, Quantity(*self), "" if scope == SHARED else scope)


class BasisReadings:
    """The readings open to each group, and the rows each of them means."""

    def __init__(self, model: ConstraintModel) -> None:
        """For a model whose claims are all compiled."""
        self._model = model
        self.groups: dict[Group, list[Quantity]] = {}
        """Each group with the quantities it names."""
        self.stated: dict[Group, tuple[str, ...]] = {}
        """The stated scopes in which the same (entity, metric, in) is spoken of."""
        self.shared: set[Group] = set()
        """Groups that may meet another on the shared basis."""
        self._rows: dict[tuple[Group, str], tuple[Row, ...]] = {}

    def is_claim(self, label: str) -> bool:
        """Tell the name of a claim from that of an identity."""
        return label in self._model.claims

    def rows(self, group: Group, scope: str) -> tuple[Row, ...]:
        """The rows that make a group's unknowns those of a scope."""
        return self._rows.get((group, scope), ())

    def all_rows(self, group: Group) -> tuple[Row, ...]:
        """The rows of every reading open to a group."""
        return tuple(row for scope in self._targets(group) for row in self.rows(group, scope))

    def collect(self) -> None:
        """Find the groups, and name their quantities wherever they may be read."""
        model = self._model
        stated: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for quantity in sorted(model.named):
            if quantity.scope.startswith(UNSTATED):
                if _joins(quantity):
                    self.groups.setdefault(Group(*quantity[:4]), []).append(quantity)
            else:
                stated[quantity[:3]].add(quantity.scope)
        self._find_shared()
        for group, quantities in sorted(self.groups.items()):
            self.stated[group] = tuple(sorted(stated.get(group[:3], ())))
            for scope in self._targets(group):
                for quantity in quantities:
                    there = quantity._replace(scope=scope)
                    model.named[there] |= set()
                    if quantity in model.links:
                        model.links[there] |= model.links[quantity]
        for group, quantities in sorted(self.groups.items()):
            for scope in self._targets(group):
                for upper, lower in sorted(model.ratios_of(quantities)):
                    model.ratio(upper._replace(scope=scope), lower._replace(scope=scope))

    def finish(self) -> None:
        """Write the rows of each reading, once all identities have formed."""
        for group, quantities in sorted(self.groups.items()):
            for scope in self._targets(group):
                pairs = sorted(set(self._pairs(quantities, scope)))
                label = self._model.labelled(group.read_as(scope)) if pairs else ""
                self._rows[group, scope] = tuple(
                    Row(((here, 1), (there, -1)), exactly(0), label, kind=READ.name)
                    for here, there in pairs
                )

    def _targets(self, group: Group) -> tuple[str, ...]:
        shared = (SHARED,) if group in self.shared else ()
        return (*self.stated.get(group, ()), *shared)

    def _find_shared(self) -> None:
        """Groups of two documents or more whose metrics can meet."""
        family = families(self._model.vocabulary)
        documents: dict[str, set[str]] = defaultdict(set)
        for group in self.groups:
            documents[family[group.metric]].add(group.basis)
        self.shared = {group for group in self.groups if len(documents[family[group.metric]]) > 1}

    def _pairs(self, quantities: Iterable[Quantity], scope: str) -> Iterable[tuple[str, str]]:
        model = self._model
        quantities = list(quantities)
        for quantity in quantities:
            there = quantity._replace(scope=scope)
            unit = model.vocabulary.metrics[quantity.metric].unit
            if unit == "entity":
                for entity in sorted(model.links.get(quantity, ())):
                    yield model.link(quantity, entity), model.link(there, entity)
            elif unit == "date":
                if quantity.name in model.events:
                    yield quantity.name, model.day(there)
            else:
                yield model.variable(quantity), model.variable(there)
        for upper, lower in model.ratios_of(quantities):
            here = model.known_ratio(upper, lower)
            other = model.known_ratio(upper._replace(scope=scope), lower._replace(scope=scope))
            if here is not None and other is not None:
                yield here, other


def _joins(quantity: Quantity) -> bool:
    """Tell whether a quantity can be found in another document: it has a period of its own."""
    return UNSTATED not in quantity.period


def families(vocabulary: Vocabulary) -> dict[str, str]:
    """Metrics that identities tie to each other, each with the first of its family."""
    metrics = vocabulary.metrics
    unions: Unions[str] = Unions()
    for name, metric in metrics.items():
        tied = (metric.share_of, metric.at_most, metric.only, *(metric.ratio_of or ()))
        unions.join([name, *(other for other in tied if other in metrics and other is not None)])
    for formula in vocabulary.formulas:
        unions.join(name for name in metrics_of(formula) if name in metrics)
    return {name: unions.find(name) for name in metrics}
