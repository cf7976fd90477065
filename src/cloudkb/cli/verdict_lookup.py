"""What is known of the claims of an answer: looked up, or worked out where it may cost."""

from collections.abc import Callable, Iterable
from sqlite3 import Connection
from typing import TYPE_CHECKING, Annotated, Any

from cloudkb.cli.command import flag
from cloudkb.cli.shell import Session, progress, reasoned
from cloudkb.language import worded
from cloudkb.views.filters import Filters
from cloudkb.views.question import any_of
from cloudkb.views.sql import verdict_of

if TYPE_CHECKING:
    from cloudkb.model import AskedQuantity, Implications, KnownVerdicts
    from cloudkb.verdict import Verdicts
    from cloudkb.views.verdicts import VerdictSelection

WhichVerdicts = Annotated[
    bool | None,
    flag("--verdict/--no-verdict", "Every row's verdict, worked out; or no mark at all."),
]
"""An option of commands that print claims; None where neither was given."""


def verdicts_at_hand(
    session: Session,
    connection: Connection,
    claims: Callable[[], Iterable[str]],
    wanted: bool | None,
    *,
    always: bool = False,
    asked: bool = False,
) -> "KnownVerdicts | None":
    """Verdicts for the rows of an answer.

    What people read is marked where claims are doubted: that is worked out for the whole base,
    once, unless the base is large. Rows of data have what is remembered, but with `always`. Every
    verdict is worked out only where `wanted`; nothing at all where it is False. What is doubted
    is worked out in a base of any size where it is `asked` for.
    """
    if wanted is False:
        return None
    from cloudkb import base
    from cloudkb.store.read import stored

    digest = stored(connection, "digest")
    asked = bool(asked or wanted)
    may_cost = asked or always or session.drawer().TAKES == "page"
    # words of another language are missed where it costs little to have one's own
    whole = asked or (may_cost and _number(connection) <= base.UNASKED)
    found = base.remembered(session.place(), digest, session.locked, whole=whole)
    if found.doubts is None and may_cost and (asked or _is_small(session, connection)):
        found = found._replace(
            doubts=reasoned(
                session,
                lambda base, place: base.doubts(place, digest, session.locked, progress(session)),
            )
        )
    if wanted:
        found = found._replace(verdicts=_judged(session, digest, claims()))
    return found


def with_all_verdicts(
    session: Session, connection: Connection, claims: Iterable[str], found: "KnownVerdicts | None"
) -> "KnownVerdicts | None":
    """What is known with every verdict of some claims, where their base is small."""
    if found is None or found.doubts is None:
        return found
    from cloudkb.store.read import stored

    return found._replace(verdicts=_judged(session, stored(connection, "digest"), claims))


def implied(
    session: Session,
    connection: Connection,
    quantities: Iterable["AskedQuantity"],
    claims: Iterable[str],
    wanted: bool | None,
) -> "Implications | None":
    """What the claims of an answer leave for what nobody prints.

    In a large base it is worked out where it is `wanted`, else told as far as it is remembered.
    """
    from cloudkb import base
    from cloudkb.views.sql import count

    number = count(connection)
    may_cost = bool(wanted) or number <= base.UNASKED
    found: Implications | None = reasoned(
        session,
        lambda base, place: base.implied(
            place, quantities, claims, session.locked, only_remembered=not may_cost
        ),
    )
    if found is None and not may_cost:
        text = "What {number} claims imply takes a while to work out: --verdict here"
        session.say(worded(text, number=f"{number:,}"))
    return found


def narrowed(
    session: Session, connection: Connection, filters: Filters, only: str, disputed: bool
) -> Filters:
    """The filters with the claims of some verdicts alone, worked out where they are not known.

    Raises QuestionError for a verdict there is not.
    """
    if not only and not disputed:
        return filters
    from cloudkb.verdict import DOUBTED, in_words
    from cloudkb.views import marks, query
    from cloudkb.views.verdicts import chosen_verdicts

    names = chosen_verdicts(only)
    if not names and not disputed:
        return filters
    if disputed:
        names = tuple(name for name in names or sorted(DOUBTED) if name in DOUBTED)
    if DOUBTED.issuperset(names):
        doubts = marks.of(verdicts_at_hand(session, connection, tuple, None, asked=True))
        fit = [name for name, one in doubts.items() if one.verdict in names]
    else:
        shown = query.shown(query.ask(connection, filters))
        found = verdicts_at_hand(session, connection, lambda: shown, True)
        fit = [name for name in shown if verdict_of(name, found)[0] in names]
    words = any_of(worded(in_words(name)) for name in names) if only and names else ""
    return filters._replace(
        claims=tuple(fit), verdicts=words or worded("doubted"), doubted=not words
    )


def verdicts(
    session: Session, connection: Connection, document: str, provider: str
) -> "tuple[Verdicts, VerdictSelection | None]":
    """The verdicts of one document or provider, by their names as typed, or of the whole base.

    Raises QuestionError for a name that is unknown.
    """
    from cloudkb import base
    from cloudkb.views.verdicts import ask

    asked = ask(connection, document, provider, "") if document or provider else None
    found = base.verdicts(
        session.place(),
        asked.document if asked else "",
        asked.entity if asked else "",
        session.locked,
        progress(session),
    )
    return found, asked


def _judged(session: Session, digest: str, claims: Iterable[str]) -> Any:
    names = list(claims)
    found = reasoned(
        session,
        lambda base, place: base.marks(place, digest, names, session.locked, progress(session)),
    )
    return found or {}


def _number(connection: Connection) -> int:
    from cloudkb.views.sql import count

    return count(connection)


def _is_small(session: Session, connection: Connection) -> bool:
    from cloudkb import base

    number = _number(connection)
    if number <= base.UNASKED:
        return True
    session.say(
        worded(
            "Nothing is marked: what is doubted among {number} claims takes a while to work out; "
            "cloudkb validate does, or --verdict here",
            number=f"{number:,}",
        ),
    )
    return False
