"""The prover's questions; `system` says what goes in and what comes out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from cloudkb.check import chain, implications
from cloudkb.check.components import Component, split, touching
from cloudkb.check.conflicts import conflicts
from cloudkb.check.cores import Ground
from cloudkb.check.net import Net
from cloudkb.check.propagate import Run
from cloudkb.check.readings import contradiction, without
from cloudkb.check.refute import Work
from cloudkb.check.system import (
    Bounds,
    Conflict,
    Number,
    Outcome,
    Row,
    SuspectOrder,
    System,
)
from cloudkb.interval import Interval

Status = Literal["certain", "possible", "impossible"]


def prove(
    system: System,
    known: frozenset[str] = frozenset(),
    order: SuspectOrder | None = None,
    bare: bool = False,
    components: Sequence[Component] | None = None,
) -> Outcome:
    """Find all independent conflicts of a system.

    `known` holds hashes of components last seen consistent, which are skipped. `order` ranks
    the suspects of a conflict (by name when it is None); the first is set aside before the
    next conflict is looked for. With `bare`, only the conflicts are asked for, not the suspects
    or the strain, and the first member of each is set aside. `components` are the system's,
    where the caller has them already.

    Pure: no clock, no file; budgets count steps.
    """
    work = Work()
    found: list[Conflict] = []
    consistent: set[str] = set()
    not_proved: list[str] = []
    readings: dict[str, tuple[int, ...]] = {}
    aside: set[str] = set()
    components = split(system) if components is None else components
    for component, digest in components:
        if digest in known and not _has_readings(component):
            work.count("skipped")
            consistent.add(digest)
            continue
        ground = Ground(component)
        here = conflicts(ground, work, order, bare)
        found += here.conflicts
        aside |= here.aside
        readings |= here.readings
        if here.left_open:
            first = ground.labels[0] if ground.labels else component.quantities[0].name
            not_proved.append(f"{first}: {here.left_open}")
        elif not here.conflicts:
            consistent.add(digest)
    return Outcome(
        tuple(sorted(found, key=lambda conflict: conflict.labels)),
        len(components),
        frozenset(consistent),
        tuple(sorted(not_proved)),
        dict(sorted(readings.items())),
        frozenset(aside),
        dict(sorted(work.statistics.items())),
    )


def implied(system: System, terms: tuple[tuple[str, Number], ...]) -> Bounds:
    """The tightest interval that can be proved for a sum; `((name, 1),)` for one quantity.

    The system should be consistent: set aside first what `Outcome.aside` names.
    """
    return Prover(system).implied(terms)


def judge(system: System, row: Row) -> Status:
    """Tell whether a row must hold, can hold or cannot, given a consistent system without it."""
    return Prover(system).judge(row)


def bounds(system: System) -> Mapping[str, Interval]:
    """What propagation alone leaves for each quantity of a consistent system, by name."""
    found: dict[str, Interval] = {}
    for component, _ in split(system):
        net = Net(component)
        run = Run(net, without(net, ()))
        found |= {name: one.interval for name, one in chain.box(run, range(len(net.names))).items()}
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
            quantity.name: place
            for place, component in enumerate(self._components)
            for quantity in component.quantities
        }

    def implied(self, terms: tuple[tuple[str, Number], ...]) -> Bounds:
        """The tightest interval that can be proved for a sum."""
        return implications.bounds(self._ground([name for name, _ in terms]), terms, self.work)

    def interval(self, terms: tuple[tuple[str, Number], ...]) -> Interval:
        """The same without what its ends rest on, which costs most."""
        ground = self._ground([name for name, _ in terms])
        return implications.bounds(ground, terms, self.work, because=False).interval

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
        return contradiction(Net(ground.system.joined(row)), self.work) is not None

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


def _has_readings(system: System) -> bool:
    return any(one.reading is not None for one in system.constraints)
