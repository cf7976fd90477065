"""Lines of running text as wide as a terminal shows them: Chinese takes two cells a character."""

import re

from rich.cells import cell_len as cell_len

_PIECE = re.compile(r"[!-~]+(?:[^\S\n]+)?|.", re.DOTALL)
_NEVER_FIRST = "，。；：、？！）》”…"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most so many cells: broken between characters, not within Latin words.

    No line begins with a closing sign (GB/T 15834, 5.1.2): it takes along what is before it.
    """
    lines: list[str] = []
    pieces: list[str] = []
    for piece in _PIECE.findall(text.replace("\n", "")):
        if pieces and cell_len("".join(pieces) + piece.rstrip()) > width:
            keep = pieces[-1:] if piece in _NEVER_FIRST and len(pieces) > 1 else []
            lines.append("".join(pieces[: len(pieces) - len(keep)]).rstrip())
            pieces = keep
        pieces.append(piece)
    return [*lines, "".join(pieces).rstrip()] if pieces else lines
