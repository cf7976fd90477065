"""Whole screens, as people see them. `pytest --update-golden` writes them anew."""

import pytest

SCREENS = {
    "query-aliyun": ["query", "--provider", "aliyun"],
    "query-azure": ["query", "--provider", "azure"],
    "query-everything": ["query"],
    "query-revenue-2023h1": ["query", "--metric", "revenue", "--period", "=2023H1"],
    "query-nothing": ["query", "--provider", "silent"],
    "query-columns": ["query", "--source", "idc", "--columns", "entity,figure,period"],
    "compare-2023q3": ["compare", "2023Q3"],
    "compare-2023h1": ["compare", "2023H1"],
    "compare-2023q4": ["compare", "2023Q4"],
    "compare-2023": ["compare", "2023"],
    "compare-2021": ["compare", "2021"],
    "compare-2023q3-against-2022q3": ["compare", "2023Q3", "--against", "2022Q3"],
    "compare-2023h1-against-2022h1": ["compare", "2023H1", "--against", "2022H1"],
    "show-order": ["show", "ebita-beats-three"],
    "show-share": ["show", "share-aliyun"],
    "show-change": ["show", "share-aliyun-change"],
    "show-rank": ["show", "share-huawei-rank"],
    "show-trend": ["show", "growth-falls"],
    "show-either": ["show", "internet-share"],
    "show-link": ["show", "sole-cloud"],
    "show-date": ["show", "price-cut"],
    "show-scope": ["show", "gpt4-gpus"],
    "show-sentence": ["show", "odd"],
    "show-replaced": ["show", "revenue-2023h1-first"],
    "list-entities": ["list", "entities"],
    "list-periods": ["list", "periods"],
    "list-documents": ["list", "documents"],
    "explain-yaml-trap": ["explain", "yaml-trap"],
    "figure-about": ["figure", "约6.6亿元"],
    "figure-refused": ["figure", "1,23,4"],
}
WIDE = ("query-aliyun", "query-everything", "compare-2023q3", "compare-2023h1", "show-order")
MARKDOWN = ("query-aliyun", "compare-2023q3", "show-order", "explain-yaml-trap")


def screen(shown):
    """Answer, exit code where it is not 0, then what was said on stderr."""
    code = f"[exit {shown.code}]\n" if shown.code else ""
    return f"{shown.out}{code}" + (f"\n[stderr]\n{shown.err}" if shown.err else "")


@pytest.mark.parametrize("name", SCREENS)
def test_screens_at_80_columns(name, cloudkb, golden):
    """What a screen of 80 columns shows."""
    golden(f"screens/{name}.txt", screen(cloudkb(*SCREENS[name])))


@pytest.mark.parametrize("name", WIDE)
def test_screens_at_120_columns(name, cloudkb, golden):
    """What a screen of 120 columns shows."""
    golden(f"screens/{name}-120.txt", screen(cloudkb(*SCREENS[name], columns=120)))


@pytest.mark.parametrize("name", MARKDOWN)
def test_pages_as_markdown(name, cloudkb, golden):
    """The same page for a README."""
    golden(f"screens/{name}.md", cloudkb(*SCREENS[name], "--format", "md").out)


def test_a_screen_in_colour(cloudkb, golden):
    """Bold for what is looked for, dim for what is in the way."""
    shown = cloudkb("query", "--provider", "aliyun", "--color", "always")
    golden("screens/query-aliyun-color.txt", shown.out.replace("\x1b", "<ESC>"))
