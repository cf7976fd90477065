"""What was found in a component, as text for the next run and back: proofs, suspects, what is open.

A constraint is written as its place in the component, whose hash is the key, so that no text can
bring in a row of its own. Each proof is checked anew when it is read, and the suspects are put in
order again where what surrounds them is not as it was: their grades and prints are no part of the
component. Where it is, what was told of each conflict is told again (`dependencies`).
"""

import json
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from cloudkb.check.solver import problem, verify
from cloudkb.check.solver.minimal_conflict import labels_of
from cloudkb.check.solver.problem import (
    ComponentConflicts,
    Conflict,
    Constraint,
    Kept,
    Product,
    Row,
    SuspectOrder,
    System,
)
from cloudkb.interval import Interval
from cloudkb.model import Finding, Implied, Place, Related, Step, Suspect

_RECORDS: dict[str, Callable[[list[Any]], Any]] = {
    record.__name__: record._make
    for record in (
        problem.Bounds,
        problem.Candidate,
        problem.Case,
        problem.Clash,
        problem.ComponentConflicts,
        problem.Conflict,
        problem.Cycle,
        problem.Edge,
        problem.Envelope,
        problem.Factor,
        problem.Given,
        problem.Narrowing,
        problem.Proof,
        problem.Ratio,
        problem.Sum,
        problem.Weighted,
        Finding,
        Implied,
        Interval,
        Place,
        Related,
        Step,
        Suspect,
    )
}
_BROKEN = (ValueError, TypeError, LookupError, AttributeError, RecursionError, ZeroDivisionError)
"""What text of another shape gives rise to."""


def kept_text(kept: Kept) -> str:
    """What was found in a component as text that `recalled` takes."""
    if kept.text:
        return kept.text
    constraints = kept.component.constraints
    places = {id(one): place for place, one in enumerate(constraints)}
    plain = _plain(kept.found, constraints, places)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def key(digest: str, bare: bool) -> str:
    """What something found is kept under: the hash of its component, and how much was asked."""
    return f"{digest} bare" if bare else digest


def findings_key(name: str) -> str:
    """What is told of conflicts is kept under, beside the `key` of what was found."""
    return f"{name} told"


def findings_text(findings: Sequence[Finding]) -> str:
    """What is told of the conflicts of a component as text that `findings_of` takes."""
    return json.dumps(_plain(tuple(findings), (), {}), ensure_ascii=False, separators=(",", ":"))


def findings_of(text: str, conflicts: Sequence[Conflict]) -> tuple[Finding, ...]:
    """What was told of some conflicts; nothing where the text is of another shape."""
    try:
        found = _made(json.loads(text), ())
        fitting = [
            isinstance(one, Finding) and {*one.claims, *one.identities} == {*conflict.labels}
            for one, conflict in zip(found, conflicts, strict=True)
        ]
    except _BROKEN:
        return ()
    return tuple(found) if all(fitting) else ()


def recalled(
    component: System,
    text: str,
    order: SuspectOrder | None,
    unchanged: Callable[[ComponentConflicts], bool] = lambda _: False,
) -> ComponentConflicts | None:
    """What was found in this very component, each proof checked anew.

    Where it is `unchanged` how its suspects are judged, they stay in the order they stood in.
    None where the text is of another shape, a proof does not stand, another suspect than the one
    that was set aside then comes first now, or a suspect is one of several pairs, which are not
    put in order again: all has to be looked for again.
    """
    try:
        found = _made(json.loads(text), component.constraints)
        if not isinstance(found, ComponentConflicts) or found.readings:
            return None
        if not (found.conflicts or found.left_open):
            return None
        if not all(_stands(component, conflict) for conflict in found.conflicts):
            return None
        if unchanged(found):
            order = None
        elif any(len(one.beside) > 1 for each in found.conflicts for one in each.suspects):
            # what is left for a suspect hangs on which of these is the likeliest
            return None
        ranked = tuple(_ranked(conflict, order) for conflict in found.conflicts)
        if list(map(_first, ranked)) != list(map(_first, found.conflicts)):
            return None
        if found.aside != frozenset(filter(None, map(_first, ranked))):
            return None
    except _BROKEN:
        return None
    return found._replace(conflicts=ranked)


def _first(conflict: Conflict) -> str:
    """The suspect that is set aside before the next conflict is looked for."""
    return conflict.suspects[0].label if conflict.suspects else ""


def _stands(component: System, conflict: Conflict) -> bool:
    """Whether each of the conflict's proofs proves it, from what carries its labels alone."""
    own = {*conflict.labels, ""}
    known = {one.label for one in component.constraints}
    part = component._replace(
        rows=tuple(row for row in component.rows if row.label in own),
        products=tuple(one for one in component.products if one.label in own),
    )
    suspects = {one.label for one in conflict.suspects}
    beside = {label for one in conflict.suspects for label in one.beside}
    return (
        len(conflict.cases) == 1
        and known.issuperset(conflict.labels)
        and own.issuperset(labels_of(conflict.cases))
        and own.issuperset(suspects)
        and known.issuperset(beside)
        and verify.holds(part, conflict.cases[0].proof)
    )


def _ranked(conflict: Conflict, order: SuspectOrder | None) -> Conflict:
    if order is None or not conflict.suspects:
        return conflict
    by_label = {one.label: one for one in conflict.suspects}
    ranked = order(conflict.labels, tuple(by_label[label] for label in sorted(by_label)))
    return conflict._replace(suspects=tuple(by_label[label] for label in ranked))


# --- values to plain ones and back ----------------------------------------------------------


def _plain(value: object, constraints: tuple[Constraint, ...], places: Mapping[int, int]) -> Any:
    kind = type(value)
    if value is None or kind in (str, int, bool):
        return value
    if isinstance(value, Row | Product):
        place = places.get(id(value))
        return ["#", constraints.index(value) if place is None else place]
    if isinstance(value, Fraction):
        return ["/", value.numerator, value.denominator]
    if isinstance(value, frozenset):
        return ["{", *sorted(value)]
    if isinstance(value, Mapping):
        return {str(name): _plain(each, constraints, places) for name, each in value.items()}
    assert isinstance(value, tuple)
    name = "" if kind is tuple else kind.__name__
    return [name, *(_plain(each, constraints, places) for each in value)]


def _made(value: Any, constraints: tuple[Constraint, ...]) -> Any:
    if type(value) is not list:
        return value
    name, *rest = value
    if name == "/":
        return Fraction(*rest)
    if name == "#":
        (place,) = rest
        if place < 0:
            raise LookupError(place)
        return constraints[place]
    if name == "{":
        return frozenset(rest)
    made = [_made(each, constraints) if type(each) is list else each for each in rest]
    return _RECORDS[name](made) if name else tuple(made)
