"""Facts out of tables and filings: what a file says, as claims with places; nothing is written.

A file is read by the reader its ending names (`READERS`), a module of this room with

    def read(request: Request) -> tuple[Record, ...]

`Record` is what all of them give: a document, its claims as a fact file would say them, each with
its `Origin`; the vocabulary that they need; what was refused, and where. `planning.plan` makes of
it what fact files would say, what is there already, and what differs from it; `cloudkb import`
shows it, asks the checker, and writes.

A reader reads a cell whole or refuses it with its place. It raises `ImportRefused` where
nothing of the file can be taken.
"""

from cloudkb.importing.record import (
    READERS,
    Declarations,
    ImportRefused,
    Origin,
    Record,
    Request,
    TakenClaim,
    reader_of,
    refused,
)

__all__ = [
    "READERS",
    "Declarations",
    "ImportRefused",
    "Origin",
    "Record",
    "Request",
    "TakenClaim",
    "reader_of",
    "refused",
]
