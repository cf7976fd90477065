"""Whether a name is declared, and which one was meant when it is not."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Entity, Metric, Period, Vocabulary
from cloudkb.reader.fields import File, near
from cloudkb.reader.nodes import Node, Nothing
from cloudkb.words import fold

_ID = expression(r"[a-z][a-z0-9-]*\Z")
_METRIC_ID = expression(r"[a-z][a-z0-9_]*\Z")
LONGEST_ID = 100


def check_id(file: File, text: str, node: Node, what: str, *, metric: bool = False) -> bool:
    """Whether a text can be an id: small letters, digits and hyphens (underscores in metrics)."""
    if (_METRIC_ID if metric else _ID).match(text) and len(text) <= LONGEST_ID:
        return True
    if isinstance(node, Nothing):
        return False
    joint = "_" if metric else "-"
    mended = (
        re.sub(r"[^a-z0-9]+", joint, text[:LONGEST_ID].lower()).strip("-_").lstrip("0123456789-_")
    )
    hint = (
        worded("write {text}", text=mended)
        if mended
        else worded("for example {text}", text=f"small{joint}letters")
    )
    sign = worded("underscores") if metric else worded("hyphens")
    file.complain(
        "bad-value",
        worded(
            "{text!r} cannot be the id of {what}: small letters, digits and {sign}, a letter first",
            text=text[:60],
            what=what,
            sign=sign,
        ),
        node,
        hint,
    )
    return False


def check_free(file: File, text: str, node: Node, what: str, *, metric: bool = False) -> bool:
    """Whether an id that may stand inside figures is no word of theirs, and reads as no period."""
    from cloudkb import figures, periods

    if text in figures.reserved_words():
        file.complain(
            "bad-value",
            worded(
                "{text} is a word of figures, and cannot be the id of {what}", text=text, what=what
            ),
            node,
            worded("add to it: {text}_total", text=re.sub("[^a-z0-9]", "_", text))
            if metric
            else worded("add to it: {text}-cloud", text=text),
        )
        return False
    if not periods.is_reserved(text):
        return True
    file.complain(
        "bad-value",
        worded("{text} reads as a period, and cannot be the id of {what}", text=text, what=what),
        node,
        worded("give it a letter that is no part of a period"),
    )
    return False


_GUESSES = 50
"""Unknown names for which the nearest one is looked for, in one reading: guessing is slow, and
who has more of them has something else to mend first."""


class Names:
    """Look-up of declared names; each unknown one is told once for each place it stands at.

    Made once for all files of a reading.
    """

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, object]) -> None:
        """Everything claims may name."""
        words = vocabulary
        self.vocabulary = vocabulary
        self.documents = documents
        self.lost = frozenset(vocabulary.lost)
        self.wanting = {name: (key, at) for name, key, at in vocabulary.wanting}
        self.missed: list[tuple[str, str]] = []
        """Kind and name of what was asked for and is lost, until somebody takes it."""
        self.trackers = {key for key, one in words.sources.items() if one.kind == "tracker"}
        self.speakers: Mapping[str, object] = {**words.entities, **words.sources}
        self._known: Mapping[str, Mapping[str, object]] = {
            "entity": words.entities,
            "metric": words.metrics,
            "document": documents,
            "scope": {**words.scopes, **{key: words.sources[key] for key in sorted(self.trackers)}},
            "source": self.speakers,
        }
        self.scopes = self._known["scope"].keys()
        self._hints: dict[tuple[str, str], str] = {}
        self._examples: dict[str, tuple[str, ...]] = {}
        self._spoken: dict[str, dict[str, str]] = {}

    def period(self, text: str, entity: Entity | None, metric: Metric | None) -> Period:
        """The period of a claim about an entity and a metric, to days; raises `PeriodError`.

        A fiscal name of an entity that is not declared stays one.
        """
        from cloudkb import periods

        is_of_a_day = metric is None or metric.over_time in ("snapshot", "fixed")
        use: periods.Use = "day" if is_of_a_day else "sum"
        return periods.parse(text, use) if entity is None else periods.read(text, entity, use)

    def another(self, entity: str) -> str:
        """An entity to name in an example beside one: of its kind, if there is another."""
        known = self.vocabulary.entities
        kind = known[entity].kind if entity in known else ""
        if kind not in self._examples:
            alike = (key for key, one in known.items() if one.kind == kind or not kind)
            self._examples[kind] = tuple(islice(alike, 2))
        pool = (*self._examples[kind], *islice(known, 2))
        return next((key for key in pool if key != entity), "an-id")

    def check(self, file: File, kind: str, name: str, node: Node) -> bool:
        """Whether a name of a kind (entity, metric, scope, source, document) is declared."""
        if name in self._known[kind]:
            return True
        if name in self.lost:
            self.missed.append((kind, name))
            return False
        if isinstance(node, Nothing):
            return False
        file.complain(
            "unknown-name",
            worded("no {kind} is called {name}", kind=worded(kind), name=name[:60]),
            node,
            self.hint(kind, name),
        )
        return False

    def knows(self, kind: str, name: str) -> bool:
        """Whether a name is declared, or seems to be in a file that is broken."""
        return name in self._known[kind] or name in self.lost

    def hint(self, kind: str, name: str) -> str:
        """What to do about a name that nobody has declared."""
        if (kind, name) in self._hints:
            return self._hints[kind, name]
        if len(self._hints) >= _GUESSES:
            return self._declare(kind)
        return self._hints.setdefault((kind, name), self._guess(kind, name))

    def _guess(self, kind: str, name: str) -> str:
        if kind not in self._spoken:
            self._spoken[kind] = {fold(word): key for key, word in self._words(kind) if word}
        spoken, wanted = self._spoken[kind], fold(name)
        if wanted in spoken:
            return worded("write its id: {name}", name=spoken[wanted])
        close = near(name, list(self._known[kind])) or spoken.get(near(wanted, list(spoken)), "")
        return worded("did you mean {close}?", close=close) if close else self._declare(kind)

    def _words(self, kind: str) -> Iterator[tuple[str, str]]:
        for key, one in self._known[kind].items():
            for word in ("name", "name_zh"):
                yield key, getattr(one, word, "")
            for alias in getattr(one, "aliases", ()):
                yield key, alias

    @staticmethod
    def _declare(kind: str) -> str:
        if kind == "document":
            return worded("cloudkb list documents shows them all")
        plural = {"entity": "entities"}.get(kind, f"{kind}s")
        return worded(
            "declare it under {plural}:, or look with cloudkb list {plural}", plural=plural
        )
