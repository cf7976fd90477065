"""`within-period`: what goes on is at least what was counted of it so far.

A period without an end (`2019/..`) has no parts that fill it; where nothing is negative it is
at least as great as each named period inside it.
"""

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ONE, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.solver.problem import Row


def _told(story: Teller, row: Row) -> str:
    """What goes on counts what is in it."""
    whole = [story.name(name) for name, factor in row.terms if factor > 0]
    part = [story.name(name) for name, factor in row.terms if factor < 0]
    return f"{naming.listed(whole)} includes {naming.listed(part)}"


IDENTITY = Kind("within-period", _told, certain=True)


def identity(model: ConstraintModel) -> None:
    """Put open periods above the closed and open ones inside them."""
    for series, members in model.series().items():
        metric = model.vocabulary.metrics[series.metric]
        if metric.over_time != "adds" or metric.negative:
            continue
        for period, whole in members:
            if period.kind != "span" or period.approximate or (period.start and period.end):
                continue
            for other, part in members:
                if part != whole and not other.approximate and periods.contains(period, other):
                    terms = {model.variable(whole): ONE, model.variable(part): -ONE}
                    model.identity_row(IDENTITY, whole, terms, AT_LEAST_ZERO)
