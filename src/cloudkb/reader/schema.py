"""The JSON Schema of fact files, with this base's names, for editors."""

import re
from collections.abc import Iterable, Mapping

from cloudkb import figures
from cloudkb.model import JsonObject, Vocabulary
from cloudkb.periods.pattern import pattern
from cloudkb.periods.period_texts import LONGEST
from cloudkb.reader import (
    accepted_disputes,
    claim_keys,
    documents,
    fiscal_years,
    metric_vocabulary,
    vocabulary,
)
from cloudkb.reader.scope_defaults import ALWAYS
from cloudkb.words import UNIT_KINDS

_SAYS = {
    "id": "A short name: small letters, digits, hyphens. Claims are called document/id; "
    "one without is called by what it says.",
    "name": "The name in English.",
    "name_zh": "The name in Chinese.",
    "aliases": "Other names it goes by, in any language.",
    "kind": "What sort of thing it is.",
    "part_of": "The entity it belongs to.",
    "fiscal_year": "The fiscal year, its parts' too: {ends: 03-31, named_for: end}.",
    "ends": "Last day of the fiscal year, MM-DD: 03-31.",
    "named_for": "The calendar year that names it: the one of its end (when left out) or start.",
    "fiscal_year_ends": "Last day of the fiscal year, MM-DD, named for its end: 03-31.",
    "note": "Anything else worth knowing, in your own words.",
    "unit": "money, ratio, count, date (when it happened), entity (a link), a unit of "
    "measure: GWh, or a rate: money per share.",
    "over_time": "adds: periods add up. snapshot: as of a day. level: of the whole period. fixed.",
    "negative": "allowed, when values may be negative (profit).",
    "values": "one: two values at one time conflict. many: they do not.",
    "share_of": "The metric this is a share of, in the entity named by `in`.",
    "ratio_of": "Two metrics: this is the first divided by the second.",
    "at_most": "A metric this one never exceeds.",
    "counted": "Names a count counts that look like units: GPU, TEU.",
    "ahead": "yes, when values are known before their period is over (contract values).",
    "parts_at_most": "no, where a part may be above its whole (internal sales count).",
    "direction": "lower, where less is better (cost, churn): which side of a target is.",
    "extreme": "greatest or least of many values: 'up to 55%' is then the value, no bound.",
    "only": "A link metric: this link states that one and excludes others.",
    "grade": "The weight of its word.",
    "works_for": "The entity a source speaks for: its word on that, or its parts, is theirs.",
    "means": "What the definition is, in a sentence.",
    "stated_in": "The document that states the definition.",
    "default_for": "always, or the days in which figures without a scope stand on this one.",
    "metrics": "The metrics a default holds for; all that are measured when left out.",
    "said": "When a figure has to be said for a default to hold: ../2023-08.",
    "format": "The version of this format.",
    "title": "The title as printed.",
    "author": "Who wrote it.",
    "publisher": "Who published it.",
    "published": "When: 2024-03-26, 2024-03~ (about), 2024?",
    "language": "zh, en, …",
    "currency": "ISO 4217: what 亿 or a growth is in that names none; what the books are in.",
    "url": "Where it can be read.",
    "archived": "Where a copy is kept.",
    "accessed": "When it was read.",
    "origin": "What it copies: a document (of a document) or a claim (of a claim).",
    "where": "The paragraph: p37 is the 37th line that is not empty, the title being p1.",
    "entity": "Whom or what the claim is about.",
    "metric": "What is measured.",
    "in": "The market, company or customer group it is measured in.",
    "scope": "The definition it is measured by.",
    "period": "2023, 2023H1, 2023Q3, 2023-09, FY2024Q3, 2022-03/2023-03, 2019/.., 2019..2023",
    "figure": "As printed: 23.64亿元, 26.7%, -5.8pp yoy, rank 2-4, above 2023Q1 + 2023Q2",
    "either": "Two readings or more that the text allows.",
    "says": "A sentence in your own words, instead of metric and figure.",
    "source": "Who says so; the document itself when left out.",
    "date": "When it was said; the document's date when left out.",
    "exact": "yes, when every printed digit counts.",
    "decimals": "To how many decimals the value is rounded, as filings state it: -6, 0, INF.",
    "supersedes": "The claim this one restates, or a list of several.",
    "disputes": "The claim this one disagrees with, in words.",
    "same_as": "Of a sentence: the claim that says the same, or a list of several.",
    "claims": "The claims; with metric, period, source beside it, those are defaults for them.",
    "doubt": "The claim, or identity, set aside in all reasoning.",
    "reason": "Why, so that a reader can follow.",
    "ignored": "Numbers of its text that are no claim of anybody, for `cloudkb audit`.",
    "text": "A number as printed; left out: whatever the paragraph prints.",
    "narrow": "The scope that is part of the wide one.",
    "wide": "The scope that contains the narrow one.",
    "same": "Two scopes that mean the same.",
    "of": "The entities it holds for.",
    "whole": "The entity that is the sum.",
    "parts": "The entities that add up to it.",
    "complete": "no, when the whole may be more than the parts.",
    "is": "The equation: gross_profit = revenue - cost, arpu = revenue / months / average of users",
}


