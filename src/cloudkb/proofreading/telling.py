"""The sentences of an audit: which claim prints a number, or another one, and by how much."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.quantities import Quantity
from cloudkb.check.diagnosis import slips
from cloudkb.check.explanation.punctuation import capital
from cloudkb.figures.printing import manner, print_distance, print_number, style
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Amount, Change, Rank, Vocabulary
from cloudkb.proofreading.matching import Match
from cloudkb.proofreading.stored_prints import StoredPrint
from cloudkb.words import unit_text


def covered(text: str, printed: Sequence[StoredPrint], words: Vocabulary) -> str:
    """Of what the number is, and how it is printed where that is another spelling."""
    first = printed[0]
    told = about(first, words)
    if "".join(first.text.split()) != "".join(text.split()):
        figure = naming.clipped(first.text)
        told = worded("{about}, printed as {figure}", about=told, figure=figure)
    return _sentence(told)


def about(printed: StoredPrint, words: Vocabulary) -> str:
    """What a claim is about, in words."""
    claim = printed.claim
    if in_chinese():
        when = "" if claim.period.kind == "none" else claim.period.text
        named = Quantity(
            claim.entity, claim.metric or "", claim.within or "", claim.scope or "", when
        )
        return naming.quantity(named, words)
    when = "" if claim.period.kind == "none" else f" {naming.at(claim.period.text)}"
    basis = f", {naming.scope(claim.scope, words)}" if claim.scope else ""
    within = f" in {naming.entity(claim.within, words)}" if claim.within else ""
    who = naming.possessive(naming.entity(claim.entity, words))
    return f"{who} {naming.metric(claim.metric or '', words)}{within}{when}{basis}"


def reckoned(text: str, fits: bool) -> str:
    """What a number is the sum, difference or share of, or should be."""
    return worded("It is {text}." if fits else "It should be {text}.", text=text)


def sentences_together(sentences: Iterable[str]) -> str:
    """Sentences one behind the other; empty ones are left out."""
    return ("" if in_chinese() else " ").join(filter(None, sentences))


def _sentence(text: str) -> str:
    return f"{text}。" if in_chinese() else capital(f"{text}.")


def formula_figure(text: str, claim: str) -> str:
    """A print with the claim that has it, as a formula shows it."""
    return worded("{figure} ({claim})", figure=text, claim=claim)


def rounded(found: Match) -> str:
    """That a number is what a closer print comes to."""
    figure = naming.clipped(found.printed.text)
    return worded("It holds {figure} ({claim}).", figure=figure, claim=found.printed.claim.id)


def differs(
    text: str,
    figure: Amount | Change | None,
    own: Interval,
    found: Sequence[Match],
    words: Vocabulary,
) -> str:
    """What is printed instead, by how much it differs, and the slip that would explain it."""
    first = found[0]
    printed = first.printed
    told = worded(
        "{about} is printed as {figure} ({claim})",
        about=about(printed, words),
        figure=naming.clipped(printed.text),
        claim=printed.claim.id,
    )
    if first.likeness == "unhedged":
        return _sentence(worded("{told}: the same number, otherwise bounded", told=told))
    gap = _gap(figure, own, printed)
    if gap:
        size, more = gap
        way = _PLACES if isinstance(printed.figure, Rank) else _SIZES
        told = worded(way[not more], told=told, size=size)
    if len(found) > 1:
        told = worded("{told}, and by {number} more", told=told, number=len(found) - 1)
    sentences = [_sentence(told)]
    if first.likeness == "open":
        sentences.append(worded("What it stands for leaves this open."))
        return sentences_together(sentences)
    slip = slips.find(text, figure, lambda one: one == printed.interval) if figure else None
    if slip is not None:
        sentences.append(_sentence(slip.description))
    return sentences_together(sentences)


_PLACES = (marked("{told}: this is {size} lower"), marked("{told}: this is {size} higher"))
_SIZES = (marked("{told}: this is {size} more"), marked("{told}: this is {size} less"))


def _gap(
    figure: Amount | Change | None, own: Interval, printed: StoredPrint
) -> tuple[str, bool] | None:
    other = printed.interval
    value: Fraction | None = None
    first, second = getattr(figure, "value", None), getattr(printed.figure, "value", None)
    if first is not None and second is not None:
        value = first - second
    elif None not in (*own[:2], *other[:2]):
        # from middle to middle
        value = (sum(own.ends) - sum(other.ends)) / Fraction(2)
    else:
        apart = own.gap(other)
        if apart is not None and own.low is not None and other.low is not None:
            value = apart if own.low > other.low else -apart
    if not value:
        return None
    metric = printed.metric
    unit = unit_text(metric.unit, metric.measure, metric.per)
    if not isinstance(printed.figure, Amount | Change):
        places = abs(value)
        told_size = worded("{size} place" if places == 1 else "{size} places", size=places)
        return told_size, value > 0
    is_change = isinstance(printed.figure, Change) and printed.figure.change_unit != "absolute"
    if is_change or metric.unit == "ratio":
        return print_distance(abs(value), style("points")), value > 0
    told = style(
        unit, printed.currency, Interval(abs(value), abs(value)), manner(printed.text, unit)
    )
    return print_distance(abs(value), told), value > 0


def rough(
    value: Fraction, unit: str, currency: str, like: str = "", *, signed: bool = False
) -> str:
    """A reckoned number behind its sign of equality, to four digits that count: `≈ +29.66%`."""
    interval = Interval(abs(value), abs(value))
    told = style(unit, currency, interval, manner(like, unit) if like else None)
    shown, places = value / told.by, 0
    while places < _MOST_PLACES and abs(shown) * 10**places < _FOUR_DIGITS:
        places += 1
    rounded = Fraction(round(shown * 10**places), 10**places)
    sign = "=" if rounded == shown else "≈"
    return f"{sign} {print_number(rounded * told.by, told, signed=signed)}"


_FOUR_DIGITS = 1000
_MOST_PLACES = 6


def elsewhere(printed: StoredPrint, words: Vocabulary) -> str:
    """That a claim on another basis prints the number."""
    basis = naming.basis(printed.claim.scope or "", words)
    told = marked("{claim} prints it on another basis, {basis}.")
    return worded(told, claim=printed.claim.id, basis=basis)


def by_basis(printed: StoredPrint, words: Vocabulary) -> str:
    """That a number is what is printed on another basis, and by that alone differs."""
    basis = naming.basis(printed.claim.scope or "", words)
    return worded(
        "On another basis, {basis}, the base holds {figure} ({claim}): it differs only by basis.",
        basis=basis,
        figure=naming.clipped(printed.text),
        claim=printed.claim.id,
    )
