"""What the prover is told and what it answers: variables, rows, products, conflicts.

Nothing here knows of claims, YAML or words. A *label* is the name of something
that may be doubted: a claim's full name, or an identity as `name:variable`.
Everything is frozen; numbers are exact; order never matters to an answer.

A caller makes a `System` and asks `prover.Prover` or `prover.implied`; `diagnosis.conflicts`
finds what contradicts.
"""

from collections.abc import Callable, Iterator, Mapping, Set
from fractions import Fraction
from typing import NamedTuple

from cloudkb.interval import Interval

Rational = Fraction | int
Terms = tuple[tuple[str, Rational], ...]
"""Variables, each with its factor."""


# --- what is asked -------------------------------------------------------------------------


class Variable(NamedTuple):
    """An unknown. Variables that rows or products name but nobody declares are unbounded."""

    name: str
    natural: Interval = Interval()
    """What needs no proof and cannot be doubted: >= 0, > 0, or nothing."""


class Row(NamedTuple):
    """A sum of variables lies in an interval: figures, ranges, points, orders, ranks, sums."""

    terms: Terms
    """Each variable once, no factor 0, never empty."""
    interval: Interval
    label: str = ""
    """The claim or identity it comes from; empty when it has no name and cannot be doubted."""
    wide: Interval | None = None
    """Its interval when the print may also have been cut instead of rounded; None: the same."""
    plain: bool = False
    """True when its two ends come from rounding a print: strain widens exactly these, around
    their middle. Without such a row in a conflict, no rounding explains it."""
    reading: int | None = None
    """Which reading of an `either` claim (from 0); None when it holds in all of them."""
    kind: str = ""
    """A word for whoever tells the story (figure, points, order, ...). The prover hands it back;
    all that is made of it is to doubt a claim by its figure first (`diagnosis.conflicts`)."""


class Product(NamedTuple):
    """result = left * right: growth, share, margin, exchange rate, product of ratios."""

    result: str
    left: str
    right: str
    label: str = ""
    reading: int | None = None
    kind: str = ""


Constraint = Row | Product


def unknowns(constraint: Constraint) -> tuple[str, ...]:
    """The names of the variables that a row or a product ties together."""
    if isinstance(constraint, Row):
        return tuple(name for name, _ in constraint.terms)
    return constraint.result, constraint.left, constraint.right


class System(NamedTuple):
    """All that is to hold at once. Labels with several readings need one of them only."""

    variables: tuple[Variable, ...]
    rows: tuple[Row, ...]
    products: tuple[Product, ...] = ()
    certain: frozenset[str] = frozenset()
    """Labels that take part in conflicts by name but are never suspects (the calendar)."""

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """Its rows, then its products."""
        return (*self.rows, *self.products)

    def without(self, labels: Set[str]) -> "System":
        """The same system with all that carries one of these labels set aside."""
        if not labels:
            return self
        return self._replace(
            rows=tuple(row for row in self.rows if row.label not in labels),
            products=tuple(product for product in self.products if product.label not in labels),
        )

    def joined(self, *rows: Row) -> "System":
        """The same system with more rows."""
        if not rows:
            return self
        return self._replace(rows=self.rows + rows)


# --- how a proof goes ----------------------------------------------------------------------


class Given(NamedTuple):
    """What was known of a variable when a step used it."""

    variable: str
    interval: Interval
    steps: tuple[int, ...]
    """The earlier steps (their places in the proof) it comes from; none: its natural range."""


class Narrowing(NamedTuple):
    """From one constraint and what is known of its other variables: what is left for one.

    Only the ends that are needed later are kept; the other is None.
    """

    variable: str
    interval: Interval
    """What this constraint leaves, before it meets what else is known of the variable."""
    constraint: Constraint
    given: tuple[Given, ...] = ()


class Clash(NamedTuple):
    """The end of a chain: no value of the variable lies in all of `known` (one or two items)."""

    variable: str
    known: tuple[Given, ...]


