"""Verdicts for people: counts that add up, then the claims of each verdict with the reasons."""

from collections.abc import Iterable, Sequence

from cloudkb.language import in_chinese, worded
from cloudkb.model import Column, Page, Table
from cloudkb.verdict import (
    MEANS,
    NAMES,
    Name,
    Verdict,
    Verdicts,
    in_words,
    is_nothing_near,
    is_plain,
)
from cloudkb.views.pages.titles import titled
from cloudkb.views.verdicts import VerdictSelection, explain, shown
from cloudkb.words import plural

_FIRST_ASKED: tuple[Name, ...] = ("contradicted", "disputed", "tension", "conditional")
"""Verdicts of which the next command shows a claim, before all others."""
_FIGURES = (
    *map(Column, ("figure", "of what", "why")),
    Column("claim", wide=True, quiet=True),
)
_SENTENCES = (Column(""), Column("", wide=True, quiet=True))


def page(found: Verdicts, asked: VerdictSelection) -> Page:
    """The page of a fact-check."""
    title = f"{asked.label} · {plural(len(found.verdicts), 'claim')}"
    rows = shown(found, asked)
    notes = [*explain(found, asked), *_next(rows)]
    return Page(title, (_counts(found), *_groups(found, rows)), tuple(notes))


def _counts(found: Verdicts) -> Table:
    rows = [
        [f"{count}", worded(in_words(name)), worded(MEANS[name])]
        for name, count in found.counts
        if count
    ]
    columns = titled(Column("claims", right=True), Column("verdict"), Column("that is"))
    return Table(columns, rows)


def _groups(found: Verdicts, rows: Sequence[Verdict]) -> Iterable[Table]:
    for name in NAMES:
        members = [one for one in rows if one.verdict == name]
        if not members:
            continue
        word = worded(in_words(name))
        heading = worded("{about}: {told}", about=word.capitalize(), told=worded(MEANS[name]))
        figures = [one for one in members if one.figure]
        sentences = [one for one in members if not one.figure]
        # the reasons need the room only where there are some
        told = [one for one in figures if reason(one)]
        plain = [one for one in figures if not reason(one)]
        for rows_here, above in ((told, heading), (plain, "" if told else heading)):
            if rows_here:
                yield Table(titled(*_FIGURES), [_figure(found, one) for one in rows_here], above)
        if sentences:
            cells = [[_sentence(one), _claim(found, one)] for one in sentences]
            yield Table(_SENTENCES, cells, "" if figures else heading)


def _figure(found: Verdicts, one: Verdict) -> list[str]:
    why = reason(one)
    if found.document:
        why = why.replace(f"{found.document}/", "")
    return [one.printed, one.about, why, _claim(found, one)]


def reason(one: Verdict) -> str:
    """The sentences that say why, with who counts and why a dispute was accepted."""
    told = [text for text in one.because if not is_plain(text) and not is_nothing_near(text)]
    if one.independent > 1:
        told.insert(0, worded("{number} independent origins.", number=one.independent))
    if one.reason:
        told.append(worded("Accepted: {reason}", reason=one.reason))
    return ("" if in_chinese() else " ").join(told)


def _sentence(one: Verdict) -> str:
    said = one.says or one.figure
    aside = worded(" ({aside})", aside=one.speaker)
    return worded("{about}: {told}", about=one.about, told=said + aside)


def _claim(found: Verdicts, one: Verdict) -> str:
    return one.claim.removeprefix(f"{found.document}/") if found.document else one.claim


def _next(rows: Sequence[Verdict]) -> Iterable[str]:
    ordered = sorted(
        (one for one in rows if one.verdict != "no-figure"),
        key=lambda one: (
            _FIRST_ASKED.index(one.verdict) if one.verdict in _FIRST_ASKED else len(_FIRST_ASKED)
        ),
    )
    if ordered:
        yield worded("Next: {command}", command=f"cloudkb show {ordered[0].claim}")
