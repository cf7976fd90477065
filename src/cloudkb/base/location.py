"""Where the facts and their base are: named, found like git finds its own, or shipped."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cloudkb.language import worded
from cloudkb.plainfile import odd_kind
from cloudkb.surroundings import is_set

FACTS_FOLDER = "facts"
BASE_NAME = "cloudkb.db"
CACHE_NAME = ".cloudkb"
FACTS_VARIABLE = "CLOUDKB_FACTS"
SUFFIXES = (".yaml", ".yml", ".parquet")


class BaseError(Exception):
    """Why the base cannot be used at all (exit code 2), and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Take one sentence for what is wrong and one for what helps."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class Location(NamedTuple):
    """A folder of facts and what belongs to it."""

    root: Path
    """The top of the repository: paths in answers are relative to it."""
    facts: Path
    db: Path
    cache: Path
    """What this machine remembers; on the same file system as the base."""
    shipped: bool = False
    """True for the facts inside the installed package: never written."""
    read_only: bool = False
    """Nothing is written at all: what is worked out, this process alone remembers."""
    supposed: tuple[tuple[str, bytes], ...] = ()
    """Fact files as they would be, by path from the root: read in place of those there are."""

    def looked_at(self) -> "Location":
        """The same place, where nothing is written."""
        # the shipped facts, too, are remembered by the process
        return self._replace(shipped=False, read_only=True)

    def supposing(self, files: Mapping[str, bytes]) -> "Location":
        """The same place with some fact files as they would be, by path from the root."""
        return self.looked_at()._replace(supposed=tuple(sorted(files.items())))


def locked_by_default() -> bool:
    """Tell whether reading commands leave the base alone: so where `CI` is set."""
    return is_set("CI")


def locate(facts: str | None = None, db: str | None = None, start: Path | None = None) -> Location:
    """Find the facts and the base.

    In this order: the folder given, the folder `CLOUDKB_FACTS` names, a folder `facts`
    here or in a folder above, the facts inside the installed package. `db` names the
    base apart from its facts.

    Raises `BaseError` when there are none, or a named one is not there.
    """
    if facts is not None:
        return _place(_named(facts, "--facts"), db)
    if variable := os.environ.get(FACTS_VARIABLE):
        return _place(_named(variable, FACTS_VARIABLE), db)
    here = (start or Path.cwd()).absolute()
    beside = (Path(db).absolute().parent,) if db is not None else ()
    for folder in (*beside, here, *here.parents):
        if _holds_facts(folder):
            return _place(folder / FACTS_FOLDER, db)
    shipped = Path(__file__).parent.parent / "shipped"
    if (shipped / FACTS_FOLDER).is_dir():
        found = _place(shipped / FACTS_FOLDER, db)
        return found._replace(shipped=db is None)
    raise BaseError(
        worded(
            'there is no folder "{folder}" with facts here or in a folder above',
            folder=FACTS_FOLDER,
        ),
        worded(
            "start one with: cloudkb init (or name one: --facts, {variable})",
            variable=FACTS_VARIABLE,
        ),
    )


def _named(name: str, by: str) -> Path:
    folder = Path(name).expanduser()
    if not folder.is_dir():
        raise BaseError(
            worded("{name}, named by {by}, is not a folder", name=name, by=by)
            if folder.exists()
            else worded("{name}, named by {by}, is not there", name=name, by=by),
            worded("name a folder of fact files with {by}", by=by),
        )
    if not _has_fact_file(folder, deep=False) and (folder / FACTS_FOLDER).is_dir():
        # the top of a repository was named
        folder /= FACTS_FOLDER
    return folder


def _place(facts: Path, db: str | None) -> Location:
    facts = facts.absolute()
    root = facts.parent
    base = Path(db).expanduser().absolute() if db else root / BASE_NAME
    if db and (kind := _odd_kind(base)):
        # nothing is remembered beside it either
        raise BaseError(
            worded("{db}, named by --db, is {kind}, not a base", db=db, kind=kind),
            worded("name a base, or a place where there is nothing yet"),
        )
    return Location(root, facts, base, base.parent / CACHE_NAME)


def _odd_kind(path: Path) -> str:
    try:
        return odd_kind(os.lstat(path).st_mode)
    except OSError:
        return ""


def _holds_facts(folder: Path) -> bool:
    facts = folder / FACTS_FOLDER
    try:
        if facts.is_symlink() and facts.is_dir():
            _refuse_link_out(facts)
        return facts.is_dir() and ((folder / BASE_NAME).exists() or _has_fact_file(facts))
    except OSError:
        return False


def _refuse_link_out(facts: Path) -> None:
    """Files of somebody's machine are no facts of a repository that links to them."""
    if not facts.resolve().is_relative_to(facts.parent.resolve()):
        raise BaseError(
            worded(
                "{facts} is a link that leaves its repository, and is not followed", facts=facts
            ),
            worded("name the folder of facts itself: --facts"),
        )


def _has_fact_file(folder: Path, *, deep: bool = True) -> bool:
    folders = [str(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(SUFFIXES):
                    return True
                if deep and entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    return False