class Weighted(NamedTuple):
    """A row times a number: at its high end when the number is positive, else at its low end."""

    weight: Fraction
    row: Row


class Envelope(NamedTuple):
    """What a product says linearly on a box: sum of the terms >= `low` (or > when open).

    It is (left - a) * (right - b) >= 0, or <= 0, multiplied out, where a and b are ends of what
    is known of the two factors.
    """

    weight: Fraction
    product: Product
    left: Given
    right: Given
    left_end: str
    """`low` or `high`: which end of `left` is a."""
    right_end: str
    terms: tuple[tuple[str, Fraction], ...]
    low: Fraction
    open: bool = False


class Edge(NamedTuple):
    """A known end of a variable times a number: the high end when the number is positive."""

    weight: Fraction
    known: Given


Part = Weighted | Envelope | Edge
"""What a linear proof adds up."""


class Sum(NamedTuple):
    """The end of a linear proof: the weighted parts add up to 0 <= `total` (or <) and it is not.

    Each part is read as `terms <= bound` times |weight|; all terms cancel, and what is left is
    `0 <= total` with total < 0, or `0 < total` with total = 0.
    """

    parts: tuple[Part, ...]
    total: Fraction
    strict: bool


class Factor(NamedTuple):
    """A variable to a whole power, of which an end is known (high when the power is positive)."""

    power: int
    known: Given


class Ratio(NamedTuple):
    """A row `a <= factor * b` between two positive variables, to a whole positive power."""

    power: int
    row: Row
    above: str
    """b"""
    below: str
    """a"""
    factor: Fraction
    strict: bool


class Cycle(NamedTuple):
    """The end of a proof on ratios: by the products a power product is 1, by the rest it is not.

    The products, each to its power (left * right / result = 1), and the ratios multiply to 1
    with every variable cancelled but those in `factors`; these multiply to at most `total`
    (or less), and total < 1 (or = 1 when strict).
    """

    products: tuple[tuple[int, Product], ...]
    ratios: tuple[Ratio, ...]
    factors: tuple[Factor, ...]
    total: Fraction
    strict: bool


class Proof(NamedTuple):
    """Steps in order, then what ends them. The chain is told whenever one exists."""

    steps: tuple[Narrowing, ...]
    end: Clash | Sum | Cycle

    def constraints(self) -> Iterator[Constraint]:
        """All rows and products it uses, as often as it does."""
        for step in self.steps:
            yield step.constraint
        if isinstance(self.end, Sum):
            for part in self.end.parts:
                if isinstance(part, Weighted):
                    yield part.row
                elif isinstance(part, Envelope):
                    yield part.product
        elif isinstance(self.end, Cycle):
            for _, product in self.end.products:
                yield product
            for ratio in self.end.ratios:
                yield ratio.row


class Case(NamedTuple):
    """A proof under one choice of readings; the only one when nothing is left open."""

    readings: tuple[tuple[str, int], ...]
    proof: Proof


# --- what is answered ----------------------------------------------------------------------


class Bounds(NamedTuple):
    """The tightest proved interval of a variable or a sum, with what each end rests on."""

    interval: Interval
    low_because: tuple[str, ...] = ()
    """Labels the low end rests on, minimal, sorted."""
    high_because: tuple[str, ...] = ()
    low_exact: bool = True
    """Nothing closer can be true (a linear optimum); False: only a bound."""
    high_exact: bool = True
    low_proof: Proof | None = None
    """Why nothing lies below the low end: a proof that ends with this variable's rows."""
    high_proof: Proof | None = None
    parts: tuple[Interval, ...] = ()
    """What is left under the readings that can hold, where that has gaps; else empty."""

    @property
    def because(self) -> frozenset[str]:
        """The labels that either end rests on."""
        return frozenset((*self.low_because, *self.high_because))

    def narrowed(self, kept: Interval) -> "Bounds":
        """The same of an interval that lacks one of the ends, or both."""
        found = self._replace(interval=kept)
        if kept.low is None:
            found = found._replace(low_because=(), low_proof=None)
        if kept.high is None:
            found = found._replace(high_because=(), high_proof=None)
        return found


