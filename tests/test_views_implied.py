"""Answers with what only reasoning knows: remembered, and given up where reasoning fails."""

import json
import shutil
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]

ORDER = """\
document: {id: filing, title: Filing, published: 2024-05, currency: CNY, language: en}
claims:
  - entity: aliyun
    metric: adjusted_ebita
    scope: restated
    claims:
      - {id: fy2023, period: FY2023, figure: RMB4101 million}
      - {id: half-2023, period: 2023-04/2023-09, figure: RMB2325 million}
      - {id: half-2022, period: 2022-04/2022-09, figure: RMB1845 million}
scopes:
  restated:
    {name: Restated, means: Restated later., stated_in: filing, default_for: always, of: [aliyun]}
"""


@pytest.fixture
def disputed(tmp_path):
    """The golden repository with a filing that states a basis."""
    shutil.copytree(TOP / "tests" / "golden" / "repository", tmp_path, dirs_exist_ok=True)
    (tmp_path / "facts" / "documents" / "filing.yaml").write_text(ORDER, encoding="utf-8")
    return tmp_path


def break_the_checker(monkeypatch):
    """Let every question to the checker fail."""
    from cloudkb.check.answers import claim_status, implications

    def fail(*_):
        raise RecursionError("too deep")

    monkeypatch.setattr(implications, "find", fail)
    monkeypatch.setattr(claim_status, "status", fail)


def test_answers_are_remembered_while_nothing_changes(cloudkb, monkeypatch, disputed):
    """The same question of the same facts is not reasoned about twice, but when locked."""
    command = ["show", "ebita-beats-three"]
    first = cloudkb(*command, folder=disputed)
    break_the_checker(monkeypatch)
    assert cloudkb(*command, folder=disputed) == first
    assert "too deep" in cloudkb(*command, "--locked", folder=disputed).err
    more = disputed / "facts" / "documents" / "filing.yaml"
    more.write_text(ORDER.replace("RMB1845", "RMB1846"), encoding="utf-8")
    assert "too deep" in cloudkb(*command, folder=disputed).err


def test_printed_answers_outlive_the_checker(cloudkb, monkeypatch, disputed):
    """Where reasoning fails, what is printed is answered all the same, with a line on stderr."""
    break_the_checker(monkeypatch)
    for command in (["compare", "2023Q3"], ["show", "share-aliyun"]):
        shown = cloudkb(*command, folder=disputed)
        assert shown.code == 0
        assert "26.7%" in shown.out
        assert "Nothing is said of what the claims imply: RecursionError: too deep" in shown.err
        data = json.loads(cloudkb(*command, "-f", "json", folder=disputed).out)
        row = data[0] if isinstance(data, list) else data
        assert row["implied"] is None


def test_broken_facts_are_left_out(cloudkb, disputed):
    """A file that cannot be read takes nothing else with it."""
    broken = disputed / "facts" / "documents" / "broken.yaml"
    broken.write_text("document: {id: broken\n", encoding="utf-8")
    for command in (["explain", "aliyun.market_share@2022Q3"], ["compare", "2023Q3"]):
        shown = cloudkb(*command, folder=disputed)
        assert shown.code == 0
        assert "32.40 to 32.60%" in shown.out.replace("\n", " ")


def test_a_large_base_is_reasoned_over_only_where_it_is_asked_for(cloudkb, monkeypatch, disputed):
    """A table of a large base does not wait for what the claims imply, but tells what is known."""
    command = ["compare", "2023Q3"]
    full = cloudkb(*command, folder=disputed, columns=200)
    shutil.rmtree(disputed / ".cloudkb")
    monkeypatch.setattr("cloudkb.base.known_verdicts.UNASKED", 0)
    left = cloudkb(*command, folder=disputed, columns=200)
    assert "imply takes a while to work out: --verdict here" in left.err
    assert "implied" in full.out
    assert "implied" not in left.out
    asked = cloudkb(*command, "--verdict", folder=disputed, columns=200)
    assert asked.out == full.out
    assert cloudkb(*command, folder=disputed, columns=200).out == full.out
