"""Stories of growth in one sentence: a whole that outgrows its parts, a share against growth."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product as combinations
from typing import NamedTuple

from cloudkb.check.constraints.quantities import Quantity, period_of
from cloudkb.check.explanation.headline_prints import ONE, ZERO, Prints
from cloudkb.check.relations.calendar_sum import IDENTITY as CALENDAR
from cloudkb.check.relations.change import DIRECTION, POINTS
from cloudkb.check.relations.ratio_product import IDENTITY as CHANGED
from cloudkb.check.relations.share import IDENTITY as SHARE
from cloudkb.check.relations.total import IDENTITY as TOTAL
from cloudkb.check.solver.problem import Row
from cloudkb.figures.decimals import decimal_text, places_of
from cloudkb.interval import Interval, exactly
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Change
from cloudkb.words import being

_SUMS = (CALENDAR.name, TOTAL.name)
_TIMES = ("times", "")
_RATIO = ("ratio", "")
_FACTOR_PLACES = 4
_PART = marked("part")


# --- parts and their whole -----------------------------------------------------------------


def outgrown(prints: Prints) -> str:
    """`no quarter grew more than 10.05%, so 2023 cannot have grown +20.0%`."""
    sums = [row for row in prints.ties if row.kind in _SUMS and row.interval == exactly(ZERO)]
    for now, before in combinations(sums, sums):
        if now is before:
            continue
        (whole, parts), (base, bases) = _whole(now), _whole(before)
        if not whole or not base or any(prints.story.unit(one)[0] == "day" for one in parts):
            continue
        growths = _matched(prints, parts, set(bases))
        told = _of_whole(prints, whole, base)
        if growths is None or told is None or _signed(prints, (*parts, *bases)):
            continue
        if text := _outgrown(prints, growths, told, whole, _noun(prints, now, parts)):
            return text
    return ""


def _whole(row: Row) -> tuple[str, list[str]]:
    wholes = [name for name, factor in row.terms if factor > 0]
    parts = [name for name, factor in row.terms if factor < 0]
    return (wholes[0] if len(wholes) == 1 else ""), parts


def _matched(prints: Prints, parts: Iterable[str], bases: set[str]) -> list[str] | None:
    """The printed growth of each part over another part of the base, all of them used once."""
    found = []
    for part in parts:
        for growth in prints.growths():
            variable = prints.variable(growth)
            lower = variable.lower.name if variable.lower is not None else ""
            if variable.quantity.name == part and lower in bases:
                bases = bases - {lower}
                found.append(growth)
                break
        else:
            return None
    return None if bases else found


def _signed(prints: Prints, names: Iterable[str]) -> bool:
    return not all(prints.story.model.is_never_negative(name) for name in names)


def _of_whole(prints: Prints, whole: str, base: str) -> tuple[Interval, str] | None:
    """The growth of a whole as a ratio, printed or of two levels, and how that is told."""
    upper, lower = prints.variable(whole).quantity, prints.variable(base).quantity
    ratio = prints.growth(upper, lower)
    if ratio is not None:
        return prints.interval(ratio), _grown(prints.said(ratio)) + prints.by(prints.of[ratio])
    if whole in prints.of and base in prints.of:
        levels = prints.interval(whole).over(prints.interval(base))
        return levels, worded(
            "gone from {before} to {now}", before=prints.each([base]), now=prints.each([whole])
        )
    return None


def _grown(said: str) -> str:
    """`grown 20.0%`, `fallen 5%`; Chinese has said so."""
    if in_chinese():
        return said
    for sign, verb in (("+", "grown"), ("-", "fallen")):
        if said.startswith(sign):
            return f"{verb} {said[1:]}"
    return f"changed by {said}"


def _outgrown(
    prints: Prints, growths: list[str], told: tuple[Interval, str], whole: str, noun: str
) -> str:
    ratio, words = told
    known = [prints.interval(one) for one in growths]
    highs, lows = [one.high for one in known], [one.low for one in known]
    most = None if None in highs else max(highs)  # type: ignore[type-var]
    least = None if None in lows else min(lows)  # type: ignore[type-var]
    strict = all(one.high_open for one in known if one.high == most)
    if most is not None and not Interval(None, most, False, strict).meets(ratio):
        bound, ends = Interval(None, most - ONE), ratio.low
    elif least is not None and not Interval(least).meets(ratio):
        bound, ends = Interval(least - ONE), ratio.high
    else:
        return ""
    if ends is None:
        return ""
    (end,) = bound.ends
    up, falls = bound.low is None, end < 0
    against = exactly(abs(ends - ONE) if (ends < ONE) == falls else ZERO)
    if up:
        text = marked(
            "every {noun} fell at least {number}, so {name} cannot have {grown}"
            if falls
            else "no {noun} grew more than {number}, so {name} cannot have {grown}"
        )
    else:
        text = marked(
            "no {noun} fell more than {number}, so {name} cannot have {grown}"
            if falls
            else "every {noun} grew at least {number}, so {name} cannot have {grown}"
        )
    return worded(
        text,
        noun=worded(noun),
        number=prints.spell(_RATIO, _outward(end, up), against, bare=True),
        name=prints.story.short(prints.variable(whole).quantity),
        grown=words,
    )


def _outward(end: Fraction, up: bool) -> Interval:
    """A size that is rounded so that what is said of it stays true."""
    return Interval(None, abs(end)) if up == (end >= 0) else Interval(abs(end))


def _noun(prints: Prints, row: Row, parts: list[str]) -> str:
    if row.kind != CALENDAR.name:
        return _PART
    steps = {period_of(prints.variable(one).quantity.period).step for one in parts}
    step = steps.pop() if len(steps) == 1 else ""
    return step if step in ("year", "half", "quarter", "month") else _PART


# --- a share against growth ----------------------------------------------------------------


class _Stake(NamedTuple):
    """A share now and before, and the printed growth of its part and of its whole."""

    share: Quantity
    before: Quantity
    part: str
    whole: str


def share_and_growth(prints: Prints) -> str:
    """`1.30 / 1.10: the share rose at least 1.17-fold; it is said to have fallen 2 points`."""
    for stake in _stakes(prints):
        made = prints.interval(stake.part).over(prints.interval(stake.whole))
        found = _said(prints, stake, made)
        if found is None or made.meets(found[0]):
            continue
        said, words = found
        factors = [_plain_factor(prints, one) for one in (stake.part, stake.whole)]
        lead = " / ".join(factors)
        if "" in factors or in_chinese():
            lead = worded(
                "{part} against {whole}",
                part=prints.signed(stake.part),
                whole=prints.signed(stake.whole),
            )
        return worded(
            "{growths}: the share {fold}; {said}",
            growths=lead,
            fold=_fold(prints, made, said),
            said=words,
        )
    return ""


def _stakes(prints: Prints) -> Iterator[_Stake]:
    for one in prints.products:
        changed = prints.variable(one.left)
        printed = one.result in prints.of and one.right in prints.of
        if one.kind == CHANGED.name and changed.lower is not None and printed:
            yield _Stake(changed.quantity, changed.lower, one.result, one.right)
    shares = [one for one in prints.products if one.kind == SHARE.name]
    for now, before in combinations(shares, shares):
        quantities = [
            [prints.variable(name).quantity for name in (one.left, one.result, one.right)]
            for one in (now, before)
        ]
        (share, part, whole), (share_before, part_before, whole_before) = quantities
        growths = prints.growth(part, part_before), prints.growth(whole, whole_before)
        if now is not before and growths[0] is not None and growths[1] is not None:
            yield _Stake(share, share_before, growths[0], growths[1])


def _plain_factor(prints: Prints, growth: str) -> str:
    """A growth as what it multiplies by, with the decimals of its print: 1.30."""
    rows = prints.of[growth]
    figure = prints.story.figure(rows[0])
    if len(rows) != 1 or not isinstance(figure, Change) or figure.hedges or figure.rate:
        return ""
    if figure.value is None or figure.unit_step is None or figure.value < -ONE:
        return ""
    places = places_of(figure.unit_step, _FACTOR_PLACES + 1)
    return decimal_text(ONE + figure.value, places) if places <= _FACTOR_PLACES else ""


def _said(prints: Prints, stake: _Stake, made: Interval) -> tuple[Interval, str] | None:
    """What is said of the share as so many times what it was, and how."""
    story, now, before = prints.story, stake.share.name, stake.before.name
    changed = prints.growth(stake.share, stake.before)
    if changed is not None:
        text = worded("it is said to have changed by {change}", change=prints.signed(changed))
        return prints.interval(changed), text
    if now in prints.of and before in prints.of:
        levels = prints.interval(now).over(prints.interval(before))
        fold = prints.spell(_TIMES, levels, made)
        text = worded(
            "from {before} to {now} is {fold}",
            before=prints.each([before]),
            now=prints.each([now]),
            fold=fold,
        )
        return levels, text
    for row in prints.ties:
        factors = {name: Fraction(one) for name, one in row.terms}
        if factors != {now: ONE, before: -ONE} or row.kind not in (POINTS.name, DIRECTION.name):
            continue
        words = worded("it is said to have {gone}", gone=_gone(story.phrase(row)))
        if row.kind == POINTS.name and (now in prints.of or before in prints.of):
            corners = _levels(prints, row.interval, now, before)
            if corners is not None:
                fold = prints.spell(_TIMES, corners, made)
                is_end = now in prints.of
                text = worded(
                    "{change} to {level} is {fold}"
                    if is_end
                    else "{change} from {level} is {fold}",
                    change=story.phrase(row),
                    level=prints.signed(now if is_end else before),
                    fold=fold,
                )
                return corners, text
        low, high = row.interval.low_end, row.interval.high_end
        if low is not None and low.value >= 0:
            return Interval(ONE, None, low.value > 0 or low.open), words
        if high is not None and high.value <= 0:
            return Interval(None, ONE, False, high.value < 0 or high.open), words
    return None


def _gone(said: str) -> str:
    """`fallen 2 points`, `risen`; Chinese has said so."""
    if in_chinese():
        return said
    for end, verb in (("down", "fallen"), ("up", "risen")):
        if said == end or said.endswith(f" {end}"):
            return f"{verb} {said.removesuffix(end)}".strip()
    return f"changed by {said}"


def _levels(prints: Prints, points: Interval, now: str, before: str) -> Interval | None:
    """A share over what it was, from one of the two and the points between: at the corners."""
    known = prints.interval(now if now in prints.of else before)
    if None in (known.low, known.high, points.low, points.high):
        return None
    found = []
    for level, step in combinations(known.ends, points.ends):
        upper, lower = (level, level - step) if now in prints.of else (level + step, level)
        if lower <= 0:
            return None
        found.append(upper / lower)
    return Interval(min(found), max(found))


def _fold(prints: Prints, made: Interval, said: Interval) -> str:
    """What growth makes of the share, on the side on which it is said otherwise."""
    bound = prints.one_side(made, said)
    (end,) = bound.ends
    times = prints.spell(_TIMES, bound, said)
    if end == ONE:
        return worded("did not fall" if bound.low is not None else "did not rise")
    if in_chinese():
        return f"应{being(times, '原先的')}"
    times = times.removesuffix(" times")
    if end > ONE:
        return f"rose {times}-fold"
    return (
        f"kept {times} of what it was"
        if bound.low is not None
        else f"fell to {times} of what it was"
    )
