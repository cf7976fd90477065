"""Figures that would conflict if they were read as one: other scopes, markets, undated prints.

Two trackers that draw a market differently may both be right, so this is never a conflict. The
claim is read as if it were said of the other basis, and the figures there are asked whether it
could be true. A rank also meets ranks of overlapping periods, and a bare direction the changes of
comparable markets over them. What states no period stands for the day it was said: another document
may differ from it and be right. So may a figure of a known year beside one of any 12 months.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb import periods
from cloudkb.check.answers import other_scopes
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.prints import meaning
from cloudkb.check.constraints.quantities import UNSTATED, Quantity, period_of
from cloudkb.check.corroboration.witnesses import Corroboration, alternatives
from cloudkb.check.solver.problem import Bounds, Row
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Claim, Rank

_ROLLING = 12
"""Months of a span that is tied to no days: `any 12 months` is all the format knows."""

MarketAndScope = tuple[str, str]
"""What a quantity is measured in, and its scope."""


class Tension(NamedTuple):
    """What stands on another basis and could not be the same."""

    claims: tuple[str, ...]
    about: Quantity
    """The claim's quantity on that basis."""
    row: Row
    """What the claim would say there."""
    interval: Interval
    """What the others leave there."""
    gap: Fraction
    bounds: Bounds | None
    """The proof; None when it is simply printed."""


def find(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    rows: Sequence[Row],
) -> list[Tension]:
    """All tensions of a claim, the widest first."""
    mine = own(model, claim, rows)
    if mine is None:
        return []
    found: list[Tension] = []
    said = [one for one in alternatives(rows) if not bench.excludes(one, (claim.id,))]
    for basis in others(model, mine):
        found += _there(model, bench, claim, said, mine, basis)
    if not claim.scope and _fits_one(model, bench, claim, said, mine):
        # what it is on another scope it need not be on this one
        found = [one for one in found if one.about.within != mine.within]
    eligible = bench.claims - {claim.id}
    beside = [
        *_ranks(model, claim, mine),
        *_directions(model, claim, mine),
        *_undated(model, rows, mine),
    ]
    found += [one for one in beside if eligible.issuperset(one.claims)]
    found += _in_spans(model, bench, claim, rows, mine)
    return sorted(found, key=lambda one: (-one.gap, one.about, one.claims))


def own(model: ConstraintModel, claim: Claim, rows: Sequence[Row]) -> Quantity | None:
    """The quantity a claim is about, as the model names it: of its own period, if one is."""
    spoken = []
    for row in rows:
        for name, _ in row.terms:
            variable = model.variables.get(name)
            if variable is not None and variable.quantity[:2] == (claim.entity, claim.metric):
                spoken.append(variable.quantity)
    return max(spoken, key=lambda one: one.period == claim.period.text, default=None)


def _fits_one(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    said: Sequence[Sequence[Row]],
    mine: Quantity,
) -> bool:
    """Tell whether a plain claim meets what others leave on some scope that they state."""
    scopes = [basis for basis in others(model, mine) if basis[0] == mine.within]
    for basis in scopes if len(scopes) > 1 else ():
        for rows in said:
            left = [left_there(model, bench, row, mine, basis, (claim.id,)) for row in rows]
            known = [
                one is not None and _reaches(row, one, bench)
                for one, row in zip(left, rows, strict=True)
            ]
            if all(known) and not any(
                one is None or one.interval.gap(row.wide or row.interval) is not None
                for one, row in zip(left, rows, strict=True)
            ):
                return True
    return False


def _reaches(row: Row, left: Bounds, bench: Corroboration) -> bool:
    """Tell whether claims bound a row on each side on which it has an end: else all would fit."""
    ends = (
        (row.interval.low, left.low_because),
        (row.interval.high, left.high_because),
    )
    return all(end is None or bool(bench.origins.keys() & {*why}) for end, why in ends)


def others(model: ConstraintModel, own: Quantity) -> list[MarketAndScope]:
    """The other bases on which somebody names the same (entity, metric)."""
    found = set()
    for quantity, documents in model.named.items():
        same = quantity[:2] == own[:2] and quantity.currency == own.currency
        if documents and same and compares(model, own, quantity):
            found.add((quantity.within, quantity.scope))
    return sorted(found)


