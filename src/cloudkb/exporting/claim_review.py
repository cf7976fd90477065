"""Verdicts as ClaimReview (https://schema.org/ClaimReview), which search engines read.

A page carries them in a script element of type application/ld+json. What schema.org asks of
no one, Google asks of all: the claim, a rating with its name, the address of the page
(https://developers.google.com/search/docs/appearance/structured-data/factcheck).
"""

from collections.abc import Iterable, Iterator, Mapping

from cloudkb.language import spoken
from cloudkb.model import Claim, Document, JsonObject, Vocabulary
from cloudkb.render import json
from cloudkb.render.html import anchor
from cloudkb.verdict import Name, Verdict, in_words

PAGE = "report.html"
"""Where the reviews stand, as `cloudkb report -o report.html` makes it."""
REVIEWER = "cloudkb"
WORST, BEST = 1, 5
RATINGS: dict[Name, int] = {
    "contradicted": 1,
    "disputed": 2,
    "tension": 3,
    "conditional": 3,
    "derived": 4,
    "confirmed": 4,
    "corroborated": 5,
    "met": 5,
    "missed": 1,
    "reached": 5,
    "beaten": 5,
    "fell-short": 1,
}
"""The number of a verdict; those that say nothing of true or false have none."""
UNREVIEWED: frozenset[Name] = frozenset(("no-figure",))
"""What is no review: nothing was held against the claim."""
_AS_TEXT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script element, or a line of JavaScript."""


class Reviewer:
    """Makes reviews of the claims of a base."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        documents: Mapping[str, Document],
        page: str = PAGE,
        name: str = REVIEWER,
    ) -> None:
        """`page` is the address of the page with the reviews, `name` who answers for them."""
        self._vocabulary = vocabulary
        self._documents = documents
        self._page = page
        self._name = name

    def reviews(
        self, verdicts: Iterable[Verdict], claims: Mapping[str, Claim]
    ) -> Iterator[JsonObject]:
        """A review for each verdict but those on sentences without figure, in their order."""
        for verdict in verdicts:
            if verdict.verdict not in UNREVIEWED:
                yield self._review(verdict, claims[verdict.claim])

    def _review(self, verdict: Verdict, claim: Claim) -> JsonObject:
        said = verdict.printed or verdict.figure or verdict.says
        return {
            "@type": "ClaimReview",
            "url": f"{self._page}#{anchor('c', claim.id)}",
            "claimReviewed": f"{verdict.about}: {said}",
            "inLanguage": spoken(),
            "author": {"@type": "Organization", "name": self._name},
            "itemReviewed": self._claim(claim, verdict),
            "reviewRating": _rating(verdict),
        }

    def _claim(self, claim: Claim, verdict: Verdict) -> JsonObject:
        document = self._documents[claim.document]
        return _filled(
            {
                "@type": "Claim",
                "identifier": claim.id,
                "text": verdict.figure or verdict.says,
                "author": self._speaker(claim, verdict),
                "datePublished": _day(claim.date.start, claim.date.end),
                "appearance": self._appearance(document),
            }
        )

    def _speaker(self, claim: Claim, verdict: Verdict) -> JsonObject:
        entity = self._vocabulary.entities.get(claim.source)
        kind = "Person" if entity is not None and entity.kind == "person" else "Organization"
        return {"@type": kind, "name": verdict.speaker or claim.source}

    def _appearance(self, document: Document) -> JsonObject:
        return _filled(
            {
                "@type": "CreativeWork",
                "name": document.title,
                "url": document.url,
                "inLanguage": document.language,
                "datePublished": _day(document.published.start, document.published.end),
                "author": _named("Person", document.author),
                "publisher": _named("Organization", document.publisher),
            }
        )


def render(reviews: Iterable[JsonObject]) -> str:
    """JSON-LD that stands in a script element of a page, whatever the facts say."""
    whole = {"@context": "https://schema.org", "@graph": list(reviews)}
    return json.render(whole).translate(_AS_TEXT)


def _rating(verdict: Verdict) -> JsonObject:
    accepted = " (accepted)" if verdict.accepted else ""
    number = RATINGS.get(verdict.verdict)
    scale = {} if number is None else {
        "ratingValue": number, "worstRating": WORST, "bestRating": BEST
    }  # fmt: skip
    return _filled(
        {
            "@type": "Rating",
            "alternateName": f"{in_words(verdict.verdict)}{accepted}",
            **scale,
            "ratingExplanation": " ".join(verdict.because),
        }
    )


def _filled(values: JsonObject) -> JsonObject:
    return {key: value for key, value in values.items() if value not in ("", None)}


def _named(kind: str, name: str) -> JsonObject | None:
    return {"@type": kind, "name": name} if name else None


def _day(start: str | None, end: str | None) -> str | None:
    """A day, a month or a year of ISO 8601, as exact as it is known; None for other spans."""
    if start is None or end is None or start == end:
        return start if start == end else None
    if start[:4] == end[:4] and (start[5:], end[5:]) == ("01-01", "12-31"):
        return start[:4]
    if start[:7] == end[:7] and start[8:] == "01" and end[8:] >= "28":
        return start[:7]
    return None
