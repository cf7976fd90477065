"""Small parts of speech: capitals and stops, open bounds behind a verb, sentences in a row."""

from collections.abc import Iterable, Sequence

from cloudkb.language import in_chinese, worded
from cloudkb.words import being, between, listed


def more(text: str) -> str:
    """Open bounds behind a verb: more than, less than; Chinese says both alike."""
    if in_chinese():
        return text
    for word, spoken in (("above ", "more than "), ("below ", "less than ")):
        if text.startswith(word):
            return spoken + text.removeprefix(word)
    return text


def capital(text: str) -> str:
    """The same with a capital where it begins with a word of ours."""
    first = text.split(" ", 1)[0].rstrip(",;:")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def sentence(text: str) -> str:
    """Text with a capital and one stop."""
    if in_chinese():
        return f"{text.rstrip('.。')}。"
    return f"{capital(text).rstrip('.')}."


def unstopped(text: str) -> str:
    """A sentence without its stop."""
    return text.rstrip("。") if in_chinese() else text.removesuffix(".")


def stopped(text: str) -> str:
    """Text with a stop behind it, as it is."""
    return f"{text}{'。' if in_chinese() else '.'}"


def in_a_row(sentences: Iterable[str]) -> str:
    """Whole sentences in a row, with the space that English has between them."""
    return between().join(sentences)


def clauses(told: Sequence[str]) -> str:
    """Clauses in a row: `A prints 5亿元 and B prints 6亿元`, A称5亿元，B称6亿元."""
    return "，".join(told) if in_chinese() else listed(told)


def is_times(whole: str, times: str, base: str) -> str:
    """`2023 is at least 1.1 times 2022`, 2023年至少为2022年的1.1倍."""
    if in_chinese():
        return f"{whole}{being(times, f'{base}的')}"
    return f"{whole} is {times} {base}"


def equals(value: str) -> str:
    """A value with the verb that Chinese has before it: 为5亿元, 至少为5亿元."""
    return being(value) if in_chinese() else value


def aside(text: str) -> str:
    """What stands in brackets behind a word."""
    return worded(" ({aside})", aside=text)
