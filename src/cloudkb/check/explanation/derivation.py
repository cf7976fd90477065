"""An end of an implied interval told as it is reckoned: 26.75% (share-aliyun) + 5.85 points."""

from collections.abc import Iterable
from fractions import Fraction

from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.explanation.expression import BEYOND, Leaf, Node, Reckoned, Terms, expression
from cloudkb.check.explanation.punctuation import capital, sentence
from cloudkb.check.explanation.sentences import statement
from cloudkb.check.explanation.story import Story
from cloudkb.check.solver.problem import Bounds, Case, Constraint, Product, Proof, Row
from cloudkb.figures.decimals import decimal_text, exact_text, places_of
from cloudkb.interval import Interval, exactly
from cloudkb.model import ImpliedEnd, Step

_DECIMALS = 2
_EXACT = 4
_LONGEST = 6
"""Prints in a formula."""
_WORDS = ("at least", "at most", "above", "below")


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
    found = expression(proof, side.high is not None)
    value = side.high if side.low is None else side.low
    if found is not None and (found.value != value or not _is_told(found)):
        found = None
    text = side_text(story, unknown, side)
    formula = "" if found is None else _sum(story, found.terms)
    steps = _steps(story, unknown, side, found, formula)
    return ImpliedEnd(text, formula, because, exact, steps)


def _is_told(found: Reckoned) -> bool:
    """Tell whether a recipe helps: it comes to something, by a few prints."""
    return bool(found.value) and 0 < _size(found.terms) <= _LONGEST


def _size(terms: Terms) -> int:
    return sum(
        _size(leaf.left) + _size(leaf.right) if isinstance(leaf, Node) else 1 for _, leaf in terms
    )


def side_text(story: Story, unknown: str, side: Interval) -> str:
    """`below 0.40亿元`: a bound with as many decimals as the prints it comes from."""
    plain = story.spell(unknown, side)
    end = side.high if side.low is None else side.low
    if end is None or story.unit(unknown)[0] == "day":
        return plain
    unit = story.unit(unknown)
    by, before, after = story.style.of(unit, side)
    needed = places_of(end / by, _EXACT + 1)
    word = next((one for one in _WORDS if plain.startswith(one)), "")
    if not word or needed > _EXACT:
        return plain
    places = max(needed, min(_DECIMALS, story.places.get(unit, 0)))
    digits = decimal_text(abs(end) / by, places, separators=True)
    return f"{word} {'-' if end < 0 else ''}{before}{digits}{after}"


def _steps(
    story: Story, unknown: str, side: Interval, found: Reckoned | None, formula: str
) -> tuple[Step, ...]:
    """The relations it goes by, then what is reckoned; every print too when nothing is."""
    shown = _leaves(found.terms) if found is not None else set()
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
    is_told = f"{story.name(unknown)} is {side_text(story, unknown, side)}"
    text = f"{is_told}: {formula}" if formula else is_told
    return (*steps, Step("implied", sentence(text), unknown, side, story.labels))


def _leaves(terms: Terms) -> set[Constraint]:
    found: set[Constraint] = set()
    for _, leaf in terms:
        if isinstance(leaf, Node):
            found |= _leaves(leaf.left) | _leaves(leaf.right)
        elif leaf.row is not None and leaf.row.interval != exactly(0):
            found.add(leaf.row)
    return found


def _sum(story: Story, terms: Terms) -> str:
    """A sum of prints with the claims that print them."""
    if not terms:
        return ""
    parts: list[str] = []
    ordered = sorted(terms, key=lambda one: one[0] < 0)
    for number, (factor, leaf) in enumerate(ordered):
        value = leaf.value if isinstance(leaf, Leaf) else None
        negative = (factor < 0) != (value is not None and value < 0)
        sign = ("-" if negative else "") if not number else (" - " if negative else " + ")
        times = "" if abs(factor) == 1 else f"{exact_text(abs(factor))} × "
        parts.append(f"{sign}{times}{_leaf(story, leaf)}")
    return "".join(parts)


def _leaf(story: Story, leaf: Leaf | Node) -> str:
    if isinstance(leaf, Node):
        left, right = _inside(story, leaf.left), _inside(story, leaf.right)
        if leaf.divides and _is_product(leaf.right):
            right = f"({right})"
        return f"{left} {'÷' if leaf.divides else '×'} {right}"
    size = exactly(abs(leaf.value))
    if leaf.row is None:
        return f"{story.spell(leaf.quantity, size)} of {story.name(leaf.quantity)}"
    row = leaf.row
    if story.row_unit(row)[0] in ("relative", "times"):
        return f"{_factor(leaf.value)} ({story.label(row.label)})"
    return f"{story.spelled(story.row_unit(row), size)} ({story.label(row.label)})"


def _is_product(terms: Terms) -> bool:
    """Tell whether a sum of one term is told with × or ÷, and needs brackets behind a ÷."""
    return len(terms) == 1 and (abs(terms[0][0]) != 1 or isinstance(terms[0][1], Node))


def _factor(value: Fraction) -> str:
    """A growth as what it multiplies by: 1.035."""
    return decimal_text(value, min(places_of(value, _EXACT), _EXACT))


def _inside(story: Story, terms: Terms) -> str:
    text = _sum(story, terms)
    return f"({text})" if len(terms) > 1 else text
