"""Ask 3: One claim: what it stands for, who says so, where."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg
from cloudkb.cli.shell import answer, opened, reasoned

SHARED = (FIND, PRINT, TALK)
FORMATS = "cards"
EXAMPLES = """
cloudkb show jiemian-2024-03/share-aliyun
cloudkb show share-aliyun
"""


def run(
    ctx: typer.Context,
    claim: Annotated[str, arg("CLAIM", "document/id, or the id alone where that is clear.")],
) -> int:
    """One claim: what its figure stands for, who says so, where it is written.

    With what the other claims say of it: whether a relation holds and on what condition,
    what they imply for a figure, which agree and which conflict.
    """
    from cloudkb.views import show
    from cloudkb.views.pages import claim_card

    with opened(ctx.obj) as connection:
        found = show.ask(connection, claim)
        standing = None
        if show.is_reasoned(found):
            standing = reasoned(
                ctx.obj, lambda base, place: base.status(place, found["claim"], ctx.obj.locked)
            )
        answer(
            ctx.obj,
            lambda: claim_card.page(connection, found, standing),
            lambda: show.data(found, standing),
        )
    return 0
