"""What is left for the linear prover after propagation, in blocks that do not meet.

A constraint that every point of the box satisfies is left out, and so is one that holds a
*leaf*: a variable no other constraint names, free to take whatever value the others ask of it
within what is known of it. A variable known to a point ties nothing together. A block whose
constraints and variables form a tree needs no linear prover where propagation came to rest: what
each constraint leaves for a variable is then left by all of them (Freuder, "A sufficient condition
for backtrack-free search", JACM 1982).
"""

from collections.abc import Iterable
from typing import NamedTuple

from cloudkb.check.solver.indexed_problem import IndexedRow, Term
from cloudkb.check.solver.problem import Product, Row
from cloudkb.check.solver.propagation import Run
from cloudkb.check.solver.scaled import Ends, divided, times
from cloudkb.check.solver.unions import Unions

_WIDE = 10**9
"""An interval no narrower than this part of what it comes from is no work of rounding."""


class Block(NamedTuple):
    """Rows and products that share variables not yet known to a point."""

    rows: tuple[Row, ...]
    products: tuple[Product, ...]
    places: tuple[int, ...]
    """The numbers of its constraints."""
    variables: tuple[int, ...]
    """The numbers of its variables."""


class Rest(NamedTuple):
    """A run that came to rest, and what presolve made of it: where later questions begin."""

    run: Run
    blocks: tuple[Block, ...]
    owners: dict[int, int]
    """For each leaf the constraint that was left out because of it."""


def rest(run: Run) -> Rest:
    """Presolve all of a run without a clash."""
    return Rest(run, *_presolved(run, range(len(run.indexed.members)), frozenset()))


def blocks(run: Run, wanted: Iterable[str] = (), start: Rest | None = None) -> tuple[Block, ...]:
    """The blocks of a run without a clash; a wanted variable is no leaf, and in one block.

    When the run went on from `start`, only blocks that differ, or hold what is wanted.
    """
    indexed = run.indexed
    asked = frozenset(indexed.number[name] for name in wanted if name in indexed.number)
    places = range(len(indexed.members)) if start is None else sorted(_reached(run, asked, start))
    return _presolved(run, places, asked)[0]


def _presolved(
    run: Run, places: Iterable[int], asked: frozenset[int]
) -> tuple[tuple[Block, ...], dict[int, int]]:
    """The blocks of some constraints, and each leaf with the one left out because of it."""
    members = {
        place: run.indexed.members[place]
        for place in places
        if place not in run.off and not _is_implied(run, place)
    }
    owners = _without_leaves(run, members, asked)
    return _joined(run, members, sorted(asked)), owners


def _reached(run: Run, asked: frozenset[int], start: Rest) -> set[int]:
    """The constraints whose part in the blocks may have changed.

    Those that are new or hold a changed variable; then those a leaf of which is named by one of
    them; then all in blocks they touch. What else was left out can stay so: its leaf is still
    named by nothing that comes after it.
    """
    indexed = run.indexed
    changed = {side >> 1 for side in run.sides[len(start.run.sides) :]} | asked
    todo = [*(start.run.off - run.off), *(place for one in changed for place in indexed.at[one])]
    found: set[int] = set()
    touched: set[int] = set()
    while todo:
        place = todo.pop()
        if place in found:
            continue
        found.add(place)
        for variable in indexed.members[place]:
            touched.add(variable)
            owner = start.owners.get(variable)
            if owner is not None:
                todo.append(owner)
    for block in start.blocks:
        if not touched.isdisjoint(block.variables):
            found.update(block.places)
    return found


