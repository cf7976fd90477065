"""Whether another origin says anything at all: all claims of a component at once.

Only whether a bound is there counts, not how tight it is, so all origins
are followed together: each end of each unknown carries one bit an origin, set while the end is
still known when that origin's claims are left out. Ends that claims inform are told from those
that are there anyway.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cloudkb.check.solver.problem import System

EndNumber = int
"""Twice the number of an unknown for its low end, one more for its high end."""


class Bound(NamedTuple):
    """A sum with a bound: from the least of all other terms follows the most of each."""

    least: tuple[EndNumber, ...]
    """For each term the end at which it is least; the other end is what follows."""
    allowed: int
    """The origins that leave it standing: all for an identity, all but its own for a claim."""
    tells: int
    """Of all origins for a claim: it informs by itself."""


class Inference(NamedTuple):
    """One way in which an end of a product follows from others."""

    end: EndNumber
    needs: tuple[EndNumber, ...]
    informed: tuple[EndNumber, ...]
    """Those that must be informed, not only there: what is divided by must be above zero."""


class Inferences(NamedTuple):
    """All that follows from a product."""

    each: tuple[Inference, ...]
    allowed: int
    tells: int


def without_witness(part: System, origins: Mapping[str, str]) -> set[str]:
    """The claims of a component about whose sums no other origin says anything.

    `origins` maps the names of its claims to whose word they are.
    """
    search = _Reach(part, origins)
    search.run()
    return search.unmet()


class _Reach:
    def __init__(self, part: System, origins: Mapping[str, str]) -> None:
        bits = {origin: 1 << place for place, origin in enumerate(sorted(set(origins.values())))}
        self._part = part
        self._every = (1 << len(bits)) - 1
        self._own = {name: bits[origin] for name, origin in origins.items()}
        """The bit of each claim."""
        self._number: dict[str, int] = {}
        for row in part.rows:
            for name, _ in row.terms:
                self._number.setdefault(name, 2 * len(self._number))
        for product in part.products:
            for name in product[:3]:
                self._number.setdefault(name, 2 * len(self._number))
        self._there = [0] * (2 * len(self._number))
        """For each end the origins without which it is known."""
        self._informed = self._there[:]
        """Those without which a claim informs it."""
        self._units: list[Bound | Inferences] = []
        self._users: list[list[int]] = [[] for _ in self._there]
        """For each end the units that something follows from when it is known."""

    def run(self) -> None:
        """Follow everything until nothing tells more; bits are only added."""
        signed = set()
        for name, (low, high, _, _) in self._part.variables:
            if low is None:
                signed.add(name)
            if (place := self._number.get(name)) is not None:
                self._there[place] = self._every if low is not None else 0
                self._there[place + 1] = self._every if high is not None else 0
        self._rows()
        self._products(signed)
        self._follow()

    def unmet(self) -> set[str]:
        """The claims of which no row is bounded without their own origin."""
        found = set(self._own)
        for row in self._part.rows:
            if row.label not in found:
                continue
            high = [self._number[name] + (factor > 0) for name, factor in row.terms]
            low = [end ^ 1 for end in high]
            if (self._known(low) | self._known(high)) & self._own[row.label]:
                found.discard(row.label)
        return found

    def _known(self, ends: Sequence[EndNumber]) -> int:
        """The origins without which all ends are known, and one of them is informed."""
        there, informed = self._every, 0
        for end in ends:
            there &= self._there[end]
            informed |= self._informed[end]
        return there & informed

    def _rows(self) -> None:
        for row in self._part.rows:
            own = self._own.get(row.label)
            allowed = self._every if own is None else self._every & ~own
            for is_low, bound in enumerate((row.interval.high, row.interval.low)):
                if bound is None:
                    continue
                # sum <= bound, or the same turned round
                least = tuple(
                    self._number[name] + ((factor > 0) == is_low) for name, factor in row.terms
                )
                if len(least) == 1:
                    # a print, as most rows are
                    self._there[least[0] ^ 1] |= allowed
                    if own is not None:
                        self._informed[least[0] ^ 1] |= allowed
                    continue
                # that a sum is above 0 says nothing by itself where nothing is negative
                tells = self._every if own is not None and bound != 0 else 0
                self._add(Bound(least, allowed, tells), least)

    def _products(self, signed: set[str]) -> None:
        for product in self._part.products:
            own = self._own.get(product.label)
            allowed = self._every if own is None else self._every & ~own
            one, left, right = (self._number[name] for name in product[:3])
            each = tuple(
                _of_signed(one, left, right)
                if signed.intersection(product[:3])
                else _of_product(one, left, right)
            )
            used = {end for one in each for end in (*one.needs, *one.informed)}
            self._add(Inferences(each, allowed, 0 if own is None else self._every), used)

    def _add(self, unit: Bound | Inferences, used: Iterable[EndNumber]) -> None:
        for end in used:
            self._users[end].append(len(self._units))
        self._units.append(unit)

    def _follow(self) -> None:
        there, informed = self._there, self._informed
        waiting = deque(range(len(self._units)))
        queued = bytearray(b"\x01") * len(self._units)
        while waiting:
            place = waiting.popleft()
            queued[place] = 0
            unit = self._units[place]
            followed = self._of_bound(unit) if isinstance(unit, Bound) else self._of(unit)
            for end, available, informing in followed:
                more, also_informed = there[end] | available, informed[end] | informing
                if more != there[end] or also_informed != informed[end]:
                    there[end], informed[end] = more, also_informed
                    for other in self._users[end]:
                        if not queued[other]:
                            queued[other] = 1
                            waiting.append(other)

    def _of_bound(self, bound: Bound) -> Iterator[tuple[EndNumber, int, int]]:
        """What follows from a sum: an end, the origins without which it is known, is informed."""
        least, allowed, tells = bound
        # Of all terms together, so that each is looked at once: bits that one end lacks, or has,
        # and those that two do.
        lack = lacked_twice = has = had_twice = 0
        for end in least:
            missing, informed = self._every & ~self._there[end], self._informed[end]
            lacked_twice |= lack & missing
            lack |= missing
            had_twice |= has & informed
            has |= informed
        if not allowed & ~lacked_twice:
            return
        for end in least:
            # what another one lacks, what another one has
            available = allowed & ~(lacked_twice | (lack & self._there[end]))
            if available:
                informing = tells | had_twice | (has & ~self._informed[end])
                yield end ^ 1, available, available & informing

    def _of(self, product: Inferences) -> Iterator[tuple[EndNumber, int, int]]:
        """What follows from a product."""
        for end, needs, needs_informed in product.each:
            available, informing = product.allowed, product.tells
            for one in needs:
                available &= self._there[one]
                informing |= self._informed[one]
            for one in needs_informed:
                available &= self._informed[one]
            if available:
                yield end, available, available & informing


def _of_signed(result: EndNumber, left: EndNumber, right: EndNumber) -> Iterator[Inference]:
    """How the ends of a product follow where one may be negative: both ends are needed."""
    for side in (0, 1):
        yield Inference(result + side, (left, left + 1, right, right + 1), ())
        yield Inference(left + side, (result, result + 1, right, right + 1), (right,))


def _of_product(result: EndNumber, left: EndNumber, right: EndNumber) -> Iterator[Inference]:
    """How the ends of a product follow from each other where nothing is negative."""
    for side in (0, 1):
        yield Inference(result + side, (left + side, right + side), () if side else (left, right))
        for one, other in ((left, right), (right, left)):
            needs = (result + side, other + 1 - side)
            yield Inference(one + side, needs, (other,) if side else (result,))
