"""Why a text is no formula, and what to write instead."""

MESSAGES = {
    "names of metrics, numbers, + - * / ( ) and = are understood": (
        "公式中可用指标的id、数、+ - * / ( )和="
    ),
    "an equation says what is the same; where the left side may be more: complete: no": (
        "公式说的是两边相等；左边可以更大的，写complete: no"
    ),
    "write a square as a product: a * a": "平方写成乘积：a * a",
    "a number has a digit before its point: 0.5": "小数点前要有数字：0.5",
    "a formula is at most {most} characters long": "公式最多{most}个字符",
    "make two of it": "拆成两条",
    "expected = or a sign of reckoning": "此处应为=或运算符号",
    "a formula has one =": "=只能有一个",
    "expected a sign of reckoning": "此处应为运算符号",
    "{sign!r} is no part of a formula": "公式中不用“{sign}”",
    "{message}, and found {token}": "{message}：这里是{token}",
    "{message}, and it ends here": "{message}：公式到此为止",
    "two names stand side by side": "两个名称之间应有运算符号",
    "write {text}, or a sign between": "写成{text}，或在两者之间加上符号",
    "write + - * / between the two": "在两者之间写上+ - * /",
    "{word} is no id of a metric": "{word}不是指标的id",
    "write its id: cloudkb list metrics": "写它的id，见cloudkb list metrics",
    "more than {most} brackets stand in each other": "括号嵌套超过{most}层",
    "expected a metric, a number or (": "此处应为指标、数或左括号",
    "{word} of means nothing": "没有{word} of这种写法",
    "expected of": "此处应为of",
    "average of takes the name of a metric": "average of后应为指标的id",
    "a zero in a formula says nothing": "公式中的0没有意义",
    "take the 0 out": "删去0",
    "a sign is missing behind a number": "数字后缺少运算符号",
    "expected )": "此处应为右括号",
    "close the bracket": "补上右括号",
    "a ratio": "比率",
    "a count": "计数",
    "a number": "纯数",
    "the left side is {left}, the right side {right}": "左边是{left}，右边是{right}",
    "{one} is added to {other}": "{other}加上{one}：不同类",
    "{one} is taken from {other}": "{other}减去{one}：不同类",
    # --- what it says
    "both sides are the same whatever the metrics are": "无论指标取什么值，两边都相等",
    "write gross_profit = revenue - cost": "写成gross_profit = revenue - cost",
    "{metric} may be negative, so parts of it may be more than the whole": (
        "{metric}可以为负，所以部分可能大于整体"
    ),
    "a formula takes metrics of money, ratios, counts and measures": (
        "公式可用金额、比率、计数和计量单位的指标"
    ),
    "{name} is in {measure}, which has no zero to count from": (
        "{name}的单位是{measure}，它的零点不表示没有"
    ),
    "degrees are compared, not reckoned with: take it out": "温度只比较高低，不参与运算：请删去",
    "a formula ties two metrics or more, and this names {metric}": (
        "公式要联系两个以上的指标，这里只有{metric}"
    ),
    "a formula ties two metrics or more, and this names none": (
        "公式要联系两个以上的指标，这里一个也没有"
    ),
    "complete: no is for one metric on the left and a sum on the right": (
        "complete: no只用于左边是一个指标、右边是和的公式"
    ),
    "take complete: no out, or write the sum": "删去complete: no，或写成和",
    "{metric}'s {key}": "{metric}的{key}",
    "{formula} says what {other} says already": "{formula}所说，{other}已经说过",
    "keep {other}, and take the formula out": "保留{other}，删去公式",
    "{name} is a date: nothing can be reckoned with it": "{name}是日期，不能参与运算",
    "{name} is a link to an entity: nothing can be reckoned with it": (
        "{name}指向一个主体，不能参与运算"
    ),
    "nothing is divided by zero": "不能除以零",
    "take what is zero out": "删去为零的部分",
    "money times a count or a ratio is money; like is added to like": (
        "金额乘以计数或比率仍是金额；同类才能相加"
    ),
    "average of is for snapshots, and {name} is of the whole period": (
        "average of用于时点指标，而{name}是整个期间的"
    ),
    "write {name} alone": "只写{name}",
    "{kind} needs a period, and all metrics here are of a day": (
        "{kind}要有期间，而这里的指标都是时点指标"
    ),
    "name a metric that is of a period (over_time: adds or level)": (
        "加入一个期间指标（over_time: adds或level）"
    ),
    "{formula} says what {other} says already: {text} ({file}:{line})": (
        "{formula}所说，{other}已经说过：{text}（{file}:{line}）"
    ),
}
