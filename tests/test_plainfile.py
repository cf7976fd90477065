"""Files of a folder that a stranger may have written are opened plain or not at all."""

import os
import socket
from pathlib import Path

import pytest

from cloudkb import plainfile
from cloudkb.plainfile import NotPlainError, open_plain, read_plain

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")


def test_a_plain_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """A file of just the limit is read, one byte more is refused, an empty one is empty."""
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert read_plain(path, 5) == b"12345"
    with pytest.raises(NotPlainError, match="larger than 4 bytes"):
        read_plain(path, 4)
    path.write_bytes(b"")
    assert read_plain(path, 5) == b""


def test_what_begins_otherwise_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a file that does not begin as it must, no more than that beginning is read."""
    path = tmp_path / "file"
    path.write_bytes(b"mine: text")
    assert read_plain(path, 100, start=b"mine: ") == b"mine: text"
    monkeypatch.setattr(plainfile, "_read", lambda *_: pytest.fail("read on"))
    assert read_plain(path, 100, start=b"yours: ") == b""


def odd(kind: str, path: Path) -> None:
    if kind == "a link":
        path.with_name("target").write_text("precious", encoding="utf-8")
        path.symlink_to("target")
    elif kind == "a folder":
        path.mkdir()
    elif kind == "a named pipe":
        os.mkfifo(path)
    else:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(os.path.relpath(path))


@pytest.mark.parametrize("kind", ["a link", "a folder", "a named pipe", "a socket"])
def test_nothing_else_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    """Links, folders, pipes and sockets are refused at once, and named in words."""
    monkeypatch.chdir(tmp_path)
    odd(kind, tmp_path / "odd")
    with pytest.raises(NotPlainError) as caught:
        open_plain(tmp_path / "odd")
    assert caught.value.strerror == f"it is {kind}, not a plain file"


def test_devices_are_not_opened() -> None:
    """A device is refused before it is opened, since opening one may act on it."""
    with pytest.raises(NotPlainError, match="it is a device"):
        open_plain("/dev/zero")


@pytest.mark.parametrize("kind", ["a link", "a named pipe"])
def test_what_takes_the_place_of_a_file_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """A link or a pipe that is put in place after the look at it is refused all the same."""
    path = tmp_path / "file"
    path.write_bytes(b"text")
    looked = os.lstat

    def exchange(name: str | Path) -> os.stat_result:
        found = looked(name)
        monkeypatch.setattr(os, "lstat", looked)
        path.unlink()
        odd(kind, path)
        return found

    monkeypatch.setattr(os, "lstat", exchange)
    with pytest.raises(NotPlainError, match=f"it is {kind}"):
        read_plain(path, 100)
