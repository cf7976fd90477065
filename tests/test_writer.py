"""What is added to a fact file, and that nothing else in it changes."""

import re
import stat
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cloudkb import reader, writer
from cloudkb.model import ClaimDraft, DocumentDraft
from cloudkb.reader.stages import SourceFile
from cloudkb.writer import WriteError, claim_starts, files, supersede

FACTS = Path(__file__).parent.parent / "facts"
SHARE = ClaimDraft({"entity": "aliyun", "metric": "market_share", "figure": "26.7%"})

LAYOUTS = {
    "a list": "document: {id: note}\nclaims:\n  - {id: one, says: x}\n",
    "no indent": "document: {id: note}\nclaims:\n- id: one\n  says: x\n",
    "wide gaps": "document: {id: note}\nclaims:\n    -   id: one\n        says: x\n",
    "comments": "document: {id: note}  # which\nclaims:  # all\n  - id: one  # first\n"
    "    says: x # a\ttab\n    # the end of it\n\n# and of all\n",
    "no newline at the end": "document: {id: note}\nclaims:\n  - id: one\n    says: x",
    "CRLF": "document: {id: note}\r\nclaims:\r\n  - {id: one, says: x}\r\n",
    "CR": "document: {id: note}\rclaims:\r  - {id: one, says: x}\r",
    "byte order mark": "\ufeffdocument: {id: note}\nclaims:\n  - {id: one, says: x}\n",
    "brackets": "document: {id: note}\nclaims: [{id: one, says: x}]  # flat\n",
    "brackets by line": "document: {id: note}\nclaims: [\n  {id: one, says: x},  # first\n]\n",
    "empty brackets": "document: {id: note}\nclaims: []\n",
    "empty brackets with a comment": "document: {id: note}\nclaims: [ # none\n ]\n",
    "empty": "document: {id: note}\nclaims:  # none yet\n",
    "empty, not last": "document: {id: note}\nclaims:\n\nexceptions:\n",
    "none": "document:\n  id: note\n  title: x  # no claim\n",
    "none, no newline": "document: {id: note}",
    "claims first": "claims:\n  - {id: one, says: x}\n\ndocument: {id: note}\n",
    "a group last": "document: {id: note}\nclaims:\n  - where: p3\n    claims:\n"
    "      - {id: one, says: x}\n\nexceptions: []\n",
    "a folded text last": "document: {id: note}\nclaims:\n  - id: one\n    says: >\n      x\n"
    "      y\n\n\n# end\nexceptions: []\n",
    "a kept text last": "document: {id: note}\nclaims:\n  - id: one\n    note: |+\n      x\n\n\n",
    "an empty value last": "document: {id: note}\nclaims:\n  - id: one\n    note:\n",
    "quotes over lines": 'document: {id: note}\nclaims:\n  - id: one\n    says: "x\n      y"\n',
    "JSON": '{"document": {"id": "note"}, "claims": [{"id": "one", "says": "x"}]}',
    "JSON without claims": '{"document": {"id": "note"}}\n',
    "an end": "---\ndocument: {id: note}\nclaims:\n  - {id: one, says: x}\n...\n",
    "signs": 'document: {id: note, title: "\x85\u2028"}\nclaims:\n  - {id: one, says: 云\ufeff}\n',
}
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t\r\x85"),
    min_size=1,
    max_size=30,
) | st.text(st.sampled_from("-?:,[]{}#&*!|>'\"%@`~=<. 0123456789yno\n全：年\u3000\xa0"), min_size=1)
DRAFTS = st.builds(
    ClaimDraft,
    st.dictionaries(
        st.sampled_from(["figure", "says", "period", "note", "where"]), TEXTS, min_size=1
    ),
    st.frozensets(st.sampled_from(["figure", "note"])),
    st.frozensets(st.sampled_from(["entity"])),
)


def plain(text):
    """A file as another reader of YAML sees it, all words as texts."""
    return yaml.load(text.removeprefix("\ufeff"), Loader=yaml.BaseLoader)


