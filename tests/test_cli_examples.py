"""Examples of every help page run on the facts that are shipped; options stand where one likes."""

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cloudkb.cli.commands import listed

TOP = Path(__file__).parents[1]
COMMANDS = [each.name for each in listed()]
_PLAIN = re.compile(r"cloudkb ([^|<>$`;&*?~]+?)(?: < (\S+))?(?: \| (.+))?")
"""The words of a command, what it reads, and what it is piped into."""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The shipped facts and their base, to write beside."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(TOP / "facts", folder / "facts")
    shutil.copy(TOP / "cloudkb.db", folder / "cloudkb.db")
    (folder / "figures.txt").write_text("26.7%\n约6.6亿元\n", encoding="utf-8")
    for name in ("article.txt", "draft.txt", "draft.md", "draft.html"):
        text = "<p>2023年第四季度,阿里云的经调整EBITA为23.46亿元。\n"
        (folder / name).write_text(text, encoding="utf-8")
    table = "序号,公司,期间,营收(亿元)\n1,Nova Cloud,2023Q4,7.5\n"
    (folder / "table.csv").write_text(table, encoding="utf-8")
    claims = "- {entity: aliyun, says: It grows.}\n"
    (folder / "claims.yaml").write_text(claims, encoding="utf-8")
    article = f"document: {{id: new, title: N, published: 2024-05-02}}\nclaims:\n{claims}"
    (folder / "new-article.yaml").write_text(article, encoding="utf-8")
    return folder


@pytest.fixture
def examples(cloudkb):
    """The lines under Examples of a command's own help page."""

    def read(command):
        shown = cloudkb(command, "--help").out
        return [line.strip() for line in shown.split("Examples:\n")[1].splitlines()]

    return read


@pytest.fixture
def typed(cloudkb, monkeypatch, tmp_path):
    """A line typed into a shell with nothing to read; a command whose words need none runs here,
    what it is piped into in a shell.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "COLUMNS")}
    program = f'cloudkb() {{ {shlex.quote(sys.executable)} -m cloudkb "$@"; }}'

    def run(line, folder):
        plain = _PLAIN.fullmatch(line)
        piped = ""
        if plain:
            words, given, line = plain.groups()
            read = (folder / given).read_bytes() if given else b""
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(read)))
            shown = cloudkb(*shlex.split(words), folder=folder, environment={"HOME": tmp_path})
            if not line or shown.code:
                return shown
            piped = shown.out
        done = subprocess.run(
            ["bash", "-c", f"{program}; {line}"],
            cwd=folder,
            env={**kept, "HOME": str(tmp_path)},
            input=piped,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        return done.returncode, done.stdout, done.stderr

    return run


@pytest.mark.skipif(os.name == "nt", reason="lines of a shell")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_works(command, shipped, examples, typed, tmp_path):
    """As it is printed, typed into a shell: an answer; where it checks, perhaps findings."""
    found = examples(command)
    assert found
    if command in ("report", "export"):
        # every verdict of all that is shipped takes a quarter of a minute: report is a step of CI
        found = [line for line in found if "--document" in line or "--claimreview" not in line]
    if command == "report":
        found = [line for line in found if "--document" in line]
    for number, line in enumerate(found):
        assert line.startswith("cloudkb ")
        folder = shipped
        if command == "init":
            folder = tmp_path / str(number)
            folder.mkdir()
        code, out, err = typed(line, folder)
        codes = (0, 1) if command in ("validate", "audit") else (0,)
        assert code in codes, f"{line}: {err}"
        silent = (" -o ", " > ", "validate --accept", "| git apply", "cloudkb mcp")
        quiet = any(sign in line for sign in silent)
        assert out or quiet, line


def test_explain_alone_lists_what_there_is(cloudkb, shipped):
    """Every rule with its line, and two quantities of this base that can be explained."""
    from cloudkb.rules import RULES

    shown = cloudkb("explain", folder=shipped)
    assert shown.code == 0
    for rule in RULES:
        assert f"  {rule.name} " in shown.out
    listed = json.loads(cloudkb("explain", "-f", "json", folder=shipped).out)
    assert [row["rule"] for row in listed["rules"]] == [rule.name for rule in RULES]
    assert cloudkb("explain", "-f", "md", folder=shipped).out.startswith("# ")
    for name in listed["quantities"]:
        assert f"cloudkb explain {name}" in " ".join(shown.out.split())
        assert cloudkb("explain", name, folder=shipped).code == 0
    assert len(listed["quantities"]) == 2


def test_the_examples_of_any_base_are_its_own(cloudkb, repository, tmp_path):
    """Other facts, other examples; without facts there are still the rules."""
    listed = json.loads(cloudkb("explain", "-f", "json").out)
    assert len(listed["quantities"]) == 2
    for name in listed["quantities"]:
        assert cloudkb("explain", *name.split()).code == 0
    shown = cloudkb("explain", "--facts", tmp_path / "none")
    assert shown.code == 0
    assert "conflict" in shown.out
    assert "no examples of quantities" in shown.err


# --- options before the command ------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        (("-f", "json"), ("query", "--count")),
        (("--format=json",), ("list", "metrics")),
        (("--facts", "facts"), ("query", "--count")),
        (("--db", "cloudkb.db"), ("query", "--count")),
        (("--locked",), ("compare", "2023Q3")),
        (("--no-locked", "-q"), ("query",)),
        (("-q", "--color", "always"), ("show", "share-aliyun")),
        (("-o", "-"), ("validate",)),
        (("--quiet",), ("figure", "-5.8pp yoy")),
    ],
)
def test_options_may_stand_before_the_command(cloudkb, before, rest):
    """What several commands share is understood on either side of the name, to the same end."""
    first, last = cloudkb(*before, *rest), cloudkb(rest[0], *before, *rest[1:])
    assert first == last
    assert first.code == 0
    assert first.out


def test_what_stands_behind_the_command_wins(cloudkb):
    """The last word counts, as it does when an option is given twice."""
    assert cloudkb("-f", "json", "query", "--count", "-f", "csv").out == "26\n"


def test_an_option_is_refused_before_a_command_without_it(cloudkb, tmp_path):
    """By its name, and nothing is done."""
    shown = cloudkb("--facts", "x", "init", folder=tmp_path)
    assert (shown.code, shown.out) == (2, "")
    assert "init takes no --facts" in shown.err
    assert list(tmp_path.iterdir()) == []
    assert cloudkb("--provider", "aliyun", "query").code == 2
    assert "Missing command" in cloudkb("-q").err


# --- as a module ---------------------------------------------------------------------------


def test_it_runs_as_a_module(repository):
    """`python -m cloudkb` does what `cloudkb` does, and calls itself so."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "cloudkb", *arguments],
            cwd=repository,
            capture_output=True,
            encoding="utf-8",
        )

    assert run("query", "--count").stdout == "26\n"
    assert run("show", "nope").returncode == 2
    assert run("query", "--help").stdout.startswith("Usage: python -m cloudkb query ")
    assert "Try 'python -m cloudkb -h'" in run("nope").stderr
