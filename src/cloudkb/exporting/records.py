"""Claims and documents as a fact file would say them, key by key."""

from collections.abc import Iterable, Iterator, Mapping

from cloudkb.model import Claim, Document, JsonObject, Vocabulary
from cloudkb.parquet.columns import ColumnKind
from cloudkb.reader.table_rows import COLUMNS, DOCUMENT, LISTS, NOTES, OF_DOCUMENT, YES_NO
from cloudkb.reader.vocabulary import NONE, PLAIN


def kinds(columns: Iterable[str] = COLUMNS) -> dict[str, ColumnKind]:
    """The kind of each column of claims."""
    found: dict[str, ColumnKind] = {}
    for name in columns:
        found[name] = "list" if name in LISTS else "yes" if name in YES_NO else "text"
        if name in NOTES:
            found[name] = "notes"
    return found


class Recorder:
    """Makes records that read as the same claims, in a table that tells of documents too."""

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, Document]) -> None:
        """Look-ups are prepared once."""
        self._documents = documents
        self._trackers = {key for key, one in vocabulary.sources.items() if one.kind == "tracker"}

    def claim(self, claim: Claim) -> JsonObject:
        """A claim under its full name, with nothing left to its document but what it is."""
        document = self._documents[claim.document]
        texts = [reading.text for reading in claim.readings]
        record: JsonObject = {
            DOCUMENT: claim.document,
            "id": claim.id.partition("/")[2],
            "where": claim.where,
            "entity": claim.entity,
            "metric": claim.metric,
            "in": claim.within or (document.within and NONE),
            "scope": claim.scope or self._plain(claim, document),
            "period": claim.period.text,
            "figure": texts[0] if len(texts) == 1 else None,
            "either": texts if len(texts) > 1 else None,
            "says": claim.says,
            "source": claim.source if claim.source != claim.document else None,
            "date": claim.date.text if claim.date != document.published else None,
            "currency": claim.currency,
            "kind": claim.kind if claim.kind != "observation" else None,
            "note": claim.note,
            "exact": claim.exact,
            "decimals": claim.decimals,
            "direction": claim.direction,
            "supersedes": list(claim.supersedes),
            "disputes": claim.disputes,
            "same_as": list(claim.same_as),
            "origin": claim.origin,
        }
        return {key: value for key, value in record.items() if value}

    def _plain(self, claim: Claim, document: Document) -> str | None:
        """What takes back the scope that a document or a tracker gives."""
        gives = document.scope or claim.source in self._trackers
        return PLAIN if gives and claim.metric else None

    def document(self, document: Document) -> JsonObject:
        """What is said of a document, in columns of its own."""
        said: JsonObject = {
            "title": document.title,
            "published": document.published.text,
            "author": document.author,
            "publisher": document.publisher,
            "language": document.language,
            "currency": document.currency,
            "grade": document.grade,
            "url": document.url,
            "archived": document.archived,
            "accessed": document.accessed,
            "origin": document.origin,
            "note": document.note,
            "source": document.source,
            "in": document.within,
            "scope": document.scope,
            "ignored": [
                {"text": one.text or None, "where": one.where or None, "reason": one.reason}
                for one in document.ignored
            ],
        }
        return {f"{OF_DOCUMENT}{key}": value for key, value in said.items() if value}

    def rows(self, claims: Iterable[Claim], *, with_documents: bool = True) -> Iterator[JsonObject]:
        """A record a claim, then one for each document that has none."""
        told = {key: self.document(one) for key, one in self._documents.items()}
        left = dict.fromkeys(told) if with_documents else {}
        for claim in claims:
            left.pop(claim.document, None)
            record = self.claim(claim)
            yield {**record, **told[claim.document]} if with_documents else record
        for name in left:
            yield {DOCUMENT: name, **told[name]}
