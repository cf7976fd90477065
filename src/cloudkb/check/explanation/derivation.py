"""An end of an implied interval told as it is reckoned: 26.75% (share-aliyun) + 5.85 points."""

from collections.abc import Iterable
from fractions import Fraction

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.explanation.card_style import CardStyle, PrintUnit
from cloudkb.check.explanation.expression import (
    BEYOND,
    Leaf,
    Operation,
    Reckoned,
    WeightedTerms,
    end_recipe,
    leaves,
    written,
)
from cloudkb.check.explanation.punctuation import aside, capital, sentence
from cloudkb.check.explanation.sentences import statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Bounds, Case, Constraint, Product, Proof, Row
from cloudkb.figures.decimals import decimal_text, exact_text, places_of
from cloudkb.figures.printing import Style, bounded, print_number
from cloudkb.interval import Interval, exactly
from cloudkb.language import worded
from cloudkb.model import ImpliedEnd, Step

_DECIMALS = 2
_EXACT = 4
_DIGITS = (4, 6, 9, 12)
"""Decimals with which numbers that need more than nine are tried, until they add up."""
_IN_FULL = 9
_HUGE = 10**6
"""So great in the card's unit, a number is told in that of its own print."""
_LONGEST = 6
"""Prints in a formula."""


def ends(
    model: ConstraintModel, unknown: str, bounds: Bounds, like: Iterable[str] = ()
) -> tuple[ImpliedEnd | None, ImpliedEnd | None]:
    """Both ends of what is implied for an unknown; None where only its nature bounds it.

    `like` are the claims whose card they are told on.
    """
    interval = bounds.interval
    low, high = interval.from_low(), interval.to_high()
    return (
        _end(model, unknown, low, bounds.low_because, bounds.low_exact, bounds.low_proof, like),
        _end(model, unknown, high, bounds.high_because, bounds.high_exact, bounds.high_proof, like),
    )


def _end(
    model: ConstraintModel,
    unknown: str,
    side: Interval,
    because: tuple[str, ...],
    exact: bool,
    proof: Proof | None,
    like: Iterable[str],
) -> ImpliedEnd | None:
    if side == Interval() or not because or proof is None:
        return None
    story = Story(model, because, (Case((), proof),), like)
    found = end_recipe(proof, side.high is not None)
    if found is not None and (side.ends != (found.value,) or not _is_told(found)):
        found = None
    text = side_text(story, unknown, side)
    formula = "" if found is None else _formula(story, unknown, side, found.terms)
    steps = _steps(story, unknown, side, found, formula)
    return ImpliedEnd(text, formula, because, exact, steps)


def _formula(story: Story, unknown: str, side: Interval, terms: WeightedTerms) -> str:
    """A recipe whose shown numbers come to the end that is told; empty where none does.

    Who reckons it by hand gets the end to its last digit, rounded as it is.
    """
    text = side_text(story, unknown, side)
    terms = _without_nothing(terms)
    for digits in _DIGITS:
        shown = _Shown(story, digits)
        told = shown.sum(terms)
        by_hand = shown.value(terms)
        again = side._replace(
            low=None if side.low is None else by_hand, high=None if side.high is None else by_hand
        )
        if terms and text == side_text(story, unknown, again):
            return told
    return ""


def _without_nothing(terms: WeightedTerms) -> WeightedTerms:
    """A recipe without products with what comes to nothing, as what is at least zero does."""
    kept: list[tuple[Fraction, Leaf | Operation]] = []
    for factor, leaf in terms:
        if isinstance(leaf, Operation):
            left, right = _without_nothing(leaf.left), _without_nothing(leaf.right)
            if not left or not right:
                continue
            leaf = Operation(left, right, leaf.divides)
        kept.append((factor, leaf))
    return tuple(kept)


def _is_told(found: Reckoned) -> bool:
    """Tell whether a recipe helps: it comes to something, by a few prints."""
    few = 0 < len(list(leaves(found.terms))) <= _LONGEST
    return bool(found.value) and few and not any(map(_counts, _rows(found.terms)))


def _counts(constraint: Constraint) -> bool:
    """Tell whether something only says that a claim holds, or what follows where some do."""
    return kind(constraint).role != "says"


