"""What a proved conflict says of its suspects, and what to do about them."""

MESSAGES = {
    "No single suspect: without any one of these claims, what is connected with them "
    "still clashes.": "找不到单独的嫌疑：去掉其中任何一条说法，与之相连的数字仍有冲突。",
    "Suspects: {names}. The figures alone cannot tell.": "嫌疑：{names}。单凭数字无法断定。",
    "Most suspect: {name}.": "嫌疑最大：{name}。",
    "Then {names}.": "其次：{names}。",
    "No claim alone explains it: {names} would have to be wrong as well.": (
        "单独一条说法出错解释不了：{names}也得有错。"
    ),
    "whether {rules} holds": "{rules}是否成立",
    "whether {rules} hold": "{rules}是否都成立",
    ", or ": "，或",
    ": ": "：",
    "; perhaps ": "；也许",
    "for it": "",
    "for {name}": "{name}",
    "it": "它",
    "the others imply {what} {whom}": "按其余说法，{whom}应{what}",
    "Cut off instead of rounded, the figures fit: nothing need be wrong.": (
        "若是截断而非四舍五入，各数相符：未必有错。"
    ),
    "More than one figure may be wrong: compare each with its print. Those that are "
    "printed so need a `scope` of their own, or an exception each.": (
        "出错的可能不止一个数字：请逐一核对原文。原文确实如此的，各自注明`scope`，或各加一条例外。"
    ),
    "If {rule} does not hold here, doubt it under `exceptions`, with a reason; else "
    "compare {name} with its print, or give it a `scope` of its own where it means "
    "another definition.": (
        "若{rule}在此不成立，请在`exceptions`中存疑并写明理由；否则请核对{name}的原文，"
        "口径不同的，单独注明`scope`。"
    ),
    "If {rule} does not hold here, doubt it under `exceptions`, with a reason; else "
    "compare {name} with its print.": (
        "若{rule}在此不成立，请在`exceptions`中存疑并写明理由；否则请核对{name}的原文。"
    ),
    "Compare {names} with its print.": "请核对{names}的原文。",
    "Compare {names} with their prints.": "请核对{names}的原文。",
    "Others state {scopes} here: find out what {name} means.": (
        "其他说法在此注明{scopes}：请查明{name}用的是哪种口径。"
    ),
    "Where parts may exceed their wholes, write parts_at_most: no on {metric}.": (
        "若部分可以大于整体，请在{metric}上写parts_at_most: no。"
    ),
    "If that is what is printed, accept the dispute under `exceptions`, with a reason "
    "(cloudkb validate --accept).": (
        "若原文确实如此，请在`exceptions`中接受争议并写明理由（cloudkb validate --accept）。"
    ),
    "If that is what is printed, give {it} a `scope` of its own where it means another "
    "definition, or accept the dispute under `exceptions`, with a reason "
    "(cloudkb validate --accept).": (
        "若原文确实如此：口径不同的，给{it}单独注明`scope`；否则在`exceptions`中接受争议并写明理由"
        "（cloudkb validate --accept）。"
    ),
    "If {late} restates the earlier figure, say so there: `supersedes: {early}`. ": (
        "若{late}是对早前数字的重述，请在该处写明`supersedes: {early}`。"
    ),
}
