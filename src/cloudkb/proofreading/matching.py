"""Whether a claim prints a number of a text, or another one for the same thing.

The same number of somebody else is no cover: a claim fits by its entity, by its paragraph where
the text is its document, by its metric where the text names no entity and it is of one alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb import periods
from cloudkb.defaults import Defaults
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Entity, Metric, Period, Rank, Vocabulary
from cloudkb.proofreading.about import About
from cloudkb.proofreading.stored_prints import (
    Fitting,
    StoredPrint,
    StoredPrints,
    interval_of,
    keys,
    of_period,
)
from cloudkb.texts import Spot

Likeness = Literal["same", "weaker", "unhedged", "apart", "open", ""]
"""How a number stands to a claim's: it says the same; it is what the claim's rounds or hedges to;
it is the same without the claim's hedge; they cannot both be; they can; they are not comparable."""


_PLACES = ("名", "位", "place", "places")
"""What a rank counts."""


class Match(NamedTuple):
    """A claim that prints a number, and how."""

    printed: StoredPrint
    likeness: Likeness


class Matching:
    """The claims of a base held against the numbers of one text."""

    def __init__(self, prints: StoredPrints, fitting: Fitting, vocabulary: Vocabulary) -> None:
        """Of a base whose vocabulary is this."""
        self._prints = prints
        self._fitting = fitting
        self._entities = vocabulary.entities
        self._scopes = vocabulary.scopes
        self._defaults = Defaults(vocabulary)

    # --- the same number -----------------------------------------------------------------------

    def covering(self, spot: Spot, about: About, where: str, document: str) -> list[StoredPrint]:
        """The claims that print a number and fit its sentence, the best first."""
        found: dict[tuple[str, str], StoredPrint] = {}
        known = keys(spot.text, spot.figure, spot.interval)
        candidates = [*self._prints.valued("where", where, known)] if document else []
        for one in (each for each in about.entities if each not in about.compared):
            candidates += self._prints.valued("entity", one, known)
        if not about.entities:
            for one in filter(self._prints.is_of_one, about.metrics):
                candidates += self._prints.valued("metric", one, known)
        for printed in candidates:
            own = bool(document) and printed.claim.document == document
            here = own and printed.claim.where == where
            if self.likeness(spot, printed) == "same" and (here or self._fits(printed, about)):
                found[printed.claim.id, printed.text] = printed

        def order(printed: StoredPrint) -> tuple[object, ...]:
            claim = printed.claim
            return (
                claim.document != document or claim.where != where,
                claim.document != document,
                claim.entity != about.entity,
                claim.metric != about.metric,
                of_period(claim.period, printed.metric) != about.period,
                claim.id,
            )

        return sorted(found.values(), key=order)

    def _fits(self, printed: StoredPrint, about: About) -> bool:
        """Whether a claim's metric and period are not others than those that stand beside it."""
        claim = printed.claim
        if "metric" in about.firm and about.metric and claim.metric != about.metric:
            return False
        if about.carried == {"period"}:
            # a sentence that names whose and what, and no time, may have moved on
            return True
        if about.periods and claim.period.kind in ("span", "series"):
            return any(self.meets(printed, text) for text in about.periods)
        return True

    def meets(self, printed: StoredPrint, text: str) -> bool:
        """Tell whether a claim is about a period that a text names."""
        claim = printed.claim
        return meets(
            claim.period,
            text,
            printed.metric,
            self._entities.get(claim.entity),
            is_change=isinstance(printed.figure, Change),
        )

    def likeness(self, spot: Spot, printed: StoredPrint) -> Likeness:
        """How a number stands to what a claim prints."""
        if isinstance(printed.figure, Rank):
            return (
                _alike(spot.interval, None, printed)
                if spot.kind == "rank" or spot.measure in _PLACES
                else ""
            )
        figure = self._fitting.fit(spot, printed.metric)
        if figure is None:
            return self._unfitted(spot, printed)
        if isinstance(figure, Amount) != isinstance(printed.figure, Amount):
            return self._unfitted(spot, printed)
        if isinstance(figure, Change) and not _one_base(figure, printed.figure):
            return ""
        money = figure.currency if figure.unit == "money" else None
        if money and printed.currency and money != printed.currency:
            return ""
        return _alike(figure.interval, figure.value, printed)

    def _unfitted(self, spot: Spot, printed: StoredPrint) -> Likeness:
        """A size without a base beside a change, or a change beside a level that is called one."""
        figure = printed.figure
        assert not isinstance(figure, Rank)
        unit: str | None = figure.unit
        if isinstance(figure, Change) and figure.change_unit != "absolute":
            unit = {"points": "points", "relative": "ratio"}.get(figure.change_unit)
        if not unit or spot.unit != unit:
            return ""
        if unit == "money" and spot.currency and printed.currency not in ("", spot.currency):
            return ""
        own = spot.interval
        if isinstance(figure, Change) and spot.kind == "change":
            if own == figure.interval:
                return "same"
            yearly = figure.base == "yoy" and printed.claim.period.step == "year"
            return "apart" if yearly and not own.meets(figure.interval) else ""
        return "same" if _size(own) == _size(figure.interval) else ""

    # --- another number ------------------------------------------------------------------------

    def others(self, spot: Spot, about: About) -> Iterator[Match]:
        """What claims print for the very thing that a number is about, the plain ones first."""
        if not (about.entity and about.metric):
            return
        said: Sequence[StoredPrint] = ()
        for when in self._times(about):
            said = self._prints.about(about.entity, about.metric, when)
            if said:
                break
        # where nothing stands on the basis in use, what is printed on another is all there is
        said = [one for one in said if self.is_plain(one, about)] or said
        named = [one for one in said if one.claim.within in about.within]
        bare = [one for one in said if not one.claim.within]
        chosen = named or bare or said
        if len({one.claim.within for one in chosen}) > 1:
            return
        # a tracker's own number is told where it is all there is
        others = [one for one in chosen if not one.claim.scope or one.claim.scope in self._scopes]
        found = [Match(one, self.likeness(spot, one)) for one in others or chosen]
        middle = _middle(spot.interval)
        yield from sorted(
            (one for one in found if one.likeness and _may_be_meant(spot, about, one)),
            key=lambda one: (abs(_middle(one.printed.interval) - middle), one.printed.claim.id),
        )

    def elsewhere(self, spot: Spot, about: About) -> Iterable[StoredPrint]:
        """Claims on a basis that the sentence does not name, of the same thing and number."""
        for when in self._times(about):
            for one in self._prints.about(about.entity, about.metric, when):
                if not self.is_plain(one, about) and self.likeness(spot, one) == "same":
                    yield one

    def is_plain(self, printed: StoredPrint, about: About) -> bool:
        """Whether a claim stands on the basis in use, or on one that the sentence names.

        A tracker's own basis goes without saying: nobody else measures by it.
        """
        claim = printed.claim
        scope = claim.scope or ""
        if not scope or scope in about.scopes or scope not in self._scopes:
            return True
        return scope in self._defaults.possible(claim.entity, printed.metric, claim.period)

    def _times(self, about: About) -> list[str]:
        """The periods, as prints are found by them, that a number may be of."""
        known = self._prints.periods(about.entity, about.metric)
        if not about.period:
            return known if len(known) == 1 else []
        entity = self._entities.get(about.entity)
        try:
            period = periods.read(about.period, entity)
        except periods.PeriodError:
            return []
        days = periods.snapshot_day(period).text.rstrip("~?%")
        return [each for each in known if each in (period.text.rstrip("~?%"), days, "")]


