"""Who is wrong: the members of a conflict whose removal would settle it, in order.

Error localization after Fellegi and Holt, "A systematic approach to automatic edit and
imputation" (JASA 1976): as few figures as possible are doubted, one for each conflict; two
figures sooner than an identity that alone would do.
What speaks against a claim is counted in doublings of odds and added up: its grade (the lower of
source and document), what kind of figure it is, how far it is from its like (`likeness`), and how
likely its print is, if it is wrong, by all slips that would explain it (`evidence`). Among those
that weigh the same, the smallest change that would do comes first. A slip is told as far as it is
to be believed beside all other suspects and slips. Identities come after claims when a claim shows
a slip, else they are believed like primary documents.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import takewhile
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.diagnosis import evidence, misreckoned, neighbours, rank_slips, slips
from cloudkb.check.diagnosis.evidence import ENOUGH, Correction, Weighed
from cloudkb.check.diagnosis.likeness import likeness
from cloudkb.check.diagnosis.slips import Slip
from cloudkb.check.relations import kind
from cloudkb.check.relations.change import as_change
from cloudkb.check.solver.problem import Candidate, Row
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Claim, Grade, Order, Rank, Reading, Trend

GRADES: tuple[Grade, ...] = ("blog", "press", "tracker", "primary")
"""From the least to the most trusted."""
UNGRADED: Grade = "press"
"""What a document or source counts as that states no grade."""

_DERIVED = 2
"""What is reckoned from what is counted (growths, shares, margins, orders) is more often wrong."""
_RANKED_FIGURE = 3
_CONFIRMED = -4
"""What another origin prints to the digit."""
_LEAP = 8
"""The most that counts of how far a print is from its like, in half doublings of it."""
_ELSEWHERE = 2
"""A rank that is right of something else."""
_STANDS_IN = -3
"""An order that says of each period what a sum or a formula would: an identity."""
_FAR = Fraction(10**6)
"""The size of a change nobody can measure, as of an order: beyond any that is."""
_WHOLE = Fraction(1)
"""The size that the failing of an identity counts as."""
_BELIEVED = Fraction(3, 10)
"""How far a slip has to be believed to be told of who is most suspect ..."""
_LIKELIEST = Fraction(1, 2)
"""... and of others, if they are wrong at all."""
_INSIDE = Fraction(1, 2)
"""The size of an error that no end of what is implied shows."""
_ROUGHLY = 3
"""Half doublings by which no print is told to be explained better than another."""
_EVIDENT = 2
"""How many doublings likelier than no explanation a slip has to be, where others may be wrong."""
_MANY_POINTS = Fraction(1, 2)
"""What an error of a change in points is measured against, whose own size says nothing."""
_HALVES = 2
"""Half doublings in a doubling."""
_ROOT = Fraction(99, 70)
"""The square root of two."""
_GROWTHS = Fraction(2, 5)
"""How large growths are ..."""
_POINTS = Fraction(1, 10)
"""... and changes in points."""


class Score(NamedTuple):
    """Sorts suspects: the least is the most suspect."""

    late: bool
    """Identities wait while a claim shows a slip, or while two claims would do; so does then an
    order that stands in for one."""
    trust: int
    """In half doublings of odds: the less, the more speaks against it."""
    size: Fraction
    """The smallest change that would do comes first."""
    likely: int = 0
    """What of the trust is the print's own, which is known roughly."""


class RankedSuspect(NamedTuple):
    """A suspect in its place."""

    candidate: Candidate
    score: Score
    slip: Slip | None
    printed: Interval | None
    """What the rest implies for the figure itself, in the figure's own units."""


_RANKED: WeakKeyDictionary[ConstraintModel, dict[frozenset[int], tuple[RankedSuspect, ...]]] = (
    WeakKeyDictionary()
)
"""A conflict is ranked when it is found, to set the first aside, and again when it is told. Its
suspects are known by what they are in memory, where the ranks keep them: with all that is known
around each they take long to compare."""


def rank(model: ConstraintModel, candidates: Sequence[Candidate]) -> tuple[RankedSuspect, ...]:
    """Suspects, the most suspect first; ties stay in the order of names."""
    known = _RANKED.setdefault(model, {})
    asked = frozenset(map(id, candidates))
    if asked not in known:
        known[asked] = _ranked(model, candidates)
    return known[asked]


