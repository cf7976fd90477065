"""One claim from options and answers to the file of its document."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

from cloudkb.cli import new_document, prompts
from cloudkb.cli.shell import Session, not_written_to, progress, write
from cloudkb.cli.streams import complain
from cloudkb.language import in_chinese, marked, worded
from cloudkb.lines import patch
from cloudkb.model import ClaimDraft, FieldValue, Finding
from cloudkb.reader.vocabulary import TAKEN_BACK
from cloudkb.views.display_names import resolve
from cloudkb.views.question import QuestionError
from cloudkb.words import listed

if TYPE_CHECKING:
    from cloudkb.base import Location
    from cloudkb.writer import Added, Written

TypedFields = dict[str, FieldValue]
"""A claim's keys as typed."""

_CALLED = {"in": marked("market, company or group")}
"""What is asked for, where the key is no word for it."""
_NAMES: Mapping[str, tuple[str, ...]] = {
    "document": ("document",),
    "entity": ("entity",),
    "metric": ("metric",),
    "in": ("entity",),
    "scope": ("scope", "source"),
    "source": ("source", "entity"),
}
"""Keys that hold a name, and what kinds of names it may be of."""
_LABELS = {
    "document": marked("Document, which prints it"),
    "entity": marked("Entity, whom or what it is about"),
    "metric": marked("Metric, what is measured (empty: a sentence)"),
    "says": marked("Sentence, in your own words"),
    "figure": marked("Figure, as printed"),
    "period": marked("Period (empty: not stated)"),
    "in": marked("In, the market or group it is measured in (empty: none)"),
    "where": marked("Where, the paragraph: p16 (empty: not said)"),
    "source": marked("Source, who says so (empty: the document)"),
}
"""What is asked for, in this order."""
_NEEDED = ("document", *new_document.KEYS, "entity", "metric", "figure", "says")
"""Asked for until there is an answer."""


class EntryOptions(NamedTuple):
    """How it is to be entered."""

    yes: bool = False
    allow_clash: bool = False
    dry_run: bool = False


class PreparedEntry(NamedTuple):
    """What would be written, and what is said of it."""

    written: "Written"
    file: str
    added: "Added"
    supposed: "Location"
    """The facts with the claim in them."""
    claim: str
    """The full name; empty where it cannot be read."""
    told: tuple[Finding, ...]
    """What the reader says of it."""


def enter(session: Session, given: TypedFields, wish: EntryOptions) -> int:
    """Enter a claim; 0, or 1 where it clashes or was not wanted. Raises QuestionError."""
    from cloudkb.render.safe import one_line

    place = session.place()
    if place.shipped:
        raise not_written_to()
    asks = prompts.can_ask()
    prepared = _prepared(session, place, given, asks=asks)
    clashes = _tell(session, prepared)
    if wish.dry_run:
        write(session, _difference(prepared))
        return 1 if clashes else 0
    if not _is_wanted(prepared, clashes, wish, asks=asks):
        return 1
    _put(place, prepared)
    write(session, f"{prepared.claim}  {one_line(prepared.file)}:{prepared.added.line}\n")
    return 0


# --- what it says --------------------------------------------------------------------------


def _prepared(
    session: Session, place: "Location", given: TypedFields, *, asks: bool
) -> PreparedEntry:
    """The claim as it would be written; asked for again while the reader refuses it."""
    from cloudkb import base

    opened = base.open(place, session.locked, progress(session))
    try:
        fields = _named(opened.connection, given)
        lacking = _lacking(fields)
        if lacking and not asks:
            options = [f"--{key}" for key in lacking]
            several = listed(options) if in_chinese() else " and ".join(options)
            raise QuestionError(
                worded("a claim needs {options}", options=several),
                worded(
                    "or --says in place of a metric and a figure; in a terminal cloudkb add asks"
                ),
            )
        if lacking:
            _ask(opened.connection, fields, lacking)
        while True:
            prepared = _supposed(session, place, opened.connection, fields)
            errors = [one for one in prepared.told if one.severity == "error"]
            if prepared.claim and not errors:
                return prepared
            key = _refused(prepared, errors, fields, asks=asks)
            _ask_one(opened.connection, fields, key)
    finally:
        opened.close()


