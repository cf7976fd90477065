"""The findings of `validate` in their published shape, with the line that sums them up."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from cloudkb.figures import exact_text
from cloudkb.language import worded
from cloudkb.model import Accepted, Finding, Implied, Report, Suspect
from cloudkb.rules import REASONING
from cloudkb.views import shapes

SEVERITIES = ("note", "warning", "error")
"""From the mildest on."""
_REASONED = frozenset(rule.name for rule in REASONING)
_LINE = re.compile(r"(\bline |\.ya?ml:|第)\d+")


def fingerprint(finding: Finding) -> str:
    """A name for the same finding in a later run: it survives moved lines, not moved files.

    What was reasoned is known by the claims and identities that take part: the words of its
    message hold figures, which change while a dispute is settled.
    """
    if finding.rule in _REASONED and (finding.claims or finding.identities):
        parts = [finding.rule, *sorted(finding.claims), *sorted(finding.identities)]
    else:
        message = _LINE.sub(r"\1", finding.message)
        parts = [finding.rule, finding.place.file, *sorted(finding.claims), message]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def named(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their fingerprints, no two the same: what repeats is numbered."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        mark = finding.fingerprint or fingerprint(finding)
        seen[mark] += 1
        number = seen[mark]
        made.append(finding._replace(fingerprint=mark if number == 1 else f"{mark}-{number}"))
    return tuple(made)


def chosen(report: Report, select: Sequence[str], ignore: Sequence[str]) -> Report:
    """The report on the rules selected (all when none is) and not ignored, findings named."""

    def asked(rule: str) -> bool:
        return (not select or rule in select) and rule not in ignore

    findings = [finding for finding in report.findings if asked(finding.rule)]
    accepted = [each for each in report.accepted_findings if asked(each.finding.rule)]
    everything = named([*findings, *(each.finding for each in accepted)])
    return report._replace(
        findings=everything[: len(findings)],
        accepted_findings=tuple(
            each._replace(finding=finding)
            for each, finding in zip(accepted, everything[len(findings) :], strict=True)
        ),
    )


def concerning(report: Report, files: Collection[str], documents: Collection[str]) -> Report:
    """The report on some files and documents: what stands there, or a claim of theirs is part of.

    `files` are paths as findings have them, of files or folders.
    """

    def concerns(finding: Finding) -> bool:
        places = (finding.place, *(related.place for related in finding.related))
        return any(_lies_in(place.file, files) for place in places) or any(
            claim.partition("/")[0] in documents for claim in (*finding.claims, *finding.touched)
        )

    return report._replace(
        findings=tuple(one for one in report.findings if concerns(one)),
        accepted_findings=tuple(one for one in report.accepted_findings if concerns(one.finding)),
    )


def _lies_in(file: str, names: Collection[str]) -> bool:
    return any(file == name or file.startswith(f"{name}/") for name in names)


def accepted_notes(accepted: Iterable[Accepted]) -> tuple[Finding, ...]:
    """Accepted findings for people: notes that say who is doubted, and why."""
    return tuple(
        each.finding._replace(
            severity="note",
            message=worded("accepted: {message}", message=each.finding.message),
            hint=worded(
                "Accepted, doubting {claim}: {reason}",
                claim=each.exception.doubt,
                reason=each.exception.reason,
            ),
            next_command="",
        )
        for each in accepted
    )


def reached(findings: Iterable[Finding], severity: str) -> bool:
    """Tell whether a finding is at least so severe."""
    least = SEVERITIES.index(severity)
    return any(SEVERITIES.index(finding.severity) >= least for finding in findings)


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each severity."""
    return {
        f"{severity}s": sum(1 for finding in findings if finding.severity == severity)
        for severity in reversed(SEVERITIES)
    }


def data(report: Report, show_accepted: bool = False) -> Mapping[str, Any]:
    """The published shape, version 2; what nobody has reasoned about is null."""
    reasoned = report.compiled is not None
    shown = [_accepted(each, reasoned) for each in report.accepted_findings]
    return {
        "version": 2,
        "summary": {
            "claims": report.claims,
            "compiled": report.compiled,
            "untouched": report.untouched,
            "own_origin": report.own_origin,
            "relations": report.relations,
            "components": report.components,
            "not_proved": report.not_proved,
            "accepted": report.accepted,
            "across_bases": report.across,
            "left_out": report.left_out,
            **counts(report.findings),
        },
        "findings": [_finding(finding, reasoned) for finding in report.findings],
        **({"accepted_findings": shown} if show_accepted else {}),
    }


def _accepted(accepted: Accepted, reasoned: bool) -> dict[str, Any]:
    exception = accepted.exception
    return {
        **_finding(accepted.finding, reasoned),
        "exception": {
            "claims": list(exception.claims),
            "doubt": exception.doubt,
            "reason": exception.reason,
            "file": exception.place.file,
            "line": exception.place.line,
        },
    }


def _finding(finding: Finding, reasoned: bool) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "claims": list(finding.claims),
        "identities": list(finding.identities) if reasoned else None,
        "suspects": [_suspect(suspect) for suspect in finding.suspects] if reasoned else None,
        "related": [
            {
                "file": related.place.file,
                "line": related.place.line,
                "column": related.place.column,
                "claim": related.claim or None,
            }
            for related in finding.related
        ],
        "steps": [shapes.step(step) for step in finding.steps] if reasoned else None,
        "strain": exact_text(finding.strain),
        "hint": finding.hint or None,
        "fingerprint": finding.fingerprint or fingerprint(finding),
    }


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        "claim": None if suspect.is_identity else suspect.name,
        "identity": suspect.name if suspect.is_identity else None,
        "slip": suspect.slip or None,
        "implied": None if suspect.implied is None else _implied(suspect.implied),
    }


def _implied(implied: Implied) -> dict[str, Any]:
    interval = implied.interval
    return {
        "low": exact_text(interval.low),
        "high": exact_text(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
        "text": implied.text,
    }
