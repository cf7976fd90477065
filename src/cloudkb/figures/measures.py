"""The counted thing behind a number: 台, 个大单, servers, CPU cores.

Any noun may be counted, so a measure is free text; what stops a slip from
becoming one is that a misspelled scale, currency or unit is refused.
"""

import re
from functools import lru_cache

from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import close_words, pattern, spellings, take
from cloudkb.figures.text import Source

LONGEST = 32
"""Code points of a measure."""

_PIECE = re.compile(r"([\u3400-\u9fff]+)|( ?[A-Za-z][A-Za-z0-9&'/.-]*)")
_STOPS = ("hedge after", "between after", "level", "against after")
_ENDING = (
    "base",
    "to",
    "hedge after",
    "hedge",
    "scale",
    "direction",
    "against",
    "relation after",
    "filler",
)
_QUALIFIED = re.compile(r"个[十百千]?[万亿]元(?:以上|级)的?[\u3400-\u9fff]{2,8}")
_NUMERIC = re.compile(r"[零一二三四五六七八九十百千万亿兆元]")


def scan_measure(source: Source, at: int) -> tuple[str, int] | None:
    """Scan a counted thing from its first letter; None when none stands here.

    Raises FigureError on repeated measures and on misspelled words of the grammar.
    """
    qualified = _QUALIFIED.match(source.text, at)
    if qualified is not None:
        return qualified[0], qualified.end()
    pieces: list[str] = []
    end = at
    while end < len(source.text) and end - at < LONGEST:
        piece = _PIECE.match(source.text, end)
        if piece is None:
            break
        text = _han(source, end, piece[1], not pieces) if piece[1] else _word(source, end, piece[2])
        if not text or (piece[2] and end == at and text[0] == " "):
            break
        pieces.append(text)
        end += len(text)
        if piece[1] and len(text) < len(piece[1]):
            break
    return ("".join(pieces).strip(), end) if pieces else None


def _han(source: Source, at: int, run: str, first: bool) -> str:
    stop = _first_stop(run)
    run = run[:stop]
    if not run or not first:
        return run
    counter = take(source, at, "classifier")
    if counter is not None and counter[2] - at <= len(run):
        rest = run[counter[2] - at :]
        again = take(source, counter[2], "classifier") if len(rest) == 1 and rest != "人" else None
        if again is not None or rest[:1] == run[: counter[2] - at]:
            raise FigureError("a second measure", counter[2] + 1, "write 3家")
        numeric = _NUMERIC.search(rest)
        if numeric is not None:
            column = counter[2] + numeric.start() + 1
            raise FigureError("a number inside the counted thing", column, "write 3家")
        return run
    return run if len(run) > 1 and not _NUMERIC.search(run) else ""


def _first_stop(run: str) -> int:
    stops = [match.start() for match in pattern(_STOPS).finditer(run) if match.start()]
    stops += [at for sign in "至到" if (at := run.find(sign)) > 0]
    return min(stops, default=len(run))


def _word(source: Source, at: int, word: str) -> str:
    bare = word.strip().lower().rstrip(".")
    begun = take(source, at + len(word) - len(word.lstrip()), *_ENDING)
    if begun is not None and not re.match(r"[a-z0-9-]", source.low[begun[2] : begun[2] + 1] or " "):
        return ""
    glued = at > 0 and source.low[at - 1].isdecimal() and word[0] != " "
    if glued and not (bare.isalpha() and len(bare) > 1):
        return ""
    meant = meant_by(bare)
    if meant:
        column = at + 1 + len(word) - len(word.lstrip())
        raise FigureError(f"unknown word {word.strip()!r}", column, f"write 3 {meant}")
    return word.rstrip(".")


@lru_cache(maxsize=1024)
def meant_by(word: str) -> str:
    """The scale, currency or unit a misspelled word comes close to, else nothing."""
    if len(word) < 4:
        return ""
    near = close_words(word)
    dangerous = spellings(("scale", "currency", "bare currency", "unit"))
    return near[0] if near and near[0].lower() in dangerous and near[0].lower() != word else ""
