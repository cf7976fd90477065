"""What bears a claim out beside its own quantity: members of a group, comparable markets.

What is printed as a link of each member of a group is one of the group. Where markets are
comparable, a figure elsewhere proves no number, but that something rose, or its place, it may.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.answers import tensions
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.corroboration.witnesses import Corroboration
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Row
from cloudkb.model import Claim, Link, Rank, Vocabulary


class Support(NamedTuple):
    """Claims that say as much of something beside."""

    claims: tuple[str, ...]
    about: Quantity | None = None
    """What they are about in a comparable market; None: the members of a group."""


# --- groups --------------------------------------------------------------------------------


def members(group: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The members of a group: what is `part_of` it, else the parts of a complete total."""
    known = vocabulary.entities.get(group)
    if known is None or known.kind != "group":
        return ()
    parts = {one.id for one in vocabulary.entities.values() if one.part_of == group}
    if not parts:
        totals = [one.parts for one in vocabulary.totals if one.whole == group and one.complete]
        parts = set(totals[0]) if totals else set()
    return tuple(sorted(parts))


def about(vocabulary: Vocabulary, claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """The (entity, metric) of claims, and those of the members of their groups."""
    found = set()
    for claim in claims:
        if claim.metric:
            found.add((claim.entity, claim.metric))
            if any(isinstance(one.figure, Link) for one in claim.readings):
                of = members(claim.entity, vocabulary)
                found |= {(member, claim.metric) for member in of}
    return found


def of_members(
    model: ConstraintModel, bench: Corroboration, claim: Claim, aside: frozenset[str]
) -> list[Support]:
    """Links of all members of a group to what the group is said to be tied to."""
    targets = {one.figure.entity for one in claim.readings if isinstance(one.figure, Link)}
    of = members(claim.entity, model.vocabulary)
    if len(targets) != 1 or not of:
        return []
    target = next(iter(targets))
    there = bench.of(lambda name: name not in aside and name != claim.id)
    found = []
    for member in of:
        links = [name for name in sorted(there) if _ties(model.claims[name], claim, member, target)]
        if not links:
            return []
        found += links
    return [Support(tuple(sorted(found)))]


def _ties(other: Claim, claim: Claim, member: str, target: str) -> bool:
    if (other.entity, other.metric, len(other.readings)) != (member, claim.metric, 1):
        return False
    figure = other.readings[0].figure
    if not isinstance(figure, Link) or figure.entity != target:
        return False
    stated = "none" not in (other.period.kind, claim.period.kind)
    return not stated or periods.overlaps(other.period, claim.period)


# --- comparable markets --------------------------------------------------------------------


def of_comparable(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    rows: Sequence[Row],
    aside: frozenset[str],
) -> list[Support]:
    """Places, and directions of change, in comparable markets that are the claim's."""
    if len(claim.readings) != 1:
        return []
    there = bench.of(lambda name: name not in aside and name != claim.id)
    own = tensions.own(model, claim, rows)
    if own is None:
        return []
    figure = claim.readings[0].figure
    if isinstance(figure, Rank):
        return list(_ranks(model, own, figure, there))
    if not all(kind(row).name == "direction" for row in rows):
        return []
    found = []
    for basis in tensions.others(model, own):
        if basis[0] == own.within:
            continue
        claims: set[str] = set()
        for row in rows:
            bounds = tensions.left_there(model, bench, row, own, basis, aside | {claim.id})
            if bounds is None or not row.interval.encloses(bounds.interval):
                claims.clear()
                break
            claims |= {*bounds.low_because, *bounds.high_because} & bench.origins.keys()
        if claims:
            about = own._replace(within=basis[0], scope=basis[1])
            found.append(Support(tuple(sorted(claims)), about))
    return found


def _ranks(
    model: ConstraintModel, own: Quantity, figure: Rank, there: frozenset[str]
) -> Iterable[Support]:
    for other, said in sorted(model.ranks, key=lambda one: (one[0], one[1].claim.id)):
        theirs = said.figure
        if not isinstance(theirs, Rank) or said.reading is not None or said.claim.id not in there:
            continue
        same = other[:2] == own[:2] and other.period == own.period and other.within != own.within
        inside = figure.low <= theirs.low and theirs.high <= figure.high
        if same and inside and tensions.compares(model, own, other):
            yield Support((said.claim.id,), other)
