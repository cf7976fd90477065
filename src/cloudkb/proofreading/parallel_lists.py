"""Lists that are read side by side: A, B and C had 39 %, 19 % and 15 %, each its own."""

from collections.abc import Sequence

from cloudkb.proofreading.mentions import NamePlace, is_between_members
from cloudkb.proofreading.passages import Stretch

_ITS_OWN = ("(", "（")
"""Between a name and the number that is its own: Orchid (17.3%)."""


def name_of_number(
    text: str, names: Sequence[NamePlace], numbers: Sequence[Stretch], place: Stretch
) -> NamePlace | None:
    """The name whose number stands at a place, by the order of both lists.

    Names and numbers are those of a sentence, in order. A name right before it, or before its
    bracket, is its own. None where the number is in no list, or the list of names before it is not
    as long.
    """
    for one in names:
        if one.end <= place.start and text[one.end : place.start].strip() in _ITS_OWN:
            return one
    own = next((run for run in _runs(text, numbers) if place in run), [place])
    before = [run for run in _runs(text, [one[:2] for one in names]) if run[-1][1] <= own[0][0]]
    if len(own) < 2 or not before or len(before[-1]) != len(own):
        return None
    start = before[-1][own.index(place)][0]
    return next(one for one in names if one.start == start)


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans of a text, those together between which nothing stands but what joins a list."""
    runs: list[list[tuple[int, int]]] = []
    for one in spans:
        if runs and is_between_members(text[runs[-1][-1][1] : one[0]]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
