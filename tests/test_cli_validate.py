"""`validate`: what is found, in which format, and how it ends."""

import json
import shutil

import pytest

from cloudkb.model import Excerpt, Finding, Place, Related, Report, Step
from cloudkb.render import text
from cloudkb.views import report as report_view
from cloudkb.views.excerpt import Sources

BROKEN = """\
document: {id: note-2024, title: A note, published: 2024-03, currency: CNY}
claims:
  - id: revenue
    entity: aliyum
    metric: revenue
    period: 2023H1
    figure: 497亿元
  - id: share
    entity: aliyun
    metric: market_share
    in: china-public-cloud
    period: 2023Q5
    figure: 26.7%%
  - {id: good, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元}
"""


@pytest.fixture
def broken(repository, tmp_path):
    """A repository with three mistakes in one file."""
    folder = tmp_path / "broken folder"
    shutil.copytree(repository / "facts", folder / "facts")
    path = folder / "facts" / "documents" / "note-2024.yaml"
    path.write_text(BROKEN, encoding="utf-8", newline="\n")
    return folder


@pytest.mark.parametrize("form", ["text", "concise", "json", "github"])
def test_findings_in_every_format(form, broken, cloudkb, golden):
    """File, line, column, rule and a sentence, however they are printed."""
    shown = cloudkb("validate", "--ignore", "stale-base", "--format", form, folder=broken)
    assert shown.code == 1
    ending = "json" if form == "json" else "txt"
    golden(f"screens/validate-{form}.{ending}", shown.out)


def test_ten_faults_cost_what_they_touch(broken, cloudkb):
    """Broken claims are left out; the rest still answers."""
    shown = cloudkb("query", "--document", "note-2024", "--columns", "claim", folder=broken)
    assert shown.code == 0
    assert "note-2024/good" in shown.out
    assert "cloudkb validate" in shown.err


def test_json_is_as_published(broken, cloudkb):
    """Version, summary, findings; reasoning's counts are of what could be read."""
    data = json.loads(cloudkb("validate", "--format", "json", folder=broken).out)
    assert list(data) == ["version", "summary", "findings"]
    assert " ".join(data["summary"]) == (
        "claims compiled untouched own_origin relations components not_proved accepted "
        "across_bases left_out errors warnings notes"
    )
    assert data["summary"]["compiled"] == 24
    assert " ".join(data["findings"][0]) == (
        "rule severity message file line column claims identities suspects related steps strain "
        "hint fingerprint"
    )
    assert data["findings"][0]["suspects"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--exit-zero"], 0),
        (["--select", "stale-base"], 0),
        (["--select", "stale-base", "--fail-on", "warning"], 1),
        (["--select", "stale-base", "--strict"], 1),
        (["--select", "stale-base", "--locked"], 1),
        (["--ignore", "unknown-name,bad-period,bad-figure,stale-base"], 0),
        (["--select", "yaml-trap", "--strict"], 0),
    ],
)
def test_the_exit_code_follows_the_severity(broken, repository, cloudkb, arguments, code):
    """1 exactly when a finding asked for reaches --fail-on."""
    shutil.copy(repository / "cloudkb.db", broken)
    assert cloudkb("validate", *arguments, folder=broken).code == code


def test_a_sound_repository_is_silent_but_for_the_summary(repository, cloudkb):
    """No findings, exit 0: the verdict, then how much was looked at."""
    shown = cloudkb("validate", "--strict", folder=repository)
    assert (shown.code, shown.out) == (
        0,
        "No contradiction found among 26 claims.\n"
        "\n"
        "     2  meet another origin: printed again, or tied by one of 19 relations\n"
        "    13  meet no origin but their own\n"
        "     8  meet no other claim that could contradict them (--stats)\n"
        "     3  say nothing to reckon with: sentences, opinions, plans, what is doubted\n",
    )


def test_no_claims_at_all_cannot_be_checked(tmp_path, cloudkb):
    """An empty folder of facts ends with 2, not with a clean report."""
    (tmp_path / "facts").mkdir()
    assert cloudkb("validate", "--facts", tmp_path / "facts", folder=tmp_path).code == 2
    assert cloudkb("query", "--facts", tmp_path / "facts", folder=tmp_path).code == 2


