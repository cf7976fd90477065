"""Keep 7: What claims would clash with, and what they would write."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg, opt

SHARED = (FIND, PRINT, TALK)
FORMATS = ("text", "json", "diff")
EXAMPLES = """
cloudkb propose new-article.yaml
cloudkb propose claims.yaml --document jiemian-2024-03
cloudkb propose - --format json < new-article.yaml
cloudkb propose new-article.yaml --format diff | git apply
"""


def run(
    ctx: typer.Context,
    file: Annotated[str, arg("FILE", "Claims as YAML; - reads standard input.")],
    document: Annotated[
        str, opt("DOC", "Whose claims they are, where the YAML does not say it.")
    ] = "",
) -> int:
    """Say what claims would clash with, what the others leave for them, and what would be written.

    The YAML is as in fact files: a whole new document with its claims, or document: ID and
    claims, or a list of claims for --document. Nothing is written. Exit code 1 when a finding
    that is not there today would be an error.
    """
    from cloudkb.cli import proposal_output
    from cloudkb.cli.audit_output import text_of
    from cloudkb.views.proposal import brought
    from cloudkb.views.report import reached

    text, _ = text_of(file)
    found = proposal_output.tell(ctx.obj, text, document)
    return 1 if reached(brought(found).findings, "error") else 0
