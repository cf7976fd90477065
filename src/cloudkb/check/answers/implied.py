"""What the claims leave for a quantity, and what each end of it rests on.

Only what is asked for is reasoned about: the components of one quantity. A quantity nobody
names is formed when it is asked for, and identities form around it.
"""

from collections.abc import Iterable

from cloudkb.check.answers import other_scopes, rest
from cloudkb.check.answers.identities import identity
from cloudkb.check.constraints import naming, slicing
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.quantity_lookup import entities, quantity_named
from cloudkb.check.diagnosis.reasoner import Near, Reasoner
from cloudkb.check.explanation.derivation import ends, side_text
from cloudkb.check.explanation.punctuation import capital
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver import prover
from cloudkb.check.solver.problem import Bounds, Case, System, unknowns
from cloudkb.defaults import where
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Explained, Facts, Implied, Tied
from cloudkb.words import unit_text


def explain(facts: Facts, text: str, reasoner: Reasoner | None = None) -> Explained | Tied:
    """The tightest proved interval of a quantity, or what an identity says.

    `reasoner` is one made of the same facts, if there is one. Raises `QuantityError` when the
    text names neither, or several quantities.
    """
    kind, _, about = text.strip().rpartition(":")
    about = about if kind else ""
    known = reasoner
    if known is None:
        known = Reasoner(slicing.of_entities(facts, entities(about or text, facts.vocabulary)))
    if about:
        return identity(known, kind.strip(), about)
    quantity = quantity_named(known.model, text)
    return of_quantity(
        formed(known, [quantity, *other_scopes.on_other_scopes(known.model, quantity)]), quantity
    )


def of_quantity(reasoner: Reasoner, quantity: Quantity) -> Explained:
    """What the claims leave for a quantity that the reasoner's model names."""
    model = reasoner.model
    unknown = quantity.name
    others = other_scopes.on_other_scopes(model, quantity)
    around = reasoner.near([unknown])
    there = reasoner.near([one.name for one in others]).system if others else around.system
    bounds = prover.implied(around.system, ((unknown, 1),))
    story = _story(model, unknown, bounds)
    low, high = ends(model, unknown, bounds, _printed(model, unknown))
    kept = worth_telling(model, unknown, bounds)
    metric = model.vocabulary.metrics[quantity.metric]
    return Explained(
        implied(model, unknown, bounds, story),
        capital(naming.quantity(quantity, model.vocabulary)),
        unit_text(metric.unit, metric.measure, metric.per),
        quantity.currency,
        _printed(model, unknown),
        low if kept.low is not None else None,
        high if kept.high is not None else None,
        tuple(_there(model, there, others)),
        _aside(reasoner, around, unknown),
        quantity.scope,
        _default(model, quantity),
        tuple(rest.failing_lines_near(reasoner, {unknown})),
    )


def _default(model: ConstraintModel, quantity: Quantity) -> str:
    """What a quantity rests on, where that is a default: restated by default, facts/…:9."""
    scope = model.vocabulary.scopes.get(quantity.scope)
    if scope is None or scope.default is None or not model.in_use(quantity):
        return ""
    name = naming.scope(scope.id, model.vocabulary)
    return worded("{basis} by default, {place}", basis=name, place=where(scope.default.place))


def _printed(model: ConstraintModel, unknown: str) -> tuple[str, ...]:
    """The claims that print a quantity."""
    rows = (row for row in model.rows if [name for name, _ in row.terms] == [unknown])
    found = {row.label for row in rows if row.label in model.claims and not kind(row).compares}
    return tuple(sorted(found))


def implied(
    model: ConstraintModel, unknown: str, bounds: Bounds, story: Story | None = None
) -> Implied:
    """Bounds of an unknown as a record, told in its own unit."""
    story = _story(model, unknown, bounds) if story is None else story
    return Implied(
        unknown,
        bounds.interval,
        _text(story, unknown, worth_telling(model, unknown, bounds)),
        bounds.low_because,
        bounds.high_because,
        bounds.low_exact,
        bounds.high_exact,
    )


def _text(story: Story, unknown: str, interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return side_text(story, unknown, interval)
    return story.spell(unknown, interval)


def worth_telling(model: ConstraintModel, unknown: str, bounds: Bounds) -> Interval:
    """What is worth telling: what claims leave, and not that it lies above zero by nature."""
    interval = bounds.interval
    variable = model.variables.get(unknown)
    signed = variable is None or model.may_be_negative(variable.quantity)
    by_nature = interval.low == 0 and not signed and interval.high != 0
    if by_nature or not rests_on_claims(bounds.low_because, model):
        interval = interval.to_high()
    if not rests_on_claims(bounds.high_because, model):
        interval = interval.from_low()
    return interval


def rests_on_claims(because: Iterable[str], model: ConstraintModel) -> bool:
    """Tell whether an end needs a claim; identities alone say nothing new."""
    return any(label in model.claims for label in because)


def _aside(reasoner: Reasoner, around: Near, unknown: str) -> tuple[str, ...]:
    """Claims beside a quantity that nothing rests on: suspects of conflicts, or doubted."""
    model, system = reasoner.model, around.system
    gone = {label for one in around.conflicts for label in one.labels} | reasoner.doubted
    gone &= model.claims.keys()
    gone -= {row.label for row in system.rows} | {one.label for one in system.products}
    tied_to = {unknown}
    for constraint in system.constraints:
        if unknown in (tied := unknowns(constraint)):
            tied_to.update(tied)
    found = {row.label for row in model.rows if row.label in gone and tied_to & {*unknowns(row)}}
    return tuple(sorted(found))


def _story(model: ConstraintModel, unknown: str, bounds: Bounds) -> Story:
    proofs = [proof for proof in (bounds.low_proof, bounds.high_proof) if proof is not None]
    return Story(
        model,
        sorted(bounds.because),
        [Case((), proof) for proof in proofs],
        _printed(model, unknown),
    )


def _there(
    model: ConstraintModel, system: System, others: Iterable[Quantity]
) -> Iterable[tuple[str, Implied]]:
    """What is left for a plain quantity on each scope that others state for it."""
    for one in others:
        if one.name not in model.variables:
            continue
        bounds = prover.implied(system, ((one.name, 1),))
        if rests_on_claims(bounds.because, model):
            yield naming.scope(one.scope, model.vocabulary), implied(model, one.name, bounds)


def formed(reasoner: Reasoner, asked: Iterable[Quantity]) -> Reasoner:
    """A reasoner whose model holds the quantities, with identities around them."""
    missing = [quantity for quantity in asked if quantity.name not in reasoner.model.variables]
    if not missing:
        return reasoner
    return Reasoner(reasoner.facts, reasoner.known, sorted(reasoner.also), missing)
