"""What a row or product says, and what an interval of its sum stands for, in words."""

from cloudkb.check.constraints import naming
from cloudkb.check.constraints.formulas import formula
from cloudkb.check.constraints.kinds import FLAG
from cloudkb.check.explanation.punctuation import aside
from cloudkb.check.explanation.story import Story
from cloudkb.check.relations import date, kind
from cloudkb.check.relations.change import as_change
from cloudkb.check.solver.problem import Constraint, Row
from cloudkb.figures.printing import print_styled
from cloudkb.interval import Interval
from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Change, DateFigure, Reading, Vocabulary
from cloudkb.words import is_chinese


def statement(story: Story, constraint: Constraint) -> str:
    """What a row or product says, as a sentence without its stop."""
    return (kind(constraint).sentence or formula)(story, constraint)


def says(story: Story, row: Row, name: str = "") -> str:
    """Who says what: `IDC prints 26.7%`, `IDC says +3%`; with a `name`, for which quantity."""
    if kind(row).number == "print":
        told = marked("{who} prints {figure} for {name}" if name else "{who} prints {figure}")
    else:
        told = marked("{who} says {figure} for {name}" if name else "{who} says {figure}")
    who, figure = story.who(story.model.claims[row.label]), story.phrase(row)
    return worded(told, who=who, figure=figure, name=name)


def interval_words(story: Story, row: Row, interval: Interval) -> str:
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


def print_words(reading: Reading, vocabulary: Vocabulary) -> str:
    """What is printed, inside a sentence: in Chinese as it is said, where it is not Chinese."""
    figure = reading.figure
    if in_chinese() and isinstance(figure, DateFigure) and not is_chinese(reading.text):
        return date.in_words(figure, vocabulary)
    return naming.printed(reading, vocabulary)
