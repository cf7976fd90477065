"""All that can be said about facts: what reading complains of, and what reasoning proves."""

import json
from collections.abc import Container, Iterable, Mapping

from cloudkb.base import codec, known_verdicts, memory
from cloudkb.base.code_stamps import hashed, solver
from cloudkb.base.location import BaseError, Location, locked_by_default
from cloudkb.base.pipeline import ChangedWhileReading, FileReading, Progress, without_collection
from cloudkb.base.recall import code_hash
from cloudkb.base.refresh import TRIES, Freshness
from cloudkb.base.scan import is_large, scan
from cloudkb.base.validate import STALE, findings, stale_base
from cloudkb.language import worded
from cloudkb.model import Doubt, Facts, Finding, Report
from cloudkb.workers import HERE, Workers, WorkersError

_KIND = "report"
_CONFLICTS = "conflicts"


@without_collection()
def check(
    location: Location,
    locked: bool | None = None,
    progress: Progress | None = None,
    show_accepted: bool = False,
    workers: Workers = HERE,
) -> Report:
    """Read all facts, reason over them, and report. Writes no base.

    Unlocked, a report that this machine made of the same facts by the same code is given again,
    and after a change what was proved of other components is not proved again; locked (None: where
    `CI` is set), nothing is taken on trust.

    `workers` prove what is large; the report is the same wherever it was proved.

    Raises `BaseError` when the facts cannot be read at all, or workers are lost.
    """
    try:
        return _checked(location, locked, progress, show_accepted, workers)
    except WorkersError as error:
        raise BaseError(error.message, error.hint) from error


def _checked(
    location: Location,
    locked: bool | None,
    progress: Progress | None,
    show_accepted: bool,
    workers: Workers,
) -> Report:
    strict = locked_by_default() if locked is None else locked
    if strict or location.shipped:
        if not location.shipped and is_large(scan(location)):
            return _of_pieces(location, progress, show_accepted, workers, strict=True)[0]
        read = findings(location, strict, progress)
        return check_facts(read.facts, read.findings, show_accepted, workers)
    fresh = Freshness(location)
    key = _key(fresh.seen, show_accepted)
    with memory.Store(location) as kept:
        text = kept.load_one(_KIND, key)
    report, digest = _decoded(text), fresh.digest
    if report is None:
        reasoned = _of_pieces if is_large(fresh.scan) else _reasoned
        report, digest = reasoned(location, progress, show_accepted, workers)
    known_verdicts.keep_doubts(location, digest, report.doubts)
    stale = stale_base(fresh)
    return report if stale is None else _joined(report, (stale,))


def _reasoned(
    location: Location, progress: Progress | None, show_accepted: bool, workers: Workers
) -> tuple[Report, str]:
    """What reading and reasoning find, and the next run need not find again; of which files."""
    from cloudkb.check import check as prove

    read = findings(location, False, progress, of_base=False)
    code = code_hash("check")
    known = [digest for digest, by in memory.load_verdicts(location).items() if by == code]
    by = hashed(code, solver(), _named(read.facts))
    with memory.Store(location) as kept:
        before = _texts(kept.load_one(_CONFLICTS, by))
    reasoned = prove(read.facts, known, show_accepted, before, workers)
    memory.save_verdicts(location, dict.fromkeys(sorted(reasoned.consistent), code), keep=())
    report = _joined(reasoned.report, read.findings, _names(read.facts))
    after = reasoned.remembered()
    with memory.Store(location) as kept:
        if after != before:
            kept.save(_CONFLICTS, {by: json.dumps(after)}, keep=())
        other = _key(read.seen, not show_accepted)
        kept.save(_KIND, {_key(read.seen, show_accepted): codec.encode(report)}, keep=(other,))
    return report, read.digest