def schema(words: Vocabulary, documents_known: Iterable[str] = ()) -> JsonObject:
    """JSON Schema (draft-07, which editors' YAML servers read best) of a fact file.

    Names of this base are offered as enumerations, and periods and dates have a pattern;
    figures stay free text, since their grammar says more than a pattern could. Whatever the
    reader takes passes; the calendar and what hangs together over files only the reader knows.
    """
    names = _names(words, documents_known)
    # a claim may take back what its group or its document gives it
    taken_back = {
        **names,
        "scope": _or(names["scope"], vocabulary.PLAIN),
        "in": _or(names["in"], vocabulary.NONE),
    }
    of_claims = _fields(claim_keys.CLAIM_KEYS, taken_back)
    member = _closed(of_claims)
    alone = {
        **member,
        "required": ["entity"],
        "anyOf": [
            {"required": ["metric", "figure"]},
            {"required": ["metric", "either"]},
            {"required": ["says"]},
        ],
    }
    group = _closed(
        {
            **_fields(claim_keys.GROUP_KEYS - {"claims"}, taken_back),
            "claims": {"type": ["array", "null"], "items": {"$ref": "#/definitions/member"},
                       "description": _SAYS["claims"]},
        }
    )  # fmt: skip
    group["required"] = ["claims"]
    by_id = {key: _by_id(key, names) for key in ("entities", "metrics", "sources", "scopes")}
    claim_names = _one_or_list({"type": "string"})
    lists = {key: _list(key, names) for key in ("totals", "scope_relations")}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A fact file of cloudkb",
        **_closed(
            {
                "settings": {**_record("settings", names), "type": ["object", "null"]},
                **by_id,
                **lists,
                "formulas": _formulas(names),
                "comparable": {"type": ["array", "null"],
                               "items": {"type": "array", "minItems": 2, "items": names["entity"]}},
                "document": {
                    **_closed(
                        _fields(
                            documents.KEYS,
                            {**names, "origin": names["document"], "ignored": _ignored(names)},
                        )
                    ),
                    "required": list(documents.REQUIRED),
                },
                "claims": {
                    "type": ["array", "null"],
                    "items": {
                        "if": {"required": ["claims"]},
                        "then": {"$ref": "#/definitions/group"},
                        "else": {"$ref": "#/definitions/claim"},
                    },
                },
                "exceptions": {
                    "type": ["array", "null"],
                    "items": {
                        **_closed(
                            _fields(accepted_disputes.KEYS, {**names, "claims": claim_names})
                        ),
                              "required": list(accepted_disputes.REQUIRED)},
                },
            }
        ),
        "definitions": {"claim": alone, "member": member, "group": group, **_times()},
    }  # fmt: skip


_TEXT: JsonObject = {"type": ["string", "number", "boolean"]}
_YEAR_END = (
    "^(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)$"
)
_PERIOD: JsonObject = {"allOf": [{"$ref": "#/definitions/period"}]}
_DATE: JsonObject = {"allOf": [{"$ref": "#/definitions/date"}]}
_DATE_OR_LINK: JsonObject = {
    "anyOf": [{"type": "string", "pattern": "^https?://"}, {"$ref": "#/definitions/date"}]
}


def _one_or_list(one: JsonObject) -> JsonObject:
    """One name alone counts as a list of one."""
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _times() -> JsonObject:
    """Periods and dates; a bare year is a number to editors, any other spelling a text."""
    year = {"type": ["string", "integer"], "minimum": 1, "maximum": 9999, "maxLength": LONGEST}
    return {
        "period": {
            **year,
            "pattern": pattern(),
            "patternErrorMessage": "no period: write 2023, 2023H1, 2023Q3, 2023-09, 2024-02-29, "
            "FY2024Q3, 2022-03/2023-03, 2019/.. or 2019..2023",
        },
        "date": {
            **year,
            "pattern": pattern(date=True),
            "patternErrorMessage": "no date: write 2024-02-29, 2024-02 or 2024; 2024-02~ is about",
        },
    }


