"""`said-after`: what is said to have happened was said after it began.

An observation or an estimate about a period that had not begun when it was said, or about an
event that lay ahead, is a slip of a date, or should be a forecast or a target.
Not for metrics with `ahead: yes`.
"""

from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.relations.date import day
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.interval import Interval, exactly
from cloudkb.language import worded
from cloudkb.model import Claim


def _sentence(story: Teller, row: Row) -> str:
    if len(row.terms) > 1:
        return worded("it had happened when it was said", "发布时应已发生")
    began = row.interval.low
    if began is None:
        return worded("it was said after its period began", "发布时期间应已开始")
    return worded(
        "it was said after its period began, on {day}",
        "发布时期间应已开始（{day}）",
        day=story.spelled(("day", ""), exactly(began)),
    )


def _by_then(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """What was said had happened by then, or begun."""
    story = told.story
    if len(step.given) == 1:
        when = story.spell(step.given[0].variable, step.given[0].interval)
        return worded(
            "it was said {when}, and had happened by then",
            "发布于{when}，当时应已发生",
            when=when,
        )
    about = story.variable(step.variable).quantity
    period = naming.period(about.period, about.entity, story.vocabulary)
    if step.given or step.interval.low is None or not period:
        return ""
    return worded(
        "{period} began on {day}",
        "{period}始于{day}",
        period=period,
        day=story.spell(step.variable, exactly(step.interval.low)),
    )


def _when(story: Teller, row: Row) -> str:
    return worded(
        "{claim} was said {when}",
        "{claim}发布于{when}",
        claim=story.label(row.label),
        when=story.spelled(("day", ""), row.interval),
    )


IDENTITY = Kind("said-after", _sentence, _by_then)
SAID = Kind("said", _when, number="day", role="of-claim")


def identity(model: ConstraintModel) -> None:
    """Put events, and the periods claims are about, before the day they were said."""
    for name, said_of_it in sorted(model.events.items()):
        for said in said_of_it:
            last = said_by(said.claim)
            if last is not None:
                about = model.variables[name].quantity
                spoken = _said(model, said, about, last)
                model.identity_row(IDENTITY, about, {name: ONE, spoken: -ONE}, Interval(None, ZERO))
    for quantity in sorted(model.printed):
        for said in model.printed[quantity]:
            began, last = day(said.claim.period.start), said_by(said.claim)
            if last is not None and not said.metric.ahead and lies_ahead(said.claim):
                spoken = _said(model, said, quantity, last)
                model.identity_row(IDENTITY, quantity, {spoken: ONE}, Interval(began))


def _said(model: ConstraintModel, said: Said, about: Quantity, last: Fraction) -> str:
    """The unknown that stands for the day on which a claim was said."""
    name = f"day of saying {said.claim.id}"
    if name not in model.variables:
        model.unknown(name, VariableMeaning("said", about, value=said.claim.id), Interval())
        model.claim_row(said, SAID, [(name, ONE)], Interval(None, last))
    return name


def lies_ahead(claim: Claim) -> bool:
    """Whether the period of a claim had not begun on the last day it may have been said."""
    period, last = claim.period, said_by(claim)
    began = day(period.start)
    if period.kind != "span" or period.approximate or began is None or last is None:
        return False
    return began > last


def said_by(claim: Claim) -> Fraction | None:
    """The last day on which a claim may have been said."""
    first, last = day(claim.date.start), day(claim.date.end)
    if last is None or not claim.date.approximate:
        return last
    return last + (last - first + 1 if first is not None else 0)
