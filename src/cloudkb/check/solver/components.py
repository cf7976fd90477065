"""Components: what cannot influence each other is told apart, and known again by its hash.

Two variables are in one component when a row or a product names both, or when different
readings of one label do.
"""

from collections import defaultdict
from collections.abc import Container, Iterable
from hashlib import sha256
from typing import NamedTuple

from cloudkb.check.solver.problem import Product, Row, System, Variable, unknowns
from cloudkb.check.solver.unions import Unions
from cloudkb.interval import Interval

VERSION = 1
"""Of the checker: raise it whenever an answer may change, so that nothing old is trusted."""


class Component(NamedTuple):
    """A part of a system that shares no variable with the rest, sorted."""

    system: System
    digest: str


def split(system: System) -> tuple[Component, ...]:
    """The components of a system, sorted by their hashes."""
    unions = _unions(system)
    rows: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    products: dict[str, list[tuple[str, Product]]] = defaultdict(list)
    for row in system.rows:
        rows[unions.find(row.terms[0][0])].append((row_text(row), row))
    for product in system.products:
        products[unions.find(product.result)].append((repr(product), product))
    natural = {variable.name: variable for variable in system.variables}
    variables: dict[str, list[Variable]] = defaultdict(list)
    for name in sorted(unions):
        found = natural.get(name)
        variables[unions.find(name)].append(Variable(name) if found is None else found)
    components = [
        _component(variables[top], rows[top], products[top], system.certain)
        for top in sorted(rows.keys() | products.keys())
    ]
    components.sort(key=lambda component: component.digest)
    return tuple(components)


def touching(system: System, names: Iterable[str]) -> System:
    """The part of a system that can influence the named variables."""
    unions = _unions(system)
    tops = {unions.find(name) for name in names if name in unions}
    rows = [row for row in system.rows if unions.find(row.terms[0][0]) in tops]
    products = [one for one in system.products if unions.find(one.result) in tops]
    wanted = set(names) | {name for name in unions if unions.find(name) in tops}
    return System(
        tuple(sorted({one.name: one for one in system.variables if one.name in wanted}.values())),
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
            variable.name: place
            for place, part in enumerate(self._parts)
            for variable in part.variables
        }

    def places(self, names: Iterable[str]) -> set[int]:
        """Which components hold the names, by number."""
        return {self._at[name] for name in names if name in self._at}

    def system(self, place: int) -> System:
        """A component, by its number."""
        return self._parts[place]

    def digest(self, place: int) -> str:
        """The hash of a component, by its number."""
        return self._digests[place]

    def carrying(self, labels: Container[str]) -> set[int]:
        """Which components hold something that carries one of the labels, by number."""
        return {
            place
            for place, part in enumerate(self._parts)
            if any(one.label in labels for one in part.constraints)
        }

    def size(self, places: Iterable[int]) -> int:
        """How many rows and products some components hold."""
        return sum(len(self._parts[place].constraints) for place in places)

    def digests(self, names: Iterable[str]) -> list[str]:
        """The hashes of the components that hold the names, sorted."""
        return sorted(self._digests[place] for place in self.places(names))

    def near(self, names: Iterable[str], rows: Iterable[Row] = ()) -> System:
        """The components that hold the names or that the rows tie to them, with the rows."""
        more = tuple(rows)
        wanted = {*names, *(name for row in more for name, _ in row.terms)}
        parts = [self._parts[place] for place in sorted(self.places(wanted))]
        alone = sorted(name for name in wanted if name not in self._at)
        found = joined_systems(parts)
        return found._replace(
            variables=(*found.variables, *map(Variable, alone)), rows=(*found.rows, *more)
        )


def joined_systems(parts: Iterable[System]) -> System:
    """Systems that share no variable, as one."""
    every = tuple(parts)
    return System(
        tuple(one for part in every for one in part.variables),
        tuple(one for part in every for one in part.rows),
        tuple(one for part in every for one in part.products),
        frozenset().union(*(part.certain for part in every)),
    )


def _unions(system: System) -> Unions[str]:
    """The names of variables, joined by what ties them together."""
    unions: Unions[str] = Unions()
    open_readings: dict[str, str] = {}
    for constraint in system.constraints:
        names = unknowns(constraint)
        if constraint.reading is not None:
            names = (*names, open_readings.setdefault(constraint.label, names[0]))
        unions.join(names)
    return unions


def _component(
    variables: list[Variable],
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
    for name, natural in variables:
        digest.update(f"{name}{_interval_text(natural)}\n".encode())
    here = certain & labels
    digest.update("\n".join(sorted(here)).encode())
    system = System(
        tuple(variables),
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
