"""The text of a document itself, every number marked with how it stands: coverage, as of code."""

from collections.abc import Iterator, Sequence

from cloudkb.language import marked, worded
from cloudkb.model import Audit, Audited, AuditStatus
from cloudkb.render.html import Html, anchor, filled, in_a_row, said, tag
from cloudkb.reporting import prose
from cloudkb.reporting.html_tables import scrolled, table
from cloudkb.reporting.material import Material
from cloudkb.views.audit import OPEN, claimable, notes, percent, totals
from cloudkb.views.pages.audit_page import SIGNS, place
from cloudkb.words import plural

_MEANS: dict[AuditStatus, str] = {
    "covered": marked("a claim prints it"),
    "implied": marked("it follows from claims"),
    "ignored": marked("set aside with a reason"),
    "missing": marked("nothing of the kind is held"),
    "differs": marked("a claim prints another number"),
    "refuted": marked("the claims rule it out"),
}


def section(material: Material) -> Html | None:
    """The text with its numbers marked; None where it is not at hand."""
    found = material.audit
    if found is None:
        return None
    numbers = claimable(found.numbers)
    heading = tag("h2", worded("The text, number by number"), id="text")
    count = worded(
        "{numbers}, {percent}% covered, implied or ignored.",
        numbers=plural(len(numbers), "number"),
        percent=percent(found),
    )
    return tag(
        "section",
        heading,
        tag("p", count),
        _legend(found),
        *(tag("p", said(note), class_="where") for note in notes(found)),
        tag("div", *_paragraphs(material, numbers), class_="text"),
        _why(material, found, numbers),
    )


def _legend(found: Audit) -> Html:
    keys = [
        tag(
            "li",
            filled(
                worded("{status} {count}: {meaning}"),
                status=tag("span", worded(name), class_=f"n-{name}"),
                count=str(count),
                meaning=worded(_MEANS[name]),
            ),
        )
        for name, count in totals(found)
        if count
    ]
    return tag("ul", *keys, class_="keys")


def _paragraphs(material: Material, numbers: Sequence[Audited]) -> Iterator[Html]:
    start, index = 0, 0
    for line in material.text.splitlines(keepends=True):
        end = start + len(line.rstrip())
        pieces: list[Html] = []
        position, number = start, 0
        while index < len(numbers) and numbers[index].start < end:
            one = numbers[index]
            if one.start >= position:
                pieces.append(_plain(material.text[position : one.start]))
                # a number may go on in the next line, whose part is left unmarked
                position = min(one.end, end)
                pieces.append(_number(material, one, material.text[one.start : position]))
                number = number or max(one.paragraph, 0)
            index += 1
        pieces.append(_plain(material.text[position:end]))
        start += len(line)
        if line.strip():
            mark = tag("small", str(number), class_="mark", aria_hidden="true") if number else None
            yield tag("p", mark, *pieces)


def _plain(text: str) -> Html:
    return said(text.replace("\t", " "))


def _number(material: Material, one: Audited, shown: str) -> Html:
    """A number with its status; a link to the claim where there is one on the page."""
    sign = tag("sup", SIGNS[one.status], aria_hidden="true") if one.status in OPEN else None
    about = worded(one.status)
    if one.because:
        about = worded("{about}: {told}", about=about, told=one.because)
    name = next((name for name in one.claims if name in material.judged), "")
    href = f"#{anchor('c', name)}" if name else None
    kind = f"n-{one.status}"
    return tag("a" if href else "span", _plain(shown), sign, class_=kind, title=about, href=href)


def _why(material: Material, found: Audit, numbers: Sequence[Audited]) -> Html:
    rows = [
        tag(
            "tr",
            said(one.text, "th", scope="row"),
            tag("td", prose.paragraph(place(one.paragraph))),
            tag("td", tag("span", worded(one.status), class_=f"n-{one.status}")),
            said(one.because, "td"),
            tag("td", in_a_row(_claim(material, found, name) for name in one.claims[:2])),
        )
        for one in numbers
    ]
    heads = worded("Number"), worded("Where"), worded("Status"), worded("Why"), worded("Claims")
    label = worded("Every number, its status and why")
    inside = scrolled(table(heads, rows), label)
    return tag("details", tag("summary", label), inside, class_="more")


def _claim(material: Material, found: Audit, name: str) -> Html:
    short = name.removeprefix(f"{found.document}/") if found.document else name
    return material.claim(name, short)