def _ranked(model: ConstraintModel, candidates: Sequence[Candidate]) -> tuple[RankedSuspect, ...]:
    asked = sorted(candidates, key=lambda one: one.label)
    levels = {one.label: _level(model, one) for one in asked}
    found = [(one, _seen(model, one, _others(levels, one.label))) for one in asked]
    slipped = any(one.explained is not None and one.explained.weight >= ENOUGH for _, one in found)
    paired = any(candidate.beside for candidate in asked)
    scored = [(_score(model, one, seen, slipped, paired), one, seen) for one, seen in found]
    scored.sort(key=lambda one: (one[0], one[1].label))
    chances = _chances([score for score, _, _ in scored])
    first = _alike([score for score, _, _ in scored]) if scored else 0
    scored[:first] = sorted(scored[:first], key=lambda one: one[1].label)
    return tuple(
        RankedSuspect(
            one,
            score,
            _told(seen, chance if place < first == 1 else None, len(scored)),
            seen.printed,
        )
        for place, ((score, one, seen), chance) in enumerate(zip(scored, chances, strict=True))
    )


def _chances(scores: Sequence[Score]) -> list[Fraction]:
    """How likely each is the one that is wrong, beside all others."""
    least = min((score.trust for score in scores), default=0)
    odds = [_root_power(least - score.trust) for score in scores]
    together = sum(odds)
    return [one / together for one in odds]


