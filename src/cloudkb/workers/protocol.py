"""What workers do, and this process, which needs none."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from cloudkb.language import WordedError

Shared = TypeVar("Shared")
Given = TypeVar("Given")
Made = TypeVar("Made")


class WorkersError(WordedError):
    """Work that could not be done elsewhere, and what to do about it."""


class Workers(Protocol):
    """Applies a function to many items."""

    def map(
        self,
        function: Callable[[Shared, Given], Made],
        shared: Shared,
        items: Iterable[Given],
    ) -> Iterator[Made]:
        """What the function makes of `shared` and each item, in the order of the items.

        The function is one of a module; `shared` is sent to each worker once. Only some items
        are under way at a time. Raises `WorkersError` where workers cannot be had, or are lost;
        what the function raises is raised here.
        """
        ...

    def close(self) -> None:
        """Leave them: nothing more is asked."""
        ...


class Here:
    """No workers: all is done in this process, each item when its turn comes."""

    def map(
        self,
        function: Callable[[Shared, Given], Made],
        shared: Shared,
        items: Iterable[Given],
    ) -> Iterator[Made]:
        """One after the other."""
        return (function(shared, item) for item in items)

    def close(self) -> None:
        """Nothing to leave."""


HERE = Here()
