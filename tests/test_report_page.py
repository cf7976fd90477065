"""The page for a browser: facts in, one file out that asks for nothing and obeys nothing."""

import base64
import hashlib
import re
import shutil
from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudkb import api
from cloudkb.cli.app import run
from cloudkb.render import html
from cloudkb.reporting.scale import fixed

GOLDEN = Path(__file__).parent / "golden" / "repository"
HOSTILE = """
document:
  id: hostile
  title: </title><script>alert(1)</script>
  publisher: '"><img src=x onerror=alert(1)>'
  published: 2024-01-05
  url: https://example.org/a?b=1&c=2
  currency: CNY
  grade: press
claims:
  - id: h1
    entity: aliyun
    metric: revenue
    period: 2023H1
    figure: 123亿元
    note: "<b onclick='x'>&lt;"
  - {id: h2, entity: aliyun, says: "</style><script src=//evil.example/x.js></script>\\u202e"}
  - id: h3
    entity: aliyun
    metric: revenue
    period: 2024H1
    figure: at least 500亿元
    kind: forecast
---
document:
  id: link
  title: A link that is none
  published: 2024-01-05
  url: https://example.org/"onmouseover="alert(1)
claims:
  - {id: l1, entity: openai, says: Nothing to see.}
---
document: {id: shares, title: Shares, published: 2024-01-05, currency: CNY, grade: tracker}
claims:
  - source: idc
    metric: market_share
    in: china-public-cloud
    claims:
      - {id: a22, entity: aliyun, period: 2022, figure: 40%}
      - {id: b22, entity: huawei-cloud, period: 2022, figure: 25%}
      - {id: a23, entity: aliyun, period: 2023, figure: 38.5%}
      - {id: b23, entity: huawei-cloud, period: 2023, figure: 27.5%}
---
document: {id: grown, title: Grown, published: 2024-01-05, currency: USD, grade: primary}
claims:
  - {id: before, entity: silent, metric: revenue, period: 2022, figure: $2.0 billion}
  - {id: after, entity: silent, metric: revenue, period: 2023, figure: $2.5 billion}
---
document: {id: growth, title: Growth, published: 2024-01-06, currency: USD, grade: press}
claims:
  - {id: growth, entity: silent, metric: revenue, period: 2023, figure: +25% yoy}
"""
TEXT = """The <b>title</b>

阿里云2023年上半年营收123亿元, 云的\u202e<i>500\t个</i>。Huawei Cloud has 77.7% of something.
"""
EMPTY = {"meta", "input", "path", "rect", "circle", "line", "use", "br", "col", "stop"}


class Reader(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.texts = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), attrs
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, *names):
        return [(tag, attrs) for tag, attrs in self.tags if tag in names]


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    """A repository with a contradiction, a forecast, and what somebody wrote to do harm."""
    folder = tmp_path_factory.mktemp("report")
    shutil.copytree(GOLDEN, folder, dirs_exist_ok=True)
    for index, text in enumerate(HOSTILE.split("---\n")):
        path = folder / "facts" / "documents" / f"hostile-{index}.yaml"
        path.write_text(text, encoding="utf-8")
    return folder / "facts"


@pytest.fixture(scope="module")
def report(facts):
    """Makes the page with some options."""

    def make(*options):
        out = facts.parent / "page.html"
        out.unlink(missing_ok=True)
        assert run(["report", "--facts", str(facts), "-q", "-o", str(out), *options]) == 0
        return out.read_text(encoding="utf-8")

    return make


@pytest.fixture(scope="module")
def page(report):
    """The page of the whole base."""
    return report()


@pytest.fixture(scope="module")
def read(page):
    """The same as a browser reads it."""
    return Reader(page)


def test_the_same_facts_give_the_same_bytes(report, page):
    """Nothing of the day, the machine or the order of a set is in it."""
    assert report("--locked") == page


def test_nothing_is_asked_for(page, read):
    """No address but that of a link for people, and a policy that forbids all others."""
    for tag, attrs in read.tags:
        assert "src" not in attrs
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)
        if tag == "a" and not attrs["href"].startswith("#"):
            assert attrs["href"] == "https://example.org/a?b=1&c=2"
            assert attrs["rel"].split()[:2] == ["noopener", "noreferrer"]
        else:
            assert attrs.get("href", "#").startswith("#")
    assert not read.of("link", "img", "iframe", "object", "base", "form")
    [policy] = [a["content"] for _, a in read.of("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; ")
    for name, source in (("style", "style-src"), ("script", "script-src")):
        [text] = [data for tag, data in read.texts if tag == name]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"url\((?!#)|@import", page)


