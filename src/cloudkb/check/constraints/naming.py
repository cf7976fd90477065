"""What quantities, claims and who makes them are called in sentences."""

import re
from collections.abc import Iterable, Sequence

from cloudkb import periods
from cloudkb.check.constraints.quantities import UNSTATED, Quantity, period_of
from cloudkb.figures.change_words import spoken_print
from cloudkb.figures.decimals import exact_text
from cloudkb.language import in_chinese, worded
from cloudkb.model import (
    Claim,
    Document,
    Entity,
    Facts,
    Link,
    Metric,
    Operand,
    Order,
    Reading,
    Scope,
    Source,
    Vocabulary,
)
from cloudkb.words import is_chinese
from cloudkb.words import listed as listed_words

_FIELDS = Quantity._fields
_DAY = re.compile(r"\d{4}-\d\d-\d\d~?")
_OF_YEAR = re.compile(r"(\d{4}(?:/\d\d)?财?年)(?:[前一二三四]|[上下]半年|\d+月\d+日)(?!.*至)")
"""A part of a year, by which a name begins, with its year."""
_LONGEST = 60
"""Characters of a name or a print that a sentence quotes."""


def quantity(named: Quantity, vocabulary: Vocabulary, varying: frozenset[str] | None = None) -> str:
    """A quantity in words: `Alibaba Cloud's revenue in 2023H1, restated`.

    `varying` names the fields that tell the quantities of a story apart; all others go
    without saying, and the quantity is short: `2023H1`. None: everything is said but a
    currency.
    """
    full = varying is None
    wanted = frozenset(_FIELDS) - {"currency"} if varying is None else varying
    if in_chinese():
        return _in_chinese(named, vocabulary, wanted)
    who = entity(named.entity, vocabulary) if "entity" in wanted else ""
    what = metric(named.metric, vocabulary) if "metric" in wanted else ""
    words = f"{possessive(who)} {what}" if who and what else who or what
    if named.within and "within" in wanted:
        words += f" in {entity(named.within, vocabulary)}"
    when = period(named.period, named.entity, vocabulary)
    if when and ("period" in wanted or not words):
        words += f" {at(when)}" if words else when
    words = words.strip() or metric(named.metric, vocabulary)
    if named.scope and "scope" in wanted:
        basis = scope(named.scope, vocabulary)
        words += f", {basis}" if full else f" ({basis})"
    return f"{words} in {named.currency}" if named.currency and "currency" in wanted else words


def _in_chinese(named: Quantity, vocabulary: Vocabulary, wanted: frozenset[str]) -> str:
    """A quantity as Chinese orders it: whose, when, in which market, what; the basis behind it."""
    who = entity(named.entity, vocabulary) if "entity" in wanted else ""
    when = period(named.period, named.entity, vocabulary) if "period" in wanted else ""
    within = entity(named.within, vocabulary) if named.within and "within" in wanted else ""
    what = metric(named.metric, vocabulary) if "metric" in wanted else ""
    aside = [
        scope(named.scope, vocabulary) if named.scope and "scope" in wanted else "",
        money(named.currency) if "currency" in wanted else "",
    ]
    words = who or when or within or what
    if not words:
        when = period(named.period, named.entity, vocabulary)
        what = "" if when else metric(named.metric, vocabulary)
    return composed(who, when, within, what, "，".join(filter(None, aside)))


def composed(who: str, when: str, within: str, what: str, basis: str) -> str:
    """What a figure is about, as Chinese orders it: any of them may be empty."""
    if within and what:
        within = f"{'在' if who or when else ''}{within}的"
    if who and when and who[-1].isascii():
        # GPT-3 in 2020 is no GPT-32020
        who += "自" if when.endswith("以来") else "在"
        when += "的" if what and not within else ""
    elif when.endswith("以来") and what and not within:
        when += "的"
    told = f"{who}{when}{within}"
    # a metric without a Chinese name
    space = " " if what and told and told[-1].isascii() and what[0].isascii() else ""
    words = f"{told}{space}{what}"
    return f"{words}（{basis}）" if basis else words


def linked(named: Quantity, verb: str, other: str, vocabulary: Vocabulary) -> str:
    """A link in Chinese: OpenAI在2023年的云供应商是微软云, 朱啸虎2024年3月任职于金沙江创投.

    `verb` is one that ends in 是; a metric that is a verb itself, 任职于, goes without it.
    """
    when = period(named.period, named.entity, vocabulary)
    basis = scope(named.scope, vocabulary) if named.scope else ""
    within = f"在{entity(named.within, vocabulary)}" if named.within else ""
    who = composed(entity(named.entity, vocabulary), when, within, "", basis)
    what = metric(named.metric, vocabulary)
    if what.endswith("于"):
        return f"{who}{'并非' if verb == '不是' else verb.removesuffix('是')}{what}{other}"
    return f"{who}的{what}{verb}{other}"


def period(text: str, owner: str, vocabulary: Vocabulary) -> str:
    """A period by its shortest name: FY2023 for 2022-04/2023-03 where the owner's year is that."""
    if UNSTATED in text:
        return ""
    if text.endswith("/.."):
        return worded("since {start}", start=periods.called(text[:-3]))
    if text == "any 12 months":
        return worded("any 12 months")
    record = vocabulary.entities.get(owner)
    if "/" not in text or record is None or not record.fiscal_year_ends:
        return periods.called(text)
    names = periods.names(period_of(text), record.fiscal_year_ends, record.fiscal_year_named_for)
    return periods.called(names[-1])


def at(when: str) -> str:
    """`in 2023H1`, `on 2024-02-29`."""
    if when.startswith("since ") or in_chinese():
        return when
    return f"{'on' if _DAY.fullmatch(when) else 'in'} {when}"


