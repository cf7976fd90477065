"""The base without one claim: what `show` and `verdicts` judge it by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cloudkb.check.answers import tensions
from cloudkb.check.answers.other_scopes import ScopeReading
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.corroboration.witnesses import Corroboration
from cloudkb.check.diagnosis import conflicts
from cloudkb.check.diagnosis.reasoner import Near, Reasoner
from cloudkb.check.explanation.failing_line import failing_line
from cloudkb.check.solver import prover
from cloudkb.check.solver.components import touching
from cloudkb.check.solver.problem import Row, System, unknowns


def around_claim(reasoner: Reasoner, claim: str, read: Iterable[ScopeReading]) -> Near:
    """What surrounds a claim on every basis it is read on, without it."""
    names = {name for _, rows in read for row in rows for name, _ in row.terms}
    return reasoner.near(sorted(names), [claim])


def bench(model: ConstraintModel, system: System, origins: Mapping[str, str]) -> Corroboration:
    """A consistent system, of which claims can be set aside; `origins` says whose word each is."""
    events = {
        name: variable.quantity.name
        for name, variable in model.variables.items()
        if variable.kind == "day"
    }
    figures = {
        name: figure
        for name, claim in model.claims.items()
        if (figure := claim.only_figure) is not None
    }
    metrics = model.vocabulary.metrics
    several = {
        name for name in events if metrics[model.variables[name].quantity.metric].values == "many"
    }
    return Corroboration(system, origins, events, tensions.undated(model), figures, several)


def failing_lines_near(reasoner: Reasoner, names: Iterable[str]) -> Iterator[str]:
    """Lines of the vocabulary that would tie some unknowns to others, and fail in most periods.

    They are set aside: nothing follows from them, and nothing is said against what they tie.
    """
    about = frozenset(names)
    whole = reasoner.whole
    for line in reasoner.lines:
        rows = (row for row in whole.rows if row.label in line.labels)
        products = (one for one in whole.products if one.label in line.labels)
        if any(about & {*unknowns(one)} for ones in (rows, products) for one in ones):
            yield failing_line(reasoner.model, line).message


def judge(system: System, rows: Sequence[Row]) -> prover.RowStatus:
    """Whether rows of one claim, set aside in the system, must hold, can or cannot.

    A claim with several readings holds when one of them does.
    """
    several = sorted({row.reading for row in rows if row.reading is not None})
    readings: list[int | None] = [*several] or [None]
    judged = [
        _together(system, [row for row in rows if row.reading in (None, reading)])
        for reading in readings
    ]
    if "certain" in judged:
        return "certain"
    return "possible" if "possible" in judged else "impossible"


def _together(system: System, rows: Sequence[Row]) -> prover.RowStatus:
    single = [row._replace(reading=None) for row in rows]
    asked = prover.Prover(system)
    for row in single:
        judged = asked.judge(row)
        if judged == "impossible" or (judged == "possible" and len(single) == 1):
            return judged
        if judged == "possible":
            names = {name for one in single for name, _ in one.terms}
            near = touching(system.joined(*single), sorted(names))
            return "impossible" if conflicts.prove(near, bare=True).conflicts else "possible"
    return "certain"
