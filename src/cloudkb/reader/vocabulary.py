"""Entities, metrics, sources, scopes and how they hang together, from every file."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from cloudkb import figures
from cloudkb.model import (
    Document,
    Entity,
    Formula,
    Metric,
    NamedFor,
    Place,
    Scope,
    ScopeRelation,
    Source,
    Total,
    Vocabulary,
)
from cloudkb.reader import formula_vocabulary, nodes
from cloudkb.reader.dimensions import check_tied
from cloudkb.reader.fields import Fields, File
from cloudkb.reader.names import Names, check_free, check_id
from cloudkb.reader.scope_defaults import known_alone, read_default

FORMAT = 1
GRADES = ("primary", "tracker", "press", "blog")
OVER_TIME = ("adds", "snapshot", "level", "fixed")

_SPOKEN = ("name", "name_zh", "aliases", "kind", "note")
KEYS = {
    "entities": frozenset((*_SPOKEN, "part_of", "fiscal_year", "fiscal_year_ends")),
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
            "note",
        )
    ),
    "sources": frozenset((*_SPOKEN, "grade")),
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
FISCAL_YEAR = frozenset(("ends", "named_for"))
NAMED_FOR = ("end", "start")
_SINGULAR = {
    "entities": "an entity",
    "metrics": "a metric",
    "sources": "a source",
    "scopes": "a scope",
    "formulas": "a formula",
}
_SHORTEST = {"formulas": "gross_profit = revenue - cost"}
PLAIN, NONE = "plain", "none"
"""What a claim writes to take back a scope, or an `in`, that its group or document gives it."""
_DEFAULT_OVER_TIME = {"money": "adds", "ratio": "level", "date": "fixed", "entity": "fixed"}
_YEAR_END = re.compile(r"(0[1-9]|1[0-2])-([0-2][0-9]|3[01])\Z")

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
        self._formulas = formula_vocabulary.FormulaReader()
        self.lost: set[str] = set()
        self.later: list[Later] = []
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
        )

    def read(self, file: File, key: str, word: nodes.Scalar, value: nodes.Node) -> None:
        """Take in what stands under one top-level key."""
        if isinstance(value, nodes.Nothing) or (isinstance(value, nodes.Scalar) and not value.text):
            return
        if key in _SINGULAR:
            if not isinstance(value, nodes.Mapping):
                file.complain(
                    "bad-value",
                    f"{key} is a mapping by id",
                    value,
                    f"write {key}: then, indented, ID: {_SHORTEST.get(key, '{name: …}')}",
                )
                return
            for one, (name, node) in value.items.items():
                self._declare(file, key, one, name, node)
        elif key == "settings":
            self._read_settings(file, word, value)
        elif not isinstance(value, nodes.Listing):
            file.complain(
                "bad-value", f"{key} is a list", value, f"write {key}: then - items below it"
            )
        else:
            single = {
                "totals": self._total,
                "scope_relations": self._relation,
                "comparable": self._comparable,
            }[key]
            for node in value.items:
                single(file, node)

    def _read_settings(self, file: File, word: nodes.Scalar, value: nodes.Node) -> None:
        fields = Fields(file, value, "settings", KEYS["settings"])
        if self._settings is not None:
            file.complain(
                "repeated-key",
                f"settings stand in the base already: {self._settings.file}:{self._settings.line}",
                word,
                "keep one of the two",
            )
        self._settings = file.place(word)
        written = fields.text("format", str(FORMAT))
        if written.isdecimal() and int(written[:9]) > FORMAT:
            file.complain(
                "limit",
                f"format {written[:20]} is newer than this cloudkb reads ({FORMAT})",
                fields.place("format"),
                "update cloudkb",
            )
        elif written != str(FORMAT):
            file.complain(
                "bad-value",
                f"there is no format {written[:20]}",
                fields.place("format"),
                f"write format: {FORMAT}",
            )

    # --- declarations by id ----------------------------------------------------------------

    def _declare(
        self, file: File, key: str, name: str, word: nodes.Scalar, node: nodes.Node
    ) -> None:
        what = _SINGULAR[key]
        if not check_id(file, name, word, what, metric=key == "metrics"):
            self.lost.add(name)
            return
        spaces = ("entities", "sources") if key in ("entities", "sources") else (key,)
        first = next((at for space in spaces if (at := self._first.get((space, name)))), None)
        if first is not None:
            file.complain(
                "repeated-id",
                f"{name} is declared already: {first.file}:{first.line}",
                word,
                "give one of them another id, or take one out",
            )
            return
        self._first[key, name] = file.place(word)
        metric = key == "metrics"
        free = not (metric or key == "entities") or check_free(
            file, name, word, what, metric=metric
        )
        if key == "formulas":
            node = formula_vocabulary.as_mapping(word, node)
        fields = Fields(file, node, f"{what} ({name})", KEYS[key], REQUIRED[key])
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

    def _entity(self, file: File, name: str, at: Place, fields: Fields) -> Entity:
        self._reserved(file, name, at, fields, NONE, "no market or company")
        ends, named_for = self._fiscal_year(file, name, fields)
        self._names(file, fields, "part_of", "entity")
        return Entity(
            name,
            fields.text("name"),
            fields.text("kind"),
            at,
            fields.text("name_zh"),
            _texts(fields, "aliases"),
            fields.text("part_of") or None,
            ends,
            fields.text("note"),
            named_for,
        )

    def _fiscal_year(self, file: File, name: str, fields: Fields) -> tuple[str, NamedFor]:
        """MM-DD of a fiscal year's last day (empty: none is given), and what it is named for."""
        key, held, named_for = "fiscal_year_ends", fields, "end"
        node = fields.node("fiscal_year")
        if isinstance(node, nodes.Nothing) or node is None:
            if "fiscal_year" in fields:
                fields.text("fiscal_year")
        elif "fiscal_year_ends" in fields:
            fields.sound = False
            file.complain(
                "bad-value",
                f"{name} gives its fiscal year twice: fiscal_year and fiscal_year_ends",
                fields.place("fiscal_year_ends"),
                "keep fiscal_year, which says what it is named for, too",
            )
            return "", "end"
        else:
            key = "ends"
            held = Fields(file, node, f"the fiscal year of {name}", FISCAL_YEAR, ("ends",))
            named_for = held.choice("named_for", NAMED_FOR, "end")
        ends = held.text(key)
        if ends and not _is_year_end(ends):
            held.sound = False
            file.complain(
                "bad-date",
                f"{ends[:40]} is no day of a year",
                held.place(key),
                "write month and day: 03-31",
            )
        fields.sound = fields.sound and held.sound
        return ends, "start" if named_for == "start" else "end"

    def _metric(self, file: File, name: str, at: Place, fields: Fields) -> Metric:
        unit = self._unit(file, fields)
        kind: Any = unit.kind
        over: Any = fields.choice(
            "over_time", OVER_TIME, "level" if unit.per else _DEFAULT_OVER_TIME.get(kind, "")
        )
        if not over:
            fields.sound = False
            if "over_time" not in fields:
                what = "a count" if unit.text == "count" else f"a metric in {unit.text}"
                file.complain(
                    "missing-key",
                    f"{what} must say how it adds up over time ({name})",
                    at,
                    "add over_time: adds, snapshot (as of a day), level or fixed",
                )
        # degrees begin nowhere: below zero is as good as above
        negative = "allowed" if unit.measure in figures.DEGREES and not unit.per else "no"
        values: Any = fields.choice(
            "values", ("one", "many"), "many" if kind in ("date", "entity") else "one"
        )
        ratio = _texts(fields, "ratio_of")
        if "ratio_of" in fields and len(ratio) != 2:
            fields.sound = False
            file.complain(
                "bad-value",
                "ratio_of names two metrics, part and whole",
                fields.place("ratio_of"),
                "write ratio_of: [gross_profit, revenue]",
            )
        elif ratio and ratio[0] == ratio[1]:
            fields.sound = False
            file.complain(
                "bad-value",
                f"ratio_of names {ratio[0][:60]} twice: such a ratio is always 1",
                fields.place("ratio_of"),
                "write ratio_of: [gross_profit, revenue]",
            )
        for key, needed in (("share_of", "ratio"), ("only", "entity")):
            if key in fields and unit.text != needed:
                fields.sound = False
                file.complain(
                    "bad-value",
                    f"{key} is for metrics with unit {needed}, and this is {unit.text}",
                    fields.place(key),
                    f"write unit: {needed}, or take {key} out",
                )
        for key in ("share_of", "ratio_of", "at_most", "only"):
            self._names(file, fields, key, "metric")
        made = Metric(
            name,
            fields.text("name"),
            kind,
            over,
            at,
            fields.text("name_zh"),
            _texts(fields, "aliases"),
            fields.choice("negative", ("allowed", "no"), negative) == "allowed",
            values,
            fields.text("share_of") or None,
            (ratio[0], ratio[1]) if len(ratio) == 2 else None,
            fields.text("at_most") or None,
            fields.text("only") or None,
            fields.text("note"),
            unit.measure,
            unit.per,
            _counted(file, fields, kind),
            fields.choice("ahead", ("yes", "no"), "no") == "yes",
        )
        if made.at_most or made.ratio_of:
            self.later.append(lambda names: check_tied(file, fields, made, self.metrics))
        return made

    def _unit(self, file: File, fields: Fields) -> figures.Unit:
        """The unit of a metric, money where it cannot be read."""
        text = fields.text("unit", "money")
        unit = figures.read_unit(text)
        if unit is not None:
            return unit
        fields.sound = False
        message, hint = figures.unit_trouble(text)
        file.complain("bad-value", message, fields.place("unit"), hint)
        return figures.Unit("money")

    def _source(self, file: File, name: str, at: Place, fields: Fields) -> Source:
        grade: Any = fields.choice("grade", GRADES, "") or None
        return Source(
            name,
            fields.text("name"),
            fields.text("kind"),
            at,
            fields.text("name_zh"),
            _texts(fields, "aliases"),
            grade,
            fields.text("note"),
        )

    def _scope(self, file: File, name: str, at: Place, fields: Fields) -> Scope:
        self._reserved(file, name, at, fields, PLAIN, "no scope")
        self._names(file, fields, "stated_in", "document")
        self.later.append(lambda names: known_alone(file, fields, names))
        return Scope(
            name,
            fields.text("name"),
            fields.text("means"),
            at,
            fields.text("name_zh"),
            _texts(fields, "aliases"),
            fields.text("stated_in") or None,
            fields.text("note"),
            read_default(file, fields),
        )

    def _formula(self, file: File, name: str, at: Place, fields: Fields) -> Formula:
        made = formula_vocabulary.record(name, at, fields)

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
                f"{word} is the word for {for_}, and cannot be an id",
                at,
                f"add to it: {word}-of-ours",
            )

    # --- lists -----------------------------------------------------------------------------

    def _total(self, file: File, node: nodes.Node) -> None:
        fields = Fields(file, node, "a total", KEYS["totals"], REQUIRED["totals"])
        complete = fields.choice("complete", ("yes", "no"), "yes") == "yes"
        record = Total(
            fields.text("metric"),
            fields.text("whole"),
            _texts(fields, "parts"),
            complete,
            file.place(node),
        )
        names = (record.whole, *record.parts)
        if fields.sound and len(set(names)) != len(names):
            file.complain(
                "bad-value",
                "a total names something twice: it is no part of itself, and each part counts once",
                fields.place("parts"),
                "take the repeated one out of parts",
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
            file, node, "a scope relation", KEYS["scope_relations"], REQUIRED["scope_relations"]
        )
        same = _texts(fields, "same")
        pair = ("narrow" in fields) and ("wide" in fields)
        if fields.sound and (pair == bool(same) or (same and len(same) != 2)):
            file.complain(
                "missing-key",
                "a scope relation says narrow and wide, or same",
                node,
                "write narrow: external, wide: with-internal; or same: [a, b]",
            )
            return
        narrow, wide = same if len(same) == 2 else (fields.text("narrow"), fields.text("wide"))
        if fields.sound and narrow == wide:
            file.complain(
                "bad-value",
                f"a scope relation names {narrow[:60]} twice: a scope lies in no way to itself",
                node,
                "name another scope, or take the relation out",
            )
            return
        record = ScopeRelation(
            fields.text("metric"), _texts(fields, "of"), narrow, wide, bool(same), file.place(node)
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
                file.complain(
                    "bad-value",
                    f"{metric.id} may be negative, so a part of it may exceed the whole",
                    fields.place("metric"),
                    "only same: [a, b] can be said of it",
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
                "comparable is a list of lists of markets",
                node,
                "write - [one-market, another-market]",
            )
            return

        if len({one.text for one in markets}) < len(markets):
            file.complain(
                "bad-value",
                "a market is named twice: it is comparable with itself anyway",
                node,
                "take the repeated one out, or name another market",
            )
            return

        def check(names: Names) -> None:
            if all([names.check(file, "entity", one.text, one) for one in markets]):
                self.comparable.append(tuple(one.text for one in markets))

        self.later.append(check)

    # --- names, when all are known ---------------------------------------------------------

    def _names(self, file: File, fields: Fields, key: str, kind: str) -> None:
        for text, node in fields.words(key) if key in fields else ():
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


def _is_year_end(text: str) -> bool:
    """Whether MM-DD is a day that a year can end on; 02-29 means the last of February."""
    if not _YEAR_END.match(text):
        return False
    month, day = int(text[:2]), int(text[3:])
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


_COUNTED = re.compile(r"[A-Za-z][A-Za-z0-9&/.-]{0,31}")


def _counted(file: File, fields: Fields, kind: str) -> tuple[str, ...]:
    """The names a metric counts: words of letters and digits, on a metric that is a count."""
    names = _texts(fields, "counted")
    wrong = next((name for name in names if not _COUNTED.fullmatch(name)), None)
    if names and kind != "count":
        fields.sound = False
        what = "counted is for metrics with unit count"
        file.complain("bad-value", what, fields.place("counted"), "write unit: count")
    elif wrong is not None:
        fields.sound = False
        what = f"{wrong[:40]!r} is no name of a counted thing"
        file.complain("bad-value", what, fields.place("counted"), "write counted: [GPU, TEU]")
    return names


def _texts(fields: Fields, key: str) -> tuple[str, ...]:
    return tuple(text for text, _ in fields.words(key))


__all__ = ["Document", "VocabularyReader"]
