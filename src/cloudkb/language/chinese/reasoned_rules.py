"""Why each rule about what figures prove, and about texts, is one, and what to do."""

MESSAGES = {
    "A trend compares each value with the one before. Where the basis in use changes between the "
    "two, a rise may be nothing but the other definition: the step is left out.": (
        "走势是逐期比较。两期之间默认口径若变了，上升可能只是换了口径，所以略去这一步。"
    ),
    "If the source compares on one basis, give the claim that `scope`. If not, leave it: the other "
    "steps count.": "来源若按同一口径比较，就给说法写上该`scope`；否则不必改，其余各步照算。",
    "Figures without a scope share one basis. These clash, and somebody states another scope for "
    "the same quantity: a source that prints no scope may mean that one. Otherwise a figure is "
    "wrong.": (
        "不注明口径的数字按同一口径理解。这几个数字不相容，而同一数据项另有说法注明了别的口径：未注明口径的来源"
        "也许用的正是那个口径；否则就是有数字错了。"
    ),
    "Find out what each figure covers. What means another definition gets that `scope`. If both "
    "mean the same, look up the figures; what must stay as it is printed goes into an exception "
    "with a reason (`cloudkb validate --accept` writes it out).": (
        "查明每个数字的口径。口径不同的，写上`scope`；口径相同的，核对数字。原文确实如此的，"
        "写一条例外并说明理由（`cloudkb validate --accept`可代为写出）。"
    ),
    "No values lie in all the intervals these figures stand for, whatever was rounded: the finding "
    "proves it line by line. At least one of them is wrong, or does not mean what it was entered "
    "as.": (
        "无论怎样四舍五入，都没有数值能同时落在这些数字的区间里：问题中有逐步证明。至少有一个数字错了，"
        "或录入时理解错了。"
    ),
    "Look up the first suspect, then the others: a digit, a unit, a period, a basis. If the sources "
    "themselves disagree, accept the dispute as an exception with a reason (`cloudkb validate "
    "--accept` writes it out); nothing is then built on the doubted one.": (
        "先核对嫌疑最大的，再看其他：数字、单位、期间、口径。若来源之间本就不一致，写一条例外接受争议并说明理由"
        "（`cloudkb validate --accept`可代为写出），存疑的数字从此不再用于推算。"
    ),
    "Either the text or the base is wrong, or they speak of two things that look like one. A "
    "reader who looks it up finds the other number.": (
        "不是文稿错了，就是库里错了，或者说的是貌似相同的两件事。读者一查，查到的是另一个数。"
    ),
    "The finding names the claim, by how much the text differs and the slip that would explain it. "
    "Compare both with what was printed; where the text means another definition, let it say so.": (
        "问题会指出是哪条说法、相差多少、可能是什么笔误。两者都与原文核对；文稿若用的是别的口径，请写明。"
    ),
    "`default_for` says what a figure without a scope means. This one holds for no claim, or for "
    "nothing that is declared: often a slip in the days, or in a name.": (
        "`default_for`规定不注明口径的数字是什么意思。这一条没有说法用到，或所指的对象没有声明：多半是日期或名称写错了。"
    ),
    "See whether `of`, `metrics` and the days are what was meant. If so, keep it for what will "
    "come, or take it out.": "看看`of`、`metrics`和日期是否写对。若没写错，可留待以后，也可删去。",
    "No entity has two of its metrics in one period, on one basis and in one currency. It checks "
    "nothing: a metric may be misspelt, a period or a scope left out.": (
        "没有哪个主体在同一期间、同一口径、同一货币下有它的两个指标，所以它什么也核对不了：可能是指标写错，"
        "或漏了期间、口径。"
    ),
    "Enter the figures it ties, or take it out until there are some.": (
        "录入它所联系的数字，或先删去，等有了数字再加。"
    ),
    "What is ignored is not looked at. Left behind after a correction, it would hide the next "
    "number that is printed like it.": (
        "忽略的内容不再核对。原文更正后若还留着，会把下一个同样写法的数字也漏过去。"
    ),
    "Take the entry out of `ignored`, or write what the text prints now.": (
        "从`ignored`中删去这一条，或改成现在的原文。"
    ),
    "One print was rounded and the other cut, or one is older than the other. Both count as cut "
    "from here on, so that nothing false is concluded from the last digit.": (
        "一处四舍五入，另一处截尾；或一处较旧。此后两处都按截尾计，以免从末位得出错误的结论。"
    ),
    "Look up both. If the source restated the figure, let the later claim say which one it "
    "`supersedes`; if it prints both, leave them.": (
        "两处都核对。若来源重述了数字，在后一条说法上用`supersedes`指明更新的是哪条；若两种写法原文都有，就不必改。"
    ),
    "What is not entered cannot be checked, and nobody notices when it is corrected.": (
        "没有录入的无从核对，日后更正了也没人知道。"
    ),
    "Enter it as a claim; where it is no claim of anybody, list it under `ignored` of the "
    "document, with the reason. The sentence has to name whose number it is, by a name or an alias "
    "in the base.": (
        "录入为说法；不属于任何人的说法，就列在文档的`ignored`下并写明理由。句子须点明是谁的数字，"
        "所用名称或别名要在库中。"
    ),
    "Of a text that may be read in several ways (`either`) only these hold with what else is "
    "known. Whoever knows the source should say so.": (
        "有几种读法（`either`）的文字，只有这些读法与其他已知内容相容。知道来源的人应当说明。"
    ),
    "If the source bears it out, write the reading the finding names as `figure`. If not, leave "
    "it.": "若来源证实，把问题所指的读法写成`figure`；否则不必改。",
    "What states no scope was once tried on each that others state. It now stands on the basis in "
    "use; the name is still accepted, so that older command lines go on working.": (
        "以前，不注明口径的数字会按别人注明的每种口径各试一遍；现在一律按默认口径。规则名仍然保留，"
        "旧的命令行照常可用。"
    ),
    "Take the name out of command lines and settings.": "从命令行和设置中删去这个规则名。",
    "Nobody prints the number, but what is printed around it, reckoned exactly, leaves no room for "
    "it: a growth that two levels do not give, a sum that its parts exceed.": (
        "没有人公布过这个数，但由相关的数字精确推算，容不下它：增速与两期数字不合，或部分之和超过总数。"
    ),
    "The finding tells what the claims leave and how it is reckoned; `cloudkb explain` tells it of "
    "any quantity.": (
        "问题会给出由各条说法推得的区间和算法；任何数据项都可用`cloudkb explain`查看。"
    ),
    "Sources often cut digits off where they should round. These figures cannot all be rounded, "
    "and can all be right if they may have been cut: no contradiction, and no proof of care "
    "either.": (
        "来源常常该四舍五入而截尾。这些数字不可能都经过四舍五入，若有的是截尾，则都可能是对的：不算矛盾，"
        "也不说明来源严谨。"
    ),
    "Look for a print with more digits and enter that beside them. If there is none, leave them: a "
    "note fails nothing but `--strict`.": (
        "找位数更多的数字一并录入。找不到就不必改：提示不会使检查失败，除非用了`--strict`。"
    ),
    "What a quarter brought in is known when it is over. A figure said more than a week before "
    "that is most often of a fiscal quarter entered as the calendar's of the same number, or is "
    "what somebody expects. The latest day counts on which it may have been said. Not asked of "
    "links, dates, snapshots, and spans written by their months (year to date).": (
        "一个季度的业绩，要到季度结束才知道。早于期末一周以上就说出的数字，多半是把财季当成了同名的日历季度，"
        "或者只是预期。何时所说，按可能的最晚一天计。指向主体的值、日期、时点指标和按月份写的时段（年初至今）不受此限。"
    ),
    "Write the period that the source means (FY2024Q3 for the fiscal quarter), the day it was said "
    "on (`date`), or `kind: forecast` for what is expected. Where values are known before their "
    "period is over (contract values), give the metric `ahead: yes`.": (
        "写来源所指的期间（财季写FY2024Q3）、所说的日期（`date`），预期则写`kind: forecast`。期末之前就知道数值的"
        "（如合同额），给指标写上`ahead: yes`。"
    ),
    "With the doubted claim put back nothing disagrees: the dispute was settled, or a figure was "
    "corrected. An exception left behind would hide the next one and keeps a sound claim out of "
    "all reasoning.": (
        "存疑的说法放回去，已没有任何矛盾：争议已经解决，或数字已经更正。留着例外，会遮住下一处争议，"
        "还使一条没有问题的说法不参与推算。"
    ),
    "Take the exception out.": "删去这条例外。",
    "From -1 to 3 is not +400 %: over a base that may be negative, a change in percent says "
    "nothing certain about the values. It is held against other claims of the same change, and not "
    "against the figures.": (
        "从-1到3并不是+400%：基数可能为负时，百分比变化说明不了数值。它只与同一变化的其他说法核对，"
        "不与数字核对。"
    ),
    "Enter a print of the base, or of the value, from which its sign follows. If the metric is "
    "never negative, take `negative: allowed` off it.": (
        "录入基期或本期的数字，使正负可知。指标若不会为负，删去`negative: allowed`。"
    ),
    "A scope that is no default sets figures apart from all others. Whoever reads them has to be "
    "able to look up what it means.": ("非默认口径把数字与其他数字分开。读者须能查到它的含义。"),
    "Add `stated_in`: the document in which the definition stands.": (
        "补上`stated_in`：写明口径定义所在的文档。"
    ),
    "Whoever checks a claim reads the paragraph it names. A figure that is not there may be one "
    "that was never printed.": ("核对说法的人会去看它所指的段落。那里没有的数字，也许从未印出过。"),
    "Correct `where`, or the figure. Paragraphs are counted as docs/format.md says: p1 is the last "
    "line that is equal to the title.": (
        "改正`where`或数字。段落的数法见docs/format.md：p1是最后一个与标题相同的行。"
    ),
    "*{severity}*: {summary}.": "*{severity}*：{summary}。",
    "Remedy": "处理办法",
    "The top of the repository of facts.": "事实仓库的顶层目录。",
    # --- what is said in examples
    "# the base holds 497亿元 for 2023H1": "# 库中2023年上半年为497亿元",
    "# the base holds 772亿元 for 2022 and 1001亿元 for 2023": (
        "# 库中2022年为772亿元，2023年为1001亿元"
    ),
    "# entered as a claim, or under `ignored` of its document with a reason": (
        "# 录入为说法，或列在文档的`ignored`下并写明理由"
    ),
    "# the claim says where: p3": "# 说法写的是where: p3",
    "# the claim says where: p4": "# 说法写的是where: p4",
    "# a fact is changed, and committed without its base": "# 改了一条事实，提交时没有带上数据库",
    "# a clone with facts/filings.parquet, on a machine without DuckDB": (
        "# 克隆的仓库有facts/filings.parquet，而机器上没有DuckDB"
    ),
    # --- what is no rule
    'there is no rule "{name}"': "没有名为“{name}”的规则",
    "which rule?": "哪条规则？",
    "a quantity reads ENTITY.METRIC@2023H1; rules: {names}": (
        "数据项写作ENTITY.METRIC@2023H1；规则有：{names}"
    ),
}
