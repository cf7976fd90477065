"""Serve 2: A script that completes commands and names in a shell."""

from typing import Annotated

import typer

from cloudkb.cli.command import TALK, arg
from cloudkb.cli.shell import write
from cloudkb.language import worded
from cloudkb.views.question import unknown

SHARED = (TALK,)
FORMATS = ()
EXAMPLES = """
cloudkb completion bash
cloudkb completion zsh
cloudkb completion fish
"""


def run(ctx: typer.Context, shell: Annotated[str, arg("SHELL", "bash, zsh or fish.")]) -> int:
    """A script that completes commands and names in a shell.

    Commands, options and their words, ids of entities, metrics, sources, documents, claims and
    periods from the base; names in either language complete to their id. To have it in every
    shell: `cloudkb completion bash >> ~/.bashrc`, `cloudkb completion zsh >> ~/.zshrc`,
    `cloudkb completion fish > ~/.config/fish/completions/cloudkb.fish`.
    """
    from cloudkb.cli.shell_scripts import SCRIPTS

    if shell not in SCRIPTS:
        raise unknown(worded('there is no script for "{shell}"', shell=shell), shell, SCRIPTS)
    write(ctx.obj, SCRIPTS[shell])
    return 0
