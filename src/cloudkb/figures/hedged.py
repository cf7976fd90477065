"""Hedges around a number: read as printed, spelled, and whether two go together."""

from typing import NamedTuple

from cloudkb.figures.cursor import FigureError, Found, Text, canonical, spellings
from cloudkb.figures.meaning import LOWER, UPPER
from cloudkb.figures.suggestions import like, write
from cloudkb.language import in_chinese, worded


class Hedge(NamedTuple):
    """A hedge as printed."""

    name: str
    spelling: str
    start: int
    end: int


def hedges_before(
    text: Text, at: int, *, signed: bool
) -> tuple[tuple[Hedge, ...], Found | None, str, int]:
    """The words before a number: hedges, at most one sign, between, and idle words."""
    hedges: list[Hedge] = []
    sign: Found | None = None
    between = ""
    while True:
        at = text.skip(at)
        found = text.take(at, "hedge", "reached", "minus", "loss", "between", "hedge on scale")
        word = text.take(at, "most") if found is not None else None
        if found is None or (word is not None and word.end > found.end):
            return tuple(hedges), sign, between, at
        token, language, end = found
        if token.kind == "hedge on scale":
            if not text.take(end, "ten", "group"):
                return tuple(hedges), sign, between, at
            hedges.append(Hedge("over", "超过", at, end))
        elif token.kind == "hedge":
            hedges.append(Hedge(token.name, hedge_spelling(token.name, language), at, end))
        elif token.kind in ("minus", "loss"):
            if sign is not None or not signed:
                raise FigureError(worded("a second sign"), at + 1, like("-3"))
            sign = found
        elif token.kind == "between":
            between = text.low[at:end]
        at = end


def hedge_spelling(name: str, language: str) -> str:
    """The canonical spelling of a hedge before its number."""
    for token, each in spellings(("hedge",)).values():
        if token.name == name and each == language:
            word = canonical(token, language)
            return f"{word} " if language == "en" else word
    return ""


def hedges_after(text: Text, at: int) -> tuple[tuple[Hedge, ...], bool, int]:
    """The hedges behind a unit: 以上, 左右, or more; canonically they stand in front.

    Whether 之间 stands among them, too.
    """
    hedges: list[Hedge] = []
    closing = False
    while True:
        here = text.skip(at)
        found = text.take(here, "hedge after", "between after")
        if found is None:
            return tuple(hedges), closing, at
        token, language, at = found
        closing = closing or token.kind == "between after"
        if token.kind == "hedge after":
            if language == "sign":
                language = "en" if text.cased.isascii() else "zh"
            hedges.append(Hedge(token.name, hedge_spelling(token.name, language), here, at))


_ALLOWED = ({"at most", "nearly"}, *({word, "about"} for word in (*LOWER, *UPPER, "nearly")))
"""Two hedges that go together."""


def _told(hedge: Hedge, text: Text) -> str:
    """What a hedge is called: its name, which is English, or as it is printed."""
    return text.cased[hedge.start : hedge.end].strip() if in_chinese() else hedge.name


def combined(hedges: tuple[Hedge, ...], text: Text) -> tuple[Hedge, ...]:
    """One hedge, or two that go together, the bound first; opposing ones are refused."""
    kept: dict[str, Hedge] = {}
    for hedge in hedges:
        family = LOWER if hedge.name in LOWER else UPPER if hedge.name in UPPER else (hedge.name,)
        if any(name in kept for name in family):
            # 超过...以上, 约...左右 say it twice; the first word stands
            continue
        kept[hedge.name] = hedge
        if len(kept) > 1 and set(kept) not in _ALLOWED:
            first = next(iter(kept.values()))
            before = text.cased[first.start : hedge.start].strip()
            after = first.spelling + text.cased[hedge.end :].strip()
            nearest = before if any(sign.isdecimal() for sign in before) else after
            raise FigureError(
                worded(
                    "{one!r} opposes {other!r}", one=_told(hedge, text), other=_told(first, text)
                ),
                hedge.start + 1,
                write(nearest),
            )
    return tuple(sorted(kept.values(), key=lambda hedge: hedge.name not in LOWER + UPPER))
