"""The causes behind the ends a run found, as the steps of a proof, and no step too many."""

from collections.abc import Iterable
from fractions import Fraction
from heapq import heapify, heappop, heappush

from cloudkb.check.solver.linear_prover import KnownBounds
from cloudkb.check.solver.problem import Clash, Given, Narrowing, Proof
from cloudkb.check.solver.propagation import Run
from cloudkb.check.solver.scaled import Ends, divided, times
from cloudkb.interval import Interval

Parents = dict[int, int]
"""For each side that was used its event, or -1 for the natural end."""


def box(run: Run, variables: Iterable[int]) -> dict[str, KnownBounds]:
    """What a run knows of some variables; the steps are events of the run."""
    found: dict[str, KnownBounds] = {}
    scale = run.indexed.scale
    ends, opens, latest = run.ends, run.opens, run.latest
    for variable in variables:
        low, high = 2 * variable, 2 * variable + 1
        interval = Interval(
            _exact(ends[low], scale), _exact(ends[high], scale), opens[low], opens[high]
        )
        steps = tuple(event for event in (latest[low], latest[high]) if event >= 0)
        found[run.indexed.names[variable]] = KnownBounds(interval, steps)
    return found


def clash(run: Run) -> Proof:
    """The chain that leaves a variable without a value."""
    sides = {side: run.latest[side] for side in (2 * run.clash, 2 * run.clash + 1)}
    steps, place = chain(run, sides.values())
    known: dict[tuple[int, ...], set[int]] = {}
    for side, event in sides.items():
        known.setdefault((place[event],) if event >= 0 else (), set()).add(side)
    name = run.indexed.names[run.clash]
    given = tuple(
        Given(name, _interval(run, {side: sides[side] for side in each}), used)
        for used, each in sorted(known.items())
    )
    return Proof(steps, Clash(name, given))


def chain(run: Run, events: Iterable[int]) -> tuple[tuple[Narrowing, ...], dict[int, int]]:
    """All steps that the events rest on, in order, and the place of each event among them."""
    parents: dict[int, Parents] = {}
    todo = [-event for event in set(events) if event >= 0]
    heapify(todo)
    while todo:
        event = -heappop(todo)
        if event in parents:
            continue
        parents[event] = _parents(run, event)
        for parent in parents[event].values():
            if parent >= 0:
                heappush(todo, -parent)
    return _steps(run, parents)


def _steps(run: Run, parents: dict[int, Parents]) -> tuple[tuple[Narrowing, ...], dict[int, int]]:
    """One step for each event; both ends of a variable from one constraint are one step."""
    steps: list[Narrowing] = []
    place: dict[int, int] = {}
    pairs: dict[tuple[int, int, int], list[int]] = {}
    for event in sorted(parents):
        unit, role = divmod(run.causes[event], 3)
        key = (run.sides[event] >> 1, run.indexed.constraint_of[unit], role)
        group = pairs.get(key)
        first = group[0] if group else event
        if (
            group
            and len(group) == 1
            and run.sides[first] != run.sides[event]
            and all(parent < first for parent in parents[event].values())
        ):
            group.append(event)
            place[event] = place[first]
            steps[place[event]] = _narrowing(run, group, parents, place)
            continue
        pairs[key] = [event]
        place[event] = len(steps)
        steps.append(_narrowing(run, [event], parents, place))
    return tuple(steps), place


def _narrowing(
    run: Run, events: list[int], parents: dict[int, Parents], place: dict[int, int]
) -> Narrowing:
    used: Parents = {}
    for event in events:
        for side, parent in parents[event].items():
            used[side] = max(parent, used.get(side, -1))
    by_variable: dict[int, Parents] = {}
    for side in sorted(used):
        by_variable.setdefault(side >> 1, {})[side] = used[side]
    given = []
    for variable, sides in by_variable.items():
        steps = {place[event] for event in sides.values() if event >= 0}
        given.append(
            Given(run.indexed.names[variable], _interval(run, sides), tuple(sorted(steps)))
        )
    return Narrowing(
        run.indexed.names[run.sides[events[0]] >> 1],
        _interval(run, {run.sides[event]: event for event in events}),
        run.indexed.constraints[run.indexed.constraint_of[run.causes[events[0]] // 3]],
        tuple(sorted(given)),
    )


def _interval(run: Run, sides: Parents) -> Interval:
    """The ends of one variable at the given events; other sides stay unbounded."""
    low = high = None
    low_open = high_open = False
    for side, event in sides.items():
        end, is_open = _end(run, side, event)
        if side & 1:
            high, high_open = _exact(end, run.indexed.scale), is_open
        else:
            low, low_open = _exact(end, run.indexed.scale), is_open
    return Interval(low, high, low_open, high_open)


def _exact(end: int | None, scale: int) -> Fraction | None:
    return None if end is None else Fraction(end, scale)


def _end(run: Run, side: int, event: int) -> tuple[int | None, bool]:
    if event < 0:
        return run.indexed.ends[side], run.indexed.opens[side]
    return run.values[event], run.strict[event]


def _latest(run: Run, side: int, event: int) -> int:
    """The side's last event before another event."""
    found = run.latest[side]
    while found >= event:
        found = run.before[found]
    return found


def _parents(run: Run, event: int) -> Parents:
    unit, role = divmod(run.causes[event], 3)
    row = run.indexed.units[unit]
    if row is None:
        return _product_parents(run, event, run.indexed.products[unit], role)
    side = run.sides[event]
    return {least: _latest(run, least, event) for least, narrowed, _ in row[0] if narrowed != side}


def _product_parents(run: Run, event: int, three: tuple[int, int, int], role: int) -> Parents:
    """The ends a product's step needs: what can be left out is, the latest end first."""
    result, left, right = three
    one, other = ((left, right), (result, right), (result, left))[role]
    compute = divided if role else times
    sides = sorted({2 * one, 2 * one + 1, 2 * other, 2 * other + 1})
    used = {side: _latest(run, side, event) for side in sides}
    for side in sorted(sides, key=lambda each: (-used[each], each)):
        if used[side] < 0:
            continue
        without = used | {side: -1}
        found = compute(_known(run, one, without), _known(run, other, without), run.indexed.scale)
        if found is not None and _reaches(found, run, event):
            used = without
    return {side: parent for side, parent in used.items() if _end(run, side, parent)[0] is not None}


def _known(run: Run, variable: int, used: Parents) -> Ends:
    low, low_open = _end(run, 2 * variable, used[2 * variable])
    high, high_open = _end(run, 2 * variable + 1, used[2 * variable + 1])
    return low, low_open, high, high_open


def _reaches(found: Ends, run: Run, event: int) -> bool:
    """Tell whether an interval is at least as tight as the event's end."""
    value, strict, is_high = run.values[event], run.strict[event], run.sides[event] & 1
    end, is_open = found[2:] if is_high else found[:2]
    if end is None or end == value:
        return end is not None and (is_open or not strict)
    return (end < value) == bool(is_high)
