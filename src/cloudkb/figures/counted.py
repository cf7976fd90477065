"""What is counted: a classifier with its noun, a noun, names in the plural, what a metric lists.

Nouns are no closed list, so what may be one is told by its form, and by what it is not: no word
of the grammar, no symbol of a unit, no scale word of another language.
"""

import re
from functools import lru_cache

from cloudkb.figures.cursor import FigureError, Text, close_words, places, spellings
from cloudkb.figures.suggestions import like, write
from cloudkb.language import marked, worded
from cloudkb.late import expression

LONGEST_MEASURE = 32
"""Code points of a measure."""

_PIECE = expression(r"([\u3400-\u9fff]+)|( ?[A-Za-z][A-Za-z0-9&'/.-]*)")
_STOPS = ("hedge after", "between after", "level", "against after", "no noun")
_ENDING = (
    "base", "to", "hedge after", "hedge", "scale", "direction", "against", "relation after",
    "filler",
)  # fmt: skip
_NEVER = (
    "scale", "dozen", "word", "tens word", "several", "many", "digits", "half", "multiple", "most",
    "hedge", "flat", "reached", "not read", "currency", "bare currency", "fraction of currency",
    "unit", "against", "base", "direction", "to", "growth noun", "odd", "fraction", "parts of",
    "hedge after", "between after", "no noun",
)  # fmt: skip
_WIDE = "多余半许"
_QUALIFIED = expression(r"个[十百千]?[万亿]元(?:以上|级)的?[\u3400-\u9fff]{2,8}")
_NUMERIC = expression(r"[零一二三四五六七八九十百千万亿兆元]")
_NOUN = expression(r"[A-Za-z][a-z]*(?:[-'&/][A-Za-z]?[a-z]+)*")
_VOWEL = expression("[aeiouy]", re.IGNORECASE)
_MONEY = ("currency", "bare currency", "not read")
_SYMBOL = expression(
    r"(?:[kmgtpezyunµ]|da|mi|ki|gi|ti|pi)?"
    r"(?:wh|w|wp|hz|bps|bit|b|byte|flop|flops|top|tops|pa|ah|va|var|g|gram|ram|t|j|l|bbl|boe|cf|btu"
    r"|eth|h|min|sec|lb|oz|psi|mol|cal|m|q|tce|ce)s?",
    re.IGNORECASE,
)
"""Symbols of units, with and without a prefix, in any case and plural: GWh, kwh, TBs, PFLOPS."""


ANYTHING = frozenset(("*",))
"""What a text counts whose metric is not at hand, but has been asked."""


def scan_measure(text: Text, at: int) -> tuple[str, int] | None:
    """Scan a counted thing from its first letter; None when none stands here.

    The text knows the names that its metric counts (GPU, TEU). Raises FigureError on repeated
    measures, on misspelled words of the grammar and on scale words and currencies of elsewhere.
    """
    qualified = _QUALIFIED.match(text.cased, at)
    if qualified is not None:
        return qualified[0], qualified.end()
    pieces: list[str] = []
    end = at
    while end < len(text.cased) and end - at < LONGEST_MEASURE:
        piece = _PIECE.match(text.cased, end)
        if piece is None:
            break
        first = not pieces
        run = _han(text, end, piece[1], first) if piece[1] else _word(text, end, piece[2], first)
        if not run or (piece[2] and end == at and run[0] == " "):
            break
        pieces.append(run)
        end += len(run)
        if piece[1] and len(run) < len(piece[1]):
            break
    if not pieces or not (pieces[0][0] > "\u3400" or _is_counted(pieces, text.counted)):
        return None
    return "".join(pieces).strip(), end


def _is_counted(pieces: list[str], listed: frozenset[str]) -> bool:
    """Tell whether words of the Latin alphabet can be what is counted: H100 GPUs, stores, EVs."""
    words = [piece.strip() for piece in pieces]
    if words[0] in listed or listed is ANYTHING:
        return True
    if is_symbol(words[0]):
        return False
    last = words[-1]
    return _is_noun(words[0]) or (
        all(_is_name(word) for word in words[:1]) and (_is_noun(last) or _is_plural(last))
    )


def is_symbol(word: str) -> bool:
    """Tell whether a word is the symbol of a unit, with or without a prefix."""
    return _SYMBOL.fullmatch(word) is not None


def _is_noun(word: str) -> bool:
    # without a vowel it is an abbreviation: ppg, mpg
    spoken = _VOWEL.search(word) is not None or word in ("pcs", "pts")
    return len(word) > 2 and spoken and _NOUN.fullmatch(word) is not None


