"""A cell's digits and the print around them, as one figure; read whole, or refused."""

import re
from unicodedata import normalize

from cloudkb.importing.header_words import NOTHING
from cloudkb.importing.headers import plain
from cloudkb.language import WordedError, worded

_NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-+−–]?)(?P<number>\d[\d,\s\u00a0]*(?:\.\d+)?|\.\d+|\d+(?:\.\d+)?[eE][+-]?\d+)"
    r"(?P<unit>\s*\D*?)(?:(?P<close>\))(?P<percent>%?))?"
)
_EXPONENT = re.compile(
    r"(?P<open>)(?P<sign>[-+−]?)(?P<number>\d+(?:\.\d+)?[eE][+-]?\d+)(?P<unit>)(?P<close>)(?P<percent>)"
)
_MINUS = "-−–"


class UnreadableCell(WordedError):  # noqa: N818
    """Why a cell and the print around it make no figure."""


def is_nothing(text: str) -> bool:
    """Whether a cell shows that nobody prints a figure."""
    return text.strip().lower() in NOTHING


def is_number(text: str) -> bool:
    """Whether a cell is digits, with or without a sign, a percent sign or a scale behind."""
    return _match(text) is not None


def names_no_unit(text: str) -> bool:
    """Whether a cell is digits alone."""
    found = _match(text)
    return found is not None and not found["unit"].strip() and not found["percent"]


def _match(text: str) -> "re.Match[str] | None":
    folded = normalize("NFKC", plain(text)).strip()
    return _EXPONENT.fullmatch(folded) or _NUMBER.fullmatch(folded)


def figure_of_cell(text: str, form: str, *, signed: bool) -> str:
    """The figure that a cell prints within `form` (`{}亿元`).

    `signed`: a change, which always has its sign. A cell that prints the unit itself has to print
    the one of the form. Raises `UnreadableCell`.
    """
    found = _match(text)
    if form == "{}" and not signed:
        is_behind = found is not None and found["percent"]
        return plain(text).replace(")%", "%)") if is_behind else plain(text)
    if found is None:
        raise UnreadableCell(
            worded("{text!r} is no number", text=text[:40]),
            worded("a dash or n/a stands for no figure"),
        )
    if bool(found["open"]) != bool(found["close"]):
        raise UnreadableCell(
            worded("{text!r} has one bracket", text=text[:40]), worded("put the bracket right")
        )
    if found["open"] and found["sign"]:
        raise UnreadableCell(
            worded("{text!r} has a sign in brackets", text=text[:40]), worded("write one of them")
        )
    minus = bool(found["open"]) or (found["sign"] != "" and found["sign"] in _MINUS)
    sign = "-" if minus else "+" if signed else ""
    before, _, behind = form.partition("{}")
    before = before.removesuffix("+")
    unit = f"{found['unit'].strip()}{found['percent'] or ''}"
    rest = behind.lstrip()
    if signed and not unit and not before.strip() and rest in ("yoy", "qoq"):
        raise UnreadableCell(
            worded("whether {text} are percent, points or an amount is not said", text=text[:40]),
            worded('map its column: --map "COLUMN=同比(%)", or YoY (%)'),
        )
    if unit and not _begins(rest, unit):
        if form.strip() == "{}" or (rest and rest.split()[0] in ("yoy", "qoq")):
            behind = f"{unit} {rest}".rstrip() if rest else unit
        else:
            raise UnreadableCell(
                worded(
                    "{text!r} prints a unit beside that of its column, {form}",
                    text=text[:40],
                    form=form.replace("{}", "…"),
                ),
                worded("one of them is wrong: put it right, or map the column without its unit"),
            )
    return (
        f"{before}{sign}{found['number'].strip()}{behind}"
        if not before.strip()
        else (f"{sign}{before}{found['number'].strip()}{behind}")
    )


def _begins(rest: str, unit: str) -> bool:
    return rest == unit or (rest.startswith(unit) and (unit == "%" or not unit.isascii()))


def ends_in_zero(text: str) -> bool | None:
    """Whether the last whole digit of a cell is a zero; None where it prints parts, or is none."""
    found = _match(text)
    if found is None or "." in found["number"] or "e" in found["number"].lower():
        return None
    digits = re.sub(r"\D", "", found["number"])
    return len(digits) > 1 and digits.endswith("0")
