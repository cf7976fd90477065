"""Findings that are no conflict: readings, notes on bases and formulas, exceptions, early figures."""

MESSAGES = {
    "{about}: of its readings only {left} holds with the rest, not {others}": "{about}：几种读法中只有{left}与其余说法相容，{others}不相容",
    "if the source bears it out, write it: figure: {left}": "若原文确是此意，请写明figure: {left}",
    "{about}: {prints} are one figure printed twice, one last digit apart; both count as "
    "cut, not rounded": "{about}：{prints}是同一数字的两种写法，末位相差1；两者都按截尾而非四舍五入处理",
    "if one of them restates the other, let it say so: supersedes": "若其一是对另一个的重述，请写明supersedes",
    "{figure} is a change over {base}, which is negative: held against other claims of "
    "that change, not against the figures": "{figure}以{base}为基数，而基数为负：只与同一变化的其他说法核对，不与数字核对",
    "{figure} is a change over {base}, which may be negative: held against other claims "
    "of that change, not against the figures": "{figure}以{base}为基数，而基数可能为负：只与同一变化的其他说法核对，不与数字核对",
    "a percentage of a loss says nothing: enter the two values": "亏损的百分比说明不了什么：请录入两个数值",
    "a print of that base would settle its sign": "有了基数的数字就能定其正负",
    "a print of that base, or of the value itself, would settle its sign": "有了基数或该值本身的数字就能定其正负",
    "{formula} divides by {what}, which may be negative: not reasoned on there{more}": "{formula}以{what}为除数，而除数可能为负：此处不作推算{more}",
    ", and in {number} more places": "，另有{number}处",
    "a print of what it divides by would settle its sign": "有了除数的数字就能定其正负",
    "{formula} checks nothing: no two of its quantities are of one entity and period": "{formula}没有核对任何数字：所涉数据项没有两个属于同一主体和期间",
    "enter the figures it ties, or take it out until there are some": "请录入它所联系的数字，或先删去公式",
    # --- exceptions
    "{number} identities begin with {name}": "以{name}开头的恒等式有{number}条",
    "name one whole: {name}": "请写出全名：{name}",
    "no identity is called {name}": "没有名为{name}的恒等式",
    "take the name from the finding it is to settle: with calendar-sum:…": "名称请从要处理的问题中照抄，如calendar-sum:…",
    "nothing disagrees with {name} any more: the exception is not needed": "已经没有什么与{name}不符：不再需要这条例外",
    "take the exception out, so that the identity counts again": "请删去例外，使恒等式重新生效",
    "take the exception out, so that the claim counts again": "请删去例外，使说法重新生效",
    "{name}: figures without a scope share one basis, and that cannot be doubted": "{name}：不注明口径的数字口径相同，这一点不能存疑",
    "give {claim} a `scope`, and take the exception out; or write doubt: {name}": "请给{claim}注明`scope`并删去例外；或写doubt: {name}",
    "the claim that means another definition": "口径不同的说法",
    "and its name": "加上说法名",
    "no identity here is called {name}": "这里没有名为{name}的恒等式",
    "{name} may mean {number} identities": "{name}可能指{number}条恒等式",
    "no {kind} is formed of {what}": "没有{what}的{kind}恒等式",
    # --- bases
    "from {before} to {after}": "{before}到{after}",
    "{figure} over {period}: the step {steps} leads from one basis to another, and is left "
    "out": "{figure}（{period}）：{steps}这一步跨越两种口径，不作核对",
    "{figure} over {period}: the steps {steps} lead from one basis to another, and are left "
    "out": "{figure}（{period}）：{steps}这几步跨越两种口径，不作核对",
    "if the source compares on one basis, give the claim that `scope`": "若原文按同一口径比较，请给说法注明该`scope`",
    "no figure lies in what {name} is the default for": "没有数字用到默认口径{name}",
    "see whether of, metrics and the days are what was meant; else take default_for out": "请核对of、metrics和日期是否如所愿；否则删去default_for",
    "no document is named that states what {name} means": "没有注明{name}的定义见于哪份文档",
    "add stated_in: the document in which the definition stands": "请加stated_in，写明定义所在的文档",
    # --- said before its period was over
    "fiscal year": "财年",
    "fiscal half": "财年半年",
    "fiscal quarter": "财季",
    "the {size}": "该{size}",
    "the last {size}": "最后一个{size}",
    "on {day}": "{day}",
    "by {day}": "最迟{day}",
    "{about}: said {when}, and {what} ends on {end}": "{about}：{when}就已公布，而{what}到{end}才结束",
    "if it is expected, not observed, write kind: forecast": "若是预计而非实际数字，请写kind: forecast",
    "it fits {name}, {days}: write period: {name}; {expected}": "若指{name}（{days}）则相符：请写period: {name}；{expected}",
    "; if the fiscal year is meant, give the entity its fiscal_year and write "
    "period: FY{year}": "；若指财年，请给主体注明fiscal_year并写period: FY{year}",
}
