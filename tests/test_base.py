"""Finding the facts, knowing when the base is stale, and bringing it up to date."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cloudkb import base
from cloudkb.base import BaseError, Location, code_stamps, memory, reasoned, refresh
from cloudkb.base.pipeline import FileReading
from cloudkb.base.scan import scan
from cloudkb.check.answers import judging
from cloudkb.model import Facts
from cloudkb.store.equivalence import differences
from cloudkb.store.header import State, state
from hostile import super_journal

TOP = Path(__file__).parent.parent

NAMES = """\
entities:
  aliyun: {name: Alibaba Cloud, name_zh: 阿里云, kind: provider}
  azure: {name: Azure, kind: provider}
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
"""

ONE = """\
document: {id: one, title: 第一篇, published: 2024-01-15, currency: CNY}
claims:
  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 10亿元}
  - {id: b, entity: azure, metric: revenue, period: 2023, figure: 20亿元}
"""

TWO = """\
document: {id: two, title: Second, published: 2024-02-15, currency: CNY}
claims:
  - {id: a, entity: aliyun, metric: revenue, period: 2023, figure: 11亿元, supersedes: one/a}
"""


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a vocabulary and two documents."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("CLOUDKB_FACTS", raising=False)
    return fill(tmp_path / "my 事实 repo")


def fill(root: Path) -> Path:
    write(root, "facts/names.yaml", NAMES)
    write(root, "facts/documents/one.yaml", ONE)
    write(root, "facts/documents/two.yml", TWO)
    return root


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def figures(location: Location, locked: bool = False) -> dict[str, str]:
    opened = base.open(location, locked=locked)
    try:
        rows = opened.connection.execute("SELECT id, figure FROM claims ORDER BY id")
        return {row["id"]: row["figure"] for row in rows}
    finally:
        opened.close()


def says(root: Path, key: str) -> str:
    connection = sqlite3.connect(root / "cloudkb.db")
    try:
        return str(connection.execute("SELECT value FROM base WHERE key = ?", (key,)).fetchone()[0])
    finally:
        connection.close()


def unlike_facts(location: Location) -> tuple[str, ...]:
    """How the base on disk differs from one made anew in memory."""
    truth, _ = refresh.in_memory(location, scan(location))
    ours = sqlite3.connect(location.db)
    try:
        assert ours.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return differences(ours, truth)
    finally:
        ours.close()
        truth.close()


# --- where ---------------------------------------------------------------------------------


def test_found_from_below(repo: Path) -> None:
    """From any folder of a repository, its facts and base are found."""
    location = base.locate(start=repo / "facts" / "documents")
    assert location == Location(repo, repo / "facts", repo / "cloudkb.db", repo / ".cloudkb", False)


def test_named_folders(repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--facts goes before CLOUDKB_FACTS, and that before the folder one is in; --db is apart."""
    other = tmp_path / "other"
    write(other, "data/names.yaml", NAMES)
    assert base.locate(facts=str(other / "data"), start=repo).root == other
    monkeypatch.setenv("CLOUDKB_FACTS", str(other / "data"))
    assert base.locate(start=repo).facts == other / "data"
    assert base.locate(facts=str(repo), start=other).facts == repo / "facts"
    assert base.locate(start=repo, db=str(tmp_path / "x.db")).db == tmp_path / "x.db"
    monkeypatch.delenv("CLOUDKB_FACTS")
    assert base.locate(start=tmp_path, db=str(repo / "y.db")).facts == repo / "facts"


def test_an_empty_facts_folder_is_not_it(repo: Path) -> None:
    """A folder that happens to be called facts, without fact files or base, is passed by."""
    (repo / "deep" / "facts").mkdir(parents=True)
    write(repo, "deep/facts/.hidden.yaml", NAMES)
    assert base.locate(start=repo / "deep").root == repo


def test_nothing_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no facts, that is said, with what to do."""
    monkeypatch.setattr("cloudkb.base.location.__file__", str(tmp_path / "a" / "b" / "c.py"))
    with pytest.raises(BaseError, match="no folder") as caught:
        base.locate(start=tmp_path)
    assert "cloudkb init" in caught.value.hint
    with pytest.raises(BaseError, match="is not there"):
        base.locate(facts=str(tmp_path / "nowhere"))
    file = write(tmp_path, "file", "")
    with pytest.raises(BaseError, match="is not a folder"):
        base.locate(facts=str(file))


def test_shipped_facts_answer_and_are_never_written(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outside any repository the facts inside the package answer; nothing is written there."""
    base.build(base.locate(start=repo))
    shipped = tmp_path / "site" / "shipped"
    shutil.copytree(repo / "facts", shipped / "facts")
    shutil.copy(repo / "cloudkb.db", shipped)
    here = tmp_path / "site" / "base" / "location.py"
    monkeypatch.setattr("cloudkb.base.location.__file__", str(here))
    (tmp_path / "empty").mkdir()
    location = base.locate(start=tmp_path / "empty")
    assert location.shipped
    before = sorted(shipped.rglob("*"))
    assert figures(location)["one/a"] == "10亿元"
    assert base.findings(location).findings == ()
    (shipped / "cloudkb.db").unlink()
    assert figures(location)["one/a"] == "10亿元"
    assert sorted(shipped.rglob("*")) == [path for path in before if path.name != "cloudkb.db"]


# --- which files ---------------------------------------------------------------------------


