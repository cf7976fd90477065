"""Verdicts as a page to print: Markdown prose by verdict, then by subject, with the sources."""

import re
from collections.abc import Iterable, Sequence

from cloudkb.render.md import escape
from cloudkb.verdict import MEANS, NAMES, PLAIN, Cited, Name, Verdict, Verdicts, in_words

_METHOD = (
    "Every claim is held against all the others in the base, without itself. A printed figure "
    "stands for the interval that its rounding and its wording leave open; what the others print "
    "or imply is reckoned exactly. Nothing here is typed by hand: change a fact and the page "
    "changes."
)
_URL = re.compile(r"https?://[!-;=?-~]+", re.IGNORECASE)
"""The address of a document, the one link of the page: shown in full, and nothing beside it."""
_LISTED: tuple[Name, ...] = ("single-source", "open", "no-figure")
"""Verdicts whose claims need no paragraph each."""


def render(found: Verdicts, title: str, command: str) -> str:
    """The page of a fact-check; `command` is what printed it."""
    parts = [f"# Fact-check: {escape(title)}", _opening(found), _METHOD, _counts(found)]
    for name in NAMES:
        members = [one for one in found.verdicts if one.verdict == name]
        if members:
            parts += _chapter(name, members, found.document)
    if found.cited:
        parts += ["## Held against", "\n".join(_source(one) for one in found.cited)]
    parts.append(f"Made by `{command}`.")
    return "\n\n".join(parts) + "\n"


_OPENING: tuple[tuple[Name, str, str], ...] = (
    ("contradicted", "is contradicted", "are contradicted"),
    ("disputed", "is disputed", "are disputed"),
    ("tension", "is in tension with another measure", "are in tension with another measure"),
    ("conditional", "holds only on a condition", "hold only on a condition"),
    ("corroborated", "is borne out by another origin", "are borne out by another origin"),
    ("confirmed", "is found again with its own origin", "are found again with their own origin"),
    ("derived", "follows from its own figures", "follow from its own figures"),
    ("single-source", "rests on its own word", "rest on their own word"),
    ("open", "speaks of what is still open", "speak of what is still open"),
    ("met", "came true", "came true"),
    ("missed", "did not come true", "did not come true"),
    ("reached", "is a target that was reached", "are targets that were reached"),
    ("beaten", "is a target that was passed", "are targets that were passed"),
    ("fell-short", "is a target that was not reached", "are targets that were not reached"),
)


def _opening(found: Verdicts) -> str:
    counts = dict(found.counts)
    total = len(found.verdicts)
    told = [_number(counts[name], one, many) for name, one, many in _OPENING if counts[name]]
    parts = ", ".join(told[:-1]) + (" and " if len(told) > 1 else "") + "".join(told[-1:])
    checked = total - counts["no-figure"]
    text = f"{_number(total, 'claim')}, of which {checked} can be checked"
    return f"{text}: {parts}." if parts else f"{text}."


def _counts(found: Verdicts) -> str:
    rows = [
        f"| {count} | {in_words(name)} | {MEANS[name]} |" for name, count in found.counts if count
    ]
    return "\n".join(["| claims | verdict | that is |", "| ---: | --- | --- |", *rows])


def _chapter(name: Name, members: Sequence[Verdict], document: str) -> Iterable[str]:
    yield f"## {in_words(name).capitalize()}"
    yield f"{_number(len(members), 'claim')}: {MEANS[name]}."
    subjects: dict[str, list[Verdict]] = {}
    for one in members:
        subjects.setdefault(one.subject, []).append(one)
    for subject, claims in sorted(subjects.items()):
        yield f"### {escape(subject)}"
        if name in _LISTED:
            yield "\n".join(f"- {_told(one, document)}" for one in claims)
        else:
            yield from (_told(one, document) for one in claims)


def _told(one: Verdict, document: str) -> str:
    """One claim with its evidence."""
    claim = one.claim.removeprefix(f"{document}/") if document else one.claim
    speaker = f", says {escape(one.speaker)}" if one.speaker else ""
    if not one.figure:
        return f"{escape(one.says)} ({escape(one.speaker)}; `{claim}`)"
    lead = f"**{escape(one.about)}: {escape(one.printed)}**{speaker} (`{claim}`)."
    told = [lead, *(_evidence(one, text, document) for text in one.because if text not in PLAIN)]
    if one.independent > 1:
        told.append(f"{one.independent} independent origins.")
    if one.reason:
        told.append(f"Accepted: {escape(one.reason)}")
    if one.settle_text and one.verdict not in _LISTED:
        told.append(f"What would settle it: {escape(one.settle_text)}.")
    return " ".join(told)


def _evidence(one: Verdict, text: str, document: str) -> str:
    """A sentence, with the claims it names set as code."""
    told = escape(text)
    for name in sorted({*one.by, *one.near, one.claim}, key=len, reverse=True):
        short = name.removeprefix(f"{document}/") if document else name
        told = re.sub(rf"(?<![\w`/-]){re.escape(name)}(?![\w`/-])", f"`{short}`", told)
    return told


def _source(one: Cited) -> str:
    where = f" ({escape(one.where)})" if one.where else ""
    grade = f", {one.grade}" if one.grade else ""
    link = f" <{one.url}>" if _URL.fullmatch(one.url) else ""
    return f"- `{one.document}`: {escape(one.title)}{where}{grade}.{link}"


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
