"""The streams of this process: the one place that writes to them.

Whatever stands in a fact is only looked at where it arrives: in a job's log no line of it can
be a command, and no talk of it steers a terminal.
"""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from cloudkb.cli import interrupts
from cloudkb.language import marked, worded
from cloudkb.surroundings import is_set

_JOBS = ("GITHUB_ACTIONS", "TF_BUILD")
"""Set where a log obeys lines of its own: GitHub's, Gitea's and Azure's runners."""


def in_job(text: str) -> str:
    """The text; where a job's log would obey a line of it, that is spelled out."""
    if not any(map(is_set, _JOBS)):
        return text
    from cloudkb.render import safe

    return safe.in_job(text)


def prepare() -> None:
    """UTF-8 whatever the locale says; what cannot be encoded is spelled out.

    A stream that is closed gets a stand-in that refuses, and its number is taken, lest the
    next file that is opened be written to as a stream.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, _Closed(name))
        elif name != "stdin" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class UnwrittenError(OSError):
    """Why stdout took nothing: `strerror` is the system's reason."""


_CLOSED = {
    "stdin": marked("standard input is closed"),
    "stdout": marked("standard output is closed"),
    "stderr": marked("standard error is closed"),
}


class _Closed:
    """Stands for a stream that the caller closed."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self._told = _CLOSED[name]

    def isatty(self) -> bool:
        return False

    def flush(self) -> None:
        pass

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, worded(self._told))

    @property
    def buffer(self) -> Any:
        raise OSError(errno.EBADF, worded(self._told))


def emit(text: str) -> None:
    """Text to stdout; a closed pipe is silent. Raises UnwrittenError where it takes nothing."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        raise UnwrittenError(error.errno, error.strerror) from error


def unwritten(error: OSError) -> str:
    """A sentence for what stdout did not take."""
    from cloudkb.plainfile import reason

    return worded("cannot write: {reason}", reason=reason(error))


def emit_bytes(descriptor: int, data: bytes) -> None:
    """Bytes to an open file of this process, like emit."""
    sys.stdout.flush()
    with suppress(BrokenPipeError):
        while data:
            data = data[os.write(descriptor, data) :]


def complain(*lines: str, dim: bool = False) -> None:
    """Lines to stderr, even where quiet was asked for; `dim` where a screen shows them.

    Where stderr takes nothing there is nobody to tell, and where the run was interrupted
    nothing to say.
    """
    from cloudkb.render.safe import one_line

    if interrupts.seen():
        return
    try:
        before, after = ("\x1b[2m", "\x1b[0m") if dim and sys.stderr.isatty() else ("", "")
        told = (f"{before}{one_line(line)}{after}\n" if line else "\n" for line in lines)
        sys.stderr.write(in_job("".join(told)))
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def progress() -> Callable[[int, int], None] | None:
    """How far long work has come, on one line of the screen; None where there is no screen."""
    if not sys.stderr.isatty():
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
            told = worded("reading {done} of {all} files", done=f"{done:,}", all=f"{total:,}")
            sys.stderr.write(f"\r{told}")
        sys.stderr.flush()

    return tell


def input_lines() -> list[str]:
    """The lines of stdin, as UTF-8 whatever the locale says, without empty ones."""
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    return [line.strip("\r") for line in text.split("\n") if line.strip()]


def input_bytes(most: int) -> bytes:
    """What stdin holds, no more than so many bytes of it."""
    return sys.stdin.buffer.read(most)


def input_line(most: int) -> bytes:
    """The next line of stdin, empty at its end; of a longer one than `most` bytes, one byte more.

    What is beyond is read and forgotten, so that the next line is the next.
    """
    line = part = sys.stdin.buffer.readline(most + 1)
    while len(line) > most and part and not part.endswith(b"\n"):
        part = sys.stdin.buffer.readline(65536)
    return line


def input_is_typed() -> bool:
    """Tell whether somebody types what stdin holds."""
    return sys.stdin.isatty()


def emit_line(line: bytes) -> bool:
    """A line to stdout at once; False where nobody reads any more."""
    try:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence(sys.stdout)
        return False
    return True


def silence(stream: Any) -> None:
    """Send what is still buffered nowhere, so that exiting does not complain."""
    # what has no number of its own holds nothing that is written at the end
    with suppress(OSError, ValueError, AttributeError):
        number = stream.fileno()
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, number)
        os.close(null)


def flushed(code: int) -> int:
    """Flush stdout; the exit code, 2 where the output could not be written."""
    if interrupts.seen():
        silence(sys.stdout)
        return interrupts.STOPPED
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        complain(f"cloudkb: {unwritten(error)}")
        return 2
    return code
