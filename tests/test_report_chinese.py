"""The page for a browser in Chinese: what it says beside the English, and that nothing is left."""

import re
from html.parser import HTMLParser

import pytest

from cloudkb.cli.app import run, version
from cloudkb.language import speaking

FACTS = """
settings: {format: 1}
entities:
  yun-yi: {name: Cloud One, name_zh: 云一, kind: provider, fiscal_year_ends: 03-31}
  yun-er: {name: Cloud Two, name_zh: 云二, kind: provider}
  shichang: {name: China's cloud market, name_zh: 中国云市场, kind: market}
metrics:
  revenue: {name: Revenue, name_zh: 营收, unit: money}
  market_share: {name: Market share, name_zh: 市场份额, unit: ratio, share_of: revenue}
sources:
  zixun: {name: Consultants, name_zh: 咨询公司, kind: tracker, grade: tracker}
exceptions:
  - claims: [kuaixun/q1, nianbao/q1]
    doubt: kuaixun/q1
    reason: 快讯把小数点印错了。
---
document:
  {id: nianbao, title: 年报, publisher: 云一, published: 2024-03-08, currency: CNY, grade: primary}
claims:
  - id: q1
    source: yun-yi
    entity: yun-yi
    metric: revenue
    period: 2023Q1
    figure: 120亿元
    where: p1
  - {id: q2, entity: yun-yi, metric: revenue, period: 2023Q2, figure: 125.5亿元, where: p1}
  - id: q3
    entity: yun-yi
    metric: revenue
    period: 2023Q3
    figure: 130亿元
    where: p2
    note: 未经审计
  - {id: fy, entity: yun-yi, metric: revenue, period: FY2023, figure: 500亿元, where: p2}
  - {id: plan, entity: yun-yi, metric: revenue, period: 2025, figure: 至少700亿元, kind: target}
  - {id: said, entity: yun-yi, says: 不再追求大单。, kind: opinion}
---
document:
  {id: kuaixun, title: 快讯, publisher: 日报, published: 2024-03~, currency: CNY, grade: press}
claims:
  - id: q1
    source: yun-yi
    entity: yun-yi
    metric: revenue
    period: 2023Q1
    figure: 12亿元
    where: p3
  - {id: q2, entity: yun-yi, metric: revenue, period: 2023Q2, figure: 125.5亿元, origin: nianbao/q2}
  - {id: q3, entity: yun-yi, metric: revenue, period: 2023Q3, figure: 99亿元}
---
document: {id: blog, title: Notes of an analyst, published: 2024-04, currency: USD, grade: blog}
claims:
  - {id: h1, entity: yun-er, metric: revenue, period: 2023H1, figure: $2.5 billion}
  - {id: h2, entity: yun-er, metric: revenue, period: 2023H2, figure: $3.1 billion}
---
document: {id: baogao, title: 份额报告, published: 2024-05-06?, currency: CNY, grade: tracker}
claims:
  - source: zixun
    metric: market_share
    in: shichang
    claims:
      - {id: a22, entity: yun-yi, period: 2022, figure: 40%}
      - {id: b22, entity: yun-er, period: 2022, figure: 25%}
      - {id: a23, entity: yun-yi, period: 2023, figure: 38.5%}
      - {id: b23, entity: yun-er, period: 2023, figure: 27.5%}
"""
TEXT = """云一的一年

云一2023年三季度营收130亿元，二季度125.5亿元，员工7777人。
"""
VOID = {"meta", "input", "br", "col"}
OF_THE_CHECKER = ("why", "原因", "would settle it", "定论还需")
"""Labels of what is worded by the checker, whose tests hold it."""


