"""cloudkb explain."""

from typing import Annotated

import typer

from cloudkb.cli.command import PRINT, TALK, arg
from cloudkb.cli.shell import answer, write

SHARED = (PRINT, TALK)
FORMATS = ("table", "json", "md")
EXAMPLES = """
cloudkb explain yaml-trap
cloudkb explain bad-figure --format md
"""


def run(
    ctx: typer.Context,
    what: Annotated[str, arg("WHAT", "The name of a rule, as findings print it.")] = "",
) -> int:
    """The page of a rule: why it is one, a bad example, a good one, the remedy."""
    from cloudkb.views import rule

    found = rule.ask(what)
    if ctx.obj.format == "md":
        write(ctx.obj, rule.markdown(found))
    else:
        answer(ctx.obj, lambda: rule.page(found), lambda: rule.data(found))
    return 0
