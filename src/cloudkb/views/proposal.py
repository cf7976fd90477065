"""What a proposal would bring, in the published shape: validate's, and what is new beside it."""

from collections.abc import Mapping
from typing import Any

from cloudkb.model import Finding, Proposed, Report
from cloudkb.views import explained, report

_STALE = "stale-base"


def brought(found: Proposed) -> Report:
    """The findings that there would be and are not."""
    new = {claim.id for claim in found.claims}
    # nobody can be shown a claim that is not there
    findings = tuple(
        each._replace(next_command="") if each.next_command.split(" ")[-1] in new else each
        for each in _beyond(found.after, found.before)
    )
    return found.after._replace(findings=findings, accepted_findings=())


def settled(found: Proposed) -> tuple[Finding, ...]:
    """The findings that there are and would no longer be."""
    return _beyond(found.before, found.after)


def _beyond(one: Report, other: Report) -> tuple[Finding, ...]:
    known = {each.fingerprint for each in report.named(other.findings)}
    return tuple(
        each
        for each in report.named(one.findings)
        if each.fingerprint not in known and each.rule != _STALE
    )


def data(found: Proposed, file: str, diff: str) -> Mapping[str, Any]:
    """The published shape, version 2 of validate's with `file`, `claims`, `settled` and `diff`."""
    return {
        **report.data(brought(found)),
        "file": file,
        "claims": [_claim(found, one.id) for one in found.claims],
        "gone": list(found.gone),
        "settled": report.data(found.before._replace(findings=settled(found)))["findings"],
        "diff": diff,
    }


def _claim(found: Proposed, name: str) -> dict[str, Any]:
    verdict, left = found.verdicts.get(name), found.left.get(name)
    claim = next(one for one in found.claims if one.id == name)
    return {
        "claim": name,
        "figure": " or ".join(one.text for one in claim.readings) or None,
        "verdict": verdict.verdict if verdict else None,
        "because": list(verdict.because) if verdict else [],
        "by": list(verdict.by) if verdict else [],
        "implied": explained.data(left) if left else None,
    }
