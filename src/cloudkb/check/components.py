"""Components: what cannot influence each other is told apart, and known again by its hash.

Two quantities are in one component when a row or a product names both, or when different
readings of one label do.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from cloudkb.check.system import Constraint, Product, Quantity, Row, System
from cloudkb.interval import Interval

VERSION = 1
"""Of the checker: raise it whenever an answer may change, so that nothing old is trusted."""


class Component(NamedTuple):
    """A part of a system that shares no quantity with the rest, sorted."""

    system: System
    digest: str


def split(system: System) -> tuple[Component, ...]:
    """The components of a system, sorted by their hashes."""
    leader = _leaders(system)
    rows: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    products: dict[str, list[tuple[str, Product]]] = defaultdict(list)
    for row in system.rows:
        rows[_find(leader, row.terms[0][0])].append((row_text(row), row))
    for product in system.products:
        products[_find(leader, product.result)].append((repr(product), product))
    natural = {quantity.name: quantity for quantity in system.quantities}
    quantities: dict[str, list[Quantity]] = defaultdict(list)
    for name in sorted(leader):
        found = natural.get(name)
        quantities[_find(leader, name)].append(Quantity(name) if found is None else found)
    components = [
        _component(quantities[top], rows[top], products[top], system.certain)
        for top in sorted(rows.keys() | products.keys())
    ]
    components.sort(key=lambda component: component.digest)
    return tuple(components)


def touching(system: System, names: Iterable[str]) -> System:
    """The part of a system that can influence the named quantities."""
    leader = _leaders(system)
    tops = {_find(leader, name) for name in names if name in leader}
    rows = [row for row in system.rows if _find(leader, row.terms[0][0]) in tops]
    products = [one for one in system.products if _find(leader, one.result) in tops]
    wanted = set(names) | {name for name in leader if _find(leader, name) in tops}
    return System(
        tuple(sorted({one.name: one for one in system.quantities if one.name in wanted}.values())),
        tuple(sorted(rows, key=row_text)),
        tuple(sorted(products, key=repr)),
        system.certain,
    )


class Parts:
    """A system laid out in its components, for many questions about small parts of it."""

    def __init__(self, system: System) -> None:
        """Split a system once."""
        components = split(system)
        self._parts = [component.system for component in components]
        self._digests = [component.digest for component in components]
        self._at = {
            quantity.name: place
            for place, part in enumerate(self._parts)
            for quantity in part.quantities
        }

    def digests(self, names: Iterable[str]) -> list[str]:
        """The hashes of the components that hold the names, sorted."""
        return sorted({self._digests[self._at[name]] for name in names if name in self._at})

    def near(self, names: Iterable[str], rows: Iterable[Row] = ()) -> System:
        """The components that hold the names or that the rows tie to them, with the rows."""
        more = tuple(rows)
        wanted = {*names, *(name for row in more for name, _ in row.terms)}
        places = sorted({self._at[name] for name in wanted if name in self._at})
        parts = [self._parts[place] for place in places]
        alone = sorted(name for name in wanted if name not in self._at)
        return System(
            (*(one for part in parts for one in part.quantities), *map(Quantity, alone)),
            (*(one for part in parts for one in part.rows), *more),
            tuple(one for part in parts for one in part.products),
            frozenset().union(*(part.certain for part in parts)),
        )


def _find(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _leaders(system: System) -> dict[str, str]:
    """Union-find with halved paths; the least name of two trees leads."""
    leader: dict[str, str] = {}
    open_readings: dict[str, str] = {}

    def join(names: list[str], constraint: Constraint) -> None:
        if constraint.reading is not None:
            names.append(open_readings.setdefault(constraint.label, names[0]))
        top = ""
        for name in names:
            if name not in leader:
                leader[name] = top or name
            found = _find(leader, name)
            if not top:
                top = found
            elif found != top:
                low, high = (top, found) if top < found else (found, top)
                leader[high] = top = low

    for row in system.rows:
        join([name for name, _ in row.terms], row)
    for product in system.products:
        join([product.result, product.left, product.right], product)
    return leader


def _component(
    quantities: list[Quantity],
    rows: list[tuple[str, Row]],
    products: list[tuple[str, Product]],
    certain: frozenset[str],
) -> Component:
    rows.sort(key=lambda pair: pair[0])
    products.sort(key=lambda pair: pair[0])
    digest = sha256(f"{VERSION}".encode())
    labels: set[str] = set()
    for text, row in rows:
        digest.update(text.encode())
        labels.add(row.label)
    for text, product in products:
        digest.update(text.encode())
        labels.add(product.label)
    for name, natural in quantities:
        digest.update(f"{name}{_interval_text(natural)}\n".encode())
    here = certain & labels
    digest.update("\n".join(sorted(here)).encode())
    system = System(
        tuple(quantities),
        tuple(row for _, row in rows),
        tuple(product for _, product in products),
        here,
    )
    return Component(system, digest.hexdigest())


def row_text(row: Row) -> str:
    """A row as a text that is equal exactly when the rows are, whatever the order of its terms."""
    terms = " ".join([f"{factor} {name!r}" for name, factor in sorted(row.terms)])
    wide = "-" if row.wide is None else _interval_text(row.wide)
    return (
        f"{row.label!r} {row.reading} {terms} {_interval_text(row.interval)} {wide}"
        f" {row.plain} {row.kind}\n"
    )


def _interval_text(interval: Interval) -> str:
    left, right = "(" if interval.low_open else "[", ")" if interval.high_open else "]"
    return f"{left}{interval.low},{interval.high}{right}"