def _named(connection: Connection, given: TypedFields) -> TypedFields:
    """The fields with ids for names. Raises QuestionError for a name that nobody declared."""
    made = dict(given)
    if "title" in given and "document" in given:
        made["document"] = new_document.checked(connection, str(given["document"]))
    for key, value in given.items():
        if isinstance(value, str) and not (key == "document" and "title" in given):
            try:
                made[key] = _id_of(connection, key, value)
            except QuestionError as error:
                raise QuestionError(_of_option(key, error.message), error.hint) from None
    return made


def _id_of(connection: Connection, key: str, typed: str) -> str:
    if key not in _NAMES or TAKEN_BACK.get(key) == typed:
        return typed
    return resolve(connection, typed, _NAMES[key], _CALLED.get(key, key))


def _of_option(key: str, message: str) -> str:
    """What is said of the value of an option."""
    return worded("{option}: {told}", option=f"--{key.replace('_', '-')}", told=message)


def _lacking(fields: TypedFields) -> list[str]:
    figure = () if "says" in fields else ("metric", "figure")
    begun = new_document.KEYS if any(key in fields for key in new_document.KEYS) else ()
    needed = ("document", *begun, "entity", *figure)
    either = {"figure"} if "either" in fields else set()
    return [key for key in needed if key not in fields and key not in either]


def _ask(connection: Connection, fields: TypedFields, lacking: Sequence[str]) -> None:
    """Ask for what is not there, in the order of a sentence."""
    for key in dict.fromkeys((*(one for one in lacking if one not in _LABELS), *_LABELS)):
        is_sentence = "says" in fields
        if key in fields or (key in ("metric", "figure", "period", "in") and is_sentence):
            continue
        if key == "says" and "metric" in fields:
            continue
        if key == "figure" and "either" in fields:
            continue
        if key == "in" and not _is_measured_in(connection, str(fields["metric"])):
            continue
        _ask_one(connection, fields, key)


def _is_measured_in(connection: Connection, metric: str) -> bool:
    """Whether figures of a metric say what they are measured in: shares do."""
    of = connection.execute("SELECT share_of FROM metrics WHERE id = ?", (metric,)).fetchone()
    there = "SELECT 1 FROM claims WHERE metric = ? AND within IS NOT NULL LIMIT 1"
    return bool(of and of[0]) or connection.execute(there, (metric,)).fetchone() is not None


def _ask_one(connection: Connection, fields: TypedFields, key: str) -> None:
    """Ask for one field until it can be taken."""
    before = fields.pop(key, "")
    typed = before if isinstance(before, str) else ""
    words = _words(connection, key)
    while True:
        typed = prompts.ask(worded(_LABELS.get(key, key.capitalize())), words, typed)
        if not typed and (key not in _NEEDED or key == "metric"):
            return
        if not typed:
            continue
        try:
            fields[key] = _id_of(connection, key, typed)
        except QuestionError as error:
            complain(error.message, f"  {error.hint}")
            begun = new_document.ask_document(typed) if key == "document" else {}
            if not begun:
                continue
            fields.update({key: typed, **begun})
        return


def _words(connection: Connection, key: str) -> Sequence[str]:
    """What Tab offers: ids, names and aliases."""
    kinds = _NAMES.get(key, ())
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT id FROM names WHERE kind IN ({marks}) UNION "
        f"SELECT name FROM names WHERE kind IN ({marks}) ORDER BY 1",
        (*kinds, *kinds),
    )
    return [row[0] for row in rows]


# --- what would be written -----------------------------------------------------------------


def _supposed(
    session: Session, place: "Location", connection: Connection, fields: TypedFields
) -> PreparedEntry:
    from cloudkb import base, writer

    file, change = _change(place, connection, fields)
    written = writer.rewrite(place.facts, place.root / file, change, dry=True)
    added = writer.last_claim(written.after)
    supposed = place.supposing({file: written.after.encode("utf-8")})
    read = base.findings(supposed, False, progress(session), of_base=False)
    told = tuple(
        one
        for one in read.findings
        if one.place.file == file
        and (not written.before or added.holds(one.place.line, one.place.column))
    )
    at = (file, added.line, added.column)
    claim = next((one.id for one in reversed(read.facts.claims) if one.place[:3] == at), "")
    return PreparedEntry(written, file, added, supposed, claim, told)


