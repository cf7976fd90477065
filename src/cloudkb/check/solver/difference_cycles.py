"""Contradictions among differences: a circle of `a - b <= w` whose w add up to less than 0.

Such a circle needs no linear program, however long it is. Bellman and Ford's shortest paths, each
step to the end that was moved last, find it: a column that is its own ancestor closes one.
"""

from collections import deque
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.solver.simplex import Program

_ZERO = Fraction(0)


class _Edge(NamedTuple):
    """`to - source <= length`, or `<` where `strict` is -1."""

    source: int
    to: int
    length: Fraction
    strict: int
    line: int
    weight: Fraction


def circle(program: Program, budget: int) -> Mapping[int, Fraction] | None:
    """Weights of lines that add up to `0 <= less than 0`, or `0 < 0`; None when none is found.

    A positive weight uses a line's high end, a negative one its low end. `budget` counts steps
    along a difference.
    """
    leaving: dict[int, list[_Edge]] = {}
    for edge in _edges(program):
        leaving.setdefault(edge.source, []).append(edge)
    reach = dict.fromkeys(sorted({end for each in leaving.values() for e in each for end in e[:2]}),
                          (_ZERO, 0))  # fmt: skip
    came: dict[int, _Edge] = {}
    waiting, queued = deque(reach), set(reach)
    moves = 0
    while waiting and budget > 0:
        source = waiting.popleft()
        queued.discard(source)
        for edge in leaving.get(source, ()):
            budget -= 1
            length, strict = reach[source]
            new = (length + edge.length, strict + edge.strict)
            if new >= reach[edge.to]:
                continue
            reach[edge.to], came[edge.to] = new, edge
            moves += 1
            if edge.to not in queued:
                queued.add(edge.to)
                waiting.append(edge.to)
        if moves >= len(reach):
            moves, budget = 0, budget - len(reach)
            found = _closed(came)
            if found:
                return {edge.line: edge.weight for edge in sorted(found, key=lambda e: e.line)}
    return None


def _edges(program: Program) -> list[_Edge]:
    edges = []
    for number, (terms, (low, high, low_open, high_open)) in enumerate(program.lines):
        if len(terms) != 2 or terms[0][1] != -terms[1][1]:
            continue
        (above, factor), (below, _) = sorted(terms, key=lambda term: -term[1])
        weight = 1 / Fraction(factor)
        if high is not None:
            edges.append(_Edge(below, above, high * weight, -high_open, number, weight))
        if low is not None:
            edges.append(_Edge(above, below, -low * weight, -low_open, number, -weight))
    return edges


def _closed(came: Mapping[int, _Edge]) -> list[_Edge]:
    """The steps of a circle among where the columns were reached from, if there is one."""
    seen: dict[int, int] = {}
    for start in came:
        here = start
        while here in came and here not in seen:
            seen[here] = start
            here = came[here].source
        if here in came and seen[here] == start:
            found: list[_Edge] = []
            first = here
            while not found or here != first:
                found.append(came[here])
                here = came[here].source
            return found
    return []
