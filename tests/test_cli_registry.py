"""Commands and formats are found by being there: what one of them lacks, a test says."""

import re
import shutil
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from cloudkb import render
from cloudkb.cli import commands
from cloudkb.cli.command import PRINT

COMMANDS = {
    info.name: import_module(f"cloudkb.cli.commands.{info.name}")
    for info in iter_modules(commands.__path__)
}
FORMATS = {
    info.name: module
    for info in iter_modules(render.__path__)
    if hasattr(module := import_module(f"cloudkb.render.{info.name}"), "TAKES")
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
    "report": [],
    "audit": [str(Path(__file__).parent / "audits" / "draft.md")],
    "propose": [str(Path(__file__).parent / "proposals" / "share.yaml")],
    "import": [str(Path(__file__).parent / "tables" / "shares.csv"), "--dry-run"],
    "build": [],
    "schema": [],
}
"""How each command that prints in formats is asked for an answer."""


def formats(name):
    module = COMMANDS[name]
    offered = getattr(module, "FORMATS", "rows" if PRINT in module.SHARED else ())
    return render.formats(offered) if isinstance(offered, str) else offered


PRINTING = [name for name in COMMANDS if formats(name)]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_first_line_of_a_command_is_its_line_in_the_list(name):
    """A heading, a place of its own under it, and a sentence."""
    (line,) = [each for each in commands.listed() if each.name == name]
    assert re.fullmatch("[A-Z][a-z]+", line.section)
    assert line.summary.endswith(".")
    assert [each.name for each in commands.listed() if each[:2] == line[:2]] == [name]


@pytest.mark.parametrize("name", FORMATS)
def test_the_first_line_of_a_format_says_what_it_is_offered_for(name):
    """It stands among those for rows, cards or findings where it says, and takes what they are."""
    head = FORMATS[name].__doc__.partition(": ")[0].lower()
    places = re.sub(r" \(\.\w+\)$", "", head).split(", ")
    for use, number in (place.split(" ") for place in places):
        assert render.formats(use)[int(number) - 1] == name
        takes = ("data", "findings", "report") if use == "findings" else ("data", "page")
        assert FORMATS[name].TAKES in takes


@pytest.mark.parametrize("name", COMMANDS)
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
