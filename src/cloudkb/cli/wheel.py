"""This cloudkb as a wheel: what a repository's own checks install, wherever it came from.

A wheel is a zip of the package and of what its installer recorded about it (PEP 427); one made
here needs no index, no network address and no build tool. The shipped facts stay out.
"""

import base64
import hashlib
import io
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from cloudkb.base import BaseError
from cloudkb.language import marked, worded

_PACKAGE = Path(__file__).parent.parent
_WHEEL = "Wheel-Version: 1.0\nGenerator: cloudkb\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_LEFT_OUT = ("__pycache__", "shipped")
_GONE = marked(
    "what was recorded when cloudkb was installed is gone, so no wheel can be made of it"
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def name() -> str:
    """What the wheel of this version is called."""
    return f"cloudkb-{_installed().version}-py3-none-any.whl"


def content() -> bytes:
    """The wheel; the same bytes for the same code. Raises `BaseError` when it cannot be made."""
    files = dict(sorted({**_code(), **_records()}.items()))
    folder = next(path for path in files if path.endswith("/METADATA")).rpartition("/")[0]
    lines = [f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in files.items()]
    record = f"{folder}/RECORD"
    files[record] = "".join([*lines, f"{record},,\n"]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _FIRST_DAY)
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _installed() -> Distribution:
    try:
        return distribution("cloudkb")
    except PackageNotFoundError:
        raise BaseError(
            worded("this cloudkb is not installed, so no wheel can be made of it"),
            worded("install it with pip, or say what to install: --install-from"),
        ) from None


def _code() -> dict[str, bytes]:
    found = {}
    for path in _PACKAGE.rglob("*"):
        inside = path.relative_to(_PACKAGE)
        if path.is_file() and not set(inside.parts) & set(_LEFT_OUT):
            found[f"cloudkb/{inside.as_posix()}"] = path.read_bytes()
    return found


def _records() -> dict[str, bytes]:
    """What a wheel says of itself: name, version, needs, commands, licences."""
    installed = _installed()
    folder = f"cloudkb-{installed.version}.dist-info"
    found = {f"{folder}/WHEEL": _WHEEL.encode()}
    for file in installed.files or ():
        inside = file.as_posix().partition(".dist-info/")[2]
        if inside in ("METADATA", "entry_points.txt") or inside.startswith("licenses/"):
            found[f"{folder}/{inside}"] = Path(str(file.locate())).read_bytes()
    if f"{folder}/METADATA" not in found:
        raise BaseError(
            worded(_GONE),
            worded("install it again, or say what to install: --install-from"),
        )
    return found


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
