"""Whether the figure of a claim stands in the paragraph that its `where` names."""

from collections import defaultdict
from collections.abc import Iterable

from cloudkb.model import Amount, Change, Misplaced
from cloudkb.proofreading.matching import Matching
from cloudkb.proofreading.stored_prints import StoredPrint, keys
from cloudkb.texts import Spot, scan

_NUMBERS = ("figure", "change")


def misplaced(
    said: Iterable[StoredPrint], spots: Iterable[tuple[Spot, str, str]], matching: Matching
) -> tuple[Misplaced, ...]:
    """The claims of a document whose number is printed elsewhere in its text, or nowhere.

    `spots` come with paragraph and sentence. What is told without a number cannot be looked for:
    days, places, links, and words like most of it. Of several readings one is enough.
    """
    by_key: dict[object, list[tuple[Spot, str]]] = defaultdict(list)
    sentences: dict[str, dict[str, None]] = defaultdict(dict)
    for spot, where, sentence in spots:
        sentences[where][sentence] = None
        for key in keys(spot.text, spot.figure, spot.interval):
            by_key[key].append((spot, where))
    by_claim: dict[str, list[StoredPrint]] = defaultdict(list)
    for printed in said:
        if printed.claim.where and isinstance(printed.figure, Amount | Change):
            by_claim[printed.claim.id].append(printed)
    found = []
    for name, readings in by_claim.items():
        where = readings[0].claim.where
        there: set[str] = set()
        for printed in readings:
            for key in keys(printed.text, printed.figure, printed.interval):
                near = by_key.get(key, ())
                there |= {at for spot, at in near if matching.likeness(spot, printed) == "same"}
        spelled = any(one.text in sentence for one in readings for sentence in sentences[where])
        if where in there or spelled or not any(_is_number(one.text) for one in readings):
            continue
        elsewhere = tuple(sorted(int(one[1:]) for one in there))
        claim = readings[0].claim
        place = claim.figure_place or claim.place
        found.append(Misplaced(name, where, readings[0].text, elsewhere, place))
    return tuple(found)


def _is_number(text: str) -> bool:
    """Whether a print holds a number that a text would print."""
    return any(spot.kind in _NUMBERS for spot in scan(text))
