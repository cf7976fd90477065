"""cloudkb validate."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK

SHARED = (FIND, PRINT, TALK)
FORMATS = ("text", "concise", "json", "github")
EXAMPLES = """
cloudkb validate
cloudkb validate --format github --strict
cloudkb validate --select yaml-trap,bad-figure --exit-zero
"""
_WHICH = "Which findings"
_EXIT = "What counts as failed"


def run(
    ctx: typer.Context,
    select: Annotated[
        str,
        typer.Option(
            metavar="RULES",
            help="Only these rules, with commas.",
            rich_help_panel=_WHICH,
            show_default=False,
        ),
    ] = "",
    ignore: Annotated[
        str,
        typer.Option(
            metavar="RULES", help="All but these rules.", rich_help_panel=_WHICH, show_default=False
        ),
    ] = "",
    stats: Annotated[
        bool, typer.Option("--stats", help="Also count findings by rule.", rich_help_panel=_WHICH)
    ] = False,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="SEVERITY",
            help="error, warning or note: exit 1 from there on.",
            rich_help_panel=_EXIT,
        ),
    ] = "error",
    strict: Annotated[
        bool, typer.Option("--strict", help="The same as --fail-on note.", rich_help_panel=_EXIT)
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 whatever is found.", rich_help_panel=_EXIT)
    ] = False,
) -> int:
    """Check the facts; every finding names its file, line and column.

    Exit code 1 when a finding reaches --fail-on, 2 when there is no claim at all. The base
    is not written.
    """
    from cloudkb.cli import checking

    least = checking.severity("note" if strict else fail_on)
    report, root = checking.report(ctx.obj, select, ignore)
    checking.tell(ctx.obj, report, root, stats)
    return 0 if exit_zero else checking.code(report, least)
