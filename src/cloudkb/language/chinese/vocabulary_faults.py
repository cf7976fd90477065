"""What is wrong with entities, metrics, sources, scopes and what ties them, and what to do."""

MESSAGES = {
    "settings stand in the base already: {file}:{line}": "事实库已有设置：{file}:{line}",
    "format {written} is newer than this cloudkb reads ({format})": (
        "格式{written}太新，这个cloudkb只能读到格式{format}"
    ),
    "update cloudkb": "请升级cloudkb",
    "there is no format {written}": "没有格式{written}",
    "write format: {format}": "写成format: {format}",
    "{name} is declared already: {file}:{line}": "{name}已经声明过：{file}:{line}",
    "give one of them another id, or take one out": "给其中一个换个id，或删去一个",
    "{word} is the word for {what}, and cannot be an id": "{word}专指“{what}”，不能作id",
    "no market or company": "无市场或公司",
    "no scope": "不注明口径",
    "add to it: {word}-of-ours": "加长，如{word}-of-ours",
    # --- totals, relations of scopes, comparable markets
    "a total names something twice: it is no part of itself, and each part counts once": (
        "总计中有重复：整体不是自身的部分，每个部分只算一次"
    ),
    "take the repeated one out of parts": "从parts中删去重复的",
    "a scope relation says narrow and wide, or same": "口径关系写narrow和wide，或写same",
    "write narrow: external, wide: with-internal; or same: [a, b]": (
        "写成narrow: external, wide: with-internal，或same: [a, b]"
    ),
    "a scope relation names {narrow} twice: a scope lies in no way to itself": (
        "口径关系中{narrow}出现两次：口径与自身没有宽窄之分"
    ),
    "name another scope, or take the relation out": "写另一口径，或删去这个关系",
    "{metric} may be negative, so a part of it may exceed the whole": (
        "{metric}可以为负，所以部分可能大于整体"
    ),
    "only same: [a, b] can be said of it": "对它只能写same: [a, b]",
    "comparable is a list of lists of markets": "comparable由若干组市场组成",
    "write - [one-market, another-market]": "写成- [one-market, another-market]",
    "a market is named twice: it is comparable with itself anyway": (
        "市场重复：市场与自身总是可比的"
    ),
    "take the repeated one out, or name another market": "删去重复的，或写另一个市场",
    # --- circles
    "{name} is part_of itself": "{name}的part_of指向自身",
    "{name} is a share of itself": "{name}成了自身的份额",
    "{name} is a ratio of itself": "{name}成了自身的比率",
    "{name} is at most itself": "{name}的at_most指向自身",
    "{name} excludes itself": "{name}的only指向自身",
    "take its {link} out, or name another one": "删去{link}，或改写另一个",
    "take one {link} of the circle out": "删去循环中的一个{link}",
    "scope relations of {metric} lead from {narrow} to {wide} and back: each would be within the "
    "other": ("{metric}的口径关系由{narrow}到{wide}又回到起点：两者会互相包含"),
    "take one out; if they are one definition: same: [{narrow}, {wide}]": (
        "删去一个；若本是同一口径，写same: [{narrow}, {wide}]"
    ),
    "{whole} is a part of itself: {parts}, a part of it here, holds it by a total or by part_of": (
        "{whole}成了自身的部分：{parts}在这里是它的部分，而在别的总计或part_of中又包含它"
    ),
    "take this total or the other one out": "删去这个总计或另一个",
    # --- units
    "{one} is in {unit}, {other} in {other_unit}: one never exceeds the other": (
        "{one}的单位是{unit}，{other}的单位是{other_unit}：无从比较大小"
    ),
    "{one} is in {unit}, {other} in {other_unit}: one over the other is not in {ratio}": (
        "{one}的单位是{unit}，{other}的单位是{other_unit}：两者之比的单位不是{ratio}"
    ),
    "{one} is in {unit}, {other} in {other_unit}: their ratio needs a factor": (
        "{one}的单位是{unit}，{other}的单位是{other_unit}：两者之比还差一个倍数"
    ),
    "name metrics in units that fit, or take {key} out": "换用单位相配的指标，或删去{key}",
    # --- fiscal years
    "{ends} is no day of a year": "{ends}不是一年中的某一天",
    "write month and day: 03-31": "写月和日：03-31",
    "{name} gives its fiscal year twice: fiscal_year and fiscal_year_ends": (
        "{name}的财年写了两次：fiscal_year和fiscal_year_ends"
    ),
    "keep fiscal_year, which says what it is named for, too": (
        "保留fiscal_year，它还说明以哪一年命名"
    ),
    # --- metrics
    "counted is for metrics with unit count": "counted只用于unit: count的指标",
    "write unit: count": "写成unit: count",
    "{name!r} is no name of a counted thing": "“{name}”不是计数对象的名称",
    "take it out: 台, 辆, 人 and their like are read wherever things are counted": (
        "删去：凡计数之处，台、辆、人之类都能读"
    ),
    "write it in each claim, or once for a group of them: - {{{key}: …, claims: […]}}": (
        "写在每条说法里，或在一组说法上写一次：- {{{key}: …, claims: […]}}"
    ),
    "write counted: [GPU, TEU]": "写成counted: [GPU, TEU]",
    "ratio_of names two metrics, part and whole": "ratio_of要写两个指标：部分和整体",
    "write ratio_of: [gross_profit, revenue]": "写成ratio_of: [gross_profit, revenue]",
    "ratio_of names {metric} twice: such a ratio is always 1": (
        "ratio_of中{metric}出现两次：这样的比率总是1"
    ),
    "add over_time: adds, snapshot (as of a day), level or fixed": (
        "补上over_time: adds（可累加）、snapshot（时点）、level（整个期间）或fixed（固定）"
    ),
    "a count must say how it adds up over time ({name})": (
        "计数指标要说明随时间怎样累计（{name}）"
    ),
    "a metric in {unit} must say how it adds up over time ({name})": (
        "单位为{unit}的指标要说明随时间怎样累计（{name}）"
    ),
    "{key} is for metrics with unit {needed}, and this is {unit}": (
        "{key}只用于unit: {needed}的指标，这里是{unit}"
    ),
    "write unit: {needed}, or take {key} out": "写成unit: {needed}，或删去{key}",
    # --- scopes that plain figures stand on
    "{text} is no span of days": "{text}不是一段时间",
    "write 2023-04/.., ../2021-03 or 2021-04/2023-03": (
        "写成2023-04/..、../2021-03或2021-04/2023-03"
    ),
    "write 2023-04/.., ../2021-03 or 2021-04/2023-03; {always}, when it holds for all days": (
        "写成2023-04/..、../2021-03或2021-04/2023-03；始终适用的写{always}"
    ),
    "plain would mean {first} and {second} for one figure: {first} is a default already "
    "({place})": ("同一数字会有{first}和{second}两种默认口径：{first}已是默认口径（{place}）"),
    "{key} says for what a default holds, and this scope is none": (
        "{key}说明默认口径用于什么，而这个口径不是默认口径"
    ),
    "write default_for: {always} beside it, or take {key} out": (
        "同时写上default_for: {always}，或删去{key}"
    ),
    "no {kind} is called {name}: the default holds for nothing of it": (
        "没有名为{name}的{kind}：默认口径用不到它"
    ),
    "let one span of default_for end where the other begins, or set them apart by of, metrics or "
    "said": ("让一个default_for在另一个开始时结束，或用of、metrics、said分开"),
}
