"""All that decides, beside a component itself, how its conflicts are judged and told; as one hash.

Suspects are weighed by what lies beside them: the same of other periods, what else their entity
prints, who prints the same number elsewhere, the least and most that anybody prints. Sentences
name claims, scopes and places. Where none of that differs from what an earlier run saw, what it
made of a conflict is said again.
"""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from hashlib import blake2b

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.strangers import NOBODY
from cloudkb.check.diagnosis import likeness, neighbours
from cloudkb.check.diagnosis.failing_lines import tried
from cloudkb.check.solver.problem import ComponentConflicts, System
from cloudkb.language import spoken
from cloudkb.model import Amount, Change, Claim, Rank

SIZE = 32
"""Characters of a hash."""
_WHAT = tuple(
    place for place, name in enumerate(Claim._fields) if name not in ("place", "figure_place")
)
"""What a claim says of itself to others: all but where it stands."""


class Dependencies:
    """What a model says around components, hashed piece by piece as it is asked for."""

    def __init__(self, model: ConstraintModel) -> None:
        """Nothing is looked at before it is asked for."""
        self._model = model
        self._index = neighbours.index(model)
        self._said: dict[str, str] = {}
        self._entities: dict[str, str] = {}
        self._leagues: dict[Quantity, str] = {}
        self._numbers: dict[tuple[int, int], str] = {}

    def of(self, component: System, found: ComponentConflicts) -> str:
        """The hash for what was found in a component; empty where more decides than is looked at.

        Whom a rank is right of is looked for in leagues that lie anywhere, and what other pieces
        of a base say is not looked at.
        """
        model = self._model
        doubted = {
            model.identities[one.label].name
            for conflict in found.conflicts
            for one in conflict.suspects
            if one.label in model.identities
        }
        return self._around(component, doubted)

    def ranking(self, component: System) -> str:
        """The same for whatever may be found in a component, whatever of it is set aside."""
        identities = self._model.identities
        labels = {one.label for one in component.constraints}
        return self._around(component, {identities[one].name for one in labels & identities.keys()})

    def _around(self, component: System, doubted: Iterable[str]) -> str:
        """What decides where identities of some names are among the suspects."""
        model = self._model
        if model.strangers is not NOBODY:
            return ""
        labels = sorted({one.label for one in component.constraints})
        claims = [model.claims[label] for label in labels if label in model.claims]
        if any(isinstance(one.figure, Rank) for claim in claims for one in claim.readings):
            return ""
        quantities = self._quantities(component)
        entities = {one.entity for one in quantities} | {claim.entity for claim in claims}
        told: list[object] = [self.everywhere, labels]
        told += map(self._own, claims)
        told += map(self._entity, sorted(entities))
        told += [(self._league(one), sorted(self._scopes(one))) for one in quantities]
        kinds = sorted({(one.metric, one.currency) for one in quantities})
        told += [likeness.extremes(model, *one, frozenset(quantities)) for one in kinds]
        told += [(name, *tried(model, name)[1:]) for name in sorted(doubted)]
        return hashed(told)

    @cached_property
    def everywhere(self) -> str:
        """What is the same for all components: words, documents, the language of messages."""
        facts = self._model.facts
        return hashed((spoken(), facts.vocabulary, sorted(facts.documents.items())))

    def _quantities(self, component: System) -> list[Quantity]:
        """What a component is about."""
        variables = self._model.variables
        found = {
            quantity
            for one in component.variables
            if (meaning := variables.get(one.name)) is not None
            for quantity in (meaning.quantity, meaning.lower)
            if quantity is not None
        }
        return sorted(found)

    def _own(self, claim: Claim) -> tuple[object, ...]:
        """A claim of a component: where it stands too, how it is called, who bears it out."""
        model, short = self._model, claim.id.removeprefix(f"{claim.document}/")
        numbers = [
            self._number(one.figure.value)
            for one in claim.readings
            if isinstance(one.figure, Amount | Change) and one.figure.value
        ]
        alone = len(claim.readings) == 1
        return (
            claim.id,
            self.what(claim),
            claim.place,
            claim.figure_place,
            numbers,
            model.short_names.get(short, 0),
            self._index.said[claim.id],
            self._retold.get(claim.id),
            alone and neighbours.printed_elsewhere(model, claim),
        )

    def what(self, claim: Claim) -> str:
        """What a claim says, wherever it stands."""
        if claim.id not in self._said:
            self._said[claim.id] = hashed([claim[place] for place in _WHAT])
        return self._said[claim.id]

    def _printed(self, quantities: Iterable[Quantity]) -> list[tuple[str, list[str]]]:
        """Quantities with all that is printed of them."""
        printed = self._model.printed
        return [
            (one.name, [self.what(said.claim) for said in printed.get(one, ())])
            for one in quantities
        ]

    def _entity(self, entity: str) -> str:
        """All that is said of an entity, and all of its that somebody speaks of."""
        if entity not in self._entities:
            claims, quantities = self._of_entities
            self._entities[entity] = hashed(
                (
                    sorted(map(self.what, claims.get(entity, ()))),
                    self._printed(sorted(quantities.get(entity, ()))),
                )
            )
        return self._entities[entity]

    @cached_property
    def _of_entities(self) -> tuple[dict[str, list[Claim]], dict[str, list[Quantity]]]:
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._model.facts.claims:
            claims[claim.entity].append(claim)
        quantities: dict[str, list[Quantity]] = defaultdict(list)
        for variable in self._model.variables.values():
            if variable.kind == "quantity":
                quantities[variable.quantity.entity].append(variable.quantity)
        return claims, quantities

    def _league(self, quantity: Quantity) -> str:
        """The same of others, as many as are looked at."""
        alike = quantity._replace(entity="")
        if alike not in self._leagues:
            self._leagues[alike] = hashed(self._printed(self._index.league(quantity)))
        return self._leagues[alike]

    def _number(self, value: Fraction) -> str:
        """Who prints a number."""
        known = value.numerator, value.denominator
        if known not in self._numbers:
            printed = self._index.printed.get(value, ())
            self._numbers[known] = hashed([(self.what(one), about.name) for one, about in printed])
        return self._numbers[known]

    def _scopes(self, quantity: Quantity) -> frozenset[str]:
        """The special scopes that are stated for a quantity."""
        plain = quantity._replace(scope="", currency="")
        return self._model.special.get(plain, frozenset())

    @cached_property
    def _retold(self) -> dict[str, list[str]]:
        """The copies of claims, by their original."""
        found: dict[str, list[str]] = defaultdict(list)
        for copy, original in sorted(self._model.copies.items()):
            found[original].append(copy)
        return found


def hashed(what: object) -> str:
    """A hash of values that are told apart by how they are written."""
    return blake2b(repr(what).encode("utf-8", "replace"), digest_size=SIZE // 2).hexdigest()
