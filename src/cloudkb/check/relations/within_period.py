"""`within-period`: what goes on is at least the sum of what was counted of it so far.

A period without an end (`2019/..`) has no parts that fill it; where nothing is negative it is
at least as great as each named period inside it, and as the sum of those that do not overlap:
those that were over when it was printed, or that the same document prints.
"""

from collections.abc import Sequence

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.relations.calendar_sum import added_up
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.language import worded
from cloudkb.model import Period

DatedQuantity = tuple[Period, Quantity]


def _sentence(story: Teller, row: Row) -> str:
    """What goes on counts what is in it."""
    whole = [story.name(name) for name, factor in row.terms if factor > 0]
    part = [story.name(name) for name, factor in row.terms if factor < 0]
    return worded(
        "{whole} includes {part}",
        "{whole}包含{part}",
        whole=naming.listed(whole),
        part=naming.listed(part),
    )


def _added_up(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """The sum in short; of one part its sentence says as much."""
    return added_up(told, step, row) if len(row.terms) > _PAIR else ""


_PAIR = 2
IDENTITY = Kind("within-period", _sentence, _added_up, certain=True)


def identity(model: ConstraintModel) -> None:
    """Put open periods above the closed and open ones inside them."""
    for series, members in model.series.items():
        metric = model.vocabulary.metrics[series.metric]
        if metric.over_time != "adds" or metric.negative or model.is_translated(series):
            continue
        for period, whole in members:
            if period.kind != "span" or period.approximate or (period.start and period.end):
                continue
            inside = [
                (other, part)
                for other, part in members
                if part != whole
                and not other.approximate
                and periods.contains(period, other)
                and _counted(model, whole, part, other)
            ]
            for _, part in inside:
                model.identity_sum(IDENTITY, whole, [part], AT_LEAST_ZERO)
            for parts in _apart(inside):
                model.identity_sum(IDENTITY, whole, parts, AT_LEAST_ZERO)


def _counted(model: ConstraintModel, whole: Quantity, part: Quantity, period: Period) -> bool:
    """Whether what goes on holds the part as it is printed: the part was known by then."""
    if period.end is None:
        return True
    prints = model.printed.get(whole, ())
    documents = {said.claim.document for said in model.printed.get(part, ())}
    return all(
        said.claim.document in documents
        or (said.claim.date.start is not None and period.end <= said.claim.date.start)
        for said in prints
    )


def _apart(inside: Sequence[DatedQuantity]) -> list[list[Quantity]]:
    """Named periods that do not overlap, so many that each of the widest is in one of the lists.

    What lies inside a named period is not listed beside it: their sum is the calendar's.
    """
    widest: list[tuple[str, str, Quantity]] = []
    spans = [(one.start, one.end, part) for one, part in inside if one.start and one.end]
    for start, end, part in sorted(sorted(spans), key=lambda one: one[1], reverse=True):
        # what ends as late and begins no later holds it
        if not widest or start < widest[-1][0]:
            widest.append((start, end, part))
    widest.sort()
    found: list[list[Quantity]] = []
    listed: set[Quantity] = set()
    for place, (start, end, part) in enumerate(widest):
        if part in listed:
            continue
        parts = [part]
        for one in reversed(widest[:place]):
            if one[1] < start:
                parts, start = [one[2], *parts], one[0]
        for one in widest[place + 1 :]:
            if one[0] > end:
                parts, end = [*parts, one[2]], one[1]
        listed.update(parts)
        if len(parts) > 1:
            found.append(parts)
    return found
