"""Claims with several readings: a contradiction is one only when every choice contradicts.

A label of which only one reading says anything demands nothing: the other one holds.
"""

from collections.abc import Iterator
from itertools import product as choices
from math import prod

from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.presolve import Rest
from cloudkb.check.solver.problem import Case, Proof, Work
from cloudkb.check.solver.propagation import COARSE, NOTHING
from cloudkb.check.solver.refute import refute

MOST = 64
"""Combinations of readings that are tried in one component."""

Choice = tuple[tuple[str, int], ...]


def contradiction(
    indexed: IndexedProblem,
    work: Work,
    off: frozenset[int] = NOTHING,
    shrinks: tuple[int, ...] = (COARSE,),
    start: Rest | None = None,
) -> tuple[Case, ...] | None:
    """Proofs that under every choice of readings something cannot hold, or None.

    `start` spares work where no readings are open; else it is not used.
    """
    if not indexed.readings:
        proof = refute(indexed, work, off, shrinks, start)
        return None if proof is None else (Case((), proof),)
    undecided = readings(indexed, off)
    if prod(map(len, undecided.values())) > MOST:
        proof = refute(indexed, work, off | without(indexed, ()), shrinks)
        if proof is None:
            work.left_open = f"more than {MOST} combinations of readings"
            return None
        return (Case((), proof),)
    cases: list[Case] = []
    left_open = ""
    for choice in combinations(undecided):
        if any(set(case.readings) <= set(choice) for case in cases):
            continue
        proof = refute(indexed, work, off | without(indexed, choice), shrinks)
        if proof is None:
            return None
        left_open = left_open or work.left_open
        case = Case(_used(proof), proof)
        if not case.readings:
            return (case,)
        cases.append(case)
    work.left_open = left_open
    return tuple(cases)


def possible(
    indexed: IndexedProblem, work: Work, off: frozenset[int]
) -> dict[str, tuple[int, ...]]:
    """For each label with several readings those that can hold with the rest.

    When there are too many combinations to try, all of them can as far as is known.
    """
    undecided = readings(indexed, off)
    if prod(map(len, undecided.values())) > MOST:
        return undecided
    fine: dict[str, set[int]] = {label: set() for label in undecided}
    for choice in combinations(undecided):
        if all(reading in fine[label] for label, reading in choice):
            continue
        if refute(indexed, work, off | without(indexed, choice)) is None:
            for label, reading in choice:
                fine[label].add(reading)
    return {label: tuple(sorted(fine[label])) for label in undecided}


def readings(indexed: IndexedProblem, off: frozenset[int] = NOTHING) -> dict[str, tuple[int, ...]]:
    """The labels that are still open, each with its readings."""
    found = {}
    for label, places in indexed.readings.items():
        if len(places) > 1 and not all(place in off for each in places.values() for place in each):
            found[label] = tuple(places)
    return found


def combinations(undecided: dict[str, tuple[int, ...]]) -> Iterator[Choice]:
    """All choices of a reading for each label, in order; one that chooses none if too many."""
    if prod(map(len, undecided.values())) > MOST:
        yield ()
        return
    for chosen in choices(*undecided.values()):
        yield tuple(zip(undecided, chosen, strict=True))


def without(indexed: IndexedProblem, choice: Choice) -> frozenset[int]:
    """The constraints of all readings that were not chosen."""
    chosen = set(choice)
    return frozenset(
        place
        for label, readings in indexed.readings.items()
        for reading, places in readings.items()
        if (label, reading) not in chosen
        for place in places
    )


def _used(proof: Proof) -> Choice:
    return tuple(
        sorted(
            {
                (constraint.label, constraint.reading)
                for constraint in proof.constraints()
                if constraint.reading is not None
            }
        )
    )
