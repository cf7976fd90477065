"""Words of growth crossed: every verb with every size and base, read back and refused alike."""

import re

import pytest

from cloudkb import figures
from cloudkb.figures import FigureError
from cloudkb.figures.meaning import DIGITS
from cloudkb.figures.tokens import TABLE
from cloudkb.model import Change

VERBS = sorted(
    (word, token.value, language)
    for token in TABLE
    if token.kind in ("direction", "direction too")
    for language in ("zh", "en")
    for word in getattr(token, language)
)
SIZES = {
    "zh": ("12.5%", "约12%", "3个百分点", "两位数", "5%-8%", "三成"),
    "en": ("12.5%", "about 12%", "3 percentage points", "double digits", "5-8%", "a third"),
}
BASES = {"zh": ("同比", "环比", "较2018年"), "en": ("yoy", "from the previous quarter", "vs 2018")}
BASE_OF = {"同比": "yoy", "环比": "qoq", "yoy": "yoy", "from the previous quarter": "qoq"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_verb_takes_every_size_and_base(language: str) -> None:
    """The bounds are those of the size alone, on the side of the verb, against the base."""
    for place, (word, sign, its) in enumerate(VERBS):
        for number, size in enumerate(SIZES[language] if its == language else ()):
            if word in ("高", "低") and size == "两位数":
                continue  # 高两位数 are digit words by themselves
            # each verb with all sizes and all bases, and each size with all bases
            base = BASES[language][(place + number) % 3]
            printed = f"{base}{word}{size}" if language == "zh" else f"{word} {size} {base}"
            found = figures.parse(printed)
            plain = figures.parse(f"{'up' if sign > 0 else 'down'} {size} yoy")
            assert isinstance(found, Change), printed
            assert isinstance(plain, Change)
            assert found.interval == plain.interval, printed
            assert found.change_unit == plain.change_unit, printed
            named = found.base if isinstance(found.base, str) else found.base.period
            assert named == BASE_OF.get(base, "2018"), printed
            assert figures.parse(found.spelling) == found, printed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_verb_without_its_base_is_refused_with_what_to_write(language: str) -> None:
    """Each proposal is a change of the same bounds; no number is other than the printed one."""
    for word, sign, its in VERBS:
        for size in SIZES[language] if its == language else ():
            if word in ("高", "低", "高出"):
                continue  # 高12% begins with no word of change: 高 needs its base before it
            printed = f"{word}{size}" if language == "zh" else f"{word} {size}"
            with pytest.raises(FigureError) as refused:
                figures.parse(printed)
            offers = re.split(r", | or ", refused.value.hint.removeprefix("write "))
            plain = figures.parse(f"{'up' if sign > 0 else 'down'} {size} yoy")
            assert len(offers) == 3, printed
            for offer in offers:
                read = figures.parse(offer)
                assert isinstance(read, Change)
                assert isinstance(plain, Change)
                assert read.interval == plain.interval, (printed, offer)


def test_every_adverb_changes_nothing() -> None:
    """Between the base, the verb and the size an adverb may stand, and is not told."""
    for token in TABLE:
        if token.kind == "adverb":
            for word in token.zh:
                assert figures.parse(f"同比{word}增长12%") == figures.parse("+12% yoy")
            for word in token.en:
                assert figures.parse(f"yoy {word} growth of 12%") == figures.parse("+12% yoy")


def test_digit_words_have_one_meaning() -> None:
    """Every spelling of the table stands for what its row says, up and down."""
    for token in TABLE:
        if token.kind == "digits":
            for word in (*token.zh, *token.en):
                for verb, interval in (
                    ("up", DIGITS[token.name]),
                    ("down", DIGITS[token.name].mirrored()),
                ):
                    found = figures.parse(f"{verb} {word} yoy")
                    assert isinstance(found, Change)
                    assert found.interval == interval, word


@pytest.mark.parametrize(
    "printed",
    [
        "rose 12% to $3.4bn",
        "同比增长12%至34亿元",
        "90 bps to 83.9%",
        "$3.4bn, up 12% yoy",
        "34亿元,环比下降3%",
        "2000万台(+8%)",
        "fell 3.5% to 41,200 yoy",
        "up 1.5 points to 24%",
    ],
)
def test_a_change_and_a_level_are_refused_with_both(printed: str) -> None:
    """What is proposed reads back, one of it as a level, the others as changes."""
    with pytest.raises(FigureError) as refused:
        figures.parse(printed)
    assert "two claims" in refused.value.message
    forms = [
        figures.parse(each).form
        for each in re.split(r", | or ", refused.value.hint.removeprefix("write "))
    ]
    assert forms[-1] == "amount"
    assert set(forms[:-1]) == {"change"}
