"""Who is likeliest wrong, what the others imply instead, and what to do about it."""

from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.discrepancy import misses
from cloudkb.check.explanation.punctuation import capital, equals, in_a_row, more, sentence
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.relations.change import as_change
from cloudkb.check.solver.problem import Conflict, Row
from cloudkb.figures.decimals import places_of
from cloudkb.figures.printing import print_styled
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Amount, Change, Claim, Step, Suspect
from cloudkb.words import led

_COMPARED = 3
"""Suspects that score alike for which it is told what the others imply."""
_WIDE = 1000
"""Units of a print's last digit beyond which an interval is told with fewer digits."""
_FINER = 2
"""Decimals beyond those of a print up to which a bound is told exactly: US$0.14295."""
_NARROW = 20
"""Units of a print's last decimal below which rounding would be a large part of an interval."""
_PERHAPS = marked("; perhaps ")
"""Before a slip of one of several suspects that are as likely."""
_SLIP = marked(": ")
_NAMED = 5
"""Suspects named; beyond it they are counted."""


def explain(story: Story, conflict: Conflict, suspects: Sequence[Suspect], tied: int) -> list[Step]:
    """The first suspect with what the rest implies for it, then the others."""
    if not suspects or conflict.rounding:
        # of figures that were cut off none need be wrong
        return []
    steps: list[Step] = []
    first = suspects[0]
    lead = [story.label(one.name) for one in suspects[: max(tied, 1)]]
    others = suspects[len(lead) :]
    if not conflict.alone:
        text = worded(
            "No single suspect: without any one of these claims, what is connected with them "
            "still clashes."
        )
        steps.append(Step("suspects", text, sources=tuple(one.name for one in suspects)))
        return steps
    if len(lead) > 1:
        text = worded("Suspects: {names}. The figures alone cannot tell.", names=_few(lead))
        steps.append(Step("suspects", text, sources=tuple(one.name for one in suspects[:tied])))
        for one, name in zip(suspects[:_COMPARED], lead, strict=False):
            implied = _implied(story, conflict, one, worded("for {name}", name=name), possibly=True)
            steps += [implied] if implied is not None else []
    else:
        implied = _implied(story, conflict, first, worded("for it"))
        text = worded("Most suspect: {name}.", name=lead[0])
        alone = Step("suspects", text, sources=(first.name,))
        if implied is not None:
            alone = implied._replace(text=in_a_row((alone.text, implied.text)))
        elif first.slip:
            alone = alone._replace(text=sentence(in_a_row((alone.text, capital(first.slip)))))
        steps.append(alone)
    steps += _beside(story, conflict, first)
    if others:
        text = worded("Then {names}.", names=_then(story, others))
        steps.append(
            Step("suspects", text, sources=tuple(one.name for one in suspects[len(lead) :]))
        )
    return steps


def _beside(story: Story, conflict: Conflict, first: Suspect) -> list[Step]:
    """Which other figures would have to be wrong beside the first suspect, where one has to be."""
    names = next((one.beside for one in conflict.suspects if one.label == first.name), ())
    if not names:
        return []
    claims = story.model.claims
    here = claims[first.name].document
    labels = [story.label(one) if claims[one].document == here else one for one in names]
    text = worded(
        "No claim alone explains it: {names} would have to be wrong as well.",
        names=_few(labels, "or"),
    )
    return [Step("suspects", text, sources=names)]


def _then(story: Story, others: Sequence[Suspect]) -> str:
    """The other suspects; identities, which are named above, only by their kind."""
    claims = [story.label(one.name) for one in others if not one.is_identity]
    kinds = dict.fromkeys(
        story.model.identities[one.name].name for one in others if one.is_identity
    )
    rules = naming.listed([f"`{one}`" for one in kinds])
    one = len(kinds) == 1
    doubted = worded("whether {rules} holds" if one else "whether {rules} hold", rules=rules)
    return worded(", or ").join(part for part in (_few(claims), doubted if kinds else "") if part)


def _few(labels: Sequence[str], word: str = "and") -> str:
    if len(labels) <= _NAMED:
        return naming.listed(labels, word)
    names = worded(", ", "、").join(labels[:_NAMED])
    if in_chinese():
        return f"{names}等{len(labels)}个"
    return f"{names} {word} {len(labels) - _NAMED} more"


