"""What is added to the text of a fact file, and that all else still says what it said."""

import re
from collections.abc import Callable, Mapping, Sequence

from cloudkb.language import marked, worded
from cloudkb.model import ClaimDraft, DocumentDraft
from cloudkb.reader.claim_keys import CLAIM_KEYS
from cloudkb.reader.documents import IGNORED, KEYS
from cloudkb.reader.spans import NodeSpan
from cloudkb.words import joined
from cloudkb.writer.layout import WrittenRecord, block, braces, braces_by_line, entry
from cloudkb.writer.parsed import parsed
from cloudkb.writer.refusal import WriteError

CLAIM_ORDER = (
    "id", "where", "entity", "metric", "in", "scope", "period", "figure", "either", "says",
    "source", "date", "currency", "kind", "exact", "decimals", "direction",
    "supersedes", "disputes", "same_as", "origin", "note",
)  # fmt: skip
DOCUMENT_ORDER = (
    "id", "title", "author", "publisher", "published", "language", "currency", "grade", "url",
    "archived", "accessed", "origin", "source", "in", "scope", "note",
)  # fmt: skip
IGNORED_ORDER = ("text", "where", "reason")
_BREAK = re.compile(r"\r\n|\n|\r")


def insert_claims(
    text: str, document_id: str, drafts: Sequence[ClaimDraft], *, by_line: bool = False
) -> str:
    """The text of the fact file of a document, with claims behind its last one.

    Claims stand alone at the end of `claims:`, never in a group, written as those before them:
    a key a line, or in braces (never where a guess is to be marked, always with `by_line`). What
    was there stays as it is, byte for byte, line ends and byte order mark included.

    Raises `WriteError` where the file is no YAML that the reader takes, is about another
    document, or has no list under `claims`, and for keys that a claim does not have.
    """
    made = [_checked(one, CLAIM_ORDER, CLAIM_KEYS, marked("a claim")) for one in drafts]
    return _inserted(text, document_id, ("claims",), made, by_line=by_line)


def insert_ignored(text: str, document_id: str, ignored: Sequence[Mapping[str, str]]) -> str:
    """The text of the fact file of a document, with more numbers under its `ignored`.

    Each has a `reason`, and a `text`, a `where` or both. Raises as `insert_claims`.
    """
    made = [
        _checked(ClaimDraft(one), IGNORED_ORDER, IGNORED, marked("a ignored number"))
        for one in ignored
    ]
    return _inserted(text, document_id, ("document", "ignored"), made)


def new_document(
    document: DocumentDraft,
    drafts: Sequence[ClaimDraft] = (),
    schema: str = "",
    *,
    by_line: bool = False,
) -> str:
    """The text of a new fact file; `schema` is the way from it to the JSON Schema, if any.

    A claim takes a line for each key, with `by_line` one line in braces.

    Raises `WriteError` for keys that a document or a claim does not have.
    """
    header = _checked(document, DOCUMENT_ORDER, KEYS, marked("a document"))
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += ["document:", *block(header, "  ")]
    claims = [_checked(one, CLAIM_ORDER, CLAIM_KEYS, marked("a claim")) for one in drafts]
    if claims:
        lines += ["", "claims:"]
        lines += _items(claims, "  ", " ", flow=by_line)
    text = "\n".join([*lines, ""])
    read = top_of(text)
    found = read.get("claims")
    if found is not None and found.plain() != [one.plain() for one in claims]:
        raise _not_kept()
    return text


def claims_text(drafts: Sequence[ClaimDraft]) -> str:
    """Claims as they would stand in a fact file, under `claims:`; empty where there is none.

    Raises `WriteError` for keys that a claim does not have.
    """
    lines = []
    for one in drafts:
        lines += block(_checked(one, CLAIM_ORDER, CLAIM_KEYS, marked("a claim")), "    ", "  - ")
    return "\n".join(["claims:", *lines, ""]) if lines else ""


