"""Hundreds of repositories made to hurt: none writes, reads or hangs, each leaves a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hostile

SCRIPT = Path(hostile.__file__)
SHARES = 24
HERE = 1
"""Shares that the suite takes, some 20 repositories; `.ci/run` takes all."""


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and limits of POSIX")
@pytest.mark.parametrize("share", range(HERE))
def test_hostile_repositories(share: int) -> None:
    """Whatever stands in the place of whichever file, a command ends with a sentence and no harm.

    Two commands in each here; all of them with `python bench/hostile.py`.
    """
    command = [sys.executable, str(SCRIPT), "--quick", "--share", f"{share}/{SHARES}"]
    # the processor's seconds are counted strictly, those of a busy machine generously
    done = subprocess.run([*command, "--wall", "30"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_hundreds() -> None:
    """Every file of a repository meets everything that can stand in its place."""
    names = [case.name for case in hostile.cases()]
    assert len(set(names)) == len(names) >= 450


@pytest.mark.skipif(os.name == "nt", reason="links, pipes and limits of POSIX")
@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        ("(Path.cwd().parent / 'outside' / 'precious.txt').unlink()", "changed a file"),
        ("Path('facts/one.yaml').write_text('x')", "changed a file"),
        ("print((Path.cwd().parent / 'outside' / 'precious.txt').read_text())", "read a file"),
        ("(Path.cwd().parent / 'outside' / 'pipe').open()", "went on and on"),
        ("sys.stdin.read()", "went on and on"),
        ("1 / 0", "failed without a sentence"),
        ("pass", "said nothing"),
        ("os._exit(3)", "ended with 3"),
    ],
)
def test_harm_is_seen(monkeypatch: pytest.MonkeyPatch, harm: str, complaint: str) -> None:
    """What watches over the commands notices each kind of harm."""
    code = (
        "import os, sys; from pathlib import Path; import hostile; import cloudkb.cli.app as app\n"
        f"def run(_):\n    {harm}\n    return 0\n"
        "app.run = run\n"
        "case = hostile.Case('none', lambda place: None)\n"
        "found = list(hostile.complaints(case, 'query', b'', 1.5))\n"
        "sys.__stdout__.write('; '.join(found))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert complaint in done.stdout
