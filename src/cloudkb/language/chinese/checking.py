"""The page of a fact-check: what was held against what, and how each claim came out."""

MESSAGES = {
    "Fact-check: {title}": "事实核查：{title}",
    "Every claim is held against all the others in the base, without itself. A printed figure "
    "stands for the interval that its rounding and its wording leave open; what the others print "
    "or imply is reckoned exactly. Claims stand in the order of the text, each with its verdict "
    "first and the name that `cloudkb show` takes last; a source has its number in the list at the "
    "end, and the weight of its word: primary, tracker, press or blog. Nothing here is typed by "
    "hand: change a fact and the page changes.": (
        "每条说法都与库中其余说法逐一核对。印出的数字代表一个区间，由四舍五入和措辞决定；其余说法所公布或"
        "可推算的，一律精确计算。说法按原文顺序排列：开头是结论，末尾是可供`cloudkb show`使用的名称；来源"
        "以文末清单的编号表示，并注明证据等级：一手、研究机构、媒体或博客。本页全由事实生成：改动事实，本页随之改变。"
    ),
    "{claims}, of which {number} can be checked": "{claims}，其中{number}条可以核对",
    "{number} is contradicted": "{number}条被推翻",
    "{number} are contradicted": "{number}条被推翻",
    "{number} is disputed": "{number}条有争议",
    "{number} are disputed": "{number}条有争议",
    "{number} is in tension with another measure": "{number}条与另一口径有出入",
    "{number} are in tension with another measure": "{number}条与另一口径有出入",
    "{number} holds only on a condition": "{number}条有条件成立",
    "{number} hold only on a condition": "{number}条有条件成立",
    "{number} is borne out by another origin": "{number}条有另一来源佐证",
    "{number} are borne out by another origin": "{number}条有另一来源佐证",
    "{number} is found again with its own origin": "{number}条与同一来源一致",
    "{number} are found again with their own origin": "{number}条与同一来源一致",
    "{number} follows from its own figures": "{number}条可由本文数字推出",
    "{number} follow from its own figures": "{number}条可由本文数字推出",
    "{number} rests on its own word": "{number}条为单一信源",
    "{number} rest on their own word": "{number}条为单一信源",
    "{number} speaks of what is still open": "{number}条待定",
    "{number} speak of what is still open": "{number}条待定",
    "{number} came true": "{number}条已兑现",
    "{number} did not come true": "{number}条未兑现",
    "{number} is a target that was reached": "{number}条达标",
    "{number} are targets that were reached": "{number}条达标",
    "{number} is a target that was passed": "{number}条超额完成",
    "{number} are targets that were passed": "{number}条超额完成",
    "{number} is a target that was not reached": "{number}条未达标",
    "{number} are targets that were not reached": "{number}条未达标",
    "Look at these first": "请先看这些",
    "Held against": "核对依据",
    "Made by `{command}`.": "由`{command}`生成。",
    "{what} of `{document}`": "`{document}`{what}",
    "Rests on {sources} too.": "另有依据{sources}。",
    "{what}, says {who}": "{what}（{who}）",
    "What would settle it: {what}.": "可以定论的：{what}。",
    "a print": "公布的",
}
