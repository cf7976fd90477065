"""Why a claim stands as it does, in one or two sentences."""

import re
from collections.abc import Sequence
from fractions import Fraction

from cloudkb.check.answers.tensions import Tension
from cloudkb.check.constraints.constraint_model import Network
from cloudkb.check.constraints.quantities import UNSTATED, Quantity
from cloudkb.check.corroboration import Witness
from cloudkb.check.explanation import interval_text, naming
from cloudkb.check.explanation.derivation import ends
from cloudkb.check.explanation.punctuation import capital, more, sentence
from cloudkb.check.explanation.sentences import COMPARED, stands_for
from cloudkb.check.explanation.story import FLAG, Story
from cloudkb.check.solver.problem import Bounds, Case, Row
from cloudkb.figures.wording import decimal_text
from cloudkb.model import Claim, Condition, Document, Facts, Finding, Link, Vocabulary
from cloudkb.verdict import Cited, Verdict

ANOTHER = "another origin's print"
ALONE = "No other origin prints or implies it."
OPEN = "No figure says yet how it came out."
_ID = re.compile(r"(?<![\w.-])[a-z][a-z0-9-]*(?![\w.-])")
_FIELDS = frozenset(Quantity._fields)
_TOLD = 3
"""Witnesses, tensions and conditions told one by one; beyond it they are counted."""
_LONGEST = 160
"""Characters of a sum that is still told."""
_DIFFERENCES = ("order", "direction", "trend")
"""Kinds of rows whose sum is how far one quantity is above another."""


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
    figure = " or ".join(reading.text for reading in claim.readings)
    return Verdict(
        claim.id,
        "not-checkable",
        naming.entity(claim.entity, vocabulary),
        about,
        figure,
        _ID.sub(lambda found: _named(found[0], vocabulary), figure),
        claim.says,
        naming.speaker(claim, facts),
    )


def _named(word: str, vocabulary: Vocabulary) -> str:
    return naming.entity(word, vocabulary) if word in vocabulary.entities else word


def citation(document: Document) -> Cited:
    """A document as a list of sources names it."""
    where = ", ".join(filter(None, (document.publisher, document.published.text)))
    return Cited(document.id, document.title, where, document.grade or "", document.url)


def scope(network: Network, key: str) -> str:
    """A stated scope in words, empty for none."""
    if not key or key.startswith(UNSTATED):
        return ""
    return naming.scope(key, network.vocabulary).removeprefix("by ")


def gap(network: Network, rows: Sequence[Row], size: Fraction | None) -> str:
    """How far apart, in the unit of a claim's figure."""
    if size is None or not size or not rows:
        return ""
    row = rows[0]
    if row.kind == "rank":
        return f"{size} place{'' if size == 1 else 's'}"
    story = Story(network, (row.label,), ())
    unit = story.row_unit(row)
    if unit[0] == FLAG:
        return ""
    if row.kind == "change":
        unit = ("points", "")
    return interval_text.distance(size, *unit, language=story.language)


def settle(network: Network, quantities: Sequence[str], whose: str) -> str:
    """What would settle it: whose print of which quantities."""
    named = {quantity.name: quantity for quantity in network.named}
    told = []
    for name in quantities:
        quantity = named.get(name)
        if quantity is None and name in network.variables:
            quantity = network.variables[name].quantity
        if quantity is None:
            continue
        if quantity.scope in network.vocabulary.sources:
            # nobody else can print what one tracker measures
            quantity = quantity._replace(scope="")
            whose = whose.replace("origin", "tracker")
        told.append(_about(quantity, network.vocabulary))
    told = list(dict.fromkeys(told))
    return f"{whose} of {naming.listed(told)}" if told else ""


def _about(quantity: Quantity, vocabulary: Vocabulary) -> str:
    """A quantity in words; what has no amount is named, not owned: `OpenAI: founded`."""
    metric = vocabulary.metrics.get(quantity.metric)
    if metric is None or metric.unit not in ("date", "entity"):
        return naming.quantity(quantity, vocabulary)
    who = naming.entity(quantity.entity, vocabulary)
    rest = naming.quantity(quantity, vocabulary, _FIELDS - {"entity", "currency"})
    return f"{who}: {rest}"


# --- sentences -----------------------------------------------------------------------------


def not_checkable(claim: Claim) -> str:
    """Why there is nothing to hold it against."""
    if claim.kind == "opinion":
        return "An opinion: nobody could look it up."
    return "A sentence without a figure: there is nothing to reckon with."


def unused(network: Network, claim: Claim, replaced: bool) -> str:
    """Why a figure gave the checker nothing."""
    if replaced:
        return "It was replaced by a later claim."
    if any(pending.said.claim.id == claim.id for pending in network.pending):
        return "A change over a base that may be negative: nothing can be made of it."
    return "Its figure names nothing that others speak of."


def clash(finding: Finding, claim: str) -> tuple[str, ...]:
    """What cannot be, the arithmetic that ends in the clash, and what the rest implies."""
    told = [capital(finding.message) + "."]
    for index, step in enumerate(finding.steps):
        if step.kind == "clash":
            before = finding.steps[index - 1] if index else None
            if before is not None and before.kind not in ("basis", "known", "same-basis"):
                told.append(before.text)
            told.append(step.text)
            break
    implied = next((one.implied for one in finding.suspects if one.name == claim), None)
    if implied is not None and len(finding.claims) > 2 and implied.text:
        told.append(sentence(f"The others imply {more(implied.text)} for it"))
    return tuple(told)


