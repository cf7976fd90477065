"""All independent conflicts: found, shrunk, graded, with their suspects.

One component after the other. First as many conflicts as share no label are looked for. Each is
judged with the others' labels left out, its first suspect is set aside, and so on until nothing
is left.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from cloudkb.check.diagnosis import consistency
from cloudkb.check.diagnosis.remembered import key, recalled
from cloudkb.check.diagnosis.strain import is_rounding, strain
from cloudkb.check.relations import kind
from cloudkb.check.solver import trace
from cloudkb.check.solver.alternatives import contradiction, possible
from cloudkb.check.solver.components import Component, row_text, split
from cloudkb.check.solver.minimal_conflict import Ground, MinimalConflict, labels_of, minimal
from cloudkb.check.solver.presolve import Rest, rest
from cloudkb.check.solver.problem import (
    Candidate,
    ComponentConflicts,
    Conflict,
    Kept,
    LeftOpen,
    Outcome,
    Row,
    SuspectOrder,
    System,
    Work,
)
from cloudkb.check.solver.propagation import FINE, Run
from cloudkb.check.solver.prover import fine_runs, of_sum
from cloudkb.interval import Interval
from cloudkb.workers import HERE, Workers

NOTHING_REMEMBERED: Mapping[str, str] = MappingProxyType({})
NOTHING_LOOKED_AT: Mapping[str, consistency.Sound] = MappingProxyType({})

MOST = 20
"""Conflicts told of one component."""

_BUDGET = 200_000
"""Of the linear prover for each end of what the rest implies for a suspect of a conflict of at most
`_FULL` claims; those of more share what that many would have."""

_FULL = 12

_JUDGED = 60_000
"""Members of a conflict times its constraints up to which each is set aside and the rest asked;
of more, each of them may be wrong: the set is minimal."""

_SMALL = 2000
"""Constraints of a component up to which what is implied for a suspect starts from scratch."""

_PAIRED = 12
"""Claims of a conflict up to which pairs of claims are asked about where no single one helps."""

_PAIRED_IN = 300
"""Constraints of a component up to which they are."""

PAIRS = 200_000
"""Steps after which no more pairs are asked about in a component."""

UNPAIRED = "whether two claims alone would have to be wrong"
"""What is left open where they are used up."""

Unchanged = Callable[[str, System, ComponentConflicts], bool]
"""Tells whether what was found in a component, kept under a name, is judged as it was."""

Single = Callable[[str], bool]
"""Tells whether a label is a single print, which is wrong sooner than what holds all over."""

Asked = Callable[[Row], Sequence[str]]
"""The unknowns that whoever ranks suspects wants to know of, for a suspect's row."""


def prove(
    system: System,
    known: frozenset[str] = frozenset(),
    order: SuspectOrder | None = None,
    bare: bool = False,
    components: Sequence[Component] | None = None,
    remembered: Mapping[str, str] = NOTHING_REMEMBERED,
    asked: Asked | None = None,
    single: Single | None = None,
    workers: Workers = HERE,
    unchanged: Unchanged = lambda *_: False,
    looked_at: Mapping[str, consistency.Sound] = NOTHING_LOOKED_AT,
) -> Outcome:
    """Find all independent conflicts of a system.

    `known` holds hashes of components last seen consistent, which are skipped; `remembered`
    has what was found in others, which is not looked for again (`Outcome.kept`). `order` ranks
    the suspects of a conflict (by name when it is None); the first is set aside before the
    next conflict is looked for. With `bare`, only the conflicts are asked for, not the suspects
    or the strain, and the first member of each is set aside. `components` are the system's,
    where the caller has them already. `asked` names unknowns of which a suspect's `around` tells.
    Where the removal of no `single` label helps, pairs of them are looked for. `workers` look
    which components hold together, where there are enough of them to be worth it; of those in
    `looked_at`, by their hashes, it is known. Suspects of what is remembered are ranked anew but
    where it is `unchanged` how they are judged.

    Pure: no clock, no file; budgets count steps.
    """
    work = Work()
    found: list[Conflict] = []
    consistent: set[str] = set()
    not_proved: list[LeftOpen] = []
    readings: dict[str, tuple[int, ...]] = {}
    aside: set[str] = set()
    kept: dict[str, Kept] = {}
    components = split(system) if components is None else components
    new = (
        component
        for component, digest in components
        if digest not in known and digest not in looked_at and key(digest, bare) not in remembered
    )
    sound = consistency.of(new, workers)
    for component, digest in components:
        if digest in known and not _has_readings(component):
            work.count("skipped")
            consistent.add(digest)
            continue
        name = key(digest, bare)
        text = remembered.get(name, "")
        here = None
        if text:
            as_it_was = partial(unchanged, name, component)
            here = recalled(component, text, None if bare else order, as_it_was)
        told = looked_at.get(digest) or sound.get(id(component))
        if here is None and told is not None:
            here = ComponentConflicts((), frozenset(), told.left_open, {})
            for what, number in told.statistics:
                work.count(what, number)
        elif here is None:
            ground = Ground(component)
            here, text = conflicts(ground, work, order, bare, asked, single), ""
        else:
            work.count("remembered")
        found += here.conflicts
        aside |= here.aside
        readings |= here.readings
        if here.left_open:
            not_proved.append(LeftOpen(_first(component), here.left_open))
        elif not here.conflicts:
            consistent.add(digest)
        if (here.conflicts or here.left_open) and not _has_readings(component):
            kept[name] = Kept(component, here, text)
    return Outcome(
        tuple(sorted(found, key=lambda conflict: conflict.labels)),
        len(components),
        frozenset(consistent),
        tuple(sorted(not_proved, key=str)),
        dict(sorted(readings.items())),
        frozenset(aside),
        dict(sorted(work.statistics.items())),
        kept,
    )


