"""What claims that somebody proposes would make of a fact file: text in, text out.

A proposal is YAML as in fact files: a whole new document with its claims, or claims alone for a
document that is there, named by `document: ID` above them or beside the proposal.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cloudkb.language import marked, worded
from cloudkb.model import ClaimDraft, FieldValue
from cloudkb.reader.spans import NodeSpan
from cloudkb.words import offers
from cloudkb.writer.insertion import insert_claims
from cloudkb.writer.parsed import parsed
from cloudkb.writer.refusal import WriteError, refuse_table

_ID = re.compile("[a-z0-9][a-z0-9-]{0,99}")
_FORMS = marked("propose a whole new document, or document: ID and claims: [...]")
_DEEPEST = 20
"""Groups inside each other."""


class Planned(NamedTuple):
    """A fact file before and after."""

    path: str
    """From the root of the repository."""
    before: str | None
    """None where there is no such file."""
    after: str


def plan(
    text: str,
    document: str,
    folder: str,
    documents: Mapping[str, str],
    read: Callable[[str], str | None],
) -> Planned:
    """What a proposal makes of which fact file.

    `document` is whose claims they are, where the text does not say it; `folder` is the name of
    the folder of facts, `documents` holds the file of each document that is there, and `read`
    gives the text of a file, None where there is none. Raises `WriteError`.
    """
    top = _top(text)
    if top.kind == "list":
        return _added(text, top, document, documents, read)
    header, claims = top.get("document"), top.get("claims")
    if header is not None and header.kind == "mapping":
        name = header.get("id")
        whose = name.text if name is not None else ""
        if whose not in documents:
            if document and document != whose:
                raise WriteError(
                    worded(
                        "the document is called {name}, not {document}",
                        name=whose[:60],
                        document=document[:60],
                    )
                )
            return Planned(_new_path(whose, folder, read), None, _ended(text))
        if len(header.items) > 1:
            raise WriteError(
                worded(
                    "the document {name} is there already: {file}",
                    name=whose,
                    file=documents[whose],
                ),
                worded(
                    "of it, propose claims alone: document: {name}, then claims: [...]",
                    name=whose,
                ),
            )
    elif header is not None:
        whose = header.text
    else:
        whose = ""
    if document and whose not in ("", document):
        raise WriteError(
            worded(
                "the claims are of {whose}, not of {document}",
                whose=whose[:60],
                document=document[:60],
            )
        )
    for key, _ in top.items:
        if key.text not in ("document", "claims"):
            raise WriteError(
                worded("{key} stands in no document that is there", key=key.text[:60]),
                worded("vocabulary is proposed with a new document, or edited in its own file"),
            )
    if claims is None or claims.kind != "list":
        raise WriteError(worded("there are no claims"), worded(_FORMS))
    return _added(text, claims, whose or document, documents, read)


def _top(text: str) -> NodeSpan:
    top = parsed(text, is_file=False)
    if top is None or top.kind == "text":
        raise WriteError(worded("there is nothing to add"), worded(_FORMS))
    return top


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _new_path(whose: str, folder: str, read: Callable[[str], str | None]) -> str:
    """Where a new document belongs; its id is a name of a file, so it has to be plain."""
    if not _ID.fullmatch(whose):
        raise WriteError(
            worded('the document has no id, or "{name}", which is none', name=whose[:60]),
            worded("an id has small letters, digits and hyphens"),
        )
    path = f"{folder}/documents/{whose}.yaml"
    number = 1
    while read(path) is not None:
        number += 1
        path = f"{folder}/documents/{whose}-{number}.yaml"
    return path


# --- claims of a document that is there ----------------------------------------------------


def _added(
    text: str,
    claims: NodeSpan,
    whose: str,
    documents: Mapping[str, str],
    read: Callable[[str], str | None],
) -> Planned:
    if not whose:
        raise WriteError(worded("whose claims these are is not said"), worded(_FORMS))
    if whose not in documents:
        near = offers(whose[:100], documents)
        hint = (
            worded("did you mean {names}?", names=worded(" or ").join(near))
            if near
            else worded("propose the document with them")
        )
        raise WriteError(worded('there is no document "{name}"', name=whose[:60]), hint)
    drafts = _drafts(text, claims, {}, 0)
    if not drafts:
        raise WriteError(worded("there are no claims"), worded(_FORMS))
    path = documents[whose]
    refuse_table(path)
    before = read(path)
    if before is None:
        raise WriteError(worded("{path} cannot be read", path=path))
    return Planned(path, before, insert_claims(before, whose, drafts))


def _drafts(
    text: str, claims: NodeSpan, given: Mapping[str, FieldValue], depth: int
) -> list[ClaimDraft]:
    """Each claim with all its keys, those of the groups it stands in among them."""
    found: list[ClaimDraft] = []
    for item in claims.items:
        if item.kind != "mapping" or depth > _DEEPEST:
            raise _at(text, item, worded("{what} is a mapping of keys", what=worded("a claim")))
        own = {
            key.text: _value(text, key, value) for key, value in item.items if key.text != "claims"
        }
        inner = item.get("claims")
        if inner is None:
            found.append(ClaimDraft({**given, **own}))
        elif inner.kind == "list":
            found += _drafts(text, inner, {**given, **own}, depth + 1)
        else:
            raise _at(text, inner, worded("the claims of a group are a list"))
    return found


def _value(text: str, key: NodeSpan, value: NodeSpan) -> FieldValue:
    if value.kind == "text":
        return str(value.text)
    if value.kind == "list" and all(each.kind == "text" for each in value.items):
        return tuple(str(each.text) for each in value.items)
    raise _at(text, value, worded("{key} takes a text, or a list of them", key=key.text[:60]))


def _at(text: str, span: NodeSpan, message: str) -> WriteError:
    before = text.removeprefix("\ufeff")[: span.start].split("\n")
    return WriteError(
        worded(
            "line {line}, column {column}: {message}",
            line=len(before),
            column=len(before[-1]) + 1,
            message=message,
        ),
        worded(_FORMS),
    )
