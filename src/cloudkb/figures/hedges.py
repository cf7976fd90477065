"""The hedges around a number, and which of them go together."""

from typing import NamedTuple

from cloudkb.figures.errors import FigureError
from cloudkb.figures.lexicon import Found, canonical, spellings, take
from cloudkb.figures.meaning import LOWER, UPPER
from cloudkb.figures.text import Source, skip


class Hedge(NamedTuple):
    """A hedge as printed."""

    name: str
    spelling: str
    start: int
    end: int


def hedges_before(
    source: Source, at: int, *, signed: bool
) -> tuple[tuple[Hedge, ...], Found | None, bool, int]:
    """The words before a number: hedges, at most one sign, between, and idle words."""
    hedges: list[Hedge] = []
    sign: Found | None = None
    between = False
    while True:
        at = skip(source.low, at)
        found = take(source, at, "hedge", "reached", "minus", "loss", "between", "hedge on scale")
        word = take(source, at, "most") if found is not None else None
        if found is None or (word is not None and word[2] > found[2]):
            return tuple(hedges), sign, between, at
        token, language, end = found
        if token.kind == "hedge on scale":
            if not take(source, end, "ten", "group"):
                return tuple(hedges), sign, between, at
            hedges.append(Hedge("over", "超过", at, end))
        elif token.kind == "hedge":
            hedges.append(Hedge(token.name, hedge_spelling(token.name, language), at, end))
        elif token.kind in ("minus", "loss"):
            if sign is not None or not signed:
                raise FigureError("a second sign", at + 1, "write -3")
            sign = found
        elif token.kind == "between":
            between = True
        at = end


def hedge_spelling(name: str, language: str) -> str:
    """The canonical spelling of a hedge before its number."""
    for token, each in spellings(("hedge",)).values():
        if token.name == name and each == language:
            word = canonical(token, language)
            return f"{word} " if language == "en" else word
    return ""


def hedges_after(source: Source, at: int) -> tuple[tuple[Hedge, ...], int]:
    """The hedges behind a unit: 以上, 左右, or more; canonically they stand in front."""
    hedges: list[Hedge] = []
    while True:
        here = skip(source.low, at)
        found = take(source, here, "hedge after", "between after")
        if found is None:
            return tuple(hedges), at
        token, language, at = found
        if token.kind == "hedge after":
            if language == "sign":
                language = "en" if source.text.isascii() else "zh"
            hedges.append(Hedge(token.name, hedge_spelling(token.name, language), here, at))


_ALLOWED = (
    {"at least", "about"},
    {"over", "about"},
    {"strictly over", "about"},
    {"at most", "about"},
    {"under", "about"},
    {"at most", "nearly"},
    {"nearly", "about"},
)


def combined(hedges: tuple[Hedge, ...], source: Source) -> tuple[Hedge, ...]:
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
            before = source.text[first.start : hedge.start].strip()
            after = first.spelling + source.text[hedge.end :].strip()
            nearest = before if any(sign.isdecimal() for sign in before) else after
            raise FigureError(
                f"{hedge.name!r} opposes {first.name!r}", hedge.start + 1, f"write {nearest}"
            )
    return tuple(sorted(kept.values(), key=lambda hedge: hedge.name not in LOWER + UPPER))
