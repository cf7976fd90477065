"""The front: what the base is, how its claims stand, what cannot all be true, what would help."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from cloudkb.model import Accepted, Finding, Report
from cloudkb.render.html import Html, anchor, joined, said, tag
from cloudkb.reporting.material import Material
from cloudkb.reporting.scale import fixed
from cloudkb.reporting.verdict_marks import bar, legend
from cloudkb.views.report import CONFLICTS, named
from cloudkb.words import listed, plural

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
    marked = named(one.finding for one in every)
    found = [one._replace(finding=mark) for one, mark in zip(every, marked, strict=True)]
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
    title = material.title or "What the claims say, and how they stand"
    return tag(
        "header",
        tag("p", "Claims held against each other", class_="kicker"),
        said(title, "h1"),
        tag("p", _standfirst(material, len(documents), found), class_="standfirst"),
        tag("figure", bar(counts), tag("figcaption", "How the claims stand. " + _READ)),
        legend(counts),
        _worst(found),
        _advice(material),
    )


_READ = (
    "Each is judged by all others in the base, without itself, with exact arithmetic on what its "
    "rounding leaves open."
)


def _standfirst(material: Material, documents: int, found: Sequence[Contradiction]) -> str:
    claims = plural(len(material.verdicts.verdicts), "claim")
    where = plural(documents, "document")
    whole = f", of a base of {len(material.rows):,}" if not material.whole else ""
    told = f"{claims} from {where}{whole}. "
    if material.report.left_out:
        left, verb = (
            material.report.left_out,
            "stands" if material.report.left_out == 1 else "stand",
        )
        told += f"{plural(left, 'claim')} could not be read and {verb} nowhere. "
    open_ones = sum(1 for one in found if one.accepted is None)
    if not found:
        return told + "No contradiction was found."
    accepted = len(found) - open_ones
    parts = [f"{plural(open_ones, 'contradiction')} open"] if open_ones else []
    if accepted:
        parts.append(f"{plural(accepted, 'contradiction')} looked into and accepted with a reason")
    return f"{told}{listed(parts)}."


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
        tag("h2", "What cannot all be true, worst first"),
        tag("ol", *rows),
        class_="worst",
    )


def state(one: Contradiction) -> str:
    """How a contradiction stands, and how far roundings would have to strain to end it."""
    strain = one.finding.strain
    times = "" if not strain else f"{round(strain):,}" if strain >= _MANY else fixed(strain, 1)
    far = f"roundings would have to be {times} times as wide" if times else ""
    return " · ".join(filter(None, ["accepted" if one.accepted else "open", far]))


def _advice(material: Material) -> Html | None:
    report = material.report
    if not report.advice or not material.whole:
        return None
    gain = f"a second witness for {plural(report.advised, 'claim')}" if report.advised else ""
    told = joined(
        [
            "Find a print of ",
            said(material.advice or report.advice, "strong"),
            f": {gain}." if gain else ".",
        ]
    )
    return tag("section", tag("h2", "The one figure that would settle most"), tag("p", told))