def without(new, old):
    """What was added to a text in one piece; None where anything else was touched."""
    pairs = enumerate(zip(new, old, strict=False))
    end = next((at for at, (ours, theirs) in pairs if ours != theirs), len(old))
    rest = len(old) - end
    return new[end : len(new) - rest] if new[len(new) - rest :] == old[end:] else None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_takes_a_claim_and_keeps_its_bytes(layout):
    """Whatever a file looks like, claims are added in one piece and read as they were meant."""
    old = LAYOUTS[layout]
    guessed = SHARE._replace(guesses=frozenset(("metric",)), unknown=frozenset(("period",)))
    new = writer.insert_claims(old, "note", [SHARE, guessed])
    assert without(new, old)
    if layout != "signs":
        before, after = plain(old), plain(new)
        claims = after.pop("claims")
        earlier = before.pop("claims", None) or []
        assert after == before
        assert claims[: len(earlier)] == earlier
        assert claims[-2:] == [dict(SHARE.fields), {**SHARE.fields, "period": "?"}]
    ends = set(re.findall(r"\r\n|\n|\r", old)) or {"\n"}
    assert set(re.findall(r"\r\n|\n|\r", new)) <= ends


def test_claims_are_written_as_those_before_them():
    """The indent, the gap and the style of a list go on; a guess needs a line of its own."""
    old = LAYOUTS["wide gaps"]
    new = writer.insert_claims(old, "note", [SHARE._replace(guesses=frozenset(("metric",)))])
    assert without(new, old) == (
        "    -   entity: aliyun\n        metric: market_share  # guess\n        figure: 26.7%\n"
    )
    old = LAYOUTS["a list"]
    new = writer.insert_claims(old, "note", [SHARE, SHARE._replace(unknown=frozenset(("period",)))])
    assert without(new, old) == (
        "  - {entity: aliyun, metric: market_share, figure: 26.7%}\n"
        '  - {entity: aliyun, metric: market_share, period: "?", figure: 26.7%}\n'
    )


def test_a_new_document_is_a_file_of_its_own():
    """A file for a new document: what is not known is a `?`, what is inferred says so."""
    made = writer.new_document(
        DocumentDraft({"id": "note", "title": "A: b"}, unknown=frozenset(("published",))),
        [SHARE._replace(guesses=frozenset(("entity",)))],
        "../.schema.json",
    )
    assert made == (
        "# yaml-language-server: $schema=../.schema.json\n"
        'document:\n  id: note\n  title: "A: b"\n  published: "?"\n\n'
        "claims:\n  - entity: aliyun  # guess\n    metric: market_share\n    figure: 26.7%\n"
    )


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(LAYOUTS)), st.lists(DRAFTS, min_size=1, max_size=2))
@example("a list", [ClaimDraft({"figure": "1,234"}), ClaimDraft({"figure": "12%"})])
@example("brackets", [ClaimDraft({"figure": "no"}), ClaimDraft({"figure": "2023"})])
@example("a list", [ClaimDraft({"figure": "a: b # c"}), ClaimDraft({"says": "x\n\n y "})])
@example("a list", [ClaimDraft({"figure": "010"}), ClaimDraft({"figure": "12:30:45"})])
@example("a list", [ClaimDraft({"figure": "１２．５％"}), ClaimDraft({"figure": "- x"})])
@example("brackets", [ClaimDraft({"period": "2023"}), ClaimDraft({"figure": "~"})])
def test_any_text_is_read_back_and_the_rest_stays(layout, drafts):
    """Whatever a source prints is read back sign by sign, by YAML's other readers too."""
    old = LAYOUTS[layout]
    new = writer.insert_claims(old, "note", drafts)
    assert without(new, old) is not None
    if layout == "signs":
        return
    meant = [{**one.fields, **dict.fromkeys(one.unknown, "?")} for one in drafts]
    assert plain(new)["claims"][-len(drafts) :] == meant
    typed = yaml.safe_load(new.removeprefix("\ufeff"))["claims"][-len(drafts) :]
    assert [{key: str(value) for key, value in one.items()} for one in typed] == meant
    assert all(isinstance(one[key], str) for one in typed for key in one if key != "period")


