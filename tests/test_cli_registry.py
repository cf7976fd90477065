"""A command that is not listed, a format whose branch is forgotten: neither passes in silence."""

import shutil
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

import cloudkb.cli
from cloudkb.cli.app import SECTIONS
from cloudkb.cli.command import PRINT, ROWS
from cloudkb.cli.output import ENDINGS

LISTED = [listed.name for _, commands in SECTIONS for listed in commands]
MODULES = {
    info.name: import_module(f"cloudkb.cli.{info.name}")
    for info in iter_modules(cloudkb.cli.__path__)
}
COMMANDS = {
    name: module
    for name, module in MODULES.items()
    if hasattr(module, "run") and hasattr(module, "SHARED")
}
ARGUMENTS = {
    "query": ["--provider", "aliyun"],
    "compare": ["2023Q3"],
    "show": ["share-aliyun"],
    "verdicts": ["--provider", "aliyun"],
    "list": ["entities"],
    "figure": ["约6.6亿元"],
    "explain": ["bad-figure"],
    "validate": ["--exit-zero"],
    "build": [],
    "schema": [],
}
"""How each command that prints in formats is asked for an answer."""


def formats(name: str) -> tuple[str, ...]:
    module = COMMANDS[name]
    return getattr(module, "FORMATS", ROWS if PRINT in module.SHARED else ())


PRINTING = [name for name in COMMANDS if formats(name)]


def test_every_command_is_listed():
    """A module that is a command stands in the list of commands, and nothing else does."""
    assert sorted(COMMANDS) == sorted(LISTED)


@pytest.mark.parametrize("name", LISTED)
def test_every_command_has_examples(name):
    """Its help page ends with examples, each of which begins with its name."""
    examples = COMMANDS[name].EXAMPLES.strip().splitlines()
    assert examples
    assert all(f"cloudkb {name}" in line for line in examples)


@pytest.fixture
def broken(repository, tmp_path):
    """A repository of which there is something to tell."""
    copy = shutil.copytree(repository, tmp_path / "copy")
    (copy / "facts" / "odd.yaml").write_text("odd: yes\n", encoding="utf-8")
    return copy


@pytest.mark.parametrize("name", PRINTING)
def test_every_format_is_one_of_its_own(cloudkb, broken, name):
    """No two formats of a command answer alike: one that is forgotten would fall to another."""
    answers = {}
    for form in formats(name):
        shown = cloudkb(name, *ARGUMENTS[name], "--format", form, folder=broken)
        assert shown.code in (0, 1), (form, shown.err)
        answers[form] = shown.out
    assert len(set(answers.values())) == len(answers), answers


def test_every_format_has_a_renderer():
    """Each format is drawn by a module of its name in `render`, and each ending is of a format."""
    drawn = {info.name for info in iter_modules([str(Path(cloudkb.__path__[0]) / "render")])}
    every = {form for name in PRINTING for form in formats(name)}
    assert every <= drawn, every - drawn
    assert set(ENDINGS) <= every
