"""What a sentence of a draft leaves out and a reader takes from before: who, and when.

A paragraph begins anew: what its own sentences do not name is taken from the title, where that
names it, else from the paragraph before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cloudkb import periods
from cloudkb.leagues import SUMS
from cloudkb.model import Metric, Vocabulary
from cloudkb.proofreading.about import Timed, counted_back
from cloudkb.proofreading.auditor import TextNumber
from cloudkb.proofreading.mentions import NameFinder, NamePlace
from cloudkb.proofreading.passages import Passages
from cloudkb.texts import scan

_TIMES = ("date", "period")
_FAR = 200
"""Times of a text back to which one is looked for."""
_PERSON = "person"
_PRONOUN = re.compile(
    r"[\s\"“'‘]*(?:(?:it|its|they|their|we|our|the (?:company|group|firm|maker))\b"
    r"|其|该公司|公司|我们)",
    re.I,
)
_BESIDE = re.compile(
    r"(?:\b(?:behind|after|trailing|trails|ahead of|above|below|overtaking|overtook|than|against)"
    r"|落后于|仅?次于|高于|低于|领先于?|超过|超越|落后)\s*(?:the )?$",
    re.I,
)


class _Time(NamedTuple):
    start: int
    period: str


class Carried:
    """The subjects and periods of a text, as its paragraphs and its title give them."""

    def __init__(
        self,
        words: Vocabulary,
        passages: Passages,
        numbers: Sequence[TextNumber],
        names: Sequence[NamePlace],
        title: str,
        published: str,
    ) -> None:
        """Of numbers in order; `published` is the day of the text, where it is known."""
        self._entities = words.entities
        self._text = passages.text
        self._published = published
        markets = {
            one.ids
            for one in names
            if one.kind == "entity"
            and {self._entities[name].kind for name in one.ids} == {"market"}
        }
        self.market = next(iter(markets))[0] if len(markets) == 1 else ""
        """The only market that the text names, if it names one."""
        self._paragraphs = [
            one.start
            for one, is_first in zip(passages.sentences, passages.breaks, strict=True)
            if is_first
        ]
        self._who = [one for one in names if one.kind == "entity" and self._is_actor(one)]
        self._starts = [one.start for one in self._who]
        titled = {
            one.ids for one in NameFinder(words).find(title)
            if one.kind == "entity" and self._is_actor(one)
        }  # fmt: skip
        self._main = next(iter(titled))[0] if len(titled) == 1 else ""
        self._main_period = next(
            (one.period for one in scan(title) if one.kind in _TIMES and one.period), ""
        )
        self._times: list[_Time] = []
        self._told_with: dict[int, TextNumber] = {}
        """The number before a time in its sentence, by where the time begins."""
        self._note_times(numbers)

    def _is_actor(self, one: NamePlace) -> bool:
        """Whether a name is of one that has figures of its own: no person, no market."""
        kinds = {self._entities[name].kind for name in one.ids}
        return len(one.ids) == 1 and not kinds & {_PERSON, *SUMS}

    # --- who -------------------------------------------------------------------------------

    def entity(self, number: TextNumber) -> str:
        """Whose a number is; what stands in another sentence, or for somebody else, is a guess."""
        about = number.about
        found = about.entity
        if not found or "entity" in about.carried or self._is_person(found):
            return self._before(number, number.begins) or found
        mine = [one for one in self._in(number) if one.ids == (found,)]
        if not mine or any(one.start < number.place.start for one in mine):
            return found
        beside = _BESIDE.search(self._text, number.begins, mine[0].start)
        if beside or _PRONOUN.match(self._text, number.begins):
            return self._before(number, number.begins) or found
        return found

    def _is_person(self, name: str) -> bool:
        return name in self._entities and self._entities[name].kind == _PERSON

    def _in(self, number: TextNumber) -> list[NamePlace]:
        first = bisect_left(self._starts, number.begins)
        last = bisect_left(self._starts, number.begins + len(number.sentence))
        return self._who[first:last]

    def _before(self, number: TextNumber, end: int) -> str:
        """The last subject of the paragraph, else that of the title, else of the text so far."""
        own = self._in(number)
        if self._is_person(number.about.entity) and own:
            return own[0].ids[0]
        at = bisect_left(self._starts, end)
        last = self._subject(at - 1)
        if last is None:
            return self._main
        return last.ids[0] if last.start >= self._paragraph(end) else self._main or last.ids[0]

    def _subject(self, at: int) -> NamePlace | None:
        """The last name that is not told beside another one."""
        while at >= 0:
            start = self._who[at].start
            if not _BESIDE.search(self._text, max(start - 30, 0), start):
                return self._who[at]
            at -= 1
        return None

    def _paragraph(self, at: int) -> int:
        place = bisect_right(self._paragraphs, at) - 1
        return self._paragraphs[place] if place >= 0 else 0

    # --- when ------------------------------------------------------------------------------

    def _note_times(self, numbers: Sequence[TextNumber]) -> None:
        """The times of the text that are not told beside another one, each resolved."""
        bases = {(number.begins, base) for number in numbers for base in number.about.bases}
        self._bases = bases
        told_against = {begins for begins, _ in bases}
        last: TextNumber | None = None
        for number in numbers:
            if number.spot.kind in _TIMES:
                if last is not None and last.begins == number.begins:
                    self._told_with[number.place.start] = last
            else:
                last = number
            spot = number.spot
            if spot.kind not in _TIMES:
                continue
            if spot.period:
                if (number.begins, spot.period) not in bases:
                    self._times.append(_Time(number.place.start, spot.period))
                continue
            found = self._back(number)
            if found and number.begins not in told_against:
                self._times.append(_Time(number.place.start, found))

    def _back(self, time: TextNumber) -> str:
        """A year earlier, from what its sentence names, or was carried to it."""
        known = self._last(time.place.start, day=False)
        return counted_back(Timed(time.place, "", time.spot.text), known).text

    def _last(self, end: int, *, day: bool) -> str:
        """The last period of the paragraph, that of the title, the last one of the text."""
        paragraph = self._paragraph(end)
        last = ""
        at = bisect_left(self._times, end, key=lambda one: one.start)
        for one in reversed(self._times[max(at - _FAR, 0) : at]):
            if self.is_ahead(one.period) or (not day and _is_day(one.period)):
                continue
            if one.start >= paragraph:
                return one.period
            last = one.period
            break
        return self._main_period or last

    def is_ahead(self, period: str) -> bool:
        """Whether a period begins after the text was printed."""
        try:
            start = periods.parse(period).start
        except periods.PeriodError:
            return False
        return bool(self._published and start and start > self._published)

    def period(self, number: TextNumber, metric: Metric | None, times: Sequence[TextNumber]) -> str:
        """When a number is of; `times` are those of its sentence."""
        about = number.about
        day = metric is not None and metric.over_time == "snapshot"
        if "period" in about.carried or self._is_of_another(number, times):
            found = self._last(number.begins, day=day)
            return found or self._last(number.begins, day=True)
        if about.period not in {one.spot.period for one in times if one.spot.period}:
            backs = {
                self._back(one) for one in times if not one.spot.period and self._is_of(one, number)
            }
            if len(backs) == 1:
                return backs.pop()
            found = self._last(number.begins, day=day)
            return found if times and not backs else about.period
        return about.period

    def _is_of(self, time: TextNumber, number: TextNumber) -> bool:
        """Whether a time may be that of a number: told behind it, right before it, or of all."""
        between = self._text[time.place.end : number.place.start]
        is_right_before = time.place.end <= number.place.start and between.strip(" ") in ("", "的")
        return is_right_before or self._told_with.get(time.place.start) in (None, number)

    def _is_of_another(self, number: TextNumber, times: Sequence[TextNumber]) -> bool:
        """Whether the time of its sentence is only what another number is told against."""
        if (number.begins, number.about.period) not in self._bases:
            return False
        there = [one for one in times if one.spot.period == number.about.period]
        return bool(there) and all(
            self._told_with.get(one.place.start) not in (None, number) for one in there
        )


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d[~?%]?", text) is not None
