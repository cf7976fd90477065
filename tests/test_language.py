"""Messages in two languages: none without its Chinese, none that nobody says."""

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from cloudkb import language, render
from cloudkb.cli import commands
from cloudkb.language import chinese, speaking, worded
from cloudkb.words import few, listed, plural

SOURCE = Path(__file__).parent.parent / "src" / "cloudkb"
CALLS = {"worded": 0, "marked": 0, "plural": 1, "Column": 0}
"""What words a message, and which of its arguments is the English text."""


@cache
def said():
    """Every call that words a message, with its place and what is called."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "language" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if not any(f"{name}(" in text for name in CALLS):
            continue
        for node in ast.walk(ast.parse(text)):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in CALLS:
                found.append((f"{path.relative_to(SOURCE)}:{node.lineno}", name, node))
    return found


def literals(node):
    """The texts that an argument may be: one, or one of several behind `if`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def names(text):
    return sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})


def messages():
    """Place, English, Chinese beside it or empty."""
    for place, name, node in said():
        if len(node.args) <= CALLS[name]:
            continue
        beside = literals(node.args[1]) if name == "worded" and len(node.args) > 1 else [""]
        for english in literals(node.args[CALLS[name]]):
            if english:
                yield place, f"1 {english}" if name == "plural" else english, "".join(beside[:1])


def test_every_message_has_its_chinese_once():
    """A message has Chinese in the catalogue, or beside it in the code: there where the same
    English means something else, `note` what somebody notes and a severity.
    """
    known = chinese.catalogue()
    missing = [
        f"{place}: {english}"
        for place, english, zh in messages()
        if not zh and english not in known
    ]
    twice = [
        f"{place}: {english}"
        for place, english, zh in messages()
        if zh and known.get(english) == zh
    ]
    assert (missing, twice) == ([], [])


def test_both_languages_fill_in_the_same_names():
    """What is told in English is told in Chinese: nothing is lost between them."""
    pairs = [*chinese.catalogue().items(), *((english, zh) for _, english, zh in messages() if zh)]
    assert [english for english, zh in pairs if names(english) != names(zh)] == []


def test_what_is_filled_in_is_given():
    """A message asks for the names that its call gives, and for no other."""
    wrong = []
    for place, name, node in said():
        given = sorted(each.arg for each in node.keywords if each.arg)
        if name == "worded" and all(each.arg for each in node.keywords):
            for english in literals(node.args[0]):
                if given and names(english) != given:
                    wrong.append((place, english))
    assert wrong == []


def test_an_english_text_has_one_chinese_text():
    """Two parts of the catalogue do not say the same differently, nor twice."""
    seen = {}
    for part, known in chinese.parts().items():
        for english in known:
            assert english not in seen, f"{english!r} stands in {seen[english]} and in {part}"
            seen[english] = part


FULL_WIDTH = re.compile(
    r"[\u4e00-\u9fff][,;:?!](?![\w/])|[\u4e00-\u9fff]\.(?:\s|$)|[\u4e00-\u9fff] [\u4e00-\u9fff]"
)


def test_chinese_is_punctuated_as_chinese():
    """Full-width signs behind Chinese words, and no spaces between them."""
    texts = [*chinese.catalogue().values(), *(zh for _, _, zh in messages() if zh)]
    assert [text for text in texts if FULL_WIDTH.search(text)] == []


@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
    ],
)
def test_the_environment_says_which_language(variables, spoken):
    """As POSIX has it: LC_ALL before LC_MESSAGES before LANG, empty is not set."""
    assert language.of_environment(variables) == spoken


def test_numbers_and_lists_follow_the_language():
    """No plural in Chinese, but a measure word; its own comma in lists."""
    with speaking("zh"):
        assert plural(2000, "claim") == "2,000条说法"
        assert listed(["甲", "乙", "丙"]) == "甲、乙和丙"
        assert few(["a", "b", "c"], 2) == "a、b等3个"
    assert plural(2000, "claim") == "2,000 claims"
    assert few(["a", "b", "c"], 2) == "a, b and 1 more"


def test_what_has_no_chinese_is_said_in_english():
    """As gettext does: better English than nothing."""
    with speaking("zh"):
        assert worded("nobody has {what} yet", what="put this") == "nobody has put this yet"


def help_texts():
    """Every text of every help page."""
    from cloudkb.cli.app import group, load
    from cloudkb.cli.command import panel
    from cloudkb.cli.commands import listed

    whole = group()
    yield from (whole.help, whole.epilog)
    commands = [load(each.name) for each in listed()]
    yield from (text for each in listed() for text in (each.section, each.summary))
    for command in (whole, *commands):
        yield command.help
        for option in command.params:
            yield from (getattr(option, "help", None), panel(option))


def test_every_page_of_help_is_there_in_chinese():
    """No text of a command, an option or a section is left in English."""
    known = chinese.catalogue()
    told = {text for text in help_texts() if text and not text.startswith("One of ")}
    assert sorted(told - set(known)) == []


