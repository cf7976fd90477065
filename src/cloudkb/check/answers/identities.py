"""Identities by name, as `calendar-sum:aliyun.revenue@2023H1`: what they say and tie."""

from cloudkb.check.constraints import quantities
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.quantities import QuantityError
from cloudkb.check.constraints.quantity_lookup import quantity_named
from cloudkb.check.diagnosis.reasoner import Reasoner
from cloudkb.check.explanation.punctuation import capital, in_a_row, sentence
from cloudkb.check.explanation.sentences import statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations.formula import PART
from cloudkb.check.solver.problem import Constraint, unknowns
from cloudkb.language import worded
from cloudkb.model import Tied

_OFFERED = 12
"""Candidates named."""


def identity(reasoner: Reasoner, kind: str, text: str) -> Tied:
    """An identity by its name, `calendar-sum:aliyun.revenue@2023H1`; formed when asked for.

    Raises `QuantityError` when there is none, or several.
    """
    found = _label(reasoner.model, kind, text)
    if isinstance(found, QuantityError):
        try:
            quantity = quantity_named(reasoner.model, text)
        except QuantityError:
            raise found from None
        reasoner = Reasoner(reasoner.facts, reasoner.known, asked=[quantity])
        again = _label(reasoner.model, kind, quantity.name)
        if isinstance(again, QuantityError):
            raise found
        found = again
    return _tied(reasoner.model, found)


def _constraints(model: ConstraintModel) -> list[Constraint]:
    return [*model.rows, *model.products]


def _label(model: ConstraintModel, kind: str, text: str) -> str | QuantityError:
    """The full name of an identity, or why there is none."""
    formed = model.identities
    mine = {one.about.name: label for label, one in formed.items() if one.name == kind}
    if not mine:
        kinds = sorted({one.name for one in formed.values()})
        text = worded("no identity here is called {name}", name=kind[:40])
        return QuantityError(text, tuple(kinds))
    bare = " ".join(text.split())
    if bare in mine:
        return mine[bare]
    wanted = quantities.parse(text, model.vocabulary.entities)
    about = {name: formed[label].about for name, label in sorted(mine.items())}
    fitting = [name for name in about if wanted.fits(about[name])]
    fitting = [name for name in fitting if model.in_use(about[name])] or fitting
    said = [name for name in fitting if model.named.get(about[name])]
    fitting = said if len(said) == 1 else fitting
    if len(fitting) == 1:
        return mine[fitting[0]]
    if fitting:
        names = tuple(mine[name] for name in sorted(fitting))
        told = worded(
            "{name} may mean {number} identities", name=f"{kind}:{bare}", number=len(names)
        )
        return QuantityError(told, names)
    told = worded("no {kind} is formed of {what}", kind=kind, what=bare)
    return QuantityError(told, tuple(sorted(mine.values()))[:_OFFERED])


def _tied(model: ConstraintModel, label: str) -> Tied:
    constraints = [one for one in _constraints(model) if one.label == label]
    constraints += _parts(model, constraints)
    tied = sorted({name for constraint in constraints for name in unknowns(constraint)})
    claims = {
        row.label
        for row in model.rows
        if row.label in model.claims and any(name in tied for name, _ in row.terms)
    }
    story = Story(model, (label, *sorted(claims)), also=constraints)
    texts = [sentence(capital(statement(story, constraint))) for constraint in constraints]
    return Tied(label, in_a_row(dict.fromkeys(texts)), tuple(sorted(claims)), tuple(tied))


def _parts(model: ConstraintModel, constraints: list[Constraint]) -> list[Constraint]:
    """What the parts of a formula stand for, which have no name of their own."""
    found: list[Constraint] = []
    left = [name for one in constraints for name in unknowns(one)]
    parts = {name for name in left if model.variables[name].kind == "part"}
    defined = [one for one in _constraints(model) if one.kind == PART.name] if parts else []
    while parts:
        new = [one for one in defined if one not in found and parts & {*unknowns(one)}]
        found += new
        parts = {
            name
            for one in new
            for name in unknowns(one)
            if model.variables[name].kind == "part" and name not in parts
        }
    return found
