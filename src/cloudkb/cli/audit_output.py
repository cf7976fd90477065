"""What `audit` reads, and what it prints."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloudkb.cli import streams
from cloudkb.cli.app import version
from cloudkb.cli.shell import Session, opened, write
from cloudkb.language import worded
from cloudkb.views import audit as view
from cloudkb.views.question import QuestionError

if TYPE_CHECKING:
    from cloudkb.model import Audit

_MOST = 32 * 1024 * 1024
"""Bytes of a text."""
_STDIN = "-"


def percent(typed: str) -> int:
    """What --fail-under says, 0 where it says nothing; raises QuestionError for no percentage."""
    number = typed.strip().removesuffix("%")
    if not number:
        return 0
    if not (number.isascii() and number.isdigit() and int(number[:9]) <= 100):
        raise QuestionError(
            worded('--fail-under: "{typed}" is no percentage', typed=typed),
            worded("a number from 0 to 100"),
        )
    return int(number)


def day(typed: str) -> str:
    """The last day of the date that --published says; raises QuestionError for none."""
    if not typed:
        return ""
    from cloudkb import periods

    try:
        found = periods.parse(typed, "date")
    except periods.PeriodError as error:
        told = worded("{option}: {told}", option="--published", told=error.message)
        raise QuestionError(told, error.hint) from None
    if found.kind != "span" or not found.end or found.fiscal:
        raise QuestionError(
            worded('--published: "{typed}" is no date', typed=typed),
            worded("write 2024-05-02, or 2024-05"),
        )
    return found.end


def text_of(file: str) -> tuple[str, str]:
    """A text and what it is called; raises QuestionError where it is none, or too large."""
    name = file_title(file)
    if file == _STDIN:
        data = streams.input_bytes(_MOST + 1)
    else:
        with Path(file).open("rb") as opened:
            data = opened.read(_MOST + 1)
    if len(data) > _MOST:
        told = worded("{name} is larger than {limit} bytes", name=name, limit=f"{_MOST:,}")
        raise QuestionError(told, worded("cut it into parts"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QuestionError(
            worded(
                "{name} is no UTF-8: byte {byte}, in line {line}",
                name=name,
                byte=f"{error.start + 1:,}",
                line=f"{line:,}",
            ),
            worded("save it as UTF-8; of a PDF take the text"),
        ) from None
    if "\0" in text:
        raise QuestionError(
            worded("{name} is no text: it holds a NUL", name=name), worded("of a PDF take the text")
        )
    return text, name


def document_of(session: Session, typed: str) -> str:
    """The id of the document that the text is, as typed; raises QuestionError for none."""
    if not typed:
        return ""
    from cloudkb.views.display_names import resolve

    with opened(session) as connection:
        return resolve(connection, typed, ("document",), "document")


def file_title(file: str) -> str:
    """What a file is called that may be standard input."""
    return worded("standard input") if file == _STDIN else file


def tell(session: Session, found: "Audit", file: str, missing: bool) -> None:
    """Print the numbers; what is wrong with the document goes with them, else to stderr."""
    numbers = view.shown(found, missing)
    name = file_title(file)
    if session.format == "text":
        write(session, _drawn(session, found, numbers, name))
        return
    if session.format in ("github", "sarif"):
        from cloudkb.render import github, sarif

        report = view.findings(found, "stdin" if file == _STDIN else file)
        in_job = session.format == "github"
        again = f"cloudkb audit {file} --missing"
        drawn = github.render(report, again) if in_job else sarif.render(report, version())
        write(session, drawn, commands=in_job)
        session.say(*view.notes(found)[-1:] if found.unreasoned else ())
        return

    def page() -> Any:
        from cloudkb.views.pages import audit_page

        return audit_page.page(found, numbers, name)

    session.answer(page, lambda: view.data(numbers), view.notes(found))


def _drawn(session: Session, found: "Audit", numbers: Any, name: str) -> str:
    from cloudkb.render import audited
    from cloudkb.views.pages import audit_page as page

    def says(one: Any) -> str:
        claims = page.claims(one, found.document)
        sign = page.SIGNS[one.status]
        parts = [f"{sign} {one.text}", worded(one.status), claims, one.because]
        return " · ".join(filter(None, parts))

    foot = [page.summary(found) or worded("no number"), *view.notes(found)]
    return audited.render(
        view.claimable(numbers),
        says,
        page.place,
        page.title(found, name),
        foot,
        width=session.width(),
        color=session.paints(),
    )
