"""A figure of the wrong row or the wrong period: what is printed or implied for a neighbour.

A neighbour of a quantity differs from it in one respect: another entity, metric, `in`, tracker
or period (last year, the quarter before, the year to date, the whole year). Where a claim prints
the same digits for one, that is told; else where what all others leave for it, printed or not,
holds the print. A rank is compared with the leagues of other trackers, metrics and periods.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from heapq import merge
from itertools import islice
from math import lcm
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity, period_of
from cloudkb.check.constraints.speakers import whose_word
from cloudkb.check.constraints.strangers import without_entity
from cloudkb.check.diagnosis.evidence import Correction
from cloudkb.check.diagnosis.time_between import is_usual, months_apart, moved
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Candidate, Row
from cloudkb.interval import Interval
from cloudkb.language import worded
from cloudkb.model import Amount, Change, Claim
from cloudkb.periods import PeriodError
from cloudkb.periods.fiscal import fiscal_year

FIELDS = ("entity", "metric", "within", "scope", "period")
MOST = 40
"""Neighbours that are looked at."""
_USUAL = 4
"""Rows and periods that are mistaken most: the year and the step before, the year to date."""
_YEAR = 12
_TO_DATE = "to date"
"""In what a neighbour differs that begins with the year."""
_ONE = Fraction(1)
_ZERO = Fraction(0)


class _Place(NamedTuple):
    """A neighbour: in what it differs, and what its number is made of."""

    other: Quantity
    field: str
    among: int
    """How many there are of its kind."""
    upper: tuple[str, ...]
    """Unknowns whose sum it is, or whose sum is compared."""
    lower: str = ""
    """What a change is measured against."""
    whole: str = ""
    """The unknown that is its number, where there is one."""


class _Index:
    """The quantities and claims of a model by what they share with their neighbours."""

    def __init__(self, model: ConstraintModel) -> None:
        self._facts = model.facts
        self._strangers = model.strangers
        self.said = Counter(row.label for row in model.rows)
        """How many rows and products say what a claim says, by its name."""
        self.said.update(product.label for product in model.products)
        self._known: dict[tuple[Quantity, str], list[Quantity]] = {}
        self.places: dict[tuple[Quantity, Quantity | None], tuple[_Place, ...]] = {}
        self._beside: dict[str, Mapping[Quantity, list[Quantity]]] = {}
        self._quantities = [
            one.quantity for one in model.variables.values() if one.kind == "quantity"
        ]
        self.printed: dict[Fraction, list[tuple[Claim, Quantity]]] = defaultdict(list)
        self.prints: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for claim, quantity, figure in prints(model):
            assert figure.value is not None
            self.printed[figure.value].append((claim, quantity))
            self.prints[_printed_as(claim, figure)].append(claim)
        for each in self.printed.values():
            each.sort(key=lambda one: one[0].id)
        self._claims = model.claims

    @cached_property
    def speaker(self) -> Callable[[Claim], str]:
        """Whose word a claim is."""
        return whose_word(self._facts)

    def neighbours(self, quantity: Quantity, field: str) -> list[Quantity]:
        """The quantities that differ in one field alone, those nearest in time first."""
        if (quantity, field) not in self._known:
            beside = self._alike(quantity, field)
            if field == "period":
                beside = sorted(beside, key=lambda one: (months_apart(one, quantity), one.period))
            others = (one for one in beside if one != quantity)
            self._known[quantity, field] = list(islice(others, MOST))
        return self._known[quantity, field]

    def league(self, quantity: Quantity) -> list[Quantity]:
        """What differs by entity alone, itself too: the neighbours of each are among these."""
        return self._alike(quantity, "entity")[: MOST + 1]

    def _alike(self, quantity: Quantity, field: str) -> list[Quantity]:
        """The quantities that differ in no other field, in order."""
        if field not in self._beside:
            found: dict[Quantity, list[Quantity]] = defaultdict(list)
            for one in self._quantities:
                found[_without(one, field)].append(one)
            self._beside[field] = {shared: sorted(alike) for shared, alike in found.items()}
        here = self._beside[field].get(_without(quantity, field), [])
        if field != "entity":
            return here
        others = self._strangers.beside.get(without_entity(quantity), ())
        return sorted({*here, *others}) if others else here

    def same(self, figure: Amount | Change, own: Quantity) -> Iterable[tuple[str, Quantity, str]]:
        """Who prints the same for something that differs in one field, by name; and in which."""
        assert figure.value is not None
        here = (
            (claim.id, quantity, field)
            for claim, quantity in self.printed.get(figure.value, ())
            if (field := _differing(own, quantity)) and _alike(figure, claim.readings[0].figure)
        )
        digits = digits_of(figure), without_entity(own)
        others = [
            (name, quantity, "entity")
            for name, quantity in self._strangers.prints.get(digits, ())
            if name not in self._claims
        ]
        return merge(here, others, key=lambda one: one[0]) if others else here


_INDEXES: WeakKeyDictionary[ConstraintModel, _Index] = WeakKeyDictionary()


def index(model: ConstraintModel) -> _Index:
    """Who prints what, and what lies beside what, in a model; made once."""
    if model not in _INDEXES:
        _INDEXES[model] = _Index(model)
    return _INDEXES[model]


def prints(model: ConstraintModel) -> Iterator[tuple[Claim, Quantity, Amount | Change]]:
    """The claims that print one number, each with of what, but for copies."""
    for row in model.rows:
        claim = model.claims.get(row.label)
        if claim is None or claim.id in model.copies:
            continue
        figure, pair = claim.only_figure, pair_of(model, row)
        if pair is not None and isinstance(figure, Amount | Change) and figure.value:
            yield claim, pair.own, figure


def unknowns_around(model: ConstraintModel, row: Row) -> tuple[str, ...]:
    """The unknowns that would have to be known to tell whether a claim's row is a neighbour's."""
    pair = pair_of(model, row)
    if pair is None:
        return ()
    names = [
        name for place in _places(model, pair) for name in (*place.upper, place.lower, place.whole)
    ]
    names += [one.name for one in (pair.own, pair.base) if one is not None]
    return tuple(sorted({name for name in names if name in model.variables}))


def corrections(
    model: ConstraintModel, claim: Claim, candidate: Candidate, figure: Amount | Change
) -> Iterator[Correction]:
    """All neighbours for which the print is printed or, by all others, may be right."""
    pair = pair_of(model, candidate.row)
    if pair is None:
        return
    yield from _printed(model, claim, figure, pair.own)
    known_of = Known(model, claim, candidate)
    values = ((place, _value(place, known_of, pair.number)) for place in _places(model, pair))
    known = [
        (place, value) for place, value in values if value.is_bounded() and not value.is_empty()
    ]
    told: set[tuple[str, int, Interval]] = set()
    for place, value in known:
        field, among = place.field, place.among
        # names and spreads are worked out for the few that the print fits, once for equals
        if not figure.interval.meets(value) or (field, among, value) in told:
            continue
        told.add((field, among, value))
        spread = _spread(value, [other for one, other in known if one.field == field])
        text = worded(
            "{figure} fits {name}",
            figure=naming.printed(claim.readings[0]),
            name=_named(model, place),
        )
        kind_ = _TO_DATE if field == _TO_DATE else "row"
        yield Correction(kind_, text, value, among, spread=spread, elsewhere=True)


def _named(model: ConstraintModel, place: _Place) -> str:
    field = "period" if place.field == _TO_DATE else place.field
    return naming.quantity(place.other, model.vocabulary, frozenset((field,)))


def _spread(value: Interval, values: Sequence[Interval]) -> Fraction | None:
    """How far what is known of a neighbour lies from half of all there are; None for one.

    Reckoned in whole numbers over one denominator, which compare faster than fractions.
    """
    if len(values) < 2:
        return None
    doubled = [sum(one.ends, _ZERO) for one in (value, *values)]
    below = lcm(*(one.denominator for one in doubled))
    here, *places = [one.numerator * (below // one.denominator) for one in doubled]
    gaps = sorted(abs(here - one) for one in places)
    return Fraction(gaps[len(gaps) // 2], below * 2)


def shares(model: ConstraintModel, claim: Claim, candidate: Candidate) -> tuple[Interval, Interval]:
    """What all others leave for the two quantities that a change compares; empty: not one."""
    pair = pair_of(model, candidate.row)
    if pair is None or pair.base is None:
        return Interval(), Interval()
    known = Known(model, claim, candidate)
    return known(pair.own.name), known(pair.base.name)


def grown(model: ConstraintModel, candidate: Candidate) -> Fraction | None:
    """The change between the two values of a growth as they are printed; None without two."""
    pair = pair_of(model, candidate.row)
    if pair is None or pair.base is None or pair.number != "growth":
        return None
    upper, lower = _agreed(model, pair.own), _agreed(model, pair.base)
    return None if upper is None or not lower else upper / lower - _ONE


def _agreed(model: ConstraintModel, quantity: Quantity) -> Fraction | None:
    """The number that all prints of a quantity agree on; None without one."""
    values = {figure.value for figure, _ in model.levels(quantity)}
    return values.pop() if len(values) == 1 else None


class RowSubject(NamedTuple):
    """What a row is about."""

    own: Quantity
    base: Quantity | None
    """What it is compared with; None for a print."""
    number: str
    """What its number is: a `print`, a `growth`, a `gap` (as of its `Kind`)."""


def pair_of(model: ConstraintModel, row: Row | None) -> RowSubject | None:
    """The quantity a row is about, and what it is compared with."""
    number = "" if row is None else kind(row).number
    if row is None or number not in ("print", "growth", "gap"):
        return None
    found = [(model.variables[name], factor) for name, factor in row.terms]
    if len(found) == 1:
        variable = found[0][0]
        is_ratio = variable.kind == "ratio" and number == "growth"
        if not is_ratio and (variable.kind != "quantity" or number != "print"):
            return None
        return RowSubject(variable.quantity, variable.lower if is_ratio else None, number)
    upper = [one.quantity for one, factor in found if factor == 1 and one.kind == "quantity"]
    lower = [one.quantity for one, factor in found if factor == -1 and one.kind == "quantity"]
    return RowSubject(upper[0], lower[0], number) if len(found) == 2 and upper and lower else None


# --- printed ---------------------------------------------------------------------------------


def _printed(
    model: ConstraintModel, claim: Claim, figure: Amount | Change, own: Quantity
) -> Iterator[Correction]:
    if not figure.value:
        return
    fields: set[str] = set()
    # of a number that is printed everywhere, the first few say as much as all, and weigh the same
    for other, quantity, field in islice(index(model).same(figure, own), MOST):
        if field in fields:
            continue
        fields.add(field)
        name = other.removeprefix(f"{claim.document}/")
        told = naming.quantity(quantity, model.vocabulary, frozenset((field,)))
        text = worded(
            "{figure} is what {claim} prints for {name}",
            figure=naming.printed(claim.readings[0]),
            claim=name,
            name=told,
        )
        among = max(_USUAL, len(index(model).neighbours(own, field)))
        yield Correction("row", text, figure.interval, among, elsewhere=True)


def printed_elsewhere(model: ConstraintModel, claim: Claim) -> bool:
    """Tell whether another origin prints the same digits for the same thing, whatever its scope."""
    figure = claim.readings[0].figure
    if not isinstance(figure, Amount | Change) or not figure.value:
        return False
    known = index(model)
    return any(
        _alike(figure, other.readings[0].figure) and known.speaker(other) != known.speaker(claim)
        for other in known.prints.get(_printed_as(claim, figure), ())
    )


def _printed_as(claim: Claim, figure: Amount | Change) -> tuple[object, ...]:
    return claim.entity, claim.metric, claim.within, claim.period, figure.value


def _alike(one: Amount | Change, other: object) -> bool:
    """Tell whether two figures with one value are of a kind."""
    return isinstance(other, Amount | Change) and _counts(one) == _counts(other)


def _counts(figure: Amount | Change) -> tuple[object, ...]:
    """What the digits of a figure count, and how closely."""
    if isinstance(figure, Amount):
        return "amount", figure.unit, figure.currency, figure.unit_step
    return "change", figure.change_unit, figure.base, figure.unit_step


def digits_of(figure: Amount | Change) -> str:
    """A text that is equal where two figures are `_alike` and of one value."""
    return repr((figure.value, _counts(figure)))


def _differing(own: Quantity, other: Quantity) -> str:
    """The one field in which two quantities differ; empty where it is none, or not one."""
    fields = [field for field in FIELDS if getattr(own, field) != getattr(other, field)]
    if len(fields) != 1 or own.currency != other.currency:
        return ""
    # the same of a plain quantity bears it out, it does not doubt it
    return "" if fields == ["scope"] and not (own.scope and other.scope) else fields[0]


# --- implied ---------------------------------------------------------------------------------


def _places(model: ConstraintModel, pair: RowSubject) -> tuple[_Place, ...]:
    """The neighbours of what a row is about, each with the unknowns it is made of."""
    known = index(model).places
    about = pair.own, pair.base
    if about not in known:
        known[about] = tuple(_around(model, *about))
    return known[about]


def _around(model: ConstraintModel, own: Quantity, base: Quantity | None) -> Iterator[_Place]:
    unit = model.vocabulary.metrics[own.metric].unit
    known = index(model)
    near = {
        field: [
            one
            for one in known.neighbours(own, field)
            if model.vocabulary.metrics[one.metric].unit == unit
        ]
        for field in FIELDS
        if field != "scope"
    }
    total = max(_USUAL, sum(map(len, near.values())))
    for field, others in near.items():
        for one in others:
            usual = field == "period" and is_usual(own, one)
            yield from _placed(model, own, base, one, _USUAL if usual else total, field)
    yield from _to_date(model, own, base)


def _placed(
    model: ConstraintModel,
    own: Quantity,
    base: Quantity | None,
    one: Quantity,
    among: int,
    field: str,
) -> Iterator[_Place]:
    if base is None:
        yield _Place(one, field, among, (), whole=one.name)
        return
    if field == "period":
        lower = moved(own, base, one)
    else:
        lower = base._replace(**{field: getattr(one, field)})
    if lower is not None and is_spoken_of(model, lower):
        yield _Place(one, field, among, (one.name,), lower.name, f"{one.name} / {lower.name}")


def _to_date(model: ConstraintModel, own: Quantity, base: Quantity | None) -> Iterator[_Place]:
    """The months from the beginning of the year to the end of the period, where they add up."""
    if base is not None or model.vocabulary.metrics[own.metric].over_time != "adds":
        return
    period = period_of(own.period)
    step = periods.months(period)
    if not step or step >= _YEAR or period.end is None:
        return
    parts, at = [own], period
    try:
        start = _year_start(model, own)
        while (at.start or "") > start:
            at = periods.shift(at, -step)
            parts.append(own._replace(period=at.text))
    except PeriodError:
        return
    if at.start != start or len(parts) < 2:
        return
    whole = own._replace(period=periods.from_days(start, period.end).text)
    if all(part.name in model.variables for part in parts):
        names = tuple(part.name for part in parts)
        yield _Place(whole, _TO_DATE, 1, names, whole=whole.name)


def _year_start(model: ConstraintModel, own: Quantity) -> str:
    """The first day of the year of the entity in which a period ends."""
    end = period_of(own.period).end or ""
    record = model.vocabulary.entities[own.entity]
    ends = record.fiscal_year_ends or "12-31"
    year = int(end[:4]) + (end[5:] > ends)
    return fiscal_year(year, ends)[0]


class Known:
    """What all but a suspect leave for an unknown, or print where nothing ties it to that."""

    def __init__(self, model: ConstraintModel, claim: Claim, candidate: Candidate) -> None:
        """The candidate is the claim as a suspect."""
        self._model = model
        self._claim = claim
        self._around = dict(candidate.around)

    def __call__(self, name: str) -> Interval:
        """What is left for an unknown; everything where nothing is known of it."""
        known = self._around.get(name)
        if known is not None:
            return known
        variable = self._model.variables.get(name)
        if variable is None:
            return self._model.strangers.levels.get(name) or Interval()
        if variable.kind != "quantity":
            return Interval()
        return level(self._model, variable.quantity, self._claim.id) or Interval()


def _value(place: _Place, known_of: Known, number: str) -> Interval:
    """What is known of a neighbour's number."""
    known = known_of(place.whole)
    if number == "growth":
        known = known.shift(-_ONE)
    if not place.upper:
        return known
    summed = known_of(place.upper[0])
    for name in place.upper[1:]:
        summed = summed.plus(known_of(name))
    if place.lower:
        lower = known_of(place.lower)
        if number == "growth":
            ratio = summed.over(lower) if lower.is_positive() else Interval()
            summed = ratio.shift(-_ONE)
        else:
            summed = summed.plus(lower.mirrored())
    return known.intersect(summed)


def _without(quantity: Quantity, field: str) -> Quantity:
    return quantity._replace(**{field: ""})


def is_spoken_of(model: ConstraintModel, quantity: Quantity) -> bool:
    """Tell whether anything is said of a quantity, here or in another piece of the base."""
    return quantity.name in model.variables or quantity.name in model.strangers.levels


def level(model: ConstraintModel, quantity: Quantity, but: str = "") -> Interval | None:
    """What is printed of a quantity, both ends, but by one claim."""
    if quantity.name not in model.variables:
        return model.strangers.levels.get(quantity.name)
    found = Interval()
    for figure, claim in model.levels(quantity):
        if claim.id != but:
            found = found.intersect(figure.interval)
    return found if found.is_bounded() and not found.is_empty() else None