def test_show_says_why_a_claim_is_left_out(tmp_path, cloudkb):
    """Where it stands, what is wrong and what to write; other names are unknown as before."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "d.yaml").write_text(
        "entities:\n  acme: {name: Acme, kind: company}\n"
        "metrics:\n  staff: {name: Staff, unit: count, over_time: snapshot}\n"
        "document: {id: d, title: T, published: 2024-03}\n"
        "claims:\n"
        "  - {id: cut, entity: acme, metric: staff, period: 2023, figure: -13.6%}\n"
        "  - {id: sound, entity: acme, metric: staff, period: 2023, figure: 12}\n",
        encoding="utf-8",
    )

    def shown(name):
        return cloudkb("show", name, "--facts", tmp_path / "facts", folder=tmp_path)

    for name in ("d/cut", "cut"):
        told = shown(name)
        assert (told.code, told.out) == (2, "")
        assert "d/cut is left out of the base: a ratio figure on a count metric" in told.err
        assert "d.yaml:7:" in told.err
        assert "a change is -13.6% yoy, -13.6% qoq or -13.6% vs 2018" in told.err
    assert shown("sound").code == 0
    assert 'unknown claim "d/other"' in shown("d/other").err


def test_stats_count_by_rule(broken, cloudkb):
    """--stats ends with the number of findings of each rule."""
    assert "     1  bad-period" in cloudkb("validate", "--stats", folder=broken).out


FINDING = Finding(
    "conflict",
    "error",
    "the shares of Alibaba Cloud cannot all be right",
    Place("facts/a.yaml", 2, 11, 2, 16),
    hint="Most suspect: share-aliyun.",
    claims=("a/share", "a/change"),
    related=(
        Related(Place("facts/a.yaml", 2), "share-aliyun", "2023Q3: 36.7%"),
        Related(Place("facts/b.yaml", 7), "", "2022Q3: 32.5%"),
    ),
    steps=(Step("sum", "36.7% and 5.8 points down leave 42.40 to 42.60%."),),
    next_command="cloudkb show share-aliyun",
)


def test_a_finding_tells_place_parts_steps_and_what_to_do():
    """Everything a finding carries is printed, in the order one reads it."""
    sources = Sources(None, {"facts/a.yaml": "  period: 2023Q3\n  figure: 36.7%\n"})
    shown = text.render(Report((FINDING,), 3), sources.excerpt, ["1 error"], width=80, color=False)
    assert shown.splitlines() == [
        "facts/a.yaml:2:11: error[conflict] the shares of Alibaba Cloud cannot all be",
        "  right",
        "",
        "  1 │   period: 2023Q3",
        "  2 │   figure: 36.7%",
        "    │           ^^^^^",
        "",
        "  share-aliyun    2023Q3: 36.7%",
        "  facts/b.yaml:7  2022Q3: 32.5%",
        "",
        "  36.7% and 5.8 points down leave 42.40 to 42.60%.",
        "",
        "  Most suspect: share-aliyun.",
        "  Next: cloudkb show share-aliyun",
        "",
        "1 error",
    ]


def test_many_parts_are_counted():
    """Above eight the rest is counted, and where to see it is said."""
    parts = tuple(Related(Place("f", n), f"claim-{n}") for n in range(1, 12))
    shown = text.render(
        Report((FINDING._replace(related=parts),), 3), lambda *_: None, (), width=80, color=False
    )
    assert "and 3 more" in shown


def test_a_fingerprint_survives_moved_lines():
    """The same complaint further down is the same complaint."""
    moved = FINDING._replace(place=FINDING.place._replace(line=9))
    assert report_view.fingerprint(FINDING) == report_view.fingerprint(moved)
    other = FINDING._replace(claims=("a/other",))
    assert report_view.fingerprint(FINDING) != report_view.fingerprint(other)


def test_an_excerpt_of_a_file_that_is_gone_is_left_out(tmp_path):
    """A finding about a missing or empty file still prints."""
    assert Sources(tmp_path).excerpt(Place("facts/none.yaml", 3)) is None
    assert isinstance(Sources(None, {"f": "a"}).excerpt(Place("f", 1)), Excerpt)


def many_findings(folder, number=25):
    """A folder of facts with one sound claim and so many about nobody."""
    (folder / "facts").mkdir()
    broken = "".join(f"  - {{id: c{n}, entity: nobody-{n}, says: Hello.}}\n" for n in range(number))
    head = (
        "entities: {a: {name: A, kind: provider}}\ndocument: {id: d, title: D, published: 2024}\n"
    )
    sound = "  - {id: sound, entity: a, says: Hello.}\n"
    (folder / "facts" / "d.yaml").write_text(f"{head}claims:\n{sound}{broken}", encoding="utf-8")


def test_twenty_five_findings_are_ten_annotations_and_a_count(cloudkb, tmp_path):
    """GitHub drops what is beyond ten: the worst ten are shown and the rest counted."""
    many_findings(tmp_path)
    shown = cloudkb("validate", "--format", "github", "--ignore", "stale-base", folder=tmp_path)
    lines = shown.out.splitlines()
    assert shown.code == 1
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 10 + ["15"]
    assert lines[-1].startswith("15 more")


def test_on_github_annotations_are_the_default(cloudkb, tmp_path):
    """Where GITHUB_ACTIONS is set nobody needs to ask for annotations."""
    many_findings(tmp_path, 1)
    arguments = ("validate", "--ignore", "stale-base")
    shown = cloudkb(*arguments, folder=tmp_path, environment={"GITHUB_ACTIONS": "true"})
    assert shown.out.startswith("::error file=facts/d.yaml,line=5")


def test_a_broken_file_makes_no_exception_stale(repository, tmp_path, cloudkb):
    """Disputes whose claims could not be read are left alone; once they can be, they are judged."""
    shutil.copytree(repository / "facts", tmp_path / "facts")
    note = tmp_path / "facts" / "documents" / "note-2024.yaml"
    sound = (
        "document: {id: note-2024, title: A note, published: 2024-03, currency: CNY}\n"
        "claims:\n"
        "  - {id: one, entity: aliyun, metric: revenue, period: 2019H1, figure: 497亿元}\n"
        "  - {id: two, entity: aliyun, metric: revenue, period: 2019H1, figure: 459亿元}\n"
    )
    note.write_text(sound, encoding="utf-8")
    (tmp_path / "facts" / "exceptions.yaml").write_text(
        "exceptions:\n  - {claims: [note-2024/one, note-2024/two], doubt: note-2024/two, "
        "reason: Another basis.}\n",
        encoding="utf-8",
    )
    asked = ("validate", "--ignore", "stale-base", "--format", "concise")
    assert cloudkb(*asked, folder=tmp_path).out == ""
    note.write_text(sound.replace("459亿元}", "459亿元"), encoding="utf-8")
    (line,) = cloudkb(*asked, folder=tmp_path).out.splitlines()
    assert "error[yaml-syntax]" in line
    note.write_text(sound.replace("459亿元", "497.2亿元"), encoding="utf-8")
    (line,) = cloudkb(*asked, folder=tmp_path).out.splitlines()
    assert "warning[stale-exception]" in line


def test_only_fact_files_can_be_asked_for(repository, cloudkb, tmp_path):
    """A file elsewhere, also by a link in the facts, is refused; one that is broken is told."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("claims: []\n", encoding="utf-8")
    shown = cloudkb("validate", outside, folder=repository)
    assert (shown.code, shown.out) == (2, "")
    assert "outside.yaml is no fact file" in shown.err
    folder = tmp_path / "broken"
    shutil.copytree(repository / "facts", folder / "facts")
    (folder / "facts" / "note.yaml").write_text("claims: [\n", encoding="utf-8")
    (folder / "facts" / "away.yaml").symlink_to(outside)
    assert cloudkb("validate", "facts/away.yaml", folder=folder).code == 2
    shown = cloudkb("validate", "facts/note.yaml", "-f", "concise", folder=folder)
    assert shown.code == 1
    assert [line.split("[")[1].split("]")[0] for line in shown.out.splitlines()] == ["yaml-syntax"]
    assert cloudkb("validate", "facts/documents", folder=folder).code == 0


def test_what_is_told_decides_the_code(repository, cloudkb, tmp_path):
    """An error elsewhere fails nobody who asks of another file, in any format."""
    folder = tmp_path / "two"
    shutil.copytree(repository / "facts", folder / "facts")
    (folder / "facts" / "bad.yaml").write_text("claims: [\n", encoding="utf-8")
    for form in ("text", "concise", "json", "sarif", "github"):
        assert cloudkb("validate", "--format", form, folder=folder).code == 1
        asked = ("validate", "facts/documents", "--strict", "--format", form)
        assert cloudkb(*asked, folder=folder).code == 0
        assert (
            cloudkb("validate", "--document", "article-2024", "-f", form, folder=folder).code == 0
        )
