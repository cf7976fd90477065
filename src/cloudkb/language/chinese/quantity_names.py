"""Why a name that was asked for means no quantity, or several."""

MESSAGES = {
    "what has no scope is on one basis for all documents: leave scope ?… out": (
        "不注明口径的，各文档口径相同：请去掉scope ?…"
    ),
    "{text!r} names no quantity: write {example}.METRIC@2023H1, with "
    "in, scope and currency where needed": (
        "“{text}”不是数据项：请写作{example}.METRIC@2023H1，必要时加in、scope和币种"
    ),
    "{text!r} is no period: {why}": "“{text}”不是期间：{why}",
    "{text!r} is not one period": "“{text}”不是单个期间",
    "{text} may mean {number} quantities": "{text}可能指{number}个数据项",
    "{text}: of which period?": "{text}：哪个期间？",
    "nothing is known that could imply {text}": "没有可以推算{text}的数字",
    "{metric} has many dates: each claim is of an event of its own": (
        "{metric}有多个日期：每条说法各指一件事"
    ),
    "{name} is a link to an entity, and has no value": "{name}指向一个主体，没有数值",
}
