"""What plain means: `default_for` of a scope, and whether two of them mean different things."""

from typing import TYPE_CHECKING

from cloudkb import defaults, periods
from cloudkb.language import worded
from cloudkb.model import Default, Finding, Period, RuleName, Vocabulary
from cloudkb.reader.fields import Fields, File

if TYPE_CHECKING:
    from cloudkb.reader.declared_names import Names

ALWAYS = "always"
_ONLY_BESIDE = ("of", "metrics", "said")


def read_default(fields: Fields) -> Default | None:
    """What a scope says of plain figures; None, and findings where something is wrong with it."""
    if "default_for" not in fields:
        for key in _ONLY_BESIDE:
            if key in fields:
                fields.refuse(
                    key,
                    worded("{key} says for what a default holds, and this scope is none", key=key),
                    worded(
                        "write default_for: {always} beside it, or take {key} out",
                        always=ALWAYS,
                        key=key,
                    ),
                )
        return None
    always = fields.text("default_for") == ALWAYS
    window = None if always else _window(fields, "default_for")
    said = _window(fields, "said") if "said" in fields else None
    if not fields.sound:
        return None
    return Default(
        window,
        tuple(dict.fromkeys(text for text, _ in fields.words("of"))),
        tuple(dict.fromkeys(text for text, _ in fields.words("metrics"))),
        said,
        fields.place("default_for"),
    )


def _window(fields: Fields, key: str) -> Period | None:
    text = fields.text(key)
    if not text:
        return None
    column = 0
    try:
        period = periods.parse(text)
        if period.kind == "span" and not period.fiscal and not period.approximate:
            return period
        message = worded("{text} is no span of days", text=text[:40])
    except periods.PeriodError as error:
        message, column = error.message, error.column
    hint = (
        worded(
            "write 2023-04/.., ../2021-03 or 2021-04/2023-03; {always}, when it holds for all days",
            always=ALWAYS,
        )
        if key == "default_for"
        else worded("write 2023-04/.., ../2021-03 or 2021-04/2023-03")
    )
    fields.refuse(key, message, hint, rule="bad-period", column=column)
    return None


def known_alone(file: File, fields: Fields, names: "Names") -> None:
    """Note what a default is said to hold for and nobody declares: it holds for the rest."""
    for key, kind in (("of", "entity"), ("metrics", "metric")):
        for text, node in fields.words(key) if "default_for" in fields else ():
            if not names.knows(kind, text):
                file.complain(
                    "idle-default",
                    worded(
                        "no {kind} is called {name}: the default holds for nothing of it",
                        kind=worded(kind),
                        name=text[:60],
                    ),
                    node,
                    names.hint(kind, text),
                    severity="note",
                )


def one_meaning(vocabulary: Vocabulary) -> tuple[Vocabulary, list[Finding]]:
    """The vocabulary with one meaning of plain for every figure, and what meant a second."""
    found = []
    scopes = dict(vocabulary.scopes)
    rule: RuleName = "overlapping-defaults"
    declared = sorted(scopes.values(), key=lambda scope: (scope.place[:3], scope.id))
    for first, second in defaults.overlapping(declared):
        assert first.default is not None
        assert second.default is not None
        at = defaults.where(first.default.place)
        found.append(
            Finding(
                rule,
                "error",
                worded(
                    "plain would mean {first} and {second} for one figure: {first} is a default "
                    "already ({place})",
                    first=first.id,
                    second=second.id,
                    place=at,
                ),
                second.default.place,
                hint=worded(
                    "let one span of default_for end where the other begins, or set them "
                    "apart by of, metrics or said"
                ),
            )
        )
        scopes[second.id] = second._replace(default=None)
    return vocabulary._replace(scopes=scopes), found
