"""What `validate` prints, and what it returns."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.cli.app import version
from cloudkb.cli.shell import Session, no_claims, progress, write
from cloudkb.language import worded
from cloudkb.model import Report
from cloudkb.plainfile import reason
from cloudkb.rules import CONFLICTS, RULES
from cloudkb.views import report as view
from cloudkb.views import report_summary
from cloudkb.views.excerpt import Sources
from cloudkb.views.question import QuestionError, one_of, unknown
from cloudkb.words import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from cloudkb.base import Location


class Wanted(NamedTuple):
    """What to print beside the findings."""

    stats: bool = False
    accepted: bool = False
    exceptions: bool = False
    rules: tuple[str, ...] = ()
    """Rules asked for by name: none of their findings is folded."""
    asked: report_summary.FindingSelection = report_summary.ALL


class Which(NamedTuple):
    """Which findings to tell."""

    select: str = ""
    ignore: str = ""
    files: tuple[str, ...] = ()
    document: str = ""
    accepted: bool = False


class Where(NamedTuple):
    """Where it is reasoned."""

    jobs: int = 1
    """Processes; 0: as many as there are processors."""
    scheduler: str = ""
    """The address of a Dask cluster's scheduler."""


HERE = Where()


def severity(name: str) -> str:
    """A severity as typed; raises QuestionError when it is none."""
    if name not in view.SEVERITIES:
        raise QuestionError(
            worded('{option}: there is no "{value}"', option="--fail-on", value=name),
            one_of(reversed(view.SEVERITIES)),
        )
    return name


def workers_of(jobs: int, scheduler: str = "") -> Where:
    """Where to reason, as typed; raises QuestionError where that is nowhere."""
    if jobs < 0:
        raise QuestionError(
            worded("--jobs: {jobs} processes are none", jobs=jobs),
            worded("1 or more; 0: one a processor"),
        )
    if scheduler and jobs != 1:
        raise QuestionError(
            worded("--scheduler and --jobs are two places"), worded("give one of them")
        )
    return Where(jobs, scheduler)


def check(
    place: "Location",
    locked: bool,
    progress: "Callable[[int, int], None] | None" = None,
    show_accepted: bool = False,
    where: Where = HERE,
) -> Report:
    """All findings about the facts at a place."""
    from cloudkb import base, workers

    asked = workers.of(*where)
    try:
        return base.check(place, locked, progress, show_accepted, asked)
    finally:
        asked.close()


class CheckResult(NamedTuple):
    """What is told of the facts."""

    report: Report
    root: Path
    """The folder that paths are relative to."""
    rules: tuple[str, ...]
    """Those asked for by name."""
    asked: report_summary.FindingSelection


def report(session: Session, which: Which, at: Where = HERE) -> CheckResult:
    """The findings asked for; all claims are reasoned about, whichever are told."""
    chosen, left_out = _rules(which.select, "--select"), _rules(which.ignore, "--ignore")
    place = session.place()
    files = [_file(place, name) for name in which.files]
    documents = [which.document] if which.document else []
    own = [_file_of(place, which.document)] if which.document else []
    found = check(place, session.locked, progress(session), which.accepted, at)
    if not found.claims and all(finding.rule == "stale-base" for finding in found.findings):
        raise no_claims(place)
    told = view.chosen(found, chosen, left_out)
    if files or own:
        told = view.concerning(told, {*files, *own}, documents)
    conflicts = {rule for rule in CONFLICTS if rule in (chosen or CONFLICTS)}
    where = joined([*files, *(worded("document {name}", name=name) for name in documents)])
    asked = report_summary.FindingSelection(
        where, conflicts.isdisjoint(left_out) and len(conflicts) > 1
    )
    return CheckResult(told, place.root, tuple(chosen), asked)


def _file(place: "Location", name: str) -> str:
    """A file or folder of facts, as findings name it; raises QuestionError where it is none."""
    path = Path(os.path.realpath(name))
    facts = Path(os.path.realpath(place.facts))
    if not path.exists():
        raise QuestionError(
            worded("{name} is not there", name=name), worded("name fact files, or folders of them")
        )
    if not path.is_relative_to(facts):
        raise QuestionError(
            worded("{name} is no fact file", name=name),
            worded("facts are in {folder}", folder=place.facts),
        )
    inside = path.relative_to(facts).as_posix()
    return place.facts.name if inside == "." else f"{place.facts.name}/{inside}"


def _file_of(place: "Location", document: str) -> str:
    """The file of a document; raises QuestionError where there is none of that id."""
    from cloudkb import base

    known = base.read(place).documents
    if document not in known:
        told = worded('{option}: there is no "{value}"', option="--document", value=document)
        raise unknown(told, document, known, most=3)
    return known[document].place.file


def _rules(text: str, option: str) -> list[str]:
    known = [rule.name for rule in RULES]
    names = [word.strip() for word in text.split(",") if word.strip()]
    for name in names:
        if name not in known:
            told = worded('{option}: there is no rule "{name}"', option=option, name=name)
            raise unknown(told, name, known, most=3)
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
    summary = report_summary.summary(found, wanted.stats, wanted.asked)
    if wanted.exceptions:
        _exceptions(session, found)
    else:
        summary = _findings(session, found, root, wanted, summary)
    session.say(*summary)


def _findings(
    session: Session, found: Report, root: Path, wanted: Wanted, summary: tuple[str, ...]
) -> tuple[str, ...]:
    """Print the findings; what of the summary is still to be said."""
    drawer = session.drawer()
    for_people = drawer.TAKES == "findings"
    folded: list[str] = []
    if for_people:
        told = list(found.findings)
        if "folded" in getattr(drawer, "HEEDS", ()):
            told, folded = report_summary.folded_notes(told, wanted.rules)
        everything = (*told, *view.accepted_notes(found.accepted_findings))
        found = found._replace(findings=everything)
    drawn = session.draw(
        view.data(found, wanted.accepted) if drawer.TAKES == "data" else found,
        excerpts=lambda: Sources(root).excerpt,
        summary=lambda: summary,
        folded=lambda: folded,
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
        why = reason(error)
        session.say(worded("the summary of the job was not written: {reason}", reason=why))


def _exceptions(session: Session, found: Report) -> None:
    from cloudkb.render import exceptions

    block = exceptions.render(found.findings)
    write(session, block)
    session.say(
        worded("paste this into a fact file, choose where it says ?, and write the reasons")
        if block
        else worded("no open conflict to accept"),
    )
