"""cloudkb build."""

from typing import Annotated

import typer

from cloudkb.cli.command import FIND, TALK, flag
from cloudkb.cli.shell import location, say, write

SHARED = (FIND, TALK)


def run(
    ctx: typer.Context,
    force: Annotated[bool, flag("--force", "Write it even if it is fresh.")] = False,
) -> int:
    """Build the base from the facts.

    Written whole and moved into place; the same facts give the same bytes. Facts that are
    broken are left out, and the exit code is then 1.
    """
    from cloudkb.base import build

    result = build(location(ctx.obj), force)
    state = "is fresh" if result.fresh else "written"
    write(
        ctx.obj,
        f"{result.path.name} {state}: {result.claims:,} claims from {result.files:,} files\n",
    )
    if result.broken:
        say(ctx.obj, f"{result.broken:,} facts are broken and left out: cloudkb validate")
    return 1 if result.broken else 0
