"""Numbers that nobody prints, held against what the claims imply: each supposed to be a claim.

What a text says is compiled beside the facts, set aside, and judged by the rest, as a forecast is:
so growth, shares, sums and totals are reckoned by the same relations as everything else.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.answers import verdict_wording as words
from cloudkb.check.constraints import slicing
from cloudkb.check.corroboration.agreement import agrees
from cloudkb.check.corroboration.witnesses import asked_ends
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.relations import kind
from cloudkb.check.solver import prover
from cloudkb.check.solver.problem import Bounds, Row
from cloudkb.interval import Interval
from cloudkb.model import (
    AuditStatus,
    Change,
    Claim,
    Document,
    Facts,
    Metric,
    Operand,
    Period,
    Place,
    Rank,
    Reading,
)
from cloudkb.proofreading.about import About
from cloudkb.proofreading.derived import named_bases
from cloudkb.proofreading.stored_prints import Fitting
from cloudkb.texts import Spot

MOST = 400
"""Numbers of one text that are held against what the claims imply."""
_READINGS = 6
"""Ways in which one number may be meant that are tried."""
_ONE = Fraction(1)


class OpenNumber(NamedTuple):
    """A number that no claim prints."""

    spot: Spot
    about: About


class Answer(NamedTuple):
    """What the claims say of a number."""

    status: AuditStatus
    claims: tuple[str, ...] = ()
    because: str = ""
    loose: bool = False
    """Whether what is printed instead leaves the number open, by its rounding or its words."""


class _Supposed(NamedTuple):
    """One way in which a number may be meant."""

    number: int
    claim: Claim
    sure: bool
    """Whether the text says all of it, here or before, so that the number can be refuted."""
    guessed: bool = False
    """Whether its metric stands in a sentence before, so that it is one of it only where alike."""


def suppose(
    facts: Facts, pending: Sequence[OpenNumber], fitting: Fitting, document: Document
) -> dict[int, Answer]:
    """What the claims imply for numbers, or exclude; only where they say anything.

    `document` is the text; its id is one that no document of the facts has.
    """
    supposed = _all(facts, pending, fitting, document)
    if not supposed:
        return {}
    names = [one.claim.id for one in supposed]
    beside = {**facts.documents, document.id: document}
    every = facts._replace(
        documents=beside, claims=(*facts.claims, *(one.claim for one in supposed))
    )
    reasoner = Reasoner(slicing.of_claims(every, names), also=names)
    rows: dict[str, list[Row]] = defaultdict(list)
    wanted = frozenset(names)
    for row in reasoner.whole.rows:
        if row.label in wanted and kind(row).role == "says":
            rows[row.label].append(row)
    unknowns = sorted({name for each in rows.values() for row in each for name, _ in row.terms})
    system = reasoner.near(unknowns).system
    prepared = prover.Prover(system)
    found: dict[int, Answer] = {}
    for one in supposed:
        known = found.get(one.number)
        if (known is not None and known.status == "implied") or not rows[one.claim.id]:
            continue
        answer = _answer(reasoner, prepared, one, rows[one.claim.id])
        if answer is not None and (answer.status == "implied" or known is None):
            found[one.number] = answer
    return found


def _answer(
    reasoner: Reasoner, prepared: prover.Prover, one: _Supposed, rows: Sequence[Row]
) -> Answer | None:
    left = [(row, asked_ends(row, prepared.interval(row.terms))) for row in rows]
    every = [(row, prepared.implied(row.terms, told)) for row, told in left]
    claims = {name for _, bounds in every for name in _claims(reasoner, bounds)}
    if not claims:
        return None
    if all(agrees(bounds.interval, row) for row, bounds in every):
        return Answer("implied", tuple(sorted(claims)), _told(reasoner, one.claim, every))
    if not one.sure:
        return None
    told = _told(reasoner, one.claim, every)
    if one.guessed and not any(_is_like(row.interval, bounds.interval) for row, bounds in every):
        return None
    against = [pair for pair in every if not pair[1].interval.meets(pair[0].interval)]
    if not against and isinstance(one.claim.readings[0].figure, Rank):
        return None
    if not against:
        return Answer("missing", tuple(sorted(claims)), told)
    refuting = {name for _, bounds in against for name in _claims(reasoner, bounds)}
    if not refuting:
        return None
    return Answer("refuted", tuple(sorted(refuting)), _told(reasoner, one.claim, against))


def _is_like(own: Interval, implied: Interval) -> bool:
    """Whether a number is at most twice or half of what is implied."""
    ends = [abs(end) for end in implied.ends]
    mine = [abs(end) for end in own.ends]
    return bool(ends and mine) and max(mine) <= 2 * max(ends) and max(ends) <= 2 * max(mine)


def _claims(reasoner: Reasoner, bounds: Bounds) -> frozenset[str]:
    return bounds.because & reasoner.model.claims.keys()


def _told(reasoner: Reasoner, claim: Claim, every: Iterable[tuple[Row, Bounds]]) -> str:
    texts = [
        text
        for row, bounds in every
        for text in words.left_words(reasoner.model, claim, row, bounds)
    ]
    return " ".join(dict.fromkeys(texts))


# --- how a number may be meant ---------------------------------------------------------------


def _all(
    facts: Facts, pending: Sequence[OpenNumber], fitting: Fitting, document: Document
) -> list[_Supposed]:
    withins: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    about = {one.about.entity for one in pending}
    spoken = {(claim.entity, claim.metric) for claim in facts.claims if claim.entity in about}
    for claim in facts.claims:
        if claim.entity in about and claim.metric:
            withins[claim.entity, claim.metric].add(claim.within)
    found: list[_Supposed] = []
    for number, one in enumerate(pending[:MOST]):
        made = _Maker(facts, one, fitting, document, withins).claims(spoken)
        guessed = "metric" in one.about.carried
        for place, (claim, sure) in enumerate(list(made)[:_READINGS]):
            name = f"{document.id}/{number}-{place}"
            found.append(_Supposed(number, claim._replace(id=name), sure, guessed))
    return found


class _Maker:
    """The claims that one number may make."""

    def __init__(
        self,
        facts: Facts,
        pending: OpenNumber,
        fitting: Fitting,
        document: Document,
        withins: "dict[tuple[str, str], set[str | None]]",
    ) -> None:
        self._facts = facts
        self._spot, self._about = pending
        self._fitting = fitting
        self._document = document
        self._withins = withins

    def claims(self, spoken: "set[tuple[str, str | None]]") -> Iterable[tuple[Claim, bool]]:
        """Each with whether the sentence says all of it."""
        about = self._about
        vocabulary = self._facts.vocabulary
        metrics = [about.metric] if about.metric else list(about.metrics)
        entity = vocabulary.entities.get(about.entity)
        if entity is None:
            return
        for name in metrics:
            metric = vocabulary.metrics[name]
            period = self._period(metric)
            if period is None:
                continue
            places = self._places(metric)
            for figure, stated in self._figures(metric):
                for within in places:
                    sure = stated and len(metrics) == 1 and len(places) == 1
                    sure = sure and (not about.carried or self._spot.unit != "")
                    yield self._claim(metric, period, within, figure), sure

    def _period(self, metric: Metric) -> Period | None:
        if metric.over_time == "fixed":
            return Period("", kind="none")
        if not self._about.period:
            return None
        try:
            return periods.read(
                self._about.period, self._facts.vocabulary.entities.get(self._about.entity)
            )
        except periods.PeriodError:
            return None

    def _places(self, metric: Metric) -> list[str | None]:
        """What it may be measured in: what the sentence names, else all it ever was."""
        about = self._about
        known = self._withins.get((about.entity, metric.id), set())
        named = [one for one in about.within if one != about.entity]
        if metric.share_of or metric.ratio_of:
            chosen: list[str | None] = [*named] or sorted(known, key=str)
            return chosen or [None]
        return [one for one in named if one in known] or sorted(known, key=str) or [None]

    def _figures(self, metric: Metric) -> "Iterable[tuple[object, bool]]":
        """The figure, and whether the text says it whole: a change may leave its base out."""
        spot, about = self._spot, self._about
        if spot.kind == "rank":
            low, high = spot.interval.ends
            yield Rank("rank", int(low), int(high), spot.text), True
            return
        figure = self._fitting.fit(spot, metric)
        if figure is not None:
            yield figure, True
            return
        if spot.kind != "change" or spot.figure is not None or not spot.interval.ends:
            return
        unit = {"points": "points", "ratio": "relative"}.get(spot.unit, "absolute")
        if (unit == "points") != (metric.unit == "ratio") or (
            unit == "absolute" and metric.unit != spot.unit
        ):
            return
        named = named_bases(spot.text)
        every = (*named, *about.bases, *about.periods)
        bases = [one for one in every if one not in ("", about.period)]
        for other in dict.fromkeys(bases):
            yield self._change(spot.interval, unit, Operand(_ONE, period=other)), True
        # what grew in a year grew on the one before, where no other base stands beside it
        if not named:
            yield self._change(spot.interval, unit, "yoy"), not bases and self._is_year()

    def _is_year(self) -> bool:
        try:
            return periods.parse(self._about.period).step == "year"
        except periods.PeriodError:
            return False

    def _change(self, interval: Interval, unit: str, base: "Operand | str") -> Change:
        spot = self._spot
        return Change(
            "change",
            interval,
            unit,  # type: ignore[arg-type]
            base,  # type: ignore[arg-type]
            spot.unit if unit == "absolute" else None,  # type: ignore[arg-type]
            spot.currency or None if unit == "absolute" else None,
            spelling=spot.text,
        )

    def _claim(self, metric: Metric, period: Period, within: str | None, figure: object) -> Claim:
        document = self._document
        return Claim(
            "",
            self._about.entity,
            Place(document.id),
            document.id,
            document.id,
            document.published,
            metric.id,
            within,
            self._about.scopes[0] if len(self._about.scopes) == 1 else None,
            period,
            (Reading(self._spot.text, figure),),  # type: ignore[arg-type]
        )
