"""Which parts of a claim a sentence states in so many words, with no word beside them.

A name near a number does not make it that number's: `international revenue`, `9,300 of its staff`.
Only where every word from the beginning of the sentence to the end of the number's clause is a
name, a time, the number or one of a closed list, nothing else can be meant.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cloudkb.leagues import SUMS
from cloudkb.model import Scope, Vocabulary
from cloudkb.proofreading import attribution
from cloudkb.proofreading.auditor import TextNumber
from cloudkb.proofreading.mentions import NameFinder, NamePlace
from cloudkb.proofreading.passages import Passages

_TIMES = ("date", "period")
_WORDS = """
a an the its their of for in at on by as to and was were is are be been had has have
stood stands reached reaches reach rose rise rises fell falls grew grows increased decreased
declined climbed dropped totalled totaled amounted came up down reported posted recorded generated
earned held holds ended during quarter company group 's s about according
"""
_WORDS_ZH = "的为是达到了在于约实现录得截至止共计报其公司集团同比环比增长下降上升至分别"
_CLOSED = re.compile(
    rf"(?:[\s,，.、:：;；'’\"“”()（）《》]|\b(?:{'|'.join(_WORDS.split())})\b|[{_WORDS_ZH}]|数据|统计|据|根据)*",
    re.I,
)
_CLAUSE_END = re.compile(r"[，。；！？;!?]|[,.](?![0-9])|[(（)）]")
_APART = re.compile(
    r"\b(?:exclud|includ|without|except|apart from|pro forma|adjusted for|constant currenc|organic"
    r"|not |no longer|neither|denied)|剔除|不含|不包括|扣除|包括|除外|并非|否认|不是",
    re.I,
)


class Whose(NamedTuple):
    """Ids; the period as canonical text; all empty where nothing tells."""

    entity: str = ""
    metric: str = ""
    period: str = ""
    within: str = ""
    scope: str = ""


class PlainSentences:
    """The sentences of a text, with the names and numbers in each."""

    def __init__(
        self, words: Vocabulary, passages: Passages, numbers: Sequence[TextNumber]
    ) -> None:
        """Of a text, its numbers in order."""
        self._text = passages.text
        self._words = words
        self.names = NameFinder(words).find(self._text)
        """Those of the whole text, in order."""
        self._starts = [one.start for one in self.names]
        sources = {
            one.id: Scope(one.id, one.name, "", one.place, one.name_zh, one.aliases)
            for one in words.sources.values()
        }
        self._sources = NameFinder(Vocabulary({}, {}, {}, sources)).find(self._text)
        self._source_starts = [one.start for one in self._sources]
        self._numbers = numbers
        self._places = [one.place.start for one in numbers]

    def stated(self, number: TextNumber, about: Whose) -> set[str]:
        """The keys of a claim that the sentence of its number states."""
        start, end = number.begins, number.begins + len(number.sentence)
        found = _CLAUSE_END.search(self._text, number.place.end, end)
        stop = found.start() if found else end
        names = list(_within(self.names, self._starts, start, stop))
        beside = [one for one in self._numbers_in(start, stop) if one is not number]
        if any(one.spot.kind not in _TIMES for one in beside):
            return set()
        if _APART.search(self._text, start, end):
            return set()
        sources = list(_within(self._sources, self._source_starts, start, stop))
        spans = [(one.start, one.end) for one in (*names, *sources)]
        spans += [(one.place.start, one.place.end) for one in (number, *beside)]
        if not _CLOSED.fullmatch(_without(self._text, start, stop, spans)):
            return set()
        said = {
            kind: {one.ids for one in names if one.kind == kind} for kind in ("entity", "metric")
        }
        aside = {(about.within,), (about.entity,)}
        is_named = self._is_before(names, number, about.entity, "entity")
        stated = set()
        if not said["entity"] <= aside:
            # somebody else is named, whose part in it nobody reads
            return set()
        if is_named:
            stated.add("entity")
        if said["metric"] == {(about.metric,)} and self._is_with(names, number, about.metric):
            stated.add("metric")
        if len(beside) == 1 and self._is_period(beside[0], about.period):
            stated.add("period")
        return stated

    def _is_before(
        self, names: Sequence[NamePlace], number: TextNumber, name: str, kind: str
    ) -> bool:
        return any(
            one.kind == kind and one.ids == (name,) and one.start < number.place.start
            for one in names
        )

    def _is_with(self, names: Sequence[NamePlace], number: TextNumber, metric: str) -> bool:
        """Whether the metric stands before the number, or is what it counts: 27 regions."""
        if self._is_before(names, number, metric, "metric"):
            return True
        behind = self.behind(number, metric)
        return behind is not None and behind.strip(" ") in ("", "in", "of", "的")

    def behind(self, number: TextNumber, metric: str) -> str | None:
        """What stands between a number and a metric after it in its sentence, if one does."""
        start, end = number.place.start, number.begins + len(number.sentence)
        for one in _within(self.names, self._starts, start, end):
            if one.kind == "metric" and one.ids == (metric,):
                return self._text[number.place.end : max(one.start, number.place.end)]
        return None

    def around(self, number: TextNumber) -> tuple[str, str]:
        """What stands right before a number and right behind it."""
        start, end = number.place
        return self._text[max(start - 2, 0) : start], self._text[end : end + 8]

    def sharer(self, number: TextNumber) -> str:
        """Who is said to hold a part: the last name before the number that is no market."""
        start, end = number.begins, number.place.start
        names = [one for one in _within(self.names, self._starts, start, end)
                 if one.kind == "entity" and len(one.ids) == 1]  # fmt: skip
        if not names or not self._is_group(names[-1].ids[0]):
            return ""
        return names[-1].ids[0]

    def _is_group(self, name: str) -> bool:
        kind = self._words.entities[name].kind
        return kind in SUMS and kind not in ("market", "country")

    def joined(self, number: TextNumber) -> str:
        """The metric whose name the print itself takes in: 平均降幅18%."""
        start, end = number.place
        for one in _within(self.names, self._starts, max(number.begins, start - 20), end):
            if one.kind != "metric" or one.end <= start or len(one.ids) != 1 or one.start >= start:
                continue
            metric = self._words.metrics[one.ids[0]]
            if metric.unit == number.spot.unit:
                return metric.id
        return ""

    def times(self, number: TextNumber) -> list[TextNumber]:
        """The times of the sentence of a number."""
        near = self._numbers_in(number.begins, number.begins + len(number.sentence))
        return [one for one in near if one.spot.kind in _TIMES]

    def _is_period(self, time: TextNumber, period: str) -> bool:
        return bool(period) and time.spot.period == period and not time.spot.inferred

    def attributed(self, number: TextNumber, entity: str) -> list[tuple[str, str, bool]]:
        """Source and kind of a number: the key, what it says, and whether it is no guess."""
        start, end = number.begins, number.begins + len(number.sentence)
        names = sorted(
            (
                *_within(self._sources, self._source_starts, start, end),
                *(
                    one
                    for one in _within(self.names, self._starts, start, end)
                    if one.kind == "entity"
                ),
            ),
            key=lambda one: one.start,
        )
        moved = [one._replace(start=one.start - start, end=one.end - start) for one in names]
        name, is_sure = attribution.source(number.sentence, moved)
        told = []
        if name:
            told.append(("source", name, is_sure))
        found = _CLAUSE_END.search(self._text, number.place.end, end)
        kind = attribution.kind_told(self._text[start : found.start() if found else end])
        if kind:
            told.append(("kind", kind, False))
        return told

    def _numbers_in(self, start: int, end: int) -> list[TextNumber]:
        first = bisect_left(self._places, start)
        return list(self._numbers[first : bisect_left(self._places, end)])


def _within(
    names: Sequence[NamePlace], starts: Sequence[int], start: int, end: int
) -> Iterator[NamePlace]:
    yield from names[bisect_left(starts, start) : bisect_left(starts, end)]


def _without(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """A stretch of a text with the spans in it blank."""
    signs = list(text[start:end])
    for first, last in spans:
        for at in range(max(first, start), min(last, end)):
            signs[at - start] = " "
    return "".join(signs)
