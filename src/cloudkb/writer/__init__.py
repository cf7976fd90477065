"""Writing into fact files without disturbing a byte that was there.

Pure but for `files`: a text goes in, the text with something added comes out. Nothing is
printed anew: what is added is spliced in at the end of its list, in the way the list is written,
and the result is read again before it is given: all else has to say what it said.

    insert_claims(text, "note-2024", [ClaimDraft({"entity": "aliyun", ...})]) -> text
    new_document(DocumentDraft({"id": "note-2024", ...}), drafts) -> text
    claims_text(drafts) -> the claims alone
    declare(text, "entities", {"acme": {"name": "Acme", "kind": "company"}}) -> text
    supersede(text, {0: ["note-2023/revenue-2023"]}) -> text, the first claim superseding one more
    rewrite(facts, path, change) writes a file whole or not at all
"""

from cloudkb.writer.declaring import declare
from cloudkb.writer.files import Written, file_of_new, replace, rewrite, way_to_schema
from cloudkb.writer.insertion import claims_text, insert_claims, new_document
from cloudkb.writer.lookup import Added, claim_lines, entered, last_claim, without_claims
from cloudkb.writer.refusal import WriteError
from cloudkb.writer.superseding import claim_starts, supersede

__all__ = [
    "Added",
    "WriteError",
    "Written",
    "claim_lines",
    "claim_starts",
    "claims_text",
    "declare",
    "entered",
    "file_of_new",
    "insert_claims",
    "last_claim",
    "new_document",
    "replace",
    "rewrite",
    "supersede",
    "way_to_schema",
    "without_claims",
]
