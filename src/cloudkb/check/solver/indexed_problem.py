"""A system laid out for propagation: variables and constraints by number, scaled integers.

Each variable has two *sides*: 2v is the low end of variable v, 2v + 1 its high end. A row
with two ends is two *units*, `sum of c * x <= bound` each; a product is one unit.
"""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from cloudkb.check.solver.problem import Constraint, System, unknowns
from cloudkb.check.solver.scaled import ceiling, floor
from cloudkb.interval import Interval

_PLACES = 10**18
"""Numbers are kept to 18 decimals, so that printed decimals stay exact."""
_ODD = 10**6
"""Up to this, common denominators that are no decimals (thirds) are kept exact too."""

Term = tuple[int, int, int]
"""The side at which c * x is least, the side that `<=` narrows, and c."""
IndexedRow = tuple[tuple[Term, ...], int, int]
"""Terms, scaled bound, 1 if strict."""


class IndexedProblem:
    """What propagation runs on; made once for a component and used many times."""

    def __init__(self, system: System) -> None:
        """Rows of one variable become `points`, told first; the others are units."""
        self.system = system
        self.names: list[str] = sorted(
            {name for one in system.constraints for name in unknowns(one)}
        )
        self.number = {name: place for place, name in enumerate(self.names)}
        self.constraints = system.constraints
        self.scale = _scale(system)
        self.members: list[tuple[int, ...]] = [
            tuple(sorted({self.number[name] for name in unknowns(constraint)}))
            for constraint in self.constraints
        ]
        """The variables of each constraint."""
        self.at: list[list[int]] = [[] for _ in self.names]
        """The constraints of each variable."""
        for place, variables in enumerate(self.members):
            for variable in variables:
                self.at[variable].append(place)
        self.settled: dict[object, str] = {}
        """Blocks the linear prover did not refute, by all that matters; why it left one open."""
        self.readings = _readings(self.constraints)
        """For each label with several readings the constraints of each."""
        self.units: list[IndexedRow | None] = []
        self.products: list[tuple[int, int, int]] = []
        """For each unit its product's result, left and right; (-1, -1, -1) for rows."""
        self.constraint_of: list[int] = []
        self.units_of: list[list[int]] = [[] for _ in self.constraints]
        self.points: list[int] = []
        """The units of rows of one variable."""
        self.watchers: list[list[int]] = [[] for _ in range(2 * len(self.names))]
        self.ends: list[int | None] = [None] * (2 * len(self.names))
        self.opens: list[bool] = [False] * (2 * len(self.names))
        self._naturals()
        for place, row in enumerate(system.rows):
            self._row(place, row.terms, row.interval)
        for place, product in enumerate(system.products, len(system.rows)):
            three = tuple(
                self.number[name] for name in (product.result, product.left, product.right)
            )
            self._add(place, None, (three[0], three[1], three[2]))
            for variable in sorted(set(three)):
                self.watchers[2 * variable].append(len(self.units) - 1)
                self.watchers[2 * variable + 1].append(len(self.units) - 1)

    def _naturals(self) -> None:
        for name, natural in self.system.variables:
            place = self.number.get(name)
            if place is None:
                continue
            if natural.low is not None:
                end, rounded = floor(natural.low, self.scale)
                self.ends[2 * place] = end
                self.opens[2 * place] = natural.low_open or rounded
            if natural.high is not None:
                end, rounded = ceiling(natural.high, self.scale)
                self.ends[2 * place + 1] = end
                self.opens[2 * place + 1] = natural.high_open or rounded

    def _row(
        self, place: int, terms: tuple[tuple[str, Fraction | int], ...], interval: Interval
    ) -> None:
        common = lcm(*(factor.denominator for _, factor in terms))
        whole = [
            (2 * self.number[name], factor.numerator * (common // factor.denominator))
            for name, factor in terms
        ]
        if interval.high is not None:
            bound, rounded = ceiling(interval.high, self.scale * common)
            below = tuple(
                (side, side + 1, factor) if factor > 0 else (side + 1, side, factor)
                for side, factor in whole
            )
            self._unit(place, below, bound, interval.high_open or rounded)
        if interval.low is not None:
            least, rounded = floor(interval.low, self.scale * common)
            above = tuple(
                (side + 1, side, -factor) if factor > 0 else (side, side + 1, -factor)
                for side, factor in whole
            )
            self._unit(place, above, -least, interval.low_open or rounded)

    def _unit(self, place: int, terms: tuple[Term, ...], bound: int, strict: bool) -> None:
        self._add(place, (terms, bound, int(strict)), (-1, -1, -1))
        if len(terms) == 1:
            self.points.append(len(self.units) - 1)
        else:
            for least, _, _ in terms:
                self.watchers[least].append(len(self.units) - 1)

    def _add(self, place: int, unit: IndexedRow | None, product: tuple[int, int, int]) -> None:
        self.units_of[place].append(len(self.units))
        self.units.append(unit)
        self.products.append(product)
        self.constraint_of.append(place)


def _readings(constraints: Iterable[Constraint]) -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = {}
    for place, constraint in enumerate(constraints):
        if constraint.reading is not None:
            found.setdefault(constraint.label, {}).setdefault(constraint.reading, []).append(place)
    return {label: dict(sorted(found[label].items())) for label in sorted(found)}


def _scale(system: System) -> int:
    """18 decimals, times what makes the ends of rows whole where little is enough."""
    odd = 1
    below = {end.denominator for row in system.rows for end in row.interval.ends}
    for denominator in sorted(below):
        rest = denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        common = lcm(odd, rest)
        if common <= _ODD:
            odd = common
    return _PLACES * odd
