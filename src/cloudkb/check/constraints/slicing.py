"""The claims that can bear on a question: facts cut down before anything is compiled.

Relations tie claims that share an entity or a market (`in`) within one family of metrics, an
operand, a league, the parts and wholes of a total or of `part_of`, or the exchange rate of a
document. What
shares none of these with a question, not even through others, cannot bear on it. That is wider
than a component, and costs one look at each claim.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cloudkb.check.constraints.instances import metrics_of
from cloudkb.check.constraints.quantities import bounds_parts
from cloudkb.check.constraints.subjects import currencies
from cloudkb.check.solver.unions import Unions
from cloudkb.model import Change, Claim, DateFigure, Facts, Operand, Order, Rank, Vocabulary

EntityFamily = tuple[str, str]
"""What claims may share: an entity, and a family of metrics."""
_RATE = "rate "


def of_quantities(facts: Facts, about: Iterable[tuple[str, str]]) -> Facts:
    """Facts with the claims alone that can bear on quantities: (entity, metric) of each."""
    family = families(facts.vocabulary)
    return _cut(facts, family, {(entity, family.get(metric, "")) for entity, metric in about})


def of_entities(facts: Facts, entities: Iterable[str]) -> Facts:
    """Facts with the claims alone that can bear on any quantity of some entities."""
    family = families(facts.vocabulary)
    every = set(family.values())
    return _cut(facts, family, {(entity, of) for entity in entities for of in every})


def of_claims(facts: Facts, names: Iterable[str]) -> Facts:
    """Facts with the claims alone that can bear on some of them, these among them."""
    wanted = frozenset(names)
    about = {
        (claim.entity, claim.metric)
        for claim in facts.claims
        if claim.id in wanted and claim.metric
    }
    return of_quantities(facts, sorted(about))


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


def _cut(facts: Facts, family: Mapping[str, str], asked: set[EntityFamily]) -> Facts:
    unions: Unions[EntityFamily] = Unions()
    claims = [claim for claim in facts.claims if claim.metric in family and claim.readings]
    shared = _shared(claims, family)
    for claim in claims:
        unions.join([(claim.entity, family[claim.metric or ""]), *shared[claim.id]])
    for total in facts.vocabulary.totals:
        of = family.get(total.metric, "")
        unions.join((entity, of) for entity in (total.whole, *total.parts))
    _join_parts(unions, claims, family, facts.vocabulary)
    wanted = {unions.find(node) for node in asked}
    kept = (
        claim
        for claim in claims
        if unions.find((claim.entity, family[claim.metric or ""])) in wanted
    )
    return facts._replace(claims=tuple(kept))


def _join_parts(
    unions: Unions[EntityFamily],
    claims: Iterable[Claim],
    family: Mapping[str, str],
    words: Vocabulary,
) -> None:
    """Join what is part of something with it, where parts are at most their wholes."""
    entities = words.entities
    joined: set[EntityFamily] = set()
    for claim in claims:
        if not bounds_parts(words.metrics[claim.metric or ""]):
            continue
        of = family[claim.metric or ""]
        for start in filter(None, (claim.entity, claim.within)):
            at: str | None = start
            while at and (at, of) not in joined and at in entities:
                joined.add((at, of))
                whole = entities[at].part_of
                if whole:
                    unions.join([(at, of), (whole, of)])
                at = whole


def _shared(claims: Iterable[Claim], family: Mapping[str, str]) -> Mapping[str, list[EntityFamily]]:
    """What each claim names beside its own entity and metric."""
    claims = list(claims)
    leagues = {
        family[claim.metric or ""]
        for claim in claims
        if not claim.within and any(isinstance(one.figure, Rank) for one in claim.readings)
    }
    printed: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        printed[claim.document].update(currencies(claim))
    found: dict[str, list[EntityFamily]] = {}
    for claim in claims:
        of = family[claim.metric or ""]
        nodes = [(claim.within or "", of)] if claim.within or of in leagues else []
        if len(printed[claim.document]) > 1 and currencies(claim):
            nodes.append((_RATE + claim.document, ""))
        for operand in operands(claim):
            metric = operand.metric or claim.metric or ""
            nodes.append((operand.entity or claim.entity, family.get(metric, "")))
        found[claim.id] = nodes
    return found


def operands(claim: Claim) -> Iterable[Operand]:
    """The quantities that a claim's figure names."""
    for reading in claim.readings:
        figure = reading.figure
        if isinstance(figure, Order):
            yield from (operand for link in figure.chain for operand in link.terms)
        elif isinstance(figure, Change | DateFigure) and isinstance(figure.base, Operand):
            yield figure.base
