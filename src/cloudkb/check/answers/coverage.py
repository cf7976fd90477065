"""How much was looked at: so that a clean report is never clean by emptiness."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.speakers import whose_word
from cloudkb.check.corroboration.reach import without_witness
from cloudkb.check.relations import kind
from cloudkb.check.solver.components import Component
from cloudkb.check.solver.problem import System


class Coverage(NamedTuple):
    """Counts over the claims that were reasoned on."""

    compiled: frozenset[str]
    """Claims that gave a row or a product."""
    untouched: frozenset[str]
    """Those that are alone in their component."""
    own_origin: frozenset[str]
    """Those that meet claims of their own origin alone: no other bounds what they say.

    Whether others say as much is another question, and costs more: the verdict single-source."""
    relations: Mapping[str, int]
    """By kind: identities, and claims that tie quantities to each other."""
    components: int
    largest: int
    """Claims in the largest component."""
    advice: str
    """The quantity nobody prints that would tie most claims that meet no other origin to one."""
    advised: int
    """How many."""


def count_coverage(
    model: ConstraintModel, components: Iterable[Component], rest: Iterable[Component]
) -> Coverage:
    """Count what was reasoned on; `rest` is what of it was proved to hold together.

    What a conflict set aside was looked at all the same, and met what it clashed with.
    """
    parts = [part for part, _ in components if _claims(model, part)]
    sound = [part for part, _ in rest if _claims(model, part)]
    origin = whose_word(model.facts)
    origins = {name: origin(claim) for name, claim in model.claims.items()}
    compiled: set[str] = set()
    untouched: set[str] = set()
    touched: set[str] = set()
    single: set[str] = set()
    relations: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        inside = _claims(model, part)
        compiled |= inside
        if len(inside) == 1:
            untouched |= inside
        else:
            touched |= inside
        _count_relations(model, part, relations)
    for part in sound:
        single |= _unmet(part, _claims(model, part), origins)
    advice, advised = _advice(model, sound, single)
    # a date stands in two parts, where months are counted from it
    untouched -= touched
    return Coverage(
        frozenset(compiled),
        frozenset(untouched),
        frozenset(single - untouched),
        {kind: len(labels) for kind, labels in sorted(relations.items())},
        len(parts),
        max((len(_claims(model, part)) for part in parts), default=0),
        advice,
        advised,
    )


def _claims(model: ConstraintModel, part: System) -> set[str]:
    return {one.label for one in part.rows if one.label in model.claims}


def _count_relations(model: ConstraintModel, part: System, relations: dict[str, set[str]]) -> None:
    for row in part.rows:
        ties = len(row.terms) > 1 or kind(row).number == "growth"
        if row.label and (ties or row.label not in model.claims):
            relations[row.kind].add(row.label)
    for product in part.products:
        if product.label:
            relations[product.kind].add(product.label)


def _unmet(part: System, inside: set[str], origins: Mapping[str, str]) -> set[str]:
    """Claims about whose quantities no other origin says anything."""
    mine = {name: origins[name] for name in inside}
    return without_witness(part, mine) if len(set(mine.values())) > 1 else set(inside)


def _advice(model: ConstraintModel, parts: Iterable[System], single: set[str]) -> tuple[str, int]:
    """The unprinted quantity that shares a relation with most claims that meet no other origin."""
    best = ("", 0)
    for part in parts:
        touching: dict[str, set[str]] = defaultdict(set)
        printed = set()
        for row in part.rows:
            if row.label in model.claims:
                for name, _ in row.terms:
                    if row.label in single:
                        touching[name].add(row.label)
                    if len(row.terms) == 1:
                        printed.add(name)
        helped: dict[str, set[str]] = defaultdict(set)
        ties = [[name for name, _ in row.terms] for row in part.rows if len(row.terms) > 1]
        ties += [[one.result, one.left, one.right] for one in part.products]
        for names in ties:
            near = {label for name in names for label in touching.get(name, ())}
            for name in names:
                if near and name not in printed:
                    helped[name] |= near
        for name, labels in helped.items():
            variable = model.variables.get(name)
            if variable is None or variable.kind != "quantity":
                continue
            if (-len(labels), name) < (-best[1], best[0]):
                best = (name, len(labels))
    return best


def claims_across_bases(model: ConstraintModel) -> int:
    """How many claims lie across two bases, at least with a step of their series."""
    steps = map(model.defaults.of_steps, model.facts.claims)
    compiled = zip(model.facts.claims, steps, strict=True)
    return sum(claim.id in model.claims and any(one.across for one in of) for claim, of in compiled)


def alone_on_scope(model: ConstraintModel) -> int:
    """How many claims state a special scope that no other claim has for the same thing."""
    stated: dict[tuple[str | None, ...], int] = defaultdict(int)
    for claim in model.claims.values():
        special = model.defaults.of_claim(claim).special
        if special:
            stated[claim.entity, claim.metric, claim.within, special] += 1
    return sum(number == 1 for number in stated.values())
