"""Ask 3: One claim: what it stands for, who says so, where."""

from sqlite3 import Row
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg
from cloudkb.cli.shell import Session, opened, progress, reasoned
from cloudkb.cli.verdict_lookup import WhichVerdicts

if TYPE_CHECKING:
    from sqlite3 import Connection

    from cloudkb.base import Location
    from cloudkb.verdict import Verdict

SHARED = (FIND, PRINT, TALK)
FORMATS = "cards"
EXAMPLES = """
cloudkb show jiemian-2024-03/share-aliyun
cloudkb show share-aliyun
"""


def run(
    ctx: typer.Context,
    claim: Annotated[str, arg("CLAIM", "document/id, or the id alone where that is clear.")],
    verdict: WhichVerdicts = None,
) -> int:
    """One claim: what its figure stands for, who says so, where it is written.

    With what the other claims say of it: its verdict, whether a relation holds and on what
    condition, what they imply for a figure, which agree and which conflict.
    """
    from cloudkb.views import show
    from cloudkb.views.pages import claim_card

    with opened(ctx.obj) as connection:
        found = _found(ctx.obj, connection, claim)
        standing = None
        if show.is_reasoned(found):
            standing = reasoned(
                ctx.obj, lambda base, place: base.status(place, found["claim"], ctx.obj.locked)
            )
        judged = None
        if verdict is not False:
            judged = reasoned(ctx.obj, lambda base, place: _judged(ctx.obj, base, place, found))
        ctx.obj.answer(
            lambda: claim_card.page(connection, found, standing, judged),
            lambda: show.data(found, standing, judged),
        )
    return 0


def _found(session: Session, connection: "Connection", claim: str) -> Row:
    """The claim; one that is left out for what is wrong with it says so."""
    from cloudkb.store.read import broken_files
    from cloudkb.views import show

    try:
        return show.ask(connection, claim)
    except show.UnknownClaimError:
        why = None
        if broken_files(connection):
            read = reasoned(
                session,
                lambda base, place: base.findings(
                    place, session.locked, progress(session), of_base=False
                ),
            )
            why = show.left_out(read.findings, claim) if read is not None else None
        if why is None:
            raise
    raise why


def _judged(session: Session, base: Any, place: "Location", row: Row) -> "Verdict | None":
    names = [row["claim"]]
    found = base.verdicts_of(place, names, None, session.locked, progress(session))
    judged: Verdict | None = found.get(row["claim"])
    return judged
