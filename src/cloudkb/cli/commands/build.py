"""Keep 2: Build the base from the facts."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, flag, opt
from cloudkb.cli.shell import location, progress, say, write

SHARED = (FIND, PRINT, TALK)
FORMATS = ("text", "json")
EXAMPLES = """
cloudkb build
cloudkb build --force --format json
"""


def run(
    ctx: typer.Context,
    force: Annotated[bool, flag("--force", "Write it even if it is fresh.")] = False,
    jobs: Annotated[
        int, opt("N", "Read in so many processes where there is much; 0: one a processor.")
    ] = 0,
) -> int:
    """Build the base from the facts.

    Written whole and moved into place; the same facts give the same bytes. Facts that are
    broken are left out, and the exit code is then 1.
    """
    from cloudkb.base import build
    from cloudkb.cli.checking import where

    session = ctx.obj
    at = where(jobs)
    result = build(location(session), force, progress(session), at.jobs)
    state = "is fresh" if result.fresh else "written"
    counted = f"{result.claims:,} claims from {result.files:,} files"
    if session.format == "json":
        from cloudkb.render import json

        write(session, json.render(result._asdict() | {"path": result.path.name}))
    else:
        write(session, f"{result.path.name} {state}: {counted}\n")
    if result.broken:
        say(session, f"{result.broken:,} facts are broken and left out: cloudkb validate")
    return 1 if result.broken else 0
