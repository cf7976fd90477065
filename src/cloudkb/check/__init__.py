"""The checker: which claims cannot all be true, who is suspect, what the rest implies.

`check` is the whole of it for `validate`; `Reasoner` answers single questions. Pure: no clock,
no file; budgets count steps, so that a report never depends on the machine.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cloudkb.check.answers.coverage import account, across, alone
from cloudkb.check.answers.doubts import doubts
from cloudkb.check.diagnosis.conflicts import NOTHING_REMEMBERED
from cloudkb.check.diagnosis.disputes import Disputes
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.diagnosis.remembered import written
from cloudkb.check.explanation.findings import accepted, findings, order, stale_exception
from cloudkb.check.solver.components import split
from cloudkb.check.solver.problem import Kept
from cloudkb.model import Facts, Report
from cloudkb.workers import HERE, Workers

__all__ = ["Checked", "Reasoner", "check"]


class Checked(NamedTuple):
    """What reasoning says of facts, and what need not be proved again."""

    report: Report
    consistent: frozenset[str]
    """Hashes of the components in which nothing conflicts; give them back as `known`."""
    kept: Mapping[str, Kept]
    """What was found in all others."""

    def remembered(self) -> dict[str, str]:
        """What was found where something conflicts, as text to give back as `remembered`."""
        return {key: written(one) for key, one in sorted(self.kept.items())}


def check(
    facts: Facts,
    known: Iterable[str] = (),
    show_accepted: bool = False,
    remembered: Mapping[str, str] = NOTHING_REMEMBERED,
    workers: Workers = HERE,
) -> Checked:
    """Find every independent conflict among the claims, and say how much was looked at.

    `known` and `remembered` come from an earlier run; what they stand for is not proved again,
    but proofs of conflicts are checked anew. What exceptions silence is told only with
    `show_accepted`: whether it is still there is enough. `workers` prove what is large, with the
    same report.
    """
    reasoner = Reasoner(facts, known, remembered=remembered, workers=workers)
    found = reasoner.find()
    rest = reasoner.components(found.system)
    everything = rest if not found.aside else split(reasoner.looked_at(found))
    counted = account(reasoner.model, everything, rest)
    disputes = Disputes(reasoner).accepted(found, bare=not show_accepted)
    in_force = [one for one in disputes if one.in_force]
    stale = [
        stale_exception(reasoner.model, one, reasoner.identities(one.exception.doubt))
        for one in disputes
        if not one.in_force
    ]
    silenced = accepted(reasoner, in_force) if show_accepted else ()
    told = findings(reasoner, found)
    report = Report(
        tuple(sorted((*told, *stale), key=order)),
        len(facts.claims),
        compiled=len(counted.compiled),
        untouched=len(counted.untouched),
        own_origin=len(counted.own_origin),
        relations=sum(counted.relations.values()),
        components=counted.components,
        not_proved=len(found.outcome.not_proved),
        accepted=len(in_force),
        across=across(reasoner.model),
        alone=alone(reasoner.model),
        accepted_findings=silenced,
        advice=counted.advice,
        advised=counted.advised,
        largest=counted.largest,
        kinds=tuple(counted.relations.items()),
        steps=found.outcome.statistics.get("steps"),
        not_proved_why=tuple(map(str, found.outcome.not_proved)),
        doubts=doubts(told, [one.exception for one in in_force], reasoner.model.claims),
    )
    return Checked(report, frozenset(reasoner.consistent), reasoner.kept)
