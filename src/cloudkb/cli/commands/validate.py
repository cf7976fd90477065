"""Keep 1: Check the facts; every finding names its line."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, arg, flag, opt

SHARED = (FIND, PRINT, TALK)
FORMATS = "findings"
EXAMPLES = """
cloudkb validate
cloudkb validate facts/documents/jiemian-2024-03.yaml
cloudkb validate --strict -o cloudkb.sarif
cloudkb validate --select conflict,basis-conflict --show-accepted
cloudkb validate --accept
"""
_WHICH = "Which findings"
_EXIT = "What counts as failed"
_WHERE = "Where it is reasoned"


def run(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None, arg("FILE...", "Only what concerns these files or folders of facts.")
    ] = None,
    document: Annotated[
        str, opt("DOC", "Only what concerns this document; cloudkb list documents.", _WHICH)
    ] = "",
    select: Annotated[str, opt("RULES", "Only these rules, with commas.", _WHICH)] = "",
    ignore: Annotated[str, opt("RULES", "All but these rules.", _WHICH)] = "",
    show_accepted: Annotated[
        bool, flag("--show-accepted", "Also what exceptions accept; it never fails.", _WHICH)
    ] = False,
    accept: Annotated[
        bool, flag("--accept", "Print exceptions for open conflicts, to complete.", _WHICH)
    ] = False,
    stats: Annotated[bool, flag("--stats", "Also count what was reasoned about.", _WHICH)] = False,
    fail_on: Annotated[
        str, opt("SEVERITY", "error, warning or note: exit 1 from there on.", _EXIT)
    ] = "error",
    strict: Annotated[bool, flag("--strict", "The same as --fail-on note.", _EXIT)] = False,
    exit_zero: Annotated[bool, flag("--exit-zero", "Exit 0 whatever is found.", _EXIT)] = False,
    jobs: Annotated[
        int, opt("N", "In so many processes; 0: as many as there are processors.", _WHERE)
    ] = 1,
    scheduler: Annotated[str, opt("ADDRESS", "On a Dask cluster: tcp://host:8786.", _WHERE)] = "",
) -> int:
    """Check the facts; every finding names its file, line and column.

    All claims are reasoned about, also where only some files or a document are asked for.
    Exit code 1 when an open finding that is told reaches --fail-on, 2 when there is no claim.
    The base is not written; on GitHub the summary of the job is added to.
    """
    from cloudkb.cli import checking

    least = checking.severity("note" if strict else fail_on)
    which = checking.Which(select, ignore, tuple(files or ()), document, show_accepted)
    told = checking.report(ctx.obj, which, checking.workers_of(jobs, scheduler))
    wanted = checking.Wanted(stats, show_accepted, accept, told.rules, told.asked)
    checking.tell(ctx.obj, told.report, told.root, wanted)
    return 0 if exit_zero else checking.code(told.report, least)
