"""XML of strangers as a tree of elements with their places: nothing in it acts.

The standard library's expat, with declarations of documents and entities refused where they stand,
so that nothing is expanded and nothing outside is opened.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from cloudkb.importing.filings.filed import refuse_large
from cloudkb.importing.record import ImportRefused
from cloudkb.language import worded

DEEPEST = 40
MOST_ELEMENTS = 2_000_000


class Element:
    """An element: its namespace and name, what it holds, and where it begins."""

    __slots__ = ("attributes", "children", "column", "line", "name", "namespace", "texts")

    def __init__(self, tag: str, attributes: dict[str, str], line: int, column: int) -> None:
        """`tag` and the keys of attributes: namespace, a space, the name; or the name alone."""
        self.namespace, _, self.name = tag.rpartition(" ")
        self.attributes = attributes
        self.children: list[Element] = []
        self.texts: list[str] = []
        self.line, self.column = line, column

    @property
    def text(self) -> str:
        """What stands directly in it, without the white space around it."""
        return "".join(self.texts).strip()

    def get(self, name: str) -> str:
        """An attribute, whatever its namespace; empty where there is none."""
        for key, value in self.attributes.items():
            if key == name or key.endswith(f" {name}"):
                return value
        return ""

    def within(self, name: str) -> Iterator["Element"]:
        """Every element of a name below it, whatever its namespace."""
        waiting = [*reversed(self.children)]
        while waiting:
            one = waiting.pop()
            if one.name == name:
                yield one
            waiting.extend(reversed(one.children))

    def first(self, name: str) -> str:
        """The text of the first element of a name below it; empty where there is none."""
        return next((one.text for one in self.within(name)), "")


class Tree(NamedTuple):
    """The top of a file, and the prefix that each namespace is first given."""

    root: Element
    prefixes: dict[str, str]


def parse(file: str, data: bytes) -> Tree:
    """The tree of a file; raises `ImportRefused` with the place of what stands in the way."""
    refuse_large(file, data)
    return _Builder(file).built(data)


class _Builder:
    def __init__(self, file: str) -> None:
        self.file = file
        self.open: list[Element] = []
        self.root: Element | None = None
        self.prefixes: dict[str, str] = {}
        self.count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = lambda tag: self.open.pop()
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._prefix
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype

    def built(self, data: bytes) -> Tree:
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            says = expat.errors.messages.get(error.code, "no XML")
            where = f"{self.file}:{error.lineno}:{error.offset + 1}"
            raise ImportRefused(
                f"{where}: " + worded("this is no XML: {says}", says=says),
                worded("save it again as it was filed"),
            ) from None
        except (ValueError, LookupError) as error:
            raise ImportRefused(f"{self.file}: {error}", worded("save it as UTF-8")) from None
        assert self.root is not None
        return Tree(self.root, self.prefixes)

    def _refuse(self, message: str, hint: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise ImportRefused(f"{self.file}:{line}:{column}: {message}", hint)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEEPEST:
            self._refuse(
                worded("elements stand more than {count} deep", count=DEEPEST),
                worded("this is no filing"),
            )
        if self.count > MOST_ELEMENTS:
            self._refuse(
                worded("more than {count:,} elements", count=MOST_ELEMENTS),
                worded("this is no filing"),
            )
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        made = Element(tag, attributes, line, column)
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.root = made
        self.open.append(made)

    def _text(self, text: str) -> None:
        if self.open:
            self.open[-1].texts.append(text)

    def _prefix(self, prefix: str | None, uri: str) -> None:
        self.prefixes.setdefault(uri, prefix or "")

    def _doctype(self, *_: object) -> None:
        self._refuse(
            worded("it declares a document type or entities, which filings do not"),
            worded("take the declaration out if you trust the file"),
        )
