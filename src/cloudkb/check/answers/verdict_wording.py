"""Why a claim stands as it does, in one or two sentences."""

import re
from collections.abc import Sequence
from fractions import Fraction

from cloudkb import periods
from cloudkb.check.answers.borne_out import Support
from cloudkb.check.answers.forecast_outcomes import CameOut
from cloudkb.check.answers.tensions import Tension
from cloudkb.check.constraints import naming
from cloudkb.check.constraints.constraint_model import ConstraintModel
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.constraints.quantities import UNSTATED, Quantity
from cloudkb.check.corroboration.witnesses import Witness
from cloudkb.check.explanation.derivation import ends
from cloudkb.check.explanation.punctuation import capital, equals, more, sentence
from cloudkb.check.explanation.sentences import interval_words
from cloudkb.check.explanation.sentences import print_words as printed_text
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import kind
from cloudkb.check.solver.problem import Bounds, Case, Row
from cloudkb.figures.decimals import decimal_text
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import (
    Amount,
    Change,
    Claim,
    Condition,
    Document,
    Facts,
    Finding,
    Link,
    Vocabulary,
)
from cloudkb.verdict import Cited, Mention, Verdict
from cloudkb.words import few, led

ANOTHER = marked("another origin's print")
PRINT = marked("the print")
AHEAD = marked("a print")
ANOTHER_TRACKER = marked("another tracker's print")
ALONE = marked("No other origin prints or implies as much.")
OPEN = marked("No figure says yet how it came out.")
_ID = re.compile(r"(?<![\w.-])[a-z][a-z0-9-]*(?![\w.-])")
_NUMBER = re.compile(r"\d[\d.,]*(?<=\d)")
_FIELDS = frozenset(Quantity._fields)
_SHOWN = 3
"""Witnesses, tensions and conditions told one by one; beyond it they are counted."""
_BESIDE = {
    "longer": marked("{told} for {about}, which holds all that time"),
    "span": marked("of such a span {told} for {about}"),
    "market": marked("in a comparable market {told} for {about}"),
    "period": marked("over an overlapping period {told} for {about}"),
}
"""What bears a claim out beside its own quantity."""
_LONGEST = 160
"""Characters of a sum that is still told."""


def blank(facts: Facts, claim: Claim) -> Verdict:
    """What is known of a claim before it is judged: what it says, of what, and who says so."""
    vocabulary = facts.vocabulary
    if claim.metric is None:
        about = naming.entity(claim.entity, vocabulary)
    else:
        period = "" if claim.period.kind == "none" else claim.period.text
        about = _about(
            Quantity(claim.entity, claim.metric, claim.within or "", claim.scope or "", period),
            vocabulary,
        )
    figure = worded(" or ").join(reading.text for reading in claim.readings)
    said = figure
    if in_chinese():
        said = worded(" or ").join(printed_text(one, vocabulary) for one in claim.readings)
    return Verdict(
        claim.id,
        "no-figure",
        naming.entity(claim.entity, vocabulary),
        about,
        figure,
        _ID.sub(lambda found: _named(found[0], vocabulary), said),
        claim.says,
        claim.where,
        naming.speaker(claim, facts),
    )


def mention(facts: Facts, claim: Claim) -> Mention:
    """A claim that a verdict rests on, by what it says."""
    told = blank(facts, claim)
    return Mention(claim.id, told.printed or told.says)


def _named(word: str, vocabulary: Vocabulary) -> str:
    return naming.entity(word, vocabulary) if word in vocabulary.entities else word


def citation(document: Document) -> Cited:
    """A document as a list of sources names it."""
    where = ", ".join(filter(None, (document.publisher, document.published.text)))
    return Cited(document.id, document.title, where, document.grade or "", document.url)


def scope(model: ConstraintModel, key: str) -> str:
    """A stated scope in words, empty for none."""
    return naming.basis(key, model.vocabulary) if key else ""


def gap(model: ConstraintModel, rows: Sequence[Row], size: Fraction | None) -> str:
    """How far apart, in the unit of a claim's figure."""
    if size is None or not size or not rows:
        return ""
    row = rows[0]
    if kind(row).number == "place":
        return worded("{size} place" if size == 1 else "{size} places", size=size)
    story = Story(model, (row.label,))
    unit = story.row_unit(row)
    if unit[0] == FLAG:
        return ""
    if kind(row).number == "growth" or row.kind == "direction":
        unit = ("points", "")
    return story.apart(unit, size)