def test_hidden_and_other_files_are_passed_over(repo: Path) -> None:
    """Hidden names and other kinds of files are no facts; both endings are."""
    for name in ("facts/.x.yaml", "facts/.git/y.yaml", "facts/notes.md", "facts/z.yaml~"):
        write(repo, name, "broken: [")
    found = scan(base.locate(start=repo))
    assert list(found.entries) == [
        "facts/documents/one.yaml",
        "facts/documents/two.yml",
        "facts/names.yaml",
    ]
    assert found.findings == ()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_links_out_of_the_folder(repo: Path, tmp_path: Path) -> None:
    """Links that leave the folder, lead nowhere or are folders are findings, never followed."""
    write(tmp_path, "secret.yaml", ONE.replace("one", "secret"))
    (repo / "facts" / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (repo / "facts" / "nowhere.yaml").symlink_to(tmp_path / "nothing.yaml")
    (repo / "facts" / "loop").symlink_to(repo / "facts")
    (repo / "facts" / "inside.yaml").symlink_to("documents/one.yaml")
    os.mkfifo(repo / "facts" / "pipe.yaml")
    (repo / "facts" / "folder.yaml").mkdir()
    found = scan(base.locate(start=repo))
    assert "facts/inside.yaml" in found.entries
    assert "facts/out.yaml" not in found.entries
    refused = {finding.place.file: finding for finding in found.findings}
    assert {finding.rule for finding in found.findings} == {"limit"}
    assert sorted(refused) == [
        "facts/loop",
        "facts/nowhere.yaml",
        "facts/out.yaml",
        "facts/pipe.yaml",
    ]
    assert refused["facts/out.yaml"].message == (
        "this link leaves the folder of facts and is not followed"
    )


def test_names_in_any_script(repo: Path) -> None:
    """Spaces, Chinese and decomposed letters in paths are found again by the path that is told."""
    name = unicodedata.normalize("NFD", "facts/documents/é 阿里云 #1?.yaml")
    write(repo, name, ONE.replace("id: one", "id: third"))
    location = base.locate(start=repo)
    assert figures(location)["third/a"] == "10亿元"
    for path in scan(location).entries:
        assert (repo / path).exists()
    assert unlike_facts(location) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text(repo: Path) -> None:
    """A file name that is not UTF-8 is a finding, and costs that file alone."""
    (repo / "facts").joinpath(os.fsdecode(b"\xff.yaml")).write_text(ONE, encoding="utf-8")
    checked = base.findings(base.locate(start=repo))
    assert [finding.message for finding in checked.findings if finding.rule == "limit"] == [
        "the file's name is not UTF-8"
    ]
    assert len(checked.facts.claims) == 3


def test_files_too_large_are_not_read(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is a finding and is not read."""
    monkeypatch.setattr("cloudkb.base.scan.MAX_FILE", 1_000)
    write(repo, "facts/large.yaml", "#" * 1_001)
    found = scan(base.locate(start=repo))
    assert [(finding.rule, finding.place.file) for finding in found.findings] == [
        ("limit", "facts/large.yaml")
    ]
    assert len(found.entries) == 3


@pytest.fixture
def deep(repo: Path) -> Iterator[Path]:
    """A repository with facts three folders down, and 1,500 empty folders inside each other."""
    write(repo, "facts/a/b/c/deep.yaml", ONE.replace("id: one", "id: deep"))
    made = os.open(repo / "facts" / "a", os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("d", dir_fd=made)
        inner = os.open("d", os.O_RDONLY, dir_fd=made)
        os.close(made)
        made = inner
    os.close(made)
    yield repo
    # deeper than shutil, and so pytest, can clear away
    subprocess.run(["rm", "-r", str(repo / "facts" / "a" / "d")], check=True)


@pytest.mark.skipif(os.name == "nt", reason="folders of POSIX")
@pytest.mark.parametrize("command", ["findings", "open", "build"])
def test_folders_nested_without_end_are_left(deep: Path, command: str) -> None:
    """1,500 folders inside each other are one finding; facts beside and above them are read."""
    location = base.locate(start=deep)
    if command == "findings":
        checked = base.findings(location, locked=False)
        (finding,) = [one for one in checked.findings if one.rule == "limit"]
        assert finding.place.file == "facts/a" + "/d" * 50
        assert finding.message == "folders nested deeper than 50 are not looked into"
        assert len(checked.facts.claims) == 5
    elif command == "open":
        assert figures(location)["deep/a"] == "10亿元"
    else:
        assert base.build(location).files == 4


# --- fresh or not --------------------------------------------------------------------------


def test_build_twice(repo: Path) -> None:
    """A second build has nothing to do and changes no byte; a forced one gives the same bytes."""
    location = base.locate(start=repo)
    first = base.build(location)
    assert first == base.BuildResult(repo / "cloudkb.db", False, 3, 3, 0)
    content = location.db.read_bytes()
    assert base.build(location) == first._replace(fresh=True)
    assert not base.build(location, force=True).fresh
    assert location.db.read_bytes() == content


def test_clones_build_the_same_bytes(repo: Path, tmp_path: Path) -> None:
    """The same facts elsewhere, with other times, give the same base."""
    base.build(base.locate(start=repo))
    clone = fill(tmp_path / "clone")
    for path in clone.rglob("*.y*ml"):
        os.utime(path, (1_000_000, 1_000_000))
    base.build(base.locate(start=clone))
    assert (clone / "cloudkb.db").read_bytes() == (repo / "cloudkb.db").read_bytes()


def test_a_clone_with_its_base_is_fresh(repo: Path, tmp_path: Path) -> None:
    """A base that comes with its facts is fresh on a machine that remembers nothing."""
    base.build(base.locate(start=repo))
    clone = tmp_path / "clone"
    shutil.copytree(repo, clone, ignore=shutil.ignore_patterns(".cloudkb"))
    before = (clone / "cloudkb.db").stat().st_mtime_ns
    assert base.build(base.locate(start=clone)).fresh
    assert figures(base.locate(start=clone))["two/a"] == "11亿元"
    assert (clone / "cloudkb.db").stat().st_mtime_ns == before


EDITS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a figure": (lambda r: edit(r, "facts/documents/one.yaml", "10亿元", "12亿元"), "0"),
    "a claim more": (
        lambda r: edit(
            r,
            "facts/documents/one.yaml",
            "claims:\n",
            "claims:\n  - {id: c, entity: azure, says: More., source: aliyun}\n",
        ),
        "0",
    ),
    "a title": (lambda r: edit(r, "facts/documents/one.yaml", "第一篇", "头一篇"), "0"),
    "a broken claim": (
        lambda r: edit(r, "facts/documents/two.yml", "entity: aliyun", "entity: nobody"),
        "0",
    ),
    "a claim others refer to": (
        lambda r: edit(r, "facts/documents/one.yaml", "id: a,", "id: z,"),
        "1",
    ),
    "a reference to nothing": (
        lambda r: edit(r, "facts/documents/two.yml", "one/a", "one/nothing"),
        "1",
    ),
    "a name": (lambda r: edit(r, "facts/names.yaml", "阿里云", "阿里"), "1"),
    "a document's id": (lambda r: edit(r, "facts/documents/two.yml", "id: two", "id: deux"), "1"),
    "a vocabulary in a document": (
        lambda r: write(
            r,
            "facts/documents/one.yaml",
            ONE + "entities:\n  gcp: {name: Google Cloud, kind: provider}\n",
        ),
        "1",
    ),
    "a new file": (
        lambda r: write(r, "facts/documents/three.yaml", ONE.replace("id: one", "id: three")),
        "1",
    ),
    "a file gone": (lambda r: (r / "facts/documents/two.yml").unlink(), "1"),
    "a file renamed": (
        lambda r: (r / "facts/documents/two.yml").rename(r / "facts/documents/2.yaml"),
        "1",
    ),
    "a file no longer YAML": (lambda r: write(r, "facts/documents/one.yaml", "claims: ["), "1"),
}


@pytest.mark.parametrize("name", EDITS)
def test_edits_reach_the_base(repo: Path, name: str) -> None:
    """After any edit the base says what a build from nothing says; `build` makes it canonical."""
    location = base.locate(start=repo)
    base.build(location)
    change, canonical = EDITS[name]
    change(repo)
    base.open(location, locked=False).close()
    assert unlike_facts(location) == ()
    assert says(repo, "canonical") == canonical
    base.build(location)
    assert says(repo, "canonical") == "1"
    assert unlike_facts(location) == ()


def test_what_was_broken_comes_right(repo: Path) -> None:
    """A broken fact is left out and told of; repaired, it answers again."""
    location = base.locate(start=repo)
    base.build(location)
    edit(repo, "facts/documents/one.yaml", "entity: azure", "entity: asure")
    opened = base.open(location, locked=False)
    assert opened.broken == 1
    assert "cloudkb validate" in opened.talk[0]
    opened.close()
    edit(repo, "facts/documents/two.yml", "11亿元", "13亿元")
    assert figures(location) == {"one/a": "10亿元", "two/a": "13亿元"}
    edit(repo, "facts/documents/one.yaml", "asure", "azure")
    assert figures(location)["one/b"] == "20亿元"
    assert unlike_facts(location) == ()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 3),
            st.lists(
                st.tuples(
                    st.integers(0, 3),
                    st.sampled_from(["aliyun", "azure", "nobody"]),
                    st.sampled_from(["", "one/a", "d1/c1", "d2/c0"]),
                ),
                max_size=3,
            ),
        ),
        max_size=5,
    )
)
def test_any_sequence_of_edits(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, list[tuple[int, str, str]]]]
) -> None:
    """Whatever is edited in whatever order, the base always says what a build from nothing says."""
    root = fill(tmp_path_factory.mktemp("edits"))
    location = base.locate(start=root)
    for file, claims in steps:
        lines = [f"document: {{id: d{file}, title: T, published: 2024-01-15, currency: CNY}}"]
        lines += ["claims:"] if claims else []
        for number, entity, other in claims:
            more = f", supersedes: {other}" if other else ""
            lines.append(
                f"  - {{id: c{number}, entity: {entity}, metric: revenue, period: 2023,"
                f" figure: {len(lines)}亿元{more}}}"
            )
        write(root, f"facts/documents/d{file}.yaml", "\n".join(lines) + "\n")
        base.open(location, locked=False).close()
        assert unlike_facts(location) == ()


# --- a base that cannot be used as it is ---------------------------------------------------


def test_cut_short_empty_or_gone(repo: Path) -> None:
    """A base that is damaged, empty or gone is made again."""
    location = base.locate(start=repo)
    base.build(location)
    whole = location.db.read_bytes()
    for left in (b"", whole[:80], whole[:5000], bytes(len(whole))):
        location.db.write_bytes(left)
        assert figures(location)["one/a"] == "10亿元"
        assert location.db.read_bytes() == whole
    location.db.unlink()
    assert figures(location)["one/a"] == "10亿元"


def test_damage_inside_is_mended_by_build(repo: Path) -> None:
    """A page of noise in the middle of the base is noticed by build."""
    location = base.locate(start=repo)
    base.build(location)
    whole = location.db.read_bytes()
    location.db.write_bytes(whole[:8192] + b"\xff" * 4096 + whole[12288:])
    assert not base.build(location).fresh
    assert location.db.read_bytes() == whole


def test_written_by_another_program(repo: Path) -> None:
    """A figure changed with sqlite3 by hand does not survive the next command."""
    location = base.locate(start=repo)
    base.build(location)
    other = sqlite3.connect(location.db)
    other.execute("UPDATE claims SET figure = '99亿元'")
    other.commit()
    other.close()
    checked = base.findings(location, locked=False)
    assert [finding.message for finding in checked.findings] == [
        "this base was changed by another program"
    ]
    assert figures(location)["one/a"] == "10亿元"


@pytest.mark.parametrize("content", [b"<<<<<<< HEAD\n", b"version https://git-lfs\n"])
def test_somebody_elses_file_is_left_alone(repo: Path, content: bytes) -> None:
    """What is not a base of cloudkb is never written over; it is said what to do."""
    location = base.locate(start=repo)
    location.db.write_bytes(content)
    for command in (base.open, base.build):
        with pytest.raises(BaseError, match="is not a base of cloudkb") as caught:
            command(location)  # type: ignore[operator]
        assert "--db" in caught.value.hint
    assert location.db.read_bytes() == content
    checked = base.findings(location)
    assert [finding.rule for finding in checked.findings] == ["stale-base"]


def test_a_base_of_a_newer_version(repo: Path) -> None:
    """A newer base is never overwritten by answering; the facts answer instead."""
    location = base.locate(start=repo)
    base.build(location)
    whole = location.db.read_bytes()
    newer = whole[:60] + (10_000).to_bytes(4) + whole[64:]
    location.db.write_bytes(newer)
    opened = base.open(location, locked=False)
    assert opened.in_memory
    assert "newer cloudkb" in opened.talk[0]
    opened.close()
    with pytest.raises(BaseError, match="newer"):
        base.build(location)
    assert location.db.read_bytes() == newer
    base.build(location, force=True)
    assert location.db.read_bytes() == whole


# --- locked, read-only, full ---------------------------------------------------------------


def test_locked_answers_from_memory(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked, which CI is by default, a stale base stays as it is and the answer is new."""
    location = base.locate(start=repo)
    base.build(location)
    whole = location.db.read_bytes()
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    assert figures(location, locked=True)["one/a"] == "12亿元"
    monkeypatch.setenv("CI", "true")
    opened = base.open(location)
    assert opened.in_memory
    opened.close()
    assert location.db.read_bytes() == whole
    monkeypatch.setenv("CI", "false")
    base.open(location).close()
    assert location.db.read_bytes() != whole


def test_a_place_that_cannot_be_written(repo: Path) -> None:
    """Where nothing can be written the answer comes from memory, with one line about it."""
    (repo / ".cloudkb").write_text("in the way", encoding="utf-8")
    location = base.locate(start=repo)
    opened = base.open(location, locked=False)
    assert opened.in_memory
    assert len(opened.talk) == 1
    assert "could not be written" in opened.talk[0]
    opened.close()
    assert not location.db.exists()
    with pytest.raises(BaseError, match="could not be written"):
        base.build(location)


LIMITED = """\
import resource, signal, sys
from pathlib import Path
from typing import Any
from cloudkb import base
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
location = base.locate(start=Path(sys.argv[1]))
opened = base.open(location, locked=False)
print(opened.in_memory, opened.connection.execute("SELECT count(*) FROM claims").fetchone()[0])
print(opened.talk)
try:
    base.build(location)
except base.BaseError as error:
    print(error.message)
"""


@pytest.mark.skipif(os.name == "nt", reason="needs limits of POSIX")
def test_a_full_disk(repo: Path) -> None:
    """When the disk takes no more, answers come from memory and the old base stays whole."""
    location = base.locate(start=repo)
    base.build(location)
    whole = location.db.read_bytes()
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(repo)], capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0] == "True 3"
    assert "could not be written" in lines[1]
    assert "could not be written" in lines[2]
    assert location.db.read_bytes() == whole
    assert not list(location.cache.glob("building-*"))


