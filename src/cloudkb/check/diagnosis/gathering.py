"""What a piece of a base says for the suspects of others, what its own ask, and the answers.

Said is all that might be asked, as plain tuples: it is kept on a disk and read again only where
something conflicts, for what the conflicts of some pieces ask.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from heapq import nsmallest
from typing import Any, NamedTuple

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.constraints.strangers import (
    PrintedAs,
    Strangers,
    is_compared,
    without_entity,
)
from cloudkb.check.diagnosis import neighbours
from cloudkb.check.diagnosis.failing_lines import tried
from cloudkb.check.diagnosis.likeness import extents
from cloudkb.check.solver.problem import System
from cloudkb.interval import Interval
from cloudkb.model import Amount, Change, Rank

_FULL = 1_000
"""Of what is sorted to keep the first, so many are gathered before the others are forgotten."""
_MOST = neighbours.MOST + 1
"""A quantity is among its own neighbours here."""

Plain = tuple[Any, ...]
MetricCurrency = tuple[str, str]
LeastAndMost = tuple[Fraction, Fraction]


class ForOthers(NamedTuple):
    """What a piece says for others."""

    told: tuple[list[Plain], list[Plain]]
    """Quantities with what is printed of them, and prints; of texts and whole numbers alone."""
    extremes: Mapping[MetricCurrency, LeastAndMost]
    held: Mapping[str, tuple[int, int]]
    """By the name of identities in how many places they hold, of how many."""


class Questions(NamedTuple):
    """What the conflicts of a piece may have to know of others."""

    beside: frozenset[Quantity]
    """Quantities without an entity."""
    against: frozenset[tuple[Quantity, Quantity]]
    """Such, with what the same entity's are compared with."""
    prints: frozenset[PrintedAs]
    short_names: frozenset[str]

    def joined(self, other: "Questions") -> "Questions":
        """What two pieces ask."""
        return Questions(
            self.beside | other.beside,
            self.against | other.against,
            self.prints | other.prints,
            self.short_names | other.short_names,
        )


NOTHING = Questions(frozenset(), frozenset(), frozenset(), frozenset())


# --- said ------------------------------------------------------------------------------------


def for_others(model: ConstraintModel) -> ForOthers:
    """All that suspects elsewhere may be held against."""
    quantities = [
        (*_plain(one.quantity), _ends(neighbours.level(model, one.quantity)))
        for one in model.variables.values()
        if one.kind == "quantity" and is_compared(one.quantity)
    ]
    prints = [(digits, claim, *_plain(quantity)) for (digits, quantity), claim in _prints(model)]
    names = sorted(model.single_identities)
    held = {
        name: (known.held, known.number) for name in names if (known := tried(model, name)).number
    }
    return ForOthers((quantities, prints), extents(model), held)


def _prints(model: ConstraintModel) -> Iterator[tuple[PrintedAs, str]]:
    for claim, quantity, figure in neighbours.prints(model):
        if is_compared(quantity):
            yield (neighbours.digits_of(figure), quantity), claim.id


def _plain(quantity: Quantity) -> tuple[str, ...]:
    """Without a market, and the entity first."""
    return quantity.entity, quantity.metric, quantity.scope, quantity.period, quantity.currency


def _quantity(entity: str, metric: str, scope: str, period: str, currency: str) -> Quantity:
    return Quantity(entity, metric, "", scope, period, currency)


def _ends(level: Interval | None) -> Plain | None:
    if level is None:
        return None
    assert level.low is not None
    assert level.high is not None
    opens = (level.low_open, level.high_open)
    return (*level.low.as_integer_ratio(), *level.high.as_integer_ratio(), *opens)


def _level(ends: Plain | None) -> Interval | None:
    if ends is None:
        return None
    low, below, high, under, *opens = ends
    return Interval(Fraction(low, below), Fraction(high, under), *opens)


# --- asked -----------------------------------------------------------------------------------


def questions_of(model: ConstraintModel, systems: Iterable[System]) -> Questions:
    """All that may be asked of others to judge and tell conflicts in some systems."""
    beside: set[Quantity] = set()
    against: set[tuple[Quantity, Quantity]] = set()
    prints: set[PrintedAs] = set()
    names: set[str] = set()
    for row in (row for system in systems for row in system.rows):
        claim = model.claims.get(row.label)
        if claim is None:
            continue
        names.add(claim.id.removeprefix(f"{claim.document}/"))
        pair = neighbours.pair_of(model, row)
        if pair is not None and is_compared(pair.own):
            own, base, _ = pair
            beside.add(without_entity(own))
            if base is not None and is_compared(base):
                against.add((without_entity(own), without_entity(base)))
            figures = [one.figure for one in claim.readings]
            prints |= {
                (neighbours.digits_of(one), without_entity(own))
                for one in figures
                if isinstance(one, Amount | Change) and one.value
            }
        if any(isinstance(one.figure, Rank) for one in claim.readings):
            beside.update(_leagues(model, [name for name, _ in row.terms]))
    return Questions(frozenset(beside), frozenset(against), frozenset(prints), frozenset(names))


