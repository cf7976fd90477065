"""What is added to the text of a fact file, and that all else still says what it said."""

from collections.abc import Sequence

from cloudkb.language import marked, worded
from cloudkb.model import ClaimDraft, DocumentDraft
from cloudkb.reader.claim_keys import CLAIM_KEYS
from cloudkb.reader.documents import KEYS
from cloudkb.reader.spans import NodeSpan
from cloudkb.words import joined
from cloudkb.writer.parsed import BREAK, parsed
from cloudkb.writer.refusal import WriteError
from cloudkb.writer.yaml_records import WrittenRecord, block, braces, braces_by_line, entry

CLAIM_ORDER = (
    "id", "where", "entity", "metric", "in", "scope", "period", "figure", "either", "says",
    "source", "date", "currency", "kind", "exact", "decimals", "direction",
    "supersedes", "disputes", "same_as", "origin", "note",
)  # fmt: skip
DOCUMENT_ORDER = (
    "id", "title", "author", "publisher", "published", "language", "currency", "grade", "url",
    "archived", "accessed", "origin", "source", "in", "scope", "note",
)  # fmt: skip


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
    made = _claims(drafts)
    if not made:
        return text
    body = text.removeprefix("\ufeff")
    top = top_of(body)
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
    at, added = _spliced(body, top, made, by_line=by_line)
    new = body[:at] + added + body[at:]
    if top_of(new).plain() != _with(top, [one.plain() for one in made]):
        raise not_kept()
    return text[: len(text) - len(body)] + new


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
    claims = _claims(drafts)
    if claims:
        lines += ["", "claims:"]
        lines += _items(claims, "  ", " ", flow=by_line)
    text = "\n".join([*lines, ""])
    read = top_of(text)
    found = read.get("claims")
    if found is not None and found.plain() != [one.plain() for one in claims]:
        raise not_kept()
    return text


def claims_text(drafts: Sequence[ClaimDraft]) -> str:
    """Claims as they would stand in a fact file, under `claims:`; empty where there is none.

    Raises `WriteError` for keys that a claim does not have.
    """
    lines = []
    for one in _claims(drafts):
        lines += block(one, "    ", "  - ")
    return "\n".join(["claims:", *lines, ""]) if lines else ""


def _claims(drafts: Sequence[ClaimDraft]) -> list[WrittenRecord]:
    return [_checked(one, CLAIM_ORDER, CLAIM_KEYS, marked("a claim")) for one in drafts]


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


def top_of(text: str) -> NodeSpan:
    """The mapping at the top; raises `WriteError` where the reader does not take the text."""
    top = parsed(text)
    if top is None or top.kind != "mapping":
        raise WriteError(
            worded("this is no fact file: no mapping of keys"), worded("begin it with document:")
        )
    return top


def _spliced(
    text: str, top: NodeSpan, made: Sequence[WrittenRecord], *, by_line: bool
) -> tuple[int, str]:
    """Where to insert what."""
    there = top.get("claims")
    if there is None:
        return _new_list(text, top, made, by_line=by_line)
    if there.kind == "text" and not there.text and not there.style:
        return _first_items(text, top, there, made, by_line=by_line)
    if there.kind != "list":
        raise WriteError(
            worded("{key} is no list here", key="claims"), worded("begin each of its items with -")
        )
    if there.is_flow:
        return _in_brackets(text, there, made)
    last = there.items[-1]
    at, before, after = _behind(text, there.end, last_word(last))
    gap = " " * _gap(text, there, last)
    lines = _items(made, " " * there.column, gap, flow=by_line or _prefers_braces(there))
    return at, _joined(text, lines, before, after)


def _new_list(
    text: str, parent: NodeSpan, made: Sequence[WrittenRecord], *, by_line: bool
) -> tuple[int, str]:
    """`claims` with its list, at the end of the file, where the document stands."""
    if parent.is_flow:
        return parent.items[-1][1].end, f", claims: [{', '.join(map(braces, made))}]"
    at, before, after = _behind(text, parent.end, last_word(parent))
    indent = " " * parent.column
    lines = [f"{indent}claims:", *_items(made, f"{indent}  ", " ", flow=by_line)]
    # claims stand apart from what is above them
    apart = [] if indent else [""]
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


def _prefers_braces(there: NodeSpan) -> bool:
    """Whether the claims of a list are written in braces: as the last one that is no group."""
    for item in reversed(there.items):
        if item.kind == "mapping" and item.get("claims") is None:
            return bool(item.is_flow)
    return False


def _gap(text: str, there: NodeSpan, last: NodeSpan) -> int:
    """The spaces behind the last dash of a list in block style."""
    dash = text.rfind("-", _line_start(text, last.start), last.start)
    between = text[dash + 1 : last.start] if dash >= 0 else ""
    is_first_of_line = dash >= 0 and dash - _line_start(text, dash) == there.column
    return len(between) if is_first_of_line and between.strip(" ") == "" and between else 1


def last_word(span: NodeSpan) -> NodeSpan:
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
    found = BREAK.search(text, end)
    return (found.end(), False, True) if found else (len(text), True, False)


def _joined(text: str, lines: Sequence[str], before: bool, after: bool) -> str:
    stop = line_end(text)
    return (stop if before else "") + stop.join(lines) + (stop if after else "")


def line_end(text: str) -> str:
    """What ends the lines of a text: as its first one."""
    found = BREAK.search(text)
    return found[0] if found else "\n"


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


# --- confirming ----------------------------------------------------------------------------


def _with(span: NodeSpan, added: list[object]) -> object:
    """What a file says, with items added to its `claims`."""
    pairs = [(name.text, value.plain()) for name, value in span.items]
    there = span.get("claims")
    if there is None:
        return [*pairs, ("claims", added)]
    claims = [*(there.plain() if there.kind == "list" else ()), *added]
    return [(name, claims if name == "claims" else value) for name, value in pairs]


def not_kept() -> WriteError:
    """The error for a text that would not say what was there, and what was added."""
    return WriteError(
        worded("what would be written does not read back as it should, so nothing was"),
        worded("add it by hand, and report this as a bug in cloudkb"),
    )
