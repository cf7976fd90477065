"""The nearest figure of another document to a claim nobody bears out, and why it does not count.

Nearness is counted in what differs: the entity (only what is a part of the claim's, or holds it),
the metric (only one that is tied to it), the market, the basis, the period, what kind of figure it
is, and whether anybody doubts it. What differs is the reason, told in words.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.answers import verdict_wording as words
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.copies import replaced
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import (
    Amount,
    Change,
    Claim,
    DateFigure,
    Facts,
    Figure,
    Link,
    Order,
    Period,
    Rank,
    Trend,
)
from cloudkb.verdict import Verdict

_GRADES = ("primary", "tracker", "press", "blog")
_FAR = 100
"""Years between two periods that count as far as it gets."""


class _Difference(NamedTuple):
    """What keeps a figure from counting, and how much that sets it apart."""

    weight: int
    reason: str


class Nearest:
    """The claims of a base by what they measure."""

    def __init__(self, facts: Facts, model: ConstraintModel) -> None:
        """Nothing is looked up before it is asked for."""
        self._facts = facts
        self._model = model

    def with_nearest(self, verdict: Verdict, claim: Claim) -> Verdict:
        """A verdict of single source, with the nearest figure and why it does not count."""
        if claim.metric is None:
            return verdict
        found = min(self._candidates(claim), default=None)
        if found is None:
            return verdict._replace(
                because=(*verdict.because, self._nothing(claim.metric, verdict))
            )
        _, _, name = found
        other = self._named[name]
        reasons = naming.listed([each.reason for each in self._differences(claim, other)])
        about = words.blank(self._facts, other).about.replace(": ", ", ", 1)
        nearest = worded(
            "Nearest is {figure} for {about} ({claim}), which does not count: {reasons}.",
            figure=self._print(other),
            about=about,
            claim=name,
            reasons=reasons,
        )
        beside = self._beside(claim)
        return verdict._replace(
            because=(*verdict.because, nearest, *(told for _, told in beside)),
            near=tuple(dict.fromkeys([name, *(one for pair, _ in beside for one in pair)])),
        )

    def _beside(self, claim: Claim) -> list[tuple[tuple[str, str], str]]:
        """Of an order beside a whole: figures of its own and of a part of the whole, side by side.

        That one part lies on the same side proves nothing of the whole, and points there. With
        each sentence the two claims; one pair for each part.
        """
        figure = claim.readings[0].figure
        terms = figure.chain[0].terms if isinstance(figure, Order) else ()
        if len(terms) != 1 or terms[0].factor != 1:
            return []
        assert isinstance(figure, Order)
        whole, relation = terms[0].entity, figure.chain[0].relation
        entities = self._facts.vocabulary.entities
        sound = [
            one
            for one in self._measured.get(claim.metric or "", ())
            if one.document != claim.document and one.id not in self._doubted
        ]
        found: dict[str, tuple[tuple[str, str], str]] = {}
        for part in sound:
            known = entities.get(part.entity)
            if whole is None or known is None or known.part_of != whole:
                continue
            for mine in sound:
                side = _side(mine, part) if mine.entity == claim.entity else ""
                if side:
                    told = worded(
                        "{part}, part of {whole}, has {print} ({claim}) beside {own} ({mine}): "
                        "that points the same way, and tells nothing of the rest."
                        if side == relation
                        else "{part}, part of {whole}, has {print} ({claim}) beside {own} "
                        "({mine}): that points the other way, and tells nothing of the rest.",
                        part=self._entity(part.entity),
                        whole=self._entity(whole),
                        print=self._print(part),
                        claim=part.id,
                        own=self._print(mine),
                        mine=mine.id,
                    )
                    found.setdefault(part.entity, ((part.id, mine.id), told))
        return [found[name] for name in sorted(found)]

    def _print(self, claim: Claim) -> str:
        return naming.clipped(words.mention(self._facts, claim).printed)

    def _nothing(self, metric: str, verdict: Verdict) -> str:
        what = self._metric(metric)
        if self._facts.vocabulary.metrics[metric].unit in ("date", "entity"):
            return worded(
                "No other document has a claim on {whom}, {what}.", whom=verdict.subject, what=what
            )
        return worded(
            "No other document has a figure for {whose} {what}.",
            whose=naming.possessive(verdict.subject),
            what=what,
        )

    # --- which is nearest ------------------------------------------------------------------

    @cached_property
    def _named(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self._facts.claims}

    @cached_property
    def _measured(self) -> dict[str, list[Claim]]:
        found = defaultdict(list)
        for claim in self._facts.claims:
            if claim.metric is not None and claim.readings:
                found[claim.metric].append(claim)
        return found

    @cached_property
    def _doubted(self) -> frozenset[str]:
        return frozenset(exception.doubt for exception in self._facts.exceptions)

    @cached_property
    def _replaced(self) -> frozenset[str]:
        return replaced(self._facts)

    @cached_property
    def _tied(self) -> dict[str, set[str]]:
        """Metrics that limit each other, both ways."""
        found: dict[str, set[str]] = defaultdict(set)
        for metric in self._facts.vocabulary.metrics.values():
            for other in filter(None, (metric.only, metric.at_most)):
                found[metric.id].add(other)
                found[other].add(metric.id)
        return found

    def _candidates(self, claim: Claim) -> Iterator[tuple[int, int, str]]:
        metric, nested = claim.metric or "", self._model.nested
        for name in (metric, *sorted(self._tied.get(metric, ()))):
            for other in self._measured.get(name, ()):
                if other.document == claim.document or not nested(claim.entity, other.entity):
                    continue
                weight = sum(each.weight for each in self._differences(claim, other))
                if weight:
                    grade = self._facts.documents[other.document].grade
                    yield weight, _GRADES.index(grade) if grade in _GRADES else 2, other.id

    # --- what differs ----------------------------------------------------------------------

    def _differences(self, claim: Claim, other: Claim) -> list[_Difference]:
        found = [
            *self._of_what(claim, other),
            *self._where(claim, other),
            *self._when(claim.period, other.period, other.entity),
            *self._how(claim, other),
        ]
        if not found and claim.readings and other.readings:
            found.append(_Difference(1, worded("it says another thing of the same")))
        return found

    def _of_what(self, claim: Claim, other: Claim) -> Iterator[_Difference]:
        if other.entity != claim.entity:
            yield _Difference(4, worded("it is of {what}", what=self._entity(other.entity)))
        if other.metric != claim.metric:
            what = self._metric(other.metric or "")
            yield _Difference(4, worded("it is “{what}”, which says more or less", what=what))

    def _where(self, claim: Claim, other: Claim) -> Iterator[_Difference]:
        mine, its = claim.within or "", other.within or ""
        if mine != its:
            near = any(mine in each and its in each for each in self._facts.vocabulary.comparable)
            near |= bool(mine and its) and self._model.nested(mine, its)
            if its:
                reason = worded("it is measured in {where}", where=self._entity(its))
            else:
                reason = worded("it is measured in no market or company that is named")
            yield _Difference(2 if near else 5, reason)
        here, there = self._model.scope_of(claim), self._model.scope_of(other)
        if here != there:
            basis = naming.basis(there, self._model.vocabulary) if there else ""
            if not basis:
                reason = worded("it states no definition")
            elif there in self._facts.vocabulary.sources:
                reason = worded("it is measured by {basis}", basis=basis)
            else:
                reason = worded("it is measured as {basis}", basis=basis)
            yield _Difference(2, reason)

    def _when(self, mine: Period, its: Period, owner: str) -> Iterator[_Difference]:
        when = naming.period(its.text, owner, self._model.vocabulary)
        goes_on = its.text.endswith("/..")
        of = worded("it holds {when}" if goes_on else "it is of {when}", when=when)
        if rolling := next((one for one in (mine, its) if one.kind == "rolling"), None):
            reason = worded("“{period}” is tied to no days", period=periods.called(rolling.text))
            yield _Difference(1 if mine.text == its.text else 2, reason)
        elif mine.text == its.text:
            return
        elif its.kind == "none":
            yield _Difference(2, worded("its period is not stated"))
        elif mine.kind == "none":
            yield _Difference(2, worded("{reason}, and the claim states no period", reason=of))
        elif mine.approximate or its.approximate:
            rough = its if its.approximate else mine
            yield _Difference(
                2, worded("{period} is only about known", period=periods.called(rough.text))
            )
        elif periods.overlaps(mine, its):
            yield _Difference(1, of)
        else:
            yield _Difference(2 + _years(mine, its), of)

    def _how(self, claim: Claim, other: Claim) -> Iterator[_Difference]:
        mine, its = (_form(one.readings[0].figure) for one in (claim, other))
        if mine != its:
            yield _Difference(3, worded("it is {its}, not {mine}", its=its, mine=mine))
        if other.kind not in (claim.kind, "observation", "estimate"):
            sort = marked("it is an {kind}" if other.kind == "opinion" else "it is a {kind}")
            yield _Difference(2, worded(sort, kind=worded(other.kind)))
        if other.id in self._doubted:
            yield _Difference(3, worded("it is doubted itself"))
        if other.id in self._replaced:
            yield _Difference(3, worded("a later claim replaced it"))

    def _entity(self, name: str) -> str:
        return naming.entity(name, self._facts.vocabulary)

    def _metric(self, name: str) -> str:
        return naming.metric(name, self._facts.vocabulary)


def _side(one: Claim, other: Claim) -> str:
    """Whether one print lies above or below another of the same kind and time; else empty."""
    mine, its = one.readings[0].figure, other.readings[0].figure
    if not isinstance(mine, Amount) or not isinstance(its, Amount):
        return ""
    if (one.within, one.scope, one.period) != (other.within, other.scope, other.period):
        return ""
    alike = (mine.unit, mine.currency) == (its.unit, its.currency)
    if not alike or mine.interval.gap(its.interval) is None:
        return ""
    low, high = its.interval.low, mine.interval.high
    return "below" if low is not None and high is not None and high <= low else "above"


def _years(mine: Period, its: Period) -> int:
    """How many years lie between two periods that share no day."""
    if mine.start is not None and its.end is not None and its.end < mine.start:
        return min(_FAR, int(mine.start[:4]) - int(its.end[:4]))
    if mine.end is not None and its.start is not None and mine.end < its.start:
        return min(_FAR, int(its.start[:4]) - int(mine.end[:4]))
    return _FAR


_FORMS: tuple[tuple[type, str], ...] = (
    (Amount, marked("a value")),
    (Change, marked("a change")),
    (Rank, marked("a rank")),
    (Order, marked("an order")),
    (Trend, marked("a trend")),
    (DateFigure, marked("a date")),
)


def _form(figure: Figure) -> str:
    if isinstance(figure, Link):
        # a file may be a link as well, which is another word in Chinese
        return "关联" if in_chinese() else "a link"
    other = marked("another figure")
    return worded(next((name for kind, name in _FORMS if isinstance(figure, kind)), other))
