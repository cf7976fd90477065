"""From facts to a model: which claims take part, on which basis, as rounded or as cut.

Observations and estimates compile. Forecasts, targets, opinions and sentences do not, nor does
what another claim supersedes.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check import relations
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.copies import origins, replaced
from cloudkb.check.constraints.prints import is_rounded
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.subjects import Said, Subjects
from cloudkb.check.constraints.translations import at_any_rate
from cloudkb.check.diagnosis import closing
from cloudkb.check.relations import formula, scope
from cloudkb.check.solver.components import touching
from cloudkb.check.solver.problem import System
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Claim, Facts

_TAKE_PART = ("observation", "estimate")
_TWO = Fraction(2)
_ANY = Interval()

Propagate = Callable[[System], Mapping[str, Interval]]
"""What propagation makes of a system: every unknown's interval."""


class LastDigit(NamedTuple):
    """Two rounded prints of one quantity that differ by one last digit, each by its first claim."""

    one: Claim
    other: Claim


class Compiled(NamedTuple):
    """A model, and what was noticed on the way."""

    model: ConstraintModel
    last_digits: tuple[LastDigit, ...]


def compile_facts(
    facts: Facts,
    bounds: Propagate,
    doubted: Collection[str] = (),
    also: Iterable[str] = (),
    asked: Iterable[Quantity] = (),
) -> Compiled:
    """Compile all claims that take part into a model.

    `bounds` is asked which bases of percentages are positive. `doubted` claims are compiled
    (they may be put back) but do not make others count as cut. `also` names claims that
    compile although they are forecasts or superseded, so that they can be judged. `asked` are
    quantities that identities form around although no claim names them.
    """
    claims = taking_part(facts, also)
    subjects = Subjects(facts, origins(facts))
    last_digits, cut = _last_digits(subjects, claims, frozenset(doubted))
    believed = [one for one in taking_part(facts) if one.id not in doubted]
    every = _said(subjects, claims, cut, at_any_rate(subjects, believed))
    proved = _printed_positive(subjects, every)
    model = _compiled(facts, every, asked, proved)
    while more := _positive(model, bounds) - proved:
        proved |= more
        model = _compiled(facts, every, asked, proved, model)
    return Compiled(model, last_digits)


def taking_part(facts: Facts, also: Iterable[str] = ()) -> list[Claim]:
    """The claims that compile, by name."""
    wanted = frozenset(also)
    history = replaced(facts)
    return sorted(
        (
            claim
            for claim in facts.claims
            if claim.readings
            and claim.metric in facts.vocabulary.metrics
            and (claim.id in wanted or (claim.kind in _TAKE_PART and claim.id not in history))
        ),
        key=lambda claim: claim.id,
    )


def _said(
    subjects: Subjects,
    claims: Iterable[Claim],
    cut: Collection[str],
    converted: Mapping[str, Interval],
) -> list[Said]:
    """The readings of claims, one after the other."""
    metrics = subjects.vocabulary.metrics
    return [
        Said(
            claim,
            metrics[claim.metric or ""],
            reading.figure,
            subjects.scope_of(claim),
            number if len(claim.readings) > 1 else None,
            claim.id in cut,
            converted.get(claim.id),
        )
        for claim in claims
        for number, reading in enumerate(claim.readings)
    ]


def _printed_positive(subjects: Subjects, every: Iterable[Said]) -> frozenset[str]:
    """What may be negative by its metric and is printed as more than nothing."""
    return frozenset(
        subjects.quantity(step, currency=said.figure.currency or "").name
        for said in every
        if isinstance(said.figure, Amount)
        and said.metric.negative
        and said.reading is None
        and said.figure.interval.is_positive()
        for step in subjects.steps(said)
    )


def _compiled(
    facts: Facts,
    every: Iterable[Said],
    asked: Iterable[Quantity],
    proved: frozenset[str],
    before: ConstraintModel | None = None,
) -> ConstraintModel:
    """`before` is a model of the same with less proved: what is named does not hang on that."""
    model = ConstraintModel(facts, origins(facts), proved)
    handlers = relations.claimed()
    for said in every:
        handlers[type(said.figure)](model, said)
    for quantity in asked:
        model.name(quantity, "")
    if before is None:
        _named(model)
    else:
        model.take_names(before)
    for identity in relations.identities():
        identity(model)
    return model


def _named(model: ConstraintModel) -> None:
    """Name what identities need beside what claims name, before they form around it."""
    scope.names(model)
    formula.names(model)
    if closing.names(model):
        scope.names(model)
        formula.names(model)


def _positive(model: ConstraintModel, bounds: Propagate) -> frozenset[str]:
    """The bases and divisors that may be negative by their metric, and can only be positive.

    By their own bounds or by those of what grew from them: with a change strictly between -100 %
    and +100 %, value and base have the same sign.
    """
    unsure = {pending.lower.name for pending in model.pending}
    unsure |= {lower.name for _, lower in model.unsigned}
    unsure |= {unknown for _, unknown in model.divisors}
    if not unsure:
        return frozenset()
    grown = {pending.upper.name for pending in model.pending}
    box = bounds(touching(model.system(), unsure | grown))
    found = {unknown for unknown in unsure if box.get(unknown, _ANY).is_positive()}
    for pending in model.pending:
        low, high = pending.interval.low, pending.interval.high
        if low is None or high is None or low <= 0 or high >= _TWO:
            continue
        if box.get(pending.upper.name, _ANY).is_positive():
            found.add(pending.lower.name)
    return frozenset(found)


def _last_digits(
    subjects: Subjects, claims: list[Claim], doubted: frozenset[str]
) -> tuple[tuple[LastDigit, ...], set[str]]:
    """Pairs of plain prints, at one precision, that are one last digit apart; all who print them.

    However many print the two, they are one pair.
    """
    sharing: dict[tuple[Fraction, tuple[object, ...]], dict[Fraction, list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    roots = origins(subjects.facts)
    for claim in claims:
        figure = claim.only_figure
        if claim.exact or claim.id in doubted:
            continue
        if not isinstance(figure, Amount | Change) or not is_rounded(figure):
            continue
        if claim.period.kind not in ("span", "none"):
            continue
        assert figure.value is not None
        assert figure.unit_step is not None
        document = roots.get(claim.document, claim.document)
        basis = subjects.scope_of(claim)
        undated = document if claim.period.kind == "none" else ""
        base = (figure.base, figure.change_unit) if isinstance(figure, Change) else None
        about = (claim.entity, claim.metric, claim.within, basis, claim.period.text, undated)
        kind = (*about, figure.form, base, figure.currency)
        sharing[figure.unit_step, kind][figure.value].append(claim)
    found, cut = [], set()
    for (step, _), prints in sharing.items():
        for value, claims_of in prints.items():
            others = prints.get(value + step)
            if others is None:
                continue
            # claims come by name
            first = sorted((claims_of[0], others[0]), key=lambda one: one.id)
            found.append(LastDigit(*first))
            cut |= {claim.id for claim in (*claims_of, *others)}
    return tuple(sorted(found, key=lambda pair: (pair.one.id, pair.other.id))), cut
