"""What bears a claim out beside its own quantity: members of a group, comparable markets.

What is printed as a link of each member of a group is one of the group, and a link holds on all
days of its period, about known ones too. What happened in one year happened in some twelve months.
Where markets are comparable, a figure elsewhere proves no number, but that something rose, or its
place, it may; over an overlapping period as well.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from cloudkb import periods
from cloudkb.check.answers import other_scopes, tensions
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.corroboration.agreement import agrees
from cloudkb.check.corroboration.witnesses import Corroboration, asked_ends
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Row
from cloudkb.model import Claim, Link, Period, Rank, Vocabulary


class Support(NamedTuple):
    """Claims that say as much of something beside."""

    claims: tuple[str, ...]
    about: Quantity | None = None
    """What they are about; None: the members of a group."""
    how: Literal["members", "longer", "span", "market", "period"] = "members"
    """By a link of each member, a link over a longer time, a year that is one of any 12 months,
    in a comparable market, or over an overlapping period."""


def of_its_own(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    rows: Sequence[Row],
    aside: frozenset[str],
) -> list[Support]:
    """What says as much of the same thing by another name: no other market, no other period."""
    return [
        *of_members(model, bench, claim, aside),
        *of_longer_links(model, bench, claim, aside),
        *of_spans(model, bench, claim, rows, aside),
    ]


# --- groups and links ----------------------------------------------------------------------


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


def subjects_of(vocabulary: Vocabulary, claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """The (entity, metric) of claims, and those of the members of their groups."""
    found = set()
    for claim in claims:
        if claim.metric:
            found.add((claim.entity, claim.metric))
            if any(isinstance(one.figure, Link) for one in claim.readings):
                of = members(claim.entity, vocabulary)
                found |= {(member, claim.metric) for member in of}
                excluding = [
                    one.id for one in vocabulary.metrics.values() if one.only == claim.metric
                ]
                found |= {(claim.entity, metric) for metric in excluding}
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
    there = bench.claims - aside - {claim.id}
    found = []
    for member in of:
        links = [name for name in sorted(there) if _ties(model.claims[name], claim, member, target)]
        if not links:
            return []
        found += links
    return [Support(tuple(sorted(found)))]


def of_longer_links(
    model: ConstraintModel, bench: Corroboration, claim: Claim, aside: frozenset[str]
) -> list[Support]:
    """Links to the same over a time that holds all days of the claim's, or excluding others."""
    figure = claim.only_figure
    if not isinstance(figure, Link) or claim.period.kind != "span":
        return []
    metrics = model.vocabulary.metrics
    found: dict[Quantity, list[str]] = {}
    for name in sorted(bench.claims - aside - {claim.id}):
        other = model.claims[name]
        if other.entity != claim.entity or other.within != claim.within or other.metric is None:
            continue
        is_meant = claim.metric in (other.metric, metrics[other.metric].only)
        if (
            is_meant
            and other.only_figure == figure
            and _holds_throughout(other.period, claim.period)
        ):
            about = Quantity(other.entity, other.metric, other.within or "", "", other.period.text)
            found.setdefault(about, []).append(name)
    return [Support(tuple(names), about, "longer") for about, names in sorted(found.items())]


def _holds_throughout(longer: Period, inner: Period) -> bool:
    """Tell whether one period holds another, which may be off by its own length where about."""
    if longer.approximate or not inner.start or not inner.end:
        return False
    if inner.approximate:
        exact = inner._replace(approximate=False)
        length = periods.months(exact) or 1
        try:
            sides = (periods.shift(exact, -length), periods.shift(exact, length))
        except periods.PeriodError:
            return False
        return all(periods.contains(longer, one) for one in sides)
    return periods.contains(longer, inner)


def _ties(other: Claim, claim: Claim, member: str, target: str) -> bool:
    if (other.entity, other.metric, len(other.readings)) != (member, claim.metric, 1):
        return False
    figure = other.readings[0].figure
    if not isinstance(figure, Link) or figure.entity != target:
        return False
    stated = "none" not in (other.period.kind, claim.period.kind)
    return not stated or periods.overlaps(other.period, claim.period)


# --- any 12 months -------------------------------------------------------------------------


def of_spans(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    rows: Sequence[Row],
    aside: frozenset[str],
) -> list[Support]:
    """Years in which it was so, of what is said of any 12 months."""
    own = tensions.own(model, claim, rows)
    if own is None or claim.only_figure is None:
        return []
    found = []
    for other in tensions.spans_meant(model, claim, own):
        claims: set[str] = set()
        for row in rows if other.scope == own.scope else ():
            there = other_scopes.on_other_quantities(model, row, {own: other})
            if there is None or not other_scopes.is_known(model, there):
                return []
            without = aside | {claim.id}
            left = asked_ends(there, bench.left(there, without))
            needed = bench.implied(there, without, left).because & bench.origins.keys()
            if not needed or not agrees(left, there):
                claims.clear()
                break
            claims |= needed
        if claims:
            found.append(Support(tuple(sorted(claims)), other, "span"))
    return found


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
    there = bench.claims - aside - {claim.id}
    own = tensions.own(model, claim, rows)
    if own is None:
        return []
    figure = claim.readings[0].figure
    if isinstance(figure, Rank):
        return list(_ranks(model, own, figure, there))
    over = [
        Support((name,), other, "market")
        for other, name, _, agree in tensions.other_directions(model, claim, own)
        if agree and name in there
    ]
    if not all(kind(row).name == "direction" for row in rows):
        return []
    found: list[Support] = []
    for basis in tensions.others(model, own):
        if basis[0] == own.within:
            continue
        claims: set[str] = set()
        for row in rows:
            bounds = tensions.left_there(model, bench, row, own, basis, aside | {claim.id})
            if bounds is None or not row.interval.encloses(bounds.interval):
                claims.clear()
                break
            claims |= bounds.because & bench.origins.keys()
        if claims:
            about = own._replace(within=basis[0], scope=basis[1])
            found.append(Support(tuple(sorted(claims)), about, "market"))
    return found or over


def _ranks(
    model: ConstraintModel, own: Quantity, figure: Rank, there: frozenset[str]
) -> Iterable[Support]:
    for other, name, theirs in tensions.other_ranks(model, own):
        if name in there and figure.low <= theirs.low and theirs.high <= figure.high:
            yield Support((name,), other, "period" if other.within == own.within else "market")
