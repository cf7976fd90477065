"""Findings 2: a line each, for editors, grep and long lists."""

from cloudkb.model import Finding, Report
from cloudkb.render import safe

TAKES = "findings"


def render(report: Report) -> str:
    """`file:line:column: severity[rule] message`, one finding a line."""
    return "".join(f"{line(finding)}\n" for finding in report.findings)


def line(finding: Finding) -> str:
    """The first line of a finding in every format for people."""
    return safe.one_line(
        f"{finding.place.told}: {finding.severity}[{finding.rule}] {finding.message}"
    )