def test_shipped_files_take_a_claim_and_read_as_before():
    """Each file of facts that is shipped: one piece is added, all other claims read as they did."""
    paths = sorted((FACTS / "documents").glob("*.yaml"))
    files = [SourceFile(path.name, path.read_bytes()) for path in (*FACTS.glob("*.yaml"), *paths)]
    vocabulary, documents, _ = reader.read_vocabulary(files)
    names = reader.Names(vocabulary, documents)
    draft = ClaimDraft({"id": "added", "entity": "aliyun", "says": "Cuts: prices, no #1"})
    for path in paths[::9]:
        old = path.read_text(encoding="utf-8")
        before = reader.read_claims(SourceFile(path.name, old.encode()), names)
        new = writer.insert_claims(old, before.document.id, [draft])
        assert without(new, old)
        after = reader.read_claims(SourceFile(path.name, new.encode()), names)
        assert after.claims[:-1] == before.claims
        assert after.claims[-1].says == "Cuts: prices, no #1"
        assert after.findings == before.findings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("document: {id: other}\nclaims: []\n", "about the document other, not note"),
        ("claims: []\n", "about no document"),
        ("document: {id: note}\nclaims: 5\n", "claims is no list"),
        ("document: {id: note}\nclaims: {a: b}\n", "claims is no list"),
        ("document: {id: note}\nclaims: [\n", "line 3, column 1"),
        ("document: {id: note}\nclaims: []\nclaims: []\n", "line 3, column 1: claims stands here"),
        ("document: {id: note}\n---\nclaims: []\n", "line 2, column 1: a second YAML document"),
        ("document: {id: note}\nclaims: &a []\n", "line 2, column 9"),
        ("document: {id: note}\nclaims:\n  - id: a\n    note: |\n      x", "folded text"),
        ("", "no fact file"),
        ("- a\n", "no fact file"),
        ("document: {id: note}\nx: \x01", "U+0001"),
    ],
)
def test_what_stands_in_the_way_is_told(text, told):
    """A file that cannot be added to says why, and where."""
    with pytest.raises(WriteError) as error:
        writer.insert_claims(text, "note", [SHARE])
    assert told in error.value.message
    assert error.value.hint


def test_drafts_with_odd_keys_or_signs_are_refused():
    """A key that no claim has, a character that no fact file holds, a draft of nothing."""
    old = LAYOUTS["a list"]
    for draft in (
        ClaimDraft({"figur": "3"}),
        ClaimDraft({"figure": "3\x00"}),
        ClaimDraft({"figure": "\ud800"}),
        ClaimDraft({}),
        ClaimDraft({"note": "x" * 20_001}),
    ):
        with pytest.raises(WriteError):
            writer.insert_claims(old, "note", [draft])
    assert writer.insert_claims(old, "note", []) == old


# --- the door ------------------------------------------------------------------------------


def added(text):
    return writer.insert_claims(text, "note", [SHARE])


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "facts" / "note.yaml"
    path.parent.mkdir()
    path.write_bytes(LAYOUTS["CRLF"].encode())
    return path


def test_a_file_is_written_whole_and_keeps_its_mode(note):
    """What was there stays, line ends too; the mode as well, and nothing is left beside it."""
    note.chmod(0o640)
    written = writer.rewrite(note.parent, note, added)
    assert note.read_bytes().decode() == written.after == added(written.before)
    assert stat.S_IMODE(note.stat().st_mode) == 0o640
    assert [path.name for path in note.parent.iterdir()] == ["note.yaml"]


