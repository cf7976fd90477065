"""Lines of running text as wide as a terminal shows them: Chinese takes two cells a character."""

import re
from collections.abc import Sequence

from rich.cells import cell_len as cell_len

from cloudkb.language import in_chinese

UNIT = "(?:[万亿千百]*(?:美元|欧元|元|个百分点|个名次|倍|台|名)?)"
"""What a number counts, as Chinese writes it right behind it; it may be nothing."""
_SCALE = (
    "(?: (?:hundred|thousand|million|billion|trillion|percent|points|yoy|qoq|×[0-9]+)(?![a-z]))*"
)
_PIECE = re.compile(rf"[!-~]*[0-9][!-~]*{_SCALE}{UNIT} *|[!-~]+ *|.", re.DOTALL)
"""What is never parted: a number with what it counts, a Latin word, a character."""
_NEVER_FIRST = "，。；：、？！）》”….,;:?!)"
_NEVER_LAST = "（《“"
_CLOSED = re.compile(rf"(?:{_PIECE.pattern})[{re.escape(_NEVER_FIRST)}]*", re.DOTALL)
"""What is never parted, with the closing signs that may begin no line."""


_FEW = 10
"""Cells that Chinese keeps together where it may be broken anywhere: five characters."""


def longest_word(text: str) -> int:
    """Cells of the longest part of a text that a narrow column should not break."""
    if not in_chinese():
        return max((cell_len(word) for word in text.split()), default=0)
    pieces = (cell_len(piece.rstrip()) for piece in _CLOSED.findall(text))
    return max(min(_FEW, cell_len(text)), *pieces, 0)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many cells: broken between characters, not within words or figures.

    What is longer than a line by itself stays whole.

    No line begins with a closing sign or ends with an opening one (GB/T 15834, 5.1): it takes
    along what is beside it.
    """
    lines: list[str] = []
    pieces: list[str] = []
    for piece in _PIECE.findall(text.replace("\n", "")):
        if pieces and cell_len("".join(pieces) + piece.rstrip()) > width:
            end = _parted(pieces, piece)
            lines.append("".join(pieces[:end]).rstrip())
            pieces = pieces[end:]
        pieces.append(piece)
    return [*lines, "".join(pieces).rstrip()] if pieces else lines


def _parted(pieces: Sequence[str], then: str) -> int:
    """After how many pieces a line may end; after all of them where it may end nowhere."""
    following = [*pieces[1:], then]
    for end in range(len(pieces), 0, -1):
        if following[end - 1].rstrip() not in _NEVER_FIRST and pieces[end - 1] not in _NEVER_LAST:
            return end
    return len(pieces)
