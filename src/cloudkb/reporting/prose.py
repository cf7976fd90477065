"""Sentences of the checker in which claims are named, for people: by what they print, and where."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from cloudkb.language import in_chinese, worded
from cloudkb.render.html import Html, filled, joined, said, tag, text
from cloudkb.render.wrapping import UNIT
from cloudkb.reporting.material import Material
from cloudkb.words import between

_NAME = re.compile(
    r"(?P<left>[(（])?(?P<name>[A-Za-z0-9_-]+(?:[/.][A-Za-z0-9_-]+)*)(?P<right>[)）])?"
)
"""What may be the name of a claim, in brackets or not: a sentence in Chinese has no spaces."""


_FIGURE = re.compile(rf"([+-]?[0-9][0-9.,]*(?=[百千万亿美欧元个倍台名]){UNIT})")
_NUMBER = r"(?:[0-9]+(?:[.,][0-9]+)*%?)?"
_HAN = "[\u3400-\u9fff]+"
_CHINESE = re.compile(f"({_NUMBER}{_HAN}(?:[、，。：；《》“”（）]*{_NUMBER}{_HAN})*{_NUMBER})")
"""Chinese among English words, with the numbers that belong to it."""
_NEXT = 10
"""Characters between the name of a claim and what it prints, where a sentence tells both."""


def sentences(material: Material, texts: Iterable[str], about: Iterable[str]) -> Html:
    """Sentences in which some claims may be named, each name a link with its print or place."""
    names = {name: name for name in about if name in material.rows}
    short: dict[str, list[str]] = {}
    for name in names:
        short.setdefault(name.partition("/")[2], []).append(name)
    names |= {each: full[0] for each, full in short.items() if len(full) == 1}
    if not names:
        return joined((_text(each) for each in texts), between())
    return joined((joined(_pieces(material, each, names)) for each in texts), between())


def place(material: Material, name: str, before: str = "") -> Html:
    """Where a claim is printed, in brackets, as a link.

    Of what was named just `before` only the weight of its word.
    """
    document = material.rows[name]["document"]
    grade = material.documents[document]["grade"]
    is_named = grade and material.names.publisher(document) in before
    link = material.claim(name, worded(grade) if is_named else material.publisher(name))
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
        before = sentence[end : found.start() if alone else found.start("name")]
        yield _text(before)
        if alone:
            yield place(material, name, before)
        else:
            yield _named(material, name, sentence[found.end() :])
            yield said(found["right"] or "")
        end = found.end()
    yield _text(sentence[end:])


def _named(material: Material, name: str, rest: str) -> Html:
    """A claim in a sentence: its print and place; its place alone where its print is told next."""
    row = material.rows[name]
    figure = material.figure(row)
    again = re.search(
        rf"(?<![A-Za-z0-9_/.-]){re.escape(figure)}(?![A-Za-z0-9_/-])", rest[: len(figure) + _NEXT]
    )
    if again and any(sign.isdecimal() for sign in figure):
        return material.claim(name, material.names.publisher(row["document"]))
    told = said(figure or row["says"] or name)
    return filled(worded("{figure} {place}"), figure=told, place=place(material, name))


def _text(content: str) -> Html:
    """A piece of a sentence.

    In English a Chinese print is marked alone, so that the words around it are read as English;
    in Chinese a figure stays in one line.
    """
    if in_chinese():
        pieces = _FIGURE.split(content)
        marked = [tag("span", each, class_="whole") for each in pieces[1::2]]
    else:
        pieces = _CHINESE.split(content)
        marked = [said(each) for each in pieces[1::2]]
    is_plain = bool(marked) and not in_chinese()
    between_them = [text(each) if is_plain else said(each) for each in pieces[::2]]
    return joined(chain.from_iterable(zip_longest(between_them, marked, fillvalue=Html())))
