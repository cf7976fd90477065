"""cloudkb init."""

from typing import Annotated

import typer

from cloudkb.cli.command import TALK, arg
from cloudkb.cli.shell import Session, say, write

SHARED = (TALK,)
EXAMPLES = """
cloudkb init
cloudkb init ~/claims
"""


def run(ctx: typer.Context, folder: Annotated[str, arg("DIR", "Here by default.")] = ".") -> int:
    """Start a repository of facts: an example that validates, hooks, a workflow.

    Files that are there already are left alone and named.
    """
    from pathlib import Path

    from cloudkb.cli.skeleton import SKELETON, lay_out

    session: Session = ctx.obj
    made, kept = lay_out(Path(folder).expanduser())
    write(session, "".join(f"made {name}\n" for name in made))
    say(session, *(f"kept {name}: it was there already" for name in kept))
    if made:
        where = "" if folder == "." else f"cd {folder} && "
        say(session, "", f"Next: {where}cloudkb validate && cloudkb build")
    return 0 if made or len(kept) == len(SKELETON) else 2