def _change(
    place: "Location", connection: Connection, fields: TypedFields
) -> tuple[str, Callable[[str], str]]:
    """The file, and what makes its new text of the old one."""
    from cloudkb import writer

    document = str(fields["document"])
    of_document = ("document", *new_document.KEYS)
    draft = ClaimDraft({key: value for key, value in fields.items() if key not in of_document})
    if "title" in fields:
        file = new_document.file_of(place, connection, document)
        header = {"id": document, **{key: str(fields[key]) for key in new_document.KEYS}}
        return file, new_document.begun(place, file, header, draft)
    found = connection.execute("SELECT file FROM documents WHERE id = ?", (document,))
    return str(found.fetchone()[0]), lambda text: writer.insert_claims(text, document, [draft])


def _refused(
    prepared: PreparedEntry, errors: Sequence[Finding], fields: TypedFields, *, asks: bool
) -> str:
    """The field that the reader refuses, told, to be asked for again; else raises QuestionError."""
    if not errors:
        raise QuestionError(
            worded("{file} cannot be read as it is", file=prepared.file),
            worded("mend it first: cloudkb validate"),
        )
    first = errors[0]
    key = prepared.added.key_at(first.place.line, first.place.column)
    message = _of_option(key, first.message) if key else first.message
    if not asks or not key or isinstance(fields.get(key), tuple):
        raise QuestionError(message, first.hint)
    complain(first.message, f"  {first.hint}")
    return key


# --- telling and writing -------------------------------------------------------------------


def _tell(session: Session, prepared: PreparedEntry) -> bool:
    """Show the claim as `show` will; whether it clashes with what is there."""
    from cloudkb import base
    from cloudkb.verdict import DOUBTED
    from cloudkb.views import show
    from cloudkb.views.pages import claim_card

    supposed, claim = prepared.supposed, prepared.claim
    judged = base.verdicts_of(supposed, [claim]).get(claim)
    opened = base.open(supposed)
    try:
        row = show.ask(opened.connection, claim)
        standing = base.status(supposed, claim) if show.is_reasoned(row) else None
        if not session.quiet:
            page = claim_card.page(opened.connection, row, standing, judged)
            write(session, session.draw(page._replace(notes=())) + "\n")
    finally:
        opened.close()
    for one in prepared.told:
        told = worded("{severity}: {message}", severity=worded(one.severity), message=one.message)
        session.say(told, *([f"  {one.hint}"] if one.hint else []))
    excluded = standing is not None and (standing.clashing or standing.status == "impossible")
    return bool(excluded) or (judged is not None and judged.verdict in DOUBTED)


def _is_wanted(prepared: PreparedEntry, clashes: bool, wish: EntryOptions, *, asks: bool) -> bool:
    """Whether it is to be written; says so where it is not."""
    if clashes and not wish.allow_clash:
        clash = marked("it clashes with what the base says, as shown: {claim}")
        complain(worded(clash, claim=prepared.claim))
        if wish.yes or not asks:
            complain(worded("nothing was written; --yes --allow-clash enters it all the same"))
            return False
    elif wish.yes:
        return True
    if not asks:
        raise QuestionError(
            worded("nobody is there to agree to it"), worded("--yes writes it, --dry-run shows it")
        )
    doubtful = clashes and not wish.allow_clash
    question = worded("Write it to {file}?", file=prepared.file)
    if prompts.confirmed(question, default=not doubtful):
        return True
    complain(worded("nothing was written"))
    return False


def _put(place: "Location", prepared: PreparedEntry) -> None:
    """Write what was shown, and nothing else."""
    from cloudkb import writer

    _, before, after = prepared.written
    writer.replace(place.facts, place.root / prepared.file, before, after, prepared.file)


def _difference(prepared: PreparedEntry) -> str:
    """A patch that `git apply` takes."""
    before, after = prepared.written.before, prepared.written.after
    return patch(Path(prepared.file).as_posix(), before or None, after)
