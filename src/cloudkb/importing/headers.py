"""What a header says: names of the base, units, periods, changes, in any order."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from unicodedata import normalize

from cloudkb import periods
from cloudkb.importing import header_words
from cloudkb.importing.header_times import dated
from cloudkb.importing.header_words import words
from cloudkb.importing.unit_texts import unit_named
from cloudkb.leagues import SUMS
from cloudkb.model import Facts
from cloudkb.words import fold, simplified

_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_LATIN = r"[A-Za-z][A-Za-z0-9&.,' -]*"
_PAIR = re.compile(
    rf"([\u3400-\u9fff]+)\s*[ /|\n]\s*({_LATIN})|({_LATIN}?)\s*[ /|\n]\s*([\u3400-\u9fff]+)"
)
_FOOTNOTE = re.compile(r"[*†‡¹²³⁴-⁹]+$|\[\d{1,2}\]$")
_PARTS = re.compile(r"\s*[,，;；|·\n]\s*|\s+[-–—/]\s+|[:：]\s*")
_SMALL = re.compile(r"(?i)[\s,，]*(?:的|of|in|for|the|at|为|单位|unit)?[\s,，]*")
_LONGEST = 200


class Header(NamedTuple):
    """What a header says of the cells below it."""

    key: str = ""
    """The key of claims that the cells hold; empty where they are figures."""
    metric: str = ""
    entity: str = ""
    period: str = ""
    kind: str = ""
    change: str = ""
    """`yoy`, `qoq`: the cells are changes."""
    is_rank: bool = False
    unit: str = ""
    """What stands around a cell's digits: `{}亿元`, `US${} million`."""
    left: tuple[str, ...] = ()
    """Words that are none of these."""

    @property
    def says_something(self) -> bool:
        """Whether anything but unknown words stands there."""
        return self != Header(left=self.left)


