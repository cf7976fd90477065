"""Edits at random: what a machine remembers answers as a folder in which nothing was asked yet."""

import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cloudkb import base
from cloudkb.check.answers.judge import Judge
from cloudkb.model import Claim
from cloudkb.store.read import stored
from cloudkb.verdict import Verdict

NAMES = """\
entities:
  aliyun: {name: Alibaba Cloud, kind: provider}
  azure: {name: Azure, kind: provider}
metrics:
  revenue: {name: Revenue, unit: money}
"""
DOCUMENT = """\
document: {id: NAME, title: A title, published: 2024-01-15, currency: CNY, grade: press}
claims:
  - {id: q1, entity: aliyun, metric: revenue, period: 2023Q1, figure: 10亿元}
  - {id: q2, entity: aliyun, metric: revenue, period: 2023Q2, figure: 11亿元}
  - {id: half, entity: aliyun, metric: revenue, period: 2023H1, figure: 21亿元}
  - {id: growth, entity: azure, metric: revenue, period: 2023, figure: +5%}
  - {id: year, entity: azure, metric: revenue, period: 2023, figure: 4亿元}
"""
EXCEPTION = "exceptions: [{claims: [one/half, two/half], doubt: one/half, reason: A slip.}]\n"


def comment(chance: random.Random, lines: list[str]) -> None:
    """A comment at the end."""
    lines.append(f"# {chance.random()}")


def move(chance: random.Random, lines: list[str]) -> None:
    """An empty line and a comment above what stands somewhere."""
    lines[chance.randrange(len(lines)) : 0] = ["", "# moved"]


def figure(chance: random.Random, lines: list[str]) -> None:
    """Another figure."""
    at = chance.choice([place for place, line in enumerate(lines) if "figure:" in line])
    before, _, _ = lines[at].partition("figure:")
    lines[at] = f"{before}figure: {chance.choice(('4亿元', '10亿元', '21亿元', '22亿元', '+5%'))}}}"


def drop(_: random.Random, lines: list[str]) -> None:
    """A claim less, while there are several."""
    if sum("figure:" in line for line in lines) > 2:
        del lines[next(at for at, line in enumerate(lines) if "figure:" in line)]


def grade(chance: random.Random, lines: list[str]) -> None:
    """Another grade."""
    at = next(place for place, line in enumerate(lines) if "grade:" in line)
    lines[at] = lines[at].partition("grade:")[0] + f"grade: {chance.choice(('blog', 'primary'))}}}"


def declare(_: random.Random, lines: list[str]) -> None:
    """Vocabulary among the claims, or none again."""
    line = "comparable: [[aliyun, azure]]"
    lines.remove(line) if line in lines else lines.append(line)


EDITS: tuple[Callable[[random.Random, list[str]], None], ...] = (
    comment, move, comment, move, figure, figure, drop, grade, declare,
)  # fmt: skip


def answers(root: Path) -> dict[str, Any]:
    """What is said of all claims, unlocked."""
    location = base.locate(start=root)
    base.build(location)
    connection = base.open(location).connection
    try:
        (digest,) = connection.execute("SELECT value FROM base WHERE key = 'digest'").fetchone()
        names = [row[0] for row in connection.execute("SELECT id FROM claims")]
    finally:
        connection.close()
    report = base.check(location, False)
    return {
        "doubts": base.doubts(location, digest, False),
        "marks": base.marks(location, digest, names, False),
        "verdicts": base.verdicts(location, locked=False),
        "report": report._replace(steps=None),
        "status": base.status(location, min(names), False),
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two documents that say the same."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CLOUDKB_FACTS", raising=False)
    root = tmp_path / "here" / "repo"
    (root / "facts").mkdir(parents=True)
    (root / "facts" / "names.yaml").write_text(NAMES, encoding="utf-8")
    for name in ("one", "two"):
        text = DOCUMENT.replace("NAME", name)
        (root / "facts" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("seed", range(3))
def test_what_is_remembered_answers_as_a_fresh_folder(
    tmp_path: Path, here: Path, seed: int
) -> None:
    """Figures, grades, comments, lines that move, claims and vocabulary that come and go."""
    chance = random.Random(seed)
    (here / "facts" / "two-exceptions.yaml").write_text(EXCEPTION, encoding="utf-8")
    answers(here)
    for turn in range(8):
        path = here / "facts" / f"{chance.choice(('one', 'two'))}.yaml"
        lines = path.read_text(encoding="utf-8").splitlines()
        edit = chance.choice(EDITS)
        edit(chance, lines)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        fresh = tmp_path / f"fresh{turn}" / "repo"
        shutil.copytree(here / "facts", fresh / "facts")
        assert answers(here) == answers(fresh), (turn, edit.__doc__)


def test_only_what_an_edit_touches_is_judged_again(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verdict is given again while all that it rests on is the same; locked it never is."""
    judged: list[str] = []
    verdict = Judge.verdict

    def counted(judge: Judge, claim: Claim) -> Verdict:
        judged.append(claim.id)
        return verdict(judge, claim)

    def marks(locked: bool = False) -> dict[str, Any]:
        location = base.locate(start=here)
        base.build(location)
        judged.clear()
        with closing(base.open(location).connection) as connection:
            names = [row[0] for row in connection.execute("SELECT id FROM claims")]
            digest = stored(connection, "digest")
        return dict(base.marks(location, digest, names, locked))

    monkeypatch.setattr(Judge, "verdict", counted)
    marks()
    every = sorted(judged)
    path = here / "facts" / "two.yaml"
    text = path.read_text(encoding="utf-8")
    for change in (text.replace("4亿元", "6亿元"), text.replace("period: 2023,", "period: 2022,")):
        path.write_text(change, encoding="utf-8")
        found = marks()
        assert sorted(judged) == [name for name in every if name.endswith(("/growth", "/year"))]
        assert found == marks(locked=True)
        assert sorted(judged) == every
