"""A filing as claims, with the vocabulary that they need."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from fnmatch import fnmatchcase
from fractions import Fraction
from typing import Any, NamedTuple

from cloudkb.importing.filings import called, learning
from cloudkb.importing.filings.filed import Context, Dimensions, Filing, Reported
from cloudkb.importing.filings.filed_prints import FiledKey, FiledPrint, FiledPrints
from cloudkb.importing.filings.weeks import calendar, fiscal_year_end
from cloudkb.importing.record import Origin, Record, TakenClaim, refused
from cloudkb.language import marked, worded
from cloudkb.model import ClaimDraft, DocumentDraft, Facts, Metric

_LONGEST_FIGURE = 1000
_CURRENCY = re.compile("[A-Z]{3}")
_PLACE = ("StatementGeographicalAxis",)
_SEGMENT = ("StatementBusinessSegmentsAxis",)


class FactSelection(NamedTuple):
    """What of a filing is wanted."""

    concepts: tuple[str, ...] = ()
    """Names with * and ?, of concepts with or without prefix; empty: all."""
    since: str = ""
    """The first day of which something is wanted; empty: all."""

    def takes(self, one: Reported) -> bool:
        """Whether a fact is wanted."""
        if self.since and one.context.end < self.since:
            return False
        names = one.concept, one.concept.rpartition(":")[2]
        return not self.concepts or any(
            fnmatchcase(name, pattern) for name in names for pattern in self.concepts
        )


class Taking:
    """Takes the filings of one company, in the order they were filed."""

    def __init__(self, facts: Facts, filings: tuple[Filing, ...], entity: str = "") -> None:
        """`facts` are those of the base: its names are used where it has them."""
        self.facts = facts
        self.prints = FiledPrints(facts)
        every = [one for filing in filings for one in filing.facts]
        first = filings[0]
        self.company = entity or _known_company(facts, first) or first.company
        self.days = calendar(one.context for one in every)
        units = (one.unit.partition("/")[0] for one in every)
        money = Counter(filter(_CURRENCY.fullmatch, units))
        self.currency = money.most_common(1)[0][0] if money else ""
        self.tried = learning.over_time(self._in_months(one) for one in every)
        self.year = fiscal_year_end(one.context for one in every)
        self.by_alias = {
            (alias, metric.over_time == "snapshot"): metric
            for metric in facts.vocabulary.metrics.values()
            for alias in metric.aliases
            if ":" in alias
        }
        self.metrics: dict[tuple[str, str, bool], str | None] = {}
        self.declared: dict[str, dict[str, Any]] = {}
        self.entities: dict[str, dict[str, Any]] = {}
        self.kinds: dict[str, called.FiledUnit] = {}
        self.doubted: set[str] = set()

    def _in_months(self, one: Reported) -> Reported:
        start, end = self.days[one.context.start, one.context.end]
        return one._replace(context=one.context._replace(start=start, end=end))

    def record(
        self, filing: Filing, document: str, header: Mapping[str, str], wish: FactSelection
    ) -> Record:
        """What one filing says."""
        return _Filed(self, filing, document, header, wish).record()

    # --- names -----------------------------------------------------------------------------

    def entity(self, dimensions: Dimensions, filing: Filing) -> str:
        """What a context is about, declared where nobody has."""
        name = called.entity_id(self.company, dimensions)
        if name in self.entities:
            return name
        fields: dict[str, Any] = {}
        if dimensions:
            local = dimensions[0][0].rpartition(":")[2] if len(dimensions) == 1 else ""
            kind = "region" if local in _PLACE else "segment" if local in _SEGMENT else "group"
            told = self.facts.vocabulary.entities.get(self.company)
            fields = {
                "name": called.entity_name(
                    told.name if told else filing.name, dimensions, filing.labels
                ),
                "kind": kind,
                "part_of": self.company,
                "note": f"{called.axes(dimensions)}.",
            }
        else:
            fields = {"name": filing.name, "kind": "company"}
            if filing.number:
                fields["aliases"] = [f"CIK {filing.number}"]
            if self.currency:
                fields["currency"] = self.currency
            if self.year and self.year != "12-31":
                fields["fiscal_year"] = {"ends": self.year}
        self.entities[name] = fields
        return name

    def metric(self, one: Reported, filing: Filing) -> str | None:
        """What is measured, declared where nobody has; None where the unit is none of ours."""
        key = one.concept, one.unit, one.context.start is None
        if key not in self.metrics:
            self.metrics[key] = self._metric(one, filing)
        return self.metrics[key]

    def _metric(self, one: Reported, filing: Filing) -> str | None:
        kind = called.unit_of_filing(one.unit)
        if kind is None:
            return None
        over = self._over_time(one, kind.unit)
        is_foreign = kind.currency not in ("", self.currency)
        alias = f"{one.concept} {one.unit}" if is_foreign else one.concept
        known = self.by_alias.get((alias, one.context.start is None))
        if known is not None and _fits(known, kind.unit):
            self._doubt(known, one)
            self.kinds[known.id] = kind
            return known.id
        suffix = f"in_{kind.currency.lower()}" if is_foreign else ""
        name = called.metric_id(one.concept, suffix)
        there = self.declared.get(name) or self.facts.vocabulary.metrics.get(name)
        if there is not None and not self._is_same(name, kind.unit, over):
            unit = re.sub("[^a-z]+", "_", kind.unit)
            name = called.metric_id(one.concept, f"{suffix}_{unit}_{over}".strip("_"))
        label = filing.labels.get(one.concept) or called.words_of_tag(one.concept)
        label_zh = filing.labels_zh.get(one.concept, "")
        made: dict[str, Any] = {
            "name": f"{label} ({kind.currency})" if is_foreign else label[:200],
            **({"name_zh": label_zh} if label_zh and not is_foreign else {}),
            "aliases": [alias],
            "unit": kind.unit,
            "over_time": over,
            "negative": "allowed",
        }
        tried = self.tried.get((one.concept, one.unit))
        if tried and over != "snapshot" and (tried.held or tried.failed):
            sums = tried.held + tried.failed
            made["note"] = f"Of {sums} periods filled by others {tried.held} are their sum."
        self.declared.setdefault(name, made)
        self.kinds[name] = kind
        return name

    def _over_time(self, one: Reported, unit: str) -> str:
        if one.context.start is None:
            return "snapshot"
        if unit not in ("money", "count"):
            return "fixed"
        tried = self.tried.get((one.concept, one.unit), learning.Tried(0, 0))
        return "adds" if learning.adds(one.concept, unit, tried) else "fixed"

    def _is_same(self, name: str, unit: str, over: str) -> bool:
        known = self.facts.vocabulary.metrics.get(name)
        if known is not None:
            return _fits(known, unit) and known.over_time == over
        made = self.declared[name]
        return bool(made["unit"] == unit and made["over_time"] == over)

    def _doubt(self, known: Metric, one: Reported) -> None:
        """Remember a metric that is declared to add up, which these figures deny."""
        tried = self.tried.get((one.concept, one.unit))
        if known.over_time == "adds" and tried and tried.failed and tried.failed >= tried.held:
            self.doubted.add(known.id)


class _Filed:
    """One filing, on its way into claims."""

    def __init__(
        self,
        taking: Taking,
        filing: Filing,
        document: str,
        header: Mapping[str, str],
        wish: FactSelection,
    ) -> None:
        self.taking, self.filing, self.document = taking, filing, document
        self.published = header.get("published") or filing.published
        self.header = header
        self.wish = wish
        self.claims: list[TakenClaim] = []
        self.printed: list[tuple[FiledKey, FiledPrint]] = []
        self.sums: list[tuple[str, list[FiledKey]]] = []
        self.ids: set[str] = set()
        self.passed = Counter(filing.passed)
        self.refused = [*filing.refused]

    def record(self) -> Record:
        before = set(self.taking.declared), set(self.taking.entities)
        wanted = self._wanted()
        for one in wanted:
            self._fact(one)
        bound, absent, loose = self._summations(wanted)
        totals, loose_totals = self._wholes(wanted)
        taking = self.taking
        known = taking.facts.vocabulary
        vocabulary: dict[str, dict[str, Any]] = {
            "entities": {
                key: one
                for key, one in taking.entities.items()
                if key not in before[1] and key not in known.entities
            },
            "metrics": {
                key: one
                for key, one in taking.declared.items()
                if key not in before[0] and key not in known.metrics
            },
        }
        counts = {"document": self.document, "facts": len(wanted)}
        if self.filing.summations or totals:
            notes = [
                worded(
                    "{document}: {facts:,} facts, {sums:,} sums declared, {totals:,} of axes.",
                    **counts,
                    sums=bound,
                    totals=totals,
                )
            ]
        else:
            notes = [worded("{document}: {facts:,} facts.", **counts)]
        if absent:
            notes.append(
                worded(
                    "{count:,} sums are not bound: not all of their parts are reported there.",
                    count=absent,
                )
            )
        if loose_totals:
            notes.append(
                worded(
                    "{count:,} times the members of an axis do not add up as a rule: not bound.",
                    count=loose_totals,
                )
            )
        if loose:
            notes.append(
                worded("{count:,} sums are too long, or only taken away: not bound.", count=loose)
            )
        notes += [
            worded("{count:,} passed over: {what}.", count=count, what=worded(what))
            for what, count in sorted(self.passed.items())
        ]
        notes += [
            worded(
                "{name} is declared to add up over time, and here it does not: over_time: fixed?",
                name=name,
            )
            for name in sorted(taking.doubted)
        ]
        taking.doubted.clear()
        return Record(
            self.document,
            self._header(),
            tuple(self.claims),
            {key: value for key, value in vocabulary.items() if value},
            tuple(self.refused),
            tuple(notes),
            superseding=self._superseding(),
            settled=True,
        )

    def _superseding(self) -> dict[str, tuple[str, ...]]:
        """Claims that stand, of later filings, with the prints and sums that they restate."""
        found: dict[str, list[str]] = defaultdict(list)
        by: dict[FiledKey, str] = {}
        for key, printed in self.printed:
            if later := self.taking.prints.restating(key, printed):
                found[later].append(printed.claim)
                by[key] = later
        for name, keys in self.sums:
            if later := next((by[key] for key in keys if key in by), ""):
                found[later].append(name)
        return {later: tuple(names) for later, names in found.items()}

    def _header(self) -> DocumentDraft:
        filing = self.filing
        title = " ".join(filter(None, (filing.name, filing.form, self.published.rstrip("~"))))
        fields = {
            "id": self.document,
            "title": title,
            "publisher": filing.name,
            "published": self.published,
            "language": "en",
            "currency": self.taking.currency,
            "grade": "primary",
            "source": self.taking.company,
            **self.header,
        }
        return DocumentDraft({key: value for key, value in fields.items() if value})

    def _wanted(self) -> list[Reported]:
        """Each fact once: exact copies are left out, those rounded otherwise are kept."""
        found: dict[tuple[object, ...], Reported] = {}
        for one in self.filing.facts:
            if not self.wish.takes(one):
                self.passed[marked("not asked for")] += 1
                continue
            if self.taking.metric(one, self.filing) is None:
                says = worded(
                    "{concept}: nothing here is measured in {unit}",
                    concept=one.concept,
                    unit=one.unit[:40],
                )
                hint = worded(
                    "money, shares, money per share, pure numbers and what is counted are read"
                )
                self.refused.append(refused(one.origin, says, hint))
                continue
            key = one.concept, one.context, one.unit, one.value, one.decimals
            if key in found:
                self.passed[marked("copies of facts")] += 1
            else:
                found[key] = one
        return list(found.values())

    # --- claims ----------------------------------------------------------------------------

    def _key(self, one: Reported) -> FiledKey:
        start, end = self.taking.days[one.context.start, one.context.end]
        metric = self.taking.metric(one, self.filing)
        assert metric is not None
        entity = self.taking.entity(one.context.dimensions, self.filing)
        if entity != self.taking.company:
            self.taking.entity((), self.filing)
        return entity, metric, called.period_of(start, end)

    def _fact(self, one: Reported) -> None:
        taking = self.taking
        entity, metric, period = key = self._key(one)
        kind = taking.kinds[metric]
        is_foreign = kind.currency not in ("", taking.currency)
        code = kind.currency if is_foreign and kind.unit != "money" else ""
        name = self._named(one.decimals, metric, entity[len(taking.company) + 1 :], period)
        fields: dict[str, Any] = {
            "id": name,
            "entity": entity,
            "metric": metric,
            "period": period,
            "figure": called.figure(one.value, kind.unit, code),
        }
        if one.decimals:
            fields["decimals"] = one.decimals
        if is_foreign and not code:
            fields["currency"] = kind.currency
        if one.context.end > self.published.rstrip("~?%"):
            fields["kind"] = "forecast"
        printed = FiledPrint(
            f"{self.document}/{name}", self.document, self.published, one.value, one.half
        )
        if restated := taking.prints.restated(key, printed):
            fields["supersedes"] = list(restated)
        taking.prints.add(key, printed)
        self.printed.append((key, printed))
        self.claims.append(TakenClaim(ClaimDraft(fields), one.origin))

    def _named(self, apart: str, *parts: str) -> str:
        name = called.claim_id(*parts)
        if name in self.ids:
            name = called.claim_id(name, f"d{apart}")
        while name in self.ids:
            name = called.claim_id(name, called.short_hash((name,)))
        self.ids.add(name)
        return name

    def _sum(
        self, whole: Reported, parts: list[tuple[Reported, Fraction]], note: str, at: Origin
    ) -> bool:
        """Bind a sum where it can be written; whether it was."""
        taking = self.taking
        entity, metric, period = key = self._key(whole)
        keys = [(self._key(one), by) for one, by in parts]
        keys.sort(key=lambda one: one[1] < 0)
        if keys[0][1] < 0 or key in [one for one, _ in keys]:
            return False
        text = "same as"
        for number, ((of, what, _), by) in enumerate(keys):
            sign = "" if not number else " -" if by < 0 else " +"
            times = "" if abs(by) == 1 else f"{called.figure(abs(by), 'count')} x "
            text += f"{sign} {times}{of}.{what}"
        if len(text) > _LONGEST_FIGURE:
            return False
        told = called.short_hash((text,))
        name = self._named("", "sum", metric, entity[len(taking.company) + 1 :], period, told)
        fields: dict[str, Any] = {
            "id": name,
            "entity": entity,
            "metric": metric,
            "period": period,
            "figure": text,
            "note": note,
        }
        kind = taking.kinds[metric]
        if kind.unit == "money" and kind.currency != taking.currency:
            fields["currency"] = kind.currency
        if whole.context.end > self.published.rstrip("~?%"):
            fields["kind"] = "forecast"
        full = f"{self.document}/{name}"
        named = [key, *(one for one, _ in keys)]
        taking.prints.add_sum(full, self.document, named)
        self.sums.append((full, named))
        self.claims.append(TakenClaim(ClaimDraft(fields), at))
        return True

    def _summations(self, wanted: list[Reported]) -> tuple[int, int, int]:
        """Bind the sums of the linkbase wherever all parts are reported of one context and unit."""
        at: dict[tuple[str, str], dict[Context, Reported]] = defaultdict(dict)
        for one in wanted:
            # of several prints in one context the finest: the others are rounded
            known = at[one.concept, one.unit].get(one.context)
            if known is None or one.half < known.half:
                at[one.concept, one.unit][one.context] = one
        units = {unit for _, unit in at}
        bound = absent = loose = 0
        seen: set[tuple[object, ...]] = set()
        for summation in self.filing.summations:
            for unit in sorted(units):
                for context, whole in at.get((summation.whole, unit), {}).items():
                    mark = summation.whole, frozenset(summation.parts), context, unit
                    if mark in seen:
                        continue
                    seen.add(mark)
                    parts = [
                        (at.get((name, unit), {}).get(context), by) for name, by in summation.parts
                    ]
                    there = [(one, by) for one, by in parts if one is not None]
                    if len(there) < len(parts):
                        absent += bool(there)
                        continue
                    role = summation.role.rpartition("/")[2]
                    note = f"Calculation linkbase: {role}."
                    if self._sum(whole, there, note, whole.origin):
                        bound += 1
                    else:
                        loose += 1
        return bound, absent, loose

    def _wholes(self, wanted: list[Reported]) -> tuple[int, int]:
        count = 0
        found, passed = learning.wholes(wanted)
        for one in found:
            note = f"Members of {called.words_of_tag(re.sub('Axis$', '', one.axis))} add up."
            parts = [(part, Fraction(1)) for part in one.parts]
            count += self._sum(one.whole, parts, note, one.whole.origin)
        return count, passed


def _known_company(facts: Facts, filing: Filing) -> str:
    """The entity of the base that has the filer's number as an alias."""
    alias = f"CIK {filing.number}"
    return next((one.id for one in facts.vocabulary.entities.values() if alias in one.aliases), "")


def _fits(metric: Metric, unit: str) -> bool:
    kind = f"{metric.unit} per {metric.per}" if metric.per else metric.unit
    return kind == unit
