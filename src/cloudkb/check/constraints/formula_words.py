"""What stands inside a formula of the vocabulary, in words."""

from cloudkb.check.constraints import instances, naming
from cloudkb.check.constraints.quantities import FormulaPart
from cloudkb.equations import Expression
from cloudkb.figures.decimals import exact_text
from cloudkb.language import worded
from cloudkb.model import Vocabulary
from cloudkb.words import between


def part_words(part: FormulaPart, vocabulary: Vocabulary) -> str:
    """What stands inside a formula: `shipments × price`, `average subscribers in thousands`."""
    words = _words(part.of, vocabulary, part.period)
    if not part.unit:
        return words
    return worded("{what} in {unit}", "{what}（{unit}）", what=words, unit=part.unit)


def _words(of: Expression, vocabulary: Vocabulary, period: str) -> str:
    """An expression in words: `shipments × price`, `average subscribers`."""
    if of.kind == "number":
        return exact_text(of.number) or str(of.number)
    if of.kind in ("months", "days"):
        number = instances.length(period, of.kind)
        if of.kind == "months":
            return worded("{number} months", "{number}个月", number=number)
        return worded("{number} days", "{number}天", number=number)
    if of.name:
        word = naming.metric(of.name, vocabulary)
        return worded("average {what}", "平均{what}", what=word) if of.kind == "average" else word
    text, space = "", between()
    for number, part in enumerate(of.parts):
        word = _words(part.of, vocabulary, period)
        if part.of.kind == "sum" or (of.kind == "product" and number and part.of.parts):
            word = worded("({words})", "（{words}）", words=word)
        if of.kind == "sum":
            sign = f"{'-' if part.power < 0 else '+'}{space}"
        else:
            sign = f"{'÷' if part.power < 0 else '×'}{space}"
        if number:
            text += space + sign
        elif of.kind == "sum" and part.power < 0:
            text += sign
        text += word
    return text
