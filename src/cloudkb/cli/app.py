"""The commands by name and the page without arguments; no command is imported before its turn."""

import os
import sys
from importlib import import_module
from itertools import groupby
from typing import Any, cast

import typer
from typer.core import TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

from cloudkb.cli import config, interrupts, streams
from cloudkb.cli.command import (
    SharedCommand,
    common,
    help_page,
    of_command,
    panel,
    typed,
    write_panel,
)
from cloudkb.cli.commands import listed
from cloudkb.language import LANGUAGES, Language, marked, of_environment, speak, worded
from cloudkb.words import nearest

_SHORT_PAGE = marked("""\
cloudkb {version}: plain-text accounting for claims.

  cloudkb query --entity aliyun       what is said about an entity
  cloudkb compare 2023Q3              who stood where in a period
  cloudkb show CLAIM                  one claim, with its source and line
  cloudkb figure 约6.6亿元            what a printed figure stands for
  cloudkb validate                    check the facts

cloudkb --help lists all commands, cloudkb COMMAND --help their options.
""")


class CommandList(TyperGroup):
    """A group that knows its commands by name and imports one only to run it.

    Options that commands share may stand before the name; the command gets them as its own.
    """

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Keep what stands before the command until it is known."""
        with of_command(self):
            rest: list[str] = super().parse_args(ctx, args)
        self._before = [
            (option, token)
            for option in self.params
            if panel(option) != "Options"
            for token in typed(cast(TyperOption, option), ctx.params.pop(str(option.name)))
        ]
        return rest

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The help page in the language spoken."""
        return help_page(self, ctx)

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The names, in the order of the help page."""
        return [each.name for each in listed()]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The command of that name; None when there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        return load(cmd_name)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Answer `--version`, or run the command."""
        if ctx.params.pop("version"):
            streams.emit(f"cloudkb {version()}\n")
            raise typer.Exit
        if not (ctx._protected_args or ctx.args):
            ctx.fail(worded("Missing command."))
        return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """What the line of usage says behind the name."""
        return [worded(piece) for piece in super().collect_usage_pieces(ctx)]

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """The command to run; a name that is none is answered with the nearest."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            near = nearest(args[0], names)
            hint = (
                worded(" Did you mean {name}?", name=near[0])
                if near
                else worded(" cloudkb --help lists them all.")
            )
            ctx.fail(worded('There is no command "{name}".', name=args[0]) + hint)
        name, command, rest = super().resolve_command(ctx, args)
        taken = {spelled for param in command.params for spelled in param.opts} if command else ()
        for option, _ in self._before:
            if option.opts[-1] not in taken:
                ctx.fail(
                    worded("{command} takes no {option}.", command=name, option=option.opts[-1])
                )
        return name, command, [*(token for _, token in self._before), *rest]

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Options, then commands by section: importing them would cost each start."""
        write_panel(ctx, formatter, self.get_params(ctx), "Options")
        self.format_commands(ctx, formatter)
        for name in dict.fromkeys(map(panel, self.params)):
            if name != "Options":
                write_panel(ctx, formatter, self.params, name)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The commands by section, none of them imported."""
        for title, commands in groupby(listed(), lambda each: each.section):
            with formatter.section(title):
                formatter.write_dl([(each.name, each.summary) for each in commands])


def load(name: str) -> Any:
    """Import a command and make it ready to parse."""
    module = import_module(f"cloudkb.cli.commands.{name}")
    info = CommandInfo(
        name=name,
        cls=SharedCommand,
        callback=module.run,
        epilog=getattr(module, "EXAMPLES", None),
        # what is too much is refused by the command itself
        context_settings={"help_option_names": ["-h", "--help"], "allow_extra_args": True},
    )
    command: Any = get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)
    command.share(module.SHARED, getattr(module, "FORMATS", "rows"))
    return command


def version() -> str:
    """What this cloudkb calls itself."""
    from importlib import metadata

    return metadata.version("cloudkb")


def group() -> CommandList:
    """The whole command line."""
    option = TyperOption(param_decls=["--version"], is_flag=True, help="Show the version and exit.")
    return CommandList(
        name="cloudkb",
        help="Plain-text accounting for claims: facts in YAML, answers from SQLite.",
        params=[option, *common()],
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="cloudkb COMMAND --help shows the options of a command.",
    )


def run(arguments: list[str], name: str = "cloudkb") -> int:
    """Run the command line on arguments; the exit code: 0, 1 findings, 2 cannot, 130 stopped.

    `name` is what the program was called as.
    """
    streams.prepare()
    out, err = sys.stdout, sys.stderr
    # help and what the parser refuses are worded before a command reads its settings
    speak(_asked_for(arguments) or config.language() or of_environment(os.environ))
    try:
        if not arguments:
            streams.emit(worded(_SHORT_PAGE, version=version()))
            return streams.flushed(0)
        ended = group().main(arguments, prog_name=name, standalone_mode=False)
        code = ended if isinstance(ended, int) else 0
    except SystemExit:
        # Typer's answer to a closed pipe
        sys.stdout, sys.stderr = out, err
        streams.silence(out)
        code = 0
    except KeyboardInterrupt:
        code = interrupts.STOPPED
    except Exception as error:
        code = _ended(error)
    return streams.flushed(code)


def _asked_for(arguments: list[str]) -> Language | None:
    """The language of `--lang`, wherever it stands: help is worded before it is parsed."""
    found = None
    for at, word in enumerate(arguments):
        if word == "--":
            break
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[at + 1 : at + 2])
            found = next((each for each in LANGUAGES if each == value), found)
    return found


def _ended(error: Exception) -> int:
    """Say what was wrong with the arguments, or what stopped a page of help; the exit code."""
    if not hasattr(error, "format_message"):
        from cloudkb.cli.shell import failed, refuse

        if isinstance(error, OSError) and error.filename is None:
            return refuse(streams.unwritten(error))
        return failed(error)
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        usage = str(ctx.get_usage()).removeprefix("Usage: ")
        streams.complain(*(worded("Usage: ") + usage).split("\n"))
        streams.complain(worded("Try '{command} -h' for help.", command=ctx.command_path), "")
    from cloudkb.cli import misuse

    streams.complain(worded("Error: {message}", message=misuse.misuse_sentence(error)))
    return int(getattr(error, "exit_code", 2))
