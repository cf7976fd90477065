"""`total`: a whole is the sum of its parts, as the vocabulary declares under `totals`.

With `complete: no` it is at least the sum of the named parts, where nothing is negative. So are
their shares of a market, for a metric with `share_of`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator

from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.ties import Tie
from cloudkb.check.relations.calendar_sum import added_up, sum_sentence
from cloudkb.interval import exactly
from cloudkb.model import Total

IDENTITY = Kind("total", sum_sentence, added_up)


def identity(model: ConstraintModel) -> None:
    """Sum up every declared whole that is named beside at least one of its parts."""
    declared = declared_totals(model)
    if not declared:
        return
    for whole in model.in_order():
        # of itself a whole has all
        of_itself = whole.within == whole.entity
        for name, total in () if of_itself else declared.get((whole.metric, whole.entity), ()):
            _sum(model, name, total, whole)


def ties(model: ConstraintModel, spoken: Collection[Quantity]) -> Iterator[Tie]:
    """Each total one of whose members is named, where that is the whole or half of the parts."""
    declared = declared_totals(model)
    above: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (metric, entity), totals in declared.items():
        for member in dict.fromkeys(part for _, total in totals for part in total.parts):
            above[metric, member].append(entity)
    if not declared:
        return
    wholes = {
        one: None
        for one in sorted(spoken)
        if (one.metric, one.entity) in declared and one.within != one.entity
    }
    for one in sorted(spoken):
        for entity in above.get((one.metric, one.entity), ()):
            above_it = model.beside(one, entity)
            if above_it is not None and above_it.within != entity:
                wholes[above_it] = None
    for whole in wholes:
        for _, total in declared[whole.metric, whole.entity]:
            parts = [model.beside(whole, part) for part in total.parts]
            named = [part for part in parts if part is not None and part in spoken]
            # few of many parts derive nothing, and their whole is looked at for each of them
            if whole not in spoken and 2 * len(named) < len(parts):
                continue
            loose = not model.may_be_negative(whole)
            if not total.complete:
                yield Tie((whole, *named), False, loose)
            elif None not in parts:
                yield Tie((whole, *filter(None, parts)), True, loose)


def declared_totals(model: ConstraintModel) -> dict[tuple[str, str], list[tuple[str, Total]]]:
    """The totals of each metric and whole; a second one of the same has a name of its own.

    It is numbered among its like, so that a total of something else changes no name by which
    an exception doubts it.
    """
    found: dict[tuple[str, str], list[tuple[str, Total]]] = defaultdict(list)
    for total in model.vocabulary.totals:
        metric = model.vocabulary.metrics.get(total.metric)
        if metric is None or (metric.negative and not total.complete):
            continue
        _add(found, total)
    declared = {(one.metric, one.whole, frozenset(one.parts)) for one in model.vocabulary.totals}
    for total in model.vocabulary.totals:
        for name, metric in model.vocabulary.metrics.items():
            shares = total._replace(metric=name)
            about = (name, total.whole, frozenset(total.parts))
            if metric.share_of == total.metric and not metric.negative and about not in declared:
                _add(found, shares)
    return found


def _add(found: dict[tuple[str, str], list[tuple[str, Total]]], total: Total) -> None:
    several = found[total.metric, total.whole]
    several.append((f"{IDENTITY.name}-{len(several) + 1}" if several else IDENTITY.name, total))


def _sum(model: ConstraintModel, name: str, total: Total, whole: Quantity) -> None:
    parts = [model.beside(whole, part) for part in total.parts]
    named = [part for part in parts if part is not None and part in model.named]
    if not named or (total.complete and None in parts):
        return
    members = filter(None, parts) if total.complete else named
    interval = exactly(ZERO) if total.complete else AT_LEAST_ZERO
    model.identity_sum(IDENTITY, whole, members, interval, name)
