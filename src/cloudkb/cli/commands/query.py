"""Ask 1: Claims by provider, metric, period, source or text."""

from typing import TYPE_CHECKING, Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg, flag, opt
from cloudkb.cli.shell import Session, opened, write
from cloudkb.cli.verdict_lookup import WhichVerdicts, narrowed, verdicts_at_hand, with_all_verdicts
from cloudkb.views import query
from cloudkb.views.filters import Filters
from cloudkb.views.pages import claim_table

if TYPE_CHECKING:
    from sqlite3 import Connection

SHARED = (FIND, PRINT, TALK)
EXAMPLES = """
cloudkb query --entity aliyun
cloudkb query 份额 --period 2023
cloudkb query --metric revenue --period =2023H1 --format csv
cloudkb query --entity aliyun --disputed
cloudkb query --source idc --sort -figure --columns entity,figure,period
"""
_WHICH = "Which claims"
_WHAT = "What to show"
_MANY = 200


def run(
    ctx: typer.Context,
    text: Annotated[str, arg("TEXT", "Words to find, in any script.")] = "",
    provider: Annotated[
        str,
        opt("NAME", "Claims about or naming an entity.", _WHICH, name="--entity/--provider"),
    ] = "",
    metric: Annotated[str, opt("NAME", "What is measured.", _WHICH)] = "",
    within: Annotated[
        str, opt("NAME", "The market, company or group it is measured in.", _WHICH, name="--in")
    ] = "",
    period: Annotated[
        str, opt("PERIOD", "Periods that overlap it; =2023 for exactly it.", _WHICH)
    ] = "",
    exact_period: Annotated[
        bool, flag("--exact-period", "Exactly the period, like =2023.", _WHICH)
    ] = False,
    source: Annotated[str, opt("NAME", "Who says so.", _WHICH)] = "",
    document: Annotated[str, opt("NAME", "Where it was read.", _WHICH)] = "",
    scope: Annotated[str, opt("NAME", "The basis, tracker or threshold.", _WHICH)] = "",
    kind: Annotated[
        str, opt("KIND", "observation, estimate, forecast, target or opinion.", _WHICH)
    ] = "",
    since: Annotated[str, opt("DATE", "Said on that day or later.", _WHICH)] = "",
    until: Annotated[str, opt("DATE", "Said on that day or earlier.", _WHICH)] = "",
    as_of: Annotated[str, opt("DATE", "Said by then, and not replaced by then.", _WHICH)] = "",
    with_parts: Annotated[
        bool, flag("--with-parts", "Also about what is part of the entity.", _WHICH)
    ] = False,
    only: Annotated[
        str, opt("VERDICTS", "Only claims of these verdicts, with commas.", _WHICH)
    ] = "",
    disputed: Annotated[bool, flag("--disputed", "Only what is doubted.", _WHICH)] = False,
    sort: Annotated[
        str, opt("KEYS", "period, figure, date, entity, ...; -figure counts down.", _WHAT)
    ] = "",
    columns: Annotated[str, opt("NAMES", "Only these columns, as one plain table.", _WHAT)] = "",
    limit: Annotated[
        int | None, opt("N", "At most so many claims, 0 for all; 200 in tables.", _WHAT)
    ] = None,
    count: Annotated[bool, flag("--count", "Only how many.", _WHAT)] = False,
    every: Annotated[
        bool, flag("--all", "Every figure of an entity, not what was printed last.", _WHAT)
    ] = False,
    sentences: Annotated[
        bool, flag("--sentences", "Sentences without figures, too.", _WHAT)
    ] = False,
    verdict: WhichVerdicts = None,
) -> int:
    """Claims by entity, metric, period, source or text.

    Names, aliases and ids work in either language, in traditional and simplified characters.
    An entity alone is answered with what was printed last of each metric; with another filter,
    or `--all`, every print is shown, equal ones as one, and claims about others that name the
    entity come under a heading of their own. Rows of data are always all claims. `--provider`
    is another name of `--entity`.
    """
    session = ctx.obj
    filters = Filters(
        text=text,
        search=search_words(text),
        provider=provider,
        metric=metric,
        within=within,
        period=period,
        source=source,
        document=document,
        scope=scope,
        kind=kind,
        since=since,
        until=until,
        as_of=as_of,
        exact_period=exact_period,
        with_parts=with_parts,
    )
    chosen = query.columns(columns)
    most = query.limit(limit, _MANY if session.drawer().TAKES == "page" else 0)
    with opened(session) as connection:
        filters = narrowed(session, connection, filters, only, disputed)
        if count:
            number = query.count(connection, filters)
            write(
                session, f'{{"count": {number}}}\n' if "json" in session.format else f"{number}\n"
            )
            return 0
        narrower = every or sort or columns or sentences or limit is not None
        digested = bool(provider) and filters == Filters(provider=provider) and not narrower
        digested = digested and session.format == "table"
        found = query.ask(connection, filters, sort=sort, most=0 if digested else most)
        if digested and any(row["metric"] for row in found.rows):
            _digest(session, connection, found, verdict)
            return 0
        wanted = True if verdict is None and {"verdict", "accepted"} & {*chosen} else verdict
        verdicts = verdicts_at_hand(session, connection, lambda: query.shown(found), wanted)
        session.answer(
            lambda: claim_table.page(
                connection,
                found,
                chosen,
                verdicts,
                verdicts=bool(wanted),
                folded=session.format == "table",
                sentences=sentences or bool(text) or session.format != "table",
            ),
            lambda: query.data(found, chosen, verdicts),
            query.explain(found),
            max(0, found.total - len(found.rows)),
        )
    return 0


def _digest(
    session: Session, connection: "Connection", found: query.Selection, verdict: bool | None
) -> None:
    """What was printed last of each metric of an entity."""
    from cloudkb.views import digest, marks
    from cloudkb.views.pages import digest_table

    known_doubts = verdicts_at_hand(session, connection, tuple, verdict)
    told = digest.ask(connection, found, marks.of(known_doubts))
    verdicts = with_all_verdicts(session, connection, digest.claims(told), known_doubts)
    session.answer(lambda: digest_table.page(connection, told, verdicts), list)


def search_words(text: str) -> str:
    """What the search index is asked for; the index is only loaded for a search."""
    if not text:
        return ""
    from cloudkb.store.search import search_query

    return search_query(text)
