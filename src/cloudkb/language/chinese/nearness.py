"""The nearest figure to one that nobody bears out, sentences beside others, trends step by step."""

MESSAGES = {
    "No other document has ": "别的文档没有",
    "No other document has a figure for {whose} {what}.": "别的文档没有{whose}{what}数字。",
    "No other document has a claim on {whom}, {what}.": "别的文档没有谈到{whom}的{what}。",
    "Nearest is {figure} for {about} ({claim}), which does not count: {reasons}.": "最接近的是{about}的{figure}（{claim}），但不能算佐证：{reasons}。",
    "{part}, part of {whole}, has {print} ({claim}) beside {own} ({mine}): that points the "
    "same way, and tells nothing of the rest.": (
        "{whole}中，{part}为{print}（{claim}），本主体为{own}（{mine}）：方向一致，但说明不了其余部分。"
    ),
    "{part}, part of {whole}, has {print} ({claim}) beside {own} ({mine}): that points the "
    "other way, and tells nothing of the rest.": (
        "{whole}中，{part}为{print}（{claim}），本主体为{own}（{mine}）：方向相反，但说明不了其余部分。"
    ),
    # --- what differs
    "it says another thing of the same": "对同一数据项说的是另一回事",
    "it is of {what}": "说的是{what}",
    "it is “{what}”, which says more or less": "指标是“{what}”，范围不同",
    "it is measured in {where}": "统计范围是{where}",
    "it is measured in no market or company that is named": "没有注明统计范围",
    "it states no definition": "没有注明口径",
    "it is measured by {basis}": "由{basis}统计",
    "it is measured as {basis}": "口径是{basis}",
    "it holds {when}": "{when}成立",
    "it is of {when}": "期间是{when}",
    "“{period}” is tied to no days": "“{period}”没有具体日期",
    "its period is not stated": "没有注明期间",
    "{reason}, and the claim states no period": "{reason}，而本条没有注明期间",
    "{period} is only about known": "{period}只是大致的期间",
    "it is {its}, not {mine}": "是{its}，不是{mine}",
    "it is an {kind}": "只是{kind}",
    "it is a {kind}": "只是{kind}",
    "it is doubted itself": "本身存疑",
    "a later claim replaced it": "已被后来的说法更新",
    "a value": "数值",
    "a change": "变化",
    "a rank": "排名",
    "an order": "高低比较",
    "a trend": "趋势",
    "a date": "日期",
    "another figure": "另一种数字",
    # --- sentences
    "{who} says the same: {told}": "{who}也这样说：{told}",
    "{who} says the same, and is doubted itself: {told}": "{who}也这样说，但本身存疑：{told}",
    "{who} speaks against it: {told}": "{who}的说法与之相反：{told}",
    # --- trends
    "Of growth others leave {steps}.": "按其余说法，各期增速：{steps}。",
    "Of the value others leave {steps}.": "按其余说法，各期数值：{steps}。",
    "nothing for {name}": "{name}不详",
}
