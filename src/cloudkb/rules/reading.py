"""Rules about facts by themselves: what cannot be read, or stands in the base twice."""

from cloudkb.rules.rule_record import CLAIMS, DOCUMENT, FORMULA, REVENUE, Rule, revenue

_DEFAULTS = """\
scopes:
  before: {{name: Before, means: Without logistics, default_for: {first}, of: [aliyun]}}
  after: {{name: After, means: With logistics, default_for: 2023-04/.., of: [aliyun]}}
"""
_SERVERS = "  - {{id: servers, entity: aliyun, metric: servers, period: 2023-06-30, figure: {}}}\n"

READING: tuple[Rule, ...] = (
    Rule(
        "bad-date",
        "error",
        "a date that is none, or does not exist",
        "When something was said or published decides what was known then; a guess would sort "
        "and filter wrongly without anybody noticing.",
        CLAIMS + "  - {id: cut, entity: aliyun, metric: price_cut, figure: 2024-02-30}\n",
        CLAIMS + "  - {id: cut, entity: aliyun, metric: price_cut, figure: 2024-02-29}\n",
        "Write the day as 2024-02-29, the month as 2024-02, the year as 2024; add ~ when it is "
        "approximate and ? when it is inferred.",
    ),
    Rule(
        "bad-figure",
        "error",
        "a figure that cannot be read",
        "A figure stands for an exact interval. Text that could be read in two ways, or in none, "
        "would put a number into the base that nobody printed.",
        CLAIMS + "  - {id: share, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023Q3, figure: 26.7%%}\n",
        CLAIMS + "  - {id: share, entity: aliyun, metric: market_share, in: china-public-cloud, "
        "period: 2023Q3, figure: 26.7%}\n",
        "The finding points to the character at fault and names the nearest form that can be "
        "read; `cloudkb figure TEXT` shows what any text will be taken to mean.",
    ),
    Rule(
        "bad-formula",
        "error",
        "a formula that cannot be read",
        "A formula is held against every figure of its metrics. Half understood, it would call "
        "sound figures wrong, or wrong ones sound.",
        "formulas:\n  gross-profit: gross_profit = revenue minus cost\n",
        FORMULA,
        "The finding points to the character at fault. A formula has two sides and one =, ids of "
        "metrics, numbers, + - * / and brackets, months, days, and average of a snapshot.",
    ),
    Rule(
        "bad-period",
        "error",
        "a period that cannot be read",
        "The period says which figures are about the same time. One that is misread would be "
        "compared with the wrong ones.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023Q5, "
        "figure: 497亿元}\n",
        REVENUE,
        "Write 2023, 2023H1, 2023Q3, 2023-09, FY2024Q3, 2022-03/2023-03 for a span, 2019..2023 "
        "for a series, 2019/.. for what goes on. A fiscal period needs `fiscal_year` on its "
        "entity. `cloudkb figure --period TEXT` shows what a period means.",
    ),
    Rule(
        "bad-value",
        "error",
        "a value that its key cannot hold",
        "Keys such as kind, unit and grade know a few words, ids a few letters; anything else "
        "would be kept and mean nothing.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, "
        "figure: 497亿元, kind: guess}\n",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, "
        "figure: 497亿元, kind: estimate}\n",
        "The finding says what the key takes. Readings that the text leaves open go under "
        "`either`; what fits no key goes into `note`.",
    ),
    Rule(
        "limit",
        "error",
        "a file beyond what fact files need",
        "Deep nesting, aliases and endless scalars are how a small file stops a program. Real "
        "facts need none of them, so the file is refused before it costs anything.",
        DOCUMENT + "claims: " + "[" * 80 + "]" * 80 + "\n",
        REVENUE,
        "Split the file: one document each. Write what is repeated as the defaults of a group of "
        "claims.",
    ),
    Rule(
        "missing-key",
        "error",
        "a fact without something it cannot do without",
        "A claim needs an entity, and a figure about a metric or a sentence; without one "
        "of them it claims nothing that could be found again.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1}\n",
        REVENUE,
        "Add the key the finding names. A sentence has `says` and neither metric nor figure.",
    ),
    Rule(
        "not-filled-in",
        "error",
        "a value that is still a ?",
        "A draft leaves open what its text does not say. Guessed by the reader, it would be a "
        "claim that nobody made.",
        CLAIMS + "  - entity: aliyun\n    metric: revenue\n    period: ?\n    figure: 497亿元\n",
        REVENUE,
        "Look into the source and write what it says in place of the `?`, in quotes or not. What "
        "it does not say, and the key need not, is taken out.",
    ),
    Rule(
        "odd-count",
        "note",
        "of what is counted a part of one",
        "Nobody runs 58.4 servers: the 万 or million that stands over a column, or behind the last "
        "number of a row of them, was lost. The figure is read as printed, and contradicts others.",
        CLAIMS + _SERVERS.format(58.4),
        CLAIMS + _SERVERS.format("58.4万台"),
        "Look at the source for the scale word. Averages (`over_time: level`) may be parts of one; "
        "so may staff in full-time equivalents: a note fails nothing but `--strict`.",
    ),
    Rule(
        "odd-range",
        "note",
        "a range whose ends lie a factor of 500 or more apart",
        "From $41 million to $43 billion is no range that anybody means: a scale word was taken "
        "for another. The range is read as printed, and holds nearly anything.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, "
        "figure: 47万-49亿元}\n",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, "
        "figure: 47亿-49亿元}\n",
        "Look at the source. Where it is wrong itself, enter what it prints, and doubt it: a note "
        "fails nothing but `--strict`.",
    ),
    Rule(
        "overlapping-defaults",
        "error",
        "two defaults that give one figure two meanings",
        "A figure without a scope stands on one basis, the one in use. Where two scopes claim to "
        "be it for the same entity, metric and days, the later one is left out.",
        _DEFAULTS.format(first="../2023-06") + CLAIMS + revenue("quarter", "2023Q3", "276亿元"),
        _DEFAULTS.format(first="../2023-03") + CLAIMS + revenue("quarter", "2023Q3", "276亿元"),
        "Let one span of `default_for` end where the other begins, or set them apart by `of`, "
        "`metrics` or `said`.",
    ),
    Rule(
        "repeated-claim",
        "warning",
        "one claim entered twice",
        "The same source saying the same of the same thing on the same day is one witness; "
        "entered twice it would count as two.",
        REVENUE
        + "  - {id: again, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元}\n",
        REVENUE,
        "Take one out, or write what sets them apart: scope, period, source or date.",
    ),
    Rule(
        "repeated-formula",
        "warning",
        "a formula that says what is said already",
        "Whatever it finds would be told twice, under two names, and an exception for one would "
        "leave the other. It is left out.",
        "formulas:\n  margin: gross_profit = gross_margin * revenue\n",
        FORMULA,
        "Keep the short form (`ratio_of`, `at_most`), which has a name of its own; of two "
        "formulas that can be turned into each other keep one.",
    ),
    Rule(
        "repeated-id",
        "error",
        "two facts of one name",
        "Exceptions, replacements and answers name claims by id; with two of one id nobody knows "
        "which is meant.",
        CLAIMS
        + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元}\n"
        + "  - {id: revenue, entity: tianyi-cloud, metric: revenue, period: 2023H1, "
        "figure: 459亿元}\n",
        CLAIMS
        + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, figure: 497亿元}\n"
        + "  - {id: revenue-tianyi, entity: tianyi-cloud, metric: revenue, period: 2023H1, "
        "figure: 459亿元}\n",
        "Give the later one another id. Ids of claims must differ within their document, all "
        "others within the base. Two claims that write none and say the same but for their "
        "figures are a note: the later one is called by some digits more, until one has an id.",
    ),
    Rule(
        "repeated-key",
        "error",
        "a key that stands twice in one mapping",
        "YAML lets the later value win in silence: one of two figures would be lost.",
        CLAIMS
        + "  - id: revenue\n    entity: aliyun\n    metric: revenue\n    period: 2023H1\n"
        + "    figure: 497亿元\n    figure: 479亿元\n",
        CLAIMS
        + "  - id: revenue\n    entity: aliyun\n    metric: revenue\n    period: 2023H1\n"
        + "    figure: 497亿元\n",
        "Keep one. Where the text allows two readings, list them under `either`.",
    ),
    Rule(
        "stale-base",
        "warning",
        "the base was not built from these facts",
        "Whoever opens cloudkb.db without this tool would be answered from other facts than the "
        "files hold. A warning; an error where the base is locked, as in CI.",
        "# a fact is changed, and committed without its base\n$ git commit -a\n"
        "$ cloudkb validate --locked\n",
        "$ cloudkb build\n$ git commit -a\n$ cloudkb validate --locked\n",
        "Run `cloudkb build` and commit cloudkb.db with the facts; the hook `cloudkb-build` for "
        "pre-commit does it.",
        "shell",
    ),
    Rule(
        "unfit-unit",
        "error",
        "a figure that does not fit its metric",
        "A share is a ratio and revenue is money; a figure in another unit belongs to another "
        "metric, or a sign was lost on the way.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, "
        "figure: 26.7%}\n",
        REVENUE,
        "Check the metric, then the unit. A change of a ratio is in points: -5.8pp yoy.",
    ),
    Rule(
        "unknown-key",
        "error",
        "a key that means nothing here",
        "A mistyped key would be dropped in silence, and what it was to say with it.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, periode: 2023H1, "
        "period: 2023H1, figure: 497亿元}\n",
        REVENUE,
        "The finding names the nearest key there is. What has no key goes into `note`.",
    ),
    Rule(
        "unknown-name",
        "error",
        "a name nobody has declared",
        "Entities, metrics, sources and scopes are a vocabulary: a name that is only nearly "
        "right would start a second history of the same thing.",
        CLAIMS + "  - {id: revenue, entity: aliyum, metric: revenue, period: 2023H1, "
        "figure: 497亿元}\n",
        REVENUE,
        "Take the name the finding offers, or declare the new one in facts/entities.yaml, "
        "metrics.yaml or sources.yaml. `cloudkb list` shows what there is.",
    ),
    Rule(
        "unreadable-parquet",
        "error",
        "a Parquet file that cannot be read, or not without what is not installed",
        "Nothing of the file is in the base then, nor in any answer. What was told of its claims "
        "elsewhere is not held against them.",
        "# a clone with facts/filings.parquet, on a machine without DuckDB\n$ cloudkb validate\n",
        '$ pip install "cloudkb[parquet]"\n$ cloudkb validate\n',
        "Install the extra: it brings DuckDB, which reads the file in memory and is shut off from "
        "other files, extensions and the network. Where the file itself is damaged, write it "
        "again from its source.",
        "shell",
    ),
    Rule(
        "yaml-syntax",
        "error",
        "a file that is no YAML",
        "Nothing of the file can be trusted from there on, so all of it is left out.",
        CLAIMS + "  - {id: revenue, entity: aliyun, metric: revenue, period: 2023H1, "
        "figure: 497亿元\n",
        REVENUE,
        "The finding points to where reading stopped; the fault is there or just before: an "
        "open bracket or quote, a tab, an indent that fits nothing.",
    ),
    Rule(
        "yaml-trap",
        "error",
        "text that YAML reads as something else",
        "Some signs that sources print are YAML's own: after a space, # starts a comment, > and "
        "| start a block, and a comma ends a value between braces. The value is then cut or "
        "lost without a word. Others, as ? between braces or a tab between words, one YAML "
        "reader takes and the next one stops at, so that the file is lost on another machine.",
        CLAIMS
        + "  - id: rank\n    entity: aliyun\n    metric: market_share\n"
        + "    in: china-public-cloud\n    period: 2023Q3\n    figure: #1\n",
        CLAIMS
        + "  - id: rank\n    entity: aliyun\n    metric: market_share\n"
        + '    in: china-public-cloud\n    period: 2023Q3\n    figure: "#1"\n',
        'Put the text in quotes: figure: "#1", figure: \'> 50%\', {figure: "10,093亿元"}, '
        '{period: "2023Q4?"}.',
    ),
)
"""By name."""
