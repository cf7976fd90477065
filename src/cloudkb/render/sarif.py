"""Findings 4 (.sarif): SARIF 2.1.0, which code scanners, editors and GitHub read.

Messages follow sections 3.11.5 and 3.11.6 of the standard: braces are doubled, and text from
facts can make no link. Pages of rules hold YAML and keep its braces: readers copy from them.
"""

from urllib.parse import quote

from cloudkb.language import worded
from cloudkb.model import Accepted, Finding, JsonObject, Place, Related, Report
from cloudkb.render import json
from cloudkb.rules import RULES, Rule, markdown

TAKES = "report"
HEEDS = ("version",)

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_TOP = "%SRCROOT%"
_INDEX = {rule.name: index for index, rule in enumerate(RULES)}


def render(report: Report, version: str) -> str:
    """One run with all findings, sorted by place; accepted ones in it are suppressed.

    `version` is the tool's. Findings carry their fingerprints already.
    """
    accepted = report.accepted_findings
    # a run tells of all its results whether they are suppressed, or of none
    open_ones: JsonObject = {"suppressions": []} if accepted else {}
    found = [(finding, open_ones) for finding in report.findings]
    found += [(each.finding, _suppressed(each)) for each in accepted]
    found.sort(key=lambda pair: (pair[0].place, pair[0].rule, pair[0].message))
    driver = {"name": "cloudkb", "version": version, "rules": [_rule(rule) for rule in RULES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _TOP: {"description": {"text": worded("The top of the repository of facts.")}}
        },
        "results": [{**_result(finding), **more} for finding, more in found],
    }
    return json.render({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> JsonObject:
    return {
        "id": rule.name,
        "shortDescription": {"text": _sentence(worded(rule.summary))},
        "fullDescription": {"text": worded(rule.why)},
        "help": {"text": _text(worded(rule.remedy)), "markdown": markdown(rule)},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sentence(text: str) -> str:
    return worded("{told}.", told=f"{text[:1].upper()}{text[1:]}")


def _result(finding: Finding) -> JsonObject:
    result: JsonObject = {
        "ruleId": finding.rule,
        "level": finding.severity,
        "message": {"text": _row(finding.place) + _message(finding)},
        "locations": [_location(finding.place)],
        "partialFingerprints": {"cloudkb/v1": finding.fingerprint},
    }
    if finding.rule in _INDEX:
        result["ruleIndex"] = _INDEX[finding.rule]
    if finding.related:
        result["relatedLocations"] = [
            _related(number, related) for number, related in enumerate(finding.related, 1)
        ]
    more = {
        "claims": list(finding.claims),
        "identities": list(finding.identities),
        "suspects": [suspect.name for suspect in finding.suspects],
    }
    if any(more.values()):
        result["properties"] = {key: names for key, names in more.items() if names}
    return result


def _message(finding: Finding) -> str:
    """Everything to read; GitHub shows related places only where the message links to them."""
    parts = [
        _text(finding.message),
        *(_link(number, related) for number, related in enumerate(finding.related, 1)),
        *(_text(step.text) for step in finding.steps),
        _text(finding.hint),
    ]
    return "\n".join(part for part in parts if part)


def _link(number: int, related: Related) -> str:
    name = related.claim or f"{related.place.file}:{related.place.line}"
    for character in "\\[]":
        name = name.replace(character, f"\\{character}")
    link = f"[{_text(name)}]({number})"
    return f"{link}: {_text(related.message)}" if related.message else link


def _related(number: int, related: Related) -> JsonObject:
    words = ": ".join(word for word in (related.claim, related.message) if word)
    location: JsonObject = {"id": number, **_location(related.place)}
    if words:
        location["message"] = {"text": _text(words)}
    return location


def _suppressed(accepted: Accepted) -> JsonObject:
    return {
        "suppressions": [
            {
                "kind": "inSource",
                "status": "accepted",
                "justification": accepted.exception.reason,
                "location": _location(accepted.exception.place),
            }
        ]
    }


def _location(place: Place) -> JsonObject:
    region = {"startLine": place.line, "startColumn": place.column}
    if place.end_column and (place.end_line, place.end_column) > (place.line, place.column):
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    # names that are no UTF-8 come as half characters and leave as the bytes they were
    uri = quote(place.file.encode("utf-8", "surrogateescape"))
    artifact = {"uri": uri, "uriBaseId": _TOP}
    if place.is_row:
        # regions of lines are for text (3.30.2): a row is a place by its name
        name = {"name": f"row {place.line}", "fullyQualifiedName": f"{place.file}:{place.line}"}
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [name]}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _row(place: Place) -> str:
    return f"Row {place.line}: " if place.is_row else ""


def _text(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
