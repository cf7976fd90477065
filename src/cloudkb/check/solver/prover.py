"""What a consistent system leaves for a sum, and whether a row can hold in it.

`problem` says what goes in and what comes out.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from cloudkb.check.solver import trace
from cloudkb.check.solver.alternatives import contradiction, without
from cloudkb.check.solver.bounds import of_sum
from cloudkb.check.solver.components import split, touching
from cloudkb.check.solver.indexed_problem import IndexedProblem
from cloudkb.check.solver.minimal_conflict import Ground
from cloudkb.check.solver.problem import (
    Bounds,
    Number,
    Row,
    System,
)
from cloudkb.check.solver.propagation import Run
from cloudkb.check.solver.refute import Work
from cloudkb.interval import Interval

Status = Literal["certain", "possible", "impossible"]


def implied(system: System, terms: tuple[tuple[str, Number], ...]) -> Bounds:
    """The tightest interval that can be proved for a sum; `((name, 1),)` for one variable.

    The system should be consistent: set aside first what `Outcome.aside` names.
    """
    return Prover(system).implied(terms)


def judge(system: System, row: Row) -> Status:
    """Tell whether a row must hold, can hold or cannot, given a consistent system without it."""
    return Prover(system).judge(row)


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
        self._system = system
        self._components = [component for component, _ in split(system)]
        self._grounds: list[Ground | None] = [None] * len(self._components)
        self._at = {
            variable.name: place
            for place, component in enumerate(self._components)
            for variable in component.variables
        }

    def implied(self, terms: tuple[tuple[str, Number], ...]) -> Bounds:
        """The tightest interval that can be proved for a sum."""
        return of_sum(self._ground([name for name, _ in terms]), terms, self.work)

    def interval(self, terms: tuple[tuple[str, Number], ...]) -> Interval:
        """The same without what its ends rest on, which costs most."""
        ground = self._ground([name for name, _ in terms])
        return of_sum(ground, terms, self.work, because=False).interval

    def judge(self, row: Row) -> Status:
        """Tell whether a row must hold, can hold or cannot."""
        ground = self._ground([name for name, _ in row.terms])
        if self._refutes(ground, row.terms, row.interval):
            return "impossible"
        low, low_open, high, high_open = _ends(row.interval)
        beyond = []
        if low is not None:
            beyond.append(Interval(None, low, False, not low_open))
        if high is not None:
            beyond.append(Interval(high, None, not high_open))
        if all(self._refutes(ground, row.terms, interval) for interval in beyond):
            return "certain"
        return "possible"

    def _refutes(
        self, ground: Ground, terms: tuple[tuple[str, Number], ...], interval: Interval
    ) -> bool:
        row = Row(terms, interval, kind="asked")
        return contradiction(IndexedProblem(ground.system.joined(row)), self.work) is not None

    def _ground(self, names: list[str]) -> Ground:
        """The component that holds the names; all of them at once when they lie in several."""
        places = sorted({self._at[name] for name in names if name in self._at})
        if len(places) != 1:
            return Ground(touching(self._system, names))
        place = places[0]
        ground = self._grounds[place]
        if ground is None:
            ground = self._grounds[place] = Ground(self._components[place])
        return ground


def _ends(interval: Interval) -> tuple[Fraction | None, bool, Fraction | None, bool]:
    return interval.low, interval.low_open, interval.high, interval.high_open
