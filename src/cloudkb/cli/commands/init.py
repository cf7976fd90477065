"""Keep 4: Start a repository of facts."""

from typing import Annotated

import typer

from cloudkb.cli.command import TALK, arg, opt
from cloudkb.cli.shell import Session, say, write

SHARED = (TALK,)
EXAMPLES = """
cloudkb init
cloudkb init ~/claims
cloudkb init --install-from git+https://HOST/OWNER/cloudkb@COMMIT
"""


def run(
    ctx: typer.Context,
    folder: Annotated[str, arg("DIR", "Here by default.")] = ".",
    install_from: Annotated[
        str,
        opt("SPEC", "What the workflow installs; a wheel of this cloudkb, copied in, by default."),
    ] = "",
) -> int:
    """Start a repository of facts: an example, hooks, a workflow, a page for assistants.

    Files that are there already are left alone and named. The workflow is green on the first
    push: it installs cloudkb from a wheel in the repository, or from SPEC, which may be another
    wheel, a git address, or any requirement that pip knows.
    """
    from pathlib import Path

    from cloudkb.cli.install_source import install_source
    from cloudkb.cli.skeleton import WORKFLOW, lay_out

    session: Session = ctx.obj
    target = Path(folder).expanduser()
    made, kept = lay_out(target, install_source(install_from, target))
    write(session, "".join(f"made {name}\n" for name in made))
    say(session, *(f"kept {name}: it was there already" for name in kept))
    if install_from and WORKFLOW in kept:
        say(session, f"--install-from changed nothing: edit the line pip install in {WORKFLOW}")
    if made:
        where = "" if folder == "." else f"cd {folder} && "
        say(session, "", f"Next: {where}cloudkb validate && cloudkb build")
    return 0
