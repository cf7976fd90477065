"""`shares`: the shares of one whole are at most 100 %.

For one (metric, in, scope, period), over all that is named; an entity inside another one that
is named too is not counted twice.
"""

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ConstraintModel
from cloudkb.check.constraints.formulas import is_
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.words import being


def _sentence(story: Teller, row: Row) -> str:
    parts = [story.name(name) for name, _ in row.terms]
    if len(parts) == 1:
        return worded("{part} is at most the whole, 100%", "{part}不超过100%", part=parts[0])
    return worded(
        "{parts} are shares of one whole, together at most 100%",
        "{parts}是同一整体的份额，合计不超过100%",
        parts=naming.listed(parts),
    )


def _left(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """`30%, 20% and 14% leave at most 37.5% of the whole for Apple Cloud`."""
    given = [text for one in step.given if (text := told.phrase(one, where=False))]
    story = told.story
    if story.variable(step.variable).kind != "quantity":
        return ""
    if not given:
        return worded(
            "a share is at most the whole: {derived}",
            "份额不超过整体，{derived}",
            derived=is_(story, step.variable, step.interval),
        )
    bound, name, used = told.bound(step), story.name(step.variable), naming.listed(given)
    if in_chinese():
        return f"除去{used}，{name}{being(bound)}"
    return f"{used} {'leave' if len(given) > 1 else 'leaves'} {bound} of the whole for {name}"


IDENTITY = Kind("shares", _sentence, _left)


def identity(model: ConstraintModel) -> None:
    """Bound the sum of the shares of a whole."""
    for (metric, within, *_), members in model.league.items():
        record = model.vocabulary.metrics[metric]
        if not record.share_of or not within or record.negative:
            continue
        present = {quantity.entity for quantity in members}
        held = model.wholes.held_by_any(present, present)
        terms = {
            model.variable(quantity): ONE for quantity in members if quantity.entity not in held
        }
        whole = members[0]._replace(entity=within, within="")
        model.identity_row(IDENTITY, whole, terms, Interval(None, ONE))
