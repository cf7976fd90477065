"""Fact files to records, with every mistake of every file in one run.

The only room that knows yaml. `read` does all; the stages are for whoever reads one
file at a time: `read_vocabulary` over all files, `read_claims` for each, and
`cross_check` when all claims are known.
"""

from cloudkb.reader.declared_names import Names
from cloudkb.reader.stages import (
    Batch,
    ReadClaims,
    SourceFile,
    cross_check,
    first_of_each,
    holds_vocabulary,
    read,
    read_batches,
    read_claims,
    read_vocabulary,
    repeated_id,
)

__all__ = [
    "Batch",
    "Names",
    "ReadClaims",
    "SourceFile",
    "cross_check",
    "first_of_each",
    "holds_vocabulary",
    "read",
    "read_batches",
    "read_claims",
    "read_vocabulary",
    "repeated_id",
]
