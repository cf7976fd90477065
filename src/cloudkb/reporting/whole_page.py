"""The file: its head, which forbids every request, the sections, and a few lines of script."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from cloudkb.language import in_chinese, marked, worded
from cloudkb.render.html import Html, joined, tag
from cloudkb.reporting import dispute_entries, document_pages, front, markets, series, text_page
from cloudkb.reporting.material import Material
from cloudkb.verdict import in_words

_HERE = Path(__file__).parent
_HATCH = (
    '<svg width="0" height="0" class="defs" aria-hidden="true"><defs>'
    '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 0V6" class="hatching"/></pattern>'
    "</defs></svg>"
)


def render(material: Material) -> str:
    """The whole page; the same material gives the same bytes."""
    style = Html(_own("style.css") + (_own("chinese.css") if in_chinese() else ""))
    script = _own("filter.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    narrowed = None if material.whole else list(material.judged)
    found = front.contradictions(material.report, narrowed)
    title = material.title or worded(front.TITLE)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content=f"cloudkb {material.version}"),
        tag("title", title),
        Html(f"<style>{style}</style>"),
    )
    sections = [
        front.section(material, found),
        _search(material),
        text_page.section(material),
        document_pages.section(material),
        series.section(material),
        markets.section(material),
        dispute_entries.section(material, found),
    ]
    body = tag(
        "body",
        Html(_HATCH),
        tag("a", worded("To the claims"), href="#documents", class_="skip"),
        _navigation(sections),
        tag("main", joined(sections, Html("\n"))),
        _foot(material),
        Html(f"<script>{script}</script>"),
    )
    language = "zh-Hans" if in_chinese() else "en"
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=language)}\n"


def _own(name: str) -> Html:
    """A file of this room, which is no text of a stranger's."""
    return Html((_HERE / name).read_text(encoding="utf-8"))


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


_PLACES = (
    ("text", marked("Text")),
    ("documents", marked("Documents")),
    ("quantities", marked("Through time")),
    ("markets", marked("Who leads")),
    ("disputes", marked("Contradictions")),
)


def _navigation(sections: list[Html | None]) -> Html:
    told = "".join(each for each in sections if each)
    links = [
        tag("a", worded(word), href=f"#{place}")
        for place, word in _PLACES
        if f'id="{place}"' in told
    ]
    return tag("nav", *links, aria_label=worded("Sections"))


def _search(material: Material) -> Html:
    """Search and a filter, which the script shows: without it they would do nothing."""
    words = [
        tag("option", worded(in_words(name)), value=name)
        for name, count in material.verdicts.counts
        if count
    ]
    return tag(
        "search",
        tag(
            "label",
            f"{worded('Search')} ",
            tag("input", type="search", id="words", autocomplete="off"),
        ),
        tag(
            "label",
            f"{worded('Verdict')} ",
            tag("select", tag("option", worded("all"), value=""), *words, id="verdict"),
        ),
        tag("output", "", id="found", data_told=worded("{count} of {all} claims")),
        hidden=True,
        id="search",
    )


def _foot(material: Material) -> Html:
    told = worded(
        "Made by cloudkb {version} from the facts {digest}. Nothing here is typed by hand: change "
        "a fact and the page changes. Sentences of the checker are in English; prints are in the "
        "language of their document. A grade says how near a document is to who knows: primary, "
        "tracker, press, blog.",
        version=material.version,
        digest=material.digest[:12],
    )
    return tag("footer", tag("p", told))
