"""cloudkb query."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK
from cloudkb.cli.shell import answer, opened, write
from cloudkb.views import query
from cloudkb.views.filters import Filters

SHARED = (FIND, PRINT, TALK)
EXAMPLES = """
cloudkb query --provider aliyun
cloudkb query 份额 --period 2023
cloudkb query --metric revenue --period =2023H1 --format csv
cloudkb query --source idc --sort -figure --columns entity,figure,period
"""
_WHICH = "Which claims"
_WHAT = "What to show"
_MANY = 200


def run(
    ctx: typer.Context,
    text: Annotated[
        str, typer.Argument(help="Words to find, in any script.", show_default=False)
    ] = "",
    provider: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Claims about or naming a provider or any entity.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    metric: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="What is measured.", rich_help_panel=_WHICH, show_default=False
        ),
    ] = "",
    within: Annotated[
        str,
        typer.Option(
            "--in",
            metavar="NAME",
            help="The market, company or group it is measured in.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    period: Annotated[
        str,
        typer.Option(
            metavar="PERIOD",
            help="Periods that overlap it; =2023 for exactly it.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    exact_period: Annotated[
        bool,
        typer.Option(
            "--exact-period", help="Exactly the period, like =2023.", rich_help_panel=_WHICH
        ),
    ] = False,
    source: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Who says so.", rich_help_panel=_WHICH, show_default=False
        ),
    ] = "",
    document: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Where it was read.", rich_help_panel=_WHICH, show_default=False
        ),
    ] = "",
    scope: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The basis, tracker or threshold.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="observation, estimate, forecast, target or opinion.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Said on that day or later.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Said on that day or earlier.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    as_of: Annotated[
        str,
        typer.Option(
            metavar="DATE",
            help="Said by then, and not replaced by then.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    with_parts: Annotated[
        bool,
        typer.Option(
            "--with-parts", help="Also about what is part of the provider.", rich_help_panel=_WHICH
        ),
    ] = False,
    sort: Annotated[
        str,
        typer.Option(
            metavar="KEYS",
            help="period, figure, date, entity, ...; -figure counts down.",
            rich_help_panel=_WHAT,
            show_default=False,
        ),
    ] = "",
    columns: Annotated[
        str,
        typer.Option(
            metavar="NAMES",
            help="Only these columns, as one plain table.",
            rich_help_panel=_WHAT,
            show_default=False,
        ),
    ] = "",
    limit: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=-1,
            help="At most so many claims; 0 for all. Tables stop at 200.",
            rich_help_panel=_WHAT,
            show_default=False,
        ),
    ] = -1,
    count: Annotated[
        bool, typer.Option("--count", help="Only how many.", rich_help_panel=_WHAT)
    ] = False,
) -> int:
    """Claims by provider, metric, period, source or text.

    Names, aliases and ids work in either language. Claims about others that name the
    provider come under a heading of their own.
    """
    session = ctx.obj
    filters = Filters(
        text,
        search_words(text),
        provider,
        metric,
        within,
        period,
        source,
        document,
        scope,
        kind,
        since,
        until,
        as_of,
        exact_period,
        with_parts,
    )
    chosen = query.columns(columns)
    most = limit if limit >= 0 else _MANY if session.format in ("table", "md") else 0
    with opened(session) as connection:
        if count:
            number = query.count(connection, filters)
            write(
                session, f'{{"count": {number}}}\n' if "json" in session.format else f"{number}\n"
            )
            return 0
        found = query.ask(connection, filters, sort=sort, limit=most)
        answer(
            session,
            lambda: query.page(connection, found, chosen),
            lambda: query.data(found, chosen),
            query.explain(found),
        )
    return 0


def search_words(text: str) -> str:
    """What the search index is asked for; the index is only loaded for a search."""
    if not text:
        return ""
    from cloudkb.store.search import search_query

    return search_query(text)
