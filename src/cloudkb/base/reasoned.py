"""All that can be said about facts: what reading complains of, and what reasoning proves."""

from collections.abc import Iterable

from cloudkb.base.location import Location, locked_by_default
from cloudkb.base.memory import load_verdicts, save_verdicts
from cloudkb.base.recall import code_hash
from cloudkb.base.stages import Progress, without_collection
from cloudkb.base.validate import findings
from cloudkb.check import check as prove
from cloudkb.model import Facts, Finding, Report


@without_collection()
def check(
    location: Location,
    locked: bool | None = None,
    progress: Progress | None = None,
    show_accepted: bool = False,
) -> Report:
    """Read all facts, reason over them, and report. Writes no base.

    Unlocked, components that this machine last saw consistent, by the same code, are not proved
    again; locked (None: where `CI` is set), nothing is taken on trust.

    Raises `BaseError` when the facts cannot be read at all.
    """
    strict = locked_by_default() if locked is None else locked
    read = findings(location, strict, progress)
    code = code_hash("check")
    seen = {} if strict else load_verdicts(location)
    known = [digest for digest, by in seen.items() if by == code]
    reasoned = prove(read.facts, known, show_accepted)
    if not strict:
        new = dict.fromkeys(sorted(reasoned.consistent), code)
        save_verdicts(location, new, keep=())
    return _joined(reasoned.report, read.findings)


@without_collection()
def check_facts(facts: Facts, complaints: Iterable[Finding], show_accepted: bool = False) -> Report:
    """Reason over facts that were read already; `complaints` is what reading them gave."""
    return _joined(prove(facts, (), show_accepted).report, tuple(complaints))


def _joined(report: Report, complaints: tuple[Finding, ...]) -> Report:
    """A report with what reading complained of, in the order of files, lines and columns."""
    told = report.findings
    if any(one.severity == "error" and one.rule != "stale-base" for one in complaints):
        # what could not be read may be what a dispute rests on
        told = tuple(finding for finding in told if finding.rule != "stale-exception")
    everything = sorted(
        (*complaints, *told),
        key=lambda finding: (finding.place[:3], finding.rule, finding.message),
    )
    return report._replace(findings=tuple(everything))
