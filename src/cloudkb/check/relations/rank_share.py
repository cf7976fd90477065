"""`rank-share`: who ranks n in a whole has at most one n-th of it.

The n-1 before it have as much each, or more, and all are parts of one whole: rank 5 leaves at most
20 %, and less beside the printed shares of others. For one (metric, in, scope, period), and for a
rank by what a share is of; `rank a-b` counts as a. Where two that rank alike are printed apart,
nothing is made of the difference.
"""

from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ONE, ZERO, ConstraintModel
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.relations.rank import in_one_league, least, unless_wrong
from cloudkb.check.relations.share import part_and_whole
from cloudkb.check.solver.problem import Narrowing, Row
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Rank
from cloudkb.words import being


def _sentence(story: Teller, row: Row) -> str:
    name, _, others = read(story, row)
    who = naming.entity(story.variable(name).quantity.entity, story.vocabulary)
    if not others:
        return worded(
            "each that ranks before {name} has as much or more, all together at most 100%",
            "排在{name}之前的各家份额都不低于它，合计不超过100%",
            name=who,
        )
    return worded(
        "{others}, {name} and all others that rank before it, each with as much or more, are "
        "together at most 100%",
        "{others}、{name}以及排在其前、份额不低于它的其余各家，合计不超过100%",
        others=naming.listed([story.name(one) for one in others]),
        name=who,
    )


def _left(told: ToldSoFar, step: Narrowing, row: Row) -> str:
    """`each before rank 5 has as much or more, which leaves at most 20% of the whole for it`."""
    story = told.story
    name, _, others = read(story, row)
    ranked = story.claim(_held_by(story, row))
    given = {one.variable: told.phrase(one, where=False) for one in step.given}
    used = [given.get(one, "") for one in others]
    if step.variable != name or ranked is None or not all(used):
        return ""
    said = {
        "rank": naming.printed(ranked.readings[0]),
        "name": story.name(name),
        "bound": being(told.bound(step)) if in_chinese() else told.bound(step),
    }
    if not used:
        return worded(
            "each before {rank} has as much or more, which leaves {bound} of the whole for {name}",
            "{rank}，前面各家份额都不低于它，因此{name}{bound}",
            **said,
        )
    return worded(
        "each before {rank} has as much or more, which beside {used} leaves {bound} of the whole "
        "for {name}",
        "{rank}，前面其余各家份额都不低于它，除去{used}，{name}{bound}",
        used=naming.listed(used),
        **said,
    )


def _held_by(story: Teller, row: Row) -> str:
    """The claim of the rank that a row rests on."""
    named = (story.variable(name) for name, _ in row.terms)
    return next(one.value for one in named if one.kind == "holds")


def read(story: Teller, row: Row) -> tuple[str, int, list[str]]:
    """The ranked share, how many before it stand for no share of their own, and the others."""
    holds = next(name for name, _ in row.terms if story.variable(name).kind == "holds")
    factors = dict(row.terms)
    before = int(factors.pop(holds))
    name = next(one for one, factor in factors.items() if factor == before + 1)
    return name, before, [one for one in factors if one != name]


IDENTITY = Kind("rank-share", _sentence, _left)


def identity(model: ConstraintModel) -> None:
    """Put a share below what those that rank before it leave, where both are named."""
    leagues = model.league if model.ranks else {}
    for ranked, said in sorted(model.ranks, key=lambda one: (one[0], one[1].claim.id)):
        assert isinstance(said.figure, Rank)
        for share in _shares(model, ranked) if said.figure.low > 1 else ():
            members = leagues.get(model.league_of(share), [])
            others = _greatest(model, share, members)
            for beside in _best(said.figure.low, others):
                _bounded(model, share, said.claim.id, said.figure.low, beside)


def _shares(model: ConstraintModel, ranked: Quantity) -> list[Quantity]:
    """The named shares that a rank puts in order: itself, or those of what is ranked."""
    metrics = model.vocabulary.metrics
    if not ranked.within or metrics[ranked.metric].negative:
        return []
    if metrics[ranked.metric].share_of:
        return [ranked] if model.printed.get(ranked) else []
    found = []
    for name, metric in metrics.items():
        if metric.share_of == ranked.metric and not metric.negative:
            share = model.beside(ranked, metric=name, currency="")
            if share in model.named and share is not None and model.printed.get(share):
                part, _ = part_and_whole(model, share, ranked.metric, ranked.currency)
                found += [share] if part == ranked else []
    return found


def _greatest(
    model: ConstraintModel, share: Quantity, members: list[Quantity]
) -> list[tuple[Fraction, Quantity]]:
    """The least that is printed for each of the others, the greatest first; none inside another."""
    lows: list[tuple[Fraction, Quantity]] = []
    for member in members:
        printed = least(model, member) if member != share else None
        if printed is not None and in_one_league(model, share, member):
            lows.append((printed[0], member))
    lows.sort(key=lambda one: (-one[0], one[1]))
    apart: list[tuple[Fraction, Quantity]] = []
    for low, member in lows:
        if not any(model.nested(member.entity, other.entity) for _, other in apart):
            apart.append((low, member))
    return apart


def _best(rank: int, others: list[tuple[Fraction, Quantity]]) -> list[list[Quantity]]:
    """Nobody, and those others beside whom least is left: any are before it or small themselves."""
    left = {0: Fraction(1, rank)}
    known = ZERO
    for number, (low, _) in enumerate(others[: rank - 2], start=1):
        known += low
        left[number] = (ONE - known) / (rank - number)
    best = min(left, key=lambda number: (left[number], number))
    return [[], [one for _, one in others[:best]]] if best else [[]]


def _bounded(
    model: ConstraintModel, share: Quantity, claim: str, rank: int, beside: list[Quantity]
) -> None:
    """As long as the claim of the rank holds, so many others have as much."""
    more = Fraction(rank - 1 - len(beside))
    terms = {model.variable(one): ONE for one in beside}
    terms[model.variable(share)] = ONE + more
    terms[unless_wrong(model, claim, share)] = more
    model.identity_row(IDENTITY, share, terms, Interval(None, ONE + more))
