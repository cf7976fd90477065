"""An equation read from its text, whole or not at all: each refusal points to its column."""

import re
from fractions import Fraction
from typing import Literal

from cloudkb.equations.equation import Equation, EquationError, Expression, Member
from cloudkb.language import marked, worded

LONGEST = 1000
"""Code points; it bounds the work on hostile text."""
_DEEPEST = 20
_DIGITS = 30
WORDS = ("average", "of", "months", "days", "x")
"""Words of this language: no metric of such a name can stand in an equation."""

_TOKEN = re.compile(
    r"(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)|(?P<word>[a-z][a-z0-9_]*)|(?P<sign>[-+*/()=%])"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_SIGNS = str.maketrans("−–×÷·⋅（）＋＝／＊％－", "--*/**()+=/*%-")
_EXAMPLE = "gross_profit = revenue - cost"
_UNDERSTOOD = marked("names of metrics, numbers, + - * / ( ) and = are understood")
_HINTS = {
    "<": marked("an equation says what is the same; where the left side may be more: complete: no"),
    ">": marked("an equation says what is the same; where the left side may be more: complete: no"),
    "^": marked("write a square as a product: a * a"),
    ".": marked("a number has a digit before its point: 0.5"),
}


def read(text: str) -> Equation:
    """What an equation says. Raises `EquationError`."""
    if len(text) > LONGEST:
        raise EquationError(
            worded("a formula is at most {most} characters long", most=LONGEST),
            1,
            worded("make two of it"),
        )
    reader = _EquationReader(text)
    left = reader.sum(0)
    if reader.sign != "=":
        raise reader.fault(
            worded("expected = or a sign of reckoning"), worded("write {text}", text=_EXAMPLE)
        )
    reader.step()
    right = reader.sum(0)
    if reader.kind:
        if reader.sign == "=":
            raise reader.fault(worded("a formula has one ="), worded("make two of it"))
        raise reader.fault(
            worded("expected a sign of reckoning"), worded("write + - * / between the two")
        )
    return Equation(left, right)


class _EquationReader:
    """A text and the token under the eye; `kind` is empty at its end."""

    def __init__(self, text: str) -> None:
        """At the first token."""
        self._text = text.translate(_SIGNS)
        self._at = 0
        self.kind = self.token = ""
        self.column = 1
        self.step()

    @property
    def sign(self) -> str:
        """The sign under the eye; empty when it is none."""
        if self.kind == "word" and self.token == "x":
            return "*"
        return self.token if self.kind == "sign" else ""

    def step(self) -> None:
        """Go to the next token."""
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1
        self.column = self._at + 1
        if self._at >= len(self._text):
            self.kind = self.token = ""
            return
        match = _TOKEN.match(self._text, self._at)
        if match is None:
            raise self._odd()
        self.kind, self.token = match.lastgroup or "", match[0]
        self._at = match.end()

    def _odd(self) -> EquationError:
        """What stands here is no token."""
        sign = self._text[self._at]
        hint = worded(_HINTS.get(sign, _UNDERSTOOD))
        if sign.isupper() or (not sign.isascii() and sign.isalpha()):
            word = re.match(r"\w+", self._text[self._at :])
            return EquationError(
                worded("{word} is no id of a metric", word=(word[0] if word else sign)[:40]),
                self.column,
                worded("write its id: cloudkb list metrics"),
            )
        return EquationError(
            worded("{sign!r} is no part of a formula", sign=sign), self.column, hint
        )

    def fault(self, message: str, hint: str = "") -> EquationError:
        """A refusal at the token under the eye."""
        told = (
            worded("{message}, and found {token}", message=message, token=self.token[:40])
            if self.kind
            else worded("{message}, and it ends here", message=message)
        )
        return EquationError(told, self.column, hint)

    def sum(self, depth: int) -> Expression:
        """Terms, added and subtracted."""
        if depth > _DEEPEST:
            raise self.fault(
                worded("more than {most} brackets stand in each other", most=_DEEPEST),
                worded("make two of it"),
            )
        column, parts = self.column, list[Member]()
        while not parts or self.sign in ("+", "-"):
            power: Literal[1, -1] = -1 if self.sign == "-" else 1
            if self.sign in ("+", "-"):
                self.step()
            parts.append(Member(power, self._product(depth)))
        if len(parts) == 1 and parts[0].power == 1:
            return parts[0].of
        return Expression("sum", parts=tuple(parts), column=column)

    def _product(self, depth: int) -> Expression:
        """Factors, multiplied and divided from left to right."""
        column, parts = self.column, [Member(1, self._factor(depth))]
        while self.sign and self.sign in "*/":
            power: Literal[1, -1] = -1 if self.sign == "/" else 1
            self.step()
            parts.append(Member(power, self._factor(depth)))
        if len(parts) == 1:
            return parts[0].of
        return Expression("product", parts=tuple(parts), column=column)

    def _factor(self, depth: int) -> Expression:
        column = self.column
        if self.sign == "(":
            self.step()
            inside = self.sum(depth + 1)
            if self.sign != ")":
                raise self.fault(worded("expected )"), worded("close the bracket"))
            self.step()
            return inside._replace(column=column)
        if self.kind == "number":
            return self._number()
        if self.kind != "word" or self.token == "x":
            raise self.fault(
                worded("expected a metric, a number or ("), worded("write {text}", text=_EXAMPLE)
            )
        word = self.token
        self.step()
        if word in ("months", "days"):
            return Expression("months" if word == "months" else "days", column=column)
        if word == "average":
            return self._average(column)
        if self.kind == "word" and self.token != "x":
            raise self._two_words(word, column)
        return Expression("metric", word, column=column)

    def _two_words(self, word: str, column: int) -> EquationError:
        """Two words without a sign between them are no factor."""
        if self.token == "of":
            return EquationError(
                worded("{word} of means nothing", word=word),
                column,
                worded("write {text}", text="average of"),
            )
        return self.fault(
            worded("two names stand side by side"),
            worded("write {text}, or a sign between", text=f"{word}_{self.token[:40]}"),
        )

    def _average(self, column: int) -> Expression:
        if self.token != "of" or self.kind != "word":
            raise self.fault(
                worded("expected of"), worded("write {text}", text="average of subscribers")
            )
        self.step()
        if self.kind != "word" or self.token in WORDS:
            raise self.fault(
                worded("average of takes the name of a metric"),
                worded("write {text}", text="average of subscribers"),
            )
        word = self.token
        self.step()
        return Expression("average", word, column=column)

    def _number(self) -> Expression:
        column, token = self.column, self.token
        whole, _, places = token.partition(".")
        if "," in whole and not _GROUPED.fullmatch(whole):
            raise EquationError(
                worded("digits are grouped by threes"),
                column,
                worded("write {one} or {other}", one="1,000", other="1000"),
            )
        digits = whole.replace(",", "")
        if len(digits) > _DIGITS or len(places) > _DIGITS:
            raise EquationError(
                worded("a number has at most {most} digits", most=_DIGITS),
                column,
                worded("write {text}", text=_EXAMPLE),
            )
        number = Fraction(int(digits + places), 10 ** len(places))
        if not number:
            raise EquationError(
                worded("a zero in a formula says nothing"), column, worded("take the 0 out")
            )
        self.step()
        if self.sign == "%":
            number /= 100
            self.step()
        if self.kind == "word" and self.token != "x":
            raise self.fault(
                worded("a sign is missing behind a number"),
                worded("write {text}", text=f"{token} * {self.token[:40]}"),
            )
        return Expression("number", number=number, column=column)
