"""What was said ahead: a forecast is met, missed or open; a target is a line to reach.

A forecast is an interval, and what happened lies in it or does not. A target is a line: it is
reached on it or inside a range that was aimed at, beaten beyond it, and else fell short, by so
much. Which side is better the claim says (`direction`), or its own words (at most 5 %), or its
metric; an event and a place in a league are better early and high up, and who aims at a fall
aims below. Without any of these, more is better.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeVar

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.prints import is_rounded
from cloudkb.check.corroboration.agreement import same_print
from cloudkb.check.relations import kind
from cloudkb.check.relations.date import DATE
from cloudkb.check.solver import prover
from cloudkb.check.solver.problem import Bounds, Row, System
from cloudkb.interval import Interval, exactly
from cloudkb.model import Amount, Change, Claim, DateFigure, Facts, Rank, Status

FORWARD = ("forecast", "target")
_BY_LINE = ("print", "growth", "gap")
_ZERO = Fraction(0)
_NEAR = Fraction(1, 200)
"""Of a line: how far on both sides of it what happened may lie and count as just there."""
S = TypeVar("S", bound=str)


class CameOut(NamedTuple):
    """How what was said ahead came out."""

    status: Status
    gap: Fraction | None = None
    """How far what happened is from the line, or from what was forecast."""
    printed: bool = False
    """Whether the gap is between two prints, and not the least that their roundings leave."""
    row: Row | None = None
    """What was asked, where others say what happened."""
    bounds: Bounds | None = None
    claims: tuple[str, ...] = ()
    """Who says what happened, where that is simply printed (places in a league)."""


OPEN = CameOut("open")


def outcome(
    model: ConstraintModel,
    system: System,
    claim: Claim,
    rows: Sequence[Row],
    judged: prover.RowStatus,
) -> CameOut:
    """How a forecast or target came out, by a system that holds what others say.

    `judged` is whether its rows must hold, can or cannot.
    """
    figure = claim.only_figure
    if claim.kind == "target" and figure is not None:
        if isinstance(figure, Rank):
            return _place(model, system, claim, figure)
        if len(rows) == 1 and (kind(rows[0]).number in _BY_LINE or kind(rows[0]) == DATE):
            return _line(model, system, claim, rows[0])
    names: dict[prover.RowStatus, Status] = {"certain": "met", "impossible": "missed"}
    if claim.kind == "target":
        names = {"certain": "reached", "impossible": "fell-short"}
    if judged not in names or not rows:
        return OPEN
    bounds = prover.implied(system, rows[0].terms)
    gap = bounds.interval.gap(rows[0].interval)
    return CameOut(names[judged], gap, False, rows[0], bounds)


# --- a line --------------------------------------------------------------------------------


def _line(model: ConstraintModel, system: System, claim: Claim, row: Row) -> CameOut:
    bounds = prover.implied(system, row.terms)
    said = bounds.because & model.claims.keys()
    left = bounds.interval
    if not said or left.is_empty():
        return OPEN
    lower = _is_lower(model, claim, row)
    aimed = _aimed(model, row, lower)
    value = _nominal(model, system, row, left, said)
    if lower:
        left, aimed = left.mirrored(), aimed.mirrored()
        value = None if value is None else -value
    found = _beside(left, aimed, value)
    if found is None:
        found = CameOut("reached") if _is_close(left, aimed) else OPEN
    return found._replace(row=row, bounds=bounds)


def _beside(left: Interval, aimed: Interval, value: Fraction | None) -> CameOut | None:
    """Where what happened lies beside what was aimed at, more being better; None: not proved."""
    low, high = aimed.low, aimed.high
    assert low is not None
    inside = value is not None and aimed.encloses(exactly(value))
    top = low if high is None else high
    if inside:
        return CameOut("reached", _ZERO, True)
    if left.high is not None and (left.high < low or (left.high == low and left.high_open)):
        if value is not None and value < low == top:
            return CameOut("fell-short", low - value, True)
        return CameOut("fell-short", low - left.high)
    if left.low is not None and (left.low > top or (left.low == top and left.low_open)):
        if value is not None and value > top == low:
            return CameOut("beaten", value - top, True)
        return CameOut("beaten", left.low - top)
    is_there = left.low is not None and left.low >= low
    return CameOut("reached") if is_there else None


def _is_close(left: Interval, aimed: Interval) -> bool:
    """Tell whether what happened is the line but for a two-hundredth of it."""
    assert aimed.low is not None
    high = aimed.low if aimed.high is None else aimed.high
    more = _NEAR * max(abs(aimed.low), abs(high))
    return Interval(aimed.low - more, high + more).encloses(left)


def _aimed(model: ConstraintModel, row: Row, lower: bool) -> Interval:
    """The line, or the range that was aimed at, where one end at least is known."""
    claim = model.claims[row.label]
    figure = claim.readings[0].figure
    own = row.interval
    if own.low is None or own.high is None:
        return exactly(_printed_line(row, figure))
    if isinstance(figure, Amount | Change) and "over" in figure.hedges:
        # 500多: the line is 500
        return exactly(own.high if lower and own.high <= _ZERO else own.low)
    value = _middle(row, figure)
    return own if value is None else exactly(value)


def _printed_line(row: Row, figure: object) -> Fraction:
    """The number of a bound: at most 20 % leaves up to 20.5 %, and means 20 %."""
    own = row.interval
    (end,) = own.ends
    if not isinstance(figure, Amount | Change) or figure.value is None:
        return end
    theirs = figure.interval.high if own.low is None else figure.interval.low
    if theirs is None:
        return end
    if not isinstance(figure, Change) or kind(row).number != "growth":
        return figure.value if end == theirs else end
    return end if figure.years is not None else (1 + figure.value) * end / (1 + theirs)


def _middle(row: Row, figure: object) -> Fraction | None:
    """What a rounded print, or one counted or called about so much, says to the last digit."""
    low, high = row.interval.low, row.interval.high
    if not isinstance(figure, Amount | Change) or figure.value is None:
        return None
    if low is None or high is None or (isinstance(figure, Change) and figure.years is not None):
        return None
    plain = is_rounded(figure) or low == high or figure.hedges == ("about",)
    return (low + high) / 2 if plain else None


def _nominal(
    model: ConstraintModel, system: System, row: Row, left: Interval, said: Iterable[str]
) -> Fraction | None:
    """What is printed of just this, by the finest print that what is left rests on."""
    found = []
    for other in system.rows:
        if other.label not in said or other.terms != row.terms or other.reading is not None:
            continue
        value = _middle(other, model.claims[other.label].readings[0].figure)
        if value is not None and left.encloses(exactly(value)):
            assert other.interval.low is not None
            assert other.interval.high is not None
            found.append((other.interval.high - other.interval.low, value))
    return min(found)[1] if found else None


def _is_lower(model: ConstraintModel, claim: Claim, row: Row) -> bool:
    """Tell whether less is better than what was aimed at."""
    if claim.direction:
        return claim.direction == "lower"
    if row.interval.low is None or row.interval.high is None:
        return row.interval.low is None
    said = model.vocabulary.metrics[claim.metric or ""].direction
    if said:
        return said == "lower"
    figure = claim.readings[0].figure
    if isinstance(figure, DateFigure):
        return True
    if not isinstance(figure, Change) or figure.interval.high is None:
        return False
    return figure.interval.high <= 0


# --- a place in a league -------------------------------------------------------------------


def _place(model: ConstraintModel, system: System, claim: Claim, aimed: Rank) -> CameOut:
    """A rank that was aimed at, beside the ranks that others print for the same."""
    there = {row.label for row in system.rows}
    own = {quantity for quantity, said in model.ranks if said.claim.id == claim.id}
    printed = sorted(
        (said.figure.low, said.figure.high, said.claim.id)
        for quantity, said in model.ranks
        if quantity in own
        and said.claim.id in there
        and said.reading is None
        and isinstance(said.figure, Rank)
    )
    if not printed:
        return OPEN
    low, high, _ = min(printed, key=lambda one: (one[1] - one[0], one))
    claims = tuple(name for *_, name in printed)
    if low > aimed.high:
        return CameOut("fell-short", Fraction(low - aimed.high), True, claims=claims)
    if high < aimed.low:
        return CameOut("beaten", Fraction(aimed.low - high), True, claims=claims)
    return CameOut("reached", claims=claims) if high <= aimed.high else OPEN


# --- what it comes to ----------------------------------------------------------------------


def by(model: ConstraintModel, came: CameOut) -> tuple[str, ...]:
    """The claims that say what happened."""
    found = set(came.claims)
    if came.bounds is not None:
        found |= came.bounds.because & model.claims.keys()
    return tuple(sorted(found))


def overall(judged: Sequence[S]) -> S:
    """As it stands; where that leaves it open, as it is on every basis it may be read as."""
    own, *others = judged
    if own in ("possible", "open") and others and len(set(others)) == 1:
        return others[0]
    return own


def said_again(facts: Facts, claim: Claim) -> list[Claim]:
    """Forecasts or targets of other documents for the same, that print the same."""
    return [one for one in facts.claims if one.document != claim.document and _same(one, claim)]


def _same(one: Claim, other: Claim) -> bool:
    """Tell whether two claims say the same of what is to come."""
    about = one.kind, one.entity, one.metric, one.within, one.scope
    if about != (other.kind, other.entity, other.metric, other.within, other.scope):
        return False
    if one.period[1:3] != other.period[1:3] or one.period.kind != other.period.kind:
        return False
    mine, its = one.only_figure, other.only_figure
    if mine is None or its is None:
        return False
    if not isinstance(mine, Amount | Change) or not isinstance(its, Amount | Change):
        return mine == its
    alike = (mine.form, mine.unit, mine.currency) == (its.form, its.unit, its.currency)
    return alike and (mine.interval == its.interval or same_print(mine, its))
