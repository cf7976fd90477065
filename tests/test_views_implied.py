"""Screens of what only reasoning knows. `pytest --update-golden` writes them anew."""

import json
import shutil
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]

SMALL = {
    "explain-share": ["explain", "aliyun.market_share@2022Q3"],
    "explain-year": ["explain", "aliyun.adjusted_ebita@2023"],
    "explain-rank": ["explain", "huawei-cloud.market_share@2023Q3"],
    "explain-printed": ["explain", "aliyun.adjusted_ebita@2023Q4"],
    "explain-identity": ["explain", "calendar-sum:aliyun.adjusted_ebita@2023"],
    "explain-ambiguous": ["explain", "aliyun.market_share"],
    "explain-unknown": ["explain", "aliyun.markt_share@2022Q3"],
    "explain-neither": ["explain", "marketshare"],
}
SHIPPED = {
    "article-explain-share": ["explain", "aliyun.market_share@2022Q3"],
    "article-explain-year": ["explain", "aliyun.adjusted_ebita@2023"],
    "article-explain-formed": [
        "explain",
        "baidu-large-models.revenue_share@2023Q4 in baidu-ai-cloud",
    ],
    "article-compare-2023q3": ["compare", "2023Q3"],
    "article-compare-2023q4": ["compare", "2023Q4"],
    "article-show-certain": ["show", "tianyi-behind-aliyun"],
    "article-show-possible": ["show", "ebita-beats-three"],
    "article-show-figure": ["show", "revenue-tianyi-2023h1"],
    "article-show-forecast": ["show", "gov-forecast"],
}
WIDE = ("explain-share", "explain-year", "article-compare-2023q3")
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
  restated: {name: Restated, means: As restated later.}
"""


@pytest.fixture(scope="module")
def article(tmp_path_factory):
    """The shipped vocabulary and the article alone."""
    folder = tmp_path_factory.mktemp("article")
    facts = folder / "facts"
    (facts / "documents").mkdir(parents=True)
    for path in (TOP / "facts").glob("*.yaml"):
        if path.stem != "exceptions":
            shutil.copy(path, facts)
    shutil.copy(TOP / "facts" / "documents" / "jiemian-2024-03.yaml", facts / "documents")
    return folder


@pytest.fixture
def disputed(tmp_path):
    """The golden repository with a filing that states a basis."""
    shutil.copytree(TOP / "tests" / "golden" / "repository", tmp_path, dirs_exist_ok=True)
    (tmp_path / "facts" / "documents" / "filing.yaml").write_text(ORDER, encoding="utf-8")
    return tmp_path


def screen(shown):
    """Answer, exit code where it is not 0, then what was said on stderr."""
    code = f"[exit {shown.code}]\n" if shown.code else ""
    return f"{shown.out}{code}" + (f"\n[stderr]\n{shown.err}" if shown.err else "")


@pytest.mark.parametrize("name", SMALL)
def test_screens_of_the_small_base(name, cloudkb, golden):
    """What explain shows at 80 columns."""
    golden(f"screens/{name}.txt", screen(cloudkb(*SMALL[name])))


@pytest.mark.parametrize("name", SHIPPED)
def test_screens_of_the_article(name, cloudkb, golden, article):
    """What follows from the article alone, at 80 columns."""
    golden(f"screens/{name}.txt", cloudkb(*SHIPPED[name], folder=article).out)


@pytest.mark.parametrize("name", WIDE)
def test_screens_at_120_columns(name, cloudkb, golden, article, repository):
    """The same with room."""
    folder = article if name in SHIPPED else repository
    command = {**SMALL, **SHIPPED}[name]
    golden(f"screens/{name}-120.txt", cloudkb(*command, folder=folder, columns=120).out)


def test_a_card_says_on_what_condition_a_relation_holds(cloudkb, golden, disputed):
    """Holds only if: on the basis a filing states, what the order forces on each quarter."""
    shown = cloudkb("show", "ebita-beats-three", folder=disputed)
    golden("screens/show-only-if.txt", screen(shown))
    data = json.loads(cloudkb("show", "ebita-beats-three", "-f", "json", folder=disputed).out)
    restated = next(one for one in data["bases"] if one["scope"] == "restated")
    assert [condition["text"] for condition in restated["only_if"]] == [
        "2023Q1 is below 0.40亿元",
        "2022Q4 is above 22.15亿元",
    ]


def test_an_explanation_as_published(cloudkb):
    """The keys of JSON, exact numbers as text, claims without identities."""
    data = json.loads(cloudkb("explain", "aliyun.adjusted_ebita@2023", "-f", "json").out)
    assert " ".join(data) == (
        "quantity low high low_open high_open low_exact high_exact unit because steps "
        "printed read_as"
    )
    assert (data["low"], data["high"], data["high_open"]) == (None, "4729000000", True)
    assert data["because"] == {
        "low": [],
        "high": ["article-2024/ebita", "article-2024/ebita-beats-three"],
    }
    assert all(" ".join(step) == "text quantity low high from" for step in data["steps"])


def test_implied_values_in_rows(cloudkb):
    """Rows of compare say what is implied for what nobody prints, apart from what is printed."""
    first, second, *_ = json.loads(cloudkb("compare", "2023Q3", "-f", "json").out)
    (before,) = first["implied"]
    assert (before["period"], before["low"], before["high"]) == ("2022Q3", "0.324", "0.326")
    assert (first["figure"], second["figure"]) == ("26.7%", None)
    now = second["implied"][0]
    assert (now["period"], now["low"], now["high"]) == ("2023Q3", None, "0.2675")


def break_the_checker(monkeypatch):
    """Let every question to the checker fail."""
    from cloudkb.check.answers import claim_status, implications

    def fail(*_):
        raise RecursionError("too deep")

    monkeypatch.setattr(implications, "beside", fail)
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


def test_conflicts_are_marked(cloudkb, disputed):
    """A line of a league that takes part in a conflict says so."""
    more = disputed / "facts" / "documents" / "more.yaml"
    more.write_text(
        "document: {id: more, title: More, published: 2024-05, currency: CNY}\n"
        "claims:\n"
        "  - {id: a, source: idc, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023Q3, figure: 36.7%}\n",
        encoding="utf-8",
    )
    shown = cloudkb("compare", "2023Q3", folder=disputed, columns=120)
    assert shown.out.count("in conflict") == 2
    assert "2 claims here are in conflict: cloudkb validate" in shown.err