def what_settles(model: ConstraintModel, quantities: Sequence[str], whose: str) -> str:
    """What would settle it: whose print of which quantities."""
    named = {quantity.name: quantity for quantity in model.named}
    texts = []
    for name in quantities:
        quantity = named.get(name)
        if quantity is None and name in model.variables:
            quantity = model.variables[name].quantity
        if quantity is None:
            continue
        if quantity.scope in model.vocabulary.sources:
            # nobody else can print what one tracker measures
            quantity = quantity._replace(scope="")
            whose = ANOTHER_TRACKER if whose == ANOTHER else whose
        texts.append(_about(quantity, model.vocabulary))
    texts = list(dict.fromkeys(texts))
    if not texts:
        return ""
    return worded("{whose} of {what}", whose=worded(whose), what=naming.listed(texts))


def _about(quantity: Quantity, vocabulary: Vocabulary) -> str:
    """A quantity in words; what has no amount is named, not owned: `OpenAI: founded`."""
    metric = vocabulary.metrics.get(quantity.metric)
    if metric is None or metric.unit not in ("date", "entity"):
        return naming.quantity(quantity, vocabulary)
    who = naming.entity(quantity.entity, vocabulary)
    rest = naming.quantity(quantity, vocabulary, _FIELDS - {"entity", "currency"})
    return worded("{about}: {told}", about=who, told=rest)


# --- sentences -----------------------------------------------------------------------------


def no_figure(claim: Claim) -> str:
    """Why there is nothing to hold it against."""
    if claim.kind == "opinion":
        return worded("An opinion: nobody could look it up.")
    return worded("A sentence without a figure: there is nothing to reckon with.")


def unused(replaced: bool) -> str:
    """Why a figure gave the checker nothing."""
    if replaced:
        return worded("It was replaced by a later claim.")
    return worded("Its figure names nothing that others speak of.")


def clash_words(finding: Finding, claim: str) -> tuple[str, ...]:
    """What cannot be, the arithmetic that ends in the clash, and what the rest implies.

    Each thing once: of two prints of one thing the steps tell all, and who prints which; else steps
    whose every number the first line has told are left out.
    """
    two = len(finding.claims) == 2 and not finding.identities
    texts = [sentence(finding.message)]
    told = set(_NUMBER.findall(finding.message))
    for index, step in enumerate(finding.steps):
        if step.kind == "clash":
            before = finding.steps[index - 1] if index else None
            steps = [step.text]
            if before is not None and before.kind not in ("basis", "known"):
                steps.insert(0, before.text)
            repeated = set(_NUMBER.findall(" ".join(steps)))
            if not repeated <= told:
                texts += steps
            elif two and repeated:
                texts = steps
            break
    implied = next((one.implied for one in finding.suspects if one.name == claim), None)
    if implied is not None and len(finding.claims) > 2 and implied.text:
        value = equals(more(implied.text))
        texts.append(sentence(worded("The others imply {value} for it", value=value)))
    return tuple(texts)


def witnesses(
    model: ConstraintModel, claim: Claim, found: Sequence[Witness], read: str
) -> tuple[str, ...]:
    """Who prints as much, and whose figures imply it."""
    texts = [_prints(model, one) for one in found if one.bounds is None]
    texts += [
        sentence
        for one in found
        if one.bounds is not None
        for sentence in left_words(model, claim, one.row, one.bounds)
    ]
    basis = scope(model, read)
    if basis and claim.scope is None:
        first = texts[0]
        begins = first[0].lower() + first[1:] if first.startswith("It ") else first
        texts[0] = worded("Read as {basis}: {told}", basis=basis, told=begins)
    return first_few(texts)


def first_few(texts: Sequence[str]) -> tuple[str, ...]:
    """The first sentences, and how many more there are."""
    left_out = len(texts) - _SHOWN
    more_of = (worded("And {number} more.", number=left_out),) if left_out > 0 else ()
    return (*texts[:_SHOWN], *more_of)


def supports(model: ConstraintModel, claim: Claim, found: Sequence[Support]) -> tuple[str, ...]:
    """Who says as much of what is beside: members of a group, other spans, comparable markets."""
    by_text: dict[str, list[str]] = {}
    for one in found:
        first = model.claims[one.claims[0]]
        if one.about is None:
            group = naming.entity(claim.entity, model.vocabulary)
            text = worded("it holds of each member of {group}", group=group)
            by_text.setdefault(text, []).extend(one.claims)
            continue
        about = _about(one.about, model.vocabulary).replace(": ", ", ", 1)
        told = worded("as much follows")
        if len(one.claims) == 1 or one.how == "longer":
            who = naming.speaker(first, model.facts)
            printed = naming.clipped(mention(model.facts, first).printed)
            told = worded("{who} has {figure}", who=who, figure=printed)
        text = worded(_BESIDE[one.how], told=told, about=about)
        by_text.setdefault(text, []).extend(one.claims)
    return first_few(
        [
            sentence(capital(text) + worded(" ({aside})", aside=_few(names)))
            for text, names in by_text.items()
        ]
    )


