"""What Python programs call: facts as records, what is wrong with them, and their base.

The same work as `cloudkb validate` and `cloudkb build`, without the printing.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cloudkb import base
from cloudkb.base import BaseError, BuildResult, Location
from cloudkb.model import Claim, Facts, Finding, Report

__all__ = [
    "BaseError",
    "BuildResult",
    "Claim",
    "Facts",
    "Finding",
    "ReadResult",
    "Report",
    "build",
    "check",
    "read",
]


class ReadResult(NamedTuple):
    """What `read` gives; it unpacks into `facts, findings`."""

    facts: Facts
    """All that could be understood: the vocabulary, documents, claims and exceptions."""
    findings: tuple[Finding, ...]
    """What is wrong with the rest, in the order of files, lines and columns."""


def read(path: str | os.PathLike[str] | None = None, *, locked: bool | None = None) -> ReadResult:
    """Read a folder of facts, or the repository that holds it. Writes neither facts nor base.

    Without a path the facts are found as commands find them: in the folder that
    `CLOUDKB_FACTS` names, in `facts` here or in a folder above, else those that cloudkb ships.

    Mistakes in the files are findings, never exceptions: what is valid is read all the same.
    `locked` reads every file anew; unlocked, what `.cloudkb/` remembers of unchanged files is
    believed. None is locked where the variable `CI` is set.

    Raises `BaseError` when there is no such folder, it holds no fact file, or it cannot be
    read at all.
    """
    location = _located(path)
    found = base.findings(location, locked)
    findings = tuple(one for one in found.findings if one.rule != "stale-base")
    if not found.files and not findings:
        raise BaseError(f"there is no fact file in {location.facts}", "name a folder of fact files")
    return ReadResult(found.facts, findings)


def check(facts: Facts, findings: Iterable[Finding] = (), *, show_accepted: bool = False) -> Report:
    """Prove which claims cannot all be true. Reads and writes no file.

    Given what `read` complained of as well, the report is that of `cloudkb validate`:
    `check(*read("facts"))`. What exceptions accept is in `accepted_findings` with
    `show_accepted`, and counted in any case. That nothing is found proves nothing:
    `not_proved` and `untouched` say how much could not be looked at.

    Figures in the report are exact; budgets count steps, so it is the same on every machine.
    """
    return base.check_facts(facts, tuple(findings), show_accepted=show_accepted)


def build(path: str | os.PathLike[str] | None = None, *, force: bool = False) -> BuildResult:
    """Bring `cloudkb.db` up to date beside the facts; the same facts give the same bytes.

    `path` is as for `read`. A base that is fresh is left alone unless `force` is set. Broken
    facts are left out and counted in `broken`. Open `result.path` with `sqlite3`.

    Raises `BaseError` when the facts cannot be read, or the base cannot be written; the old
    base is then as it was.
    """
    return base.build(_located(path), force)


def _located(path: str | os.PathLike[str] | None) -> Location:
    if path is None:
        return base.locate()
    folder = Path(path).expanduser()
    if not folder.is_dir():
        what = "is no folder" if folder.exists() else "is not there"
        raise BaseError(f"{folder} {what}", "name a folder of fact files")
    within = folder / base.FACTS_FOLDER
    return base.locate(str(within if within.is_dir() else folder))
