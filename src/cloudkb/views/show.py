"""What does one claim say, and where does it stand? The card."""

from collections.abc import Mapping
from sqlite3 import Connection, Row
from typing import TYPE_CHECKING, Any

from cloudkb.views.question import QuestionError, claim_data, claims, did_you_mean

if TYPE_CHECKING:
    from cloudkb.model import Page, Standing


def ask(connection: Connection, text: str) -> Row:
    """The claim of this name: document/id, or the id alone where one document has it."""
    text = text.strip()
    found = claims(connection, "id = ?", [text]) or claims(connection, "local_id = ?", [text])
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(row["claim"] for row in found[:6])
        raise QuestionError(f'"{text}" stands in {len(found)} documents', f"one of: {several}")
    known = connection.execute("SELECT id, local_id FROM claims ORDER BY id").fetchall()
    full = {row["local_id"]: row["id"] for row in known}
    near = did_you_mean(text.split("/")[-1], full) if len(known) <= 20_000 else []
    offers = " or ".join(full[name] for name in near)
    hint = f"did you mean {offers}?" if offers else "cloudkb query --columns claim lists them all"
    raise QuestionError(f'unknown claim "{text}"', hint)


def is_reasoned(row: Row) -> bool:
    """Tell whether reasoning may have something to say of a claim: it has a figure."""
    return bool(row["metric"] and (row["figure"] or row["readings"])) and row["kind"] != "opinion"


def data(row: Row, standing: "Standing | None" = None) -> Mapping[str, Any]:
    """The claim row in the published shape, and how the claim stands where that is known."""
    from cloudkb.views import standing as reasoned

    return {**claim_data(row), **reasoned.data(standing, row["unit"] or "")}


def page(connection: Connection, row: Row, standing: "Standing | None" = None) -> "Page":
    """The same for people."""
    from cloudkb.views.show_page import draw

    return draw(connection, row, standing)
