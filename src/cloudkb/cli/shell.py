"""The outside world: options, colour, width, exit codes. Nothing here is asked or drawn."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from cloudkb.cli import interrupts, streams
from cloudkb.cli.streams import complain
from cloudkb.language import LANGUAGES, WordedError, worded
from cloudkb.surroundings import is_set
from cloudkb.views.question import QuestionError, one_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from cloudkb.base import Location
    from cloudkb.cli.output import Target
    from cloudkb.model import Page

Answer = TypeVar("Answer")

PIPE_WIDTH = 120
"""Columns where there is no screen: a file or another program reads along."""
_SCREEN_WIDTH = 80
"""Columns of a screen that does not know how many it has."""
_NARROWEST, _WIDEST = 20, 10_000


class Session:
    """What the shared options of one run say."""

    def __init__(
        self,
        formats: Sequence[str] = (),
        *,
        facts: str = "",
        db: str = "",
        locked: bool | None = None,
        format: str = "",  # noqa: A002
        output: str = "",
        color: str = "",
        excel: bool = False,
        pager: bool | None = None,
        quiet: bool = False,
        verbose: bool = False,
        lang: str = "",
    ) -> None:
        """Take the options as parsed; the first format is the default."""
        self.lang = lang
        self.facts, self.db = facts or None, db or None
        self.locked = is_set("CI") if locked is None else locked
        self.formats = tuple(formats)
        self.format = format or ("csv" if excel else "")
        self.output, self.color, self.excel = output, color or "auto", excel
        self.pager, self.quiet, self.verbose = pager is not False, quiet, verbose
        self.target: Target | None = None

    def place(self) -> "Location":
        """Where this run's facts and base are; raises BaseError."""
        from cloudkb.base import locate

        return locate(self.facts, self.db)

    def answer(
        self,
        page: Callable[[], "Page"],
        data: Callable[[], Any],
        notes: Sequence[str] = (),
        left_out: int = 0,
    ) -> None:
        """Print an answer in the format asked for; only what that format needs is made.

        `notes` explain what rows cannot: they go to stderr where no page does. `left_out` is how
        many rows there are more.
        """
        if self.drawer().TAKES == "data":
            write(self, self.draw(data()))
            for note in notes:
                self.say(note)
            return
        drawn = page()
        write(self, self.draw(drawn), paged=True)
        if drawn.notes:
            self.say("", *drawn.notes, dim=self.paints())

    def answer_text(self, text: Callable[[], str], data: Callable[[], Any]) -> None:
        """Print an answer that is no page: a text for people, or data."""
        as_data = self.drawer().TAKES == "data"
        write(self, self.draw(data()) if as_data else text())

    def say(self, *lines: str, dim: bool = False) -> None:
        """Talk, to stderr."""
        if not self.quiet:
            complain(*lines, dim=dim)

    def check(self, endings: Sequence[str] = ()) -> None:
        """Settle the format, and refuse what cannot be: formats, colours, files to write.

        `endings` are those of files whose content is the same in every format. Raises
        QuestionError.
        """
        if self.output:
            from cloudkb.cli import output

            wanted = self.format or output.format_of(self.output, self.formats, endings)
            self.format = wanted
            self.target = output.target(self.output, _location_if_any(self))
        self.format = self.format or _default(self.formats)
        _one_of("--format", self.format, self.formats or (self.format,))
        _one_of("--color", self.color, ("auto", "always", "never"))
        if self.lang:
            _one_of("--lang", self.lang, LANGUAGES)
        if self.excel and self.format != "csv":
            raise QuestionError(worded("--excel is for CSV"), worded("use it with --format csv"))

    def drawer(self) -> Any:
        """The module that draws the format asked for."""
        return import_module(f"cloudkb.render.{self.format}")

    def draw(self, what: Any, **more: Callable[[], Any]) -> str:
        """The text of a page, of data or of a report; `more` is what some formats heed besides."""
        known = {"width": self.width, "color": self.paints, "excel": lambda: self.excel, **more}
        drawer = self.drawer()
        heeded = {name: known[name]() for name in getattr(drawer, "HEEDS", ())}
        return str(drawer.render(what, **heeded))

    def to_stdout(self) -> bool:
        """Tell whether answers go to standard output."""
        return self.target is None or self.target.descriptor == 1

    def width(self) -> int:
        """Columns to draw for."""
        columns = os.environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and columns.strip("0"):
            return min(_WIDEST, max(_NARROWEST, int(columns.lstrip("0")[:9])))
        try:
            if self.to_stdout() and sys.stdout.isatty():
                columns_there = os.get_terminal_size(sys.stdout.fileno()).columns
                return max(_NARROWEST, columns_there or _SCREEN_WIDTH)
        except (OSError, ValueError, AttributeError):
            pass
        return PIPE_WIDTH

    def paints(self) -> bool:
        """Tell whether bold and dim may be used."""
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return self.to_stdout() and sys.stdout.isatty()