# --- what the machine remembers ------------------------------------------------------------


def old_files(root: Path) -> None:
    """Let all fact files look long untouched (their inode times are new all the same)."""
    for path in root.rglob("*.y*ml"):
        os.utime(path, (1_000_000_000, 1_000_000_000))


def remembered(location: Location) -> dict[str, list[object]]:
    path = location.cache / "files.json"
    if not path.exists():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    files: dict[str, list[object]] = content["files"]
    return files


def test_fresh_files_are_read_again(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash is believed only of files that were at rest for two seconds when it was noted."""
    location = base.locate(start=repo)
    old_files(repo)
    base.open(location, locked=False).close()
    assert remembered(location) == {}
    monkeypatch.setattr(memory, "_RACY", -1_000_000_000)
    base.open(location, locked=False).close()
    assert len(remembered(location)) == 3


def test_a_file_that_goes_as_soon_as_it_came_is_gone(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One too young to be remembered, beside others that are, is missed when it is deleted."""
    location = base.locate(start=repo)
    young = write(repo, "facts/documents/three.yaml", ONE.replace("id: one", "id: three"))
    now = young.stat().st_ctime_ns + memory._RACY - 1
    monkeypatch.setattr(memory.time, "time_ns", lambda: now)
    assert "three/a" in figures(location)
    assert len(remembered(location)) == 3
    young.unlink()
    assert figures(location).keys() == {"one/a", "one/b", "two/a"}


def held(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_place_that_is_looked_at_is_not_written(repo: Path) -> None:
    """Neither base nor .cloudkb: the process alone remembers, and sees every change."""
    location = base.locate(start=repo).looked_at()
    before = held(repo)
    for print_ in ("10亿元", "12亿元", "10亿元"):
        edit(repo, "facts/documents/one.yaml", figures(location)["one/a"], print_)
        for _ in range(2):
            assert figures(location)["one/a"] == print_
            assert base.check(location).claims == 3
            assert base.verdicts_of(location, ["one/a"])["one/a"] is not None
    assert held(repo) == before


def test_files_that_are_supposed_are_read_in_place_of_those_there(repo: Path) -> None:
    """A changed file and a new one answer as if they stood there, and nothing is written."""
    place = base.locate(start=repo)
    before = held(repo)
    one = (
        (repo / "facts/documents/one.yaml")
        .read_bytes()
        .replace("10亿元".encode(), "12亿元".encode())
    )
    new = ONE.replace("id: one", "id: three").encode()
    supposed = place.supposing({"facts/documents/one.yaml": one, "facts/documents/three.yaml": new})
    found = figures(supposed)
    assert (found["one/a"], found["three/a"], found["two/a"]) == ("12亿元", "10亿元", "11亿元")
    assert base.check(supposed).claims == 5
    assert figures(place.looked_at())["one/a"] == "10亿元"
    assert held(repo) == before


def test_an_unchanged_base_is_not_read_again(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once remembered, no fact file is opened, only looked at."""
    monkeypatch.setattr(memory, "_RACY", -1_000_000_000)
    location = base.locate(start=repo)
    base.open(location, locked=False).close()

    def refuse(*_: object) -> bytes:
        raise AssertionError("a file was read")

    monkeypatch.setattr(refresh, "read_bytes", refuse)
    assert figures(location)["one/a"] == "10亿元"


def test_same_size_and_time_but_other_text(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit that keeps size and modification time is noticed by the inode's own time."""
    monkeypatch.setattr(memory, "_RACY", -1_000_000_000)
    location = base.locate(start=repo)
    old_files(repo)
    assert figures(location)["one/a"] == "10亿元"
    edit(repo, "facts/documents/one.yaml", "10亿元", "19亿元")
    old_files(repo)
    assert figures(location)["one/a"] == "19亿元"


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"format": 1}', "[" * 100_000, '{"format":1,"facts":"","files":{},"digest":1}',
     "\0" * 100],
)  # fmt: skip
def test_odd_memory_counts_as_none(repo: Path, content: str) -> None:
    """Whatever stands in the memory's files, the answer is right."""
    location = base.locate(start=repo)
    base.build(location)
    (location.cache / "files.json").write_text(content, encoding="utf-8")
    (location.cache / "cache.db").write_text(content, encoding="utf-8")
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    assert figures(location)["one/a"] == "12亿元"
    assert len(base.findings(location, locked=False).facts.claims) == 3


