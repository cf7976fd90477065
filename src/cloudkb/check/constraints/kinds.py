"""What a kind of row or product is: how its number is told, whether it can be doubted, its words.

A relation keeps its kinds beside what makes their rows, and hands one to the model with each
row. The solver sees no more than its name; who tells a proof asks `relations.kind`.
"""

from collections.abc import Callable
from typing import Any, Literal, NamedTuple, Protocol

from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.solver.problem import Given, Narrowing, Row
from cloudkb.interval import Interval
from cloudkb.model import Claim, Figure, Vocabulary

FLAG = "flag"
"""The unit of what holds or does not: links, claims."""


class Teller(Protocol):
    """What a sentence may ask of the story it stands in."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What entities, metrics and scopes are called."""

    def variable(self, name: str) -> VariableMeaning:
        """What an unknown stands for."""

    def name(self, unknown: str) -> str:
        """What an unknown is called."""

    def short(self, quantity: Quantity) -> str:
        """A quantity without what all have in common."""

    def base(self, upper: Quantity, lower: Quantity) -> str:
        """What a quantity is compared with."""

    def label(self, label: str) -> str:
        """What a claim or an identity is called."""

    def claim(self, name: str) -> Claim | None:
        """A claim that took part."""

    def figure(self, row: Row) -> Figure | None:
        """The figure of a claim that gave a row."""

    def phrase(self, row: Row) -> str:
        """A claim's figure inside a sentence."""

    def unit(self, unknown: str) -> tuple[str, str]:
        """What an unknown is told in, and its currency."""

    def row_unit(self, row: Row) -> tuple[str, str]:
        """What the sum of a row is told in, and its currency."""

    def is_growth(self, unknown: str) -> bool:
        """Tell whether a ratio is told as a growth in percent."""

    def spell(self, unknown: str, interval: Interval) -> str:
        """Where an unknown lies, in its unit."""

    def spelled(self, unit: tuple[str, str], interval: Interval, *, bare: bool = False) -> str:
        """An interval in a unit; `bare` tells a single end without the word for its side."""


class ToldSoFar(Protocol):
    """What the words of a narrowing may ask of the proof it stands in."""

    @property
    def story(self) -> Teller:
        """What all sentences share."""

    def phrase(self, given: Given, where: bool = True) -> str:
        """What is known of an unknown, as printed or derived; `where` names it behind a print."""

    def is_that(self, given: Given) -> bool:
        """Tell whether a given is what the step before has told: its phrase is `that`."""

    def rows(self, given: Given) -> tuple[Row, ...]:
        """The claims whose prints a given is."""

    def grows(self, given: Given) -> bool:
        """Tell whether a ratio is given by a growth that somebody prints."""

    def bound(self, step: Narrowing) -> str:
        """What a step leaves, in its unit."""

    def result(self, step: Narrowing) -> str:
        """What a step leaves, and for what: `32.40 to 32.60% for 2022Q3`."""


class Kind(NamedTuple):
    """What all rows and products of one name have in common."""

    name: str
    sentence: Callable[[Teller, Any], str] | None = None
    """What a row or product of it says, without a stop; None: it is told as a formula."""
    step: Callable[[ToldSoFar, Narrowing, Any], str] | None = None
    """What one narrowing by it comes to, in short; where that is None or empty, its sentence is
    told with what was given and what follows."""
    number: Literal["print", "growth", "gap", "lead", "place", "day", ""] = ""
    """What the number of its sum is: a print as it is; a ratio, told as a growth; how far two
    lie apart, with its direction; how far one is above another, where only that it is above was
    said; a place in a league; the day on which a claim was said."""
    compares: bool = False
    """True where a claim compares without a number."""
    certain: bool = False
    """True where nobody can doubt it: the calendar's."""
    assumed: str = ""
    """What to write where it does not hold, with `{metric}`, of what holds nearly always: a
    conflict that needs it is a warning. Empty for all other kinds."""
    role: Literal["says", "follows", "of-claim"] = "says"
    """What a claim says; what follows from it and the prints of others; or what is about the claim
    itself, as whether it holds."""

    @property
    def signed(self) -> bool:
        """Whether its number has a direction."""
        return self.number in ("growth", "gap")
