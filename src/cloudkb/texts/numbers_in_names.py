"""Numbers in names: what stands around a number that was read says whether it counts anything.

GPT-4, iPhone 15 Pro, 小米14, 58同城, Six Flags, two of them.
"""

import re
from functools import cache

from cloudkb.figures.cursor import Text
from cloudkb.figures.same_words import Running
from cloudkb.texts import expressions

_SCALE = re.compile(r"[万亿千百]|million|billion|thousand|hundred|dozen")
_LARGE = re.compile(r",[0-9]{3}|million|billion|[万亿]|[0-9](?:m|mn|mln|bn|tn)$")
_ROUND = re.compile(
    rf"(?:{expressions.TENS})(?:[- ](?:{expressions.ONES}))?"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
"""Numbers in words that are no article and no pronoun, even alone."""
_GLUED = re.compile(r"[GDKPC](?![A-Za-z])")
_DEVICE = re.compile("(?:MP|fps|dpi|ppi|rpm|b?hp|nits?|cc|mph|kph|dB|Nm|PS)(?![A-Za-z])")
"""Units that the grammar has no name for."""
_ARTICLE = re.compile(r"(?<![a-z])(?:the|an?) $")
_AS_LONG = len("747")
_OF = re.compile(r" (?:of|the|its|their|a)\b")


def is_number(text: Text, found: re.Match[str], read: Running) -> bool:
    """Whether what was read is a number of the text, and no part of a name."""
    if not found[0][0].isdigit():
        return _is_worded(text, found, read)
    if _is_glued(text, found, read) or _is_model(text, found, read):
        return False
    if not read.unit and text.low[read.start : found.start()] == "-":
        # 歼-20
        return not _is_coded(text, found)
    if read.unit or read.kind == "change" or read.start < found.start():
        return True
    return not _is_bare_name(text, found, read)


def _is_worded(text: Text, found: re.Match[str], read: Running) -> bool:
    """Of a number in words: one that counts something, or is large."""
    low, at = text.low, found.start()
    if _is_title(text, found):
        return False
    word = found[0]
    if _ROUND.fullmatch(word) and text.cased[at].islower():
        return not expressions.MEANT.search(low[max(0, at - 8) : at])
    is_scaled = _SCALE.search(low[at : read.end]) is not None
    if is_scaled and low[at + 1 : at + 2] == "个":
        # 三个亿
        return True
    if not read.unit and word in expressions.PLACES and word not in ("one", "一"):
        # two of its plants, nine in all
        return word.isascii() and not expressions.MEANT.search(low[max(0, at - 8) : at])
    if read.kind != "change" and not read.unit:
        return is_scaled and read.end - at > 1
    if word in ("one", "一") and read.unit in ("count", "measure"):
        return read.start < at and low[read.start : at].strip() not in ("", "the")
    if word == "half":
        behind = low[found.end() : found.end() + 8]
        return read.start < at or read.end > found.end() or _OF.match(behind) is not None
    return True


def _is_title(text: Text, found: re.Match[str]) -> bool:
    """Whether a number word is of a name: Six Flags, in the midst of a sentence."""
    at, cased = found.start(), text.cased
    if at < 2 or not cased[at].isupper() or cased[at - 2 : at] in (". ", "? ", "! "):
        return False
    return cased[at - 1] == " " and bool(re.match(" [A-Z]", cased[found.end() : found.end() + 2]))


def _is_glued(text: Text, found: re.Match[str], read: Running) -> bool:
    """Whether letters or signs of a code stand at a number: A380, GPT-4, 5G, 49ers, #8841."""
    low, at = text.low, found.start()
    before, farther = low[at - 1 : at], low[at - 2 : at - 1]
    if read.start == at and before:
        if before == "#" or (before.isascii() and before.isalpha()):
            return True
        if before in "-/_" and farther.isascii() and farther.isalpha():
            return True
        if before == "." and farther.isalnum():
            return True
    after = text.cased[read.end : read.end + 1]
    if _DEVICE.match(text.cased, read.end):
        return False
    if after.isascii() and after.isalpha() and low[read.end - 1].isdigit():
        return True
    behind = text.cased[found.end() : found.end() + 2]
    if read.start == at and _GLUED.match(behind):
        return True
    return expressions.TEAM.match(low, at) is not None


def _is_model(text: Text, found: re.Match[str], read: Running) -> bool:
    """Whether a number stands in the name of a thing: iPhone 15 Pro, BMW 5 Series, 7950X."""
    at, cased = found.start(), text.cased
    behind = cased[found.end() : found.end() + 2]
    if len(found[0]) > 2 and re.match("X(?![A-Za-z])", behind):
        return True
    if read.unit != "count" or read.start < at or not re.match(" [A-Z]", behind):
        return False
    return len(found[0]) < 5 and _is_called(text, at)


def _is_called(text: Text, at: int) -> bool:
    """Whether a word with a capital stands before a number, and none that may."""
    word = expressions.WORD_BEFORE.search(text.cased[max(0, at - 24) : at])
    if word is None or word[1].islower():
        return False
    return word[1].lower() not in _plain_words()


def _is_coded(text: Text, found: re.Match[str]) -> bool:
    """Whether a dash behind Chinese joins a number to a name."""
    at = found.start()
    before = text.low[at - 2 : at - 1]
    if not (before > "\u3400" and before.isalpha()):
        return False
    return expressions.BEFORE_BARE.search(text.low[max(0, at - 3) : at - 1]) is None


def _is_bare_name(text: Text, found: re.Match[str], read: Running) -> bool:
    """Whether a number without a unit is a part of a name: Windows 11, 小米14, 58同城."""
    low, at = text.low, found.start()
    printed = low[at : read.end]
    if _is_called(text, at):
        return _LARGE.search(printed) is None
    is_version = re.fullmatch(r"[0-9]\.0", printed) is not None
    if not printed.isdecimal() and not is_version:
        return False
    if len(printed) == _AS_LONG and _ARTICLE.search(low, max(0, at - 5), at):
        # a 747, the 405
        return True
    before, after = low[at - 1 : at], low[read.end : read.end + 1]
    if not before > "\u3400" or (after > "\u3400" and after.isalpha() and not is_version):
        return False
    return before.isalpha() and expressions.BEFORE_BARE.search(low[max(0, at - 2) : at]) is None


@cache
def _plain_words() -> frozenset[str]:
    return frozenset(expressions.BEFORE_NUMBER.split())
