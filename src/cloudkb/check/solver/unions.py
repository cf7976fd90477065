"""What belongs together: union-find with halved paths (Tarjan and van Leeuwen, 1984)."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

One = TypeVar("One", str, int, tuple[str, str])


class Unions(Generic[One]):
    """Lots of things joined with each other; the least of each lot stands for it."""

    def __init__(self) -> None:
        """Nothing is joined yet."""
        self._above: dict[One, One] = {}

    def __contains__(self, one: One) -> bool:
        """Whether it was ever named."""
        return one in self._above

    def __iter__(self) -> Iterator[One]:
        """All that were named, in that order."""
        return iter(self._above)

    def find(self, one: One) -> One:
        """The least of all that it is joined with; itself when it is new."""
        above = self._above
        top = above.setdefault(one, one)
        while top != one:
            further = above[top]
            above[one] = further
            one, top = further, above[further]
        return one

    def join(self, ones: Iterable[One]) -> None:
        """Put some into one lot, with all that each of them was joined with."""
        first: One | None = None
        for one in ones:
            found = self.find(one)
            if first is None:
                first = found
            elif found != first:
                first, other = (first, found) if first < found else (found, first)
                self._above[other] = first
