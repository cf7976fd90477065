"""Whether a name is declared, and which one was meant when it is not."""

import re
from collections.abc import Mapping

from cloudkb.model import Vocabulary
from cloudkb.reader.fields import File, near
from cloudkb.reader.nodes import Node, Nothing
from cloudkb.words import fold

_ID = re.compile(r"[a-z][a-z0-9-]*\Z")
_METRIC_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
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
    hint = f"write {mended}" if mended else f"for example alibaba{joint}cloud"
    sign = "underscores" if metric else "hyphens"
    file.complain(
        "bad-value",
        f"{text[:60]!r} cannot be the id of {what}: small letters, digits and "
        f"{sign}, a letter first",
        node,
        hint,
    )
    return False


def check_free(file: File, text: str, node: Node, what: str) -> bool:
    """Whether an id that may stand inside figures is no word of theirs, and reads as no period."""
    from cloudkb import figures, periods

    if text in figures.reserved_words():
        file.complain(
            "bad-value",
            f"{text} is a word of figures, and cannot be the id of {what}",
            node,
            f"add to it: {text}-cloud",
        )
        return False
    try:
        periods.parse(text)
    except periods.PeriodError:
        return True
    file.complain(
        "bad-value",
        f"{text} reads as a period, and cannot be the id of {what}",
        node,
        "give it a letter that is no part of a period",
    )
    return False


class Names:
    """Look-up of declared names; each unknown one is told once for each place it stands at."""

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, object]) -> None:
        """Everything claims may name."""
        self.vocabulary = vocabulary
        self.documents = documents
        self.lost = frozenset(vocabulary.lost)
        self.trackers = {key for key, one in vocabulary.sources.items() if one.kind == "tracker"}
        self.scopes = vocabulary.scopes.keys() | self.trackers

    def check(self, file: File, kind: str, name: str, node: Node) -> bool:
        """Whether a name of a kind (entity, metric, scope, source, document) is declared."""
        if name in self._known(kind):
            return True
        if name in self.lost or isinstance(node, Nothing):
            return False
        file.complain(
            "unknown-name", f"no {kind} is called {name[:60]}", node, self._hint(kind, name)
        )
        return False

    def _known(self, kind: str) -> Mapping[str, object]:
        words = self.vocabulary
        if kind == "entity":
            return words.entities
        if kind == "metric":
            return words.metrics
        if kind == "document":
            return self.documents
        if kind == "scope":
            return {**words.scopes, **{key: words.sources[key] for key in sorted(self.trackers)}}
        return {**words.entities, **words.sources}

    def _hint(self, kind: str, name: str) -> str:
        known = self._known(kind)
        wanted = fold(name)
        spoken = {}
        for key, one in known.items():
            for word in (
                getattr(one, "name", ""),
                getattr(one, "name_zh", ""),
                *getattr(one, "aliases", ()),
            ):
                if word:
                    spoken[fold(word)] = key
        if wanted in spoken:
            return f"write its id: {spoken[wanted]}"
        close = near(name, list(known)) or spoken.get(near(wanted, list(spoken)), "")
        if close:
            return f"did you mean {close}?"
        if kind == "document":
            return "cloudkb list documents shows them all"
        plural = {"entity": "entities"}.get(kind, f"{kind}s")
        return f"declare it under {plural}:, or look with cloudkb list {plural}"
