"""Answers longer than a screen go through a pager, as git's do; pipes and files never."""

import os
import shutil
import signal
import sys
from contextlib import suppress

_DEFAULT = "less"


def wanted(text: str) -> str:
    """The pager for a text: its command, or nothing where there is none or all fits.

    `PAGER` names it; empty, or `cat`, turns it off. Without it `less` is taken where it is
    installed. Both ends have to be a terminal: somebody has to press a key.
    """
    try:
        if not (sys.stdout.isatty() and sys.stdin.isatty()) or os.environ.get("TERM") == "dumb":
            return ""
        lines = os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError, AttributeError):
        return ""
    if text.count("\n") < (lines or sys.maxsize):
        return ""
    named = os.environ.get("PAGER")
    if named is None:
        return _DEFAULT if shutil.which(_DEFAULT) else ""
    return "" if named.strip() in ("", "cat") else named


def show(text: str, command: str) -> bool:
    """Give a text to a pager and wait; whether it could be started.

    What the pager needs to show colour, and to end by itself where all fits, is set as git sets
    it, unless the user has set it.
    """
    import shlex
    import subprocess

    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    try:
        words = shlex.split(command)
        running = subprocess.Popen(words, stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        return False
    # an interrupt is the pager's, which ends with a key of its own
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(BrokenPipeError):
            running.communicate(text.encode("utf-8", "backslashreplace"))
    finally:
        running.wait()
        signal.signal(signal.SIGINT, before)
    return True
