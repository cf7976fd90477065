"""`part-of`: a part is at most its whole, where nothing is negative.

For metrics that add up, of one period, scope and currency: an entity and what it is `part_of`; an
amount `in` a market, that market's, and that of a market it is part of; what is earned in a
market or country, and all the entity earns. A conflict that needs it is a warning, since
internal sales may count for a part alone; a metric with `parts_at_most: no` has none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ONE, ConstraintModel
from cloudkb.check.constraints.formulas import is_
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import UNSTATED, Quantity, bounds_parts, period_of
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.language import marked, worded
from cloudkb.model import Entity

_MARKET = "market"
_PLACES = frozenset((_MARKET, "country", "region", "customer group"))
"""Kinds of entities in which others earn a part of all they earn."""


def _sentence(story: Teller, row: Row) -> str:
    """A part and its whole."""
    whole = [story.name(name) for name, factor in row.terms if factor > 0]
    part = [story.name(name) for name, factor in row.terms if factor < 0]
    return worded(
        "{whole} is at least its part {part}",
        "{whole}不低于其中的{part}",
        whole=naming.listed(whole),
        part=naming.listed(part),
    )


def _bounded(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """`300亿元 for Public cloud is a part: the cloud is at least 299.5亿元`."""
    given = [told.phrase(one) for one in step.given]
    if len(given) != 1 or not given[0]:
        return ""
    derived = is_(told.story, step.variable, step.interval)
    if dict(row.terms)[step.variable] > 0:
        return worded(
            "{given} is a part: {derived}",
            "{given}只是一部分，{derived}",
            given=given[0],
            derived=derived,
        )
    return worded(
        "{given} is the whole: {derived}",
        "{given}是全部，{derived}",
        given=given[0],
        derived=derived,
    )


Groups = dict[Quantity, dict[str, Quantity]]
"""Named quantities that differ in one thing alone, by it."""

_UNLESS = marked("Where parts may exceed their wholes, write parts_at_most: no on {metric}.")
IDENTITY = Kind("part-of", _sentence, _bounded, assumed=_UNLESS)


def identity(model: ConstraintModel) -> None:
    """Put wholes above the nearest of their parts that are named; those further off follow."""
    leagues: Groups = defaultdict(dict)
    places: Groups = defaultdict(dict)
    entities = model.vocabulary.entities
    for quantity in model.in_order():
        if bounds_parts(model.vocabulary.metrics[quantity.metric]) and _of_one_period(quantity):
            leagues[quantity._replace(entity="")][quantity.entity] = quantity
            if not quantity.within or entities[quantity.within].kind in _PLACES:
                places[quantity._replace(within="")][quantity.within] = quantity
    _parts(model, leagues)
    _markets(model, leagues)
    _places(model, places)


def _parts(model: ConstraintModel, leagues: Groups) -> None:
    """What an entity is part of, but where a total says so already."""
    summed = {
        (one.metric, one.whole, part) for one in model.vocabulary.totals for part in one.parts
    }
    for about, members in leagues.items():
        for entity, whole in above(members, members, model.vocabulary.entities).items():
            if (about.metric, whole, entity) not in summed:
                _row(model, "part-of", members[entity], members[whole])


def _markets(model: ConstraintModel, leagues: Groups) -> None:
    """Amounts in a market beside its own, or that of the nearest it is part of."""
    entities = model.vocabulary.entities
    within: dict[Quantity, list[Quantity]] = defaultdict(list)
    for about in leagues:
        if about.within and entities[about.within].kind == _MARKET:
            within[about._replace(within="")].append(about)
    for whole, abouts in within.items():
        sizes = leagues.get(whole, {})
        nearest = above([about.within for about in abouts], sizes, entities)
        for about in abouts:
            market = about.within if about.within in sizes else nearest.get(about.within, "")
            for entity, part in leagues[about].items() if market else ():
                if entity != market:
                    _row(model, "part-of-market", part, sizes[market])


def _places(model: ConstraintModel, places: Groups) -> None:
    """What is earned in a market or country beside what is earned in all it is part of."""
    for _, members in places.items():
        nearest = above(members, members, model.vocabulary.entities)
        for name, part in members.items():
            if name and (nearest.get(name) or "" in members):
                _row(model, "part-in-place", part, members[nearest.get(name, "")])


def _of_one_period(quantity: Quantity) -> bool:
    """Whether the same period is meant wherever its name stands."""
    if not quantity.period or UNSTATED in quantity.period:
        return False
    period = period_of(quantity.period)
    return period.kind == "span" and not period.approximate


def above(
    starts: Iterable[str], wanted: Collection[str], entities: Mapping[str, Entity]
) -> dict[str, str]:
    """For each of some entities the nearest wanted one that it is part of, directly or not."""
    found: dict[str, str] = {}
    for start in starts:
        at, path = start, [start]
        while at not in found:
            parent = (entities[at].part_of if at in entities else None) or ""
            if not parent or parent in wanted:
                found[at] = parent
            else:
                at = parent
                path.append(at)
        found.update(dict.fromkeys(path, found[at]))
    return {start: found[start] for start in starts if found[start]}


def _row(model: ConstraintModel, name: str, part: Quantity, whole: Quantity) -> None:
    terms = {model.variable(whole): ONE, model.variable(part): -ONE}
    model.identity_row(IDENTITY, part, terms, AT_LEAST_ZERO, name)
