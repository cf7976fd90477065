"""`formula`: an equation between metrics holds for each entity, as the vocabulary declares it.

`formulas: {gross-profit: gross_profit = revenue - cost}`: of the same entity, in, scope, period
and currency, wherever at least two of its quantities are named. A snapshot counts as of the
period's last day, `average of` one as half of what it is on the day before the period and on its
last; `months` and `days` are the period's length. With `complete: no` the left side is at least
the right one, where nothing is negative. Where it divides by what may be negative it does not
hold, and is noted as `unsigned-base`.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple

from cloudkb import equations, figures
from cloudkb.check.constraints import formulas, instances, naming
from cloudkb.check.constraints.constraint_model import AT_LEAST_ZERO, ONE, ConstraintModel
from cloudkb.check.constraints.formula_words import part_words
from cloudkb.check.constraints.formulas import multiple, product_words
from cloudkb.check.constraints.instances import Instance
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import FormulaPart, IdentityName, VariableMeaning
from cloudkb.check.solver.problem import Constraint, Narrowing, Product, Row
from cloudkb.equations import Expression, KindOfQuantity, Member
from cloudkb.figures.decimals import exact_text
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, speaking, worded
from cloudkb.words import unit_text

_HALF = Fraction(1, 2)
_ZERO = Fraction(0)


# --- words ---------------------------------------------------------------------------------


def formula_sentence(story: Teller, constraint: Constraint) -> str:
    """`gross profit is revenue less cost`, `revenue is shipments times price`."""
    if not isinstance(constraint, Row):
        return product_words(
            *map(story.name, (constraint.result, constraint.left, constraint.right))
        )
    subject = _subject(story, constraint)
    words = _sum(_members(constraint, subject, story.name))
    told_of = {"subject": story.name(subject), "sum": words}
    if constraint.interval.high is not None:
        return worded("{subject} is {sum}", "{subject}等于{sum}", **told_of)
    return worded("{subject} is at least {sum}", "{subject}不低于{sum}", **told_of)


def reckoned(told: ToldSoFar, step: Narrowing, constraint: Constraint) -> str:
    """`100 for revenue less 60 for cost makes 40 for gross profit`."""
    if not isinstance(constraint, Row):
        return multiplied_or_divided(told, step, constraint)
    given = {one.variable: told.phrase(one) for one in step.given}
    if not given or not all(given.values()):
        return ""
    result = told.result(step)
    if len(given) != len(constraint.terms) - 1:
        return ""
    members = _members(constraint, step.variable, given.__getitem__)
    reckoned = {"sum": _sum(members, " and "), "result": result}
    if any(factor < 0 for factor, _ in members):
        return worded("{sum} leaves {result}", "由{sum}，得{result}", **reckoned)
    if len(members) > 1:
        return worded("{sum} add up to {result}", "由{sum}，得{result}", **reckoned)
    return worded("{sum} makes {result}", "由{sum}，得{result}", **reckoned)


def multiplied_or_divided(told: ToldSoFar, step: Narrowing, product: Product) -> str:
    """`100 for shipments times 2 for price makes 200 for revenue`, or one of these divided."""
    result, *factors = formulas.given(told, step, product, where=True)
    found = {"result": told.result(step)}
    if all(factors):
        left, right = factors
        return worded(
            "{left} times {right} makes {result}",
            "{left}乘以{right}，得{result}",
            left=left,
            right=right,
            **found,
        )
    lower = "".join(factors)
    if not result or not lower:
        return ""
    return worded(
        "{upper} divided by {lower} makes {result}",
        "{upper}除以{lower}，得{result}",
        upper=result,
        lower=lower,
        **found,
    )


def _subject(story: Teller, row: Row) -> str:
    """What a row is solved for: what an identity is called after, or the part it defines."""
    names = [name for name, _ in row.terms]
    about = row.label.split(":", 2)[-1] if row.label else ""
    if about in names:
        return about
    parts = [name for name, factor in row.terms if story.variable(name).kind == "part"]
    return (parts or [name for name, factor in row.terms if factor > 0] or names)[0]


def _members(row: Row, subject: str, word: Callable[[str], str]) -> list[tuple[Fraction, str]]:
    """A row solved for one of its unknowns: what it is the sum of, numbers first."""
    factors = {name: Fraction(factor) for name, factor in row.terms}
    own = factors.pop(subject)
    found = [(-factor / own, word(name)) for name, factor in factors.items()]
    number = sum(row.interval.ends[:1], _ZERO) / own
    if number:
        found.insert(0, (ONE if number > 0 else -ONE, exact_text(abs(number)) or str(abs(number))))
    return sorted(found, key=lambda one: one[0] < 0)


def _sum(members: Sequence[tuple[Fraction, str]], plus: str = " + ") -> str:
    """`a + 2 × b less c and d`."""
    words = [(factor > 0, _times(abs(factor), name)) for factor, name in members]
    above = [text for positive, text in words if positive]
    below = [text for positive, text in words if not positive]
    listed = plus != " + " or in_chinese()
    summed = naming.listed(above) if listed else plus.join(above)
    if in_chinese() and len(above) > 1:
        summed += "之和"
    if not below:
        return summed
    return worded(
        "{sum} less {rest}",
        "{sum}减去{rest}",
        sum=summed or worded("nothing", "零"),
        rest=naming.listed(below),
    )


def _times(factor: Fraction, name: str) -> str:
    if factor == _HALF:
        return worded("half of {name}", "{name}的一半", name=name)
    if factor.numerator == 1 < factor.denominator:
        return worded(
            "{name} divided by {number}", "{name}的1/{number}", name=name, number=factor.denominator
        )
    return multiple(factor, name)


IDENTITY = Kind("formula", formula_sentence, reckoned)
PART = Kind("part", formula_sentence, reckoned)
"""What stands inside a formula and has no name: an average, a sum in brackets."""


# --- where it holds --------------------------------------------------------------------------


def names(model: ConstraintModel) -> None:
    """Name what formulas need beside what is named, before identities form around it."""
    vocabulary = model.vocabulary
    if not vocabulary.formulas:
        return
    forming = instances.Forming(vocabulary.formulas, vocabulary.metrics, model.named, model.placed)
    model.instances = forming.found
    for instance in model.instances:
        for quantity in instance.at.values():
            model.named[quantity] |= set()


def identity(model: ConstraintModel) -> None:
    """Tie the quantities of each formula, wherever it holds."""
    for instance in model.instances:
        _Compiler(model, instance).compile()


class _Atom(NamedTuple):
    """An unknown, and what it stands for."""

    unknown: str
    of: Expression


class _Term(NamedTuple):
    """A number times unknowns, divided by unknowns."""

    factor: Fraction
    uppers: tuple[_Atom, ...] = ()
    lowers: tuple[_Atom, ...] = ()

    @property
    def is_linear(self) -> bool:
        return not self.lowers and len(self.uppers) < 2


class _Compiler:
    """One instance of a formula as rows and products."""

    def __init__(self, model: ConstraintModel, instance: Instance) -> None:
        self._model = model
        self._instance = instance
        self._name = f"{IDENTITY.name}:{instance.ready.formula.id}"
        self._sound = True
        """False where it divides by what may be negative."""

    def compile(self) -> None:
        """Add the identity, and what the parts of it stand for."""
        equation, complete = self._instance.ready.equation, self._instance.ready.formula.complete
        terms = _collected(
            [
                *self._terms(equation.left),
                *(one._replace(factor=-one.factor) for one in self._terms(equation.right)),
            ]
        )
        others = [one for one in terms if not one.is_linear]
        if complete and len(others) == 1 and len(terms) > 1:
            self._product(others[0], [one for one in terms if one.is_linear])
            return
        unit = self._metric(self._instance.about.metric).size
        terms = [one._replace(factor=one.factor / unit) for one in terms]
        constant, linear = self._linear(terms)
        if not self._sound or not linear:
            return
        interval = exactly(-constant) if complete else AT_LEAST_ZERO.shift(-constant)
        self._model.identity_row(IDENTITY, self._instance.about, linear, interval, self._name)

    # --- terms -----------------------------------------------------------------------------

    def _terms(self, of: Expression) -> list[_Term]:
        """An expression as a sum of products."""
        if of.kind == "number":
            return [_Term(of.number)]
        if of.kind in ("months", "days"):
            number = instances.length(self._instance.period, of.kind)
            assert number is not None
            return [_Term(number * self._unit(of).size)]
        if of.kind == "metric":
            return [_Term(self._unit(of).size, (self._atom(of, ""),))]
        if of.kind == "average":
            half = _HALF * self._unit(of).size
            return [_Term(half, (self._atom(of, end),)) for end in ("first", "last")]
        if of.kind == "sum":
            return _collected(
                [
                    one._replace(factor=part.power * one.factor)
                    for part in of.parts
                    for one in self._terms(part.of)
                ]
            )
        product = _Term(ONE)
        for part in of.parts:
            inside = self._terms(part.of)
            one = inside[0] if len(inside) == 1 else self._bracket(inside, part.of)
            if part.power < 0:
                one = _Term(1 / one.factor, one.lowers, one.uppers)
            product = _Term(
                product.factor * one.factor,
                product.uppers + one.uppers,
                product.lowers + one.lowers,
            )
        return [product]

    def _bracket(self, terms: Sequence[_Term], of: Expression) -> _Term:
        """A sum as one unknown, in the unit of its first member."""
        unit = self._unit(of).size
        scaled = [one._replace(factor=one.factor / unit) for one in terms]
        return _Term(unit, (self._sum(scaled, of),))

    def _unit(self, of: Expression) -> KindOfQuantity:
        return equations.unit_of(of, self._metric, self._instance.ready.spans)

    def _atom(self, of: Expression, end: str) -> _Atom:
        return _Atom(self._model.variable(self._instance.at[of.name, end]), of)

    def _linear(self, terms: Sequence[_Term]) -> tuple[Fraction, dict[str, Fraction]]:
        """The number in a sum, and the factors of its unknowns; products get a name."""
        constant, found = _ZERO, dict[str, Fraction]()
        for one in terms:
            if not one.uppers and not one.lowers:
                constant += one.factor
                continue
            name = one.uppers[0].unknown if one.is_linear else self._quotient(one).unknown
            found[name] = found.get(name, _ZERO) + one.factor
        return constant, {name: factor for name, factor in found.items() if factor}

    # --- parts -----------------------------------------------------------------------------

    def _part(self, of: Expression, is_positive: bool, unit: str | None = None) -> _Atom:
        """An unknown for what stands inside a formula; `unit` where it is not that of its text."""
        instance = self._instance
        about = instance.about
        told_in = self._told_in(self._unit(of)) if unit is None else unit
        part = FormulaPart(of, instance.period, unit or "")
        currency = next((one.currency for one in instance.at.values() if one.currency), "")
        money = currency if told_in.startswith("money") else ""
        meaning = VariableMeaning("part", about, unit=(told_in, money), part=part)
        with speaking("en"):
            # a name is the same in each language
            name = f"{part_words(part, self._model.vocabulary)} of {self._name}:{about.name}"
        natural = AT_LEAST_ZERO if is_positive else Interval()
        return _Atom(self._model.unknown(name, meaning, natural), of)

    def _told_in(self, unit: KindOfQuantity) -> str:
        """What a part is told in: the unit of a metric of its kind; empty where it has none."""
        for name in self._instance.ready.equation.metrics():
            metric = self._model.vocabulary.metrics[name]
            if unit.dimension.powers and (unit.dimension, unit.size) == self._metric(name)[::2]:
                return unit_text(metric.unit, metric.measure, metric.per)
        if unit.dimension == figures.dimension("money") and unit.size == 1:
            return "money"
        return "" if unit.dimension.powers else unit.pure

    def _metric(self, name: str) -> KindOfQuantity:
        return equations.of_metric(self._model.vocabulary.metrics[name])

    def _sum(self, terms: Sequence[_Term], of: Expression) -> _Atom:
        """A sum in brackets, or an average."""
        constant, linear = self._linear(terms)
        positive = constant >= 0 and self._are_positive(linear)
        part = self._part(of, positive)
        self._defined(part, linear, constant)
        return part

    def _are_positive(self, linear: dict[str, Fraction]) -> bool:
        known = self._model.is_never_negative
        return all(factor > 0 and known(name) for name, factor in linear.items())

    def _defined(self, part: _Atom, linear: dict[str, Fraction], constant: Fraction) -> None:
        terms = {name: -factor for name, factor in linear.items()}
        terms[part.unknown] = terms.get(part.unknown, _ZERO) + ONE
        self._model.definition(PART, terms.items(), exactly(constant))

    def _scaled(self, atom: _Atom, factor: Fraction, sides: Sequence[_Atom]) -> _Atom:
        """A number times an unknown, which is the product of two sides and in their unit."""
        if factor == 1:
            return atom
        whole = factor.numerator != 1
        number = Expression("number", number=factor if whole else 1 / factor)
        members = (
            (Member(1, number), Member(1, atom.of))
            if whole
            else (Member(1, atom.of), Member(-1, number))
        )
        linear = {atom.unknown: factor}
        units = [self._unit(side.of) for side in sides]
        both = KindOfQuantity(
            units[0].dimension.times(units[1].dimension), "", units[0].size * units[1].size
        )
        own = self._unit(atom.of)
        same = (both.dimension.powers, both.size) == (own.dimension.powers, own.size)
        unit = None if same else self._told_in(both)
        part = self._part(Expression("product", parts=members), self._are_positive(linear), unit)
        self._defined(part, linear, _ZERO)
        return part

    def _multiplied(self, atoms: Sequence[_Atom]) -> _Atom:
        """The product of some unknowns, one after the other."""
        found = atoms[0]
        for one in atoms[1:]:
            known = self._model.is_never_negative
            part = self._part(
                Expression("product", parts=(Member(1, found.of), Member(1, one.of))),
                known(found.unknown) and known(one.unknown),
            )
            self._model.defined_product(PART, part.unknown, found.unknown, one.unknown)
            found = part
        return found

    def _one(self) -> _Atom:
        """The number 1 as an unknown, for what is divided by something."""
        number = Expression("number")
        part = self._part(number, True)
        self._model.definition(PART, [(part.unknown, ONE)], exactly(ONE))
        return part

    def _quotient(self, term: _Term) -> _Atom:
        """What a term is without its number."""
        upper = self._multiplied(term.uppers) if term.uppers else self._one()
        for lower in term.lowers:
            self._divides(lower)
            known = self._model.is_never_negative
            part = self._part(
                Expression("product", parts=(Member(1, upper.of), Member(-1, lower.of))),
                known(upper.unknown) and known(lower.unknown),
            )
            if self._sound:
                self._model.defined_product(PART, upper.unknown, part.unknown, lower.unknown)
            upper = part
        return upper

    def _divides(self, lower: _Atom) -> None:
        """Note what something is divided by and may be negative: the formula does not hold then."""
        if not self._model.may_divide_by(lower.unknown):
            label = self._model.labelled(IdentityName(self._name, self._instance.about))
            self._model.divisors.append((label, lower.unknown))
            self._sound = False

    # --- products --------------------------------------------------------------------------

    def _product(self, term: _Term, rest: Sequence[_Term]) -> None:
        """One product and a sum: `sum x lowers = uppers`, as one labelled product."""
        for lower in term.lowers:
            self._divides(lower)
        if not self._sound:
            return
        factor, x = self._rest(rest, -1 / term.factor)
        # factor · x · lowers = uppers
        if not term.lowers:
            left, right = self._multiplied(term.uppers[:-1]), term.uppers[-1]
            result = self._scaled(x, factor, (left, right))
        else:
            uppers = self._multiplied(term.uppers) if term.uppers else self._one()
            left, right = self._multiplied((x, *term.lowers[:-1])), term.lowers[-1]
            result = self._scaled(uppers, 1 / factor, (left, right))
        self._model.identity_product(
            IDENTITY,
            self._instance.about,
            result.unknown,
            left.unknown,
            right.unknown,
            self._name,
        )

    def _rest(self, terms: Sequence[_Term], times: Fraction) -> tuple[Fraction, _Atom]:
        """A sum as a number times one unknown."""
        if len(terms) == 1 and terms[0].uppers:
            return terms[0].factor * times, terms[0].uppers[0]
        parts = []
        for one in terms:
            factor = abs(one.factor * times)
            for atom in one.uppers:
                factor /= self._unit(atom.of).size
            sign: Literal[1, -1] = 1 if one.factor * times > 0 else -1
            parts.append(Member(sign, _written(factor, one.uppers)))
        scaled = [one._replace(factor=one.factor * times) for one in terms]
        bracket = self._bracket(scaled, Expression("sum", parts=tuple(parts)))
        return bracket.factor, bracket.uppers[0]


def _collected(terms: Sequence[_Term]) -> list[_Term]:
    """Equal products added up."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], _Term] = {}
    for one in terms:
        key = (
            tuple(sorted(atom.unknown for atom in one.uppers)),
            tuple(sorted(atom.unknown for atom in one.lowers)),
        )
        known = found.get(key)
        found[key] = one if known is None else known._replace(factor=known.factor + one.factor)
    return [one for one in found.values() if one.factor]


def _written(factor: Fraction, atoms: Sequence[_Atom]) -> Expression:
    number = Expression("number", number=factor)
    if not atoms:
        return number
    if factor == 1:
        return atoms[0].of
    return Expression("product", parts=(Member(1, number), Member(1, atoms[0].of)))