class Candidate(NamedTuple):
    """One suspect: a label whose removal, alone or `beside` another, makes all consistent."""

    label: str
    row: Row | None
    """Its row with the fewest terms when it has one, else None (a product)."""
    implied: Bounds | None
    """What all the rest of its component leaves for that row's sum, without the reasons; None
    without a row, or when removing the label does not help."""
    around: tuple[tuple[str, Interval], ...] = ()
    """What the rest leaves for the unknowns that whoever ranks suspects asked about, by name."""
    beside: tuple[str, ...] = ()
    """Labels of which one has to be removed with it, the likeliest first (`implied` and `around`
    come without that one too); none where its removal alone is enough."""


class Conflict(NamedTuple):
    """A minimal set of labels that no values can satisfy, and why."""

    labels: tuple[str, ...]
    """Sorted. Leaving out any one of them (but the certain ones) makes the set consistent, as
    far as the prover can tell."""
    cases: tuple[Case, ...]
    rounding: bool
    """It vanishes when every plain print may also have been cut: a note, not an error."""
    strain: Fraction | None
    """The least factor, to 1/1000 and rounded up, by which all plain intervals must be widened;
    None when no widening helps."""
    suspects: tuple[Candidate, ...]
    """Best first, as the caller's order has it."""
    alone: bool
    """False when no removal of one or of a pair helps, or nobody asked (a note): all members are
    suspects."""


class ComponentConflicts(NamedTuple):
    """All that was found in one component."""

    conflicts: tuple[Conflict, ...]
    aside: frozenset[str]
    left_open: str
    """Why it is not known whether there are more; empty when it is."""
    readings: dict[str, tuple[int, ...]]


class Kept(NamedTuple):
    """What was found in a component, for as long as nothing in the component changes."""

    component: System
    found: ComponentConflicts
    text: str = ""
    """As an earlier run wrote it; empty when it was found in this one."""


class LeftOpen(NamedTuple):
    """A component, or a combination of readings, in which not everything was proved."""

    label: str
    """Its first one; the name of a variable where it has none."""
    why: str

    def __str__(self) -> str:
        """As one line."""
        return f"{self.label}: {self.why}"


class Outcome(NamedTuple):
    """What `prove` found."""

    conflicts: tuple[Conflict, ...]
    """Sorted by labels."""
    components: int
    consistent: frozenset[str]
    """Hashes of components in which nothing was found and nothing left unproved; hand them
    back as `known` next time."""
    not_proved: tuple[LeftOpen, ...]
    """What a budget or a missing package left open."""
    readings: Mapping[str, tuple[int, ...]]
    """For each label with several readings: those that can hold with the rest."""
    aside: frozenset[str]
    """Labels that were set aside on the way: each conflict's first suspect."""
    statistics: Mapping[str, int]
    """Counts for `--stats`: by name, e.g. steps, pivots."""
    kept: Mapping[str, Kept]
    """What was found in components that conflict or are left open; as text, it can be handed
    back as `remembered` next time."""


class Work:
    """What a search took, and what it had to leave open."""

    def __init__(self) -> None:
        """Nothing done yet."""
        self.statistics: dict[str, int] = {}
        self.left_open = ""
        """Why the last question has no sure answer; empty when it has one."""

    def count(self, name: str, number: int = 1) -> None:
        """Add to a count of the statistics."""
        self.statistics[name] = self.statistics.get(name, 0) + number


SuspectOrder = Callable[[tuple[str, ...], tuple[Candidate, ...]], tuple[str, ...]]
"""Given a conflict's labels and its doubts (by label), the suspects' labels, best first."""
