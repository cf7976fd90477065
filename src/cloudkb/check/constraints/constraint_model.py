"""The model that claims are compiled into: quantities, rows and products, as relations add them.

Relations speak of `Quantity` records; the solver sees their names. What claims or the
operands of their figures name is *named*; identities form around named quantities only,
and what else they need joins as unknowns.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import given, is_
from cloudkb.check.constraints.instances import Instance
from cloudkb.check.constraints.kinds import Kind, Teller, ToldSoFar
from cloudkb.check.constraints.quantities import (
    IdentityName,
    Quantity,
    VariableMeaning,
    period_of,
)
from cloudkb.check.constraints.strangers import NOBODY, Strangers
from cloudkb.check.constraints.subjects import Said, Subjects
from cloudkb.check.solver.problem import (
    Constraint,
    Narrowing,
    Product,
    Row,
    System,
    Variable,
)
from cloudkb.interval import Interval, exactly
from cloudkb.language import worded
from cloudkb.model import Amount, Claim, Facts, Period

ZERO = Fraction(0)
ONE = Fraction(1)
AT_LEAST_ZERO = Interval(ZERO)
ABOVE_ZERO = Interval(ZERO, None, True)


def _ratio(story: Teller, product: Product) -> str:
    result, lower = story.name(product.result), story.name(product.right)
    return worded(
        "{result} is its growth times {lower}",
        "{result}等于{lower}乘以增长倍数",
        result=result,
        lower=lower,
    )


def _against(told: ToldSoFar, step: Narrowing, product: Product) -> str:
    """A value and its growth leave another value, or two values make a growth."""
    upper, grown, lower = given(told, step, product, where=False)
    if step.variable == product.left:
        if not upper or not lower:
            return ""
        derived = is_(told.story, step.variable, step.interval)
        return worded(
            "{upper} against {lower}: {derived}",
            "{upper}与{lower}相比，{derived}",
            upper=upper,
            lower=lower,
            derived=derived,
        )
    value = upper or lower
    growth = next((one for one in step.given if one.variable == product.left), None)
    if not value or growth is None or not growth.steps:
        return ""
    result = told.result(step)
    if told.grows(growth):
        used = naming.listed([value, grown])
        return worded("{used} leave {result}", "由{used}，得{result}", used=used, result=result)
    other = product.result if upper else product.right
    if any(told.is_that(one) for one in step.given if one.variable == other):
        return worded("at that ratio it leaves {result}", "按此比值，得{result}", result=result)
    return worded(
        "{value} at that ratio leaves {result}",
        "{value}按此比值，得{result}",
        value=value,
        result=result,
    )


RATIO = Kind("ratio", _ratio, _against)
"""What the ratio of two quantities means."""


LeagueKey = tuple[str, str, str, str, str]
"""(metric, in, scope, period, currency)."""


class Pending(NamedTuple):
    """A relative change whose base is not known to be positive."""

    said: Said
    upper: Quantity
    lower: Quantity
    interval: Interval
    """What it says of value over base."""


class ConstraintModel(Subjects):
    """Everything compiled so far, as relations add to it.

    Claims come first, then identities, in an order among themselves that does not matter.
    """

    def __init__(self, facts: Facts, origins: Mapping[str, str], proved: Iterable[str]) -> None:
        """`origins` maps documents to the document they copy.

        `proved` are unknowns that may be negative by their metric and are known not to be.
        """
        super().__init__(facts, origins)
        self.variables: dict[str, VariableMeaning] = {}
        self.rows: list[Row] = []
        self.products: list[Product] = []
        self.pending: list[Pending] = []
        self.claims: dict[str, Claim] = {}
        """Claims that gave a row or a product, by name."""
        self.identities: dict[str, IdentityName] = {}
        """Identities that gave one, by label."""
        self.named: dict[Quantity, set[str]] = defaultdict(set)
        """Named quantities, each with the documents that name it; none is ever taken out."""
        self._in_order: tuple[Quantity, ...] = ()
        self.printed: dict[Quantity, list[Said]] = defaultdict(list)
        """Quantities with a level printed for them."""
        self.ranks: list[tuple[Quantity, Said]] = []
        """Claimed ranks, compared when their leagues are known."""
        self.links: dict[Quantity, set[str]] = defaultdict(set)
        """Claimed links: the entities each points to."""
        self.strangers: Strangers = NOBODY
        """What other pieces of the base say, where this is one."""
        self.copies: Mapping[str, str] = {}
        """Claims that only repeat another one: that one's name."""
        self.events: dict[str, list[Said]] = {}
        self.later: dict[str, dict[str, int]] = {}
        """By the day of an event, the unknowns so many months later."""
        """Unknown days, with the claims that date them."""
        self.unsigned: list[tuple[Said, Quantity]] = []
        """Growth claimed over bases that may be negative, which says nothing of the values."""
        self.divisors: list[tuple[str, str]] = []
        """Unknowns that may be negative and a formula divides by, each behind its label: the
        formula does not hold there."""
        self.instances: list[Instance] = []
        """Where the formulas of the vocabulary hold."""
        self.many_meet = False
        """Whether claims meet in more quantities that nobody names than may be named."""
        self.across: list[tuple[Said, Quantity, Quantity]] = []
        """Steps of a series from one basis to another, which are left out."""
        self._natural: dict[str, Interval] = {}
        self._ratios: dict[tuple[Quantity, Quantity], str] = {}
        self._proved = frozenset(proved)
        self._certain: set[str] = set()
        self.assumed: dict[str, str] = {}
        """Of identities that hold nearly always, by label, what to write where one does not."""

    # --- unknowns --------------------------------------------------------------------------

    def variable(self, quantity: Quantity) -> str:
        """The name of a quantity as an unknown, which carries its metric's sign."""
        name = quantity.name
        if name not in self.variables:
            self.variables[name] = VariableMeaning("quantity", quantity)
            if not self.may_be_negative(quantity):
                self._natural[name] = AT_LEAST_ZERO
        return name

    def unknown(self, name: str, variable: VariableMeaning, natural: Interval) -> str:
        """An unknown beside the quantities: a ratio, a link, a day, a rate."""
        if name not in self.variables:
            self.variables[name] = variable
            self._natural[name] = natural
        return name

    def positive(self, quantity: Quantity) -> str:
        """A quantity that something is divided by: above zero, where it cannot be negative."""
        name = self.variable(quantity)
        if not self.may_be_negative(quantity):
            self._natural[name] = ABOVE_ZERO
        return name

    def may_be_negative(self, quantity: Quantity) -> bool:
        """Whether the metric allows values below zero (days and links have no sign)."""
        metric = self.vocabulary.metrics[quantity.metric]
        return metric.negative or metric.unit in ("date", "entity")

    def name(self, quantity: Quantity, document: str) -> str:
        """Register a quantity as named by a claim of a document, or by a question."""
        self.named[quantity].add(document)
        return self.variable(quantity)

    def take_names(self, other: "ConstraintModel") -> None:
        """Name what another model of the same claims names, beside what they do."""
        self.named, self.instances = other.named, other.instances
        self.many_meet = other.many_meet

    def may_divide(self, quantity: Quantity) -> bool:
        """Tell whether a percentage of the quantity means something: it is known to be positive."""
        return quantity.name in self._proved or not self.may_be_negative(quantity)

    def may_divide_by(self, unknown: str) -> bool:
        """Tell whether something may be divided by an unknown, which is then above zero."""
        natural = self._natural.get(unknown, Interval())
        if natural.low == 0:
            self._natural[unknown] = ABOVE_ZERO
        return natural.low == 0 or unknown in self._proved

    def is_never_negative(self, unknown: str) -> bool:
        """Tell whether an unknown is at least zero by nature."""
        return self._natural.get(unknown, Interval()).low == 0

    # --- constraints -----------------------------------------------------------------------

    def claim_row(
        self,
        said: Said,
        kind: Kind,
        terms: Iterable[tuple[str, Fraction]],
        interval: Interval,
        wide: Interval | None = None,
        plain: bool = False,
    ) -> None:
        """Add what a claim says of a sum of unknowns; equal unknowns are added up."""
        summed: dict[str, Fraction] = {}
        for name, factor in terms:
            summed[name] = summed[name] + factor if name in summed else factor
        kept = tuple((name, factor) for name, factor in sorted(summed.items()) if factor)
        if said.cut and wide is not None:
            interval, wide = wide, None
        if kept:
            label, reading = said.claim.id, said.reading
            self.rows.append(Row(kept, interval, label, wide, plain, reading, kind.name))
            self.claims[label] = said.claim

    def identity_row(
        self,
        kind: Kind,
        about: Quantity,
        terms: dict[str, Fraction],
        interval: Interval,
        name: str = "",
    ) -> None:
        """Add an identity `name:quantity` as a row; `name` is that of its kind, if not given."""
        kept = tuple((one, factor) for one, factor in sorted(terms.items()) if factor)
        if kept:
            label = self.labelled(IdentityName(name or kind.name, about))
            self.rows.append(Row(kept, interval, label, kind=kind.name))
            if kind.certain:
                self._certain.add(label)
            if kind.assumed:
                self.assumed[label] = kind.assumed

    def identity_sum(
        self,
        kind: Kind,
        whole: Quantity,
        parts: Iterable[Quantity],
        interval: Interval,
        name: str = "",
    ) -> None:
        """Add an identity on a whole less its parts, called after the whole."""
        terms = {self.variable(whole): ONE, **{self.variable(part): -ONE for part in parts}}
        self.identity_row(kind, whole, terms, interval, name)

    def identity_product(
        self, kind: Kind, about: Quantity, result: str, left: str, right: str, name: str = ""
    ) -> None:
        """Add an identity `name:quantity` as result = left x right."""
        label = self.labelled(IdentityName(name or kind.name, about))
        self.products.append(Product(result, left, right, label, kind=kind.name))

    def labelled(self, identity: IdentityName) -> str:
        """The label of an identity, which is remembered for whoever reads the label."""
        label = str(identity)
        self.identities[label] = identity
        return label

    def definition(
        self, kind: Kind, terms: Iterable[tuple[str, Fraction]], interval: Interval
    ) -> None:
        """Add what words mean: it has no name and cannot be doubted."""
        self.rows.append(Row(tuple(sorted(terms)), interval, kind=kind.name))

    def defined_product(self, kind: Kind, result: str, left: str, right: str) -> None:
        """Add what an unknown stands for as result = left x right; it cannot be doubted."""
        self.products.append(Product(result, left, right, kind=kind.name))

    def ratio(self, upper: Quantity, lower: Quantity) -> str:
        """The one ratio of an ordered pair of quantities, whose lower one is positive.

        The pair's first ratio makes `upper = ratio x lower`, which is what a ratio means and
        cannot be doubted.
        """
        known = self._ratios.get((upper, lower))
        if known is not None:
            return known
        name = f"{upper.name} / {lower.name}"
        signed = self.may_be_negative(upper)
        self.unknown(
            name,
            VariableMeaning("ratio", upper, lower),
            Interval() if signed else AT_LEAST_ZERO,
        )
        result, divisor = self.variable(upper), self.positive(lower)
        self.products.append(Product(result, name, divisor, kind=RATIO.name))
        self._ratios[upper, lower] = name
        return name

    def change(self, upper: Quantity, lower: Quantity) -> str:
        """The change of a pair as an unknown: its ratio, where the lower one is known positive.

        Else an unknown of its own, which says nothing of the two quantities.
        """
        if self.may_divide(lower):
            return self.ratio(upper, lower)
        name = f"{upper.name} / {lower.name}"
        return self.unknown(name, VariableMeaning("ratio", upper, lower), Interval())

    def link(self, quantity: Quantity, entity: str) -> str:
        """The unknown that is 1 when a link is there, else 0."""
        name = f"{quantity.name} = {entity}"
        return self.unknown(
            name, VariableMeaning("link", quantity, value=entity), Interval(ZERO, ONE)
        )

    def day(self, quantity: Quantity, claim: str = "") -> str:
        """The unknown that stands for the day of an event, counted from 0001-01-01.

        With a claim's name, of an event that only this claim speaks of.
        """
        name = f"{quantity.name} ({claim})" if claim else quantity.name
        return self.unknown(name, VariableMeaning("day", quantity), Interval())

    def ratios(self) -> list[tuple[Quantity, Quantity]]:
        """All pairs whose ratio is spoken of."""
        return sorted(self._ratios)

    def known_ratio(self, upper: Quantity, lower: Quantity) -> str | None:
        """The ratio of a pair, when something speaks of it."""
        return self._ratios.get((upper, lower))

    def is_ratio(self, kind: Kind, about: Quantity, upper: Quantity, lower: Quantity) -> None:
        """Let a share or margin be the one ratio of a pair, by an identity.

        The pair's first makes `upper = about x lower`; a later one is the same as the first.
        Over what may be negative there is no share.
        """
        if self.may_be_negative(lower):
            return
        unknown = self.variable(about)
        first = self._ratios.setdefault((upper, lower), unknown)
        if first == unknown:
            self.identity_product(kind, about, self.variable(upper), unknown, self.positive(lower))
        else:
            self.identity_row(kind, about, {unknown: ONE, first: -ONE}, exactly(ZERO))

    def system(self) -> System:
        """What the prover is told."""
        used = {name for row in self.rows for name, _ in row.terms}
        used.update(name for product in self.products for name in product[:3])
        return System(
            tuple(Variable(name, self._natural.get(name, Interval())) for name in sorted(used)),
            tuple(self.rows),
            tuple(self.products),
            frozenset(self._certain),
        )

    # --- what is printed -------------------------------------------------------------------

    def levels(self, quantity: Quantity) -> Iterator[tuple[Amount, Claim]]:
        """The levels printed of a quantity by claims of one reading."""
        for said in self.printed.get(quantity, ()):
            if said.reading is None and isinstance(said.figure, Amount):
                yield said.figure, said.claim

    # --- how named quantities lie to each other --------------------------------------------

    def in_order(self) -> tuple[Quantity, ...]:
        """The named quantities in order, sorted anew only where some came to them."""
        if len(self._in_order) != len(self.named):
            self._in_order = tuple(sorted(self.named))
        return self._in_order

    @cached_property
    def series(self) -> Mapping[Quantity, list[tuple[Period, Quantity]]]:
        """Named quantities that differ by period alone, by the quantity without period.

        Asked, as `league`, when all that is named is.
        """
        found: dict[Quantity, list[tuple[Period, Quantity]]] = defaultdict(list)
        for quantity in self.in_order():
            found[quantity._replace(period="")].append((period_of(quantity.period), quantity))
        return found

    @cached_property
    def special(self) -> Mapping[Quantity, frozenset[str]]:
        """Special scopes that claims state, by the plain quantity without currency.

        Asked when all claims are compiled.
        """
        found: dict[Quantity, set[str]] = defaultdict(set)
        for quantity, documents in self.named.items():
            if documents - {""} and not self.in_use(quantity):
                found[quantity._replace(scope="", currency="")].add(quantity.scope)
        return {quantity: frozenset(scopes) for quantity, scopes in found.items()}

    @cached_property
    def single_identities(self) -> Mapping[str, Mapping[str, Constraint]]:
        """Identities that are one row or product each, by name and label.

        Asked when all claims are compiled.
        """
        found: dict[str, list[Constraint]] = defaultdict(list)
        every: tuple[Constraint, ...] = (*self.rows, *self.products)
        for one in every:
            if one.label in self.identities:
                found[one.label].append(one)
        named: dict[str, dict[str, Constraint]] = defaultdict(dict)
        for label, constraints in found.items():
            if len(constraints) == 1:
                named[self.identities[label].name][label] = constraints[0]
        return named

    @cached_property
    def scopes_of(self) -> Mapping[tuple[str, ...], frozenset[str]]:
        """The scopes on which claims name each (entity, metric, in), plain not among them."""
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for quantity, documents in self.named.items():
            if documents - {""} and quantity.scope:
                found[quantity[:3]].add(quantity.scope)
        return {about: frozenset(scopes) for about, scopes in found.items()}

    @cached_property
    def short_names(self) -> Mapping[str, int]:
        """How many claims end in a name, be it their own without the document's."""
        if self.strangers.short_names is not None:
            return self.strangers.short_names
        found: dict[str, int] = defaultdict(int)
        for claim in self.facts.claims:
            _, slash, rest = claim.id.partition("/")
            while slash:
                found[rest] += 1
                _, slash, rest = rest.partition("/")
        return found

    @cached_property
    def league(self) -> Mapping[LeagueKey, list[Quantity]]:
        """Named quantities that differ by entity alone, each on its basis in use where plain."""
        found: dict[LeagueKey, list[Quantity]] = defaultdict(list)
        for quantity in self.in_order():
            found[self.league_of(quantity)].append(quantity)
        return found

    def league_of(self, quantity: Quantity) -> LeagueKey:
        """What a quantity has in common with those it stands beside."""
        return quantity._replace(scope=self.plain(quantity))[1:]