def _is_name(word: str) -> bool:
    return any(sign.isupper() or sign.isdigit() for sign in word)


def _is_plural(word: str) -> bool:
    """GPUs, A100s, EVs: a name that ends in a small s, and is no unit, scale or currency."""
    stem = word[:-1].lower()
    known = spellings(("scale", "currency", "currency code", "unit"))
    return word.endswith("s") and len(word) > 2 and _is_name(word) and stem not in known


def _han(text: Text, at: int, run: str, first: bool) -> str:
    stop = _first_stop(run)
    run = run[:stop]
    if not run or not first:
        return run
    counter = text.take(at, "classifier")
    if counter is None or counter.end - at > len(run):
        return ""
    length = counter.end - at
    rest = run[length:]
    again = text.take(counter.end, "classifier") if len(rest) == 1 and rest not in "人床" else None
    if again is not None or rest[:length] == run[:length]:
        raise FigureError(worded("a second measure"), counter.end + 1, like("3家"))
    if rest[1:] and rest[0] in "半多余" and run[:length] == "个" and not _NUMERIC.search(rest):
        return run
    if rest and rest[0] in _WIDE and len(rest) == 1:
        return run[:length]
    changed = text.ending(counter.end - 1, at + len(run), "direction", "direction too")
    if changed is not None and len(run) - (changed[1] - at) > 1:
        # 500家减少
        return run[: changed[1] - at]
    numeric = _NUMERIC.search(rest)
    if numeric is not None:
        column = counter.end + numeric.start() + 1
        raise FigureError(worded("a number inside the counted thing"), column, like("3家"))
    return run


def _first_stop(run: str) -> int:
    stops = [start for start, _ in places(_STOPS, run) if start]
    stops += [at for sign in "至到每" if (at := run.find(sign)) > 0]
    return min(stops, default=len(run))


_NOT_READ = {
    "unit": marked("{word!r} is no unit that is read"),
    "currency": marked("{word!r} is no currency that is read"),
    "scale": marked("{word!r} is no scale that is read"),
}

_SCALES = {10**3: "thousand", 10**6: "million", 10**9: "billion", 10**12: "trillion"}
"""The scale words for those of other languages that are refused."""


def _word(text: Text, at: int, word: str, first: bool) -> str:
    bare = word.strip().lower().rstrip(".")
    start = at + len(word) - len(word.lstrip())
    begun = text.take(start, *(_NEVER if first else _ENDING))
    if begun is None and not first and bare not in ("and", "for"):
        # 500 stores excluding Hong Kong
        begun = text.take(start, "no noun")
    if begun is not None and not re.match(r"[a-z0-9-]", text.low[begun.end : begun.end + 1] or " "):
        if first and begun.token.kind == "not read":
            offer = _SCALES.get(begun.token.value, "")
            mended = f"{text.cased[:start]}{offer}{text.cased[begun.end :]}".strip()
            raise FigureError(
                worded(_NOT_READ[begun.token.name], word=word.strip()),
                start + 1,
                write(mended) if offer else "",
            )
        return ""
    if bare == "per" or re.search(r"/[0-9]", word):
        return ""
    money = None if first else text.take(start, *_MONEY)
    if money is not None and len(bare) > 3 and money.end - start >= len(bare):
        raise FigureError(worded("{word!r} of which country?", word=word.strip()), start + 1, "")
    glued = at > 0 and text.low[at - 1].isdecimal() and word[0] != " "
    if glued and not (bare.isalpha() and len(bare) > 1):
        return ""
    meant = meant_by(bare)
    if meant:
        mended = f"{text.cased[:start]}{meant}{text.cased[at + len(word.rstrip('.')) :]}"
        raise FigureError(
            worded("unknown word {word!r}", word=word.strip()), start + 1, write(mended.strip())
        )
    return word.rstrip(".")


def meant_scale(text: Text, at: int) -> int:
    """What a scale word that is not read, or misspelled, multiplies by; 1 where none stands."""
    at = text.skip(at)
    found = text.take(at, "not read")
    if found is not None:
        return found.token.value or 1
    word = re.match("[a-z]{4,}", text.low[at : at + 16])
    meant = spellings(("scale", "dozen")).get(meant_by(word[0]).lower()) if word else None
    return 1 if meant is None else meant[0].value


@lru_cache(maxsize=1024)
def meant_by(word: str) -> str:
    """The scale, currency or unit a misspelled word comes close to, else nothing."""
    if len(word) < 4:
        return ""
    near = close_words(word)
    dangerous = spellings(("scale", "dozen", "currency", "bare currency", "unit"))
    return near[0] if near and near[0].lower() in dangerous and near[0].lower() != word else ""
