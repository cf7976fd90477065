"""An XBRL instance: contexts, units and the numbers reported in them (XBRL 2.1, Dimensions 1.0)."""

import re
from collections import Counter
from fractions import Fraction

from cloudkb.importing.filings.filed import Context, Filing, Reported, Summation, are_days
from cloudkb.importing.filings.labels import NO_LABELS, Labels
from cloudkb.importing.filings.xml_tree import Element, Tree, parse
from cloudkb.importing.record import ImportRefused, Origin, refused
from cloudkb.language import marked, worded
from cloudkb.model import Finding

INSTANCE = "http://www.xbrl.org/2003/instance"
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,40}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?"
)
_DECIMALS = re.compile(r"INF|-?[0-9]{1,2}")
_ABOUT = ("EntityRegistrantName", "DocumentType", "TradingSymbol")


def read(
    file: str, data: bytes, summations: tuple[Summation, ...] = (), labels: Labels = NO_LABELS
) -> Filing:
    """What an instance reports; raises `ImportRefused` where it is none."""
    tree = parse(file, data)
    if tree.root.namespace != INSTANCE or tree.root.name != "xbrl":
        is_page = tree.root.name == "html"
        raise ImportRefused(
            f"{file}:1:1: "
            + worded("this is no XBRL instance, but <{name}>", name=tree.root.name[:60]),
            worded("of inline XBRL take the extracted instance (NAME_htm.xml)")
            if is_page
            else worded("an instance begins with <xbrl>; a linkbase goes beside it"),
        )
    found = _Instance(file, tree).filing(summations)
    return found._replace(labels=labels.names, labels_zh=labels.names_zh)