def _implied(
    story: Story, conflict: Conflict, suspect: Suspect, whom: str, *, possibly: bool = False
) -> Step | None:
    """What the others leave for a suspect, and by how much it misses that or which slip it is.

    `possibly` where another suspect is as likely, with a slip of its own.
    """
    if suspect.name not in story.model.claims:
        return None
    candidate = next(one for one in conflict.suspects if one.label == suspect.name)
    bounds, row = candidate.implied, candidate.row
    if bounds is None or bounds.interval == Interval():
        return None
    if row is not None and (story.row_unit(row)[0] == FLAG or kind(row).number == "day"):
        return None
    parts = bounds.parts or (bounds.interval,)
    gaps = [None if row is None else part.gap(row.interval) for part in parts]
    if row is not None and None in gaps and (suspect.slip or kind(row).number == "print"):
        # something else the claim stands for clashes, or no end shows that its figure does
        return None
    text = suspect.implied.text if suspect.implied is not None else ""
    if row is not None:
        text = worded(" or ").join(implied_text(story, row, part) for part in parts)
    if text in ("", worded("any value")):
        return None
    ending = ""
    if suspect.slip:
        ending = f"{worded(_PERHAPS if possibly else _SLIP)}{suspect.slip}"
    elif row is not None and not _at_origin(row) and not _compounded(story, row) and all(gaps):
        near = min(zip(gaps, parts, strict=True), key=lambda one: one[0] or 0)[1]
        over = misses(story, story.row_unit(row), near, row.interval, it=True)
        ending = worded("; ", "；") + over
    name = suspect.implied.quantity if suspect.implied is not None else ""
    sources = (
        ()
        if suspect.implied is None
        else tuple(sorted({*suspect.implied.low_because, *suspect.implied.high_because}))
    )
    text = worded("the others imply {what} {whom}", what=equals(more(text)), whom=whom)
    text = sentence(f"{text}{ending}")
    return Step("implied", text, name, bounds.interval, sources)


def _at_origin(row: Row) -> bool:
    """Orders and the like compare with nothing but zero: a distance says little there."""
    return kind(row).compares


def _compounded(story: Story, row: Row) -> bool:
    """Growth a year stands in a row as what all years make of it: a distance says nothing."""
    figure = story.figure(row)
    return isinstance(figure, Change) and figure.years is not None


def implied_text(story: Story, row: Row, interval: Interval) -> str:
    """An interval for a claim's row, told at the precision of the claim's own figure."""
    if _at_origin(row):
        return ""
    unit = story.row_unit(row)
    figure = story.figure(row)
    step = figure.unit_step if isinstance(figure, Amount | Change) else None
    if step is not None and None not in (interval.low, interval.high):
        width = interval.scale(1 / step)
        # what is much wider than the print deserves fewer digits
        if width.high - width.low > _WIDE:  # type: ignore[operator]
            step = None
    if step is not None and any(0 < abs(end) < step for end in interval.ends):
        # what is less than the last digit of the print would be rounded up to one
        step = None
    if kind(row).number == "growth":
        unit, interval = ("relative", ""), as_change(interval, figure)
    if unit[0] == "day":
        return story.spelled(unit, interval)
    told = story.style.of(unit, interval, own=True)
    if told != story.style.of(unit, interval):
        step = None
    least = natural_low(story, row)
    natural = least is not None and interval.low is not None and interval.low <= least
    seen = interval.to_high() if natural else interval
    places = _needed(interval, told.by, _places(seen, told.by, step)) if step is not None else 0
    most = places if step is not None else None
    verb = ""
    if in_chinese() and kind(row).signed:
        verb, seen = _directed(seen, unit[0])
    if verb:
        return led(verb, print_styled(seen, told, places=places, most=most))
    return print_styled(
        interval, told, places=places, most=most, signed=kind(row).signed, floor=least
    )


def _directed(interval: Interval, unit: str) -> tuple[str, Interval]:
    """A change as Chinese says it: which way it went, and how far; empty where it may be both."""
    if interval.low is not None and interval.low >= 0:
        return ("增长" if unit == "relative" else "上升"), interval
    if interval.high is not None and interval.high <= 0:
        return "下降", interval.mirrored()
    return "", interval


def _places(interval: Interval, by: Fraction, step: Fraction) -> int:
    """The decimals of a print's own ends; a few more where these tell both ends exactly."""
    places = places_of(step / by / 2, 6)
    ends = interval.ends
    needed = max((places_of(end / by, places + _FINER + 1) for end in ends), default=0)
    narrow = len(ends) < 2 or (ends[1] - ends[0]) / by * 10**places < _NARROW
    return needed if narrow and places < needed <= places + _FINER else places


