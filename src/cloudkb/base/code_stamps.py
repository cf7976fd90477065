"""What changes when code does, released or not: part of every key that something is kept under."""

import os
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_NOT_REASONING = frozenset(("cli", "render", "views", "__pycache__"))
"""Rooms whose code decides no verdict."""


@cache
def stamps(room: str = "") -> str:
    """Name, size and time of each module of a room, itself a module or a folder of them.

    `room` is relative to the package, which it is without one. Rooms that decide no verdict are
    left out, and what is no source. The code is looked at once in a process, as it is the code
    that runs.
    """
    top = Path(__file__).parent.parent / room
    if room.endswith(".py"):
        return _stamp(top.name, top.stat())
    every = []
    folders = [str(top)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    # a link to nowhere, as editors leave it beside what is edited, is no module
                    with suppress(FileNotFoundError):
                        every.append(_stamp(entry.name, entry.stat()))
                elif entry.name not in _NOT_REASONING and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return ";".join(every)


def _stamp(name: str, found: os.stat_result) -> str:
    return f"{name} {found.st_size} {found.st_mtime_ns}"


def solver() -> str:
    """The optional solver where it is there: proofs, and what is left unproved, depend on it."""
    return "" if find_spec("highspy") is None else "highspy"


def hashed(*parts: str) -> str:
    """One hash for several texts."""
    # not for those who look up what is known: it is slow to import
    import hashlib

    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.encode() + b"\0")
    return whole.hexdigest()
