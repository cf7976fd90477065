"""What claims would clash with, and what they would write; and that nothing is written."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from cloudkb.lines import patch
from cloudkb.writer import WriteError
from cloudkb.writer.proposals import plan

NOTE = """\
document:
  id: note
  title: A note
  published: 2024-01-02
  currency: CNY

claims:
  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 5亿元}
"""


def planned(text, document="", **files):
    """What a proposal makes of the file of `note`, or of a new one."""
    there = {"facts/documents/note.yaml": NOTE, **files}
    return plan(text, document, "facts", {"note": "facts/documents/note.yaml"}, there.get)


WAYS = {
    "named above": ("document: note\nclaims:\n  - {entity: aliyun, says: It grows.}\n", ""),
    "named as in its file": (
        "document: {id: note}\nclaims:\n  - {entity: aliyun, says: It grows.}\n",
        "",
    ),
    "named beside": ("claims:\n  - {entity: aliyun, says: It grows.}\n", "note"),
    "named twice": ("document: note\nclaims:\n  - {entity: aliyun, says: It grows.}\n", "note"),
    "a list": ("- {entity: aliyun, says: It grows.}\n", "note"),
    "a group": ("- entity: aliyun\n  claims:\n    - {says: It grows.}\n", "note"),
    "groups in groups": ("- claims: [{entity: aliyun, claims: [{says: It grows.}]}]", "note"),
    "json": ('[{"entity": "aliyun", "says": "It grows."}]', "note"),
    "marked": ("\ufeff- entity: aliyun\n  says: It grows.", "note"),
}


@pytest.mark.parametrize("name", WAYS)
def test_claims_are_added_to_the_document_they_are_of(name):
    """However they are written, the same lines come in, and all else stays."""
    text, document = WAYS[name]
    path, before, after = planned(text, document)
    assert (path, before) == ("facts/documents/note.yaml", NOTE)
    assert after == NOTE + "  - {entity: aliyun, says: It grows.}\n"


def test_a_group_is_told_by_its_claims():
    """Each claim has what its group gives, and its own where both say it; lists stay lists."""
    text = """\
- entity: aliyun
  metric: revenue
  period: 2023
  claims:
    - {figure: 6亿元}
    - {figure: 7亿元, period: 2022, supersedes: [note/a]}
