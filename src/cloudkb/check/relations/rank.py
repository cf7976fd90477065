"""A rank says how many members of its league may stand above.

`rank n`: at most n-1 members of the same (metric, in, scope, period) are strictly above,
among those that are named; `rank a-b`: the rank lies in a..b. With the value of each place
as an unknown, who ranks n or better is at least as great as place n, who ranks worse is at
most as great, and nobody named is above the first. Where so many printed figures lie above
that the rank is impossible, these are counted. Parts and wholes of a member, and markets and
groups beside providers, do not stand in its league.
"""

from fractions import Fraction
from itertools import pairwise

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import (
    AT_LEAST_ZERO,
    ONE,
    ZERO,
    ConstraintModel,
    LeagueKey,
)
from cloudkb.check.constraints.formulas import formula, holds_sentence
from cloudkb.check.constraints.kinds import Kind, Teller
from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.constraints.subjects import Said
from cloudkb.check.solver.problem import Row
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.leagues import is_rest, together
from cloudkb.model import Rank

FIGURES = (Rank,)


def _sentence(story: Teller, row: Row) -> str:
    named = [name for name, _ in row.terms if story.variable(name).kind == "quantity"]
    figure = story.figure(row)
    if not named or not isinstance(figure, Rank):
        return formula(story, row)
    return worded(
        "{name} ranks {places}",
        "{name}排第{places}名",
        name=story.name(named[0]),
        places=places(figure),
    )


def places(rank: Rank) -> str:
    """2, or 2 to 4."""
    if rank.low == rank.high:
        return str(rank.low)
    return worded("{low} to {high}", "{low}至{high}", low=rank.low, high=rank.high)


def _but_above(story: Teller, row: Row) -> str:
    low = -Fraction(min(factor for _, factor in row.terms))
    unit = story.unit(next(name for name, factor in row.terms if factor > 0))
    reached = story.spelled(unit, Interval(low), bare=True)
    others = []
    for name, factor in row.terms:
        claim = story.claim(story.variable(name).value)
        if factor < 0 and claim is not None:
            printed = naming.clipped(claim.readings[0].text)
            who = naming.entity(claim.entity, story.vocabulary)
            others.append(worded("{who} ({figure})", "{who}（{figure}）", who=who, figure=printed))
    told = {"ranked": _sentence(story, row), "others": naming.listed(others), "reached": reached}
    if len(others) == 1:
        return worded(
            "{ranked}, but {others} reaches {reached}", "{ranked}，但{others}达到{reached}", **told
        )
    return worded(
        "{ranked}, but {others} reach {reached}", "{ranked}，但{others}都达到{reached}", **told
    )


def _place(story: Teller, row: Row) -> str:
    """What the places of a league mean."""
    named = [story.variable(name) for name, _ in row.terms]
    places = [variable.value for variable in named if variable.kind == "place"]
    if len(places) != 1:
        return formula(story, row)
    return worded("nobody is above place {place}", "没有谁排在第{place}名之前", place=places[0])


RANK = Kind("rank", _sentence, number="place", compares=True)
PLACE = Kind("place", _place)
COUNTED = Kind("counted", _but_above, compares=True, role="follows")
HOLDS = Kind("holds", lambda story, row: holds_sentence(story.label(row.label)), role="of-claim")
_AT_MOST_ZERO = Interval(None, ZERO)
_BELOW = 40
"""Members of a league up to which printed figures above a rank are counted."""

RankedQuantity = tuple[Quantity, Said, Rank]


def claimed(model: ConstraintModel, said: Said) -> None:
    """Name the quantity; a rank means something only when its league is known."""
    assert isinstance(said.figure, Rank)
    quantity = model.quantity(said)
    model.name(quantity, said.claim.document)
    model.ranks.append((quantity, said))


