"""Broken fact files told in Chinese: every complaint of `tests/broken` in one golden file.

Whoever reads Chinese rereads that file when it changes.
"""

from pathlib import Path

import pytest

from cloudkb.language import speaking
from test_reader_broken import cases, findings

GOLDEN = Path(__file__).parent / "golden" / "chinese" / "broken.txt"


def test_broken_files_are_told_in_chinese(request: pytest.FixtureRequest) -> None:
    """What was found, what to do, where: as a Chinese reader would be told."""
    with speaking("zh"):
        told = "".join(
            "\n".join([f"# {path.stem}", *findings(path.read_bytes())[0], "", ""])
            for path in cases()
        )
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
