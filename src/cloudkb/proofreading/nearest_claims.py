"""What the base holds nearest to a number that nothing covers: another period, another basis.

It never changes how a number stands; it tells the reader where to look.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from cloudkb import periods
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.explanation.punctuation import capital
from cloudkb.language import marked, worded
from cloudkb.model import Amount, Change, Rank, Vocabulary
from cloudkb.proofreading import telling
from cloudkb.proofreading.about import About
from cloudkb.proofreading.stored_prints import StoredPrint, StoredPrints
from cloudkb.texts import Spot
from cloudkb.words import listed

_FAR = 10**6
"""Days; farther than any two periods are apart."""
_PARTS = {
    "entity": marked("whose it is"),
    "metric": marked("what is measured"),
    "period": marked("when"),
}
_WHOSE = frozenset({"entity", "metric"})


def instead_sentence(spot: Spot, about: About, prints: StoredPrints, words: Vocabulary) -> str:
    """What is held instead of a number, or that nothing is."""
    if not about.entity:
        if about.entities:
            return worded("It is not plain whose it is.")
        return worded("Nothing that the base has a name for stands beside it.")
    if not about.metric:
        who = naming.entity(about.entity, words)
        if spot.kind == "rank":
            return worded("The base holds no rank of {who}.", who=who)
        return worded("No name of a metric tells what of {who} it is.", who=who)
    what = naming.quantity(Quantity(about.entity, about.metric, "", "", ""), words, _WHOSE)
    held = list(_held(about, prints))
    alike = [one for one in held if _is_alike(spot, one)]
    if not held:
        return worded("The base holds nothing of {what}.", what=what)
    if not alike:
        return worded("Of {what} the base holds only other kinds of figures.", what=what)
    first = min(alike, key=lambda one: _distance(spot, about, one))
    return worded(
        "Nearest: {about}, {figure} ({claim}).",
        about=capital(telling.about(first, words)),
        figure=naming.clipped(first.text),
        claim=first.claim.id,
    )


def carried(about: About) -> str:
    """What was taken from a sentence before; nothing where the sentence says it all."""
    known = {"entity": about.entity, "metric": about.metric, "period": about.period}
    parts = [worded(told) for part, told in _PARTS.items() if part in about.carried and known[part]]
    if not parts:
        return ""
    return worded("Taken from a sentence before: {parts}.", parts=listed(parts))


def _held(about: About, prints: StoredPrints) -> Iterable[StoredPrint]:
    for when in prints.periods(about.entity, about.metric):
        yield from prints.about(about.entity, about.metric, when)


def _is_alike(spot: Spot, printed: StoredPrint) -> bool:
    """Whether two prints are of one kind: levels, changes, places."""
    kind = {"change": Change, "rank": Rank}.get(spot.kind, Amount)
    return isinstance(printed.figure, kind)


def _distance(spot: Spot, about: About, printed: StoredPrint) -> tuple[object, ...]:
    claim = printed.claim
    return (
        bool(about.within) and claim.within not in about.within,
        _days(about.period, claim.period.text),
        bool(claim.scope) and claim.scope not in about.scopes,
        _apart(spot.interval.ends, printed.interval.ends),
        claim.id,
    )


def _days(text: str, other: str) -> int:
    """How far apart two periods begin and end."""
    if not text or not other:
        return 0
    try:
        one, two = periods.parse(text), periods.parse(other)
        ends = [(one.start, two.start), (one.end, two.end)]
        return sum(abs(_ordinal(a) - _ordinal(b)) for a, b in ends if a and b)
    except (periods.PeriodError, ValueError):
        return _FAR


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _apart(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    if not one or not other:
        return Fraction(0)
    return abs(sum(one, Fraction(0)) / len(one) - sum(other, Fraction(0)) / len(other))
