"""What a workflow installs cloudkb from, as its author names it."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from cloudkb.language import marked, worded
from cloudkb.views.question import QuestionError

WHEELS = "tools"
"""The folder of a repository that its own copy of cloudkb stands in."""
OWN_WHEEL = f"./{WHEELS}/cloudkb-*.whl"
_PLAIN = re.compile(r"[A-Za-z0-9.][A-Za-z0-9 ._~:/?#\[\]@!+,=%<>&-]*")
_ARCHIVE = (".whl", ".tar.gz", ".zip")
_TAKEN = marked(
    "give a wheel (copied in), git+https://HOST/OWNER/cloudkb@COMMIT, or a requirement pip knows"
)


class InstallSource(NamedTuple):
    """What stands behind `pip install`, and the wheel to copy into the repository, if any."""

    words: str
    wheel: Path | None = None


def install_source(text: str, folder: Path) -> InstallSource:
    """Read `--install-from` for a repository at a folder; nothing said is a wheel of this cloudkb.

    Raises `QuestionError` for what no runner could install: it has only what is pushed.
    """
    if not text:
        return InstallSource(OWN_WHEEL)
    path = Path(text).expanduser()
    if path.exists():
        return _local(path, folder)
    if text.startswith("https://") and not text.partition("#")[0].endswith(_ARCHIVE):
        text = f"git+{text}"
    # a comment, a key: what YAML would make of the line
    if not _PLAIN.fullmatch(text) or re.search(r" #|:( |$)", text):
        told = worded("--install-from: {source} cannot be installed", source=text[:80])
        raise QuestionError(told, worded(_TAKEN))
    if "://" not in text and ("/" in text or text.endswith(_ARCHIVE)):
        told = worded("--install-from: {source} is not there", source=text)
        raise QuestionError(told, worded(_TAKEN))
    return InstallSource(shlex.quote(text))


def _local(path: Path, folder: Path) -> InstallSource:
    if path.is_file() and path.suffix == ".whl":
        if not path.name.startswith("cloudkb-"):
            raise QuestionError(
                worded("--install-from: {file} is no wheel of cloudkb", file=path.name)
            )
        return InstallSource(OWN_WHEEL, path)
    inside = path.resolve()
    if not inside.is_dir() or not inside.is_relative_to(folder.resolve()):
        raise QuestionError(
            worded("--install-from: {path} is not in the repository", path=path),
            worded("a runner has only what is pushed: {hint}", hint=worded(_TAKEN)),
        )
    return InstallSource(shlex.quote(f"./{inside.relative_to(folder.resolve()).as_posix()}"))
