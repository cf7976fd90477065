"""Each step of a proof told as a journalist would: what leaves what."""

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import is_
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.context import ProofContext
from cloudkb.check.explanation.punctuation import sentence
from cloudkb.check.explanation.sentences import statement
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Narrowing
from cloudkb.language import worded
from cloudkb.model import Step


def explain(context: ProofContext) -> list[Step]:
    """A step for every narrowing that is more than a print."""
    steps: list[Step] = []
    context.previous = None
    for index, one in enumerate(context.steps):
        if context.is_print(index) or _is_plain(context, one):
            continue
        text = sentence(_sentence(context, one))
        name = one.constraint.kind or "relation"
        steps.append(Step(name, text, one.variable, one.interval, context.sources(index)))
        context.previous = index
    return steps


def _is_plain(context: ProofContext, step: Narrowing) -> bool:
    """Tell whether a step only says that what is never negative is not."""
    return (
        step.interval.low == 0
        and step.interval.high is None
        and context.story.is_positive(step.variable)
    )


def _sentence(context: ProofContext, step: Narrowing) -> str:
    """The short form of its kind, where it has one; else what holds, and what follows."""
    story, constraint = context.story, step.constraint
    made = kind(constraint)
    if made.step is not None and (short := made.step(context, step, constraint)):
        return short
    given = [
        text
        for one in step.given
        if story.variable(one.variable).kind != "holds" and (text := context.phrase(one))
    ]
    derived = is_(story, step.variable, step.interval)
    holds = statement(story, constraint)
    if not given or made.role == "follows":
        return worded("{holds}, so {derived}", holds=holds, derived=derived)
    told = {"holds": holds, "given": naming.listed(given), "derived": derived}
    if story.unit(step.variable)[0] == FLAG:
        return worded("{holds}: {given}, so {derived}", **told)
    return worded("{holds}; with {given}, {derived}", **told)
