"""What YAML makes of signs that sources print, said in words that help.

The signs are YAML's own (YAML 1.2, 5.3 "Indicator Characters"): after a space, # begins
a comment, > and | a block, ! a tag, & and * anchors, and between braces a comma ends
the value.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cloudkb.language import marked, worded
from cloudkb.late import expression
from cloudkb.lines import lines
from cloudkb.model import Finding, Place

_BLOCK = expression(r":\s+([>|])(?![+-]?\d?\s*(?:#.*)?$)(.*)")
_OPENER = expression(r"[:\-]\s+([%@`*&!\[\]{}])(.*)")
_COLON = expression(r"^\s*(?:- )?([\w-]+):\s+([^\"'\[{>|#\s].*?:\s.*)$")
_CLOSED_BY = {"{": "}", "[": "]", '"': '"', "'": "'"}
_TAB = expression(r"^ *\t")


def syntax_finding(path: str, text: str, error: Any) -> Finding:
    """The finding for a text that is no YAML; `error` is yaml's own."""
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    every = lines(text)
    written = every[line - 1] if line <= len(every) else ""
    place = Place(path, line, column)
    problem = f"{error.problem} {error.context}"
    if "maximum" in problem or "nesting" in problem or "depth" in problem:
        return Finding(
            "limit",
            "error",
            worded("nested deeper than YAML itself can follow"),
            place,
            hint=worded("facts need six levels at most"),
        )
    if loose := re.search("[\x85\u2028\u2029\ufeff]", written[: column + 1]):
        return _loose(Place(path, line, loose.start() + 1), loose[0])._replace(severity="error")
    if "got '?'" in problem:
        return _question(Place(path, line, column), _word_at(written, column))
    if _TAB.match(written):
        return Finding(
            "yaml-trap",
            "error",
            worded("a tab indents this line, and YAML indents by spaces"),
            Place(path, line, written.index("\t") + 1),
            hint=worded("replace the tab by two spaces"),
        )
    if "'\\t'" in problem:
        return _loose(Place(path, line, column), "\t")
    if found := _BLOCK.search(written):
        return _trap(
            Place(path, line, found.start(1) + 1),
            found[1] + found[2],
            worded("{sign} starts a folded text in YAML", sign=found[1]),
        )
    if found := _COLON.match(written):
        value = found[2].rstrip()
        return Finding(
            "yaml-trap",
            "error",
            worded("a colon and a space inside a text start another key in YAML"),
            Place(path, line, found.start(2) + value.index(": ") + 1 if ": " in value else column),
            hint=_into_quotes(value, found[1]),
        )
    if (found := _OPENER.search(written)) and "could not find expected" not in problem:
        sign, rest = found[1], found[2].rstrip()
        if sign not in "[{" or (sign == "[" and "]" not in rest):
            return _trap(
                Place(path, line, found.start(1) + 1),
                sign + rest,
                worded("{sign} has a meaning of its own in YAML", sign=sign),
            )
    return Finding(
        "yaml-syntax",
        "error",
        worded("this is no YAML: {problem}", problem=_in_words(error)),
        place,
        hint=_opener(error, every)
        or worded("the fault is here or just before: an open bracket or quote, or an indent"),
    )


def _opener(error: Any, every: list[str]) -> str:
    """Where the bracket or quote opens that is still open at the fault; else nothing."""
    mark = error.context_mark
    written = every[mark.line] if mark is not None and mark.line < len(every) else ""
    sign = written[mark.column : mark.column + 1] if written else ""
    if sign not in _CLOSED_BY:
        return ""
    told = {"sign": sign, "line": mark.line + 1, "column": mark.column + 1}
    if sign in "\"'":
        return worded(
            "the {sign} at line {line}, column {column} is not closed",
            "第{line}行第{column}列的引号（{sign}）没有收尾",
            **told,
        )
    return worded(
        "the {sign} at line {line}, column {column} is not closed: {other} is missing, or a comma",
        "第{line}行第{column}列的“{sign}”没有收尾：缺少“{other}”或逗号",
        other=_CLOSED_BY[sign],
        **told,
    )


def _into_quotes(text: str, key: str = "") -> str:
    """What to do about a text that YAML reads as something else; `key` is what it stands behind."""
    quoted = f"{key}: {_quoted(text)}" if key else _quoted(text)
    return worded("put the text into quotes: {text}", text=quoted)


def _trap(place: Place, text: str, message: str) -> Finding:
    return Finding(
        "yaml-trap",
        "error",
        message,
        place,
        hint=_into_quotes(text.strip()),
    )


