"""Who else says so: what other claims print or imply for a claim's figure.

A witness prints the same number or the same line (at least 500, more than 500), or prints or
implies an interval that lies in the claim's, or meets it and reaches with it no farther than
three times the claim or 1 % of its value to both sides, whichever is more. For a bound or a
relation that means: it proves it, or states the same.
Witnesses are independent when none of them needs a claim of another's origin.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cloudkb.check.corroboration.agreement import agrees, same_print, widest
from cloudkb.check.relations import kind
from cloudkb.check.relations.date import DATE
from cloudkb.check.solver import prover
from cloudkb.check.solver.components import Parts
from cloudkb.check.solver.problem import Bounds, Row, System
from cloudkb.interval import Interval
from cloudkb.model import Figure

_ROUNDS = 4
"""Witnesses that imply a figure are looked for so many times, each without those before."""

SumKey = tuple[tuple[str, object], ...]


class Witness(NamedTuple):
    """Claims that print or imply as much as another claim says."""

    claims: tuple[str, ...]
    row: Row
    """What was asked: the claim's first row that rests on them."""
    interval: Interval
    """What they leave for it."""
    bounds: Bounds | None
    """The proof; None when it is simply printed."""


class Corroboration:
    """A consistent system, of which claims are set aside before it is asked."""

    def __init__(
        self,
        system: System,
        origins: Mapping[str, str],
        events: Mapping[str, str],
        undated: Mapping[str, str],
        figures: Mapping[str, Figure],
        several: Container[str],
    ) -> None:
        """`origins` says whose word each claim is, `events` of what each day is, `figures` what
        claims of one reading print, `several` the days of events of which there are more.

        `undated` gives unknowns of which only a document knows the period one name for all
        documents: what several print so is the same print, though nothing ties them.
        """
        self._events = events
        self._undated = undated
        self._figures = figures
        self._several = several
        self.system = system
        self.origins = origins
        self._parts = Parts(system)
        self._near: dict[tuple[str, ...], tuple[System, frozenset[str]]] = {}
        self._made: dict[tuple[tuple[str, ...], frozenset[str]], _Asked] = {}
        self._printed: dict[SumKey, list[Row]] = defaultdict(list)
        for row in system.rows:
            if row.label in origins and row.reading is None and kind(row).role == "says":
                self._printed[self._terms(row)].append(row)
        self.claims = frozenset(_labels(system) & origins.keys())
        """Those that somebody may be a witness with."""
        self._said_by: dict[str, set[str]] = defaultdict(set)
        for name in self.claims:
            self._said_by[origins[name]].add(name)

    def left(self, row: Row, aside: Iterable[str]) -> Interval:
        """What is left for a row's sum without some claims; nothing where no claim is near."""
        asked = self._without(frozenset(aside), [row]).near(row)
        return Interval() if asked is None else asked.interval(row.terms)

    def implied(self, row: Row, aside: Iterable[str], told: Interval | None = None) -> Bounds:
        """The same with the reasons, or those for a part that is `told`."""
        asked = self._without(frozenset(aside), [row]).near(row)
        return Bounds(Interval()) if asked is None else asked.implied(row.terms, told)

    def excludes(self, rows: Iterable[Row], aside: Iterable[str]) -> bool:
        """Tell whether what is left without some claims rules out one of the rows."""
        asked = list(rows)
        left = self._without(frozenset(aside), asked)
        return any((near := left.near(row)) is not None and near.excludes(row) for row in asked)

    def may_have_witnesses(self, claim: str, rows: Sequence[Row]) -> bool:
        """Tell, for a claim that is made of these rows, whether anybody at all may agree."""
        alone = frozenset((claim,))
        return any(
            bool(self._prints(asserted, alone))
            or self._without(alone, asserted).may_agree(asserted)
            for asserted in alternatives(rows)
        )

    def witnesses(self, rows: Sequence[Row], aside: frozenset[str]) -> list[Witness]:
        """The independent witnesses of a claim that is made of these rows.

        `aside` are the claims that cannot testify. Those that simply print it come first,
        one an origin; then those whose claims imply it, alone or together.
        """
        for asserted in alternatives(rows):
            found = list(self._all(asserted, aside))
            if found:
                return found
        return []

    def _all(self, rows: Sequence[Row], aside: frozenset[str]) -> Iterator[Witness]:
        used = set(aside)
        for witness in self._prints(rows, aside):
            used |= self._whose(witness.claims)
            yield witness
        for _ in range(_ROUNDS):
            together = self._implies(rows, used)
            if together is None:
                return
            whose = sorted({self.origins[name] for name in together.claims})
            single = []
            if len(whose) > 1:
                for origin in whose:
                    others = self.claims - self._said_by[origin]
                    alone = self._implies(rows, others | used)
                    if alone is not None:
                        single.append(alone)
            for witness in single or [together]:
                used |= self._whose(witness.claims)
                yield witness

    def _whose(self, claims: Iterable[str]) -> set[str]:
        """All claims of the origins of some."""
        origins = {self.origins[name] for name in claims}
        return {name for one in origins for name in self._said_by[one]}

    # --- printed ---------------------------------------------------------------------------

    def _prints(self, rows: Sequence[Row], aside: frozenset[str]) -> list[Witness]:
        """Origins that print every one of the rows, each with all its claims that do."""
        by_origin: dict[str, list[list[Row]]] = {}
        for number, row in enumerate(rows):
            for other in self._printed.get(self._terms(row), ()):
                if other.label not in aside and self._say_the_same(other, row):
                    lists = by_origin.setdefault(self.origins[other.label], [[] for _ in rows])
                    lists[number].append(other)
        found = []
        for _, lists in sorted(by_origin.items()):
            if all(lists):
                claims = tuple(sorted({one.label for each in lists for one in each}))
                first = min(lists[0], key=lambda one: one.label)
                found.append(Witness(claims, rows[0], self._turned(first, rows[0]), None))
        return found

    def _say_the_same(self, other: Row, row: Row) -> bool:
        """Tell whether another's print agrees with a row, by what it leaves or says."""
        left = self._turned(other, row)
        if row.kind == DATE.name and row.terms[0][0] in self._several:
            # one of many days proves a bound on another of them no more than any other would
            ends = *row.interval.ends, *left.ends
            if len(ends) < 4 and left != row.interval:
                return False
        if agrees(left, row):
            return True
        mine, theirs = self._figures.get(row.label), self._figures.get(other.label)
        if mine is None or theirs is None or left != other.interval:
            return False
        return same_print(mine, theirs)

    def _terms(self, row: Row) -> SumKey:
        """A row's sum by which sums are the same, whichever way round they are written."""
        if row.kind == DATE.name:
            # an event of which there may be several has an unknown for each claim
            return ((self._events[row.terms[0][0]], 1),)
        named = sorted((self._undated.get(name, name), factor) for name, factor in row.terms)
        if named[0][1] < 0:
            return tuple((name, -factor) for name, factor in named)
        return tuple(named)

    def _turned(self, other: Row, row: Row) -> Interval:
        """Another row's interval, for this row's sum."""

        def first(one: Row) -> bool:
            named = sorted(one.terms)
            return named[0][1] < 0

        return other.interval if first(other) == first(row) else other.interval.mirrored()

    # --- implied ---------------------------------------------------------------------------

    def _implies(self, rows: Sequence[Row], aside: Iterable[str]) -> Witness | None:
        """What together proves all of the rows, when that needs a claim."""
        claims: set[str] = set()
        first: Witness | None = None
        without = frozenset(aside)
        if not self._without(without, rows).may_agree(rows):
            return None
        for row in rows:
            left = asked_ends(row, self.left(row, without))
            if not agrees(left, row):
                return None
            bounds = self.implied(row, without, left)
            needed = bounds.because & self.origins.keys()
            claims |= needed
            if first is None and needed:
                first = Witness((), row, bounds.interval, bounds)
        return None if first is None else first._replace(claims=tuple(sorted(claims)))

    def _without(self, aside: frozenset[str], rows: Sequence[Row]) -> "_Asked":
        """The components some rows speak of, without some claims."""
        names = sorted({name for row in rows for name, _ in row.terms})
        place = tuple(self._parts.digests(names))
        if place not in self._near:
            near = self._parts.near(names)
            self._near[place] = near, frozenset(_labels(near) & self.origins.keys())
        near, labels = self._near[place]
        key = place, aside & labels
        if key not in self._made:
            self._made[key] = _Asked(near.without(aside), self.origins)
        return self._made[key]


