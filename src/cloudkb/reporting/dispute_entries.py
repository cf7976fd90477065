"""The contradictions: why not all can be right, step by step, and what each suspect should be."""

from collections.abc import Sequence

from cloudkb.language import worded
from cloudkb.model import AcceptedException, Suspect
from cloudkb.render.html import Html, filled, said, tag, text
from cloudkb.reporting import interval_strip, prose
from cloudkb.reporting.front import Contradiction, state
from cloudkb.reporting.html_tables import scrolled, table
from cloudkb.reporting.interval_strip import StripLine
from cloudkb.reporting.material import Material, drawable
from cloudkb.views.pages.figure_meaning import stands_for


def section(material: Material, found: Sequence[Contradiction]) -> Html | None:
    """All contradictions, in the order given; None where there is none."""
    if not found:
        return None
    heading = tag("h2", worded("The contradictions, step by step"), id="disputes")
    return tag("section", heading, *(_entry(material, one) for one in found))


def _entry(material: Material, one: Contradiction) -> Html:
    finding = one.finding
    exception = one.accepted.exception if one.accepted else None
    reason = None
    if exception is not None:
        reason = tag("p", _reason(material, exception, finding.claims), class_="reason")
    drawn = [_suspect(material, each) for each in finding.suspects if not each.is_identity]
    steps = [
        tag("li", prose.sentences(material, [step.text], finding.claims)) for step in finding.steps
    ]
    return tag(
        "article",
        said(one.headline, "h3"),
        tag("p", state(one), class_="where"),
        reason,
        *drawn,
        _taking_part(material, one),
        tag(
            "details",
            tag("summary", worded("The proof, in {number} steps", number=len(steps))),
            tag("ol", *steps),
        )
        if steps
        else None,
        tag("p", tag("code", finding.next_command), class_="where")
        if finding.next_command
        else None,
        id=one.id,
        class_="dispute",
    )


def _reason(material: Material, exception: AcceptedException, claims: Sequence[str]) -> Html:
    """What is doubted, and why that was accepted."""
    template = (
        worded("{accepted} {claim}. {reason}")
        if exception.doubt
        else worded("{accepted} nothing. {reason}")
    )
    return filled(
        template,
        accepted=tag("strong", worded("Accepted, doubting")),
        claim=material.claim(exception.doubt or ""),
        reason=prose.sentences(material, [exception.reason], claims),
    )


def _suspect(material: Material, suspect: Suspect) -> Html | None:
    """What a suspect prints against what the others imply for it, on one scale."""
    row = material.rows.get(suspect.name)
    printed = None if row is None else drawable(row)
    if row is None or printed is None or suspect.implied is None:
        return None
    implied = suspect.implied.interval
    drawn = interval_strip.drawing(
        [
            StripLine(
                material.claim(suspect.name, worded("printed")),
                printed,
                stands_for(row, material.names),
                "own",
            ),
            StripLine(text(worded("the others imply")), implied, suspect.implied.text, "implied"),
        ]
    )
    name = material.claim(suspect.name)
    caption = filled(worded("If {claim} is the wrong one"), claim=name)
    if suspect.slip:
        caption = filled(
            worded("If {claim} is the wrong one: {slip}"), claim=name, slip=said(suspect.slip)
        )
    return tag("figure", tag("figcaption", caption), drawn)


def _taking_part(material: Material, one: Contradiction) -> Html:
    rows = []
    for each in one.finding.related:
        name, *cells = each.cells
        shown = material.claim(each.claim, name) if each.claim else said(name)
        rows.append(tag("tr", tag("th", shown, scope="row"), *(said(cell, "td") for cell in cells)))
    heads = worded("Claim"), worded("Prints"), worded("Says who"), worded("Stands for")
    return scrolled(table(heads, rows), one.headline)
