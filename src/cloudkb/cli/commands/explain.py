"""Ask 7: What the claims imply, and why; or a rule."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg
from cloudkb.cli.shell import Session, opened, progress, write
from cloudkb.language import worded
from cloudkb.views.question import QuestionError

SHARED = (FIND, PRINT, TALK)
FORMATS = "cards"
EXAMPLES = """
cloudkb explain
cloudkb explain aliyun.market_share@2022Q3 scope idc
cloudkb explain calendar-sum:aliyun.adjusted_ebita@2023-04/2024-03
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

    Alone, it lists what there is: every rule, and two quantities of this base. What is left
    out of a quantity's name is filled in where only one fits. An identity is named like
    calendar-sum:aliyun.revenue@2023H1.
    """
    from cloudkb.rules import markdown
    from cloudkb.views import explained, rule
    from cloudkb.views.pages import rule_page

    name = " ".join(what or ()).strip()
    if not name:
        return _everything(ctx.obj)
    if explained.is_quantity(name):
        return _quantity(ctx.obj, name)
    found = rule.ask(name)
    if ctx.obj.format == "md":
        write(ctx.obj, markdown(found))
    else:
        ctx.obj.answer(lambda: rule_page.page(found), lambda: rule.data(found))
    return 0


def _everything(session: Session) -> int:
    from cloudkb.base import BaseError
    from cloudkb.views import explainable
    from cloudkb.views.pages import explainable_list

    try:
        with opened(session) as connection:
            found = explainable.ask(connection)
    except (BaseError, QuestionError) as error:
        session.say(worded("no examples of quantities: {reason}", reason=error.message))
        found = explainable.Explainable(())
    session.answer(lambda: explainable_list.page(found), lambda: explainable.data(found))
    return 0


def _quantity(session: Session, name: str) -> int:
    from cloudkb import base
    from cloudkb.views import explained
    from cloudkb.views.pages import quantity_card

    try:
        found = base.explain(session.place(), name, session.locked, progress(session))
    except base.UnknownQuantityError as error:
        offers = error.candidates[:_SHOWN]
        more = len(error.candidates) - len(offers)
        first, below = worded("try: "), " " * len("try: ")
        lines = [f"{below if number else first}{one}" for number, one in enumerate(offers)]
        lines += [below + worded("and {more} more", more=more)] if more > 0 else []
        raise QuestionError(error.message, "\n".join(lines)) from None
    session.answer(lambda: quantity_card.page(found), lambda: explained.data(found))
    return 0
