"""All claims once, one file in memory at a time, for whoever keeps none of them."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cloudkb.base.location import BaseError, Location
from cloudkb.base.pipeline import ChangedWhileReading, FileReading, Progress
from cloudkb.base.scan import scan
from cloudkb.language import worded
from cloudkb.model import Claim, Document, Vocabulary


class Stream(NamedTuple):
    """The vocabulary and the documents, and the claims as they are read."""

    vocabulary: Vocabulary
    documents: Mapping[str, Document]
    claims: Iterator[Claim]
    """To be drawn once. Raises `BaseError` where the facts change meanwhile."""
    broken: Mapping[str, int]
    """How many complaints stand against each file; whole after the last claim."""


def stream(location: Location, progress: Progress | None = None) -> Stream:
    """Read the facts for their claims. Raises `BaseError` where the folder cannot be listed."""
    reading = FileReading(scan(location), progress)

    def claims() -> Iterator[Claim]:
        try:
            for batch in reading.batches():
                yield from batch.claims
        except ChangedWhileReading:
            raise BaseError(
                worded("the facts change while they are read"),
                worded("try again when they are still"),
            ) from None

    return Stream(reading.vocabulary, reading.documents, claims(), reading.broken)
