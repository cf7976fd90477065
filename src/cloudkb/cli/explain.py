"""cloudkb explain."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg
from cloudkb.cli.shell import Session, answer, complain, location, progress, write

SHARED = (FIND, PRINT, TALK)
FORMATS = ("table", "json", "md")
EXAMPLES = """
cloudkb explain aliyun.market_share@2022Q3
cloudkb explain calendar-sum:aliyun.adjusted_ebita@2023
cloudkb explain yaml-trap
cloudkb explain bad-figure --format md
"""
_SHOWN = 10
"""Candidates listed."""


def run(
    ctx: typer.Context,
    what: Annotated[
        list[str] | None,
        arg("WHAT", "entity.metric@period[ in X][ scope S][ CUR], or the name of a rule."),
    ] = None,
) -> int:
    """What the claims imply for a quantity, and why; or the page of a rule.

    What is left out of a quantity's name is filled in where only one fits. An identity is
    named like calendar-sum:aliyun.revenue@2023H1.
    """
    from cloudkb.rules import markdown
    from cloudkb.views import explained, rule
    from cloudkb.views.pages import rule_page

    name = " ".join(what or ()).strip()
    if explained.is_quantity(name):
        return _quantity(ctx.obj, name)
    found = rule.ask(name)
    if ctx.obj.format == "md":
        write(ctx.obj, markdown(found))
    else:
        answer(ctx.obj, lambda: rule_page.page(found), lambda: rule.data(found))
    return 0


def _quantity(session: Session, name: str) -> int:
    from cloudkb import base
    from cloudkb.views import explained
    from cloudkb.views.pages import quantity_card

    try:
        found = base.explain(location(session), name, session.locked, progress(session))
    except base.UnknownQuantityError as error:
        offers = error.candidates[:_SHOWN]
        more = len(error.candidates) - len(offers)
        complain(
            f"cloudkb: {error.message}",
            *(f"  {'     ' if number else 'try: '}{one}" for number, one in enumerate(offers)),
            *([f"       and {more} more"] if more > 0 else []),
        )
        return 2
    answer(session, lambda: quantity_card.page(found), lambda: explained.data(found))
    return 0