def identity(model: ConstraintModel) -> None:
    """Compare the ranked with the places of their leagues, and these with each other."""
    if not model.ranks:
        return
    leagues = model.league
    tables: dict[LeagueKey, list[list[RankedQuantity]]] = {}
    for quantity, said in sorted(model.ranks, key=lambda one: (one[0], one[1].claim.id)):
        assert isinstance(said.figure, Rank)
        one = (quantity, said, said.figure)
        beside = tables.setdefault(model.league_of(quantity), [])
        for table in beside:
            if all(
                quantity == other or in_one_league(model, quantity, other) for other, _, _ in table
            ):
                table.append(one)
                break
        else:
            beside.append([one])
    for league, each in tables.items():
        for table in each:
            ranked = {quantity for quantity, _, _ in table}
            members = [
                member
                for member in leagues.get(league, [])
                if member in ranked or all(in_one_league(model, one, member) for one in ranked)
            ]
            _table(model, table, members)


def in_one_league(model: ConstraintModel, one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities stand in one league."""
    if model.nested(one.entity, other.entity) or other.entity == one.within:
        return False
    here, there = (model.vocabulary.entities[each.entity] for each in (one, other))
    if any(is_rest((each.name, each.name_zh, *each.aliases)) for each in (here, there)):
        return False
    return together(here.kind, there.kind)


def _table(model: ConstraintModel, table: list[RankedQuantity], members: list[Quantity]) -> None:
    """What the ranked say of the places of their league, and the places of its members."""
    places: dict[int, str] = {}

    def place(rank: int) -> str:
        if rank not in places:
            league = min(quantity for quantity, _, _ in table)
            places[rank] = model.unknown(
                f"place {rank} beside {league.name}",
                VariableMeaning("place", league, value=str(rank)),
                Interval() if model.may_be_negative(league) else AT_LEAST_ZERO,
            )
        return places[rank]

    for quantity, said, rank in table:
        name = model.variable(quantity)
        terms = [(name, ONE), (place(rank.high), -ONE)]
        model.claim_row(said, RANK, terms, AT_LEAST_ZERO)
        if rank.low > 1:
            terms = [(name, ONE), (place(rank.low - 1), -ONE)]
            model.claim_row(said, RANK, terms, _AT_MOST_ZERO)
        if 1 < rank.high < len(members) <= _BELOW and not model.may_be_negative(quantity):
            _counted(model, quantity, said, rank, members)
    order = sorted(places)
    for better, worse in pairwise(order):
        model.definition(PLACE, [(places[better], ONE), (places[worse], -ONE)], AT_LEAST_ZERO)
    if 1 in places:
        for member in members:
            terms = [(places[1], ONE), (model.variable(member), -ONE)]
            model.definition(PLACE, terms, AT_LEAST_ZERO)


def _counted(
    model: ConstraintModel, quantity: Quantity, said: Said, rank: Rank, members: list[Quantity]
) -> None:
    """Rank n is at least as great as the n-th greatest of the figures printed for others."""
    others = (least(model, member) for member in members if member != quantity)
    lows = sorted((one for one in others if one is not None), reverse=True)
    if len(lows) < rank.high:
        return
    low = lows[rank.high - 1][0]
    if low <= 0:
        return
    # every one of these claims is needed: without one of them the row says nothing
    holds = [unless_wrong(model, name, quantity) for _, name in lows[: rank.high]]
    terms = [(model.variable(quantity), ONE), *((name, -low) for name in holds)]
    model.claim_row(said, COUNTED, terms, Interval(low * (1 - len(holds))))


def least(model: ConstraintModel, quantity: Quantity) -> tuple[Fraction, str] | None:
    """What is printed of a quantity at least, and by which claim; None where nothing says so."""
    lows = ((figure.interval.low, claim.id) for figure, claim in model.levels(quantity))
    return max(((low, name) for low, name in lows if low is not None), default=None)


def unless_wrong(model: ConstraintModel, claim: str, about: Quantity) -> str:
    """An unknown that is 1 when a claim holds, for rows that need several claims."""
    name = f"holds {claim}"
    if name not in model.variables:
        model.unknown(name, VariableMeaning("holds", about, value=claim), Interval(ZERO, ONE))
        model.rows.append(Row(((name, ONE),), Interval(ONE, None), claim, kind=HOLDS.name))
    return name
