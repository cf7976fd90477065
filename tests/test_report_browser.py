"""The page in a real browser: no request, no fault, read and printed; skipped where none is.

Needs `pip install cloudkb[browser]` and a Chromium (Debian: apt-get install chromium).
"""

import shutil
from pathlib import Path

import pytest

from cloudkb.cli.app import run
from cloudkb.language import speaking

sync_api = pytest.importorskip("playwright.sync_api", reason="cloudkb[browser] is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
    # playwright leaves its own loop to the collector
    pytest.mark.filterwarnings("ignore"),
]
GOLDEN = Path(__file__).parent / "golden" / "repository"
OFFLINE = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)
CLASH = """
document: {id: clash, title: Another count, published: 2024-01-05, currency: CNY, grade: press}
claims:
  - {id: other, entity: aliyun, metric: revenue, period: 2023H1, figure: 123亿元}
"""


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A page with all of its sections, in each language."""
    folder = tmp_path_factory.mktemp("browser")
    shutil.copytree(GOLDEN, folder, dirs_exist_ok=True)
    (folder / "facts" / "documents" / "clash.yaml").write_text(CLASH, encoding="utf-8")
    found = {}
    for language in ("zh", "en"):
        found[language] = folder / f"{language}.html"
        asked = ["report", "--facts", str(folder / "facts"), "-q", "--lang", language]
        with speaking("en"):
            assert run([*asked, "-o", str(found[language])]) == 0
    return found


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OFFLINE))
        yield browser
        browser.close()


@pytest.fixture
def opened(browser, files):
    """Opens the page somehow; what was asked for and complained of stands beside it."""
    contexts = []

    def make(width=1280, scheme="light", script=True, language="en"):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        asked, wrong = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        address = files[language].as_uri()
        page.goto(address)
        assert asked == [address]
        assert wrong == []
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 1280, "light"), ("en", 390, "dark"), ("zh", 1280, "dark"), ("zh", 390, "light")],
)
def test_it_is_open_to_everybody(opened, language, width, scheme):
    """At a desk and on a phone, light and dark, in both languages: nothing sticks out, no link of
    the navigation is out of sight, axe finds no serious fault.
    """
    page = opened(width, scheme, language=language)
    ends = "[...document.querySelectorAll('nav a')].map((one) => one.getBoundingClientRect().right)"
    assert max(page.evaluate(ends)) <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    faults = axe.Axe().run(page).response["violations"]
    grave = [one for one in faults if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"]) for one in grave] == []


def test_search_finds_claims_and_gives_them_back(opened):
    """By words and by verdict; what was opened for it is closed again."""
    page = opened()
    every = page.locator(".claim").count()
    closed = page.locator(".document:not([open])").count()
    page.fill("#words", "gpus used")
    found = page.locator("#found")
    sync_api.expect(found).to_have_text(f"1 of {every} claims")
    assert page.locator(".claim:visible").count() == 1
    page.fill("#words", "")
    sync_api.expect(found).to_have_text("")
    assert page.locator(".document:not([open])").count() == closed
    page.select_option("#verdict", "no-figure")
    assert 0 < page.locator(".claim:visible").count() < every
    page = opened(language="zh")
    page.fill("#words", "gpus used")
    sync_api.expect(page.locator("#found")).to_have_text(f"{every}条说法中的1条")


def test_a_link_to_a_claim_opens_it(opened):
    page = opened()
    link = page.locator(".dispute a[href^='#c-']").first
    name = link.get_attribute("href")[1:]
    link.click()
    assert page.locator(f"[id='{name}']").is_visible()


def test_it_is_read_without_scripts(opened):
    """Search is not offered; a document and a claim open by themselves."""
    page = opened(script=False)
    assert not page.locator("#search").is_visible()
    page.locator(".document summary").first.click()
    assert page.locator(".document .claim").first.is_visible()


def test_it_is_printed(opened):
    """Whatever is closed on the screen: every claim is on paper."""
    page = opened()
    page.emulate_media(media="print")
    assert page.locator(".claim > summary").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
