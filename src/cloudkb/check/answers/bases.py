"""The bases a claim may stand on when witnesses are looked for: its own, and each that fits it."""

from collections.abc import Iterable, Mapping, Sequence

from cloudkb.check.constraints.groups import SHARED, Group
from cloudkb.check.constraints.quantities import UNSTATED, Quantity
from cloudkb.check.corroboration import Corroboration
from cloudkb.check.diagnosis.reasoner import Diagnosis, Reasoner
from cloudkb.check.solver.problem import Row, System
from cloudkb.model import Claim


class Bases:
    """What was found of a system, read anew for one claim after the other."""

    def __init__(self, reasoner: Reasoner, found: Diagnosis, origins: Mapping[str, str]) -> None:
        """`origins` says whose word each claim is."""
        self._model = reasoner.model
        self._open = reasoner.readings
        self._found = found
        self._origins = origins
        self._events = {
            name: _stated(variable.quantity).name
            for name, variable in self._model.variables.items()
            if variable.kind == "day"
        }
        self._readings = {one.group: one for one in found.readings}
        self._doubted = reasoner.doubted
        self._benches: dict[tuple[Group | None, str, str], Corroboration] = {}

    def groups(self, rows: Iterable[Row]) -> list[Group]:
        """The unstated bases that a claim's rows speak of."""
        found = set()
        for row in rows:
            for name, _ in row.terms:
                variable = self._model.variables.get(name)
                if variable is not None and variable.quantity.scope.startswith(UNSTATED):
                    group = Group(*variable.quantity[:4])
                    if group in self._readings:
                        found.add(group)
        return sorted(found)

    def fitting(self, claim: Claim, group: Group) -> tuple[str, ...]:
        """The stated scopes a group may be read as; this claim alone where the whole cannot."""
        reading = self._readings[group]
        return reading.fitting or tuple(reading.single.get(claim.id, ()))

    def read_as(self, rows: Iterable[Row]) -> str:
        """The one stated scope that reasoning reads a claim's basis as, if there is one."""
        scopes = {self._readings[group].scope for group in self.groups(rows)} - {"", SHARED}
        return scopes.pop() if len(scopes) == 1 else ""

    def benches(self, claim: Claim, rows: Sequence[Row]) -> list[tuple[str, Corroboration]]:
        """As reasoning reads the bases; then, for each group it leaves open, as all that fit."""
        made = [(self.read_as(rows), self._bench(None, "", self._found.system, ""))]
        for group in self.groups(rows):
            reading = self._readings[group]
            if reading.scope not in ("", SHARED):
                continue
            alone = "" if reading.fitting else claim.id
            for scope in self.fitting(claim, group):
                system = self._read(group, scope, alone)
                if system is not None:
                    made.append((scope, self._bench(group, scope, system, alone)))
        return made

    def _bench(self, group: Group | None, scope: str, system: System, alone: str) -> Corroboration:
        key = (group, scope, alone)
        if key not in self._benches:
            self._benches[key] = Corroboration(system, self._origins, self._events)
        return self._benches[key]

    def _read(self, group: Group, scope: str, alone: str) -> System | None:
        """Everything as it is read, but this group as one scope."""
        rows = self._open.rows(group, scope)
        if not rows or rows[0].label in self._doubted:
            return None
        system = self._found.system.without({str(group.read_as(SHARED))})
        if alone:
            here = {row.terms[0][0] for row in rows}
            others = {
                row.label
                for row in system.rows
                if row.label in self._origins and here & {name for name, _ in row.terms}
            }
            system = system.without(others - {alone})
        return system.joined(*rows)


def _stated(quantity: Quantity) -> Quantity:
    """A quantity without a basis that nobody stated."""
    return quantity._replace(scope="") if quantity.scope.startswith(UNSTATED) else quantity
