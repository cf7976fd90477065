"""Keep 4: Start a repository of facts."""

from typing import Annotated

import typer

from cloudkb.cli.command import TALK, arg, opt
from cloudkb.cli.shell import Session, write

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
    from cloudkb.language import marked, worded

    session: Session = ctx.obj
    target = Path(folder).expanduser()
    made, kept = lay_out(target, install_source(install_from, target))
    write(session, "".join(worded("made {name}", name=name) + "\n" for name in made))
    session.say(*(worded("kept {name}: it was there already", name=name) for name in kept))
    if install_from and WORKFLOW in kept:
        told = marked("--install-from changed nothing: edit the line pip install in {file}")
        session.say(worded(told, file=WORKFLOW))
    if made:
        where = "" if folder == "." else f"cd {folder} && "
        command = f"{where}cloudkb validate && cloudkb build"
        session.say("", worded("Next: {command}", command=command))
    return 0
