"""The outside world: streams, colour, width, files, exit codes. Nothing here is asked or drawn."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from cloudkb.views.question import QuestionError

if TYPE_CHECKING:
    from sqlite3 import Connection

    from cloudkb.base import Location
    from cloudkb.model import Page

Answer = TypeVar("Answer")

PIPE_WIDTH = 120
"""Columns where there is no screen: a file or another program reads along."""
_FOR_PEOPLE = ("table", "text", "concise")


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
        quiet: bool = False,
        verbose: bool = False,
    ) -> None:
        """Take the options as parsed; the first format is the default."""
        self.facts, self.db = facts or None, db or None
        self.locked = _in_ci() if locked is None else locked
        self.formats = tuple(formats)
        self.format = format or ("csv" if excel else _default(self.formats))
        self.output, self.color, self.excel = output, color or "auto", excel
        self.quiet, self.verbose = quiet, verbose

    def check(self) -> None:
        """Refuse formats and colours there are not; raises QuestionError."""
        _one_of("--format", self.format, self.formats or (self.format,))
        _one_of("--color", self.color, ("auto", "always", "never"))
        if self.excel and self.format != "csv":
            raise QuestionError("--excel is for CSV", "use it with --format csv")

    def width(self) -> int:
        """Columns to draw for."""
        columns = os.environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and int(columns) > 0:
            return max(20, int(columns))
        try:
            if not self.output and sys.stdout.isatty():
                return max(20, os.get_terminal_size(sys.stdout.fileno()).columns)
        except (OSError, ValueError, AttributeError):
            pass
        return PIPE_WIDTH

    def paints(self) -> bool:
        """Tell whether bold and dim may be used."""
        if self.color != "auto":
            return self.color == "always"
        if self.output or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            return False
        return sys.stdout is not None and sys.stdout.isatty()


def _default(formats: Sequence[str]) -> str:
    """The first format, but annotations where GitHub reads the output."""
    if "github" in formats and _on_github():
        return "github"
    return (formats or ("table",))[0]


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _in_job(text: str) -> str:
    """What people read, where a job's log would read commands in it."""
    if not _on_github():
        return text
    from cloudkb.render.safe import in_job

    return in_job(text)


def _in_ci() -> bool:
    return os.environ.get("CI", "").lower() not in ("", "0", "false", "no")