def test_made_up_memory_is_not_believed(
    repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository that brings its own memory cannot pass off old hashes or parsed facts."""
    monkeypatch.setattr(memory, "_RACY", -1_000_000_000)
    location = base.locate(start=repo)
    base.build(location)
    base.findings(location, locked=False)
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    clone = tmp_path / "clone"
    shutil.copytree(repo, clone)
    there = base.locate(start=clone)
    forged = json.loads((there.cache / "files.json").read_text(encoding="utf-8"))
    forged["facts"] = str(there.facts)
    (there.cache / "files.json").write_text(json.dumps(forged), encoding="utf-8")
    with memory.Store(there) as kept:
        assert kept.load("claims") == {}
    assert figures(there)["one/a"] == "12亿元"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_a_linked_memory_is_not_used(repo: Path, tmp_path: Path) -> None:
    """A `.cloudkb` that is a link leads no write out of the repository."""
    target = tmp_path / "elsewhere"
    target.mkdir()
    (repo / ".cloudkb").symlink_to(target)
    location = base.locate(start=repo)
    assert figures(location)["one/a"] == "10亿元"
    base.findings(location, locked=False)
    assert list(target.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_links_in_the_memory_lead_nowhere(repo: Path, tmp_path: Path) -> None:
    """Links that a repository brings inside `.cloudkb` make no write reach their targets."""
    target = write(tmp_path, "precious", "precious")
    names = ("files.json", "cache.db", "cache.db-journal", "cache.db-wal", "lock", ".gitignore")
    names += ("verdict-all.json",)
    (repo / ".cloudkb").mkdir()
    for name in names:
        (repo / ".cloudkb" / name).symlink_to(target)
    location = base.locate(start=repo)
    assert figures(location)["one/a"] == "10亿元"
    base.findings(location, locked=False)
    base.save_verdicts(location, {"a": "b"}, keep=())
    base.build(location)
    assert target.read_text(encoding="utf-8") == "precious"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    "command", ["validate", "compare 2023", "show one/a", "verdicts", "schema"]
)
def test_a_clone_deletes_nothing(
    repo: Path, tmp_path: Path, command: str, cloudkb: Callable[..., Any]
) -> None:
    """A committed cache with a journal that names a file elsewhere costs nobody that file."""
    victim = write(tmp_path, "victim", "precious")
    (repo / ".cloudkb").mkdir()
    cache = sqlite3.connect(repo / ".cloudkb" / "cache.db")
    cache.execute("CREATE TABLE kept (kind TEXT, key TEXT, value TEXT)")
    cache.close()
    (repo / ".cloudkb" / "cache.db-journal").write_bytes(super_journal(str(victim)))
    git(repo, "init", "-q")
    git(repo, "add", "-f", ".")
    git(repo, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x")
    git(tmp_path, "clone", "-q", str(repo), "clone")
    done = cloudkb(*command.split(), folder=tmp_path / "clone")
    assert done.code == 0, done.err
    assert victim.read_text(encoding="utf-8") == "precious"
    assert not list((tmp_path / "clone" / ".cloudkb").glob("cache.db*"))


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_only_what_was_written_here_is_parsed(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Results without the mark of this machine are not even read, whatever their size."""
    location = base.locate(start=repo)
    base.save_verdicts(location, {"a": "b"}, keep=())
    kept = location.cache / "verdict-all.json"
    forged = kept.read_text(encoding="utf-8").replace('"owner": "', '"owner": "1', 1)
    kept.write_text(forged, encoding="utf-8")
    monkeypatch.setattr("cloudkb.plainfile._read", lambda *_: pytest.fail("read on"))
    assert base.load_verdicts(location) == {}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["zeros", "input", "pipe", "folder", "itself"])