def _prints(model: ConstraintModel, witness: Witness) -> str:
    """One origin's print, with how often it is found again."""
    first, *others = witness.claims
    claim = model.claims[first]
    texts = [
        worded("names {entity}", entity=naming.entity(reading.figure.entity, model.vocabulary))
        if isinstance(reading.figure, Link)
        else worded("prints {figure}", figure=printed_text(reading, model.vocabulary))
        for reading in claim.readings
    ]
    again = worded(", and {number} more of the same origin", number=len(others)) if others else ""
    says = worded(
        "{who} {prints}", who=who_says(claim, model.facts), prints=worded(" or ").join(texts)
    )
    return sentence(says + worded(" ({aside})", aside=first) + again)


def who_says(claim: Claim, facts: Facts) -> str:
    """Who makes a claim, before a verb, with the comma that an apposition ends with in English."""
    who = naming.attribution(claim, facts, speaks=True)
    return f"{who}," if "," in who and not in_chinese() else who


def left_words(model: ConstraintModel, claim: Claim, row: Row, bounds: Bounds) -> tuple[str, ...]:
    """What others leave for a claim's figure, and how that is reckoned."""
    labels = sorted(bounds.because)
    story = Story(
        model,
        labels,
        [Case((), proof) for proof in (bounds.low_proof, bounds.high_proof) if proof is not None],
        (claim.id,),
    )
    claims = [label for label in labels if label in model.claims]
    if not claims:
        return ()
    whose = _few(claims)
    text = ""
    if not kind(row).compares:
        text = interval_words(story, row, bounds.interval)
    elif kind(row).number == "lead" and story.row_unit(row)[0] not in (FLAG, "day"):
        text = story.spelled(story.row_unit(row), bounds.interval)
        told = worded(
            "It follows from {whose}: the difference is {value}.",
            whose=whose,
            value=equals(more(text)),
        )
        return (told,)
    if text and text != worded("any value"):
        first = worded("{value} follows from {whose}.", value=capital(more(text)), whose=whose)
    else:
        first = worded("It follows from {whose}.", whose=whose)
    formulas = []
    if kind(row).number == "print":
        low, high = ends(model, row.terms[0][0], bounds, (claim.id,))
        formulas = [
            worded("{about}: {told}", about=end.text, told=end.formula)
            for end in (low, high)
            if end is not None and end.formula and len(end.formula) <= _LONGEST
        ]
    if not formulas or len(claims) < 2:
        return (first,)
    return (first, sentence(capital(worded("; ", "；").join(formulas))))


def came_out(
    model: ConstraintModel, claim: Claim, rows: Sequence[Row], came: CameOut
) -> tuple[str, ...]:
    """What happened, and how far that is from a target that was missed or passed."""
    if came.bounds is not None and came.row is not None:
        texts = left_words(model, claim, came.row, came.bounds)
    else:
        texts = (_prints(model, Witness(came.claims, rows[0], Interval(), None)),)
    if came.status not in ("beaten", "fell-short"):
        return texts
    size = gap(model, rows, came.gap)
    if not size:
        return texts
    told = _TARGET[came.status == "beaten", bool(came.printed)]
    return (*texts, worded(told, size=size))


_TARGET = {
    (True, True): marked("As printed {size} better than the target."),
    (True, False): marked("At least {size} better than the target."),
    (False, True): marked("As printed {size} short of the target."),
    (False, False): marked("At least {size} short of the target."),
}
"""How far from a target: whether it was passed, whether prints alone are compared."""


def still_open(
    model: ConstraintModel, facts: Facts, claim: Claim, came: CameOut | None, again: Sequence[Claim]
) -> tuple[str, ...]:
    """That nothing decides it, what others leave, and in whose words it stands elsewhere."""
    texts = [worded(OPEN)]
    if came is not None and came.bounds is not None and came.row is not None:
        texts += left_words(model, claim, came.row, came.bounds)[:1]
    for one in again[:_SHOWN]:
        told = worded(
            "{who} has the same {kind}: {figure} ({claim})",
            who=who_says(one, facts),
            kind=worded(claim.kind),
            figure=naming.clipped(mention(facts, one).printed),
            claim=one.id,
        )
        texts.append(sentence(told))
    return tuple(texts)


