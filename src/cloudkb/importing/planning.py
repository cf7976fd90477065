"""What records would write: which claims are new, stand already, or differ; nothing is written.

The reader itself is asked what each claim says: it is read as if its file held nothing else.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from cloudkb import base, figures
from cloudkb.base import Location
from cloudkb.exporting.parquet_export import with_drafts, with_superseded
from cloudkb.importing.existing_claims import ExistingClaims, Restatements, says_the_same
from cloudkb.importing.record import (
    Declarations,
    ImportRefused,
    Origin,
    Record,
    TakenClaim,
    refused,
)
from cloudkb.language import marked, worded
from cloudkb.model import Claim, ClaimDraft, Facts, Finding, Place, Related
from cloudkb.parquet import SUFFIX, is_parquet
from cloudkb.writer import (
    claim_lines,
    claim_starts,
    declare,
    file_of_new,
    insert_claims,
    new_document,
    supersede,
    way_to_schema,
    without_claims,
)
from cloudkb.writer.refusal import refuse_table

_ID = re.compile("[a-z][a-z0-9-]{0,99}")
_CURRENCY = marked("say it: --set currency=CNY, or with the unit of its column")


class FileChange(NamedTuple):
    """A fact file before and after, by its path from the root."""

    path: str
    before: str | None
    """None where there is none."""
    after: str


class TableChange(NamedTuple):
    """A Parquet file before and after, by its path from the root."""

    path: str
    before: bytes | None
    """None where there is none."""
    after: bytes


class Plan(NamedTuple):
    """What would be written, and what is told of it."""

    changes: tuple[FileChange, ...]
    new: tuple[tuple[str, Origin], ...]
    """The ids of claims that are new, and where each was taken from."""
    same: int
    """How many claims stand already as they are."""
    repeated: int
    """How many cells say again what another cell of the file says."""
    changed: tuple[Finding, ...]
    """Cells that differ from the claim that stands, or from another cell about the same."""
    restated: tuple[tuple[str, str], ...]
    """Claims with the earlier ones that they are to supersede; one of them is new."""
    refused: tuple[Finding, ...]
    declared: Declarations
    """What is added to the vocabulary."""
    undeclared: Declarations
    """What claims name and nobody has declared, where it is not to be added."""
    tables: tuple[TableChange, ...] = ()
    """Parquet files, where claims are written into tables or those of tables are restated."""


class _Planner:
    """Works one plan out; texts of fact files grow in it, and nowhere else."""

    def __init__(
        self, place: Location, facts: Facts, *, keep_changed: bool, as_table: bool
    ) -> None:
        self.place, self.facts = place, facts
        self.keep_changed, self.as_table = keep_changed, as_table
        self.tables: dict[str, TableChange] = {}
        self.asked: set[str] = set()
        self.before: dict[str, str | None] = {}
        self.after: dict[str, str] = {}
        self.new: list[tuple[str, Origin]] = []
        self.same = self.repeated = 0
        self.changed: list[Finding] = []
        self.restated: list[tuple[str, str]] = []
        self.refused: list[Finding] = []
        self.superseding: dict[str, list[str]] = defaultdict(list)
        """Claims that stand, with the new ones that they are to supersede as well."""

    # --- texts of files --------------------------------------------------------------------

    def text(self, path: str) -> str | None:
        """What a file holds, with what is planned for it."""
        if path in self.after:
            return self.after[path]
        if path not in self.before:
            data = base.fact_file(self.place, path)
            try:
                self.before[path] = None if data is None else data.decode("utf-8")
            except UnicodeDecodeError:
                raise ImportRefused(
                    worded("{path} is no UTF-8", path=path), worded("save it as UTF-8 first")
                ) from None
        return self.before[path]

    def supposed(self, texts: Mapping[str, str]) -> Location:
        """The place with what is planned, and with some texts besides."""
        every = {**self.after, **texts}
        files = {path: text.encode() for path, text in every.items()}
        return self.place.supposing({**files, **self._emptied()})

    def _emptied(self) -> dict[str, bytes]:
        """The tables that hold claims of these documents, without them."""
        standing = {
            one.place.file
            for one in self.facts.claims
            if one.place.is_row and one.document in self.asked
        }
        return {path: with_drafts(None, "", ()) for path in sorted(standing)}

    # --- vocabulary ------------------------------------------------------------------------

    def undeclared(self, records: Iterable[Record]) -> dict[str, dict[str, Mapping[str, Any]]]:
        """What records need and nobody has declared."""
        known = self.facts.vocabulary
        there = {
            "entities": known.entities.keys() | known.sources.keys(),
            "metrics": known.metrics.keys(),
            "sources": known.sources.keys() | known.entities.keys(),
            "formulas": {one.id for one in known.formulas},
        }
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        for record in records:
            for section, declared in record.vocabulary.items():
                for key, fields in declared.items():
                    if key not in there.get(section, ()):
                        found.setdefault(section, {})[key] = fields
        return found

    def declare(self, vocabulary: Declarations) -> None:
        """Add it where most of its kind stands."""
        for section, declared in vocabulary.items():
            path = self._vocabulary_file(section)
            self.after[path] = declare(self.text(path) or "", section, declared)

    def _vocabulary_file(self, section: str) -> str:
        known = self.facts.vocabulary
        rows: Any = getattr(known, section, ())
        every = rows.values() if isinstance(rows, Mapping) else rows
        files = Counter(
            one.place.file for one in every if one.place.file.endswith((".yaml", ".yml"))
        )
        first = f"{self.place.facts.name}/{section}.yaml"
        return max(files, key=lambda name: (files[name], name)) if files else first

    # --- claims ----------------------------------------------------------------------------

    def file_of(self, document: str) -> str:
        """The file of a document; of a new one where most others stand."""
        known = self.facts.documents
        if document in known:
            return known[document].place.file
        if not _ID.fullmatch(document):
            raise ImportRefused(
                worded('"{document}" cannot be the id of a document', document=document[:60]),
                worded("name it: --document, small letters, digits and hyphens, a letter first"),
            )
        files = (one.place.file for one in known.values())
        return file_of_new(document, files, self.place.facts.name)

    def take(self, records: Sequence[Record]) -> None:
        """Work out what becomes of the claims of some records."""
        self.asked = {one.document for one in records}
        records = [self._without_copies(one) for one in records]
        alone = {self.file_of(one.document): self._alone(one) for one in records}
        read = base.findings(self.supposed(alone), False, of_base=False)
        for record in records:
            self._take_record(record, alone[self.file_of(record.document)], read)
        self._supersede(records)

    def _supersede(self, records: Sequence[Record]) -> None:
        """Let later documents that stand restate what is new of earlier ones."""
        new = {name for name, _ in self.new}
        for record in records:
            for claim, names in record.superseding.items():
                self.superseding[claim] += [one for one in names if one in new]
        by_file: dict[str, dict[Place, list[str]]] = defaultdict(dict)
        for one in self.facts.claims:
            if more := self.superseding.get(one.id):
                by_file[one.place.file][one.place] = more
                self.restated += [(one.id, name) for name in more]
        for path, wanted in sorted(by_file.items()):
            if is_parquet(path):
                rows = {place.line: names for place, names in wanted.items()}
                self._change_table(path, partial(with_superseded, more=rows))
            else:
                self._supersede_in_text(path, wanted)

    def _supersede_in_text(self, path: str, more: Mapping[Place, Sequence[str]]) -> None:
        """Claims are told by their number: what was written before may have moved their lines."""
        self.text(path)
        number = {at: index for index, at in enumerate(claim_starts(self.before[path] or ""))}
        wanted = {number[place.line, place.column]: names for place, names in more.items()}
        self.after[path] = supersede(self.text(path) or "", wanted)

    def _without_copies(self, record: Record) -> Record:
        """The record without cells that say word for word what one before them says."""
        unique: dict[str, TakenClaim] = {}
        for one in record.claims:
            unique.setdefault(repr(sorted(one.claim.fields.items())), one)
        self.repeated += len(record.claims) - len(unique)
        return record._replace(claims=tuple(unique.values()))

    def _alone(self, record: Record) -> str:
        """The file of a record as it would be if it held these claims and no others."""
        path = self.file_of(record.document)
        refuse_table(path)
        text = self.text(path)
        drafts = [one.claim for one in record.claims]
        if record.document in self.facts.documents:
            return insert_claims(without_claims(text or ""), record.document, drafts, by_line=True)
        if text is not None:
            raise ImportRefused(
                worded("{path} is there already", path=path), worded("give the document another id")
            )
        if record.header is None:
            raise ImportRefused(
                worded("there is no document {document}", document=record.document),
                worded("begin it: --title TEXT --published DAY"),
            )
        return new_document(record.header, drafts, self._schema(path), by_line=True)

    def _schema(self, path: str) -> str:
        return way_to_schema(self.place.facts, self.place.root / path)

    def _take_record(self, record: Record, alone: str, read: "base.ReadFacts") -> None:
        path = self.file_of(record.document)
        number = {line: index for index, line in enumerate(claim_lines(alone))}
        self.refused += record.refused
        told: set[int] = set()
        for finding in read.findings:
            if finding.place.file == path and finding.severity == "error":
                index = number.get(finding.place.line)
                if index is None:
                    raise ImportRefused(
                        worded("{place}: {message}", place=path, message=finding.message),
                        finding.hint,
                    )
                if index not in told:
                    origin = record.claims[index].origin
                    asks = finding.hint == worded(figures.NO_CURRENCY)
                    hint = worded(_CURRENCY) if asks else finding.hint
                    self.refused.append(refused(origin, finding.message, hint))
                told.add(index)
        claims = {
            number[one.place.line]: one
            for one in read.facts.claims
            if one.place.file == path and one.place.line in number
        }
        wanted = self._sorted_out(record, claims, read.facts)
        self._write(record, path, wanted)

    def _sorted_out(
        self, record: Record, claims: Mapping[int, Claim], facts: Facts
    ) -> list[TakenClaim]:
        """The claims that are to be written; the others are counted, or told."""
        known = (one for one in self.facts.claims if one.document == record.document)
        standing = ExistingClaims(known, facts.documents)
        others = Restatements(self.facts, facts.documents[record.document], record.editions)
        seen: dict[Any, list[tuple[Claim, Origin]]] = {}
        wanted: list[TakenClaim] = []
        for index, claim in sorted(claims.items()):
            taken = record.claims[index]
            named = "id" in taken.claim.fields
            key = claim.id if named else standing.key(claim)
            there = standing.like(claim, named=named)
            before = seen.setdefault(key, [])
            if any(says_the_same(claim, one) for one, _ in before):
                self.repeated += 1
                continue
            if any(says_the_same(claim, one) for one in there):
                self.same += 1
                before.append((claim, taken.origin))
                continue
            if before or there:
                self.changed.append(_changed(claim, taken.origin, there, before))
                if not self.keep_changed:
                    continue
                taken = _unnamed(taken)
            before.append((claim, taken.origin))
            is_open = not there and not record.settled
            if is_open and (later := others.restating(claim)):
                self.superseding[later].append(claim.id)
            restated = others.restated_by(claim) if is_open else ()
            if restated and "supersedes" not in taken.claim.fields:
                self.restated += [(claim.id, one) for one in restated]
                names = restated[0] if len(restated) == 1 else list(restated)
                draft = taken.claim
                fields = {**draft.fields, "supersedes": names}
                taken = taken._replace(claim=draft._replace(fields=fields))
            self.new.append((claim.id, taken.origin))
            wanted.append(taken)
        return wanted

    def _write(self, record: Record, path: str, wanted: Sequence[TakenClaim]) -> None:
        if not wanted:
            return
        drafts = [one.claim for one in wanted]
        if self.as_table:
            self._write_table(record.document, path, drafts)
            drafts = []
        if record.document in self.facts.documents:
            if drafts:
                self.after[path] = insert_claims(self.text(path) or "", record.document, drafts)
        elif record.header is not None:
            schema = self._schema(path)
            self.after[path] = new_document(record.header, drafts, schema, by_line=True)

    def _write_table(self, document: str, path: str, drafts: Sequence[ClaimDraft]) -> None:
        """Put claims into the table beside the file of their document."""
        table = str(PurePosixPath(path).with_suffix(SUFFIX))
        self._change_table(table, partial(with_drafts, document=document, drafts=drafts))

    def _change_table(self, path: str, change: Callable[[bytes | None], bytes]) -> None:
        """Let a table hold what is made of it and of what is planned for it."""
        known = self.tables.get(path)
        before = known.before if known else base.fact_file(self.place, path)
        self.tables[path] = TableChange(path, before, change(known.after if known else before))

    def changes(self) -> tuple[FileChange, ...]:
        """The files that would say something else."""
        return tuple(
            FileChange(path, self.before.get(path), text)
            for path, text in sorted(self.after.items())
            if text != self.before.get(path)
        )


def plan(
    place: Location,
    records: Sequence[Record],
    *,
    add: bool = False,
    keep_changed: bool = False,
    as_table: bool = False,
) -> Plan:
    """What records would write into which fact files.

    `add`: what nobody has declared is added to the vocabulary; else it is given as
    `undeclared`, and nothing of this may be written. `keep_changed`: a claim that differs from what
    stands is written beside it. `as_table`: claims go into a Parquet file beside that of their
    document, which gets none of its own. Raises `ImportRefused`, or `WordedError` where a
    file cannot be written to.
    """
    facts = base.read(place.looked_at())
    planner = _Planner(place, facts, keep_changed=keep_changed, as_table=as_table)
    undeclared = planner.undeclared(records)
    # what claims say is worked out with all names known; nothing is written without them
    planner.declare(undeclared)
    planner.take(records)
    return Plan(
        planner.changes(),
        tuple(planner.new),
        planner.same,
        planner.repeated,
        tuple(planner.changed),
        tuple(planner.restated),
        tuple(planner.refused),
        undeclared if add else {},
        {} if add else undeclared,
        tuple(planner.tables[path] for path in sorted(planner.tables)),
    )


def _unnamed(taken: TakenClaim) -> TakenClaim:
    """The claim without an id of its own, which another one has."""
    fields = {key: value for key, value in taken.claim.fields.items() if key != "id"}
    return taken._replace(claim=taken.claim._replace(fields=fields))


def _changed(
    claim: Claim,
    origin: Origin,
    there: Sequence[Claim],
    before: Sequence[tuple[Claim, Origin]],
) -> Finding:
    """That a cell differs from what stands, or from another cell."""
    print_ = _print(claim)
    name = claim.id.partition("/")[2]
    others = chain(
        ((_print(one), one.place.told) for one in there),
        ((_print(one), other.told) for one, other in before),
    )
    other, where = next(others)
    finding = refused(
        origin,
        worded(
            "{name} is {figure} here, {other} at {place}",
            name=name,
            figure=print_,
            other=other,
            place=where,
        ),
        worded("put right what is wrong; a later document restates: --document with another id"),
    )
    places = [Related(one.place, one.id, _print(one)) for one in there]
    return finding._replace(rule="repeated-id", claims=(claim.id,), related=tuple(places))


def _print(claim: Claim) -> str:
    return " or ".join(one.text for one in claim.readings) or claim.says
