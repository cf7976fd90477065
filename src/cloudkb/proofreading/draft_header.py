"""The document of a text that the base does not know, as far as the text tells."""

import re
from collections.abc import Iterable

from cloudkb import periods
from cloudkb.model import DocumentDraft
from cloudkb.texts import PrintedText, Spot, scan
from cloudkb.texts.view import BREAK, view
from cloudkb.words import is_chinese

_HEAD = 8
"""Lines that may stand before the text proper: kicker, title, standfirst, dateline."""
_LONGEST = 200
_DATELINE = re.compile(
    r"\s*(?:(?:published|updated|posted|date|released?|发布(?:时间|日期|于)?|日期|时间)\s*[:：]?\s*"
    r"|[A-Z][\w .]{1,30},\s+|[\u4e00-\u9fff]{2,8}[,，]?\s*)?$",
    re.I,
)
"""What may stand before the day of a document, on its line."""


def header(printed: PrintedText) -> DocumentDraft:
    """Id, title, day and language; what was not given is a guess, or open."""
    text, markup, document, published = printed
    seen = view(text, markup).text
    lines = [one.strip() for one in re.split(f"[\n\r{BREAK}]+", seen) if one.strip()]
    fields = {"id": document} if document else {}
    guesses: set[str] = set()
    unknown = set() if document else {"id"}
    title = _title(lines)
    if title and title.isprintable():
        fields["title"] = title
        guesses.add("title")
    else:
        unknown.add("title")
    day = published or _day(lines)
    if day:
        fields["published"] = day
        if not published:
            guesses.add("published")
    else:
        unknown.add("published")
    fields["language"] = "zh" if _is_chinese(seen) else "en"
    return DocumentDraft(fields, frozenset(guesses), frozenset(unknown))


def last_day(document: DocumentDraft) -> str:
    """The day that last year is counted from; empty where none is known."""
    text = document.fields.get("published", "")
    try:
        return periods.parse(str(text), "date").end or "" if text else ""
    except periods.PeriodError:
        return ""


def with_currency(document: DocumentDraft, spots: Iterable[Spot]) -> DocumentDraft:
    """With the currency of its money, where it is one."""
    used = {one.currency for one in spots if one.unit == "money" and one.currency}
    if len(used) != 1:
        return document
    fields = {**document.fields, "currency": used.pop()}
    return document._replace(fields=fields, guesses=document.guesses | {"currency"})


def _title(lines: list[str]) -> str:
    """The line of the head that stands there twice, else the first."""
    head = [one for one in lines[:_HEAD] if len(one) <= _LONGEST]
    twice = [one for one in head if head.count(one) > 1]
    return next(iter(twice or head), "")


def _day(lines: list[str]) -> str:
    """The first whole day that begins a line of the head, or stands behind its place."""
    for line in lines[:_HEAD]:
        for spot in scan(line):
            if spot.kind != "date" or not re.fullmatch(r"\d{4}-\d\d-\d\d", spot.period):
                continue
            if not spot.inferred and _DATELINE.match(line[: spot.start]):
                return spot.period
    return ""


def _is_chinese(text: str) -> bool:
    signs = sum(1 for one in text if is_chinese(one))
    return signs * 4 > sum(1 for one in text if one.isalpha())
