"""A document that no file is about yet: asked for, and where its file goes."""

import re
from collections.abc import Callable, Mapping
from sqlite3 import Connection
from typing import TYPE_CHECKING

from cloudkb.cli import prompts
from cloudkb.language import marked, worded
from cloudkb.model import ClaimDraft, DocumentDraft
from cloudkb.views.question import QuestionError
from cloudkb.writer import WriteError, file_of_new, new_document, way_to_schema

if TYPE_CHECKING:
    from cloudkb.base import Location

KEYS = ("title", "published")
"""What is asked of a document beside its id: options of a new one alone."""
_LABELS = {
    "title": marked("Title, as printed"),
    "published": marked("Published (2024-03-26, 2024-03~)"),
}
_ID = re.compile(r"[a-z][a-z0-9-]{0,99}")


def checked(connection: Connection, document: str) -> str:
    """The id of a new document; raises QuestionError where it cannot be one, or is taken."""
    if not _ID.fullmatch(document):
        raise QuestionError(
            worded(
                '--document: "{document}" cannot be the id of a new document', document=document
            ),
            worded("small letters, digits and hyphens, a letter first"),
        )
    if connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
        raise QuestionError(
            worded("--title: the document {document} is there already", document=document),
            worded("leave --title and --published out"),
        )
    return document


def ask_document(document: str) -> dict[str, str]:
    """What is said of a document that nobody has declared; nothing where it is none."""
    if not _ID.fullmatch(document):
        return {}
    question = worded("Begin a document called {document}?", document=document)
    if not prompts.confirmed(question, default=False):
        return {}
    made: dict[str, str] = {}
    for key in KEYS:
        while not made.get(key):
            made[key] = prompts.ask(worded(_LABELS[key]))
    return made


def file_of(place: "Location", connection: Connection, document: str) -> str:
    """The file a new document gets, beside most others, as findings name it."""
    rows = connection.execute("SELECT file FROM documents")
    return file_of_new(document, (row[0] for row in rows), place.facts.name)


def begun(
    place: "Location", file: str, header: Mapping[str, str], draft: ClaimDraft
) -> Callable[[str], str]:
    """What makes the text of the file; it raises `WriteError` where there is one already."""
    way = way_to_schema(place.facts, place.root / file)

    def change(text: str) -> str:
        if text:
            raise WriteError(
                worded("{path} is there already", path=file), worded("give the document another id")
            )
        return new_document(DocumentDraft(header), [draft], way)

    return change