class Lines(HTMLParser):
    """The page as lines of text, with the titles of drawings and of marks; the checker's
    sentences only where `whole`.
    """

    def __init__(self, text, *, whole=False):
        super().__init__()
        self.whole = whole
        self.open, self.lines, self.foreign = [], [""], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, attributes))
        if tag in ("p", "div", "h1", "h2", "h3", "h4", "li", "tr", "summary", "title", "desc", "a"):
            self.lines.append("")
        elif tag in ("td", "th", "dd"):
            self.lines[-1] += " | "
        for name in ("title", "aria-label", "data-told"):
            if name in attributes and not self._is_hidden() and "role" not in attributes:
                self.foreign.append(attributes[name])
                # behind the colon stands why
                self.lines.append(f"[{re.split('[:：]', attributes[name])[0]}]")

    def handle_endtag(self, tag):
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self._is_hidden() or not data.strip():
            return
        # a label says whose words follow it
        if self.open[-1][0] == "dt":
            self.label = data
        hidden = not self.whole and self.open[-1][0] != "dt" and self._in("dd")
        if hidden and self.label in OF_THE_CHECKER:
            return
        self.lines[-1] += data
        if not any(attributes.get("lang") == "en" for _, attributes in self.open) and not (
            self._in("code")
        ):
            self.foreign.append(data)

    def _in(self, *tags):
        return any(tag in tags for tag, _ in self.open)

    def _is_hidden(self):
        if self._in("style", "script") or self.whole:
            return self._in("style", "script")
        kinds = {attributes.get("class") for _, attributes in self.open}
        return (
            ("dispute" in kinds and self._in("h3", "ol", "figcaption", "td"))
            or ("worst" in kinds and self._in("a"))
            or ("legend" in kinds and self._in("td"))
            or {"more", "wide"} <= kinds
        )

    def text(self):
        told = "\n".join(line.strip() for line in self.lines if line.strip(" |"))
        return re.sub("[0-9a-f]{12}", "DIGEST", told.replace(version(), "VERSION")) + "\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Makes the page in a language, with some options."""
    folder = tmp_path_factory.mktemp("chinese")
    for index, text in enumerate(FACTS.split("---\n")):
        path = folder / "facts" / ("documents" if index else "") / f"facts-{index}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")

    def make(language, *options):
        out = folder / "page.html"
        facts = ("--facts", str(folder / "facts"), "-q", "-o", str(out), "--lang", language)
        given = [each.replace("TEXT", str(folder / "text.txt")) for each in options]
        # what follows is spoken as before
        with speaking("en"):
            assert run(["report", *facts, *given]) == 0
        return out.read_text(encoding="utf-8")

    return make


@pytest.fixture(scope="module")
def pages(report):
    """The whole base, then a document with its text, in both languages."""
    with_text = ("--document", "nianbao", "--text", "TEXT")
    return {name: (report(name), report(name, *with_text)) for name in ("en", "zh")}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_page_says(pages, golden, language):
    """All but the sentences of the checker."""
    whole, one = (Lines(page).text() for page in pages[language])
    first = one.partition({"en": "The document, paragraph", "zh": "逐段核对"}[language])[0]
    golden(f"reports/page-{language}.txt", f"{whole}\n=== {first}")


def test_the_same_facts_give_the_same_bytes_in_chinese(report, pages):
    assert report("zh", "--locked") == pages["zh"][0]


KNOWN = "cloudkb one two cloud all count"
"""Of the tool, names in both languages, and what the script fills in."""


def test_nothing_latin_is_left_in_the_page(pages):
    """But names, ids and prints; what is English says so, for who has it read aloud."""
    known = {word.lower() for word in re.findall("[A-Za-z]+", FACTS)} - {"revenue", "share"}
    known |= set(KNOWN.lower().split())
    left = {
        word
        for page in pages["zh"]
        for text in Lines(page, whole=True).foreign
        for word in re.findall("[A-Za-z]{2,}", re.sub("[0-9a-f]{12}", "", text))
        if word.lower() not in known
    }
    assert left == set()


def test_the_page_says_which_language_it_is_in(pages):
    """The page itself, and what is quoted in another."""
    (english, _), (chinese, _) = pages["en"], pages["zh"]
    assert '<html lang="en">' in english.replace("</head>", "")
    assert 'lang="zh-Hans">' in chinese
    assert '<h3 lang="en">Notes of an analyst</h3>' in chinese
    assert '<h3 lang="zh">年报</h3>' in english
    assert "<h3>年报</h3>" in chinese
    assert 'lang="zh"' not in chinese


def test_a_print_is_not_told_twice_in_a_row(pages):
    """Where a step names a claim and says what it prints, the name stands for its document."""
    steps = re.findall("<li>.*?</li>", "".join(re.findall("<ol>.*?</ol>", pages["en"][0])))
    plain = [re.sub("<[^>]*>", "", step) for step in steps]
    assert any("日报 prints 12亿元 and 云一 prints 120亿元" in step for step in plain), plain
    assert '</a> prints <span lang="zh">12亿元</span>' in "".join(steps)


def test_a_document_is_not_named_twice_in_a_row(report):
    """Where a sentence names it, the link behind the print is the grade alone."""
    told = re.sub("<[^>]*>", "", report("zh", "--document", "nianbao"))
    assert "日报称125.5亿元（媒体）" in told
    assert "（日报，媒体）" in re.sub("<[^>]*>", "", report("zh"))
