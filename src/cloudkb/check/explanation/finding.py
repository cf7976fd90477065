"""A proved conflict told whole: what cannot be, who says what, why, who is suspect, what to do."""

from collections.abc import Sequence

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.explanation import alike, bases, ending
from cloudkb.check.explanation.context import ProofContext
from cloudkb.check.explanation.cycles import Cycles
from cloudkb.check.explanation.headline import headline
from cloudkb.check.explanation.linear import Sums
from cloudkb.check.explanation.punctuation import in_a_row
from cloudkb.check.explanation.related import related
from cloudkb.check.explanation.story import Story
from cloudkb.check.explanation.suspects import explain, hint
from cloudkb.check.solver.problem import Case, Clash, Conflict, Sum
from cloudkb.language import worded
from cloudkb.model import Claim, Finding, Step, Suspect

_CASES = 4
"""Readings told one by one; beyond it they are counted."""


def finding(
    conflict: Conflict,
    model: ConstraintModel,
    suspects: Sequence[Suspect],
    *,
    tied: int = 1,
) -> Finding:
    """The finding of a proved conflict.

    `suspects` are ranked, best first; the first `tied` of them score alike, so that the
    figures alone cannot tell between them. At least one claim takes part in a conflict.
    """
    first = suspects[0].name if suspects else ""
    centre = model.claims.get(first) or _last(model, conflict)
    story = Story(model, conflict.labels, conflict.cases, like=[centre.id], outscaled=True)
    rule, severity = bases.gravity(model, conflict)
    special = bases.special(model, conflict)
    return Finding(
        rule,
        severity,
        headline(story, conflict, first, bool(special)),
        centre.figure_place or centre.place,
        hint(story, conflict, suspects, tied, special),
        tuple(label for label in conflict.labels if label in model.claims),
        tuple(story.identities),
        tuple(suspects),
        related(story),
        (
            *_proofs(story, conflict, first),
            *explain(story, conflict, suspects, tied),
            *(alike.explain(story, suspects) if conflict.alone else ()),
        ),
        conflict.strain,
        f"cloudkb show {_typed(model, centre)}",
        tied=tied if conflict.alone else 0,
    )


def _last(model: ConstraintModel, conflict: Conflict) -> Claim:
    """The last claim by name, whatever the order of the files."""
    return model.claims[max(label for label in conflict.labels if label in model.claims)]


def _typed(model: ConstraintModel, claim: Claim) -> str:
    """How a claim's name is typed: short when no other document has the same."""
    short = claim.id.removeprefix(f"{claim.document}/")
    return short if model.short_names.get(short, 0) <= 1 else claim.id


def _proofs(story: Story, conflict: Conflict, first: str) -> list[Step]:
    """The steps of the only case, or a line for each reading."""
    steps = bases.default_steps(story)
    if len(conflict.cases) == 1 and not conflict.cases[0].readings:
        return [*steps, *_case(story, conflict.cases[0], conflict, first)]
    for case in conflict.cases[:_CASES]:
        steps_of_case = _case(story, case, conflict, first)
        read = [
            worded(
                "{claim} as {reading}",
                claim=story.label(label),
                reading=naming.printed(story.model.claims[label].readings[number]),
            )
            for label, number in case.readings
            if label in story.model.claims
        ]
        sources = sorted({source for step in steps_of_case for source in step.sources})
        told = in_a_row(step.text for step in steps_of_case)
        text = worded("Reading {read}: {told}", read=worded(" and ").join(read), told=told)
        last = steps_of_case[-1]
        steps.append(Step("reading", text, last.quantity, last.interval, tuple(sources)))
    left = len(conflict.cases) - _CASES
    if left > 0:
        text = worded("The other {number} readings clash as well.", number=left)
        steps.append(Step("reading", text))
    return steps


def _case(story: Story, case: Case, conflict: Conflict, first: str) -> list[Step]:
    end = case.proof.end
    if isinstance(end, Clash):
        return ending.explain(ProofContext(story, case.proof.steps), end, conflict.strain)
    if isinstance(end, Sum):
        return Sums(story, case.proof, conflict.strain, first).explain()
    return Cycles(story, case.proof, conflict.strain, first).explain()
