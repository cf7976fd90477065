"""The claims that a text would make: printed as YAML, and added to its document's file."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cloudkb.cli import audit_output
from cloudkb.cli.shell import Session, not_written_to, opened, progress, write
from cloudkb.language import marked, worded
from cloudkb.views.question import QuestionError
from cloudkb.words import plural

if TYPE_CHECKING:
    from cloudkb.base import Location
    from cloudkb.model import Document, DraftedText
    from cloudkb.texts import PrintedText

_ID = re.compile("[a-z](?:[a-z0-9-]{0,78}[a-z0-9])?")


def refuse_odd(
    write_it: bool,
    draft: bool,
    missing: bool,
    fail_under: str,
    form: str,
) -> None:
    """Raise QuestionError for options that mean nothing beside `--draft`."""
    if write_it and not draft:
        raise QuestionError(
            worded("--write adds what --draft prints"), worded("write --draft --write")
        )
    if missing or fail_under:
        raise QuestionError(
            worded("--draft prints claims, no audit"),
            worded("leave out --missing and --fail-under"),
        )
    if form != "text":
        raise QuestionError(
            worded("--draft prints YAML in no other format"), worded("leave out --format")
        )


def run(session: Session, file: str, document: str, published: str, write_it: bool) -> int:
    """Print the drafted claims, write them where that is asked for, say how many they are."""
    from cloudkb.texts import PrintedText, markup_of

    day = audit_output.day(published)
    text, name = audit_output.text_of(file)
    place = session.place()
    if write_it and place.shipped:
        raise not_written_to()
    printed = PrintedText(text, markup_of(name, text), document, day)
    made, known = _drafted(session, printed, "" if file == "-" else name)
    drawn = _drawn(made, name)
    written = _put(place, made, known) if write_it else ""
    write(session, drawn)
    _tell(session, made, written)
    return 0


def tell(session: Session, printed: "PrintedText") -> None:
    """Answer with the drafted claims of a text that is no file; nothing is written."""
    made, _ = _drafted(session, printed, "")
    drawn = _drawn(made, worded("the text"))
    counts = {"claims": len(made.claims), "guessed": made.guessed, "unknown": made.unknown}
    session.answer_text(lambda: drawn, lambda: {"yaml": drawn, **counts})
    _tell(session, made, "")


def _drafted(
    session: Session, printed: "PrintedText", name: str
) -> "tuple[DraftedText, Document | None]":
    """The claims, and the record of their document where the base has it; it is named as typed."""
    from cloudkb import base

    place = session.place()
    documents = base.read(place, progress(session)).documents
    key, known = _document(session, printed.document, documents)
    made = base.draft(
        place,
        printed._replace(document=key),
        name=_named_after(session, name, documents) if not key else "",
        entered=_entered(place, known) if known is not None else None,
        progress=progress(session),
    )
    return made, known


# --- which document ------------------------------------------------------------------------


def _document(
    session: Session, typed: str, documents: "Mapping[str, Document]"
) -> "tuple[str, Document | None]":
    """The id of the document that the text is, and its record where the base has it."""
    if not typed:
        return "", None
    if typed in documents:
        return typed, documents[typed]
    is_id = _ID.fullmatch(typed) is not None
    if is_id and not documents:
        return typed, None
    from cloudkb.views.display_names import resolve

    try:
        with opened(session) as connection:
            found = resolve(connection, typed, ("document",), "document")
    except QuestionError as error:
        if not is_id:
            hint = worded("{hint}; a new one has an id like note-2024-05", hint=error.hint)
            raise QuestionError(error.message, hint) from None
        session.say(worded("{name} is a new document; {hint}", name=typed, hint=error.hint))
        return typed, None
    return found, documents[found]


def _named_after(session: Session, file: str, documents: "Mapping[str, Document]") -> str:
    """An id made of a file's name; empty where none can be, or another document has it."""
    words = re.sub("[^a-z0-9]+", "-", Path(file).stem.lower()).strip("-")
    if words in documents:
        told = worded(
            "a document is called {name} already; if it is this one: --document {name}", name=words
        )
        session.say(told)
    return words if _ID.fullmatch(words) and words not in documents else ""


def _entered(place: "Location", known: "Document") -> Mapping[tuple[str, str], int]:
    from cloudkb import writer

    return writer.entered(writer.rewrite(place.facts, _path(place, known), str, dry=True).before)


def _path(place: "Location", known: "Document") -> Path:
    return place.root / known.place.file


# --- printing and writing ------------------------------------------------------------------


def _drawn(made: "DraftedText", name: str) -> str:
    """The YAML, and as comments what the base doubts."""
    from cloudkb import writer
    from cloudkb.render.safe import one_line

    if made.header is not None:
        text = writer.new_document(made.header, made.claims)
    else:
        text = writer.claims_text(made.claims)
    doubts = [
        worded(
            _DIFFERS if one.status == "differs" else _REFUTED,
            place=f"p{one.paragraph}, {one_line(name)}:{one.line}:{one.column}",
            figure=one_line(one.text),
            because=one_line(one.because),
        )
        for one in made.doubted
    ]
    return text + "".join(f"# {doubt}\n" for doubt in doubts)


_DIFFERS = marked("{place}: {figure} differs: {because}")
_REFUTED = marked("{place}: {figure} is refuted: {because}")


def _put(place: "Location", made: "DraftedText", known: "Document | None") -> str:
    """Add the claims to the file of the document, or write that of a new one; which it is."""
    from cloudkb import writer

    if not made.claims:
        return ""
    if known is not None:
        path = _path(place, known)
        writer.rewrite(
            place.facts, path, lambda text: writer.insert_claims(text, made.document, made.claims)
        )
        return known.place.file
    if not made.document:
        raise QuestionError(
            worded("no document is named, and none after the file"), worded("write --document ID")
        )
    folder = place.facts / "documents"
    folder = folder if folder.is_dir() else place.facts
    path = folder / f"{made.document}.yaml"
    header = made.header
    assert header is not None

    def new(text: str) -> str:
        if text:
            raise writer.WriteError(
                worded("{path} is there already", path=path), worded("name another --document")
            )
        return writer.new_document(header, made.claims, writer.way_to_schema(place.facts, path))

    writer.rewrite(place.facts, path, new)
    return path.relative_to(place.root).as_posix()


def _tell(session: Session, made: "DraftedText", written: str) -> None:
    count = len(made.claims)
    told = worded("{claims} drafted", claims=plural(count, "claim"))
    if count:
        values = plural(made.guessed, "value")
        told = worded(
            "{told}: {values} guessed, {unknown} not known (?)",
            told=told,
            values=values,
            unknown=made.unknown,
        )
    session.say(told)
    if made.doubted:
        doubted = plural(len(made.doubted), "number")
        session.say(worded("{numbers} the base doubts, in comments", numbers=doubted))
    if made.standing:
        left_out = marked("{numbers} left out: they stand in the file already")
        session.say(worded(left_out, numbers=plural(made.standing, "number")))
    if written:
        where = marked("written to {file}; what is left to fill in: cloudkb validate")
        session.say(worded(where, file=written))
