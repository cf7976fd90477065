"""Keep 2: Build the base from the facts."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, PRINT, TALK, flag, opt
from cloudkb.cli.shell import progress, write

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
    from cloudkb.cli.checking import workers_of
    from cloudkb.language import marked, worded

    session = ctx.obj
    at = workers_of(jobs)
    result = build(session.place(), force, progress(session), at.jobs)
    if session.format == "json":
        from cloudkb.render import json

        write(session, json.render(result._asdict() | {"path": result.path.name}))
    else:
        told = worded(
            "{base} is fresh: {claims} claims from {files} files"
            if result.fresh
            else "{base} written: {claims} claims from {files} files",
            base=result.path.name,
            claims=f"{result.claims:,}",
            files=f"{result.files:,}",
        )
        write(session, f"{told}\n")
    if result.broken:
        left_out = marked("{count} facts are broken and left out: cloudkb validate")
        session.say(worded(left_out, count=f"{result.broken:,}"))
    return 1 if result.broken else 0
