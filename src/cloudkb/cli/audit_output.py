"""What `audit` reads, and what it prints."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloudkb.cli import streams
from cloudkb.cli.app import version
from cloudkb.cli.shell import Session, answer, say, write
from cloudkb.views import audit as view
from cloudkb.views.question import QuestionError

if TYPE_CHECKING:
    from cloudkb.model import Audit
    from cloudkb.texts import Markup

_MOST = 32 * 1024 * 1024
"""Bytes of a text."""
_STDIN = "standard input"


def percent(typed: str) -> int:
    """What --fail-under says, 0 where it says nothing; raises QuestionError for no percentage."""
    number = typed.strip().removesuffix("%")
    if not number:
        return 0
    if not (number.isascii() and number.isdigit() and int(number[:9]) <= 100):
        raise QuestionError(f'--fail-under: "{typed}" is no percentage', "a number from 0 to 100")
    return int(number)


def day(typed: str) -> str:
    """The last day of the date that --published says; raises QuestionError for none."""
    if not typed:
        return ""
    from cloudkb import periods

    try:
        found = periods.parse(typed, "date")
    except periods.PeriodError as error:
        raise QuestionError(f"--published: {error.message}", error.hint) from None
    if found.kind != "span" or not found.end or found.fiscal:
        raise QuestionError(f'--published: "{typed}" is no date', "write 2024-05-02, or 2024-05")
    return found.end


def text_of(file: str) -> tuple[str, str]:
    """A text and what it is called; raises QuestionError where it is none, or too large."""
    if file == "-":
        data, name = streams.input_bytes(_MOST + 1), _STDIN
    else:
        with Path(file).open("rb") as opened:
            data, name = opened.read(_MOST + 1), file
    if len(data) > _MOST:
        raise QuestionError(f"{name} is larger than {_MOST:,} bytes", "cut it into parts")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise QuestionError(
            f"{name} is no UTF-8: byte {error.start + 1:,}, in line {line:,}",
            "save it as UTF-8; of a PDF take the text",
        ) from None
    if "\0" in text:
        raise QuestionError(f"{name} is no text: it holds a NUL", "of a PDF take the text")
    return text, name


def markup(name: str, text: str) -> "Markup":
    """How a text is marked up."""
    from cloudkb.texts import markup_of

    return markup_of(name, text)


def tell(session: Session, found: "Audit", name: str, missing: bool) -> None:
    """Print the numbers; what is wrong with the document goes with them, else to stderr."""
    numbers = view.shown(found, missing)
    if session.format == "text":
        write(session, _drawn(session, found, numbers, name))
        return
    if session.format in ("github", "sarif"):
        from cloudkb.render import github, sarif

        report = view.findings(found, "stdin" if name == _STDIN else name)
        in_job = session.format == "github"
        again = f"cloudkb audit {'-' if name == _STDIN else name} --missing"
        drawn = github.render(report, again) if in_job else sarif.render(report, version())
        write(session, drawn, commands=in_job)
        say(session, *view.notes(found)[-1:] if found.unreasoned else ())
        return

    def page() -> Any:
        from cloudkb.views.pages import audit_page

        return audit_page.page(found, numbers, name)

    answer(session, page, lambda: view.data(numbers), view.notes(found))


def _drawn(session: Session, found: "Audit", numbers: Any, name: str) -> str:
    from cloudkb.render import audited
    from cloudkb.views.pages import audit_page as page

    def says(one: Any) -> str:
        claims = page.claims(one, found.document)
        parts = [f"{page.SIGNS[one.status]} {one.text}", one.status, claims, one.because]
        return " · ".join(filter(None, parts))

    foot = [page.summary(found) or "no number", *view.notes(found)]
    return audited.render(
        view.told(numbers),
        says,
        page.place,
        page.title(found, name),
        foot,
        width=session.width(),
        color=session.paints(),
    )
