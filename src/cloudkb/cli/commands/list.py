"""Ask 5: What there is to ask about, with counts."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg
from cloudkb.cli.shell import opened

SHARED = (FIND, PRINT, TALK)
EXAMPLES = """
cloudkb list entities
cloudkb list periods --format json
"""


def run(
    ctx: typer.Context,
    what: Annotated[
        str, arg("WHAT", "entities, metrics, sources, scopes, documents or periods.")
    ] = "entities",
) -> int:
    """What there is to ask about, with how many claims use it."""
    from cloudkb.views import listing
    from cloudkb.views.pages import word_list

    with opened(ctx.obj) as connection:
        rows = listing.ask(connection, what)
        ctx.obj.answer(lambda: word_list.page(what, rows), lambda: rows)
    return 0