def _without_leaves(
    run: Run, members: dict[int, tuple[int, ...]], asked: frozenset[int]
) -> dict[int, int]:
    """Leave out constraints with a leaf until there are none; each leaf with its constraint."""
    # of the places of each variable only number and sum are kept: the last one is then known
    count: dict[int, int] = {}
    total: dict[int, int] = {}
    for place, variables in members.items():
        for variable in variables:
            count[variable] = count.get(variable, 0) + 1
            total[variable] = total.get(variable, 0) + place
    owners: dict[int, int] = {}
    sums: dict[int, list[_Greatest]] = {}
    leaves = [variable for variable, number in count.items() if number == 1]
    while leaves:
        leaf = leaves.pop()
        place = total[leaf]
        if count[leaf] != 1 or leaf in asked or not _is_free(run, place, leaf, sums):
            continue
        owners[leaf] = place
        for other in members.pop(place):
            count[other] -= 1
            total[other] -= place
            if count[other] == 1:
                leaves.append(other)
    return owners


def _joined(
    run: Run, members: dict[int, tuple[int, ...]], asked: Iterable[int]
) -> tuple[Block, ...]:
    """What is left, joined by the variables that are not known to a point."""
    unions: Unions[int] = Unions()
    loose = {
        place: [one for one in variables if not is_point(run, one)]
        for place, variables in members.items()
    }
    for variables in loose.values():
        unions.join(variables)
    unions.join(asked)
    groups: dict[int, list[int]] = {}
    for place in sorted(members):
        variables = loose[place]
        groups.setdefault(unions.find(variables[0]) if variables else -1, []).append(place)
    return tuple(_block(run, group) for _, group in sorted(groups.items()))


def _block(run: Run, places: list[int]) -> Block:
    indexed = run.indexed
    split = len(indexed.system.rows)
    return Block(
        tuple(indexed.system.rows[place] for place in places if place < split),
        tuple(indexed.system.products[place - split] for place in places if place >= split),
        tuple(places),
        tuple(sorted({one for place in places for one in indexed.members[place]})),
    )


def is_at_rest(run: Run, block: Block, asked: int = 1) -> bool:
    """Tell whether propagation alone says all of a block: it holds, and its ends are reached.

    `asked` of its variables may be added up in a question; that must leave it a tree. Nothing is
    told of products that may be negative, nor where so little is left that it may be rounding.
    """
    indexed = run.indexed
    edges = 0
    variables: set[int] = set()
    for place in block.places:
        loose = [one for one in indexed.members[place] if not is_point(run, one)]
        edges += len(loose)
        variables.update(loose)
        if not loose:
            return False
    if edges + asked > len(block.places) + len(variables):
        return False
    return all(
        _is_wide(run, place) and all(_rests(run, unit) for unit in indexed.units_of[place])
        for place in block.places
    )


def _rests(run: Run, number: int) -> bool:
    """Tell whether a unit leaves for each of its variables all that is known of it."""
    unit = run.indexed.units[number]
    if unit is not None:
        return _row_rests(run, unit)
    scale = run.indexed.scale
    result, left, right = (run.known(one) for one in run.indexed.products[number])
    if any(low is None or low < 0 for low, *_ in (result, left, right)):
        return False
    quotients = (left, divided(result, right, scale)), (right, divided(result, left, scale))
    return _lies_in(result, times(left, right, scale)) and all(
        found is not None and _lies_in(known, found) for known, found in quotients
    )


def _row_rests(run: Run, unit: IndexedRow) -> bool:
    terms, bound, strict = unit
    missing = [term for term in terms if run.ends[term[0]] is None]
    if len(missing) > 1:
        return True
    slack = bound - sum(factor * (run.ends[least] or 0) for least, _, factor in terms)
    opens = strict + sum(run.opens[least] for least, _, _ in terms)
    for least, most, factor in missing or terms:
        end = run.ends[most]
        if end is None:
            return False
        room = slack + factor * (run.ends[least] or 0) - factor * end
        is_open = opens > run.opens[least] and not run.opens[most]
        if room < 0 or (room == 0 and is_open):
            return False
    return True


