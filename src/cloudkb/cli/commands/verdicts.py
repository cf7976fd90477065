"""Ask 4: Which claims of a document stand, and by whom."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, opt
from cloudkb.cli.shell import opened, progress, write

SHARED = (FIND, PRINT, TALK)
EXAMPLES = """
cloudkb verdicts
cloudkb verdicts --document jiemian-2024-03 --only contradicted,tension
cloudkb verdicts --entity tencent-cloud -o tencent.csv
"""


def run(
    ctx: typer.Context,
    document: Annotated[str, opt("DOC", "The document to check; cloudkb list documents.")] = "",
    provider: Annotated[
        str, opt("NAME", "Claims about this entity, in any document.", name="--entity/--provider")
    ] = "",
    only: Annotated[str, opt("VERDICTS", "Only these verdicts, with commas.")] = "",
) -> int:
    """Judge every claim of a document by all the others: which stand, and by whom.

    Without --document and --entity, the document with most claims is checked. Counts at
    the top are of all its claims. A claim is judged against the base without it.
    """
    from cloudkb import base
    from cloudkb.views import verdicts
    from cloudkb.views.pages import verdict_tables

    with opened(ctx.obj) as connection:
        asked = verdicts.ask(connection, document, provider, only)
    if asked.talk:
        ctx.obj.say(asked.talk)
    found = base.verdicts(
        ctx.obj.place(), asked.document, asked.entity, ctx.obj.locked, progress(ctx.obj)
    )
    if ctx.obj.format == "md":
        from cloudkb.render import fact_check

        write(ctx.obj, fact_check.render(found, asked.label, verdicts.command(asked)))
        return 0
    ctx.obj.answer(
        lambda: verdict_tables.page(found, asked),
        lambda: verdicts.data(found, asked),
        verdicts.explain(found, asked),
    )
    return 0
