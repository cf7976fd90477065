"""What a story in one sentence is made of: the prints a proof rests on, and what ties them.

A headline is a proof of its own: its teller reckons anew from these prints, and tells only what
leaves no value.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import groupby
from math import ceil, floor
from operator import itemgetter

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.constraints.quantities import Quantity, VariableMeaning
from cloudkb.check.explanation.card_style import PrintUnit
from cloudkb.check.explanation.context import leaves
from cloudkb.check.explanation.punctuation import more
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Product, Proof, Row
from cloudkb.figures.decimals import places_of
from cloudkb.figures.printing import print_styled
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Claim

ZERO, ONE = Fraction(0), Fraction(1)
_MOST_PLACES = 9
_DIGITS = 5
"""Digits of a bound, where more are not needed."""
_EXACT = 3
"""Decimals of a single bound that is told exactly."""
_LISTED = 6
"""Prints named one by one; beyond it they are counted."""
PRINTS = marked("{number} prints")
SHARES = marked("{number} shares")
GROWTHS = marked("{number} growths")
"""What is counted."""


class Prints:
    """The prints of one proof, by the unknown that each stands for."""

    def __init__(self, story: Story, proof: Proof) -> None:
        """Sort the constraints of a proof, each once and in one order."""
        self.story = story
        self.proof = proof
        self.of: dict[str, list[Row]] = {}
        """What claims print of a quantity, of a growth or of a day."""
        self.ties: list[Row] = []
        """What claims and identities say of several unknowns, or of whether a link holds."""
        self.products: list[Product] = []
        mine = set(proof.constraints())
        for one in story.constraints:
            if one not in mine:
                continue
            if isinstance(one, Product):
                self.products.append(one)
            elif self._is_print(one):
                self.of.setdefault(one.terms[0][0], []).append(one)
            else:
                self.ties.append(one)

    def _is_print(self, row: Row) -> bool:
        if len(row.terms) != 1 or row.label not in self.story.model.claims:
            return False
        made = kind(row)
        is_told = made.number in ("print", "growth") or made.name == "date"
        return is_told and self.story.unit(row.terms[0][0])[0] != FLAG

    # --- what is known ---------------------------------------------------------------------

    def interval(self, unknown: str) -> Interval:
        """What the prints of an unknown leave for it, or its nature where nobody prints it."""
        natural = self.story.model.is_never_negative(unknown)
        found = Interval(ZERO) if natural else Interval()
        for row in self.of.get(unknown, ()):
            found = found.intersect(leaves(row))
        return found

    def variable(self, unknown: str) -> VariableMeaning:
        """What an unknown stands for."""
        return self.story.variable(unknown)

    def growth(self, upper: Quantity, lower: Quantity) -> str | None:
        """The printed ratio of two quantities."""
        for unknown in self.of:
            variable = self.variable(unknown)
            if variable.kind == "ratio" and (variable.quantity, variable.lower) == (upper, lower):
                return unknown
        return None

    def growths(self) -> list[str]:
        """All printed ratios."""
        return [one for one in self.of if self.variable(one).kind == "ratio"]

    # --- words -----------------------------------------------------------------------------

    def said(self, unknown: str) -> str:
        """What is printed of an unknown: `245.9亿元`, `+3%`."""
        return naming.listed(list(dict.fromkeys(map(self.story.phrase, self.of[unknown]))))

    def by(self, rows: Iterable[Row]) -> str:
        """Who prints it, behind it in Chinese, where several speak of it: （IDC）."""
        if not in_chinese() or len({self._speaker(one) for one in self.story.claims}) < 2:
            return ""
        claims = [self.story.model.claims[row.label] for row in rows]
        return f"（{naming.listed(list(dict.fromkeys(map(self._speaker, claims))))}）"

    def _speaker(self, claim: Claim) -> str:
        return naming.speaker(claim, self.story.model.facts)

    def signed(self, unknown: str) -> str:
        """What is printed of an unknown, and in Chinese by whom."""
        return self.said(unknown) + self.by(self.of[unknown])

    def whose(self, unknown: str) -> str:
        """Of what, where that tells the prints apart: ` in 2022` or ` for Apple` behind a print;
        in Chinese before it, 2022年的.
        """
        about = self.behind(self.variable(unknown).quantity)
        return f"{about}的" if about and in_chinese() else about

    def behind(self, quantity: Quantity) -> str:
        """Of which quantity, behind a number; in Chinese its name alone."""
        story = self.story
        if not story.varying - {"currency"}:
            return ""
        short = story.short(quantity)
        if in_chinese():
            return short
        if short == naming.period(quantity.period, quantity.entity, story.vocabulary):
            return f" {naming.at(short)}"
        return f" for {short}"

    def each(self, unknowns: Iterable[str], *, where: bool = True) -> str:
        """Prints in a row, each with what it is of: `9亿元 for A and 7亿元 for B`."""
        unknowns = list(unknowns)
        if in_chinese():
            return self._in_chinese(unknowns, where=where)
        told = [f"{self.said(one)}{self.whose(one) if where else ''}" for one in unknowns]
        return naming.listed(told)

    def _in_chinese(self, unknowns: Sequence[str], *, where: bool) -> str:
        """Prints in a row, each behind what it is of; who prints all of them stands behind once."""
        told = [f"{self.whose(one) if where else ''}{self.said(one)}" for one in unknowns]
        by = [self.by(self.of[one]) for one in unknowns]
        runs = [
            naming.listed([one for one, _ in run]) + who
            for who, run in groupby(zip(told, by, strict=True), key=itemgetter(1))
        ]
        return naming.listed(runs) if len(runs) == len(told) else "、".join(runs)

    def by_speaker(self, unknowns: Iterable[str]) -> list[str]:
        """Prints whose order says nothing: in Chinese those of one speaker side by side."""
        return sorted(unknowns, key=lambda one: self.by(self.of[one]))

    def listed(self, unknowns: Sequence[str], noun: str = PRINTS) -> str:
        """Prints in a row without what they are of; many are counted."""
        if len(unknowns) > _LISTED:
            return worded(noun, number=len(unknowns))
        return self.each(unknowns, where=False)

    def spell(
        self, unit: PrintUnit, interval: Interval, against: Interval, *, bare: bool = False
    ) -> str:
        """An interval rounded outward to few digits, so many that it is seen not to meet a print.

        It has a digit more than the print `against` it, which lies in the same unit, but not more
        than a few in all. `bare` tells a single end without the word for its side.
        """
        told = self.story.style.of(unit, interval)
        ends = [places_of(end / told.by, _MOST_PLACES + 1) for end in against.ends]
        places = max((1 + (unit[0] == "times"), *(one for one in ends if one <= _MOST_PLACES)))
        if len(interval.ends) == 1 and (own := places_of(interval.ends[0] / told.by)) <= _EXACT:
            places = max(places, own)
        size = max((abs(end) / told.by for end in interval.ends), default=ZERO)
        places = min(places, max(_DIGITS - len(str(floor(size))), 1))
        while places < _MOST_PLACES and _rounded(interval, told.by, places).meets(against):
            places += 1
        signed = unit[0] == "relative"
        return more(
            print_styled(interval, told, least=places, most=places, signed=signed, bare=bare)
        )

    def beside(self, unknown: str, made: Interval) -> dict[str, str]:
        """What is made for an unknown beside its print: names that a message fills in."""
        return {
            "bound": self.spell(self.story.unit(unknown), made, self.interval(unknown)),
            "whose": self.whose(unknown),
            "printed": self.signed(unknown),
        }

    def one_side(self, interval: Interval, against: Interval) -> Interval:
        """The end of an interval that lies towards another one, which it does not meet."""
        above = interval.low is not None and against.high is not None
        if above and interval.low >= against.high:  # type: ignore[operator]
            return interval.from_low()
        return interval.to_high()


def _rounded(interval: Interval, by: Fraction, places: int) -> Interval:
    """An interval with both ends rounded outward to so many decimals of a unit."""
    step = by / 10**places
    low, high = interval.low, interval.high
    return interval._replace(
        low=None if low is None else floor(low / step) * step,
        high=None if high is None else ceil(high / step) * step,
    )
