"""The findings of `validate` in their published shape, with the line that sums them up."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cloudkb.figures import exact_text
from cloudkb.model import Finding, Implied, Report, Step, Suspect

SEVERITIES = ("note", "warning", "error")
"""From the mildest on."""


def fingerprint(finding: Finding) -> str:
    """A name for the same finding in a later run: it survives moved lines, not moved files."""
    if finding.fingerprint:
        return finding.fingerprint
    # what is counted or quoted in the message may change with the lines around it
    parts = (finding.rule, finding.place.file, *sorted(finding.claims), finding.message)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


def chosen(
    findings: Iterable[Finding], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Finding, ...]:
    """Findings of the rules selected (all when none is) and not ignored."""
    return tuple(
        finding
        for finding in findings
        if (not select or finding.rule in select) and finding.rule not in ignore
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


def data(report: Report) -> Mapping[str, Any]:
    """The published shape, version 1; what nobody has reasoned about is null."""
    return {
        "version": 1,
        "summary": {
            "claims": report.claims,
            "compiled": report.compiled,
            "untouched": report.untouched,
            "single_source": report.single_source,
            "relations": report.relations,
            "components": report.components,
            "not_proved": report.not_proved,
            "accepted": report.accepted,
            **counts(report.findings),
        },
        "findings": [_finding(finding, report.compiled is not None) for finding in report.findings],
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
        "steps": [_step(step) for step in finding.steps] if reasoned else None,
        "strain": exact_text(finding.strain),
        "hint": finding.hint or None,
        "fingerprint": fingerprint(finding),
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


def _step(step: Step) -> dict[str, Any]:
    interval = step.interval
    return {
        "text": step.text,
        "quantity": step.quantity or None,
        "low": None if interval is None else exact_text(interval.low),
        "high": None if interval is None else exact_text(interval.high),
        "from": list(step.sources),
    }


def summary(report: Report) -> tuple[str, ...]:
    """The lines that end a run: findings by severity, and how much was looked at."""
    found = [
        f"{number} {name if number != 1 else name.rstrip('s')}"
        for name, number in counts(report.findings).items()
        if number
    ]
    parts = [", ".join(found) or "no findings"]
    if report.compiled is None:
        parts.append(f"{report.claims:,} claim{'' if report.claims == 1 else 's'} read")
        return (" · ".join(parts),)
    parts.append(
        f"{report.compiled:,} of {report.claims:,} claims checked by {report.relations:,} relations"
    )
    parts.append(f"{report.single_source:,} single-source")
    parts.append(f"{report.not_proved:,} not proved")
    if report.accepted:
        parts.append(f"{report.accepted:,} accepted")
    lines = [" · ".join(parts)]
    if report.untouched:
        lines.append(f"{report.untouched:,} claims meet no other claim: cloudkb validate --stats")
    return tuple(lines)
