"""Findings from what reasoning found: conflicts in words, readings, notes, stale exceptions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.formula_words import part_words
from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.diagnosis import error_localization
from cloudkb.check.diagnosis.compilation import LastDigit
from cloudkb.check.diagnosis.disputes import Dispute
from cloudkb.check.diagnosis.error_localization import RankedSuspect, parts
from cloudkb.check.diagnosis.reasoner import Diagnosis, Reasoner
from cloudkb.check.explanation import bases
from cloudkb.check.explanation.card_style import CardStyle, print_unit
from cloudkb.check.explanation.failing_line import failing_line
from cloudkb.check.explanation.finding import finding
from cloudkb.check.explanation.punctuation import aside
from cloudkb.check.explanation.said_early import said_before_end
from cloudkb.check.explanation.story import Story
from cloudkb.check.explanation.subject import subject
from cloudkb.check.relations.formula import IDENTITY as FORMULA
from cloudkb.check.solver.problem import Conflict
from cloudkb.figures.printing import print_styled
from cloudkb.language import marked, worded
from cloudkb.model import (
    Accepted,
    Amount,
    Change,
    Claim,
    Finding,
    Formula,
    Implied,
    Place,
    Related,
    Suspect,
    Vocabulary,
)
from cloudkb.words import few, unit_text

_CLAIMS = 3
"""Claims named behind a message that another finding has, too."""


def of_conflicts(reasoner: Reasoner, found: Diagnosis) -> tuple[Finding, ...]:
    """The open findings that are proved contradictions, sorted by place."""
    told = list(conflict_findings(reasoner, found).values())
    return tuple(sorted(with_claims_named(told), key=order))


def conflict_findings(reasoner: Reasoner, found: Diagnosis) -> dict[int, Finding]:
    """What is told of each conflict, by what it is in memory; told before, it is not worded again.

    The conflicts are to be kept for as long as it is asked for.
    """
    told = reasoner.remembered_findings()
    return {
        id(one): told[id(one)] if id(one) in told else conflict(reasoner.model, one)
        for one in found.conflicts
    }


def open_findings(
    reasoner: Reasoner, found: Diagnosis, of_conflicts: Mapping[int, Finding]
) -> list[Finding]:
    """All open findings but those of `unsigned_divisors`, in no order; some may read the same."""
    model = reasoner.model
    told = [of_conflicts[id(one)] for one in found.conflicts]
    told += [failing_line(model, line) for line in found.lines]
    told += remaining_readings(model, found)
    told += [last_digit(model, one) for one in reasoner.last_digits]
    unsigned = [(pending.said, pending.lower) for pending in model.pending]
    told += unsigned_bases(model, (*unsigned, *model.unsigned))
    told += idle_formulas(model)
    told += bases.notes(model)
    told += said_before_end(model)
    return told


def with_claims_named(explained: Sequence[Finding]) -> list[Finding]:
    """Findings that read the same are of other claims, which they then name."""
    times = Counter(one.message for one in explained)
    named = Counter((one.message, few(one.claims, _CLAIMS)) for one in explained)
    told = []
    for one in explained:
        claims = few(one.claims, _CLAIMS)
        if named[one.message, claims] > 1:
            claims = worded(", ", "、").join(one.claims)
        alone = times[one.message] == 1 or not claims
        told.append(one if alone else one._replace(message=one.message + aside(claims)))
    return told


def order(finding: Finding) -> tuple[object, ...]:
    """Findings stand by file, line and column."""
    return (*finding.place[:3], finding.rule, finding.message, finding.claims)


def accepted(reasoner: Reasoner, disputes: Iterable[Dispute]) -> tuple[Accepted, ...]:
    """The findings that exceptions silence."""
    silenced: list[Accepted] = []
    for dispute in disputes:
        explained = [conflict(reasoner.model, one) for one in dispute.conflicts]
        silenced += [Accepted(one, dispute.exception) for one in sorted(explained, key=order)]
    return tuple(silenced)


# --- conflicts -----------------------------------------------------------------------------


def conflict(model: ConstraintModel, found: Conflict) -> Finding:
    """A proved contradiction, graded by what others state, and by rounding."""
    # of figures that were only cut off none is suspect
    ranked = () if found.rounding else error_localization.rank(model, found.suspects)
    return finding(
        found,
        model,
        [_suspect(model, one) for one in ranked],
        tied=error_localization.tied(ranked),
    )


def _suspect(model: ConstraintModel, ranked: RankedSuspect) -> Suspect:
    label = ranked.candidate.label
    slip = "" if ranked.slip is None else ranked.slip.description
    implied = None
    claim = model.claims.get(label)
    if claim is not None and ranked.printed is not None and ranked.candidate.implied is not None:
        bounds = ranked.candidate.implied
        implied = Implied(
            _about(ranked),
            ranked.printed,
            _spelled(model, claim, ranked),
            bounds.low_because,
            bounds.high_because,
            bounds.low_exact,
            bounds.high_exact,
            parts(ranked.candidate, claim.readings[0].figure),
        )
    return Suspect(label, label not in model.claims, slip, implied)


def _about(ranked: RankedSuspect) -> str:
    row = ranked.candidate.row
    return row.terms[0][0] if row is not None and len(row.terms) == 1 else ""


def _spelled(model: ConstraintModel, claim: Claim, ranked: RankedSuspect) -> str:
    assert ranked.printed is not None
    reading, metric = claim.readings[0], model.vocabulary.metrics[claim.metric or ""]
    assert isinstance(reading.figure, Amount | Change)
    unit = print_unit(reading.figure)
    unit = (unit[0] or unit_text(metric.unit, metric.measure, metric.per), unit[1])
    told = CardStyle([claim], ()).of(unit, ranked.printed, own=True)
    changes = isinstance(reading.figure, Change)
    least = -1 if unit[0] == "relative" else None if changes or metric.negative else 0
    return print_styled(ranked.printed, told, signed=changes, floor=least)


# --- texts with several readings ------------------------------------------------------------


def remaining_readings(model: ConstraintModel, found: Diagnosis) -> list[Finding]:
    """For each text with several readings, those that hold with the rest, when not all do."""
    conflicting = {label for one in found.conflicts for label in one.labels}
    explained = []
    for label, places in sorted(found.outcome.readings.items()):
        claim = model.claims.get(label)
        if claim is None or label in conflicting or not 0 < len(places) < len(claim.readings):
            continue
        left = naming.listed([naming.printed(claim.readings[place]) for place in places], "or")
        written = [naming.clipped(claim.readings[place].text) for place in places]
        others = [
            naming.printed(reading)
            for place, reading in enumerate(claim.readings)
            if place not in places
        ]
        explained.append(
            Finding(
                "one-reading",
                "note",
                worded(
                    "{about}: of its readings only {left} holds with the rest, not {others}",
                    about=subject([claim], model.vocabulary),
                    left=left,
                    others=naming.listed(others, "or"),
                ),
                _place(claim),
                hint=worded(
                    "if the source bears it out, write it: figure: {left}",
                    left=naming.listed(written, "or"),
                ),
                claims=(label,),
                next_command=f"cloudkb show {label}",
            )
        )
    return explained


# --- notes ---------------------------------------------------------------------------------


def last_digit(model: ConstraintModel, pair: LastDigit) -> Finding:
    """Two prints that differ by one last digit: one was rounded and the other cut."""
    one, other = sorted(pair, key=lambda claim: (claim.place[:3], claim.id))
    prints = [naming.printed(claim.readings[0]) for claim in (one, other)]
    return Finding(
        "last-digit",
        "note",
        worded(
            "{about}: {prints} are one figure printed twice, one last digit apart; both count as "
            "cut, not rounded",
            about=subject([one, other], model.vocabulary),
            prints=naming.listed(prints),
        ),
        _place(other),
        hint=worded("if one of them restates the other, let it say so: supersedes"),
        claims=(one.id, other.id),
        related=tuple(
            Related(_place(claim), claim.id, naming.printed(claim.readings[0]))
            for claim in (one, other)
        ),
    )


def unsigned_bases(
    model: ConstraintModel, unsigned: Iterable[tuple[Said, Quantity]]
) -> list[Finding]:
    """Changes in percent that say nothing of the values, one note a claim."""
    lowers: dict[str, tuple[Claim, Quantity]] = {}
    for said, lower in unsigned:
        lowers.setdefault(said.claim.id, (said.claim, lower))
    return [_unsigned(model, claim, lower) for _, (claim, lower) in sorted(lowers.items())]


def _unsigned(model: ConstraintModel, claim: Claim, lower: Quantity) -> Finding:
    known = [
        said.figure.interval.high
        for said in model.printed.get(lower, ())
        if isinstance(said.figure, Amount)
    ]
    negative = any(high is not None and high <= 0 for high in known)
    figure = claim.readings[0].figure
    value = figure.value if isinstance(figure, Change) else None
    small = value is not None and abs(value) < 1
    settles = marked(
        "a print of that base, or of the value itself, would settle its sign"
        if small
        else "a print of that base would settle its sign"
    )
    of_a_loss = marked("a percentage of a loss says nothing: enter the two values")
    return Finding(
        "unsigned-base",
        "note",
        worded(
            "{figure} is a change over {base}, which is negative: held against other claims of "
            "that change, not against the figures"
            if negative
            else "{figure} is a change over {base}, which may be negative: held against other "
            "claims of that change, not against the figures",
            figure=naming.printed(claim.readings[0]),
            base=naming.quantity(lower, model.vocabulary),
        ),
        _place(claim),
        hint=worded(of_a_loss if negative else settles),
        claims=(claim.id,),
    )


class Divided(NamedTuple):
    """Where a formula divides by what may be negative."""

    formula: Formula
    first: tuple[str, str]
    """The label and the unknown divided by."""
    what: str
    """What is divided by, there."""
    places: int
    """How many there are."""


def unsigned_divisions(model: ConstraintModel) -> tuple[Divided, ...]:
    """The formulas that divide by what may be negative."""
    without: dict[str, list[tuple[str, str]]] = {}
    for label, unknown in model.divisors:
        without.setdefault(model.identities[label].name, []).append((label, unknown))
    found = []
    for formula in model.vocabulary.formulas:
        places = without.get(f"{FORMULA.name}:{formula.id}", [])
        if not places:
            continue
        _, unknown = first = min(places)
        story = Story(model, ())
        variable = story.variable(unknown)
        what = (
            naming.quantity(variable.quantity, model.vocabulary)
            if variable.kind == "quantity"
            else _part_of(variable, model.vocabulary)
        )
        found.append(Divided(formula, first, what, len(places)))
    return tuple(found)


def unsigned_divisors(every: Iterable[Divided]) -> list[Finding]:
    """One note a formula that divides by what may be negative: where it does not hold."""
    of_formula: dict[str, list[Divided]] = {}
    for one in every:
        of_formula.setdefault(one.formula.id, []).append(one)
    return [_undivided(places) for places in of_formula.values()]


def _undivided(places: Sequence[Divided]) -> Finding:
    first = min(places, key=lambda one: one.first)
    number = sum(one.places for one in places)
    more = ""
    if number > 1:
        more = worded(", and in {number} more places", number=number - 1)
    return Finding(
        "unsigned-base",
        "note",
        worded(
            "{formula} divides by {what}, which may be negative: not reasoned on there{more}",
            formula=first.formula.id,
            what=first.what,
            more=more,
        ),
        first.formula.place,
        hint=worded("a print of what it divides by would settle its sign"),
        identities=(first.first[0],),
    )


def _part_of(variable: VariableMeaning, vocabulary: Vocabulary) -> str:
    """What a formula divides by and has no name, with where that is."""
    assert variable.part is not None
    told = part_words(variable.part, vocabulary)
    return told + aside(naming.quantity(variable.quantity, vocabulary))


def idle_formulas(model: ConstraintModel) -> list[Finding]:
    """Formulas that hold nowhere in the base, since nobody speaks of two of their quantities."""
    formed = {instance.ready.formula.id for instance in model.instances}
    return [
        Finding(
            "idle-formula",
            "note",
            worded(
                "{formula} checks nothing: no two of its quantities are of one entity and period",
                formula=formula.id,
            ),
            formula.place,
            hint=worded("enter the figures it ties, or take it out until there are some"),
        )
        for formula in model.vocabulary.formulas
        if formula.id not in formed
    ]


def stale_exception(model: ConstraintModel, dispute: Dispute, fitting: Sequence[str]) -> Finding:
    """An exception whose doubted claim can be put back without any complaint.

    `fitting` are the identities it may name: with none or several it doubts nothing.
    """
    exception = dispute.exception
    if exception.doubt.startswith(_SAME_BASIS):
        return _same_basis(model, dispute)
    if ":" in exception.doubt and len(fitting) != 1:
        name = naming.clipped(exception.doubt)
        if fitting:
            number = len(fitting)
            text = worded("{number} identities begin with {name}", number=number, name=name)
            todo = worded("name one whole: {name}", name=fitting[0])
        else:
            text = worded("no identity is called {name}", name=name)
            todo = worded("take the name from the finding it is to settle: with calendar-sum:…")
        return Finding(
            "unknown-name", "error", text, exception.place, hint=todo, claims=exception.claims
        )
    return Finding(
        "stale-exception",
        "warning",
        worded(
            "nothing disagrees with {name} any more: the exception is not needed",
            name=naming.clipped(exception.doubt),
        ),
        exception.place,
        hint=worded(
            "take the exception out, so that the identity counts again"
            if fitting
            else "take the exception out, so that the claim counts again"
        ),
        claims=exception.claims,
        related=tuple(
            Related(_place(model.claims[name]), name)
            for name in exception.claims
            if name in model.claims
        ),
    )


_SAME_BASIS = "same-basis:"
"""What an older edition called the reading of a basis nobody states."""


def _same_basis(model: ConstraintModel, dispute: Dispute) -> Finding:
    """An exception of an older edition, which doubts that plain figures share a basis."""
    exception = dispute.exception
    named = [model.claims[name] for name in exception.claims if name in model.claims]
    plain = next((claim.id for claim in named if not model.scope_of(claim)), "")
    return Finding(
        "unknown-name",
        "error",
        worded(
            "{name}: figures without a scope share one basis, and that cannot be doubted",
            name=naming.clipped(exception.doubt),
        ),
        exception.place,
        hint=worded(
            "give {claim} a `scope`, and take the exception out; or write doubt: {name}",
            claim=plain or worded("the claim that means another definition"),
            name=plain or worded("and its name"),
        ),
        claims=exception.claims,
    )


def _place(claim: Claim) -> Place:
    return claim.figure_place or claim.place
