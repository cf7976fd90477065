"""Entities, metrics, sources, scopes and how they hang together, from every file."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cloudkb.language import marked, worded
from cloudkb.model import (
    Entity,
    Finding,
    Formula,
    Metric,
    Place,
    Scope,
    ScopeRelation,
    Source,
    Total,
    Vocabulary,
)
from cloudkb.reader import nodes
from cloudkb.reader.declared_names import Names, check_free, check_id
from cloudkb.reader.dimensions import check_tied
from cloudkb.reader.fields import Fields, File, currency_code
from cloudkb.reader.fiscal_years import read_fiscal_year
from cloudkb.reader.metric_vocabulary import read_metric
from cloudkb.reader.scope_defaults import known_alone, read_default

if TYPE_CHECKING:
    from cloudkb.reader.formula_vocabulary import FormulaReader

FORMAT = 1
GRADES = ("primary", "tracker", "press", "blog")

_SPOKEN = ("name", "name_zh", "aliases", "kind", "note")
KEYS = {
    "entities": frozenset((*_SPOKEN, "part_of", "fiscal_year", "fiscal_year_ends", "currency")),
    "metrics": frozenset(
        (
            "name",
            "name_zh",
            "aliases",
            "unit",
            "over_time",
            "negative",
            "values",
            "share_of",
            "ratio_of",
            "at_most",
            "only",
            "counted",
            "ahead",
            "parts_at_most",
            "direction",
            "extreme",
            "note",
        )
    ),
    "sources": frozenset((*_SPOKEN, "grade", "works_for")),
    "scopes": frozenset(
        (
            "name",
            "name_zh",
            "aliases",
            "means",
            "stated_in",
            "default_for",
            "of",
            "metrics",
            "said",
            "note",
        )
    ),
    "scope_relations": frozenset(("metric", "of", "narrow", "wide", "same")),
    "totals": frozenset(("metric", "whole", "parts", "complete")),
    "formulas": frozenset(("is", "of", "complete", "note")),
    "settings": frozenset(("format",)),
}
REQUIRED = {
    "entities": ("name", "kind"),
    "metrics": ("name", "unit"),
    "sources": ("name", "kind"),
    "scopes": ("name", "means"),
    "scope_relations": ("metric",),
    "totals": ("metric", "whole", "parts"),
    "formulas": ("is",),
}
_SINGULAR = {
    "entities": marked("an entity"),
    "metrics": marked("a metric"),
    "sources": marked("a source"),
    "scopes": marked("a scope"),
    "formulas": marked("a formula"),
}
_SHORTEST = {"formulas": "gross_profit = revenue - cost"}
PLAIN, NONE = "plain", "none"
"""What a claim writes to take back a scope, or an `in`, that its group or document gives it."""
TAKEN_BACK = {"scope": PLAIN, "in": NONE}
"""The same by the key it is written under: no name of anything."""


def _wrong(fields: Fields, findings: Sequence[Finding]) -> str:
    """The key whose value was complained of; empty where it is none, or several."""
    at = [(one.place.line, one.place.column) for one in findings]
    keys = {key for key in fields.written() if fields.place(key)[1:3] in at}
    return keys.pop() if len(keys) == 1 else ""


Later = Callable[[Names], None]
"""A check that waits until every file's names are known."""


