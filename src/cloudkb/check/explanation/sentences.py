"""What a row or product says, and what an interval of its sum stands for, in words."""

from fractions import Fraction

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import formula
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.punctuation import aside
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import date, kind
from cloudkb.check.solver.problem import Constraint, Row
from cloudkb.figures.printing import print_styled
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, worded
from cloudkb.model import Change, DateFigure, Figure, Operand, Reading, Vocabulary
from cloudkb.powers import raised
from cloudkb.words import is_chinese


def statement(story: Story, constraint: Constraint) -> str:
    """What a row or product says, as a sentence without its stop."""
    return (kind(constraint).sentence or formula)(story, constraint)


def stands_for(story: Story, row: Row, interval: Interval) -> str:
    """The interval of a claim's row, told as its figure is: changes by their sign."""
    unit = story.row_unit(row)
    if unit[0] == FLAG or kind(row).compares:
        return ""
    figure = story.figure(row)
    if isinstance(figure, Change) and figure.of_loss and figure.change_unit == "relative":
        told = story.style.of(("relative", ""), figure.interval, own=True)
        change = print_styled(figure.interval, told, exact=True, signed=True)
        return change + worded(" of the loss")
    if kind(row).number == "growth":
        unit, interval = ("relative", ""), as_change(interval, figure)
    if unit[0] == "day":
        months = 0 if kind(row).number == "day" else int(story.variable(row.terms[0][0]).value or 0)
        behind = aside(date.later("", months, 0).strip()) if months else ""
        return story.spelled(unit, interval) + behind
    told = story.style.of(unit, interval, own=True)
    return print_styled(interval, told, exact=True, signed=kind(row).signed)


def printed(reading: Reading, vocabulary: Vocabulary) -> str:
    """What is printed, inside a sentence: in Chinese as it is said, where it is not Chinese."""
    figure = reading.figure
    if in_chinese() and isinstance(figure, DateFigure) and not is_chinese(reading.text):
        return date.in_words(figure, vocabulary)
    return naming.printed(reading, vocabulary)


def as_change(interval: Interval, figure: Figure | None) -> Interval:
    """What is known of a ratio, said of the change that was printed: 1.03 is +3%."""
    factor = Fraction(1)
    if isinstance(figure, Change) and isinstance(figure.base, Operand) and figure.base.factor:
        factor = figure.base.factor
    ratio = interval.scale(1 / factor)
    if isinstance(figure, Change) and figure.years is not None:
        ratio = raised(ratio, 1 / figure.years)
    return ratio.shift(Fraction(-1))
