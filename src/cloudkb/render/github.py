"""Findings 5: GitHub workflow commands, annotations beside the lines of a pull request."""

from collections.abc import Iterable

from cloudkb.model import Finding, Place, Related, Report
from cloudkb.render import safe

TAKES = "findings"

_COMMAND = {"error": "error", "warning": "warning", "note": "notice"}
_SHOWN = 10
"""GitHub shows ten annotations of a step and drops the rest without a word."""
_PARTS_SHOWN = 8


def render(report: Report, again: str = "cloudkb validate --format concise") -> str:
    """The ten worst findings as annotations, then how many more there are.

    `again` is the command that lists them all. Nothing in the text can end or start a command.
    """
    worst = worst_first(report.findings)
    lines = [_annotation(finding) for finding in worst[:_SHOWN]]
    if len(worst) > _SHOWN:
        lines.append(safe.one_line(f"{len(worst) - _SHOWN} more: {again}"))
    return "".join(f"{line}\n" for line in lines)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then notes, each in the order given."""
    return sorted(findings, key=lambda finding: list(_COMMAND).index(finding.severity))


def _annotation(finding: Finding) -> str:
    place = finding.place
    row = f"Row {place.line}: " if place.is_row else ""
    parts = map(_part, finding.related[:_PARTS_SHOWN])
    text = [f"{row}{finding.message}", *parts]
    if len(finding.related) > _PARTS_SHOWN:
        text.append(f"and {len(finding.related) - _PARTS_SHOWN} more")
    text += [finding.hint] if finding.hint else []
    title = f"{finding.severity}[{finding.rule}]"
    start, end = _lines(place)
    properties = {"file": place.file, **start, "title": title, **end}
    given = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {given}::{_message(safe.in_job(chr(10).join(text)))}"


def _lines(place: Place) -> tuple[dict[str, str], dict[str, str]]:
    """Where the annotation starts and ends; of a table GitHub shows no lines: it is the file's."""
    if place.is_row:
        return {}, {}
    start = {"line": str(place.line), "col": str(place.column)}
    end = {"endLine": str(place.end_line)} if place.end_line else {}
    if place.end_line == place.line and place.end_column > place.column:
        end["endColumn"] = str(place.end_column)
    return start, end


def _part(related: Related) -> str:
    words = ": ".join(word for word in (related.claim, related.message) if word)
    where = f"{related.place.file}:{related.place.line}"
    return f"{where} {words}" if words else where


def _message(text: str) -> str:
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, code)
    return safe.one_line(text)


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
