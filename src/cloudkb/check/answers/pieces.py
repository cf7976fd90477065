"""What is said of a whole base from what is proved of its pieces, of which no two can meet."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from cloudkb.check.answers.coverage import alone_on_scope, claims_across_bases, count_coverage
from cloudkb.check.answers.doubts import doubts
from cloudkb.check.constraints.strangers import NOBODY, Strangers
from cloudkb.check.diagnosis.conflicts import NOTHING_LOOKED_AT, NOTHING_REMEMBERED
from cloudkb.check.diagnosis.consistency import Sound
from cloudkb.check.diagnosis.disputes import Disputes
from cloudkb.check.diagnosis.gathering import (
    NOTHING,
    ForOthers,
    Questions,
    for_others,
    questions_of,
)
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.diagnosis.remembered import kept_text
from cloudkb.check.explanation.findings import (
    Divided,
    accepted,
    conflict_findings,
    open_findings,
    order,
    stale_exception,
    unsigned_divisions,
    unsigned_divisors,
    with_claims_named,
)
from cloudkb.check.solver.problem import Kept, System
from cloudkb.model import Accepted, Doubt, Facts, Finding, Report, RuleName
from cloudkb.workers import HERE, Workers

_OF_ALL: tuple[RuleName, ...] = ("idle-default", "idle-formula")
"""What is said of a base only when it is true of each of its pieces."""
_OF_WORDS: tuple[RuleName, ...] = (*_OF_ALL, "unsourced-scope")
"""What is said of the vocabulary, by several pieces or by one."""


class PieceReport(NamedTuple):
    """What reasoning says of facts that nothing beside them can meet."""

    explained: tuple[Finding, ...]
    """Open findings, not yet told apart."""
    stale: tuple[Finding, ...]
    """Of exceptions that settle nothing."""
    counts: Report
    """Without findings."""
    not_proved: tuple[str, ...]
    consistent: frozenset[str]
    kept: Mapping[str, Kept]
    texts: Callable[[], Mapping[str, str]]
    """What is told of conflicts as text for the next run, made when it is asked for."""
    divided: tuple[Divided, ...]
    """Where formulas divide by what may be negative."""


class PieceLook(NamedTuple):
    """What one look at a piece of a base says."""

    report: PieceReport | None
    """None where something conflicts: what is said of that needs to know what others say."""
    asked: Questions
    """What it needs to know."""
    looked_at: Mapping[str, Sound]
    """Components that need not be proved again."""
    for_others: ForOthers
    """What others may need to know."""
    rests_on_all: bool
    """Whether limits depend on what else there is in a base."""


def look(
    facts: Facts,
    known: Iterable[str] = (),
    show_accepted: bool = False,
    workers: Workers = HERE,
) -> PieceLook:
    """Reason over a piece of a base as far as it needs no other."""
    reasoner = Reasoner(facts, known, workers=workers)
    model = reasoner.model
    clashing = [one.system for one in reasoner.look()]
    clashing += [_labelled(reasoner.whole, line.conflict.labels) for line in reasoner.lines]
    report = None
    if not clashing:
        report = _report(reasoner, show_accepted)
        if report.counts.accepted_findings:
            report, clashing = None, [reasoner.whole]
    needed = questions_of(model, clashing) if clashing else NOTHING
    return PieceLook(report, needed, reasoner.sound, for_others(model), model.many_meet)


def _labelled(system: System, labels: Collection[str]) -> System:
    return system._replace(rows=tuple(row for row in system.rows if row.label in labels))


def piece(
    facts: Facts,
    known: Iterable[str] = (),
    show_accepted: bool = False,
    remembered: Mapping[str, str] = NOTHING_REMEMBERED,
    workers: Workers = HERE,
    strangers: Strangers = NOBODY,
    looked_at: Mapping[str, Sound] = NOTHING_LOOKED_AT,
) -> PieceReport:
    """Reason over facts; as for `check`.

    Of a piece in which something conflicts `strangers` is what the rest says, `looked_at` what
    one `look` found.
    """
    reasoner = Reasoner(facts, known, remembered=remembered, workers=workers, strangers=strangers)
    reasoner.sound |= looked_at
    return _report(reasoner, show_accepted)


def _report(reasoner: Reasoner, show_accepted: bool) -> PieceReport:
    facts = reasoner.facts
    found = reasoner.find()
    rest = reasoner.components(found.system)
    everything = rest if not found.aside else reasoner.everything_in(found)
    counted = count_coverage(reasoner.model, everything, rest)
    disputes = Disputes(reasoner).accepted(found, bare=not show_accepted)
    in_force = [one for one in disputes if one.in_force]
    stale = tuple(
        stale_exception(reasoner.model, one, reasoner.identities(one.exception.doubt))
        for one in disputes
        if not one.in_force
    )
    silenced = accepted(reasoner, in_force) if show_accepted else ()
    of_conflicts = conflict_findings(reasoner, found)
    told = tuple(open_findings(reasoner, found, of_conflicts))
    counts = Report(
        (),
        len(facts.claims),
        compiled=len(counted.compiled),
        untouched=len(counted.untouched),
        own_origin=len(counted.own_origin),
        relations=sum(counted.relations.values()),
        components=counted.components,
        not_proved=len(found.outcome.not_proved),
        accepted=len(in_force),
        across=claims_across_bases(reasoner.model),
        alone=alone_on_scope(reasoner.model),
        accepted_findings=silenced,
        advice=counted.advice,
        advised=counted.advised,
        largest=counted.largest,
        kinds=tuple(counted.relations.items()),
        steps=found.outcome.statistics.get("steps"),
        doubts=doubts(told, [one.exception for one in in_force], reasoner.model.claims),
    )
    return PieceReport(
        told,
        stale,
        counts,
        tuple(map(str, found.outcome.not_proved)),
        frozenset(reasoner.consistent),
        reasoner.kept,
        partial(reasoner.texts, of_conflicts) if found.conflicts else dict,
        unsigned_divisions(reasoner.model),
    )


class Checked(NamedTuple):
    """What reasoning says of facts, and what need not be proved again."""

    report: Report
    consistent: frozenset[str]
    """Hashes of the components in which nothing conflicts; give them back as `known`."""
    kept: Mapping[str, Kept]
    """What was found in all others."""
    texts: tuple[Callable[[], Mapping[str, str]], ...]
    """What is told of conflicts, as text for the next run."""

    def remembered(self) -> dict[str, str]:
        """What was found where something conflicts, as text to give back as `remembered`."""
        found = {key: kept_text(one) for key, one in self.kept.items()}
        for texts in self.texts:
            found |= texts()
        return dict(sorted(found.items()))


def as_one(pieces: Sequence[PieceReport]) -> Checked:
    """What is said of a base that is cut into some pieces: to the byte what one piece of all says.

    That is so where there is one, or none `rests_on_all`.
    """
    counts = [one.counts for one in pieces]
    explained = _once([one.explained for one in pieces])
    explained += unsigned_divisors(each for one in pieces for each in one.divided)
    told = with_claims_named(explained)
    told += [finding for one in pieces for finding in one.stale]
    kinds: Counter[str] = Counter()
    for one in counts:
        kinds.update(dict(one.kinds))
    steps = [one.steps for one in counts if one.steps is not None]
    # of several that tie as many claims the first by name, as within one
    advice, advised = min(
        ((one.advice, one.advised) for one in counts), key=lambda pair: (-pair[1], pair[0])
    )
    report = Report(
        tuple(sorted(told, key=order)),
        sum(one.claims for one in counts),
        compiled=_added(one.compiled for one in counts),
        untouched=_added(one.untouched for one in counts),
        own_origin=_added(one.own_origin for one in counts),
        relations=_added(one.relations for one in counts),
        components=_added(one.components for one in counts),
        not_proved=_added(one.not_proved for one in counts),
        accepted=_added(one.accepted for one in counts),
        across=_added(one.across for one in counts),
        alone=_added(one.alone for one in counts),
        accepted_findings=_in_order([one.accepted_findings for one in counts]),
        advice=advice,
        advised=advised,
        largest=max(one.largest or 0 for one in counts),
        kinds=tuple(sorted(kinds.items())),
        steps=sum(steps) if steps else None,
        not_proved_why=tuple(sorted(why for one in pieces for why in one.not_proved)),
        doubts=_by_name(one.doubts for one in counts),
    )
    consistent = frozenset[str]().union(*(one.consistent for one in pieces))
    kept = {key: each for one in pieces for key, each in one.kept.items()}
    return Checked(report, consistent, kept, tuple(one.texts for one in pieces))


def _once(every: Sequence[Sequence[Finding]]) -> list[Finding]:
    """The findings of all pieces; what several say of the vocabulary once, if it is true of all."""
    times = Counter(one for each in every for one in each if one.rule in _OF_WORDS)
    told = [one for each in every for one in each if one.rule not in _OF_WORDS]
    return told + [
        one for one, number in times.items() if number == len(every) or one.rule not in _OF_ALL
    ]


def _in_order(every: Sequence[tuple[Accepted, ...]]) -> tuple[Accepted, ...]:
    """What exceptions silence, by where they stand; in one piece they stand in order."""
    found = [one for each in every for one in each]
    return tuple(sorted(found, key=lambda one: one.exception.place[:3]))


def _added(numbers: Iterable[int | None]) -> int:
    return sum(one or 0 for one in numbers)


def _by_name(every: Iterable[tuple[Doubt, ...]]) -> tuple[Doubt, ...]:
    return tuple(sorted((one for each in every for one in each), key=lambda one: one.claim))
