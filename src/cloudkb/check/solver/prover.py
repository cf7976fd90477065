"""What a consistent system leaves for a sum, what each end rests on, and whether a row can hold.

`problem` says what goes in and what comes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.check.solver import linear_prover, presolve, trace
from cloudkb.check.solver.alternatives import combinations, contradiction, readings, without
from cloudkb.check.solver.components import Parts, split
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.linear_program import REACH
from cloudkb.check.solver.minimal_conflict import Ground, labels_of, minimal
from cloudkb.check.solver.problem import Bounds, Case, Proof, Row, System, Terms, Work
from cloudkb.check.solver.propagation import FINE, NOTHING, Run
from cloudkb.check.solver.refute import BUDGET, proof_of
from cloudkb.interval import Interval

RowStatus = Literal["certain", "possible", "impossible"]
Reason = tuple[tuple[str, ...], Proof | None]
"""The minimal labels that an end rests on, sorted, and the proof that nothing lies beyond it."""


def implied(system: System, terms: Terms) -> Bounds:
    """The tightest interval that can be proved for a sum; `((name, 1),)` for one variable.

    The system should be consistent: set aside first what `Outcome.aside` names.
    """
    return Prover(system, exact=True).implied(terms)


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

    def __init__(self, system: System, exact: bool = False) -> None:
        """The system should be consistent: set aside first what `Outcome.aside` names.

        Without `exact` nobody asks whether ends are reached.
        """
        self.work = Work()
        self.parts = Parts(system)
        self._exact = exact
        self._grounds: dict[frozenset[int], Ground] = {}
        self._presolved: dict[frozenset[int], list[presolve.Rest]] = {}
        """What propagation leaves, once for each choice of readings that can hold."""
        self._ends: dict[Terms, SumEnds] = {}
        self._reasons: dict[tuple[Terms, bool], Reason] = {}
        self._excluded: dict[tuple[Terms, Interval], bool] = {}
        """Answers: who judges a claim asks some questions on several ways."""

    def implied(self, terms: Terms, told: Interval | None = None) -> Bounds:
        """The tightest interval that can be proved for a sum, and what its ends rest on.

        The reasons cost most: where only a part is `told`, there are none for an end it lacks.
        """
        found = self.ends(terms)
        bounds = found.bounds
        if told is not None:
            bounds = bounds.narrowed(told)
        if bounds.interval.low is not None:
            because, proof = self._reason(terms, found.low, False)
            bounds = bounds._replace(low_because=because, low_proof=proof)
        if bounds.interval.high is not None:
            because, proof = self._reason(terms, found.high, True)
            bounds = bounds._replace(high_because=because, high_proof=proof)
        return bounds

    def interval(self, terms: Terms) -> Interval:
        """The same without the reasons."""
        return self.ends(terms).bounds.interval

    def ends(self, terms: Terms) -> "SumEnds":
        """The same, each end with labels that are enough for it and need not be minimal."""
        if terms not in self._ends:
            left = ((rest.run, rest) for rest in self._left([name for name, _ in terms]))
            self._ends[terms] = of_sum(left, terms, self.work, exact=self._exact)
        return self._ends[terms]

    def _reason(self, terms: Terms, end: "ProvedEnd", is_high: bool) -> Reason:
        asked = terms, is_high
        if asked not in self._reasons:
            ground = self._ground([name for name, _ in terms])
            self._reasons[asked] = _because(ground, terms, end, is_high, self.work)
        return self._reasons[asked]

    def _left(self, names: list[str]) -> list[presolve.Rest]:
        """What propagation leaves around the names, for all questions."""
        places = frozenset(self.parts.places(names))
        if places not in self._presolved:
            runs = fine_runs(self._ground(names), self.work)
            self._presolved[places] = [presolve.rest(run) for run in runs]
        return self._presolved[places]

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


UNKNOWN = ProvedEnd(None, False, False, frozenset())


class SumEnds(NamedTuple):
    """What is left for a sum, without the reasons."""

    low: ProvedEnd
    high: ProvedEnd
    parts: tuple[Interval, ...]
    """What is left under each choice of readings, where that does not hang together."""

    @property
    def bounds(self) -> Bounds:
        """The same as a record."""
        low, high = self.low, self.high
        interval = Interval(low.value, high.value, low.open, high.open)
        return Bounds(interval, low_exact=low.exact, high_exact=high.exact, parts=self.parts)


def fine_runs(ground: Ground, work: Work, off: frozenset[int] = NOTHING) -> Iterator[Run]:
    """What propagation without `off` leaves, once for each choice of readings that can hold."""
    for choice in combinations(readings(ground.indexed, off)):
        run = Run(ground.indexed, off | without(ground.indexed, choice), FINE)
        work.count("steps", run.steps)
        if run.clash < 0:
            yield run


def of_sum(
    left: Iterable[tuple[Run, presolve.Rest | None]],
    terms: Terms,
    work: Work,
    budget: int = BUDGET,
    exact: bool = True,
) -> SumEnds:
    """The tightest interval that can be proved for a sum.

    `left` are fine runs, each with the rest it went on from where that spares work; what is told
    holds under all of them. `budget` is the linear prover's for each end; without `exact` nobody
    asks whether ends are reached.
    """
    ends = [_pair(run, start, terms, work, budget, exact) for run, start in left]
    if not ends:
        return SumEnds(UNKNOWN, UNKNOWN, ())
    low = _widest([pair[0] for pair in ends], False)
    high = _widest([pair[1] for pair in ends], True)
    return SumEnds(low, high, _parts(ends))


def _parts(ends: Iterable[tuple[ProvedEnd, ProvedEnd]]) -> tuple[Interval, ...]:
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
    start: presolve.Rest | None,
    terms: Terms,
    work: Work,
    budget: int,
    exact: bool,
) -> tuple[ProvedEnd, ProvedEnd]:
    """Both ends under one choice of readings: by propagation, or closer by the linear prover."""
    low, high = (_summed(run, terms, is_high) for is_high in (False, True))
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
        return _closer(run, low, found[0], False), _closer(run, high, found[1], True)
    # nothing is left that ties them to anything: every point of the box can be true
    return low._replace(exact=True), high._replace(exact=True)


def _summed(run: Run, terms: Terms, is_high: bool) -> ProvedEnd:
    """The end of a sum when each of its variables is at its own."""
    total, is_open, events = Fraction(0), False, []
    for name, factor in terms:
        variable = run.indexed.number.get(name)
        side = 2 * (variable or 0) + int((factor > 0) == is_high)
        end = None if variable is None else run.ends[side]
        if end is None:
            return UNKNOWN
        total += Fraction(end, run.indexed.scale) * factor
        is_open = is_open or run.opens[side]
        events.append(run.latest[side])
    steps, _ = trace.chain(run, events)
    labels = frozenset(step.constraint.label for step in steps if step.constraint.label)
    return ProvedEnd(total, is_open, False, labels)


def _closer(run: Run, own: ProvedEnd, found: linear_prover.SumEnd, is_high: bool) -> ProvedEnd:
    if found.value is None:
        return own._replace(exact=found.exact and own.value is None)
    if own.value is not None:
        is_farther = found.value > own.value if is_high else found.value < own.value
        if is_farther or (found.value == own.value and (own.open or not found.open)):
            return own._replace(exact=found.exact and found.value == own.value)
    end = ProvedEnd(found.value, found.open, found.exact, frozenset())
    if found.proof_end is None:
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


def _because(ground: Ground, terms: Terms, end: ProvedEnd, is_high: bool, work: Work) -> Reason:
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