def varying(quantities: Iterable[Quantity]) -> frozenset[str]:
    """The fields in which some quantities differ; what is empty in one of them counts."""
    columns = list(zip(*quantities, strict=True))
    return frozenset(
        field for field, column in zip(_FIELDS, columns, strict=False) if len(set(column)) > 1
    )


def money(currency: str) -> str:
    """What a currency is called in brackets: 人民币, 美元; empty for none."""
    from cloudkb.figures.printing import currency_name

    if not in_chinese() or not currency:
        return currency
    return "人民币" if currency == "CNY" else currency_name(currency, "zh")


def listed(names: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; in Chinese the year goes without saying behind one of the same year.

    2023年一季度、二季度和三季度.
    """
    if not in_chinese():
        return listed_words(names, last)
    told, year = [], ""
    for name in names:
        found = _OF_YEAR.match(name)
        told.append(name.removeprefix(year) if found and found[1] == year else name)
        year = found[1] if found else ""
    return listed_words(told, last)


def entity(key: str, vocabulary: Vocabulary) -> str:
    """The short name of an entity."""
    record = vocabulary.entities.get(key)
    return clipped(_name(record) if record else key)


def _name(record: Entity | Metric | Scope | Source) -> str:
    """What a record is called in the language spoken."""
    return record.name_zh or record.name if in_chinese() else record.name


def metric(key: str, vocabulary: Vocabulary) -> str:
    """The name of a metric as it stands inside a sentence."""
    record = vocabulary.metrics.get(key)
    return inside(_name(record)) if record else key


def scope(key: str, vocabulary: Vocabulary) -> str:
    """How a basis is read after a comma: a tracker as who measured, else its name."""
    name = basis(key, vocabulary)
    return worded("by {tracker}", tracker=name) if key in vocabulary.sources else name


def basis(key: str, vocabulary: Vocabulary) -> str:
    """The name of a basis: of a tracker or of a scope."""
    source = vocabulary.sources.get(key)
    if source is not None:
        return clipped(_name(source))
    record = vocabulary.scopes.get(key)
    return inside(_name(record)) if record else key


def inside(name: str) -> str:
    """A name without its capital, unless that belongs to it: revenue, adjusted EBITA, GPUs."""
    first = name.split(" ", 1)[0]
    plain = first[1:].islower() or len(first) == 1
    return clipped(name[:1].lower() + name[1:] if plain else name)


def possessive(name: str) -> str:
    """Alibaba Cloud's, Amazon Web Services'; 阿里云的."""
    if in_chinese():
        return f"{name}的"
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def clipped(text: str) -> str:
    """Text from facts on one line, cut where it goes on and on."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def printed(reading: Reading, vocabulary: Vocabulary | None = None) -> str:
    """What is printed, inside a sentence; Chinese says an order by the names in a `vocabulary`."""
    if in_chinese() and vocabulary is not None and isinstance(reading.figure, Order):
        return _order(reading.figure, vocabulary)
    if in_chinese() and vocabulary is not None and isinstance(reading.figure, Link):
        return entity(reading.figure.entity, vocabulary)
    return clipped(spoken_print(reading.text, reading.figure))


def _order(figure: Order, vocabulary: Vocabulary) -> str:
    """高于阿里云, 低于2023年一季度和2023年二季度之和; of a chain 高于阿里云，阿里云高于华为云."""
    told, before = [], ""
    for link in figure.chain:
        plus = [_term(term, vocabulary) for term in link.terms if term.factor > 0]
        less = [_term(term, vocabulary) for term in link.terms if term.factor < 0]
        of = plus[0] if len(plus) == 1 else f"{listed(plus)}之和"
        of = "减".join([of, *less])
        verb = {"above": "高于", "below": "低于", "same": "等于"}[link.relation]
        told.append(f"{before}{verb}{of}")
        before = of
    return "，".join(told)


def _term(term: Operand, vocabulary: Vocabulary) -> str:
    who = entity(term.entity, vocabulary) if term.entity else ""
    when = period(term.period, term.entity or "", vocabulary) if term.period else ""
    what = metric(term.metric, vocabulary) if term.metric else ""
    name = composed(who, when, "", what, "")
    return name if abs(term.factor) == 1 else f"{name}的{exact_text(abs(term.factor))}倍"


def speaker(claim: Claim, facts: Facts) -> str:
    """Who says so: a source, an entity, or the author of the document itself."""
    document = facts.documents.get(claim.document)
    if claim.source == claim.document and document is not None:
        return author(document)
    source = facts.vocabulary.sources.get(claim.source)
    return clipped(_name(source)) if source else entity(claim.source, facts.vocabulary)


def author(document: Document) -> str:
    """Who wrote a document, without the byline's brackets; else who published it, or its title."""
    return clipped(document.author.split(" (")[0] or document.publisher) or title(document)


def title(document: Document) -> str:
    """A document's title, in quotes: it stands among names of people and houses."""
    text = clipped(document.title)
    return f"《{text}》" if is_chinese(text) or in_chinese() else f"“{text}”"


def attribution(claim: Claim, facts: Facts, *, speaks: bool = False) -> str:
    """Who says so and where: `IDC, in 界面新闻`; in Chinese 国际数据公司，见界面新闻.

    `speaks` where it stands before what is said: 国际数据公司在界面新闻.
    """
    who = speaker(claim, facts)
    document = facts.documents.get(claim.document)
    if document is None:
        return who
    where = clipped(document.publisher) or title(document)
    if where in ("", who):
        return who
    if speaks and in_chinese():
        return f"{who}在{where}"
    return worded("{who}, in {where}", who=who, where=where)
