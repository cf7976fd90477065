"""Quantities that nobody names and that claims meet in.

Identities form around what is named. A total that nobody prints, the year of parts of which only
halves are printed, the profit that a margin and a revenue make: where two identities meet in
such a quantity it is named, as if somebody spoke of it, and they form.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from cloudkb.check import relations
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.ties import Calendar, Tie

_STEPS = 2
"""How often what was named is taken to name more; how far ties are looked for."""
_DEPTH = 3
"""How often what was derived is taken to derive more: margins, so profits, so that of a whole."""

Depths = dict[Quantity, int]
"""In how many steps each quantity is derived: none for what is named."""


def names(model: ConstraintModel) -> bool:
    """Name what claims meet in; False where they meet in nothing more.

    At most as many as are named already.
    """
    ties, calendar = _around(model)
    at: dict[Quantity, list[Tie]] = defaultdict(list)
    for tie in ties:
        for quantity in tie.members:
            if quantity not in model.named:
                at[quantity].append(tie)
    budget = before = len(model.named)
    for _ in range(_STEPS):
        depths = _derived(model.named, ties, at, calendar)
        found = [
            quantity
            for quantity, each in sorted(at.items())
            if depths.get(quantity) and _meets(quantity, each, depths, calendar)
        ]
        model.many_meet |= len(found) > budget
        for quantity in found[:budget]:
            model.named[quantity] |= set()
        budget -= len(found)
        if not found or budget <= 0:
            break
    return len(model.named) > before


def _around(model: ConstraintModel) -> tuple[list[Tie], Calendar]:
    """The ties around what is named, and around what these derive."""
    # in order, so that nobody who looks at them in order sorts them
    spoken = dict.fromkeys(model.in_order())
    for step in range(1, _STEPS + 1):
        ties = list(relations.ties(model, spoken))
        lacking = {one for tie in ties for one in tie.members if one not in model.named}
        calendar = Calendar(
            model, spoken.keys() | lacking, {one._replace(period="") for one in lacking}
        )
        if step < _STEPS:
            more = _more(dict.fromkeys(spoken, 0), ties, lacking, calendar)
            if not more:
                break
            spoken = dict.fromkeys(sorted(spoken.keys() | more))
    return ties, calendar


def _derived(
    named: Iterable[Quantity],
    ties: Collection[Tie],
    lacking: Collection[Quantity],
    calendar: Calendar,
) -> Depths:
    """What is named, what can be derived from that, and so on."""
    depths: Depths = dict.fromkeys(named, 0)
    for depth in range(1, _DEPTH + 1):
        more = _more(depths, ties, lacking, calendar)
        if not more:
            break
        depths.update(dict.fromkeys(more, depth))
    return depths


def _more(
    depths: Mapping[Quantity, int],
    ties: Iterable[Tie],
    lacking: Iterable[Quantity],
    calendar: Calendar,
) -> set[Quantity]:
    """What can be derived in one step."""
    found = set()
    for tie in ties:
        if tie.exact:
            missing = [one for one in tie.members if one not in depths]
            if len(missing) == 1:
                found.add(missing[0])
    found |= {
        one
        for one in lacking
        if one not in depths and one not in found and calendar.fills(one, depths, _DEPTH)
    }
    return found


def _meets(
    quantity: Quantity, ties: list[Tie], depths: Mapping[Quantity, int], calendar: Calendar
) -> bool:
    """Tell whether what is derived in one way is bound in another, too.

    By what is derived in no more steps, so that nothing is bound by what rests on it.
    """
    most = depths[quantity]
    ways = int(calendar.fills(quantity, depths, most))
    bounds = int(not ways and calendar.bounds(quantity, depths, most))
    for tie in ties:
        known = [depths.get(one, _DEPTH + 1) <= most for one in tie.members if one != quantity]
        if tie.exact and all(known):
            ways += 1
        elif tie.loose and any(known):
            bounds += 1
    return ways > 1 or (ways == 1 and bounds > 0)
