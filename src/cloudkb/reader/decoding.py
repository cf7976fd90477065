"""From bytes to text that YAML can be asked about, or the finding why not."""

import re

from cloudkb.language import worded
from cloudkb.model import Finding, Place

LONGEST = 20_000
"""Characters in one text; a note of ten pages."""
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes. A hundred thousand claims take about half of it."""

# what YAML 1.2 does not allow (section 5.1), and the first noncharacters, which stand in for
# others while a file is parsed (`compose`). Surrogates cannot come out of UTF-8; that few
# characters are listed, not the many others, compiles thirteen times as fast
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")


class Refused(Exception):  # noqa: N818
    """A file that cannot be read on, with the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding to whoever reads the next file."""
        super().__init__(finding.message)
        self.finding = finding


def decode(path: str, data: bytes) -> str:
    """The text of a fact file: UTF-8, with or without a byte order mark.

    Raises `Refused` for other encodings, control characters, and files beyond 32 MB.
    """
    if len(data) > LARGEST_FILE:
        raise Refused(
            Finding(
                "limit",
                "error",
                worded(
                    "this file has {size:,} bytes; fact files have at most {most:,}",
                    size=len(data),
                    most=LARGEST_FILE,
                ),
                Place(path),
                hint=worded("split it: one document a file"),
            )
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(_not_utf8(path, Place(path), "UTF-16"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        raise Refused(_not_utf8(path, place_at(path, before, len(before)), _guess(data))) from None
    refused = REFUSED.search(text)
    if refused:
        name = character(refused[0])
        raise Refused(
            Finding(
                "yaml-syntax",
                "error",
                worded("found {name}; fact files hold text only", name=name),
                place_at(path, text, refused.start()),
                hint=worded("delete the character; the file may have been damaged"),
            )
        )
    return text


def character(sign: str) -> str:
    """What a sign that is not allowed is called."""
    code = ord(sign)
    if code == 0:
        return worded("a NUL byte")
    if code >= 0xFDD0:
        return worded("the noncharacter U+{code:04X}", code=code)
    return worded("the control character U+{code:04X}", code=code)


def _not_utf8(path: str, place: Place, guess: str) -> Finding:
    return Finding(
        "yaml-syntax",
        "error",
        worded("this file is not UTF-8; it looks like {guess}", guess=guess)
        if guess
        else worded("this file is not UTF-8"),
        place,
        hint=worded(
            "save it as UTF-8: iconv -f {encoding} -t UTF-8 {path}",
            encoding=guess or "ENCODING",
            path=path,
        ),
    )


def _guess(data: bytes) -> str:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"


def place_at(path: str, text: str, index: int) -> Place:
    """The place of the character at an index of a text."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    return Place(path, line, index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)))
