"""Ask 6: What a printed figure or period means, exactly."""

from collections.abc import Sequence
from typing import Annotated

import typer

from cloudkb.cli.command import PRINT, TALK, arg, flag, opt
from cloudkb.cli.shell import Session

SHARED = (PRINT, TALK)
EXAMPLES = """
cloudkb figure 约6.6亿元
cloudkb figure -5.8pp yoy
cloudkb figure --period 2022年末
cloudkb figure - --format jsonl < figures.txt
"""


def run(
    ctx: typer.Context,
    text: Annotated[list[str], arg("TEXT", "A figure as printed; - reads one a line.")],
    unit: Annotated[
        str, opt("UNIT", "What a bare number counts: money, ratio, count, or 亿元, %, 台.")
    ] = "",
    period: Annotated[bool, flag("--period", "Read periods instead of figures.")] = False,
) -> int:
    """What a printed figure or period means, exactly.

    A figure that cannot be read is answered with the character at fault and the nearest
    form that can; the exit code is then 1.
    """
    from cloudkb.cli.streams import input_lines

    return tell(ctx.obj, input_lines() if text == ["-"] else [" ".join(text)], unit, period)


def tell(session: Session, texts: Sequence[str], unit: str, period: bool) -> int:
    """Say what each text means; the exit code."""
    from cloudkb.views import figure
    from cloudkb.views.pages import figure_card

    rows = [figure.read_period(each) if period else figure.read(each, unit) for each in texts]
    session.answer(lambda: figure_card.page(rows), lambda: [row.data for row in rows])
    return 0 if all(row.data["ok"] for row in rows) else 1
