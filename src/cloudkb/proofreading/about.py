"""What a number of a text is about: entity, metric and period, by the names in its sentence.

What a sentence does not name is carried over from the ones before it: the subject and the period
for as long as nothing else is named, the metric to the end of its paragraph.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from cloudkb import periods
from cloudkb.leagues import SUMS
from cloudkb.model import Vocabulary
from cloudkb.proofreading.mentions import NameFinder, NamePlace
from cloudkb.proofreading.parallel_lists import name_of_number, of_number
from cloudkb.proofreading.passages import Passages, Stretch

_NEAREST = 16
"""Names, and periods, on either side of a number that it may be about."""
AboutField = Literal["entity", "metric", "period"]
_KINDS: tuple[AboutField, ...] = ("entity", "metric", "period")


class About(NamedTuple):
    """What the sentence of a number speaks of; all of it ids, periods as canonical text."""

    entity: str = ""
    """Whose number it is likeliest, empty where nothing is named or a name is of several."""
    metric: str = ""
    period: str = ""
    entities: tuple[str, ...] = ()
    """All that the sentence names, or the subject that is carried over."""
    metrics: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    """The markets and groups among the entities."""
    carried: frozenset[AboutField] = frozenset()
    """What stands in a sentence before."""
    firm: frozenset[AboutField] = frozenset()
    """What stands in the clause of the number, and nothing else of its kind beside it."""
    bases: tuple[str, ...] = ()
    """Periods that a change is against, for all that stands before them: than in 2022."""
    beside: tuple[str, ...] = ()
    """All metrics of the sentence, those too that the number cannot be a figure of."""
    subject: tuple[str, ...] = ()
    """Who the sentences before are about, whoever this one names."""
    market: tuple[str, ...] = ()
    """The market that the paragraph named last, before this sentence."""
    compared: frozenset[str] = frozenset()
    """Whom the number is only held against: as many as Borealis, Orchid's rival."""


class Timed(NamedTuple):
    """A period that a text prints."""

    span: Stretch
    text: str
    """Canonical; empty where it cannot be read."""
    printed: str = ""


MetricFits = Callable[[str], bool]
"""Tells whether a metric, by its id, could be the metric of a number."""


