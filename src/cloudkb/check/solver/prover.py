"""What a consistent system leaves for a sum, what each end rests on, and whether a row can hold.

`problem` says what goes in and what comes out.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.check.solver import linear_prover, presolve, trace
from cloudkb.check.solver.alternatives import combinations, contradiction, readings, without
from cloudkb.check.solver.components import Parts, split
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.linear_program import REACH
from cloudkb.check.solver.minimal_conflict import Ground, labels_of, minimal
from cloudkb.check.solver.problem import Bounds, Case, Proof, Row, System, Terms, Work
from cloudkb.check.solver.propagation import FINE, Run
from cloudkb.check.solver.refute import BUDGET, proof_of
from cloudkb.interval import Interval

RowStatus = Literal["certain", "possible", "impossible"]


def implied(system: System, terms: Terms) -> Bounds:
    """The tightest interval that can be proved for a sum; `((name, 1),)` for one variable.

    The system should be consistent: set aside first what `Outcome.aside` names.
    """
    return Prover(system).implied(terms)


def propagated(system: System) -> Mapping[str, Interval]:
    """What propagation alone leaves for each variable of a consistent system, by name."""
    found: dict[str, Interval] = {}
    for component, _ in split(system):
        indexed = IndexedProblem(component)
        run = Run(indexed, without(indexed, ()))
        found |= {
            name: one.interval for name, one in trace.box(run, range(len(indexed.names))).items()
        }
    return dict(sorted(found.items()))


class Prover:
    """A consistent system made ready for many questions; components are laid out once."""

    def __init__(self, system: System) -> None:
        """The system should be consistent: set aside first what `Outcome.aside` names."""
        self.work = Work()
        self.parts = Parts(system)
        self._grounds: dict[frozenset[int], Ground] = {}
        self._presolved: dict[int, presolve.Rest] = {}
        """By the number of the component, as far as it holds no readings and no clash."""
        self._implied: dict[Terms, Bounds] = {}
        self._excluded: dict[tuple[Terms, Interval], bool] = {}
        """Answers: who judges a claim asks some questions on several ways."""

    def implied(self, terms: Terms) -> Bounds:
        """The tightest interval that can be proved for a sum."""
        if terms not in self._implied:
            self._implied[terms] = self._of_sum(terms, because=True)
        return self._implied[terms]

    def interval(self, terms: Terms) -> Interval:
        """The same without what its ends rest on, which costs most."""
        return self._of_sum(terms, because=False).interval

    def _of_sum(self, terms: Terms, because: bool) -> Bounds:
        names = [name for name, _ in terms]
        ground, start = self._ground(names), self._start(names)
        run = None if start is None else start.run
        return of_sum(
            ground, terms, self.work, because=because, start=start, run=run, exact=because
        )

    def _start(self, names: list[str]) -> presolve.Rest | None:
        """What propagation leaves of the component that holds the names, for all questions."""
        places = self.parts.places(names)
        if len(places) != 1:
            return None
        (place,) = places
        if place not in self._presolved:
            indexed = self._ground(names).indexed
            if indexed.readings:
                return None
            run = Run(indexed, frozenset(), FINE)
            self.work.count("steps", run.steps)
            if run.clash >= 0:
                return None
            self._presolved[place] = presolve.rest(run)
        return self._presolved[place]

    def judge(self, row: Row) -> RowStatus:
        """Tell whether a row must hold, can hold or cannot."""
        if self.excludes(row):
            return "impossible"
        ground = self._ground([name for name, _ in row.terms])
        low, high, low_open, high_open = row.interval
        beyond = []
        if low is not None:
            beyond.append(Interval(None, low, False, not low_open))
        if high is not None:
            beyond.append(Interval(high, None, not high_open))
        if all(self._refutes(ground, row.terms, interval) for interval in beyond):
            return "certain"
        return "possible"

    def excludes(self, row: Row) -> bool:
        """Tell whether a row cannot hold; half of what `judge` works out."""
        asked = row.terms, row.interval
        if asked not in self._excluded:
            ground = self._ground([name for name, _ in row.terms])
            self._excluded[asked] = self._refutes(ground, *asked)
        return self._excluded[asked]

    def _refutes(self, ground: Ground, terms: Terms, interval: Interval) -> bool:
        row = Row(terms, interval, kind="asked")
        return contradiction(IndexedProblem(ground.system.joined(row)), self.work) is not None

    def _ground(self, names: list[str]) -> Ground:
        """The component that holds the names; all of them at once when they lie in several."""
        places = frozenset(self.parts.places(names))
        if places not in self._grounds:
            self._grounds[places] = Ground(self.parts.near(names))
        return self._grounds[places]


# --- one component --------------------------------------------------------------------------


class ProvedEnd(NamedTuple):
    """One end of what is left for a sum."""

    value: Fraction | None
    open: bool
    exact: bool
    """Nothing closer can be true."""
    labels: frozenset[str]
    """What it rests on, not yet minimal."""


def of_sum(
    ground: Ground,
    terms: Terms,
    work: Work,
    off: frozenset[int] = frozenset(),
    because: bool = True,
    budget: int = BUDGET,
    start: presolve.Rest | None = None,
    run: Run | None = None,
    exact: bool = True,
) -> Bounds:
    """The tightest interval that can be proved for a sum, constraints in `off` left out.

    Where readings are open it holds for all of them that can hold. Without `because` nobody
    asks what its ends rest on, without `exact` nor whether they are reached. `budget` is the
    linear prover's for each end; `start` spares work where no readings are open, and so does a
    fine `run` over the same.
    """
    ends = []
    if ground.indexed.readings:
        start = run = None
    for choice in combinations(readings(ground.indexed, off)):
        if run is None:
            left = off | without(ground.indexed, choice)
            each = Run(ground.indexed, left, FINE, None if start is None else start.run)
            work.count("steps", each.steps)
        else:
            each = run
        if each.clash < 0:
            ends.append(_pair(each, terms, work, budget, start, because, exact))
    if not ends:
        return Bounds(Interval(), low_exact=False, high_exact=False)
    low = _widest([pair[0] for pair in ends], False)
    high = _widest([pair[1] for pair in ends], True)
    interval = Interval(low.value, high.value, low.open, high.open)
    if not because:
        parts = _parts(ends)
        return Bounds(interval, low_exact=low.exact, high_exact=high.exact, parts=parts)
    low_labels, low_proof = _because(ground, terms, low, False, work)
    high_labels, high_proof = _because(ground, terms, high, True, work)
    return Bounds(interval, low_labels, high_labels, low.exact, high.exact, low_proof, high_proof)


def _parts(ends: list[tuple[ProvedEnd, ProvedEnd]]) -> tuple[Interval, ...]:
    """What is left under each choice of readings, where that does not hang together."""
    each = [Interval(low.value, high.value, low.open, high.open) for low, high in ends]
    if any(one.low is None or one.high is None for one in each):
        return ()
    merged: list[Interval] = []
    for one in sorted(each, key=lambda one: (one.low or 0, one.low_open)):
        last = merged[-1] if merged else None
        if last is None or not last.meets(one):
            merged.append(one)
        elif (one.high or 0, not one.high_open) > (last.high or 0, not last.high_open):
            merged[-1] = Interval(last.low, one.high, last.low_open, one.high_open)
    return tuple(merged) if len(merged) > 1 else ()


def _pair(
    run: Run,
    terms: Terms,
    work: Work,
    budget: int,
    start: presolve.Rest | None,
    because: bool,
    exact: bool,
) -> tuple[ProvedEnd, ProvedEnd]:
    """Both ends under one choice of readings: by propagation, or closer by the linear prover.

    What they rest on is told only where somebody asks `because` of what.
    """
    low, high = (_summed(run, terms, is_high, because) for is_high in (False, True))
    number = run.indexed.number
    asked = {number[name] for name, _ in terms if name in number}
    loose = {variable for variable in asked if not presolve.is_point(run, variable)}
    for block in presolve.blocks(run, [name for name, _ in terms], start):
        asked_here = len(loose & set(block.variables))
        if not asked_here:
            continue
        is_large = len(block.variables) > REACH
        if is_large and presolve.is_at_rest(run, block, asked_here):
            continue
        known = trace.box(run, sorted(asked | set(block.variables)))
        found = linear_prover.optimum(block.rows, block.products, known, terms, budget, exact)
        work.count("optima")
        return (
            _closer(run, low, found[0], False, because),
            _closer(run, high, found[1], True, because),
        )
    # nothing is left that ties them to anything: every point of the box can be true
    return low._replace(exact=True), high._replace(exact=True)


def _summed(run: Run, terms: Terms, is_high: bool, because: bool) -> ProvedEnd:
    """The end of a sum when each of its variables is at its own."""
    total, is_open, events = Fraction(0), False, []
    for name, factor in terms:
        variable = run.indexed.number.get(name)
        side = 2 * (variable or 0) + int((factor > 0) == is_high)
        end = None if variable is None else run.ends[side]
        if end is None:
            return ProvedEnd(None, False, False, frozenset())
        total += Fraction(end, run.indexed.scale) * factor
        is_open = is_open or run.opens[side]
        events.append(run.latest[side])
    steps, _ = trace.chain(run, events if because else ())
    labels = frozenset(step.constraint.label for step in steps if step.constraint.label)
    return ProvedEnd(total, is_open, False, labels)


def _closer(
    run: Run, own: ProvedEnd, found: linear_prover.SumEnd, is_high: bool, because: bool
) -> ProvedEnd:
    if found.value is None:
        return own._replace(exact=found.exact and own.value is None)
    if own.value is not None:
        is_farther = found.value > own.value if is_high else found.value < own.value
        if is_farther or (found.value == own.value and (own.open or not found.open)):
            return own._replace(exact=found.exact and found.value == own.value)
    end = ProvedEnd(found.value, found.open, found.exact, frozenset())
    if found.proof_end is None or not because:
        return end
    return end._replace(labels=labels_of((Case((), proof_of(run, found.proof_end)),)))


def _widest(ends: list[ProvedEnd], is_high: bool) -> ProvedEnd:
    """What holds under every choice of readings."""
    labels = frozenset(label for end in ends for label in end.labels)
    unbounded = [end for end in ends if end.value is None]
    if unbounded:
        return unbounded[0]._replace(labels=frozenset())
    by = 1 if is_high else -1
    widest = max(ends, key=lambda end: (by * (end.value or 0), not end.open, end.exact))
    return widest._replace(labels=labels)


def _because(
    ground: Ground, terms: Terms, end: ProvedEnd, is_high: bool, work: Work
) -> tuple[tuple[str, ...], Proof | None]:
    """The minimal labels that leave nothing beyond an end, and the proof."""
    if end.value is None:
        return (), None
    beyond = (
        Interval(end.value, None, not end.open)
        if is_high
        else Interval(None, end.value, False, not end.open)
    )
    row = Row(tuple(sorted(terms)), beyond, kind="beyond")
    core = minimal(ground, end.labels, work, (row,))
    return tuple(sorted(core.labels)), core.cases[0].proof if core.cases else None
