"""What ends a run of `validate`: findings by severity, and how much was looked at."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Finding, Report, RuleName
from cloudkb.rules import RULES
from cloudkb.views.report import counts
from cloudkb.words import joined, plural

_SHOWN = 12
_ALIKE = 3
"""Notes of one kind that are told one by one."""
_NOTES = 12
"""Notes told at all, before every kind is folded."""
_OF_BASE: RuleName = "stale-base"
"""Says nothing of the facts."""


class FindingSelection(NamedTuple):
    """Of what the findings are told."""

    where: str = ""
    """The files or documents, in words; empty for all."""
    conflicts: bool = True
    """Whether the rules asked for are those of contradictions, too."""


ALL = FindingSelection()


def headline(report: Report) -> str:
    """Findings by severity, in words."""
    found = [
        _counted_as(number, name.rstrip("s"))
        for name, number in counts(report.findings).items()
        if number
    ]
    return joined(found) or worded("no findings")


def _counted_as(number: int, severity: str) -> str:
    """`2 errors`; in Chinese 2个错误."""
    if in_chinese():
        return worded("{number:,} of {severity}", number=number, severity=worded(severity))
    return plural(number, severity)


def is_clean(report: Report) -> bool:
    """Tell whether nothing speaks against the facts: no more than notes, and a stale base."""
    return all(one.severity == "note" or one.rule == _OF_BASE for one in report.findings)


def summary(report: Report, stats: bool = False, asked: FindingSelection = ALL) -> tuple[str, ...]:
    """The lines that sum up, the verdict first; with `stats`, all that was counted on the way."""
    where = worded(" in {where}", where=asked.where) if asked.where else ""
    if report.compiled is None:
        read = worded("{claims} read", claims=plural(report.claims, "claim"))
        return (f"{headline(report)}{where} · {read}",)
    if is_clean(report):
        told = statistics(report) if stats else () if where else _looked_at(report)
        return (_verdict(report, asked), *told)
    checked = worded(
        "{compiled:,} of {claims:,} claims checked by {relations}",
        compiled=report.compiled,
        claims=report.claims,
        relations=plural(report.relations or 0, "relation"),
    )
    lines = [f"{headline(report)}{where} · {checked}"]
    parts = [
        worded(told, number=number or 0)
        for told, number in (
            (marked("{number:,} not proved"), report.not_proved),
            (marked("{number:,} meet their own origin alone"), report.own_origin),
        )
        # in Chinese what is none goes without saying
        if number or not in_chinese()
    ]
    if report.left_out:
        parts.append(worded("{number:,} left out", number=report.left_out))
    if report.accepted:
        parts.insert(0, worded("{number:,} accepted", number=report.accepted))
    if report.across:
        figures = plural(report.across, "figure")
        lie = "{figures} lies across two bases" if report.across == 1 else _LIE
        parts.append(worded(lie, figures=figures))
    if report.untouched and not stats:
        parts.append(worded("{number:,} meet no other (--stats)", number=report.untouched))
    if parts:
        lines.append(" · ".join(parts))
    return (*lines, *statistics(report)) if stats else tuple(lines)


def _verdict(report: Report, asked: FindingSelection) -> str:
    """What a newcomer wants to know, in a sentence."""
    claims = plural(report.claims, "claim")
    if asked.conflicts:
        found = worded("No contradiction found")
    else:
        number = headline(report) if report.findings else worded("Nothing found")
        found = worded("{number} by the rules asked for", number=number)
    if asked.where:
        found = worded(
            "{found} in {where}, checked within a base of {claims}",
            found=found,
            where=asked.where,
            claims=claims,
        )
    else:
        found = worded("{found} among {claims}", found=found, claims=claims)
    if report.accepted and asked.conflicts and not asked.where:
        accepted = plural(report.accepted, "accepted dispute")
        found = worded(
            "{found}, but for {accepted} (--show-accepted)", found=found, accepted=accepted
        )
    notes = headline(report) if report.findings and asked.conflicts else ""
    return worded("{told}.", told=worded("; ", "；").join(filter(None, [found, notes])))


_LIE = marked("{figures} lie across two bases")


def _looked_at(report: Report) -> list[str]:
    """What was counted, in words, and the options that tell more."""
    compiled, untouched = report.compiled or 0, report.untouched or 0
    own = report.own_origin or 0
    silent = report.claims - report.left_out - compiled
    relations = plural(report.relations or 0, "relation")
    tied = f", or tied by one of {relations}" if report.relations else ""
    if in_chinese():
        return _looked_at_in_chinese(report, compiled - own - untouched, silent)
    rows = [
        (compiled - own - untouched, "meet", f"another origin: printed again{tied}"),
        (own, "meet", "no origin but {its} own"),
        (untouched, "meet", "no other claim that could contradict {it} (--stats)"),
        (report.left_out, "wait", "for what cannot be read"),
        (silent, "say", "nothing to reckon with: sentences, opinions, plans, what is doubted"),
        (report.across, "lie", "across two bases, and join{s} neither (counted above as well)"),
    ]
    lines = _counted(
        (f"{verb}s {words.format(it='it', its='its', s='s')}", 1)
        if number == 1
        else (f"{verb} {words.format(it='them', its='their', s='')}", number)
        for number, verb, words in rows
        if number
    )
    left = report.not_proved
    more = [f"{plural(left, 'part')} left undecided (--stats)"] if left else []
    return [*lines, *more]


def _looked_at_in_chinese(report: Report, met: int, silent: int) -> list[str]:
    """The same: in Chinese a line does not bend with its number."""
    tied = worded(
        ", or tied by one of {relations}", relations=plural(report.relations or 0, "relation")
    )
    rows = [
        (
            met,
            worded(
                "meet another origin: printed again{tied}", tied=tied if report.relations else ""
            ),
        ),
        (report.own_origin, worded("meet no origin but their own")),
        (report.untouched, worded("meet no other claim that could contradict them (--stats)")),
        (report.left_out, worded("wait for what cannot be read")),
        (silent, worded("say nothing to reckon with: sentences, opinions, plans, what is doubted")),
        (report.across, worded("lie across two bases, and join neither (counted above as well)")),
    ]
    lines = _counted((words, number) for number, words in rows if number)
    left = report.not_proved
    if left:
        lines.append(worded("{parts} left undecided (--stats)", parts=plural(left, "part")))
    return lines


def folded_notes(
    findings: Iterable[Finding], rules: Iterable[str] = ()
) -> tuple[list[Finding], list[str]]:
    """The findings told one by one, and a line for each kind of notes that are too many.

    `rules` were asked for by name: they are told whole.
    """
    told = list(findings)
    kinds = Counter(one.rule for one in told if one.severity == "note" and one.rule not in rules)
    few = _ALIKE if sum(min(number, _ALIKE) for number in kinds.values()) <= _NOTES else 1
    many = {rule: number for rule, number in kinds.items() if number > few}
    means = {rule.name: rule.summary for rule in RULES}
    lines = [
        worded(
            "note[{rule}], {number:,} times: {means} (cloudkb validate --select {rule})",
            rule=rule,
            number=number,
            means=worded(means[rule]).rstrip("."),
        )
        for rule, number in sorted(many.items())
    ]
    return [one for one in told if one.severity != "note" or one.rule not in many], lines


def statistics(report: Report) -> tuple[str, ...]:
    """Every count, one a line, then the advice and the findings by rule."""
    lines = [*_reasoning(report), *_unproved(report.not_proved_why), *_advice(report)]
    by_rule = Counter(finding.rule for finding in report.findings)
    if by_rule:
        lines.append(worded("findings by rule:"))
    return (*lines, *_counted(sorted(by_rule.items())))


def _reasoning(report: Report) -> list[str]:
    claims = plural(report.claims, "claim")
    size = plural(report.largest, "claim") if report.largest else ""
    components = (
        worded("components, the largest of {claims}", claims=size) if size else worded("components")
    )
    lines = _counted(
        [
            (
                worded("of {claims} compiled: they say something of quantities", claims=claims),
                report.compiled,
            ),
            (worded("untouched: compiled, but they meet no other claim"), report.untouched),
            (worded("own origin: compiled, and meet no other origin"), report.own_origin),
            (worded("across: their period lies on two bases, and joins neither"), report.across),
            (worded("alone: nobody else is on the scope they state"), report.alone),
            (components, report.components),
            (worded("parts left undecided: not proved"), report.not_proved),
            (worded("steps of proof"), report.steps),
            (
                worded("relations, by kind:") if report.kinds else worded("relations"),
                report.relations,
            ),
        ]
    )
    return lines + _counted(report.kinds, indent=4)


def _unproved(why: tuple[str, ...]) -> list[str]:
    if not why:
        return []
    more = len(why) - _SHOWN
    rest = ["  " + worded("and {number:,} more", number=more)] if more > 0 else []
    return [worded("not proved:"), *(f"  {line}" for line in why[:_SHOWN]), *rest]


def _advice(report: Report) -> list[str]:
    if not report.advice:
        return []
    told = marked(
        "most worth printing: {quantity} (a second witness for {claims} that meet no other origin)"
    )
    return [worded(told, quantity=report.advice, claims=plural(report.advised, "claim"))]


def _counted(rows: Iterable[tuple[str, int | None]], indent: int = 0) -> list[str]:
    """Numbers in a column, each with its name; what was not counted is left out."""
    known = [(name, number) for name, number in rows if number is not None]
    return [f"{' ' * indent}{number:6,}  {name}" for name, number in known]
