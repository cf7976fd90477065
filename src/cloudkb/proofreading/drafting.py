"""A text as claims to be filled in: what it prints and its document does not say yet.

Whose a number is, of what and of when is read as `audit` reads it. A value is given without a
mark only where its sentence names it and holds no other word; all else is a guess and says so,
and what nothing tells is left open.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from cloudkb.model import (
    Audited,
    Claim,
    ClaimDraft,
    Document,
    DocumentDraft,
    DraftedText,
    Facts,
    Metric,
    Rank,
)
from cloudkb.proofreading import draft_header
from cloudkb.proofreading.auditor import Proofread, TextNumber, proofread
from cloudkb.proofreading.carried import Carried
from cloudkb.proofreading.draft_figures import figure_of
from cloudkb.proofreading.plain_sentences import PlainSentences, Whose
from cloudkb.proofreading.whose import Owners
from cloudkb.texts import PrintedText

_WANTED = ("figure", "change", "rank", "order", "link")
_LEFT_OUT = ("ignored", "none")
_DOUBTED = ("differs", "refuted")


def draft(
    facts: Facts,
    printed: PrintedText,
    *,
    name: str = "",
    entered: Mapping[tuple[str, str], int] | None = None,
) -> DraftedText:
    """The claims that a text would make.

    Of a text that is a document, of the base or a new one, those are all that the document does
    not print itself, whoever else does: each is a witness. Of another, what the base does not
    hold at all is drafted for a document called `name`, and what it doubts is only told.
    `entered` counts the figures of its file by paragraph and print, those of drafts not filled in
    too: none is made twice.
    """
    document, published = printed.document, printed.published
    known = facts.documents.get(document)
    header = None
    day, title = published, ""
    if known is None:
        header = draft_header.header(printed._replace(document=document or name))
        day = published or draft_header.last_day(header)
        title = str(header.fields.get("title", ""))
    found = proofread(
        facts, printed._replace(document=document if known else "", published=day), title
    )
    if header is not None:
        header = draft_header.with_currency(header, (one.spot for one in found.numbers))
    elif not day:
        day = known.published.end or "" if known is not None else ""
    title = known.title if known is not None else title
    made = _Drafting(facts, found, known, title, day, is_document=bool(document))
    return made.drafted(document or name, header, Counter(entered or {}))


class _Drafting:
    def __init__(
        self,
        facts: Facts,
        found: Proofread,
        known: Document | None,
        title: str,
        published: str,
        *,
        is_document: bool,
    ) -> None:
        words = facts.vocabulary
        self._words = words
        self._claims = {one.id: one for one in facts.claims}
        self._found = found
        self._document = known.id if known is not None else ""
        self._is_document = is_document
        self._currency = known.currency if known is not None else ""
        self._sentences = PlainSentences(words, found.passages, found.numbers)
        self._carried = Carried(
            words, found.passages, found.numbers, self._sentences.names, title, published
        )
        self._owners = Owners(
            words,
            self._sentences,
            self._carried,
            found.could_be,
            _measured_within(facts),
            _most_used(facts, lambda claim, metric: bool(metric.share_of)),
            _most_used(facts, lambda claim, metric: _is_rank(claim)),
        )

    def drafted(
        self, name: str, header: DocumentDraft | None, entered: Counter[tuple[str, str]]
    ) -> DraftedText:
        """All of it; what was `entered` before is left out."""
        claims = []
        doubted = []
        left_out = 0
        for number, audited in zip(self._found.numbers, self._found.audit.numbers, strict=True):
            if number.spot.kind not in _WANTED or audited.status in _LEFT_OUT:
                continue
            made = None if self._is_told(audited) else self._claim(number, audited)
            print_of = made.fields.get("figure", "") if made is not None else audited.text
            key = number.where, "".join(str(print_of).split())
            is_entered = entered[key] > 0
            entered[key] -= is_entered
            if made is None:
                continue
            if audited.status in _DOUBTED:
                doubted.append(audited)
            if is_entered:
                left_out += 1
            elif self._is_document or audited.status not in _DOUBTED:
                claims.append(made)
        return DraftedText(name, header, tuple(claims), tuple(doubted), left_out)

    def _is_told(self, audited: Audited) -> bool:
        """Whether nothing need be entered."""
        if not self._is_document:
            return audited.status in ("covered", "implied")
        if audited.status != "covered":
            return False
        return any(self._claims[one].document == self._document for one in audited.claims)

    # --- one number ------------------------------------------------------------------------

    def _claim(self, number: TextNumber, audited: Audited) -> ClaimDraft:
        """A number as a claim."""
        printed = self._printed_elsewhere(audited)
        about = self._owners.of(number, printed)
        metric = self._words.metrics.get(about.metric)
        figure = figure_of(number.spot, metric, self._currency, *self._sentences.around(number))
        stated = self._sentences.stated(number, about)
        fields: dict[str, str] = {}
        guesses: set[str] = set()
        unknown: set[str] = set()

        def tell(key: str, value: str, *, is_sure: bool = False, is_needed: bool = False) -> None:
            if value:
                fields[key] = value
                guesses.update(() if is_sure else (key,))
            elif is_needed:
                unknown.add(key)

        tell("where", number.where, is_sure=True)
        tell("entity", about.entity, is_sure="entity" in stated, is_needed=True)
        tell("metric", about.metric, is_sure="metric" in stated, is_needed=True)
        if self._has_period(number, about, metric):
            tell("period", about.period, is_sure="period" in stated, is_needed=True)
        tell("in", about.within, is_needed=metric is not None and bool(metric.share_of))
        tell("scope", about.scope)
        tell("figure", figure.text, is_sure=not figure.is_guess, is_needed=True)
        for key, value, is_sure in self._sentences.attributed(number, about.entity):
            tell(key, value, is_sure=is_sure)
        if "kind" not in fields and self._carried.is_ahead(about.period):
            tell("kind", "forecast")
        return ClaimDraft(fields, frozenset(guesses), frozenset(unknown))

    def _has_period(self, number: TextNumber, about: Whose, metric: Metric | None) -> bool:
        """Whether a claim is of some time: what is fixed is only where the sentence says so."""
        is_stated = bool(about.period) and "period" not in number.about.carried
        return metric is None or metric.over_time != "fixed" or is_stated

    def _printed_elsewhere(self, audited: Audited) -> Claim | None:
        """The claim of another document that prints the number as well."""
        if audited.status != "covered" or not audited.claims:
            return None
        known = [self._claims[one] for one in audited.claims if one in self._claims]
        # a sentence that names no scope is nearest to a claim that has none
        plain = [one for one in known if one.scope not in self._words.scopes]
        return next(iter(plain or known), None)


def _measured_within(facts: Facts) -> set[str]:
    """The metrics that most claims give a market or a group that they are measured in."""
    every = Counter(one.metric or "" for one in facts.claims)
    within = Counter(one.metric or "" for one in facts.claims if one.within)
    return {name for name, count in within.items() if count * 2 > every[name]}


def _most_used(facts: Facts, counts: Callable[[Claim, Metric], bool]) -> str:
    """The metric of most claims of a kind, else the only one that could be; else empty."""
    metrics = facts.vocabulary.metrics
    used = Counter(
        one.metric
        for one in facts.claims
        if one.metric and one.metric in metrics and counts(one, metrics[one.metric])
    )
    if used:
        return max(sorted(used), key=lambda name: used[name])
    shares = [one.id for one in metrics.values() if one.share_of]
    return shares[0] if len(shares) == 1 else ""


def _is_rank(claim: Claim) -> bool:
    return any(isinstance(one.figure, Rank) for one in claim.readings)
