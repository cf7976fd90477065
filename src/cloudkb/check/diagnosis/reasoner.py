"""Facts compiled once, and the checker's questions: what conflicts, and what lies around."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.copies import origins, repeated
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.strangers import NOBODY, Strangers
from cloudkb.check.diagnosis import conflicts, consistency, error_localization, neighbours
from cloudkb.check.diagnosis.compilation import Compiled, compile_facts
from cloudkb.check.diagnosis.consistency import Sound
from cloudkb.check.diagnosis.dependencies import SIZE, Dependencies
from cloudkb.check.diagnosis.failing_lines import FailingLine, failing_lines
from cloudkb.check.diagnosis.remembered import findings_key, findings_of, findings_text
from cloudkb.check.solver import prover
from cloudkb.check.solver.components import Component, Parts, split, touching
from cloudkb.check.solver.problem import (
    Candidate,
    ComponentConflicts,
    Conflict,
    Kept,
    Outcome,
    Row,
    System,
)
from cloudkb.model import AcceptedException, Facts, Finding
from cloudkb.workers import HERE, Workers


class Diagnosis(NamedTuple):
    """What reasoning over a system found."""

    conflicts: tuple[Conflict, ...]
    outcome: Outcome
    """Of the proof: components, readings, what was not proved."""
    system: System
    """What was proved, without what was set aside."""
    aside: frozenset[str]
    """The first suspects of all conflicts, and what belongs to `lines`."""
    lines: tuple[FailingLine, ...] = ()
    """Lines of the vocabulary that fail in most periods; asked for all facts only."""
    split_before: tuple[Component, ...] | None = None
    """The components before anything was set aside; None where copies were left out of them."""


class Near(NamedTuple):
    """The surroundings of some unknowns."""

    conflicts: tuple[Conflict, ...]
    system: System
    """Without the first suspect of each conflict: nothing conflicts in it."""


class Reasoner:
    """Facts compiled once, and all that is asked of them."""

    def __init__(
        self,
        facts: Facts,
        known: Iterable[str] = (),
        also: Iterable[str] = (),
        asked: Iterable[Quantity] = (),
        remembered: Mapping[str, str] = conflicts.NOTHING_REMEMBERED,
        workers: Workers = HERE,
        strangers: Strangers = NOBODY,
    ) -> None:
        """`known` are hashes of components last seen consistent.

        `remembered` has what an earlier run found in others, as text of `Outcome.kept`.
        `also` and `asked` are as for `compile_facts`; what `also` adds is compiled and left
        out of all reasoning. `workers` prove what is large. Of facts that are a piece of a base
        `strangers` is what the rest says.
        """
        self.facts = facts
        self.doubted = frozenset(exception.doubt for exception in facts.exceptions)
        self.also = frozenset(also)
        compiled: Compiled = compile_facts(facts, prover.propagated, self.doubted, also, asked)
        self.model: ConstraintModel = compiled.model
        self.last_digits = compiled.last_digits
        self.copies = repeated(facts, self.model.claims, origins(facts))
        """By name: the claim that a copy only repeats. It is no second witness in a conflict."""
        self.model.copies = self.copies
        self.model.strangers = strangers
        self.whole = self.model.system()
        self.facts = facts._replace(exceptions=tuple(map(self._named, facts.exceptions)))
        self.doubted = frozenset(exception.doubt for exception in self.facts.exceptions)
        self._components: tuple[System, tuple[Component, ...]] | None = None
        self.known = set(known)
        self.consistent: set[str] = set()
        """Hashes of all components seen consistent in this run, and of disputes in force."""
        self.remembered = remembered
        self.workers = workers
        self.sound: dict[str, Sound] = {}
        """The components that were found sound by looking at each, by their hashes."""
        self.kept: dict[str, Kept] = {}
        """What was found in all other components in this run."""
        self._told: dict[str, str] = {}
        """What an earlier run told of those of which all that decides it is what it was."""

    def _named(self, exception: AcceptedException) -> AcceptedException:
        """The exception with the whole name of what it doubts, where only one fits."""
        fitting = self.identities(exception.doubt)
        return exception._replace(doubt=fitting[0]) if len(fitting) == 1 else exception

    def identities(self, name: str) -> list[str]:
        """The identities a name may stand for: the one so called, or all it is the beginning of.

        `calendar-sum:aliyun.revenue@2023H1` leaves out the currency, and is plain.
        """
        labels = self.model.identities
        if name in labels:
            return [name]
        fitting = sorted(label for label in labels if label.startswith(f"{name} "))
        plain = [label for label in fitting if self.model.in_use(labels[label].about)]
        return plain or fitting

    def find(self) -> Diagnosis:
        """All conflicts, with every doubted claim and identity set aside, and failing lines."""
        found = self.find_in(self.whole.without(self.out))
        aside = found.aside.union(*(line.labels for line in self.lines))
        return found._replace(aside=aside, lines=self.lines)

    @cached_property
    def lines(self) -> tuple[FailingLine, ...]:
        """The lines of the vocabulary that fail in most periods."""
        vocabulary = self.facts.vocabulary
        if not (vocabulary.totals or vocabulary.formulas):
            return ()
        out = self.doubted | self.also | self.copies.keys()
        return failing_lines(self.model, self.whole.without(out), out)

    @cached_property
    def out(self) -> frozenset[str]:
        """What no question is asked with: the doubted, what is only compiled, failing lines."""
        return (self.doubted | self.also).union(*(line.labels for line in self.lines))

    def look(self) -> list[Component]:
        """The components in which something conflicts; `find` proves none of the others again."""
        system, _ = self._without_copies(self.whole.without(self.out))
        known = self.known | self.sound.keys()
        found, others = consistency.sound(self.components(system), known, self.workers)
        self.sound |= found
        return others

    def near(self, names: Iterable[str], aside: Iterable[str] = ()) -> Near:
        """The components of some unknowns, some labels set aside, without what conflicts there."""
        system = touching(self.whole.without(self.out | frozenset(aside)), names)
        system, copied = self._without_copies(system)
        outcome = self.prove(system)
        left = _beside(system.without(outcome.aside), copied, outcome.aside)
        return Near(outcome.conflicts, left)

    def find_near(self, names: Iterable[str]) -> Diagnosis:
        """All there is to find in the components of some unknowns."""
        return self.find_in(self.part(names, self.out))

    def everything_in(self, found: Diagnosis) -> tuple[Component, ...]:
        """The components of what was proved, with what conflicts set aside put back."""
        if found.split_before is not None and not found.lines:
            return found.split_before
        rows = (row for row in self.whole.rows if row.label in found.aside)
        products = tuple(one for one in self.whole.products if one.label in found.aside)
        back = found.system.joined(*rows)
        return split(back._replace(products=back.products + products))

    def prove(self, system: System, bare: bool = False) -> Outcome:
        """Prove a system; remembers what was found in its components."""
        known = frozenset(self.known)
        outcome = conflicts.prove(
            system,
            known,
            self.order,
            bare,
            self.components(system),
            self.remembered,
            self.asked,
            self.single,
            self.workers,
            self._unchanged,
            self.sound,
        )
        self.kept |= outcome.kept
        self.consistent |= outcome.consistent
        self.known |= outcome.consistent
        return outcome

    @cached_property
    def dependencies(self) -> Dependencies:
        """What decides, beside components, how they are judged and told."""
        return Dependencies(self.model)

    def _unchanged(self, name: str, component: System, found: ComponentConflicts) -> bool:
        """Tell whether suspects are judged, and conflicts told, as an earlier run did."""
        text = self.remembered.get(findings_key(name), "")
        around = self.dependencies.of(component, found) if text else ""
        if not around or text[:SIZE] != around:
            return False
        self._told[name] = text
        return True

    def remembered_findings(self) -> dict[int, Finding]:
        """What an earlier run told of conflicts, where nothing around them has changed.

        By what the conflicts are in memory, where `kept` keeps them.
        """
        findings: dict[int, Finding] = {}
        for name, text in self._told.items():
            kept = self.kept.get(name)
            if kept is not None and kept.text:
                found = kept.found.conflicts
                told = findings_of(text[SIZE:], found)
                findings |= {id(one): each for one, each in zip(found, told, strict=False)}
        return findings

    def texts(self, told: Mapping[int, Finding]) -> dict[str, str]:
        """What is told of conflicts as text for the next run, by the names it is kept under."""
        texts = {}
        for name, kept in self.kept.items():
            findings = [told[id(one)] for one in kept.found.conflicts if id(one) in told]
            if not findings or len(findings) < len(kept.found.conflicts):
                continue
            text = self._told.get(name, "") if kept.text else ""
            if not text and (around := self.dependencies.of(kept.component, kept.found)):
                text = around + findings_text(findings)
            if text:
                texts[findings_key(name)] = text
        return texts

    def components(self, system: System) -> tuple[Component, ...]:
        """The components of a system; those of the one asked for last are not made again."""
        if self._components is None or self._components[0] is not system:
            self._components = system, split(system)
        return self._components[1]

    def asked(self, row: Row) -> tuple[str, ...]:
        """The unknowns around a suspect's row that may explain its print."""
        return neighbours.unknowns_around(self.model, row)

    def single(self, label: str) -> bool:
        """Tell whether a label is a claim that does not stand for an identity."""
        claim = self.model.claims.get(label)
        return claim is not None and not error_localization.stands_in(claim)

    def order(self, labels: tuple[str, ...], candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
        """The suspects of a conflict, the most suspect first."""
        return tuple(one.candidate.label for one in error_localization.rank(self.model, candidates))

    # --- one run ---------------------------------------------------------------------------

    def find_in(self, system: System, bare: bool = False) -> Diagnosis:
        """All there is to find in a system."""
        system, copied = self._without_copies(system)
        before = None if copied else self.components(system)
        found = self._proved(system, bare)
        left = _beside(system.without(found.aside), copied, found.aside)
        return Diagnosis(found.conflicts, found, left, found.aside, split_before=before)

    def _proved(self, system: System, bare: bool) -> Outcome:
        """What conflicts, told without what only holds nearly always where that is not needed."""
        found = self.prove(system, bare)
        assumed = self.model.assumed.keys()
        unsure = {
            label
            for conflict in found.conflicts
            if not assumed.isdisjoint(conflict.labels)
            for label in conflict.labels
        }
        # each component apart: what is told of one rests on no other
        for one in self.components(system) if unsure else ():
            labels = frozenset(each.label for each in one.system.constraints) - {""}
            if not labels.isdisjoint(unsure):
                found = self._told_again(found, one.system, labels, bare)
        return found

    def _told_again(
        self, found: Outcome, part: System, labels: frozenset[str], bare: bool
    ) -> Outcome:
        """What was found, of one component first what needs nothing that is only assumed."""
        first = self.prove(part.without(self.model.assumed.keys()), bare)
        if not first.conflicts:
            return found
        rest = self.prove(part.without(first.aside), bare)
        every = (first, rest)
        steps = Counter(found.statistics)
        for one in every:
            steps.update(one.statistics)
        conflicts = [one for one in found.conflicts if labels.isdisjoint(one.labels)]
        not_proved = {one for one in found.not_proved if one.label not in labels}
        readings = {name: of for name, of in found.readings.items() if name not in labels}
        return found._replace(
            conflicts=(*conflicts, *first.conflicts, *rest.conflicts),
            consistent=found.consistent | rest.consistent,
            readings=dict(sorted({**readings, **rest.readings}.items())),
            aside=(found.aside - labels) | first.aside | rest.aside,
            not_proved=tuple(sorted(not_proved.union(*(one.not_proved for one in every)), key=str)),
            statistics=dict(sorted(steps.items())),
        )

    def _without_copies(self, system: System) -> tuple[System, dict[str, list[Row]]]:
        """A system without what only repeats an original, and that by its original."""
        labels = {row.label for row in system.rows}
        copied: dict[str, list[Row]] = {}
        for row in system.rows:
            original = self.copies.get(row.label)
            if original is not None and original in labels:
                copied.setdefault(original, []).append(row)
        return system.without(self.copies.keys()), copied

    @cached_property
    def everything(self) -> Parts:
        """The components of everything."""
        return Parts(self.whole)

    def part(self, names: Iterable[str], aside: frozenset[str]) -> System:
        """The components of some unknowns, some labels set aside."""
        return self.everything.near(names).without(aside)


def _beside(system: System, copied: Mapping[str, Sequence[Row]], aside: frozenset[str]) -> System:
    """The copies put back, but for those whose original was set aside."""
    return system.joined(
        *(row for original, rows in copied.items() if original not in aside for row in rows)
    )
