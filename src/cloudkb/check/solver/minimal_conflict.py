"""Minimal conflicts: the labels behind a contradiction, and none that is not needed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cloudkb.check.solver.alternatives import contradiction
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.problem import (
    Case,
    Cycle,
    Product,
    Proof,
    Row,
    Sum,
    System,
    Variable,
    Work,
    unknowns,
)
from cloudkb.check.solver.propagation import COARSE, FINE

SHRINKS = (2, COARSE, FINE)
"""Small systems are propagated three times if need be: the fewest steps are told."""


LONG = 12
"""Steps of a chain beyond which a linear proof is looked for."""


MANY = 50
"""Labels of which half are left out at once, then a quarter, and so on; of fewer, one by one."""


BUDGET = 1_500_000
"""Constraints looked at while labels are left out; where the linear prover is asked, each counts
ten times. What is left when it is used up cannot all hold either, but may be more than it takes."""

_LINEAR = 10


class MinimalConflict(NamedTuple):
    """A minimal set of labels that cannot all hold, and why not."""

    labels: frozenset[str]
    cases: tuple[Case, ...]
    system: System
    """All that carries these labels, and what has no label and touches it."""
    tried: bool = False
    """Whether each label was left out by itself and the rest was not refuted."""
    is_cut_short: bool = False
    """Whether the budget was used up before: it may be smaller."""


class Ground:
    """A component made ready for many questions on parts of it."""

    def __init__(self, system: System) -> None:
        """`system` is one component, or several."""
        self.system = system
        self.indexed = IndexedProblem(system)
        self.certain = system.certain | {""}
        self._of_label: dict[str, list[int]] = defaultdict(list)
        self._nameless: dict[str, list[int]] = defaultdict(list)
        """Constraints without a label by variable."""
        self._natural = {variable.name: variable for variable in system.variables}
        for place, constraint in enumerate(self.indexed.constraints):
            self._of_label[constraint.label].append(place)
            if not constraint.label:
                for name in unknowns(constraint):
                    self._nameless[name].append(place)

    @property
    def labels(self) -> list[str]:
        """All labels, sorted."""
        return sorted(label for label in self._of_label if label)

    def places(self, labels: Iterable[str]) -> frozenset[int]:
        """The numbers of all constraints that carry one of the labels."""
        return frozenset(place for label in labels for place in self._of_label.get(label, ()))

    def core(self, labels: Iterable[str], extra: tuple[Row, ...] = ()) -> System:
        """All that carries the labels, and what has no label and touches it."""
        labelled = [
            self.indexed.constraints[place] for place in sorted(self.places(set(labels) - {""}))
        ]
        labelled += extra
        seen = {name for constraint in labelled for name in unknowns(constraint)}
        nameless: set[int] = set()
        todo = sorted(seen)
        while todo:
            for place in self._nameless.get(todo.pop(), ()):
                if place not in nameless:
                    nameless.add(place)
                    new = set(unknowns(self.indexed.constraints[place])) - seen
                    seen |= new
                    todo += new
        labelled += [self.indexed.constraints[place] for place in sorted(nameless)]
        rows = [one for one in labelled if isinstance(one, Row)]
        products = [one for one in labelled if isinstance(one, Product)]
        used = sorted({name for constraint in labelled for name in unknowns(constraint)})
        variables = tuple(self._natural.get(name, Variable(name)) for name in used)
        return System(variables, tuple(rows), tuple(products), self.system.certain)

    def without(self, labels: Iterable[str], kept: tuple[Row, ...]) -> frozenset[int]:
        """All that carries the labels, and what has no label and touches nothing that is left.

        `kept` rows stay in any case.
        """
        always = {id(row) for row in kept}
        constraints, members, at = self.indexed.constraints, self.indexed.members, self.indexed.at
        out = self.places(labels)
        left = {one for one in self._of_label.get("", ()) if id(constraints[one]) not in always}
        gone = out | left
        stays = (each for place, each in enumerate(members) if place not in gone)
        seen = {one for each in stays for one in each} if left else set()
        todo = list(seen)
        while todo and left:
            for place in left.intersection(at[todo.pop()]):
                left.discard(place)
                todo += [one for one in members[place] if one not in seen]
                seen.update(members[place])
        return out | left


def labels_of(cases: Iterable[Case]) -> frozenset[str]:
    """All labels the proofs rest on."""
    return frozenset(
        constraint.label
        for case in cases
        for constraint in case.proof.constraints()
        if constraint.label
    )


def minimal(
    ground: Ground,
    labels: frozenset[str],
    work: Work,
    extra: tuple[Row, ...] = (),
    cases: tuple[Case, ...] = (),
) -> MinimalConflict:
    """Leave out one label after the other, in order, for as long as the contradiction stays.

    Certain labels are not tried. `extra` rows are part of the question and always kept;
    `cases` are the answer when the labels alone do not contradict within the budgets.
    """

    def ask(some: frozenset[str]) -> tuple[Case, ...] | None:
        return contradiction(IndexedProblem(ground.core(some, extra)), work, shrinks=SHRINKS)

    found = ask(labels)
    if found is None:
        return MinimalConflict(labels, cases, ground.core(labels, extra))
    kept = labels_of(found)
    core = ground.core(kept, extra)
    if not extra and is_ring(core):
        return MinimalConflict(kept, found, core)
    tried: set[str] = set()
    laid_out = Ground(core)
    several = len(kept) // 2 if len(kept) > MANY else 1
    left = BUDGET
    while untried := sorted(kept - tried - ground.certain):
        if left <= 0:
            break
        some = untried[:several]
        blocks = work.statistics.get("blocks", 0)
        work.count("deletions")
        fewer = contradiction(laid_out.indexed, work, laid_out.without(some, extra), SHRINKS)
        size = len(laid_out.indexed.constraints)
        left -= size * (_LINEAR if work.statistics.get("blocks", 0) > blocks else 1)
        if fewer is not None:
            found, kept = fewer, labels_of(fewer)
            laid_out = Ground(ground.core(kept, extra))
        elif several == 1:
            tried.update(some)
        several = max(1, several // 2)
    work.left_open = ""
    # told once more without what was left out: the chain may be shorter now
    core = ground.core(kept, extra)
    readable = _readable(core, ask(kept) or found, work)
    return MinimalConflict(kept, readable, core, not untried, bool(untried))


def is_ring(core: System) -> bool:
    """Tell whether each variable stands below the next one, which may be as great as it likes.

    Without any one row such a ring holds: begin after the gap, and make each as great as it must
    be. So all its labels are needed.
    """
    if core.products or any(not row.label for row in core.rows):
        return False
    steps = [_step(row) for row in core.rows]
    if None in steps or any(one.natural.high is not None for one in core.variables):
        return False
    above = dict(step for step in steps if step is not None)
    here = start = min(above)
    for _ in range(len(steps) - 1):
        here = above.get(here, start)
        if here == start:
            return False
    return len(above) == len(steps) and above.get(here) == start


def _step(row: Row) -> tuple[str, str] | None:
    """The lower and the upper variable of a row that only says how far they are apart at least."""
    if len(row.terms) != 2 or row.reading is not None:
        return None
    (upper, one), (lower, other) = sorted(row.terms, key=lambda term: -term[1])
    if not one > 0 > other:
        return None
    if row.interval.high is None:
        return lower, upper
    return (upper, lower) if row.interval.low is None else None


def _readable(core: System, cases: tuple[Case, ...], work: Work) -> tuple[Case, ...]:
    """A sum or a cycle in place of chains that go to and fro between the same few variables."""
    if all(len(case.proof.steps) <= LONG for case in cases):
        return cases
    others = contradiction(IndexedProblem(core), work, shrinks=SHRINKS[:1])
    if others is None or labels_of(others) != labels_of(cases):
        return cases
    return min(cases, others, key=lambda some: sum(_length(case.proof) for case in some))


def _length(proof: Proof) -> int:
    """Steps, and what the end of a proof puts together."""
    end = proof.end
    if isinstance(end, Sum):
        return len(proof.steps) + len(end.parts)
    if isinstance(end, Cycle):
        return len(proof.steps) + len(end.products) + len(end.ratios) + len(end.factors)
    return len(proof.steps)
