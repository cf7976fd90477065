"""What the claims leave for a quantity, and what each end of it rests on.

Only what is asked for is reasoned about: the components of one quantity. A quantity nobody
names is formed when it is asked for, and identities form around it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cloudkb.check.answers.identities import identity
from cloudkb.check.constraints import naming, slicing
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.groups import SHARED
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.quantity_lookup import entities, named
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.explanation.derivation import ends, side_text
from cloudkb.check.explanation.punctuation import capital
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver import prover
from cloudkb.check.solver.components import touching
from cloudkb.check.solver.problem import Bounds, Case, Conflict, Row, System, unknowns
from cloudkb.interval import Interval
from cloudkb.model import Explained, Facts, Implied, Tied
from cloudkb.words import unit_text

"""Kinds of rows that print a quantity itself."""


_MOST_ROWS = 400
"""Rows beyond which documents are not read as sharing one basis for a single question."""


class View(NamedTuple):
    """A consistent system on one basis."""

    scope: str
    """The stated scope that what is asked about is read as, `?` for one basis shared by all
    documents, empty for its own."""
    system: System


class Around(NamedTuple):
    """What surrounds a question."""

    conflicts: tuple[Conflict, ...]
    """On the bases that are stated."""
    views: tuple[View, ...]
    """Its own basis first."""


def explain(facts: Facts, text: str, reasoner: Reasoner | None = None) -> Explained | Tied:
    """The tightest proved interval of a quantity, or what an identity says.

    `reasoner` is one made of the same facts, if there is one. Raises `QuantityError` when the
    text names neither, or several quantities.
    """
    kind, _, rest = text.strip().rpartition(":")
    rest = rest if kind else ""
    known = reasoner
    if known is None:
        known = Reasoner(slicing.of_entities(facts, entities(rest or text, facts.vocabulary)))
    if rest:
        return identity(known, kind.strip(), rest)
    quantity = named(known.model, text)
    return of_quantity(_asked(known, [quantity]), quantity)


def of_quantity(reasoner: Reasoner, quantity: Quantity) -> Explained:
    """What the claims leave for a quantity that the reasoner's model names."""
    model = reasoner.model
    unknown = quantity.name
    around = surroundings(reasoner, [unknown], [quantity])
    own, *others = around.views
    bounds = prover.implied(own.system, ((unknown, 1),))
    story = _story(model, unknown, bounds)
    low, high = ends(model, unknown, bounds, _printed(model, unknown))
    shown = _shown(model, unknown, bounds)
    metric = model.vocabulary.metrics[quantity.metric]
    return Explained(
        implied(model, unknown, bounds, story),
        capital(naming.quantity(quantity, model.vocabulary)),
        unit_text(metric.unit, metric.measure, metric.per),
        quantity.currency,
        _printed(model, unknown),
        low if shown.low is not None else None,
        high if shown.high is not None else None,
        tuple(_tighter(model, unknown, bounds, others)),
        _aside(reasoner, around, unknown),
    )


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
        _text(story, unknown, _shown(model, unknown, bounds)),
        bounds.low_because,
        bounds.high_because,
        bounds.low_exact,
        bounds.high_exact,
    )


def _text(story: Story, unknown: str, interval: Interval) -> str:
    if interval.low is None or interval.high is None:
        return side_text(story, unknown, interval)
    return story.spell(unknown, interval)


def _shown(model: ConstraintModel, unknown: str, bounds: Bounds) -> Interval:
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


def surroundings(
    reasoner: Reasoner,
    unknowns: Iterable[str],
    about: Iterable[Quantity],
    aside: Iterable[str] = (),
) -> Around:
    """What surrounds some unknowns, on each basis that the quantities can stand on.

    First as it stands, without any reading of a basis nobody stated; then as each stated scope
    that is tested, where that fits the rest; where none is tested, on the one basis that all
    documents are taken to share. `aside` are labels that are not believed.
    """
    model = reasoner.model
    readings = reasoner.readings
    mine = {quantity[:4] for quantity in about}
    groups = [group for group in sorted(readings.groups) if group[:4] in mine]
    stated = sorted({scope for group in groups for scope in readings.stated.get(group, ())})
    rows = {
        scope: [row for group in groups for row in readings.rows(group, scope)]
        for scope in (*stated, SHARED)
    }
    there = {name for scope in stated for row in rows[scope] for name, _ in row.terms}
    near = reasoner.near(sorted({*unknowns, *there}), aside)
    made = [View("", near.system)]
    tested = False
    for scope in stated:
        if not _is_tested(model, near.system, rows[scope]):
            continue
        tested = True
        joined = near.system.joined(*rows[scope])
        if not _clashes(reasoner, joined, rows[scope]):
            made.append(View(scope, joined))
    if not tested and rows[SHARED]:
        made += _shared(reasoner, rows[SHARED], aside)
    return Around(near.conflicts, tuple(made))


def _shared(reasoner: Reasoner, rows: Sequence[Row], aside: Iterable[str]) -> Iterable[View]:
    """The basis that documents are taken to share, where nothing conflicts on it."""
    readings = reasoner.readings
    every = [row for group in sorted(readings.groups) for row in readings.rows(group, SHARED)]
    names = sorted({name for row in rows for name, _ in row.terms})
    whole = reasoner.whole.without(reasoner.doubted | reasoner.also | frozenset(aside))
    joined = touching(whole.joined(*every), names)
    if len(joined.rows) <= _MOST_ROWS and not reasoner.prove(joined, bare=True).conflicts:
        yield View(SHARED, joined)


def _is_tested(model: ConstraintModel, system: System, rows: Sequence[Row]) -> bool:
    """Tell whether claims say anything of the basis that the rows read others as."""
    there = {row.terms[1][0] for row in rows}
    return any(row.label in model.claims for row in touching(system, sorted(there)).rows)


def _clashes(reasoner: Reasoner, joined: System, rows: Sequence[Row]) -> bool:
    """Tell whether anything speaks against a reading; roundings do not."""
    names = {name for row in rows for name, _ in row.terms}
    found = reasoner.prove(touching(joined, sorted(names)), bare=True).conflicts
    return any(not conflict.rounding for conflict in found)


def _aside(reasoner: Reasoner, around: Around, unknown: str) -> tuple[str, ...]:
    """Claims beside a quantity that nothing rests on: suspects of conflicts, or doubted."""
    model, system = reasoner.model, around.views[0].system
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
    labels = sorted({*bounds.low_because, *bounds.high_because})
    return Story(model, labels, [Case((), proof) for proof in proofs], _printed(model, unknown))


def _tighter(
    model: ConstraintModel, unknown: str, bounds: Bounds, others: Iterable[View]
) -> Iterable[tuple[str, Implied]]:
    for view in others:
        read = prover.implied(view.system, ((unknown, 1),))
        if not read.interval.encloses(bounds.interval):
            word = naming.scope(view.scope, model.vocabulary)
            word = f"on {word}" if view.scope == SHARED else word
            yield word, implied(model, unknown, read)


def _asked(reasoner: Reasoner, asked: Iterable[Quantity]) -> Reasoner:
    """A reasoner whose model holds the quantities, with identities around them."""
    missing = [quantity for quantity in asked if quantity.name not in reasoner.model.variables]
    if not missing:
        return reasoner
    return Reasoner(reasoner.facts, reasoner.known, asked=missing)
