"""Whether another origin says anything at all: all claims of a component at once.

Only whether a bound is there counts, not how tight it is, so all origins
are followed together: each end of each unknown carries one bit an origin, set while the end is
still known when that origin's claims are left out. Ends that claims inform are told from those
that are there anyway.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import NamedTuple

from cloudkb.check.solver.problem import Product, Row, System

End = tuple[str, bool]
"""An unknown, and whether its high end is meant."""


class Inference(NamedTuple):
    """One way in which an end follows from others."""

    end: End
    needs: tuple[End, ...]
    informed: tuple[End, ...]
    """Those that must be informed, not only there: what is divided by must be above zero."""
    allowed: int
    """The origins that leave it standing: all for an identity, all but its own for a claim."""
    tells: bool
    """True for a claim: it informs by itself."""


def without_witness(part: System, origins: Mapping[str, str]) -> set[str]:
    """The claims of a component about whose sums no other origin says anything.

    `origins` maps the names of its claims to whose word they are.
    """
    bits = {origin: 1 << place for place, origin in enumerate(sorted(set(origins.values())))}
    every = (1 << len(bits)) - 1
    there: dict[End, int] = defaultdict(int)
    informed: dict[End, int] = defaultdict(int)
    for quantity in part.variables:
        if quantity.natural.low is not None:
            there[quantity.name, False] = every
        if quantity.natural.high is not None:
            there[quantity.name, True] = every
    signed = {one.name for one in part.variables if one.natural.low is None}
    _follow(_rules(part, origins, bits, every, signed), there, informed, every)
    found = set(origins)
    for row in part.rows:
        if row.label in found and _is_known(row, there, informed) & bits[origins[row.label]]:
            found.discard(row.label)
    return found


def _is_known(row: Row, there: Mapping[End, int], informed: Mapping[End, int]) -> int:
    """The origins without which a bound on the sum of a row is still informed."""
    known = 0
    for is_high in (False, True):
        ends = [(name, (factor > 0) == is_high) for name, factor in row.terms]
        available, informing = -1, 0
        for end in ends:
            available &= there.get(end, 0)
            informing |= informed.get(end, 0)
        known |= available & informing
    return known


def _rules(
    part: System, origins: Mapping[str, str], bits: Mapping[str, int], every: int, signed: set[str]
) -> Iterator[Inference]:
    for row in part.rows:
        own = origins.get(row.label)
        allowed = every if own is None else every & ~bits[own]
        for is_high, bound in ((True, row.interval.high), (False, row.interval.low)):
            if bound is None:
                continue
            # sum <= bound, or the same turned round: each term from the least of the others
            if len(row.terms) == 1:
                # a print, as most rows are
                ((name, factor),) = row.terms
                yield Inference((name, (factor > 0) == is_high), (), (), allowed, own is not None)
                continue
            ends = [(name, (factor > 0) != is_high) for name, factor in row.terms]
            for place, (name, is_least) in enumerate(ends):
                others = (*ends[:place], *ends[place + 1 :])
                # that a sum is above 0 says nothing by itself where nothing is negative
                tells = own is not None and bound != 0
                yield Inference((name, not is_least), others, (), allowed, tells)
    for product in part.products:
        own = origins.get(product.label)
        allowed = every if own is None else every & ~bits[own]
        for end, needs, positive in _of_product(product, signed):
            yield Inference(end, needs, positive, allowed, own is not None)


def _of_product(
    product: Product, signed: set[str]
) -> Iterator[tuple[End, tuple[End, ...], tuple[End, ...]]]:
    """How the ends of a product follow from each other; signed factors need both their ends."""
    result, left, right = product.result, product.left, product.right
    if signed.intersection((result, left, right)):
        for name, others in ((result, (left, right)), (left, (result, right))):
            needs = tuple((other, side) for other in others for side in (False, True))
            divisor = () if name == result else ((right, False),)
            for side in (False, True):
                yield (name, side), needs, divisor
        return
    for side in (False, True):
        yield (
            (result, side),
            ((left, side), (right, side)),
            ()
            if side
            else (
                (left, False),
                (right, False),
            ),
        )
        for name, other in ((left, right), (right, left)):
            needs = ((result, side), (other, not side))
            yield (name, side), needs, ((other, False),) if side else ((result, False),)


def _follow(
    rules: Iterable[Inference], there: dict[End, int], informed: dict[End, int], every: int
) -> None:
    """Apply all rules until none tells more; masks only grow."""
    # by number: ends are looked up a hundred thousand times
    number: dict[End, int] = defaultdict(count().__next__)
    numbered: list[tuple[int, list[int], list[int], int, int]] = []
    using: dict[int, list[int]] = defaultdict(list)
    for place, (head, its_needs, its_informed, allowed, tells) in enumerate(rules):
        end = number[head]
        needs = [number[one] for one in its_needs]
        needs_informed = [number[one] for one in its_informed]
        for one in needs:
            using[one].append(place)
        for one in needs_informed:
            if one not in needs:
                using[one].append(place)
        numbered.append((end, needs, needs_informed, allowed, every if tells else 0))
    present = [there.get(one, 0) for one in number]
    known = [informed.get(one, 0) for one in number]
    waiting = deque(range(len(numbered)))
    queued = bytearray(b"\x01") * len(numbered)
    while waiting:
        place = waiting.popleft()
        queued[place] = 0
        end, needs, needs_informed, available, informing = numbered[place]
        for one in needs:
            available &= present[one]
            informing |= known[one]
        for one in needs_informed:
            available &= known[one]
        if not available:
            continue
        was, was_known = present[end], known[end]
        more, also_informed = was | available, was_known | available & informing
        if more != was or also_informed != was_known:
            present[end], known[end] = more, also_informed
            for other in using[end]:
                if not queued[other]:
                    queued[other] = 1
                    waiting.append(other)
    there.update(zip(number, present, strict=True))
    informed.update(zip(number, known, strict=True))