def tensions(model: ConstraintModel, claim: Claim, found: Sequence[Tension]) -> tuple[str, ...]:
    """What stands elsewhere, and that it could not be the same."""
    by_text: dict[tuple[str, str], list[str]] = {}
    for one in found:
        story = Story(model, one.claims, like=(claim.id,))
        about = naming.quantity(one.about, model.vocabulary)
        first = model.claims[one.claims[0]]
        if one.about.period.startswith(UNSTATED):
            about = worded("{about}, said {day}", about=about, day=periods.called(first.date.text))
        if len(one.claims) == 1:
            who = naming.speaker(first, model.facts)
            printed = printed_text(first.readings[0], model.vocabulary)
            text = worded("{who} has {figure} for {about}", who=who, figure=printed, about=about)
        else:
            value = interval_words(story, one.row, one.interval)
            value = equals(more(value) if value else worded("the opposite"))
            text = worded("others leave {value} for {about}", value=value, about=about)
        by_text.setdefault((text, _apart(model, claim, one)), []).extend(one.claims)
    sentences = [
        sentence(
            worded(
                "{told} ({claims}): read as one they would {apart}",
                told=text,
                claims=_few(sorted(set(claims))),
                apart=apart,
            )
        )
        for (text, apart), claims in by_text.items()
    ]
    return first_few(sentences)


def _apart(model: ConstraintModel, claim: Claim, one: Tension) -> str:
    """How far a claim and what stands elsewhere lie apart, and how far what is printed does."""
    size = gap(model, [one.row], one.gap)
    if not size:
        return worded("go opposite ways" if one.row.kind == "direction" else "be just apart")
    exact = one.row.kind == "rank" or (one.row.interval.is_point() and one.interval.is_point())
    open_end = worded("at least {end}", end="")
    far = size if exact or size.startswith(open_end) else worded("at least {end}", end=size)
    between = _printed_gap(claim, model.claims[one.claims[0]]) if len(one.claims) == 1 else None
    printed = gap(model, [one.row], between)
    if exact or printed in ("", size) or printed.startswith(open_end):
        return led("相差", far) if in_chinese() else f"be {far} apart"
    far = led("相差", far) if in_chinese() else f"be {far} apart"
    return worded("{far} ({size} as printed)", far=far, size=printed)


def _printed_gap(one: Claim, other: Claim) -> Fraction | None:
    """How far two printed numbers lie apart; None where one is a range, a line, or of many."""
    values = []
    for claim in (one, other):
        figure = claim.only_figure
        if not isinstance(figure, Amount | Change):
            return None
        if figure.value is None or figure.interval.low is None or figure.interval.high is None:
            return None
        sign = -1 if figure.interval.high < 0 else 1
        unit = figure.change_unit if isinstance(figure, Change) else ""
        values.append((unit, sign * abs(figure.value)))
    (kind_of, mine), (its_kind, its) = values
    return abs(mine - its) if kind_of == its_kind else None


def conditions(model: ConstraintModel, found: Sequence[Condition], read: str) -> tuple[str, ...]:
    """On which values of what nobody prints it depends."""
    basis = scope(model, read)
    texts = []
    for one in found[:_SHOWN]:
        short = one.formula and len(one.formula) <= _LONGEST
        texts.append(one.text + (worded(" ({aside})", aside=one.formula) if short else ""))
    left_out = len(found) - _SHOWN
    told = "，且".join(texts) if in_chinese() else naming.listed(texts)
    if left_out > 0:
        told = worded("{told}, and {number} more", told=told, number=left_out)
    if basis:
        return (worded("Read as {basis} it holds only if {told}.", basis=basis, told=told),)
    return (worded("It holds only if {told}.", told=told),)


def alone_words(
    model: ConstraintModel, claim: Claim, row: Row, nearest: tuple[Fraction, str, Bounds] | None
) -> tuple[str, ...]:
    """That nobody else says so, and what others leave where that is too wide to count."""
    if nearest is None or kind(row).compares:
        return (worded(ALONE),)
    width, read, bounds = nearest
    because = bounds.because & model.claims.keys()
    text = interval_words(Story(model, sorted(because), like=(claim.id,)), row, bounds.interval)
    if not because or not text:
        return (worded(ALONE),)
    basis = scope(model, read)
    low, high = row.interval.low, row.interval.high
    if (
        low is not None
        and high is not None
        and high > low
        and bounds.interval.encloses(row.interval)
    ):
        times = decimal_text(width / (high - low), 1, separators=True)
        end = worded("which holds it and is {times} times as wide: too wide to count", times=times)
    else:
        end = worded("which neither holds it nor lies in it")
    told = {"value": more(text), "claims": _few(sorted(because)), "end": end}
    if basis and claim.scope is None:
        said = worded(
            "Read as {basis}, others leave {value} for it ({claims}), {end}.", basis=basis, **told
        )
    else:
        said = worded("Others leave {value} for it ({claims}), {end}.", **told)
    return (worded(ALONE), said)


def _few(claims: Sequence[str]) -> str:
    if len(claims) <= 4:
        return naming.listed(list(claims))
    return few(claims, 3)
