"""An independent judge of the checker's proofs: the same rows and products, asked of Z3.

Written from the descriptions in `cloudkb.check.solver.problem` alone. Exact rationals, nonlinear
real arithmetic; a resource limit instead of seconds, so that an answer is the same on
every machine. What Z3 leaves open is `unknown` and refutes nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Literal, NamedTuple

import z3

from cloudkb.check.solver.problem import Product, Row, System
from cloudkb.interval import Interval

Answer = Literal["sat", "unsat", "unknown"]

LIMIT = 1_000_000
"""Z3's own steps for one question: a second or three; the next million may take a minute."""


def solve(system: System, limit: int = LIMIT) -> Answer:
    """Tell whether values exist that satisfy all rows and products of a system."""
    context = z3.Context()
    unknowns: dict[str, Any] = {}

    def unknown(name: str) -> Any:
        if name not in unknowns:
            unknowns[name] = z3.Real(f"x{len(unknowns)}", context)
        return unknowns[name]

    always: list[Any] = []
    choices: dict[str, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))

    def state(constraint: Row | Product, formulas: list[Any]) -> None:
        if constraint.reading is None:
            always.extend(formulas)
        else:
            choices[constraint.label][constraint.reading].extend(formulas)

    for row in system.rows:
        total = z3.Sum([_number(factor, context) * unknown(name) for name, factor in row.terms])
        state(row, _within(total, row.interval, context))
    for product in system.products:
        result, left, right = map(unknown, (product.result, product.left, product.right))
        state(product, [result == left * right])
    for quantity in system.variables:
        if quantity.name in unknowns:
            always += _within(unknown(quantity.name), quantity.natural, context)
    for readings in choices.values():
        always.append(z3.Or([z3.And(one) for _, one in sorted(readings.items())]))

    logic = "QF_NRA" if system.products else "QF_LRA"
    solver = z3.SolverFor(logic, context)
    solver.set("rlimit", limit)
    solver.add(*always)
    try:
        found = str(solver.check())
    except z3.Z3Exception:
        return "unknown"
    return "sat" if found == "sat" else "unsat" if found == "unsat" else "unknown"


def _number(value: Fraction | int, context: Any) -> Any:
    exact = Fraction(value)
    return z3.RealVal(f"{exact.numerator}/{exact.denominator}", context)


def _within(term: Any, interval: Interval, context: Any) -> list[Any]:
    found = []
    if interval.low is not None:
        low = _number(interval.low, context)
        found.append(term > low if interval.low_open else term >= low)
    if interval.high is not None:
        high = _number(interval.high, context)
        found.append(term < high if interval.high_open else term <= high)
    return found


# --- what a set of labels says -------------------------------------------------------------


def only(system: System, labels: Iterable[str]) -> System:
    """What these labels say, and what without a name touches it, directly or not.

    Products without a name that merely define an unknown of which nothing else speaks are
    left out: a value for it always exists.
    """
    wanted = set(labels)
    kept: list[Row | Product] = [one for one in _all(system) if one.label in wanted]
    nameless: dict[str, list[Row | Product]] = defaultdict(list)
    for one in _all(system):
        if not one.label:
            for name in _names(one):
                nameless[name].append(one)
    chosen = {id(one) for one in kept}
    reached = {name for one in kept for name in _names(one)}
    todo = list(reached)
    while todo:
        for one in nameless[todo.pop()]:
            if id(one) not in chosen:
                chosen.add(id(one))
                kept.append(one)
                todo += [name for name in _names(one) if name not in reached]
                reached.update(_names(one))
    kept = _without_definitions(system, kept)
    return system._replace(
        rows=tuple(one for one in kept if isinstance(one, Row)),
        products=tuple(one for one in kept if isinstance(one, Product)),
    )


def _all(system: System) -> tuple[Row | Product, ...]:
    return (*system.rows, *system.products)


def _names(one: Row | Product) -> tuple[str, ...]:
    if isinstance(one, Row):
        return tuple(name for name, _ in one.terms)
    return (one.result, one.left, one.right)


def _without_definitions(system: System, kept: list[Row | Product]) -> list[Row | Product]:
    natural = {quantity.name: quantity.natural for quantity in system.variables}
    uses = Counter(name for one in kept for name in set(_names(one)))
    while True:
        idle = [
            one
            for one in kept
            if isinstance(one, Product) and not one.label and _is_definition(one, natural, uses)
        ]
        if not idle:
            return kept
        # one at a time: two products may each define what the other leaves
        kept = [one for one in kept if one is not idle[0]]
        for name in set(_names(idle[0])):
            uses[name] -= 1


def _is_definition(product: Product, natural: dict[str, Interval], uses: Counter[str]) -> bool:
    """Tell whether some value of an unknown nobody else uses always satisfies the product."""
    result, left, right = product.result, product.left, product.right
    ranges = [natural.get(name, Interval()) for name in (result, left, right)]
    if len({result, left, right}) < 3 or not all(_is_sign(one) for one in ranges):
        return False
    divides = ranges[2].low == 0 and ranges[2].low_open
    if uses[left] == 1 and divides:
        # left = result / right
        return ranges[1].low is None or (ranges[0].low == 0 and not _stricter(ranges[1], ranges[0]))
    if uses[result] == 1:
        return ranges[0].low is None or (
            ranges[1].low == 0
            and ranges[2].low == 0
            and (not ranges[0].low_open or (ranges[1].low_open and ranges[2].low_open))
        )
    return False


def _is_sign(interval: Interval) -> bool:
    return interval.high is None and interval.low in (None, 0)


def _stricter(one: Interval, other: Interval) -> bool:
    return one.low_open and not other.low_open


# --- the two questions about a conflict ----------------------------------------------------


def core_is_unsat(system: System, labels: Iterable[str], limit: int = LIMIT) -> bool | None:
    """Tell whether these labels contradict each other; None when Z3 cannot say."""
    answer = solve(only(system, labels), limit)
    return None if answer == "unknown" else answer == "unsat"


class Minimality(NamedTuple):
    """How a set stands without each of its labels in turn."""

    superfluous: tuple[str, ...]
    """Labels without which the rest still contradicts itself: these refute minimality."""
    unknown: tuple[str, ...]
    """Labels of which Z3 could not say."""


def minimality(system: System, labels: Iterable[str], limit: int = LIMIT) -> Minimality:
    """Leave out each label that may be doubted, and see whether values exist then."""
    every = sorted(set(labels))
    superfluous, unknown = [], []
    for label in every:
        if label in system.certain:
            continue
        answer = solve(only(system, [one for one in every if one != label]), limit)
        if answer == "unsat":
            superfluous.append(label)
        elif answer == "unknown":
            unknown.append(label)
    return Minimality(tuple(superfluous), tuple(unknown))


def is_minimal(system: System, labels: Iterable[str], limit: int = LIMIT) -> bool | None:
    """Tell whether no label is superfluous; None when Z3 leaves one open and refutes none."""
    found = minimality(system, labels, limit)
    if found.superfluous:
        return False
    return None if found.unknown else True