class SentenceSubjects:
    """The subjects of a text, sentence by sentence."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        names: NameFinder,
        passages: Passages,
        spots: Sequence[Stretch],
        periods: Sequence[Timed],
    ) -> None:
        """`spots` are all numbers and times of the text, `periods` those that are times."""
        self._entities = vocabulary.entities
        self._passages = passages
        self._sentences = [_Sentence() for _ in passages.sentences]
        for mention in names.find(passages.text):
            self._of(mention.start).mentions.append(mention)
        for one in periods:
            self._of(one.span.start).periods.append(one)
        for place in spots:
            self._of(place.start).spots.append(place)
        self._compared: dict[int, tuple[bool, bool, bool]] = {}
        self._carry()

    def _of(self, at: int) -> "_Sentence":
        return self._sentences[self._passages.sentence(at)]

    def _carry(self) -> None:
        """What each sentence is given by those before it."""
        subject: tuple[str, ...] = ()
        metrics: tuple[str, ...] = ()
        market: tuple[str, ...] = ()
        period = ""
        for sentence, is_first in zip(self._sentences, self._passages.breaks, strict=True):
            if is_first:
                metrics = market = ()
            sentence.subject, sentence.metrics, sentence.period = subject, metrics, period
            sentence.market = market
            sentence.periods = [counted_back(one, period) for one in sentence.periods]
            who = [one.ids for one in sentence.mentions if one.kind == "entity"]
            plain = [ids for ids in who if not self._is_sum(ids)]
            if plain or not subject or not self._goes_on(sentence):
                subject = (plain or who or [subject])[0]
            what = [one.ids for one in sentence.mentions if one.kind == "metric"]
            metrics = what[-1] if what else metrics
            market = next((ids for ids in reversed(who) if self._is_sum(ids)), market)
            own = [
                one for one in sentence.periods if one.text and not self._is_beside(one, sentence)
            ]
            period = own[-1].text if own else period

    def _is_sum(self, ids: Iterable[str]) -> bool:
        return all(self._entities[one].kind in SUMS for one in ids)

    def _goes_on(self, sentence: "_Sentence") -> bool:
        """Whether a sentence that names a market alone is still about the subject before."""
        first = next((one.start for one in sentence.mentions if one.kind == "entity"), None)
        if first is None:
            return True
        times = {one.span for one in sentence.periods}
        number = next((one.start for one in sentence.spots if one not in times), first)
        return number < first or bool(_IT.search(self._passages.text, max(first - 40, 0), first))

    def _is_beside(self, one: Timed, sentence: "_Sentence") -> bool:
        """Whether a period is no more than what the sentence's first number is told against."""
        if self._stands_behind(one):
            return True
        numbers = sentence.others(one.span)
        first = next((other for other in numbers if other.end <= one.span.start), None)
        return first is not None and self._is_base(one, first, numbers, is_change=True)

    def _is_compared(self, one: NamePlace, place: Stretch) -> bool:
        """Whether a name stands there only for what is held against it."""
        is_related, is_beside, is_unlike = self._comparison(one.start, one.end)
        return is_related or (is_beside if one.start > place.start else is_unlike)

    def _comparison(self, start: int, end: int) -> tuple[bool, bool, bool]:
        """What stands around a name: of whom somebody else is the rival, ahead of it, unlike it."""
        found = self._compared.get(start)
        if found is None:
            text = self._passages.text
            before = text[max(start - 24, 0) : start]
            is_beaten = bool(_BEATS.search(before) and _GOES_ON.match(text, end))
            is_unlike = text[end : end + 1] in (",", "，") and bool(_UNLIKE.search(before))
            found = (
                bool(_RELATED.match(text, end) or _RELATED_TO.search(before)),
                bool(_BESIDE.search(before) or _BESIDE_ZH.search(before)),
                is_unlike or is_beaten,
            )
            self._compared[start] = found
        return found

    def _stands_behind(self, one: Timed) -> bool:
        """Whether what stands around a period says that something is against it."""
        start, end = one.span
        before = self._passages.text[max(start - 20, 0) : start]
        return bool(_THAN.search(before) or _THAN_ZH.search(before)) or (
            self._passages.text.startswith(("相比", "基础上"), end)
        )

    def _is_base(
        self, one: Timed, place: Stretch, spots: Sequence[Stretch], *, is_change: bool
    ) -> bool:
        """Whether a period is another number's, which this one is told beside: 6 from 5 in 2022."""
        start, end = one.span
        text = self._passages.text
        if start - place.end > _FARTHEST or place.start - end > _FARTHEST:
            return False
        if place.start < start:
            if is_change and _THAN.search(text, max(start - 20, 0), start):
                return True
            if _THAN_IT.search(text, max(start - 20, 0), start):
                return True
            between = next((other for other in spots if other.start >= place.end), one.span)
            return between.end <= start and bool(_FROM.search(text, place.end, between.start))
        if is_change and self._stands_behind(one):
            return True
        if not _FROM_BEFORE.search(text, max(start - 8, 0), start):
            return False
        return any(end <= other.start < other.end <= place.start for other in spots)

    def _its_own(
        self, when: Sequence[Timed], numbers: Sequence[Stretch], place: Stretch
    ) -> Stretch | None:
        """The time whose turn a number's is, or that stands right before it: 2022年的70.5亿元."""
        text = self._passages.text
        spans = [one.span for one in when]
        right = [one for one in spans if text[one.end : place.start].strip() in ("的", "为")]
        return of_number(text, spans, numbers, place) or next(iter(right), None)

    def _clauses(self, number: int) -> list[int]:
        sentence = self._sentences[number]
        if sentence.clauses is None:
            sentence.clauses = self._passages.clauses(number, sentence.spots)
        return sentence.clauses

    def near(self, place: Stretch) -> str:
        """The clause of the number at a place, and the one before it; a list is one."""
        number = self._passages.sentence(place.start)
        starts = [*self._clauses(number), self._passages.sentences[number].end]
        own = bisect_right(starts, place.start) - 1
        end = starts[min(own + 1, len(starts) - 1)]
        first = max(own - 1, 0)
        text = self._passages.text
        others = self._sentences[number].others(place)
        # three of them is a list as well
        numbers = [one.start for one in others if re.search("[0-9]", text[slice(*one)])]
        while first and starts[first] - starts[first - 1] < _OF_A_LIST:
            if any(starts[first - 1] <= one < starts[first + 1] for one in numbers):
                break
            first -= 1
        return text[starts[first] : max(end, place.end)]

    def about(self, place: Stretch, fits: MetricFits, *, is_change: bool = False) -> About:
        """What the number at a place of the view is about."""
        number = self._passages.sentence(place.start)
        sentence = self._sentences[number]
        found = _Around(place, self._clauses(number))
        mentions = sentence.beside(place)
        who = [one for one in mentions if one.kind == "entity"]
        numbers = sentence.others(place)
        members = [one for one in who if not self._is_sum(one.ids)]
        own = name_of_number(self._passages.text, members, numbers, place)
        if own is not None:
            who = [one for one in who if one == own or one not in members]
        compared = [one for one in who if self._is_compared(one, place)]
        what = [
            one._replace(ids=kept)
            for one in mentions
            if one.kind == "metric" and (kept := tuple(filter(fits, one.ids)))
        ]
        times_near = sentence.times(place)
        when = [one for one in times_near if one.text and one.span != place]
        bases = [one for one in when if self._is_base(one, place, numbers, is_change=is_change)]
        when = [one for one in when if one not in bases]
        told = self._its_own(when, numbers, place) if own is None else None
        when = [one for one in when if told in (None, one.span)]
        of_what = [Stretch(one.start, one.end) for one in mentions if one.kind == "metric"]
        its_metric = (
            of_number(self._passages.text, of_what, numbers, place) if own is None else None
        )
        if its_metric is not None:
            what = [one for one in what if one.start == its_metric.start]
        meant = [one for one in who if one not in compared] or who
        plain = [one for one in meant if not self._is_sum(one.ids)]
        entities = _ids(who) or sentence.subject
        metrics = _ids(what) or tuple(filter(fits, sentence.metrics))
        given = sentence.period if len(sentence.periods) == len(bases) else ""
        times = tuple(dict.fromkeys(one.text for one in when)) or tuple(filter(None, (given,)))
        entity, entity_firm = found.nearest([(one.start, one.end, one.ids) for one in plain])
        if not entity:
            entity, entity_firm = found.nearest([(one.start, one.end, one.ids) for one in who])
        entity_firm = entity_firm or own is not None
        metric, metric_firm = found.nearest([(one.start, one.end, one.ids) for one in what])
        metric_firm = metric_firm or its_metric is not None
        period, period_firm = found.nearest([(*one.span, (one.text,)) for one in when])
        behind = next((one for one in when if one.span.start >= place.end), None)
        if (
            told is None
            and behind is not None
            and _IN.fullmatch(
                self._passages.text[place.end : min(behind.span.start, place.end + _FAR)]
            )
        ):
            period, period_firm, times = (behind.text,), True, (behind.text,)
        elif _FROM_BEFORE.search(self._passages.text, max(place.start - 8, 0), place.start):
            # from second to third: what it was, whenever that was
            period, period_firm, times = (), False, ()
        named = {"entity": who, "metric": what, "period": when}
        firm = {"entity": entity_firm, "metric": metric_firm, "period": period_firm}
        return About(
            _only(entity or (() if who else sentence.subject)),
            _only(metric or (() if what else metrics)),
            _only(period or times[:1]),
            entities,
            metrics,
            times,
            _ids(one for one in mentions if one.kind == "scope"),
            tuple(one for one in entities if self._entities[one].kind in SUMS),
            frozenset(part for part in _KINDS if not named[part]),
            frozenset(part for part in _KINDS if firm[part]),
            tuple(one.text for one in bases),
            _ids(one for one in mentions if one.kind == "metric") or sentence.metrics,
            sentence.subject,
            sentence.market,
            frozenset(_ids(compared)) - set(_ids(one for one in who if one not in compared)),
        )


