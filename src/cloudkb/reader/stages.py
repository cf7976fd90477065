"""The stages of reading, one file in memory at a time."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.model import (
    AcceptedException,
    Claim,
    Document,
    Facts,
    Finding,
    Metric,
    Place,
    Vocabulary,
)
from cloudkb.parquet import is_parquet
from cloudkb.reader import nodes, plain_lines
from cloudkb.reader.accepted_disputes import read_exceptions
from cloudkb.reader.circles import claim_circles, without_circles
from cloudkb.reader.claim_keys import GROUP_KEYS
from cloudkb.reader.claims import ClaimReader
from cloudkb.reader.declared_names import Names
from cloudkb.reader.decoding import Refused, decode
from cloudkb.reader.documents import DEFAULTS, read_document
from cloudkb.reader.fields import File, guessed
from cloudkb.reader.fiscal_years import with_fiscal_years
from cloudkb.reader.scope_defaults import one_meaning
from cloudkb.reader.table_rows import read_documents, read_rows
from cloudkb.reader.vocabulary import VocabularyReader
from cloudkb.words import joined

VOCABULARY_KEYS = (
    "entities",
    "metrics",
    "sources",
    "scopes",
    "scope_relations",
    "comparable",
    "totals",
    "formulas",
    "settings",
)
TOP_KEYS = (*VOCABULARY_KEYS, "document", "claims", "exceptions")

# a cheap look that decides which files must be read whole for their vocabulary
_HOLDS_VOCABULARY = re.compile(
    rb"(?:^|[\r\n{,])[\"'{ ]{0,2}(?:" + "|".join(VOCABULARY_KEYS).encode() + rb")[\"' ]{0,2}:"
)
_VOCABULARY_WORDS = [key.encode() for key in VOCABULARY_KEYS]
_INDENTED_KEY = expression(r"^ +([a-z][a-z0-9_-]*):", re.MULTILINE)


class SourceFile(NamedTuple):
    """A fact file: its path in the repository, with forward slashes, and what it holds."""

    path: str
    data: bytes


class Batch(NamedTuple):
    """What one file says about claims."""

    document: Document | None
    claims: tuple[Claim, ...]
    exceptions: tuple[AcceptedException, ...]
    findings: tuple[Finding, ...]


def read(files: Iterable[SourceFile]) -> tuple[Facts, tuple[Finding, ...]]:
    """All facts of some files, and everything that is wrong with them, sorted by place."""
    kept = list(files)
    vocabulary, documents, found = read_vocabulary(kept)
    findings = list(found)
    claims: list[Claim] = []
    exceptions: list[AcceptedException] = []
    names = Names(vocabulary, documents)
    for file in kept:
        batch = read_claims(file, names)
        claims += batch.claims
        exceptions += batch.exceptions
        findings += batch.findings
    kept_claims, twice = first_of_each(claims)
    facts = Facts(vocabulary, documents, kept_claims, tuple(exceptions))
    findings += twice
    findings += cross_check(facts, findings)
    findings.sort(key=lambda one: (one.place[:3], one.rule, one.message))
    return facts, tuple(findings)


def read_vocabulary(
    files: Iterable[SourceFile],
) -> tuple[Vocabulary, dict[str, Document], tuple[Finding, ...]]:
    """What claims may name, merged from all files, and the documents by id.

    A file that is no YAML is passed over here and reported by `read_claims`; names that
    seem to be declared in it are remembered as lost, so that claims about them are left
    out without further complaints.
    """
    reader = VocabularyReader()
    documents: dict[str, Document] = {}
    seen: dict[str, Document] = {}
    opened: list[File] = []
    for source in files:
        text = ""
        if is_parquet(source.path):
            file = File(source.path, text)
            opened.append(file)
            for node in read_documents(file, source.data):
                _take_document(file, node, reader, documents, seen)
            continue
        try:
            text = decode(source.path, source.data)
            file = File(source.path, text)
            opened.append(file)
            _take(file, text, reader, documents, seen, holds_vocabulary(source.data))
        except Refused:
            reader.lost.update(_INDENTED_KEY.findall(text))
    names = Names(reader.vocabulary(), seen)
    for check in reader.later:
        check(names)
    findings = [finding for file in opened for finding in file.findings]
    for document in documents.values():
        if document.origin is not None and document.origin not in seen:
            findings.append(
                Finding(
                    "unknown-name",
                    "error",
                    worded("no document is called {origin}", origin=document.origin[:60]),
                    document.place,
                    hint=names.hint("document", document.origin),
                )
            )
            documents[document.id] = document._replace(origin=None)
    documents = {key: one for key, one in documents.items() if _gives_what_is_declared(one, names)}
    vocabulary = _without_dangling(reader.vocabulary(), seen)
    vocabulary, documents, circular = without_circles(vocabulary, documents)
    vocabulary = vocabulary._replace(entities=with_fiscal_years(vocabulary.entities))
    vocabulary, overlapping = one_meaning(vocabulary)
    return vocabulary, documents, (*findings, *circular, *overlapping)


def holds_vocabulary(data: bytes) -> bool:
    """Whether a file may declare something; most have not one of the words in them."""
    is_in = any(word in data for word in _VOCABULARY_WORDS)
    return is_in and _HOLDS_VOCABULARY.search(data) is not None


def _take(
    file: File,
    text: str,
    reader: VocabularyReader,
    documents: dict[str, Document],
    seen: dict[str, Document],
    whole: bool,
) -> None:
    """Vocabulary and document of one file; claims wait for their own stage."""
    if not whole and (plain := plain_lines.document(text)) is not None:
        _take_document(file, plain, reader, documents, seen)
        return
    from cloudkb.reader.compose import compose

    top = compose(file.path, text, lambda finding: None, None if whole else "document")
    if not isinstance(top, nodes.Mapping):
        return
    for key in VOCABULARY_KEYS:
        if key in top.items:
            reader.read(file, key, *top.items[key])
            if isinstance(top.items[key][1], nodes.Nothing):
                # written twice, and reported: nothing can be said of what it declares
                reader.lost.update(_INDENTED_KEY.findall(text))
    if "document" in top.items:
        _take_document(file, top.items["document"][1], reader, documents, seen)


def _take_document(
    file: File,
    node: nodes.Node,
    reader: VocabularyReader,
    documents: dict[str, Document],
    seen: dict[str, Document],
) -> None:
    document, sound = read_document(file, node, reader.later)
    first = seen.get(document.id) if document.id else None
    if first is not None:
        file.complain(
            "repeated-id",
            worded(
                "another document is called {name}: {file}", name=document.id, file=first.place.file
            ),
            node,
            worded("give one of them another id; one document stands in one file"),
        )
        return
    if document.id:
        seen[document.id] = document
    if sound:
        documents[document.id] = document


def _gives_what_is_declared(document: Document, names: Names) -> bool:
    """Whether what a document gives its claims is declared; if not, that has been reported."""
    given = {kind: getattr(document, field) for field, kind in DEFAULTS.items()}
    return all(not name or names.knows(kind, name) for kind, name in given.items())


def _without_dangling(vocabulary: Vocabulary, documents: Mapping[str, Document]) -> Vocabulary:
    """The vocabulary without references to what is not declared; those have been reported."""
    entities = {
        key: one
        if one.part_of is None or one.part_of in vocabulary.entities
        else one._replace(part_of=None)
        for key, one in vocabulary.entities.items()
    }
    known = vocabulary.metrics
    metrics = {
        key: one._replace(
            share_of=one.share_of if one.share_of in known else None,
            ratio_of=one.ratio_of
            if one.ratio_of and all(m in known for m in one.ratio_of)
            else None,
            at_most=one.at_most if one.at_most in known else None,
            only=one.only if one.only in known else None,
        )
        for key, one in known.items()
    }
    metrics = {key: _of_its_days(one, metrics) for key, one in metrics.items()}
    scopes = {
        key: one
        if one.stated_in is None or one.stated_in in documents
        else one._replace(stated_in=None)
        for key, one in vocabulary.scopes.items()
    }
    return vocabulary._replace(entities=entities, metrics=metrics, scopes=scopes)


def _of_its_days(metric: Metric, metrics: Mapping[str, Metric]) -> Metric:
    """A share or ratio of snapshots alone is itself a snapshot: it is of the day they are of."""
    parts = [metrics[name] for name in (metric.share_of, *(metric.ratio_of or ())) if name]
    is_one = metric.over_time == "level" and {one.over_time for one in parts} == {"snapshot"}
    return metric._replace(over_time="snapshot") if is_one else metric


def read_claims(source: SourceFile, names: Names) -> Batch:
    """The claims and exceptions of one file; a broken claim costs that claim alone.

    `names` are those of the vocabulary and the documents of all files.
    """
    if is_parquet(source.path):
        parts = list(read_batches(source, names))
        claims = tuple(claim for part in parts for claim in part.claims)
        return Batch(None, claims, (), tuple(one for part in parts for one in part.findings))
    try:
        text = decode(source.path, source.data)
        file = File(source.path, text)
        if (plain := _plain(file, text, names)) is not None:
            return plain
        from cloudkb.reader.compose import compose

        top = compose(source.path, text, file.findings.append)
    except Refused as refused:
        return Batch(None, (), (), (refused.finding,))
    if top is None:
        return Batch(None, (), (), tuple(file.findings))
    if not isinstance(top, nodes.Mapping):
        if not isinstance(top, nodes.Nothing):
            file.complain(
                "bad-value",
                worded("a fact file is a mapping of keys"),
                top,
                worded("it may hold {keys}", keys=joined(TOP_KEYS)),
            )
        return Batch(None, (), (), tuple(file.findings))
    for key, (word, _) in top.items.items():
        if key not in TOP_KEYS:
            hint = (
                worded(
                    "write it in each claim, or once for a group of them: "
                    "- {{{key}: …, claims: […]}}",
                    key=key,
                )
                if key in GROUP_KEYS
                else guessed(key, TOP_KEYS, worded("it may hold {keys}", keys=joined(TOP_KEYS)))
            )
            file.complain(
                "unknown-key", worded("a fact file has no key {key}", key=key[:60]), word, hint
            )
    return _batch(file, top, names)


def read_batches(source: SourceFile, names: Names) -> Iterator[Batch]:
    """What `read_claims` gives, in parts: of a Parquet file some ten thousand rows at a time.

    A file of YAML is one part.
    """
    if not is_parquet(source.path):
        yield read_claims(source, names)
        return
    for claims, findings in read_rows(source.path, source.data, names):
        yield Batch(None, claims, (), findings)


def _plain(file: File, text: str, names: Names) -> Batch | None:
    """The same of a file whose claims are plain lines below its document; None for any other."""
    found = None if nodes.may_be_too_long(text) else plain_lines.read(text)
    node = None if found is None else plain_lines.document(text)
    if found is None or node is None:
        return None
    top = nodes.Mapping(1, 1)
    top.items["document"] = nodes.Scalar("document", None, None, None), node
    return _batch(file, top, names, found)


def _batch(
    file: File,
    top: nodes.Mapping,
    names: Names,
    plain: Sequence[plain_lines.PlainMapping] | None = None,
) -> Batch:
    document = None
    if "document" in top.items:
        # what is wrong with the document itself was reported with the vocabulary
        shadow = File(file.path, "")
        written, _ = read_document(shadow, top.items["document"][1])
        known = names.documents.get(written.id)
        document = known if isinstance(known, Document) and known.place == written.place else None
    claims: list[Claim] = []
    if plain is not None or "claims" in top.items:
        if "document" not in top.items:
            file.complain(
                "missing-key",
                worded("claims stand here without a document"),
                top.items["claims"][0],
                worded("add document: {id: …, title: …, published: …} above them"),
            )
        else:
            reader = ClaimReader(file, names, document or written)
            if plain is None:
                reader.read(top.items["claims"][1])
            else:
                reader.read_plain(plain)
            claims = reader.claims if document is not None else []
            if document is None:
                reader.waiting.of_document(reader.claims)
    exceptions: list[AcceptedException] = []
    if "exceptions" in top.items:
        exceptions = read_exceptions(
            file, top.items["exceptions"][1], document.id if document else ""
        )
    return Batch(document, tuple(claims), tuple(exceptions), tuple(file.findings))


def first_of_each(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], list[Finding]]:
    """Claims without those whose id a claim of another file has already, and complaints of them.

    A document may have claims in its own file and in tables; within a file that is told already.
    """
    every = tuple(claims)
    first: dict[str, Claim] = {}
    found = [
        repeated_id(claim, other.place)
        for claim in every
        if (other := first.setdefault(claim.id, claim)) is not claim
    ]
    return (tuple(first.values()) if found else every), found


def repeated_id(claim: Claim, first: Place) -> Finding:
    """The complaint of a claim that is called as another one, read before."""
    return Finding(
        "repeated-id",
        "error",
        worded(
            "another claim is called {name}: {file}, {line}",
            name=claim.id,
            file=first.file,
            line=File(first.file, "").spot(first.line),
        ),
        claim.place,
        hint=worded("give one of the two another id"),
        claims=(claim.id,),
    )


_LOSES_ALL = ("yaml-syntax", "yaml-trap", "repeated-key", "limit")
"""What may leave out a whole file of YAML."""
_GUESSED = 5_000
"""Claims among which the nearest name is looked for."""
_GUESSES = 50
"""Unknown names for which it is."""


_SUPERSEDES = marked("this claim supersedes {name}, and no claim is called so")
_SAYS_THE_SAME = marked("this claim says the same as {name}, and no claim is called so")
_DISPUTES = marked("this claim disputes {name}, and no claim is called so")
_COPIES = marked("this claim copies {name}, and no claim is called so")
_NAMES = marked("this exception names {name}, and no claim is called so")
_DOUBTS = marked("this exception doubts {name}, and no claim is called so")


class ReadClaims(NamedTuple):
    """What claims there are, where not all are at hand."""

    names: AbstractSet[str]
    files: AbstractSet[str]
    documents: AbstractSet[str]


def cross_check(
    facts: Facts, findings: Iterable[Finding] = (), kept: ReadClaims | None = None
) -> list[Finding]:
    """Complaints about references between claims: names that no claim has.

    `findings` are those of reading: claims left out there are not complained of again. `kept` tells
    of all claims where `facts` have those alone that name others.
    """
    known = {claim.id for claim in facts.claims} if kept is None else kept.names
    lost = {name for finding in findings for name in finding.claims} - known
    kept_files = {claim.place.file for claim in facts.claims} if kept is None else kept.files
    lost_whole = any(
        (is_parquet(one.place.file) or one.rule in _LOSES_ALL)
        and one.severity == "error"
        and one.place.file not in kept_files
        for one in findings
    )
    read_documents = {claim.document for claim in facts.claims} if kept is None else kept.documents
    found: list[Finding] = []
    by_name = sorted(known) if len(known) < _GUESSED else []

    def check(name: str, place: Place, told: str) -> None:
        if name in known or name in lost or ":" in name:
            return
        if lost_whole and name.partition("/")[0] not in read_documents:
            return
        options = by_name if len(found) < _GUESSES else []
        hint = guessed(name, options, worded("a claim is named document/id"))
        found.append(
            Finding("unknown-name", "error", worded(told, name=name[:120]), place, hint=hint)
        )

    found += claim_circles(facts.claims)
    for claim in facts.claims:
        for name, told in (
            *((name, _SUPERSEDES) for name in claim.supersedes),
            *((name, _SAYS_THE_SAME) for name in claim.same_as),
            (claim.disputes, _DISPUTES),
            (claim.origin, _COPIES),
        ):
            if name is not None:
                check(name, claim.place, told)
    for exception in facts.exceptions:
        for name in exception.claims:
            check(name, exception.place, _NAMES)
        if exception.doubt not in exception.claims:
            check(exception.doubt, exception.place, _DOUBTS)
    return found
