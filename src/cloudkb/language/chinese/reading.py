"""What a broken fact file is told: what was found, what was expected, what to do."""

MESSAGES = {
    "write whom or what it is about: cloudkb list entities": "写明说的是谁或什么：cloudkb list entities",
    "write what is measured: cloudkb list metrics": "写明指标：cloudkb list metrics",
    "write what is printed, as it is printed": "照原文写，一字不改",
    "write what time it is about, 2023Q4, or take period out where none is stated": (
        "写明期间，如2023Q4；原文没说的，删去period"
    ),
    "write who says so, or take source out where the document itself does": (
        "写明出自谁；就是文档自己说的，删去source"
    ),
    "write when it was said, or take date out where it was the document's date": (
        "写明何时说的；与文档日期相同的，删去date"
    ),
    "write the market or company it is measured in, or take in out": (
        "写明是在哪个市场或公司之内，或删去in"
    ),
    "write the title as printed": "照原文写标题",
    "write a short name: small letters, digits, hyphens": "写一个短名称：小写字母、数字、连字符",
    "write when it was published: 2024-03-26, 2024-03~": "写明发表日期：2024-03-26、2024-03~",
    "{key} is not filled in yet": "{key}还没有填写",
    "write it in place of the ?, or take {key} out": "填在`?`处，或删去{key}",
    "did you mean {close}?": "是否指{close}？",
    "{key} has no value": "{key}没有值",
    "write one after {key}:, or take the key out": "在`{key}:`后写上值，或删去这个键",
    "take it out": "删去",
    "{key} takes a list of names": "{key}应是名称列表",
    "write {key}: [one, another]": "写成{key}: [one, another]",
    "write one of {options}": "可写：{options}",
    "{key} cannot be {word}": "{key}不能是{word}",
    "{currency} is no currency": "{currency}不是货币代码",
    "write the three letters of ISO 4217: CNY, USD": "写ISO 4217的三个字母：CNY、USD",
    "write its id: {name}": "写它的id：{name}",
    "cloudkb list documents shows them all": "全部文档见cloudkb list documents",
    "declare it under {plural}:, or look with cloudkb list {plural}": (
        "在`{plural}:`下声明，或用`cloudkb list {plural}`查看已有的"
    ),
    "no {kind} is called {name}": "没有名为{name}的{kind}",
}
