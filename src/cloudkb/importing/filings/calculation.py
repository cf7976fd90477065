"""Calculation linkbases: which concepts are the weighted sums of which (XBRL 2.1, 5.2.5)."""

import re
from fractions import Fraction

from cloudkb.importing.filings.filed import Summation
from cloudkb.importing.filings.xml_tree import Element, Tree, parse
from cloudkb.importing.record import ImportRefused, Origin
from cloudkb.language import worded

SUMMATION = (
    "http://www.xbrl.org/2003/arcrole/summation-item",
    "https://xbrl.org/2023/arcrole/summation-item",
)
_WEIGHT = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?")


def read(file: str, data: bytes) -> tuple[Summation, ...]:
    """The sums a linkbase declares, in its order; raises `ImportRefused` where it is none."""
    found: list[Summation] = []
    for link in linkbase(file, data).root.within("calculationLink"):
        found += _sums(file, link)
    return tuple(found)


def linkbase(file: str, data: bytes) -> Tree:
    """The tree of a linkbase; raises `ImportRefused` where it is none."""
    tree = parse(file, data)
    if tree.root.name != "linkbase":
        raise ImportRefused(
            f"{file}:1:1: " + worded("this is no linkbase, but <{name}>", name=tree.root.name[:60]),
            worded("name the calculation linkbase that was filed with it (NAME_cal.xml)")
            if not file.endswith("_lab.xml")
            else worded("take it away: without it metrics are called by their concepts"),
        )
    return tree


def _sums(file: str, link: Element) -> list[Summation]:
    concepts = {
        one.get("label"): concept(one.get("href")) for one in link.children if one.name == "loc"
    }
    parts: dict[str, dict[str, Fraction]] = {}
    first: dict[str, Element] = {}
    barred: set[tuple[str, str]] = set()
    for arc in link.children:
        if arc.name != "calculationArc" or arc.get("arcrole") not in SUMMATION:
            continue
        whole, part = (concepts.get(arc.get(end), "") for end in ("from", "to"))
        if not whole or not part or not _WEIGHT.fullmatch(arc.get("weight")):
            where = f"{file}:{arc.line}:{arc.column}"
            raise ImportRefused(
                f"{where}: " + worded("an arc without concepts or weight"),
                worded("look at the linkbase"),
            )
        if arc.get("use") == "prohibited":
            barred.add((whole, part))
            continue
        first.setdefault(whole, arc)
        parts.setdefault(whole, {})[part] = Fraction(arc.get("weight"))
    made = []
    for whole, members in parts.items():
        kept = tuple((one, by) for one, by in members.items() if (whole, one) not in barred and by)
        if kept:
            at = Origin(file, first[whole].line, first[whole].column)
            made.append(Summation(link.get("role"), whole, kept, at))
    return made


def concept(href: str) -> str:
    """`us-gaap:Assets` of `...us-gaap-2022.xsd#us-gaap_Assets`."""
    prefix, _, name = href.rpartition("#")[2].partition("_")
    return f"{prefix}:{name}" if name else ""