def _labels(system: System) -> frozenset[str]:
    return frozenset(row.label for row in system.rows) | frozenset(
        product.label for product in system.products
    )


class _Asked:
    """A system, and where something is said in it."""

    def __init__(self, system: System, origins: Mapping[str, str]) -> None:
        self._prover = prover.Prover(system)
        self._parts = self._prover.parts
        self._loud = self._parts.carrying(origins)

    def at(self, row: Row) -> prover.Prover | None:
        """Whom to ask of a row's sum; None when nothing is known of it."""
        return self._prover if self._parts.places(name for name, _ in row.terms) else None

    def near(self, row: Row) -> prover.Prover | None:
        """The same; None also when no claim is there to say anything."""
        places = self._parts.places(name for name, _ in row.terms)
        return None if places.isdisjoint(self._loud) else self._prover

    def may_agree(self, rows: Sequence[Row]) -> bool:
        """Tell, cheaper than by the tightest intervals, whether what is left can agree."""
        if all(self.near(row) is None for row in rows):
            return False
        return all(self._reaches(row) for row in rows)

    def _reaches(self, row: Row) -> bool:
        asked = self.at(row)
        if asked is None:
            return False
        low, high = row.interval.low, row.interval.high
        beyond = []
        if low is not None:
            end = low if high is None else high - widest(row, low, high)
            beyond.append(Interval(None, end, False, True))
        if high is not None:
            end = high if low is None else low + widest(row, low, high)
            beyond.append(Interval(end, None, True))
        return all(asked.excludes(Row(row.terms, interval, kind="asked")) for interval in beyond)


def asked_ends(row: Row, left: Interval) -> Interval:
    """What is left for a row's sum, without the end that the row does not speak of."""
    if row.interval.low is None:
        left = left.to_high()
    return left if row.interval.high is not None else left.from_low()


def alternatives(rows: Iterable[Row]) -> list[list[Row]]:
    """What a claim says, once for each of its readings."""
    said = [row for row in rows if kind(row).role == "says"]
    readings = sorted({row.reading for row in said if row.reading is not None})
    if not readings:
        return [said] if said else []
    return [
        [row._replace(reading=None) for row in said if row.reading in (None, reading)]
        for reading in readings
    ]
