"""What all commands share: where the base is, how answers are printed, how errors end."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperOption

from cloudkb import render
from cloudkb.language import LANGUAGES, in_chinese, speak, worded
from cloudkb.words import joined

FIND, PRINT, TALK = "find", "print", "talk"
"""Sets of shared options: where the base is, how rows are printed, how much is said and in which
language."""


def _find() -> list[TyperOption]:
    panel = "Which base"
    return [
        _option(
            "--facts", "DIR", "The folder of fact files; else CLOUDKB_FACTS, else found.", panel
        ),
        _option("--db", "FILE", "The base; cloudkb.db beside the facts by default.", panel),
        _flag(
            ["--locked/--no-locked"],
            "Leave the base as it is and answer from memory; so where CI is set.",
            panel,
            default=None,
        ),
    ]


def _print(formats: Sequence[str]) -> list[TyperOption]:
    panel = "How to print"
    what = (
        worded("One of {formats}.", formats=joined(formats))
        if formats
        else "As what; each command says which."
    )
    made = [
        _option("-f/--format", "FORMAT", what, panel),
        _option("-o/--output", "FILE", "Write to a file; its ending is the format.", panel),
        _option("--color", "WHEN", "auto, always or never; NO_COLOR is heeded.", panel),
        _flag(
            ["--pager/--no-pager"],
            "Whether PAGER, or less, shows what is longer than the screen.",
            panel,
            default=None,
        ),
    ]
    if "csv" in formats:
        help_text = "CSV for spreadsheets: guards formulas, adds a byte order mark."
        made.append(_flag(["--excel"], help_text, panel))
    return made


def _talk() -> list[TyperOption]:
    panel = "How to print"
    return [
        _option("--lang", "LANG", "en or zh: the language of messages; else LANG's.", panel),
        _flag(["-q", "--quiet"], "Answers only: no hints, no progress.", panel),
        _flag(["-v", "--verbose"], "Say which base answers and how long it took.", panel),
    ]


def common() -> list[TyperOption]:
    """The shared options that may stand before the name of a command."""
    made = [*_find(), *_print(()), *_talk()]
    for option in made:
        option.rich_help_panel = "Before a command or after it"
    return made


def typed(option: TyperOption, value: Any) -> list[str]:
    """An option as it would be typed to have that value; nothing for its default."""
    if isinstance(value, bool):
        names = option.opts if value else option.secondary_opts
        return [names[-1]] if names else []
    return [f"{option.opts[-1]}={value}"] if value else []


def _option(names: str, metavar: str, text: str, panel: str) -> TyperOption:
    return TyperOption(
        param_decls=names.split("/"),
        metavar=metavar,
        type=str,
        default="",
        show_default=False,
        help=text,
        rich_help_panel=panel,
    )


def _flag(names: list[str], text: str, panel: str, *, default: bool | None = False) -> TyperOption:
    return TyperOption(
        param_decls=names, is_flag=True, default=default, help=text, rich_help_panel=panel
    )


class SharedCommand(TyperCommand):
    """A command with the shared options it asks for.

    They reach the function as one `Session` in `ctx.obj`; the function returns the exit code.
    """

    _shared: tuple[str, ...] = ()
    _formats: tuple[str, ...] = ()

    def share(self, sets: Sequence[str], formats: str | Sequence[str]) -> None:
        """Add sets of shared options.

        `formats` are those of `--format`, the default first, or what they are offered for.
        """
        if isinstance(formats, str):
            formats = render.formats(formats) if PRINT in sets else ()
        makers: dict[str, Callable[[], list[TyperOption]]] = {
            FIND: _find,
            PRINT: lambda: _print(formats),
            TALK: _talk,
        }
        added = [
            option for name in (PRINT, TALK, FIND) if name in sets for option in makers[name]()
        ]
        self.params.extend(added)
        self._shared = tuple(str(option.name) for option in added)
        self._formats = tuple(formats)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run, and exit with the code the command returns."""
        from cloudkb.cli import config
        from cloudkb.cli.shell import Session, failed, guarded
        from cloudkb.views.question import QuestionError

        sources = {name: ctx.get_parameter_source(name) for name in ctx.params}
        typed = {name for name, source in sources.items() if source and source.name != "DEFAULT"}
        values = {name: ctx.params.pop(name) for name in self._shared}
        settings = config.Settings({})
        if "facts" in values:
            try:
                settings = config.load()
            except (QuestionError, OSError) as error:
                raise typer.Exit(failed(error)) from None
            config.apply(settings, values, ctx.params, self._formats, typed)
        if (lang := values["lang"]) in LANGUAGES:
            speak(lang)
        session = Session(self._formats, **values)
        if session.verbose and settings.file is not None:
            session.say(worded("settings from {file}", file=settings.file))
        ctx.obj = session

        def work() -> Any:
            for name, value in ctx.params.items():
                if name not in _PATHS:
                    ctx.params[name] = _as_text(value)
            return super(SharedCommand, self).invoke(ctx)

        prints_yaml = ctx.params.get("accept") or ctx.params.get("draft")
        endings = (".yaml", ".yml") if prints_yaml else ()
        raise typer.Exit(guarded(session, work, endings))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Let a figure begin with a minus sign: `-5.8pp` is no option."""
        if self.name == "figure":
            args = [_SHIELD + arg if _is_text(arg) else arg for arg in args]
        with of_command(self):
            rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            extra = " ".join(rest)
            ctx.fail(worded("Got unexpected extra argument(s) ({extra})", extra=extra))
        if self.name == "figure":
            for key, value in ctx.params.items():
                if isinstance(value, list | tuple):
                    ctx.params[key] = [str(item).removeprefix(_SHIELD) for item in value]
        return rest

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """What the line of usage says behind the name."""
        return [worded(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]
        """The help page in the language spoken."""
        return help_page(self, ctx)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Arguments, then options by section."""
        params = [param for param in self.get_params(ctx) if not getattr(param, "hidden", False)]
        arguments = [p.get_help_record(ctx) for p in params if p.param_type_name == "argument"]
        if any(arguments):
            with formatter.section("Arguments"):
                formatter.write_dl([record for record in arguments if record])
        options = [param for param in params if param.param_type_name == "option"]
        panels = list(dict.fromkeys(map(panel, options)))
        for name in sorted(panels, key=lambda name: name == _REST):
            write_panel(ctx, formatter, options, name)

    def format_epilog(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Examples, line by line as they are written."""
        if self.epilog:
            with formatter.section("Examples"):
                for line in self.epilog.strip().splitlines():
                    formatter.write(f"  {line.strip()}\n")


# no argument of a process can hold a NUL, so what is shielded is never mistaken
_SHIELD = "\0"


def _is_text(argument: str) -> bool:
    """Tell a figure with a minus sign from an option."""
    rest = argument.lstrip("-")
    return argument != rest != "" and not (rest[0].isascii() and rest[0].isalpha())


@contextmanager
def of_command(command: Any) -> Iterator[None]:
    """Let what the parser refuses within know its command, if it does not know its context."""
    try:
        yield
    except Exception as error:
        if getattr(error, "cmd", command) is None:
            error.cmd = command  # type: ignore[attr-defined]
        raise


_REST = "Options"
"""The section of options that have none of their own."""


def panel(param: Any) -> str:
    """The section of the help page that an option stands in."""
    return getattr(param, "rich_help_panel", None) or _REST


def help_page(command: Any, ctx: Any) -> str:
    """The help page of a command, or of the whole program, in the language spoken."""
    formatter = ctx.make_formatter()
    if in_chinese():
        from cloudkb.cli.chinese_help import ChineseHelp

        formatter = ChineseHelp(width=formatter.width)
    command.format_help(ctx, formatter)
    return str(formatter.getvalue()).rstrip("\n")


def write_panel(ctx: typer.Context, formatter: Any, options: Iterable[Any], name: str) -> None:
    """A section of a help page: its options, a line each."""
    records = [each.get_help_record(ctx) for each in options if panel(each) == name]
    with formatter.section(name):
        formatter.write_dl([record for record in records if record])


_PATHS = ("folder", "file", "files")
"""Arguments that name files, whose names are bytes."""


def _as_text(value: Any) -> Any:
    """What was typed, as text; raises QuestionError for bytes that are no UTF-8.

    Under a locale without UTF-8, Python gives UTF-8 as bytes, too.
    """
    if isinstance(value, list | tuple):
        return [_as_text(each) for each in value]
    if not isinstance(value, str) or value.isascii():
        return value
    try:
        return os.fsencode(value).decode("utf-8")
    except UnicodeError:
        from cloudkb.views.question import QuestionError

        shown = value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        raise QuestionError(
            worded('"{shown}" is no UTF-8', shown=shown), worded("arguments are UTF-8 text")
        ) from None


def opt(metavar: str, text: str, panel: str = "", name: str = "") -> Any:
    """An option that takes a value; `name` where it is not the parameter's, several with `/`."""
    names = name.split("/") if name else []
    return typer.Option(
        *names, metavar=metavar, help=text, rich_help_panel=panel or None, show_default=False
    )


def flag(name: str, text: str, panel: str = "") -> Any:
    """An option that is on or off."""
    return typer.Option(name, help=text, rich_help_panel=panel or None)


def arg(metavar: str, text: str) -> Any:
    """An argument."""
    return typer.Argument(metavar=metavar, help=text, show_default=False)
