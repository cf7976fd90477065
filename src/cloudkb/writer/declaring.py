"""What is added to the vocabulary of a fact file, and that all else still says what it said."""

from collections.abc import Mapping
from typing import Any

from cloudkb.language import worded
from cloudkb.reader.spans import NodeSpan
from cloudkb.writer.insertion import last_word, line_end, not_kept
from cloudkb.writer.parsed import BREAK, parsed
from cloudkb.writer.refusal import WriteError
from cloudkb.writer.scalars import scalar


def declare(text: str, section: str, declared: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a fact file with more under a section of its vocabulary (`entities`, `metrics`).

    Each takes a line in braces, behind those that are there; an empty text becomes a file with
    the section alone. Raises `WriteError` where the file is no YAML that the reader takes, writes
    the section in braces, or has one of the ids already.
    """
    lines = [f"  {key}: {inline(fields)}" for key, fields in declared.items()]
    if not text.strip():
        return "\n".join([f"{section}:", *lines, ""])
    marked = text.startswith("\ufeff")
    body = text.removeprefix("\ufeff")
    top = _top(body)
    there = top.get(section)
    stop = line_end(body)
    if there is None:
        end, added = len(body), ["", f"{section}:", *lines]
    elif there.kind == "mapping" and not there.is_flow and there.items:
        if twice := [key for key in declared if there.get(key) is not None]:
            raise WriteError(
                worded("{name} is declared already", name=twice[0]),
                worded("declare it under another id"),
            )
        found = BREAK.search(body, last_word(there).end)
        end = found.end() if found else len(body)
        added = [" " * there.column + line.strip() for line in lines]
    else:
        raise WriteError(
            worded("{section} is no list of lines here", section=section),
            worded("write {section}: with an id a line", section=section),
        )
    before = "" if not end or body[end - 1] in "\r\n" else stop
    new = body[:end] + before + stop.join(added) + stop + body[end:]
    _confirm(top, _top(new), section, declared)
    return "\ufeff" * marked + new


def inline(value: Any, key: str = "") -> str:
    """A value of the vocabulary on one line: a text, a list in brackets, a mapping in braces.

    `key` is what it stands under.
    """
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {inline(one, name)}" for name, one in value.items()) + "}"
    if isinstance(value, str):
        return scalar(value, key, flow=True)
    return "[" + ", ".join(inline(one, key) for one in value) + "]"


def _top(text: str) -> NodeSpan:
    top = parsed(text)
    if top is None:
        return NodeSpan("mapping", 0, 0, 0, "block")
    if top.kind != "mapping" or top.is_flow:
        raise WriteError(
            worded("this is no fact file: no mapping of keys"), worded("begin it with entities:")
        )
    return top


def _confirm(before: NodeSpan, after: NodeSpan, section: str, declared: Mapping[str, Any]) -> None:
    """Raise `WriteError` unless all says what it did, and the section what was added as well."""
    said = {name.text: value.plain() for name, value in before.items}
    new = [(key, _plain(fields)) for key, fields in declared.items()]
    said[section] = [*said.get(section, []), *new]
    if {name.text: value.plain() for name, value in after.items} != said:
        raise not_kept()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return [(key, _plain(each)) for key, each in value.items()]
    return value if isinstance(value, str) else [_plain(each) for each in value]
