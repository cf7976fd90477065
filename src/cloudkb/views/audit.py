"""The numbers of a text and how they stand, in the published shape and as findings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cloudkb.language import marked, worded
from cloudkb.model import Audit, Audited, AuditStatus, Finding, Place, Report, RuleName, Severity
from cloudkb.views import report, shapes
from cloudkb.words import listed, plural

OPEN: tuple[AuditStatus, ...] = ("refuted", "differs", "missing")
"""What needs work."""
TOLD: tuple[AuditStatus, ...] = ("covered", "implied", "ignored", *OPEN)
"""Every status of a number that is a claim of somebody."""
_TIMES = ("date", "period")
_RULES: dict[AuditStatus, tuple[RuleName, Severity]] = {
    "refuted": ("refuted-figure", "error"),
    "differs": ("differing-figure", "error"),
    "missing": ("missing-figure", "warning"),
}


def shown(found: Audit, missing: bool) -> tuple[Audited, ...]:
    """The numbers asked for: all, or those that need work."""
    return tuple(one for one in found.numbers if not missing or one.status in OPEN)


def claimable(numbers: Iterable[Audited]) -> list[Audited]:
    """Those that people look through: no names, and no times, which are no claims by themselves."""
    return [one for one in numbers if one.status in TOLD and one.kind not in _TIMES]


def data(numbers: Iterable[Audited]) -> list[Mapping[str, Any]]:
    """The published shape: one row a number."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "line": one.line,
            "column": one.column,
            "paragraph": one.paragraph,
            "text": one.text,
            "class": one.kind,
            **shapes.ends(one.interval),
            "unit": one.unit or None,
            "currency": one.currency or None,
            "period": one.period or None,
            "status": one.status,
            "claims": list(one.claims),
            "because": one.because or None,
        }
        for one in numbers
    ]


def findings(found: Audit, name: str) -> Report:
    """What needs work, as findings at their places in a text called `name`, or in the facts."""
    made = [_number(one, name) for one in claimable(found.numbers) if one.status in OPEN]
    return Report(report.named([*made, *_of_document(found)]), len(found.numbers))


def _number(one: Audited, name: str) -> Finding:
    rule, severity = _RULES[one.status]
    because = one.because or worded("no claim prints or implies it")
    place = Place(name, one.line, one.column, one.end_line, one.end_column)
    return Finding(
        rule,
        severity,
        worded("{about}: {told}", about=one.text, told=because),
        place,
        claims=one.claims,
    )


def _of_document(found: Audit) -> Iterable[Finding]:
    for one in found.misplaced:
        there = listed([f"p{number}" for number in one.found])
        text = worded(
            "{claim} prints {figure}, which is not in {where}: it stands in {there}"
            if there
            else "{claim} prints {figure}, which is not in {where}: it stands nowhere",
            claim=one.claim,
            figure=one.text,
            where=one.where,
            **({"there": there} if there else {}),
        )
        yield Finding("wrong-paragraph", "warning", text, one.place, claims=(one.claim,))
    for idle in found.idle:
        text = worded(
            "{document} ignores {what}, which the text does not hold",
            document=found.document,
            what=worded("{figure} in {where}", figure=idle.text, where=idle.where)
            if idle.text and idle.where
            else idle.text or idle.where,
        )
        yield Finding("idle-ignored", "note", text, idle.place)


def notes(found: Audit) -> Sequence[str]:
    """What is wrong with the document that the text is, and what was not looked at."""
    lines = [finding.message for finding in _of_document(found)]
    if found.unreasoned:
        numbers = plural(found.unreasoned, "number")
        told = marked("{numbers} not held against what the claims imply: the text has too many")
        lines.append(worded(told, numbers=numbers))
    return lines


def totals(found: Audit) -> list[tuple[AuditStatus, int]]:
    """How many numbers that are claims have each status, what needs work last."""
    numbers = claimable(found.numbers)
    return [(name, sum(1 for one in numbers if one.status == name)) for name in TOLD]


def percent(found: Audit) -> int:
    """How many in a hundred of them are covered, implied or ignored; rounded down."""
    counts = dict(totals(found))
    every = sum(counts.values())
    done = every - sum(counts[name] for name in OPEN)
    return 100 * done // every if every else 100
