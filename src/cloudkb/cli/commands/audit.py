"""Keep 5: Which numbers of a text the base covers, and which not."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg, flag, opt
from cloudkb.cli.shell import progress

SHARED = (FIND, PRINT, TALK)
FORMATS = ("text", "json", "md", "github", "sarif")
EXAMPLES = """
cloudkb audit article.txt --document jiemian-2024-03
cloudkb audit draft.md --missing --fail-under 100
cloudkb audit - --published 2024-05-02 < draft.txt
cloudkb audit draft.html -o draft.sarif
cloudkb audit article.txt --document jiemian-2024-03 --draft
"""
_WHOSE = "What the text is"
_EXIT = "What counts as failed"
_DRAFT = "Instead of an audit"


def run(
    ctx: typer.Context,
    file: Annotated[str, arg("FILE", "A text, Markdown or HTML; - reads standard input.")],
    document: Annotated[
        str, opt("DOC", "The document that the text is; cloudkb list documents.", _WHOSE)
    ] = "",
    published: Annotated[
        str, opt("DAY", "When it is printed: what last year is, YYYY-MM-DD.", _WHOSE)
    ] = "",
    missing: Annotated[
        bool, flag("--missing", "Only what is missing, differs or is refuted.")
    ] = False,
    fail_under: Annotated[str, opt("PERCENT", "Exit 1 when less of it is covered.", _EXIT)] = "",
    fail_on: Annotated[
        str, opt("SEVERITY", "error, warning or note: exit 1 from there on.", _EXIT)
    ] = "error",
    exit_zero: Annotated[bool, flag("--exit-zero", "Exit 0 whatever is found.", _EXIT)] = False,
    draft: Annotated[
        bool, flag("--draft", "Print what is missing as claims to be filled in, in YAML.", _DRAFT)
    ] = False,
    write: Annotated[
        bool, flag("--write", "Add the drafted claims to the document's file as well.", _DRAFT)
    ] = False,
) -> int:
    """Which numbers of a text the base covers: what coverage is to code.

    Each printed number is covered by a claim (+), implied by claims (=), ignored by its
    document (~), missing (?), another than a claim prints (!) or refuted by them (x).

    Exit code 1 when something differs or is refuted: these are errors, what is missing is a
    warning (--fail-on), and so is a `where` that is wrong.

    --draft writes what is missing as claims: what was guessed is marked, what is not known
    is a ?. With --document it is all that the document does not print yet.
    """
    from cloudkb import base
    from cloudkb.cli import audit_draft, audit_output
    from cloudkb.texts import PrintedText, markup_of
    from cloudkb.views import audit, report

    if draft or write:
        audit_draft.refuse_odd(write, draft, missing, fail_under, ctx.obj.format)
        return audit_draft.run(ctx.obj, file, document, published, write)

    from cloudkb.cli import checking

    least = audit_output.percent(fail_under)
    severity = checking.severity(fail_on)
    day = audit_output.day(published)
    text, name = audit_output.text_of(file)
    key = audit_output.document_of(ctx.obj, document)
    printed = PrintedText(text, markup_of(name, text), key, day)
    found = base.audit(ctx.obj.place(), printed, progress(ctx.obj))
    audit_output.tell(ctx.obj, found, file, missing)
    failed = report.reached(audit.findings(found, name).findings, severity)
    return int(not exit_zero and (failed or audit.percent(found) < least))
