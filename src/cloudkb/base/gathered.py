"""More claims than fit into memory: read once, kept on the disk, given back piece by piece."""

import tempfile
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from cloudkb.base import codec, memory
from cloudkb.base.location import BaseError, Location
from cloudkb.base.pipeline import ChangedWhileReading, FileReading, Progress
from cloudkb.base.refresh import Freshness
from cloudkb.check import Cut
from cloudkb.language import worded
from cloudkb.model import AcceptedException, Claim, Document, Facts, Finding, Vocabulary
from cloudkb.plainfile import reason

_SHARED = ("entity", "document", "source", "date", "metric", "within", "scope", "period")
"""What many claims have in common."""


class Gathered:
    """All claims of a base on the disk, and what is known of them without having them at hand."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        documents: Mapping[str, Document],
        location: Location | None = None,
    ) -> None:
        """Nothing is gathered. The disk is that of `location`, where something may be kept there.

        Raises OSError where nothing can be.
        """
        self.exceptions: list[AcceptedException] = []
        self.findings: list[Finding] = []
        """Complaints of claims called as others are."""
        self._vocabulary = vocabulary
        self._documents = documents
        self._cut = Cut(vocabulary, documents)
        is_kept = location is not None and memory.ready(location)
        self.folder = location.cache if location is not None and is_kept else None
        """Where something may be kept on the disk; None: where the system keeps such."""
        self._file = tempfile.TemporaryFile(dir=self.folder)  # noqa: SIM115
        self._ends = array("Q", [0])
        self._entities: dict[str, int] = {}
        self._whose = array("L")
        """The number of each claim's entity."""
        self._numbers: dict[str, int] = {}
        """The number of each claim, by its name."""
        self._files: set[str] = set()
        self._read: set[str] = set()
        """The documents of claims."""
        self._naming: list[Claim] = []
        """Claims that name others."""

    def __len__(self) -> int:
        """How many claims there are."""
        return len(self._whose)

    def close(self) -> None:
        """Forget the claims."""
        self._file.close()

    def add(self, claims: Iterable[Claim], exceptions: Iterable[AcceptedException] = ()) -> None:
        """Gather some more."""
        self.exceptions += exceptions
        texts: list[bytes] = []
        for claim in claims:
            number = len(self._whose)
            first = self._numbers.setdefault(claim.id, number)
            if first != number:
                self._file.write(b"".join(texts))
                texts = []
                self.findings.append(_repeated(claim, self._claim(first)))
                continue
            text = codec.encode(claim).encode()
            texts.append(text)
            self._ends.append(self._ends[-1] + len(text))
            self._whose.append(self._entities.setdefault(claim.entity, len(self._entities)))
            self._files.add(claim.place.file)
            self._read.add(claim.document)
            if claim.supersedes or claim.same_as or claim.disputes or claim.origin:
                self._naming.append(claim)
            self._cut.add(claim)
        self._file.write(b"".join(texts))

    def _claim(self, number: int) -> Claim:
        self._file.seek(self._ends[number])
        found: Claim = codec.decode(
            self._file.read(self._ends[number + 1] - self._ends[number]).decode()
        )
        self._file.seek(0, 2)
        return found

    def cross_check(self, findings: Iterable[Finding]) -> list[Finding]:
        """As the reader's, of all claims."""
        from cloudkb import reader

        kept = reader.ReadClaims(self._numbers.keys(), self._files, self._read)
        naming = tuple(self._naming)
        facts = Facts(self._vocabulary, self._documents, naming, tuple(self.exceptions))
        return reader.cross_check(facts, findings, kept)

    def __contains__(self, claim: object) -> bool:
        """Whether there is a claim of that name."""
        return claim in self._numbers

    def whole(self) -> Facts:
        """All at once."""
        claims = tuple(self._of(range(len(self))))
        return Facts(self._vocabulary, self._documents, claims, tuple(self.exceptions))

    def _of(self, numbers: Iterable[int]) -> Iterator[Claim]:
        """Some claims, in order; what many of them share is one for all."""
        same: dict[Any, Any] = {}
        for number in numbers:
            self._file.seek(self._ends[number])
            size = self._ends[number + 1] - self._ends[number]
            claim: Claim = codec.decode(self._file.read(size).decode())
            shared = ((name, getattr(claim, name)) for name in _SHARED)
            yield claim._replace(**{name: same.setdefault(one, one) for name, one in shared})

    def short_names(self, wanted: Collection[str]) -> dict[str, int]:
        """How many claims end in each of some names, be it their own without the document's."""
        found = dict.fromkeys(wanted, 0)
        for name in self._numbers if found else ():
            _, slash, rest = name.partition("/")
            while slash:
                if rest in found:
                    found[rest] += 1
                _, slash, rest = rest.partition("/")
        return found

    def pieces(self, most: int) -> "Pieces":
        """All, in pieces of which no two can meet, each in the order of files."""
        owners = _Owners(self._numbers, self._whose, tuple(self._entities))
        self._look_again(most)
        number_of_pieces = self._cut.settle(self.exceptions, owners, most)
        piece_of_entity = [self._cut.piece(entity) for entity in self._entities]
        claims = [array("L") for _ in range(number_of_pieces)]
        for number, entity in enumerate(self._whose):
            claims[piece_of_entity[entity]].append(number)
        exceptions: list[list[AcceptedException]] = [[] for _ in range(number_of_pieces)]
        for one in self.exceptions:
            exceptions[self._cut.piece_of(one, owners)].append(one)
        beyond = self._cut.beyond(self.exceptions) if number_of_pieces > 1 else None
        blank = Facts(self._vocabulary, self._documents, (), beyond=beyond)
        return Pieces(self._of, blank, claims, exceptions)

    def _look_again(self, most: int) -> None:
        wanted = self._cut.converted()
        by_entity: dict[int, list[int]] = {}
        numbers = {self._entities[name] for name in wanted}
        for number, entity in enumerate(self._whose) if numbers else ():
            if entity in numbers:
                by_entity.setdefault(entity, []).append(number)
        share: list[int] = []
        for each in by_entity.values():
            if share and len(share) + len(each) > most:
                self._cut.look_again(self._of(share))
                share = []
            share += each
        if share:
            self._cut.look_again(self._of(share))


