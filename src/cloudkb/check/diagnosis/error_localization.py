"""Who is wrong: the members of a conflict whose removal would settle it, in order.

Error localization after Fellegi and Holt, "A systematic approach to automatic edit and
imputation" (JASA 1976): as few figures as possible are doubted, one for each conflict; two
figures sooner than an identity that alone would do.
What speaks against a claim is counted in doublings of odds and added up: its grade (the lower of
source and document), what kind of figure it is, and the slip that would explain it (`evidence`).
Among those that weigh the same, the smallest change that would do comes first. Identities come
after claims when a claim shows a slip, else they are believed like primary documents.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.diagnosis import evidence, misreckoned, neighbours, rank_slips, slips
from cloudkb.check.diagnosis.evidence import ENOUGH, Correction
from cloudkb.check.diagnosis.slips import Slip
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Candidate, Row
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Claim, Grade, Operand, Order, Rank, Reading, Trend
from cloudkb.powers import raised

GRADES: tuple[Grade, ...] = ("blog", "press", "tracker", "primary")
"""From the least to the most trusted."""
UNGRADED: Grade = "press"
"""What a document or source counts as that states no grade."""

_ONE = Fraction(1)
_DERIVED = 2
"""What is reckoned from what is counted (growths, shares, margins, orders) is more often wrong."""
_RANKED_FIGURE = 3
_CONFIRMED = -4
"""What another origin prints to the digit."""
_LEAP = 6
"""The most that counts of how far a print is from its like, in half doublings."""
_STANDS_IN = -3
"""An order that says of each period what a sum or a formula would: an identity."""
_FAR = Fraction(10**6)
"""The size of a change nobody can measure, as of an order: beyond any that is."""


class Score(NamedTuple):
    """Sorts suspects: the least is the most suspect."""

    late: bool
    """Identities wait while a claim shows a slip, or while two claims would do; so does then an
    order that stands in for one."""
    trust: int
    """In doublings of odds: the less, the more speaks against it."""
    size: Fraction
    """The smallest change that would do comes first."""


class Ranked(NamedTuple):
    """A suspect in its place."""

    candidate: Candidate
    score: Score
    slip: Slip | None
    printed: Interval | None
    """What the rest implies for the figure itself, in the figure's own units."""


_RANKED: WeakKeyDictionary[ConstraintModel, dict[frozenset[int], tuple[Ranked, ...]]] = (
    WeakKeyDictionary()
)
"""A conflict is ranked when it is found, to set the first aside, and again when it is told. Its
suspects are known by what they are in memory, where the ranks keep them: with all that is known
around each they take long to compare."""