def test_odd_files_in_the_memory_hold_nobody_up(repo: Path, kind: str) -> None:
    """A link to a device, a pipe or a folder in the place of remembered files is no memory."""
    memory = repo / ".cloudkb"
    memory.mkdir()
    for name in ("files.json", "lock", ".gitignore", "verdict-all.json"):
        path = memory / name
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
        else:
            path.symlink_to({"zeros": "/dev/zero", "input": "/dev/stdin", "itself": name}[kind])
    code = (
        "import resource, sys; from pathlib import Path; from cloudkb import base;"
        "resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30));"
        "location = base.locate(start=Path(sys.argv[1]));"
        "base.open(location, locked=False).close();"
        "base.save_verdicts(location, {'a': 'b'}, keep=());"
        "print(len(base.findings(location, locked=False).facts.claims))"
    )
    command = [sys.executable, "-c", code, str(repo)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            # its stdin stays open and silent
            process.wait(timeout=20)
        finally:
            process.kill()
        assert process.stdout is not None
        assert process.stdout.read() == "3\n"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own")
def test_facts_that_are_a_link_out_of_the_repository(repo: Path, tmp_path: Path) -> None:
    """A repository whose `facts` leads elsewhere shows nobody's files, unless they are named."""
    private = tmp_path / "private"
    (repo / "facts").rename(private)
    (repo / "facts").symlink_to(private)
    with pytest.raises(BaseError, match="is a link that leaves its repository"):
        base.locate(start=repo)
    assert base.locate(facts=str(repo / "facts")).root == repo
    private.rename(repo / "data")
    (repo / "facts").unlink()
    (repo / "facts").symlink_to("data")
    assert figures(base.locate(start=repo))["one/a"] == "10亿元"


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_facts_exchanged_after_the_look_at_them(repo: Path, tmp_path: Path, kind: str) -> None:
    """A link or pipe that takes a fact file's place while facts are listed is not opened."""
    location = base.locate(start=repo)
    found = scan(location)
    path = repo / "facts" / "documents" / "one.yaml"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(write(tmp_path, "secret.yaml", ONE))
    reading = FileReading(found)
    assert [finding.message[:28] for finding in reading.findings] == [
        "this file cannot be read: it"
    ]
    assert list(reading.documents) == ["two"]


def test_verdicts_are_kept_while_named(repo: Path) -> None:
    """Verdicts come back by key; those no longer named are forgotten; deleting all is safe."""
    location = base.locate(start=repo)
    assert base.load_verdicts(location) == {}
    base.save_verdicts(location, {"a": "fine", "b": "clash"}, keep=())
    base.save_verdicts(location, {"c": "new"}, keep=["a"])
    assert base.load_verdicts(location) == {"a": "fine", "c": "new"}
    shutil.rmtree(location.cache)
    assert base.load_verdicts(location) == {}


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_to_nowhere_among_the_modules_stops_nothing(tmp_path: Path) -> None:
    """An editor leaves one beside what is edited: it is no module, and no other code."""
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "module.py").write_text("")
    looked_at = code_stamps.stamps.__wrapped__(str(tmp_path))
    (tmp_path / "room" / ".#module.py").symlink_to("somebody@somewhere")
    assert code_stamps.stamps.__wrapped__(str(tmp_path)) == looked_at


