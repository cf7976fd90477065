"""`--output`: whole or not at all, over nothing that is kept, through no stranger's link."""

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cloudkb.cli import output

posix = pytest.mark.skipif(os.name == "nt", reason="no such files")
COUNT = ("query", "--count")


@pytest.fixture
def place(repository, tmp_path):
    """A repository of facts of one's own, built."""
    shutil.copytree(repository, tmp_path / "own")
    return tmp_path / "own"


def everything(folder):
    """What every file below holds, links as where they lead."""
    return {
        path.relative_to(folder): path.readlink() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def refused(cloudkb, place, name, *says, arguments=("-f", "json")):
    """Nothing changes, and a sentence says why."""
    cloudkb("query", "-q", folder=place)
    before = everything(place.parent)
    shown = cloudkb("query", *arguments, "-o", name, folder=place)
    assert (shown.code, shown.out) == (2, "")
    assert shown.err.startswith("cloudkb: --output: ")
    assert "bug" not in shown.err
    for word in says:
        assert word in shown.err
    assert everything(place.parent) == before


@pytest.mark.parametrize(
    "name",
    [
        "facts/documents/article-2024.yaml",
        "facts/new.csv",
        "facts/documents/new.csv",
        "facts/../facts/entities.yaml",
        "cloudkb.db",
        "cloudkb.db-journal",
        "cloudkb.db-wal",
        "cloudkb.db-shm",
        ".cloudkb/files.json",
        ".cloudkb/new.json",
    ],
)
def test_what_is_kept_is_never_written_over(cloudkb, place, name):
    """Facts, the base with its side files, the cache: by any spelling of their names."""
    refused(cloudkb, place, name)
    refused(cloudkb, place, place / name)


def test_a_base_elsewhere_is_kept_too(cloudkb, place):
    """The base that --db names, one that nothing names, and the facts that --facts names."""
    shutil.copy(place / "cloudkb.db", place / "other.json")
    refused(cloudkb, place, "other.json", "is a base")
    refused(cloudkb, place, "x.db", "belongs to the base", arguments=("-f", "csv", "--db", "x.db"))
    far = place.parent / "far"
    far.mkdir()
    refused(
        cloudkb,
        far,
        place / "facts" / "x.csv",
        arguments=("-f", "csv", "--facts", str(place / "facts")),
    )


@posix
def test_links_of_a_repository_are_not_followed(cloudkb, place):
    """To a file outside, to one inside, to nowhere, in a circle, or as a folder: all refused."""
    outside = place.parent / "outside"
    outside.mkdir()
    (outside / "kept.csv").write_text("kept")
    (place / "a.csv").symlink_to(outside / "kept.csv")
    (place / "b.csv").symlink_to("facts/entities.yaml")
    (place / "c.csv").symlink_to(outside / "new.csv")
    (place / "d.csv").symlink_to("d.csv")
    (place / "out").symlink_to(outside)
    for name in ("a.csv", "b.csv", "c.csv", "d.csv", "out/kept.csv", "out/new.csv"):
        refused(cloudkb, place, name, "link")


@posix
def test_ones_own_links_are_followed(cloudkb, place):
    """Outside of any repository the file a link leads to is written, and the link stays."""
    out = place.parent / "out"
    out.mkdir()
    (out / "real.csv").write_text("old")
    (out / "latest.csv").symlink_to("real.csv")
    shown = cloudkb("query", "-o", out / "latest.csv", folder=place)
    assert (shown.code, shown.out) == (0, "")
    assert (out / "latest.csv").is_symlink()
    assert (out / "real.csv").read_text(encoding="utf-8").startswith("claim,")
    (out / "sly.csv").symlink_to(place / "facts" / "entities.yaml")
    refused(cloudkb, place, out / "sly.csv", "is in facts")


@posix
def test_only_plain_files_are_written(cloudkb, place):
    """A folder, a FIFO, a socket, a device: refused, and none is moved over."""
    import socket

    (place / "folder.csv").mkdir()
    refused(cloudkb, place, "folder.csv", "is a folder")
    refused(cloudkb, place, ".", "is a folder", arguments=("-f", "csv"))
    refused(cloudkb, place, "no/such.csv", "there is no folder")
    refused(cloudkb, place, "new/", arguments=("-f", "csv"))
    os.mkfifo(place / "fifo.csv")
    refused(cloudkb, place, "fifo.csv", "no plain file")
    assert stat.S_ISFIFO((place / "fifo.csv").lstat().st_mode)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(place / "s.csv"))
        refused(cloudkb, place, "s.csv", "no plain file")
    refused(cloudkb, place, "/dev/full", "no plain file", arguments=("-f", "csv"))
    refused(cloudkb, place, "/dev/zero", "no plain file", arguments=("-f", "csv"))
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@posix
def test_a_device_is_never_moved_over(cloudkb, place):
    """Not even one of one's own making."""
    try:
        os.mknod(place / "null.csv", stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except OSError:
        pytest.skip("devices need rights")
    refused(cloudkb, place, "null.csv", "no plain file")
    assert stat.S_ISCHR((place / "null.csv").lstat().st_mode)


@posix
def test_streams_by_name(cloudkb, place):
    """`-` and /dev/stdout are standard output, /dev/null nowhere; no file of that name is made."""
    for name in ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        shown = cloudkb("query", "--count", "-o", name, folder=place)
        assert (shown.code, shown.out) == (0, "26\n")
    shown = cloudkb("query", "-q", "-o", "/dev/null", folder=place)
    assert (shown.code, shown.out) == (0, "")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert not (place / "-").exists()
    shown = cloudkb("query", "-o", "/dev/fd/987", folder=place)
    assert shown.code == 2
    assert "bug" not in shown.err


@posix
def test_a_stream_named_by_the_shell(repository):
    """`-o >(command)` and /dev/stderr reach an open file of the process."""
    reading, writing = os.pipe()
    code = "from cloudkb.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", code, "query", "--count", "-o", f"/dev/fd/{writing}"],
        cwd=repository,
        pass_fds=[writing],
        check=True,
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "26\n"
    done = subprocess.run(
        [sys.executable, "-c", code, "query", "--count", "-o", "/dev/stderr"],
        cwd=repository,
        capture_output=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (b"", b"26\n")


def test_a_file_is_written_whole_or_not_at_all(cloudkb, place, monkeypatch):
    """Where the disk is full what stood there still stands, and nothing is left beside it."""
    target = place / "out.csv"
    target.write_text("old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    shown = cloudkb("query", "-o", "out.csv", folder=place)
    assert shown.code == 2
    assert "was not written: No space left on device" in shown.err
    assert "what stood there still stands" in shown.err
    assert target.read_text() == "old"
    assert [path for path in place.iterdir() if ".part" in path.name] == []


def test_an_interrupt_leaves_nothing_beside(place, monkeypatch):
    """What was half written is taken away."""

    def stop(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        output.save(place / "out.csv", b"new")
    assert [path for path in place.iterdir() if ".part" in path.name] == []


@posix
def test_modes_are_kept(cloudkb, place):
    """A file that is replaced keeps who may read it; a new one gets what the mask leaves."""
    target = place / "out.csv"
    target.write_text("old")
    target.chmod(0o640)
    assert cloudkb("query", "-o", "out.csv", folder=place).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    before = os.umask(0o027)
    try:
        assert cloudkb("query", "-o", "new.csv", folder=place).code == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE((place / "new.csv").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_only_be_read_stays(cloudkb, place):
    """Moving over it would be possible, and is not meant."""
    (place / "out.csv").write_text("old")
    (place / "out.csv").chmod(0o444)
    refused(cloudkb, place, "out.csv", "may only be read")


# --- formats -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "name", "begins"),
    [
        (("query",), "out.csv", "claim,"),
        (("query",), "OUT.CSV", "claim,"),
        (("query",), "out.json", "[\n"),
        (("query",), "out.jsonl", '{"claim"'),
        (("query",), "out.md", "# "),
        (("query",), "out.txt", "All claims"),
        (("query",), "out", "All claims"),
        (("query", "--excel"), "out.anything", "\ufeff"),
        (("query", "-f", "json"), "out.csv", "[\n"),
        (("show", "share-aliyun"), "out.json", "{\n"),
        (("show", "share-aliyun"), "out.md", "# "),
        (("validate",), "out.sarif", '{\n  "$schema"'),
        (("validate",), "out.json", '{\n  "version"'),
        (("validate",), "out.txt", "No contradiction found"),
        (("validate", "--accept"), "out.yaml", ""),
        (("verdicts",), "out.md", "# Fact-check"),
        (("verdicts",), "out.csv", "claim,"),
        (("explain", "conflict"), "out.md", "# "),
        (("schema",), "facts.schema.json", "{\n"),
        (("schema",), "facts/.schema.json", "{\n"),
        (("build", "--force"), "out.json", "{\n"),
        (("figure", "3%"), "out.jsonl", "{"),
    ],
)
def test_the_ending_is_the_format(cloudkb, place, arguments, name, begins):
    """Where --format says nothing, the file's ending does; no ending says nothing."""
    shown = cloudkb(*arguments, "-o", name, folder=place)
    assert (shown.code, shown.out) == (0, ""), shown.err
    assert (place / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "name", "listed"),
    [
        (("query",), "out.xml", ".txt, .json, .jsonl, .csv, .md"),
        (("query",), "out.json.gz", ".txt, .json, .jsonl, .csv, .md"),
        (("query",), "out.xlsx", ".csv"),
        (("show", "share-aliyun"), "out.csv", ".txt, .json, .md"),
        (("validate",), "out.md", ".txt, .json, .sarif"),
        (("validate",), "out.yaml", ".txt, .json, .sarif"),
        (("validate", "--accept"), "out.csv", ".yaml"),
        (("schema",), "out.yaml", ".json"),
        (("build",), "out.csv", ".txt, .json"),
    ],
)
def test_an_ending_that_is_no_format_is_refused(cloudkb, place, arguments, name, listed):
    """With the endings of the formats that the command has."""
    shown = cloudkb(*arguments, "-o", name, folder=place)
    assert (shown.code, shown.out) == (2, "")
    assert "no format ends in" in shown.err
    assert listed in shown.err
    assert not (place / name).exists()


def test_on_github_a_report_for_people_is_asked_for_by_its_ending(cloudkb, place):
    """Annotations are for the log; a file named .json is JSON there too."""
    job = {"GITHUB_ACTIONS": "true"}
    assert cloudkb("validate", "-o", "out.json", folder=place, environment=job).code == 0
    assert json.loads((place / "out.json").read_text(encoding="utf-8"))["version"] == 2
