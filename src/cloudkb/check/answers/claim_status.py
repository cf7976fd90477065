"""How a claim stands when it is set aside and judged by the rest.

A relation is certain, possible or impossible; for one that is neither certain nor impossible:
what it forces on quantities nobody prints, on its own basis and on each scope that others state
for what it names plainly. What was said ahead came out or did
not (`ahead`). A plain figure has an implied value.
"""

from collections.abc import Iterable, Sequence, Set
from fractions import Fraction

from cloudkb.check.answers import conditions, forecast_outcomes, other_scopes, rest
from cloudkb.check.answers.implied import formed, rests_on_claims
from cloudkb.check.answers.other_scopes import ScopeReading
from cloudkb.check.constraints import naming, slicing
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.speakers import whose_word
from cloudkb.check.diagnosis.error_localization import in_figure_units
from cloudkb.check.diagnosis.reasoner import Near, Reasoner
from cloudkb.check.explanation import bases
from cloudkb.check.explanation.headline import headline
from cloudkb.check.explanation.punctuation import capital, sentence
from cloudkb.check.explanation.sentences import interval_words
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver import prover
from cloudkb.check.solver.components import touching
from cloudkb.check.solver.problem import Bounds, Conflict, Row, System
from cloudkb.interval import Interval
from cloudkb.model import (
    Claim,
    ClaimStatus,
    Condition,
    Facts,
    Implied,
    OnBasis,
    OnScope,
    Status,
)


def status(facts: Facts, name: str, reasoner: Reasoner | None = None) -> ClaimStatus:
    """How a claim stands to the rest of the base; its full name is `document/id`.

    `reasoner` is one made of the same facts, if there is one; what it does not compile, as a
    forecast or what was superseded, is compiled anew. A claim that says nothing the checker
    can use has no status. Exceptions that doubt it are lifted, all others are in force: what
    they doubt says nothing against the claims that stand.
    """
    known = reasoner
    mine = tuple(one for one in facts.exceptions if name in (*one.claims, one.doubt))
    lifted = [one for one in mine if one.doubt == name]
    if known is None or lifted:
        others = tuple(one for one in facts.exceptions if one not in lifted)
        known = Reasoner(slicing.of_claims(facts._replace(exceptions=others), [name]))
    if name not in known.model.claims:
        known = Reasoner(known.facts, known.known, also=[name])
    claim = known.model.claims.get(name)
    rows = _rows(known, name)
    if claim is not None and not claim.scope:
        wanted = [
            there
            for quantity in sorted(other_scopes.quantities(known.model, rows))
            for there in other_scopes.on_other_scopes(known.model, quantity)
        ]
        known = formed(known, wanted)
    if claim is None or not rows:
        return ClaimStatus(name, None, disputes=mine)
    return _standing(known, claim, rows)._replace(disputes=mine)


def _rows(reasoner: Reasoner, name: str) -> tuple[Row, ...]:
    """What a claim says of its subject; when it was said is not what is judged."""
    return tuple(
        row for row in reasoner.whole.rows if row.label == name and kind(row).role != "of-claim"
    )


def _standing(reasoner: Reasoner, claim: Claim, rows: tuple[Row, ...]) -> ClaimStatus:
    model = reasoner.model
    about = other_scopes.quantities(model, rows)
    every = other_scopes.scope_readings(model, claim, rows)
    around = rest.around_claim(reasoner, claim.id, every)
    is_forward = claim.kind in forecast_outcomes.FORWARD
    is_relation = any(kind(row).compares for row in rows)
    on_bases: list[OnBasis] = []
    if is_forward or is_relation:
        on_bases = [_on(model, around.system, one, claim) for one in every]
    left: Implied | None = None
    agreeing: tuple[str, ...] = ()
    if not is_relation:
        left = _rest(model, claim, rows, around.system)
    if not is_forward:
        agreeing = _agreeing(model, claim, about)
    basis = model.defaults.of_claim(claim)
    clashing = [] if is_forward else _clashing(reasoner, claim.id, around)
    return ClaimStatus(
        claim.id,
        forecast_outcomes.overall([one.status for one in on_bases]) if on_bases else None,
        tuple(on_bases),
        left,
        agreeing,
        tuple(tuple(label for label in one.labels if label != claim.id) for one in clashing),
        elsewhere=() if is_relation else tuple(_elsewhere(model, claim, around.system, every[1:])),
        across=basis.across,
        told=tuple(_told(model, one) for one in clashing),
        lines=tuple(
            rest.failing_lines_near(reasoner, {name for row in rows for name, _ in row.terms})
        ),
    )


# --- certain, possible, impossible -----------------------------------------------------------


