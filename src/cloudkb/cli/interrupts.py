"""How a run is stopped by an interrupt: at once, or with what is half written taken away."""

import os
import signal
import sys
from types import FrameType
from typing import Any

STOPPED = 130
"""The exit code of a run that was interrupted, as shells give it."""
_seen = False


def listen() -> None:
    """End at once when interrupted: for the time in which there is nothing to tidy up.

    Where interrupts are ignored, as in the background, they stay so.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)


def unwind() -> None:
    """From here on an interrupt unwinds the run, so that half-written files are taken away."""
    if signal.getsignal(signal.SIGINT) is _end:
        sys.unraisablehook = _unraisable
        signal.signal(signal.SIGINT, _raise)


def leave() -> None:
    """All is written: what is left is Python's own leaving, which would show a traceback."""
    if signal.getsignal(signal.SIGINT) in (_end, _raise):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def seen() -> bool:
    """Tell whether this run was interrupted, even if somebody caught it."""
    return _seen


def _end(number: int = 0, frame: FrameType | None = None) -> None:
    os._exit(STOPPED)


def _raise(number: int, frame: FrameType | None) -> None:
    global _seen
    if _seen:
        _end()
    _seen = True
    raise KeyboardInterrupt


def _unraisable(found: Any) -> None:
    # raised where Python cannot pass it on: the run would go on as if nothing had been asked
    if isinstance(found.exc_value, KeyboardInterrupt):
        _end()
    sys.__unraisablehook__(found)
