"""Shared fixtures: profiles of hypothesis, and a repository of facts to write into."""

import gc
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=20)
settings.register_profile("ci", deadline=None, max_examples=20, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

# hundreds of commands run as processes: without it each would compile the package anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# screens are English unless a test asks otherwise, on whatever machine it runs
for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
    os.environ.pop(name, None)

# as the program itself: cycles are few and what the facts hold stays; a tenth of the suite's time
gc.set_threshold(100_000, 50, 50)

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write golden files and generated pages anew; read the difference before committing",
    )


def pytest_collection_modifyitems(items):
    """The examples of help pages first: of several seconds each, and sharing what is worked out.

    A worker with nothing left takes over what another would have come to last, which had better
    be short.
    """
    items.sort(key=lambda item: item.path.name != "test_cli_examples.py")


@pytest.fixture(scope="session", autouse=True)
def _strict_proofs():
    """A proof of the checker that does not stand is a failure, not a conflict less."""
    from cloudkb.check.solver import refute

    refute.STRICT = True


@pytest.fixture(scope="session", autouse=True)
def _close_bases():
    """Close the small bases that tests opened in memory."""
    yield
    import small_base

    while small_base.OPENED:
        small_base.OPENED.pop().close()


@pytest.fixture
def golden(request):
    """Compare a text with a file kept under tests/golden (or a path given), or write it anew."""

    def compare(name, text):
        path = name if isinstance(name, Path) else GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is new: pytest --update-golden writes it"
        assert text == path.read_text(encoding="utf-8"), f"{path.name}: pytest --update-golden"

    return compare


@pytest.fixture(scope="session")
def repository(tmp_path_factory):
    """A built repository of facts that tests read and never change."""
    folder = tmp_path_factory.mktemp("repository")
    shutil.copytree(GOLDEN / "repository", folder, dirs_exist_ok=True)
    from cloudkb import base

    base.build(base.locate(str(folder / "facts")))
    return folder


class Result(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def cloudkb(repository, capsys, monkeypatch):
    """Run a command in the repository, or in another folder, at a width of 80 columns."""

    def run(*arguments, folder=repository, columns=80, environment=()):
        from cloudkb.cli.app import run as run_cli
        from cloudkb.language import speaking

        monkeypatch.chdir(folder)
        monkeypatch.setenv("COLUMNS", str(columns))
        hidden = ("CI", "CLOUDKB_FACTS", "NO_COLOR", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY")
        for variable in hidden:
            monkeypatch.delenv(variable, raising=False)
        for variable, value in dict(environment).items():
            monkeypatch.setenv(variable, str(value))
        capsys.readouterr()
        # what a command speaks is not left to what comes after it
        with speaking("en"):
            code = run_cli([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run
