"""Words for the search index, and what a person types into a query it understands.

SQLite's standard tokenizer `unicode61` takes a run of Han characters for one word, so
that 份额 inside 市场份额 would never be found. A space between Han characters, in the
index and in the query, makes each a word of its own; a query asks for them side by side.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cloudkb.store.layout import TABLES
from cloudkb.words import simplified

if TYPE_CHECKING:
    from cloudkb.model import Document, Entity, Metric, Scope, Source, Vocabulary
    from cloudkb.store.rows import SqlRow, SqlValue

_CLAIM_COLUMNS = list(TABLES["claims"].columns)
_ENTITY, _METRIC, _WITHIN, _SCOPE, _SOURCE, _FIGURE, _READINGS, _SAYS, _NOTE = map(
    _CLAIM_COLUMNS.index,
    ("entity", "metric", "within", "scope", "source", "figure", "readings", "says", "note"),
)

_HAN = (
    *((0x3005, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF)),
    (0x20000, 0x3FFFF),
)
"""First and last of each block of Han characters."""
_PREFIX_FROM = 3
"""A Latin word of this many letters also finds its longer forms (share, shares)."""


def spaced(text: str) -> str:
    """The text as it is indexed: compatibility forms folded, Han characters simplified, apart."""
    if text.isascii():
        return text
    return simplified(unicodedata.normalize("NFKC", text)).translate(_APART)


class _Apart(dict[int, int | str]):
    """A table for `str.translate` that learns each character when it is first met.

    A pattern of so many characters takes longer to compile than a file to index.
    """

    def __missing__(self, code: int) -> int | str:
        han = any(first <= code <= last for first, last in _HAN)
        self[code] = f" {chr(code)} " if han else code
        return self[code]


_APART = _Apart()


def search_query(text: str) -> str:
    """A full-text query for what a person typed: all its words, in any order.

    Text in double quotes is looked for as a phrase. Nothing typed is read as search
    syntax. Empty when there is no letter, digit or sign of a word to look for.
    """
    phrases = []
    for quoted, word in re.findall(r'"([^"]*)"|([^\s"]+)', text.replace("\0", " ")):
        words = spaced(quoted or word).split()
        if not any(character.isalnum() for part in words for character in part):
            continue
        phrase = '"' + " ".join(words) + '"'
        last = words[-1]
        if word and len(last) >= _PREFIX_FROM and last.isascii() and last.isalpha():
            phrase += "*"
        phrases.append(phrase)
    return " AND ".join(phrases)


class SearchText:
    """Makes the search words of a claim, remembering those of each name."""

    def __init__(self, vocabulary: "Vocabulary", documents: "Mapping[str, Document]") -> None:
        """Take the names claims will mention."""
        self._vocabulary = vocabulary
        self._documents = documents
        self._known: dict[tuple[str, SqlValue], str | None] = {}

    def row(self, claim: "SqlRow") -> "SqlRow":
        """One row of `claims_search`, its number first, for a row of `claims`."""
        readings, figure = claim[_READINGS], claim[_FIGURE]
        texts = " ".join(json.loads(str(readings))) if readings else str(figure or "")
        return (
            claim[0],
            self._words("entity", claim[_ENTITY]),
            self._words("metric", claim[_METRIC]),
            self._words("entity", claim[_WITHIN]),
            self._words("scope", claim[_SCOPE]),
            self._words("source", claim[_SOURCE]),
            spaced(texts),
            spaced(str(claim[_SAYS] or "")),
            spaced(str(claim[_NOTE] or "")),
        )

    def _words(self, kind: str, identifier: "SqlValue") -> str | None:
        if identifier is None:
            return None
        try:
            return self._known[kind, identifier]
        except KeyError:
            words = self._known[kind, identifier] = self._look_up(kind, str(identifier))
            return words

    def _look_up(self, kind: str, identifier: str) -> str:
        texts: tuple[str, ...] = (identifier,)
        if record := self._record(kind, identifier):
            texts = (record.id, record.name, record.name_zh, *record.aliases)
        elif document := self._documents.get(identifier):
            texts = (document.author, document.publisher)
        return spaced(" ".join(text for text in texts if text))

    def _record(self, kind: str, identifier: str) -> "Entity | Metric | Source | Scope | None":
        names = self._vocabulary
        if kind == "metric":
            return names.metrics.get(identifier)
        if kind == "scope":
            return names.scopes.get(identifier) or names.sources.get(identifier)
        return names.entities.get(identifier) or names.sources.get(identifier)
