"""Lists that are read side by side: A, B and C had 39 %, 19 % and 15 %, each its own."""

import re
from collections.abc import Sequence

from cloudkb.proofreading.mentions import NamePlace, is_between_members
from cloudkb.proofreading.passages import Stretch

_RESPECTIVELY = re.compile(r",? respectively\b")
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
    start = _in_turn(text, [one[:2] for one in names], numbers, place)
    return next((one for one in names if one.start == start), None)


def of_number(
    text: str, spans: Sequence[Stretch], numbers: Sequence[Stretch], place: Stretch
) -> Stretch | None:
    """The same of metrics and of times: 2022年和2023年分别为56.4亿元和70.5亿元."""
    start = _in_turn(text, [one[:2] for one in spans], numbers, place)
    return next((one for one in spans if one.start == start), None)


def _in_turn(
    text: str, spans: Sequence[tuple[int, int]], numbers: Sequence[Stretch], place: Stretch
) -> int | None:
    """Where that begins of a list, before the numbers or behind, whose turn is a number's."""
    own = next((run for run in _runs(text, numbers) if place in run), [place])
    every = _runs(text, spans)
    before = [run for run in every if run[-1][1] <= own[0][0]][-1:]
    behind = [run for run in every if run[0][0] >= own[-1][1]][:1]
    if not before and behind and _RESPECTIVELY.match(text, behind[0][-1][1]):
        before = behind
    if len(own) < 2 or not before or len(before[0]) != len(own):
        return None
    return before[0][own.index(place)][0]


def _runs(text: str, spans: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans of a text, those together between which nothing stands but what joins a list."""
    runs: list[list[tuple[int, int]]] = []
    for one in spans:
        if runs and is_between_members(text[runs[-1][-1][1] : one[0]]):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