def _names(words: Vocabulary, documents_known: Iterable[str]) -> dict[str, JsonObject]:
    entities, metrics = _enum(words.entities), _enum(words.metrics)
    trackers = [key for key, one in words.sources.items() if one.kind == "tracker"]
    scopes = _enum([*words.scopes, *trackers])
    several = {
        "of": entities, "parts": entities, "ratio_of": metrics, "metrics": metrics,
        "same": scopes, "aliases": _TEXT, "supersedes": {"type": "string"},
        "same_as": {"type": "string"}, "counted": _TEXT,
    }  # fmt: skip
    return {
        "entity": entities,
        "in": entities,
        "part_of": entities,
        "works_for": entities,
        "whole": entities,
        "metric": metrics,
        **dict.fromkeys(("share_of", "at_most", "only"), metrics),
        "scope": scopes,
        "narrow": scopes,
        "wide": scopes,
        "source": _enum([*words.sources, *words.entities]),
        "document": _enum(documents_known),
        "stated_in": _enum(documents_known),
        **{key: _one_or_list(one) for key, one in several.items()},
        "either": {"type": "array", "items": _TEXT, "minItems": 2},
        "unit": _unit(),
        "over_time": _enum(metric_vocabulary.OVER_TIME),
        "grade": _enum(vocabulary.GRADES),
        "values": _enum(("one", "many")),
        "negative": _enum(("allowed", "no")),
        "direction": _enum(metric_vocabulary.DIRECTIONS),
        "extreme": _enum(metric_vocabulary.EXTREMES),
        "exact": {"enum": ["yes", "no", "true", "false", True, False]},
        "decimals": {"type": ["string", "integer"], "pattern": f"^(?:{figures.DECIMALS.pattern})$"},
        **{
            key: {"enum": ["yes", "no", True, False]}
            for key in ("complete", "ahead", "parts_at_most")
        },
        "period": _PERIOD,
        "said": _PERIOD,
        "default_for": {"anyOf": [{"const": ALWAYS}, {"$ref": "#/definitions/period"}]},
        "date": _DATE,
        "published": _DATE,
        "accessed": _DATE_OR_LINK,
        "archived": _DATE_OR_LINK,
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "where": {"type": "string", "pattern": "^p[1-9][0-9]{0,5}$"},
        "fiscal_year": _fiscal_year(),
        "fiscal_year_ends": {"type": "string", "pattern": _YEAR_END},
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
        "kind": _TEXT,
        "claim_kind": _enum(claim_keys.KINDS),
    }


def _ignored(names: Mapping[str, JsonObject]) -> JsonObject:
    one = {
        **_closed(_fields(documents.IGNORED, names)),
        "required": ["reason"],
        "anyOf": [{"required": ["text"]}, {"required": ["where"]}],
    }
    return {"type": ["array", "null"], "items": one}


def _fiscal_year() -> JsonObject:
    names = {
        "ends": {"type": "string", "pattern": _YEAR_END},
        "named_for": _enum(fiscal_years.NAMED_FOR),
    }
    return {**_closed(_fields(fiscal_years.FISCAL_YEAR, names)), "required": ["ends"]}


def _unit() -> JsonObject:
    """Units of metrics: the common ones to choose from, any other by its symbol."""
    named = "|".join(re.escape(name).replace("\\ ", " ") for name in sorted(figures.unit_names()))
    rate = f"^(?:money|count|{named})(?: per (?:{figures.THING}|{named}))?$"
    return {"anyOf": [_enum([*UNIT_KINDS, *figures.COMMON]), {"type": "string", "pattern": rate}]}


def _enum(words: Iterable[str]) -> JsonObject:
    known = sorted(set(words))
    return {"type": "string", "enum": known} if known else {"type": "string"}


def _or(names: JsonObject, word: str) -> JsonObject:
    """Names of a kind, or a word beside them."""
    return _enum([*names["enum"], word]) if "enum" in names else names


def _fields(keys: Iterable[str], names: Mapping[str, JsonObject]) -> JsonObject:
    made = {}
    chosen = set(keys)
    for key in sorted(chosen):
        claim_kind = key == "kind" and "figure" in chosen
        kind = names["claim_kind"] if claim_kind else names.get(key, _TEXT)
        made[key] = {**kind, "description": _SAYS[key]}
    if "figure" in chosen:
        made["kind"]["description"] = "observation when left out."
    return made


def _closed(properties: JsonObject) -> JsonObject:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _record(key: str, names: Mapping[str, JsonObject]) -> JsonObject:
    made = _closed(_fields(vocabulary.KEYS[key], names))
    if key in vocabulary.REQUIRED:
        made["required"] = list(vocabulary.REQUIRED[key])
    return made


def _by_id(key: str, names: Mapping[str, JsonObject]) -> JsonObject:
    pattern = "^[a-z][a-z0-9_]*$" if key == "metrics" else "^[a-z][a-z0-9-]*$"
    return {
        "type": ["object", "null"],
        "propertyNames": {"pattern": pattern},
        "additionalProperties": _record(key, names),
    }


def _formulas(names: Mapping[str, JsonObject]) -> JsonObject:
    """A formula is a text, or a mapping that holds it."""
    made = _by_id("formulas", names)
    text = {"type": "string", "description": _SAYS["is"]}
    return {**made, "additionalProperties": {"anyOf": [text, made["additionalProperties"]]}}


def _list(key: str, names: Mapping[str, JsonObject]) -> JsonObject:
    return {"type": ["array", "null"], "items": _record(key, names)}