def _checked(
    draft: ClaimDraft | DocumentDraft, order: Sequence[str], known: frozenset[str], what: str
) -> WrittenRecord:
    for key in (*draft.fields, *draft.unknown):
        if key not in known or key not in order:
            raise WriteError(
                worded("{what} has no key {shown}", what=worded(what), shown=key[:60]),
                worded("it has {keys}", keys=joined(order)),
            )
    made = entry(draft.fields, order, draft.guesses, draft.unknown)
    if not made.fields:
        raise WriteError(
            worded("there is nothing to write of {what}", what=worded(what)),
            worded("give it keys and values"),
        )
    return made


# --- splicing ------------------------------------------------------------------------------


def _inserted(
    marked: str,
    document_id: str,
    path: tuple[str, ...],
    made: Sequence[WrittenRecord],
    *,
    by_line: bool = False,
) -> str:
    """The text with entries at the end of the list at a path of keys."""
    if not made:
        return marked
    text = marked.removeprefix("\ufeff")
    top = top_of(text)
    document = top.get("document")
    name = document.get("id") if document is not None else None
    if name is None or name.text != document_id:
        raise WriteError(
            worded(
                "this file is about the document {name}, not {document}",
                name=name.text,
                document=document_id,
            )
            if name is not None and name.text
            else worded("this file is about no document, not {document}", document=document_id),
            worded("name its own document"),
        )
    at, added = _spliced(text, top, path, made, by_line=by_line)
    new = text[:at] + added + text[at:]
    _confirm(top, top_of(new), path, made)
    return marked[: len(marked) - len(text)] + new


def top_of(text: str) -> NodeSpan:
    """The mapping at the top; raises `WriteError` where the reader does not take the text."""
    top = parsed(text)
    if top is None or top.kind != "mapping":
        raise WriteError(
            worded("this is no fact file: no mapping of keys"), worded("begin it with document:")
        )
    return top


def _spliced(
    text: str, top: NodeSpan, path: tuple[str, ...], made: Sequence[WrittenRecord], *, by_line: bool
) -> tuple[int, str]:
    """Where to insert what."""
    *above, key = path
    parent = top
    for name in above:
        found = parent.get(name)
        if found is None or found.kind != "mapping":
            raise WriteError(
                worded("{name} is no mapping of keys here", name=name),
                worded("write {name}: with its keys", name=name),
            )
        parent = found
    there = parent.get(key)
    if there is None:
        return _new_list(text, parent, key, made, by_line=by_line)
    if there.kind == "text" and not there.text and not there.style:
        return _first_items(text, parent, there, made, by_line=by_line)
    if there.kind != "list":
        raise WriteError(
            worded("{key} is no list here", key=key), worded("begin each of its items with -")
        )
    if there.is_flow:
        return _in_brackets(text, there, made)
    last = there.items[-1]
    at, before, after = _behind(text, there.end, _tail(last))
    gap = " " * _gap(text, there, last)
    lines = _items(made, " " * there.column, gap, flow=by_line or _prefers_braces(there, key))
    return at, _joined(text, lines, before, after)


def _new_list(
    text: str, parent: NodeSpan, key: str, made: Sequence[WrittenRecord], *, by_line: bool
) -> tuple[int, str]:
    """A key with its list, at the end of a mapping."""
    if parent.is_flow:
        written = f"{key}: [{', '.join(map(braces, made))}]"
        end = parent.items[-1][1].end if parent.items else parent.start + 1
        return end, f", {written}" if parent.items else written
    at, before, after = _behind(text, parent.end, _tail(parent))
    indent = " " * parent.column
    lines = [f"{indent}{key}:", *_items(made, f"{indent}  ", " ", flow=by_line or key == "ignored")]
    # claims stand apart from what is above them
    apart = [""] if key == "claims" and parent.column == 0 else []
    return at, _joined(text, [*apart, *lines], before, after)


def _first_items(
    text: str, parent: NodeSpan, empty: NodeSpan, made: Sequence[WrittenRecord], *, by_line: bool
) -> tuple[int, str]:
    """Items under a key that has no value."""
    if parent.is_flow:
        return empty.end, f" [{', '.join(map(braces, made))}]"
    at, before, after = _behind(text, empty.end, empty)
    lines = _items(made, " " * (parent.column + 2), " ", flow=by_line)
    return at, _joined(text, lines, before, after)


