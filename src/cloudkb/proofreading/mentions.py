"""Names of the vocabulary as a text prints them: the longest match, in both languages.

A position of the text is looked up by its first two characters, so that the cost grows with the
text and not with the number of names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple

from cloudkb.model import Vocabulary
from cloudkb.words import simplifying

NameKind = Literal["entity", "metric", "scope"]

_LONGEST = 80
"""Characters of a name that is looked for."""
_ALIKE = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, "\u3000\u00a0-\u2010\u2011"), " "),
    0x2019: "'",
}
"""What is the same in a name, sign for sign."""
_BETWEEN = (
    r"(?:(?:, and |, | and )(?:(?:its |their )?(?:[a-z]+ )?(?:arch ?)?"
    r"(?:rival|competitor|peer|partner|parent|subsidiary|affiliate)s? )?"
    r"|(?:、|和|与|及|以及)(?:其)?(?:(?:竞争|老|主要)?对手)?)"
)
"""Between members of a list, in a name or in a text, folded as names are: and its rival."""
_MEMBERS = re.compile(_BETWEEN)
_NUMBER = r"(?:us\$|rmb ?|[$¥€])?\d+(?:[.,]\d+)*(?: ?(?:%|[a-z]+|[\u4e00-\u9fff]{1,4}?))?"
_NUMBERS = re.compile(rf"{_NUMBER}(?:{_BETWEEN}{_NUMBER})+")
_APIECE = re.compile(r"分别|依次|\brespectively\b")
_STOP = re.compile(r"[。；;!?\n]|\. |$")
_FAR = 200
"""Characters behind a list of names in which the numbers of each are looked for."""


class NamePlace(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    kind: NameKind
    ids: tuple[str, ...]
    """Whatever is called so."""


class NameFinder:
    """The names and aliases of entities, metrics and scopes, made ready to be looked for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """A name of one character is none."""
        self._called: dict[str, set[tuple[NameKind, str]]] = defaultdict(set)
        for one in vocabulary.entities.values():
            self._add("entity", one.id, (one.name, one.name_zh, *one.aliases))
        for metric in vocabulary.metrics.values():
            self._add("metric", metric.id, (metric.name, metric.name_zh, *metric.aliases))
        for scope in vocabulary.scopes.values():
            self._add("scope", scope.id, (scope.name, scope.name_zh, *scope.aliases))
        self._members = {
            name: len(parts)
            for name in self._called
            if len(parts := _MEMBERS.split(name)) > 1 and all(map(self._called.__contains__, parts))
        }
        """Names of groups that do no more than list their members, and how many these are."""
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._called:
            lengths[name[:2]].add(len(name))
        self._lengths = {key: sorted(each, reverse=True) for key, each in lengths.items()}

    def _add(self, kind: NameKind, key: str, names: Iterable[str]) -> None:
        for name in names:
            folded = folded_alike(" ".join(name.split()))
            if 1 < len(folded) <= _LONGEST:
                self._called[folded].add((kind, key))

    def find(self, text: str) -> list[NamePlace]:
        """The names in a text, in order; none inside another."""
        low = folded_alike(text)
        lengths = self._lengths
        found: list[NamePlace] = []
        at, last = 0, len(low) - 1
        while at < last:
            known = lengths.get(low[at : at + 2])
            end = self._end(low, at, known) if known is not None else 0
            if not end:
                at += 1
                continue
            by_kind: dict[NameKind, list[str]] = defaultdict(list)
            for kind, key in sorted(self._called[low[at:end]]):
                by_kind[kind].append(key)
            found += [NamePlace(at, end, kind, tuple(keys)) for kind, keys in by_kind.items()]
            at = end
        return found

    def _end(self, low: str, at: int, lengths: list[int]) -> int:
        """Where the longest name ends that begins here; 0 where none does."""
        if at and _is_latin(low[at]) and _is_latin(low[at - 1]):
            return 0
        for length in lengths:
            end = at + length
            name = low[at:end]
            if end > len(low) or name not in self._called or not _ends(low, end):
                continue
            if name not in self._members or not _is_apiece(low, end, self._members[name]):
                return end
        return 0


def is_between_members(text: str) -> bool:
    """Whether a text does no more than join two members of a list: a comma, 、, and, 和."""
    return _MEMBERS.fullmatch(folded_alike(text)) is not None


def _is_apiece(low: str, end: int, members: int) -> bool:
    """Whether numbers of each of a list of names follow: not of the group that is called so."""
    rest = low[end : end + _FAR]
    rest = rest[: _STOP.search(rest).start()]  # type: ignore[union-attr]
    if _APIECE.search(rest):
        return True
    lists = (_MEMBERS.split(one.group()) for one in _NUMBERS.finditer(rest))
    return any(len(numbers) == members for numbers in lists)


def _ends(low: str, end: int) -> bool:
    """A Latin word ends where it ends, or with the s of a plural."""
    if not _is_latin(low[end - 1]) or not _is_latin(low[end : end + 1]):
        return True
    return low[end] == "s" and not _is_latin(low[end + 1 : end + 2])


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def folded_alike(text: str) -> str:
    """A text as names in it are compared: every character stays where it was."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(each if len(each) == 1 else sign for sign in text for each in (sign.lower(),))
    if low.isascii():
        return low.replace("-", " ")
    return low.translate(_ALIKE).translate(simplifying())
