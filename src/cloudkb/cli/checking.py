"""What `validate` prints, and what it returns."""

from collections import Counter
from pathlib import Path

from cloudkb.cli.shell import Session, location, progress, say, write
from cloudkb.model import Report
from cloudkb.rules import RULES
from cloudkb.views import report as view
from cloudkb.views.excerpt import Sources
from cloudkb.views.question import QuestionError, did_you_mean


def severity(name: str) -> str:
    """A severity as typed; raises QuestionError when it is none."""
    if name not in view.SEVERITIES:
        raise QuestionError(
            f'--fail-on: there is no "{name}"', "one of: " + ", ".join(reversed(view.SEVERITIES))
        )
    return name


def report(session: Session, select: str, ignore: str) -> tuple[Report, Path]:
    """The findings asked for, and the folder their paths are relative to."""
    from cloudkb.base import findings

    chosen, left_out = _rules(select, "--select"), _rules(ignore, "--ignore")
    place = location(session)
    checked = findings(place, session.locked, progress(session))
    claims = len(checked.facts.claims)
    if not claims and all(finding.rule == "stale-base" for finding in checked.findings):
        raise QuestionError("there are no claims", f"add facts under {place.facts}")
    return Report(view.chosen(checked.findings, chosen, left_out), claims), place.root


def _rules(text: str, option: str) -> list[str]:
    known = [rule.name for rule in RULES]
    names = [word.strip() for word in text.split(",") if word.strip()]
    for name in names:
        if name not in known:
            near = did_you_mean(name, known)
            hint = f"did you mean {' or '.join(near)}?" if near else "one of: " + ", ".join(known)
            raise QuestionError(f'{option}: there is no rule "{name}"', hint)
    return names


def tell(session: Session, found: Report, root: Path, stats: bool) -> None:
    """Print findings to stdout; the summary goes with the text, else to stderr."""
    summary = [*view.summary(found), *(_stats(found) if stats else ())]
    if session.format == "json":
        from cloudkb.render import json

        write(session, json.render(view.data(found)))
        return
    if session.format == "text":
        from cloudkb.render import text

        excerpts = Sources(root).excerpt
        drawn = text.render(found, excerpts, summary, width=session.width(), color=session.paints())
        write(session, drawn)
        return
    if session.format == "github":
        from cloudkb.render import github

        write(session, github.render(found.findings))
    else:
        from cloudkb.render import concise

        write(session, concise.render(found.findings))
    say(session, *summary)


def _stats(found: Report) -> list[str]:
    counted = Counter(finding.rule for finding in found.findings)
    return [f"{number:6,}  {rule}" for rule, number in sorted(counted.items())]


def code(found: Report, least: str) -> int:
    """1 when a finding reaches the severity, 2 when there is nothing to check."""
    if view.reached(found.findings, least):
        return 1
    return 0 if found.claims else 2
