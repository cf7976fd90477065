"""Names, aliases and ids in either language, from what people type to ids and back."""

from collections.abc import Sequence
from sqlite3 import Connection

from cloudkb.language import in_chinese, worded
from cloudkb.views.question import QuestionError, meant, one_of
from cloudkb.words import fold, offers

LISTS = {
    "entity": "entities",
    "metric": "metrics",
    "source": "sources",
    "scope": "scopes",
    "document": "documents",
}
"""What `list` calls each kind of name."""


def resolve(connection: Connection, text: str, kinds: Sequence[str], what: str) -> str:
    """The id that a name, alias or id means.

    `kinds` are kinds of names ("entity", "metric", ...), the first meant most; `what`
    is how the message calls it. Raises QuestionError when nothing or several things fit.
    """
    marks = ", ".join("?" * len(kinds))
    word = fold(text)
    rows = connection.execute(
        f"SELECT DISTINCT id, kind FROM names WHERE name = ? AND kind IN ({marks})", (word, *kinds)
    ).fetchall()
    by_id = [row["id"] for row in rows if fold(row["id"]) == word]
    if by_id:
        return str(by_id[0])
    found = sorted({row["id"] for row in rows})
    if len(found) == 1:
        return str(found[0])
    if found:
        raise QuestionError(
            worded('"{text}" names several things', text=text),
            one_of(found),
        )
    known = connection.execute(
        f"SELECT name, id FROM names WHERE kind IN ({marks}) ORDER BY name", kinds
    ).fetchall()
    ids = {row["name"]: row["id"] for row in known}
    labels = DisplayNames(connection)
    near = dict.fromkeys(ids[name] for name in offers(word, ids))
    hint = [labels.with_id(key) for key in near]
    command = f"cloudkb list {LISTS[kinds[0]]}"
    raise QuestionError(
        worded('unknown {kind} "{text}"', kind=worded(what), text=text),
        meant(hint) if hint else worded("{command} shows them all", command=command),
    )


class DisplayNames:
    """What ids are called, in the language spoken first. Read table by table, when first asked."""

    def __init__(self, connection: Connection) -> None:
        """Look names up in this base."""
        self._connection = connection
        self._tables: dict[str, dict[str, tuple[str, str]]] = {}

    def _table(self, table: str) -> dict[str, tuple[str, str]]:
        if table not in self._tables:
            rows = self._connection.execute(f"SELECT id, name, name_zh FROM {table}")
            pairs = {row[0]: (row[1] or row[0], row[2] or "") for row in rows}
            if in_chinese():
                pairs = {key: (zh or name, name) for key, (name, zh) in pairs.items()}
            self._tables[table] = pairs
        return self._tables[table]

    def _name(self, table: str, key: str) -> str:
        return self._table(table).get(key, (key, ""))[0]

    def _both(self, table: str, key: str) -> str:
        name, other = self._table(table).get(key, (key, ""))
        return f"{name} {other}" if other and other != name else name

    def entity(self, key: str) -> str:
        """The short name of an entity."""
        return self._name("entities", key)

    def entity_both(self, key: str) -> str:
        """The name of an entity in both languages, where it has two."""
        return self._both("entities", key)

    def metric(self, key: str) -> str:
        """The name of a metric."""
        return self._name("metrics", key)

    def scope(self, key: str) -> str:
        """How a scope is read after a comma: a tracker as who measured, else its name."""
        if "tracker" not in self._tables:
            rows = self._connection.execute("SELECT id FROM scopes WHERE role = 'tracker'")
            self._tables["tracker"] = {row[0]: ("", "") for row in rows}
        name = self._name("scopes", key)
        return worded("by {tracker}", tracker=name) if key in self._tables["tracker"] else name

    def source(self, key: str) -> str:
        """Who says so: a source, an entity, or the author of the document itself."""
        return self._documents()[key][0] if key in self._documents() else self._name("sources", key)

    def _documents(self) -> dict[str, tuple[str, str]]:
        """Who wrote each document (without the byline's brackets), and where it stands."""
        if "documents" not in self._tables:
            rows = self._connection.execute("SELECT id, author, publisher, title FROM documents")
            self._tables["documents"] = {
                row[0]: ((row[1] or row[2] or row[3]).split(" (")[0], row[2] or row[3])
                for row in rows
            }
        return self._tables["documents"]

    def publisher(self, document: str) -> str:
        """Where a document was published, else its title."""
        return self._documents().get(document, ("", document))[1]

    def quantity(self, metric: str | None, within: str | None, scope: str | None) -> str:
        """A heading for a metric with its market and scope; the entity and period apart."""
        text = self.metric(metric or "")
        if within:
            text = worded("{metric} in {market}", metric=text, market=self.entity(within))
        return (
            worded("{quantity}, {scope}", quantity=text, scope=self.scope(scope)) if scope else text
        )

    def with_id(self, key: str) -> str:
        """An id with its name behind it, for suggestions."""
        for table in ("entities", "metrics", "sources", "scopes"):
            if key in self._table(table):
                both = self._both(table, key)
                return key if both == key else key + worded(" ({aside})", aside=both)
        return key
