"""What is known of the claims of an answer: looked up, or worked out where it may cost."""

from collections.abc import Callable, Iterable
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated, Any

from cloudkb.cli.command import flag
from cloudkb.cli.shell import Session, location, progress, reasoned, say

if TYPE_CHECKING:
    from cloudkb.model import KnownVerdicts

WhichVerdicts = Annotated[
    bool | None,
    flag("--verdict/--no-verdict", "Every row's verdict, worked out; or no mark at all."),
]
"""An option of commands that print claims; None where neither was given."""


def known(
    session: Session,
    connection: Connection,
    claims: Callable[[], Iterable[str]],
    wanted: bool | None,
    *,
    always: bool = False,
) -> "KnownVerdicts | None":
    """Verdicts for the rows of an answer.

    What people read is marked where claims are doubted: that is worked out for the whole base,
    once, unless the base is large. Rows of data have what is remembered, but with `always`. Every
    verdict is worked out only where `wanted`; nothing at all where it is False.
    """
    if wanted is False:
        return None
    from cloudkb import base
    from cloudkb.store.read import stored

    digest = stored(connection, "digest")
    found = base.remembered(location(session), digest, session.locked)
    may_cost = wanted or always or session.drawer().TAKES == "page"
    if found.doubts is None and may_cost and (wanted or _is_small(session, connection)):
        found = found._replace(
            doubts=reasoned(
                session,
                lambda base, place: base.doubts(place, digest, session.locked, progress(session)),
            )
        )
    if wanted:
        found = found._replace(verdicts=_judged(session, digest, claims()))
    return found


def _judged(session: Session, digest: str, claims: Iterable[str]) -> Any:
    names = list(claims)
    found = reasoned(
        session,
        lambda base, place: base.marks(place, digest, names, session.locked, progress(session)),
    )
    return found or {}


def _is_small(session: Session, connection: Connection) -> bool:
    from cloudkb import base
    from cloudkb.views.sql import count

    number = count(connection)
    if number <= base.UNASKED:
        return True
    say(
        session,
        f"Nothing is marked: what is doubted among {number:,} claims takes a while to work out; "
        "cloudkb validate does, or --verdict here",
    )
    return False