class _Instance:
    def __init__(self, file: str, tree: Tree) -> None:
        self.file, self.tree = file, tree
        self.contexts: dict[str, Context | str] = {}
        """By id; a text says why one cannot be taken."""
        self.units: dict[str, str] = {}
        self.passed: Counter[str] = Counter()
        self.refused: list[Finding] = []
        self.about: dict[str, str] = {}
        self.filers: Counter[str] = Counter()

    def filing(self, summations: tuple[Summation, ...]) -> Filing:
        root = self.tree.root
        found = [one for one in root.children if one.namespace == INSTANCE]
        self.filers.update(one.first("identifier") for one in found if one.name == "context")
        filer = self.filers.most_common(1)[0][0] if self.filers else ""
        for one in found:
            if one.name == "context":
                self.contexts[one.get("id")] = self._context(one, filer)
            elif one.name == "unit":
                self.units[one.get("id")] = self._unit(one)
        facts = []
        for one in root.children:
            if one.get("contextRef") and (fact := self._fact(one)) is not None:
                facts.append(fact)
        company = self._company(facts)
        return Filing(
            company,
            self.about.get("EntityRegistrantName", "") or company.upper(),
            filer,
            self.about.get("DocumentType", ""),
            _published(facts),
            tuple(facts),
            summations,
            passed=dict(self.passed),
            refused=tuple(self.refused),
        )

    def _origin(self, one: Element) -> Origin:
        return Origin(self.file, one.line, one.column)

    def _context(self, one: Element, filer: str) -> Context | str:
        if one.first("identifier") != filer:
            return worded("a context of another filer")
        dimensions = []
        for member in one.within("explicitMember"):
            dimensions.append((member.get("dimension").strip(), member.text))
        for member in one.within("typedMember"):
            value = " ".join(part.text for part in member.children)
            dimensions.append((member.get("dimension").strip(), f"={value}"))
        start, end, day = (one.first(name) for name in ("startDate", "endDate", "instant"))
        days = [text[:10] for text in (start, end, day) if text]
        if not days or not are_days(start[:10] or None, (end or day)[:10]):
            return worded("a context without days")
        if any("T" in text for text in (start, end, day)):
            return worded("a context with hours")
        if day:
            return Context(None, day, tuple(sorted(dimensions)))
        return Context(start, end, tuple(sorted(dimensions)))

    def _unit(self, one: Element) -> str:
        upper = [each for top in one.within("unitNumerator") for each in _measures(top)]
        lower = [each for top in one.within("unitDenominator") for each in _measures(top)]
        if not lower:
            upper = _measures(one)
        if len(upper) != 1 or len(lower) > 1:
            return "?"
        return "/".join((*upper, *lower))

    def _fact(self, one: Element) -> Reported | None:
        if not one.get("unitRef"):
            if one.name in _ABOUT:
                self.about.setdefault(one.name, one.text[:200])
            self.passed[marked("texts")] += 1
            return None
        if one.get("nil") in ("true", "1"):
            self.passed[marked("nil")] += 1
            return None
        context = self.contexts.get(one.get("contextRef"), worded("a context that is not there"))
        unit = self.units.get(one.get("unitRef"), "")
        decimals = one.get("decimals") or _of_precision(one)
        why = ""
        if isinstance(context, str):
            why = context
        elif not unit or unit == "?":
            why = worded("a unit of several measures ({unit})", unit=one.get("unitRef")[:40])
        elif not _NUMBER.fullmatch(one.text):
            why = worded("{text} is no number", text=repr(one.text[:40]))
        elif decimals and not _DECIMALS.fullmatch(decimals):
            why = worded("decimals cannot be {text}", text=repr(decimals[:20]))
        if why or isinstance(context, str):
            told = f"{one.name}: {why}"
            self.refused.append(refused(self._origin(one), told, worded("look at the filing")))
            return None
        prefix = self.tree.prefixes.get(one.namespace, "")
        concept = f"{prefix}:{one.name}" if prefix else one.name
        value = Fraction(one.text)
        return Reported(concept, context, unit, value, decimals, self._origin(one))

    def _company(self, facts: list[Reported]) -> str:
        symbol = self.about.get("TradingSymbol", "")
        if re.fullmatch("[A-Za-z][A-Za-z0-9]{0,9}", symbol):
            return symbol.lower()
        own = Counter(one.concept.partition(":")[0] for one in facts)
        own.update(
            member.partition(":")[0] for one in facts for _, member in one.context.dimensions
        )
        uris = {name: uri for uri, name in self.tree.prefixes.items()}
        for prefix in dict.fromkeys((*(name for name, _ in own.most_common()), *uris)):
            if prefix and prefix in uris and not _STANDARD.match(uris[prefix]):
                return re.sub("[^a-z0-9]", "", prefix.lower()) or "company"
        return "company"


_STANDARD = re.compile(r"https?://(?:[a-z]+\.)*(?:fasb\.org|sec\.gov|xbrl\.org|ifrs\.org|w3\.org)/")


def _measures(one: Element) -> list[str]:
    return [each.text.rpartition(":")[2] for each in one.children if each.name == "measure"]


def _of_precision(one: Element) -> str:
    """The decimals that a stated number of significant digits leaves."""
    stated = one.get("precision")
    if stated == "INF" or not stated:
        return stated
    if not stated.isdecimal() or not _NUMBER.fullmatch(one.text) or len(stated) > 2:
        return "?"
    value, size = abs(Fraction(one.text)), 0
    while value >= Fraction(10) ** size:
        size += 1
    return str(int(stated) - size)


def _published(facts: list[Reported]) -> str:
    """About when it was filed: behind the last day it reports of, that of its cover."""
    ends = Counter(one.context.end for one in facts if not one.context.dimensions)
    if not ends:
        return ""
    main = max(ends, key=lambda day: (ends[day], day))
    later = [day for day in ends if main <= day <= f"{int(main[:4]) + 1}{main[4:]}"]
    cover = [
        one.context.end
        for one in facts
        if one.concept.startswith("dei:") and one.context.start is None and main < one.context.end
    ]
    return f"{max(cover or later)}~"
