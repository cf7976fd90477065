"""The documents: each with its claims by paragraph, in the order of its text."""

from collections.abc import Iterable, Sequence

from cloudkb import periods
from cloudkb.language import worded
from cloudkb.render.html import Html, anchor, filled, joined, link, said, tag, text
from cloudkb.reporting.claim_entry import entry
from cloudkb.reporting.material import Material
from cloudkb.reporting.verdict_marks import bar, short
from cloudkb.verdict import NAMES, Name, Verdict
from cloudkb.words import plural


def section(material: Material) -> Html:
    """All documents with a claim on the page, those with most claims first."""
    found: dict[str, list[Verdict]] = {}
    for one in material.verdicts.verdicts:
        found.setdefault(material.rows[one.claim]["document"], []).append(one)
    ordered = sorted(found, key=lambda name: (-len(found[name]), name))
    only = len(ordered) == 1
    pages = [_page(material, name, found[name], only) for name in ordered]
    many = plural(len(ordered), "document")
    heading = (
        worded("The document, paragraph by paragraph")
        if only
        else worded("{documents}, most claims first", documents=many)
    )
    return tag("section", tag("h2", heading, id="documents"), *pages)


def _page(material: Material, name: str, claims: Sequence[Verdict], is_open: bool) -> Html:
    document = material.documents[name]
    counts = counted(claims)
    date, grade = periods.called(document["published"] or ""), document["grade"]
    where = " · ".join(filter(None, [document["publisher"], date, grade and worded(grade)]))
    head = tag(
        "summary",
        said(document["title"], "h3"),
        tag("span", said(where), " · ", plural(len(claims), "claim"), class_="where"),
        tag("span", short(counts), class_="counts"),
    )
    origin = document["origin"]
    about = [
        joined([tag("code", name)]),
        link(document["url"], document["url"]) if document["url"] else None,
        filled(worded("copied from {document}"), document=_place(material, origin))
        if origin
        else None,
    ]
    body = [
        tag("p", joined(about, " · "), class_="where"),
        bar(counts) if len(claims) > 1 else None,
        *_paragraphs(material, claims),
    ]
    inside = tag("div", *body, id=anchor("d", name), class_="inside")
    return tag("details", head, inside, class_="document", open=is_open)


def _place(material: Material, name: str) -> Html:
    """A document by its id, as a link where it is on the page."""
    shown = {material.rows[one]["document"] for one in material.judged}
    return tag("a", name, href=f"#{anchor('d', name)}") if name in shown else text(name)


def _paragraphs(material: Material, claims: Sequence[Verdict]) -> Iterable[Html]:
    groups: dict[str, list[Verdict]] = {}
    for one in claims:
        groups.setdefault(one.where, []).append(one)
    for where in sorted(groups, key=_number):
        if where or len(groups) > 1:
            yield tag("h4", _heading(where))
        yield from (entry(material, one) for one in groups[where])


def _heading(where: str) -> str:
    if not where:
        return worded("No paragraph given")
    return worded("Paragraph {number}", number=where.removeprefix("p"))


def _number(where: str) -> tuple[bool, int, str]:
    """p9 before p10; no paragraph comes last."""
    digits = where.removeprefix("p")
    return not where, int(digits) if digits.isdecimal() else 0, where


def counted(claims: Iterable[Verdict]) -> list[tuple[Name, int]]:
    """How many claims have each verdict, in the order in which they are shown."""
    found: dict[Name, int] = dict.fromkeys(NAMES, 0)
    for one in claims:
        found[one.verdict] += 1
    return list(found.items())