"""
    added = planned(text, "note").after.removeprefix(NOTE).splitlines()
    assert added == [
        "  - {entity: aliyun, metric: revenue, period: 2023, figure: 6亿元}",
        "  - {entity: aliyun, metric: revenue, period: 2022, figure: 7亿元, supersedes: [note/a]}",
    ]


def test_a_new_document_is_a_new_file():
    """To the letter, under the name of its id; a file of that name that is there stays."""
    text = "# mine\ndocument: {id: new, title: N, published: 2024}\nclaims: []"
    assert planned(text) == ("facts/documents/new.yaml", None, text + "\n")
    taken = planned(text, **{"facts/documents/new.yaml": "entities: {}\n"})
    assert taken.path == "facts/documents/new-2.yaml"


@pytest.mark.parametrize(
    ("text", "document", "told"),
    [
        ("", "", "nothing to add"),
        ("just words", "", "nothing to add"),
        ("[]", "note", "no claims"),
        ("{}", "note", "no claims"),
        ("document: note", "", "no claims"),
        ("document: note\nclaims: soon", "", "no claims"),
        ("- {entity: aliyun}", "", "whose claims these are is not said"),
        ("- {entity: aliyun}", "nota", 'no document "nota"; did you mean note?'),
        ("document: nota\nclaims: [{entity: aliyun}]", "", 'no document "nota"'),
        ("document: note\nclaims: [{entity: aliyun}]", "other", "of note, not of other"),
        ("document: {id: new}\nclaims: []", "note", "called new, not note"),
        ("document: {id: note, title: T}\nclaims: []", "", "there already"),
        ("document: {id: ../../etc/cron}\nclaims: []", "", "which is none"),
        ("document: {id: .x}\nclaims: []", "", "which is none"),
        ("document: {title: T}\nclaims: []", "", "no id"),
        ("document: note\nentities: {}\nclaims: []", "", "entities stands in no document"),
        ("- aliyun", "note", "line 1, column 3: a claim is a mapping"),
        ("- {entity: {a: b}}", "note", "line 1, column 12: entity takes a text"),
        ("- {entity: aliyun, claims: {}}", "note", "the claims of a group are a list"),
        ("- {colour: red}", "note", "a claim has no key colour"),
        ("- {entity: aliyun", "note", "this is no YAML"),
        ("- &a {entity: aliyun}\n- *a", "note", "line 1"),
        ("a\0b", "note", "line 1"),
        ("- " + "[" * 5000, "note", "line 1"),
        ("- {claims: [" * 60 + "]}" * 60, "note", ""),
    ],
)
def test_what_is_no_proposal_is_told(text, document, told):
    """With its place where it has one, and what to write instead."""
    with pytest.raises(WriteError) as caught:
        planned(text, document)
    assert told in f"{caught.value.message}; {caught.value.hint}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "a\nb\n"),
        (None, "a"),
        ("a\nb\n", "a\nb\nc\n"),
        ("a\nb", "a\nb\nc\n"),
        ("a\nb", "a\nb\nc"),
        ("a\r\nb\r\n", "a\r\nb\r\nc\r\n"),
        ("\ufeffa\r\n", "\ufeffa\r\nb\r\n"),
        ("a\u2028b\x0cc\x85d\n", "a\u2028b\x0cc\x85d\ne\tf\n"),
        ("a\rb\rc\n", "a\rb\rc\nd\n"),
    ],
)
@pytest.mark.parametrize("path", ["facts/note.yaml", "facts/a note 笔记.yaml"])
def test_a_patch_is_one_that_git_applies(path, before, after, tmp_path):
    """To the byte, whatever ends the lines."""
    file = tmp_path / path
    file.parent.mkdir()
    if before is not None:
        file.write_bytes(before.encode())
    made = patch(path, before, after).encode()
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=made, check=True)
    assert file.read_bytes() == after.encode()


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def copy(repository, tmp_path):
    """A repository of its own, with its base and what it remembers."""
    return shutil.copytree(repository, tmp_path / "copy")


@pytest.fixture
def propose(cloudkb, copy, tmp_path):
    """Propose a text; what the command prints. Nothing of the repository may change."""

    def run(text, *arguments):
        file = tmp_path / "proposal.yaml"
        file.write_text(text, encoding="utf-8")
        before = held(copy)
        shown = cloudkb("propose", file, *arguments, folder=copy)
        assert held(copy) == before
        return shown

    return run


def held(folder):
    return {
        path: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file()
    }


SHARE = (
    "{source: ccid, scope: idc, entity: aliyun, metric: market_share, in: china-public-cloud, "
    "date: 2024, period: 2023Q3"
)


def test_a_wrong_digit_is_answered_with_the_conflict(propose, golden):
    """The arithmetic, what the others leave, and the lines that would be written."""
    text = f"document: report-2023\nclaims:\n  - {SHARE}, figure: 36.7%}}\n"
    shown = propose(text)
    assert shown.code == 1
    golden("screens/propose-wrong-digit.txt", shown.out)
    data = json.loads(propose(text, "--format", "json").out)
    (conflict,) = data["findings"]
    assert conflict["rule"] == "conflict"
    (claim,) = data["claims"]
    assert claim["verdict"] == "contradicted"
    assert (claim["implied"]["low"], claim["implied"]["high"]) == ("0.2665", "0.2675")
    assert data["diff"].splitlines()[-1].startswith("+")


def test_what_agrees_is_corroborated(propose):
    """No finding, and the verdict that the claim would have."""
    shown = propose(f"- {SHARE}, figure: 26.7%}}", "--document", "report-2023", "-f", "json")
    assert shown.code == 0
    data = json.loads(shown.out)
    assert data["findings"] == []
    assert [one["verdict"] for one in data["claims"]] == ["corroborated"]


def test_what_does_not_read_is_a_finding_at_its_place(propose):
    """In the file as it would be, with the line shown."""
    shown = propose(f"- {SHARE}, figure: 26.7 %%}}", "--document", "report-2023")
    assert shown.code == 1
    assert "error[bad-figure]" in shown.out
    assert "26.7 %%" in shown.out
    assert "0 new claims" in shown.out


def test_a_new_document_may_bring_its_vocabulary(propose):
    """Entities of its own, which its claims name."""
    text = """\
document: {id: new, title: N, published: 2024-02-01, currency: USD}
entities: {newcomer: {name: Newcomer, kind: provider}}
claims:
  - {entity: newcomer, metric: revenue, period: 2023, figure: $1.2 billion}
"""
    shown = propose(text, "--format", "json")
    assert shown.code == 0, shown.out
    data = json.loads(shown.out)
    assert data["file"] == "facts/documents/new.yaml"
    assert [one["verdict"] for one in data["claims"]] == ["single-source"]
    assert data["diff"].startswith("--- /dev/null\n+++ b/facts/documents/new.yaml\n")


def test_the_patch_alone_writes_what_was_proposed(propose, copy):
    """`cloudkb propose FILE --format diff | git apply` is how a person takes it."""
    shown = propose(f"- {SHARE}, figure: 26.7%}}", "--document", "report-2023", "-f", "diff")
    file = copy / "facts" / "documents" / "report-2023.yaml"
    before = file.read_text(encoding="utf-8")
    subprocess.run(["git", "apply", "-"], cwd=copy, input=shown.out.encode(), check=True)
    after = file.read_text(encoding="utf-8")
    assert after.startswith(before)
    assert "26.7%, source: ccid, date: 2024}" in after.removeprefix(before)


def test_the_tool_answers_as_the_command_does(copy, propose, monkeypatch):
    """The same shape, the same text; a clash is an answer, what is no proposal an error."""
    from test_mcp import asking

    server = asking(copy, monkeypatch)
    before = held(copy)
    text = f"- {SHARE}, figure: 36.7%}}"
    shown = propose(text, "--document", "report-2023", "--format", "json")
    found = server.call("propose", yaml=text, document="report-2023")
    assert not found["isError"]
    assert found["structuredContent"]["answer"] == json.loads(shown.out)
    assert "error[conflict]" in found["content"][0]["text"]
    assert "whose claims" in server.refused("propose", yaml=text)
    assert held(copy) == before
    # what was supposed is forgotten by the next question
    assert "36.7%" not in server.text("query", entity="aliyun", metric="market_share")
