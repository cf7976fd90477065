"""Which components hold together, looked for by workers: most do, and nothing else is to be said.

A worker is sent rows and products, and answers with what the search took; a component in which
something conflicts is left to whoever knows the claims.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cloudkb.check.solver.alternatives import contradiction
from cloudkb.check.solver.components import Component
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.problem import System, Work
from cloudkb.workers import HERE, Workers

LEAST = 4_000
"""Constraints in all from which workers are asked: what they save is then more than their start."""
_SHARE = 1_000
"""Constraints sent at a time."""


class Sound(NamedTuple):
    """A component in which nothing conflicts."""

    left_open: str
    """Why that is not sure, where it is not."""
    statistics: tuple[tuple[str, int], ...]


def of(components: Iterable[System], workers: Workers) -> dict[int, Sound]:
    """The sound ones of some components, by `id`; nothing where no workers are worth it."""
    if workers is HERE:
        return {}
    asked = [one for one in components if all(row.reading is None for row in one.constraints)]
    if sum(len(one.constraints) for one in asked) < LEAST:
        return {}
    # the largest first: none is then waited for at the end
    asked.sort(key=lambda one: -len(one.constraints))
    answers = workers.map(look, None, _shares(asked))
    found = (sound for share in answers for sound in share)
    return {id(one): sound for one, sound in zip(asked, found, strict=True) if sound is not None}


def sound(
    components: Iterable[Component], known: Collection[str], workers: Workers
) -> tuple[dict[str, Sound], list[Component]]:
    """The sound ones by their hashes, and those in which something conflicts; not the `known`."""
    new = [one for one in components if one.digest not in known]
    asked = of((one.system for one in new), workers)
    found: dict[str, Sound] = {}
    others = []
    for one in new:
        told = asked.get(id(one.system)) or _look(one.system)
        if told is None:
            others.append(one)
        elif all(each.reading is None for each in one.system.constraints):
            found[one.digest] = told
    return found, others


def look(_: None, share: tuple[System, ...]) -> tuple[Sound | None, ...]:
    """What a worker does: None for each component in which something conflicts."""
    return tuple(map(_look, share))


def _look(component: System) -> Sound | None:
    work = Work()
    if contradiction(IndexedProblem(component), work) is not None:
        return None
    return Sound(work.left_open, tuple(sorted(work.statistics.items())))


def _shares(components: Iterable[System]) -> Iterator[tuple[System, ...]]:
    share: list[System] = []
    size = 0
    for one in components:
        share.append(one)
        size += len(one.constraints)
        if size >= _SHARE:
            yield tuple(share)
            share, size = [], 0
    if share:
        yield tuple(share)
