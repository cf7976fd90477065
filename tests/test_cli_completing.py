"""What shells complete: commands, options, words and ids of the base, in shells themselves."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cloudkb.cli import completing
from cloudkb.cli.app import load
from cloudkb.cli.commands import listed
from cloudkb.cli.shell_scripts import SCRIPTS

OPTIONS = Path(completing.__file__).parent / "options.json"


def described(command):
    """The options of a command with what they take, and its arguments."""
    made = load(command.name)
    options = {}
    for param in made.params:
        if param.param_type_name != "option":
            continue
        takes = "" if param.is_flag else param.metavar or "VALUE"
        options |= dict.fromkeys((*param.opts, *param.secondary_opts), takes)
    arguments = [p.metavar for p in made.params if p.param_type_name == "argument"]
    return {
        "summary": command.summary,
        "options": dict(sorted(options.items())) | {"--help": ""},
        "arguments": arguments,
        "formats": list(made._formats),
    }


def test_every_command_can_be_completed(golden):
    """The table beside the code is that of the commands."""
    told = {command.name: described(command) for command in listed()}
    golden(OPTIONS, json.dumps(told, indent=1, sort_keys=True) + "\n")


def words(repository, monkeypatch, line):
    """The words offered at the end of a line."""
    monkeypatch.chdir(repository)
    typed = line.split(" ")
    found = completing.answer(typed, len(typed) - 1)
    return found.how, [word for word, _ in found.words]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("cloudkb va", ["validate"]),
        ("cloudkb --v", ["--version"]),
        ("cloudkb query --prov", ["--provider"]),
        (
            "cloudkb add --disputes article-2024/eb",
            ["article-2024/ebita", "article-2024/ebita-beats-three"],
        ),
        ("cloudkb add --direction l", ["lower"]),
        ("cloudkb query --provider aliy", ["aliyun"]),
        ("cloudkb query --provider=aliy", ["aliyun"]),
        ("cloudkb query --provider = aliy", ["aliyun"]),
        ("cloudkb query --provider 阿里云", ["aliyun"]),
        ("cloudkb query --metric adj", ["adjusted_ebita"]),
        ("cloudkb query --kind fore", ["forecast"]),
        ("cloudkb query -f js", ["json", "jsonl"]),
        ("cloudkb --facts facts compare 2023H", ["2023H1"]),
        ("cloudkb validate --fail-on w", ["warning"]),
        ("cloudkb show article-2024/ebita-", ["article-2024/ebita-beats-three"]),
        ("cloudkb show article-2024/ebita ", []),
        ("cloudkb list sour", ["sources"]),
        ("cloudkb explain basis", ["basis-conflict"]),
        ("cloudkb query --provider %", []),
        ("cloudkb nonsense --x", []),
        ("cloudkb query --provider aliyun ", []),
    ],
)
def test_what_may_stand_next(repository, monkeypatch, line, offered):
    """Words, ids by id or by name in either language, whatever stands between."""
    assert words(repository, monkeypatch, line)[1] == offered


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("cloudkb validate fac", "files"),
        ("cloudkb query --facts f", "folders"),
        ("cloudkb query -o a", "files"),
        ("cloudkb show art", "open"),
        ("cloudkb validate --select bad-", "open"),
        ("cloudkb validate --select bad-date,confl", "words"),
    ],
)
def test_how_a_shell_goes_on(repository, monkeypatch, line, how):
    """Files are the shell's own; no space behind a document, or where a comma may follow."""
    assert words(repository, monkeypatch, line)[0] == how


def test_nothing_of_facts_acts(repository, monkeypatch, tmp_path):
    """Names are told on one line, and nothing is offered that a shell would read as more."""
    shutil.copytree(repository, tmp_path / "repo")
    facts = tmp_path / "repo" / "facts" / "odd.yaml"
    text = 'entities: {odd-one: {name: "A\\e[31m\\nB\\tC", kind: provider}}\n'
    facts.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "repo")
    found = completing.answer(["cloudkb", "query", "--provider", "odd"], 3)
    assert [word for word, _ in found.words] == ["odd-one"]
    assert found.words[0][1].isprintable()
    assert completing._SHOWN.fullmatch("$(touch x)") is None


def test_without_a_base_there_is_nothing_to_say(tmp_path, monkeypatch, capfd):
    """No traceback in the middle of a line."""
    monkeypatch.chdir(tmp_path)
    completing.main(["3", "cloudkb", "query", "--provider", ""])
    completing.main(["x"])
    assert capfd.readouterr().err == ""


def test_nothing_heavy_is_loaded(repository):
    """It is asked at every press of a key: no Typer, no Rich, no YAML."""
    code = (
        "import sys; from cloudkb.cli import main\n"
        "sys.argv = ['cloudkb', '--complete', '3', 'cloudkb', 'query', '--provider', 'aliy']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*sorted({'typer', 'rich', 'yaml', 'fractions', 're2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["words", "aliyun\tAlibaba Cloud", ""]


# --- in shells ----------------------------------------------------------------------------

ASKS = {
    "bash": 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); compopt() { :; }; '
    'complete -p cloudkb >/dev/null; _cloudkb; printf "%s\\n" "${COMPREPLY[@]}"',
    "zsh": 'source "$1" 2>/dev/null; shift; words=("$@"); CURRENT=$#; compadd() { '
    'print -l -- "${ids[@]}"; }; _files() { print files; }; _cloudkb',
    "fish": 'source $argv[1]; complete -C (string join " " -- $argv[2..-1])',
}


@pytest.mark.parametrize("shell", sorted(SCRIPTS))
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("cloudkb query --provider aliy", "aliyun"),
        ("cloudkb compa", "compare"),
        ("cloudkb show article-2024/ebita-", "article-2024/ebita-beats-three"),
    ],
)
def test_in_the_shell_itself(shell, line, offered, repository, cloudkb, tmp_path):
    """The script as it is printed, sourced; cloudkb is found on the path."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    script = tmp_path / "script"
    script.write_text(cloudkb("completion", shell).out, encoding="utf-8")
    program = tmp_path / "bin" / "cloudkb"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cloudkb "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    first = ["-c", ASKS[shell]] + ([] if shell == "fish" else ["test"])
    done = subprocess.run(
        [shell, *first, str(script), *line.split()],
        cwd=repository,
        env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    found = [row.split("\t")[0] for row in done.stdout.splitlines()]
    assert offered in found, done.stderr
