"""Label linkbases: what concepts and members are called, by standard labels (XBRL 2.1, 5.2.2)."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from cloudkb.importing.filings.calculation import concept, linkbase
from cloudkb.importing.filings.xml_tree import Element

ARC = "http://www.xbrl.org/2003/arcrole/concept-label"
STANDARD = "http://www.xbrl.org/2003/role/label"
"""What a label without a role has, too; others are terse, totals, documentation."""
_KIND = re.compile(r"\s*\[(?:Member|Domain|Axis|Table|Abstract|Line Items)\]$", re.IGNORECASE)
_LONGEST = 200


class Labels(NamedTuple):
    """Names by concept, those that stand for one alone."""

    names: Mapping[str, str] = {}
    """In English; in the language there is, where there are none in English or Chinese."""
    names_zh: Mapping[str, str] = {}


NO_LABELS = Labels()


def read(file: str, data: bytes) -> Labels:
    """The labels a linkbase gives; raises `ImportRefused` where it is none."""
    found: dict[str, dict[str, str]] = {}
    for link in linkbase(file, data).root.within("labelLink"):
        for name, label in _said(link):
            language = label.get("lang").lower().partition("-")[0] or "en"
            text = _KIND.sub("", " ".join(label.text.split()))
            if text and len(text) <= _LONGEST:
                # a filer's own label stands before that of the taxonomy it extends
                found.setdefault(language, {}).setdefault(name, text)
    others = [each for language, each in found.items() if language != "zh"]
    names = found.get("en") or (others[0] if others else {})
    return Labels(_apart(names), _apart(found.get("zh", {})))


def _said(link: Element) -> list[tuple[str, Element]]:
    """The concepts of a link with their standard labels."""
    concepts: dict[str, str] = {}
    labels: dict[str, list[Element]] = {}
    arcs: dict[tuple[str, str], bool] = {}
    for one in link.children:
        if one.name == "loc":
            concepts[one.get("label")] = concept(one.get("href"))
        elif one.name == "label" and one.get("role") in ("", STANDARD):
            labels.setdefault(one.get("label"), []).append(one)
        elif one.name == "labelArc" and one.get("arcrole") == ARC:
            ends = one.get("from"), one.get("to")
            arcs[ends] = arcs.get(ends, True) and one.get("use") != "prohibited"
    return [
        (concepts[start], label)
        for (start, end), holds in arcs.items()
        if holds and concepts.get(start)
        for label in labels.get(end, ())
    ]


def _apart(names: Mapping[str, str]) -> dict[str, str]:
    """Without those that several concepts share: `Other` says of none of them what it is."""
    times = Counter(one.casefold() for one in names.values())
    return {concept: name for concept, name in names.items() if times[name.casefold()] == 1}
