"""Findings from what reasoning found: conflicts in words, readings, notes, stale exceptions."""

from collections.abc import Iterable, Sequence

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.basis import BasisReading, Trial
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, own_of
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.diagnosis import error_localization
from cloudkb.check.diagnosis.compilation import LastDigit
from cloudkb.check.diagnosis.disputes import Dispute
from cloudkb.check.diagnosis.error_localization import Ranked, parts
from cloudkb.check.diagnosis.reasoner import Diagnosis, Reasoner
from cloudkb.check.explanation.card_style import CardStyle, print_unit
from cloudkb.check.explanation.finding import finding
from cloudkb.check.explanation.story import Story
from cloudkb.check.explanation.subject import subject
from cloudkb.check.relations.formula import IDENTITY as FORMULA
from cloudkb.check.solver.problem import Conflict
from cloudkb.figures.printing import print_styled
from cloudkb.model import (
    Accepted,
    Amount,
    Change,
    Claim,
    Finding,
    Implied,
    Place,
    Related,
    RuleName,
    Severity,
    Step,
    Suspect,
)
from cloudkb.words import unit_text


def findings(reasoner: Reasoner, found: Diagnosis) -> tuple[Finding, ...]:
    """All open findings, sorted by place."""
    model = reasoner.model
    explained = [conflict(model, one) for one in found.conflicts]
    explained += [none_fits(model, one) for one in found.readings if _fits_none(one)]
    explained += [reads_as(model, one) for one in found.readings if _fits_one(one)]
    explained += remaining_readings(model, found)
    explained += [last_digit(model, one) for one in reasoner.last_digits]
    unsigned = [(pending.said, pending.lower) for pending in model.pending]
    explained += unsigned_bases(model, (*unsigned, *model.unsigned))
    explained += unsigned_divisors(model)
    explained += idle_formulas(model)
    return tuple(sorted(explained, key=order))


def order(finding: Finding) -> tuple[object, ...]:
    """Findings stand by file, line and column."""
    return (*finding.place[:3], finding.rule, finding.message, finding.claims)


def accepted(reasoner: Reasoner, disputes: Iterable[Dispute]) -> tuple[Accepted, ...]:
    """The findings that exceptions silence."""
    silenced: list[Accepted] = []
    for dispute in disputes:
        explained = [conflict(reasoner.model, one) for one in dispute.conflicts]
        explained += [none_fits(reasoner.model, one) for one in dispute.readings]
        silenced += [Accepted(one, dispute.exception) for one in sorted(explained, key=order)]
    return tuple(silenced)


# --- conflicts -----------------------------------------------------------------------------


def conflict(model: ConstraintModel, found: Conflict) -> Finding:
    """A proved contradiction, graded: an error, a warning where it takes a reading, or a note."""
    rule, severity = grade(found)
    # of figures that were only cut off none is suspect
    ranked = () if found.rounding else error_localization.rank(model, found.suspects)
    return finding(
        found,
        model,
        [_suspect(model, one) for one in ranked],
        rule,
        severity,
        tied=error_localization.tied(ranked),
    )


def grade(found: Conflict) -> tuple[RuleName, Severity]:
    """The lowest of what rounding and the basis make of it."""
    if found.rounding:
        return "rounding", "note"
    return ("basis-conflict", "warning") if found.same_basis else ("conflict", "error")


def _suspect(model: ConstraintModel, ranked: Ranked) -> Suspect:
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


def _about(ranked: Ranked) -> str:
    row = ranked.candidate.row
    return row.terms[0][0] if row is not None and len(row.terms) == 1 else ""


def _spelled(model: ConstraintModel, claim: Claim, ranked: Ranked) -> str:
    assert ranked.printed is not None
    reading, metric = claim.readings[0], model.vocabulary.metrics[claim.metric or ""]
    assert isinstance(reading.figure, Amount | Change)
    unit = print_unit(reading.figure)
    unit = (unit[0] or unit_text(metric.unit, metric.measure, metric.per), unit[1])
    told = CardStyle([claim], ()).of(unit, ranked.printed, own=True)
    changes = isinstance(reading.figure, Change)
    least = -1 if unit[0] == "relative" else None if changes or metric.negative else 0
    return print_styled(ranked.printed, told, signed=changes, floor=least)


# --- readings of a basis nobody stated -----------------------------------------------------


def _fits_none(reading: BasisReading) -> bool:
    return bool(reading.trials) and not reading.fitting


def _fits_one(reading: BasisReading) -> bool:
    return len(reading.trials) > 1 and len(reading.fitting) == 1