class VocabularyReader:
    """Gathers the vocabulary file by file; names are checked when all are known."""

    def __init__(self) -> None:
        """Nothing is declared yet."""
        self.entities: dict[str, Entity] = {}
        self.metrics: dict[str, Metric] = {}
        self.sources: dict[str, Source] = {}
        self.scopes: dict[str, Scope] = {}
        self.relations: list[ScopeRelation] = []
        self.comparable: list[tuple[str, ...]] = []
        self.totals: list[Total] = []
        self.formulas: dict[str, Formula] = {}
        self.lost: set[str] = set()
        self.later: list[Later] = []
        self._wanting: set[tuple[str, str, str]] = set()
        self._first: dict[tuple[str, str], Place] = {}
        self._settings: Place | None = None

    def vocabulary(self) -> Vocabulary:
        """All that has been declared."""
        return Vocabulary(
            self.entities,
            self.metrics,
            self.sources,
            self.scopes,
            tuple(self.relations),
            tuple(self.comparable),
            tuple(self.totals),
            tuple(one for _, one in sorted(self.formulas.items())),
            tuple(sorted(self.lost)),
            tuple(sorted(self._wanting)),
        )

    def read(self, file: File, key: str, word: nodes.Scalar, value: nodes.Node) -> None:
        """Take in what stands under one top-level key."""
        if isinstance(value, nodes.Nothing) or (isinstance(value, nodes.Scalar) and not value.text):
            return
        if key in _SINGULAR:
            if not isinstance(value, nodes.Mapping):
                file.complain(
                    "bad-value",
                    worded("{key} is a mapping by id", key=key),
                    value,
                    worded(
                        "write {key}: then, indented, ID: {example}",
                        key=key,
                        example=_SHORTEST.get(key, "{name: …}"),
                    ),
                )
                return
            for one, (name, node) in value.items.items():
                self._declare(file, key, one, name, node)
        elif key == "settings":
            self._read_settings(file, word, value)
        else:
            single = {
                "totals": self._total,
                "scope_relations": self._relation,
                "comparable": self._comparable,
            }[key]
            hint = worded("write {key}: then - items below it", key=key)
            for node in file.items(key, value, hint, may_be_empty=False):
                single(file, node)

    def _read_settings(self, file: File, word: nodes.Scalar, value: nodes.Node) -> None:
        fields = Fields(file, value, worded("settings"), KEYS["settings"])
        if self._settings is not None:
            file.complain(
                "repeated-key",
                worded(
                    "settings stand in the base already: {file}:{line}",
                    file=self._settings.file,
                    line=self._settings.line,
                ),
                word,
                worded("keep one of the two"),
            )
        self._settings = file.place(word)
        written = fields.text("format", str(FORMAT))
        if written.isdecimal() and int(written[:9]) > FORMAT:
            fields.refuse(
                "format",
                worded(
                    "format {written} is newer than this cloudkb reads ({format})",
                    written=written[:20],
                    format=FORMAT,
                ),
                worded("update cloudkb"),
                rule="limit",
            )
        elif written != str(FORMAT):
            fields.refuse(
                "format",
                worded("there is no format {written}", written=written[:20]),
                worded("write format: {format}", format=FORMAT),
            )

    # --- declarations by id ----------------------------------------------------------------

    def _declare(
        self, file: File, key: str, name: str, word: nodes.Scalar, node: nodes.Node
    ) -> None:
        what = worded(_SINGULAR[key])
        if not check_id(file, name, word, what, metric=key == "metrics"):
            self.lost.add(name)
            return
        spaces = ("entities", "sources") if key in ("entities", "sources") else (key,)
        first = next((at for space in spaces if (at := self._first.get((space, name)))), None)
        if first is not None:
            file.complain(
                "repeated-id",
                worded(
                    "{name} is declared already: {file}:{line}",
                    name=name,
                    file=first.file,
                    line=first.line,
                ),
                word,
                worded("give one of them another id, or take one out"),
            )
            return
        self._first[key, name] = file.place(word)
        metric = key == "metrics"
        free = not (metric or key == "entities") or check_free(
            file, name, word, what, metric=metric
        )
        if key == "formulas":
            from cloudkb.reader.formula_vocabulary import as_mapping

            node = as_mapping(word, node)
        before = len(file.findings)
        called = worded("{what} ({name})", what=what, name=name)
        fields = Fields(file, node, called, KEYS[key], REQUIRED[key])
        maker: dict[str, Callable[..., Any]] = {
            "entities": self._entity,
            "metrics": self._metric,
            "sources": self._source,
            "scopes": self._scope,
            "formulas": self._formula,
        }
        record = maker[key](file, name, file.place(word), fields)
        if fields.sound and free:
            getattr(self, key)[name] = record
        else:
            self.lost.add(name)
            at = self._first[key, name]
            self._wanting.add(
                (name, _wrong(fields, file.findings[before:]), f"{at.file}:{at.line}")
            )

    def _entity(self, file: File, name: str, at: Place, fields: Fields) -> Entity:
        self._reserved(file, name, at, fields, NONE, worded("no market or company"))
        ends, named_for = read_fiscal_year(file, name, fields)
        self._names(file, fields, "part_of", "entity")
        return Entity(
            name,
            fields.text("name"),
            fields.text("kind"),
            at,
            fields.text("name_zh"),
            fields.texts("aliases"),
            fields.text("part_of") or None,
            ends,
            fields.text("note"),
            named_for,
            currency_code(fields),
        )

    def _metric(self, file: File, name: str, at: Place, fields: Fields) -> Metric:
        for key in ("share_of", "ratio_of", "at_most", "only"):
            self._names(file, fields, key, "metric")
        made = read_metric(file, name, at, fields)
        if made.at_most or made.ratio_of:
            self.later.append(lambda names: check_tied(fields, made, self.metrics))
        return made

    def _source(self, file: File, name: str, at: Place, fields: Fields) -> Source:
        grade: Any = fields.choice("grade", GRADES, "") or None
        self._names(file, fields, "works_for", "entity")
        return Source(
            name,
            fields.text("name"),
            fields.text("kind"),
            at,
            fields.text("name_zh"),
            fields.texts("aliases"),
            grade,
            fields.text("note"),
            fields.text("works_for"),
        )

    def _scope(self, file: File, name: str, at: Place, fields: Fields) -> Scope:
        self._reserved(file, name, at, fields, PLAIN, worded("no scope"))
        self._names(file, fields, "stated_in", "document")
        self.later.append(lambda names: known_alone(file, fields, names))
        return Scope(
            name,
            fields.text("name"),
            fields.text("means"),
            at,
            fields.text("name_zh"),
            fields.texts("aliases"),
            fields.text("stated_in") or None,
            fields.text("note"),
            read_default(fields),
        )

    @cached_property
    def _formulas(self) -> "FormulaReader":
        # equations are imported where a formula stands
        from cloudkb.reader.formula_vocabulary import FormulaReader

        return FormulaReader()

    def _formula(self, file: File, name: str, at: Place, fields: Fields) -> Formula:
        from cloudkb.reader.formula_vocabulary import record

        made = record(name, at, fields)

        def check(names: Names) -> None:
            if name in self.formulas and not self._formulas.holds(file, names, made, fields):
                del self.formulas[name]

        self.later.append(check)
        return made

    @staticmethod
    def _reserved(file: File, name: str, at: Place, fields: Fields, word: str, for_: str) -> None:
        if name == word:
            fields.sound = False
            file.complain(
                "bad-value",
                worded("{word} is the word for {what}, and cannot be an id", word=word, what=for_),
                at,
                worded("add to it: {word}-of-ours", word=word),
            )

    # --- lists -----------------------------------------------------------------------------

    def _total(self, file: File, node: nodes.Node) -> None:
        fields = Fields(file, node, worded("a total"), KEYS["totals"], REQUIRED["totals"])
        complete = fields.choice("complete", ("yes", "no"), "yes") == "yes"
        record = Total(
            fields.text("metric"),
            fields.text("whole"),
            fields.texts("parts"),
            complete,
            file.place(node),
        )
        names = (record.whole, *record.parts)
        if fields.sound and len(set(names)) != len(names):
            fields.refuse(
                "parts",
                worded(
                    "a total names something twice: it is no part of itself, and each part "
                    "counts once"
                ),
                worded("take the repeated one out of parts"),
            )
            return
        if not fields.sound:
            return
        self._when_known(
            file,
            fields,
            {"metric": "metric", "whole": "entity", "parts": "entity"},
            lambda: self.totals.append(record),
        )

    def _relation(self, file: File, node: nodes.Node) -> None:
        fields = Fields(
            file,
            node,
            worded("a scope relation"),
            KEYS["scope_relations"],
            REQUIRED["scope_relations"],
        )
        same = fields.texts("same")
        pair = ("narrow" in fields) and ("wide" in fields)
        if fields.sound and (pair == bool(same) or (same and len(same) != 2)):
            file.complain(
                "missing-key",
                worded("a scope relation says narrow and wide, or same"),
                node,
                worded("write narrow: external, wide: with-internal; or same: [a, b]"),
            )
            return
        narrow, wide = same if len(same) == 2 else (fields.text("narrow"), fields.text("wide"))
        if fields.sound and narrow == wide:
            file.complain(
                "bad-value",
                worded(
                    "a scope relation names {narrow} twice: a scope lies in no way to itself",
                    narrow=narrow[:60],
                ),
                node,
                worded("name another scope, or take the relation out"),
            )
            return
        record = ScopeRelation(
            fields.text("metric"), fields.texts("of"), narrow, wide, bool(same), file.place(node)
        )
        if not fields.sound:
            return
        kinds = {
            "metric": "metric",
            "of": "entity",
            "narrow": "scope",
            "wide": "scope",
            "same": "scope",
        }

        def keep() -> None:
            metric = self.metrics[record.metric]
            if metric.negative and not record.same:
                fields.refuse(
                    "metric",
                    worded(
                        "{metric} may be negative, so a part of it may exceed the whole",
                        metric=metric.id,
                    ),
                    worded("only same: [a, b] can be said of it"),
                )
            else:
                self.relations.append(record)

        self._when_known(file, fields, kinds, keep)

    def _comparable(self, file: File, node: nodes.Node) -> None:
        items = node.items if isinstance(node, nodes.Listing) else []
        markets = [item for item in items if isinstance(item, nodes.Scalar)]
        if len(markets) < 2 or len(markets) != len(items):
            file.complain(
                "bad-value",
                worded("comparable is a list of lists of markets"),
                node,
                worded("write - [one-market, another-market]"),
            )
            return

        if len({one.text for one in markets}) < len(markets):
            file.complain(
                "bad-value",
                worded("a market is named twice: it is comparable with itself anyway"),
                node,
                worded("take the repeated one out, or name another market"),
            )
            return

        def check(names: Names) -> None:
            if all([names.check(file, "entity", one.text, one) for one in markets]):
                self.comparable.append(tuple(one.text for one in markets))

        self.later.append(check)

    # --- names, when all are known ---------------------------------------------------------

    def _names(self, file: File, fields: Fields, key: str, kind: str) -> None:
        for text, node in fields.words(key):
            self.later.append(lambda names, t=text, n=node: names.check(file, kind, t, n))  # type: ignore[misc]

    def _when_known(
        self, file: File, fields: Fields, kinds: Mapping[str, str], keep: Callable[[], None]
    ) -> None:
        words = [
            (kind, text, node) for key, kind in kinds.items() for text, node in fields.words(key)
        ]

        def check(names: Names) -> None:
            if all([names.check(file, kind, text, node) for kind, text, node in words]):
                keep()

        self.later.append(check)