def test_what_facts_say_is_shown_and_never_obeyed(page, read):
    """Markup, quotes, steering characters and odd addresses of strangers stand there as text."""
    assert [tag for tag, _ in read.of("script", "style", "title", "b")].count("script") == 1
    assert "</title><script>alert(1)</script>" in "".join(data for _, data in read.texts)
    assert r"\u202e" in page
    assert "\u202e" not in page
    assert "\x1b" not in page


def test_ids_are_unique_and_every_link_inside_leads_somewhere(read):
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    inside = [a["href"][1:] for _, a in read.of("a") if a["href"].startswith("#")]
    assert inside
    assert set(inside) <= set(ids)


def test_headings_are_in_order(read):
    """One of the first level; none skips a level on the way down."""
    levels = [int(tag[1]) for tag, _ in read.of("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(now <= before + 1 for before, now in pairwise(levels))


def test_every_claim_is_there_with_its_verdict(facts, page, read):
    """Each by its anchor, file and line; the verdict is a word."""
    claims = api.read(str(facts)).facts.claims
    ids = {attrs["id"] for _, attrs in read.tags if "id" in attrs}
    assert claims
    for one in claims:
        assert html.anchor("c", one.id) in ids
        assert f"{one.place.file}:" in page
    assert page.count('class="claim"') == len(claims)


RESTATED = """
document: {id: year, title: Year, published: 2023-02, currency: USD, grade: primary}
claims:
  - {id: old, entity: silent, metric: revenue, period: 2021, figure: $5.2 billion}
  - {id: next, entity: silent, metric: revenue, period: 2022, figure: $2.9 billion}
---
document: {id: copy, title: Copy, published: 2023-02, currency: USD, origin: year}
claims:
  - {id: old, entity: silent, metric: revenue, period: 2021, figure: $5.2 billion}
---
document: {id: corrected, title: Corrected, published: 2023-03, currency: USD, grade: primary}
claims:
  - supersedes: year/old
    claims: [{id: new, entity: silent, metric: revenue, period: 2021, figure: $2.5bn}]
"""


def test_what_is_superseded_says_so_and_is_not_drawn_through_time(tmp_path):
    """A figure that was corrected and the copies of it are marked beside their verdict."""
    shutil.copytree(GOLDEN, tmp_path, dirs_exist_ok=True)
    for index, text in enumerate(RESTATED.split("---\n")):
        path = tmp_path / "facts" / "documents" / f"restated-{index}.yaml"
        path.write_text(text, encoding="utf-8")
    out = tmp_path / "page.html"
    asked = ["report", "--facts", str(tmp_path / "facts"), "-q", "-o", str(out)]
    assert run([*asked, "--entity", "silent"]) == 0
    page = out.read_text(encoding="utf-8")
    marked = re.findall(r"superseded</span> <span[^>]*>[^<]*</span> <b[^>]*>([^<]*)", page)
    assert marked == ["$5.2 billion"] * 2
    _, shapes = chart(page, "Silent Cloud: Revenue, USD, by year")
    assert [kind for kind, _ in shapes if "box" in kind] == ["box-own"] * 2


def test_drawings_have_a_title_and_a_description(read):
    """Every picture is told to who cannot see it, but for the one that only holds a pattern."""
    pictures = [attrs for _, attrs in read.of("svg") if attrs.get("class") != "defs"]
    assert pictures
    assert all(attrs["role"] == "img" for attrs in pictures)
    assert len(read.of("desc")) == len(pictures)


def drawn(page):
    """Each line of a strip: what it says in words, and both ends as drawn."""
    strips = r'<ul class="strips" data-from="(\S+)" data-to="(\S+)">(.*?)</ul>'
    for low, high, inside in re.findall(strips, page, re.DOTALL):
        start, size = Fraction(low), Fraction(high) - Fraction(low)
        lines = r'<desc>(.*?)</desc><path class="(.*?)" d="M(\S+) 3H(\S+)V'
        for told, kind, left, right in re.findall(lines, inside):
            yield (
                told,
                kind,
                start + Fraction(left) / 1000 * size,
                start + Fraction(right) / 1000 * size,
                size / 100_000,
            )


def test_what_is_drawn_is_what_the_figure_stands_for(facts, page):
    """Both ends lie where low and high are, as exactly as two decimals of a drawing say."""
    found = {
        (told.replace("&lt;", "<"), kind): (low, high, least)
        for told, kind, low, high, least in drawn(page)
    }
    low, high, least = found["26.65 to 26.75%", "bar-own"]
    assert abs(low - Fraction(2665, 10_000)) <= least
    assert abs(high - Fraction(2675, 10_000)) <= least
    low, high, least = found["122.5 to 123.5亿元", "bar-own"]
    assert abs(low - 12_250_000_000) <= least
    assert abs(high - 12_350_000_000) <= least
    assert found["at least 500亿元", "bar-ahead open"]


def test_what_the_others_leave_is_drawn_beside_a_figure(page):
    """Reckoned from two other figures: hatched, on the same scale; a growth as a growth."""
    found = {
        card: [one[2:] for one in drawn(told) if one[1] == "bar-implied"]
        for card, told in re.findall(r'<div id="c-(grow[^"]*)" class="card">(.*?)</dl>', page)
    }
    [(low, high, least)] = found["grown/after"]
    assert abs(low - Fraction("1.95e9") * Fraction("1.245")) <= least
    assert abs(high - Fraction("2.05e9") * Fraction("1.255")) <= least
    [(low, high, least)] = found["growth/growth"]
    assert abs(low - (Fraction("2.45") / Fraction("2.05") - 1)) <= least
    assert abs(high - (Fraction("2.55") / Fraction("1.95") - 1)) <= least


def chart(page, title):
    """A drawing by its title: its scale, and its shapes by what they are."""
    pattern = rf"<svg [^>]*?><title>{re.escape(title)}</title>.*?</svg>"
    found = re.search(pattern, page, re.DOTALL)[0]
    scale = re.search(r'data-from="(\S+)" data-to="(\S+)"', found)
    shapes = re.findall(r'<path class="([^"]*)" d="([^"]*)"/>', found)
    return [Fraction(end) for end in scale.groups()] if scale else None, shapes


def test_boxes_of_a_series_are_as_high_as_the_print_leaves_open(page):
    """Bottom and top of each box lie at low and high, hollow where it was said ahead."""
    title = "Alibaba Cloud: Revenue, CNY, by half-year"
    (low, high), shapes = chart(page, title)

    def value(y):
        return low + (164 - Fraction(y)) / (164 - 22) * (high - low)

    boxes = [
        (kind, *re.search(r"M\S+ (\S+)H\S+V(\S+)H", d).groups())
        for kind, d in shapes
        if "box" in kind
    ]
    least = (high - low) / 142 / 100
    plain = [one for one in boxes if one[0] == "box-own"]
    ends = [(value(bottom), value(top)) for _, bottom, top in plain]
    assert any(
        abs(bottom - 38_450_000_000) <= least and abs(top - 38_550_000_000) <= least
        for bottom, top in ends
    )
    assert any("box-ahead" in kind and "open" in kind for kind, *_ in boxes)
    assert any("doubted" in kind for kind, *_ in boxes) or any(
        kind == "cross" for kind, _ in shapes
    )
    assert any(kind == "sign" for kind, _ in shapes)


def test_shares_are_stacked_with_what_is_left(page):
    """What each has at least, what rounding leaves, what is left: the whole and nothing else."""
    _, shapes = chart(page, "Market share in China's public cloud, by IDC, 2023")
    ends = [re.fullmatch(r"M(\S+) 0H(\S+)V10H\S+Z", d).groups() for _, d in shapes]
    assert ends == [("0", "384.5"), ("384.5", "659"), ("659", "661"), ("661", "1000")]
    assert [kind for kind, _ in shapes] == ["f0", "f1", "between", "left"]
    assert "left for others 33.9% to 34.1%" in page


def test_a_league_through_time_is_drawn_as_slopes(page):
    """A line an entity, each print as high as it leaves open."""
    (low, high), shapes = chart(page, "Market share in China's public cloud, by IDC through time")
    assert sum(kind.startswith("way ") for kind, _ in shapes) == 2
    marks = [re.fullmatch(r"M\S+ (\S+)V(\S+)", d).groups() for kind, d in shapes if "ends" in kind]
    found = [
        tuple(low + (232 - Fraction(y)) / (232 - 20) * (high - low) for y in pair) for pair in marks
    ]
    least = (high - low) / 212 / 100
    assert abs(found[0][0] - Fraction("0.395")) <= least
    assert abs(found[0][1] - Fraction("0.405")) <= least


def test_a_text_is_shown_with_every_number_marked(report, facts):
    """As it is written, as text; its numbers by status, those of claims as links."""
    file = facts.parent / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    told = report("--document", "hostile", "--text", str(file))
    read = Reader(told)
    shown = "".join(data for _, data in read.texts)
    assert "The <b>title</b>" in shown
    assert "\u202e" not in told
    [link] = [a for _, a in read.of("a") if a.get("class") == "n-covered"]
    assert link["href"] == "#c-hostile/h1"
    assert [
        a["class"] for _, a in read.of("span") if a.get("class") == "n-missing" and "title" in a
    ]


def test_a_text_is_of_a_document(facts, capsys):
    """Without one nobody knows whose claims its numbers are."""
    assert run(["report", "--facts", str(facts), "--text", "x.txt", "-o", "-"]) == 2
    assert "--document says which" in capsys.readouterr().err


def test_a_contradiction_is_told_with_its_proof(page, read):
    """On the front, then step by step, what is printed beside what the others imply."""
    assert "What cannot all be true, worst first" in page
    assert read.of("article")
    assert "the others imply" in page


@pytest.mark.parametrize("options", [("--document", "link"), ("--provider", "openai")])
def test_a_page_of_some_claims(report, options):
    """Narrowed to a document or an entity; what is not on the page is no link."""
    read = Reader(report(*options))
    ids = {attrs["id"] for _, attrs in read.tags if "id" in attrs}
    assert "c-link/l1" in ids
    assert "c-hostile/h1" not in ids
    assert {a["href"][1:] for _, a in read.of("a") if a["href"].startswith("#")} <= ids


def test_an_address_is_a_link_only_where_it_is_plain_https():
    """What a browser would do something else with is text."""
    for odd in (
        *("javascript:alert(1)", "http://example.org", "https://a b", "HTTPS://example.org"),
        *('https://example.org/"x', "https://example.org/<x>", "//example.org", "https://用户.cn"),
    ):
        assert "<a" not in html.link(odd, odd)
    assert 'href="https://example.org/x?a=1&amp;b=2#c"' in html.link(
        "https://example.org/x?a=1&b=2#c", "there"
    )


@settings(max_examples=20)
@given(st.text(max_size=12))
def test_any_text_is_read_back_as_text(text):
    """In an element and in an attribute: one element, nothing else, whatever was written."""
    read = Reader(html.tag("p", text, title=text))
    assert read.of("p") == read.tags
    from cloudkb.render.safe import one_line

    assert "".join(data for _, data in read.texts) == one_line(text)
    assert read.tags[0][1]["title"] == one_line(text)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=5), unique=True, max_size=5))