def _root_power(halves: int) -> Fraction:
    """Two to half of a number."""
    return Fraction(2) ** (halves // 2) * (_ROOT if halves % 2 else 1)


def _told(seen: "_LookedAt", chance: Fraction | None, among: int) -> Slip | None:
    """The slip of a suspect, as far as it is to be believed.

    `chance` is how likely the most suspect is the one that is wrong, of `among` suspects.
    """
    if seen.slip is not None:
        return seen.slip
    found = seen.explained
    if found is None or found.best is None or found.weight < (_EVIDENT if among > 1 else 0):
        return None
    is_told = found.share >= _LIKELIEST if chance is None else found.share * chance >= _BELIEVED
    return Slip(found.best.kind, found.best.text, found.weight) if is_told else None


def _level(model: ConstraintModel, candidate: Candidate) -> Quantity | None:
    """The quantity whose level a suspect prints."""
    pair = neighbours.pair_of(model, candidate.row)
    return pair.own if pair is not None and pair.number == "print" else None


def _others(levels: Mapping[str, Quantity | None], label: str) -> frozenset[Quantity]:
    """What suspects but one print."""
    return frozenset(one for name, one in levels.items() if one is not None and name != label)


def tied(ranked: Sequence[RankedSuspect]) -> int:
    """How many suspects share the first place: nothing sets them apart."""
    return _alike([one.score for one in ranked]) if ranked else 0


def _alike(scores: Sequence[Score]) -> int:
    first = scores[0]
    return sum(1 for _ in takewhile(lambda one: _is_alike(one, first), scores))


def _is_alike(one: Score, first: Score) -> bool:
    """Tell whether nothing sets two apart but how well their prints are explained, and little."""
    base, its = one.trust + one.likely, first.trust + first.likely
    is_same = (one.late, base, one.size) == (first.late, its, first.size)
    return is_same and one.trust - first.trust <= _ROUGHLY


def grade(model: ConstraintModel, claim: Claim) -> Grade:
    """The weight of a claim's word: the lower of its source's and its document's grade."""
    document = model.facts.documents.get(claim.document)
    source = model.vocabulary.sources.get(claim.source)
    given = [one.grade for one in (document, source) if one is not None and one.grade is not None]
    return min(given, key=GRADES.index) if given else UNGRADED


def _score(
    model: ConstraintModel, candidate: Candidate, seen: "_LookedAt", slipped: bool, paired: bool
) -> Score:
    claim = model.claims.get(candidate.label)
    if claim is None:
        return Score(slipped or paired, -evidence.unexplained(_WHOLE), _FAR)
    against = GRADES.index("primary") - GRADES.index(grade(model, claim))
    against += _kind(model, claim) + (
        _CONFIRMED if neighbours.printed_elsewhere(model, claim) else 0
    )
    against += max(-_LEAP, min(_LEAP, seen.leap))
    likely = 0 if seen.explained is None else seen.explained.likely
    slip = seen.slip is not None or (seen.explained is not None and seen.explained.weight >= ENOUGH)
    # a slip explains its figure whole, however far it is off
    size = Fraction(0) if slip else _one_digit(_size(claim, seen.printed))
    if seen.slip is not None:
        against += _ELSEWHERE
    return Score(paired and stands_in(claim), -_HALVES * against - likely, size, likely)


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


class _LookedAt(NamedTuple):
    """What is found out of a suspect."""

    printed: Interval | None = None
    """What the rest implies for its figure, in the figure's own units."""
    explained: Weighed | None = None
    leap: int = 0
    """How much farther it is from its like than what is implied."""
    slip: Slip | None = None
    """Of a rank, which has no figure."""


def _seen(model: ConstraintModel, candidate: Candidate, doubted: frozenset[Quantity]) -> _LookedAt:
    claim = model.claims.get(candidate.label)
    if claim is None or candidate.row is None or len(claim.readings) != 1:
        return _LookedAt()
    reading = claim.readings[0]
    if isinstance(reading.figure, Rank):
        text = rank_slips.elsewhere(model, claim, candidate.row, reading.figure)
        return _LookedAt(slip=Slip("row", text, ENOUGH) if text else None)
    if candidate.implied is None:
        return _LookedAt()
    printed = in_figure_units(reading.figure, candidate.row, candidate.implied.interval)
    if printed is None or printed.is_empty():
        return _LookedAt()
    figure = reading.figure
    assert isinstance(figure, Amount | Change)
    left = parts(candidate, figure) or (printed,)
    is_inside = any(figure.interval.meets(part) for part in left)
    if is_inside and not _is_all(model, claim):
        # it is not this figure that clashes, but what else the claim stands for
        return _LookedAt()

    def fits(meaning: Interval) -> bool:
        return any(_meets(meaning, part) for part in left)

    far = likeness(model, claim, candidate, doubted)
    found = evidence.weigh(
        figure.interval,
        printed,
        _corrections(model, claim, candidate, reading, printed),
        fits,
        far,
        _usual(figure, candidate.row),
        _INSIDE if is_inside else min(_WHOLE, _size(claim, printed)),
    )
    if is_inside:
        # how large its error is nobody knows, nor what would mend it: that is nothing in its favour
        return _LookedAt(explained=found._replace(best=None, likely=max(0, found.likely)))
    return _LookedAt(printed, found, far(figure.interval) - far(printed))


def _is_all(model: ConstraintModel, claim: Claim) -> bool:
    """Tell whether a claim says nothing but its figure, which clashes though no end shows it."""
    return neighbours.index(model).said[claim.id] == 1


def _usual(figure: Amount | Change, row: Row) -> Fraction | None:
    """The size of figures of a kind, where their own says nothing of how closely one is known."""
    if not isinstance(figure, Change) or figure.change_unit not in ("relative", "points"):
        return None
    return {"growth": _GROWTHS, "gap": _POINTS}.get(kind(row).number)


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
    if None not in (figure.interval.low, figure.interval.high):
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
        return as_change(implied, figure)
    return implied if number == "gap" else None


def _size(claim: Claim, printed: Interval | None) -> Fraction:
    """Distance from the print to what the rest implies, over the greater of the two."""
    figure = claim.only_figure
    if printed is None or not isinstance(figure, Amount | Change):
        return _FAR
    own, value = figure.interval, figure.value
    gap = own.gap(printed) or Fraction(0)
    if isinstance(figure, Change) and figure.change_unit == "points":
        return gap / _MANY_POINTS
    below = None not in (own.high, printed.low) and own.high < printed.low  # type: ignore[operator]
    if value is None and own.ends:
        value = sum(own.ends, Fraction(0)) / len(own.ends)
    if isinstance(figure, Change) and figure.change_unit == "relative" and value is not None:
        value += 1
    if not value:
        return _FAR
    # measured alike whether the print is too large or too small
    return gap / max(abs(value), abs(value + (gap if below else -gap)))


def _one_digit(size: Fraction) -> Fraction:
    """A size to one significant digit: a finer difference says nothing of who is wrong."""
    if size <= 0:
        return Fraction(0)
    power = Fraction(1)
    while size / power >= 10:
        power *= 10
    while size / power < 1:
        power /= 10
    return round(size / power) * power
