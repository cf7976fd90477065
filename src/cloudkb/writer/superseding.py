"""More that claims of a fact file supersede, where an earlier document comes in after them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cloudkb.language import worded
from cloudkb.reader.spans import NodeSpan
from cloudkb.writer.insertion import line_end, top_of
from cloudkb.writer.lookup import line_numbers
from cloudkb.writer.refusal import WriteError

_KEY = "supersedes"
_ID = re.compile("[a-z0-9][a-z0-9/-]*")

_REST = re.compile(r"(?:[ \t]+(?:#[^\r\n]*)?)?")


def claim_starts(text: str) -> list[tuple[int, int]]:
    """Line and column, from 1, of each claim of a fact file, those of groups too."""
    text = text.removeprefix("\ufeff")
    claims = list(_claims(top_of(text)))
    lines = line_numbers(text, claims)
    return [(line, one.column + 1) for line, one in zip(lines, claims, strict=True)]


def supersede(marked: str, more: Mapping[int, Sequence[str]]) -> str:
    """The text of a fact file in which claims, by their place among its claims, supersede more.

    The first claim is 0. All else stays as it is, byte for byte. Raises `WriteError` where the
    file is no YAML that the reader takes, or would not say what was to be added.
    """
    text = marked.removeprefix("\ufeff")
    claims = list(_claims(top_of(text)))
    new = text
    for number in sorted(more, key=lambda one: -claims[one].start):
        start, end, written = _written(text, claims[number], more[number])
        new = new[:start] + written + new[end:]
    after = list(_claims(top_of(new)))
    for number, names in more.items():
        if _names(after[number]) != _all(claims[number], names):
            raise WriteError(worded("the file would not say what was to be added"), "")
    return marked[: len(marked) - len(text)] + new


def _claims(span: NodeSpan) -> Iterator[NodeSpan]:
    """The claims below a mapping, those of groups too."""
    there = span.get("claims")
    for item in there.items if there is not None and there.kind == "list" else ():
        if item.kind == "mapping" and item.get("claims") is not None:
            yield from _claims(item)
        elif item.kind == "mapping":
            yield item


def _names(claim: NodeSpan) -> list[str]:
    """What a claim supersedes."""
    there = claim.get(_KEY)
    if there is None:
        return []
    return [one.text for one in there.items] if there.kind == "list" else [there.text]


def _all(claim: NodeSpan, names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*_names(claim), *names)))


def _written(text: str, claim: NodeSpan, names: Sequence[str]) -> tuple[int, int, str]:
    """What is to stand from where to where."""
    every = _all(claim, names)
    # names of claims need no quotes
    assert all(map(_ID.fullmatch, every))
    value = every[0] if len(every) == 1 else f"[{', '.join(every)}]"
    there = claim.get(_KEY)
    if there is not None and there.kind == "list" and not there.is_flow:
        last = there.items[-1]
        stop = f"{line_end(text)}{' ' * there.column}- "
        return last.end, last.end, "".join(stop + one for one in every[len(_names(claim)) :])
    if there is not None:
        return there.start, there.end, value
    at = claim.items[0][1].end
    if claim.is_flow:
        return at, at, f", {_KEY}: {value}"
    # behind a comment on the line of the first key
    at = _REST.match(text, at).end()  # type: ignore[union-attr]
    return at, at, f"{line_end(text)}{' ' * claim.column}{_KEY}: {value}"