def _default(formats: Sequence[str]) -> str:
    """The first format, but annotations where GitHub reads the output."""
    if "github" in formats and is_set("GITHUB_ACTIONS"):
        return "github"
    return (formats or ("table",))[0]


def _one_of(option: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        told = worded('{option}: there is no "{value}"', option=option, value=value)
        raise QuestionError(told, one_of(known))


# --- answers -------------------------------------------------------------------------------


def _location_if_any(session: Session) -> "Location | None":
    from cloudkb.base import BaseError

    try:
        return session.place()
    except (BaseError, OSError, RuntimeError):
        # what is wrong with it is said where the facts are needed
        return None


_NONSENSE = (
    *(ArithmeticError, AttributeError, LookupError, MemoryError),
    *(RecursionError, TypeError, ValueError),
)
"""What may come of a base in which cells or pages hold what cloudkb never wrote."""


@contextmanager
def opened(session: Session) -> Iterator["Connection"]:
    """An open, fresh base that holds claims."""
    from cloudkb.base import BaseError, says_what_facts_say
    from cloudkb.base import open as open_base
    from cloudkb.views.sql import count

    place = session.place()
    base = open_base(place, session.locked, progress(session))
    try:
        if session.verbose:
            where = worded("memory") if base.in_memory else place.db
            session.say(worded("answers from {where}", where=where))
        session.say(*base.talk)
        if not count(base.connection):
            raise no_claims(place)
        yield base.connection
    except _NONSENSE:
        if base.in_memory or says_what_facts_say(place):
            raise
        raise BaseError(
            worded("{base} does not say what the facts say", base=place.db.name),
            worded("write it again: {command}", command="cloudkb build"),
        ) from None
    finally:
        base.close()


def no_claims(place: "Location") -> QuestionError:
    """The error for facts without a claim."""
    return QuestionError(
        worded("there are no claims"), worded("add facts under {folder}", folder=place.facts)
    )


def not_written_to() -> QuestionError:
    """The error for a change of the facts that are installed with cloudkb."""
    return QuestionError(
        worded("the facts that cloudkb ships are not written to"),
        worded("start your own: {command}", command="cloudkb init"),
    )


def reasoned(session: Session, ask: "Callable[[Any, Location], Answer]") -> Answer | None:
    """What the checker has to say beside an answer; None, with a line on stderr, if it fails.

    An answer of printed claims is never lost to what cannot be proved about them.
    """
    from cloudkb import base

    try:
        return ask(base, session.place())
    except Exception as error:
        if session.verbose:
            raise
        reason = getattr(error, "message", "") or f"{type(error).__name__}: {error}"
        session.say(worded("Nothing is said of what the claims imply: {reason}", reason=reason))
        return None


# --- streams -------------------------------------------------------------------------------


def write(session: Session, text: str, *, commands: bool = False, paged: bool = False) -> None:
    """Text to the file asked for, else to stdout; a closed pipe is silent.

    What is `paged` goes through a pager where it is longer than the screen.

    A file of rows holds them to the letter. On a stream, and in what people read, no line
    can be a command of the job it may run in, unless `commands` are what the text is.
    """
    target = session.target
    rows_kept = session.format == "csv" and target is not None and target.path is not None
    if not commands and not rows_kept:
        text = streams.in_job(text)
    if session.to_stdout():
        if not (paged and session.pager and _shown_by_pager(text)):
            streams.emit(text)
        return
    from cloudkb.cli import output

    assert target is not None
    data = text.encode("utf-8", "backslashreplace")
    if target.path is not None:
        output.save(target.path, data)
    elif target.descriptor is not None:
        streams.emit_bytes(target.descriptor, data)


def _shown_by_pager(text: str) -> bool:
    if not sys.stdout.isatty():
        return False
    from cloudkb.cli import pager

    command = pager.wanted(text)
    return bool(command) and pager.show(text, command)


def progress(session: Session) -> Callable[[int, int], None] | None:
    """How far long work has come; None where nobody wants to know."""
    return None if session.quiet else streams.progress()


# --- errors --------------------------------------------------------------------------------


def guarded(session: Session, work: Callable[[], Any], endings: Sequence[str] = ()) -> int:
    """Run a command; its exit code, or 2 with a sentence for what stopped it."""
    from time import perf_counter

    started = perf_counter()
    interrupts.unwind()
    try:
        session.check(endings)
        code = work()
    except Exception as error:
        return failed(error, session.verbose)
    if session.verbose:
        spent = f"{(perf_counter() - started) * 1000:.0f}"
        session.say(worded("took {spent} ms", spent=spent))
    return int(code or 0)


def refuse(message: str, hint: str = "") -> int:
    """Say why there is no answer; the exit code for it."""
    complain(f"cloudkb: {message}", *(f"  {line}" for line in hint.split("\n") if hint))
    return 2


def failed(error: Exception, verbose: bool = False) -> int:
    """Say what stopped a run in a sentence; what nobody thought of is a bug."""
    known = what_stopped(error)
    if known is not None:
        return refuse(*known)
    import traceback

    if verbose:
        told = "".join(traceback.format_exception(error)).rstrip().split("\n")
        complain(*told)
    hint = worded("run it again with -v for the details to report")
    return refuse(bug(error), "" if verbose else hint)


def what_stopped(error: Exception) -> tuple[str, str] | None:
    """A sentence for what stopped a run, and what helps; None for what nobody thought of."""
    if isinstance(error, WordedError):
        return error.message, error.hint
    if isinstance(error, OSError):
        return _refused_by_system(error)
    from cloudkb.base import BaseError

    if isinstance(error, BaseError):
        return error.message, error.hint
    import sqlite3

    if isinstance(error, sqlite3.Error):
        return worded("the base cannot be read: {error}", error=error), worded(
            "{command} makes it anew", command="cloudkb build"
        )
    if isinstance(error, RuntimeError) and "home directory" in str(error):
        return worded("whose home folder ~ means is not known"), worded("write the whole path")
    return None


def bug(error: Exception) -> str:
    """A sentence for what nobody thought of."""
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119
    return worded(
        "this is a bug in cloudkb ({kind} in {where}: {error})",
        kind=type(error).__name__,
        where=where,
        error=error,
    )


def _refused_by_system(error: OSError) -> tuple[str, str]:
    from cloudkb.plainfile import reason

    if isinstance(error, streams.UnwrittenError):
        return streams.unwritten(error), ""
    if error.filename is not None:
        told = worded("{reason}: {file}", reason=reason(error), file=error.filename)
        return told, ""
    if isinstance(error, FileNotFoundError):
        from pathlib import Path

        try:
            Path.cwd()
        except OSError:
            return worded("the folder this was started in is gone"), worded(
                "go to one that is there"
            )
    return reason(error), ""
