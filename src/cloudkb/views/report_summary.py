"""What ends a run of `validate`: findings by severity, and how much was looked at."""

from collections import Counter
from collections.abc import Iterable

from cloudkb.model import Report
from cloudkb.views.report import counts
from cloudkb.words import plural

_SHOWN = 12


def headline(report: Report) -> str:
    """Findings by severity, in words."""
    found = [
        plural(number, name.rstrip("s"))
        for name, number in counts(report.findings).items()
        if number
    ]
    return ", ".join(found) or "no findings"


def summary(report: Report, stats: bool = False) -> tuple[str, ...]:
    """The lines that end a run; with `stats`, all that was counted on the way."""
    if report.compiled is None:
        return (f"{headline(report)} · {plural(report.claims, 'claim')} read",)
    relations = plural(report.relations or 0, "relation")
    lines = [
        f"{headline(report)} · "
        f"{report.compiled:,} of {report.claims:,} claims checked by {relations}"
    ]
    parts = [
        f"{report.not_proved or 0:,} not proved",
        f"{report.single_source or 0:,} single-source",
    ]
    if report.left_out:
        parts.append(f"{report.left_out:,} left out")
    if report.accepted:
        parts.insert(0, f"{report.accepted:,} accepted")
    if report.across:
        lie = "lies" if report.across == 1 else "lie"
        parts.append(f"{plural(report.across, 'figure')} {lie} across two bases")
    if report.untouched and not stats:
        parts.append(f"{report.untouched:,} meet no other (--stats)")
    lines.append(" · ".join(parts))
    return (*lines, *statistics(report)) if stats else tuple(lines)


def statistics(report: Report) -> tuple[str, ...]:
    """Every count, one a line, then the advice and the findings by rule."""
    lines = [*_reasoning(report), *_unproved(report.not_proved_why), *_advice(report)]
    by_rule = Counter(finding.rule for finding in report.findings)
    if by_rule:
        lines.append("findings by rule:")
    return (*lines, *_counted(sorted(by_rule.items())))


def _reasoning(report: Report) -> list[str]:
    if report.compiled is None:
        return []
    claims = plural(report.claims, "claim")
    largest = f", the largest of {plural(report.largest, 'claim')}" if report.largest else ""
    lines = _counted(
        [
            (f"of {claims} compiled: they say something of quantities", report.compiled),
            ("untouched: compiled, but they meet no other claim", report.untouched),
            ("single-source: printed or implied by no other origin", report.single_source),
            ("across: their period lies on two bases, and joins neither", report.across),
            ("alone: nobody else is on the scope they state", report.alone),
            (f"components{largest}", report.components),
            ("steps of proof", report.steps),
            ("relations" + (", by kind:" if report.kinds else ""), report.relations),
        ]
    )
    return lines + _counted(report.kinds, indent=4)


def _unproved(why: tuple[str, ...]) -> list[str]:
    if not why:
        return []
    more = len(why) - _SHOWN
    rest = [f"  and {more:,} more"] if more > 0 else []
    return ["not proved:", *(f"  {line}" for line in why[:_SHOWN]), *rest]


def _advice(report: Report) -> list[str]:
    if not report.advice:
        return []
    gain = "most single-source claims"
    if report.advised:
        gain = plural(report.advised, "single-source claim")
    return [f"most worth printing: {report.advice} (a second witness for {gain})"]


def _counted(rows: Iterable[tuple[str, int | None]], indent: int = 0) -> list[str]:
    """Numbers in a column, each with its name; what was not counted is left out."""
    known = [(name, number) for name, number in rows if number is not None]
    return [f"{' ' * indent}{number:6,}  {name}" for name, number in known]