def _may_be_meant(spot: Spot, about: About, found: Match) -> bool:
    """Whether a number is one of what a claim prints at all.

    A bare number is no money, and one whose sentence names no metric is another thing where it
    is nothing like what the metric that is carried over would have.
    """
    if found.likeness in ("same", "weaker", "unhedged"):
        return True
    if spot.unit == "" and spot.kind == "figure" and found.printed.metric.unit == "money":
        return False
    if "metric" not in about.carried:
        return True
    own, other = abs(_middle(spot.interval)), abs(_middle(found.printed.interval))
    return spot.unit != "" and other <= own * 2 and own <= other * 2


def meets(
    period: Period,
    text: str,
    metric: Metric,
    entity: Entity | None,
    *,
    is_change: bool = False,
) -> bool:
    """Tell whether a claim's period is one that a text names, about or exactly.

    Of a change a text may name the year of its base; of a level a quarter is not its year.
    """
    if metric.over_time == "fixed":
        return True
    try:
        asked = periods.read(text, entity)
    except periods.PeriodError:
        return True
    if period.start == asked.start and period.end == asked.end:
        return True
    if period.kind == "series":
        return periods.contains(period, asked) or periods.contains(asked, period)
    if (
        metric.over_time == "snapshot"
        or period.approximate
        or asked.approximate
        or period.end is None
    ):
        return periods.overlaps(period, asked)
    # a day is said of a month
    is_close = is_change or asked.step != "year"
    return is_close and periods.contains(asked, period) and metric.over_time == "level"


def _one_base(one: Change, other: object) -> bool:
    """Whether two changes are of one kind, against one base as far as both say."""
    if not isinstance(other, Change) or one.change_unit != other.change_unit:
        return False
    return one.base == other.base or not (isinstance(one.base, str) and isinstance(other.base, str))


def _size(interval: Interval) -> tuple[object, ...]:
    """An interval whatever its sign."""
    turned = interval.mirrored()
    return tuple(interval) if interval.low is not None and interval.low >= 0 else tuple(turned)


def _middle(interval: Interval) -> Fraction:
    ends = interval.ends
    return sum(ends, Fraction(0)) / (len(ends) or 1)


def _alike(own: Interval, value: Fraction | None, printed: StoredPrint) -> Likeness:
    other = interval_of(printed.figure)
    of: Fraction | None = getattr(printed.figure, "value", None)
    if own == other:
        return "same"
    if value is not None and value == of:
        return "same" if _sides(own, of) == _sides(other, of) or own.encloses(other) else "unhedged"
    if own.encloses(other):
        return "weaker"
    both = own.intersect(other)
    # what two roundings share is the edge between them
    return "apart" if both.is_empty() or (both.is_point() and not own.is_point()) else "open"


def _sides(interval: Interval, value: Fraction) -> tuple[bool, bool, bool]:
    """On which sides a print is open, and whether its number is one of those it stands for."""
    return interval.low is None, interval.high is None, interval.contains(value)