def _needed(interval: Interval, by: Fraction, places: int) -> int:
    """So many of some decimals as both ends do not fill with zeros, rounded outward."""
    ends = []
    if interval.low is not None:
        ends.append((interval.low / by * 10**places).__floor__())
    if interval.high is not None:
        ends.append(-(-interval.high / by * 10**places).__floor__())
    while places and all(end % 10 == 0 for end in ends):
        ends = [end // 10 for end in ends]
        places -= 1
    return places


def natural_low(story: Story, row: Row) -> int | None:
    """The low end that goes without saying: no loss of more than all, nothing below zero."""
    if kind(row).number == "growth":
        return -1
    variable = story.variable(row.terms[0][0])
    if len(row.terms) > 1 or story.model.may_be_negative(variable.quantity):
        return None
    return 0


# --- what to do ----------------------------------------------------------------------------


def hint(
    story: Story,
    conflict: Conflict,
    suspects: Sequence[Suspect],
    tied: int = 1,
    special: Sequence[str] = (),
) -> str:
    """What ends it: a correction, a scope or an exception; each does when it is done as told.

    The first `tied` suspects are equally likely to be wrong; `special` are scopes that others
    state for what is printed without one.
    """
    claims = [story.model.claims[one.name] for one in suspects if one.name in story.model.claims]
    first = claims[0] if claims else max(story.claims, key=lambda claim: claim.id)
    label = story.label(first.id)
    if conflict.rounding:
        return worded("Cut off instead of rounded, the figures fit: nothing need be wrong.")
    if not conflict.alone:
        return worded(
            "More than one figure may be wrong: compare each with its print. Those that are "
            "printed so need a `scope` of their own, or an exception each."
        )
    if suspects and suspects[0].is_identity:
        return worded(
            "If {rule} does not hold here, doubt it under `exceptions`, with a reason; else "
            "compare {name} with its print, or give it a `scope` of its own where it means "
            "another definition."
            if len(story.claims) > 1
            else "If {rule} does not hold here, doubt it under `exceptions`, with a reason; else "
            "compare {name} with its print.",
            rule=suspects[0].name,
            name=label,
        )
    named = [story.label(claim.id) for claim in claims[: min(tied, _COMPARED)]] or [label]
    one = len(named) == 1
    text = worded(
        "Compare {names} with its print." if one else "Compare {names} with their prints.",
        names=naming.listed(named),
    )
    if special:
        scopes = naming.listed([f"“{naming.basis(one, story.vocabulary)}”" for one in special])
        others = worded(
            "Others state {scopes} here: find out what {name} means.", scopes=scopes, name=label
        )
        text = in_a_row((others, text))
    text = in_a_row((f"{_restated(story, first)}{text}", _accepted(story, label, len(named) > 1)))
    assumed = story.model.assumed
    unless = dict.fromkeys(assumed[each] for each in sorted(conflict.labels) if each in assumed)
    return in_a_row((text, *(worded(each, metric=first.metric) for each in unless)))


def _accepted(story: Story, label: str, tied: bool) -> str:
    """What to do about a figure that is printed as it is entered."""
    it = label if tied else worded("it")
    if scoped := _scoped_copies(story, label):
        it = naming.listed([label, *scoped])
    if len(story.claims) < 2:
        return worded(
            "If that is what is printed, accept the dispute under `exceptions`, with a reason "
            "(cloudkb validate --accept)."
        )
    return worded(
        "If that is what is printed, give {it} a `scope` of its own where it means another "
        "definition, or accept the dispute under `exceptions`, with a reason "
        "(cloudkb validate --accept).",
        it=it,
    )


def _scoped_copies(story: Story, label: str) -> list[str]:
    """Copies that state a scope themselves; all others mean what their original does."""
    copies = story.model.copies.items()
    mine = [copy for copy, original in copies if story.label(original) == label]
    return [copy for copy in sorted(mine) if story.model.claims[copy].scope]


def _restated(story: Story, first: Claim) -> str:
    """Two figures of one source for one quantity, said at different times: a restatement?"""

    def about(claim: Claim) -> tuple[object, ...]:
        forms = tuple(reading.figure.form for reading in claim.readings)
        named = claim.entity, claim.metric, claim.within, claim.scope, claim.period
        return (*named, claim.source, forms)

    for other in sorted(story.claims, key=lambda claim: claim.id):
        same = about(other) == about(first)
        dates = other.date.start, first.date.start
        if same and other.id != first.id and None not in dates and dates[0] != dates[1]:
            late, early = (first, other) if (dates[1] or "") > (dates[0] or "") else (other, first)
            return worded(
                "If {late} restates the earlier figure, say so there: `supersedes: {early}`. ",
                late=story.label(late.id),
                early=story.label(early.id),
            )
    return ""
