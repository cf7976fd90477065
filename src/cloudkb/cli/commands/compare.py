"""Ask 2: A league table for each metric printed of a period."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg, opt
from cloudkb.cli.shell import opened
from cloudkb.cli.verdict_lookup import WhichVerdicts, implied, verdicts_at_hand

SHARED = (FIND, PRINT, TALK)
EXAMPLES = """
cloudkb compare 2023Q3
cloudkb compare 2023Q3 --against 2022Q3
cloudkb compare FY2023 --format md
"""


def run(
    ctx: typer.Context,
    period: Annotated[str, arg("PERIOD", "2023, 2023H1, 2023Q3, 2023-09, FY2024Q3, ...")],
    against: Annotated[str, opt("PERIOD", "Show the differences to another period.")] = "",
    verdict: WhichVerdicts = None,
) -> int:
    """A league table for each metric printed of a period.

    Rank, figure, change and who says so, per metric, market and scope. Differences are
    in percent or points, with the band that rounding leaves open.
    """
    from cloudkb.views import against as pair
    from cloudkb.views import compare
    from cloudkb.views.pages import differences, league_tables

    with opened(ctx.obj) as connection:
        if against:
            both = pair.ask(connection, period, against)
            verdicts = verdicts_at_hand(
                ctx.obj, connection, lambda: pair.claims_shown(both), verdict, always=True
            )
            ctx.obj.answer(
                lambda: differences.page(connection, both, verdicts),
                lambda: pair.data(both, verdicts),
            )
            return 0
        found = compare.ask(connection, period)
        shown = compare.claims_shown(found)
        verdicts = verdicts_at_hand(ctx.obj, connection, lambda: shown, verdict, always=True)
        found = compare.below(found, verdicts)
        more = None
        if shown:
            more = implied(ctx.obj, connection, compare.quantities(found), shown, verdict)
        ctx.obj.answer(
            lambda: league_tables.page(connection, found, more, verdicts),
            lambda: compare.data(found, more, verdicts),
            compare.explain(found),
        )
    return 0