def test_anchors_differ_as_names_do(names):
    """No two names share a place on the page, and none breaks out of its attribute."""
    found = [html.anchor("c", name) for name in names]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[\w./~-]+", each, re.ASCII) for each in found)


@given(st.fractions(max_denominator=10**6), st.integers(0, 4))
def test_a_place_is_within_half_of_its_last_decimal(value, places):
    told = fixed(value, places)
    assert abs(Fraction(told) - value) <= Fraction(1, 2 * 10**places)
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", told)


def test_what_could_not_be_read_is_said(facts, tmp_path):
    """A page never looks whole where claims are left out."""
    shutil.copytree(facts, tmp_path / "facts")
    path = tmp_path / "facts" / "documents" / "hostile-1.yaml"
    path.write_text(path.read_text("utf-8") + "  - {id: l2, entity: nobody, says: x}\n", "utf-8")
    out = tmp_path / "page.html"
    assert run(["report", "--facts", str(tmp_path / "facts"), "-q", "-o", str(out)]) == 0
    assert "1 claim could not be read and stands nowhere." in out.read_text("utf-8")


def test_a_page_is_not_thrown_at_a_terminal(facts, monkeypatch, capsys):
    """Without a file, and with a screen to print on, it says what to type."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["report", "--facts", str(facts)]) == 2
    assert "cloudkb report -o report.html" in capsys.readouterr().err