class Pieces(Sequence[Facts]):
    """Facts that are read from the disk when they are asked for."""

    def __init__(
        self,
        of: Callable[[Iterable[int]], Iterable[Claim]],
        blank: Facts,
        claims: Sequence["array[int]"],
        exceptions: Sequence[Sequence[AcceptedException]],
    ) -> None:
        """`of` has claims by number, `blank` is what all pieces have."""
        self._of = of
        self._blank = blank
        self._claims = claims
        self._exceptions = exceptions

    def __len__(self) -> int:
        """How many there are, at least one."""
        return len(self._claims)

    @overload
    def __getitem__(self, number: int) -> Facts: ...

    @overload
    def __getitem__(self, number: slice) -> list[Facts]: ...

    def __getitem__(self, number: int | slice) -> Facts | list[Facts]:
        """One piece."""
        if isinstance(number, slice):
            return [self[one] for one in range(len(self))[number]]
        claims = tuple(self._of(self._claims[number]))
        return self._blank._replace(claims=claims, exceptions=tuple(self._exceptions[number]))


class _Owners(Mapping[str, str]):
    """The entity of each claim, by its name."""

    def __init__(
        self, numbers: Mapping[str, int], whose: "array[int]", entities: tuple[str, ...]
    ) -> None:
        self._numbers = numbers
        self._whose = whose
        self._entities = entities

    def __getitem__(self, name: str) -> str:
        return self._entities[self._whose[self._numbers[name]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _repeated(claim: Claim, first: Claim) -> Finding:
    from cloudkb import reader

    return reader.repeated_id(claim, first.place)


def gather(fresh: Freshness, progress: Progress | None = None) -> Gathered:
    """Read all facts of a large base, with every complaint in order.

    Raises `ChangedWhileReading` when a file is no longer what its hash says, `BaseError` where
    nothing can be written.
    """
    reading = FileReading(fresh.scan, progress)
    if reading.hashes != fresh.hashes:
        raise ChangedWhileReading
    try:
        gathered = Gathered(reading.vocabulary, reading.documents, fresh.location)
        for batch in reading.batches():
            gathered.add(batch.claims, batch.exceptions)
    except OSError as error:
        raise BaseError(
            worded("claims cannot be kept while they are read: {reason}", reason=reason(error)),
            worded("a large base needs a kilobyte of disk for each claim"),
        ) from error
    complaints = [*reading.findings, *gathered.findings]
    complaints += gathered.cross_check(complaints)
    complaints.sort(key=lambda finding: (finding.place[:3], finding.rule, finding.message))
    gathered.findings = complaints
    return gathered