def _of_pieces(
    location: Location,
    progress: Progress | None,
    show_accepted: bool,
    workers: Workers,
    *,
    strict: bool = False,
) -> tuple[Report, str]:
    """The same of a base that is too large to be reasoned over at once.

    `strict`: nothing is taken on trust, and a stale base is told of.
    """
    from cloudkb.base import gathered, piecewise

    code = code_hash("check")
    seen = {} if strict else memory.load_verdicts(location)
    known = [digest for digest, by in seen.items() if by == code]
    for _ in range(TRIES):
        fresh = Freshness(location, trusting=not strict)
        try:
            claims = gathered.gather(fresh, progress)
        except ChangedWhileReading:
            continue
        try:
            reasoned = piecewise.check(claims, show_accepted, workers, known)
            report = _joined(reasoned.report, tuple(claims.findings), claims)
        finally:
            claims.close()
        if strict:
            contents = FileReading(fresh.scan).contents()
            stale = stale_base(fresh, contents)
            return report if stale is None else _joined(report, (stale,)), fresh.digest
        consistent = dict.fromkeys(sorted(reasoned.consistent), code)
        memory.save_verdicts(location, consistent, keep=())
        with memory.Store(location) as kept:
            other = _key(fresh.seen, not show_accepted)
            text = codec.encode(report)
            kept.save(_KIND, {_key(fresh.seen, show_accepted): text}, keep=(other,))
        return report, fresh.digest
    raise BaseError(
        worded("the facts change while they are read"), worded("try again when they are still")
    )


def _names(facts: Facts) -> frozenset[str]:
    return frozenset(claim.id for claim in facts.claims)


def _texts(text: str | None) -> dict[str, str]:
    """What was found in each component, as text; nothing where nothing of the kind is kept."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: each for key, each in found.items() if isinstance(each, str)}


def _named(facts: Facts) -> str:
    """What the claims of a base are about, as one text.

    Which neighbours of a suspect are looked at depends on it, and it is no part of a component:
    where it differs nothing that was found in conflicts is taken over.
    """
    about = {
        (one.entity, one.metric or "", one.within or "", one.scope or "", one.period.text)
        for one in facts.claims
    }
    return repr((sorted(about), codec.encode(facts.documents), codec.encode(facts.vocabulary)))


def _key(seen: str, show_accepted: bool) -> str:
    """All that decides a report but for the state of the base."""
    return hashed(code_hash("check", "base"), seen, solver(), str(show_accepted))


def _decoded(text: str | None) -> Report | None:
    try:
        found = None if text is None else codec.decode(text)
    except codec.CodecError:
        return None
    return found if isinstance(found, Report) else None


def doubts(
    location: Location, digest: str, locked: bool | None = None, progress: Progress | None = None
) -> Mapping[str, Doubt]:
    """The doubted claims by name; `digest` is of the base that the answer comes from.

    Worked out once and remembered, with the whole report; locked, worked out anew.
    """
    strict = locked_by_default() if locked is None else locked
    if strict or location.shipped:
        report = check_facts(findings(location, False, progress, of_base=False).facts, ())
        return {one.claim: one for one in report.doubts}
    known = known_verdicts.remembered(location, digest, locked=False, whole=True).doubts
    if known is None:
        known = {one.claim: one for one in check(location, False, progress).doubts}
    return known


@without_collection()
def check_facts(
    facts: Facts,
    complaints: Iterable[Finding],
    show_accepted: bool = False,
    workers: Workers = HERE,
) -> Report:
    """Reason over facts that were read already; `complaints` is what reading them gave."""
    from cloudkb.check import check as prove

    report = prove(facts, (), show_accepted, workers=workers).report
    return _joined(report, tuple(complaints), _names(facts))


def _joined(
    report: Report, complaints: tuple[Finding, ...], read: Container[str] | None = None
) -> Report:
    """A report with what reading complained of, in the order of files, lines and columns.

    With the names of the claims that were `read`, those that were left out are counted beside them.
    """
    if read is not None:
        named = {name for one in complaints for name in one.claims}
        number = sum(name not in read for name in named)
        report = report._replace(claims=report.claims + number, left_out=number)
    told = report.findings
    if any(one.severity == "error" and one.rule != STALE for one in complaints):
        # what could not be read may be what a dispute rests on
        told = tuple(finding for finding in told if finding.rule != "stale-exception")
    everything = sorted(
        (*complaints, *told),
        key=lambda finding: (finding.place[:3], finding.rule, finding.message),
    )
    return report._replace(findings=tuple(everything))