# --- complaints ----------------------------------------------------------------------------


def test_a_sound_repository_has_no_findings(repo: Path) -> None:
    """Facts without fault and a fresh base: nothing to say, locked or not, remembered or not."""
    location = base.locate(start=repo)
    base.build(location)
    for locked in (False, False, True):
        checked = base.findings(location, locked=locked)
        assert checked.findings == ()
        assert len(checked.facts.claims) == 3
    assert base.read(location) == checked.facts


def test_what_is_remembered_equals_what_is_read(repo: Path) -> None:
    """Records and complaints that come from memory are those of a first reading."""
    edit(repo, "facts/documents/two.yml", "11亿元", "11亿人")
    location = base.locate(start=repo)
    base.build(location)
    first = base.findings(location, locked=False)
    assert [finding.rule for finding in first.findings if finding.rule != "stale-base"]
    again = base.findings(location, locked=False)
    assert again == first
    assert base.findings(location, locked=True).facts == first.facts
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    changed = base.findings(location, locked=False)
    assert changed.facts == base.findings(location, locked=True).facts
    assert changed.facts != first.facts


def contradict(repo: Path) -> None:
    """Let a document print two figures for one quantity."""
    again = "  - {id: c, entity: aliyun, metric: revenue, period: 2023, figure: 21亿元}\n"
    write(repo, "facts/documents/two.yml", TWO + again)


