"""On what basis the figures of a conflict stand, and how grave that makes it.

Claims without a scope share one basis, so that those that clash are an error. Where somebody states
a special scope for one of their quantities, another definition is about, and what prints no
scope may mean that: a warning. Claims of one document mean one thing and stay an error.
"""

from collections.abc import Iterable

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Conflict, unknowns
from cloudkb.defaults import where
from cloudkb.language import worded
from cloudkb.model import Claim, Finding, RuleName, Severity, Step

BASIS = "basis"
"""The kind of step that says what rests on a default."""


def gravity(model: ConstraintModel, found: Conflict) -> tuple[RuleName, Severity]:
    """What rounding, the scopes that others state, and what is only assumed make of a conflict."""
    if found.rounding:
        return "rounding", "note"
    if special(model, found):
        return "basis-conflict", "warning"
    if not model.assumed.keys().isdisjoint(found.labels):
        return "conflict", "warning"
    return "conflict", "error"


def special(model: ConstraintModel, found: Conflict) -> tuple[str, ...]:
    """The special scopes that claims state for plain quantities of a conflict, by name."""
    claims = [model.claims[label] for label in found.labels if label in model.claims]
    if len({claim.document for claim in claims}) < 2:
        return ()
    scopes = (model.special.get(_key(one), frozenset()) for one in _plain(model, found))
    return tuple(sorted(frozenset().union(*scopes)))


def _plain(model: ConstraintModel, found: Conflict) -> Iterable[Quantity]:
    names = {
        name
        for case in found.cases
        for constraint in case.proof.constraints()
        for name in unknowns(constraint)
    }
    for name in sorted(names):
        variable = model.variables.get(name)
        if variable is not None and variable.kind != "said":
            for quantity in (variable.quantity, variable.lower):
                if quantity is not None and not quantity.scope:
                    yield quantity


def _key(quantity: Quantity) -> Quantity:
    return quantity._replace(scope="", currency="")


def default_steps(story: Story) -> list[Step]:
    """Which claims rest on a default, and where it stands: a step for each default."""
    spoken = {quantity.scope for quantity in story.quantities}
    resting: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(story.claims, key=lambda claim: claim.id):
        for basis in dict.fromkeys(story.model.defaults.of_steps(claim)):
            if basis.by_default is not None and basis.scope in spoken:
                resting.setdefault((basis.scope, where(basis.by_default)), []).append(claim)
    return [
        Step(
            BASIS,
            worded(
                "{claims} stands on {basis}." if len(claims) == 1 else "{claims} stand on {basis}.",
                claims=naming.listed([story.label(claim.id) for claim in claims]),
                basis=by_default(story.model, scope, at),
            ),
            sources=tuple(sorted(claim.id for claim in claims)),
        )
        for (scope, at), claims in sorted(resting.items())
    ]


def by_default(model: ConstraintModel, scope: str, at: str) -> str:
    """`“restated” by default, facts/scopes.yaml:9`."""
    return worded("“{basis}” by default, {at}", basis=naming.basis(scope, model.vocabulary), at=at)


# --- notes ---------------------------------------------------------------------------------


def notes(model: ConstraintModel) -> list[Finding]:
    """Steps left out between two bases, defaults that cover nothing, scopes nobody explains."""
    return [*_across(model), *_idle(model), *_unsourced(model)]


def _across(model: ConstraintModel) -> Iterable[Finding]:
    steps: dict[str, list[tuple[Quantity, Quantity]]] = {}
    for said, before, after in model.across:
        steps.setdefault(said.claim.id, []).append((before, after))
    for name, left_out in sorted(steps.items()):
        claim = model.claims.get(name)
        if claim is None:
            claim = next(said.claim for said, *_ in model.across if said.claim.id == name)
        steps_told = [
            worded("from {before} to {after}", before=one.period, after=other.period)
            for one, other in left_out
        ]
        yield Finding(
            "across-bases",
            "note",
            worded(
                "{figure} over {period}: the step {steps} leads from one basis to another, and is "
                "left out"
                if len(left_out) == 1
                else "{figure} over {period}: the steps {steps} lead from one basis to another, "
                "and are left out",
                figure=naming.printed(claim.readings[0]),
                period=claim.period.text,
                steps=naming.listed(steps_told),
            ),
            claim.figure_place or claim.place,
            hint=worded("if the source compares on one basis, give the claim that `scope`"),
            claims=(name,),
        )


def _idle(model: ConstraintModel) -> Iterable[Finding]:
    if not model.defaults:
        return
    resting = {
        basis.scope
        for claim in model.facts.claims
        if claim.readings
        for basis in model.defaults.of_steps(claim._replace(scope=None))
        if basis.by_default is not None
    }
    for name, scope in sorted(model.vocabulary.scopes.items()):
        if scope.default is not None and name not in resting:
            yield Finding(
                "idle-default",
                "note",
                worded("no figure lies in what {name} is the default for", name=name),
                scope.default.place,
                hint=worded(
                    "see whether of, metrics and the days are what was meant; else take "
                    "default_for out"
                ),
            )


def _unsourced(model: ConstraintModel) -> Iterable[Finding]:
    stated = {claim.scope for claim in model.facts.claims}
    for name, scope in sorted(model.vocabulary.scopes.items()):
        if name in stated and scope.default is None and not (scope.means and scope.stated_in):
            yield Finding(
                "unsourced-scope",
                "note",
                worded("no document is named that states what {name} means", name=name),
                scope.place,
                hint=worded("add stated_in: the document in which the definition stands"),
            )
