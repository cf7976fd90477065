"""The language that messages are worded in, and the one place a message goes through.

A message is written in English where it arises, and its English text is its key, as with gettext;
its Chinese stands in the catalogue, `chinese` beside this, or beside the English where both belong
to one thing, as in a relation. Only people are spoken to in their language: the base, the facts
and the names of keys, rules and verdicts are the same in all.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal, get_args

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""English, and Chinese in simplified characters."""

_SPOKEN: ContextVar[Language] = ContextVar("language", default="en")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the environment that name the language of messages, the first that is set counts
(POSIX, "Internationalization Variables")."""


def spoken() -> Language:
    """The language messages are worded in now."""
    return _SPOKEN.get()


def in_chinese() -> bool:
    """Tell whether messages are worded in Chinese now."""
    return _SPOKEN.get() == "zh"


def speak(language: Language) -> None:
    """Word what follows in a language."""
    _SPOKEN.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Word what is done within in a language."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def of_environment(variables: Mapping[str, str]) -> Language:
    """The language that a user's variables ask for; English for all that is not Chinese."""
    for name in _VARIABLES:
        if value := variables.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def worded(english: str, zh: str = "", /, **values: object) -> str:
    """A message in the language spoken, its {names} filled in.

    `zh` is the Chinese text where it stands beside the English; else the catalogue has it. What
    has none there is said in English.
    """
    text = english if _SPOKEN.get() == "en" else zh or _catalogue().get(english, english)
    return text.format(**values) if values else text


def marked(english: str) -> str:
    """A message that stands in a table and is worded where it is used: the text itself."""
    return english


class WordedError(Exception):
    """What cannot be done, in a sentence for people, and what helps: whoever runs it prints both.

    What only one room raises is a class of its own below this.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        """Take one sentence for what is wrong and one for what helps, which may be empty."""
        super().__init__(message)
        self.message, self.hint = message, hint


@cache
def _catalogue() -> Mapping[str, str]:
    """Chinese by English, gathered from all modules of the catalogue."""
    from cloudkb.language.chinese import catalogue

    return catalogue()
