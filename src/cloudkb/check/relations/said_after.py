"""`said-after`: what is said to have happened was said after it began.

An observation or an estimate about a period that had not begun when it was said, or about an
event that lay ahead, is a slip of a date, or should be a forecast or a target.
"""

from fractions import Fraction

from cloudkb.check.constraints.constraint_model import (
    ONE,
    ZERO,
    ConstraintModel,
    Said,
    VariableMeaning,
)
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.relations.date import day
from cloudkb.interval import Interval
from cloudkb.model import Claim

NAME = "said-after"


def identity(model: ConstraintModel) -> None:
    """Put events, and the periods claims are about, before the day they were said."""
    for name, said_of_it in sorted(model.events.items()):
        for said in said_of_it:
            last = said_by(said.claim)
            if last is not None:
                about = model.variables[name].quantity
                spoken = _said(model, said, about, last)
                model.identity_row(NAME, about, {name: ONE, spoken: -ONE}, Interval(None, ZERO))
    for quantity in sorted(model.printed):
        for said in model.printed[quantity]:
            period = said.claim.period
            began, last = day(period.start), said_by(said.claim)
            late = began is not None and last is not None and began > last
            if late and not period.approximate and said.claim.period.kind == "span":
                assert began is not None
                assert last is not None
                spoken = _said(model, said, quantity, last)
                model.identity_row(NAME, quantity, {spoken: ONE}, Interval(began))


def _said(model: ConstraintModel, said: Said, about: Quantity, last: Fraction) -> str:
    """The unknown that stands for the day on which a claim was said."""
    name = f"day of saying {said.claim.id}"
    if name not in model.variables:
        model.unknown(name, VariableMeaning("said", about, value=said.claim.id), Interval())
        model.claim_row(said, "said", [(name, ONE)], Interval(None, last))
    return name


def said_by(claim: Claim) -> Fraction | None:
    """The last day on which a claim may have been said."""
    first, last = day(claim.date.start), day(claim.date.end)
    if last is None or not claim.date.approximate:
        return last
    return last + (last - first + 1 if first is not None else 0)
