"""The first line of a conflict: whose figures they are, and in one sentence why they cannot be.

Told in one sentence is what proves by itself: each teller reckons from the prints alone, tells a
print as it is printed and rounds a bound outward. Where none can, the claims are counted.
"""

from collections.abc import Callable

from cloudkb.check.constraints import naming
from cloudkb.check.explanation.headline_growths import outgrown, share_and_growth
from cloudkb.check.explanation.headline_places import (
    behind_others,
    between_parts,
    excluded,
    in_a_ring,
    left_over,
    out_of_order,
    ranked,
    said_too_early,
)
from cloudkb.check.explanation.headline_prints import Prints
from cloudkb.check.explanation.headline_ratios import growth_chain, one_product, two_prints
from cloudkb.check.explanation.headline_sums import one_row
from cloudkb.check.explanation.story import Story
from cloudkb.check.explanation.subject import claims_counted, subject
from cloudkb.check.solver.problem import Case, Conflict
from cloudkb.language import in_chinese, worded

TELLERS: tuple[Callable[[Prints], str], ...] = (
    two_prints,
    one_row,
    one_product,
    growth_chain,
    outgrown,
    share_and_growth,
    behind_others,
    ranked,
    between_parts,
    excluded,
    in_a_ring,
    out_of_order,
    said_too_early,
)
"""Each gives a sentence without its stop, or nothing; the first that has one tells."""
_LONGEST = 240
"""Characters of a sentence; beyond it the claims are counted."""


def headline(story: Story, conflict: Conflict, first: str, one_basis: bool) -> str:
    """`revenue of Alibaba Cloud: 70.5亿元 and …`, without a stop.

    `first` is the first suspect. `one_basis` where the claims clash only if they mean one.
    """
    # by name: the sentence must not change with the order of the files
    claims = sorted(story.claims, key=lambda claim: claim.id)
    about = subject(claims, story.vocabulary)
    text = in_one_sentence(story, conflict, first)
    if not text:
        text = claims_counted(len(claims), conflict.rounding, one_basis)
        return worded("{about}: {told}", about=about, told=text)
    text = _by_all(story, text)
    if one_basis:
        text += worded("; ", "；") + claims_counted(len(claims), False, True)
    elif conflict.rounding:
        text += worded(", as rounded figures")
    return worded("{about}: {told}", about=about, told=text)


def _by_all(story: Story, text: str) -> str:
    """In Chinese who prints all of it, where that is one: 据IDC，…."""
    if not in_chinese():
        return text
    speakers = {naming.speaker(claim, story.model.facts) for claim in story.claims}
    alone = speakers.pop()
    return text if speakers or alone in text else f"据{alone}，{text}"


def in_one_sentence(story: Story, conflict: Conflict, first: str) -> str:
    """Why the claims cannot all be right, without a stop; empty where it takes more to tell."""
    seen = dict(story.seen)
    try:
        told = [_of_case(story, case, first) for case in conflict.cases]
    finally:
        # the steps below need no more decimals than they did
        story.seen = seen
    text = worded("; ", "；").join(told)
    return text if all(told) and len(text) <= _LONGEST else ""


def _of_case(story: Story, case: Case, first: str) -> str:
    """One proof in a sentence; of several each behind the readings it takes."""
    prints = Prints(story, case.proof)
    found = (teller(prints) for teller in TELLERS)
    text = next((one for one in found if one), "") or left_over(prints, first)
    if not text or not case.readings:
        return text
    read = [
        naming.printed(story.model.claims[label].readings[number], story.vocabulary)
        for label, number in case.readings
    ]
    return worded(
        "read as {readings}, {told}",
        "若读作{readings}，{told}",
        readings=naming.listed(read),
        told=text,
    )
