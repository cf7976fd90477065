"""How claims stand, as far as this machine has worked it out: beside the rows of an answer.

What is remembered is looked up in one small file, without reading a fact or loading the checker.
It counts while facts, code and solver are the same.
"""

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cloudkb.base import memory
from cloudkb.base.location import Location, locked_by_default
from cloudkb.model import Doubt, KnownVerdicts
from cloudkb.store.layout import FORMAT

UNASKED = 2_000
"""Claims of a base for which doubts are worked out unasked: up to some seconds, once."""
_KIND, _KEY = "standing", "all"
_NOT_REASONING = frozenset(("cli", "render", "views", "__pycache__"))
"""Rooms whose code decides no verdict."""
NOTHING = KnownVerdicts()


def remembered(location: Location, digest: str, locked: bool | None = None) -> KnownVerdicts:
    """What was worked out before of the facts of this digest; nothing where it is locked."""
    if location.shipped or (locked_by_default() if locked is None else locked):
        return NOTHING
    data = _load(location, digest)
    try:
        doubts = data.get("doubts")
        return KnownVerdicts(
            None if doubts is None else {row[0]: _doubt(row) for row in doubts},
            {name: (str(row[0]), bool(row[1])) for name, row in data.get("verdicts", {}).items()},
        )
    except (LookupError, TypeError, AttributeError):
        return NOTHING


def keep_doubts(location: Location, digest: str, doubts: Iterable[Doubt]) -> None:
    """Remember which claims are doubted, all others being none."""
    _keep(location, digest, "doubts", [list(one) for one in doubts])


def keep_verdicts(
    location: Location, digest: str, verdicts: Mapping[str, tuple[str, bool]]
) -> None:
    """Remember the verdicts of some claims, beside those of others."""
    known = _load(location, digest).get("verdicts", {})
    new = {name: list(row) for name, row in verdicts.items()}
    _keep(location, digest, "verdicts", {**known, **new})


def _doubt(row: list[Any]) -> Doubt:
    claim, verdict, accepted, against, left, reason = row
    return Doubt(claim, verdict, accepted, tuple(against), left, reason)


def _load(location: Location, digest: str) -> dict[str, Any]:
    with memory.Store(location, only_look=True) as kept:
        text = kept.load_one(_KIND, _KEY)
    if not text:
        return {}
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    known = isinstance(data, dict) and data.get("facts") == digest
    return data if known and data.get("code") == _code() else {}


def _keep(location: Location, digest: str, part: str, value: Any) -> None:
    data = _load(location, digest)
    if data.get(part) == json.loads(json.dumps(value)):
        return
    data.update({"facts": digest, "code": _code(), part: value})
    with memory.Store(location) as kept:
        kept.save(_KIND, {_KEY: json.dumps(data, ensure_ascii=False)})


@cache
def _code() -> str:
    """What changes with any code that decides a verdict, released or not.

    Compared as it stands: a hash would cost an answer more than it saves.
    """
    solver = "" if find_spec("highspy") is None else "highspy"
    return ";".join((str(FORMAT), solver, *stamps(str(Path(__file__).parent.parent))))


def stamps(room: str) -> list[str]:
    """Name, size and time of each module of a room, itself a module or a folder of them.

    Rooms that decide no verdict are left out, and what is no source.
    """
    if room.endswith(".py"):
        found = Path(room).stat()
        return [f"{Path(room).name} {found.st_size} {found.st_mtime_ns}"]
    every = []
    folders = [room]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(".py"):
                    found = entry.stat()
                    every.append(f"{entry.name} {found.st_size} {found.st_mtime_ns}")
                elif entry.name not in _NOT_REASONING and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return every