def rank(model: ConstraintModel, candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """Suspects, the most suspect first; ties stay in the order of names."""
    known = _RANKED.setdefault(model, {})
    asked = frozenset(map(id, candidates))
    if asked not in known:
        known[asked] = _ranked(model, candidates)
    return known[asked]


def _ranked(model: ConstraintModel, candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    found = [_seen(model, candidate) for candidate in sorted(candidates, key=lambda one: one.label)]
    slipped = any(slip is not None and slip.weight >= ENOUGH for _, slip, _ in found)
    paired = any(candidate.beside for candidate in candidates)
    ranked = [
        Ranked(candidate, _score(model, candidate, slip, printed, slipped, paired), slip, printed)
        for candidate, slip, printed in found
    ]
    ranked.sort(key=lambda one: (one.score, one.candidate.label))
    return tuple(_told(one, alone=len(ranked) == 1) for one in ranked)


def _told(one: Ranked, *, alone: bool) -> Ranked:
    """A suspect without a slip that is too weak to be told."""
    if one.slip is None or one.slip.weight >= (0 if alone else ENOUGH):
        return one
    return one._replace(slip=None)


def tied(ranked: Sequence[Ranked]) -> int:
    """How many suspects share the first place: nothing sets them apart."""
    return sum(1 for one in ranked if one.score == ranked[0].score)


def grade(model: ConstraintModel, claim: Claim) -> Grade:
    """The weight of a claim's word: the lower of its source's and its document's grade."""
    document = model.facts.documents.get(claim.document)
    source = model.vocabulary.sources.get(claim.source)
    given = [one.grade for one in (document, source) if one is not None and one.grade is not None]
    return min(given, key=GRADES.index) if given else UNGRADED


def _score(
    model: ConstraintModel,
    candidate: Candidate,
    slip: Slip | None,
    printed: Interval | None,
    slipped: bool,
    paired: bool,
) -> Score:
    claim = model.claims.get(candidate.label)
    if claim is None:
        return Score(slipped or paired, 0, _FAR)
    against = GRADES.index("primary") - GRADES.index(grade(model, claim))
    against += _kind(model, claim) + (_CONFIRMED if _is_confirmed(model, claim) else 0)
    if printed is not None:
        own = claim.readings[0].figure
        assert isinstance(own, Amount | Change)
        far = neighbours.likeness(model, claim, candidate)
        against += max(-_LEAP, min(_LEAP, far(own.interval) - far(printed)))
    weight = slip.weight if slip is not None and slip.weight >= ENOUGH else 0
    # a slip explains its figure whole, however far it is off
    size = Fraction(0) if weight else _size(claim, printed)
    return Score(paired and stands_in(claim), -against - weight, size)


def _kind(model: ConstraintModel, claim: Claim) -> int:
    """What the kind of its figure speaks against a claim."""
    figure = claim.readings[0].figure
    if isinstance(figure, Rank):
        return _RANKED_FIGURE
    if stands_in(claim):
        return _STANDS_IN
    metric = model.vocabulary.metrics.get(claim.metric or "")
    is_ratio = metric is not None and metric.unit == "ratio"
    told = isinstance(figure, Change | Order | Trend)
    return _DERIVED if told or (isinstance(figure, Amount) and is_ratio) else 0


def stands_in(claim: Claim) -> bool:
    """Tell whether a claim says of each period what a sum or a formula would."""
    return claim.period.kind == "series" and any(
        isinstance(one.figure, Order) and any(link.relation == "same" for link in one.figure.chain)
        for one in claim.readings
    )


def _is_confirmed(model: ConstraintModel, claim: Claim) -> bool:
    """Tell whether another origin prints the same digits for the same thing."""
    return bool(neighbours.same_print(model, claim))


def _seen(
    model: ConstraintModel, candidate: Candidate
) -> tuple[Candidate, Slip | None, Interval | None]:
    claim = model.claims.get(candidate.label)
    if claim is None or candidate.row is None or len(claim.readings) != 1:
        return candidate, None, None
    reading = claim.readings[0]
    if isinstance(reading.figure, Rank):
        text = rank_slips.elsewhere(model, claim, candidate.row, reading.figure)
        return candidate, Slip("row", text, ENOUGH) if text else None, None
    if candidate.implied is None:
        return candidate, None, None
    printed = in_figure_units(reading.figure, candidate.row, candidate.implied.interval)
    if printed is None or printed.is_empty():
        return candidate, None, None
    assert isinstance(reading.figure, Amount | Change)
    left = parts(candidate, reading.figure) or (printed,)
    if any(not reading.figure.interval.intersect(part).is_empty() for part in left):
        # it is not this figure that clashes, but what else the claim stands for
        return candidate, None, None

    def fits(meaning: Interval) -> bool:
        return any(_meets(meaning, part) for part in left)

    found = evidence.best(
        reading.figure.interval,
        _bounded(reading.figure, printed),
        _corrections(model, claim, candidate, reading, printed),
        fits,
        neighbours.likeness(model, claim, candidate),
    )
    if found is None:
        return candidate, None, printed
    correction, weight = found
    return candidate, Slip(correction.kind, correction.text, weight), printed


def _bounded(figure: Amount | Change, printed: Interval) -> Interval:
    """What is implied without an end that nature sets: nothing below zero, no loss of all."""
    is_growth = isinstance(figure, Change) and figure.change_unit == "relative"
    return printed.to_high() if printed.low == (-1 if is_growth else 0) else printed


def _corrections(
    model: ConstraintModel,
    claim: Claim,
    candidate: Candidate,
    reading: Reading,
    printed: Interval,
) -> Iterator[Correction]:
    """All that may have gone wrong with a figure; of what weighs the same, the first is told."""
    text, figure = reading
    assert isinstance(figure, Amount | Change)
    metric = model.vocabulary.metrics[claim.metric or ""]
    yield from slips.corrections(text, figure)
    yield from misreckoned.points_for_percent(figure, *neighbours.shares(model, claim, candidate))
    grown = neighbours.grown(model, candidate)
    yield from misreckoned.corrections(text, figure, metric, printed, grown)
    yield from neighbours.corrections(model, claim, candidate, figure)


def parts(candidate: Candidate, figure: object) -> tuple[Interval, ...]:
    """What the readings of others leave for a figure, where that has gaps."""
    if candidate.row is None or candidate.implied is None:
        return ()
    converted = (in_figure_units(figure, candidate.row, part) for part in candidate.implied.parts)
    return tuple(part for part in converted if part is not None)


def _meets(meaning: Interval, implied: Interval) -> bool:
    if not meaning.meets(implied):
        return False
    both = meaning.intersect(implied)
    # ends that only touch are no fit, unless one of the two is a single value
    return not both.is_point() or meaning.is_point() or implied.is_point()


def in_figure_units(figure: object, row: Row, implied: Interval) -> Interval | None:
    """What is implied for a row's sum, said of the figure: a ratio of 1.03 is +3 %."""
    number = kind(row).number
    if isinstance(figure, Amount) and number == "print":
        return implied
    if not isinstance(figure, Change):
        return None
    if number == "growth":
        factor = figure.base.factor if isinstance(figure.base, Operand) else _ONE
        if not factor:
            return None
        ratio = implied.scale(1 / factor)
        return (ratio if figure.years is None else raised(ratio, 1 / figure.years)).shift(-_ONE)
    return implied if number == "gap" else None


def _size(claim: Claim, printed: Interval | None) -> Fraction:
    """Distance from the print to what the rest implies, over the printed value.

    Rounded to one significant digit: a finer difference says nothing of who is wrong.
    """
    figure = claim.readings[0].figure if len(claim.readings) == 1 else None
    if printed is None or not isinstance(figure, Amount | Change):
        return _FAR
    own, value = figure.interval, figure.value
    gap = own.gap(printed) or Fraction(0)
    below = None not in (own.high, printed.low) and own.high < printed.low  # type: ignore[operator]
    if value is None and own.ends:
        value = sum(own.ends, Fraction(0)) / len(own.ends)
    if isinstance(figure, Change) and figure.change_unit == "relative" and value is not None:
        value += 1
    if not value:
        return _FAR
    # measured alike whether the print is too large or too small
    return _one_digit(gap / max(abs(value), abs(value + (gap if below else -gap))))


def _one_digit(size: Fraction) -> Fraction:
    if size <= 0:
        return Fraction(0)
    power = Fraction(1)
    while size / power >= 10:
        power *= 10
    while size / power < 1:
        power /= 10
    return round(size / power) * power
