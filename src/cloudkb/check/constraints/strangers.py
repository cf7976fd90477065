"""What other pieces of a base say that the suspects of one are held against.

A piece has all there is of its entities. Beside that a suspect is compared with the same of other
entities, whoever they are: what is printed of it, who prints the same digits for it, between what
such figures lie; and it is told where else an identity holds, and how a claim is called shortly.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from cloudkb.check.constraints.quantities import Quantity
from cloudkb.interval import Interval

PrintedAs = tuple[str, Quantity]
"""Digits with what they count, and a quantity without its entity."""


class Strangers(NamedTuple):
    """What is known of the rest, as far as a piece asked."""

    beside: Mapping[Quantity, tuple[Quantity, ...]] = {}
    """By a quantity without its entity the first of all entities that it is spoken of for."""
    levels: Mapping[str, Interval | None] = {}
    """By the name of a quantity what is printed of it, None for nothing."""
    prints: Mapping[PrintedAs, tuple[tuple[str, Quantity], ...]] = {}
    """The first claims that print such digits, with of what."""
    extremes: Mapping[tuple[str, str], tuple[Fraction, Fraction]] = {}
    """By metric and currency the least and the most that all others print of it."""
    held: Mapping[str, tuple[int, int]] = {}
    """By the name of identities in how many other places they hold, of how many."""
    short_names: Mapping[str, int] | None = None
    """How many claims end in a name, in the whole base; None: these facts are a whole one."""


NOBODY = Strangers()
"""The rest of a base that is looked at as a whole."""


def without_entity(quantity: Quantity) -> Quantity:
    """What the same of all entities has in common."""
    return quantity._replace(entity="")


def is_compared(quantity: Quantity) -> bool:
    """Tell whether other pieces may have the same of another entity: not of one market."""
    return not quantity.within
