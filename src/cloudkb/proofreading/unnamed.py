"""Metrics that a sentence does not name: a share told by its market, a rank by what is ranked.

Who writes that a company holds 27 % of a market, or is third in it, names no metric. Which one it
is follows from what the base holds of the company there; where two could be meant, none is.
"""

import re
from collections.abc import Iterator

from cloudkb.model import Amount, Change, Vocabulary
from cloudkb.proofreading.about import About
from cloudkb.proofreading.stored_prints import StoredPrint, StoredPrints
from cloudkb.texts import Spot

_SHARE = re.compile(
    r"占|份额|市占|比重|\bshares?\b|\bh(?:o|e)lds?\b|\bholding\b|\baccount(?:s|ed|ing)? for\b"
    r"|\bcommand(?:s|ed|ing)?\b|\bcaptur(?:es?|ed|ing)\b|\bcontrol(?:s|led|ling)?\b"
    r"|\b(?:has|had|have|took|takes?|taking|won|with|at|reach(?:ed|es))\b"
    r"|(?:%|per ?cent)\s+(?:of|share)\b",
    re.I,
)


def with_implied_metric(
    spot: Spot, about: About, near: str, prints: StoredPrints, words: Vocabulary
) -> About:
    """What a number is about, with the metric that goes without saying."""
    if spot.unit == "money" and about.entity and _is_loss(spot) and not _names_money(about, words):
        return _lost_by(about, near, prints, words)
    if spot.kind == "rank":
        about = _of_the_subject(about)
        return _ranked(about, prints) if about.entity else about
    if spot.unit not in ("ratio", "points") or _names_ratio(about, words):
        return about
    if _SHARE.search(near) is not None or f"({spot.text}" in near:
        about = _of_the_subject(about)
        about = about._replace(within=about.within or about.market)
    if about.entity and about.within and about.entity not in about.within:
        return _shared(spot, about, near, prints, words)
    if about.entity and spot.kind == "figure" and _SHARE_WORD.search(near):
        return _only_share(about, prints, words)
    return about


_SHARE_WORD = re.compile(r"\bshare\b|份额|市占|占有率", re.I)


def _only_share(about: About, prints: StoredPrints, words: Vocabulary) -> About:
    """The one share of a market that is known of somebody: a 24% share of the market."""
    known = {
        (metric, one.claim.within)
        for metric in prints.metrics(about.entity)
        if words.metrics[metric].share_of
        for when in prints.periods(about.entity, metric)
        for one in prints.about(about.entity, metric, when)
    }
    if len(known) != 1:
        return about
    metric, within = known.pop()
    return _with_metric(about, metric)._replace(within=(within,) if within else ())


def of_the_one_before(about: About, before: StoredPrint) -> About:
    """What a change is of that follows a number whose claim is known: 6480万部,增长5.9%."""
    claim = before.claim
    if claim.entity != about.entity or not claim.metric:
        return about
    return _with_metric(about, claim.metric)


_LOSS = re.compile(
    r"\bloss(?:es)?(?: for the (?:year|quarter|period|half))?(?: attributable to \w+)?"
    r" (?:was|were|is|of|at|came (?:to|in at)|reached|totall?ed|stood at|widened to|narrowed to"
    r"|amounted to|hit)"
    r"(?: (?:about|around|nearly|some|over))? ?$|\blost ?$",
    re.I,
)
_OF_A_LOSS = re.compile(
    r"(?:亏损|\bloss(?:es)?\b)(?:(?!净?利润|盈利|营收|收入|\bprofit|\bincome|\brevenue|\bsales)[^。;；])*$",
    re.I,
)
"""Before a change: it is a loss that changed."""


def lost(spot: Spot, about: About, before: str, words: Vocabulary) -> Spot:
    """An amount below zero, where the words before it say so: its net loss was 3 million.

    A loss that grows by an amount is a profit that falls by it.
    """
    figure = spot.figure
    if spot.kind == "change" and spot.unit == "money" and _OF_A_LOSS.search(before):
        if re.search("亏|loss", spot.text) or any(_is_of_loss(one, words) for one in about.beside):
            return spot
        turned = spot.interval.mirrored()
        change = figure._replace(interval=turned) if isinstance(figure, Change) else None
        return spot._replace(figure=change, interval=turned)
    if spot.unit != "money" or not isinstance(figure, Amount) or _is_loss(spot):
        return spot
    if _LOSS.search(before) is None or any(_is_of_loss(one, words) for one in about.beside):
        return spot
    turned = figure.interval.mirrored()
    value = None if figure.value is None else -figure.value
    return spot._replace(
        figure=figure._replace(interval=turned, value=value), interval=spot.interval.mirrored()
    )


def _is_of_loss(metric: str, words: Vocabulary) -> bool:
    record = words.metrics[metric]
    return bool(re.search("loss|亏损", f"{record.name} {record.name_zh}", re.I))


def _is_loss(spot: Spot) -> bool:
    return spot.kind == "figure" and spot.interval.high is not None and spot.interval.high < 0


def _names_money(about: About, words: Vocabulary) -> bool:
    """Whether the sentence itself names a metric that an amount below zero is a figure of."""
    if "metric" in about.carried:
        return False
    return any(words.metrics[one].negative for one in about.metrics)


def _lost_by(about: About, near: str, prints: StoredPrints, words: Vocabulary) -> About:
    """Whose opposite a loss is: of what the base holds of them, the one that may be negative."""
    known = [
        one
        for one in prints.metrics(about.entity)
        if words.metrics[one].unit == "money" and words.metrics[one].negative
    ]
    net = [
        one for one in known
        if re.search(r"\bnet\b|净", f"{words.metrics[one].name} {words.metrics[one].name_zh}", re.I)
    ]  # fmt: skip
    chosen = net if re.search(r"\bnet\b|净", near, re.I) else known
    return _with_metric(about, chosen[0]) if len(chosen) == 1 else about


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
    is_told = _SHARE.search(near) is not None or f"({spot.text}" in near
    if not is_told and "entity" not in about.firm:
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
