"""cloudkb show."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg
from cloudkb.cli.shell import answer, opened

SHARED = (FIND, PRINT, TALK)
FORMATS = ("table", "json", "md")
EXAMPLES = """
cloudkb show jiemian-2024-03/share-aliyun
cloudkb show share-aliyun
"""


def run(
    ctx: typer.Context,
    claim: Annotated[str, arg("CLAIM", "document/id, or the id alone where that is clear.")],
) -> int:
    """One claim: what its figure stands for, who says so, where it is written."""
    from cloudkb.views import show

    with opened(ctx.obj) as connection:
        found = show.ask(connection, claim)
        answer(ctx.obj, lambda: show.page(connection, found), lambda: show.data(found))
    return 0