class Lexicon:
    """Names of a base, and words of tables, to what they mean."""

    def __init__(self, facts: Facts) -> None:
        """Learn the names; one that means several things means nothing."""
        known = facts.vocabulary
        self.entities = _names(known.entities)
        self.sources = {**self.entities, **_names(known.sources)}
        self.wholes = {key for key, one in known.entities.items() if one.kind in SUMS}
        """Markets, groups and regions: what others are measured in."""
        self.metrics = _names(known.metrics)
        self.scopes = {**_names(known.scopes), **_names(known.sources)}
        self.kept_metrics = known.metrics
        self.proposed: dict[str, header_words.CommonMetric] = {}
        for row in header_words.KNOWN:
            every = [fold(one) for one in (row.id, row.name, row.name_zh, *words(row.words)) if one]
            there = [self.metrics[one] for one in every if one in self.metrics]
            target = there[0] if there else row.id
            if not there:
                self.proposed[row.id] = row
            for one in every:
                self.metrics.setdefault(one, target)
        self.keys = _reverse(header_words.KEYS)
        self.changes = _reverse(header_words.CHANGES)
        self.kinds = _reverse(header_words.KINDS)
        self.ranks = dict.fromkeys(map(fold, words(header_words.RANKS)), "rank")
        self._inner = {
            **dict.fromkeys(self.changes, "change"),
            **dict.fromkeys(self.ranks, "rank"),
            **dict.fromkeys(self.entities, "entity"),
            **dict.fromkeys(self.metrics, "metric"),
        }
        self._longest = sorted((one for one in self._inner if len(one) > 1), key=len, reverse=True)

    def unit_of(self, metric: str) -> str:
        """The unit of a metric of the base, or of one that tables often hold; empty: not known."""
        known = self.kept_metrics.get(metric) or self.proposed.get(metric)
        return known.unit if known else ""

    def key_of(self, text: str) -> str:
        """The key that a whole header names, in one language or in both; empty: none."""
        found = {self.keys.get(fold(one), "") for one in in_both_languages(text)}
        return self.keys.get(fold(text)) or (found.pop() if len(found) == 1 else "")

    def name_in(self, text: str) -> tuple[int, int]:
        """Where the longest known name stands in a folded text; (0, 0) where none does."""
        for name in self._longest:
            at = text.find(name)
            while at >= 0:
                if _is_whole(text, at, at + len(name)):
                    return at, at + len(name)
                at = text.find(name, at + 1)
        return 0, 0


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a name of letters is no part of a longer word."""

    def joins(one: str, other: str) -> bool:
        return one.isascii() and other.isascii() and one.isalnum() and other.isalnum()

    before = start > 0 and joins(text[start - 1], text[start])
    behind = end < len(text) and joins(text[end - 1], text[end])
    return not before and not behind


def _names(records: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, set[str]] = {}
    for key, one in records.items():
        for name in (key, one.name, one.name_zh, *one.aliases):
            if name:
                found.setdefault(fold(name), set()).add(key)
    own = {fold(key): key for key in records}
    return {
        name: own.get(name) or min(ids)
        for name, ids in found.items()
        if len(ids) == 1 or name in own
    }


def _reverse(table: dict[str, str]) -> dict[str, str]:
    return {fold(name): key for key, row in table.items() for name in words(row)}


def plain(text: str) -> str:
    """A header or name without footnote marks and outer spaces, full width folded."""
    return " ".join(_FOOTNOTE.sub("", normalize("NFKC", _marks(text)).strip()).split())


def _marks(text: str) -> str:
    return re.sub("[¹²³⁴-⁹]+", "", text)


def in_both_languages(text: str) -> tuple[str, ...]:
    """The two halves of 公司 Company or 公司/Company; the text itself where it is no such pair."""
    found = _PAIR.fullmatch(text.strip())
    return tuple(one for one in found.groups() if one) if found else (text,)


@lru_cache(maxsize=4096)
def without_unit(text: str) -> tuple[str, str]:
    """A name without the unit in brackets behind it, and that unit: 出货量(万台) is in 万台.

    A bracket that is no unit belongs to the name.
    """
    units = [
        (each, unit) for each in _BRACKETS.findall(text) if (unit := unit_named(each, loose=True))
    ]
    if len(units) != 1:
        return text, ""
    return _BRACKETS.sub(lambda one: "" if one[1] == units[0][0] else one[0], text).strip(), units[
        0
    ][1]


def period_of(text: str) -> str:
    """The canonical text of a period; empty where a text is none."""
    text = text.strip()
    if not text or not any(sign.isdigit() for sign in text):
        return ""
    try:
        found = periods.parse(text, "sum")
    except periods.PeriodError:
        try:
            found = periods.parse(text, "day")
        except periods.PeriodError:
            return ""
    return found.text


def read_header(parts: Iterable[str], lexicon: Lexicon) -> Header:
    """What a header says, of one cell or of several above each other."""
    cells = [one for one in map(plain, parts) if one]
    if len(cells) == 1:
        whole = cells[0].rstrip(":：")
        if key := lexicon.key_of(whole):
            return Header(key=key)
        outside = _BRACKETS.sub("", whole).strip()
        inside = [unit_named(one, loose=True) for one in _BRACKETS.findall(whole)]
        if lexicon.keys.get(fold(outside)) == "figure" and len(inside) == 1 and inside[0]:
            return Header(key="figure", unit=inside[0])
    reading = _HeaderReading(lexicon)
    for cell in dated(cells):
        reading.cell(cell)
    return reading.header._replace(left=tuple(reading.left))


class _HeaderReading:
    """What has been understood of one header."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = lexicon
        self.header = Header()
        self.left: list[str] = []

    def cell(self, text: str) -> None:
        if len(text) > _LONGEST:
            self.left.append(text)
            return
        if self._whole(text, loose=False):
            return
        for inside in _BRACKETS.findall(text):
            self._piece(inside, loose=True)
        for piece in _PARTS.split(_BRACKETS.sub(" , ", text)):
            self._piece(piece, loose=False)

    def _set(self, **found: str | bool) -> bool:
        """Keep what was understood; not where another word said otherwise."""
        for key, value in found.items():
            if getattr(self.header, key) not in ("", False, value):
                return False
        self.header = self.header._replace(**found)  # type: ignore[arg-type]
        return True

    def _whole(self, text: str, *, loose: bool) -> bool:
        """Whether all of a text is one word of a header."""
        known, word = self.words, fold(text)
        if word in known.changes:
            return self._set(change=known.changes[word])
        if word in known.ranks:
            return self._set(is_rank=True)
        if word in known.metrics:
            return self._set(metric=known.metrics[word])
        if word in known.entities:
            return self._set(entity=known.entities[word])
        if period := period_of(text):
            return self._set(period=period)
        if unit := unit_named(text, loose=loose):
            return self._set(unit=unit)
        if word in known.kinds and self.header.period:
            return self._set(kind=known.kinds[word])
        marked = re.fullmatch(r"(.*\d年?)\s*([A-Za-z]+|预测|预计|目标|实际|计划)", text)
        if (
            marked
            and (kind := known.kinds.get(fold(marked[2])))
            and (period := period_of(marked[1]))
        ):
            return self._set(period=period, kind="" if kind == "observation" else kind)
        return False

    def _piece(self, text: str, *, loose: bool) -> None:
        text = text.strip(" .:：-–—_/")
        if not text or _SMALL.fullmatch(text) or self._whole(text, loose=loose):
            return
        start, end = self.words.name_in(_folded(text))
        if end and self._whole(text[start:end], loose=False):
            self._piece(text[:start], loose=loose)
            self._piece(text[end:], loose=loose)
            return
        cut = self._period_at_an_end(text)
        if cut is not None:
            self._piece(cut, loose=loose)
            return
        trimmed = re.sub(r"(?i)^(?:的|of|in|for)\s+|^的|\s+(?:of|in|for)$|的$", "", text)
        if trimmed != text:
            self._piece(trimmed, loose=loose)
            return
        self.left.append(text)

    def _period_at_an_end(self, text: str) -> str | None:
        """What is left of a text that begins or ends with a period, or a unit; None for others."""
        cuts = [
            i for i in range(1, min(len(text), 60)) if _is_whole(text, i, i + 1) or text[i] == " "
        ]
        for cut in reversed(cuts):
            if _parts_words(text, cut) and self._whole_period(text[:cut]):
                return text[cut:]
        for cut in cuts:
            if _parts_words(text, cut) and (
                self._whole_period(text[cut:]) or self._whole_unit(text[cut:])
            ):
                return text[:cut]
        return None

    def _whole_period(self, text: str) -> bool:
        period = period_of(text)
        return bool(period) and self._set(period=period)

    def _whole_unit(self, text: str) -> bool:
        # a word behind a name may be a thing of its own: Foo bar
        # of 上半年 the year is no unit
        is_other = re.fullmatch("\\s*[a-z]+|[年月日天季周]|季度|年度|度", text)
        unit = "" if is_other else unit_named(text, loose=False)
        return bool(unit) and self._set(unit=unit)


def _parts_words(text: str, cut: int) -> bool:
    """Whether a cut goes through no word or number."""
    one, other = text[cut - 1], text[cut]
    if one.isdigit() and other.isdigit():
        return False
    return not (one.isascii() and other.isascii() and one.isalnum() and other.isalnum())


def _folded(text: str) -> str:
    lower = simplified(text).lower()
    return lower if len(lower) == len(text) else text
