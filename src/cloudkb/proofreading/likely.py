"""The metric that a clause speaks of in other words than its names: told by what both share."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from cloudkb.model import Metric
from cloudkb.words import simplified

_LEAST = 0.5
"""The part of a name's words that has to stand in the clause."""
_COUNTS = re.compile("(?:次数|数量|总数|人数|规模|金额|比例|比率|占比|[数额率])$")
"""What the end of a name says of its figures and no text repeats."""
_SMALL = re.compile(
    "an?|the|of|in|on|at|to|for|with|by|and|or|its|per|number|total|share|rate|size|value"
)


def likely(clause: str, metrics: Iterable[Metric], fits: Callable[[str], bool]) -> str:
    """The id of the one metric most of whose name stands in a clause; empty where none does."""
    there = _pieces(clause)
    best: dict[str, float] = {}
    for metric in metrics:
        if not fits(metric.id):
            continue
        for name in (metric.name, metric.name_zh, *metric.aliases):
            wanted = _pieces(_COUNTS.sub("", name))
            if wanted:
                part = len(wanted & there) / len(wanted)
                best[metric.id] = max(best.get(metric.id, 0), part)
    top = max(best.values(), default=0)
    found = [name for name, part in best.items() if part == top]
    return found[0] if top >= _LEAST and len(found) == 1 else ""


@lru_cache(maxsize=4096)
def _pieces(text: str) -> frozenset[str]:
    """The words of a text without their endings; of Chinese each two signs that stand together."""
    low = simplified(text).lower()
    found = {
        re.sub("(?:ies|es|s|ed|ing)$", "", word) or word
        for word in re.findall("[a-z][a-z0-9]+", low)
        if not _SMALL.fullmatch(word)
    }
    for run in re.findall("[\u3400-\u9fff]+", low):
        found |= {run[at : at + 2] for at in range(len(run) - 1)}
    return frozenset(found)
