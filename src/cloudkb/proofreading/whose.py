"""Whose a number of a draft is, of what and of when, as far as its text tells."""

import re
from collections.abc import Callable, Container

from cloudkb.model import Claim, Vocabulary
from cloudkb.proofreading.auditor import TextNumber
from cloudkb.proofreading.carried import Carried
from cloudkb.proofreading.likely import likely
from cloudkb.proofreading.plain_sentences import PlainSentences, Whose
from cloudkb.texts import Spot

_PART_OF = re.compile(
    r"\s*(?:per ?cent |people |persons )?of (?:its|their|the|our|his|all)?\s*", re.I
)
"""Between a number and what it is a part of: 9,300 of its staff."""

_SHARE = re.compile(
    r"占比|占有率|占据?|份额|贡献度|比重|\bshare\b|\baccount(?:s|ed|ing)? for\b", re.I
)

_SHARE_ALONE = re.compile(r"份额|占有率|\b(?:a|its|with|market) share\b", re.I)
"""Words for a share that name no whole: it is of the market that the text is about."""


class Owners:
    """Finds whose the numbers of a text are."""

    def __init__(
        self,
        words: Vocabulary,
        sentences: PlainSentences,
        carried: Carried,
        could_be: Callable[[Spot, str], bool],
        measured_within: Container[str],
        share: str,
        ranked: str,
    ) -> None:
        """`measured_within` are the metrics that claims give a market.

        `share` is the one that is the share of a market, `ranked` what ranks are by.
        """
        self._ranked = ranked
        self._words = words
        self._sentences = sentences
        self._carried = carried
        self._could_be = could_be
        self._measured_within = measured_within
        self._share = share

    def of(self, number: TextNumber, printed: Claim | None) -> Whose:
        """What a number is about; `printed` is the claim of another document that prints it."""
        about = number.about
        times = self._sentences.times(number)
        if printed is not None:
            metric = self._words.metrics.get(printed.metric or "")
            period = self._carried.period(number, metric, times)
            if printed.period.kind == "span" and number.spot.kind != "rank":
                # a place is printed of many periods, a number of one
                period = printed.period.text
            # a tracker's own definition goes without saying
            scope = printed.scope if printed.scope in self._words.scopes else ""
            return Whose(
                printed.entity, printed.metric or "", period, printed.within or "", scope or ""
            )
        name = self._metric(number)
        metric = self._words.metrics.get(name)
        entity = self._carried.entity(number)
        within = ""
        is_rank = number.spot.kind == "rank"
        if metric is not None and (metric.share_of or is_rank or name in self._measured_within):
            if metric.share_of:
                entity = self._sentences.sharer(number) or entity
            markets = [one for one in (about.within or about.market) if one != entity]
            proper = [one for one in markets if self._words.entities[one].kind == "market"]
            markets = proper or markets
            if not markets and (metric.share_of or is_rank) and self._carried.market != entity:
                markets = [self._carried.market]
            within = markets[0] if len(markets) == 1 else ""
        scope = about.scopes[0] if len(about.scopes) == 1 else ""
        return Whose(entity, name, self._carried.period(number, metric, times), within, scope)

    def _metric(self, number: TextNumber) -> str:
        """The metric that stands with a number, is named near it, or is meant by other words."""
        about = number.about
        joined = self._sentences.joined(number)
        if joined:
            return joined
        if about.metric and "metric" not in about.carried:
            behind = self._sentences.behind(number, about.metric)
            if behind is not None and _PART_OF.fullmatch(behind):
                return ""
            return about.metric
        found = likely(
            number.near,
            self._words.metrics.values(),
            lambda name: self._could_be(number.spot, name),
        )
        if not found and not about.metric and self._is_share(number):
            return self._share
        if number.spot.kind == "rank" and not about.metric:
            return self._ranked
        return found or about.metric

    def _is_share(self, number: TextNumber) -> bool:
        """Whether a number without a metric is said to be somebody's part of a market."""
        if number.spot.unit not in ("ratio", "points"):
            return False
        if number.about.within:
            return _SHARE.search(number.sentence) is not None
        market = number.about.market or self._carried.market
        return bool(market) and _SHARE_ALONE.search(number.near) is not None
