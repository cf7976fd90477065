"""cloudkb validate."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, flag, opt

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
    select: Annotated[str, opt("RULES", "Only these rules, with commas.", _WHICH)] = "",
    ignore: Annotated[str, opt("RULES", "All but these rules.", _WHICH)] = "",
    stats: Annotated[bool, flag("--stats", "Also count findings by rule.", _WHICH)] = False,
    fail_on: Annotated[
        str, opt("SEVERITY", "error, warning or note: exit 1 from there on.", _EXIT)
    ] = "error",
    strict: Annotated[bool, flag("--strict", "The same as --fail-on note.", _EXIT)] = False,
    exit_zero: Annotated[bool, flag("--exit-zero", "Exit 0 whatever is found.", _EXIT)] = False,
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