def none_fits(model: ConstraintModel, reading: BasisReading) -> Finding:
    """A group that fits no basis it was tested on: what it fails on in each."""
    explained = [conflict(model, trial.conflicts[0]) for trial in reading.trials]
    single = _alone(model, reading)
    if len(explained) == 1:
        return explained[0]._replace(steps=(*explained[0].steps, *single))
    first = explained[0]
    tried = [_scope(model, trial) for trial in reading.trials]
    return first._replace(
        message=f"{_group(model, reading)} fits no basis it could stand on: {_list(tried)}",
        claims=_union(one.claims for one in explained),
        identities=_union(one.identities for one in explained),
        related=tuple(dict.fromkeys(each for one in explained for each in one.related)),
        steps=(*_by_scope(model, reading.trials, explained), *single),
        hint="If the figure stands on another basis, give it a `scope` of its own; if it stands "
        "on one of these, a figure is wrong.",
    )


def reads_as(model: ConstraintModel, reading: BasisReading) -> Finding:
    """A group that fits exactly one of the bases it was tested on."""
    failed = [trial for trial in reading.trials if trial.conflicts]
    explained = [conflict(model, trial.conflicts[0]) for trial in failed]
    claims = _of_group(model, reading)
    scope = reading.fitting[0]
    others = _list([f"“{_scope(model, trial)}”" for trial in failed], "or")
    name = naming.basis(scope, model.vocabulary)
    related = dict.fromkeys(each for one in explained for each in one.related)
    return Finding(
        "reads-as",
        "note",
        f"{_group(model, reading)} states no basis and reads as “{name}”, not as {others}",
        _place(claims[0]) if claims else explained[0].place,
        hint=f"if the source says so, write it: scope: {scope}",
        claims=_union([[claim.id for claim in claims], *(one.claims for one in explained)]),
        identities=_union(one.identities for one in explained),
        related=tuple(related),
        steps=_by_scope(model, failed, explained),
    )


def remaining_readings(model: ConstraintModel, found: Diagnosis) -> list[Finding]:
    """For each text with several readings, those that hold with the rest, when not all do."""
    conflicting = {label for one in found.conflicts for label in one.labels}
    explained = []
    for label, places in sorted(found.outcome.readings.items()):
        claim = model.claims.get(label)
        if claim is None or label in conflicting or not 0 < len(places) < len(claim.readings):
            continue
        left = naming.listed([naming.clipped(claim.readings[place].text) for place in places], "or")
        others = [
            naming.clipped(reading.text)
            for place, reading in enumerate(claim.readings)
            if place not in places
        ]
        explained.append(
            Finding(
                "reads-as",
                "note",
                f"{subject([claim], model.vocabulary)}: of its readings only {left} holds with "
                f"the rest, not {naming.listed(others, 'or')}",
                _place(claim),
                hint=f"if the source bears it out, write it: figure: {left}",
                claims=(label,),
                next_command=f"cloudkb show {label}",
            )
        )
    return explained


def _by_scope(
    model: ConstraintModel, trials: Sequence[Trial], explained: Sequence[Finding]
) -> tuple[Step, ...]:
    steps: list[Step] = []
    for trial, one in zip(trials, explained, strict=True):
        steps.append(Step("basis", f"As {_scope(model, trial)}:", sources=one.claims))
        steps += [step for step in one.steps if step.kind not in _SAID_ONCE]
    return tuple(steps)


_SAID_ONCE = ("same-basis", "suspects", "implied")
"""Steps of a trial that its heading or the whole finding says."""


def _alone(model: ConstraintModel, reading: BasisReading) -> tuple[Step, ...]:
    """Which claim of a group reads as which, where that helps."""
    fitting: list[str] = []
    for claim, scopes in sorted(reading.single.items()):
        if scopes:
            words = _list([naming.scope(scope, model.vocabulary) for scope in scopes], "or")
            fitting.append(f"{claim} reads as {words}")
    if not fitting:
        return ()
    return (Step("basis", f"One by one: {'; '.join(fitting)}.", sources=tuple(reading.single)),)


def _group(model: ConstraintModel, reading: BasisReading) -> str:
    group = reading.group
    about = Quantity(group.entity, group.metric, group.within)
    words = naming.quantity(about, model.vocabulary)
    document = model.facts.documents.get(own_of(group.basis))
    return f"{words} in {naming.title(document)}" if document is not None else words


def _of_group(model: ConstraintModel, reading: BasisReading) -> list[Claim]:
    group = reading.group
    return [
        claim
        for _, claim in sorted(model.claims.items())
        if (claim.entity, claim.metric, claim.within or "") == group[:3]
        and model.scope_of(claim) == group.basis
    ]


def _scope(model: ConstraintModel, trial: Trial) -> str:
    return naming.basis(trial.scope, model.vocabulary)


