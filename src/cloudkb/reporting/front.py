"""The front: what the base is, how its claims stand, what cannot all be true, what would help."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Accepted, Finding, Report
from cloudkb.render.html import Html, anchor, filled, said, tag
from cloudkb.reporting.material import Material
from cloudkb.reporting.scale import fixed
from cloudkb.reporting.verdict_marks import bar, legend
from cloudkb.rules import CONFLICTS
from cloudkb.views.report import named
from cloudkb.words import between, plural

_WAN = 10_000
_MANY = 10
"""Times from which on a tenth says nothing."""


class Contradiction(NamedTuple):
    """A contradiction, and the exception that accepts it, if any."""

    finding: Finding
    accepted: Accepted | None

    @property
    def id(self) -> str:
        """Its place on the page."""
        return anchor("x", self.finding.fingerprint)

    @property
    def headline(self) -> str:
        """What it is, in a sentence."""
        return self.finding.message[:1].upper() + self.finding.message[1:]


def contradictions(report: Report, claims: Sequence[str] | None = None) -> list[Contradiction]:
    """The contradictions, worst first: those nobody accepted, then by how far roundings strain.

    With `claims` only those in which one of them takes part.
    """
    every = [Contradiction(one, None) for one in report.findings if one.rule in CONFLICTS]
    every += [Contradiction(one.finding, one) for one in report.accepted_findings]
    numbered = named(one.finding for one in every)
    found = [one._replace(finding=mark) for one, mark in zip(every, numbered, strict=True)]
    if claims is not None:
        wanted = set(claims)
        found = [one for one in found if wanted.intersection(one.finding.claims)]

    def worst(one: Contradiction) -> tuple[bool, bool, Fraction, str]:
        strain = one.finding.strain
        return one.accepted is not None, strain is not None, -(strain or Fraction(0)), one.id

    return sorted(found, key=worst)


def section(material: Material, found: Sequence[Contradiction]) -> Html:
    """The front of a page."""
    verdicts = material.verdicts.verdicts
    counts = material.verdicts.counts
    documents = {material.rows[one.claim]["document"] for one in verdicts}
    return tag(
        "header",
        tag("p", worded("Claims held against each other"), class_="kicker"),
        said(material.title or worded(TITLE), "h1"),
        tag("p", _standfirst(material, len(documents), found), class_="standfirst"),
        tag("figure", bar(counts), tag("figcaption", worded(_READ))),
        legend(counts),
        _worst(found),
        _advice(material),
    )


TITLE = marked("What the claims say, and how they stand")
_READ = marked(
    "How the claims stand. Each is judged by all others in the base, without itself, with exact "
    "arithmetic on what its rounding leaves open."
)


def _standfirst(material: Material, documents: int, found: Sequence[Contradiction]) -> str:
    told = [_how_many(material, documents)]
    if left := material.report.left_out:
        lost = worded(
            "{claims} could not be read and stands nowhere."
            if left == 1
            else "{claims} could not be read and stand nowhere.",
            claims=plural(left, "claim"),
        )
        told.append(lost)
    accepted = sum(1 for one in found if one.accepted)
    return between().join([*told, _contradicted(len(found) - accepted, accepted)])


def _how_many(material: Material, documents: int) -> str:
    claims = plural(len(material.verdicts.verdicts), "claim")
    where = plural(documents, "document")
    if material.whole:
        return worded("{claims} from {documents}.", claims=claims, documents=where)
    return worded(
        "{claims} from {documents}, of a base of {all:,}.",
        claims=claims,
        documents=where,
        all=len(material.rows),
    )


def _contradicted(undecided: int, accepted: int) -> str:
    left, done = plural(undecided, "contradiction"), plural(accepted, "contradiction")
    if undecided and accepted:
        return worded(
            "{open} open and {accepted} looked into and accepted with a reason.",
            open=left,
            accepted=done,
        )
    if undecided:
        return worded("{open} open.", open=left)
    if accepted:
        return worded("{accepted} looked into and accepted with a reason.", accepted=done)
    return worded("No contradiction was found.")


def _worst(found: Sequence[Contradiction]) -> Html | None:
    if not found:
        return None
    rows = [
        tag(
            "li",
            tag("a", said(one.headline), href=f"#{one.id}"),
            tag("small", f" {state(one)}"),
        )
        for one in found
    ]
    return tag(
        "section",
        tag("h2", worded("What cannot all be true, worst first")),
        tag("ol", *rows),
        class_="worst",
    )


def state(one: Contradiction) -> str:
    """How a contradiction stands, and how far roundings would have to strain to end it."""
    strain = one.finding.strain
    told = worded("accepted") if one.accepted else worded("open", "未决")
    if not strain:
        return told
    far = worded("roundings would have to be {times} times as wide", times=_times(strain))
    return f"{told} · {far}"


def _times(strain: Fraction) -> str:
    if in_chinese() and strain >= _WAN:
        return f"{fixed(strain / _WAN, 1)}万"
    return f"{round(strain):,}" if strain >= _MANY else fixed(strain, 1)


def _advice(material: Material) -> Html | None:
    report = material.report
    if not report.advice or not material.whole:
        return None
    what = said(material.advice or report.advice, "strong")
    told = filled(worded("Find a print of {figure}."), figure=what)
    if report.advised:
        told = filled(
            worded("Find a print of {figure}: a second witness for {claims}."),
            figure=what,
            claims=plural(report.advised, "claim"),
        )
    heading = tag("h2", worded("The one figure that would settle most"))
    return tag("section", heading, tag("p", told))