def test_no_help_page_says_in_english_what_it_has_in_chinese():
    """The pages as they are printed: a text that the parser adds to is found as well."""
    from cloudkb.cli.app import load
    from cloudkb.cli.commands import listed

    sentences = [text for text in chinese.catalogue() if len(text.split()) > 2]
    with speaking("zh"):
        pages = []
        for each in listed():
            command = load(each.name)
            asked = command.make_context(each.name, [], resilient_parsing=True)
            pages.append(command.get_help(asked))
    assert [text for text in sentences for page in pages if text in page] == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("2022Q3推算为630.4亿美元至636.8亿美元", ["630.4亿美元", "636.8亿美元"]),
        ("$31.8 billion ×2、比2022Q3+24%", ["$31.8 billion ×2"]),
        ("相差至少11.75个百分点（按所印数字为12.3个百分点）", ["11.75个百分点", "12.3个百分点"]),
    ],
)
def test_lines_in_chinese_part_no_figure(text, kept):
    """A number stays with what it counts, wherever the line has to be broken."""
    from cloudkb.render.wrapping import wrapped

    for width in range(18, 40):
        lines = wrapped(text, width)
        assert all(any(figure in line for line in lines) for figure in kept), (width, lines)


def test_a_name_that_ends_in_a_digit_does_not_run_into_the_year():
    """GPT-3 in 2020 is no GPT-32020."""
    from cloudkb.check.constraints import naming
    from cloudkb.check.constraints.quantities import Quantity
    from cloudkb.model import Entity, Place, Vocabulary

    entity = Entity("gpt-3", "GPT-3", "product", Place("facts/x.yaml", 1, 1))
    vocabulary = Vocabulary({"gpt-3": entity}, {}, {}, {})
    with speaking("zh"):
        told = naming.quantity(Quantity("gpt-3", "cost", "", "", "2020"), vocabulary)
    assert told == "GPT-3在2020年的cost"


@pytest.mark.parametrize("width", [20, 37, 80])
def test_lines_in_chinese_are_as_wide_as_they_look(width):
    """No line is wider than the terminal, begins with a closing sign or breaks a Latin word."""
    from cloudkb.render.wrapping import cell_len, wrapped

    text = "关于或提到某主体的说法，见cloudkb list documents；可选observation、estimate、forecast。"
    lines = wrapped(text * 3, width)
    assert all(cell_len(line) <= width for line in lines)
    assert not [line for line in lines if line[0] in "，。；、"]
    assert "".join(lines).replace(" ", "") == (text * 3).replace(" ", "")
    assert all("observation" in line for line in lines if "observ" in line or "vation" in line)


@pytest.mark.parametrize("text", ["$31.8 billion ×2、比2022Q3+24%、+9.2亿元", "（约13.36亿元）。"])
def test_a_column_has_room_for_a_figure_and_the_sign_behind_it(text):
    """The narrowest column that a screen gives needs no line that begins with a closing sign."""
    from cloudkb.render.wrapping import cell_len, longest_word, wrapped

    with speaking("zh"):
        width = longest_word(text)
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert not [line for line in lines if line[0] in "，。；、）"]


def test_every_rule_is_told_in_chinese():
    """What is wrong, why it matters, what to do, and what is remarked in its examples."""
    from cloudkb.rules import RULES

    known = chinese.catalogue()
    told = [text for rule in RULES for text in (rule.summary, rule.why, rule.remedy)]
    lines = [line for rule in RULES for line in (rule.bad + rule.good).split("\n")]
    told += [line for line in lines if re.match("# (?!facts| )", line)]
    assert [text for text in told if text not in known] == []


NAMES = """
cloudkb auto always never en
zh no color NO_COLOR PAGER less CSV CI CLOUDKB_FACTS LANG FORMAT FILE WHEN DIR PERIOD
OPTIONS required FY Q H cloudkb.db db facts lang stats stderr exit format output help
locked pager verdict excel quiet verbose sentences all entity metric provider against
document revenue yuan billion market share revenu
"""
"""Latin words that stand there on purpose: options, variables, and what this base has no Chinese
name for or prints in English. Names of commands and formats are looked up."""


def latin_left(text, *known):
    """The Latin words of a Chinese text that are none of those known: ids, units, prints, names.

    Words of letters alone, of two or more; letter case and stops do not count.
    """
    allowed = {word.lower() for one in known for word in re.findall(r"[A-Za-z_]+", one)}
    return sorted(
        {word for word in re.findall(r"[A-Za-z_]{2,}", text) if word.lower() not in allowed}
    )


def test_nothing_latin_is_left_in_a_chinese_screen():
    """But ids, options, units and names of the base, and what somebody printed."""
    views = Path(__file__).parent / "views"
    facts = (views / "chinese.yaml").read_text(encoding="utf-8")
    named = " ".join((*(each.name for each in commands.listed()), *render.formats("rows")))
    known = {word.lower() for word in re.findall(r"[A-Za-z_.]+", f"{facts} {NAMES} {named}")}
    left = set()
    for line in (views / "chinese.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("$ "):
            left |= {
                w
                for w in re.findall(r"[A-Za-z_][A-Za-z_.]+", line)
                if w.lower().strip(".") not in known
            }
    assert left == set()
