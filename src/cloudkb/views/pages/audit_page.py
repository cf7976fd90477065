"""A text's numbers for people: paragraph by paragraph, with a sign for each status, then totals."""

from collections.abc import Sequence
from itertools import groupby

from cloudkb.language import in_chinese, worded
from cloudkb.model import Audit, Audited, AuditStatus, Column, Page, Table
from cloudkb.views.audit import claimable, notes, percent, totals
from cloudkb.views.pages.titles import titled
from cloudkb.words import few, plural

SIGNS: dict[AuditStatus, str] = {
    "covered": "+",
    "implied": "=",
    "ignored": "~",
    "missing": "?",
    "differs": "!",
    "refuted": "x",
    "none": " ",
}
"""What stands before a number, so that nobody needs colour to tell."""
_COLUMNS = (
    Column(""),
    Column("number"),
    Column("status"),
    Column("why"),
    Column("claim", quiet=True),
)


def page(found: Audit, numbers: Sequence[Audited], name: str) -> Page:
    """A table a paragraph."""
    tables = []
    for paragraph, members in groupby(claimable(numbers), key=lambda one: one.paragraph):
        rows = [
            [
                SIGNS[one.status],
                one.text,
                worded(one.status),
                one.because,
                claims(one, found.document),
            ]
            for one in members
        ]
        tables.append(Table(titled(*_COLUMNS), rows, place(paragraph), joined=True))
    return Page(title(found, name), tuple(tables), (summary(found), *notes(found)))


def place(paragraph: int) -> str:
    """A paragraph as `where` names it."""
    return f"p{paragraph}" if paragraph > 0 else worded("before the title")


def title(found: Audit, name: str) -> str:
    """Whose numbers, how many, and how many of them are taken care of."""
    count = len(claimable(found.numbers))
    if not count and in_chinese():
        # nothing is counted: the foot says so
        return name
    share = " · " + worded("{percent}% covered", percent=percent(found)) if count else ""
    return f"{name} · {plural(count, 'number')}{share}"


def summary(found: Audit) -> str:
    """Every status with its sign and count; what no number has is left out."""
    return " · ".join(
        worded("{sign} {count} {status}", sign=SIGNS[name], count=count, status=worded(name))
        for name, count in totals(found)
        if count
    )


def claims(one: Audited, document: str) -> str:
    """The claims that a status rests on, the first of them; the document's by their short names."""
    names = [name.removeprefix(f"{document}/") if document else name for name in one.claims]
    return few(names, 2)