def _in_brackets(text: str, there: NodeSpan, made: Sequence[WrittenRecord]) -> tuple[int, str]:
    """Items behind the last one of a list in brackets."""
    stop = line_end(text)
    line = text[_line_start(text, there.start) : there.start]
    indent = line[: len(line) - len(line.lstrip(" "))] + "  "
    parts = [
        stop + stop.join(braces_by_line(one, indent)) if one.guesses else braces(one)
        for one in made
    ]
    written = ""
    for number, part in enumerate(parts):
        comma = "," if number or there.items else ""
        written += comma + ("" if part.startswith(stop) or not comma else " ") + part
    return (there.items[-1].end if there.items else there.start + 1), written


def _items(made: Sequence[WrittenRecord], indent: str, gap: str, *, flow: bool) -> list[str]:
    """Entries as items of a list in block style."""
    lines = []
    for one in made:
        if flow and not one.guesses:
            lines.append(f"{indent}-{gap}{braces(one)}")
        else:
            lines += block(one, f"{indent} {gap}", f"{indent}-{gap}")
    return lines


def _prefers_braces(there: NodeSpan, key: str) -> bool:
    """Whether the records of a list are written in braces: as the last one that is no group."""
    for item in reversed(there.items):
        if item.kind == "mapping" and item.get(key) is None:
            return bool(item.is_flow)
    return False


def _gap(text: str, there: NodeSpan, last: NodeSpan) -> int:
    """The spaces behind the last dash of a list in block style."""
    dash = text.rfind("-", _line_start(text, last.start), last.start)
    between = text[dash + 1 : last.start] if dash >= 0 else ""
    is_first_of_line = dash >= 0 and dash - _line_start(text, dash) == there.column
    return len(between) if is_first_of_line and between.strip(" ") == "" and between else 1


def _tail(span: NodeSpan) -> NodeSpan:
    """The last word of a span."""
    while span.items and not span.is_flow:
        last = span.items[-1]
        span = last if span.kind == "list" else last[1]
    return span


def _behind(text: str, end: int, last: NodeSpan) -> tuple[int, bool, bool]:
    """The start of the line behind a word.

    And whether a line break is to be written before what is inserted there, and behind it.
    """
    if last.style in ("|", ">"):
        if end and text[end - 1] not in "\r\n":
            raise WriteError(
                worded(
                    "the file ends in a folded text, of which a line break behind it would "
                    "become part"
                ),
                worded("end the file with a line break"),
            )
        return end, False, True
    found = _BREAK.search(text, end)
    return (found.end(), False, True) if found else (len(text), True, False)


def _joined(text: str, lines: Sequence[str], before: bool, after: bool) -> str:
    stop = line_end(text)
    return (stop if before else "") + stop.join(lines) + (stop if after else "")


def line_end(text: str) -> str:
    """What ends the lines of a text: as its first one."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


# --- confirming ----------------------------------------------------------------------------


def _confirm(
    before: NodeSpan, after: NodeSpan, path: tuple[str, ...], made: Sequence[WrittenRecord]
) -> None:
    """Raise `WriteError` unless all says what it did, and the list what was added as well."""
    if after.plain() != _with(before, path, [one.plain() for one in made]):
        raise _not_kept()


def _with(span: NodeSpan, path: tuple[str, ...], added: list[object]) -> object:
    """What a mapping says, with items added to the list at a path."""
    key, *rest = path
    change: Callable[[NodeSpan], object] = (
        (lambda one: _with(one, tuple(rest), added))
        if rest
        else (lambda one: [*(one.plain() if one.kind == "list" else ()), *added])
    )
    pairs = [
        (name.text, change(value) if name.text == key else value.plain())
        for name, value in span.items
    ]
    return pairs if span.get(key) is not None else [*pairs, (key, added)]


def _not_kept() -> WriteError:
    return WriteError(
        worded("what would be written does not read back as it should, so nothing was"),
        worded("add it by hand, and report this as a bug in cloudkb"),
    )