def _list(words: Sequence[str], last: str = "and") -> str:
    return naming.listed(words, last)


# --- notes ---------------------------------------------------------------------------------


def last_digit(model: ConstraintModel, pair: LastDigit) -> Finding:
    """Two prints that differ by one last digit: one was rounded and the other cut."""
    one, other = sorted(pair, key=lambda claim: (claim.place[:3], claim.id))
    prints = " and ".join(naming.clipped(claim.readings[0].text) for claim in (one, other))
    return Finding(
        "last-digit",
        "note",
        f"{subject([one, other], model.vocabulary)}: {prints} are one figure printed twice, "
        "one last digit apart; both count as cut, not rounded",
        _place(other),
        hint="if one of them restates the other, let it say so: supersedes",
        claims=(one.id, other.id),
        related=tuple(
            Related(_place(claim), claim.id, naming.clipped(claim.readings[0].text))
            for claim in (one, other)
        ),
    )


def unsigned_bases(
    model: ConstraintModel, unsigned: Iterable[tuple[Said, Quantity]]
) -> list[Finding]:
    """Changes in percent that nothing can be made of, one note a claim."""
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
    whose = "that base, or of the value itself," if small else "that base"
    return Finding(
        "unsigned-base",
        "note",
        f"{naming.clipped(claim.readings[0].text)} is a change over "
        f"{naming.quantity(lower, model.vocabulary)}, which {'is' if negative else 'may be'} "
        "negative: not reasoned on",
        _place(claim),
        hint="a percentage of a loss says nothing: enter the two values"
        if negative
        else f"a print of {whose} would settle its sign",
        claims=(claim.id,),
    )


def unsigned_divisors(model: ConstraintModel) -> list[Finding]:
    """Formulas that divide by what may be negative, one note each: where they do not hold."""
    without: dict[str, list[tuple[str, str]]] = {}
    for label, unknown in model.divisors:
        without.setdefault(model.identities[label].name, []).append((label, unknown))
    found = []
    for formula in model.vocabulary.formulas:
        places = without.get(f"{FORMULA.name}:{formula.id}", [])
        if not places:
            continue
        label, unknown = min(places)
        story = Story(model, ())
        variable = story.variable(unknown)
        what = (
            naming.quantity(variable.quantity, model.vocabulary)
            if variable.kind == "quantity"
            else f"{variable.value} ({naming.quantity(variable.quantity, model.vocabulary)})"
        )
        more = f", and in {len(places) - 1} more places" if len(places) > 1 else ""
        found.append(
            Finding(
                "unsigned-base",
                "note",
                f"{formula.id} divides by {what}, which may be negative: not reasoned on "
                f"there{more}",
                formula.place,
                hint="a print of what it divides by would settle its sign",
                identities=(label,),
            )
        )
    return found


def idle_formulas(model: ConstraintModel) -> list[Finding]:
    """Formulas that hold nowhere in the base, since nobody speaks of two of their quantities."""
    formed = {instance.ready.formula.id for instance in model.instances}
    return [
        Finding(
            "idle-formula",
            "note",
            f"{formula.id} checks nothing: no two of its quantities are of one entity and period",
            formula.place,
            hint="enter the figures it ties, or take it out until there are some",
        )
        for formula in model.vocabulary.formulas
        if formula.id not in formed
    ]


def stale_exception(model: ConstraintModel, dispute: Dispute, fitting: Sequence[str]) -> Finding:
    """An exception whose doubted claim can be put back without any complaint.

    `fitting` are the identities it may name: with none or several it doubts nothing.
    """
    exception = dispute.exception
    if ":" in exception.doubt and len(fitting) != 1:
        fits = f"{len(fitting)} identities begin with" if fitting else "no identity is called"
        return Finding(
            "unknown-name",
            "error",
            f"{fits} {naming.clipped(exception.doubt)}",
            exception.place,
            hint=f"name one whole: {fitting[0]}"
            if fitting
            else "take the name from the finding it is to settle: with calendar-sum:…",
            claims=exception.claims,
        )
    whose = "identity" if fitting else "claim"
    return Finding(
        "stale-exception",
        "warning",
        f"nothing disagrees with {naming.clipped(exception.doubt)} any more: "
        "the exception is not needed",
        exception.place,
        hint=f"take the exception out, so that the {whose} counts again",
        claims=exception.claims,
        related=tuple(
            Related(_place(model.claims[name]), name)
            for name in exception.claims
            if name in model.claims
        ),
    )


def _place(claim: Claim) -> Place:
    return claim.figure_place or claim.place


def _union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({name for group in groups for name in group}))
