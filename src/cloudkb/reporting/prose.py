"""Sentences of the checker in which claims are named, for people: by what they print, and where."""

import re
from collections.abc import Iterable, Iterator

from cloudkb.render.html import Html, joined, said, tag
from cloudkb.reporting.material import Material
from cloudkb.views import sql


def sentences(material: Material, texts: Iterable[str], about: Iterable[str]) -> Html:
    """Sentences in which some claims may be named, each name a link with its print or place."""
    names = {name: name for name in about if name in material.rows}
    short: dict[str, list[str]] = {}
    for name in names:
        short.setdefault(name.partition("/")[2], []).append(name)
    names |= {each: full[0] for each, full in short.items() if len(full) == 1}
    if not names:
        return joined((said(each) for each in texts), " ")
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?P<left>\()?(?<![\w/.-])(?P<name>{known})(?![\w/-])(?P<right>\))?")
    return joined((joined(_pieces(material, each, pattern, names)) for each in texts), " ")


def _pieces(
    material: Material, sentence: str, pattern: re.Pattern[str], names: dict[str, str]
) -> Iterator[Html]:
    end = 0
    for found in pattern.finditer(sentence):
        name = names[found["name"]]
        alone = bool(found["left"] and found["right"])
        yield said(sentence[end : found.start() if alone else found.start("name")])
        place = tag("small", "[", material.claim(name, material.publisher(name)), "]")
        if alone:
            yield place
        else:
            row = material.rows[name]
            yield said(sql.figure_text(row) or row["says"] or name)
            yield joined([" ", place])
            yield said(found["right"] or "")
        end = found.end()
    yield said(sentence[end:])
