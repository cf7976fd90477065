"""What `report` asks before the page is made."""

import sys
from typing import TYPE_CHECKING

from cloudkb.cli.app import version
from cloudkb.cli.shell import Session, opened, progress, reasoned, write
from cloudkb.language import worded
from cloudkb.views.question import QuestionError

if TYPE_CHECKING:
    from cloudkb.base import Location
    from cloudkb.reporting import Material

_MOST = 5_000
"""Claims on a page: more make a file that no browser likes."""


def tell(session: Session, document: str, provider: str, text: str) -> None:
    """Print the page; raises QuestionError where it would be too large, or for nobody to see."""
    if session.target is None and sys.stdout.isatty():
        raise QuestionError(
            worded("a page is for a browser, not for a terminal"), "cloudkb report -o report.html"
        )
    if text and not document:
        raise QuestionError(
            worded("--text: of which document is it?"), worded("--document says which")
        )
    from cloudkb import base, reporting
    from cloudkb.cli.verdict_lookup import verdicts
    from cloudkb.store.read import stored
    from cloudkb.views.sql import count

    place = session.place()
    with opened(session) as connection:
        found, asked = verdicts(session, connection, document, provider)
        if len(found.verdicts) > _MOST:
            raise QuestionError(
                worded("{claims:,} claims are too many for one page", claims=count(connection)),
                worded("narrow it with --document or --provider"),
            )
        report = base.check(place, session.locked, progress(session), show_accepted=True)
        material = reporting.collect(
            connection,
            asked.label if asked else "",
            found,
            report,
            version(),
            str(stored(connection, "digest")),
        )
        asked_for = reporting.open_quantities(material)
        implied = reasoned(
            session, lambda base, where: base.implied(where, asked_for, (), session.locked)
        )
        material = material._replace(advice=_advice(session, place, material), implied=implied)
        if text and asked:
            material = _with_text(session, place, material, text, asked.document)
        write(session, reporting.render(material))


def _with_text(
    session: Session, place: "Location", material: "Material", file: str, document: str
) -> "Material":
    """The material with a text and how its numbers stand."""
    from cloudkb import base
    from cloudkb.cli import audit_output
    from cloudkb.texts import PrintedText, markup_of

    text, name = audit_output.text_of(file)
    markup = markup_of(name, text)
    audit = base.audit(place, PrintedText(text, markup, document), progress(session))
    return material._replace(text=text, audit=audit)


def _advice(session: Session, place: "Location", material: "Material") -> str:
    """The figure that would settle most, in words; empty where none is known."""
    name = material.report.advice
    if not name or not material.whole:
        return ""
    found = reasoned(session, lambda base, where: base.explain(where, name, session.locked))
    title = getattr(found, "title", "")
    return str(title)
