"""Every printed number of a text held against the claims of a base.

A number is looked for among the claims by its value; one that nobody prints for what its sentence
names is held against what is printed there instead, then against what the claims imply.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from cloudkb import periods
from cloudkb.model import (
    Audit,
    Audited,
    AuditStatus,
    Document,
    Facts,
    Ignored,
    Metric,
    Period,
    Place,
)
from cloudkb.proofreading import (
    derived,
    nearest_claims,
    supposing,
    telling,
    unnamed,
    whereabouts,
)
from cloudkb.proofreading.about import About, SentenceSubjects, Timed
from cloudkb.proofreading.denials import denied
from cloudkb.proofreading.matching import Match, Matching
from cloudkb.proofreading.mentions import NameFinder
from cloudkb.proofreading.passages import Paragraphs, Passages, Stretch, places
from cloudkb.proofreading.stored_prints import Fitting, StoredPrint, StoredPrints
from cloudkb.proofreading.supposing import Answer, OpenNumber
from cloudkb.texts import PrintedText, Spot, line_finder, scan
from cloudkb.texts.view import view

_TIMES = ("date", "period")
_USES: tuple[periods.Use, ...] = ("day", "date")
_NEVER = ("name", "noise", "duration")
"""Kinds of numbers that are no claim of their own."""
_PAIRED = 40
"""Numbers of a paragraph up to which one is paired with what its claims print."""
_NOTHING = Answer("missing")


def audit(facts: Facts, printed: PrintedText) -> Audit:
    """How each printed number of a text stands to the facts.

    Where it is a document of the base, the claims of that come first, in the paragraph that their
    `where` names, and its date and currency are those of the text.
    """
    return _Auditor(facts, printed).audit()


def proofread(facts: Facts, printed: PrintedText, title: str = "") -> "Proofread":
    """An audit with what it was reckoned from; `title` is that of a text that is no document."""
    auditor = _Auditor(facts, printed, title)
    found = auditor.audit()
    return Proofread(found, tuple(auditor.numbers), auditor.passages, auditor.could_be)


class TextNumber(NamedTuple):
    """A number of a text, and what its sentence says of it."""

    spot: Spot
    about: About
    where: str
    place: Stretch
    begins: int
    """Where its sentence does, in the view."""
    sentence: str
    near: str
    """The clause it stands in, and the one before."""


class Proofread(NamedTuple):
    """An audit, and what stands behind it."""

    audit: Audit
    numbers: tuple[TextNumber, ...]
    """As many as the audit has, in its order."""
    passages: Passages
    could_be: Callable[[Spot, str], bool]
    """Whether a number could be the figure of a metric, by its id."""


class _Auditor:
    def __init__(self, facts: Facts, printed: PrintedText, title: str = "") -> None:
        text, markup, document, published = printed
        self._facts = facts
        self._words = facts.vocabulary
        self._text = text
        self._document = facts.documents.get(document)
        self._name = document if self._document is not None else ""
        known = self._document
        if not published and known is not None:
            published = known.published.end or ""
        self._spots = scan(text, markup, published)
        seen = view(text, markup)
        self._places = places(seen, [(one.start, one.end) for one in self._spots])
        self.passages = Passages(seen)
        title = known.title if known is not None else title
        self._paragraphs = Paragraphs(text, markup, seen, title)
        self._fitting = Fitting(known.currency if known is not None else "")
        names = NameFinder(self._words)
        self._subjects = SentenceSubjects(
            self._words, names, self.passages, self._places, list(self._timed())
        )

    def _timed(self) -> "list[Timed]":
        found = []
        for spot, place in zip(self._spots, self._places, strict=True):
            if spot.kind in _TIMES:
                found.append(Timed(place, spot.period or _fiscal(spot.text), spot.text))
        return found

    def audit(self) -> Audit:
        """Each number by itself, then together those that nobody prints."""
        numbers = [
            TextNumber(
                spot,
                self._subjects.about(
                    place,
                    partial(self.could_be, spot),
                    is_change=spot.kind in ("change", "rank"),
                ),
                f"p{self._paragraphs.at(spot.start)}",
                place,
                *self._sentence(place),
                self._subjects.near(place),
            )
            for spot, place in zip(self._spots, self._places, strict=True)
        ]
        entities = {
            one for number in numbers for one in (*number.about.entities, *number.about.subject)
        }
        metrics = {
            one for number in numbers if not number.about.entities for one in number.about.metrics
        }
        self._prints = StoredPrints(self._facts, entities, metrics, self._name)
        self._matching = Matching(self._prints, self._fitting, self._words)
        numbers = [self._named(one) for one in numbers]
        self.numbers = numbers
        printed = numbers
        numbers = [
            one._replace(spot=unnamed.lost(one.spot, one.about, self._before(one), self._words))
            for one in numbers
        ]
        self._alone = Counter(
            one.begins for one in numbers if one.spot.kind in ("figure", "change", "rank")
        )
        answers = [self._at_once(number) for number in numbers]
        self._follow(numbers, answers)
        self._at_one_time(numbers, answers)
        open_ones = [
            (place, OpenNumber(number.spot, number.about))
            for place, (number, answer) in enumerate(zip(numbers, answers, strict=True))
            if number.about.entity and (answer is _NOTHING or answer.loose)
        ]
        judged = supposing.suppose(
            self._facts, [one for _, one in open_ones], self._fitting, self._as_document()
        )
        for order, (place, _) in enumerate(open_ones):
            found = judged.get(order, _NOTHING)
            others = set(found.claims) - set(answers[place].claims)
            if not answers[place].loose or (found.status == "implied" and others):
                answers[place] = found
        idle = self._ignore(numbers, answers)
        self._pair(numbers, answers)
        answers = [
            self._explained(number, answer) for number, answer in zip(numbers, answers, strict=True)
        ]
        find = line_finder(self._text)
        return Audit(
            self._name,
            tuple(
                self._told(number, answer, find(number.spot.start), find(number.spot.end))
                for number, answer in zip(printed, answers, strict=True)
            ),
            whereabouts.misplaced(
                self._prints.own,
                [(one.spot, one.where, one.sentence) for one in printed],
                self._matching,
            ),
            tuple(idle),
            unreasoned=max(len(open_ones) - supposing.MOST, 0),
        )

    def _follow(self, numbers: list[TextNumber], answers: list[Answer]) -> None:
        """Give changes without a metric that of the number before them in their sentence."""
        for place in range(1, len(numbers)):
            number, before = numbers[place], numbers[place - 1]
            is_open = number.spot.kind == "change" and answers[place] is _NOTHING
            if not is_open or number.begins != before.begins:
                continue
            if number.about.metric and "metric" not in number.about.carried:
                continue
            if answers[place - 1].status != "covered" or before.spot.kind != "figure":
                continue
            printed = self._prints.of_claim(answers[place - 1].claims[0])
            if printed is not None:
                about = unnamed.of_the_one_before(number.about, printed)
                numbers[place] = number._replace(about=about)
                answers[place] = self._at_once(numbers[place])

    def _at_one_time(self, numbers: Sequence[TextNumber], answers: list[Answer]) -> None:
        """Of the claims that cover a change of no known time, those of the number before it."""
        for place in range(1, len(numbers)):
            number, before = numbers[place], numbers[place - 1]
            both = answers[place].status == answers[place - 1].status == "covered"
            if not both or number.begins != before.begins or number.about.period:
                continue
            told = [self._prints.of_claim(one) for one in answers[place - 1].claims]
            times = {one.claim.period.text for one in told if one is not None}
            held = [self._prints.of_claim(one) for one in answers[place].claims]
            fit = [one for one in held if one is not None and one.claim.period.text in times]
            if number.spot.kind == "change" and 0 < len(fit) < len(held):
                answers[place] = self._covered(number, fit)

    def _named(self, number: TextNumber) -> TextNumber:
        """With the metric that goes without saying."""
        spot = unnamed.lost(number.spot, number.about, self._before(number), self._words)
        about = unnamed.with_implied_metric(
            spot, number.about, number.near, self._prints, self._words
        )
        return number._replace(about=about)

    def _before(self, number: TextNumber) -> str:
        """What stands in the sentence before a number."""
        return number.sentence[: max(number.place.start - number.begins, 0)]

    def _behind(self, number: TextNumber) -> str:
        """What stands in the sentence behind a number."""
        return number.sentence[max(number.place.end - number.begins, 0) :]

    def _explained(self, number: TextNumber, answer: Answer) -> Answer:
        """With what is held nearest to what is missing, and what was taken from before."""
        because = [answer.because]
        if answer.status == "missing" and not answer.because:
            because.append(
                nearest_claims.instead_sentence(
                    number.spot, number.about, self._prints, self._words
                )
            )
        if answer.status in ("differs", "refuted", "missing"):
            because.append(nearest_claims.carried(number.about))
        return answer._replace(because=telling.sentences_together(because))

    def _ignore(self, numbers: Sequence[TextNumber], answers: list[Answer]) -> list[Ignored]:
        """Mark what the document lists as ignored; what of that is not there.

        A number that a claim covers needs no ignoring.
        """
        idle = []
        for one in self._document.ignored if self._document is not None else ():
            spelled = "".join(one.text.split())
            matches = [
                place
                for place, number in enumerate(numbers)
                if one.where in ("", number.where)
                and spelled in ("", "".join(number.spot.text.split()))
                and answers[place].status not in ("none", "covered", "implied")
            ]
            for place in matches:
                answers[place] = Answer("ignored", (), one.reason)
            if not matches:
                idle.append(one)
        return idle

    def _pair(self, numbers: Sequence[TextNumber], answers: list[Answer]) -> None:
        """Pair what is missing in a paragraph with what its claims print and it does not hold.

        Only where one number and one claim are left that can be meant: no name need stand there.
        """
        if not self._name:
            return
        used = {
            name
            for number, answer in zip(numbers, answers, strict=True)
            if number.spot.kind not in _TIMES
            for name in answer.claims
        }
        left: dict[str, list[int]] = defaultdict(list)
        for place, (number, answer) in enumerate(zip(numbers, answers, strict=True)):
            if answer.status == "missing" and not answer.claims:
                left[number.where].append(place)
        for where, open_ones in left.items():
            if len(open_ones) > _PAIRED:
                continue
            unused = [one for one in self._prints.of_paragraph(where) if one.claim.id not in used]
            fitting: dict[int, list[Match]] = {}
            for place in open_ones:
                every = [
                    Match(one, self._matching.likeness(numbers[place].spot, one)) for one in unused
                ]
                fitting[place] = [one for one in every if one.likeness in ("apart", "unhedged")]
            for place, found in fitting.items():
                mine = {one.printed.claim.id for one in found}
                rivals = [
                    other
                    for other, theirs in fitting.items()
                    if other != place and mine & {one.printed.claim.id for one in theirs}
                ]
                if len(mine) == 1 and not rivals:
                    answers[place] = self._differs(numbers[place], found)

    def _sentence(self, place: Stretch) -> tuple[int, str]:
        start, end = self.passages.sentences[self.passages.sentence(place.start)]
        return start, self.passages.text[start:end]

    def could_be(self, spot: Spot, name: str) -> bool:
        """Whether a number could be the figure of a metric."""
        metric: Metric = self._words.metrics[name]
        if metric.unit in ("date", "entity"):
            return False
        if spot.kind == "rank":
            return True
        if spot.kind == "change" and spot.unit in ("ratio", "points"):
            return (metric.unit == "ratio") == (spot.unit == "points")
        if spot.figure is not None:
            return self._fitting.fit(spot, metric) is not None
        return spot.unit in ("", metric.unit)

    # --- one number ------------------------------------------------------------------------

    def _at_once(self, number: TextNumber) -> Answer:
        spot = number.spot
        if spot.kind in _NEVER:
            return Answer("none")
        if spot.kind in _TIMES:
            return self._time(number)
        about = number.about
        before, behind = self._before(number), self._behind(number)
        against = denied(spot, before, behind, is_scoped=bool(about.scopes))
        if against:
            return Answer("missing", (), against)
        covering = [
            one
            for one in self._matching.covering(spot, about, number.where, self._name)
            if self._is_here(one, number) or self._matching.is_plain(one, about)
        ]
        others = list(self._matching.others(spot, about))
        own = [one for one in covering if self._is_of(one, about)]
        apart = [one for one in others if one.likeness in ("apart", "unhedged")]
        covering = covering or self._inside(number)
        alone = self._alone.get(number.begins, 0) == 1
        if own or (covering and not (apart and (alone or self._is_sure(about)))):
            return self._covered(number, own or covering)
        reckoned = derived.among_the_first(
            spot, about, self._matching, self._prints
        ) or derived.reckon(
            spot,
            about,
            (number.near, before, behind),
            self._matching,
            self._prints,
            self._fitting,
            self._words,
        )
        if reckoned is not None:
            status: AuditStatus = "implied" if reckoned.fits else "refuted"
            return Answer(status, reckoned.claims, telling.reckoned(reckoned.text, reckoned.fits))
        if derived.is_reckoned(spot, number.near):
            return _NOTHING
        weaker = [one for one in others if one.likeness == "weaker"]
        if weaker:
            return Answer("implied", (weaker[0].printed.claim.id,), telling.rounded(weaker[0]))
        if apart:
            return self._differs(number, apart)
        loose = [one for one in others if one.likeness == "open"]
        if loose:
            return self._differs(number, loose)
        beside = list(self._matching.elsewhere(spot, about))
        if beside:
            claims = tuple(one.claim.id for one in beside)
            return Answer("covered", claims, telling.elsewhere(beside[0], self._words))
        return _NOTHING

    def _is_here(self, printed: StoredPrint, number: TextNumber) -> bool:
        """Whether a claim is of the document that the text is, and of the paragraph."""
        claim = printed.claim
        return bool(self._name) and (claim.document, claim.where) == (self._name, number.where)

    def _inside(self, number: TextNumber) -> list[StoredPrint]:
        """Claims of the paragraph whose print, as it is spelled, goes round the number."""
        found = []
        for printed in self._prints.of_paragraph(number.where):
            at = number.sentence.find(printed.text)
            if at >= 0 and number.spot.text in printed.text:
                start = number.place.start - number.begins
                if at <= start and start + len(number.spot.text) <= at + len(printed.text):
                    found.append(printed)
        return found

    def _is_of(self, printed: StoredPrint, about: About) -> bool:
        claim = printed.claim
        return claim.entity == about.entity and claim.metric == about.metric

    def _is_sure(self, about: About) -> bool:
        """Whether no other entity or metric can be meant than the one that stands beside it."""
        return {"entity", "metric"} <= about.firm

    def _covered(self, number: TextNumber, covering: Sequence[StoredPrint]) -> Answer:
        claims = tuple(dict.fromkeys(one.claim.id for one in covering))
        return Answer("covered", claims, telling.covered(number.spot.text, covering, self._words))

    def _differs(self, number: TextNumber, apart: Sequence[Match]) -> Answer:
        spot = number.spot
        figure = self._fitting.fit(spot, apart[0].printed.metric)
        because = telling.differs(spot.text, figure, spot.interval, apart, self._words)
        beside = list(self._matching.elsewhere(spot, number.about))
        if beside:
            because = telling.sentences_together(
                [telling.by_basis(beside[0], self._words), because]
            )
        claims = tuple(one.printed.claim.id for one in apart)
        return Answer("differs", claims, because, apart[0].likeness == "open")

    def _time(self, number: TextNumber) -> Answer:
        """A date or period is covered where a claim uses it, and no claim of its own else."""
        named = [("entity", one) for one in number.about.entities]
        for text in self._spellings(number.spot, number.about):
            for kind, name in (("document", self._name), *named):
                claims = self._prints.timed(kind, name, text) if name else []
                if claims:
                    return Answer("covered", tuple(dict.fromkeys(claims)))
        return Answer("none")

    def _spellings(self, spot: Spot, about: About) -> list[str]:
        """A time as a claim may name it: as a period, as a day, of somebody's fiscal year."""
        entity = self._words.entities.get(about.entity)
        found = [spot.period]
        for text in (spot.period, spot.text):
            for use in _USES:
                with suppress(periods.PeriodError):
                    found.append(periods.read(text, entity, use).text)
        return list(dict.fromkeys(filter(None, found)))

    # --- records ---------------------------------------------------------------------------

    def _as_document(self) -> Document:
        """The text as a document of the facts, under a name that none of them has."""
        known: Mapping[str, Document] = self._facts.documents
        name = next(
            name for name in ("the-text", *(f"the-text-{n}" for n in range(len(known) + 1)))
            if name not in known
        )  # fmt: skip
        if self._document is not None:
            return self._document._replace(id=name, origin=None)
        return Document(name, "", Period("", kind="none"), Place(name))

    def _told(
        self, number: TextNumber, answer: Answer, start: tuple[int, int], end: tuple[int, int]
    ) -> Audited:
        spot = number.spot
        return Audited(
            spot.start,
            spot.end,
            *start,
            *end,
            int(number.where[1:]),
            spot.text,
            spot.kind,
            spot.interval,
            spot.unit,
            spot.currency,
            spot.period or (number.about.period if spot.kind not in _NEVER else ""),
            answer.status,
            answer.claims,
            answer.because,
        )


def _fiscal(text: str) -> str:
    """The canonical text of a fiscal name, which days it has depends on whose it is."""
    try:
        return periods.parse(text).text
    except periods.PeriodError:
        return ""
