"""The document a fact file is about."""

from collections.abc import Callable
from typing import Any

from cloudkb import periods
from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.model import Document, Ignored, Period
from cloudkb.reader import nodes
from cloudkb.reader.declared_names import Names, check_id
from cloudkb.reader.fields import Fields, File, currency_code
from cloudkb.reader.vocabulary import GRADES

KEYS = frozenset(
    (
        "id",
        "title",
        "author",
        "publisher",
        "published",
        "language",
        "currency",
        "grade",
        "url",
        "archived",
        "accessed",
        "origin",
        "note",
        "source",
        "in",
        "scope",
        "ignored",
    )
)
IGNORED = frozenset(("text", "where", "reason"))
DEFAULTS = {"source": "source", "within": "entity", "scope": "scope"}
"""What a document gives its claims: fields of the record, and what kind of name each holds."""
REQUIRED = ("id", "title", "published")
_DATES = marked(
    "write a day, a month or a year: 2024-02-29, 2024-02, 2024; with ~ when it is about then"
)
_IGNORE = marked("write - {{text: {example}, reason: of the report itself}}")
_PARAGRAPH = expression("p[1-9][0-9]{0,5}")
NOT_STATED = Period("", kind="none")


def read_document(
    file: File, node: nodes.Node, later: "list[Callable[[Names], None]] | None" = None
) -> tuple[Document, bool]:
    """The document record, and whether it is sound; broken ones still let claims be checked.

    Names in it are checked when all are known, by what is added to `later`.
    """
    fields = Fields(file, node, worded("the document"), KEYS, REQUIRED)
    name = fields.text("id")
    sound = not name or check_id(file, name, fields.node("id") or node, worded("a document"))
    currency = currency_code(fields)
    grade: Any = fields.choice("grade", GRADES, "") or None
    published = read_day(fields, "published") or NOT_STATED
    for key in ("archived", "accessed"):
        if key in fields and not fields.text(key).startswith(("http://", "https://")):
            read_day(fields, key)
    document = Document(
        name,
        fields.text("title"),
        published,
        file.place(node),
        fields.text("author"),
        fields.text("publisher"),
        fields.text("language"),
        currency,
        grade,
        fields.text("url"),
        fields.text("archived"),
        fields.text("accessed"),
        fields.text("origin") or None,
        fields.text("note"),
        fields.text("source"),
        fields.text("in"),
        fields.text("scope"),
        _ignored(file, fields),
    )
    for key, kind in (("source", "source"), ("in", "entity"), ("scope", "scope")):
        for text, word in fields.words(key) if later is not None else ():
            later.append(lambda names, k=kind, t=text, w=word: names.check(file, k, t, w))  # type: ignore[union-attr,misc]
    return document, fields.sound and sound and published.kind == "span"


def _ignored(file: File, fields: Fields) -> tuple[Ignored, ...]:
    """Numbers of the text that are no claims, each with its reason."""
    node = fields.node("ignored")
    if node is None or isinstance(node, nodes.Nothing):
        return ()
    like = worded(_IGNORE, example="12 pages")
    fields.sound = fields.sound and isinstance(node, nodes.Listing)
    made = []
    for item in file.items("ignored", node, like, may_be_empty=False):
        each = Fields(file, item, worded("what is ignored"), IGNORED, ("reason",))
        where = paragraph(each)
        one = Ignored(each.text("reason"), file.place(item), each.text("text"), where)
        if each.sound and not (one.text or one.where):
            file.complain("missing-key", worded("nothing says what is ignored"), item, like)
            each.sound = False
        fields.sound = fields.sound and each.sound
        made.append(one)
    return tuple(made)


def paragraph(fields: Fields) -> str:
    """The paragraph under `where`, empty where there is none; a finding when it is no such."""
    text = fields.text("where")
    if text and not _PARAGRAPH.fullmatch(text):
        fields.refuse(
            "where",
            worded("{text} is no paragraph", text=text[:40]),
            worded("write where: p37, for the 37th line that is not empty"),
        )
    return text


def read_day(fields: Fields, key: str) -> Period | None:
    """When something was said or printed; None, and a finding, when it is no date."""
    text = fields.text(key)
    if not text:
        return None
    try:
        period = periods.parse(text, "date")
    except periods.PeriodError as error:
        message, hint = error.message, error.hint
        if error.formless:
            message, hint = worded('"{text}" is no date', text=error.formless), worded(_DATES)
        fields.refuse(key, message, hint, rule="bad-date", column=error.column)
        return None
    if period.kind != "span" or period.fiscal:
        fields.refuse(
            key, worded("{text} is no date", text=text[:60]), worded(_DATES), rule="bad-date"
        )
        return None
    return period
