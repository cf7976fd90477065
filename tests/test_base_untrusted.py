"""A `cloudkb.db` that somebody made up, damaged or put something else in the place of."""

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

import generate
import hostile
from cloudkb import base
from cloudkb.base import BaseError, Location
from cloudkb.store import header
from cloudkb.store.header import open_base
from cloudkb.store.sqlite_schema import SchemaError, expected
from test_base import ONE, edit, figures, fill, git, says, super_journal, unlike_facts, write

RIGHT = {"one/a": "10亿元", "one/b": "20亿元", "two/a": "11亿元"}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a vocabulary, two documents and their base, as it comes from a clone."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CLOUDKB_FACTS", raising=False)
    root = fill(tmp_path / "repo")
    base.build(base.locate(start=root))
    shutil.rmtree(root / ".cloudkb")
    return root


def forge(root: Path, script: str) -> Location:
    """Change the base by SQL and let it say that nobody did."""
    hostile._rewritten(hostile.Place(root, root), script)
    return base.locate(start=root)


def complaint(location: Location, locked: bool = True) -> str:
    (finding,) = base.findings(location, locked=locked).findings
    assert finding.rule == "stale-base"
    return finding.message


# --- what a schema holds runs nothing ------------------------------------------------------


@pytest.mark.parametrize("name", hostile.SCHEMAS)
def test_a_schema_of_others_is_never_asked(repo: Path, name: str) -> None:
    """What cloudkb did not make, view, trigger, column or index, makes a base unusable."""
    location = forge(repo, hostile.SCHEMAS[name])
    with pytest.raises(sqlite3.DatabaseError):
        open_base(location.db)
    assert "damaged" in complaint(location)
    assert figures(location, locked=True) == RIGHT
    assert figures(location) == RIGHT
    assert unlike_facts(location) == ()
    assert base.build(location).fresh


@pytest.mark.parametrize("name", [name for name in hostile.SCHEMAS if "trigger" in name])
def test_no_trigger_runs_when_a_base_is_patched(repo: Path, name: str) -> None:
    """After an edit of one file a base with triggers is made anew, not patched."""
    location = forge(repo, hostile.SCHEMAS[name])
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    assert figures(location)["one/a"] == "12亿元"
    assert says(repo, "canonical") == "1"
    assert unlike_facts(location) == ()


def test_the_layout_says_what_is_written(repo: Path) -> None:
    """A base that was built holds just what the layout describes; all else is named."""
    opened = open_base(repo / "cloudkb.db")
    assert len(opened.execute("SELECT 1 FROM sqlite_master").fetchall()) == len(expected())
    opened.close()
    forge(repo, "CREATE TRIGGER oddly AFTER INSERT ON claims BEGIN SELECT 1; END")
    with pytest.raises(SchemaError, match="its trigger oddly is not as cloudkb makes it"):
        open_base(repo / "cloudkb.db")
    forge(repo, "DROP TRIGGER oddly; DROP INDEX idx_claims_scope")
    with pytest.raises(SchemaError, match="its index idx_claims_scope is missing or changed"):
        open_base(repo / "cloudkb.db")