def test_a_dry_run_writes_nothing(note):
    """What would be written is told, and the file is not touched."""
    before = note.stat()
    written = writer.rewrite(note.parent, note, added, dry=True)
    assert written.after != written.before
    after = note.stat()
    # that it was read may show
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_new_file_is_made_with_its_folder(note):
    """A document that has no file yet gets one."""
    path = note.parent / "documents" / "new.yaml"
    writer.rewrite(note.parent, path, lambda text: text + "document: {id: new}\n")
    assert path.read_text() == "document: {id: new}\n"


def test_links_are_not_followed_out_of_the_facts(note, tmp_path):
    """A link out of the folder is refused; one within it is followed and stays a link."""
    outside = tmp_path / "outside.yaml"
    outside.write_text(LAYOUTS["a list"])
    (note.parent / "out.yaml").symlink_to(outside)
    (note.parent / "in.yaml").symlink_to("note.yaml")
    with pytest.raises(WriteError, match="out of the folder"):
        writer.rewrite(note.parent, note.parent / "out.yaml", added)
    assert outside.read_text() == LAYOUTS["a list"]
    writer.rewrite(note.parent, note.parent / "in.yaml", added)
    assert (note.parent / "in.yaml").is_symlink()
    assert b"26.7%" in note.read_bytes()


def test_what_somebody_else_wrote_meanwhile_stays(note):
    """A file that changed since it was read is left as it is."""

    def slow(text):
        note.write_text("document: {id: theirs}\n")
        return added(text)

    with pytest.raises(WriteError, match="meanwhile"):
        writer.rewrite(note.parent, note, slow)
    assert note.read_text() == "document: {id: theirs}\n"
    assert [path.name for path in note.parent.iterdir()] == ["note.yaml"]


def test_an_interrupt_leaves_the_file_as_it_was(note, monkeypatch):
    """Ctrl-C in the middle of writing: nothing is written, nothing left behind."""

    def interrupted(number):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        writer.rewrite(note.parent, note, added)
    assert note.read_bytes().decode() == LAYOUTS["CRLF"]
    assert [path.name for path in note.parent.iterdir()] == ["note.yaml"]


def test_what_is_no_plain_text_file_is_refused(note):
    """A folder, or bytes that are no UTF-8."""
    (note.parent / "folder.yaml").mkdir()
    (note.parent / "gbk.yaml").write_bytes("云".encode("gbk"))
    for name in ("folder.yaml", "gbk.yaml"):
        with pytest.raises(WriteError):
            writer.rewrite(note.parent, note.parent / name, added)


SUPERSEDING = """\
document: {id: n, title: N, published: 2024}   # later
claims:
  - id: block   # the first
    entity: a
    figure: 1
  - {id: braces, entity: a, figure: 2}
  - source: x
    claims:
      - id: one
        supersedes: m/one
        figure: 3
      - {id: list, supersedes: [m/a, m/b], figure: 4}
      - id: dashes
        supersedes:
          - m/a
          - "m/b"   # twice
        figure: 5
"""


def test_claims_that_stand_supersede_more():
    """In braces or not, in a group, beside nothing, one or several: all else stays."""
    for stop in ("\n", "\r\n"):
        before = SUPERSEDING.replace("\n", stop)
        after = supersede(before, {number: ["k/x", "k/y"] for number in range(5)})
        changes = {
            "# the first": f"# the first{stop}    supersedes: [k/x, k/y]",
            "{id: braces": "{id: braces, supersedes: [k/x, k/y]",
            "supersedes: m/one": "supersedes: [m/one, k/x, k/y]",
            "[m/a, m/b]": "[m/a, m/b, k/x, k/y]",
            '"m/b"': f'"m/b"{stop}          - k/x{stop}          - k/y',
        }
        expected = before
        for old, new in changes.items():
            assert before.count(old) == 1
            expected = expected.replace(old, new)
        assert after == expected
        assert supersede(after, {3: ["k/x"]}) == after
    starts = [(3, 5), (6, 5), (9, 9), (12, 9), (13, 9)]
    assert claim_starts("\ufeff" + SUPERSEDING) == starts
