"""Which claims to judge, and their verdicts in the published shape."""

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any, NamedTuple

from cloudkb import periods
from cloudkb.figures import exact_text
from cloudkb.language import marked, worded
from cloudkb.verdict import NAMES, Name, Verdict, Verdicts
from cloudkb.views.display_names import DisplayNames, resolve
from cloudkb.views.question import unknown


class VerdictSelection(NamedTuple):
    """Whose claims are to be judged."""

    document: str
    """Its id; empty for all documents."""
    entity: str
    only: tuple[Name, ...]
    """The verdicts to show; empty for all."""
    label: str
    """In words, as the title begins."""
    talk: str
    """What was chosen for whoever asked for nothing."""


def ask(connection: Connection, document: str, provider: str, only: str) -> VerdictSelection:
    """Names as typed, resolved; the document with most claims when none is given.

    Raises QuestionError for a name that is unknown.
    """
    names = DisplayNames(connection)
    key = resolve(connection, document, ("document",), "document") if document else ""
    kinds = ("entity",)
    entity = (
        resolve(connection, provider, kinds, marked("provider, company or market"))
        if provider
        else ""
    )
    talk = ""
    if not key and not entity:
        count, key, several = _largest(connection)
        if several:
            told = marked(
                "{document}, the document with most claims ({count}); --document chooses another"
            )
            talk = worded(told, document=key, count=count)
    parts = [names.entity_both(entity)] if entity else []
    parts += [_title(connection, key)] if key else []
    return VerdictSelection(key, entity, chosen_verdicts(only), " · ".join(parts), talk)


def _largest(connection: Connection) -> tuple[int, str, bool]:
    rows = connection.execute(
        "SELECT count(*) AS claims, document FROM claims GROUP BY document "
        "ORDER BY claims DESC, document LIMIT 2"
    ).fetchall()
    return rows[0][0], rows[0][1], len(rows) > 1


def _title(connection: Connection, document: str) -> str:
    row = connection.execute(
        "SELECT title, publisher, published FROM documents WHERE id = ?", (document,)
    ).fetchone()
    date = periods.called(row[2]) if row[2] else ""
    where = worded(", ", "，").join(filter(None, (row[1], date)))
    return worded("{title} ({where})", title=row[0], where=where) if where else str(row[0])


def chosen_verdicts(text: str) -> tuple[Name, ...]:
    """Verdicts from a list with commas; raises QuestionError for one there is not."""
    found: list[Name] = []
    for word in filter(None, (part.strip().lower() for part in text.split(","))):
        meant = next((name for name in NAMES if name == word.replace(" ", "-")), None)
        if meant is None:
            raise unknown(worded('--only: there is no verdict "{word}"', word=word), word, NAMES)
        found.append(meant)
    return tuple(found)


def command(asked: VerdictSelection) -> str:
    """The command that prints the same page."""
    options = [f"--document {asked.document}"] if asked.document else []
    options += [f"--entity {asked.entity}"] if asked.entity else []
    return " ".join(["cloudkb verdicts", *options, "--format md"])


def shown(found: Verdicts, asked: VerdictSelection) -> tuple[Verdict, ...]:
    """The verdicts asked for, in the order of the facts."""
    if not asked.only:
        return found.verdicts
    return tuple(one for one in found.verdicts if one.verdict in asked.only)


def explain(found: Verdicts, asked: VerdictSelection) -> Sequence[str]:
    """Why there is no row, where there is none."""
    if not found.verdicts:
        return (worded("no claim is like that"),)
    none = worded("none of its {number} claims is that", number=len(found.verdicts))
    return () if shown(found, asked) else (none,)


def data(found: Verdicts, asked: VerdictSelection) -> list[Mapping[str, Any]]:
    """The published shape: one row a claim."""
    return [
        {
            "claim": one.claim,
            "figure": one.figure or None,
            "verdict": one.verdict,
            "accepted": one.accepted,
            "by": list(one.by),
            "independent": one.independent,
            "gap": exact_text(one.gap),
            "because": list(one.because),
            "settle": list(one.settle),
            "status": one.status,
        }
        for one in shown(found, asked)
    ]