def witnesses(
    network: Network, claim: Claim, found: Sequence[Witness], read: str
) -> tuple[str, ...]:
    """Who prints as much, and whose figures imply it."""
    told = [_prints(network, one) for one in found if one.bounds is None]
    told += [
        sentence
        for one in found
        if one.bounds is not None
        for sentence in left(network, claim, one.row, one.bounds)
    ]
    basis = scope(network, read)
    if basis and claim.scope is None:
        first = told[0]
        begins = first[0].lower() + first[1:] if first.startswith("It ") else first
        told[0] = f"Read as {basis}: {begins}"
    more_of = len(told) - _TOLD
    return (*told[:_TOLD], *([f"And {more_of} more."] if more_of > 0 else ()))


def _prints(network: Network, witness: Witness) -> str:
    """One origin's print, with how often it is found again."""
    first, *others = witness.claims
    claim = network.claims[first]
    who = naming.attribution(claim, network.facts)
    told = [
        f"names {naming.entity(reading.figure.entity, network.vocabulary)}"
        if isinstance(reading.figure, Link)
        else f"prints {naming.clipped(reading.text)}"
        for reading in claim.readings
    ]
    again = f", and {len(others)} more of the same origin" if others else ""
    comma = "," if "," in who else ""
    return sentence(f"{who}{comma} {' or '.join(told)} ({first}){again}")


def left(network: Network, claim: Claim, row: Row, bounds: Bounds) -> tuple[str, ...]:
    """What others leave for a claim's figure, and how that is reckoned."""
    labels = sorted({*bounds.low_because, *bounds.high_because})
    story = Story(
        network,
        labels,
        [Case((), proof) for proof in (bounds.low_proof, bounds.high_proof) if proof is not None],
    )
    claims = [label for label in labels if label in network.claims]
    if not claims:
        return ()
    whose = _few(claims)
    text = ""
    if row.kind not in COMPARED:
        text = stands_for(story, row, bounds.interval)
    elif row.kind in _DIFFERENCES and story.row_unit(row)[0] not in (FLAG, "day"):
        text = story.spelled(story.row_unit(row), bounds.interval)
        return (f"It follows from {whose}: the difference is {more(text)}.",)
    if text and text != "any value":
        first = f"{capital(more(text))} follows from {whose}."
    else:
        first = f"It follows from {whose}."
    formulas = []
    if row.kind == "figure":
        low, high = ends(network, row.terms[0][0], bounds)
        formulas = [
            f"{end.text}: {end.formula}"
            for end in (low, high)
            if end is not None and end.formula and len(end.formula) <= _LONGEST
        ]
    if not formulas or len(claims) < 2:
        return (first,)
    return (first, sentence(capital("; ".join(formulas))))


def tensions(network: Network, found: Sequence[Tension]) -> tuple[str, ...]:
    """What stands elsewhere, and that it could not be the same."""
    told: dict[tuple[str, str], list[str]] = {}
    for one in found:
        story = Story(network, one.claims, ())
        about = naming.quantity(one.about, network.vocabulary)
        first = network.claims[one.claims[0]]
        if len(one.claims) == 1:
            who = naming.speaker(first, network.facts)
            text = f"{who} has {naming.clipped(first.readings[0].text)} for {about}"
        else:
            value = stands_for(story, one.row, one.interval)
            text = f"others leave {more(value) if value else 'the opposite'} for {about}"
        size = gap(network, [one.row], one.gap) or "just"
        told.setdefault((text, size), []).extend(one.claims)
    sentences = [
        sentence(f"{text} ({_few(sorted(set(claims)))}): read as one they would be {size} apart")
        for (text, size), claims in told.items()
    ]
    left_out = len(sentences) - _TOLD
    return (*sentences[:_TOLD], *([f"And {left_out} more."] if left_out > 0 else ()))


def conditions(network: Network, found: Sequence[Condition], read: str) -> tuple[str, ...]:
    """On which values of what nobody prints it depends."""
    basis = scope(network, read)
    lead = f"Read as {basis} it holds only if" if basis else "It holds only if"
    told = []
    for one in found[:_TOLD]:
        formula = f" ({one.formula})" if one.formula and len(one.formula) <= _LONGEST else ""
        told.append(f"{one.text}{formula}")
    left_out = len(found) - _TOLD
    end = f", and {left_out} more" if left_out > 0 else ""
    return (f"{lead} {naming.listed(told)}{end}.",)


def alone(
    network: Network, claim: Claim, row: Row, nearest: tuple[Fraction, str, Bounds] | None
) -> tuple[str, ...]:
    """That nobody else says so, and what others leave where that is too wide to count."""
    if nearest is None or row.kind in COMPARED:
        return (ALONE,)
    width, read, bounds = nearest
    because = {*bounds.low_because, *bounds.high_because} & network.claims.keys()
    text = stands_for(Story(network, sorted(because), ()), row, bounds.interval)
    if not because or not text:
        return (ALONE,)
    basis = scope(network, read)
    lead = f"Read as {basis}, others" if basis and claim.scope is None else "Others"
    low, high = row.interval.low, row.interval.high
    if (
        low is not None
        and high is not None
        and high > low
        and bounds.interval.encloses(row.interval)
    ):
        times = decimal_text(width / (high - low), 1, separators=True)
        end = f", which holds it and is {times} times as wide: too wide to count"
    else:
        end = ", which neither holds it nor lies in it"
    return (ALONE, f"{lead} leave {more(text)} for it ({_few(sorted(because))}){end}.")


def _few(claims: Sequence[str]) -> str:
    if len(claims) <= 4:
        return naming.listed(list(claims))
    return f"{', '.join(claims[:3])} and {len(claims) - 3} more"
