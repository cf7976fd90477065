"""The catalogue: what is said in English, and how a Chinese reader would say it.

A module a part of the house, `MESSAGES` from the English text to the Chinese; {names} stand for the
same in both. Read by `cloudkb.language` when the first message in Chinese is worded.
The words of the trade are in docs/design.md: they are the same in every message.
"""

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules


def parts() -> dict[str, Mapping[str, str]]:
    """The messages of each module of the catalogue, by its name."""
    return {
        each.name: import_module(f"{__name__}.{each.name}").MESSAGES
        for each in iter_modules(__path__)
    }


def catalogue() -> dict[str, str]:
    """All messages; the same English text has one Chinese text."""
    return {english: zh for messages in parts().values() for english, zh in messages.items()}
