"""Claims that nothing is wrong with, and that name what is declared wrongly elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from cloudkb.language import marked, worded
from cloudkb.model import Claim, Place
from cloudkb.reader.declared_names import Names
from cloudkb.reader.fields import File
from cloudkb.words import plural

_GROUP = "group"
_OF = {
    "metric": marked("{claims} of `{name}`"),
    "entity": marked("{claims} about `{name}`"),
    "scope": marked("{claims} on `{name}`"),
    "source": marked("{claims} by `{name}`"),
}
"""How claims stand to what they name."""
_WAIT = {
    1: {
        "key": marked("{claims} waits for its {key}"),
        "declaration": marked("{claims} waits for its declaration"),
        "group": marked("{claims} waits for a key of the group"),
        "file": marked("{claims} waits for names in a file that is broken"),
        "document": marked("{claims} waits for the document above"),
    },
    2: {
        "key": marked("{claims} wait for its {key}"),
        "declaration": marked("{claims} wait for its declaration"),
        "group": marked("{claims} wait for a key of the group"),
        "file": marked("{claims} wait for names in a file that is broken"),
        "document": marked("{claims} wait for the document above"),
    },
}
"""What they wait for: one, and several."""


def _waits(what: str, claims: Sequence[object]) -> str:
    return _WAIT[min(len(claims), 2)][what]


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
            key, at = self._names.wanting.get(name, ("", ""))
            if name:
                number = worded(_OF.get(kind, _OF["metric"]), claims=number, name=name)
                text = (
                    worded(_waits("key", claims), claims=number, key=key)
                    if key
                    else worded(_waits("declaration", claims), claims=number)
                )
                hint = worded("mend {name}: {place}", name=name, place=at)
            elif kind == _GROUP:
                text = worded(_waits("group", claims), claims=number)
                hint = worded("mend the group")
            else:
                text = worded(_waits("file", claims), claims=number)
                hint = worded("mend what else is told of it")
            self._complain(text, hint, claims)

    def of_document(self, claims: Sequence[Claim]) -> None:
        """Claims that wait for what is wrong with their own document."""
        if claims:
            text = worded(_waits("document", claims), claims=plural(len(claims), "claim"))
            named = [(one.id, one.place) for one in claims]
            self._complain(text, worded("mend what is told of the document"), named)

    def _complain(self, text: str, hint: str, claims: list[tuple[str, Place]]) -> None:
        names = tuple(claim for claim, _ in claims)
        place = claims[0][1]
        self._file.complain("unknown-name", text, place, hint, severity="note", claims=names)