def question_mark(path: str, text: str, event: Any) -> Finding:
    """The finding for an unquoted text with ? between braces: `event` is yaml's own."""
    start, end = event.start_mark, event.end_mark
    place = Place(path, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    if start.line == end.line:
        place = place._replace(column=place.column + text.index("?"))
    return _question(place, " ".join(text.split()))


def _question(place: Place, text: str) -> Finding:
    return Finding(
        "yaml-trap",
        "error",
        worded("? in an unquoted text between braces stops PyYAML's own parser and others"),
        place,
        hint=_into_quotes(text),
    )


def _word_at(line: str, column: int) -> str:
    """The unquoted text between braces that a column is in."""
    start = max(line.rfind(sign, 0, column - 1) for sign in (": ", ",", "{", "[")) + 1
    found = re.compile(r"[^,\[\]{}]*").match(line, max(start, 0))
    return found[0].strip() if found else ""


_LOOSE = expression("[\t\x85\u2028\u2029\ufeff]")
_LINE_END = expression(r"\r\n|\n|\r|\Z")
_NAMES = {
    "\x85": marked("U+0085, next line,"),
    "\u2028": marked("U+2028, line separator,"),
    "\u2029": marked("U+2029, paragraph separator,"),
    "\ufeff": marked("U+FEFF, byte order mark,"),
}


def loose_signs(
    path: str, text: str, texts: Sequence[tuple[int, int, str | None]]
) -> Iterator[Finding]:
    """Signs outside quotes that YAML readers disagree about: one finding a line.

    `texts` are start, end and style of every text of the file, in order.
    """
    line, start, end, number, at = 0, 0, 0, 0, 0
    following = 0
    while found := _LOOSE.search(text, at):
        at = found.start()
        while line == 0 or end <= at:
            line, start = line + 1, following
            closing = _LINE_END.search(text, start)
            assert closing is not None
            end, following = closing.start(), closing.end()
        while number < len(texts) and texts[number][1] <= at:
            number += 1
        first, stop, style = texts[number] if number < len(texts) else (len(text), len(text), None)
        if first <= at and style in ("'", '"'):
            at = stop
        elif found[0] == "\t" and first <= at and style in ("|", ">") and start > first:
            at += 1
        elif found[0] == "\t" and at < first and _is_comment(text, texts, number, start, at):
            at = end
        else:
            yield _loose(Place(path, line, at - start + 1), found[0])
            at = end


def _is_comment(
    text: str, texts: Sequence[tuple[int, int, str | None]], number: int, start: int, at: int
) -> bool:
    """Whether # stands before a sign on its line, behind the last text there."""
    return "#" in text[max(start, texts[number - 1][1] if number else 0) : at]


def _loose(place: Place, sign: str) -> Finding:
    return Finding(
        "yaml-trap",
        "error" if sign == "\t" else "warning",
        worded("a tab outside quotes stops PyYAML's own parser and others")
        if sign == "\t"
        else worded(
            "{sign} outside quotes is a sign like any for some YAML readers, and none "
            "or the end of a line for others",
            sign=worded(_NAMES[sign]),
        ),
        place,
        hint=worded("delete it: most editors do not show it")
        if sign == "\ufeff"
        else worded("replace it by a space, or put the text into quotes"),
    )


def _in_words(error: Any) -> str:
    """What the parser says: in Chinese the complaints of libyaml, others as it says them."""
    problem = _said(error.problem or error.context or "it ends too early")
    if not (error.context and error.problem):
        return problem
    return worded("{problem} ({context})", problem=problem, context=_said(error.context))


def _said(text: str) -> str:
    return worded(text.replace("{", "{{").replace("}", "}}")).format()


def _quoted(text: str) -> str:
    text = _short(text)
    return (
        f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"
    )


_SEEN = 2_000
"""Characters before and behind a word that are looked at: a line may have millions."""
_EMPTY = expression(r"\s*:\s+([#>|!&])(\S.*)?")
_KEY = expression(r"([\w-]+):\s+(?=[^\"'\[{\s])")
_TO_NEXT_KEY = expression(r"[^{}\[\]]*?(?=\s*(?:[}\]]|,\s*[\w-]+:\s|\Z))")


_EMPTIES = {
    "#": marked("{sign} starts a comment in YAML, so {key} is empty"),
    "!": marked("{sign} starts a tag in YAML, so {key} is empty"),
    "&": marked("{sign} starts an anchor in YAML, so {key} is empty"),
}
_ELSE = marked("{sign} starts a text on the lines below in YAML, so {key} is empty")


def empty_value(line: str, word: Any) -> tuple[str, str, int] | None:
    """Why a key has no value although something is written: (message, hint, column).

    `line` is the one the key is written on; None when nothing is written there.
    """
    at: int = word.end_column - 1
    found = _EMPTY.match(line, at, at + _SEEN)
    if not found:
        return None
    key, sign, rest = word.text, found[1], (found[2] or "").rstrip(" }")
    return (
        worded(_EMPTIES.get(sign, _ELSE), sign=sign, key=key),
        _into_quotes(sign + rest, key),
        found.start(1) + 1,
    )


def cut_text(line: str, word: Any) -> tuple[str, str] | None:
    """Why a key without value is the rest of a text that a comma cut: (message, hint).

    `line` is the one it is written on. Both are empty when an earlier piece of the text has
    been told of; None when it is a key.
    """
    at: int = word.column - 1
    first, last = max(at - _SEEN, 0), word.end_column - 1 + _SEEN
    if word.style or line[word.end_column - 1 : last].lstrip().startswith(":"):
        return None
    keys = list(_KEY.finditer(line, first, at))
    cut = line[keys[-1].end() : at].rstrip() if keys else ""
    if not cut.endswith(",") or re.search(r"[{}\[\]]", cut):
        return None
    if "," in cut[:-1]:
        return "", ""
    text = _TO_NEXT_KEY.match(line, keys[-1].end(), last)
    written = (text[0] if text else f"{cut} {word.text}").strip().rstrip(",")
    return (
        worded(
            "a comma between braces ends a value in YAML: {text} is read as a key",
            text=_short(word.text),
        ),
        _into_quotes(written, keys[-1][1]),
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def odd_key(key: str, value_is_empty: bool, known: Sequence[str]) -> tuple[str, str] | None:
    """Why a key is none that was meant: (message, hint); None when it is merely unknown."""
    name, colon, rest = key.partition(":")
    if value_is_empty and colon and (name in known or (" " not in key and "//" not in rest)):
        return (
            worded("{key} is read as one key: YAML wants a space after the colon", key=key),
            worded("write {text}", text=f"{name}: {rest}"),
        )
    return None
