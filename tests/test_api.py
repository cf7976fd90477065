"""`from cloudkb import read, check, build`: what a script or a notebook gets."""

import doctest
import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import cloudkb
from cloudkb import check, read

PAGE = Path(__file__).parent.parent / "docs" / "python.md"
_FILE = re.compile(r"```yaml\n# (facts/\S+)\n(.*?)```", re.DOTALL)

SCRIPT = """\
from fractions import Fraction
from pathlib import Path
import sqlite3

import cloudkb
from cloudkb import build, check, read


def widths(folder: Path) -> dict[str, Fraction]:
    facts, findings = read(folder)
    report: cloudkb.Report = check(facts, findings)
    rules: list[str] = [finding.rule for finding in report.findings]
    lines: list[int] = [finding.place.line for finding in findings]
    print(rules, lines)
    found: dict[str, Fraction] = {}
    for claim in facts.claims:
        for reading in claim.readings:
            if reading.figure.form == "amount":
                interval = reading.figure.interval
                if interval.low is not None and interval.high is not None:
                    found[claim.id] = interval.high - interval.low
    try:
        result = build(folder, force=True)
    except cloudkb.BaseError as error:
        raise SystemExit(f"{error.message}: {error.hint}") from error
    sqlite3.connect(result.path).close()
    return found
"""
SLIPS = """\
import cloudkb
from cloudkb import raed
cloudkb.read(1)
cloudkb.check("facts")
cloudkb.build().claims.upper()
"""


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The repository that docs/python.md shows."""
    written = _FILE.findall(PAGE.read_text(encoding="utf-8"))
    assert len(written) == 2
    for name, text in written:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for variable in ("CI", "CLOUDKB_FACTS"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


def test_the_page_shows_what_python_answers(example):
    """Every line typed in docs/python.md gives what stands below it."""
    done = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (done.failed, done.attempted > 15) == (0, True)


def test_a_report_from_python_is_that_of_validate(example, cloudkb):
    """`check(*read(...))` finds what the command finds, in its order."""
    report = check(*read(example))
    shown = json.loads(cloudkb("validate", "--format", "json", folder=example).out)
    told = [finding["message"] for finding in shown["findings"]]
    assert [finding.message for finding in report.findings] == told
    assert len(told) == 2


def test_what_could_not_be_read_makes_no_exception_stale(example):
    """A dispute may rest on what is broken; only when all is read is its exception stale."""
    accepted = (
        "exceptions:\n  - {claims: [report-2024/now], doubt: report-2024/now, reason: Old.}\n"
    )
    (example / "facts" / "accepted.yaml").write_text(accepted, encoding="utf-8")
    facts, findings = read()
    sound = facts._replace(claims=facts.claims[:2])
    assert [one.rule for one in check(sound).findings] == ["stale-exception"]
    assert [one.rule for one in check(sound, findings).findings] == ["bad-period"]


@pytest.mark.parametrize("name", ["", "facts"])
def test_a_repository_and_its_folder_of_facts_are_one(example, name):
    """The repository may be named, with other YAML beside the facts, or the folder in it."""
    (example / "mkdocs.yml").write_text("site_name: Claims\n", encoding="utf-8")
    facts, findings = read(example / name)
    assert (len(facts.claims), [one.rule for one in findings]) == (3, ["bad-period"])


def test_reading_says_nothing_of_a_base(example):
    """Facts are read, not the base: one that is stale or absent is no finding."""
    cloudkb.build()
    path = example / "facts" / "report-2024.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2023Q9", "2023Q3"), encoding="utf-8")
    for locked in (False, True):
        assert read(locked=locked).findings == ()


def refused(path):
    with pytest.raises(cloudkb.BaseError) as refusal:
        read(path)
    assert refusal.value.hint == "name a folder of fact files"
    return refusal.value.message.replace(str(path), "PATH")


def test_what_cannot_be_read_is_one_exception(tmp_path):
    """No folder, a file, a folder without facts: a sentence and what helps, as attributes."""
    (tmp_path / "file").touch()
    assert refused(tmp_path / "gone") == "PATH is not there"
    assert refused(tmp_path / "file") == "PATH is no folder"
    assert refused(tmp_path) == "there is no fact file in PATH"


def test_importing_brings_in_nothing():
    """`import cloudkb` loads no other module; the command line does not load the library."""
    code = (
        "import sys; before = set(sys.modules); import cloudkb;"
        "print(sorted(set(sys.modules) - before));"
        "import cloudkb.cli.app; print('cloudkb.api' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['cloudkb']\nFalse\n"


def test_check_is_the_function_whoever_imported_the_room():
    """The room of that name is importable, and never takes the function's place."""
    code = (
        "import cloudkb.check.solver.problem; from cloudkb.check import Reasoner; import cloudkb;"
        "from cloudkb import check; print(check.__module__, cloudkb.check is check)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "cloudkb.api True\n"


def test_names_are_listed_and_no_others_are_there():
    """Completion offers what is promised; what is not there is an AttributeError."""
    assert set(cloudkb.__all__) <= set(dir(cloudkb))
    for name in cloudkb.__all__:
        assert getattr(cloudkb, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'validate'"):
        _ = cloudkb.validate


# --- types ---------------------------------------------------------------------------------


def strict(folder):
    """What mypy --strict says of users' scripts that stand outside the package."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-error-summary",
            # what it knows of the package and of the library is kept from run to run
            f"--cache-dir={PAGE.parents[1] / '.mypy_cache' / 'scripts'}",
            *sorted(one.name for one in folder.iterdir()),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.stdout


def test_a_script_passes_mypy_strict_and_slips_do_not(tmp_path):
    """Types reach whoever imports the package: a sound script passes, each slip is told."""
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    (tmp_path / "slips.py").write_text(SLIPS, encoding="utf-8")
    found = [line.partition(" error: ")[::2] for line in strict(tmp_path).splitlines()]
    assert [place for place, _ in found] == [f"slips.py:{line}:" for line in (2, 3, 4, 5)]
    assert 'no attribute "raed"' in found[0][1]
    assert 'Argument 1 to "read" has incompatible type "int"' in found[1][1]
    assert 'Argument 1 to "check" has incompatible type "str"' in found[2][1]
    assert files("cloudkb").joinpath("py.typed").is_file()