def _is_wide(run: Run, place: int) -> bool:
    """Tell whether what is known of a constraint's variables is wide beside what rounding does."""
    indexed = run.indexed
    unit = indexed.units[indexed.units_of[place][0]]
    factors = dict.fromkeys(indexed.products[indexed.units_of[place][0]], 1)
    if unit is not None:
        factors = {least >> 1: abs(factor) for least, _, factor in unit[0]}
    elif len(factors) < 3:
        return False
    ends = {one: (run.ends[2 * one], run.ends[2 * one + 1]) for one in factors}
    sizes = {
        one: factors[one] * max(abs(low or 0), abs(high or 0)) for one, (low, high) in ends.items()
    }
    largest = max(sizes.values())
    for one, (low, high) in ends.items():
        if low is None or high is None or low == high:
            continue
        beside = largest if unit is not None else sizes[one]
        if high - low < _WIDE or (high - low) * factors[one] * _WIDE < beside:
            return False
    return True


def is_point(run: Run, variable: int) -> bool:
    """Tell whether a variable is known to a point."""
    low = run.ends[2 * variable]
    return low is not None and low == run.ends[2 * variable + 1]


def _is_implied(run: Run, place: int) -> bool:
    """Tell whether a row holds everywhere in the box."""
    units = [run.indexed.units[unit] for unit in run.indexed.units_of[place]]
    return all(unit is not None and _holds(run, unit) for unit in units)


def _holds(run: Run, unit: IndexedRow) -> bool:
    """Tell whether a unit holds everywhere in the box."""
    terms, bound, strict = unit
    total, is_open = 0, False
    for _, most, factor in terms:
        end = run.ends[most]
        if end is None:
            return False
        total += factor * end
        is_open = is_open or run.opens[most]
    return total < bound or (total == bound and (is_open or not strict))


class _Greatest(NamedTuple):
    """The greatest sum of a unit's terms, so that each of many leaves is looked at once."""

    unit: IndexedRow
    terms: dict[int, Term]
    total: int
    missing: int
    """Terms that can be as great as they like."""
    opens: int


def _greatest(run: Run, unit: IndexedRow) -> _Greatest:
    terms = unit[0]
    known = [term for term in terms if run.ends[term[1]] is not None]
    return _Greatest(
        unit,
        {term[0] >> 1: term for term in terms},
        sum(factor * (run.ends[most] or 0) for _, most, factor in known),
        len(terms) - len(known),
        sum(run.opens[most] for _, most, _ in known),
    )


def _holds_beside(run: Run, sums: _Greatest, leaf: int) -> bool:
    """Tell whether a unit can be made to hold by its leaf, from the greatest sum."""
    least, most, factor = sums.terms[leaf]
    low, high = run.ends[least], run.ends[most]
    if low is None:
        return True
    if sums.missing > (high is None):
        return False
    total = sums.total + factor * (low - (high or 0))
    is_open = sums.opens > (high is not None and run.opens[most])
    bound, strict = sums.unit[1:]
    return total < bound or (total == bound and (is_open or not (strict or run.opens[least])))


def _is_free(run: Run, place: int, leaf: int, sums: dict[int, list[_Greatest]]) -> bool:
    """Tell whether the leaf can take whatever value its only constraint asks of it."""
    indexed = run.indexed
    if place not in sums:
        units = [indexed.units[unit] for unit in indexed.units_of[place]]
        sums[place] = [_greatest(run, unit) for unit in units if unit is not None]
    if sums[place]:
        return all(_holds_beside(run, one, leaf) for one in sums[place])
    result, left, right = indexed.products[indexed.units_of[place][0]]
    if len({result, left, right}) < 3:
        return False
    if leaf == result:
        found: Ends | None = times(run.known(left), run.known(right), indexed.scale)
    else:
        other = right if leaf == left else left
        found = divided(run.known(result), run.known(other), indexed.scale)
    return found is not None and _lies_in(found, run.known(leaf))


def _lies_in(found: Ends, known: Ends) -> bool:
    low, low_open, high, high_open = found
    least, least_open, most, most_open = known
    above = least is None or (
        low is not None and (low > least or (low == least and (low_open or not least_open)))
    )
    below = most is None or (
        high is not None and (high < most or (high == most and (high_open or not most_open)))
    )
    return above and below
