"""A number that is reckoned from others in the same words is what the grammar reads there."""

import random
import re
from pathlib import Path

import pytest

from cloudkb.figures import running
from cloudkb.figures.cursor import Text
from cloudkb.figures.same_words import SameWords
from cloudkb.texts import scan, times

TEXTS = Path(__file__).parent / "texts"
NAMES = ("b01-zh-news.txt", "b02-zh-filing.txt", "b10-en-filing.txt", "b15-en-wire.txt")


def shaken(text, dice):
    """The text with other numbers of the same shape, years excepted."""
    return re.sub(
        r"(?<![0-9])(?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]+",
        lambda found: re.sub("[1-9]", lambda _: str(dice.randint(1, 9)), found[0]),
        text,
    )


@pytest.mark.parametrize("name", NAMES)
def test_reckoned_is_read(name, monkeypatch):
    plain = SameWords.read
    told = [0, 0]

    def both(self, cased, at):
        found = plain(self, cased, at)
        assert found == self._read(cased, at), cased
        told[0] += 1
        return found

    monkeypatch.setattr(SameWords, "read", both)
    dice = random.Random(name)
    text = (TEXTS / name).read_text(encoding="utf-8")
    for _ in range(4):
        scan(shaken(text, dice), "plain", "2024-03-20")
    assert told[0] > 50


def read(text, at):
    return running._figure(text, at)


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("收入{}亿元", ["123.4", "567.8", "901.2", "345.0"]),
        ("up {}% from a year earlier", ["12.31", "45.67", "89.12", "10.01"]),
        ("a net loss of about ${} million", ["123", "456", "789", "101", "990"]),
        ("近{}家门店", ["1,234", "5,678", "9,100", "8,000"]),
        ("between {} and 900 units", ["123", "456", "999", "901"]),
        ("{}-500 units", ["123", "456", "999", "501"]),
        ("12/{}", ["123", "456", "999", "100"]),
        ("{}多万人", ["120", "1300", "990", "500"]),
    ],
)
def test_words_around_many_numbers(form, numbers):
    remembered = SameWords(read)
    at = form.index("{")
    for number in (*numbers, *numbers):
        text = form.format(number)
        assert remembered.read(text, at) == read(text, at), text


def test_a_long_table_is_read_a_few_times_only():
    # equal reports do not tell that words are remembered: only how often they are read does
    asked = []

    def counted(text, at):
        asked.append(text)
        return read(text, at)

    remembered = SameWords(counted)
    for number in range(10_001, 11_000, 2):
        text = f"Sales rose to {number:,} million yuan"
        assert remembered.read(text, 14) == read(text, 14)
    assert len(asked) < 20


def test_times_begin_where_one_is_looked_for():
    for path in sorted(TEXTS.glob("b*.[tmh]*")):
        low = Text.of(path.read_text(encoding="utf-8")).low
        at, found = 0, []
        while (one := times._finder().search(low, at)) is not None:
            at = max(one.end(), at + 1)
            found.append(one.span())
        begun = [one.start() for one in times._beginner().finditer(low)]
        assert {start for start, _ in found} <= set(begun)
