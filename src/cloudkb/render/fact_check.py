"""Verdicts as a page to print: Markdown in the order of the text, with numbered sources."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cloudkb.language import in_chinese, marked, worded
from cloudkb.render.md import escape
from cloudkb.verdict import (
    DOUBTED,
    MEANS,
    NAMES,
    Cited,
    Mention,
    Name,
    Verdict,
    Verdicts,
    in_words,
    is_plain,
)
from cloudkb.words import between, joined, listed, plural

_METHOD = marked(
    "Every claim is held against all the others in the base, without itself. A printed figure "
    "stands for the interval that its rounding and its wording leave open; what the others print "
    "or imply is reckoned exactly. Claims stand in the order of the text, each with its verdict "
    "first and the name that `cloudkb show` takes last; a source has its number in the list at the "
    "end, and the weight of its word: primary, tracker, press or blog. Nothing here is typed by "
    "hand: change a fact and the page changes."
)
_URL = re.compile(r"https?://[!-;=?-~]+", re.IGNORECASE)
"""The address of a document, the one link of the page: shown in full, and nothing beside it."""
_LISTED: tuple[Name, ...] = ("single-source", "open", "no-figure")
"""Verdicts of claims that nothing bears on: what would settle them needs no telling."""
_TROUBLE: tuple[Name, ...] = (
    *sorted(DOUBTED),
    "tension",
    "conditional",
    "missed",
    "fell-short",
)
"""Verdicts told once more on top: whoever prints the text again looks at these first."""


def render(found: Verdicts, title: str, command: str) -> str:
    """The page of a fact-check; `command` is what printed it."""
    heading = worded("Fact-check: {title}", title=escape(title))
    parts = [f"# {heading}", _opening(found), worded(_METHOD), _counts(found)]
    told = _Sources(found)
    parts += _trouble(found, told)
    for heading, claims in _by_place(found):
        parts.append(f"## {heading}")
        parts.append("\n".join(f"- {_told(one, told)}" for one in claims))
    if found.cited:
        parts.append(f"## {worded('Held against')}")
        parts.append("\n".join(_source(number, one) for number, one in enumerate(found.cited, 1)))
    parts.append(worded("Made by `{command}`.", command=command))
    return "\n\n".join(parts) + "\n"


_OPENING: tuple[tuple[Name, str, str], ...] = (
    ("contradicted", marked("{number} is contradicted"), marked("{number} are contradicted")),
    ("disputed", marked("{number} is disputed"), marked("{number} are disputed")),
    (
        "tension",
        marked("{number} is in tension with another measure"),
        marked("{number} are in tension with another measure"),
    ),
    (
        "conditional",
        marked("{number} holds only on a condition"),
        marked("{number} hold only on a condition"),
    ),
    (
        "corroborated",
        marked("{number} is borne out by another origin"),
        marked("{number} are borne out by another origin"),
    ),
    (
        "confirmed",
        marked("{number} is found again with its own origin"),
        marked("{number} are found again with their own origin"),
    ),
    (
        "derived",
        marked("{number} follows from its own figures"),
        marked("{number} follow from its own figures"),
    ),
    (
        "single-source",
        marked("{number} rests on its own word"),
        marked("{number} rest on their own word"),
    ),
    (
        "open",
        marked("{number} speaks of what is still open"),
        marked("{number} speak of what is still open"),
    ),
    ("met", marked("{number} came true"), marked("{number} came true")),
    ("missed", marked("{number} did not come true"), marked("{number} did not come true")),
    (
        "reached",
        marked("{number} is a target that was reached"),
        marked("{number} are targets that were reached"),
    ),
    (
        "beaten",
        marked("{number} is a target that was passed"),
        marked("{number} are targets that were passed"),
    ),
    (
        "fell-short",
        marked("{number} is a target that was not reached"),
        marked("{number} are targets that were not reached"),
    ),
)


def _opening(found: Verdicts) -> str:
    counts = dict(found.counts)
    total = len(found.verdicts)
    told = [
        worded(one if counts[name] == 1 else many, number=counts[name])
        for name, one, many in _OPENING
        if counts[name]
    ]
    text = worded(
        "{claims}, of which {number} can be checked",
        claims=plural(total, "claim"),
        number=total - counts["no-figure"],
    )
    if told:
        parts = joined(told) if in_chinese() else listed(told)
        text = worded("{about}: {told}", about=text, told=parts)
    return worded("{told}.", told=text)


def _counts(found: Verdicts) -> str:
    rows = [
        f"| {count} | {worded(in_words(name))} | {worded(MEANS[name])} |"
        for name, count in found.counts
        if count
    ]
    columns = " | ".join(map(worded, ("claims", "verdict", "that is")))
    return "\n".join([f"| {columns} |", "| ---: | --- | --- |", *rows])


def _trouble(found: Verdicts, told: "_Sources") -> Iterator[str]:
    """Where to look first: what is doubted, in tension, conditional or did not come true."""
    rows = [
        f"- {_verdict(one)} {_what(one)}{told.place(one.claim)}"
        for name in NAMES
        for one in found.verdicts
        if one.verdict == name and name in _TROUBLE
    ]
    if rows:
        yield f"## {worded('Look at these first')}"
        yield "\n".join(rows)


def _by_place(found: Verdicts) -> Iterable[tuple[str, Sequence[Verdict]]]:
    """The claims of each paragraph in the order of the text, with its heading."""
    groups: dict[tuple[str, str], list[Verdict]] = {}
    for one in found.verdicts:
        groups.setdefault((one.claim.partition("/")[0], one.where), []).append(one)
    order: dict[str, int] = {}
    for document, _ in groups:
        order.setdefault(document, len(order))
    for document, where in sorted(groups, key=lambda key: (order[key[0]], _number_of(key[1]))):
        if where:
            heading = worded("Paragraph {number}", number=where[1:])
        else:
            heading = worded("No paragraph given")
        if not found.document:
            heading = worded("{what} of `{document}`", what=heading, document=document)
        yield heading, groups[document, where]


def _number_of(where: str) -> tuple[bool, int]:
    """p9 before p10; no paragraph comes last."""
    return not where, int(where[1:] or 0)


class _Sources:
    """How the claims that a sentence names are told: by what they print, and where."""

    def __init__(self, found: Verdicts) -> None:
        """The numbers of the list at the end, and what each claim prints."""
        self.one_document = bool(found.document)
        self._places = {one.claim: one.where for one in found.verdicts}
        self._numbers = {one.document: number for number, one in enumerate(found.cited, 1)}
        self._grades = {one.document: one.grade for one in found.cited}
        self._mentions: Mapping[str, Mention] = {one.claim: one for one in found.mentions}

    def prose(self, one: Verdict, texts: Iterable[str]) -> str:
        """Sentences, each claim named in them told by its print and its source."""
        names = sorted({*one.by, *one.near, one.claim} & {*self._mentions, one.claim}, key=len)
        if not names:
            return between().join(map(escape, texts))
        name = "|".join(map(re.escape, reversed(names)))
        named = re.compile(
            rf" ?[(（](?P<alone>{name})[)）]|(?<![\w`/-])(?P<in>{name})(?![\w`/-])", re.ASCII
        )
        return between().join(self._sentence(one, named, text) for text in texts)

    def _sentence(self, one: Verdict, named: re.Pattern[str], text: str) -> str:
        told, end = "", 0
        for found in named.finditer(text):
            told += _kept(text[end : found.start()])
            name = found["alone"] or found["in"]
            if name == one.claim:
                told += "" if found["alone"] else escape(one.printed or one.figure)
            else:
                told += "" if found["alone"] else escape(self._mentions[name].printed)
                told += self.place(name)
            end = found.end()
        return told + _kept(text[end:])

    def others(self, one: Verdict, prose: str) -> str:
        """The sources that no sentence names."""
        places = dict.fromkeys(self.place(name) for name in one.by if name in self._mentions)
        left = [place.strip() for place in places if place and place not in prose]
        return worded("Rests on {sources} too.", sources=joined(left)) if left else ""

    def place(self, name: str) -> str:
        """Where a claim stands: the number of its source and its grade, or its paragraph."""
        document = name.partition("/")[0]
        if document in self._numbers:
            grade = self._grades[document]
            told = worded(", ", "，") + worded(grade) if grade else ""
            return f" [{self._numbers[document]}{told}]"
        where = self._places.get(name, "")
        return f" [{where}]" if where else ""


def _kept(text: str) -> str:
    """A piece of a sentence escaped, with the blanks at its ends."""
    bare = text.strip(" ")
    if not bare:
        return " " if text else ""
    return f"{' ' * text.startswith(' ')}{escape(bare)}{' ' * text.endswith(' ')}"


def _verdict(one: Verdict) -> str:
    name = worded(in_words(one.verdict))
    if one.accepted:
        name = worded("{verdict}, accepted", verdict=name)
    return f"**{worded('{told}.', told=name if in_chinese() else name.capitalize())}**"


def _what(one: Verdict) -> str:
    """What a claim says, in words and as printed."""
    # `OpenAI: founded` has a colon of its own
    about = one.about.replace(": ", ", ", 1)
    return worded("{about}: {told}", about=escape(about), told=f"**{escape(one.printed)}**")


def _told(one: Verdict, sources: _Sources) -> str:
    """One claim with its evidence."""
    name = f"`{one.claim.partition('/')[2] if sources.one_document else one.claim}`"
    name = worded(" ({aside})", aside=name).strip()
    if not one.figure:
        speaker = worded(" ({aside})", aside=escape(one.speaker)) if one.speaker else ""
        said = escape(one.says) + speaker
        what = f"{_verdict(one)} {worded('{about}: {told}', about=escape(one.about), told=said)}"
        prose = sources.prose(one, one.because) if one.by else ""
        return _in_a_row([what, prose, sources.others(one, prose), name])
    what = _what(one)
    if one.speaker:
        what = worded("{what}, says {who}", what=what, who=escape(one.speaker))
    told = [f"{_verdict(one)} {worded('{told}.', told=what)}"]
    prose = sources.prose(one, [text for text in one.because if not is_plain(text)])
    told += [prose, sources.others(one, prose)]
    if one.independent > 1:
        told.append(worded("{number} independent origins.", number=one.independent))
    if one.reason:
        told.append(worded("Accepted: {reason}", reason=escape(one.reason)))
    if one.settle_text and one.verdict not in _LISTED:
        told.append(worded("What would settle it: {what}.", what=escape(one.settle_text)))
    return _in_a_row([*told, name])


def _in_a_row(sentences: Iterable[str]) -> str:
    """Sentences in a row, with the space that English has between them."""
    return between().join(filter(None, sentences))


def _source(number: int, one: Cited) -> str:
    where = worded(" ({aside})", aside=escape(one.where)) if one.where else ""
    grade = worded(", ", "，") + worded(one.grade) if one.grade else ""
    link = f" <{one.url}>" if _URL.fullmatch(one.url) else ""
    title = worded("{told}.", told=f"{escape(one.title)}{where}{grade}")
    return f"{number}. `{one.document}`{worded(': ')}{title}{link}"