def test_a_question_without_end_is_stopped(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a question go on and on all the same, its steps are counted."""
    monkeypatch.setattr(header, "_STEPS", 3)
    opened = open_base(repo / "cloudkb.db")
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        opened.execute(f"{hostile.ENDLESS} SELECT count(*) FROM n").fetchone()
    opened.close()


def test_a_base_replaced_while_it_is_opened(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is opened is what was looked at: a base that is exchanged in between is not used."""
    location = base.locate(start=repo)
    connect = sqlite3.connect

    def exchange(*arguments: object, **options: object) -> sqlite3.Connection:
        monkeypatch.setattr(sqlite3, "connect", connect)
        shutil.copy(location.db, repo / "other")
        (repo / "other").replace(location.db)
        return connect(*arguments, **options)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", exchange)
    with pytest.raises(sqlite3.DatabaseError, match="replaced while it was opened"):
        open_base(location.db)


# --- what it says --------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in hostile.ROWS if name != "part of itself"])
def test_forged_rows_are_found_and_mended(repo: Path, name: str) -> None:
    """Rows that do not follow from the facts are named when locked, and `build` mends them."""
    location = forge(repo, hostile.ROWS[name])
    assert "stale-base" in {each.rule for each in base.findings(location, locked=True).findings}
    result = base.build(location)
    assert not result.fresh
    assert unlike_facts(location) == ()
    assert base.build(location).fresh


def roots(root: Path) -> dict[str, int]:
    connection = sqlite3.connect(root / "cloudkb.db")
    rows = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
    found = {str(name): int(page) for name, page in rows}
    connection.close()
    return found


def test_damage_of_any_table_or_index_is_found_and_mended(repo: Path) -> None:
    """A page emptied in any table or index, or changed, passes nobody who is locked."""
    location = base.locate(start=repo)
    whole = location.db.read_bytes()
    for turn, (name, page) in enumerate(roots(repo).items()):
        start = (page - 1) * 4096
        cells = int.from_bytes(whole[start + 3 : start + 5])
        if not cells:
            continue
        last = int.from_bytes(whole[start + 5 : start + 7])
        damages = (
            hostile._put(whole, start + 3, bytes(2)),
            hostile._put(whole, start, bytes(4096)),
            hostile._put(whole, start + last + 3, b"\xa5\xa5"),
        )
        for damage in damages:
            location.db.write_bytes(damage)
            assert complaint(location), name
        # all are found; each is mended in a third of the tables
        location.db.write_bytes(damages[turn % 3])
        assert not base.build(location).fresh, name
        assert location.db.read_bytes() == whole, name


@pytest.mark.parametrize(
    "script",
    [
        "DELETE FROM claims_search_data WHERE id = 1",
        "DELETE FROM claims_search_docsize WHERE id = 1",
        "UPDATE claims_search_docsize SET sz = x'09090909090909' WHERE id = 2",
        "UPDATE claims_search_config SET v = 99",
        "INSERT INTO claims_search(claims_search) VALUES ('delete-all')",
        "INSERT INTO claims_search(claims_search) VALUES ('rebuild')",
        "INSERT INTO claims_search(rowid, note) VALUES (2, 'zebra')",
    ],
)
def test_a_search_index_that_lies_is_found(repo: Path, script: str) -> None:
    """The search index is compared word by word, and by looking the words up."""
    location = forge(repo, script)
    assert complaint(location)
    assert not base.build(location).fresh
    assert unlike_facts(location) == ()


def test_words_that_are_held_but_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a word's page is not led to, the index holds it and a search misses it."""
    monkeypatch.delenv("CI", raising=False)
    generate.write(tmp_path / "facts", 600, 3)
    base.build(base.locate(start=tmp_path))
    location = forge(tmp_path, "DELETE FROM claims_search_idx")
    found = base.findings(location, locked=True).findings
    (stale,) = (each.message for each in found if each.rule == "stale-base")
    assert stale.startswith("this base does not say what the facts say: the search index differs: ")
    assert not base.build(location).fresh


def test_a_patched_base_is_like_one_made_anew(repo: Path) -> None:
    """Rows written in another order, with other numbers, are no difference."""
    location = base.locate(start=repo)
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    edit(repo, "facts/documents/one.yaml", "20亿元", "20亿元, note: more 说明")
    base.open(location, locked=False).close()
    assert says(repo, "canonical") == "0"
    assert base.findings(location, locked=True).findings == ()


def test_a_clone_is_compared_once(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`build` reads the facts to judge a base it did not write, and remembers the answer."""
    location = base.locate(start=repo)
    assert base.build(location).fresh
    monkeypatch.setattr("cloudkb.base.refresh.in_memory", lambda *_: pytest.fail("read again"))
    assert base.build(location).fresh


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_what_lies_beside_a_base(repo: Path, tmp_path: Path, ending: str) -> None:
    """A journal beside a base is not played back, is told of, and goes with the next build."""
    victim = write(tmp_path, "victim", "precious")
    beside = repo / f"cloudkb.db{ending}"
    beside.write_bytes(super_journal(str(victim)))
    location = base.locate(start=repo)
    assert figures(location) == RIGHT
    assert "a journal lies beside this base" in complaint(location)
    assert not base.build(location).fresh
    assert victim.exists()
    assert not beside.exists()


# --- what is no base at all ----------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["a link", "a named pipe", "a folder", "a device", "a file"])
def test_only_a_base_or_nothing_may_stand_there(repo: Path, tmp_path: Path, kind: str) -> None:
    """What is no plain file, or not ours, is refused by name, neither opened nor replaced."""
    path = repo / "cloudkb.db"
    path.unlink()
    if kind == "a link":
        path.symlink_to(write(tmp_path, "precious", "precious"))
    elif kind == "a named pipe":
        os.mkfifo(path)
    elif kind == "a folder":
        path.mkdir()
    elif kind == "a file":
        path.write_bytes(b"\0" * 100 + b"a diary")
    else:
        try:
            os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("devices are made by root alone")
    said = "not a base of cloudkb" + ("" if kind == "a file" else f" but {kind}")
    before = os.lstat(path)
    location = base.locate(start=repo)
    for command in (base.open, base.build):
        with pytest.raises(BaseError, match=f"is {said}, and is left alone") as caught:
            command(location)  # type: ignore[operator]
        assert "move it away" in caught.value.hint
    assert complaint(location, locked=False) == f"this is {said}"
    assert os.lstat(path) == before
    if kind != "a file":
        with pytest.raises(BaseError, match=f"named by --db, is {kind}"):
            base.locate(start=repo, db=str(path))


@pytest.mark.parametrize(
    "content",
    [b"S", b"SQLite", b"SQLite format 3\0", b"\0", b"\0" * 99 + b"x", b"\0" * 5000 + b"x"],
)
def test_files_that_begin_like_a_base(repo: Path, content: bytes) -> None:
    """Few bytes in common with a base do not make a file ours to write over."""
    location = base.locate(start=repo)
    location.db.write_bytes(content)
    if content.strip(b"\0"):
        with pytest.raises(BaseError, match="is not a base of cloudkb"):
            base.build(location)
        assert location.db.read_bytes() == content
    else:
        base.build(location)


def test_a_hostile_clone_is_answered(repo: Path, tmp_path: Path) -> None:
    """From `git clone` to an answer, with an endless view in the committed base."""
    forge(repo, hostile.SCHEMAS["endless base"])
    git(repo, "init", "-q")
    git(repo, "add", "-f", ".")
    git(repo, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", str(repo), "clone")
    location = base.locate(start=tmp_path / "clone")
    assert figures(location, locked=True) == RIGHT
    assert "is missing or changed" in complaint(location)
    assert ONE in (tmp_path / "clone" / "facts" / "documents" / "one.yaml").read_text("utf-8")