def _on(model: ConstraintModel, system: System, read: ScopeReading, claim: Claim) -> OnBasis:
    scope, rows = read
    judged = rest.judge(system, rows)
    shown: Status = judged
    because = _because(system, rows, judged)
    is_forward = claim.kind in forecast_outcomes.FORWARD
    only_if: tuple[Condition, ...] = ()
    if judged == "possible" and not is_forward:
        only_if = conditions.find(model, system, rows)
    word = naming.scope(scope, model.vocabulary) if scope else ""
    if is_forward:
        came = forecast_outcomes.outcome(model, system, claim, rows, judged)
        shown, because = came.status, forecast_outcomes.by(model, came)
    return OnBasis(scope, shown, only_if, word, because)


def _because(system: System, rows: Sequence[Row], judged: prover.RowStatus) -> tuple[str, ...]:
    """What proves or excludes a relation."""
    if judged == "possible" or any(row.reading is not None for row in rows):
        return ()
    found: set[str] = set()
    for row in rows:
        bounds = prover.implied(system, row.terms)
        for end, because, beyond in (
            (row.interval.low, bounds.low_because, bounds.high_because),
            (row.interval.high, bounds.high_because, bounds.low_because),
        ):
            if end is not None:
                found.update(because if judged == "certain" else beyond)
    return tuple(sorted(found))


# --- what the rest says ----------------------------------------------------------------------


def _rest(
    model: ConstraintModel, claim: Claim, rows: tuple[Row, ...], system: System
) -> Implied | None:
    """What the rest leaves for a claim's figure."""
    if len(rows) != 1 or claim.only_figure is None:
        return None
    bounds = prover.implied(system, rows[0].terms)
    if not rests_on_claims(bounds.because, model):
        return None
    return _shown(model, claim, rows[0], bounds)


def _elsewhere(
    model: ConstraintModel, claim: Claim, system: System, others: Iterable[ScopeReading]
) -> Iterable[OnScope]:
    """What each scope that others state leaves for a plain figure, and whether it fits."""
    for scope, rows in others:
        left = _rest(model, claim, rows, system)
        if left is not None:
            fits = rest.judge(system, rows) != "impossible"
            yield OnScope(scope, naming.scope(scope, model.vocabulary), left, fits)


def _shown(model: ConstraintModel, claim: Claim, row: Row, bounds: Bounds) -> Implied | None:
    """What the rest leaves, in the figure's own units; ends that say little are not told."""
    own, found = row.interval, bounds.interval
    if not rests_on_claims(bounds.low_because, model):
        found = found.to_high()
    if not rests_on_claims(bounds.high_because, model):
        found = found.from_low()
    near = found
    if _is_far(found.low, own.low):
        near = near.to_high()
    if _is_far(found.high, own.high):
        near = near.from_low()
    if near.low is None and near.high is None:
        return None
    story = Story(model, (claim.id,), like=(claim.id,))
    text = interval_words(story, row, near) or story.spell(row.terms[0][0], near)
    figure = claim.readings[0].figure
    return Implied(
        claim.id,
        in_figure_units(figure, row, near) or near,
        text,
        bounds.low_because if near.low is not None else (),
        bounds.high_because if near.high is not None else (),
        bounds.low_exact,
        bounds.high_exact,
    )


def _is_far(end: Fraction | None, own: Fraction | None) -> bool:
    """Tell whether an end is more than twice as much as the claim's own, or less than half."""
    if end is None:
        return True
    return own is not None and not abs(own) / 2 <= abs(end) <= abs(own) * 2


def _agreeing(model: ConstraintModel, claim: Claim, about: Set[Quantity]) -> tuple[str, ...]:
    """Claims of other origins that print the same level and share a value with it."""
    own = _interval(claim)
    if len(about) != 1 or own is None:
        return ()
    (mine,) = about
    origin = whose_word(model.facts)
    found = set()
    for quantity, said in model.printed.items():
        if quantity._replace(scope="") != mine._replace(scope=""):
            continue
        for other in said:
            interval = _interval(other.claim)
            if (
                other.claim.id != claim.id
                and interval is not None
                and interval.meets(own)
                and origin(other.claim) != origin(claim)
            ):
                found.add(other.claim.id)
    return tuple(sorted(found))


def _interval(claim: Claim) -> Interval | None:
    interval = getattr(claim.only_figure, "interval", None)
    return interval if isinstance(interval, Interval) else None


def _clashing(reasoner: Reasoner, name: str, around: Near) -> list[Conflict]:
    """Each conflict that the claim brings about."""
    rows = [row for row in reasoner.whole.rows if row.label == name]
    unknowns = sorted({name for row in rows for name, _ in row.terms})
    system = touching(around.system.joined(*rows), unknowns)
    found: Iterable[Conflict] = reasoner.prove(system, bare=True).conflicts
    if not found and around.conflicts:
        # the rest clashes without it too, and what it clashes with was set aside there
        found = reasoner.near(unknowns).conflicts
    return [one for one in found if not one.rounding and name in one.labels]


def _told(model: ConstraintModel, conflict: Conflict) -> str:
    """Why the claims of a conflict cannot all be right, as the first line of its finding."""
    story = Story(model, conflict.labels, conflict.cases, outscaled=True)
    one_basis = bool(bases.special(model, conflict))
    return sentence(capital(headline(story, conflict, "", one_basis)))