def compares(model: ConstraintModel, own: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of one metric may be held against each other."""
    if other.within == own.within:
        return bool(other.scope) and other.scope != own.scope
    return any(
        own.within in markets and other.within in markets for markets in model.vocabulary.comparable
    )


# --- read there ----------------------------------------------------------------------------


def _there(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    said_by_reading: Sequence[Sequence[Row]],
    own: Quantity,
    basis: MarketAndScope,
) -> Iterable[Tension]:
    """What speaks against the claim on another basis, in every one of its readings."""
    found: list[Tension] = []
    for said in said_by_reading:
        against = None
        for row in said:
            against = against or _against(model, bench, claim, row, own, basis)
        if against is None:
            return ()
        found.append(against)
    return found[:1]


def _against(
    model: ConstraintModel,
    bench: Corroboration,
    claim: Claim,
    row: Row,
    own: Quantity,
    basis: MarketAndScope,
) -> Tension | None:
    moved = _moved(model, row, own, basis)
    bounds = left_there(model, bench, row, own, basis, (claim.id,))
    if moved is None or bounds is None:
        return None
    if bounds.interval.gap(row.wide or row.interval) is None:
        return None
    gap = bounds.interval.gap(row.interval)
    claims = bounds.because & bench.origins.keys()
    if gap is None or not claims or bounds.interval.is_empty():
        return None
    about = own._replace(within=basis[0], scope=basis[1])
    low, high = bounds.interval.low, bounds.interval.high
    own_low = row.interval.low
    # only the end that speaks against it is told
    if low is not None and (own_low is None or low >= own_low):
        claims = claims.intersection(bounds.low_because) or claims
    elif high is not None:
        claims = claims.intersection(bounds.high_because) or claims
    return Tension(tuple(sorted(claims)), about, moved, bounds.interval, gap, bounds)


def left_there(
    model: ConstraintModel,
    bench: Corroboration,
    row: Row,
    own: Quantity,
    basis: MarketAndScope,
    aside: Iterable[str],
) -> Bounds | None:
    """What others leave for a row on another basis; of a ratio nobody speaks of, by its ends."""
    moved = _moved(model, row, own, basis)
    if moved is None:
        return None
    if other_scopes.is_known(model, moved):
        return bench.implied(moved, aside)
    ratio = _ratio(model, row, (own.within, own.scope), basis)
    if ratio is None or not all(name in model.variables for name in ratio):
        return None
    over, under = (bench.implied(moved._replace(terms=((name, 1),)), aside) for name in ratio)
    return _divided(over, under)


def _moved(model: ConstraintModel, row: Row, own: Quantity, basis: MarketAndScope) -> Row | None:
    here = own.within, own.scope
    return other_scopes.on_other_quantities(model, row, _places(model, row, here, basis))


def _divided(over: Bounds, under: Bounds) -> Bounds | None:
    """What is left for a quotient of two quantities that cannot be negative."""
    one, two = over.interval, under.interval
    if one.low is None or one.low < 0 or two.low is None or two.low < 0:
        return None
    return Bounds(
        one.over(two),
        tuple(sorted({*over.low_because, *under.high_because})),
        tuple(sorted({*over.high_because, *under.low_because})),
        False,
        False,
    )


def _ratio(
    model: ConstraintModel, row: Row, here: MarketAndScope, there: MarketAndScope
) -> tuple[str, str] | None:
    """The two quantities of a row that is about their ratio alone, on another basis."""
    variable = model.variables[row.terms[0][0]]
    if len(row.terms) != 1 or variable.lower is None:
        return None
    return _on(variable.quantity, here, there).name, _on(variable.lower, here, there).name


def _places(
    model: ConstraintModel, row: Row, here: MarketAndScope, there: MarketAndScope
) -> dict[Quantity, Quantity]:
    """What a row names on one basis, on another."""
    found = {}
    for name, _ in row.terms:
        variable = model.variables.get(name)
        for quantity in () if variable is None else (variable.quantity, variable.lower):
            if quantity is not None:
                found[quantity] = _on(quantity, here, there)
    return found


def _on(quantity: Quantity, here: MarketAndScope, there: MarketAndScope) -> Quantity:
    if (quantity.within, quantity.scope) != here:
        return quantity
    return quantity._replace(within=there[0], scope=there[1])


# --- without a period ------------------------------------------------------------------------


def undated(model: ConstraintModel) -> dict[str, str]:
    """Unknowns whose period only a document knows, by one name for all documents."""
    return {
        name: _undated_name(variable.quantity)
        for name, variable in model.variables.items()
        if variable.kind == "quantity" and variable.quantity.period.startswith(UNSTATED)
    }


def _undated_name(quantity: Quantity) -> str:
    return quantity._replace(period=UNSTATED).name


def _undated(model: ConstraintModel, rows: Sequence[Row], own: Quantity) -> Iterable[Tension]:
    """What another document, or another day, prints for the same without a period."""
    if not own.period.startswith(UNSTATED):
        return
    mine = [row for row in rows if row.terms == ((own.name, 1),)]
    if not mine or len(mine) != len(rows):
        return
    for other in sorted(model.printed):
        if other == own or other._replace(period=own.period) != own:
            continue
        if not other.period.startswith(UNSTATED):
            continue
        for said in model.printed[other]:
            assert isinstance(said.figure, Amount)
            theirs = meaning(said.figure, said.claim.exact)
            gaps = [(theirs.wide or theirs.interval).gap(row.wide or row.interval) for row in mine]
            if said.reading is None and None not in gaps:
                gap = min(theirs.interval.gap(row.interval) or Fraction(0) for row in mine)
                row = Row(((other.name, Fraction(1)),), theirs.interval, said.claim.id)
                row = row._replace(kind=mine[0].kind)
                yield Tension((said.claim.id,), other, row, theirs.interval, gap, None)


# --- ranks ---------------------------------------------------------------------------------


def _ranks(model: ConstraintModel, claim: Claim, own: Quantity) -> Iterable[Tension]:
    """Places in other league tables, or of other periods, that cannot be the claim's."""
    mine = [reading.figure for reading in claim.readings]
    if not mine or not all(isinstance(figure, Rank) for figure in mine):
        return
    for other, name, figure in other_ranks(model, own):
        theirs = Interval(Fraction(figure.low), Fraction(figure.high))
        gaps = [
            theirs.gap(Interval(Fraction(one.low), Fraction(one.high)))
            for one in mine
            if isinstance(one, Rank)
        ]
        known_gaps = [gap for gap in gaps if gap is not None]
        if len(known_gaps) == len(gaps):
            row = Row(((other.name, 1),), theirs, name, kind="rank")
            yield Tension((name,), other, row, theirs, min(known_gaps), None)


def other_ranks(model: ConstraintModel, own: Quantity) -> Iterable[tuple[Quantity, str, Rank]]:
    """Places in comparable league tables, or of overlapping periods: of what, by which claim."""
    for other, said in sorted(model.ranks, key=lambda one: (one[0], one[1].claim.id)):
        if other[:2] != own[:2] or said.reading is not None or not isinstance(said.figure, Rank):
            continue
        same = (other.within, other.scope) == (own.within, own.scope)
        if same and other.period == own.period:
            continue
        if not same and not compares(model, own, other):
            continue
        if periods.overlaps(period_of(own.period), period_of(other.period)):
            yield other, said.claim.id, said.figure


# --- directions ----------------------------------------------------------------------------


def _directions(model: ConstraintModel, claim: Claim, own: Quantity) -> Iterable[Tension]:
    """Changes over an overlapping period in a comparable market that went the other way."""
    for other, name, change, agree in other_directions(model, claim, own):
        if not agree:
            row = Row(((other.name, 1),), change.interval, name, kind="direction")
            low, high = change.interval.low, change.interval.high
            far = min(abs(end) for end in (low, high) if end is not None)
            yield Tension((name,), other, row, change.interval, far, None)


def other_directions(
    model: ConstraintModel, claim: Claim, own: Quantity
) -> Iterable[tuple[Quantity, str, Change, bool]]:
    """Changes in comparable markets over other, overlapping periods, against a bare direction.

    With each: of what it is, by which claim, and whether it went the same way.
    """
    mine = claim.only_figure
    if not isinstance(mine, Change):
        return
    up = _goes_up(mine.interval)
    if mine.change_unit != "direction" or up is None or mine.base not in ("yoy", "qoq"):
        return
    for name, one in sorted(model.claims.items()):
        theirs = one.only_figure
        if (one.entity, one.metric) != own[:2] or not isinstance(theirs, Change):
            continue
        other = own._replace(
            within=one.within or "", scope=model.scope_of(one), period=one.period.text
        )
        same_way = _goes_up(theirs.interval)
        if theirs.base != mine.base or theirs.change_unit == "absolute" or same_way is None:
            continue
        if other.period == own.period:
            continue
        if compares(model, own, other) and periods.overlaps(claim.period, one.period):
            yield other, name, theirs, same_way == up


def _goes_up(interval: Interval) -> bool | None:
    """Whether a change is above nothing, below it, or may be either."""
    if interval.is_positive():
        return True
    return False if interval.mirrored().is_positive() else None


# --- spans that are tied to no days ----------------------------------------------------------


def spans_meant(model: ConstraintModel, claim: Claim, own: Quantity) -> list[Quantity]:
    """The same over known months, as many as the claim means that is tied to none of them."""
    if claim.period.kind != "rolling":
        return []
    return sorted(
        other
        for other, documents in model.named.items()
        if documents
        and other[:3] == own[:3]
        and other.currency == own.currency
        and periods.months(period_of(other.period)) == _ROLLING
    )


def _in_spans(
    model: ConstraintModel, bench: Corroboration, claim: Claim, rows: Sequence[Row], own: Quantity
) -> Iterable[Tension]:
    """What is known of such spans and could not be the claim's; nothing where one of them is."""
    found = []
    for other in spans_meant(model, claim, own):
        if other.scope != own.scope and not compares(model, own, other):
            continue
        for row in rows:
            moved = other_scopes.on_other_quantities(model, row, {own: other})
            if moved is None or not other_scopes.is_known(model, moved):
                return []
            bounds = bench.implied(moved, (claim.id,))
            claims = bounds.because & bench.origins.keys()
            if not claims:
                continue
            gap = bounds.interval.gap(row.wide or row.interval)
            if gap is None:
                return []
            gap = bounds.interval.gap(row.interval) or gap
            about = tuple(sorted(claims))
            found.append(Tension(about, other, moved, bounds.interval, gap, bounds))
    return found
