"""More that claims of a fact file supersede, where an earlier document comes in after them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cloudkb.language import worded
from cloudkb.reader.spans import NodeSpan
from cloudkb.writer.insertion import line_end, top_of
from cloudkb.writer.refusal import WriteError

_KEY = "supersedes"
_ID = re.compile("[a-z0-9][a-z0-9/-]*")

_REST = re.compile(r"(?:[ \t]+(?:#[^\r\n]*)?)?")


def supersede(marked: str, more: Mapping[str, Sequence[str]]) -> str:
    """The text of a fact file in which claims, by their own ids, supersede more.

    All else stays as it is, byte for byte. Raises `WriteError` where the file is no YAML that the
    reader takes, or has no claim of such an id.
    """
    text = marked.removeprefix("\ufeff")
    claims = {name: span for span in _claims(top_of(text)) if (name := _id(span)) in more}
    if lacking := more.keys() - claims.keys():
        raise WriteError(
            worded("no claim of this file has the id {name}", name=min(lacking)),
            worded("write supersedes there yourself"),
        )
    new = text
    for name, span in sorted(claims.items(), key=lambda pair: -pair[1].start):
        start, end, written = _written(text, span, more[name])
        new = new[:start] + written + new[end:]
    after = {_id(span): span for span in _claims(top_of(new))}
    for name, names in more.items():
        if _names(after[name]) != _all(claims[name], names):
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


def _id(claim: NodeSpan) -> str:
    there = claim.get("id")
    return there.text if there is not None else ""


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
