"""What is told by the place the program runs in: its variables, the files beside it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def heads(folder: str) -> dict[str, str]:
    """The first line of the docstring of each module in a folder, by name; none is imported."""
    found = {}
    for file in sorted(os.listdir(folder)):  # noqa: PTH208
        name, _, suffix = file.partition(".")
        if suffix == "py" and not name.startswith("_"):
            with open(f"{folder}/{file}", encoding="utf-8") as lines:  # noqa: PTH123
                found[name] = lines.readline().strip().strip('"')
    return found


def is_set(variable: str) -> bool:
    """Tell whether a variable of the environment says yes."""
    return os.environ.get(variable, "").lower() not in ("", "0", "false", "no")


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def ignoring(*optional: str) -> Iterator[None]:
    """Import libraries as if others, which they use where they are installed, were not.

    sqlite-utils and openpyxl import numpy to know its numbers, of which there are none here: it
    takes longer than they do. Whoever imports it afterwards has it.
    """
    hidden = [name for name in optional if name not in sys.modules]
    for name in hidden:
        # "if the value is None, then a ModuleNotFoundError is raised": the import system
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
