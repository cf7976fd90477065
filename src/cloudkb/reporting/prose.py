"""Sentences of the checker in which claims are named, for people: by what they print, and where."""

import re
from collections.abc import Iterable, Iterator

from cloudkb.language import in_chinese, worded
from cloudkb.render.html import Html, filled, joined, said, tag
from cloudkb.reporting.material import Material
from cloudkb.views import sql
from cloudkb.words import between

_NAME = re.compile(
    r"(?P<left>[(（])?(?P<name>[A-Za-z0-9_-]+(?:[/.][A-Za-z0-9_-]+)*)(?P<right>[)）])?"
)
"""What may be the name of a claim, in brackets or not: a sentence in Chinese has no spaces."""


def sentences(material: Material, texts: Iterable[str], about: Iterable[str]) -> Html:
    """Sentences in which some claims may be named, each name a link with its print or place."""
    names = {name: name for name in about if name in material.rows}
    short: dict[str, list[str]] = {}
    for name in names:
        short.setdefault(name.partition("/")[2], []).append(name)
    names |= {each: full[0] for each, full in short.items() if len(full) == 1}
    if not names:
        return joined((said(each) for each in texts), between())
    return joined((joined(_pieces(material, each, names)) for each in texts), between())


def place(material: Material, name: str) -> Html:
    """Where a claim is printed, in brackets, as a link."""
    link = material.claim(name, material.publisher(name))
    return tag("small", filled(worded("[{place}]"), place=link))


def paragraph(where: str | None) -> str:
    """Where in its document a claim stands: `p16`, as facts name it; 第16段."""
    number = (where or "").removeprefix("p")
    if in_chinese() and number.isdecimal():
        return worded("Paragraph {number}", number=number)
    return where or ""


def _pieces(material: Material, sentence: str, names: dict[str, str]) -> Iterator[Html]:
    end = 0
    for found in _NAME.finditer(sentence):
        name = names.get(found["name"])
        if name is None:
            continue
        alone = bool(found["left"] and found["right"])
        yield said(sentence[end : found.start() if alone else found.start("name")])
        if alone:
            yield place(material, name)
        else:
            row = material.rows[name]
            figure = said(sql.figure_text(row) or row["says"] or name)
            yield filled(worded("{figure} {place}"), figure=figure, place=place(material, name))
            yield said(found["right"] or "")
        end = found.end()
    yield said(sentence[end:])
