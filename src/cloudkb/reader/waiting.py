"""Claims that nothing is wrong with, and that name what is declared wrongly elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from cloudkb.model import Claim, Place
from cloudkb.reader.fields import File
from cloudkb.reader.names import Names
from cloudkb.words import plural

_GROUP = "group"
_OF = {"metric": "of", "entity": "about", "scope": "on", "source": "by"}
"""How claims stand to what they name."""


class Waiting:
    """The claims of one file that wait, counted by what they wait for: one note for each."""

    def __init__(self, file: File, names: Names) -> None:
        """Nothing waits yet."""
        self._file = file
        self._names = names
        self._claims: dict[tuple[str, str], list[tuple[str, Place]]] = defaultdict(list)

    def add(self, claim: str, place: Place, *, in_group: bool) -> None:
        """A claim that was left out for the first of the lost names it asked for.

        `in_group` where it is for a key of its group, which was complained of already.
        """
        missed = self._names.missed
        cause = missed[0] if missed else ("", "")
        if in_group:
            cause = (_GROUP, "")
        elif cause[1] not in self._names.wanting:
            cause = ("", "")
        self._claims[cause].append((claim, place))

    def tell(self) -> None:
        """Say how many claims wait, and for what."""
        for (kind, name), claims in sorted(self._claims.items()):
            number = plural(len(claims), "claim")
            waits = "waits" if len(claims) == 1 else "wait"
            key, at = self._names.wanting.get(name, ("", ""))
            if name:
                what = f"its {key}" if key else "its declaration"
                text = f"{number} {_OF.get(kind, 'of')} `{name}` {waits} for {what}"
                hint = f"mend {name}: {at}"
            elif kind == _GROUP:
                text, hint = f"{number} {waits} for a key of the group", "mend the group"
            else:
                text = f"{number} {waits} for names in a file that is broken"
                hint = "mend what else is told of it"
            self._complain(text, hint, claims)

    def of_document(self, claims: Sequence[Claim]) -> None:
        """Claims that wait for what is wrong with their own document."""
        if claims:
            waits = "waits" if len(claims) == 1 else "wait"
            text = f"{plural(len(claims), 'claim')} {waits} for the document above"
            named = [(one.id, one.place) for one in claims]
            self._complain(text, "mend what is told of the document", named)

    def _complain(self, text: str, hint: str, claims: list[tuple[str, Place]]) -> None:
        names = tuple(claim for claim, _ in claims)
        place = claims[0][1]
        self._file.complain("unknown-name", text, place, hint, severity="note", claims=names)
