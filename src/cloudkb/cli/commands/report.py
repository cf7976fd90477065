"""Ask 9: A page to send: what the base says, how it stands, and why."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, opt

SHARED = (FIND, PRINT, TALK)
FORMATS = "report"
EXAMPLES = """
cloudkb report -o report.html
cloudkb report --document jiemian-2024-03 -o article.html
cloudkb report --document jiemian-2024-03 --text article.txt -o article.html
cloudkb report --provider aliyun > aliyun.html
"""
_WHICH = "Which claims"


def run(
    ctx: typer.Context,
    document: Annotated[
        str, opt("DOC", "Only the claims of this document; cloudkb list documents.", _WHICH)
    ] = "",
    provider: Annotated[
        str,
        opt("NAME", "Only claims about this entity.", _WHICH, name="--entity/--provider"),
    ] = "",
    text: Annotated[
        str, opt("FILE", "The text of the document, each number marked; it is not stored.", _WHICH)
    ] = "",
) -> int:
    """A page for a browser: what the base says, how each claim stands, and why.

    One file that asks for nothing else: it may be sent to somebody without cloudkb. It is read
    without scripts, printed, and on a phone. Every claim is judged by the whole base, which
    takes a while when it is done first.
    """
    from cloudkb.cli import reported

    reported.tell(ctx.obj, document, provider, text)
    return 0
