"""Words as every room compares, guesses, counts and lists them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudkb import words


@pytest.mark.parametrize("text", ["Aliyun", "ＡＬＩＹＵＮ", " aliyun "])
def test_names_differ_neither_by_case_nor_width(text):
    """Compatibility forms, letter case and outer spaces make no other name."""
    assert words.fold(text) == "aliyun"


@pytest.mark.parametrize("text", ["亿", "US$ 3亿", "\u3400", "\u9fff"])
def test_one_han_character_makes_a_text_chinese(text):
    """Wherever it stands, rare ones included."""
    assert words.is_chinese(text)


@pytest.mark.parametrize("text", ["", "3 billion", "，", "\u33ff", "\ua000"])
def test_signs_make_no_text_chinese(text):
    """Punctuation and the neighbours of Han characters do not."""
    assert not words.is_chinese(text)


def test_the_nearest_word_comes_first():
    """As alike as asked for, the best first, each once."""
    known = ["metric", "metrics", "period", "metric"]
    assert words.nearest("metrik", known, 3) == ["metric", "metrics"]
    assert words.nearest("metrik", known) == ["metric"]
    assert words.nearest("metrik", known, 3, alike=0.99) == []


def test_words_that_hold_the_mistyped_one_are_offered_too():
    """A part of a name is offered after near spellings, unless it is one letter."""
    known = ["cloud", "china-public-cloud", "provider"]
    assert words.offers("clou", known) == ["cloud", "china-public-cloud"]
    assert words.offers("clou", known, 1) == ["cloud"]
    assert words.offers("pu", known) == ["china-public-cloud"]
    assert words.offers("u", known) == []
    assert words.offers("xyzzy", known) == []
    assert len(words.offers("a1", ["a11", "a12", "a13", "a14"])) == 3


def test_numbers_stand_with_their_nouns():
    """One of a thing, and any other number of them, thousands set apart."""
    told = [words.plural(number, "claim") for number in (0, 1, 2, 2000)]
    assert told == ["0 claims", "1 claim", "2 claims", "2,000 claims"]
    assert words.plural(2, "entity", "entities") == "2 entities"
    assert words.plural(1, "entity", "entities") == "1 entity"


def test_lists_end_with_and_or_are_cut():
    """All of them with a word before the last; or the first few, and how many more."""
    assert [words.listed("abcd"[:size]) for size in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert words.listed("abc", "or") == "a, b or c"
    assert words.few("ab", 2) == "a, b"
    assert words.few(iter("abcd"), 2) == "a, b and 2 more"
    assert words.few("abcdefg") == "a, b, c, d, e, f and 1 more"


NAMES = """阿里雲 阿里云|騰訊 腾讯|華為 华为|中國聯通 中国联通|臺積電 台积电|比亞迪汽車 比亚迪汽车
長榮海運 长荣海运|國泰航空 国泰航空|Ａ財報 a财报"""


@pytest.mark.parametrize("pair", NAMES.replace("\n", "|").split("|"))
def test_a_name_is_the_same_in_traditional_and_simplified_characters(pair: str) -> None:
    """Character by character, columns kept."""
    traditional, simplified = pair.split()
    assert words.fold(traditional) == words.fold(simplified)
    assert len(words.simplified(traditional)) == len(traditional)


@given(st.text())
def test_what_is_simplified_stays_so(text: str) -> None:
    """Simplified characters are their own; nothing is turned twice."""
    once = words.simplified(text)
    assert words.simplified(once) == once
