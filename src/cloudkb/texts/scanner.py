"""Every printed number of a text: where it stands, what it says, and what is none.

Candidates are found by one expression, read by the figure grammar (`figures.running`), and given up
where they are names (GPT-4, 5G), idioms, list numbers, codes, versions, phone numbers or times.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb.figures import running
from cloudkb.figures.cursor import Text
from cloudkb.figures.meaning import multiple_margin
from cloudkb.figures.same_words import Running
from cloudkb.figures.table.currencies import SHARED_SIGNS
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change
from cloudkb.texts import expressions, idioms, numbers_in_names, times
from cloudkb.texts.view import BREAK, Markup, View, view

SpotKind = Literal[
    "figure", "change", "rank", "order", "link", "date", "period", "duration", "name", "noise"
]


class Spot(NamedTuple):
    """A number in a text."""

    start: int
    """In code points of the file, as `end`."""
    end: int
    text: str
    """As printed, without markup and ends of lines."""
    kind: SpotKind
    figure: Amount | Change | None = None
    """The record, where a claim could hold the print."""
    interval: Interval = Interval()
    unit: str = ""
    """money, ratio, count, measure, points; empty for a bare number and a time."""
    currency: str = ""
    measure: str = ""
    period: str = ""
    """Canonical, of a date or period."""
    inferred: bool = False
    """The period needed the day the text was published."""


def scan(text: str, markup: Markup = "plain", published: str = "") -> tuple[Spot, ...]:
    """Find the numbers of a text, in order; `published` is its day, YYYY-MM-DD, where known."""
    seen = view(text, markup)
    return tuple(_Scan(seen, published).spots())


_Number = tuple[int, Spot]
"""Where a number that was read ends in the view, from where on reading goes on; and its spot."""


class _Rank(NamedTuple):
    start: int
    end: int
    low: int
    high: int


class _Scan:
    def __init__(self, seen: View, published: str) -> None:
        self.view = seen
        self.text = Text.of(seen.text)
        self.low = self.text.low
        self.times = times.find(self.text, published)
        titles = (one.span() for one in expressions.TITLE.finditer(self.low))
        self.masks = sorted([*idioms.spans(self.low), *titles])
        self.taiwan = "新台" in self.low or bool(re.search("新臺|臺灣|台積|億元", seen.text))
        self.times = [one for one in self.times if not self._hides(one)]
        self.ranks = [one for one in self._ranks() if not self._mask(one.start)]

    def _mask(self, at: int) -> str:
        """With what the idiom or title begins that a place stands in; empty where in none."""
        place = bisect_right(self.masks, (at, len(self.low))) - 1
        is_inside = place >= 0 and self.masks[place][1] > at
        return self.low[self.masks[place][0]] if is_inside else ""

    def _hides(self, one: times.Time) -> bool:
        """Whether a time is a part of a title, or a length of one of an idiom."""
        mask = self._mask(one.start)
        return mask == "《" or (mask != "" and one.kind == "duration")

    def spots(self) -> list[Spot]:
        """All of them, in order; what stands inside a figure belongs to it."""
        found = list(self._numbers())
        others = [
            self._spot(self._hedged(one), one.end, one.kind, period=one.period,
                       inferred=one.inferred, interval=one.length)
            for one in self.times
        ]  # fmt: skip
        others += [
            self._spot(one.start, one.end, "rank",
                       interval=Interval(Fraction(one.low), Fraction(one.high)))
            for one in self.ranks
        ]  # fmt: skip
        taken = [(one.start, one.end) for one in found]
        at = 0
        for one in sorted(others, key=lambda one: (one.start, -one.end)):
            while at < len(taken) and taken[at][1] <= one.start:
                at += 1
            inside = at < len(taken) and taken[at][0] < one.end
            if not inside and not (found[len(taken) :] and found[-1].end > one.start):
                found.append(one)
        return sorted(found, key=lambda one: one.start)

    def _hedged(self, one: times.Time) -> int:
        """Where a length of time begins, its hedge included: almost four minutes."""
        if one.kind != "duration":
            return one.start
        hedge = expressions.HEDGE.search(self.low, max(0, one.start - 16), one.start)
        return one.start if hedge is None else hedge.start()

    def _ranks(self) -> Iterator[_Rank]:
        for found in expressions.RANKS.finditer(self.low):
            name = next(key for key in "abcdefgh" if found[key] is not None)
            if name == "h" and not self._goes_on(found):
                continue
            bare = name == "e" and not (found["lead"] or found["tail"])
            bare = bare or (name == "f" and not found["many"])
            if bare and not expressions.ENDS_RANK.match(self.low, found.end()):
                continue
            digits = re.match("[0-9]+", found[name])
            place = int(digits[0]) if digits else expressions.numeral(found[name])
            if place:
                low = 1 if name in "df" else place
                start, end = found.start(), found.end()
                if name in "gh":
                    start, end = found.span(name)
                if name in "ab" and found[0].split(" ")[0] in _NOT_RANKING:
                    start = found.start(name)
                yield _Rank(start, end, low, place)

    def _goes_on(self, found: re.Match[str]) -> bool:
        """Whether a place alone goes on a ranking: ranked first, Borealis second."""
        start = found.start("h")
        word = expressions.WORD_BEFORE.search(self.text.cased[max(0, start - 24) : start])
        if word is None or not word[1][0].isupper():
            return False
        return expressions.RANKING.search(self.low, max(0, start - 100), start) is not None

    def _spot(self, start: int, end: int, kind: SpotKind, **more: object) -> Spot:
        first, last = self.view.span(start, end)
        return Spot(first, last, self.view.text[start:end], kind, **more)  # type: ignore[arg-type]

    def _numbers(self) -> Iterator[Spot]:
        floor = time = place = 0
        for found in expressions.CANDIDATE.finditer(self.low):
            at = found.start()
            if at < floor:
                continue
            while time < len(self.times) and self.times[time].end <= at:
                time += 1
            if time < len(self.times) and self.times[time].start <= at:
                continue
            while place < len(self.ranks) and self.ranks[place].end <= at:
                place += 1
            if place < len(self.ranks) and self.ranks[place].start <= at:
                floor = self.ranks[place].end
                continue
            number = None if self._mask(at) else self._number(found, floor)
            if number is not None:
                floor, spot = number
                yield spot

    def _number(self, found: re.Match[str], floor: int) -> _Number | None:
        at = found.start()
        if self.low[at - 1 : at] == "第" and not found[0][0].isdigit():
            return None
        if found[0][0].isdigit():
            none = self._noise(at, found.end(), floor)
            if none is not None:
                return none[1], self._spot(*none, "noise")
        odd = self._odd(found, floor)
        if odd is not None:
            return odd
        if found[0] in ("twice", "thrice"):
            return None
        if expressions.WHOLE_CHANGE.fullmatch(found[0]):
            changed = running.changed_at(self.text, at, found.end(), floor)
            return None if changed is None else self._told(changed)
        if self.low[floor : floor + 1] == "+" and floor == at - 1:
            # 12GB+256GB: the sign joins two figures
            floor = at
        read = running.figure_at(self.text, at, floor)
        if read is None or not numbers_in_names.is_number(self.text, found, read):
            return self._name(found) if found[0][0].isdigit() else None
        return self._signed(read)

    def _odd(self, found: re.Match[str], floor: int) -> _Number | None:
        """What is printed in a form of its own; each is asked only where its sign stands."""
        low, at, end = self.low, found.start(), found.end()
        before, behind = low[at - 1 : at], low[end : end + 1]
        odd = None
        if not found[0][0].isdigit() or low.startswith(" times", end):
            odd = self._multiple(at, floor)
        if odd is None and before == "(":
            odd = self._bracketed(at)
        if odd is None and (before in _OF_SCORES or behind in _OF_SCORES):
            odd = self._score(at, end)
        if odd is None and "/" in low[max(at - 1, 0) : at + 16]:
            odd = self._slashed(at)
        if odd is None and (behind in expressions.VULGAR or found[0] in expressions.VULGAR):
            odd = self._with_fraction(at)
        if odd is None and behind in (",", " "):
            odd = self._pair(at, floor)
        return odd

    def _signed(self, read: Running) -> _Number:
        """The same with the sign around it: ±1.9 points, and (12) alone in its cell."""
        low, start, end = self.low, read.start, read.end
        compared = self._compared(read)
        if compared is not None:
            return self._told(compared)
        if read.unit in ("ratio", "points") and low[start - 1 : start] in tuple("▲↑▼↓"):
            fell = low[start - 1] in "▼↓"
            turned = read.interval.mirrored() if fell else read.interval
            read = read._replace(start=start - 1, kind="change", interval=turned, whole=None)
        elif low[start - 1 : start] == "±" and read.interval.high is not None:
            both = Interval(-read.interval.high, read.interval.high)
            read = read._replace(start=start - 1, kind="change", interval=both, whole=None)
        elif low[start - 1 : start] + low[end : end + 1] == "()" and self._is_alone(
            start - 1, end + 1
        ):
            turned = read.interval.mirrored()
            read = read._replace(start=start - 1, end=end + 1, interval=turned, whole=None)
        return self._told(read)

    def _is_alone(self, start: int, end: int) -> bool:
        """Whether nothing else stands in a cell or line."""
        before, behind = self.low[max(0, start - 2) : start], self.low[end : end + 2]
        return before.strip(" ")[-1:] in (BREAK, "") and behind.strip(" ")[:1] in (BREAK, "")

    def _bracketed(self, at: int) -> _Number | None:
        """An amount below zero as filings print it: $(23.8) million, (112.40)万元, (9)."""
        found = expressions.IN_BRACKETS.search(self.low, max(0, at - 5), at + 48)
        if found is None or found.start(2) != at:
            return None
        sign, behind = found[1] or "", self.text.cased[found.end() : found.end() + 24]
        alone = self._is_alone(*found.span())
        if not sign and not alone and not expressions.UNIT_BEHIND.match(behind):
            return None
        plain = f"-{sign}{found[2]}{'' if alone else behind}"
        read = running.figure_at(Text.of(plain), 1 + len(sign))
        if read is None:
            return None
        end = found.end() + max(0, read.end - len(sign) - len(found[2]) - 1)
        return self._told(read._replace(start=found.start(), end=end))

    def _score(self, at: int, end: int) -> _Number | None:
        """One side of a score: 3-2, 2比0; both are counts, and no range."""
        both = expressions.SCORE.match(self.low, at)
        side = both is not None and int(both[1]) >= int(both[2])
        if not side:
            both = expressions.SCORE_LEFT.search(self.low, max(0, at - 5), at)
            side = both is not None and expressions.SCORE.match(self.low, both.start()) is not None
            side = side and int(both[1]) >= int(self.low[at:end])  # type: ignore[index]
        if not side:
            return None
        value = Fraction(self.low[at:end])
        return end, self._spot(at, end, "figure", interval=Interval(value, value))

    def _multiple(self, at: int, floor: int) -> _Number | None:
        """A multiple of something: of its own past a change, else an order."""
        low = self.low
        if low[at : at + 1] > "z":
            return None
        floor = max(floor, at - _LONGEST_HEDGE)
        start = max(low.rfind(" ", floor, max(at - 1, floor)) + 1, floor)
        for first in (max(low.rfind(" ", floor, max(start - 1, floor)) + 1, floor), start, at):
            found = expressions.MULTIPLE.match(low, first)
            if found is not None and found.start("by") == at:
                break
        else:
            return None
        word = found["by"]
        if word in ("half", "double", "triple") and " as " not in found[0] + " ":
            return None
        time = self._time_at(self.text.skip(found.end()))
        if time is None:
            if found["times"] is not None or word in ("half", "double", "triple"):
                return None
            return found.end(), self._spot(first, found.end(), "order")
        by = _multiple_of(word, found["times"])
        margin = multiple_margin(by)
        interval = Interval(by - 1 - margin, by - 1 + margin)
        if found["over"] is not None:
            interval = Interval(by - 1, None, low_open=True)
        elif found["under"] is not None:
            interval = Interval(None, by - 1, high_open=True)
        return time.end, self._spot(first, time.end, "change", interval=interval, unit="ratio")

    def _slashed(self, at: int) -> _Number | None:
        """One of several numbers with one unit: 22/19/17倍."""
        start, least = at, max(at - _LONGEST_LIST, 0)
        while start > least and self.low[start - 1] in "0123456789./":
            start -= 1
        found = expressions.SLASHED.match(self.low, start)
        if found is None or (found[1].count("/") == 1 and found[2] not in ("倍", "%", "x")):
            return None
        begun = found.start(1)
        for printed in found[1].split("/"):
            end = begun + len(printed)
            if begun == at:
                read = running.figure_at(Text.of(printed + found[2]), 0)
                if read is None or read.end != len(printed + found[2]):
                    return None
                end = found.end() if end == found.end(1) else end
                return self._told(read._replace(start=at, end=end))
            begun = end + 1
        return None

    def _with_fraction(self, at: int) -> _Number | None:
        """8½ years, ¾ of it: read as 8.5 and 3/4."""
        stop = at
        while self.low[stop : stop + 1].isdecimal():
            stop += 1
        places = expressions.VULGAR.get(self.low[stop : stop + 1])
        if places is None or (stop > at and not places[0]):
            return None
        printed = f"{self.low[at:stop]}.{places[0]}" if stop > at else places[1]
        read = self._read_as(printed, at, stop + 1)
        return None if read is None else self._told(read)

    def _read_as(self, printed: str, at: int, stop: int, floor: int = 0) -> Running | None:
        """The figure around a place, with other signs in place of those up to another."""
        start, cased = max(floor, at - _LONGEST_HEDGE), self.text.cased
        whole = cased[start:at] + printed + cased[stop : stop + 80]
        read = running.figure_at(Text.of(whole), at - start)
        if read is None:
            return None
        end = read.end + start - len(printed) + stop - at
        return read._replace(start=read.start + start, end=end, whole=None)

    def _pair(self, at: int, floor: int) -> _Number | None:
        """A guess in two numbers, the second a little more: read as from one to the other."""
        found = expressions.PAIR.match(self.low, at)
        if found is None:
            return None
        first, second = (running.bare_number(Text.of(found[key]), 0).ends for key in "ab")
        if not first or not second or not sum(first) < sum(second) <= 2 * sum(first):
            return None
        read = self._read_as(f"{found['a']} to ", at, found.end("joint"), floor)
        return None if read is None or read.end < found.end() else self._told(read)

    def _compared(self, read: Running) -> Running | None:
        """A change whose base is a time: 89,000 more than in 2023, 是去年同期的2.3倍."""
        low = self.low
        more = expressions.MORE_THAN.match(low, read.end)
        if more is not None and (time := self._time_at(more.end())) is not None:
            fell = (more[1] or more[2]) in ("fewer", "less", "lower", "below")
            interval = read.interval.mirrored() if fell else read.interval
            return read._replace(end=time.end, kind="change", interval=interval, whole=None)
        many = expressions.AS_MANY.search(low, max(0, read.start - 14), read.start)
        if many is not None and low[read.end - 1] == "倍":
            time = self._time_at(many.end(1) - 1)
            if time is not None and time.end == many.start(2):
                interval = read.interval.shift(Fraction(-1))
                return read._replace(
                    start=many.start(), kind="change", interval=interval, whole=None
                )
        return None

    def _time_at(self, at: int) -> times.Time | None:
        place = bisect_right(self.times, at, key=lambda one: one.start) - 1
        one = self.times[place] if place >= 0 else None
        return one if one is not None and one.start <= at < one.end else None

    def _told(self, read: Running) -> _Number:
        return read.end, self._spot(
            read.start, read.end, read.kind, figure=read.whole, interval=read.interval,
            unit=read.unit, measure=read.measure, currency=self._currency(read.currency),
        )  # fmt: skip

    def _currency(self, sign: str) -> str:
        """The currency of a sign that several share: what most texts mean by it."""
        if len(sign) == 3 and sign.isascii():
            return sign
        if sign == "元" and self.taiwan:
            return "TWD"
        return SHARED_SIGNS.get(sign, ("",))[0]

    def _name(self, found: re.Match[str]) -> _Number:
        token = expressions.TOKEN.match(self.low, found.start())
        end = max(found.end(), token.end() if token else 0)
        return end, self._spot(found.start(), end, "name")

    def _noise(self, at: int, end: int, floor: int) -> tuple[int, int] | None:
        """Where a number is a part of a code, a label, the number of a list, or a time."""
        low = self.low
        calm = low[at - 1 : at] not in _RESTLESS and expressions.CALM.match(low, at) is not None
        for back in () if calm else (0, 1, 2, 5):
            found = expressions.NOISE.match(low, max(at - back, floor))
            if found is not None and found.end() >= end and found.start() <= at:
                return found.span()
        before = low[max(0, at - 14) : at]
        start = self.text.cased.rfind(BREAK, max(0, at - 8), at) + 1
        if at == 0 or ((start or at < 8) and not low[start:at].strip()):
            listed = expressions.LIST.match(self.text.cased, at)
            if listed is not None:
                return at, listed.end()
        last = before.rstrip(" :：")[-1:]
        if last > "\u3400" and expressions.ZH_LABEL.search(before):
            return at, end
        if not (last.isascii() and (last.isalpha() or last == ".")):
            return None
        if expressions.LABEL.search(before) and not expressions.MEASURED.match(low, at):
            many = before.rstrip()[-1:] == "s"
            form = expressions.NUMBERED_MANY if many else expressions.NUMBERED
            label = form.match(low, at)
            return at, label.end() if label is not None else end
        return None


_OF_SCORES = ("-", ":", "比")
_LONGEST_LIST = 64
"""Code points of a list of numbers with one unit."""
_LONGEST_HEDGE = 24
_NOT_RANKING = (
    "in", "to", "from", "came", "stood", "took", "holding", "held", "fell", "rose",
)  # fmt: skip
"""Before a place they are no part of it: came third."""
_RESTLESS = tuple("([〔+-第#/:.")
"""What stands before a number that is likely to be a code."""


def _multiple_of(word: str, times: str | None) -> Fraction:
    if times is None:
        known = {"twice": "2", "double": "2", "thrice": "3", "triple": "3", "half": "1/2"}
        return Fraction(known[word])
    return Fraction(expressions.PLACES.get(times) or times)