def conflicts(
    ground: Ground,
    work: Work,
    order: SuspectOrder | None = None,
    bare: bool = False,
    asked: Asked | None = None,
    single: Single | None = None,
) -> ComponentConflicts:
    """Find all independent conflicts.

    With `bare`, nobody asks who is suspect or how far it strains: the first member of each is
    set aside.
    """
    search = _Search(ground, work, order, bare, asked, single)
    search.run()
    readings = {}
    if ground.indexed.readings:
        readings = possible(ground.indexed, work, ground.places(search.aside))
    left_open = search.left_open or search.unshrunk or search.unpaired
    found = tuple(search.found)
    return ComponentConflicts(found, frozenset(search.aside), left_open, readings)


class _Search:
    def __init__(
        self,
        ground: Ground,
        work: Work,
        order: SuspectOrder | None,
        bare: bool,
        asked: Asked | None,
        single: Single | None,
    ) -> None:
        self.found: list[Conflict] = []
        self.aside: set[str] = set()
        self.left_open = ""
        self.unshrunk = ""
        """What a budget left open of a conflict that was found."""
        self.unpaired = ""
        """`UNPAIRED` where a conflict was not asked about that would have been."""
        self.paired = 0
        """Steps that pairs took."""
        self.stopped = False
        """Whether more may be found that was not looked for."""
        self._ground = ground
        self._work = work
        self._order = order
        self._bare = bare
        self._asked = asked
        self._single = single

    def run(self) -> None:
        """Go on until nothing contradicts."""
        while not self.stopped:
            out = frozenset(self.aside)
            cores = self._apart(out)
            if not cores:
                return
            members = [core.labels - self._ground.certain for core in cores]
            is_all = not self.stopped and len(cores) < MOST
            start = self._start(out.union(*members)) if is_all else None
            for core, own in zip(cores, members, strict=True):
                if len(self.found) >= MOST:
                    self._stop(f"more than {MOST} conflicts")
                    return
                others = frozenset().union(*(each for each in members if each is not own))
                conflict = self._conflict(core, out | self.aside | others, start)
                self.found.append(conflict)
                if conflict.suspects:
                    self.aside.add(conflict.suspects[0].label)

    def _apart(self, out: frozenset[str]) -> list[MinimalConflict]:
        """Minimal conflicts that share no label, the certain ones apart."""
        ground, work = self._ground, self._work
        cores: list[MinimalConflict] = []
        while len(cores) < MOST:
            cases = contradiction(ground.indexed, work, ground.places(out))
            if cases is None:
                self.left_open = work.left_open
                break
            core = minimal(ground, labels_of(cases), work, cases=cases)
            cores.append(core)
            if core.is_cut_short:
                self.unshrunk = f"whether all {len(core.labels)} of a conflict are needed"
            doubtable = core.labels - ground.certain
            if not doubtable:
                self._stop("a conflict in which nothing can be doubted")
                break
            out |= doubtable
        return cores

    def _stop(self, why: str) -> None:
        self.stopped = True
        self.left_open = why

    def _start(self, out: frozenset[str]) -> Rest | None:
        """Where the questions about suspects begin: all but the members of conflicts."""
        if self._bare or self._ground.indexed.readings:
            return None
        run = Run(self._ground.indexed, self._ground.places(out))
        self._work.count("steps", run.steps)
        return rest(run) if run.clash < 0 else None

    def _conflict(self, core: MinimalConflict, out: frozenset[str], start: Rest | None) -> Conflict:
        ground, work = self._ground, self._work
        members = sorted(core.labels - ground.certain)
        rounding = is_rounding(core.system, work)
        is_large = len(members) * len(core.system.constraints) > _JUDGED
        if self._bare or rounding or is_large:
            # of figures that were cut off none need be wrong: nobody asks who
            unjudged = tuple(Candidate(label, None, None) for label in members)
            is_any = is_large and not (self._bare or rounding)
            return self._graded(core, rounding, self._ranked(core, unjudged), is_any)
        helping = (
            members
            if self._is_all(core, out)
            else [
                label
                for label in members
                if contradiction(ground.indexed, work, ground.places(out | {label}), start=start)
                is None
            ]
        )
        candidates = tuple(
            self._candidate(label, core, out, start, label in helping)
            for label in helping or members
        )
        if not any(map(self._single or bool, helping)):
            paired = self._paired(core, out)
            helped = candidates if helping else ()
            candidates = (*paired, *helped) if paired else candidates
            helping = helping or [one.label for one in paired]
        return self._graded(core, rounding, self._ranked(core, candidates), bool(helping))

    def _paired(self, core: MinimalConflict, out: frozenset[str]) -> tuple[Candidate, ...]:
        """The members that settle it together with one member of what still clashes without them.

        None where so many would have to be asked about that it is not looked for.
        """
        ground, work = self._ground, self._work
        ones = self._singles(core)
        if not 0 < len(ones) <= _PAIRED or len(ground.indexed.constraints) > _PAIRED_IN:
            return ()
        if self.paired >= PAIRS:
            self.unpaired = UNPAIRED
            return ()
        before = work.statistics.get("steps", 0)
        found = self._pairs_of(ones, core, out)
        self.paired += work.statistics.get("steps", 0) - before
        return found

    def _pairs_of(
        self, ones: Sequence[str], core: MinimalConflict, out: frozenset[str]
    ) -> tuple[Candidate, ...]:
        ground, work = self._ground, self._work
        found = []
        for label in ones:
            cases = contradiction(ground.indexed, work, ground.places(out | {label}))
            if cases is None:
                continue
            left = minimal(ground, labels_of(cases), work, cases=cases)
            others = self._singles(left)
            if len(others) > _PAIRED:
                continue
            beside = tuple(
                self._candidate(other, left, out | {label}, None, True)
                for other in others
                if contradiction(ground.indexed, work, ground.places(out | {label, other})) is None
            )
            if beside:
                names = tuple(one.label for one in self._ranked(left, beside))
                one = self._candidate(label, core, out | {names[0]}, None, True)
                found.append(one._replace(beside=names))
        return tuple(found)

    def _singles(self, core: MinimalConflict) -> list[str]:
        doubtable = core.labels - self._ground.certain
        return sorted(
            label for label in doubtable if self._single is not None and self._single(label)
        )

    def _is_all(self, core: MinimalConflict, out: frozenset[str]) -> bool:
        """Whether there is nothing beside the conflict: that each member helps is then known."""
        beside = len(self._ground.indexed.constraints) - len(self._ground.places(out))
        return core.tried and len(core.system.constraints) == beside

    def _ranked(
        self, core: MinimalConflict, candidates: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        if self._bare or self._order is None or not candidates:
            return candidates
        by_label = {candidate.label: candidate for candidate in candidates}
        return tuple(by_label[one] for one in self._order(tuple(sorted(core.labels)), candidates))

    def _graded(
        self, core: MinimalConflict, rounding: bool, suspects: tuple[Candidate, ...], alone: bool
    ) -> Conflict:
        labels = tuple(sorted(core.labels))
        return Conflict(
            labels,
            core.cases,
            rounding,
            None if self._bare else strain(core.system, core.cases, self._work),
            suspects,
            alone,
        )

    def _candidate(
        self,
        label: str,
        core: MinimalConflict,
        out: frozenset[str],
        start: Rest | None,
        helps: bool,
    ) -> Candidate:
        row = min(
            (row for row in core.system.rows if row.label == label),
            key=lambda row: (len(row.terms), kind(row).role == "of-claim", row_text(row)),
            default=None,
        )
        if row is None or not helps:
            return Candidate(label, row, None)
        off = self._ground.places(out | {label})
        if len(self._ground.indexed.constraints) <= _SMALL:
            # from scratch the ends come a little closer
            start = None
        share, indexed = _share(core), self._ground.indexed
        if indexed.readings:
            runs = ((run, None) for run in fine_runs(self._ground, self._work, off))
            return Candidate(label, row, of_sum(runs, row.terms, self._work, share).bounds)
        run = Run(indexed, off, FINE, None if start is None else start.run)
        self._work.count("steps", run.steps)
        left = of_sum([(run, start)] if run.clash < 0 else (), row.terms, self._work, share)
        return Candidate(label, row, left.bounds, self._around(row, run))

    def _around(self, row: Row, run: Run) -> tuple[tuple[str, Interval], ...]:
        """What propagation left for the unknowns asked about."""
        indexed = self._ground.indexed
        names = [] if self._asked is None else self._asked(row)
        names = [name for name in names if name in indexed.number]
        if not names or run.clash >= 0:
            return ()
        known = trace.box(run, [indexed.number[name] for name in names])
        return tuple((name, known[name].interval) for name in names)


def _share(core: MinimalConflict) -> int:
    """The budget for each end of what the rest implies for a suspect."""
    return _BUDGET * _FULL // max(_FULL, len(core.labels))


def _first(component: System) -> str:
    """The first label of a component, or of its variables where it has none."""
    labels = {one.label for one in component.constraints} - {""}
    return min(labels) if labels else component.variables[0].name


def _has_readings(system: System) -> bool:
    return any(one.reading is not None for one in system.constraints)
