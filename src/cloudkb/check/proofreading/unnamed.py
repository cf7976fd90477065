"""Metrics that a sentence does not name: a share told by its market, a rank by what is ranked.

Who writes that a company holds 27 % of a market, or is third in it, names no metric. Which one it
is follows from what the base holds of the company there; where two could be meant, none is.
"""

import re
from collections.abc import Iterator

from cloudkb.check.proofreading.about import About
from cloudkb.check.proofreading.stored_prints import StoredPrint, StoredPrints
from cloudkb.model import Vocabulary
from cloudkb.texts import Spot

_SHARE = re.compile(
    r"占|份额|市占|比重|\bshares?\b|\bh(?:o|e)lds?\b|\bholding\b|\baccount(?:s|ed|ing)? for\b"
    r"|\bcommand(?:s|ed|ing)?\b|\bcaptur(?:es?|ed|ing)\b|\bcontrol(?:s|led|ling)?\b"
    r"|\b(?:has|had|have|took|takes?|taking|won|with|at|reach(?:ed|es))\b"
    r"|(?:%|per ?cent)\s+(?:of|share)\b",
    re.I,
)


def told(spot: Spot, about: About, near: str, prints: StoredPrints, words: Vocabulary) -> About:
    """What a number is about, with the metric that goes without saying."""
    if spot.kind == "rank":
        about = _of_the_subject(about)
        return _ranked(about, prints) if about.entity else about
    if spot.unit not in ("ratio", "points") or _names_ratio(about, words):
        return about
    if _SHARE.search(near) is not None:
        about = _of_the_subject(about)
        about = about._replace(within=about.within or about.market)
    if about.entity and about.within and about.entity not in about.within:
        return _shared(spot, about, near, prints, words)
    return about


def _of_the_subject(about: About) -> About:
    """What a sentence that names a market alone says of it, it says of the subject before."""
    if about.entity not in about.within or len(about.subject) != 1:
        return about
    return about._replace(
        entity=about.subject[0],
        entities=(about.subject[0], *about.entities),
        carried=about.carried | {"entity"},
        firm=about.firm - {"entity"},
    )


def _names_ratio(about: About, words: Vocabulary) -> bool:
    """Whether the sentence itself names a metric that a percentage is a figure of."""
    if "metric" in about.carried:
        return False
    return any(words.metrics[one].unit == "ratio" for one in about.metrics)


def _shared(spot: Spot, about: About, near: str, prints: StoredPrints, words: Vocabulary) -> About:
    """A share of the market that is named."""
    if spot.kind == "change" and spot.unit == "ratio":
        return about
    if _SHARE.search(near) is None and "entity" not in about.firm:
        return about
    known = [one for one in words.metrics.values() if one.share_of]
    measured = [
        one.id
        for one in known
        if any(
            printed.claim.within in about.within
            for when in prints.periods(about.entity, one.id)
            for printed in prints.about(about.entity, one.id, when)
        )
    ]
    of_named = [one.id for one in known if one.share_of in about.beside]
    for found in (measured, of_named, [one.id for one in known]):
        if len(found) == 1:
            return _with_metric(about, found[0])
    return about


def _ranked(about: About, prints: StoredPrints) -> About:
    """By what somebody is ranked, where only one ranking is known."""
    named = [one for one in _ranks(about, prints) if one.claim.metric in about.metrics]
    found = named or list(_ranks(about, prints))
    there = [one for one in found if one.claim.within in about.within] or found
    metrics = {one.claim.metric for one in there}
    return _with_metric(about, there[0].claim.metric or "") if len(metrics) == 1 else about


def _ranks(about: About, prints: StoredPrints) -> Iterator[StoredPrint]:
    for metric in prints.metrics(about.entity):
        yield from prints.ranks(about.entity, metric)


def _with_metric(about: About, metric: str) -> About:
    if about.metric == metric:
        return about
    return about._replace(
        metric=metric,
        metrics=(metric,),
        beside=(metric, *(one for one in about.beside if one != metric)),
        carried=about.carried - {"metric"},
        firm=about.firm | ({"metric"} if "entity" in about.firm else set()),
    )
