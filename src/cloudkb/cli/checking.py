"""What `validate` prints, and what it returns."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.cli.app import version
from cloudkb.cli.shell import Session, location, progress, say, write
from cloudkb.model import Report
from cloudkb.rules import RULES
from cloudkb.views import report as view
from cloudkb.views import report_summary
from cloudkb.views.excerpt import Sources
from cloudkb.views.question import QuestionError, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudkb.base import Location


class Wanted(NamedTuple):
    """What to print beside the findings."""

    stats: bool = False
    accepted: bool = False
    exceptions: bool = False


def severity(name: str) -> str:
    """A severity as typed; raises QuestionError when it is none."""
    if name not in view.SEVERITIES:
        raise QuestionError(
            f'--fail-on: there is no "{name}"', "one of: " + ", ".join(reversed(view.SEVERITIES))
        )
    return name


def check(
    place: "Location",
    locked: bool,
    progress: "Callable[[int, int], None] | None" = None,
    show_accepted: bool = False,
) -> Report:
    """All findings about the facts at a place."""
    from cloudkb import base

    return base.check(place, locked, progress, show_accepted)


def report(
    session: Session, select: str, ignore: str, show_accepted: bool = False
) -> tuple[Report, Path]:
    """The findings asked for, and the folder their paths are relative to."""
    chosen, left_out = _rules(select, "--select"), _rules(ignore, "--ignore")
    place = location(session)
    found = check(place, session.locked, progress(session), show_accepted)
    if not found.claims and all(finding.rule == "stale-base" for finding in found.findings):
        raise QuestionError("there are no claims", f"add facts under {place.facts}")
    return view.chosen(found, chosen, left_out), place.root


def _rules(text: str, option: str) -> list[str]:
    known = [rule.name for rule in RULES]
    names = [word.strip() for word in text.split(",") if word.strip()]
    for name in names:
        if name not in known:
            raise unknown(f'{option}: there is no rule "{name}"', name, known, most=3)
    return names


def code(found: Report, least: str) -> int:
    """1 when an open finding reaches the severity, 2 when there is nothing to check."""
    if view.reached(found.findings, least):
        return 1
    return 0 if found.claims else 2


# --- printing ------------------------------------------------------------------------------


def tell(session: Session, found: Report, root: Path, wanted: Wanted) -> None:
    """Print findings to stdout; the summary goes with the text, else to stderr."""
    if not wanted.accepted:
        found = found._replace(accepted_findings=())
    summary = report_summary.summary(found, wanted.stats)
    if wanted.exceptions:
        _exceptions(session, found)
    else:
        summary = _findings(session, found, root, wanted, summary)
    say(session, *summary)


def _findings(
    session: Session, found: Report, root: Path, wanted: Wanted, summary: tuple[str, ...]
) -> tuple[str, ...]:
    """Print the findings; what of the summary is still to be said."""
    drawer = session.drawer()
    for_people = drawer.TAKES == "findings"
    if for_people:
        everything = (*found.findings, *view.marked(found.accepted_findings))
        found = found._replace(findings=everything)
    drawn = session.draw(
        view.data(found, wanted.accepted) if drawer.TAKES == "data" else found,
        excerpts=lambda: Sources(root).excerpt,
        summary=lambda: summary,
        version=version,
    )
    in_job = session.format == "github"
    write(session, drawn, commands=in_job)
    if in_job:
        _job_summary(session, found, summary)
    said = "summary" in getattr(drawer, "HEEDS", ()) or not (for_people or wanted.stats)
    return () if said else summary


def _job_summary(session: Session, found: Report, summary: tuple[str, ...]) -> None:
    """Add to the page of the job, where GitHub names a file for it; failing that is only said."""
    name = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not name:
        return
    from cloudkb.render import github_summary

    path = Path(name)
    try:
        taken = path.stat().st_size if path.exists() else 0
        room = github_summary.LIMIT - taken
        drawn = github_summary.render(found.findings, summary, room)
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(drawn)
    except OSError as error:
        say(session, f"the summary of the job was not written: {error.strerror or error}")


def _exceptions(session: Session, found: Report) -> None:
    from cloudkb.render import exceptions

    block = exceptions.render(found.findings)
    write(session, block)
    say(
        session,
        "paste this into a fact file and write the reasons"
        if block
        else "no open conflict to accept",
    )
