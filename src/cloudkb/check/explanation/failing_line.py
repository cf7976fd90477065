"""A declared line that fails in most periods, told once instead of a conflict each period."""

from cloudkb import periods
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.diagnosis.failing_lines import FailingLine
from cloudkb.check.explanation.finding import finding
from cloudkb.check.explanation.subject import subject
from cloudkb.check.relations import total
from cloudkb.check.relations.formula import IDENTITY as FORMULA
from cloudkb.language import marked, worded
from cloudkb.model import Claim, Finding, Place, Step, Suspect
from cloudkb.words import few

_NAMED = 5
"""Periods that are named; beyond it they are counted."""
_TOTALS = marked(
    "Compare the line under `totals` with what the figures are said to cover: a part may be "
    "missing, or one too many. It is set aside until it holds."
)
_FORMULAS = marked(
    "Compare the line under `formulas` with what the figures are said to cover: a term may be "
    "missing, or have the wrong sign. It is set aside until it holds."
)


def failing_line(model: ConstraintModel, line: FailingLine) -> Finding:
    """The finding of a line: itself most suspect, with the proof of the first period."""
    told = finding(line.conflict, model, ())
    about = subject(_claims(model, line), model.vocabulary)
    count = {"fails": len(line.periods), "tried": line.tried}
    is_formula = line.name.startswith(f"{FORMULA.name}:")
    text = worded(
        "Most suspect: {name}. It fails in {fails} of the {tried} periods where all that it ties "
        "is printed: {periods}.",
        name=line.name,
        periods=few(map(periods.called, line.periods), _NAMED),
        **count,
    )
    return told._replace(
        message=worded(
            "{about}: {name} fails in {fails} of the {tried} periods where all that it ties is "
            "printed",
            about=about,
            name=line.name,
            **count,
        ),
        place=_place(model, line) or told.place,
        hint=worded(_FORMULAS if is_formula else _TOTALS),
        # that the line is wrong says nothing against the claims it ties
        claims=(),
        touched=tuple(claim.id for claim in _claims(model, line)),
        identities=line.failed[:1],
        suspects=(Suspect(line.failed[0], True),),
        steps=(*told.steps, Step("suspects", text, sources=line.failed)),
    )


def _claims(model: ConstraintModel, line: FailingLine) -> list[Claim]:
    """Who prints what the line ties where it fails."""
    claims = {
        said.claim.id: said.claim
        for name in line.tied
        for said in model.printed.get(model.variables[name].quantity, ())
    }
    return [claims[one] for one in sorted(claims)]


def _place(model: ConstraintModel, line: FailingLine) -> Place | None:
    """Where the line is written."""
    name, about = model.identities[line.failed[0]]
    for formula in model.vocabulary.formulas:
        if name == f"{FORMULA.name}:{formula.id}":
            return formula.place
    totals = dict(total.declared_totals(model).get((about.metric, about.entity), ()))
    return totals[name].place if name in totals else None
