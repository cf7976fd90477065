"""The cases of `tests/views`: facts as YAML, commands, and the screens they give.

A case is one file: a header of comments, then fact files with `---` between them.

    # Of two periods that end together the one with more figures is nearer.
    # beside: the small repository
    # $ cloudkb compare 2022
    # $ COLUMNS=120 cloudkb compare 2022 -f json
    # $ cloudkb figure - <<< 26.7% soon

What follows `<<<` is typed, a word a line. `beside` names facts that the case adds to:
`the small repository` of tests/golden, or `the article` with the shipped vocabulary; left
out, it is the vocabulary of `reasoned`. The screens stand in the .txt of the same name,
80 columns wide unless the command says otherwise. `pytest --update-golden` writes them
anew: read the difference.
"""

import io
import shlex
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import case_files
from cloudkb import base, reader
from cloudkb.reader import SourceFile
from reasoned import VOCABULARY

CASES = Path(__file__).parent / "views"
SMALL = Path(__file__).parent / "golden" / "repository"


class Case(NamedTuple):
    commands: tuple[str, ...]
    files: tuple[SourceFile, ...]


@cache
def case(name):
    """A case, read from its file."""
    whole = (CASES / f"{name}.yaml").read_text(encoding="utf-8")
    header = [line[2:] for line in whole.splitlines() if line.startswith("# ")]
    beside = next((line[8:] for line in header if line.startswith("beside: ")), "")
    commands = tuple(line[2:] for line in header if line.startswith("$ "))
    assert commands, f"{name} runs nothing"
    files = (*facts(beside), *case_files.parts(whole))
    assert not [finding.message for finding in reader.read(files)[1]]
    return Case(commands, files)


def facts(beside):
    """The facts a case adds to."""
    if beside == "the small repository":
        paths = sorted(SMALL.rglob("*.yaml"))
        return [SourceFile(path.relative_to(SMALL).as_posix(), path.read_bytes()) for path in paths]
    if beside == "the article":
        return case_files.shipped(None, None, None)
    assert not beside, beside
    return [SourceFile("facts/vocabulary.yaml", VOCABULARY.encode())]


def parsed(command):
    """The width, the words of the command, and what is typed into it."""
    words, _, typed = command.partition(" <<< ")
    first, *rest = shlex.split(words)
    columns = 80
    if first != "cloudkb":
        columns, rest = first.removeprefix("COLUMNS="), rest[1:]
    return columns, rest, "\n".join(shlex.split(typed)).encode()


def screen(shown):
    """Answer, exit code where it is not 0, then what was said on stderr."""
    code = f"[exit {shown.code}]\n" if shown.code else ""
    said = f"[stderr]\n{shown.err.lstrip()}" if shown.err else ""
    return f"{shown.out}{code}{said}".replace("\x1b", "<ESC>")


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.yaml")))
def test_screens(name, cloudkb, golden, tmp_path, monkeypatch):
    """Every command of a case prints what is kept of it."""
    for file in case(name).files:
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    base.build(base.locate(str(tmp_path / "facts")))
    screens = []
    for command in case(name).commands:
        columns, words, typed = parsed(command)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
        shown = cloudkb(*words, folder=tmp_path, columns=columns)
        screens.append(f"$ {command}\n{screen(shown)}".replace(str(tmp_path), "FOLDER"))
    golden(CASES / f"{name}.txt", "\n".join(screens))
