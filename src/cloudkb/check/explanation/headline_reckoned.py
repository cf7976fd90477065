"""What the others leave, with its arithmetic: `30 × 1.21万 comes to 36.15 to 36.45万, not 63.3万`.

Read from the proof as an end of an implied interval is (`expression`), and told by the prints.
"""

from fractions import Fraction

from cloudkb.check.explanation.expression import (
    Leaf,
    Reckoned,
    WeightedTerm,
    end_of,
    leaves,
    solved_for,
    written,
)
from cloudkb.check.explanation.headline_prints import ONE, Prints
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Given, Row, Sum, Weighted
from cloudkb.figures.decimals import exact_text
from cloudkb.figures.printing import print_number
from cloudkb.model import Amount, Change

_LONGEST = 6
"""Prints in one recipe."""
_ROUNDED = 10**6
"""An end is told as reckoned where a proof has rounded it by no more than such a part of it."""
_HEDGES: tuple[tuple[str, ...], ...] = ((), ("about",))
"""Beside which a print is told as its number."""


class Recipe:
    """How an end of what is known comes about, by the prints."""

    def __init__(self, prints: Prints, found: Reckoned | None) -> None:
        """Nothing is told where the proof goes another way, or prints are no plain numbers."""
        self._prints = prints
        terms = found.terms if found is not None else ()
        shown = list(leaves(terms))
        labels = {leaf.row.label for leaf in shown if leaf.row is not None}
        self.claims = labels & prints.story.model.claims.keys()
        """The claims it reckons with."""
        # one print alone is no arithmetic
        is_told = len(shown) > 1 or any(factor != ONE for factor, _ in terms)
        told = {
            leaf: number
            for leaf in (shown if is_told and len(shown) <= _LONGEST else ())
            if (number := self._leaf(leaf)) is not None
        }
        is_plain = all(leaf in told for leaf in shown)
        self.text = written(terms, told.__getitem__, _times, _place) if is_plain else ""

    def _leaf(self, leaf: Leaf) -> tuple[str, bool] | None:
        """A number and whether it is below zero; None where nothing prints it as one."""
        if leaf.row is None or leaf.row.label not in self._prints.story.model.claims:
            return self._number(leaf)
        return self._print(leaf.row)

    def _number(self, leaf: Leaf) -> tuple[str, bool]:
        """What something is by nature, or by an identity: 100%, 30 days."""
        story = self._prints.story
        unit = story.unit(leaf.quantity) if leaf.row is None else story.row_unit(leaf.row)
        return print_number(abs(leaf.value), story.style.of(unit)), leaf.value < 0

    def _print(self, row: Row) -> tuple[str, bool] | None:
        """A claim's figure as the number it counts with: 26.7%, 8.4 points, 1.121 for +12.1%."""
        story = self._prints.story
        figure = story.figure(row)
        if not isinstance(figure, Amount | Change) or figure.value is None:
            return None
        if figure.hedges not in _HEDGES or row.interval.low is None or row.interval.high is None:
            return None
        if isinstance(figure, Amount):
            below = figure.value < 0
            return (story.phrase(row).lstrip("-") if below else story.phrase(row)), below
        if kind(row).number == "growth":
            middle = (row.interval.low + row.interval.high) / 2
            text = exact_text(middle / Fraction(row.terms[0][1])) or ""
            return None if "/" in text or figure.rate else (text, False)
        style = story.style.of(story.row_unit(row))
        return print_number(abs(figure.value), style), figure.value < 0


def of_given(prints: Prints, given: Given, *, high: bool) -> Recipe:
    """How an end of what is known is reckoned; a proof may have rounded it outward a little."""
    found = end_of(prints.proof, given, high)
    end = given.interval.high if high else given.interval.low
    if found is None or end is None:
        return Recipe(prints, None)
    outward = end - found.value if high else found.value - end
    return Recipe(prints, found if 0 <= outward <= abs(end) / _ROUNDED else None)


def of_rest(prints: Prints, end: Sum, focus: Weighted) -> Recipe:
    """How what a linear proof leaves beside one print is reckoned."""
    return Recipe(prints, solved_for(prints.proof, end, focus))


def _times(factor: Fraction, text: str) -> str:
    """A number so many times; a twelfth of it is divided by 12."""
    if factor == ONE:
        return text
    plain = exact_text(factor) or ""
    if "/" not in plain:
        return f"{plain} × {text}"
    top, bottom = factor.as_integer_ratio()
    return f"{text} ÷ {bottom}" if top == 1 else f"{top} × {text} ÷ {bottom}"


def _place(term: WeightedTerm) -> tuple[bool, bool]:
    """What is added before what is taken away, and levels before changes of them."""
    factor, leaf = term
    is_change = isinstance(leaf, Leaf) and leaf.row is not None and len(leaf.row.terms) > 1
    return factor < 0, is_change