def _only(ids: Sequence[str]) -> str:
    return ids[0] if len(ids) == 1 else ""


def _ids(mentions: Iterable[NamePlace]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for mention in mentions for one in mention.ids))


class _Sentence:
    """The names, times and numbers of a sentence, and what it is given."""

    def __init__(self) -> None:
        self.mentions: list[NamePlace] = []
        self.periods: list[Timed] = []
        self.spots: list[Stretch] = []
        self.clauses: list[int] | None = None
        self.subject: tuple[str, ...] = ()
        self.metrics: tuple[str, ...] = ()
        self.market: tuple[str, ...] = ()
        self.period = ""

    def others(self, place: Stretch) -> list[Stretch]:
        """The numbers beside one, times left out."""
        at = bisect_right(self.spots, place.start, key=lambda one: one.start)
        times = {one.span for one in self.times(place)}
        return [one for one in self.spots[max(at - 6, 0) : at + 6] if one not in times]

    def beside(self, place: Stretch) -> list[NamePlace]:
        """The names nearest to a number: those of a whole sentence, were it not endless."""
        at = bisect_right(self.mentions, place.start, key=lambda one: one.start)
        return self.mentions[max(at - _NEAREST, 0) : at + _NEAREST]

    def times(self, place: Stretch) -> list[Timed]:
        """The same of periods."""
        at = bisect_right(self.periods, place.start, key=lambda one: one.span.start)
        return self.periods[max(at - _NEAREST, 0) : at + _NEAREST]


Named = tuple[int, int, tuple[str, ...]]
"""From where to where a name stands, and what is called so."""


