"""Who is wrong: the members of a conflict whose removal alone would settle it, in order.

Error localization after Fellegi and Holt, "A systematic approach to automatic edit and
imputation" (JASA 1976): as few figures as possible are doubted, one for each conflict.
Ranked by grade (the lower of source and document), then slip, then size (distance to the
implied interval over the printed value). Identities come after claims when a claim shows a
slip, else they are believed like primary documents.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.diagnosis import slips
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Candidate, Row
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Claim, Grade, Operand
from cloudkb.powers import raised

GRADES: tuple[Grade, ...] = ("blog", "press", "tracker", "primary")
"""From the least to the most trusted."""
UNGRADED: Grade = "press"
"""What a document or source counts as that states no grade."""

_ONE = Fraction(1)
_FEW_DIGITS = 4
_FAR = Fraction(10**6)
"""The size of a change nobody can measure, as of an order: beyond any that is."""


class Score(NamedTuple):
    """Sorts suspects: the least is the most suspect."""

    late: bool
    """Identities wait while a claim shows a slip."""
    grade: int
    slip: int
    size: Fraction
    """The smallest change that would do comes first."""


class Ranked(NamedTuple):
    """A suspect in its place."""

    candidate: Candidate
    score: Score
    slip: slips.Slip | None
    printed: Interval | None
    """What the rest implies for the figure itself, in the figure's own units."""


_RANKED: WeakKeyDictionary[ConstraintModel, dict[frozenset[Candidate], tuple[Ranked, ...]]] = (
    WeakKeyDictionary()
)
"""A conflict is ranked when it is found, to set the first aside, and again when it is told."""


def rank(model: ConstraintModel, candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """Suspects, the most suspect first; ties stay in the order of names."""
    known = _RANKED.setdefault(model, {})
    asked = frozenset(candidates)
    if asked not in known:
        known[asked] = _ranked(model, candidates)
    return known[asked]


def _ranked(model: ConstraintModel, candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    found = [_seen(model, candidate) for candidate in sorted(candidates, key=lambda one: one.label)]
    slipped = any(slip is not None for _, slip, _ in found)
    ranked = [
        Ranked(candidate, _score(model, candidate, slip, printed, slipped), slip, printed)
        for candidate, slip, printed in found
    ]
    return tuple(sorted(ranked, key=lambda one: (one.score, one.candidate.label)))


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
    slip: slips.Slip | None,
    printed: Interval | None,
    slipped: bool,
) -> Score:
    claim = model.claims.get(candidate.label)
    if claim is None:
        return Score(slipped, GRADES.index("primary"), len(slips.KINDS), _FAR)
    return Score(
        False,
        GRADES.index(grade(model, claim)),
        slip.rank if slip is not None else len(slips.KINDS),
        # a slip explains its figure whole, however far it is off
        _size(claim, printed) if slip is None else Fraction(0),
    )


def _seen(
    model: ConstraintModel, candidate: Candidate
) -> tuple[Candidate, slips.Slip | None, Interval | None]:
    claim = model.claims.get(candidate.label)
    if (
        claim is None
        or candidate.row is None
        or candidate.implied is None
        or len(claim.readings) != 1
    ):
        return candidate, None, None
    reading = claim.readings[0]
    printed = in_figure_units(reading.figure, candidate.row, candidate.implied.interval)
    if printed is None or printed.is_empty():
        return candidate, None, None
    assert isinstance(reading.figure, Amount | Change)
    left = parts(candidate, reading.figure) or (printed,)
    if any(not reading.figure.interval.intersect(part).is_empty() for part in left):
        # it is not this figure that clashes, but what else the claim stands for
        return candidate, None, None
    if not _is_narrow(reading.figure, printed):
        return candidate, None, printed

    def fits(meaning: Interval) -> bool:
        return any(_meets(meaning, part) for part in left)

    def relative(meaning: Interval) -> bool:
        assert candidate.row is not None
        return _fits_as_percent(model, candidate.row, meaning)

    return candidate, slips.find(reading.text, reading.figure, fits, relative), printed


def parts(candidate: Candidate, figure: object) -> tuple[Interval, ...]:
    """What the readings of others leave for a figure, where that has gaps."""
    if candidate.row is None or candidate.implied is None:
        return ()
    converted = (in_figure_units(figure, candidate.row, part) for part in candidate.implied.parts)
    return tuple(part for part in converted if part is not None)


def _meets(meaning: Interval, implied: Interval) -> bool:
    both = meaning.intersect(implied)
    # ends that only touch are no fit, unless one of the two is a single value
    touching = both.is_point() and not meaning.is_point() and not implied.is_point()
    return not (both.is_empty() or touching)


def _is_narrow(figure: Amount | Change, printed: Interval) -> bool:
    """Tell whether what is implied leaves so little that no correction meets it by chance.

    Its width is at most a quarter of its greater end, or a few last digits.
    """
    low, high = printed.low, printed.high
    if low is None or high is None:
        return False
    few = _FEW_DIGITS * (figure.unit_step or 0)
    return high - low <= max(max(abs(low), abs(high)) / 4, few)


def _fits_as_percent(model: ConstraintModel, row: Row, meaning: Interval) -> bool:
    """Tell whether points read as percent would fit the figures printed for both shares."""
    ends: dict[Fraction, Interval] = {}
    for name, factor in row.terms:
        for other in model.rows:
            if kind(other).number == "print" and other.terms == ((name, _ONE),):
                known = ends.get(Fraction(factor), Interval())
                ends[Fraction(factor)] = known.intersect(other.interval)
    upper, lower = ends.get(_ONE, Interval()), ends.get(-_ONE, Interval())
    times = meaning.shift(_ONE)
    if times.low is None or times.high is None or lower.low is None or lower.high is None:
        return False
    if times.low <= 0 or lower.low <= 0 or lower.is_empty():
        return False
    grown = Interval(times.low * lower.low, times.high * lower.high)
    return upper != Interval() and not grown.intersect(upper).is_empty()


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
