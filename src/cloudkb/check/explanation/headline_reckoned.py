"""What the others leave, with its arithmetic: `30 × 1.21万 comes to 36.15 to 36.45万, not 63.3万`.

Read from the proof as an end of an implied interval is (`expression`), and told by the prints.
"""

from fractions import Fraction

from cloudkb.check.explanation.expression import (
    Leaf,
    Operation,
    Reckoned,
    WeightedTerms,
    end_of,
    solved_for,
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
        leaves = _leaves(terms)
        labels = {leaf.row.label for leaf in leaves if leaf.row is not None}
        self.claims = labels & prints.story.model.claims.keys()
        """The claims it reckons with."""
        # one print alone is no arithmetic
        is_told = len(leaves) > 1 or any(factor != ONE for factor, _ in terms)
        told = self._sum(terms) if is_told and len(leaves) <= _LONGEST else ""
        self.text = "" if told is None else told

    def _sum(self, terms: WeightedTerms) -> str | None:
        parts: list[str] = []
        for factor, leaf in sorted(terms, key=_place):
            found = self._leaf(leaf)
            if found is None:
                return None
            text, is_below = found
            negative = (factor < 0) != is_below
            sign = ("-" if negative else "") if not parts else (" - " if negative else " + ")
            parts.append(sign + _times(abs(factor), text))
        return "".join(parts)

    def _leaf(self, leaf: Leaf | Operation) -> tuple[str, bool] | None:
        """A number and whether it is below zero; None where nothing prints it as one."""
        if isinstance(leaf, Operation):
            left, right = self._inside(leaf.left), self._inside(leaf.right)
            if left is None or right is None:
                return None
            if leaf.divides and len(leaf.right) == 1 and isinstance(leaf.right[0][1], Operation):
                right = f"({right})"
            return f"{left} {'÷' if leaf.divides else '×'} {right}", False
        if leaf.row is None or leaf.row.label not in self._prints.story.model.claims:
            return self._number(leaf)
        return self._print(leaf.row)

    def _inside(self, terms: WeightedTerms) -> str | None:
        text = self._sum(terms)
        return f"({text})" if text and len(terms) > 1 else text

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


def _leaves(terms: WeightedTerms) -> list[Leaf]:
    found: list[Leaf] = []
    for _, leaf in terms:
        found += [leaf] if isinstance(leaf, Leaf) else [*_leaves(leaf.left), *_leaves(leaf.right)]
    return found


def _times(factor: Fraction, text: str) -> str:
    """A number so many times; a twelfth of it is divided by 12."""
    if factor == ONE:
        return text
    plain = exact_text(factor) or ""
    if "/" not in plain:
        return f"{plain} × {text}"
    top, bottom = factor.as_integer_ratio()
    return f"{text} ÷ {bottom}" if top == 1 else f"{top} × {text} ÷ {bottom}"


def _place(term: tuple[Fraction, Leaf | Operation]) -> tuple[bool, bool]:
    """What is added before what is taken away, and levels before changes of them."""
    factor, leaf = term
    is_change = isinstance(leaf, Leaf) and leaf.row is not None and len(leaf.row.terms) > 1
    return factor < 0, is_change