def _one_of(option: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise QuestionError(f'{option}: there is no "{value}"', "one of: " + ", ".join(known))


# --- answers -------------------------------------------------------------------------------


def location(session: Session) -> "Location":
    """Where this run's facts and base are; raises BaseError."""
    from cloudkb.base import locate

    return locate(session.facts, session.db)


@contextmanager
def opened(session: Session) -> Iterator["Connection"]:
    """An open, fresh base that holds claims."""
    from cloudkb.base import open as open_base
    from cloudkb.views.sql import count

    place = location(session)
    base = open_base(place, session.locked, progress(session))
    try:
        if session.verbose:
            say(session, f"answers from {'memory' if base.in_memory else place.db}")
        say(session, *base.talk)
        if not count(base.connection):
            raise QuestionError("there are no claims", f"add facts under {place.facts}")
        yield base.connection
    finally:
        base.close()


def reasoned(session: Session, ask: "Callable[[Any, Location], Answer]") -> Answer | None:
    """What the checker has to say beside an answer; None, with a line on stderr, if it fails.

    An answer of printed claims is never lost to what cannot be proved about them.
    """
    from cloudkb import base

    try:
        return ask(base, location(session))
    except Exception as error:
        if session.verbose:
            raise
        reason = getattr(error, "message", "") or f"{type(error).__name__}: {error}"
        say(session, f"Nothing is said of what the claims imply: {reason}")
        return None


def answer(
    session: Session,
    page: Callable[[], "Page"],
    data: Callable[[], Any],
    notes: Sequence[str] = (),
) -> None:
    """Print an answer in the format asked for; only what that format needs is made.

    `notes` explain what rows cannot: they go to stderr where no page does.
    """
    if session.format in ("json", "jsonl", "csv"):
        write(session, _machine(session, data()))
        for note in notes:
            say(session, note)
        return
    drawn = page()
    if session.format == "md":
        from cloudkb.render import md

        write(session, md.render(drawn))
    else:
        from cloudkb.render import table

        write(session, table.render(drawn, width=session.width(), color=session.paints()))
    if drawn.notes:
        say(session, "", *drawn.notes, dim=session.paints())


def _machine(session: Session, data: Any) -> str:
    if session.format == "json":
        from cloudkb.render import json

        return json.render(data)
    if session.format == "jsonl":
        from cloudkb.render import jsonl

        return jsonl.render(data)
    from cloudkb.render import csv

    return csv.render(data, excel=session.excel)


# --- streams -------------------------------------------------------------------------------


def prepare_streams() -> None:
    """UTF-8 whatever the locale says; what cannot be encoded is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def write(session: Session, text: str) -> None:
    """Text to the file asked for, else to stdout; a closed pipe is silent."""
    if session.format in _FOR_PEOPLE:
        text = _in_job(text)
    if session.output:
        from pathlib import Path

        Path(session.output).write_text(text, encoding="utf-8", errors="backslashreplace")
        return
    if sys.stdout is None:
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)


def input_lines() -> list[str]:
    """The lines of stdin, as UTF-8 whatever the locale says, without empty ones."""
    if sys.stdin is None:
        return []
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    return [line.strip("\r") for line in text.split("\n") if line.strip()]


def say(session: Session, *lines: str, dim: bool = False) -> None:
    """Talk, to stderr."""
    if not session.quiet:
        complain(*lines, dim=dim)


def complain(*lines: str, dim: bool = False) -> None:
    """Lines to stderr, even where quiet was asked for; `dim` where a screen shows them."""
    from cloudkb.render.safe import one_line

    if sys.stderr is None:
        return
    before, after = ("\x1b[2m", "\x1b[0m") if dim and sys.stderr.isatty() else ("", "")
    try:
        sys.stderr.write(
            _in_job(
                "".join(f"{before}{one_line(line)}{after}\n" if line else "\n" for line in lines)
            )
        )
        sys.stderr.flush()
    except BrokenPipeError:
        _silence(sys.stderr)


def progress(session: Session) -> Callable[[int, int], None] | None:
    """How far long work has come, on one line of the screen; None where there is no screen."""
    if session.quiet or sys.stderr is None or not sys.stderr.isatty():
        return None
    from time import monotonic

    last = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        now = monotonic()
        if done == total and last < 0:
            sys.stderr.write("\r\x1b[K")
        # what is over in half a second needs no telling
        elif (last < 0 and now + last > 0.1) or (last > 0 and now - last > 0.5):
            last = -now
            sys.stderr.write(f"\rreading {done:,} of {total:,} files")
        sys.stderr.flush()

    return tell


def _silence(stream: Any) -> None:
    """Send what is still buffered nowhere, so that exiting does not complain."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def settle_streams(code: int) -> int:
    """Flush stdout; the exit code, 2 where the output could not be written."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
    except OSError as error:
        complain(f"cloudkb: cannot write: {error.strerror or error}")
        _silence(sys.stdout)
        return 2
    return code


# --- errors --------------------------------------------------------------------------------


def guarded(session: Session, work: Callable[[], Any]) -> int:
    """Run a command; its exit code, or 2 with a sentence for what stopped it."""
    from time import perf_counter

    started = perf_counter()
    try:
        session.check()
        code = work()
    except QuestionError as error:
        return refuse(error.message, error.hint)
    except OSError as error:
        name = f": {error.filename}" if error.filename else ""
        return refuse(f"{error.strerror or error}{name}")
    except Exception as error:
        return _failed(session, error)
    if session.verbose:
        say(session, f"took {(perf_counter() - started) * 1000:.0f} ms")
    return int(code or 0)


def refuse(message: str, hint: str = "") -> int:
    """Say why there is no answer; the exit code for it."""
    complain(f"cloudkb: {message}", *([f"  {hint}"] if hint else []))
    return 2


def _failed(session: Session, error: Exception) -> int:
    """Errors of other rooms that carry a sentence and a hint; anything else is a bug."""
    from cloudkb.base import BaseError

    if isinstance(error, BaseError):
        return refuse(error.message, error.hint)
    import sqlite3

    if isinstance(error, sqlite3.Error):
        return refuse(f"the base cannot be read: {error}", "cloudkb build makes it anew")
    if session.verbose:
        raise error
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119
    return refuse(
        f"this is a bug in cloudkb ({type(error).__name__} in {where}: {error})",
        "run it again with -v for the details to report",
    )
