"""What one file gives, as rows: made where the file is read, numbered where the base is written."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cloudkb.defaults import Defaults
from cloudkb.model import AcceptedException, Claim, Document, Vocabulary
from cloudkb.store import rows
from cloudkb.store.layout import TABLES
from cloudkb.store.search import SearchText

_COLUMNS = list(TABLES["claims"].columns)
_ID, _DOCUMENT, _SCOPE, _SOURCE = map(_COLUMNS.index, ("id", "document", "scope", "source"))


class PreparedRows(NamedTuple):
    """Rows of some claims of one file, and of its exceptions; their numbers are 0."""

    claims: list[rows.SqlRow]
    words: list[rows.SqlRow]
    """Of the search index, one for each claim."""
    exceptions: list[rows.SqlRow]
    file: str = ""
    """Where the claims stand; empty where there is none."""
    is_table: bool = False
    """Whether the file is a table, which comes in several batches."""

    def names(self) -> list[tuple[str, str]]:
        """The id and the document of each claim."""
        return [(str(row[_ID]), str(row[_DOCUMENT])) for row in self.claims]

    def at(self, places: Sequence[int]) -> "PreparedRows":
        """The same with some of the claims."""
        claims = [self.claims[place] for place in places]
        return self._replace(claims=claims, words=[self.words[place] for place in places])

    def speakers(self) -> set[str]:
        """The sources that claims name."""
        return {str(row[_SOURCE]) for row in self.claims}

    def scopes(self) -> set[str]:
        """The scopes that claims name."""
        return {str(row[_SCOPE]) for row in self.claims if row[_SCOPE] is not None}


class Preparer:
    """Makes rows of records."""

    def __init__(self, vocabulary: Vocabulary, documents: Mapping[str, Document]) -> None:
        """Take the names claims will mention."""
        self._search = SearchText(vocabulary, documents)
        self._defaults = Defaults(vocabulary)

    def of(self, claims: Sequence[Claim], exceptions: Sequence[AcceptedException]) -> PreparedRows:
        """The rows of one batch."""
        basis = self._defaults.of_claim
        made = [rows.claim_row(claim, 0, basis(claim)) for claim in claims]
        place = claims[0].place if claims else None
        return PreparedRows(
            made,
            list(map(self._search.row, made)),
            [rows.exception_row(one, 0) for one in exceptions],
            "" if place is None else place.file,
            place is not None and place.is_row,
        )