def _leagues(model: ConstraintModel, names: Iterable[str]) -> Iterator[Quantity]:
    """The leagues in which a rank may be right."""
    for name in names:
        own = model.variables[name].quantity
        others = (
            one
            for field in neighbours.FIELDS
            for one in neighbours.index(model).neighbours(own, field)
        )
        for one in (own, *others):
            if is_compared(one):
                yield without_entity(one)


# --- answered --------------------------------------------------------------------------------


class Answers:
    """What all pieces say for what some ask; they are looked over twice."""

    def __init__(self, wanted: Questions) -> None:
        """Nothing was looked at."""
        self._wanted = wanted
        self._beside: dict[Quantity, list[tuple[Quantity, Plain | None]]] = defaultdict(list)
        self._prints: dict[PrintedAs, list[tuple[str, Quantity]]] = defaultdict(list)
        self._lower: set[str] = set()
        self._levels: dict[str, Interval | None] = {}

    def first(self, told: Iterable[tuple[list[Plain], list[Plain]]]) -> None:
        """Look at all that is said: who is beside, and who prints the same."""
        for quantities, prints in told:
            for *about, ends in quantities:
                key = _quantity("", *about[1:])
                if key in self._wanted.beside:
                    _first(self._beside[key], (key._replace(entity=about[0]), ends))
            for digits, claim, entity, *about in prints:
                key = _quantity("", *about)
                if (digits, key) in self._wanted.prints:
                    _first(self._prints[digits, key], (claim, key._replace(entity=entity)))
        every: list[list[Any]] = [*self._beside.values(), *self._prints.values()]
        for found in every:
            found[:] = nsmallest(_MOST, found, key=_by_name)
        for own, base in self._wanted.against:
            self._lower |= {
                base._replace(entity=one.entity).name for one, _ in self._beside.get(own, ())
            }
        for beside in self._beside.values():
            self._levels |= {one.name: _level(ends) for one, ends in beside}

    @property
    def lacking(self) -> bool:
        """Whether a second look is needed."""
        return bool(self._lower)

    def second(self, told: Iterable[tuple[list[Plain], list[Plain]]]) -> None:
        """Look again, where something is `lacking`: at what those beside are compared with."""
        bases = {base for _, base in self._wanted.against}
        for quantities, _ in told:
            for *about, ends in quantities:
                quantity = _quantity(*about)
                if without_entity(quantity) in bases and quantity.name in self._lower:
                    self._levels[quantity.name] = _level(ends)

    def strangers(
        self,
        extremes: Mapping[MetricCurrency, LeastAndMost],
        held: Mapping[str, tuple[int, int]],
        short_names: Mapping[str, int],
    ) -> Strangers:
        """What the pieces that asked are told; the rest is what all but that piece say."""
        beside = {key: tuple(one for one, _ in found) for key, found in self._beside.items()}
        prints = {key: tuple(found) for key, found in self._prints.items()}
        return Strangers(beside, self._levels, prints, extremes, held, short_names)


def _first(found: list[Any], one: Any) -> None:
    found.append(one)
    if len(found) >= _FULL:
        found[:] = nsmallest(_MOST, found, key=_by_name)


def _by_name(one: tuple[Any, ...]) -> Any:
    return one[0]


class Extremes:
    """Between what figures of a kind lie in all pieces but one."""

    def __init__(self) -> None:
        """No piece was heard."""
        self._lows: dict[MetricCurrency, list[tuple[Fraction, int]]] = defaultdict(list)
        self._highs: dict[MetricCurrency, list[tuple[Fraction, int]]] = defaultdict(list)

    def add(self, piece: int, extremes: Mapping[MetricCurrency, LeastAndMost]) -> None:
        """Hear one piece: of all that were, the two least and the two most are kept."""
        for league, (low, high) in extremes.items():
            self._lows[league] = sorted([*self._lows[league], (low, piece)])[:2]
            self._highs[league] = sorted([*self._highs[league], (high, piece)], reverse=True)[:2]

    def but(self, piece: int) -> dict[MetricCurrency, LeastAndMost]:
        """What all others say."""
        found = {}
        for league, lows in self._lows.items():
            low = [end for end, other in lows if other != piece]
            high = [end for end, other in self._highs[league] if other != piece]
            if low and high:
                found[league] = low[0], high[0]
        return found


class Held:
    """In how many places identities hold, in all pieces but one."""

    def __init__(self) -> None:
        """No piece was heard."""
        self._all: dict[str, tuple[int, int]] = {}

    def add(self, held: Mapping[str, tuple[int, int]]) -> None:
        """Hear one piece."""
        for name, (good, number) in held.items():
            before = self._all.get(name, (0, 0))
            self._all[name] = before[0] + good, before[1] + number

    def but(self, held: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
        """What all others say; `held` is what the piece itself did."""
        found = {}
        for name, (good, number) in self._all.items():
            own = held.get(name, (0, 0))
            found[name] = good - own[0], number - own[1]
        return found
