"""What `propose` reads, and what it prints."""

from cloudkb.cli.shell import Session, progress
from cloudkb.language import worded
from cloudkb.lines import patch
from cloudkb.model import Proposed
from cloudkb.views import proposal as view
from cloudkb.views.question import QuestionError


def tell(session: Session, text: str, document: str) -> Proposed:
    """Print what a proposal would bring; raises QuestionError where it is none."""
    from cloudkb import base
    from cloudkb.writer.proposals import plan

    place = session.place()

    def read(path: str) -> str | None:
        data = base.fact_file(place, path)
        try:
            return None if data is None else data.decode("utf-8")
        except UnicodeDecodeError:
            raise QuestionError(
                worded("{path} is no UTF-8", path=path), worded("save it as UTF-8 first")
            ) from None

    known = base.read(place.looked_at()).documents
    documents = {name: one.place.file for name, one in known.items()}
    planned = plan(text, document, place.facts.name, documents, read)
    found = base.propose(
        place, planned.path, planned.after.encode(), session.locked, progress(session)
    )
    diff = patch(*planned)
    session.answer_text(
        lambda: _drawn(session, found, planned.path, planned.after, diff),
        lambda: view.data(found, planned.path, diff),
    )
    return found


def _drawn(session: Session, found: Proposed, path: str, after: str, diff: str) -> str:
    from cloudkb.render import diff as shown
    from cloudkb.render import table
    from cloudkb.render import text as findings
    from cloudkb.views.excerpt import Sources
    from cloudkb.views.pages import proposal_page

    width, color = session.width(), session.paints()
    report = view.brought(found)
    sources = Sources(session.place().root, {path: after.removeprefix("\ufeff")})
    told = ""
    if report.findings:
        told = findings.render(report, sources.excerpt, (), width=width, color=color)
    page = proposal_page.page(found, path)
    return "\n".join(
        [
            *([told] if told else []),
            table.render(page, width=width, color=color),
            *page.notes,
            "",
            shown.render({"diff": diff}).replace("\r\n", "\n"),
        ]
    )