class _Around:
    """A number among the names of its sentence."""

    def __init__(self, place: Stretch, clauses: Sequence[int]) -> None:
        self._place = place
        self._clauses = clauses
        self._own = self._clause(place.start)

    def _clause(self, at: int) -> int:
        return bisect_right(self._clauses, at)

    def nearest(self, names: Sequence[Named]) -> tuple[tuple[str, ...], bool]:
        """What is called by the nearest name, and whether no other could be meant.

        That is the last one before the number in its clause, else the first one after it there,
        else the last one in a clause before, else the first one behind.
        """
        before: list[Named] = []
        after: list[Named] = []
        for one in names:
            (before if one[0] < self._place.start else after).append(one)
        own_before = [one for one in before if self._clause(one[0]) == self._own]
        own_after = [one for one in after if self._clause(one[0]) == self._own]
        firm = len({one[2] for one in (*own_before, *own_after)}) == 1
        for choice in (own_before[-1:], own_after[:1], before[-1:], after[:1]):
            if choice:
                only = len({one[2] for one in names}) == 1
                return choice[0][2], firm or only
        return (), False


_THAN = re.compile(
    r"\b(?:than(?: in| at)?|from|over|on|versus|vs\.?|against|compared (?:with|to)|since)"
    r"(?: the| its| that of| those of| end| level| in| of)*\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|than|against|versus|vs|compared (?:with|to))\b|[高低多少好]于|不及")
"""Between two numbers before a period: it is the period of the second."""
_RELATED = re.compile(
    r"['’]s? (?:[a-z-]+ )?(?:rivals?|peers?|parent|owner|subsidiary|competitors?|partners?"
    r"|suppliers?|customers?|founder|backer)\b|的(?:主要|竞争|最大)?(?:对手|母公司|子公司|合作伙伴|供应商|客户|股东)"
)
"""Behind a name: somebody else is meant, of whom it says whose."""
_RELATED_TO = re.compile(
    r"\b(?:rival|peer|parent|subsidiary|competitor|supplier|customer|unit) (?:of|to)\s(?:the )?$",
    re.I,
)
"""Before a name: the same."""
_BEATS = re.compile(
    r"\b(?:outsold|outpaced|outgrew|overtook|leapfrogged|surpassed|beat|topped|trails?|trailed|leads?"
    r"|led)\s(?:the )?$|(?:超过|超越|反超|赶超|压过|领先于?|落后于?|[高低]于|不及)$",
    re.I,
)
_GOES_ON = re.compile(r"[,，]|\s(?:with|in|on|by|as|after|for|to)\b", re.I)
"""Before and behind a name that somebody with a number of its own is ahead of: beat Orchid with."""
_BESIDE = re.compile(
    r"\b(?:ahead of|behind|than|versus|vs\.?|over|against|compared (?:with|to)|unlike|like|trailing"
    r"|followed by|as (?:many|much|large|big|high) as|beating|overtaking)\s(?:the\s)?$",
    re.I,
)
_BESIDE_ZH = re.compile(
    r"(?:比|较|不同于|领先于?|落后于?|[高低多少]于|超过|仅次于|超越|不及|赶超)$"
)
"""Before a name behind a number."""
_UNLIKE = re.compile(r"\b(?:unlike|like|as with)\s(?:the\s)?$", re.I)
_IT = re.compile(r"\b(?:its?|they|their|the (?:company|group|firm|maker))\b|其|该公司|公司", re.I)
_IN = re.compile(r"[^,，;；0-9()]{0,24}\b(?:in|during|for|as of|at)\s(?:the )?", re.I)
"""Between a number and the period that is its own: 50 million units in 2022."""
_FAR = 40
_FARTHEST = 160
"""Code points between a number and a period that another number is told of."""
_OF_A_LIST = 30
"""Code points of a clause that may be one name of a list."""
_THAN_IT = re.compile(r"(?:[高低多少好]于|不及|\bthan(?: the| in)?\s)$")
_FROM_BEFORE = re.compile(r"(?:从|由|自|\bfrom(?: the)?\s?)$")
_THAN_ZH = re.compile(r"(?:比|较|相比|相比于|相较于?|与|和)\s*$")
_BEFORE = (
    (
        re.compile(
            r"year (?:earlier|before|ago)|上年同期|去年同期|上年|previous year|prior year", re.I
        ),
        12,
    ),
    (re.compile(r"quarter (?:earlier|before|ago)|上一?个?季度|环比|previous quarter", re.I), 3),
    (re.compile(r"month (?:earlier|before|ago)|上个?月", re.I), 1),
    (
        re.compile(
            r"^(?:the )?same (?:period|quarter|month)|^同期|^当期|^当年|^该年|that year$", re.I
        ),
        0,
    ),
)
"""Periods that are told by the one before them, and how many months before it they are."""


def counted_back(one: Timed, known: str) -> Timed:
    """A year earlier, resolved against the period of the sentence before."""
    if one.text or not known:
        return one
    for pattern, months in _BEFORE:
        if pattern.search(one.printed):
            try:
                return one._replace(text=periods.shift(periods.parse(known), -months).text)
            except periods.PeriodError:
                return one
    return one
