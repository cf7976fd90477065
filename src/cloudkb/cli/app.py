"""The commands by name and the page without arguments; no command is imported before its turn."""

import os
import sys
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

from cloudkb.cli.command import SharedCommand
from cloudkb.words import nearest


class Listed(NamedTuple):
    """A command as the list of commands shows it; its own module holds the rest."""

    name: str
    summary: str


SECTIONS: tuple[tuple[str, tuple[Listed, ...]], ...] = (
    (
        "Ask",
        (
            Listed("query", "Claims by provider, metric, period, source or text."),
            Listed("compare", "A league table for each metric printed of a period."),
            Listed("show", "One claim: what it stands for, who says so, where."),
            Listed("verdicts", "Which claims of a document stand, and by whom."),
            Listed("list", "What there is to ask about, with counts."),
            Listed("figure", "What a printed figure or period means, exactly."),
            Listed("explain", "What the claims imply, and why; or a rule."),
        ),
    ),
    (
        "Keep",
        (
            Listed("validate", "Check the facts; every finding names its line."),
            Listed("build", "Build the base from the facts."),
            Listed("schema", "JSON Schema of fact files, for editors."),
            Listed("init", "Start a repository of facts."),
        ),
    ),
)

_SHORT_PAGE = """\
cloudkb {version}: plain-text accounting for claims.

  cloudkb query --provider aliyun     what is said about a provider
  cloudkb compare 2023Q3              who stood where in a period
  cloudkb show CLAIM                  one claim, with its source and line
  cloudkb figure 约6.6亿元            what a printed figure stands for
  cloudkb validate                    check the facts

cloudkb --help lists all commands, cloudkb COMMAND --help their options.
"""


class CommandList(TyperGroup):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names, in the order of the help page."""
        return [listed.name for _, commands in SECTIONS for listed in commands]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of that name; None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return load(cmd_name)

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """The command to run; a name that is none is answered with the nearest."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            near = nearest(args[0], names)
            hint = f" Did you mean {near[0]}?" if near else " cloudkb --help lists them all."
            ctx.fail(f'There is no command "{args[0]}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The commands by section, from the table: importing them would cost each start."""
        for title, commands in SECTIONS:
            with formatter.section(title):
                formatter.write_dl([(listed.name, listed.summary) for listed in commands])


def load(name: str) -> Any:
    """Import a command and make it ready to parse."""
    module = import_module(f"cloudkb.cli.{name}")
    info = CommandInfo(
        name=name,
        cls=SharedCommand,
        callback=module.run,
        epilog=getattr(module, "EXAMPLES", None),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    command: Any = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    command.share(module.SHARED, getattr(module, "FORMATS", ()))
    return command


def _version() -> str:
    from importlib.metadata import version

    return version("cloudkb")


def group(alone: bool = False) -> CommandList:
    """The whole command line; `alone` when nothing but the program's name was typed."""

    def start(version: bool = False) -> None:
        if version:
            sys.stdout.write(f"cloudkb {_version()}\n")
        elif alone:
            sys.stdout.write(_SHORT_PAGE.format(version=_version()))

    option = TyperOption(param_decls=["--version"], is_flag=True, help="Show the version and exit.")
    return CommandList(
        name="cloudkb",
        help="Plain-text accounting for claims: facts in YAML, answers from SQLite.",
        params=[option],
        callback=start,
        invoke_without_command=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="cloudkb COMMAND --help shows the options of a command.",
    )


def run(arguments: list[str]) -> int:
    """Run the command line on arguments; the exit code: 0, 1 findings, 2 cannot, 130 stopped."""
    from cloudkb.cli.shell import prepare_streams, settle_streams

    prepare_streams()
    try:
        group(not arguments).main(arguments, prog_name="cloudkb", standalone_mode=True)
    except SystemExit as ended:
        return settle_streams(ended.code if isinstance(ended.code, int) else 1 if ended.code else 0)
    except KeyboardInterrupt:
        return 130
    return settle_streams(os.EX_OK if hasattr(os, "EX_OK") else 0)