def side_text(story: Story, unknown: str, side: Interval) -> str:
    """`below 0.40亿元`: a bound with as many decimals as the prints it comes from."""
    plain = story.spell(unknown, side)
    end = side.high if side.low is None else side.low
    if end is None or story.unit(unknown)[0] == "day":
        return plain
    unit = story.unit(unknown)
    by, before, after = story.style.of(unit, side)
    needed = places_of(end / by, _EXACT + 1)
    if needed > _EXACT:
        return plain
    places = max(needed, min(_DECIMALS, story.places.get(unit, 0)))
    digits = decimal_text(abs(end) / by, places, separators=True)
    return bounded(side, f"{'-' if end < 0 else ''}{before}{digits}{after}")


def _steps(
    story: Story, unknown: str, side: Interval, found: Reckoned | None, formula: str
) -> tuple[Step, ...]:
    """The relations it goes by, then what is reckoned; every print too when nothing is."""
    shown = _rows(found.terms) if found is not None else set()
    texts: dict[str, tuple[Constraint, set[str]]] = {}
    for constraint in story.constraints:
        if constraint.kind == BEYOND or constraint in shown:
            continue
        if not constraint.label and isinstance(constraint, Row):
            continue
        if found is not None and isinstance(constraint, Product):
            # the factors it is reckoned from say it already
            continue
        text = sentence(capital(statement(story, constraint)))
        texts.setdefault(text, (constraint, set()))[1].add(constraint.label)
    steps = [
        Step(constraint.kind, text, sources=tuple(sorted(labels - {""})))
        for text, (constraint, labels) in texts.items()
    ]
    text = worded(
        "{quantity} is {value}", quantity=story.name(unknown), value=side_text(story, unknown, side)
    )
    if formula:
        text = worded("{about}: {told}", about=text, told=formula)
    return (*steps, Step("implied", sentence(text), unknown, side, story.labels))


def _rows(terms: WeightedTerms) -> set[Constraint]:
    """The rows whose ends a recipe shows."""
    rows = (leaf.row for leaf in leaves(terms))
    return {row for row in rows if row is not None and row.interval != exactly(0)}


class _Shown:
    """Numbers of a recipe as they are shown, and what these come to."""

    def __init__(self, story: Story, digits: int) -> None:
        """What needs more than nine decimals is cut to so many `digits`."""
        self.story = story
        self.digits = digits

    def value(self, terms: WeightedTerms) -> Fraction:
        """What the shown numbers come to."""
        total = Fraction(0)
        for factor, leaf in terms:
            if isinstance(leaf, Leaf):
                total += factor * self._size(leaf) * (-1 if leaf.value < 0 else 1)
                continue
            left, right = self.value(leaf.left), self.value(leaf.right)
            total += factor * (left / right if leaf.divides and right else left * right)
        return total

    def sum(self, terms: WeightedTerms) -> str:
        """A sum of prints with the claims that print them."""
        return written(
            terms,
            lambda leaf: (self._leaf(leaf), leaf.value < 0),
            lambda factor, text: text if factor == 1 else f"{exact_text(factor)} × {text}",
            lambda term: term[0] < 0,
        )

    def _leaf(self, leaf: Leaf) -> str:
        unit = self._unit(leaf)
        number = print_number(self._size(leaf), self._style(leaf))
        if unit[0] == "day":
            number = self.story.spelled(unit, exactly(leaf.value))
        if leaf.row is None:
            name = self.story.name(leaf.quantity)
            return worded("{number} of {name}", number=number, name=name)
        return number + aside(self.story.label(leaf.row.label))

    def _size(self, leaf: Leaf) -> Fraction:
        """The number of a print as it is shown, without its sign."""
        by = self._style(leaf).by
        size = abs(leaf.value) / by
        if places_of(size, _IN_FULL + 1) > _IN_FULL:
            size = Fraction(int(size * 10**self.digits), 10**self.digits)
        return size * by

    def _style(self, leaf: Leaf) -> Style:
        unit = self._unit(leaf)
        if unit[0] in ("relative", "times"):
            # a growth is told as what it multiplies by: 1.035
            return Style()
        size = exactly(abs(leaf.value))
        told = self.story.style.of(unit, size)
        claim = None if leaf.row is None else self.story.claim(leaf.row.label)
        if claim is None or abs(leaf.value) < _HUGE * told.by:
            return told
        return CardStyle([claim], ()).of(unit, size)

    def _unit(self, leaf: Leaf) -> PrintUnit:
        if leaf.row is None:
            return self.story.unit(leaf.quantity)
        return self.story.row_unit(leaf.row)