def test_a_report_is_made_once(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unchanged facts are not read or reasoned over again, shown with what is accepted or not."""
    contradict(repo)
    location = base.locate(start=repo)
    base.build(location)
    first = [base.check(location, False, show_accepted=shown) for shown in (False, True)]
    assert "conflict" in {finding.rule for finding in first[0].findings}
    monkeypatch.setattr(reasoned, "_reasoned", lambda *_: pytest.fail("worked out again"))
    assert [base.check(location, False, show_accepted=shown) for shown in (False, True)] == first


def test_a_remembered_report_knows_what_has_changed(repo: Path) -> None:
    """An edit, a base that went stale and a file that is not read are told as on a first run."""
    location = base.locate(start=repo)
    base.build(location)
    assert base.check(location, False).findings == ()
    (repo / "facts" / "away.yaml").symlink_to("/nowhere.yaml")
    assert [finding.rule for finding in base.check(location, False).findings] == ["limit"]
    (repo / "facts" / "away.yaml").unlink()
    contradict(repo)
    for _ in range(2):
        rules = [finding.rule for finding in base.check(location, False).findings]
        assert rules == ["stale-base", "conflict"]
    base.build(location)
    assert [finding.rule for finding in base.check(location, False).findings] == ["conflict"]


def test_a_report_is_not_taken_on_trust(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked, or where the memory came with the repository, a report is made anew."""
    contradict(repo)
    location = base.locate(start=repo)
    base.build(location)
    report = base.check(location, False)
    (kept,) = location.cache.glob("report-*.json")
    kept.write_text(kept.read_text(encoding="utf-8").replace("error", "note"), encoding="utf-8")
    assert base.check(location, False) != report
    assert base.check(location, True).findings == report.findings
    # a copy has another lock file, as a clone does
    shutil.copytree(repo, repo.parent / "copy")
    copy = base.locate(start=repo.parent / "copy")
    assert base.check(copy, False).findings == report.findings


def test_doubts_are_worked_out_once(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After one look, by whatever command, they are looked up: until a fact changes."""
    contradict(repo)
    location = base.locate(start=repo)

    def digest() -> str:
        base.build(location)
        connection = base.open(location).connection
        return str(connection.execute("SELECT value FROM base WHERE key = 'digest'").fetchone()[0])

    before = digest()
    assert base.remembered(location, before, locked=False).doubts is None
    found = base.doubts(location, before, locked=False)
    assert {one.verdict for one in found.values()} == {"contradicted"}
    assert found.keys() == {"two/a", "two/c"}
    with monkeypatch.context() as patched:
        patched.setattr(reasoned, "check", lambda *_: pytest.fail("worked out again"))
        assert base.doubts(location, before, locked=False) == found
    assert base.remembered(location, before, locked=True).doubts is None
    assert base.doubts(location, before, locked=True) == found
    write(repo, "facts/documents/two.yml", TWO)
    assert base.remembered(location, digest(), locked=False).doubts is None
    assert base.doubts(location, digest(), locked=False) == {}
    # `validate` leaves them behind as well
    contradict(repo)
    base.check(location, False)
    assert base.remembered(location, digest(), locked=False).doubts == found


def test_lines_that_move_change_nothing_that_is_remembered(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A comment costs no reasoning; a figure, a grade and what a document declares do."""
    contradict(repo)
    location = base.locate(start=repo)

    def known() -> bool:
        base.build(location)
        connection = base.open(location).connection
        digest = connection.execute("SELECT value FROM base WHERE key = 'digest'").fetchone()[0]
        was = base.remembered(location, digest, locked=False).doubts is not None
        base.doubts(location, digest, locked=False)
        base.verdicts(location, locked=False)
        return was

    name = "facts/documents/two.yml"
    path = repo / name
    text = path.read_text(encoding="utf-8")
    header = "published: 2024-02-15"
    assert not known()
    for same in (f"{text}# checked", f"# checked\n\n{text}", text.replace("claims:", "\nclaims:")):
        write(repo, name, same)
        with monkeypatch.context() as patched:
            patched.setattr(reasoned, "check", lambda *_: pytest.fail("worked out again"))
            patched.setattr(judging, "verdicts", lambda *_: pytest.fail("judged again"))
            assert known()
    for other in (
        text.replace("21亿元", "22亿元"),
        text.replace(header, f"{header}, grade: blog"),
        f"{text}comparable: [[aliyun, azure]]\n",
        text,
    ):
        write(repo, name, other)
        assert not known()
    write(repo, "facts/names.yaml", f"# checked\n{NAMES}")
    # a sentence may name the line of a default
    assert not known()


def test_verdicts_are_remembered_claim_by_claim(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims judged before are not judged again beside others; nothing is lost to doubts."""
    contradict(repo)
    location = base.locate(start=repo)
    base.build(location)
    connection = base.open(location).connection
    digest = connection.execute("SELECT value FROM base WHERE key = 'digest'").fetchone()[0]
    names = [row[0] for row in connection.execute("SELECT id FROM claims ORDER BY id")]
    first = base.marks(location, digest, names[:1], locked=False)
    base.doubts(location, digest, locked=False)
    asked: list[list[str]] = []
    judge = judging.marks

    def counted(facts: Facts, claims: Iterable[str], *more: Any) -> dict[str, judging.ShortVerdict]:
        asked.append(sorted(claims))
        return judge(facts, claims, *more)

    monkeypatch.setattr(judging, "marks", counted)
    every = base.marks(location, digest, names, locked=False)
    assert asked == [names[1:]]
    assert list(every.keys() & first.keys()) == names[:1]
    assert every == base.marks(location, digest, names, locked=True)
    assert base.remembered(location, digest, locked=False).verdicts == every


def test_doubts_of_a_stranger_are_not_believed(repo: Path) -> None:
    """What came with a repository, or was made for other code, counts as not known."""
    contradict(repo)
    location = base.locate(start=repo)
    base.build(location)
    connection = base.open(location).connection
    digest = connection.execute("SELECT value FROM base WHERE key = 'digest'").fetchone()[0]
    base.doubts(location, digest, locked=False)
    shutil.copytree(repo, repo.parent / "copy")
    assert base.remembered(base.locate(start=repo.parent / "copy"), digest, False).doubts is None
    (kept,) = location.cache.glob("standing-*.json")
    whole = kept.read_text(encoding="utf-8")
    kept.write_text(whole.replace('"code": "', '"code": "of before '), encoding="utf-8")
    assert base.remembered(location, digest, locked=False).doubts is None
    kept.write_text(whole.replace('"doubts": [[', '"doubts": [7, ['), encoding="utf-8")
    assert base.remembered(location, digest, locked=False).doubts is None


def test_a_stale_base_is_named(repo: Path) -> None:
    """validate says that the base is stale and which files changed, and never writes it."""
    location = base.locate(start=repo)
    base.build(location)
    edit(repo, "facts/documents/one.yaml", "10亿元", "12亿元")
    whole = location.db.read_bytes()
    for locked, severity in ((False, "warning"), (True, "error")):
        (finding,) = base.findings(location, locked=locked).findings
        assert (finding.rule, finding.severity) == ("stale-base", severity)
        assert finding.place.file == "cloudkb.db"
        assert finding.message == ("this base was built from other facts: facts/documents/one.yaml")
        assert finding.next_command == "cloudkb build"
    assert location.db.read_bytes() == whole


def test_a_base_that_nobody_keeps_is_not_missed(repo: Path) -> None:
    """Facts are whole without a base; one that was named is expected to be there."""
    location = base.locate(start=repo)
    named = base.locate(db=str(repo / "named.db"), start=repo)
    for locked, severity in ((False, "warning"), (True, "error")):
        assert base.findings(location, locked=locked).findings == ()
        (finding,) = base.findings(named, locked=locked).findings
        assert (finding.rule, finding.severity) == ("stale-base", severity)
        assert (finding.place.file, finding.message) == ("named.db", "there is no such base")
    assert not location.db.exists()


def test_a_forged_base_fools_nobody_who_is_locked(repo: Path) -> None:
    """Rows that do not follow from the facts are named when locked, whatever the base says."""
    location = base.locate(start=repo)
    base.build(location)
    writes = int(says(repo, "writes"))
    other = sqlite3.connect(location.db)
    other.execute("UPDATE claims SET high = '9' WHERE id = 'one/b'")
    other.execute("UPDATE base SET value = ? WHERE key = 'writes'", (str(writes + 1),))
    other.commit()
    other.close()
    assert base.findings(location, locked=False).findings == ()
    (finding,) = base.findings(location, locked=True).findings
    assert finding.message == (
        "this base does not say what the facts say: rows of claims differ: one/b"
    )
    assert finding.hint == "write it again: cloudkb build"


# --- processes -----------------------------------------------------------------------------

BUILD = """\
import sys
from pathlib import Path
from typing import Any
from cloudkb import base
print(base.build(base.locate(start=Path(sys.argv[1]))).fresh)
"""


def test_two_builders_at_once(repo: Path) -> None:
    """Processes that build at the same time do not hinder each other; one does the work."""
    command = [sys.executable, "-c", BUILD, str(repo)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = [process.communicate(timeout=60)[0].strip() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    assert sorted(answers) == ["False", "True", "True"]
    assert unlike_facts(base.locate(start=repo)) == ()


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_killed_builds_leave_a_sound_base() -> None:
    """Killed at random moments, a build leaves the old base or the new, and no rest."""
    script = TOP / "bench" / "kill_build.py"
    command = [sys.executable, str(script), "--times", "4", "--claims", "400", "--files", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kills, sound each time" in done.stdout


def test_a_broken_draft_is_removed(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt in the middle of a build leaves the old base and no draft."""
    location = base.locate(start=repo)
    base.build(location)
    whole = location.db.read_bytes()
    edit(repo, "facts/names.yaml", "阿里云", "阿里")

    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        base.build(location, progress=interrupt)
    assert location.db.read_bytes() == whole
    assert not list(location.cache.glob("building-*"))


def test_facts_that_change_while_they_are_read(repo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that changes between two readings of one build is read again, never mixed."""
    location = base.locate(start=repo)
    changes = iter(["12亿元", "13亿元"])
    last = ["10亿元"]

    def meddle(done: int, of: int) -> None:
        if done == 1 and (new := next(changes, None)):
            edit(repo, "facts/names.yaml", "name: Azure", f"name: Azure{new}")
            last[0] = new

    base.build(location, progress=meddle)
    assert unlike_facts(location) == ()
    assert base.build(location).fresh


def test_answers_import_little(repo: Path) -> None:
    """Opening a fresh base imports neither YAML nor the writer nor exact arithmetic."""
    location = base.locate(start=repo)
    base.build(location)
    code = (
        "import sys; from pathlib import Path; from cloudkb import base;"
        "base.open(base.locate(start=Path(sys.argv[1])), locked=False);"
        "print(*({'sqlite_utils', 'fractions', 'decimal', 'yaml', 'rich', 'dataclasses'}"
        " & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(repo)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_states_are_told_by_name(repo: Path) -> None:
    """A base that was built is usable."""
    base.build(base.locate(start=repo))
    assert state(repo / "cloudkb.db") is State.USABLE
