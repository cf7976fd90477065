"""Disputes accepted with a reason."""

from cloudkb.language import worded
from cloudkb.model import AcceptedException
from cloudkb.reader import nodes
from cloudkb.reader.fields import Fields, File

KEYS = frozenset(("claims", "doubt", "reason"))
REQUIRED = ("claims", "doubt", "reason")


def read_exceptions(file: File, node: nodes.Node, document: str) -> list[AcceptedException]:
    """The exceptions of a file; a bare claim id is one of the file's own document."""
    made = []
    hint = worded("begin each exception with -")
    for item in file.items("exceptions", node, hint, may_be_empty=True):
        fields = Fields(file, item, worded("an exception"), KEYS, REQUIRED)
        claims = tuple(full_name(text, document) for text, _ in fields.words("claims"))
        doubt, reason = full_name(fields.text("doubt"), document), fields.text("reason")
        if fields.sound and ":" not in doubt and doubt not in claims:
            fields.refuse(
                "doubt",
                worded("the doubted claim {claim} is not among the claims in dispute", claim=doubt),
                worded("add it to claims:"),
            )
            continue
        if fields.sound:
            made.append(AcceptedException(claims, doubt, reason, file.place(item)))
    return made


def full_name(text: str, document: str) -> str:
    """document/id; identities (with a colon) and full names stay as they are."""
    return text if not text or "/" in text or ":" in text or not document else f"{document}/{text}"
